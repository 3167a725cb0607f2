"""A studio with a small library behind it, served by the real server on loopback, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import numpy as np

from voicecoach.events import Began, ClientSaid, Ended, Heard, Impression, Moved, SaidNo
from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks, Offer
from voicecoach.replay.server import Running, studio
from voicecoach.session import Card, Trust, Word

PROMPTS = Path(__file__).parents[2] / "prompts"
NASTY = "<script>alert('x')</script><img src=x onerror=alert(1)>"
HELLO = "Hello, is now a bad moment?"


def debrief(saved: Any) -> dict[str, Any]:
    """What a debrief looks like to the page, with one figure for the rubric."""
    return {"first_contact": {"impression": 1}, "trust": [], "tone": {"lanes": []}, "noes": {"cards": []}}


def record(library: Library, *, rep: str = "Ada", title: str = "The bakery", text: str = HELLO, **more: Any) -> str:
    """A call of six seconds with both voices; its id."""
    low, high = Trust(20, 40, 50, 0, 0), Trust(32, 30, 49, 1, 1)
    card = Card("", "", "bakery-terminals", title, "easy", 1, rep, **more)
    with library.create(card, "id: x\n") as memory:
        memory.add(Began(0.0))
        t = np.arange(32_000) / 16_000
        memory.heard(0.5, (8000 * np.sin(2 * np.pi * 200 * t)).astype(np.int16))
        memory.said(3.0, (4000 * np.sin(2 * np.pi * 300 * np.arange(44_100) / 22_050)).astype(np.int16))
        memory.add(Heard(2.5, 1, text, 0.5, 2.5, "w", (Word("Hello,", 0.5, 1.0), Word("is", 1.0, 1.2))))
        memory.add(Moved(2.6, 1, low, high, (), "They asked."))
        memory.add(Impression(2.6, 1, "asks", "asks first", text, 0.5))
        memory.add(SaidNo(2.6, 1, "reflex", "No."))
        memory.add(ClientSaid(5.0, 1, "No, thank you.", 3.0, 5.0))
        memory.add(Ended(6.0, "polite_end", "client"))
    return memory.id


@dataclass
class Studio:
    """The server, its library, and a client that was let in."""

    running: Running
    library: Library
    http: httpx.Client
    ids: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.running.port}"

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.http.get(path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        headers = {"origin": self.base, **more.pop("headers", {})}
        return self.http.post(path, json=body, headers=headers, **more)


@contextmanager
def served(folder: Path, hooks: Hooks | None = None, sessions: int = 1) -> Iterator[Studio]:
    """A studio that runs while the block does."""
    library = Library(folder / "library")
    ids = [record(library) for _ in range(sessions)]
    own = hooks or Hooks(
        debrief=debrief, debrief_page=lambda saved: "<!doctype html><title>d</title>", rubrics=(PROMPTS,),
        offers=lambda: [Offer("x", "X", "easy", "Mara", (("You are", "a rep"),), "It rings.")],
    )  # fmt: skip
    with studio(library, own) as running, httpx.Client(base_url=f"http://127.0.0.1:{running.port}", timeout=60) as http:
        answer = http.get("/", params={"token": urlsplit(running.address).query.removeprefix("token=")})
        assert answer.status_code == 303
        yield Studio(running, library, http, ids)
