"""Voices whose every measure is known, for tests and benchmarks of tone: a harmonic source through formants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

RATE = 16_000
Samples = npt.NDArray[np.float64]

FORMANTS = ((520.0, 90.0, 1.0), (1480.0, 120.0, 0.5), (2480.0, 170.0, 0.25))
"""Frequency, bandwidth (Hz), strength."""


def glottal(hz: Samples, rate: int = RATE) -> Samples:
    """A voice with pitch `hz` (one value a sample): harmonics up to 3.8 kHz under three formants, random phases so
    that the crest factor stays that of speech."""
    rng = np.random.default_rng(5)
    phase = 2 * np.pi * np.cumsum(hz) / rate
    out = np.zeros(len(hz))
    top = int(3800 / max(40.0, float(hz.min())))
    for k in range(1, top + 1):
        f = k * hz
        gain = sum(s / (1 + ((f - c) / b) ** 2) for c, b, s in FORMANTS) + 0.12 / k
        out += np.where(f < 3800, gain, 0.0) * np.sin(k * phase + rng.uniform(0, 2 * np.pi))
    return np.asarray(out / np.sqrt(np.mean(out**2)))


def contour(kind: str, seconds: float, hz: float = 140.0, depth: float = 3.0, rate: int = RATE) -> Samples:
    """Pitch along time: monotone; sine (±depth st, 0.5 Hz); glide (up by depth st); vibrato (±0.5 st at 5.5 Hz)."""
    t = np.arange(round(seconds * rate)) / rate
    st = {
        "monotone": 0 * t,
        "sine": depth * np.sin(2 * np.pi * 0.5 * t),
        "glide": depth * t / max(seconds, 1e-9),
        "vibrato": 0.5 * np.sin(2 * np.pi * 5.5 * t),
    }[kind]
    return np.asarray(hz * 2 ** (st / 12))


def syllabic(seconds: float, per_second: float, rate: int = RATE) -> Samples:
    """An envelope with `per_second` beats, dipping by about 14 dB between them."""
    t = np.arange(round(seconds * rate)) / rate
    return np.asarray(0.2 + 0.8 * np.sin(np.pi * per_second * t) ** 2)


def faded(x: Samples, seconds: float = 0.01, rate: int = RATE) -> Samples:
    """With its ends faded, so that they do not click."""
    n = min(len(x) // 2, round(seconds * rate))
    ramp = np.linspace(0, 1, n)
    out = x.copy()
    out[:n] *= ramp
    out[len(x) - n :] *= ramp[::-1]
    return out


def in_noise(x: Samples, snr: float | None, seed: int = 0) -> Samples:
    """White noise at `snr` dB below the power of the sounding part; a faint room where `snr` is None."""
    sounding = x[np.abs(x) > 0.02 * np.abs(x).max()]
    power = float(np.mean(sounding**2))
    noise = np.random.default_rng(seed).normal(0, 1, len(x))
    return x + noise * np.sqrt(power / 10 ** ((70.0 if snr is None else snr) / 10))


def pcm(x: Samples, peak: float = 0.5) -> npt.NDArray[np.int16]:
    """As int16 with that peak."""
    return np.asarray(np.clip(x / np.abs(x).max() * peak, -1, 1) * 32767, np.int16)


def laid(pieces: Sequence[tuple[float, Samples]], seconds: float, rate: int = RATE) -> Samples:
    """Pieces laid at their times in silence."""
    out = np.zeros(round(seconds * rate))
    for at, x in pieces:
        i = round(at * rate)
        out[i : i + len(x)] += x[: len(out) - i]
    return out


def telephone(x: Samples, resample: Callable[[Any, int, int], Any]) -> Samples:
    """At 8 kHz through 300–3400 Hz."""
    y = np.asarray(resample(x, RATE, 8000), np.float64)
    spectrum = np.fft.rfft(y)
    hz = np.fft.rfftfreq(len(y), 1 / 8000)
    spectrum[(hz < 300) | (hz > 3400)] = 0
    return np.fft.irfft(spectrum, len(y))
