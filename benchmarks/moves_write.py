"""Writes what was fitted into the package, as tables of numbers with the names of features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

FEATURES = Path(__file__).resolve().parent.parent / "voicecoach" / "understand" / "moves" / "features"


def weights(columns: list[dict[str, float]]) -> None:
    """The table of weights, one feature a line."""
    names = sorted({n for c in columns for n in c})
    lines = [
        '"""Weights of the named features, fitted by `benchmarks/moves.py --fit`. Figures only: no word of any data is in here.',
        "",
        "Each row is a feature of features/turn.py; its figures are logits per unit of the feature, two for each head, first",
        "for text with marks and then for text without: question, open, reflection, advice, input.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "# fmt: off",
        "WEIGHTS: dict[str, tuple[float, ...]] = {",
    ]
    for name in names:
        values = ", ".join(f"{c.get(name, 0.0):6.2f}" for c in columns)
        lines.append(f'    "{name}": ({values}),')
    _write("weights.py", [*lines, "}"])


def trees(heads: dict[str, list[Any]]) -> None:
    """The table of trees, one tree a line."""
    lines = [
        '"""Small trees over the named features, fitted by `benchmarks/moves.py --fit`. Figures only, like weights.py.',
        "",
        "Each row is a tree: seven questions (is the feature above the limit?), the root first, then level by level, and the",
        "eight logits that its answers lead to, from all-no to all-yes. `always` above 9 is never so: there the tree ends early.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "Tree = tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]",
        "",
        "# fmt: off",
        "TREES: dict[str, tuple[Tree, ...]] = {",
    ]
    for head, grown in heads.items():
        lines.append(f'    "{head}": (')
        for tree in grown:
            names = ", ".join(f'"{n}"' for n in tree.names)
            numbers = [", ".join(f"{v:g}" for v in part) for part in (tree.limits, tree.leaves)]
            lines.append(f"        (({names}), ({numbers[0]}), ({numbers[1]})),")
        lines.append("    ),")
    _write("trees.py", [*lines, "}"])


def predictions(path: Path, rows: list[dict[str, Any]], p: dict[str, np.ndarray]) -> None:
    """One line a turn, with the figures that `scores` gives."""
    names = ("question", "open", "reflection", "advice", "input", "empathy")
    with path.open("w", encoding="utf-8") as f:
        for i, r in enumerate(rows):
            row = {"transcript_id": r["transcript_id"], "turn": r["turn"], "complex": 0.5}
            f.write(json.dumps({**row, **{k: round(float(p[k][i]), 4) for k in names}}) + "\n")


def _write(name: str, lines: list[str]) -> None:
    (FEATURES / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(f"{len(lines)} lines written to {FEATURES / name}")
