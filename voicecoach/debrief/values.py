"""What a debrief is made of: plain frozen values that go to JSON as they stand (see schema.json).

Every claim carries a `Moment`: the words, and the seconds between which they can be heard. The values of single
sections stand in values_facts.py and values_turns.py; all of them can be had from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voicecoach.debrief.measure import Measure
from voicecoach.debrief.values_facts import (
    About,
    Breach,
    Ending,
    FactSeen,
    Inspired,
    Maintained,
    Moment,
    Outcome,
    Own,
    Perception,
    Quality,
    Read,
    Trial,
    VitalFacts,
)
from voicecoach.debrief.values_turns import (
    Attempt,
    Correction,
    Credit,
    Empathy,
    FirstContactSeen,
    LabelSeen,
    LedgerLine,
    LedgerStep,
    NoCard,
    Noes,
    Recomputed,
    Step,
    TurnStory,
    Viewpoint,
)
from voicecoach.session import Who

SCHEMA = 1
"""Version of the debrief's JSON."""


@dataclass(frozen=True)
class Listening:
    """Questions and listening."""

    measures: tuple[Measure, ...]
    questions: tuple[LabelSeen, ...]
    promises: tuple[Moment, ...]
    interruptions: tuple[Moment, ...]
    longest: Moment | None
    statement: str


@dataclass(frozen=True)
class Hello:
    """One comparison of the first 10 s of the rep's speech with the rest; `low`…`high` is the interval that
    the bootstrap gives for later − hello. `changed` needs it to exclude 0 and the size to matter."""

    name: str
    title: str
    unit: str
    difference: float | None
    low: float | None
    high: float | None
    changed: bool
    statement: str
    why_not: str = ""


@dataclass(frozen=True)
class Lane:
    """One voice along the call: a point each `step` s; None where this voice is silent."""

    who: Who
    step: float
    level: tuple[float | None, ...]
    pitch: tuple[float | None, ...]


@dataclass(frozen=True)
class Tone:
    """The rep's voice: measures, hello against later, both voices along the time line."""

    measures: tuple[Measure, ...]
    hello: tuple[Hello, ...]
    lanes: tuple[Lane, ...]
    statement: str
    why_not: str = ""
    sessions: int = 0


@dataclass(frozen=True)
class StageSeen:
    """A stage of the sale, when it was reached, by which words."""

    name: str
    title: str
    reached: bool
    moment: Moment | None = None


@dataclass(frozen=True)
class Stages:
    """Need expressed, solution, cooperation; and when the rep began to sell."""

    stages: tuple[StageSeen, ...]
    selling: Moment | None
    early: bool | None
    statement: str


@dataclass(frozen=True)
class Practice:
    """Keep one, change one, practise one."""

    keep: str
    change: str
    practise: str
    command: str
    keep_moment: Moment | None = None
    change_moment: Moment | None = None


@dataclass(frozen=True)
class ProseSeen:
    """What a language model added. Its opinion stands beside the computed one and never replaces it."""

    by: str
    text: str
    opinions: dict[str, str]
    dropped: int


@dataclass(frozen=True)
class Debrief:
    """The whole debrief, in the order in which it is read."""

    schema: int
    about: About
    own: tuple[Own, ...]
    ending: Ending
    vital: VitalFacts
    trust: tuple[TurnStory, ...]
    corrected: Recomputed | None
    first_contact: FirstContactSeen
    noes: Noes
    empathy: Empathy
    listening: Listening
    tone: Tone
    stages: Stages
    practice: Practice
    takes: tuple[Moment, ...]
    prose: tuple[ProseSeen, ...]
    not_measured: tuple[str, ...]
    remarks: tuple[str, ...]

    def retake(self, take: Moment) -> Moment | None:
        """The turn that was said in place of a take; None when the call ended before one was."""
        return next((s.moment for s in self.trust if s.moment.start > take.start), None)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values, valid by schema.json."""
        from voicecoach.debrief.plain import plain

        value: dict[str, Any] = plain(self)
        return value


__all__ = [
    "SCHEMA",
    "About",
    "Attempt",
    "Breach",
    "Correction",
    "Credit",
    "Debrief",
    "Empathy",
    "Ending",
    "FactSeen",
    "FirstContactSeen",
    "Hello",
    "Inspired",
    "LabelSeen",
    "Lane",
    "LedgerLine",
    "LedgerStep",
    "Listening",
    "Maintained",
    "Moment",
    "NoCard",
    "Noes",
    "Outcome",
    "Own",
    "Perception",
    "Practice",
    "ProseSeen",
    "Quality",
    "Read",
    "Recomputed",
    "StageSeen",
    "Stages",
    "Step",
    "Tone",
    "Trial",
    "TurnStory",
    "Viewpoint",
    "VitalFacts",
]
