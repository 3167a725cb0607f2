"""Word error rate of the default recogniser, per voice: which synthesised voices it hears, and how well.

    python benchmarks/wer.py                       the default recogniser, the voices below
    python benchmarks/wer.py --stt whisper:small.en --voice en-us+f2:160:35 --show

The sentences were written before anything was measured and are never changed. 10–30 % is to be expected on
espeak's voices; on recorded human speech the same recogniser stays below 10 %.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from espeak_clips import say

from voicecoach import settings, wiring
from voicecoach.ports import Recogniser

SENTENCES = (
    "Hello, this is Anna from Brightwater, have I caught you at a bad moment?",
    "I know you did not expect my call, so I will be brief.",
    "What happened with the last supplier that you tried?",
    "It sounds as if you were left alone with the problem.",
    "You would rather stay with people you know than start again from nothing.",
    "How do you decide which of these projects comes first?",
    "I am not calling to sell you anything today.",
    "Would it be all right if I asked you two questions?",
    "So the delays cost you more than the price ever did.",
    "Tell me more about what your team has to do by hand.",
    "Who else would have to agree before you could change anything?",
    "That must have been a hard thing to explain to your board.",
    "I may be wrong, but I wonder whether the trust went before the contract did.",
    "We can cut your costs by thirty percent within the first six months.",
    "Every company in your branch is already using our product.",
    "If I understand you correctly, nobody asked you before the system was replaced.",
    "You are right to be careful, and I would not want you to hurry.",
    "Could we look at it together next Tuesday at half past nine?",
    "Let me send you a short summary, and you tell me what is missing.",
    "Thank you for being so open with me, I will call you on Thursday.",
)

# A human reader: a recording that comes with Moonshine. The words are Charles Dickens's, of 1859.
READ = """
It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was
the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness, it
was the spring of hope, it was the winter of despair, we had everything before us, we had nothing before us, we were
all going direct to Heaven, we were all going direct the other way, in short, the period was so far like the present
period, that some of its noisiest authorities insisted on its being received, for good or for evil, in the superlative
degree of comparison only.
"""

VOICES = (  # espeak voice, words a minute, pitch 0–99
    "en-us+f2:160:35", "en-us+f2:165:50", "en-us+m3:160:70", "en-us+m3:165:50", "en-us+m3:190:50",
    "en-us:160:70", "en-us:165:50", "en-us:190:50", "en-us+steph:160:50", "en-us+f5:160:50",
    "en:165:50", "en+f2:165:50", "en+m3:165:50", "en-gb-x-rp:165:50", "en-gb-scotland:165:50",
)  # fmt: skip

SPELT = {"%": " percent ", "alright": "all right", "&": " and "}
NUMBERS = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
    "9": "nine", "10": "ten", "30": "thirty",
}  # fmt: skip
HALF_PAST = re.compile(r"\b(\d+):30\b")


@dataclass(frozen=True)
class Errors:
    """Word errors against the words there were."""

    wrong: int
    words: int

    @property
    def rate(self) -> float:
        """Percent."""
        return 100 * self.wrong / max(1, self.words)


def words(text: str) -> list[str]:
    """Words as they sound: how a number or a percentage is written is no error of hearing."""
    text = HALF_PAST.sub(r"half past \1", text.lower())
    for written, spoken in SPELT.items():
        text = text.replace(written, spoken)
    return [NUMBERS.get(w, w) for w in re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.replace("’", "'"))]


def compare(said: str, heard: str) -> Errors:
    """Levenshtein distance in words: substituted, missing and added ones."""
    a, b = words(said), words(heard)
    row = np.arange(len(b) + 1)
    for i, word in enumerate(a, 1):
        previous, row = row, np.empty_like(row)
        row[0] = i
        for j, other in enumerate(b, 1):
            row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (word != other))
    return Errors(int(row[-1]), len(a))


def spread(errors: list[Errors]) -> tuple[float, float]:
    """95 % interval of the rate, by drawing sentences again 2000 times."""
    rng = np.random.default_rng(0)
    wrong, count = np.array([e.wrong for e in errors]), np.array([e.words for e in errors])
    drawn = rng.integers(0, len(errors), (2000, len(errors)))
    rates = 100 * wrong[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    return float(np.percentile(rates, 2.5)), float(np.percentile(rates, 97.5))


def main() -> None:
    """Prints a line per voice as it is measured, the total, and the voices heard best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stt", default="", help="the recogniser, as for `voicecoach rehearse`")
    parser.add_argument("--voice", action="append", help="VOICE:RATE:PITCH; may be given several times")
    parser.add_argument("--show", action="store_true", help="print every sentence that was not heard rightly")
    asked = parser.parse_args()
    recogniser = wiring.recogniser(settings.load({"stt": asked.stt}))
    print(f"{recogniser.name}: {len(SENTENCES)} sentences, {sum(len(words(s)) for s in SENTENCES)} words\n")
    print(f"{'voice':<16} {'words/min':>9} {'pitch':>6} {'WER':>7}  {'95 % interval':<15} {'× real time':>11}")
    table = []
    for voice in asked.voice or VOICES:
        name, rate, pitch = voice.rsplit(":", 2)
        clips = say([(s, name, int(rate), int(pitch)) for s in SENTENCES])
        began, seconds = time.perf_counter(), sum(map(len, clips)) / 16_000
        heard = [recogniser.recognise(c) for c in clips]
        taken = time.perf_counter() - began
        errors = [compare(s, h.text) for s, h in zip(SENTENCES, heard, strict=True)]
        total = Errors(sum(e.wrong for e in errors), sum(e.words for e in errors))
        table.append((total.rate, voice, total))
        low, high = spread(errors)
        line = f"{name:<16} {rate:>9} {pitch:>6} {total.rate:>6.1f}%  {f'{low:.0f} – {high:.0f} %':<15}"
        print(f"{line} {seconds / taken:>11.1f}", flush=True)
        if asked.show:
            for s, h, e in zip(SENTENCES, heard, errors, strict=True):
                if e.wrong:
                    print(f"  {name}: {s}\n  {'':{len(name)}}  {h.text or '(' + (h.doubt or 'nothing') + ')'}")
    whole = Errors(sum(e.wrong for *_, e in table), sum(e.words for *_, e in table))
    best = ", ".join(f"{voice} ({rate:.0f} %)" for rate, voice, _ in sorted(table)[:3])
    print(f"\nall voices: {whole.rate:.1f} %; heard best: {best}")
    human(recogniser)
    recogniser.close()


def human(recogniser: Recogniser) -> None:
    """The same for a human reader, where the recording is at hand."""
    import importlib.util

    from voicecoach.hear import wav

    spec = importlib.util.find_spec("moonshine_voice")
    if spec and spec.submodule_search_locations:
        sound = wav.read(Path(spec.submodule_search_locations[0]) / "assets" / "two_cities.wav").sound
        errors = compare(READ, recogniser.recognise(sound).text)
        print(f"a human reader, {len(sound) / 16_000:.0f} s: {errors.rate:.1f} % of {errors.words} words")


if __name__ == "__main__":
    main()
