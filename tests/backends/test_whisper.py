"""The real faster-whisper on a real, tiny model that always says one sentence."""

from __future__ import annotations

import socket

import numpy as np
import pytest
from tiny_whisper import make

from voicecoach.errors import UnderstandError
from voicecoach.understand.whisper import Whisper


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def whisper(folder):
    model = Whisper(folder)
    yield model
    model.close()


def test_text_and_word_times_come_out(whisper, spoken):
    heard = whisper.recognise(spoken)
    assert heard.text == "What happened next?"
    assert [w.text for w in heard.words] == ["What", "happened", "next?"]
    # A tenth of a second for each of its tokens: "What" has four and the time stamp, "happened" eight, "next?" five.
    assert [w.end for w in heard.words] == pytest.approx([0.5, 1.3, 1.7], abs=0.11)
    assert [w.start for w in heard.words[1:]] == [w.end for w in heard.words[:-1]]
    assert heard.doubt == ""


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.int16),
        np.zeros(48_000, np.int16),
        (np.random.default_rng(0).standard_normal(48_000) * 3000).astype(np.int16),
    ],
    ids=["nothing", "silence", "hiss"],
)
def test_no_words_come_from_no_speech(whisper, sound):
    assert whisper.recognise(sound).text == ""


def test_a_loop_never_comes_out(tmp_path, spoken):
    loops = Whisper(make(tmp_path / "loops", says=" to six" * 7))
    heard = loops.recognise(spoken)
    assert (heard.text, heard.words, heard.doubt) == ("", (), "repetition")


def test_after_a_good_beginning_a_loop_is_cut_off_with_its_words(tmp_path, spoken):
    loops = Whisper(make(tmp_path / "loops", says=" We do open at ten" + " to six" * 4))
    heard = loops.recognise(spoken)
    assert heard.text == "We do open at ten to six"
    assert [w.text for w in heard.words] == heard.text.split()


def test_captions_without_words_never_come_out(tmp_path, spoken):
    assert Whisper(make(tmp_path / "dots", says=" ...")).recognise(spoken).text == ""


def test_it_prints_nothing_and_asks_no_network(folder, capfd, monkeypatch, spoken):
    monkeypatch.setattr(socket.socket, "connect", lambda *a: pytest.fail("it went to the network"))
    assert Whisper(folder).recognise(spoken).text
    assert capfd.readouterr() == ("", "")


def test_closed_it_says_so_and_closes_again(folder, spoken):
    model = Whisper(folder)
    model.close()
    model.close()
    with pytest.raises(UnderstandError, match="closed"):
        model.recognise(spoken)


def test_a_model_that_cannot_be_loaded_names_the_way_out(tmp_path, folder):
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "model.bin").write_bytes((folder / "model.bin").read_bytes()[:5000])
    with pytest.raises(UnderstandError, match="cannot be loaded") as caught:
        Whisper(tmp_path)
    assert "voicecoach models" in caught.value.remedy
