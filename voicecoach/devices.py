"""Microphones and speakers alike, through sounddevice (PortAudio): which there are, and which one is meant."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from voicecoach.errors import HearError, SpeakError

UNAVAILABLE = -9985
"""PortAudio's number for a device that exists and cannot be had: another program holds it."""

_HUSH = threading.RLock()


@dataclass(frozen=True)
class Side:
    """One of the two kinds of device."""

    what: str  # microphone or speaker
    channels: str  # the key under which PortAudio tells how many it has
    default: int  # where sounddevice keeps the system's own of this kind
    error: type[HearError] | type[SpeakError]
    without: str  # what works without one


MICROPHONE = Side("microphone", "max_input_channels", 0, HearError, "--typed or --rep FILE")
SPEAKER = Side("speaker", "max_output_channels", 1, SpeakError, "--voice none")


@dataclass(frozen=True)
class Device:
    """A device as PortAudio lists it: the number and name that `--microphone` and `--speaker` take, and what it does
    by itself."""

    number: int
    name: str
    channels: int
    rate: int  # Hz
    default: bool = False
    host: int = 0  # the sound system of the computer's that lists it; Windows has several
    latency: float = 0.0  # s, the least that it works with

    def same(self, other: Device) -> bool:
        """Is that this device, perhaps plugged in elsewhere? Linux ends its names with the number of the socket."""
        return self.host == other.host and _plain(self.name) == _plain(other.name)


def _plain(name: str) -> str:
    return re.sub(r"\s*\(hw:\d+,\d+\)$", "", name).strip().casefold()


# --- the library -----------------------------------------------------------------------------------------------


def library(side: Side) -> Any:
    """The sounddevice module. Raises the side's error, with the remedy, when it or PortAudio is missing."""
    try:
        import sounddevice
    except ImportError:
        raise side.error("the package sounddevice is not installed.", "Run: pip install sounddevice") from None
    except OSError:  # on Linux its wheel carries no PortAudio, and says so with an OSError
        raise side.error("PortAudio is missing.", _install()) from None
    return sounddevice


def _install() -> str:
    if sys.platform == "linux":
        return "Run: sudo apt install libportaudio2 (Fedora: sudo dnf install portaudio)"
    return "Run: pip install --force-reinstall sounddevice"


def reason(error: Exception) -> str:
    """What PortAudio said, without its number."""
    if UNAVAILABLE in error.args:
        return "another program is using it, or it was unplugged"
    return str(error.args[0]) if error.args else type(error).__name__


# --- which device ----------------------------------------------------------------------------------------------


def devices(side: Side, sounddevice: Any = None) -> list[Device]:
    """Every device of that side. Raises the side's error when PortAudio is missing or fails."""
    sd = sounddevice or library(side)
    try:
        found = list(sd.query_devices())
        own = _default(sd, side)
    except sd.PortAudioError as error:
        raise side.error(
            f"the sound system does not answer ({reason(error)}).", "Restart it, or the computer"
        ) from None
    latency = side.channels.replace("max_", "default_low_").replace("channels", "latency")
    return [
        Device(
            i, str(d["name"]), int(d[side.channels]), int(d["default_samplerate"]), i == own,
            int(d.get("hostapi", 0)), float(d.get(latency, 0.0)),
        )
        for i, d in enumerate(found) if d.get(side.channels, 0) > 0
    ]  # fmt: skip


def _default(sd: Any, side: Side) -> int:
    """The number of the system's own device; −1 when it has none."""
    try:
        return int(sd.default.device[side.default])
    except (TypeError, ValueError, IndexError):
        return -1


def choose(side: Side, wanted: str | int | None, there: list[Device]) -> Device:
    """The device meant by a number, a name or a part of one; without a wish the system's own. Raises the side's
    error."""
    if not there:
        raise side.error(f"this machine has no {side.what}.", f"Plug one in; meanwhile {side.without} will do.")
    if wanted is None or wanted == "":
        return next((d for d in there if d.default), there[0])
    text = str(wanted).strip().casefold()
    matches = [d for d in there if text == str(d.number)]
    matches = matches or [d for d in there if text == d.name.casefold()]
    matches = matches or [d for d in there if text in d.name.casefold()]
    if not matches:
        names = "; ".join(f"{d.number} {d.name}" for d in there)
        raise side.error(f"no {side.what} is called “{wanted}”.", f"There are: {names}.")
    return next((d for d in matches if d.default), matches[0])


def seen_afresh(side: Side) -> list[Device]:
    """The devices that a PortAudio started this moment lists, in another process; none when it fails."""
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "voicecoach.devices", side.what], capture_output=True, timeout=20, check=True
        )
        return [Device(**d) for d in json.loads(ran.stdout)]
    except (OSError, ValueError, TypeError, subprocess.SubprocessError):
        return []


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """PortAudio and ALSA write every failed attempt to the terminal, past Python, in the middle of the call."""
    if sys.platform != "linux":
        yield
        return
    with _HUSH:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


if __name__ == "__main__":
    with hushed():
        seen = devices(next(side for side in (MICROPHONE, SPEAKER) if side.what in sys.argv))
    print(json.dumps([asdict(d) for d in seen]))  # noqa: T201 - read by seen_afresh
