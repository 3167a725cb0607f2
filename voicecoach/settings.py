"""What was asked for: a flag beats the environment, which beats the settings file, which beats the default."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from voicecoach.errors import BadRequest
from voicecoach.session import DIFFICULTIES

PREFIX = "VOICECOACH_"


@dataclass(frozen=True)
class Settings:
    """Frozen when a command starts. Keys of the settings file (`key: value` lines) bear these names."""

    library: str = ""  # folder of sessions; empty: the platform's own place
    scenarios: str = ""  # the user's own scenarios; empty: beside the library
    models: str = ""  # folder of Whisper models
    rep: str = ""  # the rep's name, shown in the library
    difficulty: str = ""  # empty: the scenario's own
    stt: str = ""  # moonshine, whisper:NAME or URL#MODEL; empty: the best that is installed
    voice: str = ""  # a voice of the synthesiser, URL#MODEL/VOICE, or none; empty: the scenario's own
    client: str = ""  # built-in, or the model behind llm_url
    llm_url: str = ""
    microphone: str = ""  # name or number
    speaker: str = ""
    headphones: bool = False
    keep_days: int = 0  # delete sessions older than this; 0 keeps them


def config_file() -> Path:
    """Where the settings file is looked for."""
    from platformdirs import user_config_path

    return Path(os.environ.get("VOICECOACH_CONFIG") or user_config_path("voicecoach") / "settings.yaml")


def data_folder() -> Path:
    """Where sessions, models and the user's own scenarios live unless told otherwise."""
    from platformdirs import user_data_path

    return Path(os.environ.get("VOICECOACH_DATA") or user_data_path("voicecoach", appauthor=False))


def load(flags: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises BadRequest for an unknown key or a value that makes no sense."""
    values: dict[str, Any] = {}
    known = {f.name: f for f in fields(Settings)}
    for source, given in (
        (str(config_file()), _from_file(config_file())),
        (
            "the environment",
            {k: environ[PREFIX + k.upper()] for k in known if environ.get(PREFIX + k.upper())},
        ),
        ("the command line", {k: v for k, v in (flags or {}).items() if v not in (None, "", False)}),
    ):
        for key, value in given.items():
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                meant = f"Did you mean '{close[0]}'? " if close else ""
                raise BadRequest(f"{source} has an unknown setting '{key}'.", f"{meant}Known: {', '.join(known)}.")
            values[key] = _as(known[key].type, key, value, source)
    return Settings(**values)


YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def _as(kind: Any, key: str, value: Any, source: str) -> Any:
    text = str(value)
    if kind == "bool":
        if text.lower() not in YES + NO:
            raise BadRequest(f"{source}: '{key}' must be yes or no, not '{text}'.")
        return text.lower() in YES
    if kind == "int":
        if not text.isdecimal():
            raise BadRequest(f"{source}: '{key}' must be a whole number, not '{text}'.")
        return int(text)
    if key == "difficulty" and text not in ("", *DIFFICULTIES):
        raise BadRequest(f"{source}: there is no difficulty '{text}'.", f"Use {', '.join(DIFFICULTIES)}.")
    return text


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise BadRequest(f"{path} cannot be read: {why}.", "Mend it, or move it away.") from None
    for number, line in enumerate(lines, 1):
        text = re.sub(r"(^|\s)#.*", "", line).strip()  # as in YAML: a sign after a space begins a remark
        if not text:
            continue
        key, colon, value = text.partition(":")
        if not colon:
            raise BadRequest(f"{path}, line {number}: expected 'key: value'.", "For instance: difficulty: hard")
        found[key.strip()] = value.strip().strip("\"'")
    return found
