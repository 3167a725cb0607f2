"""The microphone, through sounddevice (PortAudio): blocks of 512 samples at 16 kHz on the session clock.

The device's own thread only puts what it brings into a bounded queue. One hearing thread takes it out, makes it
mono and 16 kHz where the device would not, and posts it. It also watches the device: when nothing came for two
seconds it says so, tries once a second to open it again, and goes on where the clock stands.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import HearError
from voicecoach.hear.intake import Intake
from voicecoach.ports import Lost, Post
from voicecoach.session import BLOCK, RATE

SILENT_FOR = 2.0
"""Seconds without a callback after which the device counts as gone."""
AGAIN = 1.0
"""Seconds between two attempts to open a device that is gone."""
WAIT = 0.25
"""Seconds that the hearing thread waits for sound before it looks at the device."""
QUEUED = 128
"""Callbacks that may wait for the hearing thread: 4 s of sound. Then sound is lost, and that is said."""
LATE = 0.5
"""A device that claims that its sound is older than this (s) is not believed."""
DOCTOR = "Run `voicecoach doctor` to see the devices there are."


@dataclass(frozen=True)
class Device:
    """A device that can be heard: what `--microphone` takes (number or name), and what it does by itself."""

    number: int
    name: str
    channels: int
    rate: int  # Hz
    default: bool = False


def library() -> Any:
    """The sounddevice module. Raises HearError with the remedy when it, or PortAudio, is missing."""
    try:
        import sounddevice
    except ImportError:
        raise HearError("the package sounddevice is not installed.", "Run: pip install sounddevice") from None
    except OSError:  # on Linux its wheel carries no PortAudio, and says so with an OSError
        raise HearError("PortAudio is missing.", _install()) from None
    return sounddevice


def _install() -> str:
    if sys.platform == "linux":
        return "Run: apt install libportaudio2"
    return "Run: pip install --force-reinstall sounddevice"


def devices(sounddevice: Any = None) -> list[Device]:
    """Every device that can be heard. Raises HearError when PortAudio is missing or fails."""
    sd = sounddevice or library()
    try:
        found = list(sd.query_devices())
        chosen = _default(sd)
    except sd.PortAudioError as error:
        raise HearError(f"the sound system does not answer ({_reason(error)}).", DOCTOR) from None
    return [
        Device(i, str(d["name"]), int(d["max_input_channels"]), int(d["default_samplerate"]), i == chosen)
        for i, d in enumerate(found)
        if d["max_input_channels"] > 0
    ]


def choose(wanted: str | int | None, there: list[Device]) -> Device:
    """The device meant by a number, a name or a part of one; without a wish the system's own. Raises HearError."""
    if not there:
        raise HearError("this machine has no microphone.", "Plug one in; meanwhile --typed or --rep FILE will do.")
    if wanted is None or wanted == "":
        return next((d for d in there if d.default), there[0])
    text = str(wanted).strip().casefold()
    matches = [d for d in there if text == str(d.number)]
    matches = matches or [d for d in there if text == d.name.casefold()]
    matches = matches or [d for d in there if text in d.name.casefold()]
    if not matches:
        names = "; ".join(f"{d.number} {d.name}" for d in there)
        raise HearError(f"no microphone is called “{wanted}”.", f"There are: {names}.")
    return next((d for d in matches if d.default), matches[0])


class Microphone:
    """A ports.Ears over one input device."""

    def __init__(
        self,
        device: str | int | None = None,
        sounddevice: Any = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Finds the device without opening it. Raises HearError when there is none."""
        self._sd = sounddevice or library()
        self._monotonic = monotonic
        self._device = choose(device, devices(self._sd))
        self._asked_for = device not in (None, "")
        self.name = self._device.name
        self._queue: queue.Queue[tuple[Any, float, bool] | None] = queue.Queue(QUEUED)
        self._post: Post = lambda message: None
        self._now: Callable[[], float] = lambda: 0.0
        self._stream: Any = None
        self._intake: Intake | None = None
        self._overflowed = False  # sound was lost before the next piece, by PortAudio or for want of room
        self._came = 0.0  # when the device last brought sound (monotonic)
        self._gone = 0.0  # since when it is gone (monotonic), 0 while it is there
        self._tried = 0.0  # when it was last tried to open it again (monotonic)
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Starts posting `Block`s. Raises HearError when the device cannot be opened."""
        self._post, self._now = post, now
        self._closed.clear()
        try:
            self._start()
        except (self._sd.PortAudioError, ValueError) as error:
            raise HearError(
                f"the microphone “{self.name}” cannot be opened ({_reason(error)}).",
                "Close other programs that use it and allow this one to, or name another: --microphone NAME",
            ) from None
        self._thread = threading.Thread(target=self._hear, name="hearing", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops at once."""
        self._closed.set()
        self._drop()
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
        self._look()

    def _look(self) -> None:
        now = self._monotonic()
        if self._gone:
            if now - self._tried >= AGAIN:
                self._tried = now
                self._come_back()
        elif now - self._came > SILENT_FOR or not self._running():
            self._gone = self._tried = now
            self._drop()
            self._post(Lost("microphone", f"The microphone “{self.name}” went away."))

    def _come_back(self) -> None:
        # PortAudio is not started afresh to renew its list of devices: that would end the speaker too. What
        # comes back in its old place, or as the system's own device, is found all the same.
        try:
            with _hushed():
                self._start()
        except (self._sd.PortAudioError, ValueError):
            self._drop()
            return
        away, self._gone = self._monotonic() - self._gone, 0.0
        self._post(Lost("microphone", f"The microphone “{self.name}” is back.", seconds=max(away, 0.001), back=True))

    # --- the device ----------------------------------------------------------------------------------------

    def _start(self) -> None:
        """Opens the stream as we need it, or as the device will have it. Raises PortAudioError, ValueError."""
        own, most = self._device.rate, self._device.channels
        attempts = ((RATE, 1), (own, 1), (own, min(2, most)), (own, most), (48_000, min(2, most)), (44_100, 1))
        failure: Exception = ValueError("no rate")
        for rate, channels in dict.fromkeys(attempts):
            self._empty()
            try:
                intake = Intake(rate, channels)
                self._stream = self._sd.InputStream(
                    samplerate=rate, channels=channels, dtype="int16", latency="low",
                    device=self._device.number if self._asked_for else None,
                    blocksize=round(rate * BLOCK / RATE), callback=self._arrived,
                )  # fmt: skip
                self._intake = intake
                self._came = self._monotonic()
                self._stream.start()
                return
            except (self._sd.PortAudioError, ValueError) as error:
                failure = error
                self._drop()
        raise failure

    def _empty(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._queue.get_nowait()

    def _running(self) -> bool:
        try:
            return bool(self._stream is not None and self._stream.active)
        except self._sd.PortAudioError:
            return False

    def _drop(self) -> None:
        """Lets go of the stream. abort, never stop: stop waits for the device, and once waited for ever."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(self._sd.PortAudioError):
                stream.abort()
            with contextlib.suppress(self._sd.PortAudioError):
                stream.close()

    # --- the device's own thread ---------------------------------------------------------------------------

    def _arrived(self, frames: Any, count: int, times: Any, status: Any) -> None:
        """One block from the device: quick, and it must never raise, or the stream ends."""
        self._came = self._monotonic()
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


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """PortAudio and ALSA write every failed attempt to the terminal, past Python, in the middle of the call."""
    if sys.platform != "linux":
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _default(sd: Any) -> int:
    """The number of the system's own input; −1 when it has none."""
    try:
        return int(sd.default.device[0])
    except (TypeError, ValueError, IndexError):
        return -1


def _reason(error: Exception) -> str:
    """What PortAudio said, without its number."""
    return str(error.args[0]) if error.args else type(error).__name__
