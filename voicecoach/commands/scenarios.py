"""`voicecoach scenarios`: the clients there are, and one's own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click

from voicecoach.commands.common import example, json_option, say_json


def _folders() -> Any:
    from voicecoach import settings, wiring

    return wiring.scenario_folders(settings.load())


@click.group("scenarios", epilog=example("voicecoach scenarios list\nvoicecoach scenarios show bakery-terminals"))
def command() -> None:
    """List the clients, check a scenario file, start your own."""


@command.command("list", epilog=example("voicecoach scenarios list"))
@json_option
def list_(as_json: bool) -> None:
    """List the scenarios: those that come with the program, and your own."""
    from voicecoach.errors import VoiceCoachError
    from voicecoach.respond.scenarios import files

    rows = []
    for name, path in files.available(_folders()).items():
        try:
            s = files.load(path)
            rows.append(
                {
                    "id": name,
                    "title": s.title,
                    "difficulty": s.difficulty,
                    "channel": s.channel,
                    "file": str(path),
                }
            )
        except VoiceCoachError as error:
            rows.append({"id": name, "title": "(has mistakes)", "difficulty": "", "channel": "", "file": str(path),
                         "error": error.cause})  # fmt: skip
    if as_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']:<24} {row['difficulty']:<7} {row['channel'].replace('_', ' '):<10} {row['title']}")


@command.command("show", epilog=example("voicecoach scenarios show lift-maintenance"))
@click.argument("scenario")
@click.option("--secrets", is_flag=True, help="Also what the client hides: for coaches, it spoils the rehearsal.")
@json_option
def show(scenario: str, secrets: bool, as_json: bool) -> None:
    """Show a scenario's brief; with --secrets, what is behind it."""
    from voicecoach import settings, wiring

    s = wiring.choose_scenario(settings.load(), scenario).scenario
    if as_json:
        say_json(
            s.model_dump(exclude=None if secrets else {"locked", "truth", "lines", "tests", "answers", "final_no"})
        )
        return
    click.echo(f"{s.title}  ({s.id}, {s.difficulty}, {s.channel.replace('_', ' ')})\n")
    for what, text in (("You are", s.brief.who), ("You offer", s.brief.offer), ("Why now", s.brief.why),
                       ("You want", s.brief.want), ("Client", f"{s.client.name}, {s.client.role}, {s.client.company}"),
                       ("Opening", s.opening), ("Next step", s.next_step)):  # fmt: skip
        click.echo(f"  {what:<10} {text}")
    if secrets:
        click.echo(f"\n  Worry      {s.truth.worry}\n  Decides    {s.truth.decides}")
        for fact in s.locked:
            click.echo(f"  Level {fact.level}    {fact.text}" + ("  (not prying is fine)" if fact.not_prying else ""))
        click.echo(f"  Earns      {s.earns}\n  Loses      {s.loses}")


@command.command(
    "check",
    short_help="Check a scenario file, and whether it can be won and lost.",
    epilog=example("voicecoach scenarios check my-call.yaml"),
)
@click.argument("file")
@click.option("--quick", is_flag=True, help="Only read the file; let no simulated rep play it.")
@json_option
def check(file: str, quick: bool, as_json: bool) -> None:
    """Check a scenario file: every mistake with its line, then whether it can be won and lost."""
    from voicecoach.respond.scenarios import files

    path = files.find(file, [*_folders(), Path.cwd()])
    s = files.load(path)
    if quick:
        say_json({"file": str(path), "ok": True}) if as_json else click.echo(f"{path}: no mistakes.")
        return
    from voicecoach.simulate import check as trial

    verdict = trial.check(s)
    if as_json:
        say_json({"file": str(path), "ok": True, **verdict.to_json()})
        return
    click.echo(f"{path}: no mistakes.\n{verdict.text()}")


@command.command(
    "new",
    short_help="Start a scenario of your own.",
    epilog=example("voicecoach scenarios new my-call\nvoicecoach scenarios new my-call --interview"),
)
@click.argument("name")
@click.option("--interview", is_flag=True, help="Six questions, typed or spoken, instead of an empty template.")
@click.option("--aloud", is_flag=True, help="Answer the questions aloud (needs a microphone).")
@click.option("--force", is_flag=True, help="Replace a scenario of that name; the old one is kept as NAME.bak.")
def new(name: str, interview: bool, aloud: bool, force: bool) -> None:
    """Start a scenario of your own: a commented template, or from six questions in under two minutes."""
    from voicecoach.errors import BadRequest, RespondError
    from voicecoach.respond.scenarios import new as scenario_new
    from voicecoach.terminal import interview as talk

    path = _place(name)
    if path.exists() and not force:
        raise BadRequest(f"{path} is there already.", "Choose another name, or add --force.")
    if interview or aloud:
        text = scenario_new.from_interview(talk.ask(aloud=aloud), path.stem)
    else:
        text = scenario_new.template()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(before := path.with_suffix(".bak"))
            click.echo(f"What was there is kept as {before}.")
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RespondError(f"{path} cannot be written: {why}.", "Choose another place: FOLDER/NAME.yaml") from None
    known = name if path.parent == _folders()[0] else shlex.quote(str(path))
    click.echo(f"{path} is written.\nNext:  voicecoach scenarios check {known}\nThen:  voicecoach rehearse {known}")


def _place(name: str) -> Path:
    """Where a new scenario goes: a file as it is named, or a plain name in the user's own folder. Raises BadRequest."""
    from voicecoach.errors import BadRequest

    if name.endswith((".yaml", ".yml")):
        return Path(name)
    if not re.fullmatch(r"\w[\w-]{0,59}", name):
        raise BadRequest(
            f"'{name[:60]}' cannot be a scenario's name.",
            "Use up to 60 letters, digits and hyphens, or name a file: FOLDER/NAME.yaml",
            stage="respond",
        )
    return Path(_folders()[0] / f"{name}.yaml")
