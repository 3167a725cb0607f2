"""Brings a sealed file into a library. Nothing in the library is touched before all of it has been checked.

A file from elsewhere may be damaged or made to harm: names that climb out of the folder, sizes that lie, a few
kilobytes that unfold to fill the disk. So: only names from a fixed list, no more than a fixed size, every
byte counted while it is unpacked into a folder of its own, which is deleted when anything is wrong.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest, RememberError, VoiceCoachError
from voicecoach.remember import cipher, files
from voicecoach.remember.index import ID
from voicecoach.remember.lines import dump, read_rows
from voicecoach.remember.notes import Note, merge, read_notes, write_note
from voicecoach.remember.saved import SavedSession, read_card
from voicecoach.remember.sealed import FORMAT, VERSION
from voicecoach.remember.store import Library

MB = 1024 * 1024
LARGEST = 2048 * MB
"""Bytes that a session may unfold to: both sides of a call of about six hours."""

RATIO = 200
"""How far sound that is not silent may have been pressed together; real sound goes down to a half at best."""

_NAMES = {
    r"manifest\.json": MB, r"session\.json": MB, r"scenario\.yaml": 4 * MB, r"baseline\.json": 4 * MB,
    r"events\.jsonl": 256 * MB, r"notes\.jsonl": 64 * MB, r"(rep|client)\.wav": 1536 * MB,
    r"notes/n[0-9a-f]{16}\.wav": 128 * MB,
}  # fmt: skip
_NEEDED = {"manifest.json", "session.json", "scenario.yaml", "events.jsonl"}
_ADDED = {"corrected", "rep_says", "prose"}
"""Events that may be added to a call after it is over."""


@dataclass(frozen=True)
class Brought:
    """What came in: the session's id, whether it is `new` here, what was added to one that was here already,
    and each disagreement between the two copies in a line; mine always stays."""

    id: str
    new: bool
    notes: int = 0
    events: int = 0
    conflicts: tuple[str, ...] = field(default=())


def bring_in(library: Library, path: Path, *, passphrase: str = "", largest: int = LARGEST) -> Brought:
    """Imports a sealed file, or merges it into the session that is here already. Raises RememberError with
    one clear line, and then nothing has changed; BadRequest when a passphrase is needed."""
    if not path.is_file():
        raise BadRequest(f"there is no file {path}.", "Check the name.", stage="remember")
    folder = library.folder / f".incoming-{secrets.token_hex(6)}"
    with files.plainly(library.folder):
        library.make()
        for left in library.folder.glob(".incoming-*"):
            if datetime.datetime.now().timestamp() - left.stat().st_mtime > 86_400:
                shutil.rmtree(left, ignore_errors=True)
        files.make_folder(folder)
    try:
        with files.plainly(path):
            encrypted = cipher.is_encrypted(path)
            size = path.stat().st_size
        if size > largest:
            raise _refused(f"it is larger than {largest // MB} MB")
        with files.plainly(library.folder):
            if encrypted:
                path = _decrypted(path, folder / "plain", passphrase)
            manifest = _unpack(path, folder, largest)
            (folder / "plain").unlink(missing_ok=True)
            incoming = _checked(folder, manifest)
            if incoming.id in library.ids():
                return _merge(library, incoming)
            return _move_in(library, incoming)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refused(why: str) -> RememberError:
    return RememberError(f"this file is refused: {why}.", "Ask whoever sent it for a new one.")


def _decrypted(path: Path, to: Path, passphrase: str) -> Path:
    if not passphrase:
        raise BadRequest("this file is sealed with a passphrase.", "Give it with --passphrase.", stage="remember")
    with path.open("rb") as source, os.fdopen(files.open_file(to, os.O_WRONLY | os.O_CREAT), "wb") as target:
        cipher.decrypt(source, target, passphrase)
    return to


# --- unpacking ------------------------------------------------------------------------------------------


def _unpack(path: Path, folder: Path, largest: int) -> Mapping[str, Any]:
    """Unpacks into `folder` what the manifest names, and checks every hash. Gives the manifest."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = _listed(archive, largest)
            manifest = _manifest(archive.read(infos["manifest.json"]), infos)
            hashes = {f["name"]: f["sha256"] for f in manifest["files"]}
            for name, info in infos.items():
                if name != "manifest.json":
                    _unpack_one(archive, info, folder, hashes[name])
            return manifest
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
        raise _refused("it is damaged, cut off or no sealed file") from error


def _listed(archive: zipfile.ZipFile, largest: int) -> dict[str, zipfile.ZipInfo]:
    """The archive's files by name. Refuses any that has no business there, and any that is too large."""
    infos: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > 2000:
        raise _refused("it holds too many files")
    for info in archive.infolist():
        limit = next((m for p, m in _NAMES.items() if re.fullmatch(p, info.filename)), None)
        if limit is None or info.filename in infos or (info.external_attr >> 16) & 0o170000 not in (0, 0o100000):
            raise _refused("it holds files that do not belong in a session")
        if info.file_size > limit or info.flag_bits & 1 or info.compress_type not in (0, 8):
            raise _refused("a file in it is too large or packed in an unknown way")
        infos[info.filename] = info
    if not infos.keys() >= _NEEDED:
        raise _refused("files are missing from it")
    total = sum(i.file_size for i in infos.values())
    if total > largest:
        raise _refused(f"it would unfold to {total // MB} MB")
    return infos


def _manifest(data: bytes, infos: Mapping[str, zipfile.ZipInfo]) -> Mapping[str, Any]:
    try:
        manifest = json.loads(data)
        listed = {str(f["name"]): (int(f["size"]), str(f["sha256"])) for f in manifest["files"]}
        form, version, session = manifest["format"], manifest["version"], str(manifest["session"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused("its manifest is damaged") from error
    if form != FORMAT or not ID.fullmatch(session):
        raise _refused("it is no sealed file of VoiceCoach's")
    if version != VERSION:
        raise RememberError("this file was sealed by a newer VoiceCoach.", "Update VoiceCoach, then try again.")
    if listed.keys() != infos.keys() - {"manifest.json"} or len(listed) != len(manifest["files"]):
        raise _refused("its manifest does not fit what is in it")
    if any(infos[name].file_size != size for name, (size, _) in listed.items()):
        raise _refused("its manifest does not fit what is in it")
    return dict(manifest)


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path, sha256: str) -> None:
    """Unpacks one file, counting. Stretches of zeros become holes and take no room on the disk."""
    target = folder / info.filename
    if target.parent != folder and not target.parent.is_dir():
        files.make_folder(target.parent)
    digest, size, solid = hashlib.sha256(), 0, 0
    most = RATIO * info.compress_size + MB
    fd = files.open_file(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with archive.open(info) as source:
            while piece := source.read(MB // 4):
                digest.update(piece)
                size += len(piece)
                if piece.count(0) < len(piece):
                    solid += len(piece)
                    os.lseek(fd, size - len(piece), os.SEEK_SET)
                    files.write_all(fd, piece)
                if size > info.file_size or solid > most:
                    raise _refused("it unfolds to far more than it could hold")
        os.ftruncate(fd, size)
    finally:
        os.close(fd)
    if size != info.file_size or digest.hexdigest() != sha256:
        raise _refused("a file in it was changed")


def _checked(folder: Path, manifest: Mapping[str, Any]) -> SavedSession:
    """The unpacked session, after everything in it could be read."""
    try:
        saved = SavedSession(folder)
        rates = [saved.sound(who)[0] for who in ("rep", "client")]
        text = saved.scenario_text
    except VoiceCoachError as error:
        raise _refused(f"the session in it cannot be read ({error.cause.rstrip('.')})") from error
    if saved.id != manifest["session"] or saved.damaged or not text or not all(8000 <= r <= 96_000 for r in rates):
        raise _refused("the session in it is not whole")
    if len(read_rows(folder / "notes.jsonl").rows) != len(read_notes(folder)):
        raise _refused("a comment in it is damaged")
    return saved


# --- taking in ------------------------------------------------------------------------------------------


def _move_in(library: Library, incoming: SavedSession) -> Brought:
    card = read_card(incoming.folder)
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    card["extra"] = {**card.get("extra", {}), "imported": now}
    data = json.dumps(card, ensure_ascii=False, indent=1).encode() + b"\n"
    files.write_new(incoming.folder / "session.json", data)
    os.rename(incoming.folder, library.folder / incoming.id)
    return Brought(incoming.id, True, notes=len(read_notes(library.folder / incoming.id)))


def _merge(library: Library, incoming: SavedSession) -> Brought:
    """Adds what the other copy has more: notes, corrections, what was said of the call."""
    mine = library.open(incoming.id)
    if mine.live:
        raise BadRequest(f"{mine.id} is still running.", "End the call first.", stage="remember")
    if (mine.card.created, mine.card.scenario, mine.card.seed) != (
        incoming.card.created, incoming.card.scenario, incoming.card.seed,
    ):  # fmt: skip
        raise _refused(f"it holds another call than the {mine.id} that is here")
    plain = not any(s.card.extra.get("redacted") for s in (mine, incoming))
    conflicts: list[str] = []
    ours, theirs = (read_rows(s.folder / "events.jsonl").rows for s in (mine, incoming))
    if plain and _call(ours) != _call(theirs):
        conflicts.append("the two copies tell the call itself differently; yours stays as it is")
    may_add = _ADDED if plain else {"corrected"}
    more = [r for r in theirs if r.get("event") in may_add and r not in ours]
    merged = merge(mine.notes, incoming.notes)
    added: list[Note] = list(merged.added)
    if plain:
        conflicts += [f"{_told(a)} reads differently in the two copies; both are kept" for a, _ in merged.conflicts]
    else:  # a note that differs only because names were taken out of it is no conflict
        added = [n for n in added if "~" not in n.id]
    _take_sounds(mine, incoming, added)
    write_note(mine.folder, *added)
    if more:
        files.append_lines(mine.folder / "events.jsonl", b"".join(map(dump, more)))
    files.touch(library.folder)
    return Brought(mine.id, False, len(added), len(more), tuple(conflicts))


def _call(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [r for r in rows if r.get("event") not in _ADDED]


def _told(note: Note) -> str:
    return f"the {note.kind} by {note.author} at {int(note.at) // 60}:{int(note.at) % 60:02}"


def _take_sounds(mine: SavedSession, incoming: SavedSession, notes: list[Note]) -> None:
    for note in notes:
        source = incoming.folder / "notes" / note.sound
        if not note.sound or not source.is_file():
            continue
        target = mine.folder / "notes" / note.sound
        with contextlib.suppress(FileExistsError):
            files.make_folder(target.parent)
        if not target.exists():
            os.replace(source, target)
