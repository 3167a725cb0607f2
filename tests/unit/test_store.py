"""The library on a real disk: written, read again, deleted."""

from __future__ import annotations

import datetime
import os
import stat
from pathlib import Path

import numpy as np
import pytest
from small_library import card, record

from voicecoach.events import Began, Heard
from voicecoach.remember import files
from voicecoach.remember.notes import Note, new_note_id
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library

ROOT = Path(__file__).parents[2]


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
