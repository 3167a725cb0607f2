"""The fitted heads: logits from named features, turned into 0–1 figures where 0.5 decides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from voicecoach.understand.moves.features.turn import features
from voicecoach.understand.moves.features.weights import WEIGHTS

HEADS = ("question", "open", "reflection", "advice", "input")
LECTURE = ("p urge", "p confronts", "p rebukes", "p worries aloud", "p advise", "three signs of lecturing")
LISTENS = ("p sounds you", "p you feel")


def _marked(text: str) -> bool:
    """Whether marks may be weighed: only where there is one at all."""
    return any(m in text for m in ".?!,")


def lectures(found: Mapping[str, float]) -> float:
    """1 when a turn urges, confronts, rebukes or advises without any cue of listening; else 0."""
    if max(found.get(n, 0.0) for n in LISTENS):
        return 0.0
    return max(found.get(n, 0.0) for n in LECTURE)


def tempered(reflection: float, found: Mapping[str, float]) -> float:
    """A lecture is never praised lightly: what sounds like listening inside one counts two fifths less."""
    return reflection * (1 - 0.4 * lectures(found))


@lru_cache(maxsize=512)
def heads(text: str, previous: str = "") -> dict[str, float]:
    """Probability-like figures for each head, and `lectures`; all 0 for a text without words."""
    found = features(text, previous)
    if "no words" in found:
        return dict.fromkeys((*HEADS, "lectures"), 0.0)
    plain = not _marked(text)
    out = {"lectures": lectures(found)}
    for i, head in enumerate(HEADS):
        column = 2 * i + plain
        logit = sum(value * WEIGHTS[name][column] for name, value in found.items() if name in WEIGHTS)
        out[head] = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    out["reflection"] = tempered(out["reflection"], found)
    return out


def listening(figures: Mapping[str, float]) -> float:
    """How much a turn listens (0–1), to be averaged over a conversation: reflection, less what lectures and advises."""
    harm = max(0.6 * figures["lectures"], figures["advice"])
    return max(0.0, min(1.0, 0.25 + 0.75 * figures["reflection"] - 0.25 * harm - 0.1 * figures["input"]))
