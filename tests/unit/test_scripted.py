"""The built-in client, turn by turn."""

from __future__ import annotations

import pytest
from clients_for_tests import ACTS, ALL, BAKERY, CLINIC, LIFTS, direct, said
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.ports import Exchange
from voicecoach.respond import english
from voicecoach.respond.matching import contains, cue_at, sentences, words
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.respond.scripted.questions import thing_said
from voicecoach.respond.scripted.said import said_so_far
from voicecoach.scenario import Scenario

# --- the first No ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_the_first_reply_is_its_no_in_many_wordings(name: str) -> None:
    s = ALL[name]
    lines = s.lines.quick_yes if s.inbound else s.lines.reflex_no
    heard = set()
    for seed in range(30):
        d = direct(s, 0, "hello, I'm ringing because we could lower what you spend", no="reflex", seed=seed)
        reply = said(s, d, seed)
        assert reply[-1] in lines
        heard.add(reply[-1])
    assert len(heard) >= 4


def test_it_greets_before_it_refuses() -> None:
    replies = [said(LIFTS, direct(LIFTS, 0, "good morning Mr Okafor, Tom Reed here", seed=i), i) for i in range(9)]
    assert any(r[0] in ("Morning.", "Good morning.") and len(r) == 2 for r in replies)
    reply = said(BAKERY, direct(BAKERY, 0, "hello there how are you today", no="reflex"))
    assert reply[0] == "Busy, thank you."
    assert reply[1] in BAKERY.lines.reflex_no


def test_the_phone_is_answered_and_then_the_person() -> None:
    d = direct(BAKERY, 0, act="greet", turn=0)
    hello = said(BAKERY, d)
    assert hello[0] in BAKERY.lines.greet
    again = direct(BAKERY, 0, "hi is that Denise", "greet", history=(Exchange("client", hello[0]),))
    assert said(BAKERY, again)[0] not in BAKERY.lines.greet


# --- answering, reacting --------------------------------------------------------------------------------


def _ask(s: Scenario, level: int, text: str, **more: object) -> str:
    return " ".join(said(s, direct(s, level, text, "answer", asked=True, **more)))


def test_it_answers_what_it_was_asked_without_any_punctuation() -> None:
    group = next(a for a in LIFTS.answers if "who decides" in a.asked)
    assert _ask(LIFTS, 0, "okay and who really decides about a thing like that") in group.says
    fact = next(f for f in LIFTS.public if f.id == "sites")
    assert _ask(LIFTS, 0, "how many lifts do you look after") in fact.says


def test_a_later_answer_takes_over_from_an_earlier_one() -> None:
    early, late = (a for a in BAKERY.answers if "let you down" in a.asked and a.level < 3)
    assert _ask(BAKERY, 0, "has it ever let you down") in early.says
    assert _ask(BAKERY, 2, "has it ever let you down") in late.says


def test_it_says_so_when_it_does_not_know() -> None:
    answer = _ask(LIFTS, 0, "how much does the paint in the corridor weigh")
    assert answer in (*LIFTS.lines.unknown, *english.LINES["unknown"]["any"])


def test_asked_too_early_it_parries_and_afterwards_it_was_told() -> None:
    parried = _ask(LIFTS, 0, "what do your evenings look like, does anybody walk out")
    assert not any(contains(parried, t) for x in LIFTS.locked for t in x.tells)
    story = LIFTS.locked[0].story
    told = (Exchange("client", " ".join(story)),)
    assert _ask(LIFTS, 3, "so tell me what happened", history=told) in english.LINES["told"]["any"]


def test_the_same_question_again_gets_another_wording_and_at_last_a_protest() -> None:
    text, history, answers = "who do you use for it now", (), []
    group = next(a for a in BAKERY.answers if "who do you use" in a.asked)
    for _ in range(len(group.says) + 1):
        answers.append(_ask(BAKERY, 0, text, history=history))
        history = (*history, Exchange("client", answers[-1]))
    assert set(answers[:-1]) == set(group.says)
    assert answers[-1] in english.LINES["again"]["any"]


def test_it_notices_being_told_the_same_twice() -> None:
    text = "our service would take a great load off you"
    history = (Exchange("rep", text), Exchange("client", "Hm."), Exchange("rep", text))
    reply = said(BAKERY, direct(BAKERY, 1, text, history=history))
    assert reply[0] in english.LINES["repeat"]["any"]


def test_it_takes_up_the_reps_own_words() -> None:
    replies = [
        " ".join(said(BAKERY, direct(BAKERY, 1, "I was thinking about your morning rush", seed=i))).lower()
        for i in range(12)
    ]
    assert any("my morning rush" in r for r in replies)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("we looked at your weekend rota", "my weekend rota"),
        ("it's about savings", "savings"),
        ("our new service is good", "your new service"),
        ("I want to help", ""),
        ("they run lifts", ""),
        ("", ""),
    ],
)
def test_only_whole_things_are_echoed(text: str, thing: str) -> None:
    assert thing_said(text, english, LIFTS.world) == thing


def test_silence_interruption_and_another_subject_each_draw_their_own() -> None:
    silent = said(LIFTS, direct(LIFTS, 1, "", "silence", labels=("silence",)))
    assert silent[0] in LIFTS.lines.silence
    cut = direct(LIFTS, 1, "yes but our tool", labels=("interrupt",), cut_short="The contractor handles")
    assert said(LIFTS, cut)[0] in LIFTS.lines.interrupted
    lost = direct(LIFTS, 1, "did you watch the cup final", "clarify", labels=("offtopic",))
    assert said(LIFTS, lost)[0] in LIFTS.lines.clarify
    doubts = said(LIFTS, direct(LIFTS, 1, "it never fails", "challenge"))
    assert doubts[0] in english.LINES["challenge"]["any"]


def test_somebody_else_takes_over_once() -> None:
    first = said(CLINIC, direct(CLINIC, 2, "what is it like for the nurses", labels=("open_q",)))
    assert CLINIC.handover is not None
    assert tuple(first[:2]) == CLINIC.handover.says
    history = (Exchange("client", " ".join(first)),)
    again = said(CLINIC, direct(CLINIC, 2, "and at night", history=history))
    assert not set(again) & set(CLINIC.handover.says)


# --- stories --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a_story_is_told_whole_and_in_order(name: str) -> None:
    for locked in ALL[name].locked:
        told = said(ALL[name], direct(ALL[name], locked.level, "what happened", "disclose", must_tell=locked.id))
        whole = [s for piece in locked.story for s in sentences(piece)]
        assert told[-len(whole) :] == whole
        assert sum(len(words(x)) for x in whole) <= 120


def test_an_interrupted_story_goes_on_where_it_was_cut() -> None:
    story = [s for piece in BAKERY.locked[0].story for s in sentences(piece)]
    heard = f"{story[0]} {story[1]} And both machines"
    d = direct(
        BAKERY, 3, "go on", "disclose", must_tell="outage", cut_short=heard, history=(Exchange("client", heard),)
    )
    told = said(BAKERY, d)
    assert told[-len(story) + 2 :] == story[2:]
    assert story[0] not in told


# --- said, matching -------------------------------------------------------------------------------------


def test_a_reply_that_was_never_heard_may_be_said_again() -> None:
    d = direct(BAKERY, 1, "what do you think")
    client = ScriptedClient(BAKERY, 1)
    guess = client.reply(d, lambda _: None)
    thrown_away = next(guess).text
    guess.close()  # type: ignore[attr-defined]
    assert next(client.reply(d, lambda _: None)).text == thrown_away


def test_what_was_cut_off_counts_as_said_only_where_it_was_heard() -> None:
    s = said_so_far((Exchange("client", "I have a shop. Do not rush me"),), "I have a shop. Do not rush me")
    assert s.has("I have a shop.")
    assert not s.heard_whole("Do not rush me, I do not like it.")
    assert s.has("Do not rush me, I do not like it.")
    whole = said_so_far((Exchange("client", "I have a shop."),), "I have a shop.")
    assert whole.heard_whole("I have a shop.")


@given(st.text(max_size=80), st.sampled_from(["who decides", "price", "what do you need"]))
def test_a_cue_in_a_text_is_found_whatever_stands_around_it(noise: str, cue: str) -> None:
    assert cue_at(f"{noise} {cue} {noise}", cue) >= 0
    assert cue_at(f"{noise} {cue.upper()}?", cue) >= 0


@settings(max_examples=60)
@given(
    st.text(max_size=120),
    st.sampled_from([*ACTS, "warmer", "answer", "clarify", "pushback", "greet", "silence", "warn", "hang_up", "?"]),
    st.integers(0, 5),
    st.sampled_from(["", "silence", "interrupt", "open_q", "summary", "injection"]),
)
def test_it_always_says_something_and_the_same_each_time(text: str, act: str, level: int, move: str) -> None:
    d = direct(LIFTS, level, text, act, labels=(move,) if move else ())
    first = said(LIFTS, d)
    assert first
    assert first == said(LIFTS, d)


def test_another_language_has_only_its_own_lines() -> None:
    foreign = BAKERY.model_copy(update={"language": "de"})
    own = {*BAKERY.lines.surface_objection, *BAKERY.lines.warmer, *(x for a in BAKERY.answers for x in a.says)}
    for level in (0, 1):
        assert set(said(foreign, direct(foreign, level, "was kostet das"))) <= own | {*BAKERY.lines.reflex_no}
