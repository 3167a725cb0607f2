"""A recogniser elsewhere is asked while the rep still speaks; what it misheard in parts is never answered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.test_loop import Call
from voicecoach import events as ev
from voicecoach.fakes import LOUD
from voicecoach.ports import Recognised, Sound
from voicecoach.session import RATE

LONG = "so it was the saturday before the holidays and the queue walked out and nobody came to help"


class Elsewhere:
    """Recognises at no cost to this machine: a "so" for every third of a second that is loud, but the whole of LONG
    as LONG. `deaf_to_parts` mishears whatever is not the whole."""

    name = "elsewhere"
    parallel = True
    deaf_to_parts = False

    def __init__(self, spend: Any) -> None:
        self.spend, self.calls = spend, 0

    def recognise(self, samples: Sound) -> Recognised:
        self.calls += 1
        self.spend(0.3)
        words = round(int(np.count_nonzero(samples > LOUD)) / RATE / 0.32)
        if self.deaf_to_parts:
            return Recognised(LONG if words >= len(LONG.split()) - 1 else "mumble")
        return Recognised(" ".join(["so"] * words))

    def close(self) -> None: ...


@pytest.fixture
def call() -> Call:
    made = Call()
    made.recogniser = Elsewhere(made.time.spend)
    return made


def test_only_the_rest_is_left_when_the_rep_has_finished(call: Call) -> None:
    call.says(LONG)
    call.run()
    (heard,) = call.all(ev.Heard)
    assert abs(len(heard.text.split()) - len(LONG.split())) <= 2
    assert call.recogniser.calls >= 4, "parts, and once the whole"
    assert len(call.client.directions) == 2, "a greeting and one reply: the second hearing said the same"


def test_a_reply_to_misheard_parts_is_begun_anew(call: Call) -> None:
    call.recogniser.deaf_to_parts = True
    call.says(LONG)
    call.run()
    (heard,) = call.all(ev.Heard)
    assert heard.text == LONG
    assert call.client.directions[-1].rep_text == LONG


def test_a_short_turn_is_recognised_once(call: Call) -> None:
    call.says("what happened then")
    call.run()
    assert call.recogniser.calls == 1
    assert [e.text for e in call.all(ev.Heard)] == ["so so so"]


def test_parts_survive_a_pause_inside_the_turn(call: Call) -> None:
    call.says(LONG, pauses=[(9, 0.3)])
    call.run()
    (heard,) = call.all(ev.Heard)
    assert abs(len(heard.text.split()) - len(LONG.split())) <= 3


def test_a_recogniser_on_this_machine_is_left_only_with_what_followed_the_last_real_pause(call: Call) -> None:
    class Here(Elsewhere):
        parallel = False

        def __init__(self, spend: Any) -> None:
            super().__init__(spend)
            self.seconds: list[float] = []

        def recognise(self, samples: Sound) -> Recognised:
            self.seconds.append(len(samples) / RATE)
            return super().recognise(samples)

    call.recogniser = Here(call.time.spend)
    call.says(LONG, pauses=[(12, 0.4)])
    call.run()
    (heard,) = call.all(ev.Heard)
    assert abs(len(heard.text.split()) - len(LONG.split())) <= 2
    before, rest = call.recogniser.seconds
    assert before > 3.5 > rest, "a guess at the pause, kept for the first stretch, and the rest"
