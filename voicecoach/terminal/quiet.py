"""Keeps what sound libraries write on the terminal, past Python, out of a call."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHATTER = (b"ALSA lib ", b"Expression '", b"PaAlsaStream", b"jack server", b"Cannot connect to server", b"JackShm")
"""How the lines begin that ALSA, PortAudio and JACK write; what they report reaches the session as an event."""


@contextmanager
def chatter_dropped() -> Iterator[None]:
    """Until the block ends, such lines are dropped from the process's standard error; everything else passes."""
    if sys.platform == "win32":
        yield
        return
    sys.stderr.flush()
    terminal = os.dup(2)
    out, into = os.pipe()
    os.dup2(into, 2)
    os.close(into)
    passing = threading.Thread(target=_pass, args=(out, terminal), name="quiet", daemon=True)
    passing.start()
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(terminal, 2)  # closes the pipe's last writing end, which ends the thread
        passing.join(timeout=2.0)
        os.close(terminal)


def _pass(out: int, terminal: int) -> None:
    with os.fdopen(out, "rb") as lines:
        for line in lines:
            if not line.startswith(CHATTER):
                os.write(terminal, line)
