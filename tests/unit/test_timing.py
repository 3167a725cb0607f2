"""What the clock alone says about a turn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.understand.timing import clock_labels, longest_stretch
from voicecoach.vocabulary import MOVES


@pytest.mark.parametrize(
    ("gap", "after_no", "expected"),
    [
        (0.2, True, []),
        (1.4, True, []),
        (1.5, True, ["waits"]),
        (4.0, True, ["waits"]),
        (4.1, True, []),
        (2.0, False, []),
    ],
)
def test_a_wait_after_a_no(gap: float, after_no: bool, expected: list[str]) -> None:
    assert [x.move for x in clock_labels(gap, 3.0, after_no=after_no)] == expected


@pytest.mark.parametrize(
    ("gap", "length", "took", "expected"),
    [(-0.6, 2.0, True, ["interrupt"]), (-0.5, 2.0, True, []), (-0.6, 0.9, True, []), (-2.0, 3.0, False, [])],
)
def test_an_interruption_starts_early_lasts_and_takes_the_floor(
    gap: float, length: float, took: bool, expected: list[str]
) -> None:
    assert [x.move for x in clock_labels(gap, length, after_no=True, took_floor=took)] == expected


def test_a_monologue_is_talk_on_end() -> None:
    def moves(spoken: float, *pauses: tuple[float, float]) -> list[str]:
        return [x.move for x in clock_labels(0.5, spoken, after_no=False, pauses=pauses)]

    assert moves(30.0) == []
    assert moves(30.1) == ["monologue"]
    assert moves(50.0, (24.0, 26.0)) == []
    assert moves(50.0, (24.0, 24.9)) == ["monologue"]


def test_impossible_times_claim_nothing() -> None:
    assert clock_labels(2.0, -1.0, after_no=True) == ()
    assert clock_labels(math.nan, math.nan, after_no=True) == ()


@given(st.floats(-100, 1e4), st.floats(0, 1e3), st.booleans(), st.booleans())
def test_labels_are_of_the_clock_and_never_contradict(gap: float, spoken: float, after_no: bool, took: bool) -> None:
    names = [x.move for x in clock_labels(gap, spoken, after_no=after_no, took_floor=took)]
    assert len(set(names)) == len(names)
    assert all(MOVES[m].heard_by == "clock" for m in names)
    assert not {"waits", "interrupt"} <= set(names)


@given(st.floats(0, 100), st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=6))
def test_a_stretch_is_never_longer_than_the_turn(spoken: float, pauses: list[tuple[float, float]]) -> None:
    assert 0 <= longest_stretch(spoken, [(min(p), max(p)) for p in pauses]) <= spoken
