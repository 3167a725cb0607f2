"""A rep made of recorded clips who talks into a virtual sound card, follows the call's lines, and cuts in."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.heavy.sound_card import Card

PAUSE = 1.0  # s for which the client must have been silent before the rep speaks
PATIENCE = 15.0  # s after which the rep speaks whoever has the floor
INTO = 0.6  # s of the client's reply before a rep cuts in
EVERY = 2  # every which reply is cut into


@dataclass(frozen=True)
class Played:
    """A clip that went into the microphone, about `at` seconds after the recording of the room began."""

    path: Path
    at: float
    cuts_in: bool


class Rep:
    """Plays its clips over and over until its time is up."""

    def __init__(self, card: Card, call: subprocess.Popen[str], clips: list[Path], began: float) -> None:
        """`began`: when the room's recording began (monotonic)."""
        self.played: list[Played] = []
        self.lines: list[dict[str, Any]] = []
        self._card, self._call, self._began = card, call, began
        self._clips = itertools.cycle(clips)
        self._floors: queue.Queue[str | None] = queue.Queue()
        self._floor = ""
        threading.Thread(target=self._read, daemon=True).start()

    def talk(self, minutes: float) -> None:
        """Holds the rep's side for so long."""
        until = time.monotonic() + minutes * 60
        self._until("speaking", 60)
        for turn in itertools.count(1):
            self._settled(PATIENCE)
            if time.monotonic() > until or self._call.poll() is not None:
                return
            self._say(cuts_in=False)
            if turn % EVERY == 0 and self._until("speaking", PATIENCE):
                self._waits(INTO)
                if self._floor == "speaking":
                    self._say(cuts_in=True)

    def _say(self, cuts_in: bool) -> None:
        path = next(self._clips)
        self.played.append(Played(path, time.monotonic() - self._began, cuts_in))
        self._card.speak(path)

    def _read(self) -> None:
        assert self._call.stdout
        for line in self._call.stdout:
            if line.startswith("{"):
                made = json.loads(line)
                self.lines.append(made)
                if "floor" in made:
                    self._floors.put(made["floor"])
            else:
                print("call:", line.rstrip(), flush=True)
        self._floors.put(None)

    def _next(self, seconds: float) -> bool:
        try:
            self._floor = self._floors.get(timeout=max(0.0, seconds)) or "over"
        except queue.Empty:
            return False
        return True

    def _until(self, floor: str, seconds: float) -> bool:
        """Until it is that one's turn."""
        end = time.monotonic() + seconds
        while self._floor not in (floor, "over") and self._next(end - time.monotonic()):
            pass
        return self._floor == floor

    def _waits(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self._next(end - time.monotonic()):
            pass

    def _settled(self, seconds: float) -> None:
        """Until the client has been silent for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._next(PAUSE) and self._floor == "listening":
                return
            if self._floor == "over":
                return
