"""A measured value that knows whether it may be believed."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One measured thing. `value` is None whenever it could not be measured validly: it is never guessed and
    never shown as 0; `why_not` then says, in words for the rep, what was missing. `n` counts what it rests on."""

    name: str
    title: str
    value: float | None
    unit: str
    valid: bool = True
    why_not: str = ""
    n: int = 0
    note: str = ""
    """What is known about such a measure, with its source and how strong it is; never a verdict."""
    usual: float | None = None
    """The rep's own baseline, where there is one."""
    against: str = ""
    """How the value compares with the rep's own baseline, in words."""


def measured(name: str, title: str, value: float, unit: str, n: int = 0, note: str = "", digits: int = 2) -> Measure:
    """A valid measure, rounded to what its precision is worth. A value that is no number is withheld."""
    if not math.isfinite(value):
        return withheld(name, title, unit, "it could not be computed from this sound", n, note)
    return Measure(name, title, round(value, digits), unit, True, "", n, note)


def withheld(name: str, title: str, unit: str, why: str, n: int = 0, note: str = "") -> Measure:
    """A measure that could not be taken validly, and why."""
    return Measure(name, title, None, unit, False, why, n, note)


def gate(ok: bool, why: str, measure: Measure) -> Measure:
    """`measure` when its condition holds; otherwise the same thing withheld, with the reason."""
    if ok or not measure.valid:
        return measure
    return withheld(measure.name, measure.title, measure.unit, why, measure.n, measure.note)
