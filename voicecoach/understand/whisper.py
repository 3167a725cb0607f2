"""Whisper through faster-whisper, from a folder on this machine: more accurate than Moonshine, with word times.

Nothing is ever fetched here: models.py installs, this only loads. 8-bit weights and two threads, so that the
microphone and the voice keep breathing on a small laptop.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import UnderstandError
from voicecoach.ports import Recognised, Sound
from voicecoach.session import RATE, Word
from voicecoach.understand import doubt

THREADS = 2
NO_SPEECH = 0.8  # the model's own probability that nobody spoke, above which a segment is not believed
SURE = 0.7  # probability of a language above which the rest of the call is taken to be in it
PADDING = 0.5  # s of sound around a segment by which it is judged: Whisper places its words a little off
OPTIONS: dict[str, Any] = {
    "beam_size": 1,  # greedy is twice as fast, and a turn is answered in half a second or not in time
    "temperature": (0.0, 0.4),  # the second only when the first looped or was very unsure
    "condition_on_previous_text": False,  # it makes loops
    "word_timestamps": True,
}


class Whisper:
    """A ports.Recogniser. One turn at a time; a second thread waits."""

    def __init__(self, folder: str | Path, *, name: str = "", language: str | None = None) -> None:
        """Loads a CTranslate2 Whisper model. `language` is an ISO 639-1 code; without one a multilingual model
        finds it out from the first turn it is sure of. Raises UnderstandError."""
        folder = Path(folder)
        self.name = f"whisper {name or folder.name}"
        self._lock = threading.Lock()
        self._language = language
        try:
            import faster_whisper

            self._model: Any = faster_whisper.WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
            )
        except Exception as error:  # RuntimeError from CTranslate2, tokenizers' own, OSError, ImportError
            raise UnderstandError(
                f"the Whisper model in {folder} cannot be loaded ({type(error).__name__}).",
                "Run: voicecoach models list, then install or use another one.",
            ) from error

    def recognise(self, samples: Sound) -> Recognised:
        """Text and word times of `samples` (mono int16, 16 kHz). Raises UnderstandError when Whisper breaks."""
        if doubt.no_speech(doubt.measure(samples)):
            return Recognised("")
        with self._lock:
            if self._model is None:
                raise UnderstandError("Whisper was closed.")
            try:
                segments = list(self._segments(samples))
            except Exception as error:  # CTranslate2 raises RuntimeError, ValueError and its own
                raise UnderstandError(f"Whisper failed ({type(error).__name__}).") from error
        return _believed(segments, samples)

    def _segments(self, samples: Sound) -> Iterable[Any]:
        audio = samples.astype(np.float32)
        audio /= 32768
        segments, info = self._model.transcribe(audio, language=self._language, **OPTIONS)
        if self._language is None and info.language_probability >= SURE:
            self._language = info.language
        return list(segments)

    def prove(self, samples: Sound) -> None:
        """Runs the model on `samples`, whatever they hold. Raises UnderstandError when it cannot."""
        with self._lock:
            try:
                list(self._segments(samples))
            except Exception as error:
                raise UnderstandError(
                    f"this model loads but cannot recognise anything ({type(error).__name__}).",
                    "Run: voicecoach models list, then install or use another one.",
                ) from error

    def close(self) -> None:
        """Frees the model; may be called twice."""
        with self._lock:
            self._model = None


def _believed(segments: list[Any], samples: Sound) -> Recognised:
    """The segments that may be believed, as one text."""
    length, sound = len(samples) / RATE, doubt.measure(samples)
    texts: list[str] = []
    timed: list[Word] = []
    doubts: list[str] = []
    for segment in segments:
        low, high = max(0.0, segment.start - PADDING), min(length, segment.end + PADDING)
        silent = doubt.no_speech(doubt.measure(samples[int(low * RATE) : int(high * RATE)]))
        # Its words are held against the whole sound: the times of one segment are too rough to count words by.
        verdict = doubt.judge(segment.text, sound)
        if verdict.text and (silent or segment.no_speech_prob > NO_SPEECH):
            verdict = doubt.Verdict("", "hallucination")
        if verdict.doubt:
            doubts.append(verdict.doubt)
        if verdict.text:
            texts.append(verdict.text)
            timed += _words(segment.words or (), len(doubt.words(verdict.text)), length)
    text = " ".join(texts)
    whole = doubt.judge(text, sound)  # a loop may also run from one segment to the next
    if whole.cut:
        timed = _first(timed, len(doubt.words(whole.text)))
    if not whole.text:
        return Recognised("", doubt=whole.doubt or (doubts[0] if doubts else ""))
    return Recognised(whole.text, tuple(timed))


def _words(found: Iterable[Any], count: int, length: float) -> list[Word]:
    timed: list[Word] = []
    for word in found:
        start = min(max(0.0, float(word.start), timed[-1].end if timed else 0.0), length)
        timed.append(Word(word.word.strip(), start, min(max(start, float(word.end)), length)))
    return _first([w for w in timed if w.text], count)


def _first(timed: list[Word], count: int) -> list[Word]:
    """The words that make up the first `count` tokens."""
    kept: list[Word] = []
    for word in timed:
        if count <= 0:
            break
        kept.append(word)
        count -= len(doubt.words(word.text))
    return kept
