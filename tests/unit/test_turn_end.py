"""How long the silence must be, by what was said before it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.hear.turn_end import PACE, Pace, finality, needed_silence

FINISHED = [
    "So what happened?",
    "what happened",
    "How does that sound?",
    "And what would that mean for your team",
    "Would it be all right if I asked you about that",
    "Who else would have to agree?",
    "Thank you.",
    "Hello",
    "How do you decide",
    "What worries you most about it?",
    "Okay, and when did that start",
]
UNFINISHED = [
    "We looked at it and, um.",
    "I'm calling because",
    "What I wanted to ask is whether the",
    "It sounds like your",
    "So we",
    "You said that the audit is in May, so",
    "I think they are",
    "Would you be able to",
    "It depends on how",
    "I could send you a",
]
OPEN = [
    "We looked at your site",
    "It sounds as if the last company left you alone",
    "My name is Sam from Northgate",
]


@pytest.mark.parametrize("words", FINISHED)
def test_finished_words_are_answered_soon(words: str) -> None:
    assert needed_silence(words, 2.0) < 0.5


@pytest.mark.parametrize("words", UNFINISHED)
def test_unfinished_words_are_waited_for(words: str) -> None:
    assert needed_silence(words, 2.0) > 1.0


@pytest.mark.parametrize("words", OPEN)
def test_a_statement_might_go_on(words: str) -> None:
    assert PACE.finished + 0.1 < needed_silence(words, 2.0) <= PACE.open


@pytest.mark.parametrize("words", [None, "", "  ", "...", "Je voudrais savoir ce que vous pensez", "今日は", "12"])
def test_no_english_words_no_opinion(words: str | None) -> None:
    assert needed_silence(words, 2.0) == PACE.unknown


def test_a_long_telling_is_given_more_time_but_a_question_is_not() -> None:
    open_words = "We looked at your site"
    assert needed_silence(open_words, 20.0) > needed_silence(open_words, 2.0)
    assert needed_silence("so what happened", 20.0) == needed_silence("so what happened", 2.0)


VOCABULARY = """what happened we the and um is you need look at it contract how does your team question tell
me why because last year can I ask that of technician bonjour thanks"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=14).map(" ".join)


@given(st.text(max_size=60) | WORDS, st.floats(0, 120))
def test_always_between_the_shortest_and_the_longest(words: str, spoken: float) -> None:
    assert PACE.finished <= needed_silence(words, spoken) <= PACE.unfinished + PACE.long_more


@given(WORDS, st.floats(0, 60), st.sampled_from([".", "?", "!", "...", ""]))
def test_full_stops_and_capitals_change_nothing(words: str, spoken: float, mark: str) -> None:
    assert needed_silence(words.capitalize() + mark, spoken) == needed_silence(words, spoken)


@given(WORDS, st.floats(0, 60), st.sampled_from([True, False, None]))
def test_a_sentence_heard_to_go_on_is_waited_for(words: str, spoken: float, moved: bool | None) -> None:
    plain = needed_silence(words, spoken, moved=moved)
    assert needed_silence(words + ",", spoken, moved=moved) >= plain
    assert needed_silence(f"Right. {words}", spoken, moved=moved) >= needed_silence(
        f"Right. {words}.", spoken, moved=moved
    )


@given(WORDS, st.floats(0, 60), st.sampled_from(["and", "um", "the", "because", "so, uh"]))
def test_trailing_off_never_shortens_the_wait(words: str, spoken: float, tail: str) -> None:
    assert needed_silence(f"{words} {tail}", spoken) >= min(needed_silence(words, spoken), PACE.unknown)


@given(WORDS)
def test_finality_is_a_share_or_nothing(words: str) -> None:
    score = finality(words)
    assert score is None or 0.0 <= score <= 1.0


@given(WORDS, st.floats(0, 60), st.floats(0.5, 2.0))
def test_a_slower_pace_waits_longer_in_proportion(words: str, spoken: float, factor: float) -> None:
    assert needed_silence(words, spoken, Pace().scaled(factor)) == pytest.approx(factor * needed_silence(words, spoken))


def test_the_page_on_keeping_time_says_what_is_so() -> None:
    page = (Path(__file__).parents[2] / "docs" / "conversation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| “(.+)” \| ([\d.]+) s \| ([\d.]+) s \| ([\d.]+) s \|$", page, re.M)
    assert len(rows) >= 5
    for words, *seconds in rows:
        found = [needed_silence(words, 2.0, moved=moved) for moved in (True, None, False)]
        assert [f"{x:.2f}" for x in found] == seconds, words
