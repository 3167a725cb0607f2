"""The speaker around the queue, on a made-up sounddevice whose callbacks the test calls."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.unit.portaudio import Clock, Computer, Plug, PortAudio
from voicecoach.link import AGAIN, SILENT_FOR
from voicecoach.ports import Cut, Finished, Lost, Mended, Played
from voicecoach.speak.speaker import AHEAD, UNHEARD, Speaker

RATE = 22_050


class Room:
    """A speaker, its device, its clock and what it posted."""

    def __init__(self, rates: tuple[int, ...] = (RATE,), channels: tuple[int, ...] = (1, 2)) -> None:
        takes = {(rate, n) for rate in rates for n in channels}
        self.device = Plug("Laptop speaker", outputs=2, rate=rates[0], takes=takes)
        self.computer = Computer([self.device], speaker="Laptop speaker")
        self.sd = PortAudio(self.computer)
        self.clock = Clock(10.0)
        self.posted: list[Any] = []
        self.speaker = Speaker(None, self.sd, self.clock, self.computer.seen_afresh)
        self.speaker.open(self.posted.append, self.clock, RATE)

    @property
    def form(self) -> tuple[int, int]:
        """Rate and channels of the stream that is open."""
        asked = self.sd.streams[-1].asked
        return asked["samplerate"], asked["channels"]

    def ask(self, frames: int, **more: Any) -> Any:
        """The device fetches a block."""
        rate, channels = self.form
        out = self.sd.streams[-1].ask(np.full((frames, channels), 99, np.int16), **more)
        self.clock.t += frames / rate
        return out

    def of(self, kind: type) -> list[Any]:
        return [m for m in self.posted if isinstance(m, kind)]


def tone(n: int) -> Any:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(n) / RATE)).astype(np.int16)


@pytest.fixture(autouse=True)
def no_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test looks after the device itself, so nothing happens behind its back."""
    monkeypatch.setattr(Speaker, "_watch", lambda self: None)


def test_plays_what_it_is_given_and_says_when_it_left() -> None:
    room = Room()
    sound = tone(1500)
    room.speaker.play(1, sound, last=True)
    blocks = [room.ask(1000), room.ask(1000)]
    assert np.concatenate(blocks)[:, 0].tolist() == [*sound.tolist(), *[0] * 500]
    first, second = room.of(Played)
    assert first.t == pytest.approx(10.02)
    assert second.t == pytest.approx(10.02 + 1000 / RATE)
    assert np.concatenate([first.samples, second.samples]).tolist() == sound.tolist()
    (done,) = room.of(Finished)
    assert (done.utterance, done.start) == (1, pytest.approx(10.02))
    assert done.end == pytest.approx(10.02 + 1500 / RATE, abs=0.001)


def test_sound_is_timed_evenly_by_a_device_that_is_not_even() -> None:
    """Every other block 10 ms late, as PortAudio says it of ALSA: sentences still begin where they begin."""
    room, begun = Room(), []
    for sentence in range(20):
        for k in range(100):
            if k == 50:
                room.speaker.play(sentence, tone(1000), last=True)
                begun.append(room.clock.t + 0.045)
            room.ask(220, delay=0.04 + 0.01 * (k % 2))
    first = [m.start for m in room.of(Finished)]
    assert np.abs(np.array(first) - begun)[1:].max() < 0.002


def test_a_device_whose_clock_drifts_is_followed() -> None:
    """200 parts in a million, as a null sink of PulseAudio's: after five minutes that would be 60 ms."""
    room = Room()
    for _ in range(30_000):
        room.ask(220)
        room.clock.t -= 220 / RATE * 200e-6
    room.speaker.play(1, tone(1000), last=True)
    room.ask(1000)
    assert room.of(Played)[0].t == pytest.approx(room.clock.t - 1000 / RATE + 0.02, abs=0.001)


@pytest.mark.parametrize("delay", [0.005, 0.3, 0.49], ids=["built in", "Bluetooth", "slow Bluetooth"])
def test_sound_counts_from_when_it_is_heard(delay: float) -> None:
    room = Room()
    room.speaker.play(1, tone(100), last=True)
    room.ask(500, delay=delay)
    assert room.of(Played)[0].t == pytest.approx(10.0 + delay)


def test_a_device_without_times_is_given_its_latency() -> None:
    room = Room()
    room.speaker.play(1, tone(100), last=True)
    room.ask(500, delay=-100.0)
    assert room.of(Played)[0].t == pytest.approx(10.02)


def test_cut_is_silence_with_the_next_block() -> None:
    room = Room()
    room.speaker.play(1, tone(4000), last=True)
    room.ask(1000)
    assert room.speaker.cut() == Cut(1, 0.25, pytest.approx(10.02), pytest.approx(10.02 + 1000 / RATE, abs=0.001))
    assert not room.ask(1000).any()
    assert room.speaker.cut() is None
    assert room.of(Finished) == []


def test_hold_keeps_what_is_queued() -> None:
    room = Room()
    sound = tone(2000)
    room.speaker.play(1, sound, last=True)
    room.ask(1000)
    room.speaker.hold(True)
    assert not room.ask(1000).any()
    room.speaker.hold(False)
    assert room.ask(1000)[:, 0].tolist() == sound[1000:].tolist()


@pytest.mark.parametrize(("rate", "channels"), [(48_000, (1, 2)), (44_100, (2,)), (16_000, (1,))])
def test_a_device_that_refuses_the_voices_rate_gets_its_own(rate: int, channels: tuple[int, ...]) -> None:
    room = Room((rate,), channels)
    sound = tone(RATE)
    room.speaker.play(1, sound, last=True)
    heard = np.concatenate([room.ask(480) for _ in range(rate * 12 // 10 // 480)])[:, 0].astype(float)
    assert room.form == (rate, channels[0])
    assert np.concatenate([p.samples for p in room.of(Played)]).tolist() == sound.tolist()
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * rate / len(heard) == pytest.approx(440, abs=2)
    loud = np.flatnonzero(np.abs(heard) > 400)
    assert (loud[-1] - loud[0]) / rate == pytest.approx(1.0, abs=0.01)
    # The session clock agrees with what came out of the device.
    assert room.of(Played)[0].t == pytest.approx(10.02 + loud[0] / rate, abs=0.004)
    assert room.of(Finished)[0].end == pytest.approx(10.02 + loud[-1] / rate, abs=0.006)


def test_cut_forgets_what_the_resampler_holds() -> None:
    room = Room((48_000,))
    room.speaker.play(1, tone(RATE), last=True)
    assert room.ask(960).any() or room.ask(960).any()
    assert room.speaker.cut() is not None
    assert np.abs(room.ask(960)).max() <= 1  # the resampler's dither


def test_a_device_that_goes_away_is_said_once_and_comes_back_with_the_queue() -> None:
    room = Room()
    sound = tone(3000)
    room.speaker.play(1, sound, last=True)
    room.ask(1000)
    room.computer.out(room.device)
    room.clock.t += SILENT_FOR + 0.1
    for _ in range(5):
        room.speaker.look()
        room.clock.t += 1.0
    gone = room.of(Lost)
    assert [(m.what, m.seconds) for m in gone] == [("speaker", 0.0)]
    assert "went away" in gone[0].cause
    room.computer.plugs.append(room.device)
    room.speaker.look()
    back = room.of(Lost)[-1]
    assert "is back" in back.cause
    assert back.seconds == pytest.approx(5.0)
    assert room.ask(2000)[:, 0].tolist() == sound[1000:].tolist()
    room.speaker.look()
    assert len(room.of(Lost)) == 2


def test_while_the_device_stays_away_the_words_go_by_unheard() -> None:
    room = Room()
    room.computer.out(room.device)
    room.clock.t += SILENT_FOR + 0.1
    room.speaker.look()
    room.speaker.play(1, tone(RATE), last=True)
    room.speaker.play(2, tone(4 * RATE), last=True)
    while room.clock.t < 10 + SILENT_FOR + UNHEARD + 2.5:
        room.clock.t += 0.25
        room.speaker.look()
    assert [m.utterance for m in room.of(Finished)] == [1]
    assert room.of(Finished)[0].end - room.of(Finished)[0].start == pytest.approx(1.0, abs=0.3)
    assert room.of(Played) == [], "nobody heard it"
    assert [m.done for m in room.of(Mended)] == ["the client's words are only shown until it is back"]
    room.computer.plugs.append(room.device)
    room.clock.t += AGAIN
    room.speaker.look()
    assert room.ask(1000).any(), "the rest is heard"


def test_a_stream_that_ended_by_itself_is_opened_again() -> None:
    room = Room()
    room.sd.streams[0].active = False
    room.speaker.look()
    room.clock.t += AGAIN
    room.speaker.look()
    assert len(room.sd.streams) == 2
    assert len(room.of(Lost)) == 2


def test_sound_after_a_gap_in_the_device_is_timed_after_it() -> None:
    room = Room()
    room.speaker.play(1, tone(3000), last=True)
    room.ask(1000)
    room.clock.t += 0.03  # the device ran dry
    room.ask(1000, underflow=True)
    first, second = room.of(Played)[:2]
    assert second.t - first.t == pytest.approx(1000 / RATE + 0.03)


def test_a_quiet_moment_is_no_loss() -> None:
    room = Room()
    room.clock.t += SILENT_FOR / 2
    room.speaker.look()
    assert room.of(Lost) == []


def test_an_underflow_is_told_with_its_length_when_sound_was_lost() -> None:
    room = Room()
    room.ask(2205, underflow=True)
    assert room.of(Lost) == [], "nobody misses silence"
    room.speaker.play(1, tone(2205), last=True)
    room.ask(2205, underflow=True)
    (lost,) = room.of(Lost)
    assert lost.seconds == pytest.approx(0.1)


def test_trouble_in_the_callback_never_ends_the_stream() -> None:
    room = Room()
    room.speaker._now = lambda: 1 / 0  # type: ignore[assignment]
    assert not room.ask(100).any()
    assert "ZeroDivisionError" in room.of(Lost)[0].cause


def test_close_twice_is_fine_and_ends_the_stream() -> None:
    room = Room()
    stream = room.sd.streams[0]
    room.speaker.close()
    room.speaker.close()
    assert not stream.active
    room.clock.t += 100
    room.speaker.look()
    assert room.of(Lost) == []


def test_the_device_is_given_what_it_needs_ahead_and_no_click() -> None:
    assert Room().sd.opened[0]["latency"] == AHEAD
