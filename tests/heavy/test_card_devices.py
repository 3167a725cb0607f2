"""The real microphone and speaker, through the real PortAudio, on a virtual card that is pulled out and comes back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.heavy.sound_card import Card, card

pytestmark = pytest.mark.heavy

# Tells on its standard output when the microphone becomes loud or quiet, what was lost, and what was played.
TALK = """
import json, queue, sys, threading, time
import numpy as np
from voicecoach import link
from voicecoach.hear.microphone import Microphone
from voicecoach.ports import Block, Finished, Lost
from voicecoach.speak.speaker import Speaker

inbox, began = queue.Queue(), time.monotonic()
now = lambda: time.monotonic() - began
mic, speaker = Microphone(), Speaker()
speaker.open(inbox.put, now, 22_050)
mic.open(inbox.put, now)
tell = lambda **what: print(json.dumps(what), flush=True)

def orders():
    for n, line in enumerate(sys.stdin, 1):
        if line.strip() == "play":
            speaker.play(n, (8000 * np.sin(np.arange(22_050) * 0.1)).astype(np.int16), last=True)
        else:
            link.begin_afresh(mic._link.sd)

threading.Thread(target=orders, daemon=True).start()
tell(open=True)
loud = False
while True:
    m = inbox.get()
    if isinstance(m, Lost):
        tell(lost=m.what, seconds=m.seconds, back=m.back, cause=m.cause)
    elif isinstance(m, Finished):
        tell(finished=m.utterance, seconds=m.end - m.start)
    elif isinstance(m, Block):
        is_loud = int(np.abs(m.samples.astype(int)).max()) > 2000
        if is_loud != loud:
            loud = is_loud
            tell(loud=loud, at=m.t, known=now())
"""


class Talk:
    """The program above, running."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def order(self, what: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()

    def until(self, key: str, value: Any = None) -> dict[str, Any]:
        """The next line that has `key`, with that value when one is given."""
        assert self._process.stdout
        for line in self._process.stdout:
            told: dict[str, Any] = json.loads(line)
            if key in told and value in (None, told[key]):
                return told
        raise AssertionError("it ended")


@contextmanager
def talking(made: Card, errors: Path) -> Iterator[Talk]:
    command = [sys.executable, "-c", TALK]
    with (
        errors.open("w") as said,
        subprocess.Popen(
            command, env=made.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
        ) as process,
    ):
        try:
            talk = Talk(process)
            talk.until("open")
            yield talk
        finally:
            process.kill()


@pytest.fixture
def sound_card(tmp_path: Path) -> Iterator[Card]:
    with card(tmp_path) as made:
        yield made


@pytest.fixture
def burst(tmp_path: Path) -> Path:
    """A quarter of a second of tone in a second of silence."""
    sound = np.zeros(48_000, np.float32)
    sound[12_000:24_000] = 0.3 * np.sin(np.arange(12_000) * 0.05)
    soundfile.write(tmp_path / "burst.wav", sound, 48_000)
    return tmp_path / "burst.wav"


def test_both_devices_lose_and_find_the_card_again(sound_card: Card, burst: Path, tmp_path: Path) -> None:
    with talking(sound_card, tmp_path / "errors") as talk:
        sound_card.speak(burst)
        began, ended = talk.until("loud", True), talk.until("loud", False)
        assert 0 <= began["known"] - began["at"] < 0.5
        assert ended["at"] - began["at"] == pytest.approx(0.25, abs=0.07)
        sound_card.pull_out()
        gone = {talk.until("lost")["lost"], talk.until("lost")["lost"]}
        assert gone == {"microphone", "speaker"}
        sound_card.start()
        back = {talk.until("back", True)["lost"], talk.until("back", True)["lost"]}
        assert back == {"microphone", "speaker"}
        sound_card.speak(burst)
        talk.until("loud", True)
        talk.order("play")
        assert talk.until("finished")["seconds"] == pytest.approx(1.0, abs=0.05)
    assert (tmp_path / "errors").read_text().count("AlsaOpen") <= 1  # each attempt is kept off the terminal


def test_both_devices_go_on_when_portaudio_is_started_afresh(sound_card: Card, burst: Path, tmp_path: Path) -> None:
    with talking(sound_card, tmp_path / "errors") as talk:
        talk.order("play")
        talk.order("afresh")
        paused = {told["lost"]: told["seconds"] for told in (talk.until("lost"), talk.until("lost"))}
        assert set(paused) == {"microphone", "speaker"}
        assert max(paused.values()) < 2.0
        assert talk.until("finished")["seconds"] >= 0.95, "what was queued is played to its end"
        sound_card.speak(burst)
        talk.until("loud", True)


@pytest.mark.parametrize(("delay_ms", "gain_db"), [(80, -12), (250, -6)])
def test_the_doctor_measures_the_echo_path(sound_card: Card, delay_ms: int, gain_db: float) -> None:
    without = checked(sound_card)
    assert without["delay"] is None
    sound_card.echo(delay_ms, gain_db)
    measured = checked(sound_card)
    assert measured["level"] == pytest.approx(gain_db, abs=1.0)
    assert measured["clipped"] == 0
    assert measured["noise"] < -80
    # The devices' own buffers lie in front of and behind the path; they are the same for every path.
    assert 0 <= measured["delay"] - delay_ms / 1000 < 0.15


def checked(made: Card) -> dict[str, Any]:
    """What `voicecoach doctor --sound` says."""
    command = [sys.executable, "-m", "voicecoach", "doctor", "--sound", "--json", "--voice", "none"]
    ran = subprocess.run(command, env=made.env, capture_output=True, text=True, timeout=120)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found["sound"]
