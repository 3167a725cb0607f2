"""Where sentences lie in a turn without word times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.replay.sentences import placed


def test_boundaries_move_to_the_pauses() -> None:
    # 10 letters each; a pause at 2.4-2.9 is where the first ends, the one at 0.2-0.3 is a breath inside it
    found = placed("Aaaaaaaaa. Bbbbbbbbb? Ccccccccc.", 0.0, 7.0, [(0.2, 0.3), (2.4, 2.9)])
    assert [s for s, _, _ in found] == ["Aaaaaaaaa.", "Bbbbbbbbb?", "Ccccccccc."]
    assert found[0][1:] == (0.0, 2.4)
    assert found[1][1] == 2.9
    assert found[1][2] == pytest.approx(4.87, abs=0.05)
    assert found[2][2] == 7.0


def test_without_pauses_the_letters_decide() -> None:
    assert placed("Aaa. Bbbbbbb.", 1.0, 4.0) == [("Aaa.", 1.0, 2.0), ("Bbbbbbb.", 2.0, 4.0)]


def test_one_sentence_is_the_turn() -> None:
    assert placed("Just so", 1.0, 2.0, [(1.2, 1.5)]) == [("Just so", 1.0, 2.0)]
    assert placed("", 1.0, 2.0) == []


@given(
    st.lists(st.sampled_from(["Yes.", "And why is that?", "It takes a while to tell you all of it!"]), min_size=2, max_size=8),
    st.floats(0, 100), st.floats(0.1, 60), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2)), max_size=6),
)  # fmt: skip
def test_they_follow_each_other_and_fill_the_turn(
    texts: list[str], start: float, length: float, shares: list[tuple[float, float]]
) -> None:
    pauses, last = [], 0.0
    for a, b in sorted(shares):
        if a >= last:
            last = min(1.0, a + b)
            pauses.append((start + a * length, start + last * length))
    found = placed(" ".join(texts), start, start + length, pauses)
    assert [s for s, _, _ in found] == texts
    times = [t for _, a, b in found for t in (a, b)]
    assert times == sorted(times)
    assert times[0] == pytest.approx(start, abs=0.001)
    assert times[-1] == pytest.approx(start + length, abs=0.001)
