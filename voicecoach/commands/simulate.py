"""`voicecoach simulate`: a simulated rep calls a client, so that a coach can try a scenario."""

from __future__ import annotations

from typing import Literal

import click

from voicecoach.commands.common import example, json_option, say_json
from voicecoach.session import DIFFICULTIES, Difficulty

REPS = (
    "empathic", "average", "bad-start", "parrot", "ritual", "scripted", "pushy", "silent", "rambling", "injecting",
    "liar", "late-pushy",
)  # fmt: skip


@click.command(
    "simulate",
    epilog=example("voicecoach simulate --rep empathic --scenario bakery-terminals --difficulty hard"),
)
@click.option("--rep", type=click.Choice(REPS), default="empathic", show_default=True,
              help="What kind of rep calls.")  # fmt: skip
@click.option("--scenario", metavar="NAME", help="A scenario's name or file.")
@click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Default: the scenario's own.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same number gives the same call.")
@click.option("--client", metavar="MODEL", help="'built-in', or a language model behind --llm-url.")
@click.option("--llm-url", metavar="URL", help="An OpenAI-compatible endpoint.")
@click.option("--labels", is_flag=True, help="Play at the level of labels: no words, no labeller.")
@json_option
def command(
    rep: str, scenario: str | None, difficulty: str | None, seed: int, client: str | None, llm_url: str | None,
    labels: bool, as_json: bool,
) -> None:  # fmt: skip
    """Let a simulated rep call a client and see how far it comes."""
    from voicecoach import settings, wiring
    from voicecoach.simulate import simulate

    asked = settings.load({"difficulty": difficulty, "client": client, "llm_url": llm_url})
    s = wiring.choose_scenario(asked, scenario).scenario
    level: Literal["text", "labels"] = "labels" if labels else "text"
    hard: Difficulty = asked.difficulty or s.difficulty  # type: ignore[assignment]
    run = simulate(rep, s, hard, seed, level=level, client=wiring.client(asked, s, seed))
    if as_json:
        say_json(run.to_json())
        return
    for line in run.transcript:
        click.echo(f"{'Rep' if line.who == 'rep' else s.client.name}: {line.text}")
    click.echo(f"\n{rep}: level {run.highest_level} after {run.turns} turns, {run.outcome.replace('_', ' ')}.")
