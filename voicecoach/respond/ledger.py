"""The client's ledger: what it comes to believe of the rep, by which words, and whether that held. Pure.

A line is formed when something was done that tells a person about another; it is confirmed once, when the same shows
again on a later turn; it is overturned when the rep shows the opposite: a bad impression takes two good turns, a good
one a single real breach. Scenarios may word the beliefs; the moves decide which they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from voicecoach.events import Impression
from voicecoach.respond.alliance.state import Outcome
from voicecoach.respond.alliance.table import EARNS, LOSES
from voicecoach.scenario import Scenario
from voicecoach.session import Change, Label


class Trait(NamedTuple):
    """What a belief is about, and the moves that speak for and against it."""

    good: frozenset[str]
    bad: frozenset[str]


TRAITS: dict[str, Trait] = {
    "respect": Trait(
        frozenset({"permission", "accept_no", "waits", "reframe"}),
        frozenset({"argue", "pressure", "interrupt", "insult", "close_early"}),
    ),
    "honesty": Trait(frozenset({"candour", "answer", "apology"}), frozenset({"deceive", "ignore"})),
    "listening": Trait(frozenset({"reflect", "summary", "clarify"}), frozenset({"canned", "monologue", "silence"})),
    "interest": Trait(
        frozenset({"open_q", "implication_q", "insight", "relevance", "fitted_option", "cobuild"}),
        frozenset({"pitch_early", "assume", "advise", "offtopic"}),
    ),
}

BELIEFS: dict[str, str] = {
    "permission": "They leave it up to me.",
    "accept_no": "My no was allowed to stand.",
    "waits": "They gave me time with that.",
    "reframe": "They see it differently, and still take me seriously.",
    "argue": "They think I am wrong about my own work.",
    "pressure": "They want me to hurry before I can think.",
    "interrupt": "They do not let me finish.",
    "insult": "They have no respect for me.",
    "close_early": "They only want the appointment.",
    "candour": "They told me something that does not help their case.",
    "answer": "I asked, and I got a straight answer.",
    "apology": "They can say what they got wrong.",
    "deceive": "They tell me things that are not so.",
    "ignore": "They step round my questions.",
    "reflect": "They heard what I meant.",
    "summary": "They could tell my story back to me.",
    "clarify": "They want to know what is behind my no.",
    "canned": "That is a phrase they say to everyone.",
    "monologue": "They talk, and I am supposed to listen.",
    "silence": "I do not know whether they are still there.",
    "open_q": "They would like to know how things are here.",
    "implication_q": "They see what this leads to for us.",
    "insight": "They know something of places like ours.",
    "relevance": "They know something of places like ours.",
    "fitted_option": "They think from where I stand.",
    "cobuild": "We are working on the same thing.",
    "pitch_early": "They are selling, and have not asked about us.",
    "assume": "They have decided for me what I need.",
    "advise": "They tell me what to do, and do not know us.",
    "offtopic": "I do not know what they are talking about.",
    "echo": "They say back what I said.",
}
"""What a client thinks, by move, where the scenario does not say it better."""

HEARD_AS = {
    "pitch_early": "pitch",
    "close_early": "next_step",
    "assume": "implication_q",
    "offtopic": "injection",
    "echo": "summary",
}
"""Under which name the labeller may have heard what the table renamed."""
A_REAL_BREACH = 5
"""A loss of alliance (as in the table) from which one turn overturns a good impression."""


@dataclass(frozen=True)
class Line:
    """One open line of the ledger."""

    about: str
    trait: str
    good: bool
    turn: int
    confirmed: bool = False
    against: int = 0


@dataclass(frozen=True)
class Seen:
    """The rep turn that an impression comes from; times in seconds on the session clock."""

    number: int
    text: str
    labels: tuple[Label, ...]
    start: float
    end: float


def belief(move: str, scenario: Scenario) -> str:
    """What this client thinks on seeing `move`; empty for a move that says nothing about a person."""
    own = scenario.impressions.bad if move in LOSES else scenario.impressions.good
    return own.get(move) or BELIEFS.get(move, "")


def thought(changes: Sequence[Change], scenario: Scenario) -> str:
    """What went through the client's mind: its belief about the move that moved it most."""
    weighty = sorted(changes, key=lambda c: -abs(c.alliance) - abs(c.reactance) / 2 - abs(c.patience) / 4)
    return next((b for c in weighty if (b := belief(c.move, scenario))), "")


def observe(
    ledger: tuple[Line, ...], outcome: Outcome, seen: Seen, t: float, scenario: Scenario
) -> tuple[tuple[Line, ...], tuple[Impression, ...]]:
    """The ledger after a turn, and what was written into it."""
    events: list[Impression] = []
    for name, trait in TRAITS.items():
        move, good = _strongest(trait, outcome)
        if not move:
            continue
        quote, at = _words(move, seen)

        def write(line: Line, status: str, move: str = move, quote: str = quote, at: float = at) -> None:
            events.append(Impression(t, seen.number, line.about, belief(move, scenario), quote, at, status))  # type: ignore[arg-type]

        ledger = _one(ledger, name, good, _weight(move), seen.number, write)
    return ledger, tuple(events)


def _one(
    ledger: tuple[Line, ...], trait: str, good: bool, weight: int, turn: int, write: Callable[[Line, str], None]
) -> tuple[Line, ...]:
    """The ledger after one sign of one trait."""
    mine = [line for line in ledger if line.trait == trait]
    others = tuple(line for line in ledger if line.trait != trait)
    now = mine[-1] if mine else None
    if now is not None and now.good == good:
        if not now.confirmed and turn > now.turn:
            write(now, "confirmed")
            now = replace(now, confirmed=True)
        return (*others, *mine[:-1], replace(now, against=0))
    if now is not None:
        against = now.against + 1
        if against < 2 and (good or weight < A_REAL_BREACH):
            return (*others, *mine[:-1], replace(now, against=against))
        write(now, "overturned")
    new = Line(f"{trait}.{len(mine) + 1}", trait, good, turn)
    write(new, "formed")
    return (*others, *mine, new)


def _strongest(trait: Trait, outcome: Outcome) -> tuple[str, bool]:
    """The move that speaks loudest about a trait this turn; what is against it is heard before what is for it."""
    for good, moves in ((False, trait.bad), (True, trait.good)):
        found = [m for m in outcome.moves if m in moves]
        if found:
            return max(found, key=_weight), good
    return "", True


def _weight(move: str) -> int:
    weight = EARNS.get(move) or LOSES.get(move)
    return abs(weight.alliance) if weight else 1


def _words(move: str, seen: Seen) -> tuple[str, float]:
    """The words that show a move, and the second they were said."""
    names = (move, HEARD_AS.get(move, ""))
    label = next((x for x in seen.labels if x.move in names), None)
    if label is None or label.end <= label.start or not seen.text:
        return seen.text, seen.start
    share = label.start / len(seen.text)
    return seen.text[label.start : label.end].strip(), round(seen.start + share * (seen.end - seen.start), 3)
