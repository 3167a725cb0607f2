"""Features of what a turn asks: which kinds of question, where, how they begin, and what the marks say."""

from __future__ import annotations

from voicecoach.understand.moves.reading.lists import OPENERS
from voicecoach.understand.moves.reading.questions import NOTHING, Ask
from voicecoach.understand.moves.reading.words import Utterance


def asking(out: dict[str, float], said: Utterance, asked: list[Ask]) -> None:
    """Adds the features of the questions among the clauses of `said` to `out`."""
    real = [a for a in asked if a.kind]
    n = len(asked)
    for kind in ("wh", "aux", "request", "wonder", "leave", "rest", "tag"):
        out[f"asks {kind}"] = float(any(a.kind == kind for a in asked))
    out["asks last"] = float(
        bool(asked[-1].kind) or (n > 1 and bool(asked[-2].kind) and len(said.clauses[-1].words) < 3)
    )
    out["asks strongly"] = float(any(a.kind in {"wh", "aux", "request"} for a in asked[-2:]))
    out["asks twice"] = float(len(real) > 1)
    out["openness"] = max((a.openness for a in real), default=0.0)
    out["openness last"] = real[-1].openness if real else 0.0
    out["openness first"] = real[0].openness if real else 0.0
    out["asks how much"] = float(any(a.opening.split()[-1:] in (["many"], ["much"], ["often"], ["long"]) for a in real))
    out["asks narrow word"] = float(any(a.opening in {"when", "where", "who", "which"} for a in real))
    out["asks leading"] = float(any(a.leading for a in real))
    out["asks 'why not'"] = float(any(a.opening == "why not" for a in real))
    out["asks after long talk"] = float(bool(real) and len(said.words) > 30)
    marks = said.text.count("?")
    out["mark ?"] = float(marks > 0)
    out["mark ? last"] = float("?" in said.text[-3:])
    out["mark ? twice"] = float(marks > 1)
    bare = [c for c, a in zip(said.clauses, asked, strict=True) if c.mark == "?" and not a.kind]
    out["mark ? on a statement"] = float(bool(bare))
    out["mark ? on few words"] = float(any(len(c.words) < 4 for c in bare))
    out["mark ? with asking words"] = float(
        any(c.mark == "?" and a.kind for c, a in zip(said.clauses, asked, strict=True))
    )
    out["asks unmarked"] = float(bool(real) and not marks)
    _opening(out, said, asked)
    first = asked[-1] if asked else NOTHING
    out["asks in one clause"] = float(n == 1 and bool(first.kind))


def _opening(out: dict[str, float], said: Utterance, asked: list[Ask]) -> None:
    """How the weightiest question begins: the last strong one, else the last of any kind."""
    real = [(c, a) for c, a in zip(said.clauses, asked, strict=True) if a.kind]
    strong = [x for x in real if x[1].kind in {"wh", "aux", "request"}] or real
    if not strong:
        return
    clause, one = strong[-1]
    words = [w for w in clause.words if w not in OPENERS] or list(clause.words)
    group = one.opening.split()[0] if one.opening else one.kind
    if one.kind == "aux":
        group = (
            "be"
            if group in {"is", "are", "was", "were", "am"}
            else "have"
            if group in {"have", "has", "had"}
            else group
        )
        after = words[1] if len(words) > 1 else ""
        out[f"opens {group} {'you' if after == 'you' else 'other'}"] = 1.0
    else:
        out[f"opens {group}"] = 1.0
    out["question is short"] = float(len(clause.words) < 6)
    out["question is long"] = float(len(clause.words) > 14)
    out["question holds or"] = float("or" in clause.words)
    out["question share"] = len(clause.words) / len(said.words)
    out["question about you"] = float("you" in clause.words or "your" in clause.words)
    out["question about feeling or thought"] = float(
        bool({"feel", "think", "thoughts", "feeling", "see", "mean", "like"} & set(clause.words))
    )
