"""The languages that something is written for: which pack serves a client's.

A pack is a package such as `english`: lines to say, words to listen with, what the guard lets nobody say.
"""

from __future__ import annotations

from types import ModuleType

from voicecoach.respond import english

PACKS: dict[str, ModuleType] = {"en": english}


def pack_for(language: str) -> ModuleType | None:
    """What is written for `language` (`en`, `en-GB`), or None."""
    return next((pack for code, pack in PACKS.items() if language.lower().startswith(code)), None)
