"""Growing the small trees of the labeller: boosted, three questions deep, over named features, for what a line cannot draw.

Needs scikit-learn, which nothing else here does: `pip install scikit-learn` in an environment of its own. The package
only reads the numbers (features/trees.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

TREES = {"question": 60, "open": 30, "reflection": 100}
"""How many trees a head has. Advice has 64 examples: too few for any."""
DEPTH, RATE, SHARE_OF_TURNS, SHARE_OF_FEATURES, LEAST_IN_LEAF = 3, 0.1, 0.6, 0.15, 20
POOR_COUNTS = 2.0
SEED = 0


class Tree(NamedTuple):
    """Seven questions `name > limit`, the root first, then level by level; eight logits from all-no to all-yes."""

    names: tuple[str, ...]
    limits: tuple[float, ...]
    leaves: tuple[float, ...]


def grow(x: Matrix, y: Vector, names: Sequence[str], weight: Vector, head: str) -> tuple[list[Tree], float]:
    """Trees for a head and the logit they start from."""
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=TREES[head], max_depth=DEPTH, learning_rate=RATE, subsample=SHARE_OF_TURNS,
        max_features=SHARE_OF_FEATURES, min_samples_leaf=LEAST_IN_LEAF, random_state=SEED,
    )  # fmt: skip
    model.fit(x, y > 0, sample_weight=weight)
    share = float(np.average(y, weights=weight))
    return [_flat(t.tree_, names) for t in model.estimators_[:, 0]], float(np.log(share / (1 - share)))


def _flat(tree: Any, names: Sequence[str]) -> Tree:
    """A fitted tree as a full one: where it stopped early, both answers lead to the same leaf."""
    inner = 2**DEPTH - 1
    out_names, limits, leaves = ["always"] * inner, [9.0] * inner, [0.0] * (inner + 1)

    def fill(node: int, place: int) -> None:
        left = int(tree.children_left[node])
        if place >= inner:
            leaves[place - inner] = round(RATE * float(tree.value[node][0][0]), 3)
            return
        if left >= 0:
            out_names[place] = names[int(tree.feature[node])]
            limits[place] = round(float(tree.threshold[node]), 3)
        fill(left if left >= 0 else node, 2 * place + 1)
        fill(int(tree.children_right[node]) if left >= 0 else node, 2 * place + 2)

    fill(0, 0)
    return Tree(tuple(out_names), tuple(limits), tuple(leaves))


def logits(trees: Sequence[Tree], x: Matrix, names: Sequence[str]) -> Vector:
    """The sum of the trees' leaves for each row."""
    index = {n: i for i, n in enumerate(names)}
    total = np.zeros(len(x))
    rows = np.arange(len(x))
    for tree in trees:
        columns, limits = np.array([index[n] for n in tree.names]), np.array(tree.limits)
        place = np.zeros(len(x), int)
        for _ in range(DEPTH):
            place = 2 * place + 1 + (x[rows, columns[place]] > limits[place])
        total += np.array(tree.leaves)[place - (2**DEPTH - 1)]
    return total
