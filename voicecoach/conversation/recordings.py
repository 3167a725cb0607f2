"""A rep who is a recording: files of one's own, or one of the calls in audio_fixtures/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from voicecoach.conversation.room import Clip
from voicecoach.errors import BadRequest, HearError
from voicecoach.hear import wav
from voicecoach.resources import fixtures_folder


def recorded(reps: Sequence[str]) -> tuple[tuple[Clip, ...], tuple[str, ...]]:
    """Clips from recordings, or from a call of the fixtures by its name; and what had to be mended in them.
    Raises HearError, BadRequest."""
    clips: list[Clip] = []
    notes: list[str] = []
    for rep in reps:
        if "." not in rep and "/" not in rep and (folder := fixtures_folder()):
            clips += fixture_call(folder, rep)
        elif "." not in rep and not Path(rep).exists():
            raise HearError(
                f"there is no file {rep}.",
                "The recorded calls of that kind come with the repository, not with a wheel.",
            )
        else:
            recording = wav.read(Path(rep))
            notes += recording.notes
            clips.append(Clip(recording.sound, name=recording.path.name))
    return tuple(clips), tuple(notes)


def fixture_call(folder: Path, call: str) -> list[Clip]:
    """The clips of one recorded call, as its manifest orders and times them. Raises BadRequest."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    rows = [row for row in manifest["clips"] if row["call"] == call]
    if not rows:
        calls = ", ".join(sorted({row["call"] for row in manifest["clips"]}))
        raise BadRequest(f"the fixtures have no call '{call}'.", f"There are: {calls}.", stage="hear")
    return [Clip(wav.read(folder / row["file"]).sound, row["after"], row.get("into"), row["file"]) for row in rows]
