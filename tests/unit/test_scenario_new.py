"""A scenario of one's own: the template, the interview, and the page that explains the format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from voicecoach.errors import BadRequest
from voicecoach.respond.alliance.table import OVERRIDES
from voicecoach.respond.matching import contains
from voicecoach.respond.scenarios.files import loads
from voicecoach.respond.scenarios.new import QUESTIONS, Interview, from_interview, template
from voicecoach.respond.scenarios.turned import spoken_by_client, tidy
from voicecoach.scenario import Scenario

DOCS = Path(__file__).parents[2] / "docs" / "scenario-format.md"
ANNA = Interview(
    who="Anna Keller, purchasing manager at a hospital group",
    does="They buy everything for three hospitals: beds, gloves, screws",
    knows="She met us at a fair once and thought we were expensive",
    why_no="They have a framework contract, and she has no time",
    behind="Her last switch ended in a shortage during the flu wave and the surgeons blamed her",
    earns="Honest words about delays, and asking about the wards",
)


def test_the_template_is_a_right_scenario_with_every_key_in_it() -> None:
    text = template()
    assert loads(text).id == "my-call"
    keys = set(re.findall(r"^[# -]*(\w+):", text, re.MULTILINE))
    assert {key for key, _ in _keys(Scenario)} <= keys


def test_six_answers_make_a_call_worth_rehearsing() -> None:
    s = loads(from_interview(ANNA))
    assert s.id == "anna-keller"
    assert s.client.name == "Anna Keller"
    assert s.client.role == "purchasing manager at a hospital group"
    assert "We have a framework contract, and I have no time." in s.lines.surface_objection
    assert any("Our last switch" in p or "My last switch" in p for p in s.locked[0].story)
    assert {"surgeons", "shortage"} <= set(s.locked[0].tells)
    assert {"open_q", "candour"} <= set(s.tests[0].met_by)
    assert s.earns == ANNA.earns
    assert "hospitals" in s.world
    early = [*s.lines.reflex_no, *s.lines.surface_objection, *s.lines.real_objection, s.client.character]
    assert not any(contains(line, tell) for line in early for tell in s.locked[0].tells)
    assert len(QUESTIONS) == 6


def test_too_little_is_said_to_be_too_little() -> None:
    with pytest.raises(BadRequest, match="Not enough") as caught:
        from_interview(Interview("", why_no="no time"))
    assert "Who is it" in caught.value.remedy
    assert "behind" in caught.value.remedy


words_of_a_rep = st.one_of(
    st.text(min_size=1, max_size=120),
    st.lists(
        st.sampled_from(["they", "she is", "her", "boss:", "because", "yes", "No", "-", "#&*", "'ok'", '"why"', "12"]),
        min_size=1,
        max_size=30,
    ).map(" ".join),
)


@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(words_of_a_rep, words_of_a_rep, words_of_a_rep, words_of_a_rep)
@example("a buyer", "no time", "no time", "no time")
@example("Hello?", "That's me.", "Was that all?", "Hello?")
@example('"why" they', "K", "z", 'they "why"')
@example("Alex, boss", "That's it.", "I have to go into a meeting. Goodbye.", "That's all the time I had.")
@example("x" * 500, "- a: b", "!!python", "word " * 400)
def test_whatever_is_answered_the_file_is_right_or_the_answer_refused(
    who: str, does: str, why_no: str, behind: str
) -> None:
    try:
        text = from_interview(Interview(who, does, does, why_no, behind, does))
    except BadRequest:
        assert not all(re.search(r"[^\W_]", tidy(x)) for x in (who, why_no, behind))
        return
    assert loads(text)


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("they have no budget, he thinks we are too dear", "We have no budget, I think you are too dear."),
        ("because they already have somebody", "We already have somebody."),
        ("She says that her team doesn't want it", "My team doesn't want it."),
        ("their last rep lied to her about it", "Our last rep lied to me about it."),
        ("she's happy and doesn't want to change", "I'm happy and don't want to change."),
        ('He\'ll say "we have someone for that"', "We have someone for that."),
        ("no budget", "There's no budget."),
        ("price", "What it comes down to is price."),
        ("has a contract", "I have a contract."),
        ("he worries about his people", "I worry about my people."),
    ],
)
def test_what_is_said_of_a_client_is_turned_to_its_side(said: str, turned: str) -> None:
    assert spoken_by_client(said) == turned


# --- the page for coaches -------------------------------------------------------------------------------


def _keys(model: Any, path: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, info in model.model_fields.items():
        found.append((name, (*path, name)))
        inner = _part(info.annotation)
        if inner is not None and not (path and name == "client"):
            found += _keys(inner, (*path, name))
    return found


def _part(annotation: Any) -> Any:
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    return next((m for a in getattr(annotation, "__args__", ()) if (m := _part(a)) is not None), None)


@pytest.mark.parametrize("path", [".".join(p) for _, p in _keys(Scenario)])
def test_every_key_is_documented(path: str) -> None:
    assert f"`{path}`" in DOCS.read_text(encoding="utf-8")


def test_the_page_documents_no_key_that_is_not_there() -> None:
    known = {".".join(p) for _, p in _keys(Scenario)} | set(OVERRIDES)
    rows = re.findall(r"^\| `([a-z_.]+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    assert set(rows) <= known
