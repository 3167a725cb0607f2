"""Spoken words as the labeller of moves reads them: lower case, no marks, contractions opened, stutters gone.

A recogniser's punctuation and capitals are guesses, so nothing below relies on them: a mark that is there
may add a clause boundary, a mark that is missing never hides one. Each word keeps the place in the original
text it came from, so that any evidence found here can be quoted exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from voicecoach.understand.moves.reading.clauses import boundaries
from voicecoach.understand.moves.reading.lists import (
    AUX,
    BE,
    FILLERS,
    JOINED,
    KEEP_DOUBLE,
    NOUNISH,
    SHORT,
    STOP,
    SUBJECTS,
)


class Token(NamedTuple):
    """A normalised word, where it stands in the original text, and the marks that stood before it."""

    word: str
    start: int
    end: int
    gap: str = ""


_NOISE = re.compile(r"\[[^\]]*\]|\([^)]*\)|<[^>]*>")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_STRONG = re.compile(r"[.?!;:…]|--|—|–")
_TO_DAY = re.compile(r"\bto-(day|morrow|night)\b")
_HUM = re.compile(r"^(?:m+h*m*|mh+m*|u+h+u+h+|hm+|mhmm+|mm+)$")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _opened(word: str, following: str) -> tuple[str, ...]:
    """The words a spoken form stands for: `don't` is `do not`, `gonna` is `going to`."""
    if word in JOINED:
        return JOINED[word]
    if word == "ill" and following in SHORT:
        return ("i", "will")
    if word == "id" and following in SHORT:
        return ("i", "would")
    if "'" not in word:
        return (word,)
    head, tail = word.rsplit("'", 1)
    if tail == "t" and head.endswith("n") and len(head) > 1:
        return (head[:-1], "not")
    full = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}.get(tail)
    if full:
        return (head, full)
    if tail == "s":
        return (head, "is") if head in NOUNISH else (head,)
    return (word.replace("'", ""),)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`, opened, without fillers, false starts and immediate repetitions."""
    clean = _NOISE.sub(_blank, _TO_DAY.sub(r"to\1 ", text.lower().replace("’", "'")))
    raw = list(_WORD.finditer(clean))
    out: list[Token] = []
    last, carry = 0, ""
    for i, match in enumerate(raw):
        word, gap = match.group(), carry + clean[last : match.start()]
        last, carry = match.end(), ""
        after = raw[i + 1].group() if i + 1 < len(raw) else ""
        cut_off = clean[match.end() : match.end() + 1] == "-" and after.startswith(word) and after != word
        if word in FILLERS or (cut_off and len(word) < 4):
            carry = gap
            continue
        if _HUM.match(word):
            word = "mhm"
        if word == "right" and out and out[-1].word == "all" and not gap.strip():
            out[-1] = Token("alright", out[-1].start, match.end(), out[-1].gap)
            continue
        for part in _opened(word, after):
            out.append(Token(part, match.start(), match.end(), gap))
            gap = ""
    return tuple(_smoothed(out))


def _smoothed(words: list[Token]) -> list[Token]:
    """Drops `you you`, `do you do you` and the filler `you know`: speech repeats itself while it thinks."""
    out: list[Token] = []
    i = 0
    while i < len(words):
        word = words[i].word
        pair = tuple(t.word for t in words[i : i + 2])
        if pair == ("you", "know") and _is_filler(words, i):
            i += 2
            continue
        if out and out[-1].word == word and word not in KEEP_DOUBLE:
            out[-1] = words[i]._replace(gap=out[-1].gap)
            i += 1
            continue
        if len(out) >= 2 and pair == (out[-2].word, out[-1].word) and word not in KEEP_DOUBLE:
            del out[-2:]
            continue
        out.append(words[i])
        i += 1
    return out


_ASKS_OR_ADMITS = frozenset({"if", "that", "what", "as", "to", "because"})


def _is_filler(words: list[Token], i: int) -> bool:
    """Whether the `you know` at `i` is a filler and not a statement about what somebody knows."""
    before = words[i - 1].word if i else ""
    after = words[i + 2].word if i + 2 < len(words) else ""
    if before in _ASKS_OR_ADMITS or (before in AUX and before not in BE):
        return False
    knows = {"what", "how", "that", "why", "it", "best", "who", "where", "about", "all", "when", "very", "the"}
    return not (after in knows or (not before and not after))


@dataclass(frozen=True)
class Clause:
    """A run of words that makes one statement or question: `words[first:last]` of its utterance."""

    words: tuple[str, ...]
    first: int
    last: int
    start: int  # characters of the original text
    end: int
    mark: str  # the mark that closes it: ".", "?", "!" or ""

    @cached_property
    def line(self) -> str:
        """Its words with one space between, and one at either end, for the cue tables."""
        return " " + " ".join(self.words) + " "


@dataclass(frozen=True)
class Utterance:
    """A turn's words and clauses."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The normalised words."""
        return tuple(t.word for t in self.tokens)

    @cached_property
    def line(self) -> str:
        """All words with ` | ` wherever a clause begins and at both ends: what most cues are matched on."""
        return "| " + " | ".join(" ".join(c.words) for c in self.clauses) + " |"

    @cached_property
    def unbroken(self) -> str:
        """All words with ` | ` at the ends only."""
        return "| " + " ".join(self.words) + " |"

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the original text from word `first` to before word `last`."""
        if not self.tokens or first >= last:
            return (0, 0)
        return self.tokens[first].start, self.tokens[min(last, len(self.tokens)) - 1].end

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Word numbers (first, one past the last) behind `line[start:end]`."""
        before = sum(1 for w in self.line[:start].split() if w != "|")
        inside = sum(1 for w in self.line[start:end].split() if w != "|")
        return before, before + max(inside, 1)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the original text behind `line[start:end]`."""
        return self.span(*self.words_of(start, end))


@lru_cache(maxsize=256)
def read(text: str) -> Utterance:
    """Reads a turn. Text without a single word gives no clauses."""
    words = tokens(text)
    edges = boundaries(tuple(t.word for t in words), tuple(bool(_STRONG.search(t.gap)) for t in words))
    clauses = []
    for first, last in pairwise(edges):
        after = words[last].gap if last < len(words) else text[words[-1].end :]
        mark = next((m for m in "?!." if m in after), "")
        part = tuple(t.word for t in words[first:last])
        clauses.append(Clause(part, first, last, words[first].start, words[last - 1].end, mark))
    return Utterance(text, words, tuple(clauses))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A rough stem, enough to see that `worries` and `worried` are the same worry."""
    if len(word) <= 3:
        return word
    for tail, put in (
        ("ies", "i"),
        ("ied", "i"),
        ("ying", "i"),
        ("ings", ""),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("ly", ""),
        ("ness", ""),
        ("es", ""),
        ("s", ""),
        ("er", ""),
        ("y", "i"),
        ("e", ""),
    ):
        if word.endswith(tail) and len(word) - len(tail) >= 3 and not (tail == "s" and word.endswith("ss")):
            word = word[: len(word) - len(tail)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word


def content(words: tuple[str, ...]) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    return [stem(w) for w in words if w not in STOP and w not in SUBJECTS and len(w) > 1]
