"""The sealed file: one session as one archive with a list of what is in it, for a coach to send back.

A zip archive, readable anywhere; with a passphrase it is encrypted as a whole. `manifest.json` comes first and
names every file with its size and SHA-256, so damage is noticed; that somebody changed a file *and* its hash
is only noticed under a passphrase.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import json
import os
import re
import secrets
import wave
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from voicecoach import __version__
from voicecoach.errors import BadRequest
from voicecoach.remember import cipher, files, redact_session
from voicecoach.remember.lines import dump, read_rows
from voicecoach.remember.redact import find_names
from voicecoach.remember.saved import SavedSession, read_card
from voicecoach.remember.store import Library
from voicecoach.session import Who

FORMAT, VERSION = "voicecoach-sealed", 1
SUFFIX = ".voicecoach"


@dataclass(frozen=True)
class Sealed:
    """What was written: where, how many bytes, and how many words or phrases were taken out of it."""

    path: Path
    size: int
    redacted: int
    encrypted: bool


def export(
    library: Library,
    session: str,
    to: Path,
    *,
    redact: bool = False,
    sound: bool = True,
    passphrase: str = "",
    overwrite: bool = False,
    names: Iterable[str] = (),
) -> Sealed:
    """Writes a session as a sealed file at `to`, owner-only, whole or not at all.

    `redact` takes out names, numbers and addresses (and any further `names`). Raises BadRequest (still running,
    file there already), RememberError.
    """
    saved = library.open(session)
    if saved.live:
        raise BadRequest(f"{saved.id} is still running.", "End the call first.", stage="remember")
    if to.exists() and not overwrite:
        raise BadRequest(f"{to} is there already.", "Name another file.", stage="remember")
    rough = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    plain = rough.with_suffix(".zip")
    try:
        with files.plainly(to.parent):
            contents = _Redacted(saved, sound, names) if redact else _Contents(saved, sound)
            with _new_file(plain) as file:
                _write_zip(file, saved, contents)
            if passphrase:
                with plain.open("rb") as source, _new_file(rough) as target:
                    cipher.encrypt(source, target, passphrase)
            os.replace(rough if passphrase else plain, to)
        return Sealed(to, to.stat().st_size, contents.count, bool(passphrase))
    finally:
        for left in (rough, plain):
            with contextlib.suppress(OSError):
                left.unlink()


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(files.open_file(path, os.O_RDWR | os.O_CREAT | os.O_EXCL), "w+b")


class _Contents:
    """The files of a session as they are, apart from what a crash left torn."""

    count = 0

    def __init__(self, saved: SavedSession, sound: bool) -> None:
        self.saved, self.sound = saved, sound
        self.rows = read_rows(saved.folder / "events.jsonl").rows
        self.note_rows = read_rows(saved.folder / "notes.jsonl").rows

    def all(self) -> Iterator[tuple[str, BinaryIO]]:
        """Each file's name and its bytes, small ones first."""
        folder = self.saved.folder
        yield "session.json", _json(self.card())
        yield "scenario.yaml", io.BytesIO(self.scenario().encode())
        if (folder / "baseline.json").exists():
            yield "baseline.json", io.BytesIO((folder / "baseline.json").read_bytes())
        yield "events.jsonl", io.BytesIO(b"".join(map(dump, self.events())))
        if notes := self.notes():
            yield "notes.jsonl", io.BytesIO(b"".join(map(dump, notes)))
        if self.sound:
            yield from self.sounds()

    def card(self) -> dict[str, Any]:
        return read_card(self.saved.folder)

    def scenario(self) -> str:
        return self.saved.scenario_text

    def events(self) -> list[dict[str, Any]]:
        return self.rows

    def notes(self) -> list[dict[str, Any]]:
        return self.note_rows

    def sounds(self) -> Iterator[tuple[str, BinaryIO]]:
        for who in _SIDES:
            yield f"{who}.wav", _wav(*self.saved.sound(who))
        for path in sorted((self.saved.folder / "notes").glob("n*.wav")):
            yield f"notes/{path.name}", path.open("rb")


class _Redacted(_Contents):
    """The same without what would tell who spoke."""

    def __init__(self, saved: SavedSession, sound: bool, names: Iterable[str]) -> None:
        super().__init__(saved, sound)
        texts = [*redact_session.texts_of(self.rows), *redact_session.texts_of(self.note_rows)]
        cast = re.findall(r"^\s+(?:name|company):\s*(.+)$", saved.scenario_text, re.MULTILINE)
        self.names = find_names(texts, [saved.card.rep, *names], cast, saved.scenario_text)
        self.redacted = redact_session.redact_events(self.rows, self.names)
        self.count = self.redacted.count

    def card(self) -> dict[str, Any]:
        return redact_session.redact_card(super().card(), self.names)

    def scenario(self) -> str:
        lines = [re.sub(r"^[\s-]*(?:[\w-]+:)?\s*[\"'|>]?", "", x) for x in super().scenario().splitlines()]
        return redact_session.redact_scenario(super().scenario(), self.names | find_names(lines))

    def events(self) -> list[dict[str, Any]]:
        return self.redacted.rows

    def notes(self) -> list[dict[str, Any]]:
        rep = self.saved.card.rep
        return [redact_session.redact_note(n, self.names, rep) for n in self.note_rows]

    def sounds(self) -> Iterator[tuple[str, BinaryIO]]:
        """Both sides; a microphone hears the client too, so what is silenced is so on both. Spoken comments
        stay behind: nobody knows what was said in them."""
        for who in _SIDES:
            rate, samples = self.saved.sound(who)
            yield (
                f"{who}.wav",
                _wav(rate, redact_session.silence(samples, rate, self.redacted.spoken, self.redacted.silent)),
            )


_SIDES: tuple[Who, ...] = ("rep", "client")


def _json(value: object) -> BinaryIO:
    return io.BytesIO(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def _wav(rate: int, samples: Any) -> BinaryIO:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    file.seek(0)
    return file


def _write_zip(file: BinaryIO, saved: SavedSession, contents: _Contents) -> None:
    listing = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, source in contents.all():
            digest, size = hashlib.sha256(), 0
            with source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as out:
                while piece := source.read(1 << 20):
                    digest.update(piece)
                    size += len(piece)
                    out.write(piece)
            listing.append({"name": name, "size": size, "sha256": digest.hexdigest()})
        manifest = {
            "format": FORMAT, "version": VERSION, "session": saved.id, "program": __version__,
            "made": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "redacted": isinstance(contents, _Redacted), "sound": contents.sound, "files": listing,
        }  # fmt: skip
        archive.writestr("manifest.json", _json(manifest).read())
