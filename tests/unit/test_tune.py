"""The tune at the end of speech: known glides give known answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.hear.tune import moved
from voicecoach.hear.turn_end import PACE, needed_silence
from voicecoach.ports import Sound

RATE = 16_000


def hum(start: float, end_semitones: float, seconds: float = 1.2, glide: float = 0.2, loud: float = 4000) -> Sound:
    """A voice-like hum at `start` Hz whose pitch moves by some semitones in its last `glide` seconds."""
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    share = np.clip((t - (seconds - glide)) / glide, 0, 1)
    phase = 2 * np.pi * np.cumsum(start * 2 ** (end_semitones * share / 12)) / RATE
    wave = sum(np.sin(k * phase) / k for k in range(1, 9))
    return np.asarray(wave * loud / 2, np.int16)


@pytest.mark.parametrize("hz", [95.0, 140.0, 220.0])
@pytest.mark.parametrize("semitones", [-7, -4, 4, 7])
def test_a_fall_and_a_rise_are_movements(hz: float, semitones: float) -> None:
    assert moved(hum(hz, semitones)) is True


@pytest.mark.parametrize("hz", [95.0, 140.0, 220.0])
@pytest.mark.parametrize("semitones", [-0.5, 0, 0.5])
def test_a_level_voice_is_none(hz: float, semitones: float) -> None:
    assert moved(hum(hz, semitones)) is False


def test_a_voice_that_came_down_long_before_its_end_has_fallen() -> None:
    high, low = hum(200.0, 0, 0.8), hum(140.0, 0, 0.3)
    assert moved(np.concatenate([high, low])) is True


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(RATE, np.int16),
        np.zeros(0, np.int16),
        hum(150.0, -5, seconds=0.06),
        np.random.default_rng(0).integers(-3000, 3000, RATE).astype(np.int16),
    ],
    ids=["silence", "nothing", "a crumb", "a hiss"],
)
def test_what_has_no_voice_says_nothing(sound: Sound) -> None:
    assert moved(sound) is None


@settings(deadline=None, max_examples=15)
@given(st.floats(300, 12_000), st.sampled_from([-5.0, 0.0, 5.0]))
def test_loudness_does_not_matter(loud: float, semitones: float) -> None:
    assert moved(hum(130.0, semitones, loud=loud)) is (semitones != 0)


@pytest.mark.parametrize("words", ["We looked at your site", "So what happened", "Thank you", "It is about that"])
def test_a_tune_shortens_and_a_level_voice_lengthens_the_wait(words: str) -> None:
    level, unknown, tune = (needed_silence(words, 2.0, moved=m) for m in (False, None, True))
    assert tune <= unknown < level <= PACE.unfinished


@pytest.mark.parametrize("words", ["I am calling because", "and um", "it depends on the"])
def test_no_tune_ends_a_turn_on_words_that_cannot(words: str) -> None:
    assert needed_silence(words, 2.0, moved=True) == needed_silence(words, 2.0)


def test_without_words_the_tune_changes_nothing() -> None:
    assert needed_silence(None, 2.0, moved=True) == PACE.unknown
