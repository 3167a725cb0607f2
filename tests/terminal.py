"""A person at a terminal: a program started on a pseudo-terminal of its own, typed at, and read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Terminal:
    """`screen` is everything the program wrote so far, without its escape sequences."""

    def __init__(self, fd: int, process: subprocess.Popen[bytes]) -> None:
        self._fd, self.process, self.screen = fd, process, ""
        self._seen = 0

    def wait(self, text: str, seconds: float = 90.0, pressing: str = "") -> str:
        """Reads until `text` appears after what was waited for last; gives what was read meanwhile. `pressing` is
        pressed, and again while nothing comes of it: Python misses a Ctrl-C in the moment before it waits for a line,
        which only a machine is quick enough to meet."""
        self.type(pressing)
        end = time.monotonic() + seconds
        while (at := self.screen.find(text, self._seen)) < 0:
            before = len(self.screen)
            if time.monotonic() > end or not self._read(3.0):
                raise AssertionError(f"{text!r} never came; the screen:\n{self.screen}")
            if len(self.screen) == before:
                self.type(pressing)
        came, self._seen = self.screen[self._seen : at], at + len(text)
        return came

    def type(self, text: str) -> None:
        """Keys, as they are pressed: `\\r` is Enter, `\\x03` Ctrl-C, `\\x04` Ctrl-D."""
        os.write(self._fd, text.encode())

    def end(self) -> int:
        """Reads to the end; the exit code."""
        while self._read(60.0):
            pass
        return self.process.wait(10)

    def _read(self, seconds: float) -> bool:
        """Takes in what came within `seconds`; False when the program is gone, or says nothing for a minute."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return seconds < 60.0 and self.process.poll() is None
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux says EIO when the other side has closed
            return False
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode(errors="replace"))
        self.screen += plain.replace("\r\n", "\n")
        return bool(data)


@contextmanager
def terminal(*args: str, columns: int = 100, env: dict[str, str] | None = None) -> Iterator[Terminal]:
    """`voicecoach ARGS` on a terminal of this width."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def own_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C means us

    process = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *args], stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm", **(env or {})}, preexec_fn=own_terminal,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(mine, process)
    finally:
        process.kill()
        process.wait()
        os.close(mine)
