"""A call in Firefox, on a virtual sound card: the rep's voice through a microphone, the client's out of a loudspeaker."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.heavy.firefox import Fox, firefox
from tests.heavy.sound_card import card
from tests.heavy.test_studio_page import assert_local, served, shot
from voicecoach.conversation import recordings
from voicecoach.events import Ended, Heard
from voicecoach.replay.server import Running
from voicecoach.resources import fixtures_folder

pytestmark = pytest.mark.heavy


def call(fox: Fox, studio: Running) -> None:
    """Chooses the first client and rings."""
    fox.goto(studio.address)
    fox.goto(studio.address.split("/?")[0] + "/rehearse")
    fox.click("#offers li:first-child button")
    fox.click("#start")


def turns(folder: Path) -> list[Path]:
    """Two recorded turns of a rep, as files to be played into the microphone."""
    fixtures = fixtures_folder()
    assert fixtures
    paths = []
    for i, clip in enumerate(recordings.fixture_call(fixtures, "empathic")[:2]):
        paths.append(folder / f"turn-{i}.wav")
        with wave.open(str(paths[-1]), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(16_000)
            out.writeframes(clip.samples.tobytes())
    return paths


def test_a_call_in_firefox(tmp_path: Path) -> None:
    first, second = turns(tmp_path)
    (tmp_path / "card").mkdir()
    with card(tmp_path / "card") as sound, served(tmp_path / "rep") as (rep, library), firefox(sound.env) as fox:
        heard = sound.record(tmp_path / "heard.wav")
        try:
            call(fox, rep)
            fox.until("!document.getElementById('live').hidden", 40)
            fox.until("document.querySelectorAll('#lines .client').length > 0", 60)
            fox.until("document.getElementById('live-state').textContent.startsWith('your turn')", 30)
            saying = subprocess.Popen(["paplay", "--device=mouthpiece", str(first)], env=sound.env)
            fox.until("document.querySelectorAll('#lines .rep').length > 0", 60)
            saying.wait(60)
            fox.until("document.getElementById('live-state').textContent.endsWith('speaking')", 60)
            sound.speak(second)
            said = "[...document.querySelectorAll('#lines .rep')].map((li) => li.innerText).join(' ')"
            fox.until(f"{said}.length > 200", 60)  # both turns, in one line or in two
            shot(fox, "firefox")
            fox.key("e")
            fox.until("!document.getElementById('over').hidden", 60)
        finally:
            heard.terminate()
            heard.wait()
        saved = library.open(library.find())
        assert [e.outcome for e in saved.events if isinstance(e, Ended)] == ["stopped"]
        assert len([e for e in saved.events if isinstance(e, Heard)]) >= 2, "one of them anew, when it was taken back"
        with wave.open(str(tmp_path / "heard.wav")) as out:
            played = np.frombuffer(out.readframes(out.getnframes()), np.int16)
        assert np.abs(played[1::2].astype(int)).max() > 1000, "the client came out of the loudspeaker"
        fox.goto(f"{rep.address.split('/?')[0]}/session/{saved.id}")
        fox.until("document.querySelectorAll('.flag').length > 0", 120)
        fox.click(".said .at")
        fox.until("document.querySelector('audio').currentTime > 0.5")
        shot(fox, "firefox-replay")
        assert_local(fox)
        assert fox.errors == []


def test_without_a_loudspeaker_firefox_says_what_is_missing(tmp_path: Path) -> None:
    """There it neither plays nor fails: without a limit of our own the page would wait for ever."""
    silent = {
        "PULSE_SERVER": "unix:/nowhere",
        "ALSA_CONFIG_PATH": "/dev/null",
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    fake = {"media_navigator_streams_fake": True}
    with served(tmp_path / "rep") as (rep, library), firefox(silent, **fake) as fox:
        call(fox, rep)
        fox.until("document.getElementById('told').textContent.includes('loudspeaker')", 30)
        assert fox.run("document.getElementById('start').disabled") is False
        assert library.ids() == []
