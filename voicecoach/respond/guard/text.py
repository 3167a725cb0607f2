"""Text as the guard compares it: letters unmasked, and every number, however written, in digits. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_OTHER = {"oh": 0, "nought": 0, "fourty": 40, "dozen": 12}
_TOKEN = re.compile(
    r"\d+(?:[.,]\d{3})*(?:\.\d+)?(?:k\b|m\b)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_", re.UNICODE | re.IGNORECASE
)
_DIGITS = re.compile(r"^(\d+(?:[.,]\d{3})*(?:\.\d+)?)([km]?)$", re.IGNORECASE)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTERS_APART = re.compile(r"\b[a-z]([\s.\-_]{1,3})(?:[a-z]\1){2,}[a-z]\b", re.IGNORECASE)
_LOOKALIKES = str.maketrans("аеорсухіАЕОРСХ", "aeopcyxiAEOPCX")


def fold(text: str) -> str:
    """Small letters without accents, hidden characters, look-alikes, or letters set apart (p-a-p-e-r)."""
    text = unicodedata.normalize("NFKD", _HIDDEN.sub("", text).translate(_LOOKALIKES))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower().replace("’", "'").replace("‘", "'")
    return _LETTERS_APART.sub(_together, text)


def _together(match: re.Match[str]) -> str:
    """Letters set apart, as the word they spell; twice where the first may be the word “a” or “I”."""
    word = re.sub(r"[\s.\-_]", "", match.group())
    return f"{word} {word[1:]}" if word[0] in "ai" and match.group(1).isspace() else word


def canon(text: str) -> str:
    """The folded text with every number in digits: “Forty-two thousand” and “42,000” are the same."""
    return " ".join(piece for piece, _ in _read(fold(text)))


def numbers(text: str) -> list[tuple[str, str]]:
    """Each number in the text, as digits, with the word that follows it."""
    pieces = list(_read(fold(text)))
    found = []
    for i, (piece, is_number) in enumerate(pieces):
        if is_number:
            after = next((p for p, _ in pieces[i + 1 : i + 3] if p.isalpha()), "")
            found.append((piece, after))
    return found


def _read(text: str) -> Iterator[tuple[str, bool]]:
    """Tokens; numbers, however written, as one token of digits."""
    tokens = [t for t in _TOKEN.findall(text) if t not in "-–" or len(t) > 1]
    i = 0
    while i < len(tokens):
        match = _DIGITS.match(tokens[i])
        if match:
            run = [_plain(match)]
            while i + len(run) < len(tokens) and tokens[i + len(run)].isdigit() and len(run[-1]) == 1:
                run.append(tokens[i + len(run)])
            i += len(run)
            value = "".join(run)
            if i < len(tokens) and tokens[i] in _SCALES and "." not in value:
                value = str(int(value) * _SCALES[tokens[i]])
                i += 1
            yield value, True
            continue
        value_length = _spelled(tokens, i)
        if value_length:
            yield value_length[0], True
            i += value_length[1]
            continue
        yield tokens[i], False
        i += 1


def _plain(match: re.Match[str]) -> str:
    whole = match.group(1)
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", whole)
    factor = {"k": 1_000, "m": 1_000_000}.get(match.group(2).lower(), 1)
    return plain if factor == 1 or "." in plain else str(int(plain) * factor)


def _spelled(tokens: list[str], start: int) -> tuple[str, int] | None:
    """A number in words from `start` on, and how many tokens it takes."""
    if tokens[start] not in _UNITS and tokens[start] not in _TENS and tokens[start] not in _OTHER:
        return None
    digits = _digit_by_digit(tokens, start)
    if digits:
        return digits
    total = part = 0
    i = start
    last = 0  # size of the last word: after twenty comes a unit, after a unit no unit
    while i < len(tokens):
        word = tokens[i]
        value = _UNITS.get(word, _TENS.get(word, _OTHER.get(word)))
        if value is not None:
            if last and not (last >= 20 and value < 10) and last not in _SCALES.values():
                break
            part, last = part + value, value or 1
        elif word in _SCALES:
            scale = _SCALES[word]
            part = max(part, 1) * scale
            if scale >= 1_000:
                total, part = total + part, 0
            last = scale
        elif not (word == "and" and last in _SCALES.values() and i + 1 < len(tokens) and _is_number(tokens[i + 1])):
            break
        i += 1
    return str(total + part), i - start


def _digit_by_digit(tokens: list[str], start: int) -> tuple[str, int] | None:
    """“Four zero zero”, as one reads out digits."""
    run = []
    for word in tokens[start:]:
        value = _UNITS.get(word, _OTHER.get(word, 10))
        if value > 9:
            break
        run.append(str(value))
    return ("".join(run), len(run)) if len(run) >= 2 else None


def _is_number(word: str) -> bool:
    return word in _UNITS or word in _TENS
