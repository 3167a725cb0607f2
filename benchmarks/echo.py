"""How often the client's own voice is taken for the rep's, and whether a real interruption still is heard.

    python benchmarks/echo.py [--plain]

Every scene is a laptop: an overdriven speaker, a room, a delay, clocks that drift apart. The client says 18
sentences nobody interrupts, then five that the rep cuts into. Canceller, detector and barge-in rule are the
product's. `--plain` leaves the canceller out, to see what it is for.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass

import numpy as np
from speech import CLIENTS, RATE, REPS, TURNS, Espeak, noise

from voicecoach.hear.barge_in import HOLD, TAKEN, BargeIn
from voicecoach.hear.detector import Silero
from voicecoach.hear.echo import EchoCanceller
from voicecoach.ports import Sound
from voicecoach.session import BLOCK

QUIET, CUT_INTO = 18, 5
GAP = 0.8  # s between two of the client's sentences
ONSET = 0.9  # s into a sentence that the rep cuts in
LEVEL = 0.5  # of the rep against what the speaker plays, at the microphone: -6 dB
TAIL = 0.25  # s after a sentence during which the client still counts as speaking
SENTENCES = (
    "Not interested, thank you, we already have somebody who does that for us.",
    "Look, I have two people off sick and the phone does not stop ringing.",
    "The last company promised us the same thing, and then the till was down for a whole Saturday.",
    "You would have to talk to my sister about that, she signs everything here.",
    "I do not see what would be different this time, to be honest with you.",
    "There is no budget for anything new before the summer.",
    "That is easy for you to say, you are not the one who stands at the counter.",
    "Hm, and what happens when it breaks at six in the morning?",
    "We tried something like it once and nobody used it.",
)
SCENES = (  # delay s, echo dB, drive of the speaker, drift ppm
    (0.04, -15, 1.0, 0),
    (0.04, -6, 3.0, 50),
    (0.12, -10, 2.0, -80),
    (0.12, -6, 3.0, 100),
    (0.25, -15, 2.0, 40),
    (0.25, -6, 3.0, -50),
    (0.40, -10, 2.0, 80),
    (0.50, -15, 2.0, -30),
    (0.50, -6, 3.0, 60),
)


@dataclass
class Call:
    """Both sides of a scene at 16 kHz, and where the client speaks and the rep cuts in (s)."""

    far: Sound
    rep: Sound
    client: list[tuple[float, float]]
    cuts: list[float]


def compose(espeak: Espeak) -> Call:
    """The client's 23 sentences one after the other, and the rep's five over the last of them."""
    far: list[Sound] = [np.zeros(RATE, np.int16)]
    rep: list[tuple[int, Sound]] = []
    client, cuts, at = [], [], RATE
    for k in range(QUIET + CUT_INTO):
        said = espeak.say(SENTENCES[k % len(SENTENCES)], CLIENTS[k % len(CLIENTS)]).sound
        client.append((at / RATE, (at + len(said)) / RATE))
        if k >= QUIET:
            mine = espeak.say(TURNS[k], REPS[k % len(REPS)]).sound
            cuts.append(at / RATE + ONSET)
            rep.append((at + int(ONSET * RATE), mine))
            said = np.concatenate([said, np.zeros(max(0, len(mine) + int(ONSET * RATE) - len(said)), np.int16)])
        far += [said, np.zeros(int(GAP * RATE), np.int16)]
        at += len(said) + int(GAP * RATE)
    line = np.concatenate(far)
    over = np.zeros(len(line))
    for start, sound in rep:
        over[start : start + len(sound)] = sound[: len(line) - start] * LEVEL
    return Call(line, np.asarray(over, np.int16), client, cuts)


def echo_of(far: Sound, delay: float, db: float, drive: float, ppm: float) -> np.ndarray:
    """What the microphone hears of the speaker: overdriven, small-sounding, reverberant, late, on another clock."""
    rng = np.random.default_rng(1)
    x = np.tanh(drive * far / 16_000 + 0.15 * (far / 16_000) ** 2)
    n = int(0.16 * RATE)
    room = rng.normal(size=n) * np.exp(-np.arange(n) / (0.03 * RATE)) * 0.3
    room[0] += 1.0
    size = len(x) + n
    y = np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(room, size), size)[: len(x)]
    y = np.interp(np.arange(len(y)) * (1 + ppm * 1e-6), np.arange(len(y)), y)
    y = np.concatenate([np.zeros(int(delay * RATE)), y])[: len(far)]
    loud = far != 0
    return y * 10 ** (db / 20) * np.sqrt(np.mean(far[loud].astype(float) ** 2) / np.mean(y[loud] ** 2))


@dataclass
class Heard:
    """What came of one scene. Times in s."""

    out: Sound
    mic: Sound
    holds: list[float]
    takes: list[float]


def run(call: Call, echo: np.ndarray, delay: float, plain: bool = False) -> Heard:
    """The product listens; the client falls silent when it is held, and for good when the floor is taken."""
    far, echo = call.far.copy(), echo.copy()
    room = noise(len(far) / RATE + 1, 2, 30)
    canceller, silero, rng = EchoCanceller(), Silero(), np.random.default_rng(4)
    barge, sentence, fed = BargeIn(), -1, 0
    heard = Heard(np.zeros(len(far), np.int16), np.zeros(len(far), np.int16), [], [])
    for i in range(0, len(far) - BLOCK + 1, BLOCK):
        t = (i + BLOCK) / RATE
        while fed < i + BLOCK:  # told of in pieces of 20 ms, with the time stamps' usual tremble
            canceller.far(fed / RATE + rng.normal() * 0.003, far[fed : fed + 320], RATE)
            fed += 320
        mic = echo[i : i + BLOCK] + call.rep[i : i + BLOCK] + room[i : i + BLOCK]
        near = np.asarray(np.clip(mic, -32768, 32767), np.int16)
        heard.mic[i : i + BLOCK] = near
        near = near if plain else canceller.near(i / RATE, near)
        heard.out[i : i + BLOCK] = near
        probability = silero.probability(near)
        speaking = next((k for k, (a, b) in enumerate(call.client) if a <= t <= b + TAIL), -1)
        if speaking != sentence:
            barge, sentence = BargeIn(), speaking
        if speaking < 0:
            continue
        barge, verdict = barge.step(probability)
        if verdict == HOLD:
            heard.holds.append(t)
            silence(far, echo, fed, call.client[speaking][1], delay)
        elif verdict == TAKEN:
            heard.takes.append(t)
    return heard


def silence(far: Sound, echo: np.ndarray, at: int, end: float, delay: float) -> None:
    """The client says no more of this sentence; its echo dies away a delay later."""
    stop = int((end + 0.7) * RATE)
    far[at:stop] = 0
    late = at + int(delay * RATE)
    fade = np.clip(1 - np.arange(max(0, stop - late)) / (0.1 * RATE), 0, 1)
    echo[late:stop] *= fade


def scene(call: Call, delay: float, db: float, drive: float, ppm: float, plain: bool) -> tuple[int, int, int]:
    """Runs one and prints its row: false holds, false interruptions, real ones that were heard."""
    heard = run(call, echo_of(call.far, delay, db, drive, ppm), delay, plain)
    real = [next((h - c for h in heard.holds if 0 <= h - c < 1.5), None) for c in call.cuts]
    taken = [any(0 <= k - c < 2.5 for k in heard.takes) for c in call.cuts]
    waits = [r for r, yes in zip(real, taken, strict=True) if r is not None and yes]
    quiet = [(a, b + TAIL) for a, b in call.client]
    cuts = [(c, c + 8.0) for c in call.cuts]
    false = [h for h in heard.holds if within(h, quiet) and not within(h, cuts)]
    yields = [k for k in heard.takes if within(k, quiet) and not within(k, cuts)]
    print(f"{delay * 1000:>5.0f} {db:>4} {drive:>5} {ppm:>5}  {erle(heard.mic, heard.out, call):>5.1f} dB", end="  ")
    soon = f"{statistics.median(waits) * 1000:>4.0f} ms" if waits else "-"
    print(f"{len(false):>5} {len(yields):>6}  {len(waits)} of {CUT_INTO}  {soon}")
    return len(false), len(yields), len(waits)


def within(t: float, spans: list[tuple[float, float]]) -> bool:
    """Does `t` lie in one of the spans?"""
    return any(a <= t <= b for a, b in spans)


def erle(mic: Sound, out: Sound, call: Call) -> float:
    """Echo return loss enhancement over the sentences nobody interrupts, after the first (dB)."""
    before = after = 0.0
    for a, b in call.client[1:QUIET]:
        x = mic[int(a * RATE) : int(b * RATE)].astype(float)
        y = out[int(a * RATE) : int(b * RATE)].astype(float)
        before, after = before + float(x @ x), after + float(y @ y)
    return 10 * float(np.log10(before / max(after, 1.0)))


def main() -> None:
    """Prints a row per scene."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--plain", action="store_true")
    plain = parser.parse_args().plain
    call = compose(Espeak())
    print(f"{len(call.far) / RATE:.0f} s a scene: {QUIET} sentences nobody interrupts, {CUT_INTO} that are cut into")
    print("delay  dB drive drift  ERLE     held  yield  true    silent after")
    began, total = time.process_time(), [scene(call, *s, plain=plain) for s in SCENES]
    cpu = (time.process_time() - began) / (len(SCENES) * len(call.far) / RATE / 60)
    found = sum(t for _, _, t in total)
    print(
        f"all: {sum(h for h, _, _ in total)} false holds, {sum(f for _, f, _ in total)} false interruptions,", end=" "
    )
    print(f"{found} of {CUT_INTO * len(SCENES)} real ones; {cpu:.2f} s of processor time a minute")


if __name__ == "__main__":
    main()
