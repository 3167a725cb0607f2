"""Do reps end in the order they deserve? Nine scenarios × three difficulties × five seeds × twelve reps.

    python benchmarks/orders.py [--level labels|text] [--scenario NAME …] [--seeds 5]

A call is better with a higher level; among equals, one that succeeds in fewer turns, one that fails in more. Every pair
that the design orders is compared on the same scenario, difficulty and seed; every exception is listed. Seeds whose
client means its No are left out (they are tested on their own), and so are orders in which the call came from the
client, whose endings are their own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from voicecoach.respond import director
from voicecoach.respond.scenarios import files
from voicecoach.scenario import Scenario
from voicecoach.session import DIFFICULTIES, Difficulty
from voicecoach.simulate import REPS, Simulation, simulate

FORMULAS, BAD = ("parrot", "ritual", "scripted"), ("pushy", "silent", "rambling", "injecting")
STUCK = (*FORMULAS, "pushy")
"""Reps that never get past level 2."""
Play = Callable[[str, Scenario, Difficulty, int], Simulation]


@dataclass(frozen=True)
class Pair:
    """One comparison: what should hold, whether it did, and where."""

    what: str
    held: bool
    where: str


def rank(s: Simulation) -> tuple[int, int]:
    """Higher is better: the level; then fewer turns where it succeeded, more where it failed."""
    return s.highest_level, -s.turns if s.outcome == "next_step" else s.turns


def pairs(scenario: Scenario, seeds: list[int], play: Play) -> Iterator[Pair]:
    """All comparisons within one scenario."""
    done = {(rep, d, seed): play(rep, scenario, d, seed) for rep in REPS for d in DIFFICULTIES for seed in seeds}

    def pair(what: str, a: tuple[str, Difficulty, int], b: tuple[str, Difficulty, int], strict: bool) -> Pair:
        x, y = rank(done[a]), rank(done[b])
        held = x > y if strict else x >= y
        return Pair(what, held, f"{scenario.id} {a[1]} {a[2]}: {a[0]} {x} {'>' if strict else '≥'} {b[0]} {b[1]} {y}")

    for seed in seeds:
        for d in DIFFICULTIES:
            yield pair("empathic > average", ("empathic", d, seed), ("average", d, seed), True)
            for rep in FORMULAS:
                yield pair(f"average > {rep}", ("average", d, seed), (rep, d, seed), True)
                for worse in BAD:
                    yield pair(f"{rep} ≥ {worse}", (rep, d, seed), (worse, d, seed), False)
            yield pair("empathic ≥ late-pushy", ("empathic", d, seed), ("late-pushy", d, seed), False)
            yield pair("empathic ≥ bad-start", ("empathic", d, seed), ("bad-start", d, seed), False)
            for rep in STUCK:
                run = done[rep, d, seed]
                yield Pair(
                    f"{rep} never past 2", run.highest_level <= 2, f"{scenario.id} {d} {seed}: {run.highest_level}"
                )
        for rep in REPS:
            for easier, harder in (("easy", "medium"), ("medium", "hard")):
                yield pair(f"{easier} ≥ {harder}", (rep, easier, seed), (rep, harder, seed), False)


def impression(scenario: Scenario, seed: int, level: str) -> Pair:
    """From −2 to +2, first contact shortens an empathic medium call by at least three turns."""
    low, high = (
        simulate("empathic", scenario, "medium", seed, level, final=False, impression=i)  # type: ignore[arg-type]
        for i in (-2, 2)
    )
    held = high.outcome == "next_step" and low.turns - high.turns >= 3
    return Pair("impression −2 → +2", held, f"{scenario.id} {seed}: {low.turns} and {high.turns} turns")


def seeds_without_final_no(scenario: Scenario, n: int) -> list[int]:
    """The first `n` seeds whose client does not mean its No."""
    found = [seed for seed in range(1, 1000) if not director.final_planned(scenario, seed)]
    return found[:n]


def scenarios(names: list[str] | None = None) -> list[Scenario]:
    """Those named, or all in prompts/."""
    paths = sorted(p for p in (ROOT / "prompts").glob("*.yaml") if not p.name.startswith("_"))
    found = [files.load(p) for p in paths]
    return [s for s in found if not names or s.id in names]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--level", choices=("labels", "text"), default="labels")
    parser.add_argument("--scenario", nargs="*")
    parser.add_argument("--seeds", type=int, default=5)
    asked = parser.parse_args()
    began = time.perf_counter()
    all_pairs: list[Pair] = []
    for s in scenarios(asked.scenario):
        seeds = seeds_without_final_no(s, asked.seeds)
        if s.inbound:
            ends = {r: simulate(r, s, "medium", seeds[0], asked.level) for r in REPS}
            print(
                f"{s.id} (the client called): "
                + ", ".join(
                    f"{r} {x.outcome}/{x.why or x.by} L{x.highest_level} t{x.turns} told {len(x.told)}"
                    for r, x in ends.items()
                )
            )
            continue
        mine = list(pairs(s, seeds, lambda r, s, d, n: simulate(r, s, d, n, asked.level, final=False)))
        mine += [impression(s, seed, asked.level) for seed in seeds]
        all_pairs += mine
        print(f"{s.id}: {sum(p.held for p in mine)} of {len(mine)} hold", flush=True)
    kinds = dict.fromkeys(p.what for p in all_pairs)
    for what in kinds:
        of = [p for p in all_pairs if p.what == what]
        print(f"{what:28s} {sum(p.held for p in of):4d} / {len(of)}")
    held = sum(p.held for p in all_pairs)
    print(
        f"\nlevel {asked.level}: {held} of {len(all_pairs)} ({100 * held / max(1, len(all_pairs)):.1f} %), "
        f"{time.perf_counter() - began:.0f} s"
    )
    for p in all_pairs:
        if not p.held:
            print("  not:", p.what, "—", p.where)


if __name__ == "__main__":
    main()
