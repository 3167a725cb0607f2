"""Scenario files: the nine that come with the program, and everything that can be wrong with one."""

from __future__ import annotations

import copy
import io
import re
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.errors import BadRequest, RespondError, ScenarioError
from voicecoach.resources import prompts_folder
from voicecoach.respond.matching import words
from voicecoach.respond.scenarios.files import available, find, load, loads
from voicecoach.respond.scenarios.new import template
from voicecoach.respond.scenarios.yaml_lines import read
from voicecoach.scenario import Scenario

NINE = [
    "bakery-terminals", "clinic-front-desk", "coop-trial", "fleet-renewal", "heat-pump-visit",
    "lift-maintenance", "packaging-price", "payroll-quick-yes", "school-catering",
]  # fmt: skip
ALL = {name: load(prompts_folder() / f"{name}.yaml") for name in NINE}
NO = re.compile(r"\b(no|not|don't|nothing|nobody|isn't|aren't|won't|can't|haven't|without)\b", re.IGNORECASE)
FIRST_REPLY = {
    "lift-maintenance": "We have a contractor",
    "bakery-terminals": "Not interested",
    "coop-trial": "You have some nerve calling",
    "school-catering": "There is no budget, you know",
    "heat-pump-visit": "We're only looking",
    "fleet-renewal": "Then we will go to tender",
    "clinic-front-desk": "The doctor decides that",
    "payroll-quick-yes": "Great, send me the contract",
    "packaging-price": "Your price is too high",
}


def mistakes(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        loads(text, "mine.yaml")
    return list(caught.value.mistakes)


# --- the nine -------------------------------------------------------------------------------------------


def test_the_nine_are_there() -> None:
    assert sorted(available([prompts_folder()])) == NINE


@pytest.mark.parametrize("name", NINE)
def test_each_is_rich_enough_for_a_long_call(name: str) -> None:
    s = ALL[name]
    assert s.id == name
    assert len(s.answers) >= 14
    assert all(len(a.says) >= 2 for a in s.answers)
    assert any(a.level >= 2 for a in s.answers)
    assert len(s.lines.reflex_no) >= 4
    assert len(s.lines.warn) >= 3
    assert len(s.lines.surface_objection) >= 8
    assert len(s.tests) >= 2
    assert s.product.not_true


@pytest.mark.parametrize("name", NINE)
def test_its_first_no_is_a_no(name: str) -> None:
    s = ALL[name]
    assert all(NO.search(line) for line in s.lines.reflex_no), s.lines.reflex_no
    first = s.lines.quick_yes if s.inbound else s.lines.reflex_no
    assert any(line.startswith(FIRST_REPLY[name]) for line in first)


@pytest.mark.parametrize("name", NINE)
def test_what_it_says_can_be_said(name: str) -> None:
    texts: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            for v in value.values():
                collect(v)
        elif isinstance(value, (list, tuple)):
            for v in value:
                collect(v)

    collect(ALL[name].lines.model_dump())
    collect([a.says for a in ALL[name].answers])
    collect([x.story for x in ALL[name].locked])
    marked = [t for t in texts if re.search(r"[*_#<>{}\[\]|`]|\d", t)]
    assert marked == []


def test_voices_differ() -> None:
    voices = [s.client.voice for s in ALL.values()]
    assert len(set(voices)) == len(voices)


def test_not_prying_is_a_success_where_it_must_be() -> None:
    for name in ("heat-pump-visit", "fleet-renewal"):
        assert any(x.not_prying for x in ALL[name].locked)
        assert "graceful_exit" in ALL[name].success
    assert "found_out" in ALL["payroll-quick-yes"].success


# --- mistakes -------------------------------------------------------------------------------------------


def test_five_mistakes_are_listed_at_once_with_their_lines() -> None:
    text = template()
    text = text.replace("channel: cold_call", "channel: cold call", 1)
    text = text.replace("  who: You, as in the real call.", "  whom: You, as in the real call.", 1)
    text = text.replace("    level: 3\n", "    level: 9\n", 1)
    text = text.replace("    met_by: [candour, answer]", "    met_by: [candor, answer]", 1)
    text = text.replace("    - Morgan.\n", "    - Hello?\n", 1)
    found = mistakes(text)
    rows = text.splitlines()
    assert len(found) == 5
    for mistake, word in zip(found, ["cold call", "whom", "level: 9", "- Hello?", "candor"], strict=True):
        line = int(re.match(r"line (\d+):", mistake).group(1))  # type: ignore[union-attr]
        assert word in rows[line - 1], (mistake, rows[line - 1])
    assert "did you mean `who`" in found[1]
    assert "did you mean `candour`" in found[4]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  - id: not-now", "  - id: who-is-there", "used twice"),
        ("id: my-call", "id: My Call", "short name"),
        ("openness: 2", "openness: two", "whole number"),
        ("inbound: false", "inbound: true", "quick_yes"),
        ("    - Was that all?", "    - Was that: all?", "quotes"),
        ("    - Fine, thanks. Busy.", "    - 12", "quotes"),
        ("overrides: {}", "overrides: {reflekt.alliance: 6}", "reflect.alliance"),
        ("    - Something that works when it has to.", "    - Our supplier failed, that's all.", "gives"),
        ("world: [desk,", "world: desk", ""),
        ("title: My call at three", "title:", "is empty"),
        ("title: My call at three", "title: A\ntitle: B", "second time"),
        ("    - I wasn't done.", "    - Was that all?", "second time"),
        ("    candour: This one", "    candor: This one", "candour"),
        ("id: who-is-there", "id: &x who-is-there", "anchors"),
        ("company: a company of middling size", "company: !!python/object:os.system ls", "not used"),
        ("  quick_yes: []", "  quick_yes: [Yes]", "inbound"),
    ],
)
def test_a_mistake_names_its_line(old: str, new: str, says: str) -> None:
    text = template().replace(old, new, 1)
    assert text != template()
    found = mistakes(text)
    assert all(m.line > 0 for m in found)  # type: ignore[attr-defined]
    assert any(says in m for m in found), found


def test_a_story_has_a_limit_and_its_tells_are_in_it() -> None:
    long = "      - " + "word " * 121 + "\n"
    text = template().replace("      - I made a joke. Nobody laughed.\n", long)
    assert any("at most 120" in m for m in mistakes(text))
    text = template().replace("tells: [supplier failed, biggest customer, in front of]", "tells: [a whale]")
    assert any("none of these tells" in m for m in mistakes(text))


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for raw, says in [
        (b"", "empty"),
        (b"- a\n- b\n", "list of keys"),
        (b"id: a\ntitle: \xff\xfe\n", "line 2: this is not UTF-8"),
        (b"id: 'a\n", "line 1: not YAML"),
        (b"x" * 500_000, "500 kB"),
        (b"id: a\x00\n", "not YAML"),
        (b"[" * 9000, "nested"),
        (b"a: &a [*a]\n", "anchors"),
    ]:
        path.write_bytes(raw)
        with pytest.raises(ScenarioError) as caught:
            load(path)
        assert says in str(caught.value), raw[:20]
        assert caught.value.exit_code == 2
    with pytest.raises(RespondError):
        load(tmp_path / "none.yaml")
    with pytest.raises(RespondError):
        load(tmp_path)


def test_no_stays_a_word() -> None:
    assert read("a: No\nb: [yes, on, off]\n").data == {"a": "No", "b": ("yes", "on", "off")}


# --- mutation: whatever key is taken away or misspelt is missed -----------------------------------------------


def _keys(model: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], bool]]:
    """Every key of the template by path, and whether it is required."""
    found: list[tuple[tuple[Any, ...], bool]] = []
    for name, info in model.model_fields.items():
        found.append(((*path, name), info.is_required()))
        inner = _part(info.annotation)
        if inner is not None and name != "handover":
            many = name in ("public", "locked", "answers", "tests")
            found += _keys(inner, (*path, name, 0) if many else (*path, name))
    return found


def _part(annotation: Any) -> Any:
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    return next((m for a in getattr(annotation, "__args__", ()) if (m := _part(a)) is not None), None)


KEYS = _keys(Scenario)
TREE = ruamel.yaml.YAML(typ="safe", pure=True).load(template())
TREE["answers"], TREE["tests"] = TREE["answers"][:1], TREE["tests"][:1]
TREE["lines"] = {
    act: said if isinstance(said, dict) else said[: 4 if act == "reflex_no" else 1]
    for act, said in TREE["lines"].items()
}


def _without(path: tuple[Any, ...], rename: str = "") -> str:
    tree = copy.deepcopy(TREE)
    place = tree
    for step in path[:-1]:
        place = place[step]
    value = place.pop(path[-1], None)
    if rename:
        place[rename] = value
    out = io.StringIO()
    ruamel.yaml.YAML(typ="safe", pure=True).dump(tree, out)
    return out.getvalue()


@settings(max_examples=25)
@given(st.sampled_from([path for path, required in KEYS if required]))
def test_a_missing_key_is_missed(path: tuple[Any, ...]) -> None:
    found = mistakes(_without(path))
    assert any("is missing" in m and str(path[-1]) in m for m in found), found
    assert all(m.line > 0 for m in found)  # type: ignore[attr-defined]


@settings(max_examples=25)
@given(st.sampled_from([path for path, _ in KEYS]))
def test_a_misspelt_key_is_found_on_its_line(path: tuple[Any, ...]) -> None:
    wrong = f"{path[-1]}x"
    text = _without(path, rename=wrong)
    found = [m for m in mistakes(text) if f"unknown key `{wrong}`" in m]
    assert len(found) == 1
    assert f"did you mean `{path[-1]}`" in found[0]
    assert f"{wrong}:" in text.splitlines()[found[0].line - 1]  # type: ignore[attr-defined]


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_nothing_written_makes_it_fall_over(text: str) -> None:
    with pytest.raises(ScenarioError):
        loads(text)


# --- finding ------------------------------------------------------------------------------------------------


def test_find_by_name_part_or_path(tmp_path: Path) -> None:
    own = tmp_path / "bakery-terminals.yaml"
    own.write_text("id: mine", encoding="utf-8")
    folders = [tmp_path, prompts_folder()]
    assert find("bakery-terminals", folders) == own  # one's own goes first
    assert find("lift", folders).stem == "lift-maintenance"
    assert find("Front Desk", folders).stem == "clinic-front-desk"
    assert find(str(own), []) == own
    for wrong in ("bakry", "a", "", "none.yaml", "_template"):
        with pytest.raises(BadRequest) as caught:
            find(wrong, folders)
        assert "scenarios list" in caught.value.remedy
    with pytest.raises(BadRequest, match="bakery-terminals"):
        find("bakery-terminal-s", folders)


def test_stories_are_worth_listening_to() -> None:
    for s in ALL.values():
        told = max(sum(len(words(p)) for p in x.story) for x in s.locked)
        assert told >= 80
