"""The guard: what must be let through, what must not, and that neither depends on how a reply was cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios_for_tests import small

from voicecoach.ports import Direction, Exchange
from voicecoach.respond.guard import due
from voicecoach.respond.guard.clean import Cleaner
from voicecoach.respond.guard.rules import Guard
from voicecoach.respond.guard.text import canon, numbers
from voicecoach.session import Trust

DATA = Path(__file__).parent.parent / "data"
HARBOUR = small()
WORDS = (24, 28, 40, 70, 70, 70)


def direction(level: int, act: str = "answer", **how: object) -> Direction:
    facts = ("quays", *(x.id for x in HARBOUR.locked if x.level <= level))
    given = {"max_words": WORDS[level], "facts": facts} | how
    return Direction(act, 3, Trust(40, 20, 60, 0, level), **given)  # type: ignore[arg-type]


def rows(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [x for x in lines if x and not x.startswith("#")]


def test_legitimate_lines_pass() -> None:
    lines = rows("legitimate_lines.txt") + rows("more_legitimate_lines.txt")
    assert len(lines) >= 300
    blocked = []
    for row in lines:
        level, text = int(row[0]), row[2:]
        if Guard(HARBOUR, direction(level, "agree" if level == 5 else "answer")).check(text).rule:
            blocked.append(row)
    assert len(blocked) <= 0.02 * len(lines), blocked


@pytest.mark.parametrize("row", rows("forbidden_lines.txt"))
def test_forbidden_lines_do_not(row: str) -> None:
    rule, level, text = row.split(" ", 2)
    at = 3 if level == "any" else int(level)
    assert Guard(HARBOUR, direction(at)).check(text).rule == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I can't agree to a meeting.", ""),
        ("I'm in a meeting.", ""),
        ("We never said that we'd take it.", ""),
        ("You think I'll sign that?", ""),
        ("I'm not saying no, but let's meet.", "accept"),
        ("I wouldn't say no to a trial.", "accept"),
    ],
)
def test_an_acceptance_is_read_by_the_clause(text: str, rule: str) -> None:
    assert Guard(HARBOUR, direction(1)).check(text).rule == rule


def test_a_yes_is_none_unless_a_step_was_proposed() -> None:
    asked = direction(2, rep_text="Shall we meet on Tuesday?", asked=True)
    assert Guard(HARBOUR, asked).check("Yes, why not.").rule == "accept"
    assert Guard(HARBOUR, asked).check("Yes, but not before spring.").rule == ""
    assert Guard(HARBOUR, direction(2, rep_text="Is it cold there?", asked=True)).check("Yes, it is.").rule == ""


def test_numbers_are_the_clients_own_or_the_reps() -> None:
    assert Guard(HARBOUR, direction(2)).check("There are three quays.").rule == ""
    assert Guard(HARBOUR, direction(2)).check("There are seventeen quays.").rule == "number"
    said = direction(2, rep_text="It costs 200 a month.")
    assert Guard(HARBOUR, said).check("Two hundred a month is too much.").rule == ""
    assert Guard(HARBOUR, direction(0)).check("You have two minutes.").rule == ""


def test_an_unlocked_fact_may_be_told_and_a_locked_one_not_even_across_sentences() -> None:
    assert Guard(HARBOUR, direction(3)).check("In March a rope snapped, and a deckhand lost a finger.").rule == ""
    apart = Guard(HARBOUR, direction(2))
    assert apart.check("It was about a rope,").rule == ""
    assert apart.check("snapped it did.").rule == "secret"


def test_nothing_is_said_twice() -> None:
    history = (Exchange("client", "We are not interested in any of that. Goodbye."),)
    again = Guard(HARBOUR, direction(0, history=history))
    assert again.check("We're not at all interested in it.").rule == ""
    assert again.check("We are not interested in any of that!").rule == "repeat"
    same = Guard(HARBOUR, direction(1))
    assert same.check("It costs far too much for us.").rule == ""
    assert same.check("It costs far too much for us.").rule == "repeat"


def test_six_words_of_the_prompt_are_too_many() -> None:
    told = "You are closed and you want to end this as soon as you can."
    assert Guard(HARBOUR, direction(0), told).check("I was to end this as soon as you can see.").rule == "prompt"
    assert Guard(HARBOUR, direction(0), told).check("I want to end this now.").rule == ""


def test_a_reply_has_no_more_words_than_trust_allows() -> None:
    long = "No, " + "and that is how it has always been in this harbour, " * 4
    verdict = Guard(HARBOUR, direction(0)).check(long)
    assert 0 < len(verdict.text.split()) <= 24
    assert verdict.stop
    assert Guard(HARBOUR, direction(0)).check("word " * 50).rule == "length"


def test_a_language_without_tables_keeps_the_rules_that_need_none() -> None:
    french = small(language="fr")
    one = Guard(french, direction(2))
    assert one.check("Non merci, cela ne m'intéresse pas.").rule == ""
    assert one.check("Il nous reste 40 000 couronnes.").rule in ("secret", "number")


def test_what_a_reply_must_hold() -> None:
    assert due.says_no("We have somebody for that already.")
    assert not due.says_no("Who is this?")
    assert due.warns("One more of those and I put the phone down.")
    assert due.tells("It was in March. The rope snapped.", HARBOUR.locked[0])
    assert not due.tells("It was a bad spring.", HARBOUR.locked[0])


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<think>caves: yes</think>No, thanks.", "No, thanks."),
        ("so I should refuse.</think>No.", "No."),
        ("<thinking>never closed, and it goes on", ""),
        ("*sighs* We're (annoyed) fine.", "We're fine."),
        ("**No.** I said [pause] no.", "No. I said no."),
        ('<speak>No <break time="1s"/>way.</speak>', "No way."),
        ("Ingrid: No.\nRep: But wait!\nIngrid: Fine.", "No."),
        ("No. Rep: But listen. Client: Fine.", "No."),
        ("No.\nTom: But listen.", "No."),
        ("Look: we are fine. One thing: call no more.", "Look: we are fine. One thing: call no more."),
        ("# Reply\n- No.\n- Never.", "Reply No. Never."),
        ("No 😀 way", "No way"),
        ('{"reply": "No."}', ""),
    ],
)
def test_what_nobody_says_aloud_is_taken_out(raw: str, clean: str) -> None:
    for size in (1, 2, 7, len(raw)):
        cleaner = Cleaner(("Ingrid Dahl",))
        out = "".join(cleaner.feed(raw[i : i + size]) for i in range(0, len(raw), size)) + cleaner.finish()
        assert out.strip() == clean


@settings(max_examples=100)
@given(st.text(alphabet="aB .!?\n*<>()[]:,think/`_-R", max_size=80), st.lists(st.integers(1, 9), max_size=30))
def test_what_comes_out_does_not_depend_on_the_cuts(text: str, cuts: list[int]) -> None:
    whole = Cleaner()
    expected = whole.feed(text) + whole.finish()
    pieces, rest = Cleaner(), text
    out = ""
    for size in [*cuts, 10_000]:
        out, rest = out + pieces.feed(rest[:size]), rest[size:]
    assert out + pieces.finish() == expected


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("forty-two thousand", ["42000"]), ("42,000", ["42000"]), ("four zero zero", ["400"]), ("10k", ["10000"]),
        ("one hundred and seven", ["107"]), ("two or three", ["2", "3"]), ("3.5 percent", ["3.5"]),
        ("twenty five and six", ["25", "6"]), ("1.200 euros", ["1200"]),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text: str, figures: list[str]) -> None:
    assert [n for n, _ in numbers(text)] == figures


def test_letters_set_apart_are_put_together() -> None:
    assert "paperwork" in canon("it is p-a-p-e-r-w-o-r-k")
    assert "deckhand" in canon("a d e c k h a n d was hurt")
