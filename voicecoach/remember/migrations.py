"""How the folder of an older version is read today.

Files are never rewritten: a migration works on what was read. `MIGRATIONS[n]` takes the card and the rows of
events.jsonl as version n wrote them and gives them as version n + 1 would have. Entries are only ever added,
and tests/data/sessions holds one folder of every version that was ever released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from voicecoach.errors import RememberError
from voicecoach.session import SCHEMA

Row = dict[str, Any]
Migration = Callable[[Row, list[Row]], tuple[Row, list[Row]]]

MIGRATIONS: Mapping[int, Migration] = {}
"""By the version they start from. Version 1 is the first."""


def bring_up_to_date(
    card: Row, rows: list[Row], *, schema: int = SCHEMA, migrations: Mapping[int, Migration] = MIGRATIONS
) -> tuple[Row, list[Row]]:
    """Card and rows as version `schema` has them. Raises RememberError for a newer or an unknown version."""
    version = card.get("schema")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RememberError("the session's card names no format version.", "Is it a session of VoiceCoach's?")
    if version > schema:
        raise RememberError(
            f"the session was written by a newer VoiceCoach (format {version}, known are 1–{schema}).",
            "Update VoiceCoach, then open it again.",
        )
    while version < schema:
        card, rows = migrations[version](dict(card), [dict(r) for r in rows])
        version += 1
        card["schema"] = version
    return card, rows
