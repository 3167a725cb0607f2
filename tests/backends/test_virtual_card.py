"""The microphone on a real sound system: a PulseAudio of the test's own, with a virtual card.

apt install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

ROOT = Path(__file__).parents[2]
LISTEN = """
import queue, sys, time
import numpy as np
from voicecoach.hear.microphone import Microphone
from voicecoach.ports import Block, Lost
inbox, began = queue.Queue(), time.monotonic()
now = lambda: time.monotonic() - began
mic = Microphone()
mic.open(inbox.put, now)
print("open", flush=True)
loud = False
while True:
    m = inbox.get()
    if m is None:
        break
    if isinstance(m, Lost):
        print("lost", m.seconds, flush=True)
    elif isinstance(m, Block):
        is_loud = int(np.abs(m.samples.astype(int)).max()) > 2000
        if is_loud != loud:
            loud = is_loud
            print("loud" if loud else "quiet", m.t, now(), flush=True)
"""


class Card:
    """A PulseAudio server whose default source hears what is played into the sink `vmic`."""

    def __init__(self, folder):
        self.folder, self.socket = folder, folder / "native"
        (folder / "asound.conf").write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self.env = {
            **os.environ,
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "XDG_RUNTIME_DIR": str(folder),
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
        self.server = None

    def start(self):
        self.socket.unlink(missing_ok=True)
        modules = (
            "module-null-sink sink_name=vmic rate=48000 channels=1 norewinds=1",
            "module-remap-source source_name=virtmic master=vmic.monitor channels=1",
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
        )
        loads = [f"--load={m}" for m in modules]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(
            ["pulseaudio", "-n", *loads, "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"],
            env={k: v for k, v in self.env.items() if k != "PULSE_SERVER"},
            **quiet,
        )
        subprocess.run(
            ["sh", "-c", "until pactl set-default-source virtmic; do sleep 0.1; done"],
            env=self.env, check=True, timeout=20, **quiet,
        )  # fmt: skip

    def play(self, path):
        return subprocess.Popen(["paplay", "--device=vmic", str(path)], env=self.env)

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()


@pytest.fixture
def card(tmp_path):
    card = Card(tmp_path)
    card.start()
    yield card
    card.kill()


@pytest.mark.heavy
def test_it_hears_loses_and_finds_the_card_again(card, tmp_path):
    burst = np.zeros(48_000, np.float32)
    burst[12_000:24_000] = 0.3 * np.sin(np.arange(12_000) * 0.05)
    soundfile.write(tmp_path / "burst.wav", burst, 48_000)
    listener = subprocess.Popen(
        [sys.executable, "-c", LISTEN],
        cwd=ROOT,
        env=card.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = iter(listener.stdout.readline, "")
    try:
        assert next(lines) == "open\n"
        card.play(tmp_path / "burst.wav").wait(10)
        what, start, known = next(lines).split()
        assert what == "loud"
        assert 0 <= float(known) - float(start) < 0.5
        what, end, _ = next(lines).split()
        assert what == "quiet"
        assert float(end) - float(start) == pytest.approx(0.25, abs=0.07)
        card.kill()
        assert next(lines) == "lost 0.0\n"
        card.start()
        what, away = next(lines).split()
        assert what == "lost"
        assert 0.05 < float(away) < 30
        playing = card.play(tmp_path / "burst.wav")
        assert next(lines).startswith("loud")
        playing.wait(10)
    finally:
        listener.kill()
        _, said = listener.communicate()
    assert said.count("AlsaOpen") <= 1  # what PortAudio thinks of each attempt is kept off the terminal
