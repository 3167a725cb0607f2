"""What a debrief is made of: plain frozen values that go to JSON as they stand (see schema.json).

Every claim carries a `Moment`: the words, and the seconds between which they can be heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from voicecoach.debrief.measure import Measure
from voicecoach.session import Change, Trust, Who

SCHEMA = 1
"""Version of the debrief's JSON."""

Viewpoint = Literal["client", "own", "unclear"]
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

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values, valid by schema.json."""
        from voicecoach.debrief.plain import plain

        value: dict[str, Any] = plain(self)
        return value
