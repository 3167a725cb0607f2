"""Values of a call as the client's side sees it: where it stands, a turn that was heard, the step it leads to. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach import events as ev
from voicecoach.ports import Direction, Exchange
from voicecoach.respond import ledger
from voicecoach.respond.alliance.state import State
from voicecoach.respond.alliance.table import Terms
from voicecoach.scenario import Scenario
from voicecoach.session import Difficulty, Label, Trust


@dataclass(frozen=True)
class RepTurn:
    """One turn of the rep's as it was understood. Times in seconds on the session clock; `number` is the turn's
    number in the session (0: the next one)."""

    text: str
    labels: tuple[Label, ...] = ()
    start: float = 0.0
    end: float = 0.0
    number: int = 0
    by: str = ""  # version of the labeller


@dataclass(frozen=True)
class Call:
    """Where a call stands, seen from the client's side."""

    scenario: Scenario
    difficulty: Difficulty
    seed: int
    terms: Terms
    state: State
    final: bool = False
    """This seed's client means its No."""
    turn: int = 0
    history: tuple[Exchange, ...] = ()
    answered: bool = False
    """The solicitation has had its first reply."""
    hellos: int = 0
    hello_moves: tuple[str, ...] = ()
    """Heard in turns that were only hellos; they count with the first real turn."""
    nods: int = 0
    speech: float = 0.0
    act: str = ""
    final_said: int = 0
    told: tuple[str, ...] = ()
    ledger: tuple[ledger.Line, ...] = ()
    tested: tuple[str, ...] = ()
    pending_test: str = ""
    test_at: int = 0
    opened_at: int = 0
    """Turn of the table at which level 2 was first reached."""
    challenged: tuple[str, ...] = ()
    """False claims that the client has already challenged."""
    cut_short: str = ""
    over: ev.Ended | None = None

    @property
    def trust(self) -> Trust:
        """The state as others may see it."""
        return self.state.trust


@dataclass(frozen=True)
class Step:
    """What comes of a turn: the next call, what to say, what happened, and how the call ends with this reply."""

    call: Call
    direction: Direction | None
    events: tuple[ev.Event, ...] = ()
    over: ev.Ended | None = None
