"""How soon the client answers with everything on this machine: Moonshine, the built-in client, pyttsx3.

    python benchmarks/latency/product.py [--turns N]

Synthesised turns are played in real time, one after the other, with room for the reply. The time is from the last
sample of speech above -45 dBFS to the first sample of the client's above it. A reply that begins before its turn has
ended counts as early.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

import call
from speech import RATE, REPS, TURNS, Espeak, noise

ROOM = 6.5  # s for the reply
LEAD = 4.0  # s for the greeting
LOUD = 184  # -45 dBFS
BLOCK = RATE // 50


def recording(turns: int) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """The rep's side of the call and where each turn lies in it (s)."""
    espeak, line, spans = Espeak(), [noise(LEAD)], []
    for k, text in enumerate(TURNS[:turns]):
        said = espeak.say(text, REPS[k % len(REPS)], 150).sound
        start = sum(map(len, line)) / RATE
        spans.append((start, start + (np.flatnonzero(np.abs(said) > LOUD)[-1] + 1) / RATE))
        line += [said, noise(ROOM, k)]
    return np.concatenate(line), spans


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--turns", type=int, default=16)
    parser.add_argument("--scenario", default="bakery-terminals")
    asked = parser.parse_args()
    line, spans = recording(asked.turns)
    sounds: list[float] = []
    began = [0.0]

    def wrote(pcm: bytes, rate: int) -> None:
        loud = np.flatnonzero(np.abs(np.frombuffer(pcm, np.int16)) > LOUD)
        if len(loud):
            sounds.append(time.monotonic() - began[0] + loud[0] / rate)

    fed: list[threading.Thread] = []

    def begin(ears: call.PacedEars) -> None:
        began[0] = time.monotonic()
        fed.append(threading.Thread(target=feed, args=(ears,), daemon=True))
        fed[0].start()

    def feed(ears: call.PacedEars) -> None:
        for i in range(0, len(line) - BLOCK + 1, BLOCK):
            time.sleep(max(0.0, began[0] + (i + BLOCK) / RATE - time.monotonic()))
            ears.deliver(line[i : i + BLOCK].tobytes())
        ears.over()

    from voicecoach.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(library=folder, headphones=True, difficulty="easy")
        ears = call.PacedEars(begin)
        ended, saved = call.run(settings, asked.scenario, ears, call.PacedMouth(wrote))
    report(spans, sounds, ended, saved)


def report(spans: list[tuple[float, float]], sounds: list[float], ended: object, saved: object) -> None:
    """A line per turn, then the summary."""
    over = {e.turn: e.t - e.end for e in saved.events if type(e).__name__ == "TurnEnded"}  # type: ignore[attr-defined]
    heard = [e.text for e in saved.events if type(e).__name__ == "Heard"]  # type: ignore[attr-defined]
    waits, early = [], 0
    for k, (start, end) in enumerate(spans):
        until = spans[k + 1][0] if k + 1 < len(spans) else end + ROOM
        after = [s for s in sounds if start + 0.3 < s < until]
        if not after:
            print(f"{k:>3}  no answer")
        elif after[0] < end:
            early += 1
            print(f"{k:>3}  early by {end - after[0]:.2f} s")
        else:
            waits.append(after[0] - end)
            print(f"{k:>3}  {waits[-1] * 1000:>5.0f} ms  {TURNS[k]}")
    if over:
        print(f"the turn was over after {statistics.median(over.values()) * 1000:.0f} ms (median)")
    print(f"ended: {ended.outcome} {ended.why}; {len(heard)} turns understood")  # type: ignore[attr-defined]
    if waits:
        waits.sort()
        p95 = waits[round(0.95 * (len(waits) - 1))]
        median = statistics.median(waits) * 1000
        print(f"{len(waits)} answered, {early} early; median {median:.0f} ms, p95 {p95 * 1000:.0f} ms")


if __name__ == "__main__":
    main()
