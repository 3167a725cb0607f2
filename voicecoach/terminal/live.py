"""Watching a call while it happens: a live line for a terminal, plain lines for pipes and screen readers.

Neither shows the alliance unless asked to: the rep must not play to a gauge.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from voicecoach import events as ev
from voicecoach.debrief.words import clock, sentence_of_end, trouble
from voicecoach.ports import Glimpse

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

FLOORS = {
    "listening": "your turn", "thinking": "thinking", "speaking": "client speaks", "paused": "paused (p to go on)",
}  # fmt: skip
KEYS = "p pause · m mute · a take that turn again · q end"
NARROW_KEYS = "p pause · m mute · a again · q end"
METER, NARROW_METER = 16, 4
NARROW = 60  # columns; a telephone's terminal, a split window


def line_for(event: ev.Event, client: str, *, reveal: bool) -> str | None:
    """The line that tells of an event, or None when it is not for the rep's eyes. Words bear the time at which
    they began to be said, as in the debrief and the replay; everything else when it happened."""
    at = f"[{clock(event.start if isinstance(event, ev.Heard | ev.ClientSaid) else event.t)}]"
    match event:
        case ev.Heard(text=text):
            return f"{at} You: {text}"
        case ev.ClientSaid(text="", cut=True):  # stopped before a word of it was heard
            return None
        case ev.ClientSaid(text=text, cut=cut):
            return f"{at} {client}: {text}{' —' if cut else ''}"
        case ev.Unheard(reason=reason):
            why = {"empty": "no words", "repetition": "words in a loop", "hallucination": "no speech"}.get(
                reason, reason
            )
            return f"{at} (that was not understood: {why}; say it again)"
        case ev.TakenBack(why="again"):
            return f"{at} (taken back: say it again)"
        case ev.TakenBack(why="went_on"):
            return f"{at} (you had not finished; go on)"
        case ev.Device(what="lost", name=name):
            return f"{at} ({name} is gone; waiting for it to come back)"
        case ev.Device(what="back", name=name):
            return f"{at} ({name} is back)"
        case ev.Device(what="half_duplex"):
            return "(No echo cancelling here: you are not heard while the client speaks. Headphones help: --headphones)"
        case ev.Device(what=what) if what in ("muted", "unmuted", "paused", "resumed"):
            return f"{at} ({what.replace('_', ' ')})"
        case ev.Trouble(stage=stage, cause=cause, done=done):
            return f"{at} ({stage}: {trouble(cause, done)})"
        case ev.Moved(after=trust) if reveal:
            return f"{at}   alliance {trust.alliance}, reactance {trust.reactance}, patience {trust.patience}, level {trust.level}"
        case ev.Ended(outcome=outcome, why=why):
            return f"{at} The call is over. {sentence_of_end(outcome, why)}"
    return None


class PlainView:
    """One line for each thing said: for pipes, logs of one's own, and screen readers."""

    def __init__(
        self, client: str, *, reveal: bool = False, echo: bool = True, hint: str = "", out: TextIO | None = None
    ) -> None:
        """`echo`: the rep's own words too; `hint` is the first line, when the call begins."""
        self._client, self._reveal, self._out = client, reveal, out or sys.stdout
        self._echo, self._hint = echo, hint

    def event(self, event: ev.Event) -> None:
        """Writes the event's line, if it has one."""
        if isinstance(event, ev.Began):
            line: str | None = self._hint
        elif isinstance(event, ev.Heard) and not self._echo:
            line = None
        else:
            line = line_for(event, self._client, reveal=self._reveal)
        if line:
            print(line, file=self._out, flush=True)

    def glimpse(self, glimpse: Glimpse) -> None:
        """A line at a time has no meter."""

    def close(self) -> None:
        """Nothing to restore."""


class LiveView:
    """The lines above, and below them one that moves: who has the floor, level, words as they come, time.
    It moves from the first event of the call until `close`."""

    def __init__(self, client: str, devices: str = "", *, reveal: bool = False, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.live import Live

        self._client, self._devices, self._reveal = client, devices, reveal
        self._console = console or Console(highlight=False)
        self._marks = "▮▯" if self._console.encoding.startswith("utf") else "#-"
        self._glimpse = Glimpse("listening")
        self._live = Live(self._status(), console=self._console, refresh_per_second=12, transient=True)

    def event(self, event: ev.Event) -> None:
        """Writes the event's line above the moving one."""
        if isinstance(event, ev.Began):
            self._live.start()
        line = line_for(event, self._client, reveal=self._reveal)
        if line:
            from rich.text import Text

            style = "bold" if isinstance(event, ev.ClientSaid) else "dim" if "(" in line[:9] else ""
            self._console.print(Text(line, style=style))

    def glimpse(self, glimpse: Glimpse) -> None:
        """Moves the line below."""
        self._glimpse = glimpse
        self._live.update(self._status())

    def _status(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        g, narrow = self._glimpse, self._console.width < NARROW
        length = NARROW_METER if narrow else METER
        filled = max(0, min(length, round((g.level_db + 60) / 60 * length)))
        meter = self._marks[0] * filled + self._marks[1] * (length - filled)
        text = Text.assemble(
            (f" {FLOORS.get(g.floor, g.floor):<19}", "bold green" if g.floor == "listening" else "bold"),
            (meter, "green" if filled < 0.9 * length else "red"), f"  {clock(g.elapsed)}  ",
        )  # fmt: skip
        if self._reveal and g.trust:
            text.append(f"A{g.trust.alliance} R{g.trust.reactance} P{g.trust.patience} L{g.trust.level}  ", "dim")
        if g.floor == "listening":  # afterwards they stand above, whole
            text.append(tail(g.words, self._console.width - text.cell_len - 1), "italic")
        keys = Text(f" {NARROW_KEYS if narrow else KEYS}" + (f"   {self._devices}" if self._devices else ""), "dim")
        for row in (text, keys):  # never two rows for one: the view would jump
            row.no_wrap, row.overflow = True, "ellipsis"
        return Group(text, keys)

    def close(self) -> None:
        """Takes the moving line away."""
        self._live.stop()


def tail(words: str, room: int) -> str:
    """The newest words that fit into `room` characters."""
    if len(words) <= room:
        return words
    whole = words[len(words) - max(0, room) :].partition(" ")[2]  # from a word's beginning, with room for the dots
    return f"…{whole}" if whole else ""
