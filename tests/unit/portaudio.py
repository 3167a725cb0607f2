"""A PortAudio that misbehaves in every known way, driven by hand: no threads, no sleeping.

Devices are plugged in and pulled out of a `Computer`; a `PortAudio` lists them once, when it starts, as the real one
does, and ending it while a stream is open fails the test, as it would crash the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from voicecoach.devices import Device, Side, devices

UNAVAILABLE = ("Device unavailable", -9985)


class PortAudioError(Exception):
    pass


@dataclass(eq=False)  # plugged in again it is another
class Plug:
    """A device: what it is called, what it can do, and how it is just now."""

    name: str
    inputs: int = 0
    outputs: int = 0
    rate: int = 48_000
    takes: set[tuple[int, int]] | None = None  # (rate, channels) that its streams open with; None: all
    busy: bool = False  # another program holds it


@dataclass
class Computer:
    """What is plugged in, in the order in which PortAudio would number it, and the system's own two."""

    plugs: list[Plug] = field(default_factory=list)
    microphone: str = ""
    speaker: str = ""

    def number(self, name: str) -> int:
        return next((i for i, p in enumerate(self.plugs) if p.name == name), -1)

    def out(self, plug: Plug) -> None:
        self.plugs.remove(plug)

    def seen_afresh(self, side: Side) -> list[Device]:
        """What another process sees."""
        return devices(side, PortAudio(self))


class Stream:
    """Either kind. `bring` and `ask` are what the device would do with its callback."""

    def __init__(self, sd: PortAudio, kind: str, asked: dict[str, Any]) -> None:
        self.sd, self.kind, self.asked = sd, kind, asked
        self.active, self.closed, self.latency = False, False, 0.02
        self.calls: list[str] = []
        sd.opened.append(asked)
        listed = sd.listed[asked["device"] if asked["device"] is not None else sd.own(kind)]
        if listed not in sd.computer.plugs or listed.busy:
            raise PortAudioError(*UNAVAILABLE)
        most = listed.inputs if kind == "inputs" else listed.outputs
        form = (asked["samplerate"], asked["channels"])
        if asked["channels"] > most or (listed.takes is not None and form not in listed.takes):
            raise PortAudioError("Invalid sample rate", -9997)
        self.plug = listed

    def start(self) -> None:
        self.active = True
        self.sd.streams.append(self)

    def abort(self) -> None:
        self.calls.append("abort")
        self.active = False

    def close(self) -> None:
        self.calls.append("close")
        self.closed = True

    def bring(self, frames: Any, adc: float = 0.0, now: float = 0.0, overflow: bool = False) -> None:
        """The microphone has heard these."""
        times = SimpleNamespace(currentTime=now, inputBufferAdcTime=adc)
        self.asked["callback"](frames, len(frames), times, SimpleNamespace(input_overflow=overflow))

    def ask(self, out: Any, delay: float = 0.02, underflow: bool = False) -> Any:
        """The speaker wants this filled; it will be heard `delay` seconds from now."""
        times = SimpleNamespace(outputBufferDacTime=100.0 + delay, currentTime=100.0)
        self.asked["callback"](out, len(out), times, SimpleNamespace(output_underflow=underflow))
        return out


class PortAudio:
    """What `sounddevice` is, over one computer."""

    PortAudioError = PortAudioError

    def __init__(self, computer: Computer) -> None:
        self.computer = computer
        self.opened: list[dict[str, Any]] = []
        self.streams: list[Stream] = []
        self.began = 0
        self._initialize()

    def _initialize(self) -> None:
        self.listed = list(self.computer.plugs)
        self.began += 1
        own = (self.computer.number(self.computer.microphone), self.computer.number(self.computer.speaker))
        self.default = SimpleNamespace(device=own)

    def _terminate(self) -> None:
        assert all(s.closed for s in self.streams), "a stream was open when PortAudio ended: the program would crash"

    def own(self, kind: str) -> int:
        """What None means."""
        number = self.default.device[0 if kind == "inputs" else 1]
        if number < 0:
            raise PortAudioError("Error querying device -1", -9996)
        return int(number)

    def query_devices(self) -> Iterable[dict[str, Any]]:
        return [
            {"name": p.name, "max_input_channels": p.inputs, "max_output_channels": p.outputs,
             "default_samplerate": float(p.rate), "hostapi": 0, "default_low_input_latency": 0.008,
             "default_low_output_latency": 0.008}
            for p in self.listed
        ]  # fmt: skip

    def InputStream(self, **asked: Any) -> Stream:
        return Stream(self, "inputs", asked)

    def OutputStream(self, **asked: Any) -> Stream:
        return Stream(self, "outputs", asked)


class Clock:
    """Seconds that the test moves on."""

    def __init__(self, t: float = 100.0) -> None:
        self.t = t

    def __call__(self) -> float:
        return self.t


def laptop(**takes: Any) -> Computer:
    """Built-in microphone and speakers; `takes` limits the microphone."""
    plugs = [Plug("Speakers", outputs=2, rate=44_100), Plug("Built-in Mic", inputs=2, **takes)]
    plugs.append(Plug("USB Headset", inputs=1, outputs=2, rate=44_100))
    return Computer(plugs, "Built-in Mic", "Speakers")
