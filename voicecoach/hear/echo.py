"""Takes the client's own voice out of what the microphone hears, so that no headphones are needed.

A laptop's microphone hears its speaker: without this every sentence of the client's looks like the rep
cutting in. The work is done by WebRTC's AEC3 out of the `livekit` package (Apache-2.0), which needs no
server for it. What is added here is what it needs around it: frames of exactly 10 ms (others end the
process without an exception), and a far end that runs without gaps beside the near end, although the
speaker reports only what it played, in its own rate, with time stamps of a clock that is not the
microphone's.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.errors import HearError
from voicecoach.hear.echo_delay import EchoDelay
from voicecoach.ports import Sound
from voicecoach.session import BLOCK, RATE

FRAME = RATE // 100  # the one length that AEC3 takes: 10 ms
FRAMING = 128  # samples; 512 is no multiple of 160, so up to this many wait for the next block
INSIDE = 128  # samples of delay inside AEC3 itself
TAIL = 1.0  # s after the client's last sound during which an echo may still arrive
JITTER = 0.020  # s; less between two time stamps is one stretch of sound, more a speaker that ran dry
LATEST = 0.250  # s by which the speaker may report late and still be made up for
GAP = 0.100  # s; near time stamps that differ by more mean that sound was lost
FAR_OFF = 0.40  # s of delay from which the far end is held back, to be NEAR_BY ahead of its echo
NEAR_BY = 0.10
PAUSE = 0.3  # s of the client's silence in which the alignment may be changed
ASK_EVERY = 100  # frames between two looks at the delay
EASE = 0.02  # how fast the mean error of near time stamps follows

Floats = npt.NDArray[np.float32]


class EchoCanceller:
    """Feed `far` with what is played and `near` with what is heard; `near` gives it back without the echo.

    Raises HearError where the library is missing or broken. Should it fail in the middle of a call,
    `available` turns False and `near` gives back what it was given, still `delay` late, so that nothing
    else has to care.
    """

    name = "WebRTC AEC3"
    delay = (FRAMING + INSIDE) / RATE  # s by which the output lags behind the input, always

    def __init__(self) -> None:
        try:
            self._stage: _Stage | None = _Stage()
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            cause = f"the echo canceller cannot be loaded ({type(error).__name__})."
            raise HearError(cause, "Run: python -m pip install livekit, or use --headphones") from error
        self._played = _FarEnd()
        self._waiting: Sound = np.zeros(0, np.int16)  # heard, not yet a whole frame
        self._plain: Sound = np.zeros(FRAMING + INSIDE, np.int16)  # the input, as late as the output
        self._clean: Sound = np.zeros(FRAMING, np.int16)
        self._at: int | None = None  # near sample that comes next, on the session clock
        self._error = 0.0  # mean error of near time stamps (samples)
        self._seen = EchoDelay()
        self._frames = 0
        self._slack: int | None = None  # samples that the far end is to be held back from the next pause on
        self._share = 0.0  # 0 plain … 1 cancelled; eased, so that nothing clicks

    @property
    def available(self) -> bool:
        """Whether echoes are really cancelled."""
        return self._stage is not None

    def far(self, t: float, samples: Sound, rate: int) -> None:
        """Sound that left the speaker from session time `t` on, at the voice's rate; silence need not
        be told.
        """
        if self._stage is not None:
            self._played.add(t, samples, rate)

    def near(self, t: float, samples: Sound) -> Sound:
        """One block from the microphone, heard from session time `t` on; returns as many samples,
        `delay` late.
        """
        plain = np.concatenate([self._plain, samples])
        self._plain = plain[len(samples) :]
        late = plain[: len(samples)]
        if self._stage is None:
            return late
        self._align(t, len(samples))
        self._waiting = np.concatenate([self._waiting, samples])
        whole = len(self._waiting) // FRAME * FRAME
        done = [self._frame(self._waiting[i : i + FRAME]) for i in range(0, whole, FRAME)]
        self._waiting = self._waiting[whole:]
        clean = np.concatenate([self._clean, *done])
        self._clean = clean[len(samples) :]
        return self._mixed(late, clean[: len(samples)], t)

    def close(self) -> None:
        """Frees the canceller; afterwards `near` passes sound through. May be called twice."""
        self._stage = None

    def _frame(self, samples: Sound) -> Sound:
        assert self._at is not None
        far = self._played.take(self._at, FRAME)
        self._at += FRAME
        self._seen.add(far, samples)
        self._frames += 1
        try:
            if self._frames % ASK_EVERY == 0:
                self._hold_back(self._seen.estimate())
            elif self._slack is not None:
                self._hold_back(None)
            return self._stage.cancel(far, samples) if self._stage else samples
        except RuntimeError:  # what the library raises for a frame it could not work on
            self._stage = None
            return samples

    def _hold_back(self, delay: float | None) -> None:
        """Holds the far end back when its echo comes later than AEC3 looks, or no longer when it comes sooner."""
        if delay is not None and (delay >= FAR_OFF or (delay <= 0 and self._played.held)):
            self._slack = max(0, self._played.held + round((delay - NEAR_BY) * RATE))
        assert self._at is not None
        if self._slack is None or self._slack == self._played.held or self._played.quiet_for(self._at) < PAUSE:
            return
        # Between two sentences, so that a fresh canceller is ready when the next begins. It finds the new delay
        # sooner than one that was sure of the old.
        self._played.held, self._slack = self._slack, None
        self._seen.forget()
        self._stage = _Stage()

    def _align(self, t: float, n: int) -> None:
        """Keeps the count of samples and the time stamps together: a loss at once, drift when it is quiet."""
        stamp = round(t * RATE) - len(self._waiting)
        if self._at is None or abs(stamp - self._at) > GAP * RATE:
            self._at, self._error = stamp, 0.0
            return
        self._error += EASE * (stamp - self._at - self._error)
        if abs(self._error) > FRAME / 2 and self._played.quiet_for(self._at) > PAUSE:
            step = round(self._error)
            self._at += step
            self._error = 0.0

    def _mixed(self, plain: Sound, clean: Sound, t: float) -> Sound:
        """The cancelled sound while an echo may be about, else the untouched one, which is better to read."""
        goal = 1.0 if self._played.quiet_for(round(t * RATE)) < TAIL else 0.0
        if self._share == goal:
            return clean if goal else plain
        ramp = np.linspace(self._share, goal, len(plain), dtype=np.float32)
        self._share = goal
        return np.asarray(np.rint(plain + (clean.astype(np.float32) - plain) * ramp), np.int16)


class _Stage:
    """livekit's audio processing module with one frame of memory for either side."""

    def __init__(self) -> None:
        from livekit import rtc

        self._module = rtc.AudioProcessingModule(
            echo_cancellation=True, noise_suppression=False, high_pass_filter=False, auto_gain_control=False
        )
        far, near = bytearray(2 * FRAME), bytearray(2 * FRAME)
        self._far_frame: Any = rtc.AudioFrame(far, RATE, 1, FRAME)
        self._near_frame: Any = rtc.AudioFrame(near, RATE, 1, FRAME)
        self._far: Sound = np.frombuffer(far, np.int16)
        self._near: Sound = np.frombuffer(near, np.int16)
        silence = np.zeros(FRAME, np.int16)
        self.cancel(silence, silence)  # what is wrong with the library shows now, not in the call

    def cancel(self, far: Sound, near: Sound) -> Sound:
        """10 ms of the near end without the echo of the 10 ms of the far end, and of what came before it."""
        self._far[:] = far
        self._near[:] = near
        self._module.process_reverse_stream(self._far_frame)
        self._module.process_stream(self._near_frame)
        return np.array(self._near)


class _FarEnd:
    """What was played, as one unbroken line of samples at 16 kHz on the session clock."""

    def __init__(self) -> None:
        self._line: Sound = np.zeros(0, np.int16)
        self._start = 0  # session sample of the line's first
        self._last_loud = -(10**9)  # session sample after which only silence is known
        self._shift = 0  # samples by which sound is placed later, because it is told of late
        self.held = 0  # samples by which all of it is held back, because its echo is slow
        self._resampler: Resampler | None = None

    def add(self, t: float, samples: Sound, rate: int) -> None:
        """Appends to the stretch under way, or begins a new one at its time stamp."""
        if self._resampler is None or self._resampler.rate != rate:
            self._resampler = Resampler(rate)
        end = self._start + len(self._line)
        at = round(t * RATE) + self._shift
        if at - end > JITTER * RATE:
            self._resampler.reset()
            self._line = np.concatenate([self._line, np.zeros(at - end, np.int16)])
        elif at < end and len(self._line) <= self.held:
            # Told of late: from now on all is placed later, for AEC3 wants an even delay more than a
            # true one.
            self._shift = min(self._shift + end - at, round(LATEST * RATE))
        sound = self._resampler(samples)
        self._line = np.concatenate([self._line, sound])
        if sound.any():
            self._last_loud = self._start + len(self._line)

    def take(self, at: int, n: int) -> Sound:
        """`n` samples from session sample `at` on; silence where nothing is known. Forgets what lies
        before.
        """
        at -= self.held
        gone = at - self._start
        if gone > 0:
            self._line = self._line[gone:]
            self._start = at
        out = np.zeros(n, np.int16)
        skip = max(0, self._start - at)
        have = self._line[: n - skip] if skip < n else self._line[:0]
        out[skip : skip + len(have)] = have
        return out

    def quiet_for(self, at: int) -> float:
        """Seconds between the last sound played and session sample `at`."""
        return (at - self._last_loud) / RATE


class Resampler:
    """Any rate to 16 kHz, piece by piece, however it is cut; it holds back less than a millisecond.

    A bank of windowed-sinc filters, one per phase. A library's stream would hold back 10–40 ms of sound,
    which an echo canceller must know before its echo arrives.
    """

    TAPS = 32

    def __init__(self, rate: int) -> None:
        self.rate = rate
        g = math.gcd(rate, RATE)
        self._up, self._down = RATE // g, rate // g
        cutoff = min(1.0, RATE / rate) * 0.92
        k = np.arange(self.TAPS) - self.TAPS / 2 + 1
        phase = np.arange(self._up)[:, None] / self._up
        x = (k[None, :] - phase).astype(np.float64)
        window = np.cos(np.clip(x / self.TAPS, -0.5, 0.5) * np.pi) ** 2
        bank = np.sinc(x * cutoff) * window
        self._bank: Floats = (bank / bank.sum(axis=1, keepdims=True)).astype(np.float32)
        self.reset()

    def reset(self) -> None:
        """Begins a new stretch of sound."""
        self._tail: Floats = np.zeros(self.TAPS // 2 - 1, np.float32)
        self._next = 0  # position of the next output, in 1/up input samples from the tail's first possible one

    def __call__(self, samples: Sound) -> Sound:
        """The sound at 16 kHz, as far as it is determined."""
        line = np.concatenate([self._tail, samples.astype(np.float32)])
        room = len(line) - self.TAPS + 1
        if room <= 0:
            self._tail = line
            return np.zeros(0, np.int16)
        n = max(0, (room * self._up - 1 - self._next) // self._down + 1)
        position = self._next + np.arange(n) * self._down
        first, phase = position // self._up, position % self._up
        taps = line[first[:, None] + np.arange(self.TAPS)[None, :]]
        out = np.einsum("ij,ij->i", taps, self._bank[phase])
        consumed = (self._next + n * self._down) // self._up
        self._next = (self._next + n * self._down) % self._up
        self._tail = line[consumed:]
        return np.asarray(np.clip(np.rint(out), -32768, 32767), np.int16)


assert BLOCK % FRAME <= FRAMING, "the framing delay must cover every remainder"
