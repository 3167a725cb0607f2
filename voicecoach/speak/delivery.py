"""How the client sounds, from how the client stands to the rep (pure).

A person who is closed speaks clipped and flat; one who has come to trust takes more time and lets the voice
move; one who is being pushed gets quicker, sharper and louder. All of it is relative to the persona's own
voice, rate and pitch, and small enough that the same person is always heard. The amounts are our own choice,
made by ear on espeak; tests/backends/test_delivery.py measures them on its sound.
"""

from __future__ import annotations

from voicecoach.ports import Delivery
from voicecoach.session import Trust

_CALM, _FURIOUS = 35, 85
"""Reactance from which annoyance is heard, and at which it is full (where the client hangs up)."""

_BY_ACT: dict[str, tuple[float, float]] = {
    "disclose": (0.92, 0.93),  # what hurts is told slowly and softly
    "reflex_no": (1.04, 1.0),  # a reflex is quick
    "warn": (0.96, 1.06),  # said so that it is heard
    "hang_up": (1.05, 1.06),
    "final_no": (0.95, 1.0),
}
"""Factors on rate and volume that go with what is being said."""


def openness(trust: Trust) -> float:
    """How open the client is, 0–1; the level counts for more than the trust that has not yet led to one."""
    return 0.65 * max(0, min(5, trust.level)) / 5 + 0.35 * max(0, min(100, trust.alliance)) / 100


def annoyance(trust: Trust) -> float:
    """How annoyed the client sounds, 0–1."""
    return max(0.0, min(1.0, (trust.reactance - _CALM) / (_FURIOUS - _CALM)))


def deliver(trust: Trust, voice: str = "", rate: int = 165, pitch: float = 1.0, act: str = "") -> Delivery:
    """How a persona with this voice, rate (words a minute) and pitch factor says an act in this state."""
    warm, sharp = openness(trust), annoyance(trust)
    pace, loudness = _BY_ACT.get(act, (1.0, 1.0))
    return Delivery(
        voice=voice,
        rate=round(rate * _between(1.08, 0.92, warm) * (1 + 0.10 * sharp) * pace),
        pitch=round(pitch * _between(0.96, 1.05, warm) * (1 + 0.07 * sharp), 3),
        volume=round(min(1.0, _between(0.82, 0.88, warm) * (1 + 0.14 * sharp) * loudness), 3),
        lilt=round(_between(0.45, 1.40, warm) * (1 + 0.35 * sharp), 3),
    )


def _between(closed: float, open_: float, share: float) -> float:
    return closed + (open_ - closed) * share
