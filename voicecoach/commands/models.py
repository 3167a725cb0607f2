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

    installed = models.installed()
    if as_json:
        say_json({"installed": {m.name: str(m.folder) for m in installed}, "default": models.default()})
        return
    for m in installed:
        click.echo(f"{m.name:<20} {m.folder}")
    if not installed:
        click.echo("No Whisper model is installed; Moonshine, which came with VoiceCoach, is used.")
    click.echo(f"Used by default: {models.default()}")
    click.echo(f"To install: {', '.join(models.KNOWN)} (or any CTranslate2 Whisper model of a model hub)")


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


@command.command("use", epilog=example("voicecoach models use /media/stick/whisper-small"))
@click.argument("folder", type=click.Path(path_type=Path))
def use(folder: Path) -> None:
    """Use a model that lies on this machine already (a folder with model.bin and config.json)."""
    from voicecoach.understand import models

    model = models.use(folder)
    click.echo(f"{model.name} will be used from now on.")


@command.command("remove", epilog=example("voicecoach models remove small.en"))
@click.argument("name")
def remove(name: str) -> None:
    """Delete an installed model (a folder given to `use` is only forgotten)."""
    from voicecoach.understand import models

    models.remove(name)
    click.echo(f"{name} is removed.  Used by default: {models.default()}")
