"""What is taken out of text, and what is not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.remember.redact import ADDRESS, NAME, NUMBER, Span, clean, find, find_names, moved, replace
from voicecoach.remember.redact_session import redact_events, redact_scenario, silence


def cleaned(*texts: str, known: tuple[str, ...] = ()) -> list[str]:
    names = find_names(texts, known)
    return [clean(t, names) for t in texts]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi, this is Joe Miller from Northgate.", f"Hi, this is {NAME} from {NAME}."),
        ("my name is priya and i sell terminals", f"my name is {NAME} and i sell terminals"),
        ("hi this is tom from accounts", f"hi this is {NAME} from accounts"),
        ("I spoke to Mrs. Okafor yesterday.", f"I spoke to Mrs. {NAME} yesterday."),
        ("Sandra's team asked me, so I called Sandra.", f"{NAME}'s team asked me, so I called {NAME}."),
        ("Could we say half past three? Or 15:30?", f"Could we say half past {NUMBER}? Or {NUMBER}?"),
        ("It costs £1,250.00 a month, 3% less.", f"It costs {NUMBER} a month, {NUMBER} less."),
        ("Call me on 07700 900 123.", f"Call me on {NUMBER}."),
        ("oh seven seven double nine one two three", NUMBER),
        ("about two hundred and fifty people", f"about {NUMBER} people"),
        ("Please mail jo.b+x@acme.co.uk or see www.acme.com/x.", f"Please mail {ADDRESS} or see {ADDRESS}"),
        ("it's joe dot miller at acme dot com", f"it's {ADDRESS}"),
    ],
)
def test_taken_out(text: str, left: str) -> None:
    assert cleaned(text) == [left]


@pytest.mark.parametrize(
    "text",
    [
        "That's the one I meant. One thing puzzles me.",
        "Hello there. Honestly, how's Monday? Is it hard for you?",
        "I'm calling because you said it's been a long year.",
        "Thank you. What happened? Listening to you, it sounds like nobody told you.",
        "hi there, this is about the terminals. It's fine, thanks anyway.",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert cleaned(text) == [text]


def test_a_name_found_once_goes_everywhere() -> None:
    assert cleaned("My name is Ines.", "ines said so", "INES!") == [
        f"My name is {NAME}.",
        f"{NAME} said so",
        f"{NAME}!",
    ]
    assert cleaned("we talked to ada lovelace", known=("Ada Lovelace",)) == [f"we talked to {NAME}"]


def test_a_name_that_is_a_word_too_is_one_only_with_its_capital() -> None:
    names = find_names(["your bakery is full"], cast=["Marsh Lane Bakery"])
    assert clean("your bakery, Marsh Lane Bakery, is full", names) == f"your bakery, {NAME}, is full"


def test_names_in_the_scenarios_own_sentences_are_names_in_the_call() -> None:
    scenario = (
        "decides: She and her partner Graham; he signs.\ndecides_words: [partner, graham]\n- One shop, Two tills.\n"
    )
    names = find_names(["Graham signs. One shop."], beside=scenario)
    assert clean("Graham signs. One shop.", names) == f"{NAME} signs. One shop."


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=10))
def test_cleaning_twice_is_cleaning_once(texts: list[str], known: str) -> None:
    names = find_names(texts, [known])
    for text in texts:
        once = clean(text, names)
        assert clean(once, names) == once
        spans = find(text, names)
        assert all(0 <= a.start < a.end <= len(text) for a in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text("ab", min_size=1, max_size=30), st.data())
def test_positions_follow_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b, NAME) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    new = replace(text, spans)
    for i, letter in enumerate(text):
        if not any(s.start <= i < s.end for s in spans):
            assert new[moved(i, spans)] == letter
    assert moved(len(text), spans) == len(new)


def test_events_lose_names_and_keep_their_shape() -> None:
    rows = [
        {"event": "heard", "t": 3.0, "turn": 1, "text": "I'm Joe. What happened?", "start": 1.0, "end": 3.0, "by": "w",
         "words": [["I'm", 1.0, 1.3], ["Joe.", 1.3, 1.6], ["What", 2.0, 2.4], ["happened?", 2.4, 3.0]]},
        {"event": "labelled", "t": 3.0, "turn": 1, "labels": [{"move": "open_q", "confidence": 1.0, "start": 9,
                                                               "end": 23, "why": "what"}]},
        {"event": "client_said", "t": 6.0, "turn": 1, "text": "Nobody told me, Joe.", "start": 4.0, "end": 6.0},
        {"event": "heard", "t": 9.0, "turn": 2, "text": "in 2019 then", "start": 8.0, "end": 9.0},
        {"event": "unheard", "t": 11.0, "turn": 3, "start": 10.0, "end": 11.0, "reason": "hallucination"},
        {"event": "device", "t": 0.0, "what": "opened", "name": "Joe's headset"},
        {"event": "from_the_future", "t": 0.0, "deep": {"er": ["call Joe"]}},
    ]  # fmt: skip
    names = find_names([str(r.get("text", "")) for r in rows])
    out = redact_events(rows, names)
    text = out.rows[0]["text"]
    assert text == f"I'm {NAME}. What happened?"
    label = out.rows[1]["labels"][0]
    assert text[label["start"] : label["end"]] == "What happened?"
    assert [w[0] for w in out.rows[0]["words"]] == ["I'm", NAME, "What", "happened?"]
    assert "Joe" not in str(out.rows)
    assert [(round(a, 2), round(b, 2)) for a, b in out.silent] == [(1.22, 1.68), (4.0, 6.0), (8.0, 9.0), (10.0, 11.0)]
    assert out.count == 3


def test_sound_that_nobody_recognised_goes() -> None:
    samples = np.arange(1, 1001, dtype=np.int16)
    out = silence(samples, 100, [(1.0, 3.0), (8.0, 9.0)], [(2.0, 2.5)])
    kept = {i for i in range(1000) if out[i]}
    assert kept == (set(range(70, 330)) | set(range(770, 930))) - set(range(200, 250))
    assert all(out[i] == samples[i] for i in kept)


def test_a_scenario_keeps_its_keys_and_numbers() -> None:
    text = 'name: bakery\npersona:\n  name: Mara\n  rate: 165\nlines: ["It\'s Mara here, mara@x.org"]\n'
    out = redact_scenario(text, frozenset({"mara", "name", "rate"}))
    assert "Mara" not in out
    assert "@" not in out
    assert "  rate: 165\n" in out
    assert out.startswith("name: bakery")
