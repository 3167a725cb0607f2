"""Where trust then stands: the evidence there is, one level up or down, and whether the call ends or must be warned. Pure."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.respond.alliance import table
from voicecoach.respond.alliance.state import State
from voicecoach.respond.alliance.table import Terms


def note_evidence(s: State, moves: tuple[str, ...]) -> State:
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


def climb(s: State, bad: tuple[str, ...], terms: Terms) -> tuple[State, tuple[str, ...]]:
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


def end_or_warn(s: State, terms: Terms) -> tuple[State, str]:
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
