"""A debrief as JSON, and the schema of that JSON, both read off the dataclasses so that they cannot drift."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from typing import Any, Literal, Union

from voicecoach.debrief.values import SCHEMA, Debrief

SCHEMA_ID = f"voicecoach-debrief-{SCHEMA}"


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses become objects, tuples lists, floats are rounded to 4 digits."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def to_json(debrief: Debrief) -> str:
    """The debrief as JSON text, ending in a newline; the same debrief gives the same bytes."""
    return json.dumps(plain(debrief), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of `to_json`; published as schema.json beside this module."""
    found: dict[str, Any] = {}
    root = _schema(Debrief, found)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_ID}",
        "title": "A VoiceCoach debrief",
        **root,
        "$defs": dict(sorted(found.items())),
    }


def _schema(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in found:
            found[hint.__name__] = {}
            found[hint.__name__] = _object(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(a, found) for a in args]}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], found)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(args[1], found)}
    if origin is Literal:
        return {"enum": list(args)}
    simple = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": simple[hint]}


def _object(kind: type, found: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind)]
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {n: _schema(hints[n], found) for n in names},
        "required": names,
        "additionalProperties": False,
    }
