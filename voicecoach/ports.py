"""The seams: what the loop asks of the world, one or two methods each.

Sound is mono int16 in numpy arrays of shape (samples,). Fakes of all of these are in fakes.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from voicecoach.events import Event
from voicecoach.session import Trust, Word

Sound = npt.NDArray[np.int16]
"""Mono samples, shape (n,)."""

Post = Callable[[Any], None]
"""Puts a message into the loop's inbox; may be called from any thread."""


# --- messages: what the world tells the loop -----------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """512 samples at 16 kHz from the rep's side; `t` is the session time of the first one (s)."""

    t: float
    samples: Sound


@dataclass(frozen=True)
class Line:
    """A line that the rep typed instead of speaking."""

    text: str


@dataclass(frozen=True)
class Played:
    """Sound that really left the speaker (silence is not reported); `t` is when its first sample did."""

    t: float
    samples: Sound


@dataclass(frozen=True)
class Finished:
    """The speaker played all it had been given for utterance `utterance`, between `start` and `end`."""

    utterance: int
    start: float
    end: float


@dataclass(frozen=True)
class Key:
    """The rep pressed a key: pause, end, mute or again."""

    name: str


@dataclass(frozen=True)
class Lost:
    """A device went away or dropped sound: `what` is microphone or speaker; `seconds` lost, 0 if it is gone.
    `back` when it has returned, `seconds` after it went."""

    what: str
    cause: str
    seconds: float = 0.0
    back: bool = False


@dataclass(frozen=True)
class Mended:
    """Something failed and was mended on the spot: which stage, the cause, and what was done about it."""

    stage: str
    cause: str
    done: str


@dataclass(frozen=True)
class NoMore:
    """The rep's side is over: the recordings are played, the typed input is at its end."""

    why: str = ""


# --- hear ------------------------------------------------------------------------------------------------------


class Ears(Protocol):
    """Where the rep's sound comes from: a microphone, recordings."""

    @property
    def name(self) -> str:
        """What the device calls itself; another one may have taken its place."""
        ...

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Starts posting `Block`s (and `Lost`, `NoMore`). Raises HearError."""

    def close(self) -> None:
        """Stops at once; may be called twice."""


class Detector(Protocol):
    """Tells speech from other sound."""

    def probability(self, block: Sound) -> float:
        """Probability (0–1) that this block of 512 samples at 16 kHz, following the last one, is speech."""

    def reset(self) -> None:
        """Forgets what came before."""


# --- understand ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recognised:
    """Text of a piece of sound; `words` have times in seconds from its first sample, where known."""

    text: str
    words: tuple[Word, ...] = ()
    doubt: str = ""  # "", "repetition" or "hallucination": then the text must not be used


class Recogniser(Protocol):
    """Speech to text."""

    name: str

    def recognise(self, samples: Sound) -> Recognised:
        """Text of `samples` (16 kHz). Blocks. Raises UnderstandError when it cannot go on."""

    def close(self) -> None:
        """Frees the model; may be called twice."""


# --- respond ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sentence:
    """One sentence for the client to say; `origin` is written, reflex or model. `pause` s before it."""

    text: str
    origin: str = "written"
    pause: float = 0.0


@dataclass(frozen=True)
class Exchange:
    """What was said, by whom, as it was really heard."""

    who: str  # rep or client
    text: str


@dataclass(frozen=True)
class Direction:
    """What the client is to do now, decided by code before any words. Locked facts that are still locked are
    in here nowhere."""

    act: str
    turn: int
    trust: Trust
    no: str = ""  # reflex, condition or final when the act is a No
    rep_text: str = ""
    labels: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # ids of facts that may be spoken of (public and unlocked)
    must_tell: str = ""  # id of the fact that this reply discloses
    test: str = ""  # id of the test of trust posed now
    asked: bool = False  # the rep asked something that deserves an answer
    cut_short: str = ""  # the client's own words that the rep cut off just now
    max_words: int = 24
    history: tuple[Exchange, ...] = ()
    seed: int = 0
    notes: tuple[str, ...] = ()


class Client(Protocol):
    """Words the decided act. The built-in client and a language model behind an endpoint are both this."""

    name: str

    def reply(self, direction: Direction, note: Callable[[Event], None]) -> Iterator[Sentence]:
        """Yields sentences one by one, as soon as each may be spoken; `note` takes events such as `Blocked`
        and `Trouble`. Never raises for a misbehaving model, never yields nothing. Closing the iterator
        (a barge-in) must stop all work behind it."""

    def close(self) -> None:
        """Frees what it holds; may be called twice."""


# --- speak -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Delivery:
    """How a sentence is to be said: words a minute; pitch, volume and lilt (how much the pitch moves) as
    factors of the voice's own."""

    voice: str = ""
    rate: int = 165
    pitch: float = 1.0
    volume: float = 1.0
    lilt: float = 1.0


class Voice(Protocol):
    """Text to speech."""

    name: str
    rate: int  # Hz of what `speak` yields

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        """Yields the sound piece by piece. Raises SpeakError. Closing the iterator cancels the rest."""

    def close(self) -> None:
        """Ends the worker; may be called twice."""


@dataclass(frozen=True)
class Cut:
    """What a barge-in left: the utterance that was playing and the share (0–1) of its sound that was heard."""

    utterance: int
    heard: float
    start: float = 0.0
    end: float = 0.0


class Mouth(Protocol):
    """The speaker: plays utterances in order, can be cut off at any moment."""

    @property
    def name(self) -> str:
        """What the device calls itself; another one may have taken its place."""
        ...

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Starts; sound given to `play` has `rate` Hz. Posts `Played`, `Finished`, `Lost`. Raises SpeakError."""

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Appends sound of an utterance; `last` marks its end. Never blocks."""

    def cut(self) -> Cut | None:
        """Silence at once; forgets everything queued. None when nothing was playing."""

    def hold(self, on: bool) -> None:
        """Silence at once without forgetting (`on`), or on from where it stopped."""

    def close(self) -> None:
        """Stops at once; may be called twice."""


# --- remember --------------------------------------------------------------------------------------------------


class Memory(Protocol):
    """Where a session is written as it happens. Every call is safe on disk within a second."""

    def add(self, event: Event) -> None:
        """Appends one event. Raises RememberError when nothing can be written any more."""

    def heard(self, t: float, samples: Sound) -> None:
        """The rep's sound from session time `t` on (16 kHz)."""

    def said(self, t: float, samples: Sound) -> None:
        """The client's sound as played from session time `t` on (the voice's rate)."""

    def close(self) -> None:
        """Writes what is left; may be called twice."""


# --- watching --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Glimpse:
    """What the live view shows now: who has the floor (listening, thinking, speaking, paused), the rep's
    level (dBFS), the words so far, the elapsed time (s), and the state of trust for `--reveal`."""

    floor: str
    level_db: float = -90.0
    words: str = ""
    elapsed: float = 0.0
    trust: Trust | None = None
    extra: dict[str, Any] = field(default_factory=dict)


class View(Protocol):
    """Watches the call; never changes it."""

    def event(self, event: Event) -> None:
        """Something happened."""

    def glimpse(self, glimpse: Glimpse) -> None:
        """How it looks right now; called up to 30 times a second."""
