"""Speech to measure with: sentences of ours said by espeak, with the sample at which each word begins.

Shared by turn_end.py and echo.py. Espeak is driven in this process through pyttsx3's own layer, because only
its events tell where words begin.
"""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from typing import Any

import numpy as np

from voicecoach.hear.echo import Resampler
from voicecoach.ports import Sound

RATE = 16_000

# What reps say: (turn, ends in a question). Written for this benchmark.
TURNS = (
    "Hi, this is Sam from Northgate, have I caught you at a bad moment?",
    "I know you were not expecting this call, so can I take half a minute to say why I rang?",
    "What made you go with the company you have now?",
    "It sounds as though the last change cost your people a lot of weekends.",
    "So when the machine stopped on that Saturday, what happened next?",
    "I am not going to pretend that we would be cheaper, because we probably would not be.",
    "Who else would need to be comfortable with this before you could say yes?",
    "Take your time, I am in no hurry at all.",
    "If I hear you right, it is less about the price and more about who picks up the phone at night.",
    "Would it help if I sent you the two pages that the hospital in Leeds asked us for?",
    "That must have been hard to explain to the owners.",
    "How do you usually find out that something has gone wrong?",
    "I can see why you would say no to that.",
    "We look after the lifts in about forty buildings around here, mostly older ones.",
    "Can you tell me a little more about what you mean by too complicated?",
    "You said the audit is in May, and that two of your technicians have left since Christmas.",
    "What would have to be different this time for it to be worth your while?",
    "My colleague Anna could come by on Thursday afternoon and have a look with you.",
    "I would rather you told me now that it is not for you than that we both lose a month.",
    "Did the people who installed it ever come back to check how it was working?",
    "Before I say anything about us, may I ask how the queue looks on a Saturday morning?",
    "When was the last time somebody asked the drivers themselves what they thought of the new forms?",
    "There is one thing I should tell you, the first week is usually a bit slower than before.",
    "And is that something you decide alone, or does your partner have a say in it?",
    "We had a baker in the next town who lost a whole day of takings, and she was furious.",
    "Why do you think the staff put the old device back on the shelf?",
    "I was wondering whether the school has ever had complaints about the food on Fridays.",
    "Fair enough, then I will not send you anything, but may I call again in the autumn?",
    "It is perfectly fine if you want to leave it there for today.",
    "What does a bad day look like for the people at your front desk?",
    "So the decision was made above your head, and you were the one who had to live with it.",
    "Could we agree on a short visit next week, just to see whether it makes sense at all?",
    "I have read that your co-operative is changing the way it buys, is that right?",
    "Our contract runs for one year, and you can leave it with a month of notice.",
    "How long does it take you to get an answer out of them when something is urgent?",
    "You would like to try it, but you do not want to be the one who gets blamed if it fails.",
)

REPS = ("en-gb", "en-us", "en-us+f3", "en-gb+m3", "en-us+m7", "en-gb+f2")
CLIENTS = ("en-us+m3", "en-gb+f4", "en-us+f2")


@dataclass(frozen=True)
class Said:
    """One sentence as sound (16 kHz, trimmed of silence) and where each of its words begins (samples)."""

    text: str
    sound: Sound
    words: tuple[int, ...]


class Espeak:
    """Says sentences; one per process."""

    def __init__(self) -> None:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()  # before espeak starts, or it exits
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        from pyttsx3.drivers import _espeak

        self._lib: Any = _espeak
        self._rate = _espeak.Initialize(_espeak.AUDIO_OUTPUT_RETRIEVAL, 100)
        self._pieces: list[bytes] = []
        self._starts: list[int] = []
        _espeak.SetSynthCallback(self._made)

    def say(self, text: str, voice: str, words_a_minute: int = 160) -> Said:
        """The sentence in an espeak voice, loudest sample at about half of full scale."""
        self._pieces, self._starts = [], []
        self._lib.SetVoiceByName(voice.encode())
        self._lib.SetParameter(self._lib.RATE, words_a_minute, 0)
        self._lib.Synth(text.encode(), flags=self._lib.CHARS_UTF8)
        self._lib.Synchronize()
        raw = np.frombuffer(b"".join(self._pieces), np.int16)
        resampler = Resampler(self._rate)
        sound = np.concatenate([resampler(raw), resampler(np.zeros(64, np.int16))]).astype(np.float64)
        sound *= 16_000 / max(1.0, float(np.abs(sound).max()))
        loud = np.flatnonzero(np.abs(sound) > 180)
        first, last = int(loud[0]), int(loud[-1]) + 1
        starts = [round(s * RATE / self._rate) - first for s in self._starts]
        return Said(text, np.asarray(sound[first:last], np.int16), tuple(max(0, s) for s in starts))

    def _made(self, wav: Any, n: int, events: Any) -> int:
        k = 0
        while events[k].type != self._lib.EVENT_LIST_TERMINATED:
            if events[k].type == self._lib.EVENT_WORD:
                self._starts.append(events[k].sample)
            k += 1
        if n > 0:
            self._pieces.append(ctypes.string_at(wav, n * 2))
        return 0


def quietest(sound: Sound, about: int, around: float = 0.05) -> int:
    """The quietest place within `around` seconds of a sample: where a cut is least heard."""
    reach, step = int(around * RATE), RATE // 200
    places = range(max(step, about - reach), min(len(sound) - step, about + reach), step)
    power = [float(np.mean(sound[p - step : p + step].astype(np.float64) ** 2)) for p in places]
    return places[int(np.argmin(power))] if power else about


def noise(seconds: float, seed: int = 0, peak: int = 40) -> Sound:
    """A quiet room."""
    return np.random.default_rng(seed).integers(-peak, peak + 1, int(seconds * RATE)).astype(np.int16)
