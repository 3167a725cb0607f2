"""Trends over the library: how a rep changes from session to session, per scenario, and when that cannot be said.

Works on debriefs' JSON, so that sessions of any age can be put side by side. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from voicecoach.debrief.plain import plain

LEAST = 5
"""Sessions with a value without which no trend is claimed."""

Figure = Callable[[Mapping[str, Any]], "float | None"]


@dataclass(frozen=True)
class Point:
    """One session's value; None where it was not measured."""

    session: str
    created: str
    value: float | None


@dataclass(frozen=True)
class Line:
    """One figure over the sessions. `tau` is Kendall's rank correlation with time (−1…1); `trend` is better,
    worse, up, down, steady or "" where none may be claimed, and `why_not` then says why."""

    name: str
    title: str
    unit: str
    points: tuple[Point, ...]
    trend: str
    statement: str
    tau: float | None = None
    why_not: str = ""


@dataclass(frozen=True)
class Group:
    """All sessions, or those of one scenario."""

    name: str
    title: str
    sessions: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Trend:
    """What `voicecoach progress` shows."""

    rep: str
    sessions: int
    groups: tuple[Group, ...]
    statement: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        value: dict[str, Any] = plain(self)
        return value

    def text(self) -> str:
        """For the terminal."""
        from voicecoach.debrief import progress_forms

        return progress_forms.text(self)

    def html(self) -> str:
        """As one self-contained page."""
        from voicecoach.debrief import progress_forms

        return progress_forms.html(self)


def trends(debriefs: Iterable[Mapping[str, Any]], rep: str = "", scenario: str = "") -> Trend:
    """Trends over debriefs (`Debrief.to_json`), of one rep and one scenario where these are given, oldest first."""
    chosen = [
        d
        for d in debriefs
        if (not rep or d["about"]["rep"] == rep) and (not scenario or d["about"]["scenario"] == scenario)
    ]
    chosen.sort(key=lambda d: (d["about"]["created"], d["about"]["session"]))
    groups = [_group("all", "All scenarios", chosen)] if chosen else []
    names = list(dict.fromkeys(d["about"]["scenario"] for d in chosen))
    if len(names) > 1:
        for name in names:
            here = [d for d in chosen if d["about"]["scenario"] == name]
            groups.append(_group(name, here[-1]["about"]["title"], here))
    return Trend(rep, len(chosen), tuple(groups), _statement(len(chosen), rep, scenario))


def _statement(n: int, rep: str = "", scenario: str = "") -> str:
    if n == 0 and (rep or scenario):
        wanted = " and ".join([f"rep “{rep}”"] * bool(rep) + [f"scenario “{scenario}”"] * bool(scenario))
        return f"There is no session with {wanted}. See: voicecoach sessions list"
    if n == 0:
        return "There is no session yet. Begin with: voicecoach rehearse"
    if n < LEAST:
        return f"{n} of the {LEAST} sessions that it takes to speak of a trend. Here is what each of them held."
    return f"{n} sessions. A trend is claimed only where the order of the values could hardly be chance."


def _group(name: str, title: str, debriefs: Sequence[Mapping[str, Any]]) -> Group:
    lines = tuple(_line(debriefs, *row) for row in FIGURES)
    return Group(name, title, len(debriefs), tuple(x for x in lines if any(p.value is not None for p in x.points)))


def _line(debriefs: Sequence[Mapping[str, Any]], name: str, title: str, unit: str, better: int, figure: Figure) -> Line:
    points = tuple(Point(d["about"]["session"], d["about"]["created"], _safe(figure, d)) for d in debriefs)
    values = [p.value for p in points if p.value is not None]
    if len(values) < LEAST:
        why = f"{len(values)} of the {LEAST} values that it takes"
        return Line(name, title, unit, points, "", "Too few sessions to speak of a trend.", None, why)
    tau = kendall(values)
    n = len(values) // 3 or 1
    early, late = median(values[:n]), median(values[-n:])
    if abs(tau) < surely(len(values)):
        return Line(name, title, unit, points, "steady", "No trend that can be told from chance.", round(tau, 2))
    way = 1 if tau > 0 else -1
    trend = {1: "better", -1: "worse"}[way * better] if better else ("up" if way > 0 else "down")
    told = f"{trend.capitalize()}: from about {early:g} to about {late:g}{' ' + unit if unit else ''}."
    return Line(name, title, unit, points, trend, told, round(tau, 2))


def _safe(figure: Figure, debrief: Mapping[str, Any]) -> float | None:
    try:
        value = figure(debrief)
    except (KeyError, TypeError, IndexError):  # an older debrief that lacks the field
        return None
    return None if value is None else round(float(value), 3)


def kendall(values: Sequence[float]) -> float:
    """Kendall's tau-a of values against their order."""
    n = len(values)
    total = sum((values[j] > values[i]) - (values[j] < values[i]) for i in range(n) for j in range(i + 1, n))
    return total / (n * (n - 1) / 2)


def surely(n: int) -> float:
    """The tau beyond which chance gives less than about one in twenty, for `n` values (normal approximation; for
    the smallest numbers only a wholly ordered row is enough)."""
    return min(1.0, 1.96 * math.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1))))


# --- the figures -----------------------------------------------------------------------------------------------


def _tone(name: str) -> Figure:
    def figure(d: Mapping[str, Any]) -> float | None:
        found = [m["value"] for m in d["tone"]["measures"] if m["name"] == name]
        return None if not found or found[0] is None else float(found[0])

    return figure


def _read_right(d: Mapping[str, Any]) -> float | None:
    judged = [r["right"] for r in d["vital"]["perception"]["reads"] if r["right"] is not None]
    return 100 * sum(judged) / len(judged) if judged else None


def _tests_met(d: Mapping[str, Any]) -> float | None:
    tests = d["vital"]["maintained"]["tests"]
    return 100 * sum(t["outcome"] == "met" for t in tests) / len(tests) if tests else None


def _from_client(d: Mapping[str, Any]) -> float | None:
    e = d["empathy"]
    sure = e["from_client"] + e["from_own"]
    return 100 * e["from_client"] / sure if sure else None


def _unrepaired(d: Mapping[str, Any]) -> float | None:
    if d["vital"]["maintained"]["why_not"]:
        return None
    return float(sum(not b["repaired"] for b in d["vital"]["maintained"]["breaches"]))


FIGURES: tuple[tuple[str, str, str, int, Figure], ...] = (
    ("perception", "Perception: reads of the client that were right", "%", 1, _read_right),
    ("inspired", "Trust inspired (peak − start)", "", 1, lambda d: d["vital"]["inspired"]["gained"]),
    ("tests_met", "Trust maintained: tests met", "%", 1, _tests_met),
    ("unrepaired", "Trust maintained: breaches left unrepaired", "", -1, _unrepaired),
    ("first_contact", "First contact: impression (−2…+2)", "", 1, lambda d: d["first_contact"]["impression"]),
    ("concern", "Time from the first No to the real concern", "s", -1, lambda d: d["noes"]["concern_after"]),
    ("empathy", "Empathy from the client's seat", "%", 1, _from_client),
    ("level", "Highest level reached (0–5)", "", 1, lambda d: d["ending"]["peak_level"]),
    ("pitch_range", "Pitch range", "st", 0, _tone("f0_range")),
    ("speech_rate", "Speech rate", "words/min", 0, _tone("speech_rate")),
    ("response", "Time before you answer", "s", 0, _tone("response_latency")),
    ("talk", "Your share of the talking", "%", 0, _tone("talk_ratio")),
)  # fmt: skip
"""Name, title, unit, whether more is better (1), less is (−1) or neither (0: tone is for information), figure."""
