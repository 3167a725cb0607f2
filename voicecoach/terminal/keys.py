"""Single key presses while a call runs: pause, mute, again, end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from voicecoach.ports import Key, Post

NAMES = {"p": "pause", " ": "pause", "m": "mute", "a": "again", "q": "end"}


@contextmanager
def watch(post: Post) -> Iterator[None]:
    """Posts a `Key` for each known key until the block ends; does nothing where there is no terminal."""
    if not sys.stdin.isatty():
        yield
        return
    stop = threading.Event()
    read, restore = _windows() if sys.platform == "win32" else _posix()
    thread = threading.Thread(target=_watch, args=(read, post, stop), name="keys", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=1.0)
        restore()


def _watch(read: Callable[[], str], post: Post, stop: threading.Event) -> None:
    while not stop.is_set():
        name = NAMES.get(read().lower())
        if name:
            post(Key(name))


def _posix() -> tuple[Callable[[], str], Callable[[], None]]:
    import os
    import select
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    tty.setcbreak(fd)  # keys come one by one; Ctrl-C still interrupts

    def read() -> str:
        ready, _, _ = select.select([fd], [], [], 0.2)
        return os.read(fd, 1).decode(errors="replace") if ready else ""  # sys.stdin would take more than one

    # What was pressed once too often must not become the answer to the next question.
    return read, lambda: termios.tcsetattr(fd, termios.TCSAFLUSH, before)


def _windows() -> tuple[Callable[[], str], Callable[[], None]]:
    import msvcrt

    pause = threading.Event()  # never set: msvcrt offers no wait with a limit

    def read() -> str:
        pause.wait(0.05)
        return msvcrt.getwch() if msvcrt.kbhit() else ""  # type: ignore[attr-defined]

    return read, lambda: None
