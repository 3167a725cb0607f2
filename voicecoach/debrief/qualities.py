"""Qualities a rep may mean to show, the words they name them with, and the moves the client could go by."""

from __future__ import annotations

import re
from typing import NamedTuple

from voicecoach.debrief import language

NEGATIONS = language.word_set("not no never without don't isn't less nor neither")


class Shown(NamedTuple):
    """Words for a quality (stems are compared), the moves that show it and those that deny it."""

    words: frozenset[str]
    shown_by: frozenset[str]
    denied_by: frozenset[str]


def _row(words: str, shown: str, denied: str) -> Shown:
    return Shown(
        frozenset(language.stem(w) for w in words.split()), frozenset(shown.split()), frozenset(denied.split())
    )


QUALITIES: dict[str, Shown] = {
    "honest": _row(
        "honest honesty sincere truthful frank open transparent candid straight authentic genuine real trustworthy "
        "trust reliable integrity", "candour purpose answer", "deceive ignore pressure"),
    "respectful": _row(
        "respect respectful polite courteous considerate humble discreet", "permission accept_no waits",
        "interrupt argue pressure insult"),
    "a good listener": _row(
        "listen listener listening attentive understanding understand understood empathy empathic empathetic heard",
        "reflect summary waits", "interrupt ignore monologue canned"),
    "curious": _row(
        "curious curiosity interested interest questions", "open_q clarify implication_q", "assume monologue"),
    "caring": _row(
        "care caring warm kind friendly human helpful help supportive sympathetic", "reflect fitted_option apology",
        "canned insult argue"),
    "competent": _row(
        "competent expert expertise knowledgeable prepared professional credible capable serious informed",
        "insight relevance answer summary fitted_option implication_q", "assume deceive offtopic ignore"),
    "calm": _row("calm relaxed patient composed quiet unhurried", "waits", "interrupt pressure monologue"),
    "confident": _row("confident assured sure direct clear", "identity purpose answer next_step", "offtopic silence"),
    "not pushy": _row("pushy aggressive salesy sales insistent selling pressing pressure", "",
                      "pressure pitch_early close_early argue advise"),
    "a partner": _row("partner partnership together collaborative equal ally", "cobuild fitted_option permission",
                      "advise argue pressure"),
}  # fmt: skip
OPPOSITE = {"not pushy"}  # named by what it is not: `not pushy`, `anything but salesy`


def wanted(text: str) -> list[str]:
    """The qualities named in what the rep meant to show, in the order in which they were named."""
    found: list[str] = []
    for clause in re.split(r"[,.;:!?]| but ", text):
        words = language.tokens(clause)
        for i, word in enumerate(words):
            negated = bool(NEGATIONS & set(words[max(0, i - 5) : i]))
            for name, row in QUALITIES.items():
                if language.stem(word) in row.words and name not in found and (name in OPPOSITE or not negated):
                    found.append(name)
    return found
