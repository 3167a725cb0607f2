"""Conditioning and levels of 16 kHz sound: what comes before any measure of the voice. Pure numpy.

Frames are 32 ms long and 16 ms apart, frame i centred on sample 256·i, the same grid as the pitch tracker's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]

RATE = 16_000
HOP = 256
FRAME = 512
STEP = HOP / RATE
"""Seconds from frame to frame: 0.016."""

FLOOR = -96.0
"""dBFS below which int16 holds nothing."""

LOW, HIGH = 60.0, 75.0
"""The high-pass rises from 0 to 1 between these (Hz): below them lie rumble, DC and most mains hum."""


def conditioned(samples: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """High-passed sound as float32 in −1…1. int16 is scaled; NaN and infinities become silence."""
    x = np.asarray(samples)
    if np.issubdtype(x.dtype, np.integer):
        x = x.astype(np.float32) / 32768.0
    x = np.nan_to_num(x.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    if len(x) < FRAME:
        return np.zeros(len(x), np.float32) if not len(x) else (x - x.mean()).astype(np.float32)
    padded = _fast_length(len(x) + RATE // 4)
    spectrum = np.fft.rfft(x, padded)
    hz = np.fft.rfftfreq(padded, 1 / RATE)
    ramp = np.clip((hz - LOW) / (HIGH - LOW), 0.0, 1.0)
    spectrum *= 0.5 - 0.5 * np.cos(np.pi * ramp)
    out: npt.NDArray[np.float32] = np.fft.irfft(spectrum, padded)[: len(x)].astype(np.float32)
    return out


def _fast_length(n: int) -> int:
    """The next length of the form 2^k, 3·2^k or 5·2^k: an FFT of a prime length is slow."""
    best = 1 << (n - 1).bit_length()
    for odd in (3, 5):
        size = odd
        while size < n:
            size *= 2
        best = min(best, size)
    return best


def frame_levels(x: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """RMS of each frame in dBFS, `max(1, len // 256)` of them."""
    n = max(1, len(x) // HOP)
    padded = np.zeros((n + 1) * HOP, np.float32)
    padded[HOP : HOP + min(len(x), n * HOP)] = x[: n * HOP]
    power = np.square(padded, dtype=np.float64).reshape(-1, HOP).sum(axis=1)
    rms = np.sqrt((power[:-1] + power[1:]) / FRAME)
    db: npt.NDArray[np.float32] = np.maximum(20 * np.log10(np.maximum(rms, 1e-9)), FLOOR).astype(np.float32)
    return db


def band_levels(x: npt.NDArray[np.float32], low: float = 300.0, high: float = 3300.0) -> npt.NDArray[np.float32]:
    """Level of each frame between `low` and `high` Hz in dB: the band in which syllables stand out."""
    n = max(1, len(x) // HOP)
    padded = np.zeros((n + 1) * HOP, np.float32)
    padded[HOP : HOP + min(len(x), n * HOP)] = x[: n * HOP]
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP][:n]
    window = np.hanning(FRAME).astype(np.float32)
    first, last = int(low * FRAME / RATE), int(high * FRAME / RATE)
    out = np.empty(n, np.float32)
    for i in range(0, n, 2048):  # a bounded piece at a time
        spectrum = np.fft.rfft(frames[i : i + 2048] * window, axis=1)[:, first : last + 1]
        out[i : i + 2048] = 10 * np.log10(np.square(np.abs(spectrum)).sum(axis=1) / FRAME**2 + 1e-12)
    return out


def clipped(samples: npt.NDArray[Any]) -> int:
    """Samples in flat tops: at full scale, or three and more alike at the sound's own extreme."""
    x = np.asarray(samples)
    if not len(x):
        return 0
    if np.issubdtype(x.dtype, np.integer):
        x = x.astype(np.float32) / 32768.0
    size = np.abs(x)
    top = float(size.max())
    if top < 0.05:
        return 0
    flat = np.concatenate(([False], x[1:] == x[:-1])) & (size >= 0.98 * top)
    tops = flat[1:-1] & flat[2:] if len(flat) > 2 else flat[:0]
    return max(int((size >= 0.9995).sum()), int(tops.sum()))


def snr(inside: npt.NDArray[np.float32], outside: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Signal-to-noise ratio in dB and the noise floor in dBFS.

    `inside` are the levels of frames in turns, `outside` those around them. The floor is the 20th percentile
    outside (someone breathes, a chair creaks), or the 5th inside when there is too little outside.
    """
    if not len(inside):
        return 0.0, FLOOR
    floor = float(np.percentile(outside, 20)) if len(outside) >= 30 else float(np.percentile(inside, 5))
    top = float(np.percentile(inside, 95))
    floor = min(floor, top)
    active = inside[inside > max(floor + 3.0, top - 25.0)]
    if not len(active):
        return 0.0, floor
    power = float(np.mean(np.power(10.0, active / 10.0))) - 10.0 ** (floor / 10.0)
    return min(60.0, 10 * float(np.log10(max(power, 1e-12))) - floor), floor


def theil_sen(x: npt.NDArray[Any], y: npt.NDArray[Any], most: int = 400) -> float:
    """Median of the slopes between all pairs of points; at most `most` points, evenly chosen."""
    if len(x) > most:
        keep = np.linspace(0, len(x) - 1, most).round().astype(int)
        x, y = x[keep], y[keep]
    i, j = np.triu_indices(len(x), 1)
    run = x[j] - x[i]
    ok = np.abs(run) > 1e-9
    return float(np.median((y[j] - y[i])[ok] / run[ok])) if ok.any() else float("nan")


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Stretches of True as (first, last + 1)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
