"""What the tests of real backends share: a few seconds of synthesised speech."""

from __future__ import annotations

import pytest
from espeak_clips import SAID, say


@pytest.fixture(scope="session")
def spoken():
    """`SAID` as mono int16 at 16 kHz, with 0.2 s of silence on either side."""
    return say([(SAID, "en-us+f2", 160, 35)])[0]
