"""A call with recorded speech instead of a microphone and a paced sink instead of a speaker, on the wall clock.

The product is built by the same code as `voicecoach rehearse`; only its ears and its mouth are these.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from voicecoach.ports import Block, Cut, NoMore, Played, Post, Sound
from voicecoach.session import BLOCK, RATE
from voicecoach.speak.playback import Playback

STEP = 0.02  # s in one block that leaves the speaker


class PacedEars:
    """20 ms of sound at a time come in through `deliver`, as a sound card's would."""

    name = "bench"

    def __init__(self, begin: Callable[[PacedEars], None]) -> None:
        self._begin = begin
        self._waiting: Sound = np.zeros(0, np.int16)
        self._t: float | None = None
        self._post: Post = lambda message: None
        self._now: Callable[[], float] = lambda: 0.0

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """From here on the product listens."""
        self._post, self._now = post, now
        self._begin(self)

    def deliver(self, pcm: bytes) -> None:
        """One block that has just been heard."""
        heard = np.frombuffer(pcm, np.int16)
        if self._t is None:
            self._t = self._now() - len(heard) / RATE
        self._waiting = np.concatenate([self._waiting, heard])
        while len(self._waiting) >= BLOCK:
            self._post(Block(self._t, self._waiting[:BLOCK]))
            self._waiting = self._waiting[BLOCK:]
            self._t += BLOCK / RATE

    def over(self) -> None:
        """The recording is at its end."""
        self._post(NoMore("the recording is over"))

    def close(self) -> None:
        """Nothing to free."""


class PacedMouth:
    """Plays what it is given in real time into `wrote(pcm, rate)`, called as each block begins to sound."""

    name = "bench"

    def __init__(self, wrote: Callable[[bytes, int], None]) -> None:
        self._wrote = wrote
        self._wake = threading.Condition()
        self._playback: Playback | None = None
        self._held = self._closed = False
        self._post: Post = lambda message: None

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Starts."""
        self._post, self._now = post, now
        self._playback = Playback(rate)
        threading.Thread(target=self._run, args=(self._playback,), daemon=True).start()

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Queues."""
        assert self._playback is not None
        with self._wake:
            self._playback.play(utterance, samples, last)
            self._wake.notify()

    def hold(self, on: bool) -> None:
        """Stops, or goes on from there."""
        assert self._playback is not None
        with self._wake:
            self._held = on
            self._playback.hold(on)
            self._wake.notify()

    def cut(self) -> Cut | None:
        """Silence with the next block."""
        assert self._playback is not None
        with self._wake:
            self._held = False
            return self._playback.cut(self._now())

    def close(self) -> None:
        """Stops."""
        with self._wake:
            self._closed = True
            self._wake.notify()

    def _run(self, playback: Playback) -> None:
        due = 0.0
        n = int(playback.rate * STEP)
        while True:
            with self._wake:
                while not self._closed and (not playback.busy or self._held):
                    self._wake.wait()
                if self._closed:
                    return
                began = self._now()
                samples, finished = playback.pull(n, began)
                sounded = playback.sounded
                if not sounded and not finished:
                    self._wake.wait(STEP)  # the voice is behind
                    continue
            if sounded:
                self._wrote(samples[:sounded].tobytes(), playback.rate)
                self._post(Played(began, samples[:sounded]))
            due = max(due, time.monotonic()) + STEP
            time.sleep(max(0.0, due - time.monotonic()))
            for end in finished:
                self._post(end)


def run(settings: Any, scenario: str, ears: PacedEars, mouth: PacedMouth, *, even_tempered: bool = False) -> Any:
    """Holds one call and gives how it ended, and the session it became.

    `even_tempered`: the rep's moves are labelled as ever but leave the client cold, who would otherwise hang up on
    a recording that cuts in a dozen times.
    """
    from voicecoach import wiring
    from voicecoach.fakes import NoView
    from voicecoach.rehearsal import Plan, hold

    chosen = wiring.choose_scenario(settings, scenario)
    plan = Plan(settings, chosen, "browser", "easy", 1, ears=ears, mouth=mouth)
    with hold(plan, NoView()) as held:
        if even_tempered:
            parts = held.rehearsal.parts
            labels = parts.labels
            held.rehearsal.parts = dataclasses.replace(parts, labels=lambda *a, **k: labels(*a, **k)[:0])
        ended = held.run()
        return ended, held.saved()
