"""How soon the voice is heard and how soon it is silent: start, first piece, cancel, speed.

python benchmarks/voice.py [rounds]
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time

from voicecoach.ports import Delivery
from voicecoach.session import Trust
from voicecoach.speak.delivery import deliver
from voicecoach.speak.voice import Pyttsx3Voice

SENTENCES = (
    "Not interested, thank you.",
    "We had an outage on a Saturday, and it cost us a lot of money.",
    "Tell me this. It is seven in the morning, it is full, it stops, and who picks up the phone?",
)
LONG = "and so it goes on and on " * 200


def row(name: str, seconds: list[float]) -> None:
    """One line: median, 95th percentile and worst, in milliseconds."""
    ms = sorted(1000 * s for s in seconds)
    print(f"{name:42} {statistics.median(ms):7.1f} {ms[int(0.95 * (len(ms) - 1))]:7.1f} {ms[-1]:7.1f}  ms")


def main(rounds: int) -> None:
    """Prints the table."""
    starts, firsts, changed, cancels, afters, speeds = [], [], [], [], [], []
    for _ in range(5):
        t = time.perf_counter()
        voice = Pyttsx3Voice()
        starts.append(time.perf_counter() - t)
        voice.close()
    voice = Pyttsx3Voice()
    print(f"{voice.name}; Python {platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds")
    moods = [Delivery("en-gb")] + [
        deliver(Trust(a, 100 - a, 90, 0, level), "en-gb+f2") for level, a in enumerate(range(0, 100, 20))
    ]
    for i in range(rounds):
        text = SENTENCES[i % len(SENTENCES)]
        for how, into in ((Delivery("en-gb"), firsts), (moods[i % len(moods)], changed)):
            t = time.perf_counter()
            talk = voice.speak(text, how)
            made = len(next(talk))
            into.append(time.perf_counter() - t)
            made += sum(map(len, talk))
            speeds.append((made / voice.rate) / (time.perf_counter() - t))
        talk = voice.speak(LONG, Delivery("en-gb"))
        next(talk)
        t = time.perf_counter()
        talk.close()
        cancels.append(time.perf_counter() - t)
        talk = voice.speak(text, Delivery("en-gb"))
        next(talk)
        afters.append(time.perf_counter() - t)
        list(talk)  # the worker is at rest again
    voice.close()
    print(f"{'':42} {'median':>7} {'95 %':>7} {'worst':>7}")
    row("start of the worker", starts)
    row("first piece of a sentence (100 ms of sound)", firsts)
    row("first piece in another voice and mood", changed)
    row("calling off a long sentence", cancels)
    row("from calling off to the next first piece", afters)
    print(f"made {statistics.median(speeds):.0f} times as fast as it is said")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
