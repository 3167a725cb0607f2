"""The list of commands. Each is loaded when it is called, so that `voicecoach --help` is instant."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from voicecoach import __version__
from voicecoach.errors import VoiceCoachError

COMMANDS: dict[str, tuple[str, str]] = {
    "rehearse": ("rehearse", "Rehearse a call aloud, from Hello to the debrief."),
    "debrief": ("debrief", "Read what happened in a session, and why."),
    "replay": ("replay", "Hear a session again, with the words as they were said."),
    "sessions": ("sessions", "List, show, delete, export and import sessions."),
    "progress": ("progress", "See how you change from session to session."),
    "studio": ("studio", "Open the coach's page in the browser."),
    "scenarios": ("scenarios", "List the clients, check a scenario file, start your own."),
    "simulate": ("simulate", "Let a simulated rep call a client."),
    "moves": ("moves", "Hear which moves a sentence of a rep makes."),
    "models": ("models", "Install and choose Whisper models."),
    "doctor": ("doctor", "See what will be used, what is missing, and how to mend it."),
}
"""Command → its module in voicecoach.commands, and the line that `--help` shows."""


class Lazy(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"voicecoach.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list, from the table above: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Lazy, epilog="Begin with:  voicecoach rehearse")
@click.version_option(__version__, prog_name="voicecoach")
def group() -> None:
    """Rehearse a hard call aloud with a client who says No first, and read what happened."""


def main(args: Sequence[str] | None = None) -> None:
    """Runs a command. Exit codes: 0 done, 1 it failed, 2 it was asked for something it cannot do."""
    try:
        code = group.main(args=args, prog_name="voicecoach", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except VoiceCoachError as error:
        click.echo(f"voicecoach: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("voicecoach: stopped.", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of a pipe has gone: not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
