"""Scripted stand-ins for every port: conversations without sound, on virtual time.

A rep here "speaks" blocks of one constant value; the value names the sentence in a `Phrasebook`, so the fake
recogniser can read the words back from the sound alone, whichever part of it it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from voicecoach.events import Event
from voicecoach.ports import (
    Cut,
    Delivery,
    Direction,
    Finished,
    Glimpse,
    Post,
    Recognised,
    Sentence,
    Sound,
)  # fmt: skip
from voicecoach.session import RATE

LOUD = 1_000
"""Values from here up are speech to the fake detector."""


@dataclass
class Phrasebook:
    """Sentences as sound and back. A word takes `per_word` seconds."""

    per_word: float = 0.32
    texts: list[str] = field(default_factory=list)

    def say(self, text: str, *, pauses: Sequence[tuple[int, float]] = ()) -> Sound:
        """Sound that stands for `text`; `pauses` are (after word n, seconds of silence)."""
        self.texts.append(text)
        value = LOUD + len(self.texts)
        pieces: list[Sound] = []
        after = dict(pauses)
        for number, _ in enumerate(text.split(), 1):
            pieces.append(np.full(int(self.per_word * RATE), value, np.int16))
            if number in after:
                pieces.append(np.zeros(int(after[number] * RATE), np.int16))
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)

    def read(self, samples: Sound) -> str:
        """The words that this sound stands for; part of a sentence gives part of its words."""
        said: list[str] = []
        loud = samples[samples > LOUD]
        values, first = np.unique(loud, return_index=True)
        for value in (int(v) for v in values[np.argsort(first)]):
            words = self.texts[value - LOUD - 1].split()
            share = float(np.count_nonzero(loud == value)) / RATE / self.per_word
            said += words[: max(1, round(share))]
        return " ".join(said)


class FakeDetector:
    """Certain about the phrasebook's sound, certain about silence."""

    def probability(self, block: Sound) -> float:
        """1.0 when most of the block is loud."""
        return 1.0 if float(np.mean(np.abs(block) >= LOUD)) > 0.5 else 0.0

    def reset(self) -> None:
        """Has no memory."""


class FakeRecogniser:
    """Reads the phrasebook back; `spend` says how long it would have taken."""

    name = "fake"

    def __init__(self, book: Phrasebook, spend: Callable[[float], None], seconds: float = 0.15) -> None:
        self._book, self._spend, self._seconds = book, spend, seconds
        self.calls = 0

    def recognise(self, samples: Sound) -> Recognised:
        """The words in the sound."""
        self.calls += 1
        self._spend(self._seconds)
        return Recognised(self._book.read(samples))

    def close(self) -> None:
        """Holds nothing."""


class FakeVoice:
    """Says a sentence as a constant hum of a length that fits its words, in pieces of 0.1 s."""

    name = "hum"

    def __init__(self, spend: Callable[[float], None] = lambda _: None, first: float = 0.05) -> None:
        self.rate = 22_050
        self.said: list[str] = []
        self._spend, self._first = spend, first

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        """Yields the hum."""
        self.said.append(text)
        self._spend(self._first)
        seconds = max(0.3, len(text.split()) * 60 / delivery.rate)
        for _ in range(max(1, round(seconds * 10))):
            yield np.full(self.rate // 10, 400, np.int16)

    def close(self) -> None:
        """Holds nothing."""


class NoVoice:
    """A client who is read, not heard."""

    name = "none"
    rate = 22_050

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        """Yields nothing."""
        yield from ()

    def close(self) -> None:
        """Holds nothing."""


class NoMouth:
    """No speaker: what it is given is over at once."""

    name = "no speaker"

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Remembers where to say so."""
        self._post, self._now = post, now

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Finished as soon as it is whole."""
        if last:
            self._post(Finished(utterance, self._now(), self._now()))

    def cut(self) -> Cut | None:
        """Nothing is ever playing."""
        return None

    def hold(self, on: bool) -> None:
        """Nothing to hold."""

    def close(self) -> None:
        """Nothing to free."""


class FakeClient:
    """Says given sentences, one reply after the other; `seconds` before each sentence."""

    name = "fake"

    def __init__(
        self,
        replies: Sequence[Sequence[str]],
        spend: Callable[[float], None] = lambda _: None,
        seconds: float = 0.2,
    ) -> None:
        self._replies, self._spend, self._seconds = list(replies), spend, seconds
        self.directions: list[Direction] = []

    def reply(self, direction: Direction, note: Callable[[Event], None]) -> Iterator[Sentence]:
        """The reply for this turn."""
        self.directions.append(direction)
        reply = self._replies[min(direction.turn, len(self._replies) - 1)]
        for text in reply:
            self._spend(self._seconds)
            yield Sentence(text)

    def close(self) -> None:
        """Holds nothing."""


@dataclass
class ListMemory:
    """Remembers in lists."""

    events: list[Event] = field(default_factory=list)
    rep: list[tuple[float, Sound]] = field(default_factory=list)
    client: list[tuple[float, Sound]] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Appends."""
        self.events.append(event)

    def heard(self, t: float, samples: Sound) -> None:
        """Appends."""
        self.rep.append((t, samples))

    def said(self, t: float, samples: Sound) -> None:
        """Appends."""
        self.client.append((t, samples))

    def close(self) -> None:
        """Nothing to write."""


class NoView:
    """Nobody watches."""

    def event(self, event: Event) -> None:
        """Unseen."""

    def glimpse(self, glimpse: Glimpse) -> None:
        """Unseen."""
