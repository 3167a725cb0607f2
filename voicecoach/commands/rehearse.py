"""`voicecoach rehearse`: one call, from the brief to the debrief."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from voicecoach.commands.common import example, json_option, library_option, say_json, warn
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
        for arg in args:
            if arg == "--rep":
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
    as_json, talk = given["as_json"], not given["as_json"]
    plan = rehearsal.plan(asked, chosen, reps=given["reps"], typed=given["typed"], seed=given["seed"])
    if talk:
        _introduce(chosen.scenario, plan)
    asks = _may_ask(given, plan)
    intended = _before() if asks else []
    with rehearsal.hold(plan, view=_view_for(given, chosen.scenario, plan), before=intended) as held:
        held.run()
        if asks:
            held.add(_after(chosen.scenario))
    _report(held, as_json=as_json)


def _introduce(scenario: Scenario, plan: Any) -> None:
    b = scenario.brief
    click.echo(f"\n{scenario.title}  ({plan.difficulty}, seed {plan.seed})\n")
    for what, text in (("You are", b.who), ("You offer", b.offer), ("Why now", b.why), ("You want", b.want)):
        click.echo(f"  {what:<10} {text}")
    click.echo(f"\n  {scenario.opening}\n")
    for note in plan.notes:
        click.echo(note)


def _may_ask(given: dict[str, Any], plan: Any) -> bool:
    live = plan.mode == "microphone" or (plan.mode == "typed" and sys.stdin.isatty())
    return live and not given["no_questions"] and not given["as_json"] and sys.stdout.isatty() and sys.stdin.isatty()


def _ask(question: str) -> str:
    answer: str = click.prompt(f"{question}\n ", default="", show_default=False, prompt_suffix="> ")
    return answer.strip()


def _before() -> list[tuple[str, str]]:
    click.echo("(Enter skips a question.)")
    return [("intended_impression", _ask("What impression do you want to leave?"))]


def _after(scenario: Scenario) -> list[tuple[str, str]]:
    name = scenario.client.name.split()[0]
    click.echo("\nBefore you read anything (Enter skips a question):")
    return [
        ("how_it_went", _ask("How did it go?")),
        ("do_differently", _ask("What would you do differently?")),
        ("read_worry", _ask(f"What worries {name} most?")),
        ("read_decides", _ask("Who decides there?")),
        ("read_openness", _ask(f"How open was {name} when you said hello, 1 (shut) to 5 (wide open)?")),
    ]


def _view_for(given: dict[str, Any], scenario: Scenario, plan: Any) -> Any:
    from voicecoach.fakes import NoView
    from voicecoach.live import LiveView, PlainView

    name = scenario.client.name
    if given["as_json"]:
        return NoView()
    if given["plain"] or plan.mode != "microphone" or not sys.stdout.isatty():
        return PlainView(name, reveal=given["reveal"])
    return LiveView(name, plan.devices, reveal=given["reveal"])


def _report(held: Held, *, as_json: bool) -> None:
    from voicecoach import debriefing
    from voicecoach.debrief import shelf, text

    saved = held.saved()
    debrief = debriefing.build(saved)
    shelf.put(saved, debrief)
    if as_json:
        say_json({"session": held.id, "folder": str(saved.folder), **held.outcome(), "debrief": debrief.to_json()})
    else:
        click.echo()
        click.echo(text.render(debrief))
        click.echo(f"\nSaved as {held.id}.  Again: voicecoach debrief {held.id} --format html --out debrief.html")
    if held.failed:
        warn(f"voicecoach: the call ended early ({held.failed}); what was said until then is saved.")
        sys.exit(1)
