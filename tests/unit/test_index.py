"""Sessions found and listed again, whatever becomes of the index."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
from pathlib import Path

import pytest
from small_library import card, record

from voicecoach.errors import BadRequest, RememberError
from voicecoach.events import Began, Corrected, Ended, Heard, SaidNo, TakenBack
from voicecoach.remember.index import Index
from voicecoach.remember.notes import Note, new_note_id
from voicecoach.remember.store import Library, new_id
from voicecoach.remember.summary import counted


def test_find(tmp_path: Path) -> None:
    library = Library(tmp_path)
    with pytest.raises(BadRequest, match="no session yet"):
        library.find("last")
    for name in ("2026-01-01-0900-a-aaaa", "2026-01-02-0900-b-bbbb", "2026-01-02-0900-b-bccc"):
        record(library, id=name)
    assert library.find("2026-01-01") == "2026-01-01-0900-a-aaaa"
    assert library.find("last") == "2026-01-02-0900-b-bccc"
    with pytest.raises(BadRequest, match=r"several.*bbbb.*bccc"):
        library.find("2026-01-02")
    for climbing in ("../x", "", "nope", ".index"):
        with pytest.raises(BadRequest, match="no session"):
            library.find(climbing)
    for bad in ("../x", ".hidden", "a/b", "a" * 200):
        with pytest.raises(BadRequest):
            library.create(card(id=bad), "")
    with pytest.raises(BadRequest, match="already"):
        library.create(card(id="2026-01-01-0900-a-aaaa"), "")


def test_ids_sort_by_time_and_hold_no_odd_letters() -> None:
    now = datetime.datetime(2026, 11, 23, 14, 5)
    assert new_id("Bäckerei / Terminals!", now).startswith("2026-11-23-1405-b-ckerei-terminals-")
    assert new_id("…", now).startswith("2026-11-23-1405-call-")


def test_the_list_follows_every_change(tmp_path: Path) -> None:
    library, other = Library(tmp_path), Library(tmp_path)
    assert library.list() == []
    first = record(library, created="2026-01-01T09:00:00+00:00", rep="Ada")
    record(library, created="2026-01-02T09:00:00+00:00", rep="Bo", scenario="school", title="Ines")
    rows = library.list()
    assert [r.rep for r in rows] == ["Bo", "Ada"]
    row = rows[1]
    assert (row.outcome, row.turns, row.noes, row.level, row.inspired, row.complete) == (
        "polite_end",
        1,
        1,
        1,
        12,
        True,
    )
    other.open(first).note(Note(new_note_id(), "comment", "Coach", "2026-01-01T10:00:00+00:00", at=2.0, text="x"))
    assert [r.comments for r in library.list()] == [0, 1]
    page = library.index().page(search="BAD moment ada")
    assert [r.id for r in page.entries] == [first]
    assert library.index().page(where={"rep": "Bo"}).total == 1
    assert library.index().page(where={"since": "2026-01-02", "until": "2026-01-02"}).total == 1
    assert [r.rep for r in library.index().page(sort="rep", descending=False).entries] == ["Ada", "Bo"]
    assert library.index().values("rep") == ["Ada", "Bo"]
    other.delete(first)
    assert [r.rep for r in library.list()] == ["Bo"]


def test_a_running_session_is_known_and_kept(tmp_path: Path) -> None:
    library = Library(tmp_path)
    memory = library.create(card(), "")
    memory.add(Began(0.0))
    assert library.list()[0].live
    with pytest.raises(BadRequest, match="running"):
        library.delete(memory.id)
    with pytest.raises(BadRequest, match="running"):
        library.open(memory.id).add(Corrected(1.0, 1))
    memory.add(Ended(1.0, "stopped", "rep"))
    memory.close()
    memory.close()
    (row,) = library.list()
    assert (row.live, row.complete, row.outcome) == (False, True, "stopped")
    with pytest.raises(RememberError, match="closed"):
        memory.add(Began(0.0))


@pytest.mark.parametrize("damage", [b"", b"not a database at all " * 500])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    library = Library(tmp_path)
    record(library)
    library.list()
    library.index().close()
    (tmp_path / ".index" / "sessions.sqlite3").write_bytes(damage)
    assert len(Library(tmp_path).list()) == 1


def test_search_without_full_text_in_sqlite(tmp_path: Path) -> None:
    """Some Pythons come with an SQLite that has none: the same words are found, only slower."""
    library = Library(tmp_path)
    record(library)
    library.list()
    library.index().close()
    db = sqlite3.connect(tmp_path / ".index" / "sessions.sqlite3")
    words = db.execute("SELECT rowid, text FROM words").fetchall()
    db.execute("DROP TABLE words")
    db.execute("CREATE TABLE words (text)")
    db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
    db.commit()
    db.close()
    index = Library(tmp_path).index()
    assert index.page(search="BAD moment").total == 1
    assert index.page(search="quagga").total == 0
    index.forget(library.find())
    assert index.page().total == 0


def test_a_session_that_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    library = Library(tmp_path)
    name = record(library)
    (tmp_path / name / "session.json").write_text("{")
    assert "damaged" in library.list()[0].broken
    with pytest.raises(RememberError, match="damaged"):
        library.open(name)


def test_turns_taken_back_do_not_count(tmp_path: Path) -> None:
    events = [
        Heard(1, 1, "a", 0, 1),
        Heard(3, 2, "b", 2, 3),
        SaidNo(3, 2, "reflex"),
        TakenBack(4, 2),
        Heard(6, 2, "c", 5, 6),
    ]
    assert [e.text for e in counted(events) if isinstance(e, Heard)] == ["a", "c"]
    assert not [e for e in counted(events) if isinstance(e, SaidNo)]


def test_looking_again_costs_nothing_when_nothing_changed(tmp_path: Path) -> None:
    library = Library(tmp_path)
    record(library)
    past = 1_700_000_000
    library.list()
    os.utime(tmp_path, (past, past))
    index = Index(tmp_path)
    index.refresh()
    seen: list[int] = []
    (tmp_path / "session.json").write_text("{}")
    os.utime(tmp_path, (past, past))
    index.refresh(lambda done, of: seen.append(done))
    assert seen == []
    assert json.loads(library.path().joinpath("session.json").read_bytes())["schema"] == 1
