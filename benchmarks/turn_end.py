"""How often a pause for thought is taken for the end, against how soon the client answers.

    python benchmarks/turn_end.py [--sentences N] [--cuts N]

Sentences are synthesised, cut at word boundaries and pulled apart by 200–1500 ms of room noise. Detector,
endpointing, recogniser (Moonshine) and the turn-end rule are the product's; time is counted in samples, the
recogniser's with the clock or the processor, whichever says less. For every setting: the share of pauses that split an utterance, and the median and
95th percentile of the time from the true end of a whole sentence to the client's first sound (reply ready or
turn over, whichever is later, and the first piece of the voice).
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import dataclass

import numpy as np
from speech import RATE, REPS, TURNS, Espeak, Said, noise, quietest

from voicecoach.conversation.listening import Listening
from voicecoach.hear.detector import Silero
from voicecoach.hear.turn_end import PACE, Pace
from voicecoach.ports import Block, Sound
from voicecoach.session import BLOCK
from voicecoach.understand.moonshine import Moonshine

PAUSES = (200, 300, 400, 500, 600, 700, 800, 1000, 1200, 1500)  # ms
VOICE = 0.012  # s from a sentence's text to its first sound, measured on pyttsx3's worker
SILENCE = 2.2  # s listened to after the last sound


@dataclass
class Ear:
    """A recogniser that remembers what it was given, so that every setting sees the same words and times."""

    model: Moonshine
    known: dict[bytes, tuple[str, float]]

    def hear(self, sound: Sound) -> tuple[str, float]:
        """Words and the seconds it took."""
        key = sound.tobytes()
        if key not in self.known:
            wall, cpu = time.perf_counter(), time.process_time()
            text = self.model.recognise(sound).text
            # A busy machine makes the clock too long; two threads make the processor time too long.
            took = min(time.perf_counter() - wall, time.process_time() - cpu)
            self.known[key] = text, took
        return self.known[key]


class Probabilities:
    """Silero's answers for one sound, asked once; a Listening takes them for a detector."""

    def __init__(self, sound: Sound) -> None:
        silero = Silero()
        self.all = [silero.probability(sound[i : i + BLOCK]) for i in range(0, len(sound) - BLOCK + 1, BLOCK)]
        self.next = 0

    def probability(self, block: Sound) -> float:
        """The next one."""
        self.next += 1
        return self.all[self.next - 1]

    def reset(self) -> None:
        """From the beginning."""
        self.next = 0


@dataclass(frozen=True)
class Over:
    """When the turn was over and when the words were known, s after the last sample of speech."""

    turn: float
    words: float
    text: str


def listen(sound: Sound, end: float, probabilities: Probabilities, ear: Ear, pace: Pace) -> Over:
    """Runs one stretch of speech and the silence after it; speech ends at `end` (s)."""
    probabilities.reset()
    listening = Listening(probabilities, pace=pace)
    known: list[tuple[float, str]] = []
    for i in range(0, len(sound) - BLOCK + 1, BLOCK):
        now = (i + BLOCK) / RATE
        if known and now >= known[0][0]:
            listening.words(known[0][1])
        for heed in listening.hear(Block(i / RATE, sound[i : i + BLOCK]), client_speaks=False):
            if heed.what == "hint":
                text, took = ear.hear(listening.sound(heed.start, heed.end))
                known = [(now + took, text)]
            elif heed.what == "resumed":
                known = []
            elif heed.what == "ended" and now > end:
                words_at = known[0][0] if known else now
                return Over(now - end, words_at - end, known[0][1] if known else "")
    return Over(SILENCE, SILENCE, "")


@dataclass(frozen=True)
class Case:
    """A piece of speech with silence around it, and how the detector hears it."""

    sound: Sound
    end: float
    probabilities: Probabilities
    whole: bool


def cases(sentences: int, cuts: int) -> list[Case]:
    """Whole sentences, and the same ones up to a word boundary."""
    espeak, rnd = Espeak(), random.Random(3)
    out = []
    for k, text in enumerate(TURNS[:sentences]):
        said = espeak.say(text, REPS[k % len(REPS)], rnd.choice((140, 155, 170)))
        out.append(case(said.sound, True, k))
        places = [w for w in said.words if 0.5 * RATE < w < len(said.sound) - 0.3 * RATE]
        out += [case(cut(said, w), False, k) for w in rnd.sample(places, min(cuts, len(places)))]
    return out


def cut(said: Said, word: int) -> Sound:
    """What was said before a word, with its last 8 ms faded."""
    part = said.sound[: quietest(said.sound, word)].copy()
    fade = np.linspace(1, 0, RATE // 125)
    part[-len(fade) :] = (part[-len(fade) :] * fade).astype(np.int16)
    return part


def case(speech: Sound, whole: bool, seed: int) -> Case:
    """Speech in a quiet room. Its end is the last sample above -45 dBFS."""
    end = 0.5 + (int(np.flatnonzero(np.abs(speech) > 184)[-1]) + 1) / RATE
    sound = np.concatenate([noise(0.5, seed), speech, noise(SILENCE, seed + 1)])
    return Case(sound, end, Probabilities(sound), whole)


def report(name: str, all_cases: list[Case], ear: Ear, pace: Pace) -> None:
    """One row: shares split by length of pause, and the reply times."""
    over = [(c, listen(c.sound, c.end, c.probabilities, ear, pace)) for c in all_cases]
    inside = [o.turn for c, o in over if not c.whole]
    # A pause of p is split when the turn is over before the detector hears that speech went on (one block).
    split = {p: sum(d < p / 1000 + BLOCK / RATE for d in inside) / len(inside) for p in PAUSES}
    short = statistics.mean(split[p] for p in PAUSES if p < 700)
    replies = sorted(max(o.turn, o.words) + VOICE for c, o in over if c.whole)
    row = " ".join(f"{split[p]:>5.0%}" for p in PAUSES)
    p95 = replies[round(0.95 * (len(replies) - 1))]
    print(f"{name:<22} {short:>6.1%}   {row}   {statistics.median(replies) * 1000:>5.0f} {p95 * 1000:>5.0f}")


def main() -> None:
    """Prints the curve."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sentences", type=int, default=len(TURNS))
    parser.add_argument("--cuts", type=int, default=6)
    parser.add_argument("--show", action="store_true", help="the words at each end that came soon")
    asked = parser.parse_args()
    ear, found = Ear(Moonshine(), {}), cases(asked.sentences, asked.cuts)
    whole = sum(c.whole for c in found)
    print(f"{whole} sentences, {len(found) - whole} places where they were pulled apart\n")
    print(f"{'':<22} {'< 700':>6}   " + " ".join(f"{p:>5}" for p in PAUSES) + "    reply   p95  (ms)")
    report("default", found, ear, PACE)
    for factor in (0.7, 0.85, 1.2, 1.5):
        report(f"pace x {factor}", found, ear, PACE.scaled(factor))
    for fixed in (0.4, 0.55, 0.7, 0.9):
        report(f"silence alone {fixed:.2f} s", found, ear, Pace(fixed, fixed, fixed, fixed, long_more=0.0))
    if asked.show:
        for c in found:
            o = listen(c.sound, c.end, c.probabilities, ear, PACE)
            print(f"{'END ' if c.whole else 'PAUSE'} {o.turn:5.2f} {o.words:5.2f} {o.text}")


if __name__ == "__main__":
    main()
