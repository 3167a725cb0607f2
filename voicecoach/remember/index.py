"""The list of sessions, kept in a small database so that ten thousand are listed as fast as ten.

Only a cache: everything in it is read from the session folders, and it is made anew when it is missing,
damaged or of another version. It lies in a folder of its own, so that writing it does not look like a
change of the library. What is deleted is overwritten (`secure_delete`) and no journal reaches the disk.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from voicecoach.errors import VoiceCoachError
from voicecoach.remember import files
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.summary import Entry, words_of

VERSION = 4
FIELDS = tuple(f.name for f in dataclasses.fields(Entry))
EXACT = ("rep", "scenario", "outcome", "difficulty")
SORTED_BY = (
    "created", "rep", "title", "outcome", "duration", "level", "impression", "inspired", "kept", "noes", "comments",
)  # fmt: skip
VITAL = {
    "impression": {"good": "impression > 0", "neutral": "impression = 0", "bad": "impression < 0"},
    "inspired": {"much": "inspired >= 30", "some": "inspired > 0 AND inspired < 30", "none": "inspired <= 0"},
    "kept": {"all": "kept = 1", "part": "kept < 1", "untested": "tests_posed = 0 AND level IS NOT NULL"},
    "level": {str(n): f"level >= {n}" for n in range(1, 6)},
}
"""What may be asked of the vital facts, by the word for it: first impression, trust inspired, tests of the trust that were
met, and the level that was at least reached."""
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}")
"""What a session's id, which is its folder's name, may look like: nothing that climbs or hides."""

_FLAGS = {"complete", "live"}
_SETTLED_NS = 100_000_000
"""A folder changed less than this ago may change again within one tick of its clock, unseen: look again."""


class Page(NamedTuple):
    """Some rows of the list, and how many there are in all."""

    entries: list[Entry]
    total: int


class Index:
    """May be used from several threads and processes."""

    def __init__(self, library: Path) -> None:
        """Opens nothing yet."""
        self._library = library
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._full_text = False

    # --- keeping up -------------------------------------------------------------------------------

    def refresh(self, progress: Callable[[int, int], None] | None = None, *, thorough: bool = False) -> None:
        """Takes in what changed in the folders since last time. Costs one look at the library's folder when
        nothing did; `thorough` looks at every session. Raises RememberError."""
        with self._lock:
            try:
                self._refresh(progress, thorough)
            except sqlite3.DatabaseError:
                self._start_over()
                self._refresh(progress, thorough)

    def _refresh(self, progress: Callable[[int, int], None] | None, thorough: bool) -> None:
        db = self._open()
        with files.plainly(self._library):
            stamp = self._library.stat().st_mtime_ns if self._library.is_dir() else 0
            settled = time.time_ns() - stamp > _SETTLED_NS
            seen = int(db.execute("SELECT stamp FROM state").fetchone()[0])
            known = dict(db.execute("SELECT id, stamp FROM sessions WHERE again"))
            names: Iterable[str] = known
            if thorough or seen != stamp:
                known = dict(db.execute("SELECT id, stamp FROM sessions"))
                names = set(folders(self._library))
            gone = [n for n in known if n not in names or not (self._library / n).is_dir()]
            stamps = {n: _stamp(self._library / n) for n in names if n not in gone}
        changed = [n for n, s in stamps.items() if known.get(n) != s or n not in known]
        if seen == stamp and not changed and not gone:
            return
        with db:
            for name in gone:
                self._drop(db, name)
            for i, name in enumerate(changed):
                self._take_in(db, name, stamps[name])
                if progress:
                    progress(i + 1, len(changed))
            db.execute("UPDATE state SET stamp = ?", (stamp if settled else 0,))

    def _take_in(self, db: sqlite3.Connection, name: str, stamp: str) -> None:
        try:
            saved = SavedSession(self._library / name)
            entry, words = dataclasses.replace(saved.entry(), id=name), words_of(saved.events)
        except (VoiceCoachError, OSError) as error:
            cause = error.cause if isinstance(error, VoiceCoachError) else str(error.strerror)
            entry = Entry(name, name[:10], "", name, "", "", broken=cause)
            words = ""
        if entry.live:
            stamp = ""  # when it ends, its files may look as they do now
        row = dataclasses.asdict(entry)
        columns = ", ".join((*FIELDS, "inspired", "kept", "stamp", "again"))
        vital = (entry.inspired, entry.tests_met / entry.tests_posed if entry.tests_posed else None)
        values = (*(row[f] for f in FIELDS), *vital, stamp, entry.live or bool(entry.broken))
        text = "\n".join((entry.title, entry.scenario, entry.rep, name, entry.outcome, words))
        self._drop(db, name)
        added = db.execute(f"INSERT INTO sessions ({columns}) VALUES ({', '.join('?' * len(values))})", values)
        db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (added.lastrowid, text.casefold()))

    def forget(self, name: str) -> None:
        """Removes a session's line and words at once, so that the file holds nothing of them."""
        with self._lock, contextlib.suppress(sqlite3.DatabaseError):
            db = self._open()
            with db:
                self._drop(db, name)
                if self._full_text:  # it would keep the words until it next tidies up
                    db.execute("INSERT INTO words (words) VALUES ('optimize')")

    @staticmethod
    def _drop(db: sqlite3.Connection, name: str) -> None:
        db.execute("DELETE FROM words WHERE rowid IN (SELECT rowid FROM sessions WHERE id = ?)", (name,))
        db.execute("DELETE FROM sessions WHERE id = ?", (name,))

    # --- asking -----------------------------------------------------------------------------------

    def page(
        self,
        *,
        search: str = "",
        where: Mapping[str, str] | None = None,
        sort: str = "created",
        descending: bool = True,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Page:
        """Rows in order. `search`: each word of it must begin one in the title, the names or what was said.
        `where`: exact values of rep, scenario, outcome or difficulty; `since` / `until` (ISO dates);
        `scored` (any text); words of VITAL for the vital facts. What is none of these is passed over."""
        column = sort if sort in SORTED_BY else "created"
        direction = "DESC" if descending else "ASC"
        with self._lock:
            db = self._open()
            conditions, values = _conditions(search, where or {}, self._full_text)
            total = int(db.execute(f"SELECT count(*) FROM sessions {conditions}", values).fetchone()[0])
            found = db.execute(
                f"SELECT {', '.join(FIELDS)} FROM sessions {conditions} "
                f"ORDER BY {column} IS NULL, {column} {direction}, id {direction} LIMIT ? OFFSET ?",
                (*values, -1 if limit is None else limit, offset),
            ).fetchall()
        return Page([_entry(row) for row in found], total)

    def values(self, field: str) -> list[str]:
        """The different values of rep, scenario, outcome or difficulty, for a filter."""
        if field not in EXACT:
            raise ValueError(field)
        with self._lock:
            rows = self._open().execute(f"SELECT DISTINCT {field} FROM sessions ORDER BY 1").fetchall()
        return [r[0] for r in rows]

    def close(self) -> None:
        """Lets go of the file; it opens again when asked."""
        with self._lock:
            if self._db:
                self._db.close()
                self._db = None

    # --- the file ---------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self._library / ".index" / "sessions.sqlite3"

    def _open(self) -> sqlite3.Connection:
        if self._db is not None:
            return self._db
        try:
            if not self._path.parent.is_dir():
                files.make_folder(self._path.parent)
            os.close(files.open_file(self._path, os.O_RDWR | os.O_CREAT))
            self._db = _connect(str(self._path))
        except (OSError, sqlite3.OperationalError):  # nothing can be written there: keep it in memory
            self._db = _connect(":memory:")
        except sqlite3.DatabaseError:
            self._start_over()
        assert self._db is not None
        sql = self._db.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
        self._full_text = sql is not None and "fts5" in sql[0]
        return self._db

    def _start_over(self) -> None:
        self.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._open()


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=10, check_same_thread=False)
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA journal_mode = MEMORY")
    db.execute("PRAGMA synchronous = OFF")
    if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        with db:
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DROP TABLE "{table}"')
            db.execute(f"CREATE TABLE sessions (id PRIMARY KEY, {', '.join(FIELDS[1:])}, inspired, kept, stamp, again)")
            try:
                db.execute("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61', prefix = '2 3')")
            except sqlite3.OperationalError:  # a Python whose SQLite has no full-text search
                db.execute("CREATE TABLE words (text)")
            db.execute("CREATE TABLE state (stamp)")
            db.execute("INSERT INTO state VALUES (0)")
            for column in SORTED_BY:
                for way in ("ASC", "DESC"):  # what is not known comes last in both
                    order = f"{column} IS NULL, {column} {way}, id {way}"
                    db.execute(f"CREATE INDEX {column}_{way} ON sessions ({order})")
            db.execute("CREATE INDEX by_again ON sessions (again) WHERE again")
            db.execute(f"PRAGMA user_version = {VERSION}")
    return db


def folders(library: Path) -> list[str]:
    """Names of all session folders, in no order. Raises OSError."""
    if not library.is_dir():
        return []
    with os.scandir(library) as found:
        return [e.name for e in found if ID.fullmatch(e.name) and e.is_dir(follow_symlinks=False)]


def _stamp(folder: Path) -> str:
    """Changes whenever the folder's events, notes or card do."""
    parts = []
    for name in ("session.json", "events.jsonl", "notes.jsonl"):
        try:
            stat = os.stat(folder / name)
            parts.append(f"{stat.st_mtime_ns}.{stat.st_size}")
        except OSError:
            parts.append("-")
    return " ".join(parts)


def _conditions(search: str, where: Mapping[str, str], full_text: bool) -> tuple[str, list[str]]:
    conditions, values = [], []
    for field, value in where.items():
        if field in VITAL:
            conditions.append(VITAL[field].get(value, "1"))
            continue
        if field in EXACT:
            conditions.append(f"{field} = ?")
        elif field == "scored":
            conditions.append("scored > 0 AND ? <> ''")
        elif field in ("since", "until"):
            conditions.append(f"created {'>=' if field == 'since' else '<'} ?")
            value += "~" if field == "until" else ""  # the whole of that day: '~' sorts after 'T'
        else:
            continue
        values.append(value)
    words = re.findall(r"\w+", search.casefold())[:12]
    if words and full_text:
        conditions.append("rowid IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(" ".join(f'"{word}"*' for word in words))
    elif words:
        found = " AND ".join("instr(text, ?)" for _ in words)
        conditions.append(f"rowid IN (SELECT rowid FROM words WHERE {found})")
        values += words
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), values


def _entry(row: tuple[Any, ...]) -> Entry:
    values: dict[str, Any] = {f: bool(v) if f in _FLAGS else v for f, v in zip(FIELDS, row, strict=True)}
    return Entry(**values)
