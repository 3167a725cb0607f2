"""JSON lines: one event or note a line, and how a file with a torn last line is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from voicecoach.event_json import from_dict, to_dict
from voicecoach.events import Event


def dump(value: Mapping[str, Any]) -> bytes:
    """One line of JSON. Raises ValueError for numbers that JSON has no word for (NaN, infinity)."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:  # a terminal's undecodable bytes, kept as lone surrogates
        return json.dumps(value, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def to_line(event: Event) -> bytes:
    """An event as it stands in events.jsonl."""
    return dump(to_dict(event))


class Lines(NamedTuple):
    """What could be read of a file of JSON lines. `torn`: its last line was cut off in the middle of being
    written, as a crash leaves it. `damaged`: how many other lines were no good and are left out."""

    rows: list[dict[str, Any]]
    torn: bool
    damaged: int


def read_rows(path: Path) -> Lines:
    """Every whole line that is a JSON object. A missing file has none. Raises OSError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Lines([], False, 0)
    rows: list[dict[str, Any]] = []
    damaged = 0
    pieces = data.split(b"\n")
    for i, piece in enumerate(pieces):
        if not piece.strip():
            continue
        try:
            row = json.loads(piece, parse_constant=_no_number)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            rows.append(row)
        elif i == len(pieces) - 1:
            return Lines(rows, True, damaged)
        else:
            damaged += 1
    return Lines(rows, False, damaged)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON's")


class Events(NamedTuple):
    """The events of a session; `torn` and `damaged` as in Lines."""

    events: list[Event]
    torn: bool
    damaged: int


def to_events(lines: Lines) -> Events:
    """The events that rows stand for; a row that is none counts as damaged."""
    events: list[Event] = []
    damaged = lines.damaged
    for row in lines.rows:
        try:
            events.append(from_dict(row))
        except (KeyError, TypeError, ValueError, AttributeError):
            damaged += 1
    return Events(events, lines.torn, damaged)
