"""`voicecoach doctor`: what will be used, what is missing, and how to mend it."""

from __future__ import annotations

import dataclasses
import sys

import click

from voicecoach.commands.common import example, json_option, library_option, say_json

MARKS = {"ok": "✓", "missing": "–", "broken": "✗"}


@click.command("doctor", epilog=example("voicecoach doctor\nvoicecoach doctor --sound"))
@click.option("--sound", is_flag=True, help="Also play a chirp and measure echo, noise and clipping.")
@click.option("--microphone", metavar="NAME", help="Look at this microphone (name, part of it, or number).")
@click.option("--speaker", metavar="NAME", help="Look at this speaker.")
@click.option("--stt", metavar="NAME", help="Look at this recogniser.")
@click.option("--voice", metavar="NAME", help="Look at this voice.")
@click.option("--client", metavar="MODEL", help="Look at this language model.")
@click.option("--llm-url", metavar="URL", help="… behind this endpoint.")
@library_option
@json_option
def command(
    sound: bool, microphone: str | None, speaker: str | None, stt: str | None, voice: str | None, client: str | None, llm_url: str | None, library: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """See what will be used, what is missing, and the exact command that mends it."""
    from voicecoach import settings
    from voicecoach.doctor import checks

    asked = settings.load({
        "library": library, "microphone": microphone, "speaker": speaker, "stt": stt, "voice": voice, "client": client,
        "llm_url": llm_url,
    })  # fmt: skip
    findings = []
    for finding in checks.examine(asked):
        findings.append(finding)
        if not as_json:
            click.echo(f" {MARKS[finding.state]} {finding.part:<11} {finding.what}")
            if finding.remedy:
                click.echo(f"   {'':<11} → {finding.remedy}")
    if sound:
        from voicecoach.doctor.sound import run

        result = run(asked)
        if not as_json:
            click.echo(result.text())
    if as_json:
        report = [dataclasses.asdict(f) for f in findings]
        say_json({"parts": report, **({"sound": result.to_json()} if sound else {})})
    elif note := checks.platform_note():
        click.echo(note)
    if any(f.state == "broken" for f in findings):
        sys.exit(1)
