"""Is this what the rep said, or what a recogniser made up? Pure: text and measures of the sound in, a doubt out.

Recognisers invent words in two ways. They fall into a loop ("8 to 6 to 6 to 6 …"), most of all on long or noisy
sound; and on silence, noise or music they write what often stood under such sound in their training: "You",
"Thank you", "♪". Neither may reach the client, who would answer it. Everything here goes by shape, not by lists
of phrases, so it holds in any language: a rep who really says "Thank you" is believed, because there was speech.

A loop that sets in after words that are good is cut off and the good beginning, with the first round of the loop,
is kept: a rep who spoke for ten seconds is better served by an answer to the first eight than by "Sorry?".
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass

import numpy as np

from voicecoach.ports import Sound
from voicecoach.session import RATE

FRAME = RATE // 50  # 20 ms
ROUNDS = {1: 6, 2: 4}  # so many rounds make a loop; fewer are a stammer or emphasis: "no no no", "I think, I think"
ROUNDS_LONG = 3  # for three words or more
LONGEST_ROUND = 24  # words
KEEP = 4  # words before a loop that are worth keeping
SQUEEZE = 2.4  # text that compresses better than this repeats itself (the ratio Whisper's authors use)
FASTEST = 7.5  # words a second; the fastest talkers reach about 6 over a phrase
DENSEST = 40.0  # characters a second, for scripts without spaces
SILENT = -58.0  # dBFS of the louder tenth: below this nobody spoke into the microphone
STEADY = 3.0  # dB between loud and quiet frames; speech moves by 20 dB, hum, hiss and tones by less than this
FAINT = 15.0  # dB below the rest of the turn; a falling voice stays within 12
BREATH = 0.4  # s
LEAST = 0.08  # s of sound above the noise that a word takes


@dataclass(frozen=True)
class Measure:
    """What the sound was like: its length (s), seconds that stand out of the noise, level of the louder tenth
    (dBFS), and the range between loud and quiet frames (dB)."""

    seconds: float
    active: float
    level_db: float
    range_db: float


@dataclass(frozen=True)
class Verdict:
    """The text that may be used, and why it may not: "", "repetition" or "hallucination" (then text is "").
    `cut` when a loop was cut off and the beginning kept."""

    text: str
    doubt: str = ""
    cut: bool = False


def measure(sound: Sound) -> Measure:
    """Measures a turn's sound, int16 at 16 kHz."""
    n = len(sound) // FRAME
    if n == 0:
        return Measure(len(sound) / RATE, 0.0, -90.0, 0.0)
    frames = sound[: n * FRAME].reshape(n, FRAME).astype(np.float32)
    # Without its mean a frame's level is that of the sound, not of a converter's offset.
    power = np.var(frames, axis=1) / 32768.0**2
    level = 10 * np.log10(np.maximum(power, 1e-9))
    quiet, loud = float(np.percentile(level, 10)), float(np.percentile(level, 95))
    floor = max(quiet + 6.0, loud - 35.0, SILENT)
    active = float(np.count_nonzero(level > floor)) * FRAME / RATE
    return Measure(len(sound) / RATE, active, loud, loud - quiet)


def no_speech(sound: Measure) -> bool:
    """Too quiet, too short or too steady for anyone to have said anything."""
    return sound.level_db < SILENT or sound.active < LEAST or sound.range_db < STEADY


def only_breath(piece: Measure, whole: Measure) -> bool:
    """Is this piece of a turn so much quieter and shorter than the rest of it that it is a breath or a chair?"""
    return piece.level_db < whole.level_db - FAINT and piece.active < BREATH


def judge(text: str, sound: Measure) -> Verdict:
    """What may be believed of `text`, recognised in a sound of this measure."""
    text = " ".join(text.split())
    tokens = words(text)
    if not tokens:
        return Verdict("", "hallucination" if text else "")
    if no_speech(sound):
        return Verdict("", "hallucination")
    loop = find_loop(tokens)
    if loop:
        start, size = loop
        kept = _until(text, tokens, start + size)
        if start >= KEEP and not _too_fast(kept, words(kept), sound):
            return Verdict(kept, cut=True)
        return Verdict("", "repetition")
    if len(text) >= 80 and len(text.encode()) / len(zlib.compress(text.encode())) > SQUEEZE:
        return Verdict("", "repetition")
    if _too_fast(text, tokens, sound):
        return Verdict("", "hallucination")
    return Verdict(text)


def words(text: str) -> list[str]:
    """The words of a text in any script, folded so that they can be compared; symbols are none."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", folded)
    # Scripts without spaces come as one long word: there, each character is a unit.
    return [u for w in found for u in (w if len(w) > 24 or _wide(w) else [w])]


def find_loop(tokens: list[str]) -> tuple[int, int] | None:
    """Where a loop begins and how many words one round has; None when nothing repeats beyond what people do."""
    best: tuple[int, int] | None = None
    for size in range(1, min(LONGEST_ROUND, len(tokens) // 3) + 1):
        need = ROUNDS.get(size, ROUNDS_LONG)
        run = 0  # how many tokens in a row equal the one a round earlier
        for i in range(size, len(tokens)):
            run = run + 1 if tokens[i] == tokens[i - size] else 0
            if run >= size * (need - 1):
                start = i - run + 1 - size
                if best is None or start < best[0]:
                    best = (start, size)
                break
    return best


def _too_fast(text: str, tokens: list[str], sound: Measure) -> bool:
    """More was written than anyone can say in the time. A quarter second is allowed for, as ends are cut."""
    seconds = min(sound.seconds, sound.active * 1.6) + 0.25
    return len(tokens) > FASTEST * seconds and len(text) > DENSEST / 2 * seconds


def _until(text: str, tokens: list[str], count: int) -> str:
    """The part of `text` that holds its first `count` words."""
    low, high = 0, len(text)
    while low < high:  # the shortest beginning with so many words
        middle = (low + high) // 2
        if len(words(text[:middle])) >= count and words(text[:middle])[:count] == tokens[:count]:
            high = middle
        else:
            low = middle + 1
    return text[:low].strip()


def _wide(word: str) -> bool:
    return len(word) > 1 and unicodedata.east_asian_width(word[0]) in "WF"
