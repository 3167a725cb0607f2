"""Values of the alliance: its state, and what one rep turn did to it. Pure.

A is alliance 0–100, R reactance 0–100, P patience 0–100, I the impression −2…+2, L the level 0–5, C the ceiling
of A (100; 45 after deception or an insult).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voicecoach.session import Change, Trust


@dataclass(frozen=True)
class State:
    """Where the alliance stands. Never changed in place: `step` returns the next one."""

    alliance: int
    reactance: int
    patience: int
    start: int
    peak: int
    impression: int = 0
    level: int = 0
    ceiling: int = 100
    turn: int = 0
    evidence: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()  # violations of first contact
    opened: bool = False  # first contact is over
    freeze: int = 0  # turns in which nothing is gained
    clean: int = 0  # turns in a row without a violation
    low: int = 0  # turns in a row with hardly any trust
    insults: int = 0
    open_questions: int = 0
    question_run: int = 0
    since_summary: int = 9
    lost: int = 0  # what the last violation really cost; an apology returns a share of it
    counts: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)
    warned: bool = False
    over: str = ""

    @property
    def trust(self) -> Trust:
        """The state as others may see it."""
        return Trust(self.alliance, self.reactance, self.patience, self.impression, self.level, self.ceiling)


@dataclass(frozen=True)
class Contact:
    """How first contact went."""

    credits: tuple[str, ...]
    violations: tuple[str, ...]
    impression: int


@dataclass(frozen=True)
class Outcome:
    """What one rep turn did. The `changes` add up exactly to the movement from `before` to `after`."""

    state: State
    before: Trust
    after: Trust
    moves: tuple[str, ...]  # as the table read them: an early pitch, an assumption …
    changes: tuple[Change, ...]
    violations: tuple[str, ...] = ()
    contact: Contact | None = None  # set on the turn that ends first contact
    warning: str = ""  # patience, reactance or trust: must be said now, aloud
    over: str = ""  # next_step, insult, patience, reactance, trust or polite_end
    held_by: tuple[str, ...] = ()  # why the next level was not reached: alliance, reactance, evidence, violation, top

    @property
    def level_change(self) -> int:
        """+1, 0 or −1."""
        return self.after.level - self.before.level
