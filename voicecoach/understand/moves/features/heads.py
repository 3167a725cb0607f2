"""The fitted heads: logits from named features, turned into 0–1 figures where 0.5 decides.

A head is a weighted sum of features (weights.py); for questions, openness and reflection it is the mean of that sum
and of a sum of small trees (trees.py), which hear what a straight line cannot: the same words mean one thing in a
short turn about the client and another in a long one about the matter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from voicecoach.understand.moves.features.trees import TREES, Tree
from voicecoach.understand.moves.features.turn import features, marked
from voicecoach.understand.moves.features.weights import WEIGHTS

HEADS = ("question", "open", "reflection", "advice", "input")
LECTURE = ("p urge", "p confronts", "p rebukes", "p worries aloud", "p advise", "three signs of lecturing")
LISTENS = ("p sounds you", "p you feel")


WEIGHED = ("takes it in", "is warm", "brushes it off", "takes up some", "any about you")
"""Features that are weighed for listening as they are."""


def lectures(found: Mapping[str, float]) -> float:
    """1 when a turn urges, confronts, rebukes or advises without any cue of listening; else 0."""
    if max(found.get(n, 0.0) for n in LISTENS):
        return 0.0
    return max(found.get(n, 0.0) for n in LECTURE)


def finished(figures: Mapping[str, float], found: Mapping[str, float]) -> dict[str, float]:
    """The heads' figures with what rules make of them: who lectures or counsels is not praised lightly for listening.

    What sounds like listening inside a lecture counts a quarter less, beside counsel up to a quarter less, by its strength.
    Some named features (0–1) that `listening` weighs are added.
    """
    out = {"lectures": lectures(found), "counsels": found.get("counsel strongest", 0.0)}
    reflection = figures["reflection"] * (1 - 0.25 * out["lectures"]) * (1 - 0.25 * out["counsels"])
    out |= {name: found.get(name, 0.0) for name in WEIGHED}
    return {**figures, **out, "reflection": reflection}


@lru_cache(maxsize=512)
def heads(text: str, previous: str = "") -> dict[str, float]:
    """Probability-like figures for each head, and what `finished` adds; all 0 for a text without words."""
    found = features(text, previous)
    if "no words" in found:
        return finished(dict.fromkeys(HEADS, 0.0), {})
    plain = not marked(text)
    out = {}
    for i, head in enumerate(HEADS):
        column = 2 * i + plain
        logit = sum(value * WEIGHTS[name][column] for name, value in found.items() if name in WEIGHTS)
        if head in TREES:
            logit = (logit + grown(TREES[head], found)) / 2
        out[head] = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    return finished(out, found)


def grown(trees: tuple[Tree, ...], found: Mapping[str, float]) -> float:
    """The sum of the leaves that the features lead to: from question k a no leads to 2k + 1, a yes to 2k + 2."""
    total = 0.0
    for names, limits, leaves in trees:
        place = 0
        while place < len(names):
            place = 2 * place + 1 + (found.get(names[place], 0.0) > limits[place])
        total += leaves[place - len(names)]
    return total


def listening(figures: Mapping[str, float]) -> float:
    """How much a turn listens (0–1), to be averaged over a conversation: what it reflects, takes in, takes up and asks openly,
    less what lectures, advises, informs or brushes off. The shares are our own design; they sum up
    so that nothing has to be cut off at 0 or 1."""
    harm = max(0.6 * figures["lectures"], 0.6 * figures["counsels"], figures["advice"])
    gain = (
        0.33 * figures["reflection"]
        + 0.1 * figures["takes it in"]
        + 0.07 * figures["is warm"]
        + 0.04 * figures["takes up some"]
        + 0.04 * figures["any about you"]
        + 0.04 * figures["question"] * figures["open"]
    )
    return 0.38 + gain - 0.22 * harm - 0.06 * figures["input"] - 0.1 * figures["brushes it off"]
