"""What the tests of real backends share: a few seconds of (synthesised) speech, what was said in it, a voice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from voicecoach.speak.voice import Pyttsx3Voice

FOLDER = Path(__file__).parents[2] / "audio_fixtures"


@pytest.fixture(scope="session")
def clip():
    """The manifest's row of the clip that is heard."""
    rows = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["clips"]
    return min(rows, key=lambda row: row["seconds"])


@pytest.fixture(scope="session")
def spoken(clip):
    """Mono int16 at 16 kHz, with some silence on either side."""
    samples, rate = soundfile.read(FOLDER / clip["file"], dtype="int16")
    assert rate == 16_000
    return samples


@pytest.fixture(scope="session")
def said(clip):
    """The words of `spoken`."""
    return clip["words"]


@pytest.fixture(scope="module")
def voice() -> Iterator[Pyttsx3Voice]:
    """The voice as it is shipped, one for each file of tests."""
    voice = Pyttsx3Voice()
    yield voice
    voice.close()
