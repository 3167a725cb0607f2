"""A sound card without hardware: a PulseAudio of our own whose one null sink is the room.

The room has two channels, what reaches the microphone and what leaves the loudspeaker, each a sink of its own. So a
recording of the room holds both sides of a call on one clock, sample by sample.

Traps met on the way: a null sink needs `norewinds=1` or its monitor stutters; PULSE_LATENCY_MSEC below what an
application asks for silences its output without an error, so it is left alone.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ALSA = """</usr/share/alsa/alsa.conf>
pcm.!default { type pulse hint.description "virtual card" }
ctl.!default { type pulse }
pcm.pulse { type pulse }
ctl.pulse { type pulse }
"""
MODULES = """.fail
load-module module-null-sink sink_name=room rate=48000 channels=2 channel_map=front-left,front-right norewinds=1
load-module module-remap-sink sink_name=mouthpiece master=room {left}
load-module module-remap-sink sink_name=loudspeaker master=room {right}
load-module module-remap-source source_name=microphone master=room.monitor {left}
set-default-sink loudspeaker
set-default-source microphone
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
"""


LEFT, RIGHT = (f"channels=1 channel_map=mono master_channel_map=front-{side} remix=no" for side in ("left", "right"))


class Card:
    """A running virtual card. `env` is what a program needs to find it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
        self.env.pop("PULSE_LATENCY_MSEC", None)

    def speak(self, path: Path) -> None:
        """Somebody plays this file into the microphone; returns when it has been played."""
        subprocess.run(["paplay", "--device=mouthpiece", str(path)], env=self.env, check=True, timeout=60)

    def record(self, path: Path) -> subprocess.Popen[bytes]:
        """Records the room until terminated: 16 kHz WAV, on the left what the microphone hears, on the right what
        the loudspeaker plays."""
        command = ["parec", "--device=room.monitor", "--rate=16000", "--channels=2", "--file-format=wav"]
        return subprocess.Popen([*command, str(path)], env=self.env)

    def echo(self, delay_ms: int, gain_db: float) -> None:
        """The loudspeaker is heard by the microphone, this late and this loud."""
        self.ctl("load-module", "module-loopback", "source=loudspeaker.monitor", "sink=mouthpiece",
                 f"latency_msec={delay_ms}", "source_dont_move=true", "sink_dont_move=true")  # fmt: skip
        streams = [line.split("\t")[0] for line in self.ctl("list", "short", "sink-inputs").splitlines()]
        self.ctl("set-sink-input-volume", streams[-1], f"{gain_db}dB")

    def ctl(self, *args: str) -> str:
        """Runs pactl."""
        return subprocess.run(
            ["pactl", *args], env=self.env, check=True, capture_output=True, text=True, timeout=10
        ).stdout

    def start(self) -> None:
        """The card is plugged in; returns when it can be used."""
        (self.folder / "native").unlink(missing_ok=True)
        env = {k: v for k, v in self.env.items() if k != "PULSE_SERVER"}
        command = [
            "pulseaudio", "-n", "-F", str(self.folder / "start.pa"), "--daemonize=no", "--exit-idle-time=-1",
            "--disallow-exit", "--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr", "--log-level=notice",
        ]  # fmt: skip
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        for _ in range(100):
            if self._server.poll() is not None:
                break
            try:
                if "microphone" in self.ctl("info"):
                    return
            except subprocess.SubprocessError:
                with suppress(subprocess.TimeoutExpired):
                    self._server.wait(timeout=0.1)
        raise RuntimeError(f"pulseaudio did not come up: {(self.folder / 'log').read_text()[-500:]}")

    def pull_out(self) -> None:
        """The card is gone, in the middle of whatever it does."""
        self._server.kill()
        self._server.wait(timeout=10)


@contextmanager
def card(folder: Path) -> Iterator[Card]:
    """Starts a card and stops it."""
    made = Card(folder)
    (folder / "asound.conf").write_text(ALSA)
    (folder / "start.pa").write_text(MODULES.format(socket=folder / "native", left=LEFT, right=RIGHT))
    made.start()
    try:
        yield made
    finally:
        made.pull_out()
