"""A rehearsal as a whole: decide how it will be heard, put the parts together, hold it, keep it.

Between the commands (and the page) that ask for a rehearsal and the loop that holds one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from voicecoach import __version__, labelling, wiring
from voicecoach import events as ev
from voicecoach.conversation.listening import EchoCanceller, Listening
from voicecoach.conversation.parts import Manners, Parts
from voicecoach.conversation.recordings import recorded
from voicecoach.conversation.reply import Speaking
from voicecoach.conversation.room import Clip, Room
from voicecoach.conversation.timeline import RealTime, Timeline, VirtualTime
from voicecoach.debriefing import usual_for
from voicecoach.errors import BadRequest, HearError, SpeakError, VoiceCoachError
from voicecoach.fakes import NoMouth, NoVoice
from voicecoach.loop import Rehearsal
from voicecoach.ports import Client, Delivery, Direction, Ears, Memory, Mouth, Post, Recogniser, View, Voice
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library
from voicecoach.resources import fixtures_folder
from voicecoach.respond.scripted.reflexes import reflexes
from voicecoach.scenario import Scenario
from voicecoach.session import Card, Difficulty
from voicecoach.settings import Settings
from voicecoach.speak.delivery import deliver
from voicecoach.terminal import keys, quiet
from voicecoach.understand import moves

LONG_ENOUGH_TO_SPEAK = 20.0
"""Seconds of a call after which it is strange that no word was understood."""

Mode = Literal["microphone", "typed", "recordings", "browser"]


@dataclass(frozen=True)
class Plan:
    """How a call will be made, decided before anything is opened."""

    settings: Settings
    chosen: wiring.Chosen
    mode: Mode
    difficulty: Difficulty
    seed: int
    clips: tuple[Clip, ...] = ()
    ears: Ears | None = None
    mouth: Mouth | None = None
    notes: tuple[str, ...] = ()
    devices: str = ""
    recogniser: Callable[[], Recogniser] | None = None  # opens one that is shared between calls


def plan(
    settings: Settings,
    chosen: wiring.Chosen,
    *,
    reps: Sequence[str] = (),
    typed: bool = False,
    seed: int | None = None,
) -> Plan:
    """Chooses the mode. Without a microphone the recorded rep of the checkout makes the call, and a note says so.

    Raises HearError when nothing can be heard, BadRequest for a combination that makes no sense.
    """
    if typed and reps:
        raise BadRequest("--typed and --rep cannot both make the call.", "Choose one of them.")
    wiring.check(settings, spoken=not typed)
    difficulty: Difficulty = settings.difficulty or chosen.scenario.difficulty  # type: ignore[assignment]
    seed = _seed(seed)
    notes = [f"Leaves this machine: {what}." for what in wiring.remote_endpoints(settings)]
    if reps:
        clips, mended = recorded(reps)
        return Plan(settings, chosen, "recordings", difficulty, seed, clips, notes=(*notes, *mended))
    if typed:
        return Plan(settings, chosen, "typed", difficulty, seed, notes=tuple(notes))
    try:
        ears = wiring.microphone(settings)
    except HearError as error:
        if settings.microphone or fixtures_folder() is None:
            raise
        who = "a recorded rep" if chosen.scenario.id == wiring.DEFAULT_SCENARIO else "a recorded rep who calls a bakery"
        notes.append(f"No microphone ({_why(error)}): {who} makes the call instead. To make it yourself: --typed")
        clips, _ = recorded(["empathic"])
        return Plan(settings, chosen, "recordings", difficulty, seed, clips, notes=tuple(notes))
    mouth, devices = None, ears.name
    try:
        mouth = wiring.speaker(settings)
        devices += f" → {mouth.name}"
    except SpeakError as error:
        notes.append(f"No speaker ({_why(error)}): the client's words are shown, not spoken.")
    return Plan(settings, chosen, "microphone", difficulty, seed, (), ears, mouth, tuple(notes), devices)


def _why(error: VoiceCoachError) -> str:
    """The cause, and with it the command that mends it, where there is one."""
    cause = error.cause.rstrip(".")
    return f"{cause}; {error.remedy[0].lower()}{error.remedy[1:]}" if error.remedy.startswith("Run: ") else cause


def plan_page(
    settings: Settings,
    chosen: wiring.Chosen,
    ears: Ears,
    mouth: Mouth,
    *,
    seed: int | None = None,
    recogniser: Callable[[], Recogniser] | None = None,
) -> Plan:
    """A call held in a browser: its microphone, its speaker, its own echo cancelling. `recogniser` opens one, where
    several calls share it."""
    difficulty: Difficulty = settings.difficulty or chosen.scenario.difficulty  # type: ignore[assignment]
    return Plan(
        settings, chosen, "browser", difficulty, _seed(seed), ears=ears, mouth=mouth, recogniser=recogniser
    )  # fmt: skip


def _seed(seed: int | None) -> int:
    return secrets.randbelow(100_000) if seed is None else seed


@dataclass
class Held:
    """A rehearsal that can be run, and the session it becomes."""

    rehearsal: Rehearsal
    memory: Memory
    library: Library
    id: str
    ended: ev.Ended | None = None
    _before: list[tuple[str, str]] = field(default_factory=list)
    _during: ExitStack = field(default_factory=ExitStack)  # what belongs to the call alone: keys, the live view

    def run(self) -> ev.Ended:
        """Holds the call. Afterwards the keyboard and the terminal are whoever's wants to ask something."""
        self.add(self._before)
        with self._during:
            self.ended = self.rehearsal.run()
        return self.ended

    def add(self, says: Sequence[tuple[str, str]]) -> None:
        """Keeps what the rep says of the call: (topic, text); empty answers are skipped ones."""
        for topic, text in says:
            if text:
                self.memory.add(ev.RepSays(self.rehearsal.time.now() if self.ended else 0.0, topic, text))

    @property
    def failed(self) -> str:
        """Which stage ended the call, when something failed for good."""
        return self.ended.why if self.ended and self.ended.outcome == "failed" else ""

    def outcome(self) -> dict[str, Any]:
        """How it went, for a program."""
        assert self.ended is not None
        events = self.saved().events
        levels = [e.after.level for e in events if isinstance(e, ev.Moved)]
        first_no = next((e for e in events if isinstance(e, ev.SaidNo)), None)
        said = [e.text for e in events if isinstance(e, ev.ClientSaid) and first_no and e.turn == first_no.turn]
        return {
            "outcome": self.ended.outcome, "by": self.ended.by, "why": self.ended.why, "turns": self.rehearsal.takes.turn,
            "highest_level": max(levels, default=0), "alliance": self.rehearsal.takes.call.trust.alliance,
            "warned": any(isinstance(e, ev.Warned) for e in events), "first_no": " ".join(said),
        }  # fmt: skip

    @property
    def unsaid(self) -> float:
        """Seconds of the recordings that were left when the call was over; 0 for a rep who speaks."""
        left: float = getattr(self.rehearsal.parts.ears, "unsaid", 0.0)
        return left

    @property
    def deaf(self) -> bool:
        """Whether there was time to speak, and not one word was understood."""
        return self.rehearsal.takes.turn == 0 and self.rehearsal.time.now() > LONG_ENOUGH_TO_SPEAK

    def saved(self) -> SavedSession:
        """The session as it lies in the library."""
        self.memory.close()
        return self.library.open(self.id)


@contextmanager
def hold(plan: Plan, view: View, before: Sequence[tuple[str, str]] = ()) -> Iterator[Held]:
    """Opens every backend, then the session; closes them all whatever happens. Raises VoiceCoachError."""
    scenario = plan.chosen.scenario
    with ExitStack() as stack:
        timeline, ears, mouth = _side(plan)
        recogniser = _closing(stack, _recogniser(plan))
        voice = _closing(stack, _voice(plan, mouth, timeline.post))
        client = _closing(stack, wiring.client(plan.settings, scenario, plan.seed))
        listening, duplex = _listening(plan)
        library = wiring.library(plan.settings)
        wiring.forget_old(plan.settings)
        card = _card(plan, ears, recogniser, voice, client)
        memory = library.create(card, plan.chosen.text, baseline=usual_for(library, plan.settings.rep))
        stack.callback(memory.close)
        during = stack.enter_context(ExitStack())
        during.callback(getattr(view, "close", lambda: None))
        parts = Parts(
            timeline, ears, listening, recogniser, labelling.labels,
            Speaking(client, voice, delivery(scenario, plan.settings)), mouth, memory, view, moves.VERSION,
            reflexes(scenario, plan.seed),
        )  # fmt: skip
        manners = Manners(silence=None) if plan.mode == "typed" else Manners()
        rehearsal = Rehearsal(parts, scenario, plan.difficulty, plan.seed, manners)
        if plan.mode == "microphone":
            opened = ev.Device(0.0, duplex, ears.name)
            memory.add(opened)
            view.event(opened)
            during.enter_context(keys.watch(timeline.post))
            during.enter_context(quiet.chatter_dropped())
        yield Held(rehearsal, memory, library, memory.card.id, _before=list(before), _during=during)


def _side(plan: Plan) -> tuple[Timeline, Ears, Mouth]:
    """The rep's side of the call, and the clock that goes with it."""
    if plan.mode == "recordings":
        time = VirtualTime(measure=True)
        room = Room(time, plan.clips)
        return time, room.ears, room.mouth
    if plan.mode == "typed":
        from voicecoach.terminal.keyboard import TypedEars

        spoken = plan.settings.voice not in ("", "none")
        return RealTime(), TypedEars(), wiring.speaker(plan.settings) if spoken else NoMouth()
    assert plan.ears is not None
    return RealTime(), plan.ears, plan.mouth or NoMouth()


class NoRecogniser:
    """Typed calls need none."""

    name = "typed"

    def recognise(self, samples: Any) -> Any:
        """Never called: typed words need no recognising."""
        raise VoiceCoachError("a typed call has no sound to recognise.", stage="understand")

    def close(self) -> None:
        """Holds nothing."""


def _recogniser(plan: Plan) -> Recogniser:
    if plan.mode == "typed":
        return NoRecogniser()
    return plan.recogniser() if plan.recogniser else wiring.recogniser(plan.settings)


def _voice(plan: Plan, mouth: Mouth, tell: Post) -> Voice:
    return NoVoice() if isinstance(mouth, NoMouth) else wiring.voice(plan.settings, tell)


def _closing(stack: ExitStack, part: Any) -> Any:
    stack.callback(part.close)
    return part


def _listening(plan: Plan) -> tuple[Listening, str]:
    """How the rep is heard while the client speaks: with echo cancelling, without it, or not at all."""
    from voicecoach.hear.detector import Silero

    if plan.mode != "microphone" or plan.settings.headphones or plan.mouth is None:
        return Listening(Silero()), "full_duplex"
    canceller = _canceller()
    if canceller is None:
        return Listening(Silero(), duplex=False), "half_duplex"
    return Listening(Silero(), canceller=canceller), "echo_cancelling"


def _canceller() -> EchoCanceller | None:
    try:
        from voicecoach.hear.echo import EchoCanceller as Livekit

        return Livekit()
    except (VoiceCoachError, ImportError, OSError):
        return None


def delivery(scenario: Scenario, settings: Settings) -> Any:
    """How the client sounds: the scenario's voice, moved by the state of trust."""
    chosen = "" if "://" in settings.voice or settings.voice == "none" else settings.voice

    def of(direction: Direction) -> Delivery:
        person = scenario.client
        return deliver(direction.trust, chosen or person.voice, person.rate, person.pitch, direction.act)

    return of


def _card(plan: Plan, ears: Ears, recogniser: Recogniser, voice: Voice, client: Client) -> Card:
    return Card(
        id="", created="", scenario=plan.chosen.scenario.id, title=plan.chosen.scenario.title,
        difficulty=plan.difficulty, seed=plan.seed, rep=plan.settings.rep,
        hearing=plan.mode if ears.name == plan.mode else f"{plan.mode}: {ears.name}",
        recogniser=recogniser.name, voice=voice.name, client=client.name,
        remote=wiring.remote_endpoints(plan.settings), program=__version__, rate_client=voice.rate,
    )  # fmt: skip
