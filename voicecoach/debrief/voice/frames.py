"""One side's speech as frames, 16 ms apart, and what every measure of the voice needs of them. Pure numpy.

from_sound.py makes them from sound; tone.py measures them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.voice import levels, pauses, pitch
from voicecoach.debrief.voice.levels import STEP, Flags


@dataclass(frozen=True)
class Piece:
    """Frames of one stretch of speech, 16 ms apart, the first at `begin` (s). `level` and `band` in dB, `hz` 0 or
    any number where `voiced` is false; `inside` marks the frames of the speech itself, from `start` to `end`."""

    turn: int
    begin: float
    start: float
    end: float
    level: npt.NDArray[np.float32]
    band: npt.NDArray[np.float32]
    hz: npt.NDArray[np.float32]
    voiced: Flags
    inside: Flags
    text: str
    statement: bool
    clipped: int
    samples: int

    @property
    def seconds(self) -> float:
        """Length of the stretch."""
        return self.end - self.start


@dataclass(frozen=True)
class Voice:
    """All of one side's speech, with what the measures share."""

    pieces: tuple[Piece, ...]

    @cached_property
    def inside(self) -> npt.NDArray[np.float32]:
        """Levels of the frames of speech."""
        return joined([p.level[p.inside] for p in self.pieces])

    @cached_property
    def quality(self) -> tuple[float, float]:
        """Signal-to-noise ratio (dB) and noise floor (dBFS)."""
        return levels.snr(self.inside, joined([p.level[~p.inside] for p in self.pieces]))

    @cached_property
    def clipping(self) -> float:
        """Share of samples in flat tops."""
        return sum(p.clipped for p in self.pieces) / max(1, sum(p.samples for p in self.pieces))

    @cached_property
    def voiced(self) -> tuple[Flags, ...]:
        """Frames to believe, a piece each: near the speaker's median, in runs that are long enough."""
        hz = joined([p.hz[p.voiced] for p in self.pieces])
        keep, out, at = pitch.near_median(hz), [], 0
        for p in self.pieces:
            flags = p.voiced.copy()
            n = int(flags.sum())
            flags[flags] = keep[at : at + n]
            at += n
            out.append(pitch.long_runs(flags))
        return tuple(out)

    @cached_property
    def hz(self) -> npt.NDArray[np.float32]:
        """Pitch of every believed frame."""
        return joined([p.hz[v] for p, v in zip(self.pieces, self.voiced, strict=True)])

    @cached_property
    def voiced_seconds(self) -> float:
        """Seconds of voicing."""
        return len(self.hz) * STEP

    @cached_property
    def silences(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Pauses inside each piece (s, session clock)."""
        out = []
        for p in self.pieces:
            offset = p.begin + (int(np.argmax(p.inside)) if p.inside.any() else 0) * STEP
            found = pauses.pauses(p.level[p.inside], self.quality[1])
            out.append(tuple((offset + a, offset + b) for a, b in found))
        return tuple(out)

    @cached_property
    def sounding(self) -> tuple[Flags, ...]:
        """Frames inside each piece that hold sound."""
        return tuple(pauses.sounding(p.level[p.inside], self.quality[1]) for p in self.pieces)


def joined(parts: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """Frames of several stretches, one after the other."""
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
