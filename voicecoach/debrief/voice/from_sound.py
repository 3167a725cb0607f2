"""From sound to frames: reads each stretch of speech, conditions it, tracks its pitch, keeps a few numbers a frame.

Only speech is read, one stretch at a time, so that memory does not grow with the call's sound: an hour leaves
about 5 MB of frames.
"""

from __future__ import annotations

import contextlib
import mmap
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.course import Course
from voicecoach.debrief.voice import levels, pitch
from voicecoach.debrief.voice.frames import Piece
from voicecoach.debrief.voice.levels import HOP, RATE
from voicecoach.debrief.voice.tracker import PitchTrack
from voicecoach.session import Who

BEFORE, AFTER = 0.4, 0.3
"""Seconds read around a stretch: there the room's own noise is heard."""

LONGEST = 60.0
"""A stretch longer than this (s) is read in pieces."""

WORKERS = 2

Progress = Callable[[float], None]
"""Told the share (0–1) that is done."""


class SoundOf(Protocol):
    """Anything whose two sides can be read: sample rate (Hz) and int16 samples, sample 0 at second 0."""

    def sound(self, who: Who) -> tuple[int, npt.NDArray[np.int16]]:
        """One side."""


class Stretch(NamedTuple):
    """A stretch of one side's speech, s on the session clock."""

    turn: int
    start: float
    end: float
    text: str
    question: bool


QUESTIONS = frozenset({"open_q", "clarify", "implication_q", "closed_q", "leading_q", "hypothetical_close"})


def rep_stretches(course: Course) -> list[Stretch]:
    """The rep's turns that have words and a length; a turn that ends in a question is marked as one."""
    return [
        Stretch(t.number, t.start, t.end, t.text, _asks(t.text, [(x.move, x.end) for x in t.labels]))
        for t in course.turns
        if t.text and t.seconds > 0.05
    ]


def _asks(text: str, labels: Sequence[tuple[str, int]]) -> bool:
    """Whether a turn ends in a question, by its mark or by a question label that reaches its last words."""
    return text.rstrip().endswith("?") or any(m in QUESTIONS and end >= len(text) - 12 for m, end in labels)


def client_stretches(course: Course) -> list[Stretch]:
    """The client's sentences as they were played."""
    return [Stretch(t.number, s.start, s.end, s.text, False) for t, s in course.replies() if s.end > s.start]


def pieces(
    saved: SoundOf, who: Who, stretches: Sequence[Stretch], track: PitchTrack, progress: Progress | None = None
) -> list[Piece]:
    """The frames of every stretch, in order. Two are worked on at once; the result does not depend on it."""
    rate, sound = saved.sound(who)
    if not len(sound) or not stretches:
        return []
    total = sum(s.end - s.start for s in stretches) or 1.0
    done, out = 0.0, []
    with ThreadPoolExecutor(WORKERS) as pool:
        # a window of work, so that no more than a few stretches of sound are in memory at any time
        for batch in _batches(_split(stretches), 8):
            for piece in pool.map(lambda s: analyse(sound, rate, s, track), batch):
                out.append(piece)
                done += piece.seconds
            let_go(sound)
            if progress:
                progress(min(1.0, done / total))
    return [p for p in out if len(p.level)]


def let_go(sound: npt.NDArray[np.int16]) -> None:
    """Gives back the memory of a mapped sound file that has been read; it is read again when it is needed again.

    Without this the whole file of a three-hour call would be counted as this program's memory.
    """
    mapped = getattr(sound, "_mmap", None)  # numpy.memmap keeps its map there, and no public name
    if mapped is not None and hasattr(mapped, "madvise") and hasattr(mmap, "MADV_DONTNEED"):
        with contextlib.suppress(OSError, ValueError):
            mapped.madvise(mmap.MADV_DONTNEED)


def _split(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for s in stretches:
        n = max(1, int(np.ceil((s.end - s.start) / LONGEST)))
        edges = np.linspace(s.start, s.end, n + 1)
        for i in range(n):
            yield (
                s
                if n == 1
                else Stretch(s.turn, float(edges[i]), float(edges[i + 1]), s.text if i == 0 else "", s.question)
            )


def _batches(items: Iterable[Stretch], size: int) -> Iterator[list[Stretch]]:
    batch: list[Stretch] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def analyse(sound: npt.NDArray[np.int16], rate: int, stretch: Stretch, track: PitchTrack) -> Piece:
    """One stretch of sound as frames."""
    begin = max(0.0, stretch.start - BEFORE)
    raw = np.asarray(sound[round(begin * rate) : round((stretch.end + AFTER) * rate)])
    n_clipped, n_raw = levels.clipped(raw), len(raw)
    x = levels.conditioned(_at_16k(raw, rate))
    level = levels.frame_levels(x) if len(x) >= HOP else np.zeros(0, np.float32)
    gain = 10.0 ** ((-20.0 - float(np.percentile(level, 95))) / 20.0) if len(level) else 1.0
    _, hz, confidence = (
        track(x * np.float32(min(gain, 1000.0)), RATE) if len(level) else (None, np.zeros(0), np.zeros(0))
    )
    n = min(len(level), len(hz))
    level, hz, confidence = level[:n], hz[:n], confidence[:n]
    times = begin + np.arange(n) * levels.STEP
    inside = (times >= stretch.start - 0.05) & (times <= stretch.end + 0.05)
    voiced = np.zeros(n, bool)
    if inside.any():
        voiced[inside] = pitch.believed(hz[inside], confidence[inside], level[inside])
    return Piece(
        stretch.turn, begin, stretch.start, stretch.end, level, levels.band_levels(x)[:n] if n else level,
        hz.astype(np.float32), voiced, inside, stretch.text, not stretch.question, n_clipped, n_raw,
    )  # fmt: skip


def _at_16k(raw: npt.NDArray[np.int16], rate: int) -> npt.NDArray[Any]:
    if rate == RATE or not len(raw):
        return raw
    import soxr

    out: npt.NDArray[Any] = soxr.resample(raw.astype(np.float32) / 32768.0, rate, RATE)
    return out
