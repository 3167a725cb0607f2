"""What several commands share: options, settings, how JSON and warnings are written."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def library_option(command: F) -> F:
    """`--library DIR`."""
    return click.option("--library", metavar="DIR", help="Folder of sessions (default: the platform's data folder).")(
        command
    )


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, for another program to read.")(command)


def say_json(value: Any) -> None:
    """One JSON document on standard output, escaped where that is not Unicode."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=plain, indent=2))


def warn(text: str) -> None:
    """One line on standard error, so that a pipe stays clean."""
    click.echo(text, err=True)


def client_of(saved: Any) -> str:
    """The client's name in a session, or what stands for it where the scenario is lost: the words are there still."""
    from voicecoach.errors import VoiceCoachError

    try:
        return str(saved.scenario.client.name)
    except VoiceCoachError:
        return "Client"


def hanging(label: str, text: str) -> str:
    """`text` wrapped to the terminal, its further lines standing under the first."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    return textwrap.fill(
        " ".join(text.split()), max(width, len(label) + 24), initial_indent=label, subsequent_indent=" " * len(label)
    )


def write_file(out: Path, text: str) -> None:
    """Writes what a command made and says so. Raises DebriefError."""
    from voicecoach.errors import DebriefError

    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DebriefError(f"{out} cannot be written: {why}.", "Choose another place with --out.") from None
    click.echo(f"{out} is written.")


def example(text: str) -> str:
    """An epilog that shows how a command is used."""
    return "\b\n" + "\n".join(("Example:" if "\n" not in text else "Examples:", *("  " + t for t in text.splitlines())))
