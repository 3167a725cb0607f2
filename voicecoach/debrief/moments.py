"""Evidence: from labels and sentences to words with the seconds in which they can be heard."""

from __future__ import annotations

from voicecoach.debrief.course import Turn
from voicecoach.debrief.values import LabelSeen, Moment
from voicecoach.events import ClientSaid
from voicecoach.session import Change, Label
from voicecoach.vocabulary import MOVES, title

ALIASES = {
    "pitch_early": ("pitch", "tell_offer"),
    "close_early": ("next_step",),
    "assume": ("implication_q", "cobuild"),
    "echo": ("summary", "reflect"),
}
"""Moves that the alliance renames where the level forbids them: the words stand under the labeller's name."""


def whole(turn: Turn) -> Moment:
    """The rep's whole turn."""
    return Moment(turn.number, "rep", turn.text, turn.start, turn.end)


def span(turn: Turn, label: Label) -> Moment:
    """The words of a label; the whole turn when it has none (the clock gave it)."""
    if label.end <= label.start or not turn.text:
        return Moment(turn.number, "rep", "", turn.start, turn.end)
    start, exact = turn.when(label.start)
    return Moment(turn.number, "rep", turn.text[label.start : label.end], start, turn.until(label.end), exact)


def sentence(turn: Turn, label: Label) -> tuple[int, int]:
    """The span of a label widened to the sentences it stands in; the whole turn for a summary, which draws on all of
    it, and where a label has no span."""
    text = turn.text
    if label.end <= label.start or label.move == "summary":
        return 0, len(text)
    start = max(text.rfind(mark, 0, label.start) for mark in ".!?…") + 1
    ends = [i for i in (text.find(mark, max(label.start, label.end - 1)) for mark in ".!?…") if i >= 0]
    end = min(ends) + 1 if ends else len(text)
    return start + len(text[start:end]) - len(text[start:end].lstrip()), max(end, label.end)


def said(sentence: ClientSaid) -> Moment:
    """One sentence of the client's."""
    return Moment(sentence.turn, "client", sentence.text, sentence.start, sentence.end)


def reply(turn: Turn) -> Moment | None:
    """The whole of the client's reply to a turn."""
    if not turn.said:
        return None
    text = " ".join(s.text for s in turn.said)
    return Moment(turn.number, "client", text, turn.said[0].start, turn.said[-1].end)


def rows(turn: Turn) -> tuple[Change, ...]:
    """What moved the state besides moves: first contact, calming down, time, the ends of a scale."""
    return tuple(c for c in turn.changes if c.move not in MOVES)


def moves(turn: Turn) -> tuple[str, ...]:
    """Names of the moves that counted; those that were labelled, where the alliance did not speak."""
    names = [c.move for c in turn.changes if c.move in MOVES] or [x.move for x in turn.labels]
    return tuple(dict.fromkeys(names))


def evidence(turn: Turn, move: str) -> Label | None:
    """The label behind a move of the alliance's."""
    names = (move, *ALIASES.get(move, ()))
    return next((label for name in names for label in turn.labels if label.move == name), None)


def seen(turn: Turn, change: Change) -> LabelSeen:
    """A move as it was applied, with the words behind it."""
    label = evidence(turn, change.move)
    kind = MOVES[change.move].kind if change.move in MOVES else "neutral"
    moment = span(turn, label) if label else Moment(turn.number, "rep", "", turn.start, turn.end)
    return LabelSeen(
        change.move, title(change.move), kind, moment, label.confidence if label else 1.0, label.why if label else "",
        round(change.alliance, 2), round(change.reactance, 2), round(change.patience, 2), change.note,
    )  # fmt: skip


def unapplied(turn: Turn, label: Label) -> LabelSeen:
    """A label that moved nothing."""
    kind = MOVES[label.move].kind if label.move in MOVES else "neutral"
    return LabelSeen(label.move, title(label.move), kind, span(turn, label), label.confidence, label.why)


def labels(turn: Turn) -> tuple[LabelSeen, ...]:
    """Everything heard in a turn: first what moved the state, then the rest, each once."""
    out = [seen(turn, change) for change in turn.changes if change.move in MOVES]
    used = {(s.moment.text, s.move) for s in out}
    behind = {id(evidence(turn, c.move)) for c in turn.changes}
    for label in turn.labels:
        one = unapplied(turn, label)
        if id(label) not in behind and (one.moment.text, one.move) not in used:
            out.append(one)
            used.add((one.moment.text, one.move))
    return tuple(out)


def loses(turn: Turn) -> tuple[str, ...]:
    """Moves of a turn that lose trust, as the alliance applied them (as labelled, where it did not speak)."""
    names = [c.move for c in turn.changes] if turn.changes else [label.move for label in turn.labels]
    return tuple(dict.fromkeys(n for n in names if n in MOVES and MOVES[n].kind == "loses"))


def earns(turn: Turn) -> tuple[str, ...]:
    """Moves of a turn that earn trust."""
    names = [c.move for c in turn.changes if c.alliance > 0] if turn.changes else [x.move for x in turn.labels]
    return tuple(dict.fromkeys(n for n in names if n in MOVES and MOVES[n].kind == "earns"))
