"""What recognisers make up is told from what people say, by shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.understand import doubt
from voicecoach.understand.doubt import Measure, judge
from voicecoach.understand.pieces import split

RATE = 16_000


def talk(seconds):
    """The measure of somebody talking for this long."""
    return Measure(seconds + 0.4, seconds * 0.7, -22.0, 30.0)


@pytest.mark.parametrize(
    "loop",
    [
        "8 to 6 to 6 to 6 to 6 to 6 to 6 to 6 to 6",
        "The first is the first is the first is the first is the first is",
        "no no no no no no no no no",
        "And so I said to him and so I said to him and so I said to him and so",
        "谢谢谢谢谢谢谢谢谢谢谢谢谢谢",
        "Gracias. Gracias. Gracias. Gracias. Gracias. Gracias. Gracias.",
        "I am not calling to say. What is it? " * 3,
    ],
)
def test_a_loop_from_the_start_is_dropped(loop):
    assert judge(loop, talk(8)) == doubt.Verdict("", "repetition")


@pytest.mark.parametrize(
    "said",
    [
        "No, no, no, that is not what I meant.",
        "I think, I think, I think we should talk.",
        "It was very very very very long.",
        "Yeah yeah yeah yeah. I see.",
        "You ask him, he asks you, you ask me, and nobody decides.",
        "Day by day by day, week by week by week.",
        "Ten to six, ten to seven, ten to eight, all of them were taken.",
        "Thank you.",
        "You.",
        "No.",
        "Bye-bye.",
        "我知道您没有料到我的电话。",
        "Je sais que vous n'attendiez pas mon appel, je serai bref.",
    ],
)
def test_what_people_say_is_believed(said):
    assert judge(said, talk(max(0.5, len(said) / 14))) == doubt.Verdict(said)


def test_a_good_beginning_is_kept_when_a_loop_follows():
    said = "We open from Monday to Friday, eight to six" + " to six" * 20
    verdict = judge(said, talk(9))
    assert verdict == doubt.Verdict("We open from Monday to Friday, eight to six", cut=True)


@pytest.mark.parametrize("caption", ["♪♪♪♪♪♪♪♪?", "...", "[ ]", "♪"])
def test_symbols_are_no_words(caption):
    assert judge(caption, talk(4)).doubt == "hallucination"


@pytest.mark.parametrize(
    "sound",
    [
        Measure(5, 0.0, -90, 0),  # silence
        Measure(5, 2.0, -70, 20),  # a room
        Measure(5, 4.9, -20, 0.6),  # hiss, or a tone
        Measure(0.5, 0.04, -30, 40),  # a click
    ],
)
@pytest.mark.parametrize("caption", ["You", "Thank you for watching!", "Thank you."])
def test_words_without_anyone_speaking_are_made_up(caption, sound):
    assert judge(caption, sound) == doubt.Verdict("", "hallucination")


def test_more_words_than_anyone_can_say_are_made_up():
    many = "You can also use the button at the top of the page to see every one of the other twelve pages"
    assert judge(many, talk(1.0)).doubt == "hallucination"
    assert judge(many, talk(5.0)).text == many


def test_a_breath_after_the_words_is_no_word():
    turn = Measure(8, 5.0, -28, 30)
    assert doubt.only_breath(Measure(1.7, 0.26, -46, 16), turn)
    assert not doubt.only_breath(Measure(1.7, 0.9, -46, 16), turn)  # whole words, said under one's breath
    assert not doubt.only_breath(Measure(0.6, 0.3, -38, 25), turn)
    assert not doubt.only_breath(turn, turn)


def test_nothing_recognised_is_nothing_doubted():
    assert judge("   ", talk(2)) == doubt.Verdict("")


def rng_noise(seconds, level_db):
    noise = np.random.default_rng(3).standard_normal(int(seconds * RATE))
    return (noise * 32768 * 10 ** (level_db / 20)).clip(-32768, 32767).astype(np.int16)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.int16),
        np.zeros(100, np.int16),
        np.zeros(5 * RATE, np.int16),
        np.full(5 * RATE, 3000, np.int16),
        rng_noise(5, -20),
        rng_noise(5, -65),
        (np.sin(np.arange(4 * RATE) * 0.2) * 8000).astype(np.int16),
    ],
    ids=["nothing", "6 ms", "silence", "offset", "hiss", "a room", "a tone"],
)
def test_sound_without_speech_is_known_as_such(sound):
    assert doubt.no_speech(doubt.measure(sound))


def test_speech_in_noise_is_still_speech():
    syllables = np.repeat([0, 1, 0, 1, 1, 0, 1, 0, 0, 1], RATE // 8) * np.sin(np.arange(RATE // 8 * 10) * 0.1)
    speech = (syllables * 6000).astype(np.int16) + rng_noise(RATE // 8 * 10 / RATE, -30)
    assert not doubt.no_speech(doubt.measure(speech))


@given(st.lists(st.sampled_from(list("abcde")), max_size=60), st.floats(0.1, 60))
def test_whatever_the_words_the_verdict_makes_sense(tokens, seconds):
    text = " ".join(tokens)
    verdict = judge(text, talk(seconds))
    assert verdict.doubt in ("", "repetition", "hallucination")
    assert text.startswith(verdict.text)
    assert not (verdict.doubt and verdict.text)
    if verdict.cut:
        assert doubt.find_loop(doubt.words(verdict.text)) is None
        assert len(doubt.words(verdict.text)) >= doubt.KEEP


@given(st.text(max_size=200), st.floats(0, 60))
def test_no_text_breaks_it(text, seconds):
    judge(text, talk(seconds))


# --- cutting long turns into pieces ------------------------------------------------------------------------


@given(st.integers(0, 40 * RATE), st.integers(0, 99), st.sampled_from([4.0, 7.0, 10.0]))
def test_pieces_cover_everything_once_and_none_is_too_long(samples, seed, longest):
    sound = np.random.default_rng(seed).integers(-9000, 9000, 2000).astype(np.int16)
    whole = np.resize(sound, samples)
    pieces = split(whole, longest)
    assert [0, *(b for _, b in pieces)] == [*(a for a, _ in pieces), samples] or not samples
    assert all(0 < b - a <= longest * RATE for a, b in pieces)
    if len(pieces) > 1:
        assert min(b - a for a, b in pieces) >= RATE


def test_the_cut_is_in_the_pause():
    loud = np.random.default_rng(1).integers(-9000, 9000, 20 * RATE).astype(np.int16)
    loud[int(5.3 * RATE) : int(5.7 * RATE)] = 0
    assert 5.3 < split(loud, 7.0)[0][1] / RATE < 5.7
