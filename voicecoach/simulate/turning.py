"""Turns a sentence round: what the client said of itself becomes what the rep says of the client, and back."""

from __future__ import annotations

import re

_TURN = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "i'm": "you are", "i am": "you are", "i've": "you have", "i'd": "you would",
    "i'll": "you will", "we're": "you are", "we've": "you have", "we'd": "you would", "we'll": "you will",
    "i was": "you were", "you are": "I am", "you're": "I am", "you": "I", "your": "my", "you've": "I have", "you'll": "I will",
}  # fmt: skip
_AS_REP = {
    "you are": "I am", "you were": "I was", "you're": "I am", "you've": "I have", "you": "I", "your": "my", "yours": "mine",
    "yourself": "myself",
}  # fmt: skip
_LEADS = re.compile(
    r"^(?:yes|no|well|look|honestly|right|fine|fair enough|hm+|oh|and|but|so|then|all right|okay|because|thank you|thanks|"
    r"to be honest|tell me)\b[,.:]?\s+",
    re.I,
)


def turned(sentence: str) -> str:
    """“I have four people left.” → “you have four people left”."""
    return _swap(clause(sentence), _TURN)


def as_rep(sentence: str) -> str:
    """A line of the brief, which says “you” to the rep, as the rep would say it."""
    return _swap(sentence.strip().rstrip("."), _AS_REP)


def clause(sentence: str) -> str:
    """The sentence as a clause: no full stop, no small words in front, a small letter where one fits."""
    text = sentence.strip().rstrip(".!?… ")
    while True:
        shorter = _LEADS.sub("", text, count=1)
        if shorter == text or len(shorter.split()) < 3:
            break
        text = shorter
    first = text.split(" ", 1)[0]
    proper = first in ("I", "I'm", "I've", "I'd", "I'll") or first.isupper() or not first[:1].isupper()
    return text if proper else text[0].lower() + text[1:]


def _swap(text: str, table: dict[str, str]) -> str:
    """Each word or pair of words once, from the longest entry to the shortest."""
    keys = sorted(table, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(re.escape(k) for k in keys) + r")\b(?!')", re.I)
    out = pattern.sub(lambda m: table[m.group(1).lower()], text.replace("’", "'"))
    return re.sub(r"\b(.)", lambda m: m.group(1), out, count=1)
