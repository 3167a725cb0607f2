"""How far two raters agree. Pure.

Weighted kappa with quadratic weights (Cohen 1968): agreement beyond what chance would give, where being two
grades apart counts four times as much as one. "Moderate" begins at 0.4 by the usual reading (Landis and Koch
1977); below it, a criterion is not to be relied on. With few sessions kappa says little, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 10
"""Scored sessions below which nothing is claimed of a criterion."""

MODERATE = 0.4


@dataclass(frozen=True)
class Agreement:
    """Between two raters on one criterion: `kappa` (None when it cannot be computed: no spread at all), the
    share within one grade, the share that is equal, over `n` pairs."""

    kappa: float | None
    within_one: float | None
    equal: float | None
    n: int

    @property
    def verdict(self) -> str:
        """too few, do not rely on, or fair to rely on."""
        if self.n < ENOUGH:
            return "too few"
        if self.kappa is None or self.kappa < MODERATE:
            return "do not rely on"
        return "may be relied on"


def weighted_kappa(pairs: Sequence[tuple[int, int]], grades: int) -> float | None:
    """Cohen's quadratically weighted kappa of pairs of grades 1…`grades`; None when it is not defined."""
    n = len(pairs)
    if not n:
        return None
    first = [sum(a == g for a, _ in pairs) / n for g in range(1, grades + 1)]
    second = [sum(b == g for _, b in pairs) / n for g in range(1, grades + 1)]
    seen = sum((a - b) ** 2 for a, b in pairs) / n
    chance = sum(first[i] * second[j] * (i - j) ** 2 for i in range(grades) for j in range(grades))
    return None if chance == 0 else 1 - seen / chance


def agreement(pairs: Iterable[tuple[int, int]], grades: int) -> Agreement:
    """What can be said of pairs of grades on one criterion."""
    found = list(pairs)
    n = len(found)
    if not n:
        return Agreement(None, None, None, 0)
    kappa = weighted_kappa(found, grades)
    near = sum(abs(a - b) <= 1 for a, b in found) / n
    equal = sum(a == b for a, b in found) / n
    return Agreement(kappa if kappa is None else round(kappa, 3), round(near, 3), round(equal, 3), n)
