"""What people say about a session: comments pinned to a moment, replies, scores. Only ever added to.

A note is one line of notes.jsonl and has an id that never changes, so bringing two copies of a session
together is a union. Taking something back, or marking it as resolved, is a new note about the old one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicecoach.errors import RememberError
from voicecoach.remember import files
from voicecoach.remember.lines import dump, read_rows

KINDS = ("comment", "reply", "resolve", "reopen", "withdraw", "score", "reel", "seen")
LONGEST = 20_000  # characters of a note's text


@dataclass(frozen=True)
class Note:
    """One thing somebody said about a session.

    `kind` comment: pinned to `at`…`until` (s; equal for a single moment), a remark or, with `question`, a
    question to the rep; `criterion` is what it speaks to. reply, resolve, reopen, withdraw: about note
    `about`. score: `values` maps criterion to grade, given before the machine's view was shown when `blind`.
    reel: `values["moments"]` is up to three [start, end, title]. seen: this author
    was shown the machine's view. `sound` names a recording beside the notes.
    """

    id: str
    kind: str
    author: str
    time: str  # ISO 8601 with offset
    about: str = ""
    at: float = 0.0
    until: float = 0.0
    text: str = ""
    question: bool = False
    criterion: str = ""
    blind: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    sound: str = ""


def new_note_id() -> str:
    """An id that no other note has."""
    return "n" + secrets.token_hex(8)


def to_dict(note: Note) -> dict[str, Any]:
    """A note as plain JSON values; fields that hold their default are left out."""
    out: dict[str, Any] = {}
    for f in dataclasses.fields(note):
        value = getattr(note, f.name)
        if f.name == "values":
            value = dict(value)
        if f.name in ("id", "kind", "author", "time") or value not in (f.default, {}):
            out[f.name] = value
    return out


def from_dict(data: Mapping[str, Any]) -> Note:
    """The note that `to_dict` wrote. Raises ValueError when it is none."""
    fields = {f.name: f for f in dataclasses.fields(Note)}
    values = {k: v for k, v in data.items() if k in fields}
    kinds: dict[str, type | tuple[type, ...]] = {"float": (int, float), "bool": bool, "str": str}
    for name, value in values.items():
        wanted = kinds.get(str(fields[name].type), dict)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ValueError(f"a note's {name} is no good")
    if not re.fullmatch(r"n[0-9a-f]{16}(~[0-9a-f]{8})?", str(values.get("id", ""))):
        raise ValueError("a note without a proper id")
    if values.get("kind") not in KINDS or not {"author", "time"} <= values.keys():
        raise ValueError("a note of an unknown kind, or without author or time")
    if values.get("sound") and not re.fullmatch(r"n[0-9a-f]{16}\.wav", str(values["sound"])):
        raise ValueError("a note's sound has no proper name")
    if len(str(values.get("text", ""))) > LONGEST or len(str(values["author"])) > 200:
        raise ValueError("a note that is too long")
    return Note(**values)


def read_notes(folder: Path) -> list[Note]:
    """The notes of a session folder; lines that are none are left out. Raises OSError."""
    notes: list[Note] = []
    seen: set[str] = set()
    for row in read_rows(folder / "notes.jsonl").rows:
        try:
            note = from_dict(row)
        except ValueError:
            continue
        if note.id not in seen:
            seen.add(note.id)
            notes.append(note)
    return notes


def write_note(folder: Path, *notes: Note) -> None:
    """Appends notes to a session folder. Raises OSError, or RememberError for a note that is none."""
    try:
        for note in notes:
            from_dict(to_dict(note))
        lines = b"".join(dump(to_dict(n)) for n in notes)
    except ValueError as error:
        raise RememberError(f"that note cannot be kept: {error}.") from None
    if lines:
        files.append_lines(folder / "notes.jsonl", lines)


@dataclass(frozen=True)
class Merge:
    """What bringing notes together did: those that were `added`, and pairs (mine, theirs) in `conflicts`."""

    added: tuple[Note, ...]
    conflicts: tuple[tuple[Note, Note], ...]


def merge(mine: list[Note], theirs: list[Note]) -> Merge:
    """The union. The same id with different words is a conflict: mine stays, theirs is added beside it under
    an id made from its content, so doing it again adds nothing."""
    known = {n.id: n for n in mine}
    added: list[Note] = []
    conflicts: list[tuple[Note, Note]] = []
    for note in theirs:
        there = known.get(note.id)
        if there is not None and to_dict(there) != to_dict(note):
            digest = hashlib.sha256(json.dumps(to_dict(note), sort_keys=True).encode()).hexdigest()[:8]
            note = dataclasses.replace(note, id=f"{note.id.partition('~')[0]}~{digest}")
            if note.id not in known:
                conflicts.append((there, note))
                there = None
        if there is None:
            known[note.id] = note
            added.append(note)
    return Merge(tuple(added), tuple(conflicts))
