"""The clock's labels, at their bounds."""

from __future__ import annotations

import pytest

from voicecoach.understand.timing import clock_labels


@pytest.mark.parametrize(
    ("gap", "spoken", "after_no", "moves"),
    [
        (1.4, 3, True, []),
        (1.5, 3, True, ["waits"]),
        (4.0, 3, True, ["waits"]),
        (4.1, 3, True, []),
        (2.0, 3, False, []),
        (0.3, 30.0, False, []),
        (0.3, 30.5, False, ["monologue"]),
        (-0.4, 5, False, []),
        (-0.6, 0.9, False, []),
        (-0.6, 1.0, False, ["interrupt"]),
        (2.0, 31, True, ["waits", "monologue"]),
    ],
)
def test_bounds(gap: float, spoken: float, after_no: bool, moves: list[str]) -> None:
    assert [label.move for label in clock_labels(gap, spoken, after_no=after_no)] == moves
