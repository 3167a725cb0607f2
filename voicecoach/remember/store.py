"""The library: a folder with a folder for each session. docs/session-format.md describes what lies in one."""

from __future__ import annotations

import builtins
import contextlib
import dataclasses
import datetime
import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest, RememberError
from voicecoach.remember import files
from voicecoach.remember.index import ID, Index, folders
from voicecoach.remember.recorder import Recorder
from voicecoach.remember.saved import LoadScenario, SavedSession, card_to_dict
from voicecoach.remember.summary import Entry
from voicecoach.session import SCHEMA, Card

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for one another
_DELETING = ".deleting-"

Progress = Callable[[int, int], None]
"""Called with how many are done, of how many."""


def new_id(scenario: str, now: datetime.datetime) -> str:
    """`2026-11-23-1405-bakery-terminals-k3f9`: sorts by time, names the scenario, is unique."""
    slug = re.sub(r"[^a-z0-9]+", "-", scenario.lower()).strip("-")[:40].strip("-") or "call"
    return f"{now:%Y-%m-%d-%H%M}-{slug}-{''.join(secrets.choice(_LETTERS) for _ in range(4))}"


class Library:
    """The sessions in one folder. Opening it makes nothing; the folder comes with the first session."""

    def __init__(self, folder: Path, load_scenario: LoadScenario | None = None) -> None:
        """`load_scenario` gives SavedSession.scenario its parser (the import law keeps it out of here)."""
        self.folder = Path(folder)
        self._load = load_scenario
        self._index: Index | None = None

    # --- writing ----------------------------------------------------------------------------------

    def create(self, card: Card, scenario_text: str, baseline: Mapping[str, Any] | None = None) -> Recorder:
        """Begins a session and gives its ports.Memory. An empty `card.id` or `card.created` is filled in; see
        the recorder's `card`. Raises RememberError, with nothing left behind."""
        now = datetime.datetime.now().astimezone()
        card = dataclasses.replace(card, schema=SCHEMA, created=card.created or now.isoformat(timespec="seconds"))
        folder = None
        try:
            self.make()
            card, folder = self._new_folder(card, now)
            files.write_new(folder / "scenario.yaml", scenario_text.encode())
            if baseline is not None:
                files.write_new(folder / "baseline.json", _json(baseline))
            files.write_new(folder / "session.json", _json(card_to_dict(card)))
            return Recorder(folder, card)
        except OSError as error:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            raise files.in_words(error, self.folder) from error

    def check(self) -> None:
        """Whether a session could be written here, asked before a call. Raises RememberError."""
        with files.plainly(self.folder):
            self.make()
            (probe := self.folder / f".probe-{secrets.token_hex(4)}").touch(mode=files.OWNER_FILE)
            probe.unlink()

    def make(self) -> None:
        """Makes the library's folder when it is not there. Raises OSError."""
        if not self.folder.is_dir():
            with contextlib.suppress(FileExistsError):
                files.make_folder(self.folder, parents=True)
        if not self.folder.is_dir():
            raise NotADirectoryError(20, "a file is in the way", str(self.folder))

    def _new_folder(self, card: Card, now: datetime.datetime) -> tuple[Card, Path]:
        for _ in range(20):
            name = card.id or new_id(card.scenario, now)
            if not ID.fullmatch(name):
                raise BadRequest(f"'{name}' cannot be a session's name.", stage="remember")
            try:
                files.make_folder(self.folder / name)
            except FileExistsError:
                if card.id:
                    raise BadRequest(f"there is a session {name} already.", stage="remember") from None
                continue
            return dataclasses.replace(card, id=name), self.folder / name
        raise FileExistsError(17, "no free name found")

    # --- finding and reading ----------------------------------------------------------------------

    def ids(self) -> list[str]:
        """Names of all session folders, oldest first. Raises RememberError."""
        with files.plainly(self.folder):
            return sorted(folders(self.folder))

    def find(self, session: str = "last") -> str:
        """The id meant by `last`, a whole id or the beginning of just one. Raises BadRequest."""
        ids = self.ids()
        if session == "last":
            if not ids:
                raise BadRequest("there is no session yet.", "Make one with: voicecoach rehearse", stage="remember")
            newest = max(i[:15] for i in ids)
            return max((i for i in ids if i[:15] == newest), key=self._written)
        if session in ids:
            return session
        fits = [i for i in ids if session and i.startswith(session)]
        if len(fits) == 1:
            return fits[0]
        if fits:
            some = ", ".join(fits[:8]) + (f" and {len(fits) - 8} more" if len(fits) > 8 else "")
            raise BadRequest(f"'{session}' fits several sessions: {some}.", "Give more of the name.", stage="remember")
        raise BadRequest(f"there is no session '{session}'.", "See: voicecoach sessions list", stage="remember")

    def _written(self, session: str) -> int:
        """When the card was written (ns): tells sessions of the same minute apart."""
        try:
            return (self.folder / session / "session.json").stat().st_mtime_ns
        except OSError:
            return 0

    def open(self, session: str = "last") -> SavedSession:
        """Opens a session by anything `find` understands. Raises BadRequest, RememberError."""
        return SavedSession(self.folder / self.find(session), self._load)

    def index(self, progress: Progress | None = None) -> Index:
        """The list, up to date, for those who search and page (see index.py)."""
        if self._index is None:
            self._index = Index(self.folder)
        self._index.refresh(progress)
        return self._index

    def list(self, progress: Progress | None = None) -> builtins.list[Entry]:
        """All sessions, newest first. Raises RememberError when the folder cannot be read."""
        return self.index(progress).page(limit=None).entries

    def path(self, session: str = "last") -> Path:
        """The session's folder."""
        return self.folder / self.find(session)

    def size(self, session: str = "last") -> int:
        """Bytes that a session takes on the disk."""
        with files.plainly(self.folder):
            return sum(_taken(p) for p in self.path(session).rglob("*") if p.is_file())

    # --- forgetting -------------------------------------------------------------------------------

    def delete(self, session: str) -> None:
        """Deletes a session: sound, events, notes, and its line in the index. Raises BadRequest while it
        still runs, RememberError when something of it stayed."""
        name = self.find(session)
        folder = self.folder / name
        if files.is_locked(folder / "live"):
            raise BadRequest(f"{name} is still running.", "End the call first.", stage="remember")
        gone = self.folder / f"{_DELETING}{name}"
        with files.plainly(folder):
            folder.rename(gone)  # from here on nobody can open half of it
            shutil.rmtree(gone)
        self.index().forget(name)

    def forget_older(self, days: float, now: datetime.datetime | None = None) -> builtins.list[str]:
        """Deletes sessions that came into this library more than `days` ago, and what an interrupted deletion
        left behind; gives their ids. A session that still runs stays."""
        now = now or datetime.datetime.now().astimezone()
        if self.folder.is_dir():
            for rest in self.folder.glob(_DELETING + "*"):
                shutil.rmtree(rest, ignore_errors=True)
        gone = []
        for name in self.ids():
            came = self._came(name)
            if came and (now - came).total_seconds() > days * 86_400:
                with contextlib.suppress(BadRequest):
                    self.delete(name)
                    gone.append(name)
        return gone

    def _came(self, name: str) -> datetime.datetime | None:
        """When a session was made here, or brought here; of one whose card is damaged, when its folder last changed."""
        try:
            card = json.loads((self.folder / name / "session.json").read_bytes())
            when = datetime.datetime.fromisoformat(card.get("extra", {}).get("imported") or card["created"])
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            try:
                return datetime.datetime.fromtimestamp((self.folder / name).stat().st_mtime).astimezone()
            except OSError:  # deleted meanwhile
                return None
        return when if when.tzinfo else when.astimezone()


def _json(value: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"
    except (TypeError, ValueError) as error:
        raise RememberError(f"that cannot be written down: {error}.") from None


def _taken(path: Path) -> int:
    """Bytes on the disk: a file with holes takes less than its length."""
    stat = path.stat()
    blocks: int | None = getattr(stat, "st_blocks", None)
    return stat.st_size if blocks is None else blocks * 512
