"""The queue behind the speaker: every sample once and in order, times and cut shares as they were."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.ports import Cut, Finished, Sound
from voicecoach.speak.playback import Playback

RATE = 1000


def ramp(n: int, first: int = 1) -> Sound:
    return np.arange(first, first + n, dtype=np.int16)


def test_plays_silence_when_nothing_is_queued() -> None:
    playback = Playback(RATE)
    samples, finished = playback.pull(10, 0.0)
    assert samples.tolist() == [0] * 10
    assert samples.dtype == np.int16
    assert finished == []
    assert not playback.busy


def test_tells_when_an_utterance_began_and_ended() -> None:
    playback = Playback(RATE)
    playback.play(7, ramp(30), last=True)
    first, none = playback.pull(20, 5.0)
    second, done = playback.pull(20, 5.020)
    assert np.concatenate([first, second]).tolist() == [*range(1, 31), *[0] * 10]
    assert none == []
    assert done == [Finished(7, 5.0, pytest.approx(5.030))]
    assert playback.sounded == 10


def test_two_utterances_in_one_block_follow_without_a_gap() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(5), last=True)
    playback.play(2, ramp(5, 6), last=True)
    samples, done = playback.pull(12, 1.0)
    assert samples.tolist() == [*range(1, 11), 0, 0]
    assert [(f.utterance, round(f.start, 6), round(f.end, 6)) for f in done] == [
        (1, 1.0, 1.005),
        (2, 1.005, 1.01),
    ]


def test_a_late_piece_leaves_a_gap_and_holds_up_what_follows() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(5))
    playback.play(2, ramp(5, 50), last=True)
    gap, done = playback.pull(10, 0.0)
    assert gap.tolist() == [1, 2, 3, 4, 5, 0, 0, 0, 0, 0]
    assert done == []
    assert playback.busy
    playback.play(1, ramp(2, 6), last=True)
    rest, done = playback.pull(10, 0.010)
    assert rest.tolist() == [6, 7, 50, 51, 52, 53, 54, 0, 0, 0]
    assert [f.utterance for f in done] == [1, 2]
    assert done[0].end == pytest.approx(0.012)


def test_an_end_that_is_told_after_the_sound_keeps_the_true_end() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(5))
    playback.pull(10, 0.0)
    playback.play(1, ramp(0), last=True)
    _, done = playback.pull(10, 0.010)
    assert done == [Finished(1, 0.0, pytest.approx(0.005))]


def test_an_utterance_without_any_sound_finishes_at_once() -> None:
    playback = Playback(RATE)
    playback.play(3, ramp(0), last=True)
    _, done = playback.pull(4, 2.0)
    assert done == [Finished(3, 2.0, 2.0)]


def test_cut_says_what_was_heard_and_forgets_the_rest() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(100), last=True)
    playback.play(2, ramp(100), last=True)
    playback.pull(25, 3.0)
    assert playback.cut() == Cut(1, 0.25, 3.0, pytest.approx(3.025))
    assert not playback.busy
    assert playback.cut() is None
    silence, done = playback.pull(50, 3.025)
    assert not silence.any()
    assert done == []


def test_held_is_silent_and_goes_on_where_it_stopped() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(10), last=True)
    playback.pull(4, 0.0)
    playback.hold(True)
    samples, done = playback.pull(5, 0.004)
    assert not samples.any()
    assert playback.sounded == 0
    assert done == []
    assert playback.busy
    playback.hold(False)
    samples, done = playback.pull(8, 0.009)
    assert samples.tolist() == [5, 6, 7, 8, 9, 10, 0, 0]
    assert done == [Finished(1, 0.0, pytest.approx(0.015))]


def test_what_is_said_after_a_cut_is_not_held() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(10), last=True)
    playback.hold(True)
    playback.cut()
    playback.play(2, ramp(3), last=True)
    assert playback.pull(3, 0.0)[0].tolist() == [1, 2, 3]


def test_a_breath_of_silence_at_the_end_is_no_sound() -> None:
    playback = Playback(RATE)
    playback.play(1, np.array([1, 2, 0, 3, 0, 0, 0, 0], np.int16), last=True)
    _, none = playback.pull(6, 1.0)
    _, done = playback.pull(6, 1.006)
    assert none == []
    assert done == [Finished(1, 1.0, pytest.approx(1.004))]


def test_cut_before_any_sound_left_is_no_cut() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(100), last=True)
    assert playback.cut(0.0) is None
    assert not playback.busy


def test_cut_at_a_time_inside_what_was_pulled_counts_only_what_came_before() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(100), last=True)
    playback.pull(50, 1.0)
    assert playback.cut(1.02) == Cut(1, 0.2, 1.0, pytest.approx(1.02))


def test_cut_after_the_sound_ended_but_was_not_marked_hears_all_of_it() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(10))
    playback.pull(50, 1.0)
    assert playback.cut(9.0) == Cut(1, 1.0, 1.0, pytest.approx(1.01))


def test_drops_what_still_arrives_for_an_utterance_that_was_cut() -> None:
    playback = Playback(RATE)
    playback.play(1, ramp(10))
    playback.pull(5, 0.0)
    playback.cut()
    playback.play(1, ramp(10), last=True)
    assert not playback.busy
    playback.play(2, ramp(3), last=True)
    assert playback.pull(3, 1.0)[0].tolist() == [1, 2, 3]


def test_refuses_sound_it_cannot_play() -> None:
    playback = Playback(RATE)
    with pytest.raises(ValueError, match="mono int16"):
        playback.play(1, np.zeros((2, 2), np.int16))
    with pytest.raises(ValueError, match="mono int16"):
        playback.play(1, np.zeros(2, np.float32))  # type: ignore[arg-type]
    playback.play(1, ramp(3), last=True)
    with pytest.raises(ValueError, match="last piece"):
        playback.play(1, ramp(3))


def test_does_not_keep_hold_of_the_callers_array() -> None:
    playback = Playback(RATE)
    mine = ramp(3)
    playback.play(1, mine, last=True)
    mine[:] = 0
    assert playback.pull(3, 0.0)[0].tolist() == [1, 2, 3]


pieces = st.lists(st.integers(0, 40), min_size=1, max_size=5)
steps = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@given(st.lists(pieces, min_size=1, max_size=5), steps)
def test_every_sample_leaves_once_and_in_order(utterances: list[list[int]], pulls: list[int]) -> None:
    playback = Playback(RATE)
    value, total = 1, sum(map(sum, utterances))
    for number, lengths in enumerate(utterances):
        for i, length in enumerate(lengths):
            playback.play(number, ramp(length, value), last=i == len(lengths) - 1)
            value += length
    t, heard, finished = 0.0, [], []
    for n in [*pulls, total + 1]:
        samples, done = playback.pull(n, t)
        assert len(samples) == n
        assert not samples[playback.sounded :].any()
        heard += samples[: playback.sounded].tolist()
        finished += done
        t += n / RATE
    assert heard == list(range(1, total + 1))
    assert [f.utterance for f in finished] == list(range(len(utterances)))
    for done, lengths in zip(finished, utterances, strict=True):
        assert done.end - done.start == pytest.approx(sum(lengths) / RATE)
    assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(finished))


@given(st.lists(pieces, min_size=1, max_size=4), steps)
def test_a_cut_share_is_the_share_that_left(utterances: list[list[int]], pulls: list[int]) -> None:
    playback = Playback(RATE)
    for number, lengths in enumerate(utterances):
        for i, length in enumerate(lengths):
            playback.play(number, ramp(length), last=i == len(lengths) - 1)
    left, over, t = 0, 0, 0.0
    for n in pulls:
        _, done = playback.pull(n, t)
        left += playback.sounded
        over += sum(sum(utterances[f.utterance]) for f in done)
        t += n / RATE
    current = playback.current
    cut = playback.cut()
    if cut is None:
        assert left == over
    else:
        assert cut.utterance == current
        assert cut.heard == pytest.approx((left - over) / sum(utterances[cut.utterance]))
        assert cut.end - cut.start == pytest.approx((left - over) / RATE)
