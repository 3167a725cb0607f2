"""Endpointing: known answers, and what must hold for any sound whatever."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.hear.turns import Began, Ended, Endpointer, MaybeEnded, Resumed, Settings, State

BLOCK = 0.032


def run(blocks, needed=0.8, settings=None):
    ends = Endpointer(settings)
    return [m for p, seconds in blocks for m in ends.feed(p, seconds, needed)]


def speech(seconds, p=0.9):
    return [(p, BLOCK)] * round(seconds / BLOCK)


def silence(seconds):
    return speech(seconds, 0.02)


def test_a_plain_turn_is_told_from_onset_to_end():
    moments = run(silence(1.024) + speech(2.048) + silence(1.6))
    began, maybe, over = moments
    assert isinstance(began, Began)
    assert isinstance(maybe, MaybeEnded)
    assert isinstance(over, Ended)
    assert began.at == pytest.approx(1.024)
    assert began.known == pytest.approx(1.024 + 0.096)
    assert began.sound_from == pytest.approx(0.624)
    assert maybe.at == over.at == pytest.approx(3.072)
    assert maybe.known == pytest.approx(3.072 + 0.176)
    assert over.known == pytest.approx(3.072 + 0.8)
    assert over.start == began.at
    assert over.spoken == pytest.approx(2.048)
    assert over.pauses == ()


def test_a_pause_for_thought_stays_inside_the_turn():
    moments = run(speech(0.64) + silence(0.64) + speech(0.64) + silence(1.0))
    assert [type(m) for m in moments] == [Began, MaybeEnded, Resumed, MaybeEnded, Ended]
    resumed, over = moments[2], moments[-1]
    assert (resumed.paused, resumed.at) == (pytest.approx(0.64), pytest.approx(1.28))
    assert over.pauses == ((pytest.approx(0.64), pytest.approx(1.28)),)
    assert over.spoken == pytest.approx(1.28)


def test_the_silence_needed_may_change_while_the_rep_is_silent():
    ends = Endpointer()
    for p, seconds in speech(1.0) + silence(0.4):
        assert not any(isinstance(m, Ended) for m in ends.feed(p, seconds, 2.0))
    (over,) = ends.feed(0.0, 0.0, 0.3)  # the words have been recognised, and they sound finished
    assert isinstance(over, Ended)
    assert ends.state is State.QUIET


def test_asking_with_a_duration_of_nothing_disturbs_nothing():
    ends = Endpointer()
    for p, seconds in speech(1.0):
        ends.feed(p, seconds, 0.8)
    assert ends.feed(0.0, 0.0, 0.1) == ()
    assert ends.state is State.TALKING


@pytest.mark.parametrize("length", [0.032, 0.064])
def test_a_click_is_no_beginning_and_no_resumption(length):
    assert run(silence(1) + speech(length) + silence(2)) == []
    with_click = run(speech(1.024) + silence(0.32) + speech(0.032) + silence(2))
    assert [type(m) for m in with_click] == [Began, MaybeEnded, Ended]
    assert with_click[-1].at == pytest.approx(1.024)


def test_a_turn_without_an_end_is_cut_and_the_rest_is_a_new_turn():
    moments = run(speech(10.0), settings=Settings(longest=4.0))
    overs = [m for m in moments if isinstance(m, Ended)]
    assert [o.why for o in overs] == ["length", "length"]
    assert overs[0].at == pytest.approx(4.0)
    begins = [m for m in moments if isinstance(m, Began)]
    assert begins[1].at == pytest.approx(4.0)
    assert begins[1].sound_from == pytest.approx(4.0)


def test_before_the_first_sound_there_is_no_sound():
    assert run(speech(0.5))[0].sound_from == 0.0


def test_a_detector_that_answers_nonsense_is_silence():
    assert run([(math.nan, BLOCK)] * 100) == []


@pytest.mark.parametrize("seconds", [-0.1, math.nan, math.inf])
def test_a_block_of_no_possible_length_is_refused(seconds):
    with pytest.raises(ValueError, match="cannot last"):
        Endpointer().feed(0.5, seconds, 0.8)


def test_settings_that_cannot_work_are_refused():
    with pytest.raises(ValueError, match="cannot find a turn"):
        Endpointer(Settings(on=0.3, off=0.5))


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.15])
def test_the_end_is_known_within_a_block_whatever_the_sound_before_it(gap):
    """Speech whose end does not fall on a block's edge: the end given is less than a block away."""
    true_end = 2.0 + gap
    blocks = [(0.9 if i * BLOCK < true_end else 0.0, BLOCK) for i in range(150)]
    over = run(blocks)[-1]
    assert abs(over.at - true_end) <= BLOCK


# --- whatever is heard -------------------------------------------------------------------------------------

steps = st.tuples(
    st.floats(0, 1) | st.sampled_from([0.0, 0.35, 0.4, 0.5, 1.0, math.nan]),
    st.integers(0, 2000).map(lambda ms: ms / 1000),
    st.sampled_from([0.0, 0.1, 0.3, 0.8, 1.5, 30.0]),
)
sounds = st.lists(steps, max_size=60)
SHORT = Settings(longest=6.0)


@given(sounds)
def test_moments_always_come_in_the_order_of_a_turn(sound):
    ends = Endpointer(SHORT)
    state, known, last_end = "out", 0.0, 0.0
    allowed = {
        "out": {Began: "in"},
        "in": {MaybeEnded: "maybe", Ended: "out"},
        "maybe": {Resumed: "in", Ended: "out"},
    }
    for p, seconds, needed in sound:
        for moment in ends.feed(p, seconds, needed):
            assert type(moment) in allowed[state], (state, moment)
            state = allowed[state][type(moment)]
            assert known <= moment.known <= ends.now + 1e-9
            known = moment.known
            assert moment.at <= moment.known
            if isinstance(moment, Began):
                assert last_end - 1e-9 <= moment.sound_from <= moment.at
            if isinstance(moment, Ended):
                assert moment.start <= moment.at
                assert moment.start >= last_end - 1e-9
                assert 0 < moment.spoken <= moment.at - moment.start + SHORT.begin + 1e-9
                assert moment.at - moment.start <= SHORT.longest + SHORT.resume + 1e-9
                flat = [moment.start, *itertools.chain(*moment.pauses), moment.at]
                assert flat == sorted(flat)
                last_end = moment.at
        assert ends.in_turn == (state != "out")
    assert ends.now == pytest.approx(sum(s for _, s, _ in sound))


@given(sounds, st.integers(1, 9))
def test_other_blocks_give_the_same_moments(sound, parts):
    """Cut into smaller pieces, the same sound has the same story at the same times."""
    whole, pieces = Endpointer(SHORT), Endpointer(SHORT)
    told, told_in_pieces = [], []
    for p, seconds, needed in sound:
        told += whole.feed(p, seconds, needed)
        each = math.floor(seconds * 1000 / parts) / 1000
        for length in [each] * (parts - 1) + [round(seconds - each * (parts - 1), 3)]:
            told_in_pieces += pieces.feed(p, length, needed)
    assert told == told_in_pieces


@given(st.floats(0.2, 5), st.floats(0.2, 1.4))
def test_a_turn_ends_once_the_silence_is_long_enough_and_never_before(talk, needed):
    ends = Endpointer()
    heard = 0.0
    for _ in range(round(talk / BLOCK)):
        ends.feed(1.0, BLOCK, needed)
        heard += BLOCK
    for i in itertools.count(1):
        over = [m for m in ends.feed(0.0, BLOCK, needed) if isinstance(m, Ended)]
        if over:
            assert needed - 1e-6 <= i * BLOCK <= needed + BLOCK
            assert over[0].at == pytest.approx(heard)
            return


def test_an_hour_of_flicker_keeps_nothing():
    ends = Endpointer()
    count = 0
    for i in range(112_500):
        count += len(ends.feed(0.9 if i % 3 else 0.1, BLOCK, 0.8))
    assert len(vars(ends)["_pauses"]) <= 600
    assert count < 400  # a detector stuck on gives one long turn after another, no more
