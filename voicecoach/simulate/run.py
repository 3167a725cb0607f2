"""Plays a simulated rep against a client: the same director, labeller and client as in a rehearsal, no sound."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from voicecoach import events as ev
from voicecoach.errors import BadRequest
from voicecoach.labelling import from_words
from voicecoach.ports import Client, Exchange
from voicecoach.respond import director
from voicecoach.respond.director import Call, RepTurn, Step
from voicecoach.scenario import Scenario
from voicecoach.session import Difficulty, Label
from voicecoach.simulate.reps import CLOCK, REPS
from voicecoach.simulate.wording import Wording

Level = Literal["text", "labels"]
LONGEST = 60
"""Turns after which a call is given up; the channels end it long before."""
WORDS_A_SECOND = 2.5


@dataclass(frozen=True)
class Turn:
    """One turn of the trace: what the rep meant to do, what was heard, what it did to the state."""

    turn: int
    meant: tuple[str, ...]
    heard: tuple[str, ...]
    act: str
    alliance: int
    reactance: int
    patience: int
    impression: int
    level: int
    said: str = ""


@dataclass(frozen=True)
class Simulation:
    """How a simulated call went. `turns` are those that counted; `outcome` as in events.Ended."""

    rep: str
    scenario: str
    difficulty: Difficulty
    seed: int
    highest_level: int
    turns: int
    outcome: str
    by: str
    why: str
    told: tuple[str, ...]
    trace: tuple[Turn, ...]
    transcript: tuple[Exchange, ...]
    events: tuple[ev.Event, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values for a program; the events are left out."""
        data = {name: value for name, value in vars(self).items() if name not in ("trace", "transcript", "events")}
        return data | {
            "told": list(self.told),
            "trace": [asdict(t) for t in self.trace],
            "transcript": [asdict(x) for x in self.transcript],
        }


def simulate(
    rep: str,
    scenario: Scenario,
    difficulty: Difficulty,
    seed: int,
    level: Level = "text",
    client: Client | None = None,
    *,
    final: bool | None = None,
    impression: int | None = None,
) -> Simulation:
    """Lets `rep` call. At level "labels" the moves are certain and nobody speaks; at level "text" the rep says
    sentences, the labeller hears them, and `client` (the built-in one by default) answers. `final` forces or excludes
    a final No, `impression` forces what first contact leaves. Raises BadRequest for an unknown rep."""
    if rep not in REPS:
        raise BadRequest(f"there is no simulated rep called {rep!r}.", f"There are: {', '.join(REPS)}.")
    return _Run(rep, scenario, difficulty, seed, level, client, final, impression).play()


class _Run:
    """One simulated call."""

    def __init__(
        self,
        rep: str,
        scenario: Scenario,
        difficulty: Difficulty,
        seed: int,
        level: Level,
        client: Client | None,
        final: bool | None,
        impression: int | None,
    ) -> None:
        self.rep, self.scenario, self.seed, self.level = rep, scenario, seed, level
        self.call = director.open_call(scenario, difficulty, seed, final=final)
        if impression is not None:
            self.call = director.with_impression(self.call, impression)
        self.client = _client(scenario, seed, client) if level == "text" else None
        self.wording = Wording(scenario, seed)
        self.events: list[ev.Event] = []
        self.trace: list[Turn] = []
        self.transcript: list[Exchange] = []
        self.highest = 0
        self.t = 0.0
        self.over: ev.Ended | None = None

    def play(self) -> Simulation:
        """The whole call."""
        self._client_does(director.greeting(self.call, self.t))
        while self.over is None and len(self.trace) < LONGEST:
            self._rep_does(REPS[self.rep](self.call))
        over = self.over or ev.Ended(self.t, "stopped", "program", "too_long")
        call = self.call
        return Simulation(
            self.rep, self.scenario.id, call.difficulty, self.seed, self.highest, call.state.turn, over.outcome,
            over.by, over.why, call.told, tuple(self.trace), tuple(self.transcript), tuple(self.events),
        )  # fmt: skip

    def _rep_does(self, meant: tuple[str, ...]) -> None:
        before = self.call
        if meant == ("silence",):
            self.t += 9.0
            self._client_does(director.after_silence(self.call, self.t))
            self._note(meant, ("silence",), "")
            return
        turn = self._turn(meant)
        self._client_does(director.answer(before, turn, turn.end))
        self._note(meant, tuple(x.move for x in turn.labels), turn.text)

    def _turn(self, meant: tuple[str, ...]) -> RepTurn:
        """The rep's turn, as words that were heard or as certain labels."""
        start = self.t + (2.0 if "waits" in meant else 0.6)
        if self.level == "labels":
            self.t = start + 5.0
            return RepTurn("", tuple(Label(m) for m in meant), start, self.t)
        text = self.wording.say(meant, self.call)
        self.transcript.append(Exchange("rep", text))
        end = start + len(text.split()) / WORDS_A_SECOND
        self.t = end
        return RepTurn(text, _heard(self.call, text, meant), start, end)

    def _client_does(self, step: Step) -> None:
        self.events += step.events
        self.call, self.over = step.call, step.over
        self.highest = max(self.highest, self.call.state.level)
        if step.direction is None or self.client is None:
            return
        said = [s.text for s in self.client.reply(step.direction, self.events.append)]
        text = " ".join(said)
        self.t += 0.5 + len(text.split()) / WORDS_A_SECOND
        self.call = director.spoken(self.call, text)
        self.transcript.append(Exchange("client", text))

    def _note(self, meant: tuple[str, ...], heard: tuple[str, ...], said: str) -> None:
        s = self.call.state
        self.trace.append(
            Turn(s.turn, meant, heard, self.call.act, s.alliance, s.reactance, s.patience, s.impression, s.level, said)
        )


def _heard(call: Call, text: str, meant: tuple[str, ...]) -> tuple[Label, ...]:
    """What the labeller hears, and what the clock sees."""
    return from_words(call, text) + tuple(Label(m) for m in meant if m in CLOCK)


def _client(scenario: Scenario, seed: int, client: Client | None) -> Client:
    from voicecoach.respond.scripted.client import ScriptedClient

    return client or ScriptedClient(scenario, seed)
