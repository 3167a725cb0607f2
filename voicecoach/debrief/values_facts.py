"""Values of a debrief: evidence, how the call ended, the three vital facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.session import Who

Outcome = Literal["met", "failed", "open"]


@dataclass(frozen=True)
class Moment:
    """Words that were said, when (s, session clock), by whom. `exact` is false where a time inside a turn is
    estimated because the recogniser gives none for single words."""

    turn: int
    who: Who
    text: str
    start: float
    end: float
    exact: bool = True


@dataclass(frozen=True)
class About:
    """Which session this is, and what the debrief rests on."""

    session: str
    created: str
    scenario: str
    title: str
    difficulty: str
    seed: int
    rep: str
    client_name: str
    client_role: str
    client: str
    recogniser: str
    hearing: str
    program: str
    labeller: str
    duration: float
    complete: bool
    turns: int
    takes: int
    word_times: bool
    sound: bool


@dataclass(frozen=True)
class Own:
    """What the rep said of the call, beside what was found."""

    topic: str
    question: str
    said: str
    found: str
    evidence: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class FactSeen:
    """Something the client hid: was it found, and when was it told?"""

    id: str
    text: str
    level: int
    found: bool
    not_prying: bool
    moment: Moment | None = None


@dataclass(frozen=True)
class Ending:
    """How it ended."""

    outcome: str
    by: str
    why: str
    sentence: str
    level: int | None
    peak_level: int | None
    meaning: str
    success: bool | None
    success_note: str
    worry: str
    decides: str
    facts: tuple[FactSeen, ...]
    last_words: Moment | None = None


@dataclass(frozen=True)
class Quality:
    """A quality the rep meant to show, and what the client had to go by."""

    wanted: str
    verdict: Literal["shown", "mixed", "contradicted", "not shown"]
    for_it: tuple[Moment, ...]
    against_it: tuple[Moment, ...]


@dataclass(frozen=True)
class Read:
    """The rep's read of the client against the truth; `right` is None where it cannot be told."""

    topic: str
    said: str
    truth: str
    right: bool | None
    note: str


@dataclass(frozen=True)
class Perception:
    """First vital fact."""

    intended: str
    qualities: tuple[Quality, ...]
    reads: tuple[Read, ...]
    statement: str
    why_not: str = ""


@dataclass(frozen=True)
class Inspired:
    """Second vital fact: peak − start of the alliance."""

    start: int | None
    peak: int | None
    gained: int | None
    statement: str
    why_not: str = ""
    peak_moment: Moment | None = None


@dataclass(frozen=True)
class Trial:
    """One test of trust: how it was posed, and how it was met."""

    id: str
    kind: str
    outcome: Outcome
    by: tuple[str, ...]
    posed: Moment | None = None
    answer: Moment | None = None


@dataclass(frozen=True)
class Breach:
    """A turn that cost trust, and whether what was lost came back."""

    moves: tuple[str, ...]
    lost: int
    repaired: bool
    note: str
    moment: Moment
    repair: Moment | None = None


@dataclass(frozen=True)
class Maintained:
    """Third vital fact."""

    tested: bool
    tests: tuple[Trial, ...]
    breaches: tuple[Breach, ...]
    statement: str
    why_not: str = ""


@dataclass(frozen=True)
class VitalFacts:
    """Three facts, never one number."""

    perception: Perception
    inspired: Inspired
    maintained: Maintained
