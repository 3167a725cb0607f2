"""The library on a real disk: written, found, listed, cut off, full, forbidden, deleted."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from voicecoach.errors import BadRequest, RememberError
from voicecoach.events import Began, ClientSaid, Corrected, Ended, Heard, Moved, SaidNo, TakenBack
from voicecoach.remember import files
from voicecoach.remember.index import Index
from voicecoach.remember.notes import Note, new_note_id
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library, new_id
from voicecoach.remember.summary import counted
from voicecoach.session import Card, Trust

ROOT = Path(__file__).parents[2]


def card(**more: object) -> Card:
    values = {
        "id": "",
        "created": "",
        "scenario": "bakery-terminals",
        "title": "Mara",
        "difficulty": "medium",
        "seed": 1,
    }
    return Card(**{**values, **more})  # type: ignore[arg-type]


def trust(alliance: int, level: int) -> Trust:
    return Trust(alliance, 10, 50, 0, level)


def record(library: Library, *, end: bool = True, **more: object) -> str:
    """A small call; its id."""
    with library.create(card(**more), "name: bakery\n") as memory:
        memory.add(Began(0.0))
        memory.add(Heard(2.5, 1, "Hello, is now a bad moment?", 0.5, 2.0, "typed"))
        memory.add(Moved(2.6, 1, trust(20, 0), trust(32, 1), (), "hm"))
        memory.add(SaidNo(2.6, 1, "reflex", "No."))
        memory.heard(0.5, np.full(24_000, 7, np.int16))
        memory.said(3.0, np.full(22_050, -9, np.int16))
        memory.add(ClientSaid(4.0, 1, "No, thank you.", 3.0, 4.0))
        if end:
            memory.add(Ended(5.0, "polite_end", "client"))
    return memory.id


def test_what_was_written_is_read(tmp_path: Path) -> None:
    library = Library(tmp_path / "sessions", lambda text, name: (text, name))  # type: ignore[arg-type, return-value]
    name = record(library, rep="Ada")
    saved = library.open(name)
    assert (saved.card.rep, saved.card.id, saved.card.schema) == ("Ada", name, 1)
    assert [type(e).__name__ for e in saved.events] == [
        "Began",
        "Heard",
        "Moved",
        "SaidNo",
        "ClientSaid",
        "Ended",
    ]
    assert saved.complete
    assert not saved.live
    assert saved.duration == 5.0
    assert saved.scenario == ("name: bakery\n", f"{name}/scenario.yaml")
    assert saved.baseline is None


def test_both_sides_stand_on_one_clock(tmp_path: Path) -> None:
    library = Library(tmp_path)
    saved = library.open(record(library))
    rate, rep = saved.sound("rep")
    assert (rate, len(rep)) == (16_000, 5 * 16_000)
    assert not rep[:8000].any()
    assert (rep[8000:32_000] == 7).all()
    rate, client = saved.sound("client")
    assert (rate, len(client)) == (22_050, 5 * 22_050)
    assert (client[3 * 22_050 : 4 * 22_050] == -9).all()
    assert not client[4 * 22_050 :].any()
    rate, piece = saved.sound_between("rep", -1.0, 1.0)
    assert len(piece) == 2 * rate
    assert piece[rate:].tolist() == rep[:rate].tolist()


def test_a_wav_player_can_read_it(tmp_path: Path) -> None:
    import wave

    library = Library(tmp_path)
    saved = library.open(record(library))
    with wave.open(str(saved.folder / "client.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (22_050, 1, 5 * 22_050)


@pytest.mark.parametrize(
    ("pieces", "end"),
    [
        ([(0.0, 512), (0.032, 512)], 1024),
        ([(0.0, 512), (0.036, 512)], 1024),  # jitter: no seam
        ([(0.0, 512), (1.0, 512)], 16_512),  # a gap is silent
        ([(0.0, 1600), (0.05, 1600)], 2400),  # an overlap is dropped
        ([(0.0, 1600), (0.0, 1600)], 1600),
        ([(float("nan"), 512), (1e12, 512), (-3.0, 512)], 0),
    ],
)
def test_placing_sound(tmp_path: Path, pieces: list[tuple[float, int]], end: int) -> None:
    memory = Library(tmp_path).create(card(), "")
    for t, n in pieces:
        memory.heard(t, np.ones(n, np.int16))
    memory.close()
    assert len(SavedSession(memory.folder).sound("rep")[1]) == end


def test_the_callers_buffer_may_be_used_again(tmp_path: Path) -> None:
    memory = Library(tmp_path).create(card(), "")
    buffer = np.full(512, 5, np.int16)
    memory.heard(0.0, buffer)
    buffer[:] = 0
    memory.close()
    assert (SavedSession(memory.folder).sound("rep")[1] == 5).all()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's own folders private by other means")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        library = Library(tmp_path / "a" / "sessions")
        name = record(library)
        library.open(name).note(Note(new_note_id(), "comment", "Coach", "2026-01-01T10:00:00+00:00", text="x"))
        library.list()
    finally:
        os.umask(old)
    for path in [library.folder, *library.folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path} is {mode:o}"


def test_a_folder_holds_what_the_format_says(tmp_path: Path) -> None:
    library = Library(tmp_path)
    folder = library.path(record(library))
    assert sorted(p.name for p in folder.iterdir()) == [
        "client.wav", "events.jsonl", "rep.wav", "scenario.yaml", "session.json",
    ]  # fmt: skip
    text = (ROOT / "docs" / "session-format.md").read_text(encoding="utf-8")
    for name in ("session.json", "scenario.yaml", "events.jsonl", "rep.wav", "client.wav", "baseline.json",
                 "notes.jsonl", "live", "reserve", ".index"):  # fmt: skip
        assert f"`{name}`" in text, f"docs/session-format.md does not tell of {name}"


# --- found and listed -----------------------------------------------------------------------------------


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


# --- deleted --------------------------------------------------------------------------------------------


def test_nothing_of_a_deleted_session_stays(tmp_path: Path) -> None:
    library = Library(tmp_path)
    with library.create(card(rep="Zebulon"), "name: quagga\n") as memory:
        memory.add(Heard(1.0, 1, "my secret is xylophone", 0.0, 1.0))
    assert library.index().page(search="xylophone").total == 1
    library.delete(memory.id)
    library.index().close()
    assert [p.name for p in tmp_path.iterdir()] == [".index"]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            assert not any(w in data for w in (b"xylophone", b"zebulon", b"quagga", memory.id.encode())), path


def test_retention(tmp_path: Path) -> None:
    library = Library(tmp_path)
    old = record(library, created="2026-01-01T09:00:00+00:00")
    brought = record(library, created="2026-01-01T09:00:00+00:00", extra={"imported": "2026-03-01T09:00:00+00:00"})
    new = record(library, created="2026-03-01T09:00:00+00:00")
    (tmp_path / ".deleting-x").mkdir()
    now = datetime.datetime(2026, 3, 10, tzinfo=datetime.timezone.utc)
    assert library.forget_older(30, now) == [old]
    assert library.ids() == sorted([brought, new])
    assert not (tmp_path / ".deleting-x").exists()


# --- cut off --------------------------------------------------------------------------------------------

WRITER = """
    import sys, time
    import numpy as np
    from pathlib import Path
    from voicecoach.events import Heard
    from voicecoach.remember.store import Library
    from voicecoach.session import Card
    memory = Library(Path(sys.argv[1])).create(Card("", "", "s", "t", "easy", 1), "x")
    i = 0
    while True:
        memory.heard(i * 0.032, np.full(512, i % 1000 + 1, np.int16))
        memory.said(i * 0.032, np.full(700, 3, np.int16))
        memory.add(Heard(i * 0.032, i, "word " * 40, 0.0, 0.0))
        print(i, time.time(), flush=True)
        i += 1
"""


@pytest.mark.parametrize("blocks", [1, 37, 211])
def test_killed_at_any_moment(tmp_path: Path, blocks: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(tmp_path)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert child.stdout
    for _ in range(blocks):
        child.stdout.readline()
    assert Library(tmp_path).list()[0].live
    child.kill()
    told = [line.split() for line in child.stdout.read().splitlines() if len(line.split()) == 2]
    child.wait()
    child.stdout.close()
    times = [float(t) for _, t in told]
    older = sum(t <= times[-1] - 1.0 for t in times) + blocks if times else blocks
    saved = Library(tmp_path).open("last")
    assert not saved.complete
    assert not saved.live
    assert saved.damaged == 0
    at_least = older - 1 if times and times[-1] - times[0] > 1 else 0
    assert len(saved.events) >= at_least
    assert [e.turn for e in saved.events] == list(range(len(saved.events)))  # type: ignore[attr-defined]
    _, rep = saved.sound("rep")
    assert (rep[: len(rep) // 512 * 512].reshape(-1, 512) == (np.arange(len(rep) // 512) % 1000 + 1)[:, None]).all()
    assert saved.duration >= len(rep) / 16_000
    saved.add(Ended(99.0, "failed", "program"))
    assert Library(tmp_path).open("last").complete


def test_what_a_killed_process_had_given_a_second_ago_is_there(tmp_path: Path) -> None:
    """All that was given before the last sync is on the disk when the process goes without closing."""
    code = WRITER.split("i = 0")[0] + (
        "memory.heard(0.0, np.full(8000, 5, np.int16)); memory.add(Heard(0.5, 1, 'hello', 0.0, 0.5))\n"
        "    while memory._queue.qsize() or not (memory.folder / 'events.jsonl').stat().st_size: pass\n"
        "    import os; os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], cwd=ROOT, check=False)
    saved = Library(tmp_path).open("last")
    assert [type(e).__name__ for e in saved.events] == ["Heard"]
    assert (saved.sound("rep")[1] == 5).all()
    assert len(saved.sound("rep")[1]) == 8000


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_torn_last_line_is_left_out(tmp_path: Path, cut: int) -> None:
    library = Library(tmp_path)
    name = record(library)
    path = library.path(name) / "events.jsonl"
    whole = path.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    path.write_bytes(whole[: min(last + cut, len(whole) - 2)])
    saved = library.open(name)
    assert (len(saved.events), saved.damaged, saved.complete) == (5, 0, False)
    saved.add(Corrected(9.0, 1, ("advise",), (), "Coach"))
    again = library.open(name)
    assert isinstance(again.events[-1], Corrected)
    assert len(again.events) == 6


def test_damage_in_the_middle_costs_only_that_line(tmp_path: Path) -> None:
    library = Library(tmp_path)
    name = record(library)
    path = library.path(name) / "events.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = b'{"event": "heard", "t": 1.0}\n'  # lacks its fields
    lines[2] = b"\x00\xff\xfe\n"
    path.write_bytes(b"".join(lines))
    saved = library.open(name)
    assert (len(saved.events), saved.damaged, saved.complete) == (4, 2, True)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVEdata", b"nonsense " * 20, b"\0" * 44])
def test_sound_that_is_none(tmp_path: Path, data: bytes) -> None:
    library = Library(tmp_path)
    name = record(library)
    (library.path(name) / "rep.wav").write_bytes(data)
    saved = library.open(name)
    if len(data) >= 44:
        with pytest.raises(RememberError, match=r"rep\.wav"):
            saved.sound("rep")
    else:
        assert saved.sound("rep")[1].shape == (0,)


# --- full, forbidden, gone ------------------------------------------------------------------------------


def child(code: str, *args: object, **how: object) -> str:
    out = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, args)],
        capture_output=True, text=True, cwd=ROOT, check=False, **how,  # type: ignore[call-overload]
    )  # fmt: skip
    assert out.returncode == 0, out.stderr[-2000:]
    return str(out.stdout)


@pytest.mark.skipif(os.name == "nt", reason="no such limit on Windows")
def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """A real refusal by the system: files may not grow past 100,000 bytes. Sound stops, events go on."""
    out = child(
        """
        import resource, sys
        import numpy as np
        from pathlib import Path
        from voicecoach.errors import RememberError
        from voicecoach.events import Began, Ended
        from voicecoach.remember.store import Library
        from voicecoach.session import Card
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        memory = Library(Path(sys.argv[1])).create(Card("", "", "s", "t", "easy", 1), "x")
        memory.add(Began(0.0))
        told = []
        for i in range(400):
            try: memory.heard(i * 0.032, np.ones(512, np.int16))
            except RememberError as error: told.append(str(error))
        try: memory.add(Ended(12.8, "stopped", "rep"))
        except RememberError as error: told.append(str(error))
        try: memory.close()
        except RememberError as error: told.append(str(error))
        print(len(told), told[0])
        """,
        tmp_path,
    )
    n, said = out.split(" ", 1)
    assert 1 <= int(n) <= 3
    assert "remember:" in said
    assert "Free some space" in said
    saved = Library(tmp_path).open("last")
    assert saved.complete
    _, rep = saved.sound("rep")
    assert 49_000 < len(rep) < 50_000
    assert (rep == 1).all()


@pytest.mark.heavy
def test_a_full_disk_still_takes_the_end_of_the_call(tmp_path: Path) -> None:
    """A disk of 400 kB, mounted for this one process. Linux only."""
    code = """
        import subprocess, sys
        import numpy as np
        from pathlib import Path
        from voicecoach.errors import RememberError
        from voicecoach.events import Ended, Heard
        from voicecoach.remember.store import Library
        from voicecoach.session import Card
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", sys.argv[1]], check=True)
        memory = Library(Path(sys.argv[1])).create(Card("", "", "s", "t", "easy", 1), "x")
        told = []
        def attempt(do, *args):
            try: do(*args)
            except RememberError as error: told.append(error.cause)
        for i in range(1000): attempt(memory.heard, i * 0.032, np.ones(512, np.int16))
        attempt(memory.add, Heard(31.0, 1, "word " * 100, 30.0, 31.0))
        attempt(memory.add, Ended(32.0, "failed", "program", "disk"))
        attempt(memory.close)
        saved = Library(Path(sys.argv[1])).open("last")
        print(len(told), told[0].endswith("the disk is full."), [type(e).__name__ for e in saved.events],
              (saved.sound("rep")[1][:100_000] == 1).all())
    """
    out = subprocess.run(
        ["unshare", "-Urm", sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert out.stdout.strip() == "1 True ['Heard', 'Ended'] True", out.stdout + out.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_read_only_library(tmp_path: Path) -> None:
    """Reading and listing work; writing says what to do. Not as root, who may write anywhere."""
    library = Library(tmp_path / "s")
    name = record(library)
    everything = [tmp_path / "s", *(tmp_path / "s").rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    code = """
        import os, sys, sqlite3, shutil
        from pathlib import Path
        from voicecoach.errors import RememberError
        from voicecoach.events import Ended
        from voicecoach.remember.store import Library
        from voicecoach.session import Card
        os.chdir(sys.argv[1])
        if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)
        library = Library(Path("."))
        print(len(library.list()), library.open("last").complete)
        for do in (lambda: library.create(Card("", "", "s", "t", "easy", 1), "x"),
                   lambda: library.delete("last"),
                   lambda: library.open("last").add(Ended(1.0, "x", "y"))):
            try: do()
            except RememberError as error: print(error)
    """
    try:
        out = child(code, tmp_path / "s").splitlines()
    finally:
        for path in everything:
            path.chmod(0o700)
    assert out[0] == "1 True"
    assert len(out) == 4
    assert all(line.startswith("remember: ") and "you may not write there" in line for line in out[1:]), out
    assert library.open(name).complete


def test_a_library_in_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(RememberError, match="--library"):
            Library(folder).create(card(), "")
    assert Library(tmp_path / "nowhere").list() == []
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody delete open files")
def test_a_folder_deleted_under_our_hands(tmp_path: Path) -> None:
    import shutil

    memory = Library(tmp_path).create(card(), "")
    memory.add(Began(0.0))
    shutil.rmtree(memory.folder)

    def go_on() -> None:
        memory.add(Heard(1.0, 1, "a", 0.0, 1.0))
        memory.close()

    with pytest.raises(RememberError, match="no longer there"):  # at the next sync, within a second
        go_on()
    memory.close()


def test_a_number_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    with Library(tmp_path).create(card(), "") as memory, pytest.raises(ValueError, match="JSON"):
        memory.add(Began(float("nan")))


def test_a_file_is_whole_or_as_before(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    files.write_new(path, b"one")
    with pytest.raises(TypeError):
        files.write_new(path, object())  # type: ignore[arg-type]
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


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
