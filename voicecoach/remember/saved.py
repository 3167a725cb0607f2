"""A session as it lies in the library: opened whole or cut off, never changed by reading."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import BadRequest, RememberError
from voicecoach.events import Ended, Event
from voicecoach.ports import Sound
from voicecoach.remember import files, sound_file
from voicecoach.remember.lines import Events, read_rows, to_events, to_line
from voicecoach.remember.migrations import bring_up_to_date
from voicecoach.remember.notes import Note, read_notes, write_note
from voicecoach.remember.summary import Entry, last_moment, summarise
from voicecoach.scenario import Scenario
from voicecoach.session import SCHEMA, Card, Who

LONGEST_SPOKEN = 300.0  # s

LoadScenario = Callable[[str, str], Scenario]
"""Parses the text of a scenario file; the second value is the name to use in errors."""


def card_to_dict(card: Card) -> dict[str, Any]:
    """A card as plain JSON values."""
    return {**dataclasses.asdict(card), "remote": list(card.remote), "extra": dict(card.extra)}


def card_from_dict(data: dict[str, Any]) -> Card:
    """The card that `card_to_dict` wrote; keys it does not know are left out.

    Raises RememberError when one that must be there is missing or of the wrong kind.
    """
    known = {f.name: f for f in dataclasses.fields(Card)}
    values = {k: v for k, v in data.items() if k in known}
    missing = [n for n, f in known.items() if n not in values and _required(f)]
    wrong = [n for n, v in values.items() if not _fits(known[n].type, v)]
    if missing or wrong:
        raise RememberError(f"the session's card is no good: {', '.join(missing + wrong)}.", "Was it edited?")
    if "remote" in values:
        values["remote"] = tuple(str(r) for r in values["remote"])
    return Card(**values)


def _required(f: dataclasses.Field[Any]) -> bool:
    return f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING


def _fits(kind: Any, value: object) -> bool:
    wanted = {"str": str, "int": int, "Difficulty": str}.get(str(kind))
    if wanted is None:
        return isinstance(value, dict) if "Mapping" in str(kind) else isinstance(value, (list, tuple))
    return isinstance(value, wanted) and not isinstance(value, bool)


def read_card(folder: Path) -> dict[str, Any]:
    """session.json as it stands. Raises RememberError when it is missing or no JSON object."""
    try:
        data = json.loads((folder / "session.json").read_bytes())
    except FileNotFoundError:
        raise RememberError(f"there is no session in {folder}.", "See: voicecoach sessions list") from None
    except OSError as error:
        raise files.in_words(error, folder) from error
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise RememberError(f"session.json in {folder} is damaged.", "Restore it from a copy, or delete the session.")
    return data


class SavedSession:
    """One session, read when asked for. Made by `Library.open`."""

    def __init__(self, folder: Path, load_scenario: LoadScenario | None = None) -> None:
        """Reads the card and the events. Raises RememberError."""
        self.folder = folder
        self._load = load_scenario
        data = read_card(folder)
        with files.plainly(folder):
            lines = read_rows(folder / "events.jsonl")
        data, rows = bring_up_to_date(data, lines.rows, schema=SCHEMA)
        self.card = card_from_dict(data)
        self.id = self.card.id
        self._read: Events = to_events(lines._replace(rows=rows))

    @property
    def events(self) -> list[Event]:
        """All that happened, in the order it was written."""
        return self._read.events

    @property
    def complete(self) -> bool:
        """Whether the call came to its end; False when it was cut off or still runs."""
        return any(isinstance(e, Ended) for e in self.events)

    @property
    def live(self) -> bool:
        """Whether a living process is writing it now."""
        return files.is_locked(self.folder / "live")

    @property
    def damaged(self) -> int:
        """Lines of events.jsonl that could not be read, besides a half last one; normally 0."""
        return self._read.damaged

    @cached_property
    def duration(self) -> float:
        """Seconds from the start of the call to its end, or to the last thing known of it."""
        if self.complete:
            return last_moment(self.events)
        return max(last_moment(self.events), *(len(s) / r for r, s in (self.sound("rep"), self.sound("client"))))

    @cached_property
    def scenario_text(self) -> str:
        """The scenario file as it was at the time. Raises RememberError when it is not there."""
        try:
            return (self.folder / "scenario.yaml").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RememberError(f"{self.id} has lost its scenario.", "Restore scenario.yaml from a copy.") from error

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, parsed. Raises ScenarioError, or RememberError when the library has no parser."""
        if self._load is None:
            raise RememberError("this library was opened without a way to read scenarios.")
        return self._load(self.scenario_text, f"{self.id}/scenario.yaml")

    @cached_property
    def baseline(self) -> dict[str, Any] | None:
        """What was usual for this rep when the session began; None when nothing was known."""
        try:
            value = json.loads((self.folder / "baseline.json").read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise RememberError(f"{self.id}: baseline.json cannot be read.", "Delete that file to go on.") from error
        return value if isinstance(value, dict) else None

    def sound(self, who: Who) -> tuple[int, Sound]:
        """Sample rate (Hz) and all samples of one side, int16, mapped from the file; empty when it has none.

        Sample 0 is the start of the call. Raises RememberError when the file is no sound.
        """
        rate = self.card.rate_rep if who == "rep" else self.card.rate_client
        try:
            return sound_file.read(self.folder / f"{who}.wav", rate)
        except (OSError, ValueError) as error:
            raise RememberError(f"{self.id}: {who}.wav cannot be read ({error}).", "Restore it from a copy.") from error

    def sound_between(self, who: Who, a: float, b: float) -> tuple[int, Sound]:
        """Sample rate and the samples from `a` to `b` (s), silent where the file has none: always
        round((b − a) · rate) of them."""
        rate, samples = self.sound(who)
        out = np.zeros(max(0, round((b - a) * rate)), np.int16)
        start = round(a * rate)
        piece = samples[max(0, start) : max(0, start + len(out))]
        offset = max(0, -start)
        out[offset : offset + len(piece)] = piece
        return rate, out

    def add(self, event: Event) -> None:
        """Appends an event that came after the call: a correction, what the rep says of it, prose.

        Raises BadRequest while the call still runs, RememberError when it cannot be written.
        """
        if self.live:
            raise BadRequest(f"{self.id} is still running.", "Wait until the call is over.", stage="remember")
        with files.plainly(self.folder):
            files.append_lines(self.folder / "events.jsonl", to_line(event))
        self._read.events.append(event)
        self._changed()

    @property
    def notes(self) -> list[Note]:
        """Comments, replies and scores, oldest first."""
        with files.plainly(self.folder):
            return read_notes(self.folder)

    def note(self, note: Note) -> None:
        """Appends one comment, reply or score. Raises RememberError."""
        with files.plainly(self.folder):
            write_note(self.folder, note)
        self._changed()

    def note_with_sound(self, note: Note, wav: bytes) -> Note:
        """Appends a spoken comment; `wav` is a mono 16-bit file. Gives the note as kept. Raises BadRequest when
        it is none or too long, RememberError."""
        folder = self.folder / "notes"
        note = dataclasses.replace(note, sound=f"{note.id}.wav")
        with files.plainly(self.folder):
            with contextlib.suppress(FileExistsError):
                files.make_folder(folder)
            files.write_new(folder / note.sound, wav)
            try:
                rate, samples = sound_file.read(folder / note.sound, 0)
            except ValueError:
                rate, samples = 0, np.zeros(0, np.int16)
            if not rate or not 0 < len(samples) / rate <= LONGEST_SPOKEN:
                (folder / note.sound).unlink()
                raise BadRequest("a spoken comment is a mono 16-bit WAV of at most five minutes.", stage="remember")
        self.note(note)
        return note

    def entry(self) -> Entry:
        """This session's row in the list."""
        base = summarise(self.card, self.events, live=self.live)
        notes = self.notes
        return dataclasses.replace(
            base,
            duration=self.duration,
            comments=sum(n.kind == "comment" for n in notes),
            scored=len({n.author for n in notes if n.kind == "score"}),
        )

    def _changed(self) -> None:
        files.touch(self.folder.parent)
