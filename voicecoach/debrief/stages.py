"""Stages of a sale (need expressed, solution, cooperation), and when the rep began to sell."""

from __future__ import annotations

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.values import Moment, Stages, StageSeen
from voicecoach.debrief.words import clock
from voicecoach.session import Label

SELLING = ("pitch", "pitch_early", "next_step", "close_early", "hypothetical_close")


def stages(course: Course) -> Stages:
    """When each stage was reached, and whether selling began before it was time."""
    need = _first(course, lambda t: t.act == "disclose" or bool(t.told) or _level(t) >= 3)
    solution = _first(course, lambda t: t.act == "explore" or _level(t) >= 4)
    together = _first(course, lambda t: t.act == "agree" or _level(t) >= 5)
    seen = (
        StageSeen("need", "need expressed", need is not None, _moment(need)),
        StageSeen("solution", "a solution is looked for together", solution is not None, _moment(solution)),
        StageSeen("cooperation", "the wish to cooperate is confirmed", together is not None, _moment(together)),
    )
    sold = _sold(course)
    selling = moments.span(*sold) if sold else None
    early = None if sold is None else _early(sold[0], sold[1])
    return Stages(seen, selling, early, _statement(course, need, selling, early))


def _level(turn: Turn) -> int:
    return turn.after.level if turn.after else 0


def _first(course: Course, reached: object) -> Turn | None:
    assert callable(reached)
    return next((t for t in course.turns if reached(t)), None)


def _moment(turn: Turn | None) -> Moment | None:
    return (moments.reply(turn) or moments.whole(turn)) if turn else None


def _sold(course: Course) -> tuple[Turn, Label] | None:
    """The first words that sell: a pitch, or a next step proposed; asking for a minute is not selling."""
    for turn in course.turns:
        applied = {c.move for c in turn.changes}
        for label in turn.labels:
            if label.move in SELLING or (label.move == "next_step" and "close_early" in applied):
                return turn, label
    return None


def _early(turn: Turn, label: Label) -> bool:
    """Before the table's own time: the alliance said so, or else no solution was being looked for yet."""
    applied = {c.move for c in turn.changes}
    if applied & {"pitch_early", "close_early"}:
        return True
    if label.move in ("next_step", "close_early"):
        return False  # the alliance let it stand: on this channel it was time
    return turn.before is not None and turn.before.level < 4


def _statement(course: Course, need: Turn | None, selling: Moment | None, early: bool | None) -> str:
    if not course.turns:
        return "Nothing was said, so no stage was reached."
    if need is None:
        told = "The client did not come to say what they need."
    else:
        at = _moment(need)
        told = f"The need was expressed at {clock(at.start if at else need.end)}."
    if selling is None:
        return f"{told} You did not begin to sell."
    when = f"You began to sell at {clock(selling.start)}"
    if early:
        before = (
            ", before any need was expressed"
            if need is None or selling.start < need.start
            else ", while the client was not yet ready"
        )
        return f"{told} {when}{before}. That is early: an offer is heard once it answers something that was said."
    return f"{told} {when}; it was time."
