"""Where a rehearsal's time comes from, and where work that takes time is done.

The loop reads one inbox. Devices post into it; slow work (recognise, decide, ask, synthesise) is a generator
whose items come back through the same inbox as `Made`, one by one, so that it can be begun on a guess and
dropped between any two items. `RealTime` does this with a queue and threads. `VirtualTime` does it with a
heap and no thread: time leaps from one thing to the next, so a whole call runs as fast as the machine allows,
and the same way every time when the work says itself how long it took.
"""

from __future__ import annotations

import contextlib
import ctypes
import heapq
import itertools
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from voicecoach.ports import Mended


class Task:
    """A piece of work under way; nothing of it arrives after `cancel()`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cancelled = False

    def cancel(self) -> None:
        """The work stops at its next item; what is already in the inbox is dropped unseen."""
        self.cancelled = True


@dataclass(frozen=True)
class Made:
    """An item that a task made."""

    task: Task
    item: Any


@dataclass(frozen=True)
class Done:
    """A task is over; `error` is what stopped it, if something did."""

    task: Task
    error: BaseException | None = None


class Timeline(Protocol):
    """The clock and the inbox of one rehearsal."""

    def now(self) -> float:
        """Seconds since the session began."""

    def post(self, message: Any) -> None:
        """Puts a message into the inbox; any thread may."""

    def next(self, timeout: float) -> Any | None:
        """The next message, or None when `timeout` seconds pass without one."""

    def start(self, name: str, work: Iterator[Any]) -> Task:
        """Runs `work` elsewhere; its items arrive as `Made`, its end as `Done`."""

    def close(self) -> None:
        """Cancels whatever is under way."""


def _stale(message: Any) -> bool:
    return isinstance(message, (Made, Done)) and message.task.cancelled


def _close(work: Iterator[Any]) -> None:
    close = getattr(work, "close", None)
    if close is not None:
        close()


LEAP = 5.0
"""Seconds for which nobody asks a clock that is asked several times a second: the computer slept."""


class Steady:
    """Seconds of a call: from when it is first asked, without the time for which the computer slept.

    Some systems' monotonic clocks go on during sleep and some stand still; only the wall clock always tells of it.
    Any thread may ask.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        self._monotonic, self._wall = monotonic, wall
        self._lock = threading.Lock()
        self._t = 0.0
        self._last: float | None = None  # what the monotonic clock showed when this was last asked
        self._apart = 0.0  # the wall clock less this one

    def __call__(self) -> float:
        """Seconds (s); never fewer than before."""
        with self._lock:
            now = self._monotonic()
            if self._last is None:
                self._last, self._apart = now, self._wall()
            passed = max(0.0, now - self._last)
            self._t += passed if passed <= LEAP else 0.0
            self._last += passed
            return self._t

    def leapt(self) -> float:
        """Seconds by which the wall clock went on without the call since this was last asked; 0 when it did not,
        negative when it was set back."""
        apart = self._wall() - self()
        if abs(apart - self._apart) <= LEAP:
            return 0.0
        leapt, self._apart = apart - self._apart, apart
        return leapt


def told(leapt: float) -> Mended:
    """What to say of a clock that leapt by so many seconds."""
    if leapt > 0:
        length = f"{leapt / 60:.0f} minutes" if leapt >= 100 else f"{leapt:.0f} seconds"
        cause = f"the computer slept for {length}, or its clock was set."
    else:
        cause = "the computer's clock was set back."
    return Mended("clock", cause, "the call goes on where it was")


HEAPS = 2
_M_ARENA_MAX = -8  # of mallopt, in glibc's malloc.h


def _share_heaps() -> None:
    """glibc gives threads heaps of their own and keeps what a recogniser once needed in each: with a thread a task, 160
    turns left 320 MB where one heap leaves 244 and two leave 269. Other systems' libraries share theirs as it is."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # a C library other than glibc knows no mallopt
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)


class RealTime:
    """The wall clock, a queue, and a thread for each task under way."""

    def __init__(self, clock: Steady | None = None) -> None:
        _share_heaps()
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._clock = clock or Steady()
        self._tasks: list[tuple[Task, threading.Thread]] = []

    def now(self) -> float:
        """Seconds since it was first asked: loading what a call needs is no part of the call."""
        return self._clock()

    def post(self, message: Any) -> None:
        """Never blocks."""
        self._inbox.put(message)

    def next(self, timeout: float) -> Any | None:
        """Waits in the kernel, not in a loop; Ctrl-C comes through. Says so when the computer slept."""
        if leapt := self._clock.leapt():
            return told(leapt)
        until = time.monotonic() + timeout
        while True:
            try:
                message = self._inbox.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return None
            if not _stale(message):
                return message

    def start(self, name: str, work: Iterator[Any]) -> Task:
        """Runs `work` in a daemon thread, so that a hanging library cannot keep the program alive."""
        task = Task(name)
        thread = threading.Thread(target=self._run, args=(task, work), name=name, daemon=True)
        self._tasks = [(k, h) for k, h in self._tasks if h.is_alive()] + [(task, thread)]
        thread.start()
        return task

    def _run(self, task: Task, work: Iterator[Any]) -> None:
        error: BaseException | None = None
        try:
            for item in work:
                if task.cancelled:
                    break
                self.post(Made(task, item))
        except Exception as caught:
            error = caught
        finally:
            _close(work)
        self.post(Done(task, error))

    def close(self) -> None:
        """Waits briefly for the threads, so that what they hold is let go before the backends close."""
        for task, _ in self._tasks:
            task.cancel()
        for _, thread in self._tasks:
            thread.join(timeout=2.0)
        self._tasks.clear()


class VirtualTime:
    """Time that leaps: nothing waits, everything happens in order.

    A step of work takes as long as it really took (`measure=True`: a recorded rep's call, whose latencies
    are then the machine's own) plus whatever it reports through `spend` (fakes in tests).
    """

    def __init__(self, *, measure: bool = False) -> None:
        self._now = 0.0
        self._heap: list[tuple[float, int, Any]] = []
        self._count = itertools.count()
        self._measure = measure
        self._spent = 0.0

    def now(self) -> float:
        """Virtual seconds since the session began."""
        return self._now

    def spend(self, seconds: float) -> None:
        """Called inside a step of work: says that the step takes this much longer."""
        self._spent += seconds

    def at(self, t: float, call: Callable[[], None]) -> None:
        """Calls `call` at time `t`."""
        self._push(t, call)

    def post(self, message: Any) -> None:
        """Arrives now, after what is already due now."""
        self._push(self._now, ("message", message))

    def next(self, timeout: float) -> Any | None:
        """Leaps to the next message."""
        until = self._now + timeout
        while self._heap and self._heap[0][0] <= until:
            t, _, due = heapq.heappop(self._heap)
            self._now = max(self._now, t)
            if isinstance(due, tuple):
                if not _stale(due[1]):
                    return due[1]
            else:
                due()
        self._now = until
        return None

    def start(self, name: str, work: Iterator[Any]) -> Task:
        """Runs `work` step by step, each when its time has come."""
        task = Task(name)
        self._push(self._now, lambda: self._step(task, work))
        return task

    def _step(self, task: Task, work: Iterator[Any]) -> None:
        if task.cancelled:
            _close(work)
            return
        began, self._spent = time.perf_counter(), 0.0
        message: Made | Done
        try:
            message = Made(task, next(work))
        except StopIteration:
            message = Done(task)
        except Exception as error:
            message = Done(task, error)
        took = self._spent + (time.perf_counter() - began if self._measure else 0.0)
        self._push(self._now + took, ("message", message))
        if isinstance(message, Made):
            self._push(self._now + took, lambda: self._step(task, work))

    def _push(self, t: float, due: Any) -> None:
        heapq.heappush(self._heap, (t, next(self._count), due))

    def close(self) -> None:
        """Forgets what was to come; generators under way are closed."""
        self._heap.clear()
