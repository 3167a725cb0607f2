"""One recogniser for many calls at once: as many recognitions at a time as the machine can do, in order of arrival.

Ten calls with a recogniser each would load it ten times, and ten recognitions at once on two cores all end as late as
the last would in a queue. Here each call has a seat; whoever asked first is served first, so that none waits for more than
what was there before it.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from voicecoach.errors import UnderstandError
from voicecoach.ports import Recognised, Recogniser, Sound


class Shared:
    """Hands out seats. The recogniser is loaded with the first, a further one for each of the machine's cores while there
    are calls for it, and all are freed with the last."""

    def __init__(self, load: Callable[[], Recogniser], hands: int | None = None) -> None:
        """`load` makes a recogniser that does one thing at a time; `hands` is how many there may be (default: one
        for each core)."""
        self._load = load
        self._hands = hands or os.cpu_count() or 1
        self._all: list[Recogniser] = []
        self._free: list[Recogniser] = []
        self._seats: set[Seat] = set()
        self._waiting: deque[object] = deque()
        self._change = threading.Condition()
        self._loading = threading.Lock()

    def seat(self) -> Seat:
        """A recogniser for one more call. Raises UnderstandError when it cannot be loaded."""
        with self._loading:  # not under _change: those who have a seat go on meanwhile
            if len(self._all) < min(self._hands, len(self._seats) + 1):
                made = self._load()
                with self._change:
                    self._all.append(made)
                    self._free.append(made)
                    self._change.notify_all()
            seat = Seat(self, self._all[0].name)
            self._seats.add(seat)
            return seat

    def recognise(self, seat: Seat, samples: Sound) -> Recognised:
        """Waits for its turn. Raises UnderstandError when the seat was given up meanwhile."""
        ticket = object()
        with self._change:
            self._waiting.append(ticket)
            try:
                self._change.wait_for(lambda: seat not in self._seats or (self._free and self._waiting[0] is ticket))
                if seat not in self._seats:
                    raise UnderstandError("The recogniser was closed.")
                mine = self._free.pop()
            finally:
                self._waiting.remove(ticket)
                self._change.notify_all()
        try:
            return mine.recognise(samples)
        finally:
            with self._change:
                self._free.append(mine)
                self._change.notify_all()

    def leave(self, seat: Seat) -> None:
        """Gives a seat back; the last frees the models, once what they are doing is done."""
        with self._loading:
            with self._change:
                if seat not in self._seats:
                    return
                self._seats.remove(seat)
                self._change.notify_all()
                if self._seats:
                    return
                self._change.wait_for(lambda: len(self._free) == len(self._all))
                left, self._all, self._free = self._all, [], []
            for recogniser in left:
                with suppress(UnderstandError):
                    recogniser.close()


class Seat:
    """A ports.Recogniser for one call."""

    def __init__(self, shared: Shared, name: str) -> None:
        self.name = name
        self._shared = shared

    def recognise(self, samples: Sound) -> Recognised:
        """Text of `samples` (16 kHz). Blocks. Raises UnderstandError."""
        return self._shared.recognise(self, samples)

    def close(self) -> None:
        """Gives the seat back; may be called twice."""
        self._shared.leave(self)
