"""What is played when: the queue of utterances behind a speaker, without the speaker.

A real speaker pulls from it in its device callback, a virtual one on virtual time; both tell it when the
first sample of what they pull leaves the loudspeaker, and get back which utterances that completes. An
utterance ends with its last sample that is not zero, as the breath a voice leaves after a sentence is no
sound. Values only: no clock, no thread, no device. Whoever shares one between threads must lock around it.

Times are seconds on the session clock, sound is mono int16 at `rate`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from voicecoach.ports import Cut, Finished, Sound


@dataclass
class _Utterance:
    """One utterance on its way out: pieces still to be played, and how far it has come (in samples)."""

    number: int
    pieces: deque[Sound] = field(default_factory=deque)
    given: int = 0
    played: int = 0
    complete: bool = False  # its last piece was given
    start: float = 0.0
    end: float = 0.0


class Playback:
    """Plays utterances in the order in which they were first given, each sample exactly once."""

    def __init__(self, rate: int) -> None:
        if rate <= 0:
            raise ValueError("the sample rate must be positive")
        self.rate = rate
        self.sounded = 0
        """Of the block pulled last, how many samples (from its beginning on) were sound and not padding."""
        self._queue: deque[_Utterance] = deque()
        self._cut: set[int] = set()
        self._held = False

    @property
    def busy(self) -> bool:
        """Is anything queued, sounding, or still waiting for the end of its sound?"""
        return bool(self._queue)

    @property
    def waiting(self) -> float:
        """Seconds of sound that are queued and not yet pulled."""
        return sum(u.given - u.played for u in self._queue) / self.rate

    @property
    def current(self) -> int | None:
        """The utterance that is next to sound or sounding now; None when nothing is queued."""
        return self._queue[0].number if self._queue else None

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Appends sound to an utterance; `last` marks its end, after which more of it is refused.

        What still arrives for an utterance that was cut is dropped: its voice may be a thread behind.
        Raises ValueError for sound of the wrong shape or type.
        """
        if samples.ndim != 1 or samples.dtype != np.int16:
            raise ValueError("sound must be mono int16, shape (n,)")
        if utterance in self._cut:
            return
        entry = next((u for u in self._queue if u.number == utterance), None)
        if entry is None:
            entry = _Utterance(utterance)
            self._queue.append(entry)
        if entry.complete:
            raise ValueError(f"utterance {utterance} was already given its last piece")
        if len(samples):
            entry.pieces.append(samples.copy())
            entry.given += len(samples)
        entry.complete = last

    def pull(self, n: int, t: float) -> tuple[Sound, list[Finished]]:
        """The next `n` samples, padded with silence, and the utterances that end within them.

        `t` is when the first of these samples leaves the speaker. Within one pull the sound comes first
        and the padding last (`sounded` says where it begins): an utterance whose next piece is late holds
        up those behind it, as their order is part of what is said.
        """
        out = np.zeros(n, np.int16)
        at = 0
        finished: list[Finished] = []
        while self._queue and not self._held:
            entry = self._queue[0]
            at = self._take(entry, out, at, t)
            if entry.pieces or not entry.complete:
                break
            if not entry.given:
                entry.start = entry.end = t + at / self.rate
            finished.append(Finished(entry.number, entry.start, entry.end))
            self._queue.popleft()
        self.sounded = at
        return out, finished

    def hold(self, on: bool) -> None:
        """Silence from the next pull on, nothing forgotten; or on from where it stopped."""
        self._held = on

    def cut(self, t: float | None = None) -> Cut | None:
        """Forgets everything queued and says how much of the utterance that was sounding was heard.

        `t` is when silence begins; what was pulled for later than that counts as unheard. Without `t`, all
        that was pulled counts as heard. The share is of the sound given so far (all of it, once its last
        piece was given). None when no sound of an unfinished utterance was pulled yet.
        """
        entry = self._queue[0] if self._queue else None
        self._cut.update(u.number for u in self._queue)
        self._queue.clear()
        self._held = False
        if entry is None or not entry.played:
            return None
        end = entry.end if t is None else max(entry.start, min(entry.end, t))
        unheard = min(entry.played, max(0, round((entry.end - end) * self.rate)))
        return Cut(entry.number, (entry.played - unheard) / entry.given, entry.start, end)

    def _take(self, entry: _Utterance, out: Sound, at: int, t: float) -> int:
        """Moves what fits of an utterance into `out` from sample `at` on; returns where it ended."""
        while entry.pieces and at < len(out):
            piece = entry.pieces.popleft()
            part = piece[: len(out) - at]
            if not entry.played:
                entry.start = t + at / self.rate
            out[at : at + len(part)] = part
            at += len(part)
            entry.played += len(part)
            loud = np.flatnonzero(part)
            if len(loud):
                entry.end = t + (at - len(part) + int(loud[-1]) + 1) / self.rate
            if len(part) < len(piece):
                entry.pieces.appendleft(piece[len(part) :])
        return at
