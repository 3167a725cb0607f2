"""Why trust moved: for each turn its moves and words, the change in A, R, P, and the client's thought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.values import Correction, Recomputed, Step, TurnStory
from voicecoach.debrief.words import THOUGHTS, plural, signed
from voicecoach.session import Label, Trust
from voicecoach.vocabulary import MOVES, title

Recompute = Callable[[Sequence[Sequence[str]]], Sequence[Trust]]
"""Given the moves of every turn that counts, in order, corrections made: the state after each of them."""

TURNING = 5
"""A move of the alliance this large, up or down, is a turning point; so is a change of level."""


def stories(course: Course) -> tuple[TurnStory, ...]:
    """One story a turn."""
    return tuple(story(turn) for turn in course.turns)


def story(turn: Turn) -> TurnStory:
    """What one turn did to trust."""
    return TurnStory(
        turn.number, moments.whole(turn), moments.labels(turn), turn.before, turn.after,
        moments.rows(turn), thought(turn),
        turning(turn), turn.act, tuple(moments.said(s) for s in turn.said),
    )  # fmt: skip


def thought(turn: Turn) -> str:
    """What went through the client's mind: as recorded, or from the weightiest move."""
    if turn.thought:
        return turn.thought
    weighty = sorted(turn.changes, key=lambda c: -abs(c.alliance) - abs(c.reactance) / 2 - abs(c.patience) / 4)
    return next(
        (THOUGHTS[c.move] for c in weighty if c.move in THOUGHTS and (c.alliance or c.reactance or c.patience)), ""
    )


def turning(turn: Turn) -> str:
    """What makes a turn a turning point, in words; empty for most turns."""
    if turn.before is None or turn.after is None:
        return ""
    if turn.after.level > turn.before.level:
        return f"opened up to level {turn.after.level}"
    if turn.after.level < turn.before.level:
        return f"closed down to level {turn.after.level}"
    if abs(turn.gained) >= TURNING:
        return f"trust {signed(turn.gained)}"
    return "warned that the call may end" if turn.warned else ""


def corrected(course: Course, recompute: Recompute | None) -> Recomputed | None:
    """The course with a coach's labels beside the original; None when nobody corrected anything."""
    if not course.corrected:
        return None
    notes = tuple(Correction(c.turn, c.removed, c.added, c.who) for c in course.corrected)
    if recompute is None:
        return Recomputed(notes, (), "The labels were corrected; the course was not worked out again here.")
    labels = apply(course)
    turns = [t for t in course.turns if t.changes]
    again = dict(zip((t.number for t in turns), recompute(_counting(course, labels)), strict=False))
    steps = tuple(Step(t.number, t.after, again.get(t.number)) for t in turns)
    return Recomputed(notes, steps, _compared(steps, len(notes)))


def _counting(course: Course, labels: Mapping[int, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The moves of each turn that moved the state; those of a mere hello count with the first real turn."""
    out: list[tuple[str, ...]] = []
    waiting: tuple[str, ...] = ()
    for turn in course.turns:
        waiting += labels[turn.number]
        if turn.changes:
            out.append(tuple(dict.fromkeys(waiting)))
            waiting = ()
    return out


def apply(course: Course) -> dict[int, tuple[str, ...]]:
    """The moves of every turn that counts, with all corrections made, later ones over earlier ones."""
    moves = {t.number: tuple(dict.fromkeys(x.move for x in t.labels if counted(t, x))) for t in course.turns}
    for note in course.corrected:
        if note.turn in moves:
            kept = tuple(m for m in moves[note.turn] if m not in note.removed)
            moves[note.turn] = tuple(dict.fromkeys(kept + note.added))
    return moves


SURE = 0.6
"""A label without a row of its own in the alliance's reasons counted when it was at least this sure."""


def counted(turn: Turn, label: Label) -> bool:
    """Whether the alliance took a label up: what earns or loses then stands among its reasons, under its own name or
    the one that the level gave it. A label that was not heard clearly enough does not."""
    if not turn.changes or label.move not in MOVES:
        return True
    names = {label.move} | {new for new, old in moments.ALIASES.items() if label.move in old}
    if names & {c.move for c in turn.changes}:
        return True
    silent = MOVES[label.move].kind == "neutral" and label.move != "pitch"  # a pitch in time leaves no trace either way
    return silent and label.confidence >= SURE


def _compared(steps: Sequence[Step], n: int) -> str:
    both = [s for s in steps if s.original and s.corrected]
    told = f"With {plural(n, 'correction')}"
    if not both:
        return f"{told} the course could not be compared."
    last = both[-1]
    assert last.original is not None
    assert last.corrected is not None
    end = last.corrected.alliance - last.original.alliance
    levels = f"level {last.original.level} as it was, level {last.corrected.level} corrected"
    if end == 0 and last.original.level == last.corrected.level:
        return f"{told} the call comes out the same: alliance {last.original.alliance}, level {last.original.level}."
    ran = "" if len(both) == len(steps) else " The client's words after the correction are those of the original call."
    return f"{told} the alliance ends at {last.corrected.alliance} instead of {last.original.alliance} ({levels}).{ran}"


def named(moves: Sequence[str]) -> str:
    """Moves by the titles people read."""
    return ", ".join(title(m) for m in moves)
