"""The list of commands. Each is loaded when it is called, so that `voicecoach --help` is instant."""

from __future__ import annotations

import difflib
import importlib
import io
import os
import sys
import traceback
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, naming the nearest when there is no such command."""
        close = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and close:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{close[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list, from the table above: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=Lazy, epilog="Begin with:  voicecoach rehearse", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="voicecoach")
def group() -> None:
    """Rehearse a hard call aloud with a client who says No first, and read what happened."""


def main(args: Sequence[str] | None = None) -> None:
    """Runs a command. Exit codes: 0 done, 1 it failed, 2 it was asked for something it cannot do."""
    _open_streams()
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
    except Exception as error:
        if os.environ.get("VOICECOACH_DEBUG"):
            raise
        click.echo(f"voicecoach: {_broken(error)}", err=True)
        sys.exit(1)


def _open_streams() -> None:
    """Lets no sign that a terminal cannot show end a command, and reads pipes as UTF-8 (Windows would not)."""
    if os.environ.get("PYTHONIOENCODING"):
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8-sig")


def _broken(error: Exception) -> str:
    """A mistake of the program's own in one line: what and where, never what was said."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "voicecoach" in f.filename]
    where = f" in {os.path.basename(ours[-1].filename)}, line {ours[-1].lineno}" if ours else ""
    return (
        f"something broke that should not have ({type(error).__name__}{where}). What was said until then is saved. "
        "Please report this line; VOICECOACH_DEBUG=1 shows more."
    )
