"""A request and a reply as plain values, so that what answers knows no web framework and tests need none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest, RememberError, VoiceCoachError


@dataclass(frozen=True)
class Ask:
    """What the browser asks: values from the path, the query, the body (whole), or a file it sent."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    upload: Path | None = None
    range: str = ""

    def json(self) -> dict[str, Any]:
        """The body as a JSON object. Raises BadRequest."""
        try:
            value = json.loads(self.body or b"{}", parse_constant=_no_number)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise BadRequest("that is no JSON object.", stage="replay")
        return value

    def number(self, name: str, default: float = 0.0) -> float:
        """A finite number of the query. Raises BadRequest."""
        text = self.query.get(name, "")
        try:
            value = float(text) if text else default
        except ValueError:
            value = float("nan")
        if not -1e12 < value < 1e12:
            raise BadRequest(f"'{name}' is no number.", stage="replay")
        return value


def _no_number(name: str) -> None:
    raise ValueError(name)


@dataclass(frozen=True)
class Reply:
    """What is sent back. `body` may come in pieces."""

    body: bytes | Iterator[bytes] = b""
    type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Ask], Reply]


def say(value: Any, status: int = 200) -> Reply:
    """JSON."""
    return Reply(json.dumps(value, ensure_ascii=False, allow_nan=False).encode(), status=status)


def wrong(error: VoiceCoachError) -> Reply:
    """An error as the page shows it: cause and remedy, never a trace."""
    missing = isinstance(error, BadRequest) and "there is no session" in error.cause
    status = (
        404 if missing else 400 if isinstance(error, BadRequest) else 409 if isinstance(error, RememberError) else 500
    )
    return say({"error": error.cause, "remedy": error.remedy}, status)


def page(html: str, *, policy: str = "") -> Reply:
    """A page; `policy` replaces the studio's own content-security policy (for one that brings its own)."""
    headers = {"content-security-policy": policy} if policy else {}
    return Reply(html.encode(), "text/html; charset=utf-8", headers=headers)


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """`bytes=a-b` as (first, behind the last), or None for the whole. Raises ValueError when it lies outside."""
    if not asked.startswith("bytes=") or "," in asked:
        return None
    first, dash, last = asked[6:].strip().partition("-")
    if not dash or not (first or last) or not (first + last).isdigit():
        return None
    if not first:
        a, b = max(0, size - int(last)), size
    else:
        a, b = int(first), min(size, int(last) + 1) if last else size
    if a >= size or a >= b:
        raise ValueError(f"{asked} lies outside {size} bytes")
    return a, b
