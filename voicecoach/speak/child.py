"""The voice's child process, seen from its parent: jobs go in, each one's frames come out, and its end is noticed.

worker.py is the other side of the pipe.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any, NamedTuple

from voicecoach.errors import SpeakError
from voicecoach.speak.worker import FRAME

REMEDY = "Run `voicecoach doctor` to see which voice can be used and what is missing."


class Died(Exception):
    """The worker process ended or hung; the text says which."""


class Frame(NamedTuple):
    """One answer of the worker's: what kind it is (worker.py), and its bytes; no kind at all when the worker ended."""

    kind: bytes
    data: bytes = b""


class Worker:
    """One child process: jobs go in, each job's frames come out of a queue of its own."""

    def __init__(self, command: list[str]) -> None:
        """Starts the process. Raises SpeakError when it cannot be started."""
        self._process = _started(command)
        assert self._process.stdin
        assert self._process.stdout
        self._out: Any = self._process.stdout
        self._lock = threading.Lock()
        self._answers: dict[int, queue.SimpleQueue[Frame]] = {0: queue.SimpleQueue()}
        self._over = False
        threading.Thread(target=self._read, name="voice worker", daemon=True).start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Can it still be asked anything?"""
        return not self._over

    def ask(self, job: int, request: dict[str, Any]) -> None:
        """Sends a job. Raises Died."""
        with self._lock:
            if self._over:
                raise Died("the voice worker ended unexpectedly")
            self._answers[job] = queue.SimpleQueue()
        self._write({"id": job, **request})

    def frame(self, job: int, patience: float) -> Frame:
        """The next frame of a job. Raises Died when the worker ended or let `patience` seconds pass."""
        try:
            frame = self._answers[job].get(timeout=patience)
        except queue.Empty:
            raise Died(f"the voice worker gave no sign of life for {patience:.0f} s") from None
        if not frame.kind:
            raise Died("the voice worker ended unexpectedly")
        return frame

    def leave(self, job: int, done: bool) -> None:
        """Nobody listens to this job any more; unless it is done, the worker is told to drop the rest."""
        with self._lock:
            self._answers.pop(job, None)
        if not done and self.alive:
            with contextlib.suppress(Died):  # a dead worker has nothing left to call off
                self._write({"cancel": job})

    def end(self) -> None:
        """Ends the process, kindly first."""
        self._over = True
        process = self._process
        if process.stdin:
            with contextlib.suppress(OSError):  # a pipe that is broken already
                process.stdin.close()
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """Ends a process that does not listen any more."""
        self._process.kill()
        self.end()

    def _write(self, message: dict[str, Any]) -> None:
        stdin = self._process.stdin
        try:
            with self._lock:
                if stdin is None or stdin.closed:
                    raise Died("the voice worker was ended")
                stdin.write(json.dumps(message).encode() + b"\n")
                stdin.flush()
        except OSError:
            raise Died("the voice worker ended unexpectedly") from None

    def _read(self) -> None:
        """Deals out frames until the worker's end, which every job still waiting is told of."""
        with self._out:
            while len(head := self._out.read(FRAME.size)) == FRAME.size:
                job, kind, length = FRAME.unpack(head)
                data = self._out.read(length)
                if len(data) < length:
                    break
                self._deal(job, Frame(kind, data))
        self._over = True
        with self._lock:
            for waiting in self._answers.values():
                waiting.put(Frame(b""))

    def _deal(self, job: int, frame: Frame) -> None:
        with self._lock:
            answers = self._answers.get(job)
        if answers is not None:
            answers.put(frame)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    """The worker process, out of reach of the terminal's Ctrl-C, finding this very package."""
    home = str(Path(__file__).parent.parent.parent)
    path = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # drivers chatter there, and might repeat what is to be said
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError as error:
        raise SpeakError(f"The voice worker cannot be started ({type(error).__name__}).", REMEDY) from None
