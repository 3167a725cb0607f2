"""The call so far, turn by turn, and the way back.

"Take that turn again", and a rep who was only pausing when the turn was taken for over, go back to how things stood
before a turn. What is decided about a call is one immutable value (respond/director.py), so going back is putting the
earlier one in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach import events as ev
from voicecoach.ports import Direction
from voicecoach.respond import director


@dataclass(frozen=True)
class Take:
    """A turn that was taken: its number, when the rep began it (s), and the call as it was before."""

    turn: int
    start: float
    before: director.Call


class Takes:
    """Which turn it is, what is decided, and what was decided before each turn."""

    def __init__(self, call: director.Call) -> None:
        self.call = call
        self.turn = 0
        self.direction: Direction | None = None  # what the client is to do now
        self.answering = False  # is the client about to answer, or answering, the turn taken last?
        self.closing: ev.Ended | None = None  # the call ends when what is being said has been said
        self._taken: list[Take] = []

    def begin(self, turn: int, start: float) -> None:
        """The rep's turn number `turn`, begun at `start` (s), is over and is answered now."""
        self.turn, self.answering, self.direction = turn, True, None
        self._taken.append(Take(turn, start, self.call))

    def decided(self, step: director.Step, t: float) -> list[ev.Event]:
        """Goes on from a step; gives the events it brings, as of now (`t`): a guess is known only when it is taken."""
        self.call, self.closing = step.call, step.over
        self.direction = step.direction
        return [replace(event, t=t) for event in step.events]

    def said(self, text: str, *, cut: bool = False) -> None:
        """What was really heard of the client."""
        self.call = director.spoken(self.call, text, cut)

    @property
    def act(self) -> str:
        """What the client is doing now; "" for nothing."""
        return self.direction.act if self.direction else ""

    @property
    def last(self) -> Take | None:
        """The turn taken last, if there is one to go back to."""
        return self._taken[-1] if self._taken else None

    def back(self) -> Take:
        """Goes back to before the turn taken last, which is as if it had not been."""
        take = self._taken.pop()
        self.call, self.turn, self.closing = take.before, take.turn - 1, None
        return take
