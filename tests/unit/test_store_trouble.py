"""What can befall a session while it is written: cut off, a full disk, a forbidden place, a folder that is gone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from small_library import card, record

from voicecoach.errors import RememberError
from voicecoach.events import Began, Corrected, Ended, Heard
from voicecoach.remember.store import Library

ROOT = Path(__file__).parents[2]


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
    with contextlib.suppress(RememberError):  # said a second time where the first call came early enough to hear it
        memory.close()
