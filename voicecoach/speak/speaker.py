"""The speaker: plays the client's words through sounddevice and tells when each sample left it.

The device's callback pulls from `Playback` under a lock and posts what was really played, timed by the
device's own estimate of when the block reaches the air. A device that goes away is said once, the queue is
kept, and a watch tries to open it again until it is back.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from voicecoach.errors import SpeakError
from voicecoach.ports import Cut, Lost, Played, Post, Sound
from voicecoach.speak.playback import Playback

WATCH = 0.25
"""Seconds between two looks at whether the device still asks for sound."""
SILENT_FOR = 1.5
"""Seconds without a callback after which the device counts as gone; Bluetooth links pause for shorter."""
BLOCKS = 100
"""Blocks a second that the device is to ask for: left to itself PortAudio asks 345 times."""
LATE = 0.5
"""A device that claims a longer delay than this (s) is not believed."""


def library() -> Any:
    """The sounddevice module. Raises SpeakError with the remedy when it or PortAudio is missing."""
    try:
        import sounddevice
    except ImportError:
        raise SpeakError("The package sounddevice is not installed.", "Run: pip install sounddevice") from None
    except OSError:  # on Linux its wheel carries no PortAudio, and says so with an OSError
        raise SpeakError("PortAudio is missing.", _install()) from None
    return sounddevice


def _install() -> str:
    if sys.platform == "linux":
        return "Run: sudo apt install libportaudio2 (Fedora: sudo dnf install portaudio)."
    return "Run: pip install --force-reinstall sounddevice"


class Speaker:
    """ports.Mouth over an output device, chosen by (part of) its name, or the system's own."""

    def __init__(
        self,
        device: str | int | None = None,
        sounddevice: Any = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Finds the device without opening it. Raises SpeakError when there is none."""
        self._sd = sounddevice or library()
        self._wanted = device
        self._monotonic = monotonic
        try:
            found = self._sd.query_devices(device, "output")
        except (ValueError, self._sd.PortAudioError):
            wanted = f"No speaker is called “{device}”" if device is not None else "This machine has no speaker"
            raise SpeakError(f"{wanted}.", "Run `voicecoach doctor` to see the devices there are.") from None
        self.name = str(found["name"])
        self._lock = threading.Lock()
        self._stream: Any = None
        self._playback: Playback | None = None
        self._feed: _Feed | None = None
        self._post: Post = lambda message: None
        self._now: Callable[[], float] = lambda: 0.0
        self._next = 0.0  # when the block after this one is due, so that sound without a gap has no gap
        self._asked = 0.0  # when the device last asked for sound (monotonic)
        self._gone = 0.0  # since when it is gone (monotonic), 0 while it is there
        self._closed = threading.Event()

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Starts playing silence. Raises SpeakError when the device cannot be opened."""
        self._post, self._now = post, now
        self._playback = Playback(rate)
        self._closed.clear()
        try:
            self._start()
        except self._sd.PortAudioError as error:
            raise SpeakError(f"The speaker “{self.name}” cannot be opened ({_reason(error)}).", _busy()) from None
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
        self._drop()

    def look(self) -> None:
        """Is the device still there? Says so when it went, and tries to open it when it is gone."""
        if self._closed.is_set():
            return
        if self._gone:
            self._come_back()
        elif self._monotonic() - self._asked > SILENT_FOR or not self._running():
            self._gone = self._monotonic()
            self._drop()
            self._post(Lost("speaker", f"The speaker “{self.name}” went away."))

    # --- the device ----------------------------------------------------------------------------------------

    def _queue(self) -> Playback:
        if self._playback is None:
            raise SpeakError("The speaker was not opened.", "Call open() first.")
        return self._playback

    def _start(self) -> None:
        """Opens the stream at the voice's rate, or at the device's own. Raises PortAudioError."""
        rate = self._queue().rate
        own = int(self._sd.query_devices(self._wanted, "output")["default_samplerate"])
        attempts = dict.fromkeys(((rate, 1), (own, 1), (own, 2), (48_000, 2)))
        failure: Exception | None = None
        for device_rate, channels in attempts:
            self._feed = _Feed(self._queue(), device_rate)
            try:
                self._stream = self._sd.OutputStream(
                    samplerate=device_rate, channels=channels, dtype="int16", device=self._wanted,
                    latency="low", blocksize=device_rate // BLOCKS, callback=self._fill,
                )  # fmt: skip
                self._asked = self._monotonic()
                self._stream.start()
                return
            except (self._sd.PortAudioError, ValueError) as error:
                failure = error
                self._drop()
        raise self._sd.PortAudioError(*getattr(failure, "args", ("unknown",)))

    def _running(self) -> bool:
        try:
            return bool(self._stream and self._stream.active)
        except self._sd.PortAudioError:
            return False

    def _drop(self) -> None:
        """Lets go of the stream; abort, as a plain stop waits for sound that may never be fetched."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(self._sd.PortAudioError):
                stream.abort()
            with contextlib.suppress(self._sd.PortAudioError):
                stream.close()

    def _watch(self) -> None:
        while not self._closed.wait(WATCH):
            self.look()

    def _come_back(self) -> None:
        # PortAudio is not started afresh to refresh its list of devices: that would end the microphone too.
        # What comes back under the same name, or as the system's own device, is found all the same.
        try:
            self._start()
        except (self._sd.PortAudioError, ValueError):
            return
        away, self._gone = self._monotonic() - self._gone, 0.0
        self._post(Lost("speaker", f"The speaker “{self.name}” is back.", seconds=max(away, 0.001), back=True))

    # --- the device's own thread ---------------------------------------------------------------------------

    def _fill(self, out: Any, frames: int, times: Any, status: Any) -> None:
        """One block for the device: must be quick and must never raise, or the stream ends."""
        self._asked = self._monotonic()
        out.fill(0)
        try:
            delay = float(times.outputBufferDacTime - times.currentTime)
            if not 0.0 <= delay <= LATE:  # some drivers leave these times empty
                delay = min(float(self._stream.latency), LATE) if self._stream else 0.0
            self._play_block(out, frames, self._now() + delay)
            if status.output_underflow:
                rate = self._feed.device_rate if self._feed else 1
                self._post(Lost("speaker", "The speaker ran dry for a moment.", seconds=frames / rate))
        except Exception as error:
            self._post(Lost("speaker", f"A block was not played ({type(error).__name__}).", seconds=0.001))

    def _play_block(self, out: Any, frames: int, t: float) -> None:
        with self._lock:
            feed = self._feed
            if feed is None:
                return
            if feed.sounding and abs(t - self._next) < 0.05:
                t = self._next
            samples = feed.block(frames, t)
            self._next = t + frames / feed.device_rate
            messages = feed.messages
            feed.messages = []
        out[:] = samples[:, None]
        for message in messages:
            self._post(message)


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


def _reason(error: Exception) -> str:
    """What PortAudio said, without its number."""
    return str(error.args[0]) if error.args else type(error).__name__


def _busy() -> str:
    return "Close other programs that use it, or name another: --speaker NAME (`voicecoach doctor` lists them)."
