"""A WAV file that grows: mono, 16 bit, silence where nothing was given, readable after a crash.

The header's two sizes are brought up to date once a second; a reader trusts the file's real length instead,
so a process killed in between loses nothing that reached the file.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np

from voicecoach.ports import Sound
from voicecoach.remember import files

HEADER = 44
TOLERANCE = 0.010
"""Sound that starts within this (s) of where the last piece ended follows it without a seam: clocks jitter.
More than this is real: a gap is left silent, an overlap dropped, so no channel drifts further than this."""

LONGEST = 12 * 3600
"""Nothing is placed later than this (s): a clock that jumped must not make a file of terabytes."""


def header(rate: int, samples: int) -> bytes:
    """The 44 bytes before `samples` mono 16-bit samples."""
    size = samples * 2
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", size,
    )  # fmt: skip


class SoundWriter:
    """Writes one channel. Not thread-safe. Memory does not grow with the sound's length."""

    def __init__(self, path: Path, rate: int) -> None:
        """Makes the file; it must not be there yet. Raises OSError."""
        self.rate = rate
        self.end = 0
        """Samples written so far, gaps included."""
        self.dropped = 0
        """Samples not taken because they overlapped what was there or lay beyond `LONGEST`."""
        self._tolerance = round(TOLERANCE * rate)
        self._fd = files.open_file(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        files.write_all(self._fd, header(rate, 0))

    def put(self, t: float, samples: Sound) -> None:
        """Places `samples` at session time `t` (s). Raises OSError when the disk will not take them."""
        if not 0 <= t <= LONGEST:  # also false for NaN
            self.dropped += len(samples)
            return
        place = round(t * self.rate)
        if abs(place - self.end) <= self._tolerance:
            place = self.end
        elif place < self.end:
            overlap = self.end - place
            self.dropped += min(overlap, len(samples))
            samples, place = samples[overlap:], self.end
        if not len(samples):
            return
        os.lseek(self._fd, HEADER + 2 * place, os.SEEK_SET)  # a gap becomes a hole: it reads as zeros
        files.write_all(self._fd, np.ascontiguousarray(samples, dtype="<i2").data.cast("B"))
        self.end = place + len(samples)

    def sync(self) -> None:
        """Brings the header up to date and sees everything to the disk."""
        os.lseek(self._fd, 0, os.SEEK_SET)
        files.write_all(self._fd, header(self.rate, self.end))
        os.fsync(self._fd)

    def vanished(self) -> bool:
        """Whether the file was deleted while we write it."""
        return os.name != "nt" and os.fstat(self._fd).st_nlink == 0

    def close(self, length: int = 0) -> None:
        """Ends the file, silent up to `length` samples if it is shorter. May be called twice."""
        if self._fd < 0:
            return
        try:
            if length > self.end:
                os.ftruncate(self._fd, HEADER + 2 * length)
                self.end = length
            self.sync()
        finally:
            fd, self._fd = self._fd, -1
            os.close(fd)


class SoundFile(NamedTuple):
    """A channel as it can be read: sample rate (Hz) and samples (int16, mapped from the file)."""

    rate: int
    samples: Sound


def read(path: Path, rate: int) -> SoundFile:
    """The sound of a file that may have been cut off. A missing or empty file is no sound at `rate` Hz.

    Chunks before the data are skipped; the length is what the file really holds. Raises ValueError when it
    is no mono 16-bit WAV file, OSError when it cannot be read.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return SoundFile(rate, np.zeros(0, np.int16))
    if size < HEADER:
        return SoundFile(rate, np.zeros(0, np.int16))
    with path.open("rb") as file:
        riff = file.read(12)
        if riff[:4] != b"RIFF" or riff[8:] != b"WAVE":
            raise ValueError("no WAV file")
        offset = 12
        while True:
            file.seek(offset)
            chunk = file.read(8)
            if len(chunk) < 8:
                return SoundFile(rate, np.zeros(0, np.int16))
            name, length = chunk[:4], struct.unpack("<I", chunk[4:])[0]
            if name == b"data":
                break
            if name == b"fmt ":
                kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", file.read(16).ljust(16, b"\0"))
                if (kind, channels, bits) != (1, 1, 16) or not 1000 <= rate <= 400_000:
                    raise ValueError("not mono 16-bit sound")
            offset += 8 + length + length % 2
    count = (size - offset - 8) // 2
    if not count:
        return SoundFile(rate, np.zeros(0, np.int16))
    return SoundFile(rate, np.memmap(path, dtype="<i2", mode="r", offset=offset + 8, shape=(count,)))
