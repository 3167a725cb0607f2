"""Silent pauses inside a turn, and syllable beats of the envelope. Pure numpy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.voice.levels import FRAME, HOP, RATE, Flags, Floats, runs

SHORTEST = 0.250
"""Seconds from which a silence counts as a pause."""

DEPTH = 25.0
"""dB below the turn's 95th percentile at which it is silent; less deep where the room's own noise is higher."""

BURST = 3
"""Sounds of fewer frames than this (48 ms) do not break a pause: a click, a lip."""


def threshold(level: Floats, floor: float) -> float:
    """Level (dBFS) below which a frame of this turn is silent. In a noisy room the floor is nearer than 25 dB,
    so the line is drawn a quarter of the way up from it."""
    top = float(np.percentile(level, 95))
    return max(top - DEPTH, floor + 0.25 * (top - floor))


def pauses(level: Floats, floor: float) -> list[tuple[float, float]]:
    """Silences of 250 ms and more between sounds of one turn, as (start, end) in s from its first frame."""
    if len(level) < 4:
        return []
    loud = sounding(level, floor)
    if not loud.any():
        return []
    first, last = int(np.argmax(loud)), len(loud) - int(np.argmax(loud[::-1]))
    out = []
    for a, b in runs(~loud[first:last]):
        # a frame is silent only when all of its 32 ms are, so the silence is one frame wider than the run
        start, end = ((first + a) * HOP - FRAME / 2) / RATE, ((first + b - 1) * HOP + FRAME / 2) / RATE
        if end - start >= SHORTEST:
            out.append((max(0.0, start), end))
    return out


def sounding(level: Floats, floor: float) -> Flags:
    """Which frames hold sound, short bursts left out."""
    loud = np.asarray(level > threshold(level, floor))
    for a, b in runs(loud):
        if b - a < BURST:
            loud[a:b] = False
    return loud


def beats(band: Floats, loud: Flags, dip: float = 2.0) -> int:
    """Syllable beats: peaks of the smoothed 300–3300 Hz level that stand `dip` dB above the valleys between.

    Only frames that sound count. A cross-check for syllables counted from spelling, no measure of its own.
    """
    if len(band) < 5 or not loud.any():
        return 0
    kernel = np.array([1, 3, 4, 3, 1], np.float32) / 12
    smooth: npt.NDArray[np.float32] = np.convolve(np.pad(band, 2, mode="edge"), kernel, "valid").astype(np.float32)
    count = 0
    for a, b in runs(loud):
        count += _peaks(smooth[a:b], dip)
    return count


def _peaks(x: Floats, dip: float) -> int:
    """Peaks with at least `dip` between them; a stretch with no dip at all is one."""
    count, low, high = 0, float("inf"), float(x[0])
    rising = True
    for value in x.tolist():
        if rising:
            if value > high:
                high = value
            elif high - value >= dip:
                count, rising, low = count + 1, False, value
        elif value < low:
            low = value
        elif value - low >= dip:
            rising, high = True, value
    return count + 1 if rising and (count == 0 or high - low >= dip) else max(count, 1)
