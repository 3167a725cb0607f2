"""Building a debrief: joins the debrief to the alliance, which by the import law know nothing of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from voicecoach.debrief import report
from voicecoach.debrief.values import Debrief
from voicecoach.events import Trouble
from voicecoach.remember.saved import SavedSession
from voicecoach.respond import alliance, alliance_table
from voicecoach.session import Trust

Progress = Callable[[float], None]


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


__all__ = ["Mapping", "Trouble", "build", "progress", "recompute_for"]
