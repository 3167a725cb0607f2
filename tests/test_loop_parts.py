"""A recogniser elsewhere is asked while the rep still speaks; what it misheard in parts is never answered."""

from __future__ import annotations

import pytest

from tests.test_loop import Call
from voicecoach import events as ev
from voicecoach.fakes import FakeRecogniser
from voicecoach.ports import Recognised, Sound

LONG = "so it was the saturday before the holidays and the queue walked out and nobody came to help"


class Elsewhere(FakeRecogniser):
    """Recognises at no cost to this machine; `deaf_to_parts` mishears whatever is not the whole."""

    parallel = True
    deaf_to_parts = False

    def recognise(self, samples: Sound) -> Recognised:
        found = super().recognise(samples)
        if self.deaf_to_parts and len(found.text.split()) < len(LONG.split()) - 1:
            return Recognised("mumble")
        return found


@pytest.fixture
def call() -> Call:
    made = Call()
    made.recogniser = Elsewhere(made.book, made.time.spend, 0.3)
    return made


def test_only_the_rest_is_left_when_the_rep_has_finished(call: Call) -> None:
    call.says(LONG)
    call.run()
    (heard,) = call.all(ev.Heard)
    assert heard.text.split() == LONG.split()
    assert call.recogniser.calls >= 4, "parts, the rest, and once the whole"
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
    assert [e.text for e in call.all(ev.Heard)] == ["what happened then"]


def test_parts_survive_a_pause_inside_the_turn(call: Call) -> None:
    call.says(LONG, pauses=[(9, 0.3)])
    call.run()
    assert [e.text.split() for e in call.all(ev.Heard)] == [LONG.split()]
