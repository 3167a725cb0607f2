"""The pitch tracker behind one function, so that another can take its place.

swift-f0: MIT wheel and model (its training data was CC BY-NC-SA), about 80 times real time on one core, works
on telephone sound.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.errors import DebriefError

Track = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]
"""Times (s from the first sample, 16 ms apart), pitch (Hz), confidence (0–1; voiced from 0.5): equal lengths."""

PitchTrack = Callable[[npt.NDArray[Any], int], Track]

LOWEST, HIGHEST = 50.0, 650.0
"""Hz between which a speaking voice lies."""

_loading = threading.Lock()


@lru_cache(maxsize=1)
def _detector() -> Any:
    try:
        from swift_f0 import SwiftF0
    except (ImportError, OSError) as error:
        raise DebriefError(
            f"the pitch tracker cannot be loaded ({error}).", "Install it with: pip install swift-f0"
        ) from error
    # One thread a call gives the same sums in the same order every time; the caller runs two calls at once.
    return SwiftF0(threads=1, spin=False)


def pitch_track(samples: npt.NDArray[Any], rate: int) -> Track:
    """Pitch of mono sound (int16 or float in −1…1), any rate. Memory stays bounded: long sound is taken in
    pieces of 30 s. Raises DebriefError when the tracker is not installed."""
    if not len(samples):
        none = np.zeros(0)
        return none, none, none
    with _loading:
        detector = _detector()
    found = detector.detect(samples, rate, fmin=LOWEST, fmax=HIGHEST)
    return found.timestamps, found.pitch_hz, found.confidence
