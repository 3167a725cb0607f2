"""The fitted heads: logits from named features, turned into 0–1 figures where 0.5 decides."""

from __future__ import annotations

import math
from functools import lru_cache

from voicecoach.understand.moves_features import features
from voicecoach.understand.moves_weights import WEIGHTS

HEADS = ("question", "open", "reflection", "advice", "input")


def _marked(text: str) -> bool:
    """Whether marks may be weighed: only where there is one at all."""
    return any(m in text for m in ".?!,")


@lru_cache(maxsize=512)
def heads(text: str, previous: str = "") -> dict[str, float]:
    """Probability-like figures for each head; all 0 for a text without words."""
    found = features(text, previous)
    if "no words" in found:
        return dict.fromkeys(HEADS, 0.0)
    kind = "marked" if _marked(text) else "plain"
    out = {}
    for head in HEADS:
        weights = WEIGHTS[head][kind]
        logit = sum(value * weights.get(name, 0.0) for name, value in found.items())
        out[head] = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    return out
