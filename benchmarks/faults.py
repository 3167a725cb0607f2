"""Two hundred calls in each of which something breaks: what became of them, and what was said.

    python benchmarks/faults.py [--n 200] [--seed 1] [--show]

The calls are whole (Moonshine, the voice in its process, real files, real HTTP on loopback) but for the sound card,
which is made up, and the clock, which leaps. For half of the full disks a small file system in memory really fills
up, which needs root; otherwise, and without root, files may grow only so far. Every session is opened anew afterwards
and its debrief built.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from tests.faults import kinds
from tests.faults.call import Fault, Outcome, hold


def main() -> None:
    """Runs and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="a line for each call")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    each = asked.n // len(kinds.KINDS)
    every: dict[str, list[Outcome]] = {}
    for name, fault in kinds.KINDS.items():
        every[name] = []
        for _ in range(2 * each):  # some calls end before their fault comes about: another one then
            if len(every[name]) == each:
                break
            out = held(name, fault, rng.randrange(10**6))
            if asked.show:
                print(f"{name}: {out.detail}: {out.verdict} ({out.ended}); {' | '.join(out.said)}", flush=True)
            if out.broke:
                every[name].append(out)
    report(every)


def held(name: str, fault: Fault, seed: int) -> Outcome:
    """One call in a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        if name != "disk full" or seed % 2 or not hasattr(os, "geteuid") or os.geteuid() != 0:
            return hold(library, fault, seed)
        try:
            return hold(library, kinds.small_disk, seed)
        finally:
            kinds.let_go(library)


def report(every: dict[str, list[Outcome]]) -> None:
    """The table, and what was said."""
    print(f"{'':<24} {'broke':>6} {'survived':>9} {'ended saved':>12} {'lost':>5} {'nothing said':>13}")
    for name, outs in every.items():
        count = Counter(o.verdict for o in outs)
        silent = sum(not o.said for o in outs)
        print(
            f"{name:<24} {len(outs):>6} {count['survived']:>9} {count['ended saved']:>12} {count['lost']:>5} {silent:>13}"
        )
    print(f"{'all':<24} {sum(map(len, every.values())):>6}")
    for name, outs in every.items():
        print(f"\n{name}, what was said (calls in which it was):")
        for text, n in Counter(_anyones(t) for o in outs for t in set(o.said)).most_common(8):
            print(f"  {n:>4} {text}")
        for o in outs:
            if o.verdict == "lost":
                print(f"  LOST: {o.detail}: {o.ended}")


def _anyones(text: str) -> str:
    """Without the name of one session's folder, or the length of one sleep."""
    words = ["…" if word.startswith("/") or word.isdigit() else word for word in text.split()]
    return " ".join(words)


if __name__ == "__main__":
    main()
