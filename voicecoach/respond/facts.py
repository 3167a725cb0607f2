"""What the client may tell, and what it must tell now. Pure.

A locked fact is nowhere in a direction until its level is reached: what was never supplied cannot leak.
"""

from __future__ import annotations

from collections.abc import Collection

from voicecoach.respond.matching import cue_at
from voicecoach.scenario import Locked, Scenario

INVITING = frozenset({"open_q", "implication_q", "clarify"})


def allowed(scenario: Scenario, level: int, told: Collection[str]) -> tuple[str, ...]:
    """Ids that may be spoken of: all that is public, what was told already, what trust has unlocked."""
    public = tuple(fact.id for fact in scenario.public)
    return public + tuple(x.id for x in scenario.locked if x.id in told or x.level <= level)


def unlocked(scenario: Scenario, before: int, after: int, told: Collection[str]) -> tuple[str, ...]:
    """Ids of what this turn unlocked."""
    return tuple(x.id for x in scenario.locked if before < x.level <= after and x.id not in told)


def due(scenario: Scenario, level: int, told: Collection[str], text: str, moves: Collection[str]) -> str:
    """The id of the fact to be told now: the lowest one that is unlocked and untold; empty when there is none.

    What it is a kindness not to pry into is told when the rep asks about it, or unasked one level later.
    """
    for fact in sorted(scenario.locked, key=lambda x: x.level):
        if fact.id in told or fact.level > level:
            continue
        if not fact.not_prying or level > fact.level or asked_about(fact, text, moves):
            return fact.id
    return ""


def asked_about(fact: Locked, text: str, moves: Collection[str]) -> bool:
    """Whether the rep asked about it: by its words, or (with no words at hand) by any open question."""
    if not text:
        return bool(INVITING & set(moves))
    return any(cue_at(text, cue) >= 0 for cue in fact.asked)
