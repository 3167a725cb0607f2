"""The sound of a whole call as one MP3, both voices mixed, small enough to travel inside a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.voice.from_sound import SoundOf, let_go
from voicecoach.errors import DebriefError
from voicecoach.session import RATE

PIECE = 20.0
"""Seconds mixed at a time, so that memory does not grow with the call."""

COMPRESSION = 0.9
"""0 is large and good, 1 small; at 16 kHz this is 24 kbit/s: an hour is 11 MB, 14 MB inside a page."""

BIG = 20_000_000
"""Bytes of sound (as embedded) from which a page becomes a burden to send or open."""


def mp3(saved: SoundOf) -> bytes:
    """Both sides mixed to mono at 16 kHz; b"" when there is no sound. Raises DebriefError."""
    sides = [saved.sound("rep"), saved.sound("client")]
    if not any(len(samples) for _, samples in sides):
        return b""
    try:
        import soundfile
        import soxr
    except (ImportError, OSError) as error:
        raise DebriefError(f"the sound cannot be compressed ({error}).", "Use --no-sound.") from error
    out = io.BytesIO()
    try:
        with soundfile.SoundFile(
            out, "w", RATE, 1, format="MP3", subtype="MPEG_LAYER_III", bitrate_mode="CONSTANT",
            compression_level=COMPRESSION,
        ) as file:  # fmt: skip
            for piece in _mixed(sides, soxr):
                file.write(piece)
    except (soundfile.LibsndfileError, TypeError) as error:
        raise DebriefError(f"the sound cannot be compressed ({error}).", "Use --no-sound.") from error
    return out.getvalue()


def _mixed(sides: list[tuple[int, npt.NDArray[np.int16]]], soxr: Any) -> Iterator[npt.NDArray[np.float32]]:
    """Pieces of both sides added, resampled as streams so that no seam is heard."""
    streams = [soxr.ResampleStream(rate, RATE, 1, dtype="float32") if rate != RATE else None for rate, _ in sides]
    seconds = max(len(samples) / rate for rate, samples in sides)
    waiting: list[npt.NDArray[np.float32]] = [np.zeros(0, np.float32), np.zeros(0, np.float32)]
    steps = int(np.ceil(seconds / PIECE))
    for i in range(steps):
        for k, (rate, samples) in enumerate(sides):
            raw = np.asarray(samples[round(i * PIECE * rate) : round((i + 1) * PIECE * rate)], np.float32) / 32768.0
            stream = streams[k]
            piece = raw if stream is None else stream.resample_chunk(raw, last=i == steps - 1)
            waiting[k] = np.concatenate([waiting[k], piece])
        n = max(map(len, waiting)) if i == steps - 1 else min(map(len, waiting))
        if not n and any(map(len, waiting)):  # one side ended earlier
            n = max(map(len, waiting))
        mix = np.zeros(n, np.float32)
        for k in range(2):
            part, waiting[k] = waiting[k][:n], waiting[k][n:]
            mix[: len(part)] += part
        yield np.clip(mix, -1.0, 1.0)
        for _, samples in sides:
            let_go(samples)
