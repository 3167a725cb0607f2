"""Silero on real (synthesised) speech, on noise and on silence."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from voicecoach.errors import HearError
from voicecoach.hear import detector
from voicecoach.hear.detector import Silero
from voicecoach.hear.turns import Began, Ended, Endpointer

BLOCK = 512


def blocks(sound):
    return [sound[i : i + BLOCK] for i in range(0, len(sound) - BLOCK + 1, BLOCK)]


@pytest.fixture(scope="module")
def silero():
    return Silero()


def noise(seconds, level_db, seed=1):
    rng = np.random.default_rng(seed)
    return (
        (rng.standard_normal(int(seconds * 16_000)) * 32768 * 10 ** (level_db / 20))
        .clip(-32768, 32767)
        .astype(np.int16)
    )


def test_speech_is_heard_and_silence_is_not(silero, spoken):
    silero.reset()
    quiet = [silero.probability(np.zeros(BLOCK, np.int16)) for _ in range(60)]
    talk = [silero.probability(b) for b in blocks(spoken)]
    assert max(quiet) < 0.2
    assert np.mean(np.array(talk) > 0.5) > 0.6


@pytest.mark.parametrize("level_db", [-60, -40, -25])
def test_noise_is_not_speech(silero, level_db):
    silero.reset()
    assert np.mean([silero.probability(b) > 0.5 for b in blocks(noise(10, level_db))]) < 0.02


def test_state_is_kept_between_blocks_and_forgotten_on_reset(silero, spoken):
    """Fed as a stream, a block is judged by what came before; after a reset it starts afresh."""
    silero.reset()
    first = [silero.probability(b) for b in blocks(spoken)]
    silero.reset()
    assert [silero.probability(b) for b in blocks(spoken)] == first
    alone = []
    for b in blocks(spoken):
        silero.reset()
        alone.append(silero.probability(b))
    assert np.abs(np.array(alone) - first).max() > 0.2


def test_the_turn_is_found_where_the_speech_is(silero, spoken):
    """The clip stands between two seconds of silence; start and end are found within 0.2 s."""
    silero.reset()
    loud = np.flatnonzero(np.abs(spoken.astype(int)) > 300)
    lead = np.zeros(32_000, np.int16)
    ends, moments = Endpointer(), []
    for b in blocks(np.concatenate([lead, spoken, lead])):
        moments += ends.feed(silero.probability(b), BLOCK / 16_000, 1.2)
    began = next(m for m in moments if isinstance(m, Began))
    over = [m for m in moments if isinstance(m, Ended)]
    assert len(over) == 1
    assert abs(began.at - (2 + loud[0] / 16_000)) < 0.2
    assert abs(over[0].at - (2 + loud[-1] / 16_000)) < 0.2


def test_nonsense_in_the_sound_does_not_stay_in_the_state(silero, spoken):
    silero.reset()
    poison = np.full(BLOCK, np.nan, np.float32)
    poison[::2] = np.inf
    assert 0 <= silero.probability(poison) <= 1
    assert silero.probability(np.zeros(0, np.int16)) < 0.5
    assert max(silero.probability(b) for b in blocks(spoken)) > 0.8


@pytest.mark.parametrize("shape", [(513,), (512, 2), (1, 512)])
def test_a_block_of_another_shape_is_refused(silero, shape):
    with pytest.raises(ValueError, match="512 samples of one channel"):
        silero.probability(np.zeros(shape, np.int16))


def test_the_model_is_found_without_loading_faster_whisper():
    code = (
        "import sys\nfrom voicecoach.hear import detector\ndetector.asset()\nprint('faster_whisper' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_missing_or_broken_model_names_the_way_out(monkeypatch, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(HearError, match="pip install"):
        Silero(broken)
    monkeypatch.setattr(detector.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(HearError, match="not installed"):
        detector.asset()


@pytest.mark.heavy
def test_an_hour_of_noise_begins_nothing_and_keeps_nothing(silero):
    import tracemalloc

    silero.reset()
    ends, minute, begun = Endpointer(), blocks(noise(60, -35)), 0
    tracemalloc.start()
    after_two = 0
    for i in range(60):
        for b in minute:
            begun += sum(isinstance(m, Began) for m in ends.feed(silero.probability(b), 0.032, 0.8))
        if i == 1:
            after_two = tracemalloc.get_traced_memory()[0]
    grown = tracemalloc.get_traced_memory()[0] - after_two
    tracemalloc.stop()
    assert begun <= 3
    assert grown < 200_000
