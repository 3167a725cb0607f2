"""What the clock alone says about a turn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.understand.timing import clock_labels, longest_stretch, silence_label
from voicecoach.vocabulary import MOVES


def moves(*args: float, **given_: object) -> set[str]:
    return {x.move for x in clock_labels(*args, **given_)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gap", "painful", "expected"),
    [
        (0.2, True, set()),
        (1.4, True, set()),
        (1.5, True, {"waits"}),
        (4.0, True, {"waits"}),
        (2.0, False, set()),
        (5.0, True, set()),
        (8.0, True, set()),
        (8.1, True, {"silence"}),
        (8.1, False, {"silence"}),
    ],
)
def test_the_silence_before_an_answer(gap: float, painful: bool, expected: set[str]) -> None:
    assert moves(10 + gap, 13 + gap, client_end=10.0, painful=painful) == expected


@pytest.mark.parametrize(
    ("early", "length", "took", "expected"),
    [(0.6, 2.0, True, {"interrupt"}), (0.5, 2.0, True, set()), (0.6, 0.9, True, set()), (2.0, 3.0, False, set())],
)
def test_an_interruption_starts_early_lasts_and_takes_the_floor(
    early: float, length: float, took: bool, expected: set[str]
) -> None:
    assert moves(10 - early, 10 - early + length, client_end=10.0, took_floor=took) == expected


def test_a_monologue_is_talk_on_end() -> None:
    assert moves(0.0, 30.0) == set()
    assert moves(0.0, 30.1) == {"monologue"}
    assert moves(0.0, 50.0, pauses=[(24.0, 26.0)]) == set()
    assert moves(0.0, 50.0, pauses=[(24.0, 24.9)]) == {"monologue"}


def test_a_silence_that_goes_on() -> None:
    assert silence_label(8.0) == ()
    assert silence_label(8.5)[0].move == "silence"


def test_impossible_times_claim_nothing() -> None:
    assert clock_labels(5.0, 4.0, client_end=1.0) == ()
    assert clock_labels(math.nan, math.nan, client_end=1.0) == ()


@given(st.floats(0, 1e4), st.floats(0, 1e3), st.floats(-100, 1e4), st.booleans(), st.booleans())
def test_labels_are_of_the_clock_and_never_contradict(
    start: float, length: float, client_end: float, painful: bool, took: bool
) -> None:
    found = clock_labels(start, start + length, client_end=client_end, painful=painful, took_floor=took)
    names = [x.move for x in found]
    assert len(set(names)) == len(names)
    assert all(MOVES[m].heard_by == "clock" for m in names)
    assert len({"waits", "silence", "interrupt"} & set(names)) <= 1


@given(st.floats(0, 100), st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=6))
def test_a_stretch_is_never_longer_than_the_turn(end: float, pauses: list[tuple[float, float]]) -> None:
    assert 0 <= longest_stretch(0.0, end, [(min(p), max(p)) for p in pauses]) <= end
