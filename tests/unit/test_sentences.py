"""Cutting a stream of text into breaths: where it cuts, and that chunking never matters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.speak.sentences import Sentences, breath, split


def cut(text: str, *, size: int = 0, first_clause: int = 0) -> list[str]:
    splitter = Sentences(first_clause)
    found: list[str] = []
    for start in range(0, len(text), size or len(text) or 1):
        found += splitter.feed(text[start : start + (size or len(text))])
    return found + splitter.finish()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Not interested. Goodbye.", ["Not interested.", "Goodbye."]),
        ("Mr. Shah and Dr. Jones came. They left.", ["Mr. Shah and Dr. Jones came.", "They left."]),
        ("It cost 1.5 percent. Or 3.", ["It cost 1.5 percent.", "Or 3."]),
        ("At 9 a.m. we open. By 3 p.m. We close.", ["At 9 a.m. we open.", "By 3 p.m.", "We close."]),
        ("Use it, e.g. here. Yes.", ["Use it, e.g. here.", "Yes."]),
        ("We ask for No. 5 there. No. I said no.", ["We ask for No. 5 there.", "No.", "I said no."]),
        ("So do I. We all do.", ["So do I.", "We all do."]),
        ("J. Smith called.", ["J. Smith called."]),
        ("Well... I don't know.", ["Well... I don't know."]),
        ("And then it just stopped… Nobody came.", ["And then it just stopped…", "Nobody came."]),
        ("What?! You again? Go!", ["What?!", "You again?", "Go!"]),
        ('"Who is it?" she asked. "Me."', ['"Who is it?" she asked.', '"Me."']),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("1. First of all. 2. Then this.", ["1. First of all.", "2. Then this."]),
        ("No full stop", ["No full stop"]),
        ("", []),
        ("  \n ", []),
        ("...", ["..."]),
    ],
)
def test_cuts_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "We have a contractor, and that will do. Bye.",
            ["We have a contractor,", "and that will do.", "Bye."],
        ),
        ("Look, I am busy, all right?", ["Look, I am busy,", "all right?"]),
        ("I told them twice — nobody came.", ["I told them twice —", "nobody came."]),
        ("No. I really mean it, so stop.", ["No.", "I really mean it, so stop."]),
        ("Look - no.", ["Look - no."]),
        ("It was £1,200 a month, in the end.", ["It was £1,200 a month,", "in the end."]),
    ],
)
def test_a_long_enough_first_clause_goes_ahead(text: str, pieces: list[str]) -> None:
    assert cut(text, first_clause=3) == pieces


def test_a_sentence_is_given_out_as_soon_as_it_is_certain() -> None:
    splitter = Sentences()
    assert splitter.feed("We have a contractor") == []
    assert splitter.feed(",") == []
    assert splitter.feed(" and") == ["We have a contractor,"]
    assert splitter.feed(" that is it.") == []
    assert splitter.feed(" ") == ["and that is it."]
    assert splitter.feed("By 3 p.m. ") == []
    assert splitter.feed("W") == ["By 3 p.m."]
    assert splitter.finish() == ["W"]


def test_split_is_lazy() -> None:
    def tokens() -> Iterator[str]:
        yield from ("Not ", "today", ". ")
        raise ConnectionError

    sentences = split(tokens())
    assert next(sentences) == "Not today."
    with pytest.raises(ConnectionError):
        next(sentences)


def test_somebody_who_never_stops_is_cut_all_the_same() -> None:
    pieces = cut(" ".join(["word"] * 200))
    assert [len(p.split()) for p in pieces] == [45, 45, 45, 45, 20]
    pieces = cut(" ".join(["this goes on and on,"] * 20))
    assert max(len(p.split()) for p in pieces) <= 25


def test_longer_breaths_after_sentences_and_at_slower_rates() -> None:
    assert breath("Not interested.") > breath("Look,") > 0
    assert breath("No.", 120) > breath("No.", 200)
    assert breath("") == 0.0


WORDS = "we I Mr. p.m. No. 5 1.5 stop. what? so, — - well... … 'Oh!' (yes.) e.g. and We a.m. etc. 1. U.K. it;"
words = st.sampled_from([*WORDS.split(" "), "\n"])
texts = st.lists(words, max_size=60).map(" ".join) | st.text(alphabet=" \n.,!?…—-\"'”abAB1")


@given(texts, st.lists(st.integers(1, 7), min_size=1), st.sampled_from([0, 3]))
def test_chunking_never_matters_and_no_word_is_lost(text: str, sizes: list[int], first_clause: int) -> None:
    splitter = Sentences(first_clause)
    found: list[str] = []
    at = i = 0
    while at < len(text):
        found += splitter.feed(text[at : at + sizes[i % len(sizes)]])
        at += sizes[i % len(sizes)]
        i += 1
    found += splitter.finish()
    assert found == cut(text, first_clause=first_clause)
    assert " ".join(found).split() == text.split()
    assert all(piece == " ".join(piece.split()) and piece for piece in found)
