"""The alliance model: known courses, and what must hold whatever a rep does."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.respond import alliance
from voicecoach.respond.alliance.table import EARNS, LOSES, MOODS, PACES
from voicecoach.session import Change, Label

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "alliance_traces.json").read_text())
MOVES = [*EARNS, *LOSES, "apology", "pitch", "next_step", "identity", "purpose", "relevance", "injection"]
MEDIUM = alliance.terms("medium", "cold_call")
short = settings(max_examples=40)

turn = st.lists(st.sampled_from(MOVES), max_size=4)
calls = st.lists(turn, min_size=1, max_size=34)
difficulty = st.sampled_from(list(MOODS))
channel = st.sampled_from(list(PACES))


def play(turns: list[list[str]], difficulty: str = "medium", channel: str = "cold_call") -> list[alliance.Outcome]:
    terms = alliance.terms(difficulty, channel)  # type: ignore[arg-type]
    state, made = alliance.begin(terms), []
    for labels in turns:
        if state.over:
            break
        made.append(alliance.step(state, labels, terms))
        state = made[-1].state
    return made


def test_golden_traces() -> None:
    for one in GOLDEN:
        rows = [
            [
                *(o.after.alliance, o.after.reactance, o.after.patience, o.after.impression, o.after.level),
                *rest,
            ]
            for o in play(one["turns"], one["difficulty"], one["channel"])
            for rest in [(o.after.ceiling, o.over)]
        ]
        assert rows == one["trace"]


@short
@given(calls, difficulty, channel)
def test_changes_add_up_to_the_movement(turns: list[list[str]], d: str, c: str) -> None:
    for o in play(turns, d, c):
        for axis in ("alliance", "reactance", "patience"):
            moved = getattr(o.after, axis) - getattr(o.before, axis)
            assert sum(getattr(row, axis) for row in o.changes) == moved


@short
@given(calls, difficulty, channel)
def test_same_labels_same_course(turns: list[list[str]], d: str, c: str) -> None:
    assert play(turns, d, c) == play(turns, d, c)


@short
@given(calls, difficulty, channel)
def test_a_hang_up_had_its_warning_on_an_earlier_turn(turns: list[list[str]], d: str, c: str) -> None:
    made = play(turns, d, c)
    if made[-1].over in ("patience", "reactance", "trust"):
        assert any(o.warning for o in made[:-1])
    assert sum(bool(o.warning) for o in made) <= 1


@short
@given(calls, difficulty, channel)
def test_scales_and_levels_keep_their_bounds(turns: list[list[str]], d: str, c: str) -> None:
    for o in play(turns, d, c):
        t = o.after
        assert 0 <= t.alliance <= t.ceiling
        assert 0 <= t.reactance <= 100
        assert 0 <= t.patience <= 100
        assert -2 <= t.impression <= 2
        assert abs(o.level_change) <= 1
        assert not (o.violations and o.level_change > 0)
        assert (o.level_change > 0) == (not o.held_by and o.before.level < 5)


def violated(turns: list[list[str]], at: int, fault: str, terms: alliance.Terms) -> None:
    """Adds a violation to turn `at`: A is never higher for it, then or later, while both calls are open."""
    a = alliance.begin(terms)
    for labels in turns[:at]:
        a = alliance.step(a, labels, terms).state
    a, b = alliance.step(a, turns[at], terms).state, alliance.step(a, [*turns[at], fault], terms).state
    for labels in [*turns[at + 1 :], []]:
        if a.over or b.over:
            return
        assert b.alliance <= a.alliance
        a, b = alliance.step(a, labels, terms).state, alliance.step(b, labels, terms).state


@short
@given(calls, st.data(), st.sampled_from(list(LOSES)), difficulty, channel)
def test_a_violation_never_pays(turns: list[list[str]], data: st.DataObject, fault: str, d: str, c: str) -> None:
    violated(turns, data.draw(st.integers(0, len(turns) - 1)), fault, alliance.terms(d, c))  # type: ignore[arg-type]


def test_a_violation_never_pays_in_ten_thousand_random_calls() -> None:
    r = random.Random(3)
    all_terms = [alliance.terms(d, c) for d in MOODS for c in PACES]
    for n in range(10_000):
        pool = MOVES if n % 2 else [*EARNS, *EARNS, *MOVES]
        turns = [[r.choice(pool) for _ in range(r.randint(1, 2))] for _ in range(6)]
        violated(turns, r.randrange(6), r.choice(list(LOSES)), r.choice(all_terms))


@short
@given(calls, difficulty, channel)
def test_an_injecting_turn_never_raises_the_level(turns: list[list[str]], d: str, c: str) -> None:
    for o in play([[*t, "injection"] for t in turns], d, c):
        assert o.level_change <= 0


def test_first_contact_counts_credits_against_violations() -> None:
    good = play([["identity", "purpose", "permission", "candour"], ["accept_no", "relevance"]])
    assert good[0].contact is None
    contact = good[1].contact
    assert contact is not None
    assert contact.impression == 2
    assert len(contact.credits) == 6
    bad = play([["pitch"], ["argue"]])[1].contact
    assert bad is not None
    assert (bad.impression, bad.violations) == (-2, ("pitch_early", "argue"))


def test_first_contact_can_end_early() -> None:
    o = alliance.step(alliance.begin(MEDIUM), ["identity", "purpose"], MEDIUM, end_contact=True)
    assert o.contact is not None
    assert o.contact.impression == 0


def test_an_apology_returns_half_of_what_was_really_lost_once() -> None:
    made = play([["identity"], ["reflect"], ["argue"], ["apology"], ["apology"]])
    lost = made[2].before.alliance - made[2].after.alliance
    assert made[3].after.alliance - made[3].before.alliance == round(lost / 2)
    assert made[4].after.alliance == made[4].before.alliance


def test_a_violation_freezes_the_gains_of_the_next_turns() -> None:
    made = play([["identity"], ["open_q"], ["argue"], ["reflect"], ["reflect"], ["reflect"]])
    gains = [o.after.alliance - o.before.alliance for o in made[3:]]
    assert gains[0] == 0
    assert gains[-1] > 0
    assert any(row.note.startswith("trust is frozen") for row in made[3].changes)


def test_an_echo_fades_and_a_third_question_in_a_row_earns_nothing() -> None:
    made = play([["identity"], ["relevance"], ["open_q"], ["open_q"], ["open_q"]])
    assert made[-1].after.alliance == made[-1].before.alliance
    assert Change("too many questions", 0, 4, note="nothing was heard in between") in made[-1].changes


def test_a_level_says_what_holds_it() -> None:
    assert set(play([["pitch"]])[0].held_by) == {"violation", "alliance", "no_heard"}
    capped = replace(MEDIUM, top=0)
    state = replace(alliance.begin(MEDIUM), alliance=60, evidence=frozenset({"no_heard"}))
    assert alliance.step(state, ["reflect"], capped).held_by == ("top",)


def test_overrides_change_one_number_each() -> None:
    for key in alliance.OVERRIDES:
        assert alliance.terms("easy", "visit", {key: 7}) != alliance.terms("easy", "visit")
    with pytest.raises(KeyError):
        alliance.terms("easy", "visit", {"reflect": 7})


def test_a_loss_needs_a_confident_label() -> None:
    heard = [Label("argue", 0.55), Label("reflect", 0.55), Label("open_q", 0.4), Label("reflect", 0.9)]
    assert alliance.confident(heard) == ("reflect",)


@pytest.mark.parametrize(("channel", "longest"), [("cold_call", 24), ("meeting", 32)])
def test_the_channel_ends_a_long_call_politely(channel: str, longest: int) -> None:
    made = play([["reflect"], ["waits"]] * 30, "easy", channel)
    assert made[-1].over == "polite_end"
    assert len(made) == longest
