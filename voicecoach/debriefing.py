"""Building a debrief: joins the debrief to the alliance, which by the import law know nothing of each other."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from voicecoach.debrief import own_voice, report
from voicecoach.debrief.values import Debrief
from voicecoach.remember import files
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library
from voicecoach.respond import alliance, alliance_table
from voicecoach.session import Trust

Progress = Callable[[float], None]

TONE = "tone.json"
LAST = 12
"""Sessions that say what is usual: a voice changes over a year."""


def build(saved: SavedSession, progress: Progress | None = None) -> Debrief:
    """The debrief of a saved session; corrections of a coach recompute the course beside the original."""
    return report.build(saved, recompute=recompute_for(saved), baseline=saved.baseline, progress=progress)


def recompute_for(saved: SavedSession) -> Callable[[Sequence[Sequence[str]]], list[Trust]]:
    """A function from the labels of each rep turn, in order, to the state after each."""

    def course(turns: Sequence[Sequence[str]]) -> list[Trust]:
        s = saved.scenario
        terms = alliance_table.terms(saved.card.difficulty, s.channel, s.overrides)
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


def keep_tone(saved: SavedSession, debrief: Debrief) -> None:
    """Puts the measured tone beside the session, so that the next call knows what is usual without measuring
    again. A file that can be made anew; a library that cannot be written to goes without."""
    with contextlib.suppress(OSError):
        files.write_new(saved.folder / TONE, json.dumps(debrief.to_json()["tone"], ensure_ascii=False).encode())


def usual_for(library: Library, rep: str) -> dict[str, Any] | None:
    """What is usual for this rep, over their last sessions; None while there are fewer than three."""
    tones: list[Mapping[str, Any]] = []
    for entry in library.list():
        if entry.rep == rep and len(tones) < LAST:
            with contextlib.suppress(OSError, ValueError):
                tones.append(json.loads((library.folder / entry.id / TONE).read_bytes()))
    return own_voice.baseline(tones)


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
