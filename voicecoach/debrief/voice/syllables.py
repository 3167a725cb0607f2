"""Syllables of English text, counted by spelling. Pure.

Vowel groups with the usual corrections (silent e, -ed, -es, hiatus). On running speech the errors of single
words cancel: it is used for rates, never for a single word.
"""

from __future__ import annotations

import re

from voicecoach.debrief.language import tokens

_GROUP = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$")
_INNER_E = re.compile(r"(?<=[aeiouy][^aeiouyl])e(?=(?:ly|ful|fully|less|ness|ment|ments)$)|(?<=[aeiouy]l)e(?=ly$)")
_ED = re.compile(r"(?<=[^aeioudt])ed$")
_ES = re.compile(r"(?<=[^aeioucgsxzhl])es$|(?<=[aeiouy]l)es$")
_HIATUS = re.compile(
    r"(?<![ctsgxl])i[aou]|(?<=l)i[au]|ciat|tiat|iet|eum|[gc]?ual|[^qg]ue[lt]|cruel|creat|react|quiet|[aeiouy]ing|io$|eo$|sci"
)
"""Where two vowels in a row are two syllables."""
_SPELLED = {
    "0": 2, "1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 2, "8": 1, "9": 1,
}  # fmt: skip
_TEENS = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # ten, eleven, twelve, thirteen …
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty, thirty …
_WORDS = {
    "something": 2, "someone": 2, "sometimes": 2, "somewhere": 2, "everything": 3, "everyone": 3, "every":
    2, "business": 2, "people": 2, "being": 2, "doing": 2, "going": 2, "idea": 3, "area": 3, "real": 1,
    "really": 2, "client": 2, "quiet": 2, "science": 2, "million": 2, "use": 1, "lion": 2, "lions": 2,
    "trial": 2, "therefore": 2, "maybe": 2, "evening": 2, "anyone": 3, "interesting": 3, "different": 2,
    "several": 2, "create": 2, "period": 3, "experience": 4, "okay": 2, "ok": 2, "mr": 2, "mrs": 2, "ms": 1,
    "dr": 2, "hour": 1, "hours": 1, "our": 1, "careful": 2, "seriously": 4, "usually": 4, "safety": 2,
    "wednesday": 2, "actually": 4, "basically": 4, "family": 3, "company": 3, "one": 1, "ones": 1, "scared":
    1, "moved": 1, "movement": 2, "management": 3, "homework": 2, "paperwork": 3, "timetable": 3,
    "comfortable": 4, "vegetable": 4, "technician": 3, "technicians": 3, "patient": 2, "maintenance": 3,
}  # fmt: skip


def syllables(text: str) -> int:
    """Syllables of running text."""
    return sum(_word(w) for w in tokens(text))


def _word(word: str) -> int:
    if word.isdigit():
        return _number(word)
    bare = word.split("'")[0]
    extra = 1 if word.endswith("n't") and bare.removesuffix("n") not in ("do", "wo", "ca", "are", "were", "sha") else 0
    if bare.endswith("n") and extra:
        bare = bare.removesuffix("n")
    if bare in _WORDS:
        return _WORDS[bare] + extra
    trimmed = _INNER_E.sub("", _ES.sub("s", _ED.sub("d", _SILENT_E.sub("", bare))))
    return max(1, len(_GROUP.findall(trimmed)) + len(_HIATUS.findall(trimmed))) + extra


def _number(digits: str) -> int:
    if len(digits) > 4:
        return sum(_SPELLED[d] for d in digits)
    n = int(digits)
    count = 0
    if n >= 1000:
        count, n = count + _number(str(n // 1000)) + 2, n % 1000
    if n >= 100:
        count, n = count + _SPELLED[str(n // 100)] + 2, n % 100
    if n >= 20:
        count, n = count + _TENS[n // 10], n % 10
    elif n >= 10:
        return count + _TEENS[n - 10]
    return count + (_SPELLED[str(n)] if n or not count else 0)
