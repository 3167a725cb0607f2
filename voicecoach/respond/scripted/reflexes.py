"""The word a client says before an answer that is slow in coming: curt while it is closed, thoughtful once it is open."""

from __future__ import annotations

import random
from collections.abc import Callable

from voicecoach.ports import Direction
from voicecoach.respond.acts import ENDS
from voicecoach.respond.scripted.bank import bank_for
from voicecoach.scenario import Scenario

OPEN_FROM = 3
"""The level from which a client thinks aloud with the rep."""


def reflexes(scenario: Scenario, seed: int) -> Callable[[Direction], str]:
    """What gives the word for a direction, each in its turn; "" in a language without any, and before an end, which
    is not hesitated over."""
    bank = bank_for(scenario.language, scenario.client.manner)

    def word(direction: Direction) -> str:
        lines = list(bank.lines("slow_open" if direction.trust.level >= OPEN_FROM else "slow_closed"))
        if not lines or direction.act in ENDS:
            return ""
        random.Random(seed).shuffle(lines)
        return lines[direction.turn % len(lines)]

    return word
