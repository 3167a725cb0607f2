"""Turns a sentence round: what the client said of itself becomes what the rep says of the client, and back."""

from __future__ import annotations

import re

_PERSONAL = "i>you me>you my>your mine>yours myself>yourself we>you us>you our>your ours>yours ourselves>yourselves"
_JOINED = (
    "i'm>you are|i am>you are|i've>you have|i'd>you would|i'll>you will|we're>you are|we've>you have|we'd>you would|"
    "we'll>you will|i was>you were|i wasn't>you weren't"
)
_BRIEF = "you>I your>my yours>mine yourself>myself he>you she>you him>you his>your her>your hers>yours"
_BRIEF_JOINED = (
    "you are>I am|you were>I was|you're>I am|you've>I have|he is>you are|she is>you are|he has>you have|"
    "she has>you have|"
    ""
    "he was>you were|she was>you were"
)


def _table(single: str, joined: str) -> dict[str, str]:
    pairs = [*single.split(), *joined.split("|")]
    return dict(pair.split(">", 1) for pair in pairs)


_TURN, _AS_REP = _table(_PERSONAL, _JOINED), _table(_BRIEF, _BRIEF_JOINED)
_OBJECT = re.compile(
    r"\b(see|tell|ask|asked|told|call|called|meet|met|with|for|to|on|from|about|give|gave|invited|let|of|at|rang|"
    r"ring) I\b"
)
_THIRD = re.compile(r"\b([Hh]e|[Ss]he) (now |still |also |only )?(?!has\b|is\b|was\b|does\b|goes\b)(\w+[^s\W])s\b")
_LEADS = re.compile(
    r"^(?:yes|no|well|look|honestly|right|fine|fair enough|hm+|oh|and|but|so|then|all right|okay|because|thank you|"
    r"thanks|to be honest|if i'm honest|you know)\b[,.:]?\s+",
    re.I,
)
_SUBJECTS = frozenset(
    "i i'm i've i'd i'll we we're we've we'd we'll it it's there they they're he she my our the this that nobody "
    "everyone everybody every people somebody someone a an these those all half".split()
)
_COMMON_FIRST = _SUBJECTS | frozenset("when what who how where some any most in on at with for from not one".split())
LONGEST = 16
"""Words of a client's sentence that a rep can still give back in one breath."""


def sayable(sentence: str) -> bool:
    """Whether a client's sentence can be given back: a statement about itself or its world, not too long."""
    text = clause(sentence)
    said = re.findall(r"[\w'’]+", text.lower().replace("’", "'"))
    if not 4 <= len(said) <= LONGEST or sentence.rstrip().endswith("?"):
        return False
    if said[0] in ("that", "this") and said[1] not in ("is", "was"):
        return False
    return said[0] in _SUBJECTS and not {"you", "your", "you're", "you'll", "you've", "you'd"} & set(said)


def turned(sentence: str) -> str:
    """“I have four people left.” → “you have four people left”."""
    return _swap(clause(sentence), _TURN)


def as_rep(sentence: str) -> str:
    """A line of the brief, which says “you” to the rep and “he” or “she” of the client, as the rep would say it."""
    plain = _THIRD.sub(_one_of_you, sentence.strip().rstrip("."))
    return _OBJECT.sub(r"\1 me", _swap(plain, _AS_REP))


def _one_of_you(match: re.Match[str]) -> str:
    """“he wants” → “he want”, which becomes “you want”."""
    return f"{match.group(1)} {match.group(2) or ''}{match.group(3)}"


def clause(sentence: str) -> str:
    """The sentence as a clause: no full stop, no small words in front, a small letter where one fits."""
    text = sentence.strip().rstrip(".!?… ")
    while True:
        shorter = _LEADS.sub("", text, count=1)
        if shorter == text or len(shorter.split()) < 3:
            break
        text = shorter
    first = text.split(" ", 1)[0].lower().replace("’", "'")
    lowers = first in _COMMON_FIRST and first.split("'")[0] != "i"
    return text[0].lower() + text[1:] if lowers else text


def _swap(text: str, table: dict[str, str]) -> str:
    """Each word or pair of words once, the longest entries first."""
    keys = sorted(table, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(re.escape(k) for k in keys) + r")\b(?!')", re.I)
    return pattern.sub(lambda m: table[m.group(1).lower()], text.replace("’", "'"))
