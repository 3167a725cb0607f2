"""Both voices as one stereo WAV, any stretch of it made when it is asked for, and their outline for drawing.

The rep is on the left, the client on the right, at the client's rate. Nothing is kept: a browser that seeks
asks for a range of bytes, and only that range is read, resampled and sent, so an hour costs no more memory
than a minute.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from voicecoach.ports import Sound
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.sound_file import HEADER
from voicecoach.session import Who

PIECE = 4.0  # s made at a time
MARGIN = 0.1  # s read around a piece, so that resampling has no seams


class Mixed:
    """The stereo file of a session, as bytes that are made on demand."""

    def __init__(self, saved: SavedSession) -> None:
        self.saved = saved
        self.rate = max(saved.sound("rep")[0], saved.sound("client")[0])
        self.frames = math.ceil(max(len(s) * self.rate / r for r, s in (saved.sound("rep"), saved.sound("client"))))

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return HEADER + 4 * self.frames

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Bytes `start` to `stop` (exclusive), in pieces."""
        if start < HEADER:
            yield _header(self.rate, self.frames)[start : min(stop, HEADER)]
        step = round(PIECE * self.rate)
        at = max(0, start - HEADER)
        end = stop - HEADER
        while at < end:
            first = at // 4
            last = min(self.frames, first + step, (end + 3) // 4)
            piece = self.stretch(first, last).tobytes()
            yield piece[at - 4 * first : end - 4 * first]
            at = 4 * last

    def stretch(self, first: int, last: int) -> npt.NDArray[np.int16]:
        """Frames `first` to `last` (exclusive), shape (n, 2)."""
        out = np.zeros((last - first, 2), np.int16)
        for column, who in enumerate(("rep", "client")):
            rate, samples = self.saved.sound(who)  # type: ignore[arg-type]
            out[:, column] = _resampled(samples, rate, self.rate, first, last)
        return out


def _resampled(samples: Sound, rate: int, to: int, first: int, last: int) -> Sound:
    """Samples `first` to `last` of the sound at rate `to`, silent where there is none."""
    if rate == to:
        return _slice(samples, first, last)
    import soxr

    g = math.gcd(rate, to)
    unit_in, unit_out = rate // g, to // g  # this many samples here are that many there, exactly
    a = max(0, math.floor(first / unit_out - MARGIN * g))
    b = math.ceil(last / unit_out + MARGIN * g)
    made = soxr.resample(_slice(samples, a * unit_in, b * unit_in), rate, to)
    return _slice(made, first - a * unit_out, last - a * unit_out)


def _slice(samples: Sound, first: int, last: int) -> Sound:
    out = np.zeros(last - first, np.int16)
    piece = samples[max(0, first) : max(0, last)]
    out[: len(piece)] = piece
    return out


def _header(rate: int, frames: int) -> bytes:
    import struct

    size = 4 * frames
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", min(36 + size, 2**32 - 1), b"WAVE", b"fmt ", 16, 1, 2, rate, rate * 4, 4, 16,
        b"data", min(size, 2**32 - 1),
    )  # fmt: skip


def outline(saved: SavedSession, who: Who, start: float, end: float, points: int) -> list[int]:
    """The loudest sample in each of `points` equal stretches from `start` to `end` (s): 0–100 of full scale, by
    the power 0.7, so that soft speech is seen."""
    rate, samples = saved.sound(who)
    edges = np.linspace(start * rate, end * rate, points + 1).astype(np.int64)
    edges = np.clip(edges, 0, len(samples))
    out = np.zeros(points, np.int64)
    if not len(samples) or edges[0] == edges[-1]:
        return out.tolist()  # type: ignore[no-any-return]
    for block in range(0, points, 256):  # bounded memory: some stretches at a time
        a, b = edges[block], edges[min(block + 256, points)]
        if a == b:
            continue
        loud = np.abs(samples[a:b].astype(np.int32))
        cuts = edges[block : min(block + 256, points)] - a
        kept = cuts < len(loud)
        found = np.maximum.reduceat(loud, cuts[kept])
        empty = np.diff(edges[block : min(block + 256, points) + 1])[kept] == 0
        found[empty] = 0
        out[block : block + len(found)] = found
    return np.round(100 * (out / 32768) ** 0.7).astype(int).tolist()  # type: ignore[no-any-return]
