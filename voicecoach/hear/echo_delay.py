"""How much later the microphone hears what the speaker played. Pure: 10 ms pieces in, seconds out.

WebRTC's canceller finds delays below some 400 ms by itself. Bluetooth and television speakers are slower, so
the loudness of the two sides is laid side by side here, and the far end is then held back by what is
too much.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.ports import Sound

STEP = 0.010  # s in one piece
HISTORY = 500  # pieces looked at: 5 s
EARLIEST, LATEST = -50, 90  # pieces: the near end 0.5 s ahead … 0.9 s behind
HEARD = 100.0  # mean square above which a piece of the far end counts as sound
USUAL = 38  # pieces: delays up to here need no help
LIKE = 0.70  # correlation above which the two sides are held to be the same sound
MARGIN = 0.15  # by which an unusual delay must explain more than any usual one: the rep speaks, too
ASKINGS = 3  # in a row that must agree


class EchoDelay:
    """Feed `add` with both sides, ask `estimate` now and then."""

    def __init__(self) -> None:
        self._far: npt.NDArray[np.float64] = np.zeros(HISTORY)
        self._near: npt.NDArray[np.float64] = np.zeros(HISTORY)
        self._n = 0
        self._found: list[float | None] = []

    def add(self, far: Sound, near: Sound) -> None:
        """10 ms of either side, of the same moment."""
        i = self._n % HISTORY
        self._far[i], self._near[i] = _power(far), _power(near)
        self._n += 1

    def estimate(self) -> float | None:
        """Seconds by which the near end lags; None unless some askings in a row agree that it is an echo."""
        self._found = [*self._found, self._best()][-ASKINGS:]
        seen = [f for f in self._found if f is not None]
        agreed = len(seen) == ASKINGS and max(seen) - min(seen) <= 2 * STEP
        return seen[-1] if agreed else None

    def forget(self) -> None:
        """The alignment was changed: what was seen before no longer tells anything."""
        self._n, self._found = 0, []

    def _best(self) -> float | None:
        if self._n < HISTORY:
            return None
        far, near = (np.roll(x, -(self._n % HISTORY)) for x in (self._far, self._near))
        if (far > HEARD).sum() < HISTORY // 4:
            return None
        a, b = np.log10(far + 10.0), np.log10(near + 10.0)
        like = {k: _likeness(a, b, k) for k in range(EARLIEST, LATEST + 1)}
        lag = max(like, key=lambda k: like[k])
        usual = max(like[k] for k in range(USUAL + 1))
        sure = 0 <= lag <= USUAL or like[lag] >= usual + MARGIN
        return lag * STEP if like[lag] >= LIKE and sure else None


def _power(x: Sound) -> float:
    y = x.astype(np.float64)
    return float(y @ y) / max(1, len(y))


def _likeness(far: npt.NDArray[np.float64], near: npt.NDArray[np.float64], lag: int) -> float:
    """Correlation of the far end with the near end `lag` pieces later."""
    a, b = (far[: len(far) - lag], near[lag:]) if lag >= 0 else (far[-lag:], near[:lag])
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale > 0 else 0.0
