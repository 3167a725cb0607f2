"""The alliance: how trust moves with what the rep was heard to do. Pure: numbers and values only.

Code alone moves the state (state.py), from labelled moves and the table (table.py); nothing that a language model
says does. `begin` gives the state at Hello, `step` the next one with the reasons: its changes add up exactly to the
movement. A step reads the moves, ends first contact, moves trust (moving.py) and sees where it then stands (levels.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voicecoach.respond.alliance import table
from voicecoach.respond.alliance.levels import climb, end_or_warn, note_evidence
from voicecoach.respond.alliance.moving import best_two, moved, unpaid, within
from voicecoach.respond.alliance.state import Contact, Outcome, State
from voicecoach.respond.alliance.table import OVERRIDES, Terms, terms
from voicecoach.session import Change, Label

__all__ = ["OVERRIDES", "Contact", "Outcome", "State", "Terms", "begin", "confident", "step", "terms"]

FIRST_CONTACT = "first contact"
"""The row of change by which the end of first contact moves trust."""


def begin(terms: Terms) -> State:
    """The state at Hello."""
    mood = terms.mood
    return State(mood.alliance, mood.reactance, mood.patience, start=mood.alliance, peak=mood.alliance)


def confident(labels: Iterable[Label]) -> tuple[str, ...]:
    """The moves that count: each once, in the order heard; what may lose must have been heard clearly."""
    needed = table.needed_confidence
    return tuple(dict.fromkeys(x.move for x in labels if x.confidence >= needed(x.move)))


def step(state: State, labels: Sequence[str], terms: Terms, *, end_contact: bool = False) -> Outcome:
    """One rep turn, whose moves are `labels`. `end_contact` ends first contact with this turn, before its
    turns are up (45 s of rep speech). A call that is over stays as it is."""
    if state.over:
        return Outcome(state, state.trust, state.trust, (), (), over=state.over)
    s = replace(state, turn=state.turn + 1, since_summary=state.since_summary + 1)
    moves = _read(labels, s, terms)
    bad = tuple(m for m in moves if m in terms.loses)
    if "summary" in moves:
        s = replace(s, since_summary=0)
    s, contact, rows = _first_contact(s, moves, bad, terms, end_contact)
    s = _count(s, moves, bad)
    gains = best_two(s, state.counts, moves, terms)
    s, more = moved(s, moves, bad, gains, terms)
    s = note_evidence(s, moves)
    s, held = climb(s, bad, terms)
    s, warning = end_or_warn(s, terms)
    rows += more + unpaid(moves, gains, terms)
    return Outcome(s, state.trust, s.trust, moves, tuple(rows), bad, contact, warning, s.over, held)


def _read(labels: Sequence[str], s: State, terms: Terms) -> tuple[str, ...]:
    """The same move means something else too early: the level decides."""
    swaps: dict[str, str] = {"injection": "offtopic"}
    if s.level < 2:
        swaps["implication_q"] = "assume"
    if s.level < terms.pace.ask_from:
        swaps["next_step"] = "close_early"
    if s.level < 4:
        swaps |= {"pitch": "pitch_early", "cobuild": "assume"}
    if s.since_summary < table.SUMMARY_EVERY:
        swaps["summary"] = "echo"
    return tuple(swaps.get(m, m) for m in dict.fromkeys(labels))


def _first_contact(
    s: State, moves: tuple[str, ...], bad: tuple[str, ...], terms: Terms, end: bool
) -> tuple[State, Contact | None, list[Change]]:
    """Gathers credits and violations; at its end they become the impression, and that moves A once."""
    if s.opened:
        return s, None, []
    earned = s.credits | (table.CREDITS & set(moves))
    if table.RECEIVES_NO & set(moves):
        earned |= {"receives_no"}
    faults = s.faults + tuple(m for m in bad if m != "canned")
    s = replace(s, credits=earned, faults=faults)
    if s.turn < table.CONTACT_TURNS and not end:
        return s, None, []
    impression = max(-2, min(2, len(earned) - 2 - 2 * len(faults)))
    if terms.impression is not None:
        impression = terms.impression
    fallen = s.alliance + 3 * impression
    alliance = within(fallen, s.ceiling)
    # What the bottom of the scale swallows is no longer there to be returned by an apology: else a worse first
    # turn could end higher than a bad one.
    lost = max(0, s.lost + min(0, fallen))
    row = Change(FIRST_CONTACT, alliance - s.alliance, note=f"{len(earned)} of 6 credits, {len(faults)} against")
    contact = Contact(tuple(sorted(earned)), faults, impression)
    return replace(s, opened=True, impression=impression, alliance=alliance, lost=lost), contact, [row]


def _count(s: State, moves: tuple[str, ...], bad: tuple[str, ...]) -> State:
    """Keeps the runs and counts that fading, `twice a call` and interrogation rest on."""
    said = set(moves)
    runs = {m: s.runs.get(m, 0) + 1 if m in said else 0 for m in table.FADES}
    counts = dict(s.counts)
    for m in moves:
        counts[m] = counts.get(m, 0) + 1
    heard = bool(table.HEARING & said) and not bad
    run = 0 if heard else s.question_run + bool(table.QUESTIONS & said or bad)
    opens = s.open_questions + ("open_q" in said)
    return replace(s, runs=runs, counts=counts, question_run=run, open_questions=opens)
