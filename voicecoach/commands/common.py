"""What several commands share: options, settings, how JSON and warnings are written."""

from __future__ import annotations

import json
from collections.abc import Callable
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
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def warn(text: str) -> None:
    """One line on standard error, so that a pipe stays clean."""
    click.echo(text, err=True)


def example(text: str) -> str:
    """An epilog that shows how a command is used."""
    return "\b\n" + "\n".join(("Example:" if "\n" not in text else "Examples:", *("  " + t for t in text.splitlines())))
