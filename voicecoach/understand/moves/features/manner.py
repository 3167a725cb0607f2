"""Features of manner: how long and how plain the words are, how the clauses run, where the question stands.

None of these means anything by itself; a small tree weighs them together (features/trees.py). Somebody who listens
speaks in short plain clauses about the other; somebody who informs uses long words, numbers and prepositions.
"""

from __future__ import annotations

import math
from itertools import pairwise

from voicecoach.understand.moves.reading.lists import (
    AUX,
    BACKCHANNEL,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    STOP,
    _w,
)
from voicecoach.understand.moves.reading.questions import Ask
from voicecoach.understand.moves.reading.words import Clause, Utterance

_QUALITIES = _w(
    "bad big careful certain close comfortable confident deep difficult easy far good happy hard important interested likely"
    " long many much often old ready satisfied serious severe soon strong sure willing"
)
"""`how confident are you` asks for a degree, `how are you going to do it` for a story."""


def manner(out: dict[str, float], said: Utterance, told: list[Clause], asked: list[Ask], before: Utterance) -> None:
    """Adds the features of how `said` is spoken to `out`; `told` are its statements, `before` is the client's turn."""
    words = tuple(w for c in told for w in c.words)
    _plainness(out, words)
    out["mean clause"] = min(len(words) / max(len(told), 1) / 12, 1.5)
    out["longest clause"] = math.log1p(max((len(c.words) for c in told), default=0))
    out["count you"] = min(sum(w in {"you", "your"} for w in words), 8) / 4
    out["count i"] = min(sum(w in {"i", "me", "my"} for w in words), 8) / 4
    out["count when or if"] = min(sum(w in {"when", "if", "whenever", "once", "until"} for w in words), 3) / 3
    out["ends on it"] = float(said.words[-1] in {"it", "that", "this", "them"})
    out["nods before"] = next((k for k, w in enumerate(said.words) if w not in BACKCHANNEL), 0) / 3
    _against(out, said, words, before)
    _questions(out, said, asked)


def _plainness(out: dict[str, float], words: tuple[str, ...]) -> None:
    """Shares of the kinds of words there are, and how long they are."""
    n = max(len(words), 1)
    out["word length"] = min(sum(len(w) for w in words) / n / 6, 1.2)
    out["long words"] = sum(len(w) > 7 for w in words) / n
    for name, group in (
        ("little words", STOP),
        ("auxiliaries", AUX | BE),
        ("joiners", CONJUNCTIONS),
        ("prepositions", PREPOSITIONS),
        ("determiners", DETERMINERS),
    ):
        out[name] = sum(w in group for w in words) / n
    out["-ing share"] = sum(w.endswith("ing") and len(w) > 4 for w in words) / n


def _against(out: dict[str, float], said: Utterance, words: tuple[str, ...], before: Utterance) -> None:
    """How the turn compares with the client's."""
    theirs = before.words
    out["nothing before"] = float(not theirs)
    out["client length"] = math.log1p(len(theirs))
    out["client about i"] = sum(w in {"i", "my", "me"} for w in theirs) / max(len(theirs), 1)
    out["longer than client"] = max(-2.0, min(2.0, math.log((len(said.words) + 1) / (len(theirs) + 1))))
    pairs = set(pairwise(theirs))
    run = best = 0
    for pair in pairwise(words):
        run = run + 1 if pair in pairs else 0
        best = max(best, run)
    out["longest phrase of theirs"] = min(best, 4) / 4


def _questions(out: dict[str, float], said: Utterance, asked: list[Ask]) -> None:
    """Where the last real question stands, how long it is, and whether `how` asks for a degree."""
    real = [k for k, a in enumerate(asked) if a.kind]
    if not real:
        return
    out["questions"] = min(len(real), 4) / 2
    out["mean openness"] = sum(asked[k].openness for k in real) / len(real)
    strong = [k for k in real if asked[k].kind in {"wh", "aux", "request", "wonder"}] or real
    at = strong[-1]
    words = [w for w in said.clauses[at].words if w not in OPENERS] or list(said.clauses[at].words)
    out["question length"] = math.log(len(words))
    out["question stands last"] = float(at == len(asked) - 1)
    out["talk before question"] = math.log1p(sum(len(c.words) for c in said.clauses[:at]))
    out["talk after question"] = float(sum(len(c.words) for c in said.clauses[at + 1 :]) > 4)
    after_how = next((b for a, b in pairwise(words) if a == "how"), "")
    out["how + quality"] = float(after_how in _QUALITIES)
    out["how + verb"] = float(after_how in AUX)
