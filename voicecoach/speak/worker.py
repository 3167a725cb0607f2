"""The voice worker: `python -m voicecoach.speak.worker`, a child process that turns sentences into sound.

A process of its own because pyttsx3 and espeak hold global state, may hang and may exit. It lives as long as
its standard input is open, so it dies with its parent however that ends; Ctrl-C is for the parent alone.

    standard input    one JSON object a line: {"id": 1, "text": …, "voice": …, "rate": …, "pitch": …,
                      "lilt": …, "volume": …}, {"id": 2, "voices": true} or {"cancel": 1}
    standard output   frames: `<IcI` id, kind, length, then `length` bytes
                      H hello (JSON: name, rate, or error) · S sound (int16 little-endian mono)
                      V voices (JSON) · X failure (JSON: cause) · E end of this id
"""

from __future__ import annotations

import json
import os
import queue
import signal
import struct
import sys
import threading
from typing import Any, BinaryIO

from voicecoach.speak.engines import RATE, EngineError, best_engine

FRAME = struct.Struct("<IcI")


class Frames:
    """Writes frames to the parent; when the parent is gone, so is this process."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lock = threading.Lock()

    def send(self, job: int, kind: bytes, data: bytes = b"") -> None:
        """One frame, whole, at once."""
        try:
            with self._lock:
                self._out.write(FRAME.pack(job, kind, len(data)) + data)
                self._out.flush()
        except OSError:
            os._exit(0)

    def tell(self, job: int, kind: bytes, value: Any) -> None:
        """A frame that holds JSON."""
        self.send(job, kind, json.dumps(value).encode())


class Inbox:
    """Reads what the parent wants in a thread of its own, so that a cancel is seen in mid-sentence."""

    def __init__(self, source: BinaryIO) -> None:
        self.jobs: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._source = source
        threading.Thread(target=self._read, daemon=True).start()

    def cancelled(self, job: int) -> bool:
        """Was this job called off?"""
        return job in self._cancelled

    def forget(self, job: int) -> None:
        """This job is done with."""
        self._cancelled.discard(job)

    def _read(self) -> None:
        for line in self._source:
            message = json.loads(line)
            if "cancel" in message:
                self._cancelled.add(int(message["cancel"]))
            else:
                self.jobs.put(message)
        os._exit(0)  # even in mid-sentence: nobody is left to hear it


def serve(engine: Any, inbox: Inbox, frames: Frames) -> None:
    """Does one job after the other, for ever."""
    while True:
        job = inbox.jobs.get()
        number = int(job["id"])
        try:
            if job.get("voices"):
                frames.tell(number, b"V", engine.voices())
            elif not inbox.cancelled(number):
                _speak(engine, job, number, inbox, frames)
        except EngineError as error:
            frames.tell(number, b"X", {"cause": str(error)})
        except Exception as error:
            frames.tell(number, b"X", {"cause": f"the voice engine failed ({type(error).__name__})"})
        frames.send(number, b"E")
        inbox.forget(number)


def _speak(engine: Any, job: dict[str, Any], number: int, inbox: Inbox, frames: Frames) -> None:
    engine.speak(job, emit=lambda data: frames.send(number, b"S", data), cancelled=lambda: inbox.cancelled(number))


def main(arguments: list[str]) -> None:
    """Runs until standard input ends. The first argument, if any, names the engine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    frames = Frames(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # pyttsx3 and its drivers print on standard output, which belongs to the frames
    try:
        engine = best_engine(arguments[0] if arguments else "")
    except EngineError as error:
        frames.tell(0, b"H", {"error": str(error)})
        return
    frames.tell(0, b"H", {"name": engine.name, "rate": RATE})
    serve(engine, Inbox(sys.stdin.buffer), frames)


if __name__ == "__main__":
    main(sys.argv[1:])
