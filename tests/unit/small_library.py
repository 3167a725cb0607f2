"""A small call in a library, for tests of what is kept and found again."""

from __future__ import annotations

import numpy as np

from voicecoach.events import Began, ClientSaid, Ended, Heard, Moved, SaidNo
from voicecoach.remember.store import Library
from voicecoach.session import Card, Trust


def card(**more: object) -> Card:
    values = {
        "id": "",
        "created": "",
        "scenario": "bakery-terminals",
        "title": "Mara",
        "difficulty": "medium",
        "seed": 1,
    }
    return Card(**{**values, **more})  # type: ignore[arg-type]


def trust(alliance: int, level: int) -> Trust:
    return Trust(alliance, 10, 50, 0, level)


def record(library: Library, *, end: bool = True, **more: object) -> str:
    """A small call; its id."""
    with library.create(card(**more), "name: bakery\n") as memory:
        memory.add(Began(0.0))
        memory.add(Heard(2.5, 1, "Hello, is now a bad moment?", 0.5, 2.0, "typed"))
        memory.add(Moved(2.6, 1, trust(20, 0), trust(32, 1), (), "hm"))
        memory.add(SaidNo(2.6, 1, "reflex", "No."))
        memory.heard(0.5, np.full(24_000, 7, np.int16))
        memory.said(3.0, np.full(22_050, -9, np.int16))
        memory.add(ClientSaid(4.0, 1, "No, thank you.", 3.0, 4.0))
        if end:
            memory.add(Ended(5.0, "polite_end", "client"))
    return memory.id
