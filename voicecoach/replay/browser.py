"""The browser's microphone and speaker as ports of the loop, over one WebSocket.

The browser sends the microphone as it comes (signed 16-bit samples at its own rate, echo already cancelled by the
browser) and reports what it played; it gets the client's sound, to be played in order. Frames with sound are
binary: one byte of kind, then little-endian numbers, then samples. Everything else is JSON.

    to the server    1, samples…                       the microphone
    to the browser   1, utterance u32, last u8, samples…   the client's sound, at the voice's rate

The page says {"played": n, "utterance": u, "age": s} some twenty times a second: n samples of utterance u had
left the speaker s seconds ago. That is all the server knows of the speaker; between reports it reckons on.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from voicecoach import events as ev
from voicecoach.ports import Block, Cut, Finished, Glimpse, Key, Lost, NoMore, Played, Post, Sound
from voicecoach.session import BLOCK, RATE

RATES = (8_000, 192_000)  # Hz a microphone may have
SLIP = 0.15
"""Seconds by which the microphone's own count may differ from the clock before it is set right: less is jitter of
the network, more is a browser that slept."""

JUMP = 30.0
KEYS = ("end", "pause", "mute", "again")

SendText = Callable[[dict[str, Any]], None]
SendBytes = Callable[[bytes], None]


class BrowserEars:
    """A ports.Ears. `feed` is called with what the microphone sent, from the socket's thread."""

    name = "browser"

    def __init__(self) -> None:
        self._post: Post | None = None
        self._now: Callable[[], float] = float
        self._rest = np.zeros(0, np.int16)
        self._resampler: Any = None
        self._rate = RATE
        self._start: float | None = None  # session time of the first sample
        self._count = 0  # samples posted
        self._given = 0  # samples that came, at the microphone's rate
        self._gone = ""
        self._early: list[str] = []  # buttons pressed while everything was being opened
        self._lock = threading.Lock()

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """From now on blocks are posted; who rang off before that is heard now."""
        with self._lock:
            self._post, self._now = post, now
            early, self._early = self._early, []
            for name in early:
                post(Key(name))
            if self._gone:  # the page was closed while everything was being opened
                post(NoMore(self._gone))

    def close(self) -> None:
        """What comes from now on is dropped."""
        with self._lock:
            self._post = None

    def at_rate(self, rate: int) -> None:
        """The microphone's rate (Hz). Raises ValueError for one that no microphone has."""
        if not RATES[0] <= rate <= RATES[1]:
            raise ValueError("no microphone has this rate")
        with self._lock:
            self._rate = rate
            if rate != RATE:
                import soxr

                # "LQ" keeps 20 ms back at 48 kHz instead of 37, and passes all that speech has
                self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="int16", quality="LQ")

    def feed(self, samples: Sound) -> None:
        """More of the microphone: mono int16 at its rate."""
        with self._lock:
            if self._post is None:
                return
            heard = self._resampler.resample_chunk(samples) if self._resampler else samples
            now = self._now()
            if self._start is None:
                self._start = now - len(samples) / self._rate
            self._given += len(samples)  # not what the resampler gave: it keeps some back
            late = now - (self._start + self._given / self._rate)
            if late > SLIP + JUMP or late < -SLIP:  # slept, or sent more than time allows: the clock is right
                self._start += late
            elif late > SLIP:
                self._post(Lost("microphone", "the browser paused", round(late, 3)))
                self._start += late
            self._rest = np.concatenate([self._rest, heard])
            while len(self._rest) >= BLOCK:
                block, self._rest = self._rest[:BLOCK], self._rest[BLOCK:]
                self._post(Block(self._start + self._count / RATE, block))
                self._count += BLOCK

    def key(self, name: str) -> None:
        """A button of the page."""
        with self._lock:
            if self._post and name in KEYS:
                self._post(Key(name))
            elif name == "end" and not self._early:
                self._early.append(name)

    def gone(self, why: str) -> None:
        """The page was closed."""
        with self._lock:
            self._gone = why
            if self._post:
                self._post(NoMore(why))


@dataclass
class _Utterance:
    number: int
    sound: list[Sound] = field(default_factory=list)
    length: int = 0
    whole: bool = False
    played: int = 0
    start: float | None = None


class BrowserMouth:
    """A ports.Mouth: sends sound ahead, learns from the page how much of it was heard."""

    name = "browser"

    def __init__(self, send: SendBytes, tell: SendText) -> None:
        self._send, self._tell = send, tell
        self._post: Post | None = None
        self._now: Callable[[], float] = float
        self._rate = 22_050
        self._queue: list[_Utterance] = []
        self._held = False
        self._lock = threading.RLock()

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Tells the page at which rate sound will come."""
        with self._lock:
            self._post, self._now, self._rate = post, now, rate
        self._tell({"do": "open", "rate": rate})

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Sends more of an utterance."""
        with self._lock:
            if self._post is None:
                return
            if not self._queue or self._queue[-1].number != utterance:
                self._queue.append(_Utterance(utterance))
            said = self._queue[-1]
            said.sound.append(samples)
            said.length += len(samples)
            said.whole = last
            self._send(struct.pack("<BIB", 1, utterance & 0xFFFFFFFF, last) + samples.astype("<i2").tobytes())
            if last and not said.length:
                self._report(utterance, 0, self._now())

    def cut(self) -> Cut | None:
        """Silence in the page at once; what the last reports say was heard."""
        self._tell({"do": "cut"})
        with self._lock:
            queue, self._queue, self._held = self._queue, [], False
            now = self._now()
            said = next((u for u in queue if u.played or u.start is not None), queue[0] if queue else None)
            if said is None:
                return None
            share = said.played / said.length if said.length else 0.0
            start = said.start if said.start is not None else now
            return Cut(said.number, min(1.0, share), start, start + said.played / self._rate)

    def hold(self, on: bool) -> None:
        """Pauses or goes on."""
        with self._lock:
            if self._held == on:
                return
            self._held = on
        self._tell({"do": "hold" if on else "go"})

    def close(self) -> None:
        """Silence for good."""
        with self._lock:
            if self._post is None:
                return
            self._post, self._queue = None, []
        self._tell({"do": "cut"})

    def played(self, utterance: int, count: int, age: float) -> None:
        """The page's report: `count` samples of `utterance` had been heard `age` s ago (negative: will have been,
        once the sound card has played what it was given)."""
        with self._lock:
            if self._post is not None and -1.0 <= age < 5.0:
                self._report(utterance, count, self._now() - age)

    def _report(self, utterance: int, count: int, when: float) -> None:
        while (
            self._queue
            and self._queue[0].number != utterance
            and self._queue[0].whole
            and any(u.number == utterance for u in self._queue)
        ):
            self._heard(self._queue[0], self._queue[0].length, when)  # a later one has begun: this one is over
        if self._queue and self._queue[0].number == utterance:
            self._heard(self._queue[0], count, when)

    def _heard(self, said: _Utterance, count: int, when: float) -> None:
        assert self._post is not None
        count = max(said.played, min(count, said.length))
        if count > said.played:
            if said.start is None:
                said.start = when - count / self._rate
            begin = max(said.start + said.played / self._rate, when - (count - said.played) / self._rate - SLIP)
            piece = np.concatenate(said.sound)[said.played : count]
            self._post(Played(begin, piece))
            said.played = count
        if said.whole and said.played >= said.length:
            self._queue.pop(0)
            self._post(Finished(said.number, said.start if said.start is not None else when, when))


class BrowserView:
    """A ports.View: what the page shows while the call runs. Trust is only told when the rep asked to see it."""

    def __init__(self, tell: SendText, reveal: bool = False) -> None:
        self._tell, self._reveal = tell, reveal
        self._shown = ("", "", -1.0)
        self._at = -1.0

    def event(self, event: ev.Event) -> None:
        """Words of both sides, and what went wrong."""
        if isinstance(event, ev.Heard):
            self._tell({"said": "rep", "turn": event.turn, "text": event.text, "t": event.start})
        elif isinstance(event, ev.ClientSaid):
            self._tell({"said": "client", "turn": event.turn, "text": event.text, "t": event.start, "cut": event.cut})
        elif isinstance(event, ev.TakenBack):
            self._tell({"taken_back": event.turn})
        elif isinstance(event, ev.Trouble):
            self._tell({"trouble": event.cause, "done": event.done})
        elif isinstance(event, ev.Ended):
            self._tell({"ended": event.outcome, "by": event.by})

    def glimpse(self, glimpse: Glimpse) -> None:
        """Who has the floor, five times a second or when it changes."""
        if glimpse.floor == self._shown[0] and glimpse.words == self._shown[1] and glimpse.elapsed < self._at + 0.2:
            return
        self._shown, self._at = (glimpse.floor, glimpse.words, glimpse.elapsed), glimpse.elapsed
        told: dict[str, Any] = {
            "floor": glimpse.floor, "level": round(glimpse.level_db, 1), "words": glimpse.words,
            "elapsed": round(glimpse.elapsed, 1),
        }  # fmt: skip
        if self._reveal and glimpse.trust:
            told["alliance"], told["trust_level"] = glimpse.trust.alliance, glimpse.trust.level
        self._tell(told)
