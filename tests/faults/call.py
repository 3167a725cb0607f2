"""One call in which something breaks, and what became of it."""

from __future__ import annotations

import json
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from tests.faults.room import CardMouth, CardRoom, LeapingTime
from tests.unit.portaudio import Computer, Plug
from voicecoach import debriefing, rehearsal, wiring
from voicecoach import events as ev
from voicecoach.conversation.room import Clip
from voicecoach.errors import VoiceCoachError
from voicecoach.fakes import NoView
from voicecoach.hear import wav
from voicecoach.ports import Key
from voicecoach.remember.saved import SavedSession
from voicecoach.resources import fixtures_folder
from voicecoach.settings import Settings

PATIENCE = 90  # s of real time after which a call counts as hung
SHORT = 7.5  # s; clips up to here are said
TURNS = 4
LONGEST = 100.0  # s after which a rep who waits for a device that never comes hangs up


@dataclass
class Call:
    """What a fault is given to break: change it before the call, or hook something in."""

    settings: Settings
    computer: Computer
    time: LeapingTime
    devices: str = ""  # the name under which both are asked for
    hooks: list[tuple[float, Callable[[CardRoom], None]]] = field(default_factory=list)  # at these times (s)
    break_voice: Callable[[Any], Any] = lambda voice: voice
    broke: bool = False  # did the fault come about at all?


Fault = Callable[[Call, random.Random], Any]
"""Prepares a fault: a context manager around the call, which gives what was done in a few words."""


@dataclass(frozen=True)
class Outcome:
    """How a call ended: survived, ended saved, or lost; and what was said of it, the most frequent first."""

    verdict: str
    ended: str
    said: tuple[str, ...]
    detail: str
    broke: bool
    events: tuple[ev.Event, ...] = field(repr=False, default=())


def clips(rng: random.Random) -> list[Clip]:
    """Some of what the fixtures' reps say."""
    folder = fixtures_folder()
    assert folder
    rows = json.loads((folder / "manifest.json").read_text())["clips"]
    fit = [row["file"] for row in rows if row["seconds"] <= SHORT]
    return [Clip(wav.read(folder / f).sound, rng.uniform(0.6, 1.5), name=f) for f in rng.sample(fit, TURNS)]


def computer() -> Computer:
    """A laptop with a headset plugged in."""
    plugs = [
        Plug("Laptop Speakers", outputs=2), Plug("Laptop Microphone", inputs=2),
        Plug("Headset (hw:2,0)", inputs=1, outputs=2),
    ]  # fmt: skip
    return Computer(plugs, "Laptop Microphone", "Laptop Speakers")


def hold(folder: Path, fault: Fault, seed: int) -> Outcome:
    """Holds it."""
    rng = random.Random(seed)
    said = clips(rng)
    call = Call(Settings(library=str(folder), headphones=True), computer(), LeapingTime())
    detail = ""
    try:
        with fault(call, rng) as detail, _limited():
            ended = _held(call, said, seed)
    except VoiceCoachError as error:
        return _judged(call, f"said on leaving: {error}", detail)
    except Exception as error:
        return Outcome("lost", f"{type(error).__name__}: {error}", (), detail, call.broke)
    return _judged(call, f"{ended.outcome} {ended.why}".strip(), detail)


def _held(call: Call, said: list[Clip], seed: int) -> ev.Ended:
    room = CardRoom(call.time, said, call.computer, call.devices, call.devices)
    room.hooks = [*call.hooks, (LONGEST, lambda there: there._post(Key("end")))]
    chosen = wiring.choose_scenario(call.settings, "bakery-terminals")
    mouth: Any = CardMouth(room)
    plan = rehearsal.Plan(call.settings, chosen, "microphone", "easy", seed, (), room.ears, mouth)
    voice = wiring.voice
    with (
        mock.patch.object(rehearsal, "RealTime", return_value=call.time),
        mock.patch.object(wiring, "voice", lambda *given: call.break_voice(voice(*given))),
        rehearsal.hold(plan, NoView()) as held,
    ):
        return held.run()


@contextmanager
def _limited() -> Iterator[None]:
    """A call that hangs is a call that is lost."""

    def hung(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"hung for {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _judged(call: Call, ended: str, detail: str) -> Outcome:
    """Opens the session anew, as a coach would the next day."""
    try:
        saved = wiring.library(call.settings).open("last")
        events = tuple(saved.events)
        debriefing.build(saved)
    except Exception as error:
        return Outcome("lost", f"{ended}; does not open: {type(error).__name__}: {error}", (), detail, call.broke)
    said = _said(saved)
    over = next((e for e in reversed(events) if isinstance(e, ev.Ended)), None)
    if over is None or not any(isinstance(e, ev.Began) for e in events):
        return Outcome("lost", f"{ended}; no end was written", said, detail, call.broke, events)
    verdict = "ended saved" if over.outcome == "failed" else "survived"
    return Outcome(verdict, ended, said, detail, call.broke, events)


def _said(saved: SavedSession) -> tuple[str, ...]:
    """What the session says went wrong."""
    told: Counter[str] = Counter()
    for e in saved.events:
        match e:
            case ev.Trouble():
                told[f"{e.stage}: {e.cause} {e.done}"] += 1
            case ev.Overflow():
                told[f"{e.where}: sound was lost"] += 1
            case ev.Device(what=what) if what in ("lost", "back"):
                told[f"{e.name} {what}"] += 1
    return tuple(text for text, _ in told.most_common())


def with_settings(call: Call, **changes: Any) -> None:
    """Changes settings before the call."""
    call.settings = replace(call.settings, **changes)
