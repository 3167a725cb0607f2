"""Simulated reps: the orders the design promises, exactly, where moves are certain; and calls in words."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from scenarios_for_tests import small

from voicecoach.errors import BadRequest
from voicecoach.respond.director import final_planned
from voicecoach.simulate import REPS, simulate
from voicecoach.simulate.check import check, success
from voicecoach.simulate.turning import as_rep, sayable, turned
from voicecoach.simulate.wording import phrases
from voicecoach.vocabulary import MOVES

ROOT = Path(__file__).parent.parent.parent
ORDERS: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "orders.py"))
OUTBOUND = [s for s in ORDERS["scenarios"]() if not s.inbound]
INBOUND = [s for s in ORDERS["scenarios"]() if s.inbound]


def by_labels(rep: str, scenario: Any, difficulty: Any, seed: int) -> Any:
    return simulate(rep, scenario, difficulty, seed, "labels", final=False)


def broken(scenario: Any, seeds: list[int]) -> list[str]:
    found = [
        *ORDERS["pairs"](scenario, seeds, by_labels),
        *(ORDERS["impression"](scenario, n, "labels") for n in seeds),
    ]
    return [f"{p.what}: {p.where}" for p in found if not p.held]


@pytest.mark.parametrize("scenario", OUTBOUND, ids=lambda s: s.id)
def test_reps_end_in_the_order_they_deserve(scenario: Any) -> None:
    assert broken(scenario, ORDERS["seeds_without_final_no"](scenario, 1)) == []


@pytest.mark.heavy
@pytest.mark.parametrize("scenario", OUTBOUND, ids=lambda s: s.id)
def test_reps_end_in_the_order_they_deserve_on_five_seeds(scenario: Any) -> None:
    assert broken(scenario, ORDERS["seeds_without_final_no"](scenario, 5)) == []


def test_the_figures_of_the_design_on_a_cold_call() -> None:
    turns = {
        (rep, d): simulate(rep, small(), d, 1, "labels", final=False)  # type: ignore[arg-type]
        for rep in ("empathic", "average", "bad-start", "parrot", "scripted", "ritual", "pushy", "liar")
        for d in ("easy", "medium", "hard")
    }
    won = {k: r.turns for k, r in turns.items() if r.outcome == "next_step"}
    assert [won.get(("empathic", d)) for d in ("easy", "medium", "hard")] == [6, 7, 10]
    assert [won.get(("average", d)) for d in ("easy", "medium", "hard")] == [13, 18, None]
    assert [won.get(("bad-start", d)) for d in ("easy", "medium", "hard")] == [14, 16, 22]
    assert turns["average", "hard"].highest_level == 4
    assert {r.highest_level for (rep, _), r in turns.items() if rep in ("parrot", "scripted", "ritual")} <= {0, 1}
    assert {(r.highest_level, r.turns, r.outcome) for (rep, _), r in turns.items() if rep == "pushy"} == {
        (0, 5, "hang_up")
    }
    assert not [k for k in won if k[0] == "liar"]
    forced = [
        simulate("empathic", small(), "medium", 1, "labels", final=False, impression=i).turns for i in range(-2, 3)
    ]
    assert forced == [13, 11, 10, 8, 7]


@pytest.mark.parametrize("scenario", INBOUND, ids=lambda s: s.id)
def test_a_quick_yes_is_found_out_or_taken(scenario: Any) -> None:
    ends = {rep: by_labels(rep, scenario, "medium", 1) for rep in ("empathic", "scripted", "pushy")}
    assert ends["empathic"].told
    assert success(scenario, ends["empathic"])
    assert ends["scripted"].why == "yes_undone"
    assert not ends["scripted"].told
    assert not success(scenario, ends["pushy"])


def test_a_final_no_is_met_with_grace_by_the_best_and_with_a_hang_up_by_the_rest() -> None:
    for scenario in OUTBOUND:
        if scenario.final_no is None:
            continue
        seed = next(n for n in range(1, 3000) if final_planned(scenario, n))
        best = simulate("empathic", scenario, "easy", seed, "labels")
        assert (best.outcome, best.by) == ("final_no", "rep")
        assert best.highest_level <= scenario.final_no.level
        assert success(scenario, best)


@pytest.mark.parametrize("rep", REPS)
def test_calls_in_words(rep: str) -> None:
    scenario = OUTBOUND[list(REPS).index(rep) % len(OUTBOUND)]
    run = simulate(rep, scenario, "medium", 1, final=False)
    assert run == simulate(rep, scenario, "medium", 1, final=False)
    assert run.outcome in ("next_step", "hang_up", "polite_end", "rep_left")
    data = json.loads(json.dumps(run.to_json()))
    assert {"highest_level", "turns", "outcome", "trace", "transcript"} <= set(data)
    assert data["trace"][0]["act"] in ("reflex_no", "greet")
    if rep in ("pushy", "silent", "rambling", "injecting"):
        assert run.highest_level <= 2
        assert run.outcome != "next_step"


def test_a_client_of_ones_own_is_asked() -> None:
    class Mute:
        name = "mute"

        def reply(self, direction: Any, note: Any) -> Any:
            from voicecoach.ports import Sentence

            yield Sentence(f"[{direction.act}]")

        def close(self) -> None: ...

    run = simulate("pushy", small(), "hard", 1, client=Mute(), final=False)
    assert run.transcript[0].text == "[greet]"


def test_an_unknown_rep_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadRequest, match="empathic"):
        simulate("friendly", small(), "easy", 1)


def test_every_wording_belongs_to_a_move_and_can_be_filled() -> None:
    for name, lines in phrases().items():
        assert name.removeprefix("met_").removesuffix("_short") in MOVES
        assert len(set(lines)) == len(lines)
        for line in lines:
            line.format(
                **dict.fromkeys(
                    ("rep", "name", "company", "work", "why", "said", "said2", "false", "fact", "next", "thing"), "x"
                )
            )


def test_sentences_are_turned_round() -> None:
    assert turned("I have four people left.") == "you have four people left"
    assert turned("Well, we're tired of my uncle's forms.") == "you are tired of your uncle's forms"
    assert as_rep("He agreed to see you, and he wants your price.") == "you agreed to see me, and you want my price"
    assert sayable("My people are tired of it.")
    assert not sayable("You people never listen.")
    assert not sayable("Who is this?")


def test_a_scenario_is_tried_before_it_is_used() -> None:
    verdict = check(OUTBOUND[0])
    assert verdict.can_be_won
    assert verdict.can_be_lost
    assert all(turn for _, _, turn in verdict.told)
    assert "Can be won: yes" in verdict.text()
    hopeless = small(overrides={"level.3.alliance": 100, "level.2.reactance": 0})
    assert not check(hopeless).can_be_won
