"""How far a turn moves alliance, reactance and patience, and which row of change says why. Pure.

The best two earning moves count, each faded by use; violations cost in full and freeze what could be earned. The
rows add up exactly to the movement: what the end of a scale swallows is a row too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from voicecoach.respond.alliance import table
from voicecoach.respond.alliance.state import State
from voicecoach.respond.alliance.table import Terms, Weight
from voicecoach.session import Change

APOLOGY, QUESTIONS, CALMING, TIME, LIMIT = "apology", "too many questions", "calming down", "time passing", "limit"
"""Rows of change that are no move of the turn's own; `limit` is what the ends of a scale swallowed."""


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


def best_two(s: State, before: Mapping[str, int], moves: tuple[str, ...], terms: Terms) -> list[Gain]:
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


def moved(
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
        alliance=within(s.alliance + gained + repair + lost, ceiling),
        reactance=within(calmer + sum(w.reactance for w in weights)),
        patience=within(s.patience - terms.pace.drain + sum(w.patience for w in weights)),
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


def unpaid(moves: tuple[str, ...], gains: list[Gain], terms: Terms) -> list[Change]:
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


def within(value: int, top: int = 100) -> int:
    return max(0, min(top, value))
