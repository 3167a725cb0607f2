"""What is wrong with a scenario though every key is there: its sense, checked on the plain values.

It looks at the values before they become a `Scenario`, so that a file with a missing key still hears all
the rest in the same breath. Everything here tolerates values of the wrong shape: those are told elsewhere.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from voicecoach.respond.alliance.table import OVERRIDES
from voicecoach.respond.matching import contains, normal, words
from voicecoach.respond.scenarios.yaml_lines import Document, Path
from voicecoach.vocabulary import MOVES

MAX_STORY_WORDS = 120

LEVEL_OF_LINES = {"warmer": 1, "real_objection": 2, "confirm": 3, "explore": 4, "agree": 5}
"""The level from which the lines of an act can be said; all others can be said from the first second on."""

ABOUT_CLIENT = ("role", "company", "character", "manner")
"""What a language model is told of the client from the start."""


def check_sense(document: Document) -> None:
    """Adds to `document.mistakes` all that makes no sense, each with its line."""
    _ids(document)
    _lines_twice(document)
    _moves(document)
    _overrides(document)
    _locked(document)
    _inbound(document)


def _get(data: Any, *steps: Any) -> Any:
    for step in steps:
        if isinstance(step, str):
            data = data.get(step) if isinstance(data, dict) else None
        else:
            data = data[step] if isinstance(data, tuple) and step < len(data) else None
    return data


def _texts(document: Document, *path: Any) -> Iterator[tuple[Path, str]]:
    """Every text at or below a path, with its own path."""
    value = _get(document.data, *path)
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for i in range(len(value)):
            yield from _texts(document, *path, i)
    elif isinstance(value, dict):
        for key in value:
            yield from _texts(document, *path, key)


def _items(document: Document, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    value = _get(document.data, key)
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            if isinstance(item, dict):
                yield i, item


def _ids(document: Document) -> None:
    for kinds in (("public", "locked"), ("tests",)):
        seen: dict[str, int] = {}
        for kind in kinds:
            for i, item in _items(document, kind):
                name, path = item.get("id"), (kind, i, "id")
                if isinstance(name, str) and name in seen:
                    document.wrong(f"the id `{name}` is used twice (first in line {seen[name]})", path)
                elif isinstance(name, str):
                    seen[name] = document.line(path)


def spoken(document: Document) -> Iterator[tuple[Path, str, int]]:
    """Everything the client may say, and the level from which on it can be said (0: from the start)."""
    for act in _get(document.data, "lines") or () if isinstance(_get(document.data, "lines"), dict) else ():
        for path, text in _texts(document, "lines", act):
            yield path, text, LEVEL_OF_LINES.get(act, 0)
    for i, _ in _items(document, "public"):
        for path, text in _texts(document, "public", i, "says"):
            yield path, text, 0
    for i, item in _items(document, "answers"):
        level = item.get("level", 0)
        for path, text in _texts(document, "answers", i, "says"):
            yield path, text, level if isinstance(level, int) else 0
    for i, _ in _items(document, "tests"):
        for key in ("says", "met", "failed"):
            for path, text in _texts(document, "tests", i, key):
                yield path, text, 2
    since = _get(document.data, "handover", "level")
    for path, text in _texts(document, "handover", "says"):
        yield path, text, since if isinstance(since, int) else 2
    final = _get(document.data, "final_no", "level")
    for path, text in _texts(document, "final_no", "says"):
        yield path, text, final if isinstance(final, int) else 1
    for i, item in _items(document, "locked"):
        level = item.get("level", 0)
        for path, text in _texts(document, "locked", i, "story"):
            yield path, text, level if isinstance(level, int) else 0


def _lines_twice(document: Document) -> None:
    seen: dict[str, int] = {}
    for path, text, _ in spoken(document):
        key = normal(text)
        if key and key in seen:
            document.wrong(f"this line stands here a second time (first in line {seen[key]})", path)
        seen.setdefault(key, document.line(path))


def _moves(document: Document) -> None:
    named: list[tuple[Path, str]] = []
    for i, _ in _items(document, "tests"):
        named += [*_texts(document, "tests", i, "met_by"), *_texts(document, "tests", i, "failed_by")]
    by_move = _get(document.data, "lines", "pushback_to") if isinstance(_get(document.data, "lines"), dict) else None
    named += [(("lines", "pushback_to", key), key) for key in (by_move if isinstance(by_move, dict) else ())]
    for side in ("good", "bad"):
        beliefs = _get(document.data, "impressions", side)
        if isinstance(beliefs, dict):
            named += [(("impressions", side, key), key) for key in beliefs]
    for path, move in named:
        if move not in MOVES:
            close = difflib.get_close_matches(move, MOVES, n=1, cutoff=0.5)
            more = f"; did you mean `{close[0]}`?" if close else ""
            document.wrong(f"there is no move called `{move}`{more}", path)


def _overrides(document: Document) -> None:
    numbers = _get(document.data, "overrides")
    for key in numbers if isinstance(numbers, dict) else ():
        if key not in OVERRIDES:
            close = difflib.get_close_matches(key, OVERRIDES, n=1, cutoff=0.5)
            more = f"; did you mean `{close[0]}`?" if close else "; see docs/alliance.md"
            document.wrong(f"the alliance table has no number called `{key}`{more}", ("overrides", key))


def early(document: Document, level: int) -> Iterator[tuple[Path, str]]:
    """Everything that is said, or that a language model is told, before `level`."""
    for path, text, since in spoken(document):
        if since < level:
            yield path, text
    for key in ("title", "opening", "world"):
        yield from _texts(document, key)
    for key in ABOUT_CLIENT:
        yield from _texts(document, "client", key)
    for key in ("who", "offer", "why", "want"):
        yield from _texts(document, "brief", key)
    for i, _ in _items(document, "public"):
        yield from _texts(document, "public", i, "text")
    for i, item in _items(document, "locked"):
        other = item.get("level", 0)
        if isinstance(other, int) and other < level:
            yield from _texts(document, "locked", i, "text")


def _locked(document: Document) -> None:
    for i, item in _items(document, "locked"):
        level = item.get("level")
        tells = [t for _, t in _texts(document, "locked", i, "tells")]
        own = [t for key in ("text", "story") for _, t in _texts(document, "locked", i, key)]
        length = sum(len(words(t)) for _, t in _texts(document, "locked", i, "story"))
        if length > MAX_STORY_WORDS:
            document.wrong(f"this story has {length} words; at most {MAX_STORY_WORDS}", ("locked", i, "story"))
        if tells and own and not any(contains(t, tell) for t in own for tell in tells):
            document.wrong("none of these tells occurs in its own text or story", ("locked", i, "tells"))
        if not isinstance(level, int):
            continue
        for path, text in early(document, level):
            leak = next((t for t in tells if contains(text, t)), None)
            if leak is not None:
                name = item.get("id", "?")
                document.wrong(f"“{leak}” gives `{name}` away before level {level}", path)


def _inbound(document: Document) -> None:
    inbound = _get(document.data, "inbound") is True
    lines = _get(document.data, "lines")
    has = len(_get(lines, "quick_yes") or ()) if isinstance(lines, dict) else 0
    if inbound and isinstance(lines, dict) and has < 4:
        document.wrong(f"`inbound` needs `quick_yes` with at least 4 lines, and it has {has}", ("lines",))
    if not inbound and has:
        document.wrong("`quick_yes` is for scenarios with `inbound: true`", ("lines", "quick_yes"))
