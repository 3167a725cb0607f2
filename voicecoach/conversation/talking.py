"""The client's side of the call: sentences on their way through the speaker, and what of them was really heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voicecoach.events import ClientSaid, Event, Reply
from voicecoach.ports import Cut, Finished, Mouth, Sentence, Sound

EMPTY = np.zeros(0, np.int16)


@dataclass(frozen=True)
class Utterance:
    """A sentence of the client's that was handed to the speaker."""

    sentence: Sentence
    turn: int
    act: str


class Talking:
    """Numbers utterances, keeps those not yet finished, and notes each as it was heard."""

    def __init__(self, mouth: Mouth, rate: int, note: Callable[[Event], None], now: Callable[[], float]) -> None:
        self._mouth, self._rate, self._note, self._now = mouth, rate, note, now
        self._open: dict[int, Utterance] = {}
        self._last = 0
        self._whole = True  # has the sentence begun last all its sound?

    @property
    def busy(self) -> bool:
        """Is anything of the client's still to be heard?"""
        return bool(self._open)

    @property
    def current(self) -> Utterance | None:
        """What is sounding, or will sound next."""
        return self._open[min(self._open)] if self._open else None

    def begin(self, sentence: Sentence, turn: int, act: str) -> None:
        """A new sentence: its sound follows."""
        self.end()
        self._last += 1
        self._whole = False
        self._open[self._last] = Utterance(sentence, turn, act)
        if sentence.pause:
            self._mouth.play(self._last, np.zeros(int(sentence.pause * self._rate), np.int16))

    def sound(self, samples: Sound) -> None:
        """A piece of the sentence's sound."""
        self._mouth.play(self._last, samples)

    def end(self) -> None:
        """The sentence begun last has all its sound; may be said twice."""
        if self._last in self._open and not self._whole:
            self._mouth.play(self._last, EMPTY, last=True)
        self._whole = True

    def finished(self, done: Finished) -> Utterance | None:
        """An utterance was played to its end."""
        said = self._open.pop(done.utterance, None)
        if said:
            self._said(said, said.sentence.text, done.start, done.end)
        return said

    def cut(self) -> tuple[str, float | None]:
        """Silence at once. The words of the broken sentence that were heard, and when the sound stopped (s)."""
        cut = self._mouth.cut()
        said = self._open.get(cut.utterance) if cut else None
        self._open.clear()
        if cut is None or said is None or cut.heard <= 0:
            return "", None
        heard = share_of(said.sentence.text, cut)
        self._said(said, heard, cut.start, cut.end, cut=True)
        return heard, cut.end

    def _said(self, said: Utterance, text: str, start: float, end: float, *, cut: bool = False) -> None:
        intended = said.sentence.text if cut else ""
        self._note(
            ClientSaid(
                self._now(),
                said.turn,
                text,
                start,
                end,
                said.act,
                said.sentence.origin,
                cut=cut,
                intended=intended,
            )
        )


def share_of(text: str, cut: Cut) -> str:
    """The words of `text` that fit the share of its sound that was heard."""
    words = text.split()
    return " ".join(words[: round(cut.heard * len(words))])


class ReplyTime:
    """How long a turn waits for its answer: to the first sound, and to the first that carries content."""

    def __init__(self) -> None:
        self._turn, self._end = 0, 0.0
        self._first: float | None = None
        self._waiting = False

    def asked(self, turn: int, end: float) -> None:
        """The rep's turn ended, truly, at `end` (s)."""
        self._turn, self._end, self._first, self._waiting = turn, end, None, True

    def forget(self) -> None:
        """What is said next answers nothing."""
        self._waiting = False

    def sounded(self, t: float, origin: str) -> Reply | None:
        """Sound of a sentence of that origin left the speaker at `t`; the event, when both times are known."""
        if not self._waiting:
            return None
        self._first = t if self._first is None else self._first
        if origin == "reflex":
            return None
        self._waiting = False
        return Reply(t, self._turn, self._first - self._end, t - self._end)
