"""The rep's lines from standard input, for someone who cannot speak now, for a test, for a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable

from voicecoach.ports import Line, NoMore, Post


class TypedEars:
    """Posts each line that is typed; empty lines are passed over."""

    def __init__(self, lines: Iterable[str] | None = None) -> None:
        self.name = "keyboard"
        self._lines = lines
        self._closed = False

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Reads in a thread of its own: a blocking read must not stop the call."""
        threading.Thread(target=self._read, args=(post,), name="typed lines", daemon=True).start()

    def _read(self, post: Post) -> None:
        try:
            for line in self._lines if self._lines is not None else sys.stdin:
                if self._closed:
                    return
                if text := " ".join(line.split()):
                    post(Line(text))
        except UnicodeDecodeError:
            post(NoMore("the input is not text"))
            return
        except (OSError, ValueError):  # closed under our hands, as the program ends
            return
        post(NoMore("the input is at its end"))

    def close(self) -> None:
        """The thread ends with its next line, or with the program."""
        self._closed = True
