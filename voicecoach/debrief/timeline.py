"""The call as one drawing: both voices' loudness and pitch, the alliance and its levels, and every moment that
mattered, each a link to its sound. Inline SVG without colours of its own: the page's style sheet gives them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from voicecoach.debrief.values import Debrief, Lane, Moment
from voicecoach.debrief.words import clock, short, signed

WIDTH, LEFT, RIGHT = 1000, 92, 14
MARKS, VOICES, PITCH, TRUST, AXIS = (10, 62), (74, 168), (182, 262), (276, 396), 412
"""Top and bottom of each band, in units of the drawing."""
HEIGHT = 434
QUIET = -40.0
"""dB below a voice's own loudest at which its band is empty."""


@dataclass(frozen=True)
class Mark:
    """A moment on the line: a short word on it, a sentence for those who cannot see it."""

    kind: str
    word: str
    told: str
    moment: Moment


def marks(d: Debrief) -> list[Mark]:
    """Noes, turning points, tests, first contact, the beginning of selling, takes: in order of time."""
    out = [Mark("no", "No", f"{c.kind} No: {c.client.text}", c.client) for c in d.noes.cards]
    for story in d.trust:
        if story.turning:
            kind = "down" if _fell(story.before, story.after) else "up"
            out.append(Mark(kind, _word(story.turning), f"Turn {story.turn}: {story.turning}", story.moment))
    for t in d.vital.maintained.tests:
        if t.posed:
            out.append(Mark("test", "test", f"Test of trust, {t.outcome}: {t.posed.text}", t.posed))
    if d.stages.selling:
        early = ", early" if d.stages.early else ""
        out.append(Mark("sell", "sells", f"You began to sell{early}: {d.stages.selling.text}", d.stages.selling))
    return sorted(out, key=lambda m: m.moment.start)


def _fell(before: object, after: object) -> bool:
    return bool(before and after and getattr(after, "alliance", 0) < getattr(before, "alliance", 0))


def _word(turning: str) -> str:
    if turning.startswith(("opened", "closed")):
        return f"L{turning[-1]}"
    return "warned" if turning.startswith("warned") else turning.removeprefix("trust ")


def draw(d: Debrief) -> str:
    """The drawing; empty when nothing was said."""
    duration = max(d.about.duration, 1.0)
    if not d.trust and not d.noes.cards:
        return ""
    parts = [*_frame(duration)]
    for lane in d.tone.lanes:
        parts += _voice(lane, duration)
    parts += _speech(d, duration) if not d.tone.lanes else []
    parts += _alliance(d, duration)
    parts += _marks(marks(d), duration)
    label = f"Time line of the call, {clock(duration)}. Every moment in it is listed below it."
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escape(label)}" '
        f'data-seconds="{duration:.2f}" data-left="{LEFT}" data-width="{WIDTH}" data-right="{RIGHT}">'
        + "".join(parts)
        + f'<line class="now" x1="{LEFT}" x2="{LEFT}" y1="{MARKS[0]}" y2="{TRUST[1]}" visibility="hidden"/></svg>'
    )


def _x(t: float, duration: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, t / duration))


def _frame(duration: float) -> Iterator[str]:
    # headings of the bands and the axis are for the eye: the list below says it all in words
    for (top, bottom), names in ((MARKS, ("moments",)), (VOICES, ("client", "you")), (PITCH, ("pitch",)),
                                 (TRUST, ("alliance",))):  # fmt: skip
        yield f'<rect class="band" x="{LEFT}" y="{top}" width="{WIDTH - LEFT - RIGHT}" height="{bottom - top}"/>'
        for i, name in enumerate(names):
            y = top + (bottom - top) * (2 * i + 1) / (2 * len(names)) + 4
            yield f'<text class="lane" x="{LEFT - 10}" y="{y:.0f}" text-anchor="end" aria-hidden="true">{name}</text>'
    step = _tick(duration)
    for i in range(int(duration // step) + 1):
        x = _x(i * step, duration)
        yield f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="{MARKS[0]}" y2="{TRUST[1]}"/>'
        yield _axis(x, AXIS + 4, clock(i * step), "middle")


def _tick(duration: float) -> float:
    """A round number of seconds that gives at most ten ticks."""
    return next(s for s in (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400) if duration / s <= 10)


def _voice(lane: Lane, duration: float) -> Iterator[str]:
    middle = (VOICES[0] + VOICES[1]) / 2
    half = (VOICES[1] - VOICES[0]) / 2 - 3
    way = 1 if lane.who == "rep" else -1
    for i, j in _runs([v is not None for v in lane.level]):
        points = [(_x((k + 0.5) * lane.step, duration), _loud(lane.level[k]) * half) for k in range(i, j)]
        first, last = _x(i * lane.step, duration), _x(j * lane.step, duration)
        line = " ".join(f"{x:.1f},{middle + way * (2 + h):.1f}" for x, h in points)
        base = f"{middle + way:.1f}"
        yield f'<polygon class="{lane.who}" points="{first:.1f},{base} {line} {last:.1f},{base}"/>'
    yield from _pitch(lane, duration)


def _loud(level: float | None) -> float:
    return min(1.0, max(0.06, 1 - (level if level is not None else QUIET) / QUIET))


def _pitch(lane: Lane, duration: float) -> Iterator[str]:
    known = sorted(v for v in lane.pitch if v)
    if not known:
        return
    middle = math.log2(known[len(known) // 2])
    height = PITCH[1] - PITCH[0]
    # each voice about its own median, an octave up and down, the client in the upper half of the band
    centre = PITCH[0] + height * (0.72 if lane.who == "rep" else 0.28)
    for i, j in _runs([v is not None for v in lane.pitch]):
        path = []
        for k in range(i, j):
            away = max(-1.0, min(1.0, math.log2(lane.pitch[k] or 1.0) - middle))
            path.append(f"{_x((k + 0.5) * lane.step, duration):.1f},{centre - away * height * 0.24:.1f}")
        if len(path) == 1:
            x, y = path[0].split(",")
            yield f'<circle class="dot {lane.who}" cx="{x}" cy="{y}" r="1.2"/>'
        else:
            yield f'<polyline class="tune {lane.who}" points="{" ".join(path)}"/>'


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    begin = None
    for i, flag in enumerate((*flags, False)):
        if flag and begin is None:
            begin = i
        elif not flag and begin is not None:
            yield begin, i
            begin = None


def _speech(d: Debrief, duration: float) -> Iterator[str]:
    """Without sound: when each spoke."""
    middle = (VOICES[0] + VOICES[1]) / 2
    spans: list[tuple[str, Moment]] = [("rep", s.moment) for s in d.trust]
    spans += [("client", m) for s in d.trust for m in s.reply]
    for who, m in spans:
        a, b = _x(m.start, duration), _x(m.end, duration)
        y = middle + 2 if who == "rep" else middle - 26
        yield f'<rect class="{who}" x="{a:.1f}" y="{y:.1f}" width="{max(1.0, b - a):.1f}" height="24"/>'


def _alliance(d: Debrief, duration: float) -> Iterator[str]:
    top, bottom = TRUST
    states = [(s.moment.end, s.after) for s in d.trust if s.after]
    first = next((s.before for s in d.trust if s.before), None)
    if first is None:
        return
    course = [(0.0, first), *states]

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / 100

    for value in (0, 100):
        yield _axis(LEFT - 4, y(value) + 4, str(value), "end")
    for (a, state), (b, _) in zip(course, [*course[1:], (duration, first)], strict=True):
        x1, x2 = _x(a, duration), _x(b, duration)
        high = y(20 * state.level)
        yield (
            f'<rect class="level l{state.level}" x="{x1:.1f}" y="{high:.1f}" width="{max(0.0, x2 - x1):.1f}" '
            f'height="{max(1.0, bottom - high):.1f}"/>'
        )
    yield from _steps("reactance", [(a, s.reactance) for a, s in course], y, duration)
    yield from _steps("trust", [(a, s.alliance) for a, s in course], y, duration)
    last = course[-1][1].alliance
    yield _axis(_x(duration, duration) - 4, y(last) - 5, str(last), "end")


def _axis(x: float, y: float, text: str, anchor: str) -> str:
    """A figure for the eye alone: the list below the drawing says it in words."""
    return f'<text class="axis" x="{x:.1f}" y="{y:.0f}" text-anchor="{anchor}" aria-hidden="true">{text}</text>'


def _steps(name: str, points: Iterable[tuple[float, float]], y: object, duration: float) -> Iterator[str]:
    assert callable(y)
    path, before = [], None
    for t, value in points:
        x = _x(t, duration)
        path.append(f"M{x:.1f} {y(value):.1f}" if before is None else f"H{x:.1f}V{y(value):.1f}")
        before = value
    path.append(f"H{_x(duration, duration):.1f}")
    yield f'<path class="{name}" d="{"".join(path)}"/>'


def _marks(found: Sequence[Mark], duration: float) -> Iterator[str]:
    """Flags in three rows, so that neighbours do not cover each other."""
    ends = [0.0, 0.0, 0.0]
    for mark in found:
        x = _x(mark.moment.start, duration)
        wide = 8 + 6.6 * len(mark.word)
        left = min(x, WIDTH - RIGHT - wide)
        row = next((i for i, end in enumerate(ends) if left >= end + 2), min(range(3), key=lambda i: ends[i]))
        ends[row] = left + wide
        y = MARKS[0] + 2 + 17 * row
        name = escape(f"{mark.word}, at {clock(mark.moment.start)}: {short(mark.told, 120)}")
        yield (
            f'<a class="mark {mark.kind}" href="#turn-{mark.moment.turn}" data-from="{mark.moment.start:.2f}" '
            f'data-to="{mark.moment.end:.2f}" aria-label="{name}"><title>{name}</title>'
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y + 15}" y2="{TRUST[1]}"/>'
            f'<rect x="{left:.1f}" y="{y}" width="{wide:.1f}" height="15" rx="3"/>'
            f'<text x="{left + wide / 2:.1f}" y="{y + 11.5}" text-anchor="middle">{escape(mark.word)}</text></a>'
        )


def spark(values: Sequence[float | None], low: float, high: float, label: str) -> str:
    """A small line of values over sessions, for the page of trends."""
    known = [(i, v) for i, v in enumerate(values) if v is not None]
    if len(known) < 2:
        return ""
    wide, tall = 150, 34
    span = max(high - low, 1e-9)
    points = [
        (4 + (wide - 8) * i / max(len(values) - 1, 1), tall - 5 - (tall - 10) * (v - low) / span) for i, v in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>' for x, y in points)
    told = escape(f"{label}: {', '.join(signed(v, 1) if v < 0 else f'{v:g}' for _, v in known)}")
    shape = f'<polyline points="{line}"/>{dots}'
    return f'<svg class="spark" viewBox="0 0 {wide} {tall}" role="img" aria-label="{told}">{shape}</svg>'
