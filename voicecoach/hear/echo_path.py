"""What becomes of the client's voice on its way from the speaker back into the microphone.

A chirp is played and recorded at once; where it is found in the recording gives the delay, its energy gives
the level, what was recorded before it gives the noise of the room. All but `play_and_record` is arithmetic on
recorded arrays.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.devices import MICROPHONE, SPEAKER, Side, choose, devices, library, reason
from voicecoach.errors import HearError
from voicecoach.ports import Sound

LEAD = 0.6  # s of silence before the chirp: the room's noise
CHIRP = 1.0  # s
TAIL = 1.2  # s recorded after it: Bluetooth may be half a second late
LOW, HIGH = 250.0, 5000.0  # Hz; small speakers give little outside
AMPLITUDE = 0.25  # of full scale
HEARD = 8.0  # times above the noise of the correlation that a peak must stand
FULL = 32_700  # at or above: clipped
SILENT_DB = -90.0


@dataclass(frozen=True)
class EchoPath:
    """The path as measured. `delay` in s, None when the chirp was not heard; levels in dB.

    `level` is the echo against what was played; `noise` and `peak` are against full scale. `clipped` is the
    share of samples at full scale while the chirp was heard.
    """

    delay: float | None
    level: float
    noise: float
    peak: float
    clipped: float

    @property
    def heard(self) -> bool:
        """Did the microphone hear the speaker?"""
        return self.delay is not None

    def advice(self) -> tuple[str, ...]:
        """What to change, most urgent first; empty when nothing need be."""
        return tuple(text for wrong, text in self._judged() if wrong)

    def _judged(self) -> list[tuple[bool, str]]:
        dead = self.noise <= SILENT_DB + 6 and not self.heard
        delay = self.delay or 0.0
        return [
            (dead, "The microphone gives no sound at all: unmute it, and allow this program to use it."),
            (self.clipped > 0.001, "The microphone is overdriven: turn its gain or the speaker down."),
            (
                self.heard and self.level > 0 and self.clipped <= 0.001,
                "The microphone hears the speaker louder than it plays: turn the speaker down a little.",
            ),
            (
                delay > 0.5,
                f"The speaker is {delay * 1000:.0f} ms late (Bluetooth?): take another, or wear headphones and "
                "use --headphones.",
            ),
            (self.noise > -45, "It is noisy here: a headset, or a quieter place, will be understood better."),
            (
                not self.heard and not dead,
                "The microphone does not hear the speaker: right with headphones (then use --headphones); "
                "otherwise turn the speaker up.",
            ),
        ]


def chirp(rate: int) -> Sound:
    """What is to be played: silence, a rising tone, silence."""
    n = int(CHIRP * rate)
    t = np.arange(n) / rate
    growth = np.log(HIGH / LOW)
    tone = np.sin(2 * np.pi * LOW * CHIRP / growth * (np.exp(t / CHIRP * growth) - 1))
    fade = np.minimum(1.0, np.minimum(t, t[::-1]) / 0.02)
    sound = np.concatenate([np.zeros(int(LEAD * rate)), tone * fade * AMPLITUDE, np.zeros(int(TAIL * rate))])
    return np.asarray(np.rint(sound * 32767), np.int16)


def measure(recorded: Sound, rate: int) -> EchoPath:
    """What `recorded`, begun together with `chirp(rate)`, tells of the path. Raises ValueError when too short."""
    played = chirp(rate)
    lead, n = int(LEAD * rate), int(CHIRP * rate)
    if len(recorded) < lead + n:
        raise ValueError(f"{len(recorded) / rate:.2f} s of recording do not hold the chirp")
    x = recorded.astype(np.float64)
    tone = played[lead : lead + n].astype(np.float64)
    # The first tenth may hold the click of a device that starts.
    quiet = x[int(0.1 * rate) : lead]
    noise_power = float(np.mean(quiet**2))
    lag, ratio = _find(x[lead:], tone)
    at = lead + lag
    window = x[at : at + n]
    power = max(0.0, float(np.mean(window**2)) - noise_power) if len(window) else 0.0
    heard = ratio >= HEARD
    return EchoPath(
        delay=lag / rate if heard else None,
        level=_db(power / float(np.mean(tone**2))) if heard else SILENT_DB,
        noise=_db(noise_power / 32768.0**2),
        peak=_db((float(np.max(np.abs(x))) / 32768) ** 2) if len(x) else SILENT_DB,
        clipped=float(np.mean(np.abs(window) >= FULL)) if len(window) else 0.0,
    )


def _find(x: npt.NDArray[np.float64], tone: npt.NDArray[np.float64]) -> tuple[int, float]:
    """Where `tone` begins in `x`, and how far its peak stands above the rest of the correlation."""
    size = 1 << (len(x) + len(tone)).bit_length()
    spectrum = np.fft.rfft(x - x.mean(), size) * np.conj(np.fft.rfft(tone, size))
    likeness = np.abs(np.fft.irfft(spectrum, size)[: max(1, len(x) - len(tone) + 1)])
    lag = int(np.argmax(likeness))
    rest = float(np.sqrt(np.mean(likeness**2)))
    return lag, float(likeness[lag]) / rest if rest > 0 else 0.0


def _db(power: float) -> float:
    return max(SILENT_DB, 10 * float(np.log10(power))) if power > 0 else SILENT_DB


def play_and_record(
    sound: Sound,
    rate: int,
    microphone: str | int | None = None,
    speaker: str | int | None = None,
    *,
    device: Any = None,
) -> Sound:
    """Plays `sound` and gives what the microphone heard meanwhile, as many samples. Raises HearError, and
    SpeakError for a speaker that is not there."""
    sd = device or library(MICROPHONE)
    recorded = np.zeros(len(sound), np.int16)
    at, over = 0, threading.Event()

    def step(heard: Any, out: Any, frames: int, times: Any, status: Any) -> None:
        nonlocal at
        n = min(frames, len(sound) - at)
        out[:] = 0
        out[:n, 0] = sound[at : at + n]
        recorded[at : at + n] = heard[:n, 0]
        at += n
        if at >= len(sound):
            over.set()

    both = tuple(_number(side, wanted, sd) for side, wanted in ((MICROPHONE, microphone), (SPEAKER, speaker)))
    try:
        stream = sd.Stream(samplerate=rate, channels=1, dtype="int16", device=both, latency="low", callback=step)
    except (sd.PortAudioError, ValueError) as error:
        raise HearError(
            f"microphone and speaker cannot be opened together ({reason(error)}).",
            "Close other programs that use them, or name others: voicecoach doctor --sound --microphone NAME "
            "--speaker NAME",
        ) from error
    stream.start()
    done = over.wait(len(sound) / rate + 5.0)
    stream.abort()  # stop() was seen to hang
    stream.close()
    if not done:
        raise HearError("the sound device stopped in the middle of the chirp.", "Unplug it, plug it in again, retry.")
    return recorded


def _number(side: Side, wanted: str | int | None, sd: Any) -> int | None:
    """What PortAudio calls the device that is wanted; None for the system's own. Raises HearError, SpeakError."""
    return None if wanted in (None, "") else choose(side, wanted, devices(side, sd)).number
