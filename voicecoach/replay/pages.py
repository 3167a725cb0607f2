"""The pages: shells that the scripts fill. No data but a page's own id is written into them."""

from __future__ import annotations

import dataclasses
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks
from voicecoach.replay.web import Ask, Reply, page, say

FRESH = 20.0
"""Seconds for which the list of scenarios is taken to be right."""

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """HTML for each place in the studio."""

    def __init__(self, library: Library, hooks: Hooks) -> None:
        self.library, self.hooks = library, hooks
        self._offers: tuple[float, list[dict[str, Any]]] = (-FRESH, [])
        self._lock = threading.Lock()

    def library_page(self, ask: Ask) -> Reply:
        """The list of sessions."""
        return page(render("library.html", here="library"))

    def replay(self, ask: Ask) -> Reply:
        """One call."""
        return page(render("replay.html", here="replay", id=self.library.open(ask.path["id"]).id))

    def score(self, ask: Ask) -> Reply:
        """One call, to be scored blind."""
        return page(render("score.html", here="score", id=self.library.open(ask.path["id"]).id))

    def compare(self, ask: Ask) -> Reply:
        """Two calls side by side."""
        ids = [self.library.open(ask.query[k]).id if ask.query.get(k) else "" for k in ("a", "b")]
        return page(render("compare.html", here="compare", a=ids[0], b=ids[1]))

    def agreement(self, ask: Ask) -> Reply:
        """Coach and machine."""
        return page(render("agreement.html", here="agreement"))

    def trends(self, ask: Ask) -> Reply:
        """How reps change from session to session."""
        return page(render("trends.html", here="trends"))

    def rehearse(self, ask: Ask) -> Reply:
        """A call held in the page."""
        return page(render("rehearse.html", here="rehearse"))

    def offers(self, ask: Ask) -> Reply:
        """The scenarios that can be rehearsed."""
        with self._lock:  # reading the files takes a second: not for every look at the page
            if time.monotonic() - self._offers[0] > FRESH:
                self._offers = time.monotonic(), [dataclasses.asdict(o) for o in self.hooks.offers()]
            return say(self._offers[1])


def render(template: str, **values: Any) -> str:
    """A template with everything escaped."""
    return str(_environment().get_template(template).render(**values))


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
