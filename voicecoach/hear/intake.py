"""From what a device brings to blocks on the session clock. No thread, no device: given frames and times.

A sound card's crystal and the computer's clock disagree by some milliseconds a minute. Blocks are counted on
from the first one and drawn gently towards the clock, so the two sides of a call stay together over an hour; a
real gap is jumped over and told.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voicecoach.hear.conditioning import Conditioner, Frames
from voicecoach.ports import Block, Lost, Sound
from voicecoach.session import BLOCK, RATE

GAP = 0.25  # s by which sound must be late to count as a gap when the device does not say that it lost any
TOLD_GAP = 0.03  # s, when it does
DRAW = 0.02  # share of the difference to the clock that is made up with each piece …
MOST = 0.0005  # … and s at most: far below what anyone hears, and ten times what clocks drift apart


class Intake:
    """Give it each piece of a stream in order. Frames are int16 of shape (n, channels) or (n,)."""

    def __init__(self, rate: int, channels: int) -> None:
        """`rate` in Hz. Raises ValueError when it or `channels` makes no sense."""
        self.rate, self.channels = rate, channels
        self._conditioner = Conditioner(rate, channels, "loudest")
        self._rest: Sound = np.zeros(0, np.int16)
        self._t: float | None = None  # of the next block's first sample
        self._due = 0.0  # when the next piece begins, by counting

    def take(self, frames: Frames, t: float, overflowed: bool = False) -> Iterator[Block | Lost]:
        """The blocks that are complete with `frames`, which were heard from session time `t` (s) on; before
        them `Lost` when there is a gap. `overflowed`: the device, or we, lost sound before this piece."""
        if self._t is None:
            self._t = self._due = max(0.0, t)
        late = t - self._due
        if late > (TOLD_GAP if overflowed else GAP):
            yield from self._last()
            yield Lost("microphone", "Some sound of the microphone's was lost.", seconds=late)
            self._t = self._due = t
        else:
            draw = min(MOST, max(-MOST, late * DRAW))
            self._t += draw
            self._due += draw
        self._due += len(frames) / self.rate
        heard = self._conditioner.feed(frames)
        self._rest = np.concatenate([self._rest, heard]) if len(self._rest) else heard
        while len(self._rest) >= BLOCK:
            block, self._rest = self._rest[:BLOCK], self._rest[BLOCK:]
            yield Block(self._t, block)
            self._t += BLOCK / RATE

    def _last(self) -> Iterator[Block]:
        """What is left before a gap, filled up with silence; then the stream begins anew."""
        rest = np.concatenate([self._rest, self._conditioner.feed(np.zeros((0, self.channels), np.int16), last=True)])
        self._conditioner = Conditioner(self.rate, self.channels, "loudest")
        self._rest = np.zeros(0, np.int16)
        for start in range(0, len(rest), BLOCK):
            piece = rest[start : start + BLOCK]
            assert self._t is not None
            yield Block(self._t, np.pad(piece, (0, BLOCK - len(piece))))
            self._t += BLOCK / RATE
