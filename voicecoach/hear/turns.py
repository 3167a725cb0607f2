"""When a turn begins, pauses, goes on and ends. Pure: probabilities and durations in, moments out.

                 speech is heard                            silence is heard
    QUIET        rises; long enough: Began -> TALKING       falls back
    TALKING      goes on                                    -> PAUSING
    PAUSING      a blip; long enough -> TALKING,            long enough for a hint: MaybeEnded;
                 and Resumed if it had been MaybeEnded      as long as is needed: Ended -> QUIET
    any turn     longer than the longest allowed: Ended -> QUIET (and what is said next is a new turn)

So the moments of one turn always read  Began (MaybeEnded Resumed)* [MaybeEnded] Ended.  `needed`, the silence
that ends a turn, is given with every step, because the words so far may shorten or lengthen it.

Time is the sum of the durations fed, in whole nanoseconds, so the same sound cut into other blocks gives the
same moments. There is no clock, and nothing grows with the length of a call.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

NANO = 1_000_000_000


@dataclass(frozen=True)
class Settings:
    """Thresholds (probabilities, with hysteresis) and durations (s)."""

    on: float = 0.5  # at or above: speech. Between the two, what was heard last goes on
    off: float = 0.35  # below: silence
    begin: float = 0.096  # speech that makes a beginning; a click or a key is shorter
    resume: float = 0.064  # speech that ends a pause
    hint: float = 0.176  # silence after which the turn may have ended, so that a reply can be prepared
    before: float = 0.4  # sound to keep from before the onset: detectors miss soft first consonants
    longest: float = 90.0  # of one turn, pauses included


@dataclass(frozen=True)
class Moment:
    """Something about a turn was known at `known` seconds into the stream; `at` is when it was so."""

    known: float
    at: float


@dataclass(frozen=True)
class Began(Moment):
    """A turn began `at`; take its sound from `sound_from` on, so that the onset is not lost."""

    sound_from: float


@dataclass(frozen=True)
class MaybeEnded(Moment):
    """The rep fell silent `at`, for long enough to make a guess that the turn is over."""


@dataclass(frozen=True)
class Resumed(Moment):
    """The guess was wrong: the rep went on `at`, after a pause that began at `paused`."""

    paused: float


@dataclass(frozen=True)
class Ended(Moment):
    """The turn that began at `start` is over; the last speech ended `at`. `pauses` lie inside it; `spoken` is
    how long there was speech. `why` is silence, or length when it was cut at the longest allowed."""

    start: float
    pauses: tuple[tuple[float, float], ...]
    spoken: float
    why: Literal["silence", "length"] = "silence"


TurnEvent = Began | MaybeEnded | Resumed | Ended


class State(Enum):
    """Where the rep is."""

    QUIET = "quiet"
    TALKING = "talking"
    PAUSING = "pausing"


class Endpointer:
    """Feed it what the detector says of each block, in order. Not for several threads at once."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        s = self.settings
        if not (0 <= s.off <= s.on <= 1 and s.longest > s.begin > 0 and s.hint > 0 and s.resume > 0 and s.before >= 0):
            raise ValueError(f"these settings cannot find a turn: {s}")
        self._begin, self._resume, self._longest = _ns(s.begin), _ns(s.resume), _ns(s.longest)
        self._hint = _ns(s.hint)
        self._steps: dict[State, Callable[[bool, int, int], tuple[int, list[TurnEvent]]]] = {
            State.QUIET: self._quiet,
            State.TALKING: self._talking,
            State.PAUSING: self._pausing,
        }
        self._now = self._last_end = 0
        self._heard = False
        self._state = State.QUIET
        self._start = self._fell = 0  # when the turn began, and when its last speech ended
        self._rising = self._spoken = self._blip = 0
        self._hinted = False
        self._pauses: list[tuple[float, float]] = []

    # --- what can be asked at any time -------------------------------------------------------------------

    @property
    def now(self) -> float:
        """Seconds fed so far."""
        return self._now / NANO

    @property
    def state(self) -> State:
        """Where the rep is now."""
        return self._state

    @property
    def in_turn(self) -> bool:
        """A turn has begun and not ended."""
        return self._state is not State.QUIET

    @property
    def start(self) -> float:
        """When the present turn began, or would begin if what is rising becomes speech."""
        return self._start / NANO

    @property
    def silence(self) -> float:
        """Seconds of silence since the rep last spoke in this turn; 0 while talking or outside a turn."""
        return (self._now - self._fell) / NANO if self._state is State.PAUSING else 0.0

    @property
    def spoken(self) -> float:
        """Seconds of speech in the present turn so far."""
        return self._spoken / NANO

    def reset(self) -> None:
        """Drops the present turn without an end; time goes on."""
        self._last_end = self._now
        self._heard = False
        self._forget()

    # --- feeding -----------------------------------------------------------------------------------------

    def feed(self, probability: float, seconds: float, needed: float) -> tuple[TurnEvent, ...]:
        """The next `seconds` of sound are speech with this probability; `needed` s of silence end a turn now.

        `seconds` may be 0 (only `needed` has changed). NaN counts as silence. Raises ValueError for a
        negative or infinite duration.
        """
        if not (math.isfinite(seconds) and seconds >= 0):
            raise ValueError(f"a block cannot last {seconds} s")
        speech = self._speech(probability) if seconds else self._heard
        wanted = self._longest if math.isnan(needed) else _ns(min(max(needed, 0.0), self.settings.longest))
        left = _ns(seconds)
        out: list[TurnEvent] = []
        while True:  # one block may hold several moments; every pass uses up time or changes the state
            before = self._state
            used, moments = self._steps[before](speech, left, wanted)
            left -= used
            out += moments
            if left <= 0 and self._state is before:
                return tuple(out)

    def _speech(self, probability: float) -> bool:
        if math.isnan(probability):
            self._heard = False
        elif probability >= self.settings.on:
            self._heard = True
        elif probability < self.settings.off:
            self._heard = False
        return self._heard

    # --- one step per state: (time used up, moments) -----------------------------------------------------

    def _quiet(self, speech: bool, left: int, _needed: int) -> tuple[int, list[TurnEvent]]:
        if not speech:
            self._now += left
            self._rising = max(0, self._rising - left)
            return left, []
        if not self._rising:
            self._start = self._now
        used = min(left, self._begin - self._rising)
        self._now += used
        self._rising += used
        if self._rising < self._begin:
            return used, []
        self._state, self._spoken = State.TALKING, self._rising
        sound_from = max(self._last_end, self._start - _ns(self.settings.before), 0)
        return used, [Began(self._now / NANO, self._start / NANO, sound_from / NANO)]

    def _talking(self, speech: bool, left: int, _needed: int) -> tuple[int, list[TurnEvent]]:
        if not speech:
            self._state, self._fell, self._hinted, self._blip = State.PAUSING, self._now, False, 0
            return 0, []
        used = min(left, max(0, self._start + self._longest - self._now))
        self._now += used
        self._spoken += used
        if self._now - self._start >= self._longest:
            return used, [self._end(self._now, "length")]
        return used, []

    def _pausing(self, speech: bool, left: int, needed: int) -> tuple[int, list[TurnEvent]]:
        if speech:
            return self._blipping(left)
        self._blip = 0
        hint = min(self._hint, needed)
        target = self._fell + (needed if self._hinted else hint)
        target = min(target, self._start + self._longest)  # a turn that is all pauses is cut, too
        used = min(left, max(0, target - self._now))
        self._now += used
        if self._now < target:
            return used, []
        out: list[TurnEvent] = []
        silence = self._now - self._fell
        if not self._hinted and silence >= hint:
            self._hinted = True
            out.append(MaybeEnded(self._now / NANO, self._fell / NANO))
        if silence >= needed:
            out.append(self._end(self._fell, "silence"))
        elif self._now - self._start >= self._longest:
            out.append(self._end(self._fell, "length"))
        elif left > used:  # only the hint was reached: the rest of this block is still silence
            more, later = self._pausing(speech, left - used, needed)
            return used + more, out + later
        return used, out

    def _blipping(self, left: int) -> tuple[int, list[TurnEvent]]:
        used = min(left, self._resume - self._blip)
        self._now += used
        self._blip += used
        if self._blip < self._resume:
            return used, []
        self._state = State.TALKING
        self._spoken += self._blip
        if not self._hinted:
            return used, []
        onset = self._now - self._blip
        self._pauses.append((self._fell / NANO, onset / NANO))
        return used, [Resumed(self._now / NANO, onset / NANO, self._fell / NANO)]

    def _end(self, at: int, why: Literal["silence", "length"]) -> Ended:
        over = Ended(
            self._now / NANO, at / NANO, self._start / NANO, tuple(self._pauses), self._spoken / NANO, why
        )  # fmt: skip
        self._last_end = at
        self._forget()
        return over

    def _forget(self) -> None:
        self._state = State.QUIET
        self._rising = self._spoken = self._blip = 0
        self._start = self._fell = self._now
        self._hinted = False
        self._pauses = []


def _ns(seconds: float) -> int:
    return round(seconds * NANO)
