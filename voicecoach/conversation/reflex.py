"""A word before the answer: "Look…", "Hm." While a language model is still thinking, a person would not be mute.

Only an answer that is slow in coming is opened so, and only a share of all answers, or it becomes a tic. The word is
the client's, by how open it is (respond/scripted/reflexes.py); what it opens is counted apart: see `Reply.first_content`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from voicecoach.conversation.reply import Speaking
from voicecoach.conversation.timeline import Made, Task, Timeline
from voicecoach.ports import Direction, Sentence, Sound


class Reflexes:
    """At most one reflex at a time. `words` gives it, or "" for none."""

    def __init__(self, time: Timeline, speaking: Speaking, words: Callable[[Direction], str], share: float) -> None:
        self._time, self._speaking, self._words, self._share = time, speaking, words, share
        self._turns = self._used = 0
        self._task: Task | None = None
        self._asked = False  # one attempt a turn

    def turn(self) -> None:
        """A turn is answered now."""
        self.stop()
        self._turns += 1
        self._asked = False

    def begin(self, direction: Direction) -> None:
        """Prepares a reflex for this answer, unless there was one, there is none, or there were enough."""
        if self._asked or self._used + 1 > self._share * self._turns:
            return
        self._asked = True
        if text := self._words(direction):
            self._task = self._time.start("reflex", self._whole(text, direction))

    def made(self, made: Made) -> tuple[Sentence, Sound] | None:
        """The reflex and all of its sound, when it is this that was made."""
        if self._task is not made.task:
            return None
        self._task = None
        self._used += 1
        sentence, sound = made.item
        return sentence, sound

    def stop(self) -> None:
        """It is not wanted any more."""
        if self._task:
            self._task.cancel()
        self._task = None

    def _whole(self, text: str, direction: Direction) -> Iterator[tuple[Sentence, Sound]]:
        """In one piece, as the answer may arrive at any moment and must not fall between."""
        pieces = list(self._speaking.voice.speak(text, self._speaking.delivery(direction)))
        yield Sentence(text, "reflex"), np.concatenate(pieces or [np.zeros(0, np.int16)])
