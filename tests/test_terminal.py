"""What a person at a terminal meets: questions whose answers are kept, keys, one moving line, no noise."""

from __future__ import annotations

import io
import json
import os
import pty
import queue
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from tests.terminal import terminal
from voicecoach import events as ev
from voicecoach import wiring
from voicecoach.hear import wav
from voicecoach.ports import Block, Glimpse, Key, Line, NoMore, Post, Recognised
from voicecoach.resources import fixtures_folder
from voicecoach.session import BLOCK, RATE
from voicecoach.terminal import keys, quiet
from voicecoach.terminal.keyboard import TypedEars
from voicecoach.terminal.live import LiveView, PlainView, tail

HELLO = "Good morning, this is Ann from Northgate, it is a sales call."


def said(folder: Path) -> dict[str, str]:
    """What the rep said of the call, by topic."""
    (log,) = folder.glob("*/events.jsonl")
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return {e["topic"]: e["text"] for e in events if e["event"] == "rep_says"}


def test_answers_before_and_after_a_call_are_kept(tmp_path: Path) -> None:
    with terminal("rehearse", "--typed", "--seed", "3", "--library", str(tmp_path)) as t:
        t.wait("What impression do you want to leave?")
        t.type("calm\r")
        t.wait("Marsh Lane")
        t.type(HELLO + "\r")
        t.wait("Denise Hollis:")
        t.type("\x04")
        t.wait("How did it go?")
        t.type("Quick, and a map pause.\r")
        t.wait("What would you do differently?")
        t.type("listen\r\r\r\r")
        t.wait("Saved as")
        assert t.end() == 0
    assert said(tmp_path) == {
        "intended_impression": "calm", "how_it_went": "Quick, and a map pause.", "do_differently": "listen",
    }  # fmt: skip
    assert t.screen.count(HELLO) == 1 + t.screen.count(f"“{HELLO}”"), "typed words are not shown a second time"


def test_ctrl_c_during_a_call_and_during_the_questions_loses_nothing(tmp_path: Path) -> None:
    with terminal("rehearse", "--typed", "--library", str(tmp_path)) as t:
        t.wait("What impression")
        t.type("calm\r")
        t.wait("Denise Hollis:")
        t.wait("How did it go?", pressing="\x03")
        t.type("short\r")
        t.wait("What would you do differently?")
        t.wait("HOW IT ENDED", pressing="\x03")
        t.wait("Saved as")
        assert t.end() == 0
    assert said(tmp_path) == {"intended_impression": "calm", "how_it_went": "short"}
    assert "Traceback" not in t.screen


def test_ctrl_c_before_a_call_leaves_no_session(tmp_path: Path) -> None:
    with terminal("rehearse", "--typed", "--library", str(tmp_path / "library")) as t:
        t.wait("What impression")
        t.wait("voicecoach: stopped.", pressing="\x03")
        assert t.end() == 1
    assert not list((tmp_path / "library").glob("*"))


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A terminal as this process's standard input; gives the end that is typed at."""
    mine, theirs = pty.openpty()
    stdin = os.fdopen(theirs, "r", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    yield mine
    stdin.close()
    os.close(mine)


def test_keys_pressed_together_all_count_and_none_is_left_over(keyboard: int) -> None:
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    with keys.watch(heard.put):
        os.write(keyboard, b"pxm")
        assert [heard.get(timeout=10), heard.get(timeout=10)] == [Key("pause"), Key("mute")]
    os.write(keyboard, b"an answer\n")
    assert sys.stdin.readline() == "an answer\n", "whoever asks next is answered"


def test_typed_lines_end_with_the_call_and_leave_the_next_to_others(keyboard: int) -> None:
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    ears = TypedEars()
    ears.open(heard.put, lambda: 0.0)
    os.write(keyboard, "première\nsecond\n".encode())
    assert [heard.get(timeout=10), heard.get(timeout=10)] == [Line("première"), Line("second")]
    ears.close()
    os.write(keyboard, b"an answer\n")
    assert sys.stdin.readline() == "an answer\n"


def test_ctrl_d_hangs_up(keyboard: int) -> None:
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    ears = TypedEars()
    ears.open(heard.put, lambda: 0.0)
    os.write(keyboard, b"caf\xe9\nand then\x04\x04")
    assert [heard.get(timeout=10) for _ in range(3)] == [
        Line("caf\ufffd"), Line("and then"), NoMore("the input is at its end"),
    ]  # fmt: skip
    ears.close()


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("floor", ["listening", "speaking", "paused"])
def test_the_moving_part_is_two_rows_whatever_is_said(width: int, floor: str) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, height=20)
    view = LiveView("Denise", "A microphone with a very long name → a speaker", console=console)
    view.event(ev.Began(0.0))
    view.glimpse(Glimpse(floor, -20.0, "so when the line went down on that Saturday " * 5, 61.0))
    rows = console.render_lines(view._status(), console.options)
    view.close()
    assert len(rows) == 2
    text = "".join(s.text for s in rows[0])
    assert "1:01" in text
    assert ("Saturday" in text) == (floor == "listening" and width >= 60), "words only while they come"


def test_the_newest_words_are_kept_and_none_is_cut_in_two() -> None:
    assert tail("one two three", 20) == "one two three"
    assert tail("one two three", 10) == "…two three"
    assert tail("one two three", 9) == "…three"
    assert tail("one two three", 0) == ""


def test_lines_bear_the_time_at_which_they_began_to_be_said() -> None:
    out = io.StringIO()
    view = PlainView("Denise", out=out)
    view.event(ev.Heard(14.0, 1, "Good morning.", 2.0, 12.5, "moonshine"))
    view.event(ev.ClientSaid(19.0, 1, "No.", 15.2, 18.0, "reflex_no"))
    view.event(ev.Ended(33.0, "hang_up", "client", "patience"))
    assert out.getvalue().splitlines() == [
        "[0:02] You: Good morning.", "[0:15] Denise: No.",
        "[0:33] The call is over. The client ended the call: their patience had run out.",
    ]  # fmt: skip


def test_what_sound_libraries_write_is_dropped_and_the_rest_is_not(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet.chatter_dropped():
        os.write(2, b"ALSA lib pcm.c:8570:(snd_pcm_rec")
        os.write(2, b"over) underrun occurred\nsomething of our own\n")
    os.write(2, b"ALSA lib: but not during a call\n")
    assert capfd.readouterr().err == "something of our own\nALSA lib: but not during a call\n"


ANSWERS = (
    "Anna Keller, purchasing manager", "A plant that fills bottles in three shifts.",
    "They had our quote in spring.", "They are content with what they have.",
    "In March a delivery failed and the line stood for two days.", "Someone who listens before offering anything.",
)  # fmt: skip


def test_six_typed_answers_make_a_client(voicecoach: Any) -> None:
    ran = voicecoach("scenarios", "new", "my-three", "--interview", stdin="\n".join(ANSWERS) + "\n")
    assert ran.code == 0, ran.err
    assert "1/6" in ran.out
    assert "6/6" in ran.out
    assert voicecoach("scenarios", "check", "my-three", "--quick").code == 0


class Speaks:
    """A microphone before which someone says one thing each time it is opened."""

    name = "someone"

    def __init__(self, sound: Any) -> None:
        self._sound = np.concatenate([sound, np.zeros(4 * RATE, np.int16)])

    def open(self, post: Post, now: Any) -> None:
        for at in range(0, len(self._sound) - BLOCK, BLOCK):
            post(Block(at / RATE, self._sound[at : at + BLOCK]))

    def close(self) -> None:
        """Nothing to free."""


class Knows:
    """A recogniser that hears the next of six answers."""

    name = "knows"

    def __init__(self) -> None:
        self._answers = iter(ANSWERS)
        self.closed = 0

    def recognise(self, samples: Any) -> Recognised:
        return Recognised(next(self._answers))

    def close(self) -> None:
        self.closed += 1


def test_six_spoken_answers_make_a_client_and_any_can_be_typed_anew(
    voicecoach: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fixtures_folder()
    assert folder is not None
    knows = Knows()
    monkeypatch.setattr(wiring, "microphone", lambda _: Speaks(wav.read(folder / "empathic-02.flac").sound))
    monkeypatch.setattr(wiring, "recogniser", lambda _: knows)
    ran = voicecoach("scenarios", "new", "my-aloud", "--aloud", stdin="\nA dairy.\n\n\n\n\n")
    assert ran.code == 0, ran.err
    assert knows.closed == 1, "loaded once, freed once"
    made = json.loads(voicecoach("scenarios", "show", "my-aloud", "--json").out)["client"]
    assert made["name"] == "Anna Keller"
    assert made["company"].startswith("A dairy")
