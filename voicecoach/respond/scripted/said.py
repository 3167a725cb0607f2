"""What the client has already said in this call, read off what was really heard of it.

Nothing is remembered besides: a reply that was begun on a guess and thrown away was never said, and the
same history always gives the same next line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach.ports import Exchange
from voicecoach.respond.matching import normal, sentences

SHORTEST = 3
"""Sentences shorter than this many words are compared whole, never looked for inside others."""


@dataclass(frozen=True)
class Said:
    """`whole` holds every sentence that was heard, `running` all of it in a row, `cut` the last words that
    were heard of a sentence the rep cut off."""

    whole: frozenset[str] = frozenset()
    running: str = " "
    cut: str = ""

    def has(self, line: str) -> bool:
        """Whether saying `line` would say any sentence of it a second time."""
        return any(self.has_sentence(s) for s in sentences(line))

    def has_sentence(self, sentence: str) -> bool:
        """Whether this one sentence was said, or was broken off after a few words."""
        text = normal(sentence)
        if text in self.whole:
            return True
        long = len(text.split()) >= SHORTEST
        return long and (f" {text} " in self.running or bool(self.cut and text.startswith(self.cut)))

    def heard_whole(self, sentence: str) -> bool:
        """Whether the rep heard this sentence to its end."""
        text = normal(sentence)
        return text in self.whole or (len(text.split()) >= SHORTEST and f" {text} " in self.running)


def said_so_far(history: Iterable[Exchange], cut_short: str = "") -> Said:
    """Everything the client was heard to say; `cut_short` is what the rep cut off just now."""
    heard = [x.text for x in history if x.who == "client"]
    whole = {normal(s) for text in heard for s in sentences(text)}
    running = " " + " | ".join(normal(text) for text in heard) + " "
    broken = normal(sentences(cut_short)[-1]) if sentences(cut_short) else ""
    last = normal(sentences(heard[-1])[-1]) if cut_short and heard and sentences(heard[-1]) else ""
    cut = last if len(last.split()) >= SHORTEST else broken if len(broken.split()) >= SHORTEST else ""
    if heard and heard[-1].rstrip("\"”’' ").endswith((".", "!", "?", "…")):
        cut = ""  # it was cut off between two sentences: what was begun was heard to its end
    if cut and cut == last:
        whole.discard(cut)
    return Said(frozenset(whole), running.replace(f" {cut} ", " ") if cut else running, cut)
