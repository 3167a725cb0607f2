"""Writes a session as it happens, so that a killed process loses at most the last second.

The loop must never wait for a disk, so one thread does the writing; what it may be behind by is bounded. Each
piece goes to the system at once (a killed *process* loses only what still stood in the queue, some
milliseconds) and is seen to the disk once a second and at important events (a cut in *power* loses a second).
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import RememberError
from voicecoach.events import Began, Ended, Event, Heard, Moved, RepSays, TakenBack, Trouble
from voicecoach.ports import Sound
from voicecoach.remember import files
from voicecoach.remember.lines import to_line
from voicecoach.remember.sound_file import SoundWriter
from voicecoach.session import Card

BEHIND = 2000
"""Pieces that may wait to be written: about 30 s of both sides' sound, 2 MB. Then the caller waits."""

SYNC_EVERY = 1.0  # s
IMPORTANT = (Began, Heard, Moved, Ended, RepSays, TakenBack, Trouble)
SOUND_AGAIN = 5.0  # s; when the disk took no sound, only events are written for so long
RESERVE = 64 * 1024
"""Bytes held back on the disk, given up when it is full, so that how the call ended can still be written."""


class Recorder:
    """A session being written: a ports.Memory. Made by `Library.create`."""

    def __init__(self, folder: Path, card: Card) -> None:
        """Opens the files in a session folder that holds its card already. Raises OSError."""
        self.folder = folder
        self.card = card
        self.id = card.id
        self._live = files.open_file(folder / "live", os.O_RDWR | os.O_CREAT)
        files.lock(self._live)
        files.write_all(self._live, f"{os.getpid()}\n".encode())
        self._reserve = folder / "reserve"
        files.write_new(self._reserve, bytes(RESERVE))
        self._events = files.open_file(folder / "events.jsonl", os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        self._sounds = {
            "rep": SoundWriter(folder / "rep.wav", card.rate_rep),
            "client": SoundWriter(folder / "client.wav", card.rate_client),
        }
        self._written = 0  # bytes of events.jsonl, always a whole number of lines
        self._waiting: list[bytes] = []  # lines the disk did not take yet
        self._queue: queue.Queue[tuple[str, Any, Any] | None] = queue.Queue(BEHIND)
        self._error: RememberError | None = None
        self._sound_again = 0.0
        self._closed = False
        self._last_t = 0.0
        self._thread = threading.Thread(target=self._write, name="remember", daemon=True)
        self._thread.start()

    # --- the port: any thread ---------------------------------------------------------------------

    def add(self, event: Event) -> None:
        """Appends one event. Raises RememberError when the disk took no more; the event is then kept and
        tried again with the next one. Raises ValueError for a number that is not finite."""
        line = to_line(event)
        self._last_t = max(self._last_t, event.t)
        self._put(("event", line, isinstance(event, IMPORTANT)))

    def heard(self, t: float, samples: Sound) -> None:
        """The rep's sound from session time `t` (s) on, at `card.rate_rep`. Raises RememberError."""
        self._put(("rep", t, np.array(samples, dtype=np.int16)))

    def said(self, t: float, samples: Sound) -> None:
        """The client's sound as played from `t` (s) on, at `card.rate_client`. Raises RememberError."""
        self._put(("client", t, np.array(samples, dtype=np.int16)))

    def close(self) -> None:
        """Writes what is left and lets go of the session. Raises RememberError if something could not be
        written and nobody was told so yet; even then everything else is safe. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._complain()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, item: tuple[str, Any, Any]) -> None:
        if self._closed:
            raise RememberError("this session is closed already.", "Start a new one.")
        self._queue.put(item)
        self._complain()

    def _complain(self) -> None:
        error, self._error = self._error, None
        if error:
            raise error

    # --- the writing thread -----------------------------------------------------------------------

    def _write(self) -> None:
        synced, dirty = time.monotonic(), False
        while True:
            try:
                wait = max(0.0, synced + SYNC_EVERY - time.monotonic()) if dirty else None
                item = self._queue.get(timeout=wait)
            except queue.Empty:
                item = ("sync", None, True)
            if item is None:
                break
            try:
                self._take(*item)
                dirty = True
                if item[2] is True or time.monotonic() >= synced + SYNC_EVERY:
                    self._sync()
                    synced, dirty = time.monotonic(), False
            except OSError as error:
                synced, dirty = time.monotonic(), False
                self._failed(error)
        self._end()

    def _take(self, kind: str, first: Any, second: Any) -> None:
        if kind == "event":
            self._waiting.append(first)
            self._flush_events()
        elif kind in self._sounds and time.monotonic() >= self._sound_again:
            try:
                self._sounds[kind].put(first, second)
            except OSError:
                self._sound_again = time.monotonic() + SOUND_AGAIN
                raise

    def _flush_events(self) -> None:
        while self._waiting:
            line = self._waiting[0]
            try:
                files.write_all(self._events, line)
            except OSError:
                with contextlib.suppress(OSError):  # no half line may stay in the middle
                    os.ftruncate(self._events, self._written)
                    os.lseek(self._events, self._written, os.SEEK_SET)
                raise
            self._written += len(line)
            self._waiting.pop(0)

    def _sync(self) -> None:
        os.fsync(self._events)
        for sound in self._sounds.values():
            sound.sync()
        if any(sound.vanished() for sound in self._sounds.values()):
            raise FileNotFoundError(2, "deleted while it was written")

    def _failed(self, error: OSError) -> None:
        """Tells the next caller, and makes room for the few lines that still matter."""
        if self._error is None:
            self._error = files.in_words(error, self.folder)
        with contextlib.suppress(OSError):
            self._reserve.unlink()
        with contextlib.suppress(OSError):
            self._flush_events()

    def _end(self) -> None:
        """Both channels end together, at the last thing that happened."""
        seconds = max([self._last_t] + [s.end / s.rate for s in self._sounds.values()])
        steps: list[Callable[[], object]] = [self._flush_events, lambda: os.fsync(self._events)]
        steps += [partial(s.close, round(seconds * s.rate)) for s in self._sounds.values()]
        steps += [lambda: os.close(self._events), lambda: self._reserve.unlink(missing_ok=True)]
        steps += [lambda: os.close(self._live), lambda: (self.folder / "live").unlink(missing_ok=True)]
        for step in steps:
            try:
                step()
            except OSError as error:
                if self._error is None:
                    self._error = files.in_words(error, self.folder)
