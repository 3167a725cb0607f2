"""A session without what would tell who spoke: the rows of its files, and the ranges of sound to silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from voicecoach.ports import Sound
from voicecoach.remember import redact

Row = dict[str, Any]
Range = tuple[float, float]

PAD = 0.08
"""Seconds silenced before and after a word: recognisers place them only so well."""
TAIL = 0.3
"""Seconds kept around an utterance that is heard."""

_CODE_FIELDS = """
    event turn move kind about status act no test stage by topic outcome why rule origin unlocked told credits
    violations removed added level who what where id time sound criterion schema created scenario difficulty seed
    recogniser voice client program rate_rep rate_client author blind question
"""
"""Fields that hold the program's own words, never anything said. All others are searched."""

_CODES = frozenset(_CODE_FIELDS.split())


@dataclass
class Redacted:
    """What is left, and what was taken: `silent` ranges (s), and how many words or phrases in `count`."""

    rows: list[Row] = field(default_factory=list)
    silent: list[Range] = field(default_factory=list)
    spoken: list[Range] = field(default_factory=list)
    count: int = 0


def texts_of(rows: Iterable[Row]) -> Iterator[str]:
    """Every piece of text that people said or wrote."""
    for row in rows:
        for key, value in row.items():
            if key not in _CODES and key != "words":
                yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _CODES:
                yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)


def redact_events(rows: Iterable[Row], names: frozenset[str]) -> Redacted:
    """The rows of events.jsonl with markers in place; spans of labels still point at the same words."""
    out = Redacted()
    shifts: dict[int, list[redact.Span]] = {}
    for row in rows:
        kind = row.get("event")
        new = {k: v if k in _CODES else _cleaned(v, names) for k, v in row.items() if k != "name"}
        if kind in ("heard", "client_said", "unheard"):
            span = (float(row.get("start", 0.0)), float(row.get("end", 0.0)))
            found = redact.find(str(row.get("text", "")), names)
            hidden = redact.find(str(row.get("intended", "")), names)
            out.count += len(found)
            if kind == "unheard":
                out.silent.append(span)
            else:
                out.spoken.append(span)
            if kind == "heard":
                shifts[int(row.get("turn", 0))] = found
                new.update(_words(row, found, span, out.silent))
            elif found or hidden:
                out.silent.append(span)
        elif kind == "labelled":
            spans = shifts.get(int(row.get("turn", 0)), [])
            new["labels"] = [_label(label, spans) for label in new.get("labels", [])]
        out.rows.append(new)
    return out


def _words(row: Row, found: list[redact.Span], span: Range, silent: list[Range]) -> Row:
    """The recogniser's words, and the silence their times allow; without times the whole utterance goes."""
    words, text = row.get("words") or [], str(row.get("text", ""))
    if not found:
        return {"words": words} if words else {}
    cursor, covered = 0, 0
    out: list[list[Any]] = []
    ranges: list[Range] = []
    for word, start, end in words:
        at = text.find(str(word).strip(), cursor)
        if at < 0:
            break
        cursor = at + len(str(word).strip())
        hit = next((s for s in found if s.start < cursor and at < s.end), None)
        if hit:
            ranges.append((start - PAD, end + PAD))
            covered += hit.start >= at or not out or out[-1][0] != hit.marker
        out.append([hit.marker if hit else word, start, end])
    if len(out) < len(words) or covered < len(found) or not words:
        silent.append(span)
        return {"words": [[redact.NAME, *w[1:]] for w in words]} if words else {}
    silent += ranges
    return {"words": out}


def _label(label: Row, spans: list[redact.Span]) -> Row:
    start, end = int(label.get("start", 0)), int(label.get("end", 0))
    return {**label, "start": redact.moved(start, spans), "end": max(redact.moved(end, spans), 0)}


def _cleaned(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, str):
        return redact.clean(value, names)
    if isinstance(value, Mapping):
        return {k: v if k in _CODES else _cleaned(v, names) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(v, names) for v in value]
    return value


def redact_card(card: Row, names: frozenset[str]) -> Row:
    """session.json without the rep's name and the names of devices."""
    return {
        **card, "rep": redact.NAME if card.get("rep") else "", "hearing": "", "voice": card.get("voice", ""),
        "remote": [], "title": redact.clean(str(card.get("title", "")), names), "extra": {"redacted": True},
    }  # fmt: skip


def redact_note(note: Row, names: frozenset[str], rep: str) -> Row:
    """A note with its text cleaned, its recording left out, and the rep's own name as its author hidden."""
    new = {k: v if k in _CODES else _cleaned(v, names) for k, v in note.items() if k != "sound"}
    if rep and str(note.get("author", "")).casefold() == rep.casefold():
        new["author"] = redact.NAME
    return new


def redact_scenario(text: str, names: frozenset[str]) -> str:
    """The scenario file with names and addresses replaced. Its numbers stay: they are how the client behaves."""
    if not names:
        return text
    found = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})\b", re.I)

    def swap(match: re.Match[str]) -> str:
        return redact.NAME if match[0][0].isupper() else match[0]

    return re.sub(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", redact.ADDRESS, found.sub(swap, text))


def silence(samples: Sound, rate: int, keep: Iterable[Range], silent: Iterable[Range]) -> Sound:
    """Only the sound inside `keep` ranges (s, with a little around them) and outside `silent` ones.

    What nobody recognised may hold anything, so it goes.
    """
    wanted = np.zeros(len(samples), np.bool_)
    for a, b in keep:
        wanted[max(0, round((a - TAIL) * rate)) : max(0, round((b + TAIL) * rate))] = True
    for a, b in silent:
        wanted[max(0, round(a * rate)) : max(0, round(b * rate))] = False
    out = np.zeros(len(samples), np.int16)
    out[wanted] = samples[wanted]
    return out
