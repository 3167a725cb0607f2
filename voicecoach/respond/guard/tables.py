"""The guard's tables of a language, compiled: what is written for it in the language's pack."""

from __future__ import annotations

import functools
import re
from types import ModuleType

from voicecoach.respond.languages import pack_for


@functools.cache
def tables(language: str) -> tuple[ModuleType | None, dict[str, tuple[re.Pattern[str], ...]]]:
    """The tables of a language, compiled once; none for a language that nobody has written them for."""
    pack = pack_for(language)
    if pack is None:
        return None, {}
    names = ("AI", "SELLER", "COACH", "COMMIT", "LITOTES", "YES", "INTEREST", "WARMTH", "SWEARING")
    made = {name: tuple(re.compile(p) for p in getattr(pack, name)) for name in names}
    single = ("NOT_ASSENT", "NEGATED", "SUPPOSED", "NO", "WARNING")
    made |= {name: (re.compile(getattr(pack, name)),) for name in single}
    return pack, made
