"""Trends as text and as a self-contained page."""

from __future__ import annotations

import textwrap

from voicecoach.debrief import page, timeline
from voicecoach.debrief.progress import Group, Line, Trend
from voicecoach.debrief.words import plural

BARS = "▁▂▃▄▅▆▇█"


def text(trend: Trend) -> str:
    """For the terminal: plain, at most 100 characters wide."""
    who = f" of {trend.rep}" if trend.rep else ""
    lines = [f"Progress{who}: {plural(trend.sessions, 'session')}", *textwrap.wrap(trend.statement, 96)]
    for group in trend.groups:
        lines += ["", f"{group.title.upper()} ({plural(group.sessions, 'session')})"]
        for line in group.lines:
            lines += _text_line(line)
    return "\n".join(lines) + "\n"


def _text_line(line: Line) -> list[str]:
    shown = ", ".join("–" if p.value is None else page.number(p.value) for p in line.points[-12:])
    earlier = "… " if len(line.points) > 12 else ""
    unit = f" {line.unit}" if line.unit else ""
    told = f"{line.statement} ({line.why_not})" if line.why_not else line.statement
    head = f"  {line.title}: {earlier}{shown}{unit}  {bars(line)}".rstrip()
    return [
        *textwrap.wrap(head, 96, subsequent_indent="    "),
        *textwrap.wrap(told, 92, initial_indent="    ", subsequent_indent="    "),
    ]


def bars(line: Line) -> str:
    """The values as little bars; nothing where there are fewer than two."""
    values = [p.value for p in line.points[-24:]]
    known = [v for v in values if v is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    return "".join(" " if v is None else BARS[min(7, int(8 * (v - low) / span))] for v in values)


def html(trend: Trend) -> str:
    """The page; no network, no script of anyone else's."""
    return page.fill("progress.html", trend=trend, rows=[(g, _rows(g)) for g in trend.groups])


def _rows(group: Group) -> list[tuple[Line, str]]:
    rows = []
    for line in group.lines:
        known = [p.value for p in line.points if p.value is not None]
        drawing = timeline.spark([p.value for p in line.points], min(known), max(known), line.title) if known else ""
        rows.append((line, drawing))
    return rows
