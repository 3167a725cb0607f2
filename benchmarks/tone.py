"""How often tone cries wolf, and what it finds: `python benchmarks/tone.py [--shuffles 200]`.

"Hello against later" is asked of the same turns in 200 random orders: whatever it finds there is chance. Then the
first 10 s are lowered by two semitones: that it must find. Two kinds of voice: synthetic turns whose base pitch,
range and loudness wander as people's do, and the recorded reps of audio_fixtures/. Also prints the errors of
pitch, rate, pauses and terminal rise on known signals (the limits stand in tests/unit/test_tone.py).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]

import signals as sg

from voicecoach.debrief.voice import frames, from_sound, tone, tracker
from voicecoach.debrief.voice.hello import FIRST
from voicecoach.debrief.voice.levels import STEP


class Side:
    """One side's sound as a session gives it."""

    def __init__(self, samples: np.ndarray, rate: int) -> None:
        self.samples, self.rate = samples, rate

    def sound(self, who: str) -> tuple[int, np.ndarray]:
        return self.rate, self.samples


def pieces_of(turns: list[np.ndarray], rate: int) -> list[frames.Piece]:
    """Frames of turns laid one after the other with half a second between."""
    gap = np.zeros(rate // 2, np.int16)
    parts, spans, at = [gap], [], 0.5
    for turn in turns:
        parts += [turn, gap]
        spans.append((at, at + len(turn) / rate))
        at += len(turn) / rate + 0.5
    stretches = [from_sound.Stretch(i + 1, a, b, "", False) for i, (a, b) in enumerate(spans)]
    return from_sound.pieces(Side(np.concatenate(parts), rate), "rep", stretches, tracker.pitch_track)  # type: ignore[arg-type]


def synthetic(wander: float, n: int = 24, seed: int = 11) -> list[frames.Piece]:
    """Turns of 2 to 5 s; base pitch wanders by `wander` st, range by half, loudness by 2 dB, from turn to turn."""
    rng = np.random.default_rng(seed)
    turns = []
    for _ in range(n):
        seconds = float(rng.uniform(2, 5))
        t = np.arange(round(seconds * sg.RATE)) / sg.RATE
        depth = 1.6 * float(rng.uniform(0.6, 1.4))
        accents = sum(rng.normal(0, 0.7) * np.sin(2 * np.pi * f * t + rng.uniform(0, 6)) for f in (0.4, 0.9, 1.7))
        st = rng.normal(0, wander) + depth * np.asarray(accents) - 1.5 * t / seconds
        x = sg.glottal(140 * 2 ** (st / 12)) * sg.syllabic(seconds, float(rng.uniform(3.5, 5)))
        x = sg.faded(x) * 10 ** (rng.normal(0, 2) / 20)
        turns.append(np.asarray(np.clip(x * 2500 + rng.normal(0, 8, len(x)), -32768, 32767), np.int16))
    return pieces_of(turns, sg.RATE)


def recorded() -> dict[str, list[frames.Piece]]:
    """The reps of audio_fixtures/, by call."""
    import soundfile

    manifest = ROOT / "audio_fixtures" / "manifest.json"
    if not manifest.exists():
        return {}
    found = {}
    for name in ("empathic", "pushy"):
        files = sorted(manifest.parent.glob(f"{name}-*.flac"))
        loaded = [soundfile.read(f, dtype="int16") for f in files]
        if loaded:
            found[name] = pieces_of([x for x, _ in loaded], loaded[0][1])
    return found


def lowered(pieces: list[frames.Piece], semitones: float) -> list[frames.Piece]:
    """The same turns with the first 10 s of speech lower by that much."""
    voice = frames.Voice(tuple(pieces))
    left, out = round(FIRST / STEP), []
    for piece, loud in zip(pieces, voice.sounding, strict=True):
        n = int(loud.sum())
        hz = piece.hz.copy()
        if left > 0:
            inside = np.flatnonzero(piece.inside)
            upto = inside[np.flatnonzero(loud)[min(left, n) - 1]] if n else 0
            hz[: upto + 1] *= 2 ** (-semitones / 12)
            left -= n
        out.append(replace(piece, hz=hz))
    return out


def score(name: str, pieces: list[frames.Piece], shuffles: int) -> dict[str, object]:
    """Wolf cries and finds over random orders of the same turns."""
    rng = np.random.default_rng(7)
    cries = finds = claimed = 0
    by: dict[str, int] = {}
    for _ in range(shuffles):
        order = [pieces[i] for i in rng.permutation(len(pieces))]
        plain = tone.compare_hello(frames.Voice(tuple(order)))
        wolf = [h.name for h in plain if h.changed]
        cries += bool(wolf)
        for w in wolf:
            by[w] = by.get(w, 0) + 1
        claimed += all(not h.why_not for h in plain)
        low = {h.name: h for h in tone.compare_hello(frames.Voice(tuple(lowered(order, 2.0))))}["pitch"]
        finds += low.changed and (low.difference or 0) > 0
    row = {"voice": name, "turns": len(pieces), "shuffles": shuffles, "measured_pct": 100 * claimed / shuffles,
           "wolf_pct": 100 * cries / shuffles, "found_pct": 100 * finds / shuffles, "wolf_by": by}  # fmt: skip
    print(
        f"{name:15s}{len(pieces):3d} turns  wolf {row['wolf_pct']:5.1f} %  2 st found {row['found_pct']:5.1f} %  {by}"
    )
    return row


def main() -> None:
    """Prints a line for each voice, and JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shuffles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11, help="of the synthetic voices")
    given = parser.parse_args()
    rows = [score(f"wanders {w} st", synthetic(w, seed=given.seed), given.shuffles) for w in (0.3, 0.6, 1.0)]
    rows += [score(name, pieces, given.shuffles) for name, pieces in recorded().items()]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
