"""Building a debrief: joins the debrief to the alliance, which by the import law know nothing of each other."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from voicecoach.debrief import prose, report, shelf
from voicecoach.debrief.progress import Trend
from voicecoach.debrief.progress import trends as a_trend
from voicecoach.debrief.values import Debrief
from voicecoach.debrief.voice import own_voice
from voicecoach.errors import VoiceCoachError
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library
from voicecoach.respond import alliance
from voicecoach.session import Trust

Progress = Callable[[float], None]

LAST = 12
"""Sessions that say what is usual: a voice changes over a year."""


def build(saved: SavedSession, progress: Progress | None = None) -> Debrief:
    """The debrief of a saved session; corrections of a coach recompute the course beside the original."""
    return report.build(saved, recompute=recompute_for(saved), baseline=saved.baseline, progress=progress)


def recompute_for(saved: SavedSession) -> Callable[[Sequence[Sequence[str]]], list[Trust]]:
    """A function from the labels of each rep turn, in order, to the state after each."""

    def course(turns: Sequence[Sequence[str]]) -> list[Trust]:
        s = saved.scenario
        terms = alliance.terms(saved.card.difficulty, s.channel, s.overrides)
        state = alliance.begin(terms)
        out: list[Trust] = []
        for labels in turns:
            if not state.over:
                state = alliance.step(state, tuple(labels), terms).state
            out.append(state.trust)
        return out

    return course


def page_of(saved: SavedSession) -> str:
    """The debrief as one self-contained page."""
    from voicecoach.debrief import page

    return page.render(build(saved), saved)


def keep(saved: SavedSession) -> dict[str, Any]:
    """The debrief as JSON values; kept beside the session, so that trends, the page and the next call need not
    measure it again."""
    return shelf.debrief_json(saved, recompute_for(saved))


def usual_for(library: Library, rep: str) -> dict[str, Any] | None:
    """What is usual for this rep, over their last sessions; None while there are fewer than three.

    Only debriefs that lie there are read: a call must begin at once.
    """
    tones: list[Mapping[str, Any]] = []
    for entry in library.list():
        if entry.rep == rep and len(tones) < LAST:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                tones.append(json.loads((library.folder / entry.id / shelf.NAME).read_bytes())["debrief"]["tone"])
    return own_voice.baseline(tones)


def trends(
    library: Library,
    *,
    rep: str | None = None,
    scenario: str | None = None,
    show: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Trend:
    """How things change over the library's sessions. Sessions that cannot be read, or still run, are left out.
    `tell` hears how many are done, of how many."""
    entries = [e for e in library.list() if not e.broken and not e.live]
    chosen = [e for e in entries if rep in (None, e.rep) and scenario in (None, e.scenario)]
    found: list[dict[str, Any]] = []
    with progress(sum(e.duration for e in chosen), show=show) as bar:
        for done, entry in enumerate(reversed(chosen), 1):
            with contextlib.suppress(VoiceCoachError):
                saved = library.open(entry.id)
                found.append(keep(saved))
            if bar:
                bar(done / len(chosen))
            if tell:
                tell(done, len(chosen))
    return a_trend(found, rep or "", scenario or "")


def add_prose(saved: SavedSession, model: str, url: str, key: str) -> None:
    """Asks a language model for prose on the session; the answer becomes an event. Raises DebriefError."""
    saved.add(prose.write(build(saved), prose.openai_ask(model, url, key), model, saved.duration))


@contextmanager
def progress(seconds: float, *, show: bool) -> Iterator[Progress | None]:
    """A progress bar on standard error for calls long enough to keep one waiting; `seconds` is the call's length."""
    if not show or seconds < 300:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("debrief", total=1.0)
        yield lambda share: bar.update(task, completed=share)
