"""What a sentence is compared by: its figures, its stems, its runs of words, how much of it was said before. Pure.

The same texts are compared again and again through a call, so what they come to is kept.
"""

from __future__ import annotations

import functools
import re

from voicecoach.respond.guard.text import canon, fold, numbers
from voicecoach.respond.matching import stem, words

COPIED = 6
"""So many words in a row from the prompt are a copy of it."""
SAME = 0.85
"""Share of words in common from which a sentence is one that was said before."""
_ENDS_CLAUSE = re.compile(r"[,;:.!?…—–]|\s-\s|\b(?:but|and|so|because|though|although|while|then|or)\b")


canonical = functools.lru_cache(maxsize=4096)(canon)
"""`canon`, kept."""


@functools.lru_cache(maxsize=4096)
def figures(text: str) -> frozenset[str]:
    """The numbers in a text, as digits."""
    return frozenset(n for n, _ in numbers(text))


@functools.lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of its words, numbers in digits."""
    return frozenset(stem(w) for w in words(canon(text)))


@functools.lru_cache(maxsize=4096)
def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `COPIED` words."""
    run = words(fold(text))
    return frozenset(run[i : i + COPIED] for i in range(len(run) - COPIED + 1))


@functools.lru_cache(maxsize=4096)
def bag(text: str) -> frozenset[str]:
    """Its words, folded, each once."""
    return frozenset(words(fold(text)))


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two bags of words are the same sentence; one of fewer than three words is like no other."""
    if len(b) < 3:
        return False
    return len(a & b) >= SAME * len(a | b)


def clause_around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a match within its clause."""
    starts = [m.end() for m in _ENDS_CLAUSE.finditer(text, 0, match.start())]
    stop = _ENDS_CLAUSE.search(text, match.end())
    return text[starts[-1] if starts else 0 : match.start()], text[match.end() : stop.start() if stop else len(text)]


@functools.lru_cache(maxsize=8)
def folded_words(found: frozenset[str]) -> frozenset[str]:
    """A list of words, folded."""
    return frozenset(fold(w) for w in found)
