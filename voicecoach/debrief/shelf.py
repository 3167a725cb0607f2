"""Debriefs of many sessions, for trends and for the next call: kept beside each session once built.

`debrief.json` in a session's folder is a copy that may be deleted at any time: it is built again when the events,
the baseline or the program have changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from voicecoach import __version__
from voicecoach.debrief import report, trust
from voicecoach.debrief.values import Debrief
from voicecoach.event_json import to_dict

NAME = "debrief.json"


class Kept(report.Saved, Protocol):
    """A saved session that has a folder."""

    @property
    def folder(self) -> Path: ...


def debrief_json(
    saved: Kept, recompute: trust.Recompute | None = None, progress: report.Progress | None = None
) -> dict[str, Any]:
    """The debrief of a session as JSON values, from the copy in its folder where that still holds.

    Raises what `report.build` raises.
    """
    key = _key(saved)
    try:
        kept = json.loads((saved.folder / NAME).read_bytes())
        if isinstance(kept, dict) and kept.get("key") == key:
            found: dict[str, Any] = kept["debrief"]
            return found
    except (OSError, ValueError, KeyError):
        pass
    return put(saved, report.build(saved, recompute=recompute, progress=progress))


def put(saved: Kept, debrief: Debrief) -> dict[str, Any]:
    """Keeps a debrief that was just built; gives it as JSON values."""
    built = debrief.to_json()
    _keep(saved.folder / NAME, {"key": _key(saved), "debrief": built})
    return built


def _key(saved: Kept) -> str:
    told = json.dumps([to_dict(e) for e in saved.events], sort_keys=True, ensure_ascii=False)
    usual = json.dumps(saved.baseline, sort_keys=True)
    return hashlib.sha256("\n".join((__version__, _program(), usual, told)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """What this very program would compute: a hash of the debrief's own source."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _keep(path: Path, data: dict[str, Any]) -> None:
    """Writes the copy, readable by its owner alone; a folder that takes no writing loses nothing."""
    new = path.with_name(f".{NAME}.{os.getpid()}")
    try:
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        os.replace(new, path)
    except OSError:
        new.unlink(missing_ok=True)
