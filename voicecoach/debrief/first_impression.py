"""First contact and how it held up: credits, the client's ledger of beliefs, the rep's own first read."""

from __future__ import annotations

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.facts import read_of
from voicecoach.debrief.measure import Measure
from voicecoach.debrief.values import Credit, FirstContactSeen, LabelSeen, LedgerLine, LedgerStep, Moment
from voicecoach.debrief.words import CREDITS, MISSING, listed, plural, signed
from voicecoach.events import Impression
from voicecoach.scenario import Scenario

BEHIND = {"receives_no": ("accept_no", "reflect", "clarify", "open_q", "waits")}
"""Moves that stand behind a credit whose name is no move."""


def first_contact(course: Course, scenario: Scenario | None, voice: tuple[Measure, ...] = ()) -> FirstContactSeen:
    """Greeting to the answer to the first No. `voice` is shown beside the words and moves nothing."""
    turns = _turns(course)
    event = next((t.first_contact for t in course.turns if t.first_contact), None)
    earned = set(event.credits) if event else {x.move for t in turns for x in t.labels} & set(CREDITS)
    six = tuple(Credit(n, t, n in earned, _behind(turns, n) if n in earned else None) for n, t in CREDITS.items())
    violations = tuple(_violations(turns, event.violations if event else None))
    lines = ledger(course)
    first = read_of(course, scenario, "first_read")
    return FirstContactSeen(
        event is not None, event.impression if event else None, six, violations,
        _statement(event is not None, event.impression if event else None, six, violations, bool(turns)),
        _held_up(lines), voice, lines, first, _span(turns),
    )  # fmt: skip


def _turns(course: Course) -> list[Turn]:
    """The turns that first contact was made of: those up to the event, or the first two."""
    for i, turn in enumerate(course.turns):
        if turn.first_contact:
            return course.turns[: i + 1]
    return course.turns[:2]


def _behind(turns: list[Turn], credit: str) -> Moment | None:
    for name in BEHIND.get(credit, (credit,)):
        # receiving the No shows in the answer to it, so the latest turn first
        for turn in reversed(turns) if credit in BEHIND else turns:
            label = next((x for x in turn.labels if x.move == name), None)
            if label:
                return moments.span(turn, label)
    return None


def _violations(turns: list[Turn], named: tuple[str, ...] | None) -> list[LabelSeen]:
    found: list[LabelSeen] = []
    for turn in turns:
        for one in moments.labels(turn):
            if (one.move in named) if named is not None else one.kind == "loses":
                found.append(one)
    return found


def _span(turns: list[Turn]) -> Moment | None:
    spoken = [t for t in turns if t.text]
    if not spoken:
        return None
    return Moment(spoken[0].number, "rep", "", spoken[0].start, spoken[-1].end)


def _statement(
    complete: bool, impression: int | None, six: tuple[Credit, ...], violations: tuple[LabelSeen, ...], any_: bool
) -> str:
    if not any_:
        return "There was no first contact to look at: nothing was said."
    have = [c.title for c in six if c.earned]
    lack = [MISSING[c.name] for c in six if not c.earned]
    told = f"You {listed(have)}." if have else "None of the six things that open a first contact was heard."
    if not complete:
        return f"First contact was not over when the call ended. So far: {told}"
    told += f" Not heard: {listed(lack)}." if lack else " All six were there."
    if violations:
        told += f" {plural(len(violations), 'moment')} worked against it."
    if impression is not None:
        hard = {2: "much easier", 1: "easier", 0: "neither easier nor harder", -1: "harder", -2: "much harder"}
        told += (
            f" The client's impression was {signed(impression)} of ±2: trust became {hard.get(impression, '')} to earn."
        )
    return told


def ledger(course: Course) -> tuple[LedgerLine, ...]:
    """The client's beliefs about the rep, each with what later became of it."""
    begun: dict[str, tuple[Impression, Moment]] = {}
    after: dict[str, list[LedgerStep]] = {}
    for turn in course.turns:
        for line in turn.impressions:
            moment = _moment(turn, line)
            if line.about not in begun:
                begun[line.about] = (line, moment)
            else:
                after.setdefault(line.about, []).append(LedgerStep(line.status, line.belief, moment))
    lines: list[LedgerLine] = []
    for about, (line, moment) in begun.items():
        steps = tuple(after.get(about, ()))
        lines.append(LedgerLine(about, line.belief, steps[-1].status if steps else line.status, moment, steps))
    return tuple(lines)


def _moment(turn: Turn, line: Impression) -> Moment:
    at = turn.text.find(line.quote) if line.quote else -1
    if at >= 0:
        start, exact = turn.when(at)
        return Moment(turn.number, "rep", line.quote, start, turn.until(at + len(line.quote)), exact)
    return Moment(turn.number, "rep", line.quote, line.at, max(line.at, turn.end))


def _held_up(lines: tuple[LedgerLine, ...]) -> str:
    if not lines:
        return "The client's ledger holds no belief about you from this call."
    over = sum(x.status == "overturned" for x in lines)
    kept = sum(x.status == "confirmed" for x in lines)
    told = f"{plural(len(lines), 'belief')} formed; {kept} confirmed later, {over} overturned."
    if over:
        told += " A first impression lingers, and what you do later can reverse it (Ferguson and others, experiments)."
    return told
