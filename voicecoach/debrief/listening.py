"""Questions and listening: what was asked and how, reflections, interruptions, promises."""

from __future__ import annotations

from voicecoach.debrief import moments, timing
from voicecoach.debrief.course import Course
from voicecoach.debrief.measure import Measure, measured, withheld
from voicecoach.debrief.values import Listening
from voicecoach.debrief.words import plural

OPEN = frozenset({"open_q", "clarify", "implication_q"})
QUESTIONS = OPEN | {"closed_q", "leading_q"}
HEARD = frozenset({"reflect", "summary"})


def listening(course: Course) -> Listening:
    """Counts with their evidence. A label counts once a turn for each place where it stands."""
    found = [moments.unapplied(t, x) for t in course.turns for x in t.labels if x.move in QUESTIONS]
    count = {k: sum(q.move in moves for q in found) for k, moves in _GROUPS.items()}
    moves = [x.move for t in course.turns for x in t.labels]
    reflections, echoes = sum(m in HEARD for m in moves), moves.count("echo")
    promises = tuple(moments.span(t, x) for t in course.turns for x in t.labels if x.move == "promise")
    cut_in = tuple(timing.interruptions(course))
    measures = (*_counts(course, count, reflections, echoes, len(cut_in)), *timing.talk(course))
    turns = timing.spoken(course)
    longest = moments.whole(max(turns, key=lambda t: (t.seconds, -t.number))) if turns else None
    return Listening(measures, tuple(found), promises, cut_in, longest, _said(count, reflections, course))


_GROUPS = {"open": OPEN, "closed": frozenset({"closed_q"}), "leading": frozenset({"leading_q"})}


def _counts(course: Course, count: dict[str, int], reflections: int, echoes: int, cut_in: int) -> tuple[Measure, ...]:
    n = len(course.turns)
    if not n:
        return (withheld("questions", "Questions", "", "nothing was said"),)
    asked = sum(count.values())
    ratio = measured("reflections_per_question", "Reflections to a question", reflections / max(asked, 1), "", asked)
    if asked < 3:
        why = f"it needs 3 questions; {plural(asked, 'was', 'were')} heard"
        ratio = withheld(ratio.name, ratio.title, "", why, asked)
    return (
        measured("open_questions", "Open questions", count["open"], "", n, "", 0),
        measured("closed_questions", "Closed questions", count["closed"], "", n, "", 0),
        measured("leading_questions", "Leading questions", count["leading"], "", n, "", 0),
        measured("reflections", "Reflections", reflections, "", n, "", 0),
        measured("echoes", "Echoes", echoes, "", n, "", 0),
        ratio,
        measured("interruptions", "Interruptions", cut_in, "", n, "", 0),
    )


def _said(count: dict[str, int], reflections: int, course: Course) -> str:
    if not course.turns:
        return "Nothing was said."
    asked = sum(count.values())
    if not asked and not reflections:
        return "No question and no reflection was heard."
    return (
        f"{plural(asked, 'question')} ({count['open']} open, {count['closed']} closed, {count['leading']} leading) and "
        f"{plural(reflections, 'reflection')}."
    )
