"""`voicecoach models`: Whisper models for better recognition than the built-in recogniser's."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voicecoach.commands.common import example, json_option, say_json


@click.group("models", epilog=example("voicecoach models install small.en\nvoicecoach models use ./my-whisper"))
def command() -> None:
    """Install and choose Whisper models. Once one is installed it is used by default."""


@command.command("list", epilog=example("voicecoach models list"))
@json_option
def list_(as_json: bool) -> None:
    """List the installed models, and what may be installed."""
    from voicecoach.understand import models

    found = models.listing()
    if as_json:
        say_json({
            "installed": {m.name: str(m.folder) for m in found if m.state in ("installed", "yours")},
            "default": models.default() if any(m.default for m in found) else None,
            "models": [{"name": m.name, "state": m.state, "megabytes": m.megabytes, "about": m.about} for m in found],
        })  # fmt: skip
        return
    for m in found:
        mark = "*" if m.default else " "
        click.echo(f"{mark} {m.name:<16} {m.state:<10} {m.megabytes:>5} MB  {m.about or m.folder or ''}")
    click.echo("\n* is used unless --stt names another.  To get one:  voicecoach models install NAME")
    click.echo("(NAME may also be OWNER/REPOSITORY of the model hub, with a Whisper model for CTranslate2.)")


@command.command("install", epilog=example("voicecoach models install small.en"))
@click.argument("name")
def install(name: str) -> None:
    """Download a model once; afterwards no network is needed."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from voicecoach.understand import models

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(name, total=None)
        model = models.install(name, lambda done, total: bar.update(task, completed=done, total=total or None))
    click.echo(f"{model.name} is installed in {model.folder} and will be used from now on.")


@command.command(
    "use",
    short_help="Use a model that lies on this machine already.",
    epilog=example("voicecoach models use /media/stick/whisper-small"),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="NAME", help="What to call it (default: the folder's name).")
def use(folder: Path, name: str) -> None:
    """Use a model that lies on this machine already (a folder with model.bin and config.json)."""
    from voicecoach.understand import models

    model = models.use(folder, name)
    click.echo(f"{model.name} will be used from now on.")


@command.command("remove", short_help="Delete an installed model.", epilog=example("voicecoach models remove small.en"))
@click.argument("name")
def remove(name: str) -> None:
    """Delete an installed model (a folder given to `use` is only forgotten)."""
    from voicecoach.understand import models

    models.remove(name)
    click.echo(f"{name} is removed.  Used by default: {models.default()}")
