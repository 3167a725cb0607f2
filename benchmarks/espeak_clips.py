"""Speech for benchmarks, from the espeak-ng that comes with pip (`espeakng-loader`), in a process
of its own: espeak keeps global state, and ends the whole process when it finds no data.

    say([("Hello there.", "en-us", 165, 50)]) -> [int16 array at 16 kHz]
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

RATE = 16_000
Wish = tuple[str, str, int, int]  # text, espeak voice, words a minute, pitch 0–99


def say(wishes: Sequence[Wish]) -> list[np.ndarray]:
    """Each wish as mono int16 at 16 kHz, with 0.2 s of silence on either side."""
    import soxr

    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(list(wishes)).encode(),
        capture_output=True,
        check=True,
        timeout=300,
    )
    out, data = [], done.stdout
    while data:
        rate, size = (int(n) for n in np.frombuffer(data[:8], "<u4"))
        sound = np.frombuffer(data[8 : 8 + size], "<i2")
        data = data[8 + size :]
        at16 = soxr.resample(sound.astype(np.float32), rate, RATE)
        pad = np.zeros(RATE // 5, np.float32)
        out.append(np.concatenate([pad, at16, pad]).clip(-32768, 32767).astype(np.int16))
    return out


def _worker() -> None:
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    espeak = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path()
    rate = espeak.espeak_Initialize(2, 0, str(Path(data).parent).encode(), 0)  # 2: synchronous, sound is handed over
    if rate <= 0:
        raise SystemExit("espeak could not start")
    pieces: list[bytes] = []
    shape = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

    @shape
    def heard(sound, samples, _events):  # type: ignore[no-untyped-def]
        if samples > 0:
            pieces.append(ctypes.string_at(sound, samples * 2))
        return 0

    espeak.espeak_SetSynthCallback(heard)
    out = os.fdopen(os.dup(1), "wb")
    for text, voice, speed, pitch in json.load(sys.stdin):
        pieces.clear()
        if espeak.espeak_SetVoiceByName(voice.encode()):
            raise SystemExit(f"espeak has no voice {voice}")
        espeak.espeak_SetParameter(1, int(speed), 0)
        espeak.espeak_SetParameter(3, int(pitch), 0)
        said = text.encode() + b"\0"
        espeak.espeak_Synth(said, len(said), 0, 1, 0, 1, None, None)  # 1: UTF-8
        whole = b"".join(pieces)
        out.write(np.array([rate, len(whole)], "<u4").tobytes() + whole)
    out.flush()


if __name__ == "__main__":
    _worker()
