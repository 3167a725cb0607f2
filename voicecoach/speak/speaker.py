"""The speaker: plays the client's words through sounddevice and tells when each sample left it.

The device's callback pulls from `Playback` under a lock and posts what was really played, timed by the
device's own estimate of when the block reaches the air. While a device is gone (see link.py) the queue is
kept for a few seconds; then the client's words go by unheard.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from voicecoach.devices import SPEAKER, Device, Side, seen_afresh
from voicecoach.errors import SpeakError
from voicecoach.link import LATE, Forms, Link
from voicecoach.ports import Cut, Lost, Mended, Played, Post, Sound
from voicecoach.speak.playback import Playback

WATCH = 0.25
"""Seconds between two looks at whether the device still asks for sound."""
BLOCKS = 100
"""Blocks a second that the device is to ask for: left to itself PortAudio asks 345 times."""
GAP = 0.05
"""Seconds by which a block must be off to be a gap, or a device whose delay changed."""
DRAW = 0.01
"""Share of the difference to the device's own clock that is made up with each block."""
UNHEARD = 5.0
"""Seconds for which a device may be away before the client goes on without it."""
AHEAD = 0.06
"""Seconds of sound that the device is given ahead, or more where it needs more. On a machine with five times more to
do than it can, it ran dry 9 times in 150 s with 0.02, twice with 0.04, never with 0.06; an interruption waits for it."""


class Speaker:
    """ports.Mouth over an output device, chosen by (part of) its name, or the system's own."""

    def __init__(
        self,
        device: str | int | None = None,
        sounddevice: Any = None,
        monotonic: Callable[[], float] = time.monotonic,
        afresh: Callable[[Side], list[Device]] = seen_afresh,
    ) -> None:
        """Finds the device without opening it. Raises SpeakError when there is none."""
        self._link = Link(SPEAKER, device, self._opened, self._forms, sounddevice, monotonic, afresh)
        self._lock = threading.Lock()
        self._playback: Playback | None = None
        self._feed: _Feed | None = None
        self._post: Post = lambda message: None
        self._now: Callable[[], float] = lambda: 0.0
        self._next: float | None = None  # when the block after this one is due, by counting
        self._passed: float | None = None  # up to when words went by unheard, while they do
        self._closed = threading.Event()

    @property
    def name(self) -> str:
        """The device's own name."""
        return self._link.name

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Starts playing silence. Raises SpeakError when the device cannot be opened."""
        self._post, self._now = post, now
        self._playback = Playback(rate)
        self._closed.clear()
        self._link.start()
        threading.Thread(target=self._watch, name="speaker watch", daemon=True).start()

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Appends sound of an utterance; `last` marks its end."""
        with self._lock:
            self._queue().play(utterance, samples, last)

    def cut(self) -> Cut | None:
        """Silence with the next block the device asks for; forgets everything queued."""
        with self._lock:
            if self._feed:
                self._feed.clear()
            # What was pulled is on its way and will be heard: it counts, and no time need be given.
            return self._queue().cut()

    def hold(self, on: bool) -> None:
        """Silence from the next block on without forgetting, or on from where it stopped."""
        with self._lock:
            self._queue().hold(on)

    def close(self) -> None:
        """Stops at once."""
        self._closed.set()
        self._link.close()

    def look(self) -> None:
        """Is the device still there? Says so when it went, and tries to open it when it is gone."""
        if self._closed.is_set():
            return
        if lost := self._link.look():
            self._post(lost)
        self._pass_by()

    def _pass_by(self) -> None:
        """While the device is away for long, what is queued goes by unheard, for the call is to go on."""
        now, silent_since = self._now(), self._passed
        if self._link.away < UNHEARD:
            self._passed = None
            return
        self._passed = now
        if silent_since is None:
            self._post(Mended("speaker", "it stays away.", "the client's words are only shown until it is back"))
            return
        with self._lock:
            _, finished = self._queue().pull(max(0, round((now - silent_since) * self._queue().rate)), silent_since)
        for message in finished:
            self._post(message)

    def _watch(self) -> None:
        while not self._closed.wait(WATCH):
            self.look()

    # --- the device ----------------------------------------------------------------------------------------

    def _queue(self) -> Playback:
        if self._playback is None:
            raise SpeakError("the speaker was not opened.", "Call open() first.")
        return self._playback

    def _forms(self, device: Device) -> Forms:
        """The voice's rate, or as the device will have it."""
        return ((self._queue().rate, 1), (device.rate, 1), (device.rate, 2), (48_000, 2))

    def _opened(self, number: int | None, rate: int, channels: int, device: Device) -> Any:
        """A stream that is not started yet; what is queued goes on in it."""
        with self._lock:
            self._feed, self._next = _Feed(self._queue(), rate), None
        return self._link.sd.OutputStream(
            samplerate=rate, channels=channels, dtype="int16", device=number, latency=max(AHEAD, device.latency),
            blocksize=rate // BLOCKS, callback=self._fill,
        )  # fmt: skip

    # --- the device's own thread ---------------------------------------------------------------------------

    def _fill(self, out: Any, frames: int, times: Any, status: Any) -> None:
        """One block for the device: must be quick and must never raise, or the stream ends."""
        self._link.beat = self._link.monotonic()
        out.fill(0)
        try:
            delay = float(times.outputBufferDacTime - times.currentTime)
            if not 0.0 <= delay <= LATE:  # some drivers leave these times empty
                stream = self._link.stream
                delay = min(float(stream.latency), LATE) if stream else 0.0
            sounded = self._feed is not None and self._feed.sounding
            if status.output_underflow:
                self._next = None  # what was to come without a gap comes after one
            self._play_block(out, frames, self._now() + delay)
            if status.output_underflow and self._feed and (sounded or self._feed.sounding):
                lost = frames / self._feed.device_rate
                self._post(Lost("speaker", "The speaker ran dry for a moment.", seconds=lost))
        except Exception as error:
            self._post(Lost("speaker", f"A block was not played ({type(error).__name__}).", seconds=0.001))

    def _play_block(self, out: Any, frames: int, t: float) -> None:
        with self._lock:
            feed = self._feed
            if feed is None:
                return
            samples = feed.block(frames, self._when(t, frames / feed.device_rate))
            messages = feed.messages
            feed.messages = []
        out[:] = samples[:, None]
        for message in messages:
            self._post(message)

    def _when(self, t: float, seconds: float) -> float:
        """When a block leaves the speaker that the device says leaves it at `t`. Devices say it some milliseconds
        wrong, each time otherwise; an echo canceller that is told so begins every sentence anew. So blocks are
        counted on and drawn gently towards what is said."""
        if self._next is None or abs(t - self._next) > GAP:
            self._next = t
        begins = self._next + DRAW * (t - self._next)
        self._next = begins + seconds
        return begins


class _Feed:
    """Sound from a Playback at the rate of a device, with what there is to tell of it."""

    def __init__(self, playback: Playback, device_rate: int) -> None:
        self.device_rate = device_rate
        self.messages: list[Any] = []
        self.sounding = False  # did the last block carry sound?
        self._playback = playback
        self._ready = np.zeros(0, np.int16)
        self._resampler: Any = None
        if device_rate != playback.rate:
            import soxr

            self._soxr = soxr
            self.clear()

    def clear(self) -> None:
        """Forgets what was pulled but not yet handed to the device."""
        self._ready = np.zeros(0, np.int16)
        if self.device_rate != self._playback.rate:
            self._resampler = self._soxr.ResampleStream(
                self._playback.rate, self.device_rate, 1, dtype="int16", quality="MQ"
            )

    def block(self, frames: int, t: float) -> Sound:
        """`frames` samples at the device's rate, the first of which leaves the speaker at `t`."""
        self.sounding = False
        if self._resampler is None:
            return self._pulled(frames, t)
        ratio = self._playback.rate / self.device_rate
        while len(self._ready) < frames:
            wanted = int((frames - len(self._ready)) * ratio) + 1
            # What is ready or inside the filter goes out before what is pulled now.
            ahead = (len(self._ready) + float(self._resampler.delay())) / self.device_rate
            self._ready = np.concatenate([self._ready, self._resampler.resample_chunk(self._pulled(wanted, t + ahead))])
        out, self._ready = self._ready[:frames], self._ready[frames:]
        return out

    def _pulled(self, n: int, t: float) -> Sound:
        samples, finished = self._playback.pull(n, t)
        if sounded := self._playback.sounded:
            self.sounding = True
            self.messages.append(Played(t, samples[:sounded]))
        self.messages += finished
        return samples
