"""How it ended: the level reached, what the client really thought, who ended it and why."""

from __future__ import annotations

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course
from voicecoach.debrief.values import Ending, FactSeen
from voicecoach.debrief.words import LEVELS, sentence_of_end
from voicecoach.scenario import Scenario


def ending(course: Course, scenario: Scenario | None, complete: bool) -> Ending:
    """How the call ended, and which of the hidden facts came out."""
    ended = course.ended
    outcome = ended.outcome if ended else ""
    moved = course.moved
    level = moved[-1].after.level if moved and moved[-1].after else None
    peak = max((t.after.level for t in moved if t.after), default=None)
    facts = _facts(course, scenario)
    ok, note = _success(course, scenario, facts)
    last = next((s for turn in (*reversed(course.turns), course.opening) for s in reversed(turn.said)), None)
    return Ending(
        outcome, ended.by if ended else "", ended.why if ended else "", _sentence(course, complete), level, peak,
        f"You reached level {level}: there the client {LEVELS[level]}."
        if level is not None and level < len(LEVELS)
        else "",
        ok, note, scenario.truth.worry if scenario else "", scenario.truth.decides if scenario else "", facts,
        moments.said(last) if last else None,
    )  # fmt: skip


def _sentence(course: Course, complete: bool) -> str:
    ended = course.ended
    if ended is None and complete:
        return "The session has no recorded ending."
    return sentence_of_end(ended.outcome if ended else "", ended.why if ended else "")


def _facts(course: Course, scenario: Scenario | None) -> tuple[FactSeen, ...]:
    if scenario is None:
        return ()
    told = {fact: turn for turn in reversed((course.opening, *course.turns)) for fact in turn.told}
    return tuple(
        FactSeen(f.id, f.text, f.level, f.id in told, f.not_prying, moments.reply(told[f.id]) if f.id in told else None)
        for f in scenario.locked
    )


def _success(course: Course, scenario: Scenario | None, facts: tuple[FactSeen, ...]) -> tuple[bool | None, str]:
    """Whether this ending counts as a success here; None where it cannot be told."""
    ended = course.ended
    if scenario is None or ended is None or ended.outcome in ("stopped", "failed"):
        return None, ""
    final = [t for t in (course.opening, *course.turns) if t.no and t.no.no == "final"]
    if final:
        answer = course.after(final[-1])
        if answer is None or not moments.loses(answer):
            return True, "The No was meant; parting well was the best ending there was."
        return False, "The No was meant; pressing on after it closed the door for later."
    wanted = set(scenario.success)
    if ended.outcome == "next_step" and "next_step" in wanted:
        return True, "A next step the client stands behind."
    if wanted & {"found_out", "disclosed"} and any(f.found for f in facts):
        return True, "You found out what really mattered; here that is a success."
    if "graceful_exit" in wanted and ended.outcome in ("polite_end", "rep_left") and not _spoilt(course):
        return True, "You parted well; here that is a success."
    return False, ""


def _spoilt(course: Course) -> bool:
    return bool(course.turns) and bool(moments.loses(course.turns[-1]))
