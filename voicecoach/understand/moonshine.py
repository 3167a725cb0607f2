"""Moonshine: small, fast English recognition whose model comes inside its wheel. No network, no word times.

Its own speech detector is switched off (turns.py has found the turn already; two detectors in a row clip words
and write "You" into the gaps), and so is its telling apart of speakers. It is given at most a few seconds at a
time: its time grows faster than the sound, and long sound makes it loop.
"""

from __future__ import annotations

import re
import threading
from typing import Any

import numpy as np

from voicecoach.errors import UnderstandError
from voicecoach.ports import Recognised, Sound
from voicecoach.session import RATE
from voicecoach.understand import doubt
from voicecoach.understand.pieces import split

LONGEST = 7.0  # s given at once: best of 5, 7, 10 and 14 on a turn of 49 s (word error rate 10, 10, 12, 15 %)
SHORTER = 4.0  # s at once when a longer piece looped
SHORTEST = 0.1  # s; below this there is no word
LOUD = -20.0  # dBFS that quiet sound is brought up to
MOST_GAIN = 20.0  # dB
OPTIONS = {
    "vad_threshold": "0",
    "identify_speakers": "false",
    "return_audio_data": "false",
}
WAY_OUT = "Run: voicecoach models install small.en"


class Moonshine:
    """A ports.Recogniser. One turn at a time; a second thread waits."""

    name = "moonshine tiny-en"

    def __init__(self) -> None:
        """Loads the model (half a second). Raises UnderstandError where Moonshine is not to be had."""
        self._lock = threading.Lock()
        try:
            from moonshine_voice.moonshine_api import ModelArch
            from moonshine_voice.transcriber import Transcriber
            from moonshine_voice.utils import get_model_path

            folder = get_model_path("tiny-en")
            if not (folder / "encoder_model.ort").is_file():
                raise FileNotFoundError("this version of moonshine-voice carries no model")
            self._model: Any = Transcriber(folder, ModelArch.TINY, options=OPTIONS)
        except ImportError as error:
            raise UnderstandError("Moonshine is not available for this computer.", WAY_OUT) from error
        except Exception as error:  # OSError from the linker, MoonshineError, missing files
            raise UnderstandError(f"Moonshine cannot be loaded ({type(error).__name__}).", WAY_OUT) from error

    def recognise(self, samples: Sound) -> Recognised:
        """Text of `samples` (mono int16, 16 kHz). Raises UnderstandError when Moonshine breaks or is closed."""
        with self._lock:
            whole = doubt.measure(samples)
            found = [v for a, b in split(samples, LONGEST) for v in self._piece(samples[a:b], whole)]
        text = " ".join(v.text for v in found if v.text)
        if text:
            return Recognised(text)
        return Recognised("", doubt=next((v.doubt for v in found if v.doubt), ""))

    def _piece(self, piece: Sound, whole: doubt.Measure) -> list[doubt.Verdict]:
        verdict = self._judged(piece, whole)
        looped = verdict.cut or verdict.doubt == "repetition"
        if not looped or len(piece) <= SHORTER * RATE:
            return [verdict]
        again = [self._judged(piece[a:b], whole) for a, b in split(piece, SHORTER)]
        cured = not any(v.cut or v.doubt == "repetition" for v in again)
        return again if cured or verdict.doubt else [verdict]

    def _judged(self, piece: Sound, whole: doubt.Measure) -> doubt.Verdict:
        measure = doubt.measure(piece)
        if len(piece) < SHORTEST * RATE or doubt.no_speech(measure) or doubt.only_breath(measure, whole):
            return doubt.Verdict("")
        return doubt.judge(self._transcribe(_brought_up(piece, measure.level_db)), measure)

    def _transcribe(self, sound: np.ndarray[Any, np.dtype[np.float32]]) -> str:
        if self._model is None:
            raise UnderstandError("Moonshine was closed.")
        try:
            transcript = self._model.transcribe_without_streaming(sound.tolist(), RATE)
        except Exception as error:  # MoonshineError and whatever ctypes raises
            raise UnderstandError(f"Moonshine failed ({type(error).__name__}).", WAY_OUT) from error
        text = " ".join(line.text.strip() for line in transcript.lines)
        return re.sub(r"([,;:])(\s*\1)+", r"\1", text)  # it stutters over commas now and then

    def close(self) -> None:
        """Frees the model; may be called twice."""
        with self._lock:
            model, self._model = self._model, None
            if model is not None:
                model.close()


def _brought_up(piece: Sound, level_db: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Quiet sound made louder, as floats ±1."""
    gain = 10 ** (min(MOST_GAIN, max(0.0, LOUD - level_db)) / 20)
    out = piece.astype(np.float32)
    out *= gain / 32768
    np.clip(out, -1, 1, out=out)
    return out
