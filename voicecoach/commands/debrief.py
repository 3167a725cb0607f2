"""`voicecoach debrief`: what happened in a session, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from voicecoach.commands.common import example, library_option, warn, write_file


@click.command(
    "debrief",
    epilog=example(
        "voicecoach debrief last\n"
        "voicecoach debrief last --format html --out debrief.html\n"
        "voicecoach debrief last --correct 4=-reflect,+echo"
    ),
)
@click.argument("session", default="last")
@click.option("--format", "form", type=click.Choice(["text", "html", "json", "md"]), default="text",
              show_default=True, help="For the terminal, as a page, for programs, or for notes.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead of the screen.")
@click.option("--short", is_flag=True, help="Only the summary that a call ends with (text).")
@click.option("--no-sound", is_flag=True, help="Leave the sound out of the HTML page.")
@click.option("--correct", "corrections", multiple=True, metavar="TURN=-label,+label",
              help="Correct the moves heard in a turn; the course is computed again beside the original.")  # fmt: skip
@click.option("--coach", default="", metavar="NAME", help="Who corrects.")
@click.option("--client", metavar="MODEL", help="Let a language model behind --llm-url add prose and a second opinion.")
@click.option("--llm-url", metavar="URL", help="An OpenAI-compatible endpoint.")
@library_option
def command(
    session: str, form: str, out: Path | None, short: bool, no_sound: bool, corrections: tuple[str, ...], coach: str,
    client: str | None,
    llm_url: str | None,
    library: str | None,
) -> None:  # fmt: skip
    """Read what happened in a session, and why. SESSION is an id, its unique beginning, or `last`."""
    from voicecoach import settings, wiring

    asked = settings.load({"library": library, "client": client, "llm_url": llm_url})
    saved = wiring.library(asked).open(session)
    for correction in [_corrected(c, coach, saved) for c in corrections]:  # all of them are read before one is kept
        saved.add(correction)
    if client:
        _prose(saved, asked)
    rendered = _render(saved, "short" if short and form == "text" else form, no_sound=no_sound)
    if out is None:
        click.echo(rendered, nl=not rendered.endswith("\n"))
        return
    write_file(out, rendered)
    if form == "html" and _too_big(rendered):
        warn(f"{out} is {len(rendered) / 1e6:.0f} MB; --no-sound makes it small.")


def _too_big(rendered: str) -> bool:
    from voicecoach.debrief import page

    return page.too_big(rendered)


def _prose(saved: Any, asked: Any) -> None:
    """Says what leaves the machine, then asks the model; without an answer the debrief stands as it is."""
    from voicecoach import debriefing, wiring
    from voicecoach.errors import BadRequest, DebriefError

    if not asked.llm_url:
        raise BadRequest("--client needs an endpoint.", "Add --llm-url URL.")
    for what in wiring.remote_endpoints(asked):
        warn(f"Leaves this machine: {what}.")
    try:
        debriefing.add_prose(saved, asked.client, asked.llm_url, wiring.api_key())
    except DebriefError as error:
        warn(f"voicecoach: {error}")


def _render(saved: Any, form: str, *, no_sound: bool) -> str:
    from voicecoach import debriefing

    with debriefing.progress(saved.duration, show=sys.stderr.isatty()) as report_progress:
        debrief = debriefing.build(saved, report_progress)
    if form == "json":
        return json.dumps(debrief.to_json(), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from voicecoach.debrief import page

        return page.render(debrief, saved, sound=not no_sound)
    if form == "md":
        from voicecoach.debrief import markdown

        return markdown.render(debrief)
    from voicecoach.debrief import text

    return text.summary(debrief) if form == "short" else text.render(debrief)


def _corrected(text: str, coach: str, saved: Any) -> Any:
    """`4=-reflect,+echo` as an event. Raises BadRequest."""
    from voicecoach.errors import BadRequest
    from voicecoach.events import Corrected, Heard
    from voicecoach.vocabulary import MOVES

    turn, equals, changes = text.partition("=")
    names = [c.strip() for c in changes.split(",") if c.strip()]
    wrong = [c for c in names if c[0] not in "+-" or c[1:] not in MOVES]
    if not equals or not turn.isdigit() or not names or wrong:
        what = f"'{wrong[0]}' is no move" if wrong else f"'{text}' is no correction"
        raise BadRequest(f"{what}.", f"Write TURN=-label,+label with labels from: {', '.join(MOVES)}.")
    said = {e.turn for e in saved.events if isinstance(e, Heard)}
    if int(turn) not in said:
        there = f"There are turns 1 to {max(said)}." if said else "Nothing was said in it."
        raise BadRequest(f"this session has no turn {turn}.", there, stage="debrief")
    removed = tuple(c[1:] for c in names if c[0] == "-")
    return Corrected(saved.duration, int(turn), removed, tuple(c[1:] for c in names if c[0] == "+"), coach)
