"""The client's voice: pyttsx3 in one long-lived child process that hands over samples as they are made.

The sound of a sentence begins a few milliseconds after it is asked for; closing the iterator calls the rest
off. A worker that dies, or says nothing for too long, is replaced once per sentence and goes on where its
predecessor stopped; when that fails too the sentence ends in a SpeakError that says what to do.
"""

from __future__ import annotations

import itertools
import json
import sys
import textwrap
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from voicecoach.errors import SpeakError
from voicecoach.ports import Delivery, Mended, Post, Sound
from voicecoach.speak.child import REMEDY, Died, Frame, Worker
from voicecoach.speak.sentences import breath
from voicecoach.speak.text import speakable

RATE = 22_050
"""Hz of all sound this voice yields."""

PATIENCE = 15.0
"""Seconds without a sign of life from the worker after which it counts as hung."""

CHUNK = 2_205
"""Samples in one yielded piece (100 ms): small enough that a reader sees a cancel soon."""


LONGEST = 1_000
"""Characters handed to the engine at once."""


class Pyttsx3Voice:
    """ports.Voice over pyttsx3. Sentences may be asked for from any thread; they are made one at a time."""

    rate = RATE

    def __init__(
        self,
        voice: str = "",
        engine: str = "",
        patience: float = PATIENCE,
        command: list[str] | None = None,
        tell: Post = lambda message: None,
    ) -> None:
        """Starts the worker (a few tenths of a second). `voice` serves where a delivery names none.

        `engine` is espeak, files, or empty for the platform's own. `tell` is given a `Mended` whenever a worker had
        to be replaced. Raises SpeakError when there is no voice.
        """
        self._tell = tell
        self._default = voice
        self._command = command or [
            sys.executable,
            "-m",
            "voicecoach.speak.worker",
            *([engine] if engine else []),
        ]
        self._patience = patience
        self._jobs = itertools.count(1)
        self._lock = threading.Lock()
        self._closed = False
        self._worker: Worker | None = None
        self.name = ""
        self._living()

    @property
    def pid(self) -> int:
        """Process id of the worker in service, for tests and `doctor`."""
        return self._living().pid

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        """Yields `text` as int16 samples at `rate`, then a breath's silence. Raises SpeakError."""
        voice = delivery.voice or self._default
        said = speakable(text, voice or "en")
        if not said:
            return
        for part in textwrap.wrap(said, LONGEST, break_on_hyphens=False):  # espeak-ng 1.52 crashes on very long texts
            yield from self._part(part, voice, delivery)
            if self._closed:
                return
        yield np.zeros(round(breath(text, delivery.rate) * RATE), np.int16)

    def _part(self, text: str, voice: str, delivery: Delivery) -> Iterator[Sound]:
        """The sound of a stretch that every engine takes in one go; a worker that dies is replaced once."""
        request = {
            "text": text, "voice": voice, "rate": delivery.rate,
            "pitch": delivery.pitch, "lilt": delivery.lilt, "volume": delivery.volume,
        }  # fmt: skip
        made = 0
        for attempt in (1, 2):
            try:
                for piece in self._sound(request, made):
                    made += len(piece)
                    yield piece
                break
            except Died as died:
                if self._closed:
                    return
                if attempt == 2:
                    raise SpeakError(f"Twice over, {died}.", REMEDY) from None
                self._tell(Mended("speak", f"{died}.", "another goes on in the middle of the sentence"))

    def voices(self) -> list[dict[str, str]]:
        """Every voice of the engine: `name` to ask for it, `title` for people. Raises SpeakError."""
        for attempt in (1, 2):
            try:
                for frame in self._frames({"voices": True}):
                    if frame.kind == b"V":
                        found: list[dict[str, str]] = json.loads(frame.data)
                        return found
            except Died as died:
                if attempt == 2:
                    raise SpeakError(f"Twice over, {died}.", REMEDY) from None
        return []

    def close(self) -> None:
        """Ends the worker; sentences still being spoken end where they are. May be called twice."""
        with self._lock:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def _sound(self, request: dict[str, Any], skip: int) -> Iterator[Sound]:
        """One attempt's samples, without the first `skip`, which an earlier one has delivered."""
        for frame in self._frames(request):
            if frame.kind != b"S":
                continue
            samples = np.frombuffer(frame.data, "<i2").astype(np.int16, copy=False)
            dropped = min(skip, len(samples))
            skip -= dropped
            for start in range(dropped, len(samples), CHUNK):
                yield samples[start : start + CHUNK]

    def _frames(self, request: dict[str, Any]) -> Iterator[Frame]:
        """The frames of one job. However the caller leaves, the job leaves nothing behind."""
        worker = self._living()
        job, done = next(self._jobs), False
        try:
            worker.ask(job, request)
            while True:
                frame = worker.frame(job, self._patience)
                if frame.kind == b"X":
                    raise Died(json.loads(frame.data)["cause"])
                if frame.kind == b"E":
                    done = True
                    return
                yield frame
        except Died:
            self._replace(worker)
            raise
        finally:
            worker.leave(job, done)

    def _replace(self, worker: Worker) -> None:
        """Takes a worker out of service; the next sentence starts another."""
        with self._lock:
            if self._worker is worker:
                self._worker = None
        worker.kill()

    def _living(self) -> Worker:
        """The worker in service, started anew when there is none. Raises SpeakError."""
        with self._lock:
            if self._closed:
                raise SpeakError("The voice is closed.", "Start the call again.")
            if self._worker is not None and not self._worker.alive:
                self._tell(Mended("speak", "the voice's process ended between two sentences.", "another was started"))
                self._worker = None
            if self._worker is None:
                self._worker = self._greeted(Worker(self._command))
            return self._worker

    def _greeted(self, worker: Worker) -> Worker:
        """Waits until a new worker is ready. Raises SpeakError."""
        try:
            hello = json.loads(worker.frame(0, self._patience).data)
        except Died as died:
            worker.kill()
            raise SpeakError(f"At its start, {died}.", REMEDY) from None
        if "error" in hello:
            worker.end()
            raise SpeakError(f"There is no voice: {hello['error']}.", _install())
        worker.leave(0, done=True)
        self.name = f"pyttsx3, {hello['name']}"
        return worker


def _install() -> str:
    """How to get a voice on this machine."""
    if sys.platform == "linux":
        return "Install one: pip install espeakng-loader (or: sudo apt install espeak-ng)."
    return "Install one: pip install --upgrade pyttsx3"
