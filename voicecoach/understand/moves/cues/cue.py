"""What a rep can be heard to say for each move: how a row of the tables reads.

The tables are contact.py (greeting, purpose, leave, accepting a No, honesty), harm.py (what loses) and offer.py
(selling, options, insight, building together). `line` is the turn without marks, ` | ` between clauses
(reading/words.py). A row with `unless` does not count when that is found too; `needs` names a fact about the turn
(judging/frame.py) that must hold. `sure` is the confidence 0–1 that the wording alone gives; several wordings of one move
add up a little. Rows say what is *heard*; what is then believed is decided in judging/judge.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ADVERBS = (
    r"(?:(?:really|just|also|probably|maybe|still|definitely|certainly|actually|always|at least|all"
    r"|kind of|sort of|only|even|absolutely|simply|seriously|perhaps|quite|very|so|too|completely"
    r"|totally|fully|truly|honestly|well|perfectly|clearly|obviously|sure|easily) )*"
)
"""What may stand before a verb or adjective; written {A} in the tables."""
OPENINGS = (
    r"(?:(?:and|but|so|because|or|then|well|okay|oh|yeah|yes|no|now|look|listen|see|right|alright|sure"
    r"|of course|honestly|frankly|mhm|actually|maybe|perhaps|also|fine|good|great|hi|hello) )*"
)
"""What may stand before a clause; written {O} in the tables."""


class Cue(NamedTuple):
    """One wording of a move."""

    move: str
    sure: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    needs: str = ""
    why: str = ""


def cue(move: str, sure: float, pattern: str, why: str = "", unless: str = "", needs: str = "") -> Cue:
    """A row of the tables; `{A}` and `{O}` in a pattern stand for ADVERBS and OPENINGS."""
    return Cue(move, sure, _compiled(pattern), _compiled(unless) if unless else None, needs, why)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{A}", ADVERBS).replace("{O}", OPENINGS))
