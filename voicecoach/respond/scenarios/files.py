"""Scenario files: YAML for people in, a checked `Scenario` out, or everything that is wrong at once.

What a file may hold is scenario.py's to say; docs/scenario-format.md explains it to coaches. Here every
mistake gets the line it stands on, and words that a person who never saw a program can act upon.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from voicecoach.errors import BadRequest, Mistake, RespondError, ScenarioError
from voicecoach.respond.scenarios.checks import check_sense
from voicecoach.respond.scenarios.yaml_lines import Document, decode, read
from voicecoach.scenario import Scenario

SUFFIXES = (".yaml", ".yml")


def load(path: Path | str) -> Scenario:
    """The scenario in a file. Raises ScenarioError (mistakes) or RespondError (the file cannot be read)."""
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise RespondError(f"{path} cannot be read: {why}.", "See: voicecoach scenarios list") from None
    text, mistake = decode(raw)
    if mistake is not None:
        raise ScenarioError(str(path), [mistake])
    return loads(text, str(path))


def loads(text: str, name: str = "scenario") -> Scenario:
    """The scenario in `text`; `name` is what to call it in a complaint. Raises ScenarioError."""
    document = read(text)
    if document.data is None or (document.mistakes and not isinstance(document.data, dict)):
        raise ScenarioError(name, document.mistakes or [Mistake("the file holds nothing", 1)])
    if not isinstance(document.data, dict):
        raise ScenarioError(name, [Mistake("a scenario is a list of keys with values, like `id: bakery`", 1)])
    scenario: Scenario | None = None
    try:
        scenario = Scenario.model_validate(document.data, strict=True)
    except ValidationError as error:
        document.mistakes += _mistakes(error, document)
    check_sense(document)
    if document.mistakes or scenario is None:
        raise ScenarioError(name, list(dict.fromkeys(document.mistakes)))
    return scenario


def available(folders: Iterable[Path]) -> dict[str, Path]:
    """Scenario files by name (the file's name without its ending), sorted; the first folder wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix in SUFFIXES and path.is_file() and not path.name.startswith((".", "_")):
                    found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a scenario called `name`: a path, a name in one of the folders, or a unique part of one.

    Raises BadRequest with the closest names.
    """
    if name.endswith(SUFFIXES) or "/" in name or "\\" in name:
        path = Path(name).expanduser()
        if os.path.isfile(path):
            return path
        raise BadRequest(f"There is no file {name[:200]}.", "See: voicecoach scenarios list", stage="respond")
    names = available(folders)
    if name in names:
        return names[name]
    wanted = name.strip().lower().replace(" ", "-").replace("_", "-")
    if wanted in names:
        return names[wanted]
    parts = [n for n in names if n.startswith(wanted)] or [n for n in names if wanted in n]
    if wanted and len(parts) == 1:
        return names[parts[0]]
    close = parts or difflib.get_close_matches(wanted, names, n=3, cutoff=0.4)
    meant = f"Did you mean {' or '.join(close[:3])}? " if close else ""
    raise BadRequest(
        f"There is no scenario called {name[:60]!r}." if len(parts) < 2 else f"{name[:60]!r} can mean several.",
        f"{meant}See: voicecoach scenarios list",
        stage="respond",
    )


# --- pydantic's errors, said for people --------------------------------------------------------------------


def _mistakes(error: ValidationError, document: Document) -> list[Mistake]:
    """One mistake per thing to mend: a misspelt key that is needed counts once, not twice."""
    errors = error.errors(include_url=False)
    missing = {tuple(e["loc"]) for e in errors if e["type"] == "missing"}
    found: list[Mistake] = []
    for e in errors:
        if e["type"] == "extra_forbidden":
            loc = tuple(e["loc"])
            text, instead = _unknown_key(loc, missing)
            missing.discard(instead)
            found.append(Mistake(text, document.line(loc)))
    for e in errors:
        loc = tuple(e["loc"])
        if e["type"] == "extra_forbidden" or (e["type"] == "missing" and loc not in missing):
            continue
        if e["type"] == "too_short" and len(e["input"]) >= e["ctx"]["min_length"]:
            continue  # pydantic counts only items without a mistake, and those are told one by one
        found.append(Mistake(_said(e, loc), document.line(loc)))
    return found


def _unknown_key(loc: tuple[Any, ...], missing: set[tuple[Any, ...]]) -> tuple[str, tuple[Any, ...]]:
    """What to say of a key nobody knows, and the missing key that it was probably meant to be."""
    where, key = loc[:-1], str(loc[-1])
    fields = list(_fields(where))
    close = difflib.get_close_matches(key.lower(), fields, n=1, cutoff=0.6)
    if close:
        needed = (*where, close[0])
        more = " (which is missing)" if needed in missing else ""
        return f"unknown key `{key}`{_in(where)}; did you mean `{close[0]}`{more}?", needed
    return f"unknown key `{key}`{_in(where)}; known here: {', '.join(fields)}", ()


def _fields(where: tuple[Any, ...]) -> Iterable[str]:
    """The keys that are known at a place of the model."""
    model: Any = Scenario
    for step in where:
        if isinstance(step, int):
            continue
        model = _model_in(model.model_fields[step].annotation)
    return model.model_fields if model is not None else ()


def _model_in(annotation: Any) -> Any:
    """The model inside `Model`, `tuple[Model, ...]`, `Annotated[...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        model = _model_in(inner)
        if model is not None:
            return model
    return None


def _in(where: tuple[Any, ...]) -> str:
    return f" in `{_name(where)}`" if where else ""


def _name(loc: tuple[Any, ...]) -> str:
    """`lines.greet`, `answers 3, says`: a place as a coach would point at it."""
    out = ""
    for step in loc:
        if isinstance(step, int):
            out += f" {step + 1}"
        elif step != "[key]":
            out += ("." if out and not out[-1].isdigit() else ", " if out else "") + str(step)
    return out


KINDS = {
    "tuple_type": "is a list: one item a line, each beginning with `- `",
    "dict_type": "is a set of keys with values",
    "model_type": "is a set of keys with values",
    "model_attributes_type": "is a set of keys with values",
    "int_type": "is a whole number",
    "int_from_float": "is a whole number",
    "float_type": "is a number",
    "bool_type": "is true or false",
}


def _said(e: Any, loc: tuple[Any, ...]) -> str:
    """One of pydantic's errors as a plain sentence."""
    kind, name, value = e["type"], _name(loc), e.get("input")
    ctx = e.get("ctx", {})
    if kind == "missing":
        return f"`{name}` is missing"
    if kind == "string_type":
        return f"`{name}` is a text{_instead(value)}"
    if kind == "string_too_short":
        return f"`{name}` is empty"
    if kind == "string_pattern_mismatch":
        return f"`{name}` is a short name in small letters, digits and dashes, not {str(value)[:40]!r}"
    if kind == "too_short":
        least, has = ctx.get("min_length", 1), ctx.get("actual_length", 0)
        return f"`{name}` needs at least {least} line{'s' if least != 1 else ''} and has {has}"
    if kind == "literal_error":
        return f"`{name}` is one of {ctx.get('expected', '')}, not {str(value)[:40]!r}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = ctx.get("ge", ctx.get("le"))
        return f"`{name}` is {value}; it must be at {'least' if 'ge' in ctx else 'most'} {bound}"
    if kind in KINDS:
        return f"`{name}` {KINDS[kind]}{'' if value is not None else ', and is empty'}"
    return f"`{name}`: {e['msg']}"


def _instead(value: Any) -> str:
    if value is None:
        return ", and is empty"
    if isinstance(value, dict):
        return "; a line with a colon in it needs quotes around it"
    if isinstance(value, tuple):
        return ", not a list"
    return f"; put {value!r} in quotes" if not isinstance(value, bool) else f"; put {str(value).lower()} in quotes"
