"""What a reply had to hold: a No, a warning, the fact that was to be told, the test that was to be put. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.respond.guard.tables import tables
from voicecoach.respond.guard.text import canon, fold
from voicecoach.respond.matching import cue_at, stem, words
from voicecoach.scenario import Locked


def says_no(text: str, language: str = "en") -> bool:
    """Whether a reply holds a No; in a language without tables it is taken to."""
    _, found = tables(language)
    return not found or bool(found["NO"][0].search(fold(text)))


def warns(text: str, language: str = "en") -> bool:
    """Whether a reply warns that the call may end."""
    _, found = tables(language)
    return not found or bool(found["WARNING"][0].search(fold(text)))


def tells(text: str, fact: Locked) -> bool:
    """Whether `text` gives a fact away, by one of its tells or by most of its words."""
    said = canon(text)
    if any(cue_at(said, canon(tell)) >= 0 for tell in fact.tells):
        return True
    own = {stem(w) for w in words(canon(fact.text)) if len(w) > 3 or w.isdigit()}
    return len(own & {stem(w) for w in words(said)}) >= max(3, 0.5 * len(own))


def puts(text: str, says: Sequence[str]) -> bool:
    """Whether a reply puts a test: shares a good part of the words of one of its wordings."""
    said = {stem(w) for w in words(canon(text)) if len(w) > 3}
    wanted = [{stem(w) for w in words(canon(line)) if len(w) > 3} for line in says]
    return any(len(said & w) >= max(1, 0.34 * len(w)) for w in wanted)
