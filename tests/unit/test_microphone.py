"""The microphone against a PortAudio that misbehaves in every known way, driven by hand: no sleeping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.portaudio import Clock, PortAudio, laptop
from voicecoach.errors import HearError
from voicecoach.hear import microphone
from voicecoach.hear.intake import Intake
from voicecoach.hear.microphone import Microphone
from voicecoach.ports import Block, Lost

RATE, BLOCK = 16_000, 512


@pytest.fixture
def clock():
    return Clock()


def opened(sd, clock, device=None):
    """A microphone whose hearing thread does not run: the test takes its steps."""
    mic = Microphone(device, sd, clock, sd.computer.seen_afresh)
    posted = []
    mic._post, mic._now = posted.append, clock
    mic._link.start()
    return mic, posted


def frames(n=BLOCK, value=1000, channels=1):
    return np.full((n, channels), value, np.int16)


def test_blocks_come_at_the_time_they_were_heard(clock):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    for _ in range(3):
        clock.t += 0.032
        sd.streams[0].bring(frames(), adc=1.0, now=1.05)
        mic.step(0)
    assert [b.t for b in posted] == pytest.approx([99.982, 100.014, 100.046], abs=1e-6)
    assert all(b.samples.shape == (512,) and b.samples.dtype == np.int16 for b in posted)
    assert sd.opened[0]["latency"] == "low"
    assert sd.opened[0]["blocksize"] == 512


def test_bluetooth_brings_sound_late_and_it_lies_where_it_was_said(clock):
    mic, posted = opened(sd := PortAudio(laptop()), clock)
    sd.streams[0].bring(frames(), adc=1.0, now=1.3)
    mic.step(0)
    assert posted[0].t == pytest.approx(100 - 0.3)


@pytest.mark.parametrize(("adc", "now"), [(0, 0), (5.0, 1.0), (0.0, 99.0), (float("nan"), 1.0)])
def test_a_driver_without_times_is_taken_to_bring_sound_at_once(clock, adc, now):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    sd.streams[0].bring(frames(), adc=adc, now=now)
    mic.step(0)
    assert posted[0].t == pytest.approx(100 - 0.032)


@pytest.mark.parametrize("takes", [(48_000, 1), (48_000, 2), (44_100, 1)])
def test_a_device_that_refuses_our_rate_is_heard_at_its_own(clock, takes):
    sd = PortAudio(laptop(takes={takes}))
    mic, posted = opened(sd, clock)
    rate, channels = takes
    n = sd.opened[-1]["blocksize"]
    assert n == round(rate * 0.032)
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(n * 50) / rate)).astype(np.int16)
    for i in range(50):
        clock.t += 0.032
        sd.streams[0].bring(np.repeat(tone[i * n : (i + 1) * n, None], channels, axis=1))
        mic.step(0)
    heard = np.concatenate([b.samples for b in posted])
    assert len(heard) == pytest.approx(50 * 512, abs=1100)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * 16_000 / len(heard) == pytest.approx(440, abs=1)


def test_a_device_that_went_away_is_told_once_and_comes_back_on_the_clock(clock):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    sd.streams[0].bring(frames())
    mic.step(0)
    sd.computer.plugs[1].busy = True
    for _ in range(100):
        clock.t += 0.1
        mic.step(0)
    lost = [m for m in posted if isinstance(m, Lost)]
    assert [m.seconds for m in lost] == [0.0]
    assert "went away" in lost[0].cause
    assert sd.streams[0].calls == ["abort", "close"]
    tries = len(sd.opened)
    sd.computer.plugs[1].busy = False
    for _ in range(11):
        clock.t += 0.1
        mic.step(0)
    assert len(sd.streams) == 2
    assert tries <= 1 + 8 * 6  # once a second, not at every look
    assert "back" in posted[-1].cause
    assert posted[-1].seconds == pytest.approx(9, abs=1.2)
    sd.streams[1].bring(frames())
    mic.step(0)
    assert posted[-1].t == pytest.approx(clock.t - 0.032)


def test_a_stream_that_ended_by_itself_is_noticed_at_once(clock):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    sd.streams[0].active = False
    mic.step(0)
    assert isinstance(posted[0], Lost)


@pytest.mark.parametrize("too_many", [3, 20])
def test_sound_for_which_there_is_no_room_is_counted(clock, too_many):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    for _ in range(microphone.QUEUED + too_many):  # the hearing thread is held up for some seconds
        clock.t += 0.032
        sd.streams[0].bring(frames())
    for _ in range(microphone.QUEUED):
        mic.step(0)
    clock.t += 0.032
    sd.streams[0].bring(frames())
    mic.step(0)
    lost = [m for m in posted if isinstance(m, Lost)]
    assert len(lost) == 1
    assert lost[0].seconds == pytest.approx(too_many * 0.032, abs=0.01)
    assert posted[-1].t == pytest.approx(clock.t - 0.032)


def test_what_the_device_lost_is_told(clock):
    sd = PortAudio(laptop())
    mic, posted = opened(sd, clock)
    sd.streams[0].bring(frames())
    mic.step(0)
    clock.t += 0.032 + 0.1
    sd.streams[0].bring(frames(), overflow=True)
    mic.step(0)
    lost = [m for m in posted if isinstance(m, Lost)]
    assert lost[0].seconds == pytest.approx(0.1, abs=0.005)


def test_the_hearing_thread_posts_and_ends(clock):
    import queue

    sd, inbox = PortAudio(laptop()), queue.Queue()
    mic = Microphone(None, sd, clock)
    mic.open(inbox.put, clock)
    sd.streams[0].bring(frames())
    assert isinstance(inbox.get(timeout=5), Block)
    mic.close()
    mic.close()
    assert sd.streams[0].calls == ["abort", "close"]
    assert mic._thread is None


def test_a_device_that_cannot_be_opened_is_said_in_one_line(clock):
    mic = Microphone(None, PortAudio(laptop(takes=set())), clock)
    with pytest.raises(HearError, match="cannot be opened") as caught:
        mic.open(lambda m: None, clock)
    assert "--microphone NAME" in caught.value.remedy


# --- the clock -------------------------------------------------------------------------------------------


def test_a_crystal_that_runs_fast_is_drawn_to_the_clock():
    """100 parts in a million would be 0.1 s after a quarter of an hour; it stays within 5 ms."""
    intake, worst = Intake(16_000, 1), 0.0
    for i in range(28_000):
        true_t = i * 0.032 * (1 - 100e-6)
        for block in intake.take(frames(), true_t):
            worst = max(worst, abs(block.t - true_t))
    assert worst < 0.005


def test_a_late_callback_moves_nothing():
    intake = Intake(16_000, 1)
    times = []
    for i in range(300):
        late = 0.1 if i % 50 == 25 else 0.0
        times += [m.t for m in intake.take(frames(), i * 0.032 + late)]
    assert np.abs(np.array(times) - np.arange(300) * 0.032).max() < 0.002


@given(
    st.sampled_from([(16_000, 1), (48_000, 2), (44_100, 1), (8_000, 1)]),
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from([0, 0, 0, 0.01, 0.4, 5])), max_size=30),
)
def test_blocks_follow_one_another_and_never_overlap(shape, pieces):
    rate, channels = shape
    intake, t, last = Intake(rate, channels), 0.0, None
    for n, gap in pieces:
        t += gap
        for message in intake.take(frames(n, 500, channels), t):
            if isinstance(message, Lost):
                assert message.seconds > 0.2
                continue
            assert len(message.samples) == 512
            assert last is None or message.t >= last + 0.032 - 0.001
            last = message.t
        t += n / rate
