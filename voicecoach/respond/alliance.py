"""The alliance: how trust moves with what the rep was heard to do. Pure: numbers and values only.

Code alone moves the state (alliance_state.py), from labelled moves and the table (alliance_table.py); nothing
that a language model says does. `begin` gives the state at Hello, `step` the next one with the reasons: its
changes add up exactly to the movement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from voicecoach.respond import alliance_table as table
from voicecoach.respond.alliance_state import Contact, Outcome, State
from voicecoach.respond.alliance_table import OVERRIDES, Terms, Weight, terms
from voicecoach.session import Change, Label

__all__ = ["OVERRIDES", "Contact", "Outcome", "State", "Terms", "begin", "confident", "step", "terms"]

FIRST_CONTACT, APOLOGY, QUESTIONS, CALMING, TIME, LIMIT = (
    "first contact",
    "apology",
    "too many questions",
    "calming down",
    "time passing",
    "limit",
)
"""Rows of change that are no move of the turn's own; `limit` is what the ends of a scale swallowed."""


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
    gains = _best_two(s, state.counts, moves, terms)
    s, more = _move(s, moves, bad, gains, terms)
    s = _note_evidence(s, moves)
    s, held = _climb(s, bad, terms)
    s, warning = _end(s, terms)
    rows += more + _unpaid(moves, gains, terms)
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
    alliance = _within(fallen, s.ceiling)
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


@dataclass(frozen=True)
class Gain:
    """One of the two best moves of a turn and the share of its weight that counts."""

    move: str
    weight: Weight
    share: float

    @property
    def faded(self) -> str:
        """Why less than the whole weight counts, for people."""
        return "" if self.share == 1 else "said too often to count in full"


def _best_two(s: State, before: Mapping[str, int], moves: tuple[str, ...], terms: Terms) -> list[Gain]:
    """The best two earning moves, each with what fading and `twice a call` leave of it."""
    seen = dict(before)
    found: list[Gain] = []
    for m in moves:
        if m not in terms.earns:
            continue
        n = seen.get(m, 0)
        seen[m] = n + 1
        found.append(Gain(m, terms.earns[m], _share(m, n, s.runs)))
    best = sorted(found, key=lambda g: -g.weight.alliance * g.share)[:2]
    if s.question_run >= table.QUESTION_RUN:
        best = [replace(g, share=0) for g in best]
    return best


def _share(move: str, used: int, runs: Mapping[str, int]) -> float:
    if move in table.TWICE:
        return 0 if used >= 2 else 1
    if move == "echo":
        return table.ECHO[min(runs[move], len(table.ECHO)) - 1]
    if move in table.FADES and runs[move] > table.FADES_AFTER:
        return 0.5
    return 1


def _move(
    s: State, moves: tuple[str, ...], bad: tuple[str, ...], gains: list[Gain], terms: Terms
) -> tuple[State, list[Change]]:
    """Moves A, R and P, and says which row moved what."""
    gained = _gained(s, bad, gains, terms)
    worse = 1 - 0.10 * min(s.impression, 0)
    lost = max(-table.MOST_LOSS, round(worse * sum(terms.loses[m].alliance for m in bad)))
    ceiling = table.BROKEN_CEILING if table.BREACHES & set(moves) else s.ceiling
    repair = 0
    if "apology" in moves and not bad and s.lost:
        repair = round(s.lost * (table.REPAIR_BROKEN if ceiling < 100 else table.REPAIR))
    grilled = table.GRILLED if s.question_run >= table.QUESTION_RUN else 0
    calmer = round(table.CALMING * (s.reactance + grilled))
    weights = [g.weight for g in gains] + [terms.loses[m] for m in bad]
    after = replace(
        s,
        alliance=_within(s.alliance + gained + repair + lost, ceiling),
        reactance=_within(calmer + sum(w.reactance for w in weights)),
        patience=_within(s.patience - terms.pace.drain + sum(w.patience for w in weights)),
        ceiling=ceiling,
    )
    why = "nothing is earned with a violation" if bad else "trust is frozen after a loss" if s.freeze else ""
    up = _apportion(gained, [g.weight.alliance * g.share for g in gains])
    down = _apportion(lost, [terms.loses[m].alliance for m in bad])
    rows = [
        Change(g.move, a, g.weight.reactance, g.weight.patience, why or g.faded) for g, a in zip(gains, up, strict=True)
    ]
    rows += [Change(m, a, *terms.loses[m][1:]) for m, a in zip(bad, down, strict=True)]
    rows.append(Change(APOLOGY, repair, note="returns a share of what was lost"))
    rows.append(Change(QUESTIONS, 0, grilled, note="nothing was heard in between"))
    rows.append(Change(CALMING, 0, calmer - s.reactance - grilled))
    rows.append(Change(TIME, 0, 0, -terms.pace.drain))
    rows.append(_limit(s, after, rows))
    said = {*bad, *(g.move for g in gains)}
    rows = [r for r in rows if r.move in said or r.alliance or r.reactance or r.patience]
    return _remember_loss(after, s, lost, bad, "apology" in moves), rows


def _gained(s: State, bad: tuple[str, ...], gains: list[Gain], terms: Terms) -> int:
    """What the best two earn: less under reactance, more from a good impression, nothing when frozen."""
    if s.freeze or bad:
        return 0
    earned = terms.mood.gain * (1 - s.reactance / 130) * sum(g.weight.alliance * g.share for g in gains)
    return round(min(table.MOST_GAIN, earned) * (1 + 0.15 * s.impression))


def _limit(before: State, after: State, rows: list[Change]) -> Change:
    """What the ends of a scale, or the ceiling, swallowed."""
    return Change(
        LIMIT,
        after.alliance - before.alliance - sum(r.alliance for r in rows),
        after.reactance - before.reactance - sum(r.reactance for r in rows),
        after.patience - before.patience - sum(r.patience for r in rows),
        "the end of the scale, or the ceiling of a broken trust",
    )


def _remember_loss(s: State, before: State, lost: int, bad: tuple[str, ...], apology: bool) -> State:
    """A violation leaves its loss (for an apology), a freeze, a sourer impression; clean turns heal."""
    if not bad:
        clean = s.clean + 1
        better = clean % table.CLEAN_RUN == 0 and s.impression < 0
        left = 0 if apology else s.lost
        return replace(s, lost=left, clean=clean, freeze=max(0, s.freeze - 1), impression=s.impression + better)
    sours = lost <= -table.SOURS_AT and s.impression > -2
    return replace(
        s,
        lost=max(0, before.alliance - s.alliance),
        clean=0,
        freeze=table.FREEZE_FOR if lost <= -table.FREEZE_AT else s.freeze,
        impression=s.impression - sours,
        insults=s.insults + ("insult" in bad),
    )


def _note_evidence(s: State, moves: tuple[str, ...]) -> State:
    """Evidence counts once the level it belongs to can be reached next."""
    said = set(moves)
    found = set(s.evidence)
    if {"accept_no", "permission", "reflect"} & said or s.open_questions >= 2:
        found.add("no_heard")
    if s.level >= 1 and {"clarify", "reflect"} & said:
        found.add("clarified")
    if s.level >= 2 and {"implication_q", "open_q", "fitted_option"} & said:
        found.add("world_asked")
    if s.level >= 3 and "summary" in said:
        found.add("need_confirmed")
    if s.level >= 3 and "next_step" in said:
        found.add("step_proposed")
    return replace(s, evidence=frozenset(found))


def _climb(s: State, bad: tuple[str, ...], terms: Terms) -> tuple[State, tuple[str, ...]]:
    """At most one level up a turn; down when trust falls well below the level's threshold."""
    held: list[str] = []
    if s.level < 5:
        rung = terms.levels[s.level + 1]
        held += ["violation"] if bad else []
        held += ["alliance"] if s.alliance < terms.threshold(s.level + 1) else []
        held += ["reactance"] if s.reactance > rung.reactance else []
        held += [rung.evidence] if rung.evidence not in s.evidence else []
        held += ["top"] if s.level >= terms.top else []
    level = s.level
    if level < 5 and not held:
        level += 1
    elif level and s.alliance < terms.threshold(level) - table.FALLS_BELOW:
        level -= 1
    return replace(s, level=level, peak=max(s.peak, s.alliance)), tuple(held)


def _end(s: State, terms: Terms) -> tuple[State, str]:
    """Ends the call, or says that the client must warn now: no end without a warning, insults excepted."""
    low = s.low + 1 if s.alliance <= table.WARN_TRUST and s.turn > table.LOW_AFTER_TURN else 0
    why = near = ""
    if s.patience <= table.WARN_PATIENCE:
        near = "patience"
    elif s.reactance >= table.WARN_REACTANCE:
        near = "reactance"
    elif low:
        near = "trust"
    if s.patience <= 0:
        why = "patience"
    elif s.reactance >= table.HANG_UP_REACTANCE:
        why = "reactance"
    elif low >= table.LOW_TURNS:
        why = "trust"
    over = ""
    if s.level == 5:
        over = "next_step"
    elif s.insults >= table.INSULTS:
        over = "insult"
    elif why and s.warned:
        over = why
    elif s.turn >= terms.pace.longest:
        over = "polite_end"
    warning = near if near and not s.warned and not over else ""
    return replace(s, low=low, warned=s.warned or bool(near), over=over), warning


def _unpaid(moves: tuple[str, ...], gains: list[Gain], terms: Terms) -> list[Change]:
    """Moves that would earn and did not count, so that a coach sees they were heard."""
    paid = {g.move for g in gains}
    return [Change(m, note="only the best two of a turn count") for m in moves if m in terms.earns and m not in paid]


def _apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Splits a whole number over weights into whole numbers that add up to it."""
    whole = sum(weights)
    if not total or not whole:
        return [0] * len(weights)
    exact = [total * w / whole for w in weights]
    parts = [int(x) for x in exact]
    sign = 1 if total > 0 else -1
    by_rest = sorted(range(len(exact)), key=lambda i: -abs(exact[i] - parts[i]))
    for i in by_rest[: abs(total - sum(parts))]:
        parts[i] += sign
    return parts


def _within(value: int, top: int = 100) -> int:
    return max(0, min(top, value))
