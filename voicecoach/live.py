"""Watching a call while it happens: a live line for a terminal, plain lines for pipes and screen readers.

Neither shows the alliance unless asked to: the rep must not play to a gauge.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from voicecoach import events as ev
from voicecoach.ports import Glimpse

if TYPE_CHECKING:
    from rich.console import RenderableType

FLOORS = {
    "listening": "your turn", "thinking": "thinking", "speaking": "client speaks", "paused": "paused (p to go on)",
}  # fmt: skip
KEYS = "p pause · m mute · a take that turn again · q end"
METER = 16


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def line_for(event: ev.Event, client: str, *, reveal: bool) -> str | None:
    """The line that tells of an event, or None when it is not for the rep's eyes."""
    at = f"[{clock(event.t)}]"
    match event:
        case ev.Heard(text=text):
            return f"{at} You: {text}"
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
        case ev.Device(what=what) if what in ("half_duplex", "muted", "unmuted", "paused", "resumed"):
            return f"{at} ({what.replace('_', ' ')})"
        case ev.Trouble(stage=stage, cause=cause, done=done):
            return f"{at} ({stage}: {cause} {done})"
        case ev.Moved(after=trust) if reveal:
            return f"{at}   alliance {trust.alliance}, reactance {trust.reactance}, patience {trust.patience}, level {trust.level}"
        case ev.Ended(outcome=outcome, by=by):
            return f"{at} The call is over ({outcome.replace('_', ' ')}, by the {by})."
    return None


class PlainView:
    """One line for each thing said: for pipes, logs of one's own, and screen readers."""

    def __init__(self, client: str, *, reveal: bool = False, out: TextIO | None = None) -> None:
        self._client, self._reveal, self._out = client, reveal, out or sys.stdout

    def event(self, event: ev.Event) -> None:
        """Writes the event's line, if it has one."""
        line = line_for(event, self._client, reveal=self._reveal)
        if line:
            print(line, file=self._out, flush=True)

    def glimpse(self, glimpse: Glimpse) -> None:
        """A line at a time has no meter."""

    def close(self) -> None:
        """Nothing to restore."""


class LiveView:
    """The lines above, and below them one that moves: who has the floor, level, words as they come, time."""

    def __init__(self, client: str, devices: str = "", *, reveal: bool = False) -> None:
        from rich.console import Console
        from rich.live import Live

        self._client, self._devices, self._reveal = client, devices, reveal
        self._console = Console(highlight=False)
        self._glimpse = Glimpse("listening")
        self._live = Live(self._status(), console=self._console, refresh_per_second=12, transient=True)
        self._live.start()

    def event(self, event: ev.Event) -> None:
        """Writes the event's line above the moving one."""
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
        from rich.text import Text

        g = self._glimpse
        filled = max(0, min(METER, round((g.level_db + 60) / 60 * METER)))
        meter = "▮" * filled + "▯" * (METER - filled)
        text = Text.assemble(
            (f" {FLOORS.get(g.floor, g.floor):<18}", "bold green" if g.floor == "listening" else "bold"),
            (meter, "green" if filled < METER - 2 else "red"), f"  {clock(g.elapsed)}  ", (g.words[-60:], "italic"),
        )  # fmt: skip
        if self._reveal and g.trust:
            text.append(f"   A{g.trust.alliance} R{g.trust.reactance} P{g.trust.patience} L{g.trust.level}", "dim")
        text.append(f"\n {KEYS}" + (f"   {self._devices}" if self._devices else ""), "dim")
        return text

    def close(self) -> None:
        """Takes the moving line away."""
        self._live.stop()
