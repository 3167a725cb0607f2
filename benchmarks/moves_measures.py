"""Measures of the labeller with their intervals, and how turns are read."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Rows = list[dict[str, Any]]


def bare(text: str) -> str:
    """Lower case and no marks but apostrophes, as a recogniser without punctuation writes."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text.lower())).strip()


def read(path: Path) -> Rows:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def auc(y: Sequence[bool], s: Sequence[float]) -> float:
    """Chance that a yes has the higher figure than a no; ties count half."""
    a, b = np.array(y, bool), np.array(s, float)
    up, down = b[a], b[~a]
    if not len(up) or not len(down):
        return float("nan")
    wins = (up[:, None] > down).sum() + 0.5 * (up[:, None] == down).sum()
    return float(wins / (len(up) * len(down)))


def interval(groups: Sequence[Any], measure: Callable[[np.ndarray], float], boot: int) -> tuple[float, float]:
    """95 % percentile bootstrap of `measure(row numbers)` over whole groups."""
    places: dict[Any, list[int]] = defaultdict(list)
    for i, g in enumerate(groups):
        places[g].append(i)
    ids = list(places)
    rng = np.random.default_rng(7)
    found = []
    for _ in range(boot):
        pick = rng.integers(0, len(ids), len(ids))
        value = measure(np.concatenate([np.array(places[ids[k]]) for k in pick]))
        if value == value:
            found.append(value)
    return (float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))) if found else (0.0, 1.0)


def show(name: str, groups: Sequence[Any], measure: Callable[[np.ndarray], float], boot: int, aim: str = "") -> None:
    """One line: the figure, its interval, and what is aimed for."""
    everything = np.arange(len(groups))
    low, high = interval(groups, measure, boot)
    print(f"  {name:58s} {measure(everything):.3f}  [{low:.3f}, {high:.3f}]  {aim}")
