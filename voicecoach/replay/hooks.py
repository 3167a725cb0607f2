"""What the page needs of the rest of the program, given from outside: a verb knows no other verb but remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from voicecoach.errors import BadRequest
from voicecoach.ports import Ears, Mouth, View
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library


@dataclass(frozen=True)
class Offer:
    """A scenario that can be rehearsed, with the brief a rep reads before it."""

    name: str
    title: str
    difficulty: str
    client: str
    brief: tuple[tuple[str, str], ...]
    opening: str


@dataclass(frozen=True)
class Wish:
    """What somebody wants to rehearse in the page. `before` is what the rep says first: (topic, text)."""

    scenario: str
    difficulty: str = ""
    rep: str = ""
    seed: int | None = None
    headphones: bool = False
    before: tuple[tuple[str, str], ...] = ()


class Call(Protocol):
    """A rehearsal that is held in the page."""

    id: str
    client_name: str

    def run(self) -> Mapping[str, Any]:
        """Holds the call and gives how it ended; blocks until it is over."""


Progress = Callable[[int, int], None]
Hold = Callable[[Wish, Ears, Mouth, View], Any]
"""A context manager that opens everything for one call and gives a `Call`. Raises VoiceCoachError."""


def _no_debrief(saved: SavedSession) -> dict[str, Any]:
    return {}


def _no_trends(*_: Any) -> dict[str, Any]:
    return {"sessions": 0, "groups": [], "statement": ""}


def _no_page(*_: Any) -> str:
    return ""


def _no_hold(*_: Any) -> Any:
    raise BadRequest("rehearsing in the page is not set up here.", "Use: voicecoach rehearse", stage="replay")


@dataclass(frozen=True)
class Hooks:
    """The program's other stages, as functions.

    `debrief` gives the computed debrief as plain JSON values, `debrief_page` as a self-contained page,
    `trends` the trends of a library (rep and scenario, or empty for all; told how many sessions are done, of how many)
    as JSON values, `trends_page` as a page; `offers` lists the scenarios;
    `hold` holds a call; `rubrics` are folders in which a rubric is looked for, best first.
    """

    debrief: Callable[[SavedSession], dict[str, Any]] = _no_debrief
    debrief_page: Callable[[SavedSession], str] = _no_page
    trends: Callable[[Library, str, str, Progress], dict[str, Any]] = _no_trends
    trends_page: Callable[[Library, str, str], str] = _no_page
    offers: Callable[[], Iterable[Offer]] = tuple
    hold: Hold = _no_hold
    rubrics: tuple[Path, ...] = field(default=())
