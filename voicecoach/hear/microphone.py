"""The microphone, through sounddevice (PortAudio): blocks of 512 samples at 16 kHz on the session clock.

The device's own thread only puts what it brings into a bounded queue. One hearing thread takes it out, makes it
mono and 16 kHz where the device would not, and posts it. It also looks after the device (see link.py).
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from voicecoach.devices import MICROPHONE, Device, Side, seen_afresh
from voicecoach.hear.intake import Intake
from voicecoach.link import LATE, Forms, Link
from voicecoach.ports import Post
from voicecoach.session import BLOCK, RATE

WAIT = 0.25
"""Seconds that the hearing thread waits for sound before it looks at the device."""
QUEUED = 128
"""Callbacks that may wait for the hearing thread: 4 s of sound. Then sound is lost, and that is said."""


class Microphone:
    """A ports.Ears over one input device."""

    def __init__(
        self,
        device: str | int | None = None,
        sounddevice: Any = None,
        monotonic: Callable[[], float] = time.monotonic,
        afresh: Callable[[Side], list[Device]] = seen_afresh,
    ) -> None:
        """Finds the device without opening it. Raises HearError when there is none."""
        self._link = Link(MICROPHONE, device, self._opened, forms, sounddevice, monotonic, afresh)
        self._queue: queue.Queue[tuple[Any, float, bool] | None] = queue.Queue(QUEUED)
        self._post: Post = lambda message: None
        self._now: Callable[[], float] = lambda: 0.0
        self._intake: Intake | None = None
        self._overflowed = False  # sound was lost before the next piece, by PortAudio or for want of room
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The device's own name."""
        return self._link.name

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Starts posting `Block`s. Raises HearError when the device cannot be opened."""
        self._post, self._now = post, now
        self._closed.clear()
        self._link.start()
        self._thread = threading.Thread(target=self._hear, name="hearing", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops at once."""
        self._closed.set()
        self._link.close()
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=2.0)
            self._thread = None

    # --- the hearing thread --------------------------------------------------------------------------------

    def _hear(self) -> None:
        while not self._closed.is_set():
            self.step(WAIT)

    def step(self, timeout: float) -> None:
        """Posts what the device brought within `timeout` seconds, and looks whether it is still there."""
        try:
            item = self._queue.get(timeout=timeout)
        except queue.Empty:
            item = None
        if self._closed.is_set():
            return
        intake = self._intake
        if item is not None and intake is not None:
            for message in intake.take(*item):
                self._post(message)
        if lost := self._link.look():
            self._post(lost)

    # --- the device ----------------------------------------------------------------------------------------

    def _opened(self, number: int | None, rate: int, channels: int, device: Device) -> Any:
        """A stream that is not started yet. What an earlier one brought is not waited for any more."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._queue.get_nowait()
        self._intake = Intake(rate, channels)
        return self._link.sd.InputStream(
            samplerate=rate, channels=channels, dtype="int16", latency="low", device=number,
            blocksize=round(rate * BLOCK / RATE), callback=self._arrived,
        )  # fmt: skip

    # --- the device's own thread ---------------------------------------------------------------------------

    def _arrived(self, frames: Any, count: int, times: Any, status: Any) -> None:
        """One block from the device: quick, and it must never raise, or the stream ends."""
        self._link.beat = self._link.monotonic()
        if status and status.input_overflow:
            self._overflowed = True
        least = count / (self._intake.rate if self._intake else RATE)
        age = float(times.currentTime - times.inputBufferAdcTime)
        if not least <= age <= LATE:  # some drivers leave these times empty, or count from another moment
            age = least
        try:
            # A copy: PortAudio uses the memory again.
            self._queue.put_nowait((frames.copy(), self._now() - age, self._overflowed))
            self._overflowed = False
        except queue.Full:
            self._overflowed = True


def forms(device: Device) -> Forms:
    """16 kHz mono, or as the device will have it."""
    own, two, most = device.rate, min(2, device.channels), device.channels
    return ((RATE, 1), (own, 1), (own, two), (own, most), (48_000, two), (44_100, 1))
