"""What can break, each at a moment and in a way that the seed decides."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.call import Call, with_settings
from tests.faults.room import CardRoom
from tests.faults.servers import serving
from tests.unit.portaudio import Plug
from voicecoach.ports import Delivery

EARLY, LATE = 1.0, 25.0  # s within which it breaks


# --- device gone -----------------------------------------------------------------------------------------------


@contextmanager
def device(call: Call, rng: random.Random) -> Iterator[str]:
    """A device is pulled out, or taken by another program; it comes back here, elsewhere, or never."""
    headset = call.computer.plugs[2]
    named = rng.random() < 0.4
    victims = {
        "microphone": [call.computer.plugs[1]], "speaker": [call.computer.plugs[0]],
        "both": [call.computer.plugs[0], call.computer.plugs[1]],
    }  # fmt: skip
    if named:
        victims, call.devices = {"both": [headset]}, "headset"
    what = rng.choice(list(victims))
    how = rng.choice(["same place", "another place", "another program", "never"])
    at, away = rng.uniform(EARLY, LATE), rng.uniform(0.5, 15.0)

    def go(room: CardRoom) -> None:
        call.broke = True
        for plug in victims[what]:
            if how == "another program":
                plug.busy = True
                for stream in room.sd.streams:
                    stream.active = stream.active and stream.plug is not plug
            else:
                room.computer.out(plug)

    def come_back(room: CardRoom) -> None:
        for plug in victims[what]:
            plug.busy = False
            if how == "same place":
                room.computer.plugs.append(plug)
            elif how == "another place":
                again = Plug(plug.name.replace("hw:2", "hw:5"), plug.inputs, plug.outputs)
                room.computer.plugs.insert(0, again)

    call.hooks = [(at, go)] + ([(at + away, come_back)] if how != "never" else [])
    which = "the headset" if named else what
    yield f"{which} gone at {at:.1f} s, {how}" + (f" after {away:.1f} s" if how != "never" else "")


# --- worker process killed -------------------------------------------------------------------------------------


class Killed:
    """A voice whose real worker process is killed after so many pieces of sound, so many times."""

    def __init__(self, voice: Any, call: Call, pieces: int, times: int) -> None:
        self._voice, self._call, self._pieces, self._times = voice, call, pieces, times
        self.name, self.rate, self.close = voice.name, voice.rate, voice.close

    def speak(self, text: str, delivery: Delivery) -> Iterator[Any]:
        """As the voice does, until it is time."""
        for piece in self._voice.speak(text, delivery):
            self._pieces -= 1
            if self._pieces < 0 < self._times:
                self._times -= 1
                self._call.broke = True
                _kill(self._voice.pid)
            yield piece


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    if hasattr(os, "waitid"):
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # it is really gone; its parent reaps it


@contextmanager
def worker(call: Call, rng: random.Random) -> Iterator[str]:
    """The process that makes the client's voice is killed."""
    pieces, times = rng.randrange(0, 60), rng.choice([1, 1, 1, 2, 3, 8])
    call.break_voice = lambda voice: Killed(voice, call, pieces, times)
    yield f"killed after {pieces} pieces of sound, {times} times"


# --- model server cut mid-stream -------------------------------------------------------------------------------


@contextmanager
def server(call: Call, rng: random.Random) -> Iterator[str]:
    """The server of a model is cut in the middle of an answer, once or from then on."""
    kind = rng.choice(["client", "stt", "voice"])
    with serving() as servers:
        servers.cut_at = rng.randrange(1, 4)
        servers.cut_after = rng.randrange(0, 25 if kind == "stt" else 2000)
        servers.gone = rng.random() < 0.4
        flags = {
            "client": {"client": "m", "llm_url": servers.url}, "stt": {"stt": f"{servers.url}#m"},
            "voice": {"voice": f"{servers.url}#m/v"},
        }  # fmt: skip
        with_settings(call, **flags[kind])
        yield (f"{kind} cut at answer {servers.cut_at} after {servers.cut_after} bytes"
               + (", gone from then on" if servers.gone else ""))  # fmt: skip
        call.broke = servers.cuts > 0


# --- disk full -------------------------------------------------------------------------------------------------


@contextmanager
def disk(call: Call, rng: random.Random) -> Iterator[str]:
    """No file may grow beyond a size: what a full disk looks like without a disk of one's own."""
    most = rng.randrange(80_000, 900_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(room: CardRoom) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        call.broke = True

    call.hooks = [(EARLY, fill)]
    try:
        yield f"files end at {most // 1000} kB"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(call: Call, rng: random.Random) -> Iterator[str]:
    """A real file system in memory that really fills up. Needs root."""
    size = rng.randrange(300, 1600)
    folder = Path(call.settings.library)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)], check=True)
    call.broke = True
    yield f"a disk of {size} kB"


def let_go(folder: Path) -> None:
    """Takes a small disk away again."""
    subprocess.run(["umount", "-l", str(folder)], check=False, stderr=subprocess.DEVNULL)


# --- clock jump ------------------------------------------------------------------------------------------------


@contextmanager
def clock(call: Call, rng: random.Random) -> Iterator[str]:
    """The computer sleeps, stands still for a moment, or its clock is set."""
    how = rng.choice(["sleeps", "sleeps, clocks standing", "stands still", "clock set on", "clock set back"])
    seconds = rng.uniform(0.3, 4.5) if how == "stands still" else 10 ** rng.uniform(0.9, 4.8)
    time = call.time

    def leap(room: CardRoom) -> None:
        call.broke = True
        if how == "sleeps":
            time.slept += seconds
        elif how == "stands still":
            time.lag(seconds)
        else:
            time.set_wall(-seconds if how == "clock set back" else seconds)

    at = rng.uniform(EARLY, LATE)
    call.hooks = [(at, leap)]
    yield f"{how} at {at:.1f} s, {seconds:.0f} s"


KINDS = {
    "device gone": device, "voice's process killed": worker, "model server cut": server, "disk full": disk,
    "clock jump": clock,
}  # fmt: skip
"""By the names of the table; the benchmark fills a real small disk where it may."""
