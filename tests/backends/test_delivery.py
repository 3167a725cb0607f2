"""That the client's state is heard: measured on the sound the voice really makes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.ports import Delivery, Sound
from voicecoach.session import Trust
from voicecoach.speak.delivery import annoyance, deliver, openness
from voicecoach.speak.voice import RATE, Pyttsx3Voice

CLOSED = Trust(24, 35, 90, 0, 0)
OPEN = Trust(75, 10, 90, 1, 5)
ANNOYED = Trust(12, 84, 60, -2, 0)
SENTENCE = "We had an outage on a Saturday, and it cost us a lot of money."


def sound(voice: Pyttsx3Voice, how: Delivery) -> Sound:
    return np.concatenate(list(voice.speak(SENTENCE, how)))


def length(samples: Sound) -> float:
    heard = np.flatnonzero(np.abs(samples.astype(int)) > 60)
    return float(heard[-1] - heard[0]) / RATE


def melody(samples: Sound) -> tuple[float, float]:
    """Median F0 (Hz) and its 10th to 90th percentile range (semitones), by autocorrelation."""
    found = []
    for start in range(0, len(samples) - 1323, 220):
        frame = samples[start : start + 1323].astype(float)
        frame -= frame.mean()
        if np.sqrt((frame**2).mean()) < 700:
            continue
        peaks = np.correlate(frame, frame, "full")[1322:]
        lag = int(peaks[55:368].argmax()) + 55  # 60 to 400 Hz
        if peaks[lag] > 0.55 * peaks[0]:
            found.append(RATE / lag)
    low, high = np.percentile(found, [10, 90])
    return float(np.median(found)), float(12 * np.log2(high / low))


@pytest.mark.parametrize(("name", "pitch"), [("en-gb", 1.0), ("en-us", 1.1), ("en-gb+f3", 1.0)])
def test_closed_is_clipped_and_flat_and_open_is_slow_and_lively(voice: Pyttsx3Voice, name: str, pitch: float) -> None:
    closed, warm = (sound(voice, deliver(t, name, 165, pitch)) for t in (CLOSED, OPEN))
    assert length(warm) > 1.08 * length(closed)
    (closed_pitch, closed_range), (warm_pitch, warm_range) = melody(closed), melody(warm)
    assert 1.02 < warm_pitch / closed_pitch < 1.35, "warmer, and still the same person"
    assert warm_range > closed_range + 1.0


def test_annoyed_is_quick_sharp_and_loud(voice: Pyttsx3Voice) -> None:
    closed, angry = (sound(voice, deliver(t, "en-gb")) for t in (CLOSED, ANNOYED))
    assert length(angry) < 0.97 * length(closed)
    assert melody(angry)[0] > 1.03 * melody(closed)[0]
    assert np.sqrt((angry.astype(float) ** 2).mean()) > 1.06 * np.sqrt((closed.astype(float) ** 2).mean())
    assert np.abs(angry.astype(int)).max() < 32_000


def test_what_hurts_is_told_slowly_and_softly() -> None:
    plain, hurt = deliver(OPEN), deliver(OPEN, act="disclose")
    assert hurt.rate < plain.rate
    assert hurt.volume < plain.volume


trusts = st.builds(
    Trust,
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(-2, 2),
    st.integers(0, 5),
)


@given(trusts, st.integers(100, 260), st.floats(0.5, 1.6), st.sampled_from(["", "disclose", "hang_up", "warn"]))
def test_the_same_person_is_heard_in_every_state(trust: Trust, rate: int, pitch: float, act: str) -> None:
    how = deliver(trust, "en-gb", rate, pitch, act)
    assert how.voice == "en-gb"
    assert 0.8 * rate <= how.rate <= 1.3 * rate
    assert 0.9 * pitch <= how.pitch <= 1.2 * pitch
    assert 0.7 <= how.volume <= 1.0
    assert 0.4 <= how.lilt <= 2.0


@given(trusts, trusts)
def test_more_trust_never_sounds_colder(one: Trust, other: Trust) -> None:
    if one.level <= other.level and one.alliance <= other.alliance:
        assert openness(one) <= openness(other)
    if one.reactance <= other.reactance:
        assert annoyance(one) <= annoyance(other)
