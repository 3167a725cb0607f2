"""The named features of a turn: what the fitted weights weigh, each one a thing a linguist could point at.

`features(text, previous)` gives a dictionary of figures by name. Most are 0 or 1, or shares between 0 and 1.
They look at: what is asked and how; who the subject of each clause is and what kind of verb it has; what is
taken up from the client's last turn and what is new; cues of listening, advising, informing, judging; length.
No feature is a single word's presence learned from data: the words behind each are closed lists and patterns in
reading/lists.py and patterns.py, written by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from voicecoach.understand.moves.features.asking import asking
from voicecoach.understand.moves.features.counsel import counsel
from voicecoach.understand.moves.features.manner import manner
from voicecoach.understand.moves.features.patterns import FEATURE_PATTERNS
from voicecoach.understand.moves.features.subjects import shapes, subjects
from voicecoach.understand.moves.reading.lists import (
    BACKCHANNEL,
    EVIDENCE,
    FEELINGS,
    GENERIC_PEOPLE,
    HEDGES,
    NEGATION,
    NUMBER_WORDS,
    POSITIVE_GOALS,
    PRAISE,
)
from voicecoach.understand.moves.reading.questions import Ask, asks
from voicecoach.understand.moves.reading.words import Clause, Utterance, content, read, stem

_SWAP = {
    "i": "you",
    "me": "you",
    "my": "your",
    "we": "you",
    "our": "your",
    "you": "i",
    "your": "my",
    "am": "are",
    "myself": "yourself",
}


def taken_up(now: Iterable[str], before: Iterable[str]) -> tuple[float, float, int]:
    """Share of this turn's meaning that the client had said, share of the client's that is taken up, and how many words."""
    mine, theirs = list(dict.fromkeys(now)), set(before)
    shared = [w for w in mine if w in theirs]
    return (
        len(shared) / len(mine) if mine else 0.0,
        len(shared) / len(theirs) if theirs else 0.0,
        len(shared),
    )


def marked(text: str) -> bool:
    """Whether marks may be weighed: only where there is one at all."""
    return any(m in text for m in ".?!,")


def statements(utterance: Utterance, asked: list[Ask]) -> list[Clause]:
    """The clauses that ask nothing and are more than a nod."""
    plain = [c for c, a in zip(utterance.clauses, asked, strict=True) if not a.kind or a.kind == "tag"]
    return [c for c in plain if any(w not in BACKCHANNEL for w in c.words)]


def features(text: str, previous: str = "") -> dict[str, float]:
    """All features of a turn that are not 0. `previous` is the client's last turn, or ""."""
    said = read(text)
    out: dict[str, float] = {"always": 1.0}
    if not said.tokens:
        out["no words"] = 1.0
        return out
    asked = asks(said)
    told = statements(said, asked)
    _length(out, said, told)
    asking(out, said, asked)
    subjects(out, told)
    _words(out, said, told)
    _patterns(out, said, told)
    _overlap(out, told, read(previous))
    shapes(out, told, read(previous))
    counsel(out, said, asked)
    manner(out, said, told, asked, read(previous))
    _combined(out)
    out["no marks"] = float(not marked(text))
    return {k: v for k, v in out.items() if v}


def _length(out: dict[str, float], said: Utterance, told: list[Clause]) -> None:
    n = len(said.words)
    m = sum(len(c.words) for c in told)
    out["only a nod"] = float(all(w in BACKCHANNEL for w in said.words))
    out["one word"] = float(n == 1)
    out["under four words"] = float(n < 4)
    out["length"] = math.log(n)
    out["told length"] = math.log1p(m)
    out["told over 30 words"] = float(m > 30)
    out["told over 60 words"] = float(m > 60)
    out["told share"] = m / n
    out["clauses told"] = math.log1p(len(told))
    out["begins mid-sentence"] = float(said.text.lstrip()[:1] in "-—–…")
    out["breaks off"] = float(said.text.rstrip()[-1:] in "-—–…")
    out["ends on a joiner"] = float(said.words[-1] in {"and", "or", "but", "so", "because", "that", "the", "to"})


def _words(out: dict[str, float], said: Utterance, told: list[Clause]) -> None:
    words = [w for c in told for w in c.words]
    n = max(len(words), 1)
    groups = {
        "feelings": FEELINGS, "hedges": HEDGES, "numbers": NUMBER_WORDS, "people in general": GENERIC_PEOPLE,
        "leaflet words": EVIDENCE, "praise": PRAISE, "goals": POSITIVE_GOALS, "negation": NEGATION,
    }  # fmt: skip
    for name, group in groups.items():
        hits = sum(w in group for w in words)
        out[name] = float(hits > 0)
        out[f"{name} share"] = min(hits / n * 5, 1.0)
    out["digits"] = float(any(w[0].isdigit() for w in words))
    for name, one in (
        ("you", {"you", "your", "yourself", "yours"}),
        ("i", {"i", "me", "my"}),
        ("we", {"we", "us", "our"}),
        ("they", {"they", "them", "their", "he", "she", "him", "her"}),
    ):
        out[f"word {name}"] = float(any(w in one for w in words))
        out[f"word {name} share"] = min(sum(w in one for w in words) / n * 3, 1.0)
    firsts = said.words[:3]
    out["opens with so"] = float("so" in firsts[:2])
    out["opens with and"] = float(firsts[0] in {"and", "or", "because"})
    out["opens with but"] = float("but" in firsts[:2])
    out["opens with nod"] = float(firsts[0] in BACKCHANNEL and firsts[0] not in {"so", "and", "but"})
    out["opens with well"] = float(firsts[0] == "well")


def _patterns(out: dict[str, float], said: Utterance, told: list[Clause]) -> None:
    """Cue patterns over the statements (`p …`), and over everything when the cue may stand in a question."""
    line = "| " + " | ".join(" ".join(c.words) for c in told) + " |"
    for name, pattern, everywhere in FEATURE_PATTERNS:
        out[name] = float(bool(pattern.search(said.line if everywhere else line)))


def _overlap(out: dict[str, float], told: list[Clause], before: Utterance) -> None:
    """What is the client's and what is new."""
    mine = content(tuple(w for c in told for w in c.words))
    theirs = content(before.words)
    share, covered, n = taken_up(mine, theirs)
    new = len(set(mine)) - n
    out["takes up share"] = share
    out["takes up covers"] = covered if len(theirs) > 1 else 0.0
    out["takes up some"] = float(n > 0)
    out["takes up many"] = float(n > 2)
    out["new words"] = math.log1p(new)
    out["no content"] = float(not mine)
    out["few new words"] = float(0 < new <= 3)
    out["client said much"] = float(len(before.words) > 20)
    out["client said little"] = float(len(before.words) < 4)
    out["client breaks off"] = float(before.text.rstrip()[-1:] in "-—–…")
    out["client asked"] = float("?" in before.text or any(a.kind in {"wh", "aux"} for a in asks(before)))
    swapped = {_SWAP.get(w, w) for w in before.words}
    out["swaps i for you"] = float("you" in swapped and any(w in {"you", "your"} for c in told for w in c.words))
    pairs = set(zip((_SWAP.get(w, w) for w in before.words), (_SWAP.get(w, w) for w in before.words[1:]), strict=False))
    mypairs = [p for c in told for p in zip(c.words, c.words[1:], strict=False)]
    out["takes up phrases"] = min(sum(p in pairs for p in mypairs) / max(len(mypairs), 1) * 2, 1.0)
    out["client feels"] = float(any(w in FEELINGS or stem(w) in _FEELING_STEMS for w in before.words))
    out["client says no"] = float(any(w in NEGATION for w in before.words))


_FEELING_STEMS = frozenset(stem(w) for w in FEELINGS)


LECTURING = ("p must", "p advise", "p warn", "p urge", "p confronts", "p rebukes", "p worries aloud")
"""Cues that the rep tells the client what to do or how bad it is."""
ALSO_LECTURES = ("p threat words", "p rules", "leaflet words", "p imperative", "p commits them")
"""Cues that tell of a lecture only beside others."""


def _combined(out: dict[str, float]) -> None:
    """A few conjunctions that a straight line over single features cannot draw."""
    lecture = max(out.get(k, 0.0) for k in ("you have to", *LECTURING))
    _lecture(out, lecture)
    out["about you, short"] = out.get("any about you", 0.0) * float(out.get("told length", 0.0) < 3.1) * (1 - lecture)
    out["cue and taken up"] = out.get("takes up some", 0.0) * max(
        out.get("p sounds", 0.0), out.get("opens with so", 0.0)
    )
    out["fragment, nothing of me"] = (
        float(out.get("told length", 0.0) < 2.3)
        * (1 - out.get("word i", 0.0))
        * (1 - out.get("p agenda", 0.0))
        * (1 - out.get("no content", 0.0))
        * (1 - out.get("p thanks", 0.0))
        * (1 - out.get("p praise", 0.0))
    )
    out["informs"] = max(out.get("leaflet words", 0.0), out.get("people in general", 0.0)) * (
        1 - out.get("any about you", 0.0)
    )
    out["short, nothing about anybody"] = (
        float(out.get("told length", 0.0) < 2.2) * (1 - out.get("word you", 0.0)) * (1 - out.get("takes up some", 0.0))
    )


def _lecture(out: dict[str, float], lecture: float) -> None:
    """How many signs there are that the turn lectures, and whether any listening goes with it."""
    signs = sum(out.get(k, 0.0) for k in (*LECTURING, *ALSO_LECTURES))
    out["signs of lecturing"] = min(signs, 4.0)
    out["three signs of lecturing"] = float(signs >= 3)
    out["lecture"] = lecture
    out["lecture, no listening cue"] = lecture * (1 - max(out.get("p sounds", 0.0), out.get("you feel", 0.0)))
    out["listening cue with lecture"] = lecture * max(out.get("p sounds", 0.0), out.get("p you said", 0.0))
