"""The rep's own usual voice over earlier sessions, and how this one compares. Pure.

There is no accepted cut-off for monotony or pace, so the only yardstick is the rep's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from voicecoach.debrief.language import word_set
from voicecoach.debrief.measure import Measure

LEAST = 3
"""Sessions without which there is no `usual`."""

KEPT = word_set(
    """
    f0_median f0_range f0_sd level level_sd speech_rate syllable_rate articulation_rate pauses
    pause_length fillers response_latency talk_ratio terminal_rise
    """
)
"""Measures that may be compared between sessions. Loudness is here only relative to the rep's own loudest."""

SMALLEST = {"Hz": 6.0, "st": 0.5, "dB": 1.0, "words/min": 8.0, "syllables/s": 0.3, "per min": 1.5, "s": 0.2, "%": 5.0,
            "per 100 words": 0.7}  # fmt: skip
"""Differences that are too small to speak of, by unit, whatever the spread."""


def baseline(tones: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """What is usual, from earlier sessions' tone; None with fewer than three that hold anything.

    Each of `tones` is the `tone` of a debrief's JSON (or anything with its `measures`). The result is frozen
    into a new session as `baseline.json`: `{"sessions": n, "measures": {name: {"usual", "spread", "n"}}}`.
    """
    seen: dict[str, list[float]] = {}
    sessions = 0
    for tone in tones:
        found = {
            m["name"]: float(m["value"])
            for m in tone.get("measures", ())
            if m.get("valid") and m.get("value") is not None and m.get("name") in KEPT
        }
        sessions += bool(found)
        for name, value in found.items():
            seen.setdefault(name, []).append(value)
    if sessions < LEAST:
        return None
    rows = {name: _row(values) for name, values in sorted(seen.items()) if len(values) >= LEAST}
    return {"sessions": sessions, "measures": rows}


def _row(values: Sequence[float]) -> dict[str, float]:
    middle = median(values)
    spread = 1.4826 * median(abs(v - middle) for v in values)
    return {"usual": round(middle, 3), "spread": round(spread, 3), "n": len(values)}


def against(measures: Iterable[Measure], usual: Mapping[str, Any] | None) -> tuple[Measure, ...]:
    """The measures, each with what is usual for this rep and how it compares, where both are known."""
    rows = usual.get("measures", {}) if usual else {}
    return tuple(_compared(m, rows[m.name]) if m.valid and m.name in rows else m for m in measures)


def _compared(measure: Measure, row: Mapping[str, Any]) -> Measure:
    middle, spread = float(row["usual"]), float(row["spread"])
    assert measure.value is not None
    off = measure.value - middle
    if abs(off) <= max(2 * spread, SMALLEST.get(measure.unit, 0.0)):
        told = "as usual for you"
    else:
        told = f"{'more' if off > 0 else 'less'} than usual for you"
    return replace(measure, usual=round(middle, 2), against=told)
