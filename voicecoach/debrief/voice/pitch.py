"""What is made of a pitch track: which frames to believe, median, range, rise at the end. Pure numpy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.voice.levels import STEP, Flags, Floats, runs

VOICED = 0.5
"""Confidence from which the tracker calls a frame voiced."""

SHORTEST = 3
"""Voiced runs of fewer frames (48 ms) are clicks and creaks."""

QUIETEST = 30.0
"""Frames this far (dB) below the 95th percentile of their turn are not trusted."""

FARTHEST = 12.0
"""Semitones from the speaker's median beyond which a frame is an octave error."""

ENDING = 0.350
"""Seconds of voicing at the end of a turn in which a rise is looked for."""


def semitones(hz: npt.ArrayLike, reference: float = 100.0) -> npt.NDArray[np.float64]:
    """Distance from `reference` in semitones."""
    return 12.0 * np.log2(np.asarray(hz, np.float64) / reference)


def believed(hz: Floats, confidence: Floats, level: Floats) -> Flags:
    """Which frames of one turn to believe, before the speaker's median is known."""
    voiced: Flags = (confidence >= VOICED) & (hz > 0)
    if voiced.any():
        voiced &= level > float(np.percentile(level, 95)) - QUIETEST
    return long_runs(voiced)


def long_runs(voiced: Flags) -> Flags:
    """Without runs shorter than 48 ms."""
    out: Flags = voiced.copy()
    for a, b in runs(voiced):
        if b - a < SHORTEST:
            out[a:b] = False
    return out


def near_median(hz: Floats) -> Flags:
    """Which of the voiced frames `hz` of a whole call lie within 12 semitones of the speaker's median."""
    if not len(hz):
        return np.zeros(0, bool)
    st = semitones(hz)
    return np.asarray(np.abs(st - np.median(st)) <= FARTHEST)


def spread(hz: Floats) -> tuple[float, float]:
    """Range from the 10th to the 90th percentile, and the standard deviation, in semitones."""
    st = semitones(hz)
    low, high = np.percentile(st, [10, 90])
    return float(high - low), float(np.std(st))


def terminal_rise(hz: Floats, voiced: Flags) -> float | None:
    """Last three minus first three frame medians (semitones) of the last 350 ms of voicing; None with fewer
    than eight voiced frames there. `hz` and `voiced` are the frames of one turn."""
    if not voiced.any():
        return None
    last = int(np.flatnonzero(voiced)[-1])
    first = max(0, last + 1 - round(ENDING / STEP))
    st = semitones(hz[first : last + 1][voiced[first : last + 1]])
    if len(st) < 8:
        return None
    return float(np.median(st[-3:]) - np.median(st[:3]))
