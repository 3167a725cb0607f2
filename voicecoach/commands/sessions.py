"""`voicecoach sessions`: what lies in the library."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from voicecoach.commands.common import client_of, example, json_option, library_option, say_json


def _library(folder: str | None) -> Any:
    from voicecoach import settings, wiring

    return wiring.library(settings.load({"library": folder}))


@click.group("sessions", epilog=example("voicecoach sessions list\nvoicecoach sessions delete last"))
def command() -> None:
    """List, show, delete, export and import sessions.

    SESSION is an id, its unique beginning, or `last`.
    """


@command.command("list", epilog=example("voicecoach sessions list --json"))
@library_option
@json_option
def list_(library: str | None, as_json: bool) -> None:
    """List the sessions, newest first."""
    from voicecoach.debrief.words import clock

    entries = _library(library).list()
    if as_json:
        say_json([dataclasses.asdict(e) for e in entries])
        return
    if not entries:
        click.echo("No session yet.  Make one with:  voicecoach rehearse")
        return
    click.echo(f"{'session':<44} {'ended':<12} {'level':>5} {'turns':>5} {'length':>7}")
    for e in entries:
        ended = (e.broken and "unreadable") or e.outcome.replace("_", " ") or ("running" if e.live else "cut off")
        level = "-" if e.level is None else str(e.level)
        click.echo(f"{e.id:<44} {ended:<12} {level:>5} {e.turns:>5} {clock(e.duration):>7}")


@command.command("show", epilog=example("voicecoach sessions show last"))
@click.argument("session", default="last")
@library_option
@json_option
def show(session: str, library: str | None, as_json: bool) -> None:
    """Show a session's card and what was said."""
    from voicecoach import event_json
    from voicecoach.terminal.live import line_for

    saved = _library(library).open(session)
    if as_json:
        card = dataclasses.asdict(saved.card)
        say_json({"card": card, "complete": saved.complete, "events": [event_json.to_dict(e) for e in saved.events]})
        return
    card = saved.card
    click.echo(f"{card.id}\n  {card.title}, {card.difficulty}, seed {card.seed}\n  begun {card.created}")
    click.echo(f"  heard by {card.hearing} with {card.recogniser}; client {card.client}, voice {card.voice}")
    if not saved.complete:
        click.echo("  This session was cut off: it ends where the program stopped.")
    click.echo()
    name = client_of(saved)
    for event in saved.events:
        if line := line_for(event, name, reveal=False):
            click.echo(line)


@command.command("path", epilog=example("voicecoach sessions path last"))
@click.argument("session", default="last")
@library_option
def path(session: str, library: str | None) -> None:
    """Print the folder a session lies in."""
    click.echo(_library(library).path(session))


@command.command("delete", epilog=example("voicecoach sessions delete last\nvoicecoach sessions delete --older 90"))
@click.argument("session", required=False)
@click.option("--older", type=click.FloatRange(min=0), metavar="DAYS", help="Delete all sessions older than this.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@library_option
def delete(session: str | None, older: float | None, yes: bool, library: str | None) -> None:
    """Delete a session: its sound, its words, its notes. There is no way back."""
    from voicecoach.errors import BadRequest

    found = _library(library)
    if (session is None) == (older is None):
        raise BadRequest("Say which session, or --older DAYS.", "For instance: voicecoach sessions delete last")
    if older is not None:
        _sure(f"Delete every session older than {older:g} days?", yes)
        gone = found.forget_older(older)
        click.echo(f"{len(gone)} deleted." if gone else f"No session here is older than {older:g} days.")
        return
    name = found.find(session)
    _sure(f"Delete {name}, with its sound and all notes on it?", yes)
    found.delete(name)
    click.echo(f"{name} is deleted.")


def _sure(question: str, yes: bool) -> None:
    """Asks, unless the answer is known. Raises Abort for a No, BadRequest where nobody can answer."""
    from voicecoach.errors import BadRequest

    if yes:
        return
    try:
        meant = click.confirm(question)
    except click.Abort:
        if not sys.stdin.isatty():
            raise BadRequest("nothing was deleted: nobody is there to be asked.", "Add --yes.") from None
        raise
    if not meant:
        raise click.Abort


def _passphrase(wanted: bool, *, confirm: bool) -> str:
    """Asked for without showing it, or from VOICECOACH_PASSPHRASE; never a flag, which shells remember."""
    import os

    if not wanted:
        return ""
    if given := os.environ.get("VOICECOACH_PASSPHRASE"):
        return given
    if not sys.stdin.isatty():
        from voicecoach.errors import BadRequest

        raise BadRequest("nobody is there to type the passphrase.", "Set VOICECOACH_PASSPHRASE.", stage="remember")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))


@command.command(
    "export", epilog=example("voicecoach sessions export last --to monday.voicecoach --redact --passphrase")
)
@click.argument("session", default="last")
@click.option("--to", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@click.option("--redact", is_flag=True, help="Take out names, numbers and addresses, in text and in sound.")
@click.option("--no-audio", is_flag=True, help="Leave the sound out.")
@click.option("--passphrase", is_flag=True, help="Encrypt; asks for a passphrase.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="With --redact: a further name to take out.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@library_option
def export(
    session: str, to: Path, redact: bool, no_audio: bool, passphrase: bool, names: tuple[str, ...], force: bool,
    library: str | None,
) -> None:  # fmt: skip
    """Write a session, with all notes on it, into one sealed file."""
    from voicecoach.remember.sealed import export as seal

    phrase = _passphrase(passphrase, confirm=True)
    done = seal(
        _library(library),
        session,
        to,
        redact=redact,
        sound=not no_audio,
        passphrase=phrase,
        overwrite=force,
        names=names,
    )
    click.echo(f"{done.path} is written ({done.size / 1e6:.1f} MB{', encrypted' if done.encrypted else ''}).")
    if redact:
        click.echo(
            f"{done.redacted} names, numbers or addresses were taken out. No machine finds them all: look it over."
        )


@command.command(
    "import",
    short_help="Bring in a sealed file; nothing is overwritten.",
    epilog=example("voicecoach sessions import monday.voicecoach"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--passphrase", is_flag=True, help="The file is encrypted; asks for its passphrase.")
@library_option
def import_(file: Path, passphrase: bool, library: str | None) -> None:
    """Bring in a sealed file; notes on a session that is here already are merged, nothing is overwritten."""
    from voicecoach.remember.unseal import bring_in

    brought = bring_in(_library(library), file, passphrase=_passphrase(passphrase, confirm=False))
    if brought.new:
        click.echo(f"{brought.id} is in the library now.")
    else:
        click.echo(
            f"{brought.id} was here already: {brought.notes} notes and {brought.events} corrections came with it."
        )
    for conflict in brought.conflicts:
        click.echo(f"  Both are kept: {conflict}")
