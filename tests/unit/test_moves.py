"""The labeller as a whole: what it promises for any text, and the parts it stands on."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.understand import moves
from voicecoach.understand.moves import Context, label, scores
from voicecoach.understand.moves.reading.numbers import quantities
from voicecoach.understand.moves.reading.questions import ask
from voicecoach.understand.moves.reading.words import content, read, tokens
from voicecoach.vocabulary import MOVES

WORDS = st.sampled_from(
    "you i we they it so and but because if what how why do does are is can could should need to have feel think want"
    " tell me about the a paperwork price audit worried sorry okay yeah not no today offer best understand sounds like"
    " forty pounds monday ? . , don't you're it's that"
    .split()
)  # fmt: skip
SPEECH = st.lists(WORDS, max_size=40).map(" ".join)


@settings(max_examples=150)
@given(st.one_of(SPEECH, st.text(max_size=200)), st.one_of(SPEECH, st.text(max_size=80)))
def test_any_text_is_labelled_without_trouble(text: str, previous: str) -> None:
    found = label(
        text, Context(previous=previous, heard=(previous,), world=("audit",), offer=("It costs forty pounds.",))
    )
    assert len({x.move for x in found}) == len(found)
    for x in found:
        assert x.move in MOVES
        assert MOVES[x.move].heard_by == "words"
        assert 0.5 <= x.confidence <= 1
        assert MOVES[x.move].kind != "loses" or x.confidence >= 0.65
        assert 0 <= x.start <= x.end <= len(text)
        assert x.why
    assert (
        label(text, Context(previous=previous, heard=(previous,), world=("audit",), offer=("It costs forty pounds.",)))
        == found
    )


@settings(max_examples=100)
@given(st.one_of(SPEECH, st.text(max_size=200)), SPEECH)
def test_scores_are_shares(text: str, previous: str) -> None:
    found = scores(text, previous)
    assert set(found) == {"question", "open", "reflection", "complex", "advice", "input", "empathy"}
    assert all(0 <= v <= 1 for v in found.values())
    assert found["complex"] == 0.5


@settings(max_examples=100)
@given(SPEECH)
def test_a_lecture_is_never_listening(text: str) -> None:
    found = {
        x.move
        for x in label(
            text + " you really need to change that and you should do it today", Context(previous="I am tired.")
        )
    }
    assert not {"reflect", "summary", "echo"} & found


def test_capitals_do_not_matter() -> None:
    text, before = "So You Lost Two People, And It Wears You Down?", "We lost two people."
    assert [x.move for x in label(text, Context(before))] == [x.move for x in label(text.lower(), Context(before))]


def test_a_version_is_named() -> None:
    assert moves.VERSION.startswith("moves-")


def test_very_long_talk_is_still_quick() -> None:
    began = time.perf_counter()
    label("and then you said that the price is too high for what it does " * 400, Context(previous="Too high."))
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know, it's gonna cost", "i do not know it is going to cost"),
        ("Um, you-you wanna, uh, wh-what do you", "you want to what do you"),
        ("Mm-hmm. [chuckles] All right", "mhm alright"),
        ("youre right thats fine", "you are right that is fine"),
        ("the client's price, he's here", "the client price he is here"),
        ("do you do you know what I mean", "do you know what i mean"),
        ("it was, you know, hard", "it was hard"),
        ("do you know how it went", "do you know how it went"),
    ],
)
def test_spoken_words_are_opened(text: str, expected: str) -> None:
    assert " ".join(t.word for t in tokens(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "fair enough i won't keep you can i ask one thing",
            "| fair enough | i will not keep you | can i ask one thing |",
        ),
        (
            "okay so you are covered what do they do on a sunday",
            "| okay | so you are covered | what do they do on a sunday |",
        ),
        ("that depends on what you need", "| that depends on what you need |"),
        (
            "i can talk about this is that something you would like",
            "| i can talk about this | is that something you would like |",
        ),
    ],
)
def test_clauses_are_found_without_marks(text: str, expected: str) -> None:
    assert read(text).line == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what do you need", "wh"),
        ("how many sites are there", "wh"),
        ("do you have a contract", "aux"),
        ("tell me about the audit", "request"),
        ("i am curious how they took it", "wonder"),
        ("may i ask you something", "leave"),
        ("you have a contract don't you", "tag"),
        ("anything else", "rest"),
        ("what you need is a plan", ""),
        ("when it rains we stay in", ""),
        ("how lovely", ""),
        ("you have a contract", ""),
    ],
)
def test_what_is_asked_is_heard_in_the_words(text: str, kind: str) -> None:
    assert ask(read(text).clauses[0]).kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("forty five pounds a month", [(45.0, "money")]),
        ("two hundred and ten euros", [(210.0, "money")]),
        ("it takes 3 days or 20% more", [(3.0, "day"), (20.0, "percent")]),
        ("one of us", []),
    ],
)
def test_quantities_are_numbers_with_units(text: str, expected: list[tuple[float, str]]) -> None:
    assert quantities(read(text).words) == expected


def test_related_words_share_a_stem() -> None:
    assert content(("worries", "complained", "prices")) == content(("worried", "complaining", "price"))
