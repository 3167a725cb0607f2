"""Recognition that keeps up with the rep: parts of a turn while it goes on, so that only its rest is left at the end.

A recogniser elsewhere gets small parts, cut where it was quiet, which may be inside a word. So the whole turn is
recognised as well, a moment later, and a reply begun on the parts is kept only when both heard the same. A
recogniser on this machine has no hands free for that: it gets longer stretches, between pauses that are real.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from voicecoach.conversation.timeline import Task, Timeline
from voicecoach.ports import Recognised, Recogniser, Sound
from voicecoach.session import RATE

SAME = 0.8  # share of words in common from which two recognitions say the same
CRUMB = 0.1  # s after the last part that hold no word: the silence it was cut at
SILENCE = 0.25  # s by which two cuts in one silence may differ
_NEGATIONS = re.compile(r"\b(?:no|not|never|nothing|nobody|none|without)\b|n't\b")


class Part:
    """A stretch of a turn, recognised once, by whoever asks first; others wait for it. `same` is an earlier part of the
    same words, with a little more or less silence after them: what it was, or is being, recognised as will do.

    `alone` is held while it is recognised. A part that was `dropped` while it waited for that is not recognised at all,
    or what nobody waits for any more would hold up what somebody does.
    """

    def __init__(
        self, recogniser: Recogniser, samples: Sound, alone: AbstractContextManager[Any], same: Part | None = None
    ) -> None:
        self.samples = samples
        self.dropped = False
        self._recogniser, self._alone, self._same = recogniser, alone, same
        self._lock = threading.Lock()
        self._found: Recognised | None = None

    def recognised(self) -> Recognised:
        """Its words; none when it was dropped. Raises UnderstandError."""
        if self._same is not None:
            return self._same.recognised()
        with self._lock:
            if self._found is None:
                with self._alone:
                    if self.dropped:
                        return Recognised("")
                    self._found = self._recogniser.recognise(self.samples)
            return self._found


class Hearing:
    """The parts of the turn under way."""

    def __init__(self, time: Timeline, recogniser: Recogniser) -> None:
        self.parallel = bool(getattr(recogniser, "parallel", False))
        self._time, self._recogniser = time, recogniser
        self._alone: AbstractContextManager[Any] = nullcontext() if self.parallel else threading.Lock()
        self._parts: list[Part] = []
        self._rest: Part | None = None  # what the last guess was made on
        self._check: Task | None = None
        self._over: tuple[Task, Any] | None = None  # what was said over the client, and of which moment

    def begin(self) -> None:
        """A new turn."""
        self.drop_guess()
        self._parts, self._rest = [], None

    def cut(self, samples: Sound) -> None:
        """A part of the turn that can be recognised now, while the rep goes on."""
        part = self._part(samples, self._adopted(samples))
        self._parts.append(part)
        self._time.start("hear a part", _ahead(part))

    def _part(self, samples: Sound, same: Part | None = None) -> Part:
        return Part(self._recogniser, samples, self._alone, same)

    def _adopted(self, samples: Sound) -> Part | None:
        """What the last guess was made on, if that was the same stretch."""
        rest, self._rest = self._rest, None
        if rest is None or self.parallel or abs(len(rest.samples) - len(samples)) > SILENCE * RATE:
            return None
        rest.dropped = False
        return rest

    def rest(self, samples: Sound) -> Callable[[], Recognised]:
        """What gives the words of the whole turn, `samples` being what was not cut off yet."""
        parts = list(self._parts)
        if not parts or len(samples) >= CRUMB * RATE:
            self.drop_guess()
            self._rest = self._part(samples)
            parts.append(self._rest)
        return lambda: joined([(p.recognised(), len(p.samples)) for p in parts], anywhere=self.parallel)

    def check(self, samples: Sound) -> None:
        """Recognises the whole turn in one piece as well, if it was cut into several parts."""
        self.drop_check()
        if self.parallel and len(self._parts) > 1:
            self._check = self._time.start("hear it whole", _whole(self._part(samples)))

    def drop_guess(self) -> None:
        """The turn is not over after all: what was heard on a guess is not waited for."""
        self.drop_check()
        if self._rest:
            self._rest.dropped = True

    def drop_check(self) -> None:
        """Nothing can be changed any more."""
        if self._check:
            self._check.cancel()
        self._check = None

    def overhear(self, moment: Any, samples: Sound) -> None:
        """Recognises a word or two that were said over the client at some moment."""
        self._over = self._time.start("hear a word", _whole(self._part(samples))), moment

    def overheard(self, task: Task) -> Any | None:
        """The moment whose words this task recognised; None when it is another task, or a later moment counts."""
        if self._over is None or self._over[0] is not task:
            return None
        moment, self._over = self._over[1], None
        return moment

    def is_check(self, task: Task) -> bool:
        """Is this the task that recognises the whole turn?"""
        return self._check is task


def _ahead(part: Part) -> Iterator[None]:
    part.recognised()
    return
    yield


def _whole(part: Part) -> Iterator[Recognised]:
    yield part.recognised()


def joined(parts: list[tuple[Recognised, int]], *, anywhere: bool = True) -> Recognised:
    """One recognition of consecutive parts, each with its length in samples. A doubtful part is left out. Parts cut
    `anywhere` end in no full stop, whatever the recogniser put there; at real pauses it may be right."""
    texts: list[str] = []
    words, at = [], 0.0
    for found, samples in parts:
        if found.text.strip() and not found.doubt:
            texts.append(found.text.strip())
            words += [w._replace(start=w.start + at, end=w.end + at) for w in found.words]
        at += samples / RATE
    if len(parts) == 1 or not texts:
        return parts[-1][0]
    if not anywhere:
        return Recognised(" ".join(texts), tuple(words))
    text = texts[0]
    for more in texts[1:]:
        text = f"{text.rstrip('.,…')} {_uncapitalised(more) if text[-1] not in '?!' else more}"
    return Recognised(text, tuple(words))


def _uncapitalised(text: str) -> str:
    """Recognisers begin every piece with a capital; names keep theirs only when they are all capitals or "I"."""
    first = text.split(maxsplit=1)[0]
    return text if first.isupper() or first.startswith(("I'", "I’")) else text[0].lower() + text[1:]


def same(a: str, b: str) -> bool:
    """Do two recognitions of one turn say the same? A "not" more or less is never the same."""
    one, two = (re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", x.lower()) for x in (a, b))
    if len(_NEGATIONS.findall(a.lower())) != len(_NEGATIONS.findall(b.lower())):
        return False
    either = set(one) | set(two)
    return not either or len(set(one) & set(two)) >= SAME * len(either)
