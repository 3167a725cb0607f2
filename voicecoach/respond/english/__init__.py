"""English: everything that the client's side knows of the language. Another language is another package like this one.

lines, answers, frames    what any client may say when its scenario has no more lines of its own
words                     how a question begins, what is a thing: what the built-in client listens with
never, yielding           what the guard lets no model say, at all or before trust allows it
"""

from __future__ import annotations

from voicecoach.respond.english.answers import ANSWERS
from voicecoach.respond.english.frames import (
    ABOUT_ASKING,
    ASKS_AGAIN,
    ASKS_AGAIN_WHOLE,
    AT,
    BEGINS_ITSELF,
    CHECKS,
    DAYS,
    ECHO_CLOSED,
    ECHO_OPEN,
    ENDS,
    ENDS_NO,
    HELLO,
    HOURS,
    LEANING,
    OPENERS,
    SAYS_AGAIN,
    WHENS,
)
from voicecoach.respond.english.lines import CALL
from voicecoach.respond.english.never import (
    AI,
    AMBIGUOUS,
    COACH,
    COMMON,
    COUNT_IDIOMS,
    FOREIGN,
    NO,
    SELLER,
    SWEARING,
    TIME_IDIOMS,
    WARNING,
)
from voicecoach.respond.english.words import (
    ASKING_FIRST,
    ASKING_PAIRS,
    BEFORE_PLURALS,
    FILLERS,
    MODIFIERS,
    NOT_ECHOED,
    NOUNS,
    TURNED,
    WANTS_A_FACT,
)
from voicecoach.respond.english.yielding import COMMIT, INTEREST, LITOTES, NEGATED, NOT_ASSENT, SUPPOSED, WARMTH, YES

__all__ = ["ABOUT_ASKING", "AI", "AMBIGUOUS", "ASKING_FIRST", "ASKING_PAIRS", "ASKS_AGAIN", "ASKS_AGAIN_WHOLE", "AT", "BEFORE_PLURALS", "BEGINS_ITSELF", "CHECKS", "COACH", "COMMIT", "COMMON", "COUNT_IDIOMS", "DAYS", "ECHO_CLOSED", "ECHO_OPEN", "ENDS", "ENDS_NO", "FILLERS", "FOREIGN", "HELLO", "HOURS", "INTEREST", "LEANING", "LINES", "LITOTES", "MODIFIERS", "NEGATED", "NO", "NOT_ASSENT", "NOT_ECHOED", "NOUNS", "OPENERS", "SAYS_AGAIN", "SELLER", "SUPPOSED", "SWEARING", "TIME_IDIOMS", "TURNED", "WANTS_A_FACT", "WARMTH", "WARNING", "WHENS", "YES"]  # fmt: skip

LINES = {**ANSWERS, **CALL}
"""Lines by act, then by manner; scripted/bank.py says how to read it."""
