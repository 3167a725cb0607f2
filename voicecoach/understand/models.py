"""Which recognisers there are on this machine: Moonshine from its wheel, and Whisper models once installed.

    MODELS/small.en/          an installed model: complete, since it was renamed here in one step
    MODELS/.part-small.en/    a download under way, or broken off; the next `install` goes on with it
    MODELS/models.json        {"default": NAME, "used": {NAME: FOLDER}}: the choice, and folders of the user's own

MODELS is $VOICECOACH_MODELS, or `models` beside the library of sessions.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest, UnderstandError
from voicecoach.settings import data_folder

Progress = Callable[[int, int], None]
"""Called now and then with (bytes there, bytes in all); the sum is a good estimate."""

NEEDED = ("model.bin", "config.json", "tokenizer.json")
WANTED = [*NEEDED, "preprocessor_config.json", "vocabulary.*"]


@dataclass(frozen=True)
class Known:
    """A model that `install` can fetch: its repository on the model hub, megabytes, and what it is for."""

    repository: str
    megabytes: int
    about: str


KNOWN: dict[str, Known] = {
    "tiny.en": Known("Systran/faster-whisper-tiny.en", 78, "English; no better than Moonshine, but has word times"),
    "base.en": Known("Systran/faster-whisper-base.en", 148, "English; for slow laptops"),
    "small.en": Known("Systran/faster-whisper-small.en", 486, "English; the best choice for most laptops"),
    "distil-small.en": Known("Systran/faster-distil-whisper-small.en", 336, "English; twice as fast as small.en"),
    "medium.en": Known("Systran/faster-whisper-medium.en", 1531, "English; needs a fast machine"),
    "base": Known("Systran/faster-whisper-base", 148, "99 languages; for slow laptops"),
    "small": Known("Systran/faster-whisper-small", 486, "99 languages"),
    "medium": Known("Systran/faster-whisper-medium", 1531, "99 languages; needs a fast machine"),
    "large-v3": Known("Systran/faster-whisper-large-v3", 3091, "99 languages; too slow to talk with on most machines"),
}


@dataclass(frozen=True)
class Model:
    """A recogniser as `models list` shows it. `state` is installed, yours (a folder given with `use`), missing
    (such a folder that is gone), built-in, or available."""

    name: str
    state: str
    megabytes: int
    about: str = ""
    folder: Path | None = None
    default: bool = False


def folder() -> Path:
    """Where models live."""
    return Path(os.environ.get("VOICECOACH_MODELS") or data_folder() / "models").expanduser()


def moonshine_there() -> bool:
    """Is Moonshine installed? (Not: does it load; its constructor tells.)"""
    return importlib.util.find_spec("moonshine_voice") is not None


def listing() -> list[Model]:
    """Every recogniser: what can be used first, then what can be installed."""
    chosen = _default_or_none()
    found = []
    if moonshine_there():
        about = "English; comes with VoiceCoach"
        found.append(Model("moonshine", "built-in", 44, about, default=chosen == "moonshine"))
    for name, where in _folders().items():
        state = "missing" if not _complete(where) else "installed" if where.parent == folder() else "yours"
        about = KNOWN[name].about if name in KNOWN else ""
        found.append(Model(name, state, _megabytes(where), about, where, chosen == f"whisper:{name}"))
    there = {m.name for m in found}
    return found + [Model(n, "available", k.megabytes, k.about) for n, k in KNOWN.items() if n not in there]


def default() -> str:
    """`whisper:NAME` once a model is installed (the one chosen last), else `moonshine`. Raises UnderstandError
    where there is neither."""
    chosen = _default_or_none()
    if chosen is None:
        raise UnderstandError(
            "there is no recogniser: Moonshine is not available for this computer.",
            "Run: voicecoach models install small.en (or, with no network: voicecoach models use DIR)",
        )
    return chosen


def folder_of(name: str) -> Path:
    """The folder of an installed model, of one of the user's own, or `name` itself when it is such a folder;
    the default for "". Raises UnderstandError."""
    if not name:
        name = default().partition(":")[2] or next(iter(_usable()), "")
    where = _usable().get(name)
    if where is not None:
        return where
    if name and Path(name).expanduser().is_dir():
        return _checked_files(Path(name).expanduser())
    how = f"install {name}" if name in KNOWN else "list" if name else "install small.en"
    what = f"no Whisper model '{name}' is installed" if name else "no Whisper model is installed"
    raise UnderstandError(f"{what}.", f"Run: voicecoach models {how}")


def use(directory: str | Path, name: str = "") -> Model:
    """Registers a folder of the user's own as a model, after really loading it, and makes it the default.
    Raises UnderstandError when it is not a CTranslate2 Whisper model."""
    where = _checked_files(Path(directory).expanduser().resolve())
    name = name or re.sub(r"[^A-Za-z0-9._-]+", "-", where.name).strip("-.") or "model"
    taken = _folders().get(name)
    if name == "moonshine" or (taken is not None and taken.resolve() != where):
        raise BadRequest(
            f"there is a model '{name}' already.", "Give this one a name of its own: --name NAME", stage="understand"
        )
    _load(where)
    state = _read()
    if where != folder().resolve() / name:
        state["used"][name] = str(where)
    state["default"] = name
    _write(state)
    return Model(name, "yours", _megabytes(where), folder=where, default=True)


def install(name: str, progress: Progress | None = None) -> Model:
    """Fetches a model from the model hub and makes it the default: one of `KNOWN`, or OWNER/REPOSITORY with a
    CTranslate2 Whisper model. An interrupted download is gone on with next time; its size is given as 0 while it
    is not known. Raises BadRequest for an unknown name, UnderstandError when it cannot be had."""
    known = KNOWN.get(name) or _by_address(name)
    name = name.rpartition("/")[2]
    where, part = folder() / name, folder() / f".part-{name}"
    if not _complete(where):
        from voicecoach.understand.download import fetch

        _made(folder())
        fetch(known.repository, part, known.megabytes * 1_000_000, WANTED, progress)
        try:
            _load(_checked_files(part))
        except UnderstandError:
            shutil.rmtree(part, ignore_errors=True)  # damaged: going on with it would never mend it
            raise
        shutil.rmtree(part / ".cache", ignore_errors=True)
        shutil.rmtree(where, ignore_errors=True)  # an incomplete folder that somebody put there by hand
        os.replace(part, where)
    state = _read()
    state["default"] = name
    _write(state)
    return Model(name, "installed", _megabytes(where), known.about, where, default=True)


def remove(name: str) -> Model:
    """Deletes an installed model; a folder of the user's own is only forgotten. Raises UnderstandError."""
    state = _read()
    where = _folders().get(name)
    part = folder() / f".part-{name}"
    if where is None and not part.is_dir():
        raise UnderstandError(f"no model '{name}' is installed.", "Run: voicecoach models list")
    own = state["used"].pop(name, None)
    gone = Model(name, "yours" if own else "installed", _megabytes(where or part), folder=where or part)
    if state["default"] == name:
        state["default"] = ""
    _write(state)
    if own is None and where is not None:
        doomed = folder() / f".part-removed-{name}"
        try:
            os.replace(where, doomed)  # at once: a model half deleted must never look installed
        except OSError as error:
            raise UnderstandError(f"{where} cannot be removed ({error.strerror}).", "Delete it by hand.") from error
        shutil.rmtree(doomed, ignore_errors=True)
    shutil.rmtree(part, ignore_errors=True)
    return gone


# --- inside ----------------------------------------------------------------------------------------------------


def _default_or_none() -> str | None:
    usable = _usable()
    chosen = _read()["default"]
    if chosen in usable:
        return f"whisper:{chosen}"
    if usable:
        return f"whisper:{next(iter(usable))}"
    return "moonshine" if moonshine_there() else None


def _by_address(name: str) -> Known:
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", name) or name.rpartition("/")[2] in ("moonshine", *KNOWN):
        raise BadRequest(
            f"there is no model '{name}'.", f"One of: {', '.join(KNOWN)}; or OWNER/REPOSITORY.", stage="understand"
        )
    return Known(name, 0, "")


def _folders() -> dict[str, Path]:
    """Every model by its name, usable or not: installed ones first."""
    found = {}
    with contextlib.suppress(OSError):
        installed = (p for p in folder().iterdir() if p.is_dir() and not p.name.startswith("."))
        found = {p.name: p for p in sorted(installed) if _complete(p)}
    return found | {n: Path(p) for n, p in _read()["used"].items() if n not in found}


def _usable() -> dict[str, Path]:
    return {n: p for n, p in _folders().items() if _complete(p)}


def _complete(where: Path) -> bool:
    return all((where / f).is_file() for f in NEEDED) and any(where.glob("vocabulary.*"))


def _checked_files(where: Path) -> Path:
    if not where.is_dir():
        raise UnderstandError(f"there is no folder {where}.", "Name the folder that holds model.bin.")
    lacking = [f for f in NEEDED if not (where / f).is_file()]
    if not any(where.glob("vocabulary.*")):
        lacking.append("vocabulary.json or vocabulary.txt")
    if lacking:
        raise UnderstandError(
            f"{where} is no faster-whisper model: it lacks {', '.join(lacking)}.",
            "It must be in CTranslate2's format, as made by: ct2-transformers-converter --copy_files tokenizer.json",
        )
    return where


def _load(where: Path) -> None:
    """Loads a model and lets it hear a second of hiss, which is what proves it."""
    import numpy as np

    from voicecoach.understand.whisper import Whisper

    model = Whisper(where)
    try:
        model.prove(np.random.default_rng(0).integers(-3000, 3000, 16_000).astype(np.int16))
    finally:
        model.close()


def _megabytes(where: Path) -> int:
    try:
        return sum(f.stat().st_size for f in where.iterdir() if f.is_file()) // 1_000_000
    except OSError:
        return 0


def _made(where: Path) -> None:
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnderstandError(
            f"the folder {where} cannot be made ({error.strerror}).",
            "Set VOICECOACH_MODELS to a folder that can be written to.",
        ) from error


def _read() -> dict[str, Any]:
    data: Any = {}
    with contextlib.suppress(OSError, ValueError):
        data = json.loads((folder() / "models.json").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        data = {}
    used, chosen = data.get("used"), data.get("default")
    return {
        "default": chosen if isinstance(chosen, str) else "",
        "used": {str(n): str(p) for n, p in used.items()} if isinstance(used, dict) else {},
    }


def _write(state: dict[str, Any]) -> None:
    _made(folder())
    target = folder() / "models.json"
    draft = folder() / f".models.json.{os.getpid()}"
    try:
        draft.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
        os.replace(draft, target)
    except OSError as error:
        raise UnderstandError(
            f"{target} cannot be written ({error.strerror}).",
            "Set VOICECOACH_MODELS to a folder that can be written to.",
        ) from error
