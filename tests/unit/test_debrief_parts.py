"""Each part of the debrief on small calls of which everything is known."""

from __future__ import annotations

import dataclasses

import debrief_calls as calls
import pytest
from debrief_calls import Script, label

from voicecoach import events as ev
from voicecoach.debrief import course, facts, first_impression, listening, noes, practice, qualities, stages, timing
from voicecoach.debrief.measure import measured, withheld
from voicecoach.debrief.voice import own_voice
from voicecoach.session import Change, Trust, Word

# --- course ----------------------------------------------------------------------------------------------------


def test_times_inside_a_turn_are_exact_with_word_times_and_estimated_without() -> None:
    text = "we keep records by hand"
    words = tuple(Word(w, 10 + i, 10.5 + i) for i, w in enumerate(text.split()))
    with_words = course.Turn(1, text, 10, 15, words=words)
    assert with_words.when(text.index("records")) == (12, True)
    at, exact = course.Turn(1, text, 10, 15).when(text.index("records"))
    assert not exact
    assert 11 < at < 13


def test_a_taken_back_turn_takes_all_that_followed_with_it() -> None:
    s = Script()
    s.rep("one", to=(30, 30, 90, 1))
    s.client("No.", "reflex_no", no="reflex")
    s.rep("two", to=(20, 40, 80, 0))
    s.client("Again no.", "reflex_no", no="condition")
    s.events.append(ev.TakenBack(s.t, 1))
    read = course.read(s.events)
    assert [t.text for t in read.takes] == ["one", "two"]
    assert read.turns == []
    assert [x.text for _, x in read.replies()] == ["Okafor, lifts."]


def test_a_second_breath_belongs_to_the_same_turn() -> None:
    events = [ev.Heard(3, 1, "Well,", 1, 2), ev.Heard(6, 1, "I see.", 3, 5)]
    turn = course.read(events).turns[0]
    assert (turn.text, turn.start, turn.end) == ("Well, I see.", 1, 5)


# --- Noes ------------------------------------------------------------------------------------------------------


def test_a_graceful_exit_from_a_final_no_is_a_success() -> None:
    s = Script()
    s.rep("May I ask you something?", to=(30, 30, 90, 1))
    s.client("We are closing in June. It is no, and it will stay no.", "final_no", no="final")
    bye = "I hear that. Thank you for telling me, and all the best."
    s.rep(bye, label(bye, "accept_no", "I hear that"), label(bye, "goodbye", "all the best"), gap=1.5)
    call = s.end("final_no")
    card = noes.noes(course.read(call.events), calls.scenario()).cards[0]
    assert card.graceful
    assert "success" in card.statement
    assert card.pause == pytest.approx(1.5)


def test_pressing_on_after_a_final_no_is_none() -> None:
    s = Script()
    s.rep("May I ask you something?", to=(30, 30, 90, 1))
    s.client("It is no, and it will stay no.", "final_no", no="final")
    push = "But the offer ends on Friday."
    s.rep(push, label(push, "pressure", "ends on Friday"))
    card = noes.noes(course.read(s.events), calls.scenario()).cards[0]
    assert not card.graceful
    assert card.response == "lost"


def test_time_to_the_real_concern_runs_from_the_no() -> None:
    call = calls.empathic()
    cards = noes.noes(course.read(call.events), calls.scenario()).cards
    assert cards[0].concern is not None
    assert cards[0].concern_after == pytest.approx(cards[0].concern.start - cards[0].client.end, abs=0.06)
    assert cards[1].concern_after == 0


# --- facts -----------------------------------------------------------------------------------------------------


def _asked(*says: tuple[str, str]) -> course.Course:
    events: list[ev.Event] = [*calls.empathic().events]
    events += [ev.RepSays(60.0, topic, text) for topic, text in says]
    return course.read(events)


def test_the_rep_s_read_is_held_against_the_truth() -> None:
    truth = calls.scenario().truth
    read = _asked(
        ("read_worry", f"I think it is the {truth.worry_words[0]}"), ("read_decides", "his wife"),
        ("read_openness", f"a {min(5, truth.openness + 2)} I guess"),
    )  # fmt: skip
    found = {r.topic: r for r in facts.perception(read, calls.scenario()).reads}
    assert found["read_worry"].right
    assert found["read_decides"].right is False
    assert found["read_openness"].right is False
    assert "more open" in found["read_openness"].note


def test_the_intended_impression_is_held_against_what_the_client_could_go_by() -> None:
    found = facts.perception(_asked(("intended_impression", "a good listener, not pushy, and funny")), calls.scenario())
    assert {q.wanted: q.verdict for q in found.qualities} == {"a good listener": "shown", "not pushy": "shown"}
    assert all(q.for_it for q in found.qualities if q.wanted == "a good listener")


def test_words_of_a_quality_that_is_denied_are_not_wanted() -> None:
    assert qualities.wanted("not aggressive, honest, never boring") == ["not pushy", "honest"]
    assert qualities.wanted("I do not want to seem curious") == []


def test_a_test_of_trust_is_followed_to_its_end() -> None:
    test = calls.scenario().tests[0]
    s = Script()
    s.rep("one", to=(40, 30, 90, 2))
    s.events.append(ev.Tested(s.t, 1, test.id, "posed"))
    s.client(test.says[0], "test")
    s.rep("It cannot do that.", to=(46, 28, 88, 2))
    s.events.append(ev.Tested(s.t, 2, test.id, "met", ("candour",)))
    found = facts.maintained(course.read(s.events), calls.scenario())
    assert found.tested
    assert found.tests[0].outcome == "met"
    assert found.tests[0].by == ("candour",)
    assert found.tests[0].posed is not None
    assert found.tests[0].answer is not None
    assert found.statement.startswith("The client tested the trust once: you met it.")
    unanswered = facts.maintained(course.read(s.events[:-1]), calls.scenario())
    assert unanswered.statement.startswith("The client tested the trust once: it was left open.")


@pytest.mark.parametrize(("later", "repaired"), [(40, True), (30, False)])
def test_a_breach_is_repaired_when_trust_comes_back(later: int, repaired: bool) -> None:
    s = Script()
    s.rep("one", to=(38, 30, 90, 2))
    bad = "You are wrong."
    s.rep(bad, label(bad, "argue", bad), to=(28, 45, 85, 1), changes=[Change("argue", -10, 12, 0)])
    s.rep("I see what you mean.", to=(later, 40, 85, 1))
    found = facts.maintained(course.read(s.events), calls.scenario()).breaches
    assert [b.repaired for b in found] == [repaired]
    assert found[0].lost == 10


def test_a_specific_apology_counts_as_a_repair() -> None:
    s = Script()
    bad = "You are wrong."
    s.rep(bad, label(bad, "argue", bad), to=(10, 45, 85, 0), changes=[Change("argue", -14, 12, 0)])
    sorry = "I am sorry that I called you wrong."
    s.rep(sorry, label(sorry, "apology", sorry), to=(17, 40, 85, 0))
    found = facts.maintained(course.read(s.events), calls.scenario()).breaches[0]
    assert found.repaired
    assert found.repair is not None
    assert found.repair.text == sorry


# --- first contact, stages, listening, timing ----------------------------------------------------------------------


def test_credits_carry_the_words_that_earned_them() -> None:
    found = first_impression.first_contact(course.read(calls.empathic().events), calls.scenario())
    earned = {c.name: c.moment.text for c in found.credits if c.earned and c.moment}
    assert earned["identity"] == "Anna Berg from Logbook"
    assert earned["receives_no"] == "That is fair"
    assert {c.name for c in found.credits if not c.earned} == {"candour", "relevance"}


def test_a_belief_that_was_overturned_names_the_sentence() -> None:
    s = Script()
    s.rep("Sign today.", to=(20, 40, 80, 0))
    s.events.append(ev.Impression(s.t, 1, "pushy", "Another pusher.", "Sign today.", 2.0))
    s.rep("Take all the time you need.", to=(30, 30, 80, 0))
    s.events.append(ev.Impression(s.t, 2, "pushy", "Not such a pusher.", "all the time you need", 5.0, "overturned"))
    line = first_impression.ledger(course.read(s.events))[0]
    assert (line.status, line.followed[0].moment.text) == ("overturned", "all the time you need")


def test_selling_before_a_need_is_early_and_a_next_step_in_time_is_not() -> None:
    assert stages.stages(course.read(calls.pushy().events)).early is True
    assert stages.stages(course.read(calls.empathic().events)).early is False
    s = Script()
    s.rep("How is your week?")
    assert stages.stages(course.read(s.events)).early is None


def test_an_interruption_is_early_long_and_takes_the_floor() -> None:
    def cut_in(heard: str, reply: str) -> int:
        s = Script()
        s.rep("How do you keep your records today?")
        s.client("We keep them in boxes and nobody ever looks at them at all.", "answer", cut=heard)
        s.rep(reply, gap=-0.2)
        return len(timing.interruptions(course.read(s.events)))

    assert cut_in("We keep them", "Let me tell you what we do about that") == 1
    assert cut_in("We keep them in boxes and nobody ever looks at them at all.", "Let me tell you what we do") == 0
    assert cut_in("We keep them", "Mm-hm right") == 0  # a backchannel holds no floor


def test_rates_and_fillers_need_enough_words() -> None:
    few = course.read(calls.pushy().events)
    assert {m.name: m.valid for m in (*timing.rates(few), *timing.fillers(few))} == {
        "speech_rate": True, "syllable_rate": True, "fillers": False, "hedges": False,
    }  # fmt: skip
    s = Script()
    s.rep(" ".join(["um we keep records er by hand you know"] * 13))
    found = {m.name: m for m in timing.fillers(course.read(s.events))}
    assert found["fillers"].value == pytest.approx(100 * 26 / 117, abs=0.01)
    assert "At least 26" in found["fillers"].note
    assert timing.rates(course.read(s.events))[0].value == pytest.approx(200, abs=1)


def test_response_time_needs_five_gaps_and_takes_the_device_out() -> None:
    s = Script()
    for i in range(6):
        s.rep("And what happened then in the end?", gap=0.4 + 0.1 * i)
        s.client("Nothing at all.", "answer")
    read = course.read(s.events)
    assert timing.latency(read).value == pytest.approx(0.65, abs=0.01)
    assert timing.latency(read, 0.1).value == pytest.approx(0.55, abs=0.01)
    assert timing.latency(course.read(calls.pushy().events)).value is None


def test_questions_are_counted_by_kind() -> None:
    text = "How do you keep them? Is it by hand? You hate it, don't you?"
    s = Script()
    s.rep(text, label(text, "open_q", "How do you keep them?"), label(text, "closed_q", "Is it by hand?"),
          label(text, "leading_q", "You hate it, don't you?"))  # fmt: skip
    found = listening.listening(course.read(s.events))
    values = {m.name: m.value for m in found.measures}
    assert (values["open_questions"], values["closed_questions"], values["leading_questions"]) == (1, 1, 1)
    assert [q.moment.text for q in found.questions][1] == "Is it by hand?"


# --- practice and baseline ---------------------------------------------------------------------------------------


def test_practice_names_the_weightiest_moments_and_a_command_that_can_be_run() -> None:
    bad = practice.practice(course.read(calls.pushy().events), calls.CARD)
    assert "the offer ends on Friday" in bad.change
    assert bad.command == "voicecoach rehearse lift-maintenance --difficulty medium --seed 4"
    hard = dataclasses.replace(calls.CARD, difficulty="hard", scenario="my own; rm -rf")
    assert "'my own; rm -rf'" in practice.practice(course.read(calls.empathic().events), hard).command


def _tone(**values: float) -> dict[str, object]:
    return {"measures": [{"name": n, "valid": True, "value": v} for n, v in values.items()]}


def test_the_own_voice_is_known_after_three_sessions() -> None:
    assert own_voice.baseline([_tone(f0_range=5.0)] * 2) is None
    usual = own_voice.baseline([_tone(f0_range=v, snr=30) for v in (5.0, 6.0, 5.5)])
    assert usual == {"sessions": 3, "measures": {"f0_range": {"usual": 5.5, "spread": 0.741, "n": 3}}}
    wide, same, none = own_voice.against(
        [measured("f0_range", "", 9.0, "st"), measured("f0_range", "", 5.9, "st"), withheld("f0_range", "", "st", "x")],
        usual,
    )
    assert wide.against == "more than usual for you"
    assert same.against == "as usual for you"
    assert none.against == ""


def test_trust_that_never_moved_says_so() -> None:
    s = Script()
    s.rep("one", to=(24, 35, 87, 0))
    found = facts.inspired(course.read(s.events))
    assert (found.start, found.gained) == (24, 0)
    assert Trust(24, 35, 87, 0, 0) == s.state
