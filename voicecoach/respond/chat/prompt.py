"""What a language model is told: the template of prompts/persona.md, filled from a direction.

Locked facts that are still locked are not in a direction, so they cannot be in here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import RespondError
from voicecoach.ports import Direction
from voicecoach.resources import prompts_folder
from voicecoach.scenario import Scenario

PLACEHOLDERS = frozenset(
    {
        "name",
        "role",
        "company",
        "character",
        "manner",
        "opening",
        "language",
        "max_words",
        "must_tell",
        "test",
        "because",
    }
)
LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "nl": "Dutch"}
REMEMBERED = 24
"""Exchanges of the conversation that the model is given; what was said before them is left out."""
_HEADING = re.compile(r"^# +(.+?) *$", re.M)
_HOLE = re.compile(r"\{\{ *(\w*) *\}\}")


@dataclass(frozen=True)
class Prompt:
    """What is sent. `guarded` is the part that the client must not read out."""

    messages: tuple[dict[str, str], ...]
    guarded: str


@functools.cache
def template(path: Path | None = None) -> Mapping[str, str]:
    """The sections of the template by heading. Raises RespondError listing everything wrong with it."""
    path = path or prompts_folder() / "persona.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RespondError(f"{path.name} cannot be read ({type(error).__name__}).", "Restore it.") from error
    parts = _HEADING.split(text)
    sections = {name.strip().lower(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
    wrong = [f"unknown placeholder {{{{{hole}}}}}" for hole in _HOLE.findall(text) if hole not in PLACEHOLDERS]
    wrong += [f"no section “{name}”" for name in ("everything", "reflex_no", "disclose") if not sections.get(name)]
    if wrong:
        raise RespondError(f"{path.name}: {'; '.join(dict.fromkeys(wrong))}.", "Mend it, or restore the original.")
    return sections


def prompt(scenario: Scenario, d: Direction, sections: Mapping[str, str] | None = None) -> Prompt:
    """The messages for one reply: the instructions, what may be told, and the conversation as it was heard."""
    sections = template() if sections is None else sections
    values = _values(scenario, d)
    act = "quick_yes" if scenario.inbound and d.act == "reflex_no" and not d.no else d.act
    names = ("everything", f"mood {d.trust.level}", act)
    told = [_filled(sections[n], values) for n in names if n in sections]
    rules = "\n\n".join(told)
    facts = _facts(scenario, d)
    examples = _examples(scenario, d)
    system = "\n\n".join(x for x in (told[0], facts, *told[1:], examples) if x)
    guarded = rules.replace(values["must_tell"], " ") if values["must_tell"] else rules
    for free in (values["test"], values["because"], f"{values['name']}, {values['role']} at {values['company']}"):
        guarded = guarded.replace(free, " ") if free else guarded
    return Prompt(({"role": "system", "content": system}, *_conversation(d)), guarded)


def _values(scenario: Scenario, d: Direction) -> dict[str, str]:
    person = scenario.client
    fact = next((x for x in scenario.locked if x.id == d.must_tell), None)
    test = next((x for x in scenario.tests if x.id == d.test), None)
    final = scenario.final_no if d.no == "final" else None
    return {
        "name": person.name,
        "role": person.role,
        "company": person.company,
        "character": person.character,
        "manner": person.manner,
        "opening": scenario.opening,
        "language": LANGUAGES.get(scenario.language[:2].lower(), scenario.language),
        "max_words": str(d.max_words),
        "must_tell": " ".join((fact.text, *fact.story)) if fact else "",
        "test": test.says[d.seed % len(test.says)] if test else "",
        "because": final.because if final else "",
    }


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda m: values[m.group(1)], text)


def _facts(scenario: Scenario, d: Direction) -> str:
    """What the client knows and may say; what is still hidden is not here."""
    known = [x.text for x in scenario.public if x.id in d.facts]
    known += [x.text for x in scenario.locked if x.id in d.facts]
    return "What you may say if it comes up:\n" + "\n".join(f"- {text}" for text in known) if known else ""


def _examples(scenario: Scenario, d: Direction) -> str:
    """Lines in this person's own way of talking, to be taken as a tone and not to be repeated."""
    own = getattr(scenario.lines, d.act, ())
    if d.act in ("hang_up", "warn", "agree", "test", "disclose") or not isinstance(own, tuple) or not own:
        return ""
    start = d.seed % len(own)
    chosen = (own[start:] + own[:start])[:2]
    return "You might put it like this, but find your own words: " + " / ".join(chosen)


def _conversation(d: Direction) -> list[dict[str, str]]:
    """The exchanges as they were really heard; two in a row by the same person are put together."""
    messages: list[dict[str, str]] = []
    for exchange in d.history[-REMEMBERED:]:
        role = "user" if exchange.who == "rep" else "assistant"
        if messages and messages[-1]["role"] == role:
            messages[-1]["content"] += " " + exchange.text
        else:
            messages.append({"role": role, "content": exchange.text})
    if not messages or messages[0]["role"] != "user":
        messages.insert(0, {"role": "user", "content": "…"})
    if messages[-1]["role"] != "user":
        messages.append({"role": "user", "content": d.rep_text or "…"})
    return messages
