"""Values of a debrief: what happened turn by turn, first contact, the Noes, empathy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.debrief.measure import Measure
from voicecoach.debrief.values_facts import Moment, Read
from voicecoach.session import Change, Trust

Viewpoint = Literal["client", "own", "unclear"]


@dataclass(frozen=True)
class LabelSeen:
    """A move, with the words that gave it away and how sure the labeller was (0–1)."""

    move: str
    title: str
    kind: str
    moment: Moment
    confidence: float
    why: str
    alliance: float = 0.0
    reactance: float = 0.0
    patience: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class TurnStory:
    """Why trust moved in one turn."""

    turn: int
    moment: Moment
    labels: tuple[LabelSeen, ...]
    before: Trust | None
    after: Trust | None
    besides: tuple[Change, ...]
    """What moved the state besides moves: first contact, calming down, time, the ends of a scale."""
    thought: str
    turning: str
    act: str
    reply: tuple[Moment, ...]


@dataclass(frozen=True)
class Correction:
    """A coach's correction of one turn's labels."""

    turn: int
    removed: tuple[str, ...]
    added: tuple[str, ...]
    who: str


@dataclass(frozen=True)
class Step:
    """The state after a turn: as it was, and as it would have been with the corrected labels."""

    turn: int
    original: Trust | None
    corrected: Trust | None


@dataclass(frozen=True)
class Recomputed:
    """The course with the coach's labels beside the original."""

    corrections: tuple[Correction, ...]
    steps: tuple[Step, ...]
    statement: str


@dataclass(frozen=True)
class LedgerStep:
    """What became of a belief, and by which sentence."""

    status: str
    belief: str
    moment: Moment


@dataclass(frozen=True)
class LedgerLine:
    """One belief of the client's about the rep."""

    about: str
    belief: str
    status: str
    moment: Moment
    followed: tuple[LedgerStep, ...] = ()


@dataclass(frozen=True)
class Credit:
    """One of the six things that make a first contact easy to trust."""

    name: str
    title: str
    earned: bool
    moment: Moment | None = None


@dataclass(frozen=True)
class FirstContactSeen:
    """From the greeting to the answer to the first No: words and voice, each on its own."""

    complete: bool
    impression: int | None
    credits: tuple[Credit, ...]
    violations: tuple[LabelSeen, ...]
    statement: str
    held_up: str
    voice: tuple[Measure, ...]
    ledger: tuple[LedgerLine, ...]
    first_read: Read | None = None
    span: Moment | None = None


@dataclass(frozen=True)
class NoCard:
    """A No, kept: what was said, the silence after it, what the rep did, and what lay behind."""

    turn: int
    kind: str
    client: Moment
    pause: float | None
    pause_note: str
    rep: Moment | None
    moves: tuple[str, ...]
    response: Literal["earned", "lost", "neutral", "none"]
    concern_after: float | None
    concern: Moment | None
    behind: str
    graceful: bool
    statement: str


@dataclass(frozen=True)
class Noes:
    """All of them."""

    cards: tuple[NoCard, ...]
    statement: str
    concern_after: float | None


@dataclass(frozen=True)
class Attempt:
    """An attempt at empathy: from whose seat, and whether it carries anything of the client's."""

    moment: Moment
    viewpoint: Viewpoint
    cue: str
    carries: tuple[str, ...]
    stock: bool
    asked: bool
    statement: str
    rewrite: str = ""
    from_words: Moment | None = None


@dataclass(frozen=True)
class Empathy:
    """Every attempt."""

    attempts: tuple[Attempt, ...]
    from_client: int
    from_own: int
    carrying: int
    statement: str
