"""Where the sentences of a turn lie, when the recogniser gave no times for its words. Pure.

A turn's speaking time is shared out by the letters of its sentences, and each boundary then moves to the nearest real
pause (the speech detector heard those) if there is one close by. So the times are about right, and are shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NEAR = 1.2
"""Seconds within which a pause is taken to be the one between two sentences."""

Pause = tuple[float, float]


def placed(text: str, start: float, end: float, pauses: Sequence[Pause] = ()) -> list[tuple[str, float, float]]:
    """The sentences of `text`, spoken from `start` to `end` (s), each with its own start and end (s), in order.
    `pauses` are silences in it, (start, end) in seconds. One sentence, or none, is the whole turn."""
    found = [s for s in re.split(r"(?<=[.!?…])\s+", text.strip()) if s]
    if len(found) < 2 or end <= start:
        return [(text, start, end)] if text else []
    inside = sorted((max(a, start), min(b, end)) for a, b in pauses if b > start and a < end)
    speaking = (end - start) - sum(b - a for a, b in inside)
    letters = sum(map(len, found))
    cuts: list[Pause] = []
    spoken, last = 0, start
    for sentence in found[:-1]:
        spoken += len(sentence)
        at = max(last, _at(start, speaking * spoken / letters, inside))
        near = min(inside, key=lambda p: abs((p[0] + p[1]) / 2 - at), default=None)
        if near and near[0] > last and abs((near[0] + near[1]) / 2 - at) <= NEAR:
            cuts.append(near)
        else:
            cuts.append((at, at))
        last = cuts[-1][1]
    begins, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    return [(s, round(a, 3), round(b, 3)) for s, a, b in zip(found, begins, ends, strict=True)]


def _at(start: float, spoken: float, pauses: Sequence[Pause]) -> float:
    """The moment when so many seconds of speech are over (s)."""
    at = start + spoken
    for a, b in pauses:
        if at <= a:
            break
        at += b - a
    return at
