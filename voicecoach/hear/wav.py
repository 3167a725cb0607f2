"""Recordings: WAV, FLAC, OGG or MP3 of any rate and any number of channels, heard as mono int16 at 16 kHz.

Read piece by piece, so an hour takes about 115 MB (16 kHz, 16 bit) and no more. What cannot be used is said
in one line; what can be mended is mended and noted.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import HearError
from voicecoach.hear.conditioning import Conditioner
from voicecoach.ports import Sound
from voicecoach.session import BLOCK, RATE

PIECE = 1 << 18  # frames × channels read at once: 1 MB as float32
SILENT = -60.0  # dBFS; a quiet room with an open microphone lies about here, speech at −45 … −15
TOO_MANY = 0.01  # share of samples that are not numbers: more than this, and it is not a recording of anyone
CONVERT = "Convert it first, for instance: ffmpeg -i {name} -ar 16000 -ac 1 rep.wav"


@dataclass(frozen=True)
class Recording:
    """A recording as heard, with what it was; `notes` says in plain sentences what had to be mended."""

    path: Path
    sound: Sound
    rate: int  # Hz, of the file
    channels: int
    notes: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.sound) / RATE


def read(path: str | Path, *, channel: int | None = None, silence: bool = False) -> Recording:
    """A whole recording; `channel` (from 0) takes one side of it, otherwise the sides are mixed.

    Raises HearError when it is missing, not readable, empty, silent throughout (unless `silence`), or has too
    many samples that are not numbers.
    """
    reader = Reader(path, channel=channel)
    sound = np.concatenate([*reader, np.zeros(0, np.int16)])
    if not silence and loudness(sound) < SILENT:
        raise HearError(f"{reader.path} is silent throughout.", "Check the microphone it was recorded with.")
    return Recording(reader.path, sound, reader.rate, reader.channels, reader.notes)


class Reader:
    """Iterates over a recording in pieces of mono int16 at 16 kHz; `notes` is complete after the last one.

    The file is opened, and closed, by each iteration. Raises HearError, here or while reading.
    """

    def __init__(self, path: str | Path, *, channel: int | None = None) -> None:
        self.path = Path(path)
        self.notes: tuple[str, ...] = ()
        with _opened(self.path) as file:
            self.rate, self.channels = int(file.samplerate), int(file.channels)
            if file.frames == 0:
                raise _empty(self.path)
        if channel is not None and not 0 <= channel < self.channels:
            raise HearError(f"{self.path} has no channel {channel}: it has {self.channels}, counted from 0.")
        self._channel = channel

    def __iter__(self) -> Iterator[Sound]:
        """Pieces of about a second or more."""
        one = self._channel is not None
        try:
            conditioner = Conditioner(self.rate, 1 if one else self.channels)
        except ValueError as error:
            raise HearError(f"{self.path} cannot be right: {error}.", CONVERT.format(name=self.path.name)) from None
        frames = max(1, PIECE // self.channels)
        count = 0
        with _opened(self.path) as file:
            while True:
                piece = _next(self.path, file, frames)
                count += piece.size if not one else len(piece)
                if not len(piece):
                    break
                yield conditioner.feed(piece[:, self._channel] if one else piece)
        rest = conditioner.feed(np.zeros((0, conditioner.channels), np.float32), last=True)
        self.notes = _notes(self.path, conditioner, count)
        if not count:
            raise _empty(self.path)
        if len(rest):
            yield rest


def loudness(sound: Sound) -> float:
    """Level of the louder tenth of the 32 ms frames, dBFS RMS: how loud speech is however long the pauses.
    −90 when there is nothing."""
    if not len(sound):
        return -90.0
    n = max(1, len(sound) // BLOCK)
    frames = sound[: n * BLOCK].reshape(n, -1)
    # Row by row in slices: squaring an hour at once would take eight times the memory of the sound itself.
    power = np.concatenate(
        [np.mean(np.square(frames[i : i + 4096].astype(np.float32)), axis=1) for i in range(0, n, 4096)]
    )
    loud = np.sort(power)[-max(1, n // 10) :]
    return max(-90.0, 10 * float(np.log10(max(float(loud.mean()), 1e-6) / 32768**2)))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    if not os.path.exists(path):
        raise HearError(f"there is no file {path}.", "Check the name; relative names start at the current folder.")
    if not path.is_file():
        raise HearError(f"{path} is not a file.", "Name one recording (WAV, FLAC, OGG or MP3).")
    try:
        import soundfile
    except (ImportError, OSError) as error:  # OSError: the wheel for this platform lacks libsndfile
        raise HearError(
            f"recordings cannot be read here ({type(error).__name__}).", "Run: apt install libsndfile1"
        ) from error
    try:
        file = soundfile.SoundFile(str(path))
    except (RuntimeError, TypeError, ValueError, OSError) as error:  # soundfile's own error is a RuntimeError
        if path.stat().st_size == 0:
            raise _empty(path) from None
        with contextlib.suppress(OSError), path.open("rb"):
            raise HearError(
                f"{path} is not a recording that can be read (WAV, FLAC, OGG, MP3), or it is damaged.",
                CONVERT.format(name=path.name),
            ) from error
        raise HearError(f"{path} may not be read.", "Check its permissions.") from error
    with file:
        yield file


def _next(path: Path, file: Any, frames: int) -> Any:
    try:
        return file.read(frames, dtype="float32", always_2d=True)
    except RuntimeError as error:
        raise HearError(f"{path} is damaged and breaks off.", CONVERT.format(name=path.name)) from error


def _empty(path: Path) -> HearError:
    return HearError(f"{path} holds no sound (0 seconds).", "Record it again, or name another file.")


def _notes(path: Path, conditioner: Conditioner, samples: int) -> tuple[str, ...]:
    notes = []
    if conditioner.replaced:
        if conditioner.replaced > TOO_MANY * samples:
            raise HearError(
                f"{path} is damaged: {conditioner.replaced} of its {samples} samples are not numbers.",
                "Export it again from the program it was made with, as 16-bit WAV.",
            )
        notes.append(f"{conditioner.replaced} samples of {path.name} were not numbers and were taken as silence.")
    if conditioner.clipped > 0.001 * samples:
        notes.append(f"{path.name} is clipped: it was recorded too loud.")
    return tuple(notes)
