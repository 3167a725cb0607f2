"""A sound card without hardware: a PulseAudio of our own with two null sinks, one of which is the microphone.

Traps met on the way: a null sink needs `norewinds=1` or its monitor stutters; PULSE_LATENCY_MSEC below what an
application asks for silences its output without an error, so it is left alone.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALSA = """</usr/share/alsa/alsa.conf>
pcm.!default { type pulse hint.description "virtual card" }
ctl.!default { type pulse }
pcm.pulse { type pulse }
ctl.pulse { type pulse }
"""
MODULES = """.fail
load-module module-null-sink sink_name=mouthpiece rate=48000 channels=1 norewinds=1
load-module module-null-sink sink_name=loudspeaker rate=48000 channels=2 norewinds=1
load-module module-remap-source source_name=microphone master=mouthpiece.monitor channels=1
set-default-sink loudspeaker
set-default-source microphone
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
"""


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
        """Records what the loudspeaker plays, as 16 kHz mono WAV, until terminated."""
        command = ["parec", "--device=loudspeaker.monitor", "--rate=16000", "--channels=1", "--file-format=wav"]
        return subprocess.Popen([*command, str(path)], env=self.env)

    def echo(self, delay_ms: int, gain_db: float) -> None:
        """The loudspeaker is heard by the microphone, this late and this loud."""
        for args in (
            ["load-module", "module-loopback", "source=loudspeaker.monitor", "sink=mouthpiece",
             f"latency_msec={delay_ms}", "source_dont_move=true", "sink_dont_move=true"],
        ):  # fmt: skip
            self.ctl(*args)
        streams = [line.split("\t")[0] for line in self.ctl("list", "short", "sink-inputs").splitlines()]
        self.ctl("set-sink-input-volume", streams[-1], f"{gain_db}dB")

    def ctl(self, *args: str) -> str:
        """Runs pactl."""
        return subprocess.run(
            ["pactl", *args], env=self.env, check=True, capture_output=True, text=True, timeout=10
        ).stdout


@contextmanager
def card(folder: Path) -> Iterator[Card]:
    """Starts a card and stops it."""
    made = Card(folder)
    (folder / "asound.conf").write_text(ALSA)
    script = folder / "start.pa"
    script.write_text(MODULES.format(socket=folder / "native"))
    env = {k: v for k, v in made.env.items() if k != "PULSE_SERVER"}
    command = [
        "pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit",
        "--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr", "--log-level=notice",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        try:
            _until_up(made, server)
            yield made
        finally:
            server.terminate()
            server.wait(timeout=10)


def _until_up(made: Card, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if server.poll() is not None:
            break
        try:
            if "microphone" in made.ctl("info"):
                return
        except subprocess.SubprocessError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    raise RuntimeError(f"pulseaudio did not come up: {(made.folder / 'log').read_text()[-500:]}")
