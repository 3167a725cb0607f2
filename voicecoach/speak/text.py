"""From written text to text that a synthesiser reads as a person would (pure).

Two steps. `harmless` takes out what is no language: control characters, mark-up, emoji, and whatever else a
model or a scenario file may carry that an engine could take for a command. `spoken` then writes out what
engines read badly, for English only: "£1.2m" is one point two million pounds, "8–10" is eight to ten.
"""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"</?[A-Za-z!?][^<>]{0,200}>")
_MARKS = re.compile(r"[*_#`~^|\\<>{}\[\]=]+")
_KEPT = {"L", "N", "P", "Z", "M", "S"}
_DROPPED_SIGNS = {"So", "Sk", "Sm"}  # emoji and pictures, modifiers, mathematics: nobody says them
_KEPT_SIGNS = set("+%°")
_PUNCTUATION = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...",
     "‐": "-", "‑": "-", "−": "-", "―": "—"}
)  # fmt: skip


def harmless(text: str) -> str:
    """The words of `text` and their punctuation, in one line; empty when there is nothing to say.

    Tags are dropped (`<break/>hi` is "hi"), brackets, asterisks and the like become spaces, so that neither
    SSML nor an engine's own inline commands (`[[slnc 5000]]`) survive. A lone surrogate is dropped.
    """
    text = unicodedata.normalize("NFC", _TAG.sub(" ", text.translate(_PUNCTUATION)))
    text = "".join(_or_space(c) for c in text)
    text = re.sub(r"(\w)\1{6,}", r"\1\1\1", _MARKS.sub(" ", text))  # "nooooooooooo"
    text = re.sub(r"\s+", " ", text).strip()
    return text if any(c.isalnum() for c in text) else ""


def _or_space(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":  # zero-width joiners, directions: they stand inside words
        return ""
    if kind[0] not in _KEPT or (kind in _DROPPED_SIGNS and character not in _KEPT_SIGNS):
        return " "
    return character


_CURRENCIES = {
    "£": ("pound", "penny", "pence"),
    "$": ("dollar", "cent", "cents"),
    "€": ("euro", "cent", "cents"),
}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion"}
_MONEY = re.compile(r"([£$€])\s?(\d[\d,]*)(\.\d+)?(?:\s?(k|mn|m|bn|b|thousand|million|billion)\b)?", re.IGNORECASE)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ABBREVIATIONS = {
    "vs.": "versus", "vs": "versus", "approx.": "approximately", "e.g.": "for example", "i.e.": "that is",
    "w/o": "without", "incl.": "including", "excl.": "excluding", "no.": "number", "tel.": "telephone",
}  # fmt: skip
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b24/7\b"), "twenty-four seven"),
    (re.compile(rf"({_NUMBER})\s?[-–—]\s?({_NUMBER})(?=\s|[^\w-]|$)"), r"\1 to \2"),
    (re.compile(r"(?<=\d)\s?%"), " percent"),
    (re.compile(r"(?<=\w)\s?&\s?(?=\w)"), " and "),
    (re.compile(r"\band/or\b", re.IGNORECASE), "or"),
    (re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])"), " or "),
    (re.compile(r"\b([1-9]\d)([2-9])0s\b"), r"\1 \g<2>0s"),
    (re.compile(r"\b(\d{1,2})[:.](\d{2})\s?([ap])\.?m\b\.?", re.IGNORECASE), r"\1 \2 \3 m"),
    (re.compile(r"\b(\d{1,2})\s?([ap])\.?m\b\.?", re.IGNORECASE), r"\1 \2 m"),
    (re.compile(r"\b(\d{1,2}):00\b"), r"\1 o'clock"),
    (re.compile(r"\b(\d{1,2}):0(\d)\b"), r"\1 oh \2"),
    (re.compile(r"\b(\d{1,2}):(\d{2})\b"), r"\1 \2"),
)
_DECADES = {
    "20s": "twenties", "30s": "thirties", "40s": "forties", "50s": "fifties", "60s": "sixties",
    "70s": "seventies", "80s": "eighties", "90s": "nineties",
}  # fmt: skip
_PHONE = re.compile(r"(?<![\d.,£$€])\+?0\d{2,4}(?:[ -]?\d{2,}){1,3}(?![\d%])")


def spoken(text: str) -> str:
    """English text with money, ranges, times, shares and abbreviations written out."""
    text = _PHONE.sub(lambda m: " ".join(c for c in m[0] if c.isdigit()), text)
    text = _MONEY.sub(_money, text)
    text = re.sub(
        r"(?<![\w.])(?:" + "|".join(map(re.escape, sorted(_ABBREVIATIONS, key=len, reverse=True))) + r")(?![\w/])",
        _abbreviation,
        text,
        flags=re.IGNORECASE,
    )
    for pattern, by in _RULES:
        text = pattern.sub(by, text)
    return re.sub(r"\b[2-9]0s\b", lambda m: _DECADES[m[0]], text)


def _abbreviation(match: re.Match[str]) -> str:
    found = match[0].lower()
    following = match.string[match.end() :].lstrip()
    if found == "no." and not following[:1].isdigit():  # "No." is an answer, "No. 5" a number
        return match[0]
    return _ABBREVIATIONS[found]


def _money(match: re.Match[str]) -> str:
    sign, whole, decimals, scale = match[1], match[2].rstrip(","), match[3] or "", match[4]
    trailing = match[2][len(whole) :]
    one, coin, coins = _CURRENCIES[sign]
    if scale:
        word = _SCALES.get(scale.lower(), scale.lower())
        return f"{whole}{decimals} {word} {one}s{trailing}"
    cents = int(f"{decimals[1:]:0<2}") if 0 < len(decimals) <= 3 else 0
    if len(decimals) > 3:
        return f"{whole}{decimals} {one}s{trailing}"
    small = f"{cents} {coin if cents == 1 else coins}"
    if cents and int(whole.replace(",", "")) == 0:
        return small + trailing
    large = f"{whole} {one if whole == '1' else one + 's'}"
    return (f"{large} {cents}" if cents else large) + trailing


def speakable(text: str, language: str = "en") -> str:
    """What to hand to the synthesiser; empty when there is nothing to say."""
    text = harmless(text)
    return spoken(text) if language.lower().startswith("en") else text
