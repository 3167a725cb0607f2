"""The language model's client over real HTTP, against models that behave and models that do not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from adversaries import MODELS, NEVER, WARM
from chat_server import FAULTS, ChatServer
from scenarios_for_tests import small

from voicecoach import events as ev
from voicecoach.errors import BadRequest, VoiceCoachError
from voicecoach.ports import Direction, Exchange, Sentence
from voicecoach.resources import prompts_folder
from voicecoach.respond.chat.model import ChatClient
from voicecoach.respond.chat.prompt import prompt
from voicecoach.respond.chat.stream import Patience
from voicecoach.respond.guard import due
from voicecoach.respond.scenarios import files
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.scenario import Scenario
from voicecoach.session import Trust
from voicecoach.speak.sentences import split

HARBOUR = small()
SCENARIOS = [
    HARBOUR,
    *(files.load(p) for p in sorted(prompts_folder().glob("*.yaml")) if not p.name.startswith("_")),
]
QUICK = Patience(connect=1.0, first=0.25, stall=0.2, whole=1.5)
KEY = "sk-very-secret"


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as made:
        yield made


def direction(scenario: Scenario, level: int, act: str, **how: Any) -> Direction:
    rep = "Hello, may I show you what we do?"
    facts = (*(x.id for x in scenario.public), *(x.id for x in scenario.locked if x.level <= level))
    values = {
        "no": "reflex" if act == "reflex_no" else "", "rep_text": rep, "facts": facts, "seed": 7,
        "history": (Exchange("client", "Hello?"), Exchange("rep", rep)),
        "max_words": 120 if act == "disclose" else (24, 28, 40, 70, 70, 70)[level],
    }  # fmt: skip
    return Direction(act, 1, Trust(24, 35, 90, 0, level), **values | how)


def said_by(server: ChatServer, scenario: Scenario, d: Direction, says: Any, chunk: int = 7, fault: str = "") -> Any:
    server.says, server.chunk, server.fault = says, chunk, fault
    client = ChatClient(scenario, 1, "m", server.url, KEY, ScriptedClient(scenario, 1), split=split, patience=QUICK)
    events: list[ev.Event] = []
    try:
        return list(client.reply(d, events.append)), events
    finally:
        client.close()


def text(sentences: list[Sentence], origin: str = "") -> str:
    return " ".join(s.text for s in sentences if not origin or s.origin == origin)


@pytest.mark.parametrize("chunk", [1, 7, 0])
@pytest.mark.parametrize("name", MODELS)
def test_a_misbehaving_model_is_never_heard(server: ChatServer, name: str, chunk: int) -> None:
    which = (list(MODELS).index(name) + chunk) % len(SCENARIOS)
    for scenario in (HARBOUR, SCENARIOS[which]):
        if scenario.inbound:
            continue
        for level, act in ((0, "reflex_no"), (2, "answer")):
            d = direction(scenario, level, act)
            asked = prompt(scenario, d)
            reply, _ = said_by(server, scenario, d, MODELS[name](scenario, d, asked.messages[0]["content"]), chunk)
            model = text(reply, "model").lower()
            assert reply
            assert not [x for x in (*NEVER, *(WARM if level < 2 else ())) if x in model]
            for fact in scenario.locked:
                assert fact.id in d.facts or not due.tells(model, fact)
            assert len(model.split()) <= d.max_words
            if act == "reflex_no":
                assert due.says_no(text(reply))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_what_must_be_told_is_told_whatever_the_model_withholds(server: ChatServer, scenario: Scenario) -> None:
    for fact in scenario.locked:
        d = direction(scenario, fact.level, "disclose", must_tell=fact.id)
        for name in ("never yields", "is an AI", "swears", "JSON"):
            reply, _ = said_by(server, scenario, d, MODELS[name](scenario, d, ""))
            assert due.tells(text(reply), fact)
        told = " ".join(fact.story)
        reply, _ = said_by(server, scenario, d, told)
        assert due.tells(text(reply), fact)


def test_words_that_drip_without_ever_making_a_sentence_are_not_waited_for(server: ChatServer) -> None:
    server.says, server.chunk, server.fault = "well " * 300, 5, "drips"
    patience = Patience(connect=1.0, first=5.0, stall=5.0, opening=0.6, whole=60.0)
    client = ChatClient(HARBOUR, 1, "m", server.url, KEY, ScriptedClient(HARBOUR, 1), split=split, patience=patience)
    events: list[ev.Event] = []
    reply = list(client.reply(direction(HARBOUR, 0, "reflex_no"), events.append))
    client.close()
    assert [e.cause for e in events if isinstance(e, ev.Trouble)] == ["The language model took too long."]
    assert reply
    assert {s.origin for s in reply} != {"model"}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_endpoint_that_fails_is_taken_over_from_and_said(server: ChatServer, fault: str) -> None:
    reply, events = said_by(
        server, HARBOUR, direction(HARBOUR, 0, "reflex_no"), "No, thank you. Not for us, I am afraid.", 7, fault
    )
    assert due.says_no(text(reply))
    assert all(s.text[-1] in ".!?…" for s in reply)
    troubles = [e for e in events if isinstance(e, ev.Trouble)]
    assert len(troubles) == 1
    assert KEY not in repr(events)


def test_one_that_refuses_the_key_is_not_asked_again(server: ChatServer) -> None:
    server.fault = "401"
    client = ChatClient(HARBOUR, 1, "m", server.url, KEY, ScriptedClient(HARBOUR, 1), split=split, patience=QUICK)
    before = len(server.requests)
    for _ in range(3):
        assert list(client.reply(direction(HARBOUR, 0, "reflex_no"), lambda e: None))
    assert len(server.requests) == before + 1
    client.close()
    client.close()


COOPERATIVE = {
    (0, "reflex_no"): "No, thank you. We have people for that already.",
    (0, "pushback"): "That is a lot of talk for a first call.",
    (1, "surface_objection"): "It would mean learning something new, and nobody here has the time.",
    (2, "real_objection"): "It is my people I think of. They are tired, and I can't ask more of them.",
    (2, "answer"): "That depends on the day, and on who is in.",
    (3, "warmer"): "You could say that, yes. Nobody asks about that side of it.",
    (4, "explore"): "It would have to start small. And somebody would have to be there when it stops.",
    (5, "agree"): "All right, come and see us, but bring somebody who knows the work.",
}


def test_a_model_that_cooperates_is_heard_in_its_own_words(server: ChatServer) -> None:
    own = total = 0
    for scenario in SCENARIOS:
        for (level, act), says in COOPERATIVE.items():
            reply, _ = said_by(server, scenario, direction(scenario, level, act), says, 3)
            own += len(text(reply, "model").split())
            total += len(text(reply).split())
    assert own >= 0.9 * total


def test_what_was_spoken_before_a_block_stays_and_the_rest_is_dropped(server: ChatServer) -> None:
    reply, events = said_by(
        server, HARBOUR, direction(HARBOUR, 0, "reflex_no"), MODELS["caves late"](HARBOUR, None, "")
    )  # type: ignore[arg-type]
    assert text(reply) == "No, we have somebody."
    assert [e.rule for e in events if isinstance(e, ev.Blocked)] == ["accept"]


def test_a_block_before_any_sound_is_tried_once_more(server: ChatServer) -> None:
    tries = iter(["Sure, let's meet!", "No, thank you, not today."])
    reply, _ = said_by(server, HARBOUR, direction(HARBOUR, 0, "reflex_no"), lambda body: next(tries))
    assert text(reply, "model") == "No, thank you, not today."


def test_giving_up_a_reply_stops_the_work_behind_it(server: ChatServer) -> None:
    server.says, server.chunk, server.fault = "No, thank you. " * 3, 7, "stalls"
    client = ChatClient(HARBOUR, 1, "m", server.url, KEY, ScriptedClient(HARBOUR, 1), split=split)
    reply = client.reply(direction(HARBOUR, 0, "reflex_no"), lambda e: None)
    assert next(reply).text
    reply.close()  # type: ignore[attr-defined]
    client.close()


def test_what_is_locked_is_not_in_the_prompt() -> None:
    for scenario in SCENARIOS:
        sent = str(prompt(scenario, direction(scenario, 0, "reflex_no")).messages)
        for fact in scenario.locked:
            assert fact.text not in sent
            assert not any(piece in sent for piece in fact.story)


def test_the_key_is_never_shown(server: ChatServer) -> None:
    client = ChatClient(HARBOUR, 1, "m", server.url, KEY, ScriptedClient(HARBOUR, 1), split=split)
    assert KEY not in repr(client)
    client.close()


@pytest.mark.parametrize("url", ["", "localhost:11434", "ftp://x/v1", "http://[bad"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises((BadRequest, VoiceCoachError)):
        ChatClient(HARBOUR, 1, "m", url, KEY, ScriptedClient(HARBOUR, 1), split=split)
