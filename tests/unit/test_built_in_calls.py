"""The built-in client in simulated calls of all nine scenarios, through the real labeller; and what reps often ask."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

import pytest

from voicecoach.events import Event
from voicecoach.ports import Direction, Exchange, Sentence
from voicecoach.resources import prompts_folder
from voicecoach.respond import director, english
from voicecoach.respond.matching import contains, normal, sentences, words
from voicecoach.respond.scenarios.files import available, load
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.respond.scripted.questions import answers_to, thing_said
from voicecoach.scenario import Scenario
from voicecoach.session import Label, Trust
from voicecoach.simulate import simulate

ALL = {name: load(path) for name, path in available([prompts_folder()]).items()}
BAKERY, COOP, CLINIC, FLEET = (ALL[x] for x in ("bakery-terminals", "coop-trial", "clinic-front-desk", "fleet-renewal"))


class Listening(ScriptedClient):
    """The built-in client, overheard."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__(scenario, seed)
        self.heard: list[tuple[Direction, list[str]]] = []

    def reply(self, direction: Direction, note: Callable[[Event], None]) -> Iterator[Sentence]:
        said = list(super().reply(direction, note))
        self.heard.append((direction, [x.text for x in said]))
        yield from said


@pytest.mark.parametrize("rep", ["empathic", "pushy"])
@pytest.mark.parametrize("name", ALL)
def test_nothing_twice_nothing_early_and_short_while_closed(name: str, rep: str) -> None:
    s = ALL[name]
    client = Listening(s, 4)
    simulate(rep, s, "medium", 4, client=client, final=False)
    seen: set[str] = set()
    told: set[str] = set()
    for d, reply in client.heard:
        told |= {d.must_tell}
        for sentence in (normal(x) for line in reply for x in sentences(line)):
            assert sentence not in seen, (d.act, sentence)
            seen.add(sentence)
        hidden = [x for x in s.locked if x.id not in d.facts and x.id not in told]
        assert not [t for x in hidden for t in x.tells if any(contains(line, t) for line in reply)]
    low = [
        sum(len(words(x)) for x in r) for d, r in client.heard if d.trust.level < 3 and d.act != "disclose" and d.turn
    ]
    assert len(low) < 4 or 6 <= statistics.median(low) <= 20


@pytest.mark.parametrize("name", ALL)
def test_the_first_reply_is_a_no_in_four_wordings_and_more(name: str) -> None:
    s = ALL[name]
    turn = director.RepTurn(
        "Hello, this is Tom Reed. I am calling because we could help you with this.",
        (Label("identity"), Label("purpose")), 1.0, 6.0,
    )  # fmt: skip
    heard = set()
    for seed in range(40):
        step = director.answer(director.open_call(s, s.difficulty, seed), turn, 6.0)
        assert step.direction is not None
        heard.add([x.text for x in ScriptedClient(s, seed).reply(step.direction, lambda _: None)][-1])
    assert heard <= set(s.lines.quick_yes if s.inbound else s.lines.reflex_no)
    assert len(heard) >= 4


@pytest.mark.parametrize("name", ALL)
def test_a_secret_is_a_story_in_pieces(name: str) -> None:
    for locked in ALL[name].locked:
        assert len(locked.story) >= 2
        assert 25 <= sum(len(words(piece)) for piece in locked.story) <= 120
        assert all(len(sentences(piece)) <= 6 for piece in locked.story)


OFTEN_ASKED = (
    "how are you today", "do you have a minute right now", "can I ask you a question", "who am I speaking to",
    "are you the right person to talk to", "who decides about that", "who are you using now",
    "how long have you been there", "how happy are you with them", "what price are you paying", "why not",
    "what do you mean by that", "what makes you hesitate", "what would it take", "what matters most to you",
    "what do you need", "how do you handle it today", "what does a normal day look like for you",
    "what goes wrong", "have you heard of us", "can I send you some information",
    "are you talking to other companies", "what do the others think",
)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_what_reps_often_ask_has_an_answer(name: str) -> None:
    silent = [
        q for q in OFTEN_ASKED if not [a for a in answers_to(ALL[name], q, 1, (), english) if a.open and not a.locked]
    ]
    assert len(silent) <= 1, silent


# --- one turn, one answer -------------------------------------------------------------------------------


def say(s: Scenario, act: str, text: str, level: int = 1, **more: object) -> list[str]:
    facts = tuple(x.id for x in s.locked if x.level <= level)
    values: dict[str, object] = {"turn": 3, "trust": Trust(30, 40, 80, 0, level), "rep_text": text, "facts": facts}
    d = Direction(act, **{"max_words": 40, **values, **more})  # type: ignore[arg-type]
    return [x.text for x in ScriptedClient(s, 1).reply(d, lambda _: None)]


@pytest.mark.parametrize("text", ["sorry?", "can you repeat that please", "I didn't catch that"])
def test_who_did_not_hear_hears_it_again(text: str) -> None:
    history = (Exchange("client", "No thanks, love, we have machines already."),)
    (reply,) = say(BAKERY, "answer", text, history=history, asked=True)
    assert reply.endswith("No thanks, love, we have machines already.")
    assert reply != history[0].text


def test_an_apology_is_no_request_to_hear_it_again() -> None:
    history = (Exchange("client", "We have machines already."),)
    reply = say(BAKERY, "surface_objection", "I am sorry, that was rude of me", history=history, labels=("apology",))
    assert not any("machines already" in x for x in reply)


@pytest.mark.parametrize("move", ["pressure", "argue", "pitch_early", "advise", "close_early", "ignore"])
@pytest.mark.parametrize("name", ALL)
def test_each_push_is_answered_as_the_push_it_was(name: str, move: str) -> None:
    s = ALL[name]
    kind = "pitch" if move == "pitch_early" else move
    lines = (*s.lines.pushback_to.get(kind, ()), *english.LINES[f"pushback_to_{kind}"]["any"])
    assert say(s, "pushback", "that is how it is", labels=(move,))[0] in lines


def test_an_agreement_names_the_day_that_was_proposed_and_no_other() -> None:
    weekdays = {d for d in english.DAYS if d.endswith("day")}
    for s in ALL.values():
        reply = say(s, "agree", "Shall we say Thursday at nine?", level=5, labels=("next_step",), asked=True)
        assert any(line.startswith("Thursday at nine") for line in reply)
        assert not weekdays & {w for line in s.lines.agree for w in words(line)}


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_day_named_too_soon_is_neither_passed_over_nor_taken(level: int) -> None:
    text = "Could we put a date in the diary for a visit to the field? How about Tuesday?"
    reply = say(COOP, "answer", text, level=level, labels=("next_step",), asked=True)
    assert reply[0] in english.LINES["not_yet"]["any"]


def test_asked_whether_it_was_understood_it_says_so() -> None:
    for level, act in ((0, "checked_cool"), (2, "checked")):
        reply = say(FLEET, "answer", "It is not the money, it is the letter. Have I got that right?", level, asked=True)
        assert reply[0] in english.LINES[act]["any"]


def test_nobody_is_thanked_for_a_question_that_was_not_asked() -> None:
    for s in ALL.values():
        for seed in range(6):
            reply = say(s, "warmer", "it sounds as if it all lands on you", 2, labels=("reflect",), seed=seed)
            assert not english.ABOUT_ASKING & {w for line in reply for w in words(line)}


def test_after_the_handover_it_is_the_other_one_who_answers() -> None:
    assert CLINIC.handover is not None
    history = (Exchange("client", " ".join(CLINIC.handover.says)),)
    desk = next(a for a in CLINIC.answers if "worked there" in a.asked and a.level == 0)
    reply = say(CLINIC, "answer", "how long have you worked there", 1, history=history, asked=True)
    assert reply[0] not in desk.says
    assert any(reply[0] in a.says for a in CLINIC.answers if a.level == 2)


def test_what_only_sounds_like_a_question_is_granted_and_not_answered() -> None:
    text, moves = "so it's not the price, it's that nobody is there when it matters", ("reflect", "closed_q")
    price = next(a for a in BAKERY.answers if "price" in a.asked)
    for level in (0, 1, 2):
        assert not set(say(BAKERY, "answer", text, level, labels=moves, asked=True)) & set(price.says)


def test_words_about_the_talk_itself_are_not_taken_up() -> None:
    assert thing_said("take your time", english, BAKERY.world) == ""
    assert thing_said("tell me about your oven", english, BAKERY.world) == "my oven"
