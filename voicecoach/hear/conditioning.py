"""Any sound made into what the program hears: mono int16 at 16 kHz. Microphones and recordings come this way.

Piece by piece, so that an hour costs no more memory than a second; soxr's streaming resampler keeps its state
from one piece to the next, so pieces join without a click.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from voicecoach.ports import Sound
from voicecoach.session import RATE

Mix = Literal["average", "loudest"]
Frames = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]

LOUDER = 4.0  # in energy (6 dB): by so much another channel must be louder before it is taken instead
DEAD = 0.05  # an average with less than this share of the loudest channel's energy has cancelled itself out
MEMORY = 1.0  # s over which a channel's loudness is remembered


class Conditioner:
    """Feed it frames of shape (n, channels) or (n,), int16 or float (±1), of one stream, in order.

    `average` suits recordings: both sides of a call stay audible, and channels in opposite phase, which would
    cancel, fall back to the louder one. `loudest` suits microphones: averaged capsules blur each other.
    `replaced` counts samples that were not numbers and became silence, `clipped` those beyond full scale.
    """

    def __init__(self, rate: float, channels: int, mix: Mix = "average") -> None:
        """`rate` in Hz. Raises ValueError when it or `channels` makes no sense."""
        if not (1000 <= rate <= 768_000 and 1 <= channels <= 1024):
            raise ValueError(f"no sound has {channels} channels at {rate} Hz")
        self.rate, self.channels, self.mix = rate, channels, mix
        self.replaced = self.clipped = 0
        self._energy = np.zeros(channels)
        self._chosen = 0
        self._resampler: Any = None
        if rate != RATE:
            import soxr

            self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def feed(self, frames: Frames, last: bool = False) -> Sound:
        """The next piece as heard; `last` lets out what the resampler still holds."""
        if frames.size == 0 and not last:
            return np.zeros(0, np.int16)
        mono = self._mono(self._sane(frames.reshape(-1, self.channels)))
        if self._resampler is not None:
            mono = self._resampler.resample_chunk(mono, last=last)
        scaled = np.rint(mono * 32768)
        self.clipped += int(np.count_nonzero((scaled > 32768) | (scaled < -32768)))
        heard: Sound = np.clip(scaled, -32768, 32767).astype(np.int16)
        return heard

    def _sane(self, frames: Frames) -> Floats:
        if frames.dtype == np.int16:
            floats: Floats = frames.astype(np.float32)
            floats /= 32768
            return floats
        floats = frames.astype(np.float32)
        wrong = ~np.isfinite(floats)
        if wrong.any():
            self.replaced += int(wrong.sum())
            floats[wrong] = 0.0
        return floats

    def _mono(self, floats: Floats) -> Floats:
        if self.channels == 1 or not len(floats):
            only: Floats = floats[:, 0].copy()
            return only
        keep = 0.5 ** (len(floats) / self.rate / MEMORY)
        self._energy = self._energy * keep + np.mean(floats.astype(np.float64) ** 2, axis=0) * (1 - keep)
        loudest = int(np.argmax(self._energy))
        if self._energy[loudest] > LOUDER * self._energy[self._chosen]:
            self._chosen = loudest
        if self.mix == "average":
            average: Floats = floats.mean(axis=1, dtype=np.float32)
            of_loudest = float(np.mean(floats[:, loudest].astype(np.float64) ** 2))
            if float(np.mean(average.astype(np.float64) ** 2)) >= DEAD * of_loudest / self.channels:
                return average
        return np.ascontiguousarray(floats[:, self._chosen])
