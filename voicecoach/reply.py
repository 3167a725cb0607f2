"""A reply, begun on a guess: from the rep's sound to the client's, step by step.

The loop starts this work at the first hint that the rep may have finished. Each item it yields is a step
towards the client's first sound; all of it can be thrown away unheard when the rep goes on speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from voicecoach.events import Event
from voicecoach.ports import Client, Delivery, Direction, Recognised, Recogniser, Sound, Voice
from voicecoach.respond.director import Step
from voicecoach.timeline import Task


@dataclass(frozen=True)
class Speech:
    """The rep's turn so far: its sound (16 kHz) and where it lies on the session clock (s)."""

    turn: int
    start: float
    end: float
    samples: Sound
    text: str = ""  # typed instead of spoken


@dataclass
class Guess:
    """A reply under way. Until the turn is `final`, what the work makes is only kept."""

    speech: Speech
    task: Task
    final: bool = False
    text: str | None = None  # the words, once known
    kept: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Speaking:
    """How words become sound: the voice, and how it is to sound for a direction."""

    client: Client
    voice: Voice
    delivery: Callable[[Direction], Delivery]


def think(
    speech: Speech, recogniser: Recogniser, decide: Callable[[Speech, str], Step], speaking: Speaking
) -> Iterator[Any]:
    """Yields Recognised, then (unless it is in doubt) the Step decided on it, then what `voiced` yields."""
    recognised = Recognised(speech.text) if speech.text else recogniser.recognise(speech.samples)
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


def _drained(noted: list[Event]) -> list[Event]:
    out = noted[:]
    noted.clear()
    return out
