"""Words compared the way ears do: no punctuation, no capitals, endings forgiven.

A recogniser gives no reliable punctuation, so nothing here looks at any.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)

_END = re.compile(r"(?<=[.!?…])[\"”’']?\s+")

MAX_GAP = 1
"""Words that may stand between two words of a cue: “who decides” is in “who really decides”."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters, apostrophes straight."""
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text))


def sentences(text: str) -> list[str]:
    """A line cut after each full stop, question or exclamation mark."""
    return [s for s in (part.strip() for part in _END.split(text)) if words(s)]


def normal(text: str) -> str:
    """A text as it is compared: two lines that sound the same are the same."""
    return " ".join(words(text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the endings that make no difference here (prices, price; signing, sign)."""
    word = word.removesuffix("'s")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word.removesuffix("e") if len(word) > 4 else word


def contains(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase, word by word, endings forgiven."""
    have, want = [stem(w) for w in words(text)], [stem(w) for w in words(phrase)]
    return bool(want) and any(have[i : i + len(want)] == want for i in range(len(have) - len(want) + 1))


def cue_at(text: str, cue: str) -> int:
    """Where a cue was heard in a text (index of its last word), −1 when it was not.

    The words of the cue must come in order, with at most one other between each.
    """
    have, want = [stem(w) for w in words(text)], [stem(w) for w in words(cue)]
    best = -1
    for start, word in enumerate(have):
        if not want or word != want[0]:
            continue
        at = start
        for w in want[1:]:
            window = have[at + 1 : at + 2 + MAX_GAP]
            if w not in window:
                break
            at += 1 + window.index(w)
        else:
            best = max(best, at)
    return best
