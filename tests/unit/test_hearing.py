"""Recognition that keeps up: parts and rest are the whole, and what was heard differently is begun anew."""

from __future__ import annotations

import threading
from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.conversation.hearing import Hearing, Part, joined, same
from voicecoach.conversation.listening import BEFORE, Listening
from voicecoach.conversation.timeline import VirtualTime
from voicecoach.errors import UnderstandError
from voicecoach.fakes import LOUD, FakeDetector
from voicecoach.ports import Block, Recognised, Sound
from voicecoach.session import BLOCK, RATE, Word


class Counting:
    """A recogniser whose words are the lengths it was given; counts how often it was asked."""

    name = "counting"
    parallel = True

    def __init__(self) -> None:
        self.asked = 0

    def recognise(self, samples: Sound) -> Recognised:
        self.asked += 1
        return Recognised(f"Heard {len(samples)}.")

    def close(self) -> None: ...


def stretch(seconds: float, seed: int) -> Sound:
    """Loud sound of uneven loudness: every sample counts as speech to the fake detector."""
    return np.random.default_rng(seed).integers(LOUD, LOUD * 4, int(seconds * RATE)).astype(np.int16)


def hear(listening: Listening, sound: Sound, t0: float = 0.0) -> list[tuple[str, float, float]]:
    """What is heeded while `sound` comes in, and the listening that heard it."""
    out = []
    for i in range(0, len(sound) - BLOCK + 1, BLOCK):
        block = Block(t0 + i / RATE, sound[i : i + BLOCK])
        out += [(h.what, h.start, h.end) for h in listening.hear(block, client_speaks=False)]
    return out


@settings(deadline=None, max_examples=20)
@given(st.floats(0.3, 9.0), st.floats(0.0, 2.0), st.integers(0, 9))
def test_parts_and_rest_are_the_whole_turn(seconds: float, before: float, seed: int) -> None:
    listening = Listening(FakeDetector())
    listening.hurry()
    quiet = np.zeros(int((before + 0.5) * RATE), np.int16)
    sound = np.concatenate([quiet, stretch(seconds, seed), np.zeros(BLOCK * 4, np.int16)])
    pieces, end = [], 0.0
    for i in range(0, len(sound) - BLOCK + 1, BLOCK):
        for h in listening.hear(Block(i / RATE, sound[i : i + BLOCK]), client_speaks=False):
            if h.what == "part":
                pieces.append(listening.between(h.start, h.end))
            elif h.what == "hint":
                end = h.end
                whole = listening.sound(h.start, h.end)
                pieces.append(listening.rest(h.end))
    assert end > 0
    assert np.array_equal(np.concatenate(pieces), whole)
    assert len(pieces) >= (2 if seconds > 2.5 else 1)


def test_where_guesses_cost_something_a_turn_is_cut_at_real_pauses_alone() -> None:
    on_end = stretch(8.0, 1)
    assert "part" not in [what for what, _, _ in hear(Listening(FakeDetector()), on_end)]
    for pause, cut in ((0.13, False), (0.5, True)):
        quiet = np.zeros(int(pause * RATE), np.int16)
        parts = [h for h in hear(Listening(FakeDetector()), np.concatenate([on_end, quiet, on_end])) if h[0] == "part"]
        assert len(parts) == cut
        assert all(8.0 < end < 8.0 + pause for _, _, end in parts), "in the middle of the silence"


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.floats(0.4, 6.0), st.floats(0.1, 0.6)), min_size=1, max_size=4))
def test_stretches_and_rest_are_the_whole_turn(plan: list[tuple[float, float]]) -> None:
    listening = Listening(FakeDetector())
    pieces, whole = [], np.zeros(0, np.int16)
    sound = np.concatenate(
        [np.zeros(RATE, np.int16)]
        + [p for n, (s, q) in enumerate(plan) for p in (stretch(s, n), np.zeros(int(q * RATE), np.int16))]
        + [np.zeros(BLOCK * 8, np.int16)]
    )
    last = None
    for i in range(0, len(sound) - BLOCK + 1, BLOCK):
        for h in listening.hear(Block(i / RATE, sound[i : i + BLOCK]), client_speaks=False):
            if h.what == "part":
                pieces.append(listening.between(h.start, h.end))
            elif h.what == "hint":
                last, whole = listening.rest(h.end), listening.sound(h.start, h.end)
    assert last is not None
    assert np.array_equal(np.concatenate([*pieces, last]), whole)


def test_what_was_recognised_for_a_guess_is_not_recognised_again_for_the_part() -> None:
    class Alone(Counting):
        parallel = False

    time, recogniser = VirtualTime(), Alone()
    hearing = Hearing(time, recogniser)
    hearing.begin()
    assert hearing.rest(np.zeros(4 * RATE, np.int16))().text == "Heard 64000."
    hearing.cut(np.zeros(4 * RATE - 800, np.int16))
    time.next(1.0)
    assert recogniser.asked == 1
    assert hearing.rest(np.zeros(RATE, np.int16))().text == "Heard 64000. Heard 16000."


def test_a_part_is_recognised_once() -> None:
    time, recogniser = VirtualTime(), Counting()
    hearing = Hearing(time, recogniser)
    hearing.begin()
    hearing.cut(np.zeros(100, np.int16))
    time.next(1.0)
    assert recogniser.asked == 1
    for _ in range(3):  # three guesses, each with a rest of its own
        assert hearing.rest(np.zeros(7000, np.int16))().text == "Heard 100 heard 7000."
    assert recogniser.asked == 4
    hearing.begin()
    assert hearing.rest(np.zeros(9, np.int16))().text == "Heard 9."


def test_what_nobody_waits_for_any_more_holds_nothing_up() -> None:
    """A rep with five short pauses on a slow machine: the guesses made in them wait for each other, then are dropped."""

    class Slow(Counting):
        parallel = False

        def __init__(self) -> None:
            super().__init__()
            self.begun, self.go_on = threading.Event(), threading.Event()

        def recognise(self, samples: Sound) -> Recognised:
            self.begun.set()
            self.go_on.wait()
            return super().recognise(samples)

    slow = Slow()
    hearing = Hearing(VirtualTime(), slow)
    hearing.begin()
    guesses = [threading.Thread(target=hearing.rest(np.zeros(1600, np.int16)))]
    guesses[0].start()
    slow.begun.wait()
    for n in range(2, 6):
        hearing.drop_guess()
        guesses.append(threading.Thread(target=hearing.rest(np.zeros(1600 * n, np.int16))))
        guesses[-1].start()
    last = hearing.rest(np.zeros(9600, np.int16))
    slow.go_on.set()
    assert last().text == "Heard 9600."
    for guess in guesses:
        guess.join()
    assert slow.asked == 2, "the one under way, and the one that counts"


def test_a_crumb_after_the_last_part_is_silence() -> None:
    hearing = Hearing(VirtualTime(), Counting())
    hearing.cut(np.zeros(100, np.int16))
    assert hearing.rest(np.zeros(700, np.int16))().text == "Heard 100."


def test_a_part_that_failed_is_tried_again() -> None:
    class Failing(Counting):
        def recognise(self, samples: Sound) -> Recognised:
            self.asked += 1
            if self.asked == 1:
                raise UnderstandError("gone")
            return Recognised("fine")

    part = Part(Failing(), np.zeros(1, np.int16), nullcontext())
    with pytest.raises(UnderstandError, match="gone"):
        part.recognised()
    assert part.recognised().text == "fine"


def test_a_turn_in_one_part_needs_no_second_opinion() -> None:
    time, recogniser = VirtualTime(), Counting()
    hearing = Hearing(time, recogniser)
    hearing.cut(np.zeros(5, np.int16))
    hearing.check(np.zeros(5, np.int16))
    time.next(1.0)
    assert recogniser.asked == 1


def test_texts_are_joined_as_one_sentence_and_word_times_follow() -> None:
    first = Recognised("Could you tell.", (Word("Could", 0.1, 0.2),))
    second = Recognised("Me about the AUDIT?", (Word("Me", 0.0, 0.1),))
    third = Recognised("I'd like that.")
    found = joined([(first, RATE), (second, 2 * RATE), (third, RATE)])
    assert found.text == "Could you tell me about the AUDIT? I'd like that."
    assert [(w.text, w.start) for w in found.words] == [("Could", 0.1), ("Me", 1.0)]


def test_a_doubtful_part_is_left_out_and_an_empty_turn_stays_empty() -> None:
    good, bad = Recognised("Right."), Recognised("6 to 6 to 6", doubt="repetition")
    assert joined([(bad, 1), (good, 1)]).text == "Right."
    assert joined([(Recognised(""), 1), (bad, 1)]).doubt == "repetition"
    assert joined([(bad, 1)]) is bad


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Can you tell me about the plan?", "can you tell, me about the plan", True),
        ("We are not cheaper.", "We are cheaper.", False),
        ("I don't think so.", "I think so.", False),
        ("What happened on Saturday?", "What happened on that Saturday?", True),
        ("What happened on Saturday?", "Please set a timer.", False),
        ("", "", True),
    ],
)
def test_when_two_recognitions_say_the_same(a: str, b: str, alike: bool) -> None:
    assert same(a, b) is alike
    assert same(b, a) is alike


@given(st.text(max_size=40))
def test_a_text_says_the_same_as_itself(text: str) -> None:
    assert same(text, text)


def test_sound_is_cut_to_the_sample() -> None:
    listening = Listening(FakeDetector())
    sound = np.concatenate([np.zeros(RATE, np.int16), stretch(1.0, 1)])
    hear(listening, sound)
    assert np.array_equal(listening.between(1.1, 1.5), sound[int(1.1 * RATE) : int(1.5 * RATE)])
    assert len(listening.sound(1.2, 1.3)) == round((BEFORE + 0.1 + 0.2) * RATE)
