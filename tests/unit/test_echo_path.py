"""The echo path measured on recordings whose path is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.doctor.sound import SoundCheck
from voicecoach.errors import HearError
from voicecoach.hear.echo_path import EchoPath, chirp, measure, play_and_record
from voicecoach.ports import Sound

RATE = 16_000


def recording(delay: float, db: float, noise_db: float = -65.0, rate: int = RATE, room: bool = False) -> Sound:
    """A recording of the chirp through a path with this delay and level, in this noise (dBFS RMS)."""
    x = chirp(rate).astype(float)
    y = np.concatenate([np.zeros(round(delay * rate)), x])[: len(x)] * 10 ** (db / 20)
    rng = np.random.default_rng(2)
    if room:
        tail = rng.normal(size=rate // 10) * np.exp(-np.arange(rate // 10) / (0.02 * rate)) * 0.1
        tail[0] = 1.0
        y = np.convolve(y, tail)[: len(x)]
    y = y + rng.normal(size=len(y)) * 32768 * 10 ** (noise_db / 20)
    return np.asarray(np.clip(y, -32768, 32767), np.int16)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize(("delay", "db"), [(0.04, -15), (0.12, -6), (0.5, -10), (0.9, -20), (0.0, 0)])
def test_delay_and_level_are_found(delay: float, db: float, rate: int) -> None:
    path = measure(recording(delay, db, rate=rate), rate)
    assert path.delay == pytest.approx(delay, abs=0.002)
    assert path.level == pytest.approx(db, abs=1.0)
    assert path.noise == pytest.approx(-65, abs=1.0)
    assert path.clipped == 0


def test_a_room_smears_the_echo_and_it_is_found_all_the_same() -> None:
    path = measure(recording(0.2, -12, room=True), RATE)
    assert path.delay == pytest.approx(0.2, abs=0.005)


@settings(deadline=None, max_examples=20)
@given(st.floats(0, 1.0), st.floats(-30, 0), st.floats(-80, -45))
def test_any_path_louder_than_the_room_is_found(delay: float, db: float, noise: float) -> None:
    path = measure(recording(delay, db, noise), RATE)
    assert path.delay == pytest.approx(delay, abs=0.003)


@pytest.mark.parametrize("noise", [-90.0, -60.0, -30.0])
def test_headphones_are_no_echo(noise: float) -> None:
    path = measure(recording(0.1, -200, noise), RATE)
    assert not path.heard
    assert path.delay is None


def test_clipping_is_seen() -> None:
    path = measure(recording(0.05, 20), RATE)
    assert path.clipped > 0.3
    assert "overdriven" in path.advice()[0]


def test_a_dead_microphone_is_told_from_headphones() -> None:
    dead = measure(np.zeros(len(chirp(RATE)), np.int16), RATE)
    assert not dead.heard
    assert len(dead.advice()) == 1
    assert "unmute" in dead.advice()[0]
    assert "--headphones" in measure(recording(0.1, -200), RATE).advice()[0]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (EchoPath(0.08, -15, -65, -20, 0.0), ""),
        (EchoPath(0.7, -15, -65, -20, 0.0), "Bluetooth"),
        (EchoPath(0.08, -15, -38, -20, 0.0), "noisy"),
        (EchoPath(0.08, 4, -65, -3, 0.0), "turn the speaker down"),
    ],
)
def test_advice_follows_from_the_figures(path: EchoPath, says: str) -> None:
    assert says in " ".join(path.advice())
    assert bool(says) == bool(path.advice())


def test_too_short_a_recording_is_refused() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        measure(np.zeros(100, np.int16), RATE)


class Device:
    """A sound device whose microphone hears its speaker 40 ms later, at a quarter."""

    def __init__(self, dies_after: int = 10**9) -> None:
        self.dies_after = dies_after
        self.closed = False

    def Stream(self, *, samplerate: int, channels: int, dtype: str, device: Any, latency: str, callback: Any) -> Device:
        self.callback, self.rate = callback, samplerate
        return self

    def start(self) -> None:
        line = np.zeros(round(0.04 * self.rate), np.int16)
        for _ in range(min(self.dies_after, 2000)):
            out = np.zeros((480, 1), np.int16)
            heard, line = line[:480], line[480:]
            self.callback(np.pad(heard, (0, 480 - len(heard)))[:, None], out, 480, None, None)
            line = np.concatenate([line, out[:, 0] // 4])

    def abort(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def test_a_device_is_played_to_and_recorded_from() -> None:
    device = Device()
    path = measure(play_and_record(chirp(48_000), 48_000, device=device), 48_000)
    assert path.delay == pytest.approx(0.04, abs=0.011)
    assert path.level == pytest.approx(-12, abs=0.5)
    assert device.closed
    check = SoundCheck(path)
    assert "-12 dB" in check.text()
    assert check.to_json()["advice"] == []


def test_a_device_that_cannot_be_opened_is_said_plainly() -> None:
    class Broken:
        PortAudioError = RuntimeError

        def Stream(self, **_: Any) -> None:
            raise ValueError("no such device")

    with pytest.raises(HearError, match="cannot be opened"):
        play_and_record(chirp(RATE), RATE, device=Broken())
