"""The engine for voices that can only write files (macOS, Windows), on a made-up pyttsx3.

No such system was at hand: what stands here is our reading of pyttsx3's drivers, not a trial on them.
"""

from __future__ import annotations

import wave
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from voicecoach.speak.engines import RATE, EngineError, FileEngine, pick_voice, pitch_setting, read_sound

VOICES = [
    SimpleNamespace(id="com.apple.Daniel", name="Daniel", languages=["en_GB"], gender="VoiceGenderMale"),
    SimpleNamespace(id="com.apple.Kate", name="Kate", languages=[b"en_GB"], gender="VoiceGenderFemale"),
    SimpleNamespace(id="com.apple.Alex", name="Alex", languages=["en-US"], gender="Male"),
    SimpleNamespace(id="com.apple.Anna", name="Anna", languages=["de_DE"], gender=None),
]
JOB = {"id": 1, "text": "Not interested.", "voice": "en-gb+f3", "rate": 172, "pitch": 1.1, "volume": 0.9}


def write(path: Path, rate: int = RATE, seconds: float = 0.5) -> None:
    samples = (8000 * np.sin(np.arange(int(rate * seconds)) / 10)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


class System:
    """A pyttsx3 whose file appears `late` looks after runAndWait has returned."""

    def __init__(self, late: int = 0, rate: int = RATE, never: bool = False, half: bool = False) -> None:
        self.late, self.rate, self.never, self.half = late, rate, never, half
        self.made = 0
        self.set: dict[str, Any] = {}
        self.path: Path | None = None
        self.looks = 0

    def make(self) -> Any:
        self.made += 1
        return self

    def getProperty(self, name: str) -> Any:
        return {"voices": VOICES}[name]

    def setProperty(self, name: str, value: Any) -> None:
        self.set[name] = value

    def save_to_file(self, text: str, path: str) -> None:
        self.set["text"] = text
        self.path = Path(path).with_suffix(".wav")
        self.given = Path(path)

    def runAndWait(self) -> None:
        if not self.late:
            self.sleep(0)

    def sleep(self, seconds: float) -> None:
        self.looks += 1
        assert self.path
        if self.never or self.looks < self.late:
            return
        if self.half and self.looks < self.late + 4:
            self.given.write_bytes(b"RIFF....WAVE")
        elif self.looks == max(1, self.late + (4 if self.half else 0)):
            write(self.given, self.rate)


def spoken(system: System, cancelled: bool = False, **job: Any) -> bytes:
    engine = FileEngine(system.make, sleep=system.sleep, patience=1.0)
    out: list[bytes] = []
    engine.speak({**JOB, **job}, out.append, lambda: cancelled)
    return b"".join(out)


@pytest.mark.parametrize(
    "system", [System(), System(late=7), System(late=3, half=True)], ids=["at once", "late", "half"]
)
def test_waits_for_the_file_and_reads_it(system: System) -> None:
    sound = np.frombuffer(spoken(system), "<i2")
    assert len(sound) == RATE // 2
    assert 7_000 < np.abs(sound).max() <= 8_001
    assert system.given is not None
    assert not system.given.parent.exists(), "the temporary folder is gone"


def test_another_rate_is_brought_to_ours() -> None:
    assert len(spoken(System(rate=16_000))) / 2 == pytest.approx(RATE / 2, abs=2)


def test_a_fresh_engine_for_every_sentence() -> None:
    system = System()
    engine = FileEngine(system.make, sleep=system.sleep)
    for _ in range(3):
        system.looks = 0
        engine.speak(JOB, lambda data: None, lambda: False)
    assert system.made == 4  # one of them listed the voices


def test_sets_what_pyttsx3_can_set() -> None:
    system = System()
    spoken(system)
    assert system.set == {"voice": "com.apple.Kate", "rate": 172, "volume": 0.9, "text": "Not interested."}


def test_no_file_in_time_is_an_error_without_the_words() -> None:
    with pytest.raises(EngineError, match="no sound in time") as caught:
        spoken(System(never=True))
    assert "interested" not in str(caught.value)


def test_called_off_it_emits_nothing() -> None:
    assert spoken(System(late=5), cancelled=True) == b""


def test_a_system_without_a_voice_is_said() -> None:
    def broken() -> Any:
        raise RuntimeError

    with pytest.raises(EngineError, match="system's voice"):
        FileEngine(broken)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", ""),
        ("Daniel", "com.apple.Daniel"),
        ("COM.APPLE.ALEX", "com.apple.Alex"),
        ("en-gb+f3", "com.apple.Kate"),
        ("en-gb+m1", "com.apple.Daniel"),
        ("en-us", "com.apple.Alex"),
        ("en-us+f2", "com.apple.Kate"),
        ("de", "com.apple.Anna"),
        ("fr+f1", ""),
    ],
)
def test_finds_the_voice_that_comes_nearest(wanted: str, found: str) -> None:
    engine = FileEngine(System().make)
    assert pick_voice(wanted, engine._voices) == found


def test_reads_stereo_and_aiff(tmp_path: Path) -> None:
    import soundfile

    samples = np.full((4410, 2), 0.25, np.float32)
    soundfile.write(tmp_path / "a.aiff", samples, 44_100)
    sound = np.frombuffer(read_sound(tmp_path / "a.aiff"), "<i2")
    assert len(sound) == pytest.approx(2205, abs=2)
    assert np.median(sound) == pytest.approx(8192, abs=40)


def test_pitch_settings_rise_with_the_factor() -> None:
    settings = [pitch_setting(f) for f in (0.1, 0.75, 0.86, 0.95, 1.0, 1.2, 1.68, 9.0)]
    assert settings == sorted(settings)
    assert (settings[0], settings[4], settings[-1]) == (0, 50, 99)
