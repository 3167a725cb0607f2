"""The rep's lines from standard input, for someone who cannot speak now, for a test, for a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator

from voicecoach.ports import Line, NoMore, Post


class TypedEars:
    """Posts each line that is typed; empty lines are passed over."""

    def __init__(self, lines: Iterable[str] | None = None) -> None:
        self.name = "keyboard"
        self._lines = lines
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Reads in a thread of its own: a blocking read must not stop the call."""
        self._thread = threading.Thread(target=self._read, args=(post,), name="typed lines", daemon=True)
        self._thread.start()

    def _read(self, post: Post) -> None:
        try:
            for line in self._source():
                if self._closed.is_set():
                    return
                if text := " ".join(line.split()):
                    post(Line(text))
        except UnicodeDecodeError:
            post(NoMore("the input is not text"))
            return
        except (OSError, ValueError):  # closed under our hands, as the program ends
            return
        post(NoMore("the input is at its end"))

    def _source(self) -> Iterable[str]:
        if self._lines is not None:
            return self._lines
        return _terminal(self._closed) if waits_for_a_person() else sys.stdin

    def close(self) -> None:
        """The thread ends at once at a terminal, so that what is typed next is free for others; at a pipe with its
        next line, or with the program."""
        self._closed.set()
        if self._thread is not None and waits_for_a_person():
            self._thread.join(timeout=2.0)


def waits_for_a_person() -> bool:
    """Whether lines come from a terminal that can be left in the middle of waiting (not so on Windows)."""
    return sys.platform != "win32" and sys.stdin.isatty()


def _terminal(closed: threading.Event) -> Iterator[str]:
    """Lines as they are typed, until Ctrl-D or `closed`. Past sys.stdin, which would keep what comes after."""
    import os
    import select

    fd, rest = sys.stdin.fileno(), b""
    while not closed.is_set():
        if not select.select([fd], [], [], 0.1)[0]:
            continue
        came = os.read(fd, 4096)
        *lines, rest = (rest + came).split(b"\n") if came else (rest, b"")
        yield from (line.decode(errors="replace") for line in lines)  # one wrong key is no reason to hang up
        if not came:
            return
