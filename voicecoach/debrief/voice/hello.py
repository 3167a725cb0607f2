"""Hello against later: does the voice of the first 10 s differ from the rest? Pure numpy, seeded.

A block bootstrap whose blocks are turns: a voice wanders from turn to turn, so single frames, or phrases of one
turn, would make any 10 s look special. 10 s are made again and again of whole turns in random order; a difference
is claimed only where its interval leaves out 0 *and* its size matters.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.values import Hello
from voicecoach.debrief.voice.levels import STEP, Floats
from voicecoach.debrief.words import signed

FIRST = 10.0
"""Seconds of the rep's speech that are Hello."""

REST = 20.0
"""Seconds of speech after it without which nothing is said."""

LEAST = 60
"""Voiced frames (about 1 s) without which a block has no pitch."""

FEWEST = 3
"""Blocks in the rest without which nothing is said."""

LONGEST = 10.0
"""A turn longer than this (s) is several blocks."""

WINDOWS = 500
DRAWS = 2000
SEED = 20

KINDS: tuple[tuple[str, str, str, float, float], ...] = (
    ("pitch", "Pitch", "st", 1.0, 0.8),
    ("range", "Pitch range", "st", 2.0, 0.2),
    ("loudness", "Loudness", "dB", 2.0, 0.2),
)
"""What is compared, its unit, from what size on a difference matters, and the per cent cut off at each end of its
interval: all three together may cry wolf once in twenty calls at most (see benchmarks/tone.py)."""


def hello(
    pitch: Floats, level: Floats, turn: npt.NDArray[np.intp], why_not: str = "", pitch_why: str = ""
) -> tuple[Hello, ...]:
    """Compares the first 10 s of speech with the rest.

    `pitch` (semitones, NaN where unvoiced) and `level` (dB) hold one value a frame of the rep's speech, pauses
    left out, in the order of the call; `turn` says which turn each belongs to. `why_not` withholds all,
    `pitch_why` what rests on pitch.
    """
    cut = round(FIRST / STEP)
    if not why_not and len(level) < cut + round(REST / STEP):
        why_not = f"it needs {FIRST + REST:.0f} s of your speech; {len(level) * STEP:.0f} s were heard"
    reasons = {name: why_not or (pitch_why if name != "loudness" else "") for name, *_ in KINDS}
    drawn: dict[str, _Drawn | None] = {}
    for source, values in (("pitch", pitch), ("loudness", level)):
        drawn[source] = None if reasons[source] else _drawn(np.asarray(values, np.float64), turn, cut)
    out = []
    for name, title, unit, size, tail in KINDS:
        found = drawn["loudness" if name == "loudness" else "pitch"]
        if found is None:
            why = reasons[name] or "too little voiced speech on one side"
            out.append(Hello(name, title, unit, None, None, None, False, "", why))
        else:
            out.append(_compared(name, title, unit, size, tail, found))
    return tuple(out)


class _Drawn(NamedTuple):
    """10th, 50th and 90th percentile of Hello (3,), and of 10 s made of random turns (windows, 3)."""

    first: npt.NDArray[np.float64]
    windows: npt.NDArray[np.float64]
    ratio: float
    """How many times as long as Hello the rest is."""
    blocks: int


def _percentiles(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    out: npt.NDArray[np.float64] = np.percentile(x[np.isfinite(x)], [10, 50, 90])
    return out


def _drawn(values: npt.NDArray[np.float64], turn: npt.NDArray[np.intp], cut: int) -> _Drawn | None:
    first, rest = values[:cut], values[cut:]
    if min(np.isfinite(first).sum(), np.isfinite(rest).sum()) < LEAST:
        return None
    one, other = _percentiles(first), _percentiles(rest)
    later = _blocks(rest, turn[cut:])
    if len(later) < FEWEST:
        return None
    # Hello is moved to the level of the rest first, so that a real difference does not widen what is chance
    pool = [*_blocks(first - one[1] + other[1], turn[:cut]), *later]
    rng = np.random.default_rng(SEED)
    found = (_window(pool, cut, rng) for _ in range(WINDOWS))
    windows = np.array([_percentiles(w) for w in found if np.isfinite(w).sum() >= LEAST])
    return _Drawn(one, windows, len(rest) / cut, len(later)) if len(windows) >= WINDOWS // 2 else None


def _blocks(values: npt.NDArray[np.float64], turn: npt.NDArray[np.intp]) -> list[npt.NDArray[np.float64]]:
    """Values by turn, long turns in equal parts; what has hardly any value is left out."""
    out: list[npt.NDArray[np.float64]] = []
    for part in np.split(values, np.flatnonzero(np.diff(turn)) + 1):
        n = max(1, round(len(part) * STEP / LONGEST))
        out += [p for p in np.array_split(part, n) if np.isfinite(p).sum() >= 8]
    return out


def _window(pool: list[npt.NDArray[np.float64]], cut: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """10 s of speech made of whole turns drawn at random, the last one cut where 10 s are over."""
    parts: list[npt.NDArray[np.float64]] = []
    have = 0
    while have < cut:
        parts.append(pool[int(rng.integers(len(pool)))][: cut - have])
        have += len(parts[-1])
    return np.concatenate(parts)


def _compared(name: str, title: str, unit: str, size: float, tail: float, drawn: _Drawn) -> Hello:
    def figure(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return p[..., 2] - p[..., 0] if name == "range" else p[..., 1]

    each = figure(drawn.windows)
    # against other 10 s, not against the whole rest: many turns together always span more than few
    value = float(np.mean(each) - figure(drawn.first))
    rng = np.random.default_rng(SEED)
    n = min(60, max(2, round(drawn.ratio)))
    later = each[rng.integers(0, len(each), (DRAWS, n))].mean(axis=1)
    chance = later - each[rng.integers(0, len(each), DRAWS)]
    chance = (chance - float(np.median(chance))) * _few(drawn.blocks)
    most, least = (float(v) for v in np.percentile(chance, [100 - tail, tail]))
    # few turns have no tails to speak of: the interval is no narrower than that of a normal distribution
    even = NormalDist(0.0, float(np.std(chance)) or 1e-9).inv_cdf(1 - tail / 100)
    most, least = max(most, even), min(least, -even)
    low, high = value - most, value - least
    changed = (low > 0 or high < 0) and abs(value) >= size
    told = _told(title, unit, value) if changed else f"{title}: no change that can be told from chance."
    return Hello(name, title, unit, round(value, 2), round(low, 2), round(high, 2), changed, told)


def _few(n: int) -> float:
    """How much wider the interval must be when it rests on `n` blocks only: few turns look more alike than they
    are. About the ratio of Student's t to the normal distribution at 1 %, and the degree of freedom that moving
    Hello took."""
    return (1.0 + 1.9 / n + 5.0 / n**2) * math.sqrt((n + 1) / max(n - 1, 1))


def _told(title: str, unit: str, value: float) -> str:
    words = {"Pitch": ("higher", "lower"), "Pitch range": ("wider", "narrower"), "Loudness": ("louder", "softer")}
    way = words[title][0 if value > 0 else 1]
    return f"{title}: {way} later than in your first 10 s ({signed(value, 1)} {unit})."
