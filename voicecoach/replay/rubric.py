"""The rubric: what a coach scores, with an anchor for each grade, and how the machine's view maps onto it.

Coaches edit the file (prompts/_rubric.yaml, or one of their own); everything wrong with it is listed at
once. The machine's grade of a criterion is read off one figure of the debrief by steps written in the rubric, so a
coach can see and change what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest

GRADES = 5


@dataclass(frozen=True)
class Machine:
    """Where a machine's grade comes from: the path of a figure in the debrief's JSON, and the four steps between
    the five grades. Steps that fall mean that less is better. `why` tells the coach."""

    figure: str
    steps: tuple[float, ...]
    why: str = ""


@dataclass(frozen=True)
class Criterion:
    """One thing to score from 1 to 5; `anchors[0]` says what a 1 sounds like."""

    id: str
    title: str
    question: str
    anchors: tuple[str, ...]
    machine: Machine | None = None


@dataclass(frozen=True)
class Rubric:
    """The criteria, in the order in which they are scored."""

    name: str
    version: str
    criteria: tuple[Criterion, ...]


def find(folders: Sequence[Path]) -> Rubric:
    """The first rubric in these folders: `_rubric.yaml`, as beside the scenarios, or `rubric.yaml`. Raises
    BadRequest."""
    for folder in folders:
        for name in ("_rubric.yaml", "rubric.yaml"):
            if (folder / name).is_file():
                return load(folder / name)
    raise BadRequest("there is no _rubric.yaml.", "Put one beside your scenarios.", stage="replay")


def load(path: Path) -> Rubric:
    """Reads a rubric. Raises BadRequest that lists everything wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        where = getattr(getattr(error, "problem_mark", None), "line", None)
        line = f" in line {where + 1}" if where is not None else ""
        raise BadRequest(f"{path} cannot be read{line}.", "Mend it, then try again.", stage="replay") from error
    mistakes: list[str] = []
    rubric = _rubric(data, mistakes)
    if mistakes or rubric is None:
        listing = "; ".join(mistakes)
        raise BadRequest(f"{path.name} has {len(mistakes)} mistakes: {listing}.", "Mend them.", stage="replay")
    return rubric


def _rubric(data: Any, mistakes: list[str]) -> Rubric | None:
    if not isinstance(data, Mapping):
        mistakes.append("it is no mapping of keys")
        return None
    _keys(data, {"name", "version", "criteria"}, "the rubric", mistakes)
    rows = data.get("criteria")
    if not isinstance(rows, list) or not rows:
        mistakes.append("'criteria' must be a list with at least one")
        return None
    criteria = [c for i, row in enumerate(rows) if (c := _criterion(row, f"criterion {i + 1}", mistakes))]
    ids = [c.id for c in criteria]
    mistakes += [f"two criteria are called '{i}'" for i in sorted({i for i in ids if ids.count(i) > 1})]
    return Rubric(str(data.get("name", "Rubric")), str(data.get("version", "1")), tuple(criteria))


def _criterion(row: Any, where: str, mistakes: list[str]) -> Criterion | None:
    if not isinstance(row, Mapping):
        mistakes.append(f"{where} is no mapping of keys")
        return None
    before = len(mistakes)
    _keys(row, {"id", "title", "question", "anchors", "machine"}, where, mistakes)
    name = str(row.get("id", ""))
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name):
        mistakes.append(f"{where} needs an id of small letters")
    for key in ("title", "question"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            mistakes.append(f"{where} needs a {key}")
    anchors = row.get("anchors")
    if not isinstance(anchors, Mapping) or sorted(map(str, anchors)) != [str(g) for g in range(1, GRADES + 1)]:
        mistakes.append(f"{where} needs an anchor for each grade from 1 to {GRADES}")
        anchors = {}
    machine = _machine(row.get("machine"), where, mistakes)
    if len(mistakes) > before:
        return None
    by_grade = {str(k): str(v) for k, v in anchors.items()}
    told = tuple(by_grade[str(g)] for g in range(1, GRADES + 1))
    return Criterion(name, row["title"].strip(), row["question"].strip(), told, machine)


def _machine(row: Any, where: str, mistakes: list[str]) -> Machine | None:
    if row is None:
        return None
    if not isinstance(row, Mapping):
        mistakes.append(f"{where}: 'machine' needs 'figure' and 'steps'")
        return None
    _keys(row, {"figure", "steps", "why"}, f"{where}, machine", mistakes)
    steps = row.get("steps")
    good = (
        isinstance(steps, list)
        and len(steps) == GRADES - 1
        and all(isinstance(s, (int, float)) and not isinstance(s, bool) for s in steps)
    )
    if not isinstance(steps, list) or not good or (sorted(steps) != steps and sorted(steps, reverse=True) != steps):
        mistakes.append(f"{where}: 'steps' needs {GRADES - 1} numbers that rise or fall")
        return None
    if not isinstance(row.get("figure"), str):
        mistakes.append(f"{where}: 'figure' names a figure of the debrief")
        return None
    return Machine(row["figure"], tuple(float(s) for s in steps), str(row.get("why", "")))


def _keys(row: Mapping[Any, Any], known: set[str], where: str, mistakes: list[str]) -> None:
    mistakes.extend(f"{where} has an unknown key '{k}'" for k in row if k not in known)


# --- the machine's grades -------------------------------------------------------------------------------


def figure(debrief: Any, path: str) -> float | None:
    """A figure of the debrief's JSON. `a.b`; `a[x=y].b` takes the entry of a list whose x is y; `a[x=y]#` counts
    entries, and `a[x=y]%` is their share of the list. None when it is not there or was not measured."""
    value = debrief
    for name, key, wanted, count in re.findall(r"(\w+)(?:\[(\w+)=([^\]]*)\])?([#%]?)(?:\.|$)", path):
        value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, list) and (key or count):
            rows = [r for r in value if not key or (isinstance(r, Mapping) and str(r.get(key)).lower() == wanted)]
            if count:
                return float(len(rows)) if count == "#" else len(rows) / len(value) if value else None
            value = rows[0] if rows else None
    return float(value) if isinstance(value, (int, float)) else None


def machine_grades(rubric: Rubric, debrief: Mapping[str, Any]) -> dict[str, int]:
    """The machine's grade of every criterion that it could measure."""
    out = {}
    for criterion in rubric.criteria:
        if criterion.machine and (value := figure(debrief, criterion.machine.figure)) is not None:
            steps = criterion.machine.steps
            rises = steps[-1] >= steps[0]
            out[criterion.id] = 1 + sum(value >= s if rises else value <= s for s in steps)
    return out
