"""The real Moonshine, from its wheel, on synthesised speech and on what is no speech."""

from __future__ import annotations

import re
import socket
import sys

import numpy as np
import pytest

from voicecoach.errors import UnderstandError
from voicecoach.understand import doubt
from voicecoach.understand.moonshine import Moonshine

RATE = 16_000


@pytest.fixture(scope="module")
def moonshine():
    model = Moonshine()
    yield model
    model.close()


def words(text):
    return re.findall(r"[a-z']+", text.lower())


def share(said, heard):
    """How many of the words that were said are among those that were heard."""
    wanted = set(words(said))
    return len(wanted & set(words(heard))) / len(wanted)


def test_it_hears_what_was_said(moonshine, spoken, said):
    heard = moonshine.recognise(spoken)
    assert share(said, heard.text) >= 0.7
    assert heard.doubt == ""


def test_quiet_speech_is_heard_too(moonshine, spoken, said):
    quiet = (spoken * 0.1).astype(np.int16)
    assert share(said, moonshine.recognise(quiet).text) >= 0.6


def test_a_long_turn_is_heard_to_its_end(moonshine, spoken, said):
    """Four times the same, in pieces: each time is there, and it is not taken for a loop."""
    pause = np.zeros(RATE // 4, np.int16)
    heard = moonshine.recognise(np.concatenate([spoken, pause] * 4))
    assert heard.doubt == ""
    assert len(words(heard.text)) == pytest.approx(4 * len(words(said)), rel=0.3)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.int16),
        np.zeros(1, np.int16),
        np.zeros(3 * RATE, np.int16),
        (np.random.default_rng(0).standard_normal(5 * RATE) * 3000).astype(np.int16),
        (np.sin(np.arange(4 * RATE) * 0.2) * 8000).astype(np.int16),
    ],
    ids=["nothing", "one sample", "silence", "hiss", "a tone"],
)
def test_no_words_come_from_no_speech(moonshine, sound):
    assert moonshine.recognise(sound).text == ""


class Looping:
    """A model that loops on anything longer than five seconds, as Moonshine does now and then."""

    def __init__(self, short, long):
        self.short, self.long = short, long

    def transcribe_without_streaming(self, samples, rate):
        line = type("Line", (), {"text": self.long if len(samples) > 5 * rate else self.short})
        return type("Transcript", (), {"lines": [line]})

    def close(self):
        pass


def with_model(model):
    recogniser = Moonshine.__new__(Moonshine)
    recogniser._lock = __import__("threading").Lock()
    recogniser._model = model
    return recogniser


def test_a_loop_is_tried_again_in_shorter_pieces(spoken):
    sound = np.resize(spoken, 7 * RATE)
    loops = with_model(Looping("I will be brief.", "to six " * 12))
    assert loops.recognise(sound).text == "I will be brief. I will be brief."


def test_what_loops_in_every_length_is_never_given_on(spoken):
    sound = np.resize(spoken, 7 * RATE)
    heard = with_model(Looping("to six " * 12, "to six " * 20)).recognise(sound)
    assert (heard.text, heard.doubt) == ("", "repetition")


def test_it_prints_nothing_and_asks_no_network(capfd, monkeypatch, spoken):
    monkeypatch.setattr(socket.socket, "connect", lambda *a: pytest.fail("it went to the network"))
    model = Moonshine()
    assert model.recognise(spoken).text
    model.close()
    assert capfd.readouterr() == ("", "")


def test_closed_it_says_so_and_closes_again(spoken):
    model = Moonshine()
    model.close()
    model.close()
    with pytest.raises(UnderstandError, match="closed"):
        model.recognise(spoken)


def test_where_it_cannot_be_had_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "moonshine_voice", None)
    monkeypatch.setitem(sys.modules, "moonshine_voice.moonshine_api", None)
    with pytest.raises(UnderstandError) as caught:
        Moonshine()
    assert "voicecoach models install small.en" in caught.value.remedy


def test_the_measure_of_real_speech_is_that_of_speech(spoken):
    measure = doubt.measure(spoken)
    assert not doubt.no_speech(measure)
    assert 0.4 * measure.seconds < measure.active <= measure.seconds
