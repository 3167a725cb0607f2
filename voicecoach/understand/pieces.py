"""Where to cut a long turn so that a recogniser can take it in pieces. Pure.

Some recognisers take longer per second, and begin to loop, the longer the sound is; and a turn can be a minute
long. Cut where the rep was quietest, never in the middle of a word if there is any pause at all.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from voicecoach.ports import Sound
from voicecoach.session import RATE

FRAME = RATE // 50  # 20 ms
SMOOTH = 9  # frames: a pause between words is longer than the closure of a consonant (40–120 ms)


def split(sound: Sound, longest: float, shortest: float = 1.0) -> list[tuple[int, int]]:
    """Consecutive (start, stop) samples that cover all of `sound`, none longer than `longest` seconds.

    Each cut is at the quietest point of the later half of what may still be taken; no piece is shorter than
    `shortest` seconds unless all of the sound is.
    """
    limit, least = int(longest * RATE), int(shortest * RATE)
    cuts, start = [0], 0
    quiet = _smoothed(sound) if len(sound) > limit else np.zeros(0)
    while len(sound) - start > limit:
        low, high = start + limit // 2, min(start + limit, len(sound) - least)
        cut = _quietest(quiet, low, high) if high > low else start + limit
        cuts.append(cut)
        start = cut
    cuts.append(len(sound))
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _smoothed(sound: Sound) -> npt.NDArray[np.float64]:
    """Energy around each 20 ms frame."""
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    energy = np.mean(frames * frames, axis=1)
    return np.convolve(energy, np.ones(SMOOTH) / SMOOTH, mode="same")


def _quietest(energy: npt.NDArray[np.float64], low: int, high: int) -> int:
    first, last = -(-low // FRAME), max(-(-low // FRAME) + 1, high // FRAME)
    among = energy[first:last]
    if not len(among):
        return high
    return min(high, (first + int(np.argmin(among))) * FRAME + FRAME // 2)
