"""The course of a call, read off its events: turns, what answered them, and how trust moved.

Everything is attached to the turn it belongs to, so that a turn that was taken back goes with all that
followed from it: it is kept as a take, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from voicecoach import events as ev
from voicecoach.session import Change, Label, Trust, Word


@dataclass
class Turn:
    """One turn of the rep's and the client's reply to it; number 0 is the client's greeting, with no words of
    the rep's. Times are seconds on the session clock."""

    number: int
    text: str = ""
    start: float = 0.0
    end: float = 0.0
    by: str = ""
    words: tuple[Word, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    unheard: bool = False
    labels: tuple[Label, ...] = ()
    before: Trust | None = None
    after: Trust | None = None
    changes: tuple[Change, ...] = ()
    thought: str = ""
    act: str = ""
    told: tuple[str, ...] = ()
    unlocked: tuple[str, ...] = ()
    said: list[ev.ClientSaid] = field(default_factory=list)
    no: ev.SaidNo | None = None
    tests: list[ev.Tested] = field(default_factory=list)
    impressions: list[ev.Impression] = field(default_factory=list)
    warned: ev.Warned | None = None
    cut: ev.Interrupted | None = None
    first_contact: ev.FirstContact | None = None
    reply: ev.Reply | None = None

    @property
    def moves(self) -> tuple[str, ...]:
        """Names of the moves that counted: the alliance's own names where it renamed some."""
        names = [c.move for c in self.changes] + [label.move for label in self.labels]
        return tuple(dict.fromkeys(names))

    @property
    def gained(self) -> int:
        """How far the alliance moved in this turn."""
        return self.after.alliance - self.before.alliance if self.before and self.after else 0

    @property
    def seconds(self) -> float:
        """Length of the rep's turn."""
        return max(0.0, self.end - self.start)

    def when(self, at: int) -> tuple[float, bool]:
        """Session time of character `at` of the turn's words, and whether that is known or estimated.

        Known with word times; otherwise the characters before it say how far into the turn it lies.
        """
        if self.words:
            position = 0
            for word in self.words:
                found = self.text.find(word.text.strip(), position)
                position = found + len(word.text.strip()) if found >= 0 else position + len(word.text) + 1
                if position > at:
                    return word.start, True
        if not self.text:
            return self.start, True
        share = min(1.0, max(0.0, at / len(self.text)))
        return self.start + share * self.seconds, at == 0

    def until(self, at: int) -> float:
        """Session time at which the words before character `at` end, as far as it is known."""
        if at >= len(self.text):
            return self.end
        return min(self.end, self.when(at)[0] + 0.2)


@dataclass
class Course:
    """The whole call. `turns` counts; `takes` was taken back. `opening` is what the client said first."""

    opening: Turn
    turns: list[Turn]
    takes: list[Turn]
    ended: ev.Ended | None
    rep_says: list[ev.RepSays]
    corrected: list[ev.Corrected]
    prose: list[ev.Prose]
    trouble: list[ev.Trouble]
    blocked: set[int]  # turns in which the guard held back what a language model said
    lost: float
    labeller: str
    end: float

    def __post_init__(self) -> None:
        self._place = {turn.number: i for i, turn in enumerate(self.turns)}

    def replies(self) -> Iterator[tuple[Turn, ev.ClientSaid]]:
        """Every sentence of the client's that counts, with the turn it answers, in order."""
        for turn in (self.opening, *self.turns):
            for said in turn.said:
                yield turn, said

    def turn(self, number: int) -> Turn | None:
        """The turn of that number which counts."""
        return self.turns[self._place[number]] if number in self._place else None

    def after(self, turn: Turn) -> Turn | None:
        """The rep's next turn."""
        i = self._place.get(turn.number, -1) + 1
        return self.turns[i] if i < len(self.turns) else None

    def before(self, turn: Turn) -> Turn:
        """The turn before, whose reply the rep was answering; the opening when there is none."""
        i = self._place.get(turn.number, 0)
        return self.turns[i - 1] if i else self.opening

    @property
    def moved(self) -> list[Turn]:
        """The turns in which the state of trust is known."""
        return [t for t in self.turns if t.before is not None and t.after is not None]

    @property
    def exact(self) -> bool:
        """Whether times of single words are known."""
        spoken = [t for t in self.turns if t.text]
        return bool(spoken) and all(t.words for t in spoken)


def read(events: Iterable[ev.Event]) -> Course:
    """The course of a call from its events, in one pass."""
    reader = _Reader()
    for event in events:
        reader.take(event)
    return reader.course()


class _Reader:
    """Sorts events into turns; one method for all that belong to a turn, one for the rest."""

    def __init__(self) -> None:
        self.turns: dict[int, Turn] = {}
        self.takes: list[Turn] = []
        self.ended: ev.Ended | None = None
        self.rep_says: list[ev.RepSays] = []
        self.corrected: list[ev.Corrected] = []
        self.prose: list[ev.Prose] = []
        self.trouble: list[ev.Trouble] = []
        self.blocked: set[int] = set()
        self.lost = 0.0
        self.labeller = ""
        self.end = 0.0

    def course(self) -> Course:
        opening = self.turns.pop(0, Turn(0))
        turns = [t for _, t in sorted(self.turns.items()) if t.text or t.labels or t.changes or t.said or t.unheard]
        return Course(
            opening, turns, self.takes, self.ended, self.rep_says, self.corrected, self.prose,
            self.trouble, self.blocked, self.lost, self.labeller, self.end,
        )  # fmt: skip

    def at(self, event: ev.Event, number: int) -> Turn:
        if number not in self.turns:
            self.turns[number] = Turn(number, start=event.t, end=event.t)
        return self.turns[number]

    def take(self, event: ev.Event) -> None:
        match event:
            case ev.RepSays():
                self.rep_says.append(event)  # said before or after the call: no part of its length
                return
            case ev.Corrected():
                self.corrected.append(event)
                return
            case ev.Prose():
                self.prose.append(event)
                return
            case ev.Ended():
                self.ended = event
            case ev.Trouble():
                self.trouble.append(event)
            case ev.Blocked():
                self.blocked.add(event.turn)
            case ev.Overflow():
                self.lost += event.lost
            case ev.TakenBack():
                self.take_back(event)
            case _:
                self.in_turn(event)
        self.end = max(self.end, event.t, getattr(event, "end", 0.0))

    def take_back(self, event: ev.TakenBack) -> None:
        for n in sorted(n for n in self.turns if n >= max(1, event.turn)):
            turn = self.turns.pop(n)
            if event.why != "went_on":  # who only paused says it all in the turn that follows: no take of its own
                self.takes.append(turn)
        self.ended = None

    def in_turn(self, event: ev.Event) -> None:
        match event:
            case ev.Heard():
                self.heard(event)
            case ev.TurnEnded():
                turn = self.at(event, event.turn)
                turn.pauses += event.pauses
                if not turn.text:
                    turn.start, turn.end = event.start, event.end
            case ev.Unheard():
                turn = self.at(event, event.turn)
                turn.unheard = True
                if not turn.text:
                    turn.start, turn.end = event.start, event.end
            case ev.Labelled():
                turn = self.at(event, event.turn)
                turn.labels = event.labels
                self.labeller = event.by or self.labeller
            case ev.Moved():
                turn = self.at(event, event.turn)
                turn.before = turn.before or event.before
                turn.after, turn.thought = event.after, event.thought or turn.thought
                turn.changes += event.changes
            case ev.Decided():
                turn = self.at(event, event.turn)
                turn.act, turn.told, turn.unlocked = event.act, turn.told + event.told, event.unlocked
            case ev.ClientSaid():
                self.at(event, event.turn).said.append(event)
            case _:
                self.aside(event)

    def heard(self, event: ev.Heard) -> None:
        turn = self.at(event, event.turn)
        if turn.text:  # a greeting or a second breath belongs to the same turn
            turn.text, turn.words = f"{turn.text} {event.text}", turn.words + event.words
            turn.start, turn.end = min(turn.start, event.start), max(turn.end, event.end)
        else:
            turn.text, turn.words = event.text, event.words
            turn.start, turn.end = event.start, event.end
        turn.by = event.by

    def aside(self, event: ev.Event) -> None:
        match event:
            case ev.SaidNo():
                self.at(event, event.turn).no = event
            case ev.Tested():
                self.at(event, event.turn).tests.append(event)
            case ev.Impression():
                self.at(event, event.turn).impressions.append(event)
            case ev.Warned():
                self.at(event, event.turn).warned = event
            case ev.Interrupted():
                self.at(event, event.turn).cut = event
            case ev.FirstContact():
                self.at(event, event.turn).first_contact = event
            case ev.Reply():
                self.at(event, event.turn).reply = event
            case _:
                pass
