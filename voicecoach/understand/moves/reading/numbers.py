"""Spoken quantities: `forty-five pounds a month` is (45, "pound")."""

from __future__ import annotations

from voicecoach.understand.moves.reading.words import stem

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_UNITS = {
    "pound": "money", "euro": "money", "dollar": "money", "quid": "money", "percent": "percent", "day": "day", "week": "week",
    "month": "month", "year": "year", "hour": "hour", "minut": "minute",
}  # fmt: skip


def number(words: tuple[str, ...], i: int) -> tuple[float, int]:
    """The number that begins at `words[i]` and how many words it takes; (0, 0) when there is none."""
    word = words[i]
    if word[0].isdigit():
        digits = word.rstrip("%").replace(",", "").replace(":", ".")
        try:
            return float(digits), 1
        except ValueError:
            return 0.0, 0
    total, current, n = 0.0, 0.0, 0
    while i + n < len(words):
        word = words[i + n]
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALE and n:
            current = max(current, 1) * _SCALE[word]
            if _SCALE[word] >= 1000:
                total, current = total + current, 0.0
        elif not (
            word == "and"
            and n
            and i + n + 1 < len(words)
            and words[i + n + 1] in _ONES | _TENS
            and words[i + n - 1] in _SCALE
        ):
            break
        n += 1
    return (total + current, n) if n else (0.0, 0)


def quantities(words: tuple[str, ...]) -> list[tuple[float, str]]:
    """Every number that has a unit right after it, as (value, unit)."""
    out: list[tuple[float, str]] = []
    i = 0
    while i < len(words):
        value, n = number(words, i)
        if not n:
            i += 1
            continue
        if words[i].endswith("%"):
            out.append((value, "percent"))
        elif i + n < len(words) and stem(words[i + n]) in _UNITS:
            out.append((value, _UNITS[stem(words[i + n])]))
        i += n
    return out
