"""Everything that happens in a session, as frozen moments, grouped by the arrow they travel on.

A session *is* its list of events: the live view, the saved session, the debrief and the replay are all
readers of it. Each has `t`, seconds on the session clock at which it became known. Events are only ever added;
a correction is a new event. Fields may be added with a default; names are never changed, for they stand in every
saved session (event_json.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from voicecoach.session import Change, Label, Trust, Word

NoKind = Literal["reflex", "condition", "final"]


@dataclass(frozen=True)
class Event:
    """A moment `t` seconds after the session began."""

    t: float


# --- the frame ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Began(Event):
    """The call began; the clock stands at `t` (0). The card is in session.json."""


@dataclass(frozen=True)
class Ended(Event):
    """The call is over. `outcome` is next_step, hang_up, final_no, polite_end, rep_left, stopped or failed;
    `by` is who ended it (rep, client, program); `why` is patience, reactance, trust, insult, time, …"""

    outcome: str
    by: str
    why: str = ""


@dataclass(frozen=True)
class Trouble(Event):
    """Something failed and was survived: which stage, the cause, and what was done about it."""

    stage: str
    cause: str
    done: str = ""


# --- hear -> understand ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SpeechBegan(Event):
    """The rep began to speak at `at`; `over_client` when the client was speaking then."""

    at: float
    over_client: bool = False


@dataclass(frozen=True)
class TurnEnded(Event):
    """The rep's turn `turn` ran from `start` to `end`; `pauses` are the silences inside it."""

    turn: int
    start: float
    end: float
    pauses: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Overflow(Event):
    """Sound was lost: `lost` seconds in `where` (microphone, speaker)."""

    lost: float
    where: str


@dataclass(frozen=True)
class Device(Event):
    """A device changed: `what` is opened, lost, back, muted, unmuted, echo_cancelling or half_duplex."""

    what: str
    name: str = ""


# --- understand -> respond ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard(Event):
    """What the recogniser `by` understood of turn `turn`; `words` only where it gives word times."""

    turn: int
    text: str
    start: float
    end: float
    by: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Unheard(Event):
    """Sound of the rep's that was not taken as words: `reason` is empty, repetition or hallucination."""

    turn: int
    start: float
    end: float
    reason: str


@dataclass(frozen=True)
class Labelled(Event):
    """The moves heard in a turn, by which version of the labeller."""

    turn: int
    labels: tuple[Label, ...]
    by: str = ""


@dataclass(frozen=True)
class TakenBack(Event):
    """Turn `turn` and all that followed from it no longer count: the rep asked to take it `again`, or had only
    paused and `went_on`, so that what was taken for two turns is one."""

    turn: int
    why: str = "again"


# --- respond -> speak --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moved(Event):
    """How turn `turn` moved the state, and each move's share in it. `thought` is what went through the
    client's mind, in the client's voice."""

    turn: int
    before: Trust
    after: Trust
    changes: tuple[Change, ...] = ()
    thought: str = ""


@dataclass(frozen=True)
class FirstContact(Event):
    """First contact is over: the credits earned, the violations, and the impression they made."""

    turn: int
    credits: tuple[str, ...]
    violations: tuple[str, ...]
    impression: int


@dataclass(frozen=True)
class Impression(Event):
    """One line of the client's ledger: a belief about the rep, the words and the second that caused it.
    `status` is formed, confirmed or overturned; `about` names the line (an id) so that it can be followed."""

    turn: int
    about: str
    belief: str
    quote: str
    at: float
    status: Literal["formed", "confirmed", "overturned"] = "formed"


@dataclass(frozen=True)
class Decided(Event):
    """What the client decided to do in answer to turn `turn` (0 for the greeting), before any words."""

    turn: int
    act: str
    level: int
    unlocked: tuple[str, ...] = ()  # ids of locked facts that may be told from now on
    told: tuple[str, ...] = ()  # ids of locked facts told in this very reply


@dataclass(frozen=True)
class SaidNo(Event):
    """The client said No in its reply to turn `turn`."""

    turn: int
    no: NoKind
    text: str = ""


@dataclass(frozen=True)
class Tested(Event):
    """The client tested the trust (`stage` posed), or the test was seen to be met or failed."""

    turn: int
    test: str
    stage: Literal["posed", "met", "failed"]
    by: tuple[str, ...] = ()  # the moves that met or failed it


@dataclass(frozen=True)
class Warned(Event):
    """The client warned, aloud, that the call may end."""

    turn: int
    why: str = ""


@dataclass(frozen=True)
class Blocked(Event):
    """The guard kept a sentence of the model's from being spoken; `rule` says which one."""

    turn: int
    rule: str


@dataclass(frozen=True)
class Reply(Event):
    """How long turn `turn` was answered in: seconds from the rep's true end of speech to the first reply
    sound, and to the first sound that carries content (the same unless a reflex opened the reply)."""

    turn: int
    first_sound: float
    first_content: float


# --- speak -> the rep's ear --------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClientSaid(Event):
    """One sentence of the client's as it was really played, from `start` to `end`. When it was `cut` by the
    rep, `text` holds only what was heard and `intended` the whole. `origin` is written, reflex or model."""

    turn: int
    text: str
    start: float
    end: float
    act: str = ""
    origin: str = "written"
    cut: bool = False
    intended: str = ""


@dataclass(frozen=True)
class Interrupted(Event):
    """The rep took the floor while the client spoke, at `at`; silence came after `silent_after` seconds."""

    turn: int
    at: float
    silent_after: float = 0.0


# --- the rep's own view, and the coach's -------------------------------------------------------------------


@dataclass(frozen=True)
class RepSays(Event):
    """What the rep said of the call: `topic` is intended_impression, first_read, read_worry, read_decides,
    read_openness, how_it_went or do_differently."""

    topic: str
    text: str


@dataclass(frozen=True)
class Corrected(Event):
    """A coach (`who`) corrected the labels of a turn; the original stays where it is."""

    turn: int
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True)
class Prose(Event):
    """What a language model wrote about the session; `dropped` counts sentences without a verbatim quote."""

    by: str
    text: str
    opinions: dict[str, str] = field(default_factory=dict)
    dropped: int = 0


@dataclass(frozen=True)
class Unknown(Event):
    """An event of a newer version: kept as it was read, never lost."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
