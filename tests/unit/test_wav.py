"""Recordings of every kind, good and bad, through the real libraries."""

from __future__ import annotations

import os
import resource
import sys

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.errors import HearError
from voicecoach.hear import wav
from voicecoach.hear.conditioning import Conditioner


def tone(seconds, rate, hz=440.0, level=0.3):
    return (level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def pitch(sound, rate=16_000):
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return np.argmax(spectrum) * rate / len(sound)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_any_number_of_channels(tmp_path, rate, channels):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.repeat(tone(1.5, rate)[:, None], channels, axis=1), rate)
    heard = wav.read(path)
    assert heard.sound.dtype == np.int16
    assert heard.sound.ndim == 1
    assert heard.seconds == pytest.approx(1.5, abs=0.001)
    assert pitch(heard.sound) == pytest.approx(440, abs=1)
    assert np.abs(heard.sound[2000:-2000]).max() == pytest.approx(0.3 * 32768, rel=0.03)
    assert (heard.rate, heard.channels, heard.notes) == (rate, channels, ())


@pytest.mark.parametrize(("name", "kind"), [("a.flac", "FLAC"), ("a.ogg", "OGG"), ("a.mp3", "MP3"), ("a.WAV", "WAV")])
def test_every_format_that_is_promised(tmp_path, name, kind):
    path = tmp_path / name
    soundfile.write(path, tone(2, 44_100), 44_100, format=kind)
    heard = wav.read(path)
    assert heard.seconds == pytest.approx(2, abs=0.1)
    assert pitch(heard.sound) == pytest.approx(440, abs=2)


def test_sixteen_bit_sound_at_sixteen_kilohertz_is_not_touched(tmp_path):
    sound = np.random.default_rng(1).integers(-32768, 32767, 40_000).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", sound, 16_000)
    assert np.array_equal(wav.read(tmp_path / "a.wav").sound, sound)


def test_one_side_of_a_call_can_be_taken(tmp_path):
    both = np.stack([tone(1, 16_000, 300), tone(1, 16_000, 900)], axis=1)
    soundfile.write(tmp_path / "call.wav", both, 16_000)
    assert pitch(wav.read(tmp_path / "call.wav", channel=1).sound) == pytest.approx(900, abs=1)
    with pytest.raises(HearError, match="no channel 2"):
        wav.read(tmp_path / "call.wav", channel=2)


def test_channels_in_opposite_phase_do_not_cancel(tmp_path):
    one = tone(1, 16_000)
    soundfile.write(tmp_path / "a.wav", np.stack([one, -one], axis=1), 16_000)
    assert np.abs(wav.read(tmp_path / "a.wav").sound).max() > 9000


def test_a_dead_channel_does_not_silence_the_other(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.stack([tone(1, 16_000) * 0, tone(1, 16_000)], axis=1), 16_000)
    assert np.abs(wav.read(tmp_path / "a.wav").sound).max() > 4000


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: None, "there is no file"),
        (lambda p: p.mkdir(), "is not a file"),
        (lambda p: p.write_bytes(b""), "holds no sound"),
        (lambda p: p.write_bytes(b"RIFF\x00\x01"), "damaged"),
        (lambda p: p.write_bytes(os.urandom(5000)), "damaged"),
        (lambda p: p.write_text("hello"), "damaged"),
        (lambda p: soundfile.write(p, np.zeros(0), 16_000, format="WAV"), "holds no sound"),
        (lambda p: soundfile.write(p, np.zeros(32_000), 16_000, format="WAV"), "silent throughout"),
        (lambda p: soundfile.write(p, np.full(32_000, np.nan), 16_000, "FLOAT", format="WAV"), "not numbers"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(tmp_path, make, says):
    path = tmp_path / "rep.wav"
    make(path)
    with pytest.raises(HearError, match=says) as caught:
        wav.read(path)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_a_file_cut_off_in_the_middle_gives_what_is_there(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(4, 16_000), 16_000)
    path.write_bytes(path.read_bytes()[:64_044])
    assert wav.read(path).seconds == pytest.approx(2, abs=0.01)


def test_a_few_samples_that_are_not_numbers_become_silence_and_are_reported(tmp_path):
    sound = tone(2, 16_000)
    sound[1000:1010] = np.nan
    sound[2000] = np.inf
    soundfile.write(tmp_path / "a.wav", sound, 16_000, subtype="FLOAT")
    heard = wav.read(tmp_path / "a.wav")
    assert heard.notes == ("11 samples of a.wav were not numbers and were taken as silence.",)
    assert not heard.sound[1000:1010].any()


def test_sound_beyond_full_scale_is_noted_and_does_not_wrap_round(tmp_path):
    soundfile.write(tmp_path / "a.wav", tone(1, 16_000, level=3.0), 16_000, subtype="FLOAT")
    heard = wav.read(tmp_path / "a.wav")
    assert "too loud" in heard.notes[0]
    assert heard.sound.max() == 32767
    assert np.abs(np.diff(heard.sound.astype(int))).max() < 20_000


def test_loudness_is_that_of_the_speech_not_of_the_pauses():
    loud = (tone(2, 16_000, level=0.1) * 32768).astype(np.int16)
    mostly_pause = np.concatenate([loud, np.zeros(16_000 * 8, np.int16)])
    assert wav.loudness(loud) == pytest.approx(-23, abs=0.2)
    assert wav.loudness(mostly_pause) == pytest.approx(-23, abs=0.2)
    assert wav.loudness(np.zeros(16_000, np.int16)) == -90
    assert wav.loudness(np.zeros(0, np.int16)) == -90
    assert wav.loudness(np.full(10, 20_000, np.int16)) > -6


@settings(max_examples=25)
@given(st.sampled_from([8_000, 44_100, 48_000]), st.lists(st.integers(1, 9_000), min_size=1, max_size=8))
def test_pieces_join_without_a_seam(rate, cuts):
    sound = tone(0.4, rate, 523)
    whole = Conditioner(rate, 1).feed(sound, last=True)
    stream, pieces, at = Conditioner(rate, 1), [], 0
    for cut in cuts:
        pieces.append(stream.feed(sound[at : at + cut]))
        at += cut
    pieces.append(stream.feed(sound[at:], last=True))
    joined = np.concatenate(pieces)
    assert abs(len(joined) - len(whole)) <= 1
    n = min(len(joined), len(whole))
    assert np.abs(joined[:n].astype(int) - whole[:n]).max() <= 2


def test_the_louder_capsule_is_taken_and_kept():
    mic = Conditioner(16_000, 2, "loudest")
    left, right = tone(1, 16_000, 300, 0.05), tone(1, 16_000, 900, 0.2)
    mic.feed(np.stack([left, right], axis=1))
    assert pitch(mic.feed(np.stack([left, right], axis=1))) == pytest.approx(900, abs=1)
    nearly = np.stack([right * 1.2, right], axis=1)  # not louder by enough: no hopping to and fro
    mic.feed(nearly)
    assert mic._chosen == 1


@pytest.mark.parametrize(("rate", "channels"), [(0, 1), (-1, 1), (16_000, 0), (1e9, 1), (float("nan"), 1)])
def test_impossible_sound_is_refused(rate, channels):
    with pytest.raises(ValueError, match="no sound has"):
        Conditioner(rate, channels)


@pytest.mark.heavy
def test_an_hour_long_file_takes_little_more_than_itself(tmp_path):
    path = tmp_path / "hour.wav"
    minute = np.repeat((tone(60, 48_000) * 32768).astype(np.int16)[:, None], 2, axis=1)
    with soundfile.SoundFile(path, "w", 48_000, 2) as file:
        for _ in range(60):
            file.write(minute)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    heard = wav.read(path)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (
        1024 if sys.platform != "darwin" else 2**20
    )
    assert heard.seconds == pytest.approx(3600, abs=0.01)
    assert grown < 400
