"""Listening to the rep: blocks of sound in, what to heed out.

Puts together echo cancelling, the speech detector, endpointing and barge-in, and keeps the sound of the turn
under way. It knows nothing of words but how finished they sound, which sets how long a silence ends a turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from voicecoach.hear import barge_in
from voicecoach.hear.barge_in import BargeIn
from voicecoach.hear.tune import LOOK_BACK, moved
from voicecoach.hear.turn_end import PACE, Pace, needed_silence
from voicecoach.hear.turns import Began, Ended, Endpointer, MaybeEnded, Resumed, Settings, State, TurnEvent
from voicecoach.ports import Block, Detector, Sound
from voicecoach.session import BLOCK, RATE

SECONDS = BLOCK / RATE
BEFORE = 0.25  # s of sound kept before the onset: a soft consonant begins before the detector is sure
AFTER = 0.20  # s kept after the last speech: recognisers want a little silence at the end
HINT = 0.064  # s of silence after which a reply is begun on a guess
PART = 1.2  # s of a turn that are worth recognising ahead of the rest, where that costs this machine nothing
SHORTEST_PART = 0.3  # s that are, when a silence begins
QUIETEST_OF = 0.5  # s looked back on for the place to cut it off
STRETCH = 3.0  # s that are where it costs this machine something: only between two real pauses
REAL_PAUSE = 0.2  # s; the closure of a consonant is shorter
YIELDS_WITHIN = 2.0  # s into the client's reply that the rep's turn may still turn out not to have been over
BURST = 0.096  # s of silence after which what was said over the client can be listened to


class EchoCanceller(Protocol):
    """Takes what the speaker played out of what the microphone heard."""

    def far(self, t: float, samples: Sound, rate: int) -> None:
        """Sound that left the speaker from session time `t` on."""

    def near(self, t: float, samples: Sound) -> Sound:
        """The block heard from session time `t` on, without the echo; as many samples as were given."""


@dataclass(frozen=True)
class Heed:
    """Something to act on: began, part (of the turn, from `start` to `end`, can be recognised ahead), hint,
    resumed, ended; over the client also hold, burst (what was said from `start` to `end` can be listened to), floor,
    goes_on. Times in seconds on the session clock."""

    what: str
    start: float = 0.0
    end: float = 0.0
    pauses: tuple[tuple[float, float], ...] = ()


class Listening:
    """Hears one rep. `duplex=False`: what comes while the client speaks is not listened to."""

    def __init__(
        self,
        detector: Detector,
        *,
        canceller: EchoCanceller | None = None,
        duplex: bool = True,
        pace: Pace = PACE,
    ) -> None:
        self.level_db = -90.0
        self._detector = detector
        self._canceller = canceller
        self._duplex = duplex
        self._pace = pace
        self._endpointer = Endpointer(Settings(hint=HINT))
        self._eager = False
        self._levels: deque[tuple[float, float]] = deque(maxlen=int(QUIETEST_OF / SECONDS))
        self._cut = 0.0  # what lies before was given out as parts
        self._barge = BargeIn()
        self._spoken_over = 0.0  # s that the client has been speaking
        self._kept: deque[tuple[float, Sound]] = deque()
        self._start: float | None = None  # of the turn under way
        self._joined: float | None = None  # where a turn begins that is the rest of an earlier one
        self._keep_from: float | None = None  # sound before this is not needed any more
        self._words: str | None = None
        self._moved: bool | None = None  # did the voice fall or rise before the present silence?

    @property
    def in_speech(self) -> bool:
        """Is a turn of the rep's under way?"""
        return self._start is not None

    def hurry(self) -> None:
        """Recognising costs this machine nothing: give out small parts of a turn while it goes on."""
        self._eager = True

    def words(self, text: str) -> None:
        """What has been recognised of the turn so far; "" when it is no longer known."""
        self._words = text or None

    def client_began(self) -> None:
        """The client takes the floor."""
        self._barge, self._spoken_over = BargeIn(), 0.0

    def client_ended(self) -> None:
        """The floor is the rep's; what was kept of the last turn is done with."""
        self._barge, self._keep_from = BargeIn(), None

    def judged(self, text: str, *, went_on: bool) -> bool:
        """A burst over the client turned out to be `text`: does that take the floor, however short it is? `went_on`:
        the client had only just begun, in what may have been a pause of the rep's."""
        self._barge, verdict = self._barge.judged(text, went_on=went_on)
        return verdict == barge_in.TAKEN

    def client_sounded(self, t: float, samples: Sound, rate: int) -> None:
        """Sound that left the speaker: what an echo is made of."""
        if self._canceller:
            self._canceller.far(t, samples, rate)

    def join(self, start: float) -> None:
        """The turn that just began is the rest of the one that began at `start`."""
        self._joined = start
        self._cut = start - BEFORE
        self._words = None

    def reset(self) -> None:
        """Forgets the turn under way."""
        self._endpointer.reset()
        self._start = self._joined = self._words = None

    def hear(self, block: Block, *, client_speaks: bool, deaf: bool = False) -> Iterator[Heed]:
        """What to heed after one more block of 512 samples."""
        near = self._canceller.near(block.t, block.samples) if self._canceller else block.samples
        self.level_db = level(near)
        self._keep(block.t, near)
        deaf = deaf or (client_speaks and not self._duplex)
        probability = 0.0 if deaf else self._detector.probability(near)
        now = block.t + SECONDS
        spoken = now - self._start if self._start is not None else 0.0
        needed = needed_silence(self._words, spoken, self._pace, self._moved)
        for event in self._endpointer.feed(probability, SECONDS, needed):
            shift = now - self._endpointer.now
            yield self._heed(event, shift)
            if isinstance(event, Resumed) and not self._eager:
                yield from self._stretch(event.paused + shift, event.at + shift)
        if client_speaks:
            self._spoken_over += SECONDS
            if self._spoken_over > YIELDS_WITHIN:  # the rep's last turn is over for good: its sound is done with
                self._keep_from = None
            yield from self._over_client(probability, now)
        elif self._eager:
            yield from self._parts(now)

    def _parts(self, now: float) -> Iterator[Heed]:
        """Cuts off what was said as soon as the rep falls silent, or now and then where it was quietest."""
        self._levels.append((now - SECONDS / 2, self.level_db))
        if self._start is None or self._joined is not None:
            return
        length, state = now - self._cut, self._endpointer.state
        at = None
        if state is State.PAUSING and self._endpointer.silence < 1.5 * SECONDS and length >= SHORTEST_PART:
            at = now
        elif state is State.TALKING and length >= PART + QUIETEST_OF:
            at, _ = min(self._levels, key=lambda place: place[1])
        if at is not None:
            yield Heed("part", self._cut, at)
            self._cut = at

    def _stretch(self, paused: float, on: float) -> Iterator[Heed]:
        """Cuts off what was said up to a real pause, once the rep has gone on after it."""
        if self._joined is None and on - paused >= REAL_PAUSE and paused - self._cut >= STRETCH:
            middle = min(paused + AFTER, (paused + on) / 2)
            yield Heed("part", self._cut, middle)
            self._cut = middle

    def _heed(self, event: TurnEvent, shift: float) -> Heed:
        match event:
            case Began():
                self._start = event.at + shift
                self._cut = self._start - BEFORE
                self._keep_from = self._start - BEFORE if self._keep_from is None else self._keep_from
                return Heed("began", self._start)
            case MaybeEnded():
                end = event.at + shift
                self._moved = moved(self.between(max(end - LOOK_BACK, self._start or 0.0), end))
                return Heed("hint", self._first(), end)
            case Resumed():
                self._words = None
                return Heed("resumed", self._first(), event.paused + shift)
            case Ended():
                first = self._first()
                self._start = self._joined = self._words = None
                self._keep_from = first - BEFORE
                return Heed("ended", first, event.at + shift, tuple((a + shift, b + shift) for a, b in event.pauses))

    def _first(self) -> float:
        return self._joined if self._joined is not None else self._start or 0.0

    def _over_client(self, probability: float, now: float) -> Iterator[Heed]:
        was_silent = self._barge.silent
        self._barge, verdict = self._barge.step(probability, SECONDS)
        onset = now - self._barge.onset
        if self._barge.state == "held" and was_silent < BURST <= self._barge.silent:
            yield Heed("burst", onset, now - self._barge.silent)
        if verdict == barge_in.HOLD:
            yield Heed("hold", onset)
        elif verdict == barge_in.TAKEN:
            yield Heed("floor", onset)
        elif verdict == barge_in.GOES_ON:
            yield Heed("goes_on")

    def _keep(self, t: float, samples: Sound) -> None:
        self._kept.append((t, samples))
        oldest = self._keep_from if self._keep_from is not None else t - 1.0
        if self._start is not None:
            oldest = min(oldest, self._start - BEFORE)
        while self._kept and self._kept[0][0] + SECONDS < oldest:
            self._kept.popleft()

    def sound(self, start: float, end: float) -> Sound:
        """The sound heard from `start` to `end` with a little before and after it, 16 kHz."""
        return self.between(start - BEFORE, end + AFTER)

    def rest(self, end: float) -> Sound:
        """The sound of the turn that was not given out as parts, up to `end` and a little after it."""
        return self.between(self._cut, end + AFTER)

    def between(self, start: float, end: float) -> Sound:
        """Exactly what was heard from `start` to `end`, as far as it was kept, 16 kHz."""
        pieces = [(t, s) for t, s in self._kept if t + SECONDS > start and t < end]
        if not pieces:
            return np.zeros(0, np.int16)
        whole, first = np.concatenate([s for _, s in pieces]), pieces[0][0]
        return whole[max(0, round((start - first) * RATE)) : max(0, round((end - first) * RATE))]


def level(samples: Sound) -> float:
    """RMS level in dBFS; −90 for silence."""
    if len(samples) == 0:
        return -90.0
    rms = float(np.sqrt(np.mean(np.square(samples.astype(np.float32)))))
    return max(-90.0, 20 * float(np.log10(max(rms, 1e-3) / 32768)))
