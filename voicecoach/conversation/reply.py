"""A reply, begun on a guess: from the rep's sound to the client's, step by step.

The loop starts this work at the first hint that the rep may have finished. Each item it yields is a step
towards the client's first sound; all of it can be thrown away unheard when the rep goes on speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from voicecoach.conversation.timeline import Task, Timeline
from voicecoach.events import Event
from voicecoach.ports import Client, Delivery, Direction, Recognised, Sound, Voice
from voicecoach.respond.director import Step


@dataclass(frozen=True)
class Speech:
    """The rep's turn so far: its sound (16 kHz) and where it lies on the session clock (s)."""

    turn: int
    start: float
    end: float
    samples: Sound  # what was not recognised ahead of the rest, or all of it
    text: str = ""  # typed instead of spoken
    lead: float = 0.0  # s of sound before `start` that were recognised with it


DONE = "done"
"""The last item of every reply."""


@dataclass(frozen=True)
class Speaking:
    """How words become sound: the voice, and how it is to sound for a direction."""

    client: Client
    voice: Voice
    delivery: Callable[[Direction], Delivery]


def think(
    speech: Speech,
    hear: Callable[[], Recognised],
    decide: Callable[[Speech, str], Step],
    speaking: Speaking,
) -> Iterator[Any]:
    """Yields Recognised, then (unless it is in doubt) the Step decided on it, then what `voiced` yields."""
    recognised = hear()
    yield recognised
    if recognised.doubt or not recognised.text.strip():
        return
    step = decide(speech, recognised.text)
    yield step
    yield from voiced(step, speaking)


def voiced(step: Step, speaking: Speaking) -> Iterator[Any]:
    """Yields each Sentence of the reply, then its sound piece by piece, and the events noted on the way."""
    if step.direction is None:
        return
    noted: list[Event] = []
    delivery = speaking.delivery(step.direction)
    with closing(speaking.client.reply(step.direction, noted.append)) as sentences:  # type: ignore[type-var]
        for sentence in sentences:
            yield from _drained(noted)
            yield sentence
            with closing(speaking.voice.speak(sentence.text, delivery)) as sound:  # type: ignore[type-var]
                yield from sound
    yield from _drained(noted)


@dataclass
class Guess:
    """A reply under way. Until the turn is `final`, what the work makes is only kept."""

    speech: Speech
    task: Task
    final: bool = False
    kept: list[Any] = field(default_factory=list)


class Thinking:
    """At most one reply at a time: begun on a guess, taken when the turn is over, or dropped unheard."""

    def __init__(self, time: Timeline, speaking: Speaking) -> None:
        self._time, self._speaking = time, speaking
        self._guess: Guess | None = None

    @property
    def speech(self) -> Speech | None:
        """What the reply under way answers; None when there is none."""
        return self._guess.speech if self._guess else None

    @property
    def final(self) -> bool:
        """Is the reply under way more than a guess?"""
        return self._guess is not None and self._guess.final

    def guess(self, speech: Speech, hear: Callable[[], Recognised], decide: Callable[[Speech, str], Step]) -> None:
        """Begins a reply to what has been heard so far, instead of any earlier guess."""
        self.stop()
        work = think(speech, hear, decide, self._speaking)
        self._guess = Guess(speech, self._time.start(f"reply {speech.turn}", work))

    def say(self, speech: Speech, step: Step) -> None:
        """Begins what the client says of its own accord: nothing to guess."""
        self.stop()
        self._guess = Guess(speech, self._time.start("say", voiced(step, self._speaking)), final=True)

    def drop(self) -> bool:
        """The guess was wrong: nothing of it will be heard. A final reply stays."""
        if self._guess is None or self._guess.final:
            return False
        self.stop()
        return True

    def stop(self) -> None:
        """Ends the reply under way, final or not."""
        if self._guess:
            self._guess.task.cancel()
        self._guess = None

    def take(self) -> list[Any]:
        """The guess was right. Gives what has been made of it so far."""
        assert self._guess is not None, "there is no guess to take"
        self._guess.final = True
        kept, self._guess.kept = self._guess.kept, []
        return kept

    def arrived(self, task: Task, item: Any) -> list[Any]:
        """Something was made: gives it back when it is to be acted upon now."""
        if self._guess is None or self._guess.task is not task:
            return []
        if self._guess.final:
            return [item]
        self._guess.kept.append(item)
        return []

    def is_mine(self, task: Task) -> bool:
        """Does this task work on the reply under way?"""
        return self._guess is not None and self._guess.task is task

    def over(self) -> None:
        """The reply is whole."""
        self._guess = None


def _drained(noted: list[Event]) -> list[Event]:
    out = noted[:]
    noted.clear()
    return out
