"""The built-in clients, and what one of them says to a direction."""

from __future__ import annotations

from voicecoach.ports import Direction
from voicecoach.resources import prompts_folder
from voicecoach.respond.scenarios.files import available, load
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.scenario import Scenario
from voicecoach.session import Trust

ALL = {name: load(path) for name, path in available([prompts_folder()]).items()}
BAKERY, LIFTS, CLINIC = ALL["bakery-terminals"], ALL["lift-maintenance"], ALL["clinic-front-desk"]
ACTS = ("reflex_no", "surface_objection", "real_objection", "confirm", "explore", "agree")


def direct(s: Scenario, level: int, text: str = "", act: str = "", **more: object) -> Direction:
    unlocked = tuple(x.id for x in s.locked if x.level <= level)
    values: dict[str, object] = {
        "act": act or ACTS[level],
        "turn": 1,
        "trust": Trust(30, 40, 80, 0, level),
        "rep_text": text,
        "facts": tuple(f.id for f in s.public) + unlocked,
        "max_words": (24, 28, 40, 70, 70, 70)[level],
    }
    return Direction(**{**values, **more})  # type: ignore[arg-type]


def said(s: Scenario, d: Direction, seed: int = 0) -> list[str]:
    return [x.text for x in ScriptedClient(s, seed).reply(d, lambda _: None)]
