"""The stream of a device: opened as the device will have it, watched, and opened again after it went.

PortAudio lists devices once, when it starts, and starting it afresh ends every stream of the program. So while a
device is gone, a short-lived process of its own looks whether it is there again, under whatever number; only when it
is, all streams are let go together, PortAudio is started afresh, and all are opened again, which the other side of
the call hears as a pause of some tenths of a second.
"""

from __future__ import annotations

import contextlib
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from voicecoach.devices import UNAVAILABLE, Device, Side, choose, devices, hushed, library, reason, seen_afresh
from voicecoach.errors import HearError, SpeakError
from voicecoach.ports import Lost, Mended

SILENT_FOR = 2.0
"""Seconds without a callback after which a device counts as gone; Bluetooth links pause for shorter."""
AGAIN = 1.0
"""Seconds between two attempts to open a device that is gone."""
AFRESH = 3.0
"""Seconds between two looks, by another process, at the devices there are now."""
LATE = 0.5
"""A device that claims a longer delay than this (s) is not believed."""

Forms = Iterable[tuple[int, int]]
"""Sample rates (Hz) and numbers of channels in which a stream may be opened, the one wished for first."""


class Link:
    """One device's stream.

    `opened(number, rate, channels, device)` makes a stream of sounddevice's that is not started yet; `number` is None
    for the system's own. Its callback sets `beat` to `monotonic()` each time. One thread may call `look`, any
    `start` and `drop`.
    """

    def __init__(
        self,
        side: Side,
        wanted: str | int | None,
        opened: Callable[[int | None, int, int, Device], Any],
        forms: Callable[[Device], Forms],
        sounddevice: Any = None,
        monotonic: Callable[[], float] = time.monotonic,
        afresh: Callable[[Side], list[Device]] = seen_afresh,
    ) -> None:
        """Finds the device without opening it. Raises the side's error when there is none."""
        self.sd = sounddevice or library(side)
        self.side, self.monotonic = side, monotonic
        self.device = choose(side, wanted, devices(side, self.sd))
        self.stream: Any = None
        self.beat = 0.0  # when the device last called (monotonic)
        self._opened, self._forms, self._afresh = opened, forms, afresh
        self._named = wanted not in (None, "")
        self._gone: float | None = None  # since when it is gone (monotonic)
        self._was = ""  # what it was called then
        self._tried = self._seen = 0.0  # when it was last tried, and looked for afresh (monotonic)
        self._in_vain: list[Device] = []  # the devices there were when beginning afresh did not help
        self._due: list[Lost | Mended] = []  # not told yet

    @property
    def name(self) -> str:
        """The device's own name."""
        return self.device.name

    @property
    def away(self) -> float:
        """For how long the device has been gone (s); 0 while it is there."""
        return 0.0 if self._gone is None else self.monotonic() - self._gone

    def start(self) -> None:
        """Opens and starts the stream. Raises the side's error, with what to do, when the device will not."""
        try:
            self._start()
        except (self.sd.PortAudioError, ValueError) as error:
            raise self.side.error(
                f"the {self.side.what} “{self.name}” cannot be opened ({reason(error)}).",
                f"Close other programs that use it and allow this one to, or name another: --{self.side.what} NAME",
            ) from None
        _HOUSE.links.add(self)

    def drop(self) -> None:
        """Lets go of the stream. abort, never stop: stop waits for the device, and once waited for ever."""
        with _HOUSE.lock:
            stream, self.stream = self.stream, None
            for end in (stream.abort, stream.close) if stream is not None else ():
                with contextlib.suppress(self.sd.PortAudioError):
                    end()

    def close(self) -> None:
        """For good."""
        _HOUSE.links.discard(self)
        self.drop()

    def look(self) -> Lost | Mended | None:
        """Is the device still there? Says once that it went, tries to open it again, says that it is back."""
        if self._due:
            return self._due.pop(0)
        now = self.monotonic()
        if self._gone is not None:
            return self._look_for_it(now)
        if now - self.beat > SILENT_FOR or not self._running():
            self._gone, self._was = now, self.name
            self._tried = self._seen = now
            self.drop()
            return Lost(self.side.what, f"The {self.side.what} “{self.name}” went away.")
        return None

    def _look_for_it(self, now: float) -> Lost | None:
        if self.stream is None:  # else the other side of the call brought it back
            if now - self._tried < AGAIN:
                return None
            self._tried = now
            if not self._retried() and not self._renewed(now):
                return None
        away, self._gone = self.monotonic() - (self._gone or now), None
        if not self._named and self.name != self._was:
            gone = f"The {self.side.what} “{self._was}” is gone."
            self._due.append(Mended(self.side.what, gone, f"“{self.name}” is used instead"))
        cause = f"The {self.side.what} “{self.name}” is back."
        return Lost(self.side.what, cause, seconds=max(away, 0.001), back=True)

    def _retried(self) -> bool:
        try:
            with hushed():
                self._start()
        except (self.sd.PortAudioError, ValueError):
            self.drop()
        return self.stream is not None

    def _renewed(self, now: float) -> bool:
        """Starts PortAudio afresh when another process sees the device; True when it is open now."""
        if now - self._seen < AFRESH:
            return False
        there = self._afresh(self.side)
        self._seen = self.monotonic()
        if self._found(there) is not None and there != self._in_vain:
            begin_afresh(self.sd, self.monotonic)
            self._in_vain = there if self.stream is None else []
        return self.stream is not None

    def _found(self, there: list[Device]) -> Device | None:
        """Our device among these, or, when nobody named one, the system's own."""
        same = next((d for d in there if d.same(self.device)), None)
        return same if same or self._named or not there else choose(self.side, None, there)

    def renumber(self) -> None:
        """After PortAudio began afresh: our device may have another number."""
        with contextlib.suppress(HearError, SpeakError):
            self.device = self._found(devices(self.side, self.sd)) or replace(self.device, number=-1)

    def resume(self, away: float) -> None:
        """Opens the stream again after it was let go for the other's sake; it was silent for `away` seconds."""
        if self._retried() and self._gone is None:
            cause = f"The {self.side.what} paused while another device came back."
            self._due.append(Lost(self.side.what, cause, seconds=max(away, 0.001)))

    # --- the device ----------------------------------------------------------------------------------------

    def _start(self) -> None:
        """Opens the stream as we need it, or as the device will have it. Raises PortAudioError, ValueError."""
        failure: Exception = ValueError("it can neither be found nor opened")
        number = None if self.device.default and not self._named else self.device.number
        for rate, channels in dict.fromkeys(self._forms(self.device)) if number != -1 else ():
            with _HOUSE.lock:
                try:
                    self.stream = self._opened(number, rate, channels, self.device)
                    self.beat = self.monotonic()
                    self.stream.start()
                    return
                except (self.sd.PortAudioError, ValueError) as error:
                    failure = failure if UNAVAILABLE in failure.args else error
                    self.drop()
        raise failure

    def _running(self) -> bool:
        with _HOUSE.lock:
            try:
                return bool(self.stream is not None and self.stream.active)
            except self.sd.PortAudioError:
                return False


class _House:
    """All streams of this program: PortAudio ends them together, so it is started afresh for all of them."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.links: weakref.WeakSet[Link] = weakref.WeakSet()

    def renew(self, sd: Any, monotonic: Callable[[], float]) -> None:
        """Lets all streams go, starts PortAudio afresh, and opens them again."""
        with self.lock, hushed():
            began, links = monotonic(), [link for link in self.links if link.sd is sd]
            for link in links:
                link.drop()
            sd._terminate()  # the names that sounddevice's makers give to those who ask for this
            sd._initialize()
            for link in links:
                link.renumber()
            for link in links:
                link.resume(monotonic() - began)


_HOUSE = _House()


def begin_afresh(sounddevice: Any, monotonic: Callable[[], float] = time.monotonic) -> None:
    """Renews PortAudio's list of devices; every open stream pauses for a moment."""
    _HOUSE.renew(sounddevice, monotonic)
