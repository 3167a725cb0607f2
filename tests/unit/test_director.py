"""The director: a No first, warnings before hang-ups, facts only when unlocked, tests of trust, ends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios_for_tests import small

from voicecoach import events as ev
from voicecoach.respond import acts, director
from voicecoach.respond.alliance.table import EARNS, LOSES, MOODS
from voicecoach.respond.director import RepTurn, Step
from voicecoach.session import Label

HARBOUR = small()
MOVES = [*EARNS, *LOSES, "apology", "pitch", "next_step", "identity", "purpose", "goodbye", "injection", "closed_q"]


def turn(*moves: str, text: str = "") -> RepTurn:
    return RepTurn(text, tuple(Label(m) for m in moves))


class Played:
    """A call played from moves; `steps` has the client's steps, the greeting first."""

    def __init__(
        self, *turns: Any, scenario: Any = HARBOUR, difficulty: Any = "easy", seed: int = 1, **how: Any
    ) -> None:
        call = director.open_call(scenario, difficulty, seed, **{"final": False} | how)
        self.steps: list[Step] = [director.greeting(call, 0.0)]
        for n, one in enumerate(turns):
            if self.steps[-1].over:
                break
            call = self.steps[-1].call
            if one == "silence":
                self.steps.append(director.after_silence(call, n + 1.0))
            else:
                made = one if isinstance(one, RepTurn) else turn(*([one] if isinstance(one, str) else one))
                self.steps.append(director.answer(call, made, n + 1.0))

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def acts(self) -> list[str]:
        return [s.direction.act if s.direction else "-" for s in self.steps]

    def events(self, kind: type[ev.Event]) -> list[Any]:
        return [e for s in self.steps for e in s.events if isinstance(e, kind)]


GOOD = (
    ["identity", "purpose", "permission", "candour"], ["accept_no", "reflect"], ["reflect", "clarify"],
    ["reflect", "implication_q"], ["summary", "waits"], ["cobuild", "reflect"], ["next_step", "permission"],
    ["cobuild", "reflect"], ["next_step"], ["next_step"],
)  # fmt: skip


def test_a_good_call_goes_through_its_acts_to_an_agreement() -> None:
    call = Played(*GOOD)
    assert call.acts[:2] == ["greet", "reflex_no"]
    assert {"real_objection", "disclose", "test"} <= set(call.acts)
    assert call.acts[-1] == "agree"
    assert call.last.over == ev.Ended(call.last.over.t, "next_step", "client")  # type: ignore[union-attr]
    assert call.last.call.told == ("finger", "council")


def test_rep_speaks_first_where_the_scenario_says_so() -> None:
    assert Played(scenario=small(client_speaks_first=False)).steps[0].direction is None


@pytest.mark.parametrize("text", ["Hi, Ingrid?", "Good morning!", "Hello, is that Mrs Dahl?"])
def test_a_greeting_is_no_turn(text: str) -> None:
    call = Played(
        turn("greeting", "closed_q", text=text), turn("identity", "purpose", text="I am Tom and I sell ropes.")
    )
    assert call.acts == ["greet", "greet", "reflex_no"]
    assert call.last.call.state.turn == 1


def test_who_they_are_said_in_a_greeting_counts_with_the_first_turn() -> None:
    call = Played(turn("greeting", "identity", text="Hi Ingrid, Tom here."), ["purpose"], ["accept_no"])
    (contact,) = call.events(ev.FirstContact)
    assert contact.credits == ("identity", "purpose", "receives_no")


def test_hellos_do_not_go_on_for_ever() -> None:
    hello = turn("greeting", text="Hello?")
    assert Played(hello, hello, hello).acts == ["greet", "greet", "greet", "reflex_no"]


def test_a_nod_waits_for_more_once_and_is_an_answer_after_a_question() -> None:
    nod = turn("backchannel", text="Mm-hm.")
    call = Played(["identity", "purpose"], nod)
    assert call.last.direction is None
    assert director.answer(call.last.call, nod, 9.0).direction is not None
    asked = director.spoken(Played(["identity", "purpose"]).last.call, "Is that all?")
    assert director.answer(asked, nod, 9.0).direction is not None


turns = st.lists(st.lists(st.sampled_from(MOVES), max_size=3).map(tuple), min_size=1, max_size=30)


@settings(max_examples=60)
@given(turns, st.sampled_from(list(MOODS)), st.integers(0, 40))
def test_whatever_the_rep_does(moves: list[tuple[str, ...]], difficulty: Any, seed: int) -> None:
    call = Played(*moves, difficulty=difficulty, seed=seed, final=None)
    first = call.steps[1]
    assert first.over is not None or first.direction is None or first.direction.no == "reflex"
    warned_at = next((i for i, s in enumerate(call.steps) if s.direction and s.direction.act == "warn"), 99)
    for i, step in enumerate(call.steps):
        d = step.direction
        assert d is not None
        assert d.max_words == (120 if d.act == "disclose" else (24, 28, 40, 70, 70, 70)[d.trust.level])
        hidden = {x.id for x in HARBOUR.locked if x.level > d.trust.level} - set(step.call.told)
        assert not hidden & {*d.facts, d.must_tell}
        if step.over and step.over.outcome == "hang_up" and step.over.why != "insult":
            assert warned_at < i
    names = [type(e).__name__ for s in call.steps[1:] for e in s.events]
    assert names.count("Decided") == len(call.steps) - 1
    assert len(call.events(ev.Tested)) <= 4
    assert len([e for e in call.events(ev.Tested) if e.stage == "posed"]) <= 2


@settings(max_examples=20)
@given(turns, st.integers(0, 9))
def test_same_labels_same_call_whatever_is_said(moves: list[tuple[str, ...]], seed: int) -> None:
    call = director.open_call(HARBOUR, "medium", seed)
    other = call
    for one in moves:
        a, b = director.answer(call, turn(*one), 1.0), director.answer(other, turn(*one), 1.0)
        assert a.direction is not None
        assert b.direction is not None
        assert (a.direction.act, a.direction.trust, a.over) == (b.direction.act, b.direction.trust, b.over)
        if a.over:
            break
        call, other = director.spoken(a.call, "Yes! Let us meet."), director.spoken(b.call, "No.")


def test_facts_are_told_one_at_a_time_and_only_once() -> None:
    told = [e.told for e in Played(*GOOD).events(ev.Decided) if e.told]
    assert told == [("finger",), ("council",)]


def test_what_one_need_not_pry_into_waits_to_be_asked() -> None:
    locked = [x.model_dump() for x in HARBOUR.locked]
    locked[0]["not_prying"] = True
    scenario = small(locked=locked)
    kind = [["identity", "purpose", "permission", "candour"], ["accept_no", "reflect"], ["reflect", "clarify"]]
    unasked = Played(*kind, turn("reflect", "implication_q", text="That leads to worry."), scenario=scenario)
    assert unasked.last.call.trust.level == 3
    assert unasked.last.call.told == ()
    asked = director.answer(unasked.last.call, turn("reflect", text="What happened then?"), 9.0)
    assert asked.call.told == ("finger",)


def test_a_test_is_judged_by_the_next_turn() -> None:
    posed = Played(
        ["identity", "purpose", "permission", "candour"], ["accept_no", "reflect"], ["reflect"], difficulty="medium"
    )
    while posed.last.direction and posed.last.direction.act != "test":
        posed.steps.append(director.answer(posed.last.call, turn("reflect"), 5.0))
    assert posed.last.direction is not None
    named = next(t for t in HARBOUR.tests if t.id == posed.last.direction.test)
    met = director.answer(posed.last.call, turn(named.met_by[0]), 9.0)
    (tested,) = [e for e in met.events if isinstance(e, ev.Tested)]
    assert (tested.stage, tested.by) == ("met", (named.met_by[0],))
    failed = director.answer(posed.last.call, turn("argue"), 9.0)
    assert [e.stage for e in failed.events if isinstance(e, ev.Tested)] == ["failed"]


def test_deception_needs_a_challenge_and_a_repetition() -> None:
    claim = RepTurn("It prevents every break.", (Label("deceive", why="It prevents every break."),))
    call = Played(["identity", "purpose"], ["accept_no"], claim, claim)
    assert call.acts[3] == "challenge"
    assert call.steps[3].call.trust.ceiling == 100
    assert call.last.call.trust.ceiling == 45


def test_a_warning_on_the_first_turn_waits_for_the_no() -> None:
    call = Played(["pressure", "argue", "advise"], ["open_q"], difficulty="hard")
    assert call.acts[1:] == ["reflex_no", "warn"]


def test_a_warning_that_was_not_heard_was_not_given() -> None:
    call = Played(["pitch"], ["argue"], ["pressure"], ["pressure"], difficulty="medium")
    at = call.acts.index("warn")
    cut = director.spoken(call.steps[at].call, "", cut=True)
    again = director.answer(cut, turn("pressure"), 9.0)
    assert again.direction is not None
    assert again.direction.act == "warn"
    assert again.over is None


def test_leaving() -> None:
    assert Played(["identity", "purpose"], ["accept_no", "goodbye"]).last.over.outcome == "rep_left"  # type: ignore[union-attr]
    stays = Played(["identity", "purpose"], turn("goodbye", "open_q", text="Before I say goodbye, how is it going?"))
    assert stays.last.over is None


def test_a_final_no_is_said_and_a_graceful_exit_ends_it_well() -> None:
    good = [["identity", "purpose", "permission", "candour"], ["accept_no", "reflect"]]
    call = Played(*good, final=True)
    assert call.acts[-1] == "final_no"
    assert [e.no for e in call.events(ev.SaidNo)] == ["reflex", "final"]
    left = director.answer(call.last.call, turn("accept_no", "goodbye"), 9.0)
    assert (left.over.outcome, left.over.by) == ("final_no", "rep")  # type: ignore[union-attr]
    stubborn = Played(*good, *[["reflect"]] * 9, final=True)
    assert (stubborn.last.over.outcome, stubborn.last.over.by) == ("final_no", "client")  # type: ignore[union-attr]
    assert all(s.call.trust.level <= 1 for s in stubborn.steps)


def test_a_final_no_is_a_property_of_the_seed() -> None:
    planned = [seed for seed in range(1000) if director.final_planned(HARBOUR, seed)]
    assert 150 < len(planned) < 250
    assert director.open_call(HARBOUR, "easy", planned[0]).final
    assert not director.open_call(small(final_no=None), "easy", planned[0], final=True).final


def test_a_quick_yes_does_not_hold_when_it_is_taken() -> None:
    scenario = small(inbound=True, channel="meeting")
    taken = Played(["identity", "purpose"], ["next_step"], scenario=scenario)
    assert taken.steps[1].direction is not None
    assert taken.steps[1].direction.no == ""
    assert (taken.last.over.outcome, taken.last.over.why) == ("polite_end", "yes_undone")  # type: ignore[union-attr]
    asked = Played(["identity", "purpose"], ["next_step", "open_q"], scenario=scenario)
    assert asked.last.over is None


def test_silence_costs_patience_and_ends_the_call_after_a_warning() -> None:
    call = Played(["open_q"], *["silence"] * 12)
    assert call.acts[-1] == "hang_up"
    assert "warn" in call.acts
    assert call.last.over.why == "patience"  # type: ignore[union-attr]
    assert not Played("silence").events(ev.Moved)


def test_the_ledger_forms_confirms_and_overturns_with_words_and_second() -> None:
    said = "You are wrong. I was only asking."
    argue = RepTurn(said, (Label("argue", 0.9, 0, 14),), 10.0, 14.0)
    call = Played(["identity", "purpose"], ["permission"], ["accept_no"], argue)
    lines = [e for e in call.events(ev.Impression) if e.about.startswith("respect")]
    assert [e.status for e in lines] == ["formed", "confirmed", "overturned", "formed"]
    assert lines[-1].quote == "You are wrong."
    assert lines[-1].at == 10.0


def test_a_scenario_words_its_own_beliefs() -> None:
    scenario = small(impressions={"good": {"candour": "He told me what it cannot do."}})
    call = Played(["candour"], scenario=scenario)
    assert call.events(ev.Impression)[0].belief == "He told me what it cannot do."
    assert call.events(ev.Moved)[0].thought == "He told me what it cannot do."


def test_history_is_what_was_heard() -> None:
    call = director.spoken(Played().last.call, "Harbour office.")
    call = director.spoken(call, "Ingrid Dahl.")
    step = director.answer(call, turn("identity", text="Tom here, I sell sensors for ropes."), 1.0)
    assert step.direction is not None
    assert [x.text for x in step.direction.history] == [
        "Harbour office. Ingrid Dahl.",
        "Tom here, I sell sensors for ropes.",
    ]
    cut = director.spoken(step.call, "No, we", cut=True)
    next_step = director.answer(cut, turn("interrupt", text="But wait, listen to me now."), 2.0)
    assert next_step.direction is not None
    assert next_step.direction.cut_short == "No, we"


def test_every_act_is_known_to_the_people_who_write_prompts() -> None:
    from voicecoach.respond.chat.prompt import template

    decided = {*acts.LEVEL_ACTS, *acts.OBJECTIONS, "greet", "disclose", "test", "test_met", "test_failed", "challenge"}
    decided |= {
        "confirm",
        "agree",
        "warn",
        "hang_up",
        "polite_end",
        "farewell",
        "answer",
        "clarify",
        "pushback",
        "silence",
    }
    assert decided <= set(template())
