"""What all answers stand on: the library, the debriefs already worked out, and small checks of what came in."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest
from voicecoach.remember.index import Index
from voicecoach.remember.notes import Note, new_note_id
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks
from voicecoach.replay.web import Ask

KEPT = 16  # debriefs kept, so that a page is not computed anew for each click


class Desk:
    """Answers for one library. Every method may be called from several threads."""

    def __init__(self, library: Library, hooks: Hooks, outbox: Path) -> None:
        """`outbox` is an empty folder for sealed files on their way to the browser."""
        self.library, self.hooks, self.outbox = library, hooks, outbox
        self._debriefs: OrderedDict[tuple[str, int], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self.work: dict[str, Any] = {}

    @contextmanager
    def working_on(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Gives what is to be told how far the work is: (done, of). A page that waits asks for it (`working`)."""

        def tell(done: int, of: int) -> None:
            self.work = {"what": what, "done": done, "of": of}

        try:
            yield tell
        finally:
            self.work = {}

    def index(self) -> Index:
        """The list of sessions, up to date: the first time in a large library this takes long."""
        with self.working_on("Reading the sessions") as tell:
            return self.library.index(tell)

    def open(self, ask: Ask) -> SavedSession:
        """The session that the path names. Raises BadRequest, RememberError."""
        return self.library.open(ask.path["id"])

    def debrief(self, saved: SavedSession) -> dict[str, Any]:
        """Computed once for a state of the session; two who ask at once wait for the same one."""
        key = (saved.id, len(saved.events))
        with self._lock:
            if key not in self._debriefs:
                self._debriefs[key] = self.hooks.debrief(saved)
                while len(self._debriefs) > KEPT:
                    self._debriefs.popitem(last=False)
            self._debriefs.move_to_end(key)
            return self._debriefs[key]

    def forget(self, session: str) -> None:
        """Lets go of what was worked out for a session that is deleted."""
        with self._lock:
            for key in [k for k in self._debriefs if k[0] == session]:
                del self._debriefs[key]


def author(name: object, *, needed: bool = True) -> str:
    """A name to sign with. Raises BadRequest when it is needed and missing."""
    text = " ".join(str(name or "").split())[:80]
    if needed and not text:
        raise BadRequest("say who you are first.", "Put your name at the top of the page.", stage="replay")
    return text


def seconds(value: object) -> float:
    """A time in the call (s). Raises BadRequest."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e6:
        raise BadRequest("that is no time in the call.", stage="replay")
    return round(float(value), 3)


def note_by(kind: str, author: str, **more: Any) -> Note:
    """A new note of this moment."""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return Note(new_note_id(), kind, author, now, **more)
