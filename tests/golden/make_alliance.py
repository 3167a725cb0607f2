"""Makes tests/golden/alliance_traces.json: the course of the alliance over scripted and random calls.

The file was made once from a model that had been compared, move for move, with an independent sketch of the
same rules over tens of thousands of calls. Make it again only when the table is meant to change:

    python tests/golden/make_alliance.py
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from voicecoach.respond import alliance
from voicecoach.respond.alliance.table import EARNS, LOSES, MOODS, PACES

WHERE = Path(__file__).parent / "alliance_traces.json"
POOL = [*EARNS, *LOSES, "apology", "pitch", "next_step", "identity", "purpose", "relevance"]


def trace(difficulty: Any, channel: str, calls: list[list[str]]) -> list[list[Any]]:
    """A, R, P, I, L, C, what ended it, after each turn."""
    terms = alliance.terms(difficulty, channel)
    state, rows = alliance.begin(terms), []
    for labels in calls:
        state = alliance.step(state, labels, terms).state
        t = state.trust
        rows.append([t.alliance, t.reactance, t.patience, t.impression, t.level, t.ceiling, state.over])
        if state.over:
            break
    return rows


def main() -> None:
    """Writes the file."""
    r = random.Random(20)
    made = []
    for n in range(240):
        difficulty, channel = r.choice(list(MOODS)), r.choice(list(PACES))
        pool = POOL if n % 2 else list(EARNS) * 4 + ["argue", "pitch", "next_step", "apology"]
        turns = [[r.choice(pool) for _ in range(r.randint(0, 3))] for _ in range(34)]
        rows = trace(difficulty, channel, turns)
        made.append({"difficulty": difficulty, "channel": channel, "turns": turns[: len(rows)], "trace": rows})
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in made)
    WHERE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
