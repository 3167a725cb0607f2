"""The engines inside the voice worker: pyttsx3 over espeak (streams), or over the system's voice (files).

Runs in the child process only. Both yield 16-bit mono sound at `RATE`; which one serves is chosen by the
platform. Espeak's own layer in pyttsx3 hands over sound as it is made, so the first second of a sentence is
there after about 2 ms. The voices of macOS and Windows can only write files, one sentence each.

The file engine has been tested against a fake of pyttsx3 alone: it was never run on macOS or Windows.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RATE = 22_050
"""Hz of all sound that leaves the worker; it is espeak's own."""

Emit = Callable[[bytes], None]
Job = dict[str, Any]

# Median F0 of espeak's voice "en" against its pitch setting, measured with an autocorrelation tracker:
# the setting is no factor (0–99, 50 is the voice's own), so factors are looked up between these points.
_PITCH = ((0.75, 0), (0.86, 25), (0.91, 40), (1.0, 50), (1.10, 60), (1.29, 75), (1.68, 99))


class EngineError(Exception):
    """The engine cannot be used or failed; the text says why and holds none of the words it was given."""


def best_engine(name: str = "") -> Any:
    """The engine called `name` (espeak or files), or the platform's. Raises EngineError."""
    if name == "files" or (not name and sys.platform in ("darwin", "win32")):
        return FileEngine()
    return EspeakEngine()


def preload_espeak() -> str:
    """Lets pyttsx3 find an espeak-ng library; returns where it is from: system or bundled.

    ESPEAK_DATA_PATH has to stand before the library loads: espeak calls exit(1) when it misses its data.
    """
    if os.environ.get("VOICECOACH_ESPEAK") != "bundled" and ctypes.util.find_library("espeak-ng"):
        return "system"
    try:
        import espeakng_loader
    except ImportError:
        raise EngineError("espeak-ng is not installed, and neither is the package espeakng-loader") from None
    os.environ["ESPEAK_DATA_PATH"] = str(espeakng_loader.get_data_path())
    ctypes.CDLL(str(espeakng_loader.get_library_path()), mode=ctypes.RTLD_GLOBAL)
    return "bundled"


def pitch_setting(factor: float) -> int:
    """Espeak's pitch setting (0–99) for a factor on the voice's own pitch."""
    if factor <= _PITCH[0][0]:
        return 0
    for (low, a), (high, b) in itertools.pairwise(_PITCH):
        if factor <= high:
            return round(a + (b - a) * (factor - low) / (high - low))
    return 99


def _bounded(value: float, low: float, high: float) -> int:
    return round(max(low, min(high, value)))


class EspeakEngine:
    """Espeak through pyttsx3's own ctypes layer, with a callback of ours, so that sound streams."""

    def __init__(self) -> None:
        source = preload_espeak()
        try:
            import pyttsx3

            self._engine = pyttsx3.init("espeak")  # initialises the library; must stay referenced
            from pyttsx3.drivers import _espeak
        except Exception as error:
            raise EngineError(f"pyttsx3 cannot start espeak ({type(error).__name__})") from None
        self._lib: Any = _espeak
        version = _espeak.Info().decode(errors="replace")
        self.name = f"espeak-ng {version} ({source})"
        self._languages = self._listed()
        self._variants = {name.lower(): name for name in self._variant_names()}  # files: their case counts
        self._emit: Emit | None = None
        self._cancelled: Callable[[], bool] = lambda: True
        self._voice = ""
        _espeak.SetSynthCallback(self._on_sound)

    def voices(self) -> list[dict[str, str]]:
        """Each language espeak speaks (`name` to ask for it), then its variants, appended as `en-gb+f3`."""
        found = [{"name": code, "title": title} for code, (_, title) in sorted(self._languages.items())]
        return found + [{"name": f"+{name}", "title": "variant"} for name in sorted(self._variants.values())]

    def speak(self, job: Job, emit: Emit, cancelled: Callable[[], bool]) -> None:
        """Emits the sound of one job piece by piece until it is done or `cancelled()`."""
        lib = self._lib
        self._choose(str(job.get("voice") or "en"))
        for parameter, value in (
            (lib.RATE, _bounded(job.get("rate", 165), 80, 450)),
            (lib.PITCH, pitch_setting(float(job.get("pitch", 1.0)))),
            (lib.RANGE, _bounded(50 * float(job.get("lilt", 1.0)), 0, 99)),
            (lib.VOLUME, _bounded(100 * float(job.get("volume", 1.0)), 0, 100)),
        ):
            lib.SetParameter(parameter, value, 0)
        self._emit, self._cancelled = emit, cancelled
        text = str(job["text"]).encode("utf-8", "ignore").replace(b"\0", b" ")
        try:
            # No ENDPAUSE: how long to breathe after a sentence is for the caller to decide.
            lib.Synth(text, flags=lib.CHARS_UTF8)
            lib.Synchronize()
        finally:
            self._emit = None

    def _on_sound(self, wav: Any, count: int, _events: Any) -> int:
        """Espeak's callback, in espeak's thread: 1 makes it drop the rest of the sentence."""
        if self._cancelled() or self._emit is None:
            return 1
        if count > 0:
            self._emit(ctypes.string_at(wav, count * 2))
        return 0

    def _listed(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for voice in self._lib.ListVoices(None):
            identifier = voice.identifier.decode(errors="replace")
            if identifier.startswith("mb"):  # needs data of the MBROLA project that is not here
                continue
            # One priority byte, then the code; further languages follow but ctypes stops at the zero.
            code = voice.languages[1:].decode(errors="replace").lower()
            found.setdefault(code, (identifier, voice.name.decode(errors="replace")))
        return found

    def _variant_names(self) -> list[str]:
        spec = self._lib.VOICE()
        spec.languages = b"variant"
        found = self._lib.ListVoices(ctypes.byref(spec))
        return [v.identifier.decode(errors="replace").rpartition("/")[2] for v in found]

    def _choose(self, voice: str) -> None:
        """Sets a voice as people write it (`en-gb+f3`); an unknown one becomes English of that variant."""
        if voice == self._voice:
            return
        base, plus, variant = voice.partition("+")
        base, variant = base.lower(), self._variants.get(variant.lower(), variant)
        # espeak itself refuses "en-gb", which only names the language of its voice "gmw/en".
        known = self._languages.get(base, (base, ""))[0]
        for name in (known + plus + variant, "gmw/en" + plus + variant, "gmw/en"):
            if self._lib.SetVoiceByName(name.encode("utf-8", "ignore")) == 0:
                break
        self._voice = voice


class FileEngine:
    """The system's own voice (macOS, Windows): pyttsx3 writes one sentence to a file, which is read back.

    A fresh pyttsx3 engine per sentence, as one that is used again falls silent on Windows (pyttsx3 #402,
    #419, #440). Pitch cannot be set through pyttsx3 on either platform.
    """

    def __init__(
        self,
        make: Callable[[], Any] | None = None,
        read: Callable[[Path], bytes] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = 10.0,
    ) -> None:
        self._make = make or _system_engine
        self._read = read or read_sound
        self._sleep = sleep
        self._patience = patience
        self._suffix = ".aiff" if sys.platform == "darwin" else ".wav"  # macOS writes AIFF whatever the name
        try:
            engine = self._make()
            self._voices = [_system_voice(v) for v in engine.getProperty("voices")]
        except Exception as error:
            raise EngineError(f"pyttsx3 cannot start the system's voice ({type(error).__name__})") from None
        self.name = f"{sys.platform} system voice"

    def voices(self) -> list[dict[str, str]]:
        """Every voice the system offers."""
        return [{"name": v["id"], "title": v["title"]} for v in self._voices]

    def speak(self, job: Job, emit: Emit, cancelled: Callable[[], bool]) -> None:
        """Emits the whole sentence in one piece. Raises EngineError when no readable file comes in time."""
        with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
            path = Path(folder) / f"sentence{self._suffix}"
            engine = self._make()
            voice = pick_voice(str(job.get("voice") or ""), self._voices)
            if voice:
                engine.setProperty("voice", voice)
            engine.setProperty("rate", _bounded(job.get("rate", 165), 80, 450))
            engine.setProperty("volume", max(0.0, min(1.0, float(job.get("volume", 1.0)))))
            engine.save_to_file(str(job["text"]), str(path))
            engine.runAndWait()
            sound = self._when_written(path, cancelled)
            del engine
        if sound and not cancelled():
            emit(sound)

    def _when_written(self, path: Path, cancelled: Callable[[], bool]) -> bytes:
        """The sound once the file has stopped growing: `runAndWait` may return before it is written."""
        size, step = -1, 0.02
        for _ in range(math.ceil(self._patience / step)):
            if cancelled():
                return b""
            now = path.stat().st_size if path.exists() else -1
            if now == size and now > 0:
                try:
                    sound = self._read(path)
                except Exception:  # half written: a reader sees a header without its sound
                    sound = b""
                if sound:
                    return sound
            size = now
            self._sleep(step)
        raise EngineError("the system's voice wrote no sound in time")


def _system_engine() -> Any:
    import pyttsx3

    getattr(pyttsx3, "_activeEngines", {}).clear()  # pyttsx3 would hand out the used one again
    return pyttsx3.init()


def read_sound(path: Path) -> bytes:
    """A WAV or AIFF file as 16-bit mono at RATE."""
    import numpy as np
    import soundfile
    import soxr

    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    if rate != RATE:
        mono = soxr.resample(mono, rate, RATE)
    return bytes((np.clip(mono, -1.0, 1.0) * 32767).astype("<i2").tobytes())


def _system_voice(voice: Any) -> dict[str, str]:
    languages = [v.decode(errors="ignore") if isinstance(v, bytes) else str(v) for v in voice.languages or []]
    return {
        "id": str(voice.id),
        "title": str(voice.name),
        "language": (languages[0] if languages else "").replace("_", "-").lower(),
        "gender": str(voice.gender or "").lower(),
    }


def pick_voice(wanted: str, voices: list[dict[str, str]]) -> str:
    """The id of the system voice that comes nearest to `wanted`; empty to leave the system's own.

    `wanted` is an id or name of this system, or a name as scenarios have it (`en-gb+f3`: British English, a
    woman), so that a scenario made on Linux gets a client of the same sex and accent elsewhere.
    """
    if not wanted:
        return ""
    for voice in voices:
        if wanted.lower() in (voice["id"].lower(), voice["title"].lower()):
            return voice["id"]
    language, _, variant = wanted.lower().partition("+")
    gender = {"f": "female", "m": "male"}.get(variant[:1], "")
    ranked = []
    for voice in voices:
        if voice["language"][:2] != language[:2]:
            continue
        sex = voice["gender"].removeprefix("voicegender").strip(": ")
        score = 2 * (sex == gender) + (voice["language"] == language)
        ranked.append((-score, voice["id"]))
    return min(ranked)[1] if ranked else ""
