"""Hello against later: does the voice of the first 10 s differ from the rest? Pure numpy, seeded.

A block bootstrap: neighbouring frames are alike, so whole blocks are drawn again, never single frames. A
difference is claimed only where the interval leaves out 0 *and* its size matters.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.levels import STEP, Floats
from voicecoach.debrief.values import Hello
from voicecoach.debrief.words import signed

FIRST = 10.0
"""Seconds of the rep's speech that are Hello."""

BLOCK = 0.8
"""Seconds of speech in a block: about a phrase."""

LEAST = 6
"""Blocks on each side without which nothing is said."""

MOST = 100
"""Blocks of the rest that are used, evenly chosen: a longer call costs no more."""

DRAWS = 800
SEED = 20
TAIL = 0.8
"""Per cent cut off at each end of the interval. Three things are looked at, and ten blocks are few: the plain
2.5 % would cry wolf more often than once in twenty."""

Frames = npt.NDArray[np.floating[Any]]
KINDS: tuple[tuple[str, str, str, float], ...] = (
    ("pitch", "Pitch", "st", 1.0),
    ("range", "Pitch range", "st", 2.0),
    ("loudness", "Loudness", "dB", 2.0),
)
"""What is compared, its unit, and from what size on a difference matters."""


def hello(pitch: Floats, level: Floats, why_not: str = "", pitch_why: str = "") -> tuple[Hello, ...]:
    """Compares the first 10 s of speech with the rest.

    `pitch` (semitones, NaN where unvoiced) and `level` (dB) hold one value a frame of the rep's speech, pauses
    left out, in the order of the call. `why_not` withholds all, `pitch_why` what rests on pitch.
    """
    cut = round(FIRST / STEP)
    if not why_not and len(level) < cut + round(LEAST * BLOCK / STEP):
        why_not = f"it needs more than {FIRST + LEAST * BLOCK:.0f} s of your speech"
    reasons = {name: why_not or (pitch_why if name != "loudness" else "") for name, *_ in KINDS}
    drawn: dict[str, _Drawn | None] = {}
    for source, values in (("pitch", pitch), ("loudness", level)):
        drawn[source] = None if reasons[source] else _drawn(np.asarray(values, np.float64), cut)
    out = []
    for name, title, unit, size in KINDS:
        found = drawn["loudness" if name == "loudness" else "pitch"]
        if found is None:
            why = reasons[name] or "too little voiced speech on one side"
            out.append(Hello(name, title, unit, None, None, None, False, "", why))
        else:
            out.append(_compared(name, title, unit, size, found))
    return tuple(out)


def _blocks(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Values as (blocks, frames), at most `MOST` blocks; NaN stays where there is no value."""
    size = round(BLOCK / STEP)
    n = len(values) // size
    blocks: npt.NDArray[np.float64] = values[: n * size].reshape(n, size)
    blocks = blocks[np.isfinite(blocks).sum(axis=1) >= 4]
    if len(blocks) > MOST:
        blocks = blocks[np.linspace(0, len(blocks) - 1, MOST).round().astype(int)]
    return blocks


class _Drawn(NamedTuple):
    """10th, 50th and 90th percentile of both parts: as found (3,), and in every draw (draws, 3)."""

    first: npt.NDArray[np.float64]
    rest: npt.NDArray[np.float64]
    firsts: npt.NDArray[np.float64]
    rests: npt.NDArray[np.float64]


def _drawn(values: npt.NDArray[np.float64], cut: int) -> _Drawn | None:
    first, rest = _blocks(values[:cut]), _blocks(values[cut:])
    if min(len(first), len(rest)) < LEAST:
        return None
    rng = np.random.default_rng(SEED)
    return _Drawn(
        _percentiles(first.ravel()[None])[0], _percentiles(rest.ravel()[None])[0], _draws(first, rng), _draws(rest, rng)
    )


def _draws(blocks: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Percentiles of as many draws of whole blocks, a bounded number at a time."""
    n, parts = len(blocks), []
    for _ in range(DRAWS // 100):
        chosen = rng.integers(0, n, (100, n))
        parts.append(_percentiles(blocks[chosen].reshape(100, -1)))
    return np.concatenate(parts)


def _percentiles(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """10th, 50th and 90th percentile of the finite values of each row."""
    ordered = np.sort(rows, axis=1)  # NaN goes to the end
    last = np.isfinite(ordered).sum(axis=1) - 1
    places = np.outer(last, (0.1, 0.5, 0.9))
    low = np.floor(places).astype(int)
    a = np.take_along_axis(ordered, low, axis=1)
    b = np.take_along_axis(ordered, np.minimum(low + 1, last[:, None]), axis=1)
    out: npt.NDArray[np.float64] = a + (b - a) * (places - low)
    return out


def _compared(name: str, title: str, unit: str, size: float, drawn: _Drawn) -> Hello:
    def figure(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return p[..., 2] - p[..., 0] if name == "range" else p[..., 1]

    value = float(figure(drawn.rest) - figure(drawn.first))
    spread = figure(drawn.rests) - figure(drawn.firsts)
    # centred on what was found: a range drawn from repeated blocks comes out too narrow
    spread = spread + (value - float(np.median(spread)))
    low, high = (float(v) for v in np.percentile(spread, [TAIL, 100 - TAIL]))
    changed = (low > 0 or high < 0) and abs(value) >= size
    told = _told(title, unit, value) if changed else f"{title}: no change that can be told from chance."
    return Hello(name, title, unit, round(value, 2), round(low, 2), round(high, 2), changed, told)


def _told(title: str, unit: str, value: float) -> str:
    words = {"Pitch": ("higher", "lower"), "Pitch range": ("wider", "narrower"), "Loudness": ("louder", "softer")}
    way = words[title][0 if value > 0 else 1]
    return f"{title}: {way} later than in your first 10 s ({signed(value, 1)} {unit})."
