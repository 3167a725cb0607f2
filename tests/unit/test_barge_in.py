"""Who has the floor when both speak: an interruption, a backchannel, a cough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.hear.barge_in import BargeIn, Limits, asks_for_floor, is_backchannel

BLOCK = 0.032


def run(*stretches: tuple[float, float]) -> list[tuple[float, str]]:
    """Verdicts with the time they came at, from (probability, seconds) stretches."""
    state, t, out = BargeIn(), 0.0, []
    for probability, seconds in stretches:
        for _ in range(round(seconds / BLOCK)):
            t += BLOCK
            state, verdict = state.step(probability, BLOCK)
            if verdict:
                out.append((round(t, 3), verdict))
    return out


def test_an_interruption_is_held_within_a_word_and_then_taken() -> None:
    got = run((0.05, 1.024), (0.95, 2.048))
    assert [v for _, v in got] == ["hold", "taken"]
    assert got[0][0] - 1.024 <= 0.2
    assert got[1][0] - 1.024 <= 0.7


def test_a_mm_hm_lets_the_client_go_on() -> None:
    got = run((0.05, 1.024), (0.95, 0.16), (0.1, 0.096), (0.95, 0.16), (0.05, 1.024))
    assert [v for _, v in got] == ["hold", "goes_on"]
    assert got[1][0] - got[0][0] < 0.7


def test_two_backchannels_are_two_and_no_interruption() -> None:
    one = [(0.95, 0.384), (0.05, 0.96)]
    assert [v for _, v in run(*one, *one)] == ["hold", "goes_on"] * 2


def test_doubtful_speech_needs_longer_than_clear_speech() -> None:
    clear = run((0.95, 1.0))[0][0]
    doubtful = run((0.6, 1.0))[0][0]
    assert clear < doubtful <= 0.2


@pytest.mark.parametrize("blip", [0.032, 0.064])
def test_a_click_is_nothing(blip: float) -> None:
    assert run((0.95, blip), (0.05, 1.0)) == []


def test_after_the_floor_is_taken_nothing_more_is_said() -> None:
    assert len(run((0.95, 1.0), (0.05, 1.0), (0.95, 1.0))) == 2


@given(st.lists(st.floats(0, 0.34), max_size=200))
def test_what_is_never_speech_never_stops_the_client(probabilities: list[float]) -> None:
    assert run(*((p, BLOCK) for p in probabilities)) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=300))
def test_verdicts_come_in_their_order(probabilities: list[float]) -> None:
    verdicts = [v for _, v in run(*((p, BLOCK) for p in probabilities))]
    held = False
    for verdict in verdicts:
        assert (verdict == "hold") is not held
        held = verdict == "hold"
    assert "taken" not in verdicts[:-1]


@given(st.lists(st.floats(0, 1), max_size=100))
def test_the_client_never_holds_before_the_shortest_time(probabilities: list[float]) -> None:
    for t, verdict in run(*((p, BLOCK) for p in probabilities))[:1]:
        assert verdict == "hold"
        assert t >= Limits().certain - 1e-9


@pytest.mark.parametrize("text", ["Mm-hm.", "mhm", "Yeah, right.", "I see.", "Okay.", "uh-huh", "Got it"])
def test_words_that_only_listen(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", ["Wait.", "No, stop", "Sorry, can I", "But why?", "", "yes but the audit", "I see it"])
def test_words_that_want_the_floor(text: str) -> None:
    assert not is_backchannel(text)


def test_a_short_wait_takes_the_floor_once_its_words_are_known() -> None:
    state, verdict = BargeIn(), ""
    while verdict != "hold":
        state, verdict = state.step(0.95, BLOCK)
    assert state.judged("mm-hm")[1] == ""
    assert state.judged("Wait")[1] == "taken"
    assert BargeIn().judged("Wait")[1] == ""
    assert state.judged("last summer")[1] == "", "two words over the client are not always for the client"
    assert state.judged("last summer", went_on=True)[1] == "taken", "but they are when the rep had only paused"
    assert state.judged("mm-hm", went_on=True)[1] == ""
    assert state.judged("", went_on=True)[1] == "", "a cough has no words"


@pytest.mark.parametrize("text", ["Wait.", "No, stop", "Sorry,", "But why?", "Hold on", "Can I just", "One moment"])
def test_words_that_ask_for_the_floor(text: str) -> None:
    assert asks_for_floor(text)


@pytest.mark.parametrize("text", ["Mm-hm.", "Right", "", "last summer", "I see"])
def test_words_that_do_not_ask_for_it(text: str) -> None:
    assert not asks_for_floor(text)
