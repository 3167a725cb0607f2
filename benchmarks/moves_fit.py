"""Fitting the heads of the labeller: logistic weights over named features, towards hand-written expectations.

A weight is pulled towards what a linguist expects of the feature (`EXPECTED`, in logits; 0 when not named), and the
data may move it: a maximum a posteriori estimate with a Gaussian prior of strength `PULL` on the standardised
feature. With few poor conversations to learn from, that is what keeps a lecture from being praised by accident.
Cross-validation is always over whole conversations, poor and good ones dealt out separately.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import moves_trees
import numpy as np
from moves_trees import Matrix, Vector
from numpy.typing import NDArray

PULL = {"question": 300.0, "open": 300.0, "reflection": 400.0, "advice": 700.0, "input": 300.0}
POOR_COUNTS = {"reflection": 2.0}
"""How many times a turn of a poor conversation counts: false praise there is the worst mistake."""
SEEN_IN = 16
"""A feature that fewer turns have (with marks and without counted apart) is left out: its weight would be chance."""
FIXED_THRESHOLD = {"question": 0.5, "open": 0.5, "reflection": 0.46}
"""Where 0.5 of the fitted probability decides; elsewhere the threshold that is best for macro-F1 is moved to 0.5."""

EXPECTED: dict[str, dict[str, float]] = {
    "reflection": {
        "p urge": -1.2, "p confronts": -0.8, "p rebukes": -1.2, "p worries aloud": -1.2, "p advise": -1.0, "p must": -0.4,
        "lecture, no listening cue": -1.0, "three signs of lecturing": -0.8, "p commits them": -0.6, "p warn": -0.6,
        "p imperative": -0.5, "p thanks": -1.0, "p greet": -0.6, "p agenda": -0.4, "p praise": -0.2, "p threat words": -0.2,
        "p rules": -0.2, "leaflet words": -0.3, "only a nod": -2.0, "i think": -0.3, "i will": -0.4, "about i": -0.6,
        "about we": -0.6, "p we need": -0.5, "p teach": -0.4, "p options": -0.4, "people in general": -0.2, "p sounds you": 1.0,
        "p sounds": 0.5, "p you feel": 0.5, "p so you": 0.5, "p what i hear": 0.5, "p on one hand": 0.5, "p must be": 0.3,
        "p you are not": 0.2, "any about you": 0.5, "takes up some": 0.3, "takes up share": 0.3, "p important to you": 0.3,
        "cue and taken up": 0.3, "feelings": 0.3, "no content": -0.5, "counsel strongest": -0.5, "counsel share": -0.5,
        "takes it in": 0.6, "brushes it off": -0.5,
    },
    "advice": {
        "p must": 0.8, "p suggests": 0.6, "shape of an order": 0.5, "p wants for them": 0.3, "lecture": 0.3, "p advise": 1.0,
        "p urge": 0.4, "p imperative": 0.6, "you have to": 0.5, "p modal future you": 0.1,
        "p sounds you": -0.4, "p you feel": -0.3, "only a nod": -1.0, "asks wh": -0.2, "counsel strongest": 1.0,
        "counsel amount": 0.6, "counsel share": 0.8, "takes it in": -0.3,
    },
    "question": {
        "asks wh": 1.0, "asks aux": 0.8, "asks request": 1.0, "asks last": 0.6, "mark ?": 1.5, "mark ? last": 0.5,
        "only a nod": -1.0,
    },
    "open": {"openness": 1.0, "openness last": 0.7, "asks request": 0.5, "asks aux": -0.5, "asks how much": -0.7},
    "input": {
        "leaflet words": 0.4, "p teach": 0.4, "informs": 0.4, "p advise": 0.4, "p must": 0.3, "people in general": 0.2,
        "p sounds you": -0.3, "only a nod": -1.5, "p you feel": -0.2, "counsel strongest": 0.3, "takes it in": -0.2,
    },
}  # fmt: skip


def matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> Matrix:
    """Features as columns in the order of `names`."""
    index = {n: i for i, n in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                out[i, index[name]] = value
    return out


def fit(x: Matrix, y: Vector, names: Sequence[str], head: str, weight: Vector) -> Vector:
    """Weights in the features' own units, by Newton's method; `always` is the bias and is not pulled."""
    bias = list(names).index("always")
    sd = x.std(0)
    sd[sd == 0] = 1
    mean = x.mean(0)
    mean[bias], sd[bias] = 0, 1
    z = (x - mean) / sd
    goal = np.array([EXPECTED[head].get(n, 0.0) for n in names]) * sd
    pull = np.full(len(names), PULL[head])
    pull[bias] = 1e-9
    b = goal.copy()
    for _ in range(25):
        p = 1 / (1 + np.exp(-(z @ b)))
        gradient = z.T @ (weight * (p - y)) + pull * (b - goal)
        curve = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(pull)
        step = np.linalg.solve(curve, gradient)
        b -= np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-5:
            break
    out = b / sd
    out[bias] = b[bias] - float((mean / sd) @ b)
    return out


def sigmoid(z: Vector) -> Vector:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def macro_f1(y: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Mean F1 of yes and no."""
    each = []
    for a, b in ((y, said), (~y, ~said)):
        both = int((a & b).sum())
        each.append(2 * both / max(1, int(a.sum() + b.sum())))
    return sum(each) / 2


def threshold(y: NDArray[np.bool_], p: Vector, head: str) -> float:
    """Where to decide: fixed, or best for macro-F1 on a smoothed curve of the given predictions."""
    if head in FIXED_THRESHOLD:
        return FIXED_THRESHOLD[head]
    grid = np.arange(0.15, 0.8, 0.02)
    curve = np.array([macro_f1(y, p >= t) for t in grid])
    smooth = np.convolve(np.pad(curve, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(grid[int(np.argmax(smooth))])


def deal(groups: Sequence[int], poor: NDArray[np.bool_], folds: int, seed: int) -> NDArray[np.int64]:
    """A fold for each row: whole conversations, the poor ones spread evenly."""
    rng = np.random.default_rng(seed)
    out: dict[int, int] = {}
    offset = 0
    for kind in (True, False):
        ids = sorted({g for g, p in zip(groups, poor, strict=True) if p == kind})
        rng.shuffle(ids)
        for i, g in enumerate(ids):
            out[g] = (i + offset) % folds
        offset += len(ids)
    return np.array([out[g] for g in groups])


class Fitted(NamedTuple):
    """A head: weights by feature for text with marks and for text without, and its trees (which serve both)."""

    names: list[str]
    weights: tuple[Vector, Vector]
    trees: list[Any]


def names_of(rows: Sequence[Sequence[dict[str, float]]]) -> list[str]:
    """The features that enough turns have."""
    counts = Counter(n for found in rows for f in found for n in f)
    return sorted(n for n, k in counts.items() if k >= SEEN_IN or n == "always")


def fit_head(x: tuple[Matrix, Matrix], y: Vector, poor: NDArray[np.bool_], names: list[str], head: str) -> Fitted:
    """Fits one head on the same turns with marks and without."""
    count = np.where(poor, POOR_COUNTS.get(head, 1.0), 1.0)
    weights = [fit(part, y, names, head, count) for part in x]
    trees: list[Any] = []
    if head in moves_trees.TREES:
        more = np.where(poor, moves_trees.POOR_COUNTS, 1.0)
        trees, start = moves_trees.grow(np.vstack(x), np.tile(y, 2), names, np.tile(more, 2), head)
        for w in weights:
            w[names.index("always")] += start
    return Fitted(names, (weights[0], weights[1]), trees)


def logit(head: Fitted, x: Matrix, bare: bool) -> Vector:
    """The weighted sum; where there are trees, the mean of it and of theirs."""
    line = x @ head.weights[bare]
    if not head.trees:
        return np.asarray(line)
    return np.asarray((line + moves_trees.logits(head.trees, x, head.names)) / 2)


def cross_validated(
    x: tuple[Matrix, Matrix], names: list[str], y: NDArray[np.bool_], keep: NDArray[np.bool_], poor: NDArray[np.bool_],
    fold: NDArray[np.int64], head: str,
) -> tuple[Vector, Vector]:  # fmt: skip
    """Logits for every row, with marks and without, from fits that saw nothing of its conversation."""
    out = (np.zeros(len(y)), np.zeros(len(y)))
    for j in range(int(fold.max()) + 1):
        train, test = (fold != j) & keep, fold == j
        fitted = fit_head((x[0][train], x[1][train]), y[train].astype(float), poor[train], names, head)
        for bare in (False, True):
            out[bare][test] = logit(fitted, x[bare][test], bare)
    return out


def decided(
    y: NDArray[np.bool_], z: Vector, keep: NDArray[np.bool_], fold: NDArray[np.int64], head: str
) -> Vector:  # fmt: skip
    """Probabilities from cross-validated logits, each fold shifted by the threshold that is best on the others."""
    out = np.zeros(len(y))
    for j in range(int(fold.max()) + 1):
        others = (fold != j) & keep
        out[fold == j] = sigmoid(z[fold == j] - shift(y[others], sigmoid(z[others]), head))
    return out


def shift(y: NDArray[np.bool_], p: Vector, head: str) -> float:
    """What to take from the logit so that 0.5 decides."""
    t = threshold(y, p, head)
    return float(np.log(t / (1 - t)))
