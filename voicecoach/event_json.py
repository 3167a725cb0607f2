"""Events as plain JSON values, and back: `{"event": "heard", "t": 12.3, …}`, one object a line on disk.

What a newer version wrote is never lost: an event it does not know comes back as Unknown, with all that it held.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from typing import Any

from voicecoach.events import Event, Unknown
from voicecoach.session import Word


def name_of(kind: type[Event]) -> str:
    """`ClientSaid` is written `client_said`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


KINDS: dict[str, type[Event]] = {name_of(k): k for k in Event.__subclasses__() if k is not Unknown}
"""Every kind of event by the name it has on disk."""


def to_dict(event: Event) -> dict[str, Any]:
    """An event as plain JSON values; fields that hold their default are left out."""
    if isinstance(event, Unknown):
        return {"event": event.name, "t": event.t, **event.data}
    out: dict[str, Any] = {"event": name_of(type(event)), "t": round(event.t, 4)}
    for f in dataclasses.fields(event):
        value = getattr(event, f.name)
        if f.name == "t" or (f.default is not dataclasses.MISSING and value == f.default):
            continue
        out[f.name] = _plain(value)
    return out


def from_dict(data: dict[str, Any]) -> Event:
    """The event that `to_dict` wrote. A name or field of a newer version makes no error.

    Raises ValueError when a known event lacks a field or has a value of the wrong shape.
    """
    data = dict(data)
    name, t = str(data.pop("event")), float(data.pop("t"))
    kind = KINDS.get(name)
    if kind is None:
        return Unknown(t, name, data)
    hints = _hints(kind)
    known = {k: _built(hints[k], v) for k, v in data.items() if k in hints}
    try:
        return kind(t, **known)
    except TypeError as error:
        raise ValueError(f"event {name}: {error}") from None


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Word):
        return [value.text, round(value.start, 3), round(value.end, 3)]
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, float):
        return round(value, 4)
    return value


_HINTS: dict[Any, dict[str, Any]] = {}


def _hints(kind: Any) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)  # slow: resolved once for each kind
    return _HINTS[kind]


def _built(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if hint is Word:
        return Word(*value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{k: _built(hints[k], v) for k, v in value.items() if k in hints})
    if origin is tuple:
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_built(inner[0], v) for v in value)
        return tuple(_built(i, v) for i, v in zip(inner, value, strict=True))
    if origin in (typing.Union, types.UnionType):
        return value
    if hint is float:
        return float(value)
    return value
