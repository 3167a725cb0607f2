"""A little English for the debrief: content words, overlap, and saying a client's words back to them.

All that is particular to English in the debrief stands in this module, `empathy.py` and `syllables.py`.
"""

from __future__ import annotations

import re

TOKEN = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# Words that carry grammar or courtesy rather than content; two people share them in any conversation.
STOP = word_set(
    """
    a about after again all also always am an and any anything are as at be because been before being
    but by call can can't cannot come could day did do does doesn't doing don't done each else even ever
    every far few fine for from get gets give go goes going good got great had has have having he hello
    her here hers hey hi him his how i i'd i'll i'm i've if in into is isn't it it's its just keep kind
    know least less let let's like little look lot make makes many may maybe me mean might mine more
    most much must my need never next nice no not nothing now of off oh ok okay on one only or other our
    ours out over own perhaps please put quite rather really right said same say says see seem seems she
    should since so some someone something sort sounds still such sure take talk tell than thank thanks
    that that's the their them then there there's these they they're thing things think this those
    though time to today too try two under understand until up us use used very want was wasn't way we
    we'd we'll we're we've well went were what what's when where which while who why will with won't
    would yes yet you you'd you'll you're you've your yours
    """
)

OPENERS = word_set("no yes yeah well look listen right so and but morning hello ah oh okay ok please sorry thanks")
OPINION = re.compile(r"\bi (?:think|mean|know|guess|said|told)\b", re.IGNORECASE)
REFUSALS = re.compile(r"\b(?:no|not|never|nothing|nobody|\w+n['’]t)\b", re.IGNORECASE)

SWAP = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
SECOND = word_set(
    """
    you you're you've you'd you'll your yours yourself
    """
)
_ENDINGS = (("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))


def tokens(text: str) -> list[str]:
    """Lower-case words, apostrophes straightened."""
    return [m.group().lower().replace("’", "'") for m in TOKEN.finditer(text)]


def stem(word: str) -> str:
    """A crude stem: enough for `stopped` to meet `stop` and `worries` to meet `worry`."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def content(text: str) -> dict[str, str]:
    """Content words by stem, each as it was first said."""
    found: dict[str, str] = {}
    for word in tokens(text):
        plain = word.removesuffix("'s")
        if plain not in STOP and word not in STOP and len(plain) > 2:
            found.setdefault(stem(plain), plain)
    return found


def sentences(text: str) -> list[str]:
    """Sentences as they are punctuated; the whole text when it is not."""
    return [s for s in (m.group().strip() for m in SENTENCE.finditer(text)) if s]


def refuses(sentence: str) -> bool:
    """Whether a client's sentence says no to something."""
    return bool(REFUSALS.search(sentence))


def told_back(sentence: str) -> str | None:
    """A client's sentence as the rep would say it back (`my team` becomes `your team`), without the full stop.

    None when that would not come out right: it speaks of the rep (`you`), is a question, or "I think" of someone.
    """
    words = sentence.strip().rstrip(".!…").split()
    while len(words) > 2 and words[0].rstrip(",;:—–").lower() in OPENERS and words[0][-1] in ",;:—–":
        words = words[1:]
    bare = [w.strip(',;:—–"“”').lower().replace("’", "'") for w in words]
    opinion = bool(OPINION.search(sentence))
    if not words or sentence.strip().endswith("?") or opinion or any(b in SECOND for b in bare):
        return None
    out: list[str] = []
    for i, (word, low) in enumerate(zip(words, bare, strict=True)):
        if low in SWAP:
            tail = word[len(word.rstrip(",;:—–")) :]
            out.append(SWAP[low] + tail)
        elif low in ("am", "was") and i and bare[i - 1] == "i":
            out.append("are" if low == "am" else "were")
        else:
            out.append(word)
    first = out[0]
    if first[:1].isupper() and first.lower() in STOP | set(SWAP.values()):
        out[0] = first[0].lower() + first[1:]
    return " ".join(out)
