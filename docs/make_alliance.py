"""Writes the generated parts of docs/alliance.md from the table: the diagram of levels and the tables of moves.

python docs/make_alliance.py          (a test fails when the file is not current)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from voicecoach.respond.alliance import table
from voicecoach.vocabulary import MOVES, title

PAGE = Path(__file__).parent / "alliance.md"


def levels() -> str:
    """The diagram of levels."""
    lines = ["```text"]
    for n in range(5, -1, -1):
        rung = table.LEVELS[n]
        lines.append(f"  ┌{'─' * 62}┐")
        lines.append(f"  │ {f'level {n}: the client {rung.client}':<60} │")
        lines.append(f"  └{'─' * 62}┘")
        if n:
            lines.append(
                f"      ▲ alliance ≥ {rung.alliance}, reactance ≤ {rung.reactance}, and {table.EVIDENCE[rung.evidence]}"
            )
            fall = f"alliance < {rung.alliance - table.FALLS_BELOW}"
            lines.append(f"      ▼ {fall}")
    return "\n".join([*lines, "```"])


def moves(which: dict[str, table.Weight]) -> str:
    """One table of moves."""
    rows = ["| what the rep does | alliance | reactance | patience | |", "| --- | ---: | ---: | ---: | --- |"]
    for name, w in which.items():
        notes = ["twice a call at most"] if name in table.TWICE else []
        notes += ["fades when repeated"] if name in table.FADES else []
        figures = " | ".join(f"{x:+d}" if x else "0" for x in w)
        rows.append(f"| {title(name)}: {MOVES[name].meaning} | {figures} | {', '.join(notes)} |")
    return "\n".join(rows)


def starts() -> str:
    """Difficulties and channels."""
    rows = [
        "| difficulty | alliance | patience | reactance | gain | added to thresholds |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {d} | {m.alliance} | {m.patience} | {m.reactance} | {m.gain} | {m.offset} |" for d, m in table.MOODS.items()
    ]
    rows += [
        "",
        "| channel | patience drained a turn | longest call (turns) | a next step may be asked from level |",
        "| --- | ---: | ---: | ---: |",
    ]
    rows += [f"| {c.replace('_', ' ')} | {p.drain} | {p.longest} | {p.ask_from} |" for c, p in table.PACES.items()]
    return "\n".join(rows)


PARTS: dict[str, Callable[[], str]] = {
    "levels": levels, "earns": lambda: moves(table.EARNS), "loses": lambda: moves(table.LOSES), "starts": starts,
}  # fmt: skip


def current(text: str) -> str:
    """The page with its generated parts made anew."""
    for name, make in PARTS.items():
        pattern = rf"(<!-- made from the table: {name} -->\n).*?(\n<!-- end -->)"
        text = re.sub(pattern, lambda m, make=make: m.group(1) + make() + m.group(2), text, flags=re.S)
    return text


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
