"""A live call on a virtual sound card: real devices, real time, another process."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.heavy.sound_card import Card, card
from voicecoach import events as ev
from voicecoach.event_json import to_dict
from voicecoach.remember.store import Library
from voicecoach.remember.summary import counted
from voicecoach.resources import fixtures_folder

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def sound_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    with card(tmp_path_factory.mktemp("card")) as running:
        yield running


class Call:
    """`voicecoach rehearse` in a process of its own, its lines as they come."""

    def __init__(self, sound_card: Card, library: Path, *flags: str) -> None:
        command = [
            sys.executable, "-m", "voicecoach", "rehearse", "bakery-terminals", "--seed", "7", "--plain",
            "--no-questions", "--library", str(library), *flags,
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command,
            env=sound_card.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.all: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Call:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing stays behind, whatever a test found."""
        self.process.kill()
        self.process.wait(timeout=10)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, text: str, seconds: float = 60) -> str:
        """The next line that holds `text`."""
        while True:
            try:
                line = self.lines.get(timeout=seconds)
            except queue.Empty:
                raise AssertionError(f"no line with {text!r}; there were: {self.all}") from None
            self.all.append(line)
            if text in line:
                return line

    def quiet(self, seconds: float = 4) -> None:
        """Until no line has come for this long: the client has finished."""
        while True:
            try:
                self.all.append(self.lines.get(timeout=seconds))
            except queue.Empty:
                return

    def stop(self) -> int:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


def clips(call: str) -> list[Path]:
    folder = fixtures_folder()
    assert folder
    rows = json.loads((folder / "manifest.json").read_text())["clips"]
    return [folder / row["file"] for row in rows if row["call"] == call]


@pytest.mark.parametrize("flags", [("--headphones",), ()], ids=["headphones", "echo-cancelling"])
def test_a_call_on_a_sound_card(sound_card: Card, tmp_path: Path, flags: tuple[str, ...]) -> None:
    recorded = tmp_path / "loudspeaker.wav"
    recorder = sound_card.record(recorded)
    with Call(sound_card, tmp_path / "library", *flags) as call:
        call.until("Marsh Lane Bakery?")
        for clip in clips("empathic")[:2]:
            sound_card.speak(clip)
            call.until("You: ")
            call.until("Denise Hollis: ")
            call.quiet()
        assert call.stop() == 0, "".join(call.all)
    recorder.terminate()
    recorder.wait(timeout=10)
    saved = Library(tmp_path / "library").open("last")
    assert saved.complete
    events = counted(saved.events)  # a turn that went on after a pause counts once
    heard = [e for e in events if isinstance(e, ev.Heard)]
    said = [e for e in events if isinstance(e, ev.ClientSaid)]
    assert len(heard) == 2, [to_dict(e) for e in saved.events]
    assert not [e for e in events if isinstance(e, ev.Interrupted)]
    assert sum(e.lost for e in events if isinstance(e, ev.Overflow)) < 1.0, "sound was lost"
    assert all(e.start >= h.end for h in heard for e in said if e.turn == h.turn), "the client waited its turn"
    sound, _ = soundfile.read(recorded)
    assert float(np.max(np.abs(sound[:, 1]))) > 0.05, "the client was really heard"
    rate, rep = saved.sound("rep")
    for h in heard:
        piece = rep[int(h.start * rate) : int(h.end * rate)].astype(float)
        assert np.sqrt(np.mean(piece**2)) > 300, "the rep's own sound lies where the record says"


def test_the_laptops_own_echo_is_no_interruption(sound_card: Card, tmp_path: Path) -> None:
    sound_card.echo(80, -12)
    with Call(sound_card, tmp_path / "library") as call:
        call.until("Marsh Lane Bakery?")
        sound_card.speak(clips("empathic")[0])
        call.until("You: ")
        call.until("Denise Hollis: ")
        assert call.stop() == 0
    events = counted(Library(tmp_path / "library").open("last").events)
    assert not [e for e in events if isinstance(e, ev.Interrupted)]
    assert len([e for e in events if isinstance(e, ev.Heard)]) == 1


def test_a_card_that_is_pulled_out_in_the_middle_of_the_call(tmp_path: Path) -> None:
    (tmp_path / "card").mkdir()
    with card(tmp_path / "card") as own, Call(own, tmp_path / "library", "--headphones") as call:
        call.until("Marsh Lane Bakery?")
        own.speak(clips("empathic")[0])
        call.until("You: ")
        own.pull_out()
        for _ in ("microphone", "speaker"):
            call.until("is gone; waiting for it to come back")
            call.until("went away")
        own.start()
        for _ in ("microphone", "speaker"):
            call.until("is back")
        call.quiet()
        own.speak(clips("empathic")[1])
        call.until("You: ")
        call.until("Denise Hollis: ")
        call.quiet()
        assert call.stop() == 0, "".join(call.all)
    saved = Library(tmp_path / "library").open("last")
    assert saved.complete
    changes = [(e.what, e.name) for e in saved.events if isinstance(e, ev.Device) and e.what in ("lost", "back")]
    assert sorted(changes) == [(w, n) for w in ("back", "lost") for n in ("microphone", "speaker")]
    assert len([e for e in counted(saved.events) if isinstance(e, ev.Heard)]) == 2
