"""`voicecoach moves`: the labeller by itself, for coaches who want to see what it hears."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from voicecoach.commands.common import example


@click.command(
    "moves",
    epilog=example(
        'voicecoach moves "so the outage cost you a whole Saturday" --previous "We lost a Saturday"\n'
        "voicecoach moves --jsonl < turns.jsonl"
    ),
)
@click.argument("text", nargs=-1)
@click.option("--previous", default="", metavar="TEXT", help="What the client said just before.")
@click.option("--jsonl", is_flag=True, help='Read rows {"id","text","previous"} from standard input, write rows.')
def command(text: tuple[str, ...], previous: str, jsonl: bool) -> None:
    """Hear which moves a sentence of a rep makes, with its evidence and how sure that is."""
    from voicecoach.errors import BadRequest
    from voicecoach.understand import moves
    from voicecoach.vocabulary import title

    if jsonl:
        for row in _rows():
            said, before = str(row.get("text") or ""), str(row.get("previous") or "")
            labels = moves.label(said, moves.Context(previous=before))
            click.echo(json.dumps({"id": row.get("id"), "moves": [label.move for label in labels],
                                   "scores": moves.scores(said, before)}, ensure_ascii=False))  # fmt: skip
        return
    if not text:
        raise BadRequest("Give a sentence, or --jsonl.", 'For instance: voicecoach moves "what happened then"')
    said = " ".join(text)
    labels = moves.label(said, moves.Context(previous=previous))
    if not labels:
        click.echo("Nothing that can be claimed with confidence.")
        if not previous:
            click.echo("A reflection is known by what it gives back: add --previous TEXT, what the client had said.")
    for label in labels:
        quote = said[label.start : label.end] or "(the clock)"
        click.echo(f"{label.move:<14} {label.confidence:4.2f}  {title(label.move)}: “{quote}”")


def _rows() -> Iterator[dict[str, Any]]:
    from voicecoach.errors import BadRequest

    number = 0
    try:
        for number, line in enumerate(sys.stdin, 1):  # noqa: B007 - the complaint below names the line
            if line.strip():
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise TypeError
                yield row
    except UnicodeDecodeError:
        raise BadRequest("the rows are no UTF-8 text.", "Save them as UTF-8.") from None
    except (ValueError, TypeError):
        raise BadRequest(f"line {number} is not a JSON object.", 'Write rows like {"id": 1, "text": "…"}.') from None
