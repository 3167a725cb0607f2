"""Every kind of event goes to a line and comes back the same; every old folder opens."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.errors import RememberError
from voicecoach.event_json import KINDS, to_dict
from voicecoach.events import Event, Unknown
from voicecoach.remember.lines import Lines, dump, read_rows, to_events, to_line
from voicecoach.remember.migrations import bring_up_to_date
from voicecoach.remember.store import Library
from voicecoach.session import SCHEMA, Label, Word

OLD = Path(__file__).parents[1] / "data" / "sessions"

SECONDS = st.floats(0, 40_000).map(lambda x: round(x, 3))
TEXT = st.text(st.characters(), max_size=40)  # with newlines, quotes, emoji and lone surrogates
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def values(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value that a field of this type may hold."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Word:
        return st.builds(Word, TEXT, SECONDS, SECONDS)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{k: values(h) for k, h in hints.items()})  # type: ignore[arg-type]
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(values, inner))
    if origin is dict:
        return st.dictionaries(TEXT, values(inner[1]), max_size=3)
    plain = {
        str: TEXT,
        int: st.integers(-(2**31), 2**31),
        float: SECONDS,
        bool: st.booleans(),
        type(None): st.none(),
    }
    return plain[hint]


def events() -> st.SearchStrategy[Event]:
    return st.sampled_from(sorted(KINDS)).flatmap(lambda name: values(KINDS[name]))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_is_built_by_this_test(name: str) -> None:
    hints = typing.get_type_hints(KINDS[name])
    assert [values(h) for h in hints.values()]


@settings(max_examples=150)
@given(st.lists(events(), max_size=5))
def test_events_come_back_the_same(tmp_path_factory: pytest.TempPathFactory, given_events: list[Event]) -> None:
    path = tmp_path_factory.getbasetemp() / "events.jsonl"
    path.write_bytes(b"".join(to_line(e) for e in given_events))
    read = to_events(read_rows(path))
    assert (read.torn, read.damaged) == (False, 0)
    assert read.events == given_events


@settings(max_examples=100)
@given(SECONDS, st.dictionaries(TEXT.filter(lambda k: k not in ("event", "t")), JSON, max_size=4))
def test_events_of_a_newer_version_are_kept_as_they_are(t: float, data: dict[str, typing.Any]) -> None:
    row = json.loads(dump({"event": "from_the_future", "t": t, **data}))
    (event,) = to_events(Lines([row], False, 0)).events
    assert isinstance(event, Unknown)
    assert json.loads(to_line(event)) == row


@settings(max_examples=80)
@given(st.lists(events(), min_size=1, max_size=4), st.data())
def test_a_file_cut_anywhere_gives_its_whole_lines(
    tmp_path_factory: pytest.TempPathFactory, given_events: list[Event], data: st.DataObject
) -> None:
    whole = b"".join(to_line(e) for e in given_events)
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.getbasetemp() / "cut.jsonl"
    path.write_bytes(whole[:cut])
    read = to_events(read_rows(path))
    lines = whole[:cut].count(b"\n")
    assert read.damaged == 0
    assert read.events in (given_events[:lines], given_events[: lines + 1])  # its last newline may be missing
    assert len(read.events) <= len(given_events)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.jsonl"
    path.write_bytes(noise + b"\n[]\n{}\n" + b"[" * 100_000)
    read = to_events(read_rows(path))
    assert read.damaged >= 2


def test_a_value_of_the_wrong_shape_costs_its_line() -> None:
    rows = [
        {"event": "began"},
        {"event": "began", "t": "soon"},
        {"event": "heard", "t": 1},
        {"event": "labelled", "t": 1, "turn": 1, "labels": 7},
        {"event": "moved", "t": 1, "turn": 1, "before": {}, "after": {}},
        {"event": 5, "t": 1},
    ]
    read = to_events(Lines(rows, False, 0))
    assert read.damaged == 5
    assert [type(e) for e in read.events] == [Unknown]


# --- versions -------------------------------------------------------------------------------------------


def test_there_is_a_folder_of_every_version() -> None:
    assert sorted(p.name for p in OLD.iterdir()) == [f"v{n}" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_old_sessions_open_as_they_did(version: int) -> None:
    saved = Library(OLD / f"v{version}").open("last")
    assert saved.card.id == "2026-01-05-0930-bakery-terminals-v1v1"
    assert saved.card.remote == ("https://example.org",)
    assert saved.complete
    assert saved.damaged == 0
    assert saved.duration == 0.4
    assert len({type(e) for e in saved.events}) == 25
    assert [to_dict(e)["event"] for e in saved.events[:3]] == ["began", "device", "speech_began"]
    labelled = next(e for e in saved.events if to_dict(e)["event"] == "labelled")
    assert labelled.labels == (Label("open_q", 0.9, 0, 5, "cue"),)  # type: ignore[attr-defined]
    assert [len(saved.sound(w)[1]) for w in ("rep", "client")] == [6400, 8820]
    assert saved.sound("rep")[1][1600:3200].tolist() == [1000] * 1600
    assert saved.baseline == {"f0_median": 120.0}
    (note,) = saved.notes
    assert (note.kind, note.at, note.text) == ("comment", 0.2, "Well held.")


def test_migrations_run_in_order_and_change_no_file() -> None:
    card, rows = {"schema": 1, "id": "x"}, [{"event": "began", "t": 0}]
    steps = {
        1: lambda c, r: ({**c, "one": True}, [{**x, "n": 1} for x in r]),
        2: lambda c, r: ({**c, "two": c["one"]}, [{**x, "n": x["n"] + 1} for x in r]),
    }
    new, moved = bring_up_to_date(card, rows, schema=3, migrations=steps)
    assert new == {"schema": 3, "id": "x", "one": True, "two": True}
    assert moved == [{"event": "began", "t": 0, "n": 2}]
    assert (card, rows) == ({"schema": 1, "id": "x"}, [{"event": "began", "t": 0}])


@pytest.mark.parametrize("schema", [SCHEMA + 1, 0, None, "1", True])
def test_other_versions_are_refused_with_a_reason(schema: object) -> None:
    with pytest.raises(RememberError, match=r"newer|names no format"):
        bring_up_to_date({"schema": schema}, [])
