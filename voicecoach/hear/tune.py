"""The tune that a stretch of speech ends on. Pure: samples in, semitones out.

People who have finished let their voice fall, or rise in a question; people who are searching for a word hold it
level (Gravano and Hirschberg 2011 found a level ending to be the clearest sign of a held turn). So the movement of the
pitch over the last voiced sound says something that the words cannot.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.ports import Sound
from voicecoach.session import RATE

LOOK_BACK = 1.6  # s before the end of speech that are looked at
WINDOW, HOP = 640, 160  # 40 ms every 10 ms
LOWEST, HIGHEST = 70, 340  # Hz
PERIODIC = 0.5  # correlation with itself one period later that makes a frame voiced
QUIET = 30.0  # RMS below which nothing is voiced, nor below a thirtieth of the loudest frame
LAST = 16  # frames of voiced sound that the movement is measured over
ENDS = 4  # frames averaged at either end of them
ENOUGH = 10  # voiced frames without which nothing is said
MOVED = 1.5  # semitones over the last voiced sound that are a movement
LOW = 3.0  # semitones under the speaker's middle that are the bottom of a fall


def moved(sound: Sound) -> bool | None:
    """Did the voice fall or rise at the end of `sound` (16 kHz, ends where speech ends)? None: too little is voiced."""
    pitch = _pitch(sound[-int(LOOK_BACK * RATE) :].astype(np.float64))
    voiced = np.flatnonzero(pitch)
    if len(voiced) < ENOUGH:
        return None
    last = pitch[voiced[voiced >= voiced[-1] - LAST + 1]]
    if len(last) < 2 * ENDS:
        return None
    step = _semitones(float(np.mean(last[-ENDS:])), float(np.mean(last[:ENDS])))
    under = _semitones(float(np.mean(last[-ENDS:])), float(np.median(pitch[voiced])))
    return abs(step) >= MOVED or under <= -LOW


def _semitones(a: float, b: float) -> float:
    return 12 * float(np.log2(a / b))


def _pitch(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Hz of each frame by autocorrelation, 0 where it is not voiced."""
    n = (len(x) - WINDOW) // HOP + 1
    if n < 1:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(x, WINDOW)[::HOP]
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.square(frames).mean(axis=1)
    spectrum = np.fft.rfft(frames, 2 * WINDOW, axis=1)
    like = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)
    low, high = RATE // HIGHEST, RATE // LOWEST
    lag = low + np.argmax(like[:, low:high], axis=1)
    strength = like[np.arange(len(lag)), lag] / np.maximum(like[:, 0], 1e-9)
    voiced = (strength >= PERIODIC) & (power > max(float(power.max()) / 900, QUIET**2))
    return np.where(voiced, RATE / lag, 0.0)
