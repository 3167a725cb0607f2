"""Every client of the scenarios has a voice that the bundled espeak really has, and no two sound alike."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from voicecoach.ports import Delivery, Sound
from voicecoach.resources import prompts_folder
from voicecoach.respond.scenarios.files import available, load
from voicecoach.scenario import Persona
from voicecoach.speak.voice import RATE, Pyttsx3Voice

SENTENCE = "I will tell you how it was, on a morning in the rain, with nobody there."
ALL = [load(path) for path in available([prompts_folder()]).values()]
PEOPLE = [s.client for s in ALL] + [s.handover.client for s in ALL if s.handover]


@pytest.fixture(scope="module")
def voice() -> Iterator[Pyttsx3Voice]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_ESPEAK", "bundled")
        voice = Pyttsx3Voice()
        assert voice.voices()
    yield voice
    voice.close()


def say(voice: Pyttsx3Voice, person: Persona) -> Sound:
    delivery = Delivery(person.voice, person.rate, person.pitch)
    return np.concatenate([np.zeros(0, np.int16), *voice.speak(SENTENCE, delivery)])


def ear(samples: Sound) -> np.ndarray:
    """What tells voices apart: pitch (octaves), tempo (log2 of s), and where the sound's energy lies (bands, dB)."""
    x = samples.astype(float)
    frames = np.lib.stride_tricks.sliding_window_view(x, 1024)[::512]
    frames = frames[np.sqrt((frames**2).mean(1)) > 500]
    pitches = []
    for frame in frames:
        lags = np.correlate(frame, frame, "full")[1023:]
        low, high = RATE // 350, RATE // 65
        best = low + int(lags[low:high].argmax())
        if lags[best] > 0.4 * lags[0]:
            pitches.append(RATE / best)
    power = (np.abs(np.fft.rfft(frames * np.hanning(1024))) ** 2).mean(0)
    hertz = np.fft.rfftfreq(1024, 1 / RATE)
    edges = (100, 300, 600, 1000, 1600, 2500, 4000, 7000)
    bands = np.array([power[(hertz >= a) & (hertz < b)].sum() for a, b in itertools.pairwise(edges)])
    shape = 10 * np.log10(bands / bands.sum() + 1e-6)
    return np.array([np.log2(np.median(pitches)) * 12, np.log2(len(x) / RATE) * 12, *(shape / 3)])


def test_each_voice_is_one_that_espeak_has(voice: Pyttsx3Voice) -> None:
    names = {v["name"].lower() for v in voice.voices()}
    for person in PEOPLE:
        language, _, variant = person.voice.partition("+")
        assert language.lower() in names, person.name
        assert not variant or f"+{variant}".lower() in names, person.name


def test_no_two_clients_sound_alike(voice: Pyttsx3Voice) -> None:
    """Pitch and tempo in semitones, each third of an octave-wide band in steps of 3 dB: at least two such steps."""
    assert len({p.voice for p in PEOPLE}) == len(PEOPLE)
    heard = {person.name: ear(say(voice, person)) for person in PEOPLE}
    for (a, one), (b, other) in itertools.combinations(heard.items(), 2):
        assert np.linalg.norm(one - other) > 2.0, (a, b)
