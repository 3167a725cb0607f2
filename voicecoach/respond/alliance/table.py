"""The alliance table: every number of the model, in one place; the files beside it apply it.

A is alliance 0–100, R reactance 0–100, P patience 0–100, I the impression −2…+2, L the level 0–5. The guide,
docs/alliance.md, explains the table to coaches and names the sources its directions rest on; the weights are our
own design. A scenario may override any number that `OVERRIDES` names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from voicecoach.session import Difficulty

# --- the table --------------------------------------------------------------------------------------------


class Weight(NamedTuple):
    """What one move does to alliance, reactance and patience."""

    alliance: int
    reactance: int
    patience: int


EARNS: dict[str, Weight] = {  # A, R, P
    "permission": Weight(3, -6, 3),
    "accept_no": Weight(4, -6, 2),
    "reflect": Weight(5, -3, 2),
    "echo": Weight(2, -1, 0),
    "open_q": Weight(3, -1, 0),
    "clarify": Weight(3, -2, 0),
    "implication_q": Weight(4, 0, 0),
    "insight": Weight(4, -1, 1),
    "reframe": Weight(4, 0, 0),
    "answer": Weight(2, -2, 2),
    "waits": Weight(2, -2, 0),
    "fitted_option": Weight(4, -3, 0),
    "cobuild": Weight(5, -2, 1),
    "candour": Weight(6, -3, 0),
    "summary": Weight(6, -3, 2),
}
LOSES: dict[str, Weight] = {
    "advise": Weight(-6, 8, 0),
    "argue": Weight(-8, 12, 0),
    "pressure": Weight(-10, 15, 0),
    "pitch_early": Weight(-6, 6, -8),
    "close_early": Weight(-8, 10, 0),
    "interrupt": Weight(-4, 6, -4),
    "ignore": Weight(-5, 4, -6),
    "assume": Weight(-4, 5, 0),
    "canned": Weight(0, 1, -4),
    "monologue": Weight(-2, 4, -10),
    "silence": Weight(0, 0, -10),
    "offtopic": Weight(-1, 2, -8),
    "deceive": Weight(-25, 10, 0),
    "insult": Weight(-30, 25, 0),
}
TWICE = frozenset({"permission", "accept_no", "candour", "fitted_option", "insight", "reframe"})
"""These count at most twice a call."""
FADES = ("reflect", "echo", "open_q")
"""The same one turn after turn fades: an echo as `ECHO` says, the others to half after `FADES_AFTER`."""
ECHO = (1, 0.5, 0)
FADES_AFTER = 4


class Rung(NamedTuple):
    """What a level needs: alliance at least, reactance at most, evidence; and what the client does there."""

    alliance: int
    reactance: int
    evidence: str
    client: str


LEVELS: tuple[Rung, ...] = (
    Rung(0, 100, "", "gives a reflex No"),
    Rung(20, 70, "no_heard", "gives a surface objection"),
    Rung(34, 55, "clarified", "gives the real objection"),
    Rung(48, 45, "world_asked", "discloses the need"),
    Rung(60, 40, "need_confirmed", "explores a solution, says it is willing"),
    Rung(70, 35, "step_proposed", "agrees, naming its condition"),
)
EVIDENCE = {
    "no_heard": "the No was heard, or two open questions were asked",
    "clarified": "the objection was clarified or reflected",
    "world_asked": "the client was asked about their world",
    "need_confirmed": "the need was summed up and the client confirmed it",
    "step_proposed": "a specific next step was proposed",
}


class Mood(NamedTuple):
    """How a call starts at one difficulty: A, P, R, the gain k, and what is added to every threshold."""

    alliance: int
    patience: int
    reactance: int
    gain: float
    offset: int


MOODS: dict[Difficulty, Mood] = {
    "easy": Mood(30, 100, 25, 0.85, 0),
    "medium": Mood(24, 90, 35, 0.70, 2),
    "hard": Mood(18, 80, 45, 0.58, 4),
}


class Pace(NamedTuple):
    """What a channel sets: patience drained a turn, the longest call (turns), and the level from which a next
    step may be asked for."""

    drain: int
    longest: int
    ask_from: int


PACES: dict[str, Pace] = {
    "cold_call": Pace(3, 24, 3),
    "visit": Pace(2, 28, 4),
    "meeting": Pace(1, 32, 4),
    "customer": Pace(1, 32, 4),
}

CREDITS = frozenset({"identity", "purpose", "permission", "candour", "relevance", "receives_no"})
"""What first contact is credited for, each in any wording."""
RECEIVES_NO = frozenset({"accept_no", "reflect", "clarify"})
CONTACT_TURNS = 2
"""First contact runs to the rep's answer to the first No."""
QUESTIONS = frozenset({"open_q", "implication_q", "clarify"})
HEARING = frozenset({"reflect", "summary", "accept_no", "waits", "answer"})
BREACHES = frozenset({"deceive", "insult"})

MOST_GAIN, MOST_LOSS = 6, 40
BROKEN_CEILING = 45
"""How far trust can ever come back after a breach."""
FREEZE_AT, FREEZE_FOR = 6, 2
"""A loss this large freezes gains for so many turns."""
SOURS_AT, CLEAN_RUN = 8, 4
"""A loss this large lowers I by one; so many clean turns in a row raise a negative I by one."""
QUESTION_RUN, GRILLED = 3, 4
"""So many questions in a row with nothing heard in between earn nothing and add this to R."""
SUMMARY_EVERY = 4
REPAIR, REPAIR_BROKEN = 0.5, 0.1
"""The share of the last loss that a specific apology returns, and after a breach."""
CALMING = 0.9
FALLS_BELOW = 8
"""A level is lost this far under its threshold."""
WARN_PATIENCE, WARN_REACTANCE, WARN_TRUST = 25, 65, 5
HANG_UP_REACTANCE, LOW_TURNS, LOW_AFTER_TURN, INSULTS = 85, 2, 3, 2

SURE_OF_LOSS, SURE_OF_GAIN = 0.6, 0.5
"""A loss needs a confident label: the client must not punish what may not have been said."""
MAY_LOSE = frozenset(LOSES) | {"pitch", "injection", "goodbye"}
"""Moves that cost something, at some level, or end the call."""


def needed_confidence(move: str) -> float:
    """The confidence (0–1) from which a label counts."""
    return SURE_OF_LOSS if move in MAY_LOSE else SURE_OF_GAIN


# --- the terms of one call --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Terms:
    """The numbers that hold for one call: difficulty, channel, and what the scenario overrides."""

    mood: Mood
    pace: Pace
    earns: Mapping[str, Weight] = field(default_factory=lambda: MappingProxyType(EARNS))
    loses: Mapping[str, Weight] = field(default_factory=lambda: MappingProxyType(LOSES))
    levels: tuple[Rung, ...] = LEVELS
    impression: int | None = None
    """Forces the impression of first contact (for trials; None lets the rep earn it)."""
    top: int = 5
    """The level that cannot be passed (a final No)."""

    def threshold(self, level: int) -> int:
        """Alliance needed for `level` at this difficulty."""
        return self.levels[level].alliance + self.mood.offset if level else 0


_AXES = Weight._fields
OVERRIDES: frozenset[str] = frozenset(
    [f"start.{name}" for name in ("alliance", "patience", "reactance")]
    + ["gain", "offset", "drain", "longest", "ask_from"]
    + [f"{move}.{axis}" for move in (*EARNS, *LOSES) for axis in _AXES]
    + [f"level.{n}.{axis}" for n in range(1, 6) for axis in ("alliance", "reactance")]
)
"""Every number of the table that a scenario may set, as `reflect.alliance`, `level.3.reactance`, `drain`."""


def terms(difficulty: Difficulty, channel: str, overrides: Mapping[str, float] | None = None) -> Terms:
    """The numbers for one call. Raises KeyError for an unknown channel, difficulty or override."""
    mood, pace = MOODS[difficulty], PACES[channel]
    earns, loses, levels = dict(EARNS), dict(LOSES), list(LEVELS)
    for key, value in (overrides or {}).items():
        if key not in OVERRIDES:
            raise KeyError(key)
        head, _, axis = key.rpartition(".")
        if head == "start":
            mood = mood._replace(**{axis: round(value)})
        elif key == "gain":
            mood = mood._replace(gain=float(value))
        elif key == "offset":
            mood = mood._replace(offset=round(value))
        elif not head:
            pace = pace._replace(**{key: round(value)})
        elif head.startswith("level."):
            n = int(head[6:])
            low, high = levels[n].alliance, levels[n].reactance
            low, high = (round(value), high) if axis == "alliance" else (low, round(value))
            levels[n] = levels[n]._replace(alliance=low, reactance=high)
        else:
            side = earns if head in earns else loses
            side[head] = side[head]._replace(**{axis: round(value)})
    return Terms(mood, pace, MappingProxyType(earns), MappingProxyType(loses), tuple(levels))
