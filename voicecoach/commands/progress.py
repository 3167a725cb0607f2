"""`voicecoach progress`: how a rep changes from session to session."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voicecoach.commands.common import example, json_option, library_option, say_json, write_file


@click.command("progress", epilog=example("voicecoach progress\nvoicecoach progress --html --out progress.html"))
@click.option("--rep", metavar="NAME", help="Only this rep's sessions.")
@click.option("--scenario", metavar="NAME", help="Only this scenario.")
@click.option("--html", is_flag=True, help="A self-contained page instead of text.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@library_option
@json_option
def command(
    rep: str | None, scenario: str | None, html: bool, out: Path | None, library: str | None, as_json: bool
) -> None:
    """See how you change: the three vital facts, first contact, time to the real concern, tone."""
    from voicecoach import debriefing, settings, wiring

    trend = debriefing.trends(
        wiring.library(settings.load({"library": library})),
        rep=rep,
        scenario=scenario,
        show=sys.stderr.isatty(),
    )
    if as_json:
        say_json(trend.to_json())
        return
    rendered = trend.html() if html else trend.text()
    if out is None:
        click.echo(rendered)
        return
    write_file(out, rendered)
