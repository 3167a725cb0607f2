"""Cuts a stream of text into what can be said in one breath (pure).

A language model sends its reply in tokens of any size. `Sentences` gives out each sentence as soon as it is
certain where it ends, and the very first clause already at a comma or dash once it is long enough to stand
alone, as that is when the client is first heard. Where it cuts depends on the text only, never on how the
text was chunked; joined with spaces, the pieces are the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FIRST_CLAUSE = 3
"""Words that a first clause needs before it may be spoken ahead of its sentence."""

LONG = 24
"""Words after which a sentence may be cut at a comma or dash."""

ENDLESS = 45
"""Words after which it is cut wherever it is: somebody writes without full stops."""

_ENDS = ".!?…"
_CLOSERS = "\"'”’)]»"
_SOFT = ",;:—–-"
_TITLES = {
    "mr",
    "mrs",
    "ms",
    "mx",
    "dr",
    "prof",
    "st",
    "sgt",
    "rev",
    "e.g",
    "i.e",
    "vs",
    "approx",
    "fig",
    "cf",
}
"""Followed by a full stop, these never end a sentence."""
_MAYBE = {"etc", "a.m", "p.m", "ltd", "inc", "co", "jr", "sr", "u.k", "u.s", "dept"}
"""These end one when a capital follows."""


def breath(text: str, rate: float = 165.0) -> float:
    """Seconds of silence that belong after `text` when it is said at `rate` words a minute."""
    ending = text.rstrip(_CLOSERS + " \t\n")[-1:]
    pause = 0.25 if ending in _ENDS else 0.12
    return pause * 165.0 / max(rate, 80.0) if ending else 0.0


class Sentences:
    """Feed it text as it comes, take whole sentences out."""

    def __init__(self, first_clause: int = FIRST_CLAUSE) -> None:
        """`first_clause` words make a first clause; 0 waits for the end of the first sentence."""
        self._first_clause = first_clause
        self._text = ""
        self._at = 0  # everything before was looked at and found to be no end
        self._words = 0  # that ended before `_at`
        self._first = True

    def feed(self, piece: str) -> list[str]:
        """The sentences that this piece of text completes."""
        self._text += piece
        return self._taken(final=False)

    def finish(self) -> list[str]:
        """What is left when the text is over."""
        found = self._taken(final=True)
        rest = " ".join(self._text.split())
        self._text, self._at, self._words = "", 0, 0
        return [*found, rest] if rest else found

    def _taken(self, final: bool) -> list[str]:
        found = []
        while (end := self._next_end(final)) is not None:
            sentence = " ".join(self._text[:end].split())
            self._text, self._at, self._words = self._text[end:], 0, 0
            if sentence:
                found.append(sentence)
                self._first = False
        return found

    def _next_end(self, final: bool) -> int | None:
        """Where the next piece ends (it is followed by white space); None when that cannot be told yet."""
        text = self._text
        while self._at < len(text):
            at = self._at
            if text[at].isspace() and at and not text[at - 1].isspace():
                self._words += 1
                ends = self._ends_here(at, final)
                if ends is None:
                    self._words -= 1
                    return None
                if ends:
                    return at
            self._at += 1
        return None

    def _ends_here(self, at: int, final: bool) -> bool | None:
        """May what stands before the space at `at` be said now? None: what follows must be seen first."""
        token = self._text[:at].split()[-1] if at else ""
        bare = token.rstrip(_CLOSERS)
        if self._text[at] == "\n" or self._words >= ENDLESS:
            return True
        if bare and bare[-1] in _ENDS:
            return self._sentence_ends(token, bare, at, final)
        return bool(bare) and bare[-1] in _SOFT and self._clause_ends(token)

    def _clause_ends(self, token: str) -> bool:
        words = self._words - (not any(c.isalnum() for c in token))  # a dash standing alone is no word
        return words >= LONG or bool(self._first and self._first_clause and words >= self._first_clause)

    def _sentence_ends(self, token: str, bare: str, at: int, final: bool) -> bool | None:
        word = bare.rstrip(_ENDS).lstrip("\"'“‘([«").lower()
        if bare.endswith(("...", "…")):
            return self._words >= FIRST_CLAUSE  # "Well... I don't know" is one breath
        stop = bare.endswith(".")
        if stop and (word in _TITLES or (len(word) == 1 and word.isalpha() and word != "i")):
            return False
        if stop and word.isdigit() and self._words == 1:
            return False  # "1. First of all"
        if not (stop and (word in _MAYBE or word == "no")) and token == bare:
            return True
        follows = self._text[at:].lstrip()[:1]
        if not follows:
            return True if final else None
        if word == "no" and token == bare:
            return not follows.isdigit()
        return not follows.islower()


def split(pieces: Iterable[str], first_clause: int = FIRST_CLAUSE) -> Iterator[str]:
    """The sentences of a reply, each as soon as it is certain, from its text in pieces of any size."""
    sentences = Sentences(first_clause)
    for piece in pieces:
        yield from sentences.feed(piece)
    yield from sentences.finish()
