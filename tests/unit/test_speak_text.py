"""Text for the synthesiser: what it reads badly is written out, what is no language is taken out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.speak.text import harmless, speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It was £120 a month.", "It was 120 pounds a month."),
        ("$5.50, please", "5 dollars 50, please"),
        ("about $40k a year", "about 40 thousand dollars a year"),
        ("£1.2m in all", "1.2 million pounds in all"),
        ("€1,200", "1,200 euros"),
        ("£0.30 each", "30 pence each"),
        ("£0.01", "1 penny"),
        ("£1", "1 pound"),
        ("£3 million", "3 million pounds"),
        ("It costs £120, and", "It costs 120 pounds, and"),
        ("we lost £9,000.", "we lost 9,000 pounds."),
        ("0.8% of it", "0.8 percent of it"),
        ("We answer 24/7.", "We answer twenty-four seven."),
        ("8-10 people", "8 to 10 people"),
        ("2–3 weeks", "2 to 3 weeks"),
        ("at 9:30", "at 9 30"),
        ("at 9:05", "at 9 oh 5"),
        ("at 10am.", "at 10 a m"),
        ("by 3:15 p.m. today", "by 3 15 p m today"),
        ("bread & butter", "bread and butter"),
        ("tea and/or milk/sugar", "tea or milk or sugar"),
        ("us vs. them", "us versus them"),
        ("No. 5", "number 5"),
        ("No. I said no.", "No. I said no."),
        ("in the 1990s", "in the 19 nineties"),
        ("07700 900123", "0 7 7 0 0 9 0 0 1 2 3"),
        ("It's “fine”…", 'It\'s "fine"...'),
        ("a well-known 2-year plan", "a well-known 2-year plan"),
    ],
)
def test_reads_numbers_and_signs_as_a_person_would(written: str, said: str) -> None:
    assert speakable(written) == said


def test_leaves_another_language_as_it_is_written() -> None:
    assert speakable("8-10 Leute, 5%", language="de") == "8-10 Leute, 5%"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<speak>Hi <break time='5s'/>there</speak>", "Hi there"),
        ("[[slnc 5000]] Hello", "slnc 5000 Hello"),
        ("*sighs* Not today", "sighs Not today"),
        ("a\x00b\x1b[31mc\ud800", "a b 31mc"),
        ("zero\u200bwidth \u202eright", "zerowidth right"),
        ("5 < 6 and 7 > 3", "5 6 and 7 3"),
        ("😀 fine 👍🏽", "fine"),
        ("…", ""),
        ("?!", ""),
        ("  \n\t ", ""),
        ("", ""),
        ("nooooooooooooo", "nooo"),
        ("café naïve", "café naïve"),
    ],
)
def test_takes_out_what_is_no_language(written: str, left: str) -> None:
    assert harmless(written) == left


@given(st.text())
def test_whatever_comes_in_is_harmless(text: str) -> None:
    said = speakable(text)
    assert not set(said) & set("<>[]{}*_#`~^|\\")
    assert all(unicodedata.category(c)[0] != "C" for c in said)
    said.encode("utf-8")
    assert "\n" not in said


@given(st.lists(st.sampled_from(("we", "lost", "nine", "thousand", "pounds", "that", "day")), min_size=1))
def test_plain_words_pass_as_they_are(words: list[str]) -> None:
    assert speakable(" ".join(words)) == " ".join(words)
