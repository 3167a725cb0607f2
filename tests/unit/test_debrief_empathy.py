"""Whose seat each attempt speaks from, and what the language tools make of words."""

from __future__ import annotations

import pytest
from debrief_calls import Script, label
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.debrief import course, empathy, language, qualities
from voicecoach.debrief.voice import syllables

# --- language --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("My people spend their weekends on paperwork.", "your people spend their weekends on paperwork"),
        ("I'm the one who signed for our forms.", "you're the one who signed for your forms"),
        ("We have a contractor.", "you have a contractor"),
        ("I was there and I am tired.", "you were there and you are tired"),
        ("It cost us a whole Saturday.", "it cost you a whole Saturday"),
        ("You people always ring at noon.", None),
        ("What do I get?", None),
    ],
)
def test_saying_a_client_s_words_back(said: str, back: str | None) -> None:
    assert language.told_back(said) == back


@given(st.text(max_size=200))
def test_no_text_breaks_the_language_tools(text: str) -> None:
    language.told_back(text)
    assert set(language.content(text).values()) <= set(language.tokens(text)) | {
        w.removesuffix("'s") for w in language.tokens(text)
    }
    assert syllables.syllables(text) >= 0
    empathy.viewpoint(text)
    qualities.wanted(text)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("table cable little", 6), ("made times moved rules", 4), ("wanted needed audit", 6),
        ("don't didn't couldn't", 5),
        ("hospital contractor solution", 9), ("question special serious", 7), ("1250", 8), ("19 20", 4), ("", 0),
        ("the people who left us had families and mortgages", 14), ("reliable terminal weekend", 9),
    ],
)  # fmt: skip
def test_syllables(text: str, n: int) -> None:
    assert syllables.syllables(text) == n


# --- empathy ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("If I were you I would change your contractor.", "own"),
        ("In your shoes I'd sign now.", "own"),
        ("You really need to look at your records.", "own"),
        ("I know exactly how you feel.", "own"),
        ("If I were you I'd be sceptical too.", "client"),
        ("If I was in your position I would be worried as well.", "client"),
        ("As the client, what could you do about the weekends?", "client"),
        ("From where you sit, one more system is one more form.", "client"),
        ("Nice weather today.", "unclear"),
    ],
)
def test_whose_seat_it_speaks_from(text: str, seat: str) -> None:
    assert empathy.viewpoint(text)[0] == seat


def _attempt(client: str, rep: str, move: str, words: str = "") -> empathy.Attempt:
    s = Script(client)
    s.rep(rep, label(rep, move, words or rep))
    return empathy.empathy(course.read(s.events)).attempts[0]


def test_a_stock_phrase_gets_a_rewrite_from_the_client_s_own_words() -> None:
    found = _attempt("My team lost a whole Saturday to an outage.", "I totally understand.", "canned")
    assert found.stock
    assert found.carries == ()
    assert "your team lost a whole Saturday to an outage" in found.rewrite
    assert found.from_words is not None
    assert found.from_words.text == "My team lost a whole Saturday to an outage."


def test_a_reflection_carries_what_the_client_said_and_needs_no_rewrite() -> None:
    found = _attempt("My team lost a whole Saturday.", "So that Saturday still hurts.", "reflect")
    assert (found.viewpoint, found.carries, found.stock, found.rewrite) == ("client", ("saturday",), False, "")


def test_advice_that_was_asked_for_is_not_rewritten() -> None:
    found = _attempt("What would you do?", "If I were you I would wait for the audit.", "advice_asked")
    assert found.asked
    assert found.rewrite == ""


def test_advice_the_labels_left_out_is_still_seen() -> None:
    s = Script("Our forms eat the weekends.")
    s.rep("If I were you I would drop the forms.")
    found = empathy.empathy(course.read(s.events))
    assert found.from_own == 1
    assert "your forms eat the weekends" in found.attempts[0].rewrite
