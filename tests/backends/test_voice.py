"""The real voice: espeak in its child process, as it is shipped."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voicecoach.errors import SpeakError
from voicecoach.ports import Delivery, Sound
from voicecoach.speak.voice import RATE, Pyttsx3Voice

SENTENCE = "We had an outage on a Saturday, and it cost us a lot of money."


def sound(voice: Pyttsx3Voice, text: str = SENTENCE, delivery: Delivery = Delivery()) -> Sound:
    return np.concatenate([np.zeros(0, np.int16), *voice.speak(text, delivery)])


def loud(samples: Sound) -> float:
    """Seconds from the first to the last sample that can be heard."""
    heard = np.flatnonzero(np.abs(samples.astype(int)) > 60)
    return float(heard[-1] - heard[0]) / RATE if len(heard) else 0.0


def test_says_a_sentence_at_a_good_level_without_clipping(voice: Pyttsx3Voice) -> None:
    samples = sound(voice)
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert 3.0 < len(samples) / RATE < 4.5
    peak = np.abs(samples.astype(int)).max()
    assert 6_000 < peak < 32_000
    begins = np.flatnonzero(np.abs(samples.astype(int)) > 60)[0] / RATE
    assert begins < 0.02, "silence before the first sound is time the rep waits"
    assert 0.1 < len(samples) / RATE - loud(samples) < 0.4, "a breath, no more"
    assert voice.rate == RATE


def test_rate_and_volume_are_obeyed(voice: Pyttsx3Voice) -> None:
    slow, normal, fast = (loud(sound(voice, delivery=Delivery(rate=r))) for r in (125, 165, 220))
    assert slow / normal == pytest.approx(165 / 125, rel=0.15)
    assert fast / normal == pytest.approx(165 / 220, rel=0.15)
    full, half = (np.abs(sound(voice, delivery=Delivery(volume=v)).astype(int)).mean() for v in (1.0, 0.5))
    assert half / full == pytest.approx(0.5, abs=0.08)


def test_voices_differ_and_an_unknown_one_still_speaks(voice: Pyttsx3Voice) -> None:
    british, woman, american = (sound(voice, delivery=Delivery(voice=v)) for v in ("en-gb", "en-gb+f3", "en-us"))
    assert len({samples[:4000].tobytes() for samples in (british, woman, american)}) == 3
    assert loud(sound(voice, delivery=Delivery(voice="klingon+f3"))) > 2.0
    assert loud(sound(voice, delivery=Delivery(voice="en-gb+nobody"))) > 2.0


def test_the_case_of_a_voice_does_not_matter(voice: Pyttsx3Voice) -> None:
    plain, michael, shouted = (
        np.abs(sound(voice, delivery=Delivery(voice=v)).astype(int)).mean()
        for v in ("en-us", "en-us+Michael", "EN-US+MICHAEL")
    )
    assert michael == pytest.approx(shouted, rel=0.01)
    assert michael != pytest.approx(plain, rel=0.02)


def test_lists_its_voices(voice: Pyttsx3Voice) -> None:
    names = {v["name"] for v in voice.voices()}
    assert {"en-gb", "en-us", "+f3"} <= names
    assert not any(name.startswith("mb") for name in names)


def test_reads_money_as_a_person_would(voice: Pyttsx3Voice) -> None:
    assert loud(sound(voice, "£120")) == pytest.approx(loud(sound(voice, "120 pounds")), abs=0.02)


@pytest.mark.parametrize("text", ["", "…", "😀", "\x00\x07", "   ", "<break time='5s'/>"])
def test_nothing_to_say_is_no_sound(voice: Pyttsx3Voice, text: str) -> None:
    assert list(voice.speak(text, Delivery())) == []


def test_markup_and_commands_are_not_obeyed(voice: Pyttsx3Voice) -> None:
    plain = loud(sound(voice, "Hello there."))
    assert loud(sound(voice, "<speak>Hello <break time='9s'/>there.</speak>")) == pytest.approx(plain, abs=0.1)
    assert loud(sound(voice, "Hello [[]] *there*.\x00")) == pytest.approx(plain, abs=0.3)
    assert loud(sound(voice, "\ud800Hello\u202e there.")) == pytest.approx(plain, abs=0.1)


def test_a_sentence_that_is_called_off_leaves_nothing_behind(voice: Pyttsx3Voice) -> None:
    talk = voice.speak("and so on and on " * 400, Delivery())
    assert len(next(talk)) > 0
    talk.close()
    before = voice.pid
    short = sound(voice, "No.")
    assert loud(short) < 1.0
    assert voice.pid == before


def test_two_sentences_at_once_keep_apart(voice: Pyttsx3Voice) -> None:
    first, second = voice.speak(SENTENCE, Delivery()), voice.speak("No.", Delivery())
    head = next(first)
    no = np.concatenate(list(second))
    rest = np.concatenate([head, *first])
    assert loud(no) < 1.0
    assert loud(rest) > 3.0


def test_a_worker_killed_in_mid_sentence_is_replaced_and_nothing_is_lost() -> None:
    voice = Pyttsx3Voice()
    try:
        whole = sound(voice, SENTENCE * 20)
        old = voice.pid
        talk = voice.speak(SENTENCE * 20, Delivery())
        pieces = [next(talk)]
        os.kill(old, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        pieces += talk
        assert voice.pid != old
        assert sum(map(len, pieces)) == pytest.approx(len(whole), rel=0.01)
        assert loud(sound(voice, "No.")) > 0.2
    finally:
        voice.close()


def test_a_worker_that_always_dies_is_one_error_with_a_remedy() -> None:
    script = (
        "import json,struct,sys; o=sys.stdout.buffer; d=json.dumps({'name':'x','rate':22050}).encode();"
        "o.write(struct.pack('<IcI',0,b'H',len(d))+d); o.flush(); sys.stdin.readline()"
    )
    voice = Pyttsx3Voice(command=[sys.executable, "-c", script])
    with pytest.raises(SpeakError, match=r"Twice over.*voicecoach doctor"):
        list(voice.speak("Hello.", Delivery()))
    voice.close()


def test_a_worker_that_hangs_is_given_up() -> None:
    script = (
        "import json,struct,sys; o=sys.stdout.buffer; d=json.dumps({'name':'x','rate':22050}).encode();"
        "o.write(struct.pack('<IcI',0,b'H',len(d))+d); o.flush(); sys.stdin.read()"
    )
    voice = Pyttsx3Voice(command=[sys.executable, "-c", script], patience=0.2)
    with pytest.raises(SpeakError, match="no sign of life"):
        list(voice.speak("Hello.", Delivery()))
    voice.close()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ([sys.executable, "-c", "raise SystemExit(1)"], "ended unexpectedly"),
        (["/nonexistent/python"], "cannot be started"),
    ],
)
def test_no_voice_at_all_is_said_plainly(command: list[str], says: str) -> None:
    with pytest.raises(SpeakError, match=says):
        Pyttsx3Voice(command=command)


def test_after_close_there_is_no_voice() -> None:
    voice = Pyttsx3Voice()
    talk = voice.speak(SENTENCE * 50, Delivery())
    next(talk)
    voice.close()
    voice.close()
    list(talk)  # ends, without an error
    with pytest.raises(SpeakError, match="closed"):
        next(voice.speak("Hello.", Delivery()))


def test_the_worker_dies_with_its_parent_and_not_of_ctrl_c() -> None:
    code = (
        "import os, sys, time, signal\n"
        "from voicecoach.speak.voice import Pyttsx3Voice\n"
        "from voicecoach.ports import Delivery\n"
        "v = Pyttsx3Voice()\n"
        "os.kill(v.pid, signal.SIGINT)\n"
        "assert len(list(v.speak('Still here.', Delivery()))) > 3\n"
        "g = v.speak('and on ' * 5000, Delivery()); next(g)\n"
        "print(v.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = str(Path(__file__).parent.parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=20,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert done.stderr == ""
    worker = int(done.stdout)
    if hasattr(os, "pidfd_open"):  # Linux: wait for the end of a process that is nobody's child any more
        try:
            handle = os.pidfd_open(worker)
        except ProcessLookupError:
            return
        ended, _, _ = select.select([handle], [], [], 5.0)
        os.close(handle)
        assert ended, "the worker outlived its parent"


def test_the_bundled_library_serves_where_the_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "linux":
        monkeypatch.setenv("VOICECOACH_ESPEAK", "bundled")
        voice = Pyttsx3Voice()
        assert "bundled" in voice.name
        assert loud(sound(voice)) > 3.0
        voice.close()


def test_nothing_is_printed(voice: Pyttsx3Voice, capfd: pytest.CaptureFixture[str]) -> None:
    sound(voice)
    assert capfd.readouterr() == ("", "")
