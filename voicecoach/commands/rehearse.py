"""`voicecoach rehearse`: one call, from the brief to the debrief."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

import click

from voicecoach.commands.common import example, hanging, json_option, library_option, say_json, warn
from voicecoach.debrief.words import clock
from voicecoach.errors import VoiceCoachError
from voicecoach.session import DIFFICULTIES

if TYPE_CHECKING:
    from voicecoach.rehearsal import Held
    from voicecoach.scenario import Scenario

SOUND = (".wav", ".flac", ".ogg", ".mp3", ".opus", ".aiff", ".aif", ".w64", ".au")


class ManyFiles(click.Command):
    """Lets `--rep` take several files: `--rep one.wav two.wav`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Rewrites `--rep a b` as `--rep a --rep b`."""
        out: list[str] = []
        taking = False
        for i, arg in enumerate(args):
            if arg == "--rep":
                if i + 1 == len(args) or args[i + 1].startswith("--"):
                    raise click.BadOptionUsage("--rep", "--rep needs a recording, as in: --rep hello.wav", ctx)
                taking = False
                out.append(arg)
                continue
            if out and out[-1] == "--rep":
                taking = True
            elif taking and not arg.startswith("-") and arg.lower().endswith(SOUND):
                out.append("--rep")
            else:
                taking = False
            out.append(arg)
        return super().parse_args(ctx, out)


@click.command(
    "rehearse",
    cls=ManyFiles,
    epilog=example(
        "voicecoach rehearse bakery-terminals --difficulty hard\n"
        "voicecoach rehearse --typed < my-lines.txt\n"
        "voicecoach rehearse --rep hello.wav second.wav"
    ),
)
@click.argument("scenario", required=False)
@click.option("--rep", "reps", multiple=True, metavar="FILE…",
              help="Let recordings make the call instead of the microphone; 'empathic' or 'pushy' plays the fixtures.")  # fmt: skip
@click.option("--typed", is_flag=True, help="Read the rep's lines from standard input instead of the microphone.")
@click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Default: the scenario's own.")
@click.option("--seed", type=int, help="Makes the client choose the same lines again (default: random).")
@click.option("--client", metavar="MODEL", help="'built-in', or a language model behind --llm-url.")
@click.option("--llm-url", metavar="URL", help="An OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1.")
@click.option("--stt", metavar="NAME", help="moonshine, whisper:NAME or URL#MODEL.")
@click.option("--voice", metavar="NAME", help="A voice of the synthesiser, URL#MODEL/VOICE, or none.")
@click.option("--microphone", metavar="NAME", help="Name or number of the microphone (see: voicecoach doctor).")
@click.option("--speaker", metavar="NAME", help="Name or number of the speaker.")
@click.option("--headphones", is_flag=True, help="No echo reaches the microphone: echo cancelling is off.")
@click.option("--name", metavar="NAME", help="Your name in the library.")
@click.option("--reveal", is_flag=True, help="Show the state of trust while you speak (better not).")
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--no-questions", is_flag=True, help="Do not ask what you intend and how it went.")
@library_option
@json_option
def command(**given: Any) -> None:
    """Rehearse a call aloud: read the brief, speak, be told No, work for trust, read what happened.

    SCENARIO is a name from `voicecoach scenarios list` or a scenario file.
    """
    from voicecoach import rehearsal, settings, wiring

    asked = settings.load(
        {
            "library": given["library"], "difficulty": given["difficulty"], "client": given["client"],
            "llm_url": given["llm_url"], "stt": given["stt"], "voice": given["voice"], "rep": given["name"],
            "microphone": given["microphone"], "speaker": given["speaker"], "headphones": given["headphones"],
        }
    )  # fmt: skip
    chosen = wiring.choose_scenario(asked, given["scenario"])
    plan = rehearsal.plan(asked, chosen, reps=given["reps"], typed=given["typed"], seed=given["seed"])
    _introduce(chosen.scenario, plan, as_json=given["as_json"])
    asks = _may_ask(given, plan)
    intended = _before(chosen.scenario) if asks else []
    if plan.mode == "microphone" and not asks and _person_there(given):
        _ask("Press Enter when you are ready; then the client answers.")
    with rehearsal.hold(plan, view=_view_for(given, chosen.scenario, plan), before=intended) as held:
        held.run()
        if asks:
            _after(chosen.scenario, held)
    _report(held, given["library"], as_json=given["as_json"])
    _remark(held, own_recordings=any("." in rep for rep in given["reps"]))


def _introduce(scenario: Scenario, plan: Any, *, as_json: bool) -> None:
    if as_json:
        for note in plan.notes:
            warn(note)
        return
    b = scenario.brief
    click.echo(f"\n{scenario.title}  ({plan.difficulty}, seed {plan.seed})\n")
    for what, text in (("You are", b.who), ("You offer", b.offer), ("Why now", b.why), ("You want", b.want)):
        click.echo(hanging(f"  {what:<10} ", text))
    click.echo("\n" + hanging("  ", scenario.opening) + "\n")
    for note in plan.notes:
        click.echo(note)


def _person_there(given: dict[str, Any]) -> bool:
    return not given["as_json"] and sys.stdout.isatty() and sys.stdin.isatty()


def _may_ask(given: dict[str, Any], plan: Any) -> bool:
    from voicecoach.terminal.keyboard import waits_for_a_person

    live = plan.mode == "microphone" or (plan.mode == "typed" and waits_for_a_person())
    return live and not given["no_questions"] and _person_there(given)


def _ask(question: str) -> str:
    answer: str = click.prompt(f"{question}\n ", default="", show_default=False, prompt_suffix="> ")
    return answer.strip()


def _before(scenario: Scenario) -> list[tuple[str, str]]:
    name = scenario.client.name.split()[0]
    return [("intended_impression", _ask(f"What impression do you want to leave? (Enter, and {name} answers.)"))]


def _after(scenario: Scenario, held: Held) -> None:
    """What the rep says of the call, kept answer by answer; Ctrl-C skips the rest."""
    name = scenario.client.name.split()[0]
    click.echo("\nBefore you read anything (Enter skips a question, Ctrl-C all):")
    try:
        for topic, question in (
            ("how_it_went", "How did it go?"),
            ("do_differently", "What would you do differently?"),
            ("read_worry", f"What worries {name} most?"),
            ("read_decides", "Who decides there?"),
            ("read_openness", f"How open was {name} when you said hello, 1 (shut) to 5 (wide open)?"),
        ):
            held.add([(topic, _ask(question))])
    except click.Abort:
        click.echo()


def _view_for(given: dict[str, Any], scenario: Scenario, plan: Any) -> Any:
    from voicecoach.fakes import NoView
    from voicecoach.terminal.live import KEYS, LiveView, PlainView

    name = scenario.client.name
    if given["as_json"]:
        return NoView()
    live, reveal = plan.mode == "microphone", given["reveal"]
    if live and sys.stdout.isatty() and not given["plain"] and os.environ.get("TERM") != "dumb":
        return LiveView(name, plan.devices, reveal=reveal)
    if not _person_there(given):
        return PlainView(name, reveal=reveal)
    if plan.mode == "typed":  # the terminal shows what is typed
        return PlainView(name, reveal=reveal, echo=False, hint="(Type what you say; Ctrl-D hangs up.)")
    return PlainView(name, reveal=reveal, hint=f"({KEYS})" if live else "")


def _report(held: Held, library: str | None, *, as_json: bool) -> None:
    from voicecoach import debriefing
    from voicecoach.debrief import shelf, text

    saved = held.saved()
    where = f" --library {shlex.quote(library)}" if library else ""
    again = f"voicecoach debrief {held.id}{where}"
    try:
        with debriefing.progress(saved.duration, show=sys.stderr.isatty()) as bar:
            debrief = debriefing.build(saved, bar)
        shelf.put(saved, debrief)
    except (KeyboardInterrupt, VoiceCoachError):
        warn(f"The call is saved as {held.id}.  Its debrief: {again}")
        raise
    if as_json:
        say_json({"session": held.id, "folder": str(saved.folder), **held.outcome(), "debrief": debrief.to_json()})
    else:
        click.echo("\n" + text.summary(debrief))
        click.echo(f"Saved as {held.id}\n  In full    {again}\n  As a page  {again} --format html --out debrief.html")
        if debrief.about.sound:
            click.echo(f"  Hear it    voicecoach replay {held.id}{where}")


def _remark(held: Held, *, own_recordings: bool) -> None:
    """What a person should know of how the call came about; exits with 1 when it broke."""
    if own_recordings and held.unsaid >= 1.0:
        warn(f"The call was over before the recordings were: {clock(held.unsaid)} of them were not played.")
    if held.deaf:
        warn("Not one word of yours was understood. If you spoke, look at: voicecoach doctor --sound")
    if held.failed:
        warn(f"voicecoach: the call ended early ({held.failed}); what was said until then is saved.")
        sys.exit(1)
