"""A scenario of one's own: from the template, or from six answers about the client of the call at three.

No language model: the answers are turned to the client's side by rules, put where they belong, and the rest
stays as the template has it. What comes out is checked like any other file.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, fields
from typing import Any

from voicecoach.errors import BadRequest
from voicecoach.resources import prompts_folder
from voicecoach.respond.matching import contains, normal, words
from voicecoach.respond.scenarios.checks import early, spoken
from voicecoach.respond.scenarios.files import loads
from voicecoach.respond.scenarios.turned import spoken_by_client, tidy
from voicecoach.respond.scenarios.yaml_lines import Document

TEMPLATE = "_template.yaml"

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("who", "Who is it? Name and role, as: Anna Keller, purchasing manager."),
    ("does", "What do they do? Their company, their day."),
    ("knows", "What do they know of you?"),
    ("why_no", "Why will they say No?"),
    ("behind", "And what do you think is really behind it?"),
    ("earns", "What would earn their trust?"),
)
"""The interview: which answer each question gives, and how it is asked."""

LONGEST_BEHIND = 80
"""Words of the answer to what is behind it that go into the story: it may have 120 in all."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


EARNED_BY = {
    "ask": ("open_q", "clarify"), "question": ("open_q", "clarify"), "curious": ("open_q", "clarify"),
    "interest": ("open_q", "clarify"), "honest": ("candour",), "truth": ("candour",), "open": ("candour",),
    "listen": ("reflect", "summary"), "understand": ("reflect", "summary"), "hear": ("reflect", "summary"),
    "time": ("accept_no", "permission"), "patien": ("accept_no", "permission"), "choice": ("permission",),
    "help": ("fitted_option",), "idea": ("insight",), "own": ("apology", "candour"), "sorry": ("apology",),
}  # fmt: skip
"""Beginnings of words in “what would earn their trust”, and the moves they speak of."""

STOP = _set(
    "about after again also always another because been before being both called could does doing done each "
    "ever every everything from gets goes going have having here himself herself into just know knows last "
    "like made make many more most much must never nobody nothing once only other over really said same says "
    "since some somebody something still such than that their them then there these they thing things think "
    "thinks this those through told under until very want wants well were what when where which while will "
    "with without would year years your yours ours theirs"
)
"""Common words: none of them gives anything away."""


@dataclass(frozen=True)
class Interview:
    """The six answers, in the rep's own words, typed or recognised."""

    who: str
    does: str = ""
    knows: str = ""
    why_no: str = ""
    behind: str = ""
    earns: str = ""


def template() -> str:
    """The commented template as it is: a valid scenario in which every key is explained."""
    return (prompts_folder() / TEMPLATE).read_text(encoding="utf-8")


def from_interview(answers: Interview, name: str = "") -> str:
    """A valid scenario file (YAML with the template's comments) made from six answers.

    `name` becomes the id, else it is made from the client's name. Raises BadRequest when the answers say
    nothing about who it is, why they will say No, or what is behind it.
    """
    told = Interview(**{f.name: tidy(getattr(answers, f.name)) for f in fields(answers)})
    missing = [asked for key, asked in QUESTIONS if key in ("who", "why_no", "behind") and not getattr(told, key)]
    if missing:
        raise BadRequest("Not enough to make a scenario of.", f"Still needed: {' '.join(missing)}", stage="respond")
    yaml, data = _template_tree()
    _client(data, told, name)
    _says(data, told)
    _hides(data, told)
    data["earns"] = told.earns or data["earns"]
    data["tests"][0]["met_by"] = _earning(told.earns, list(data["tests"][0]["met_by"]))
    _once(data)
    data["locked"][0]["tells"] = _tells(data, told)
    data["truth"]["worry_words"] = list(data["locked"][0]["tells"])
    text = _text(yaml, data)
    loads(text, str(data["id"]))  # whatever the answers were, the file must be a right one
    return text


def _template_tree() -> tuple[Any, Any]:
    import ruamel.yaml

    yaml = ruamel.yaml.YAML(typ="rt", pure=True)
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml, yaml.load(template())


def _text(yaml: Any, data: Any) -> str:
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _plain(data: Any) -> Any:
    """The values as the checks look at them: dicts, tuples and scalars."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return tuple(map(_plain, data)) if isinstance(data, list) else data


def _client(data: Any, told: Interview, name: str) -> None:
    """Who it is: “Anna Keller, purchasing manager at a hospital”."""
    head, _, rest = told.who.partition(",")
    named = 0 < len(words(head)) <= 4 and words(head)[0] not in ("a", "an", "the", "my", "our")
    person = head.strip() if named else "Your client"
    role = (rest if named else told.who).strip(" .,") or "the person you call"
    data["id"] = _slug(name or (head if named else told.who))
    data["title"] = f"The call to {person if named else role}"
    data["client"]["name"], data["client"]["role"] = person, role
    data["client"]["company"] = _short(told.does, 20) or data["client"]["company"]
    data["brief"]["why"] = f"You would like to find out whether it is anything for {person if named else 'them'}."
    greet = [line for line in data["lines"]["greet"] if line != "Morgan."]
    surname = person.split()[-1] if named and len(person.split()) > 1 else ""
    data["lines"]["greet"] = greet + ([f"{surname[0].upper()}{surname[1:]}, hello?"] if surname else [])


def _says(data: Any, told: Interview) -> None:
    """What may be heard from the start: what they do, what they know of the rep, why they say No."""
    if told.does:
        fact = data["public"][0]
        fact["text"] = told.does
        fact["says"] = [spoken_by_client(_short(told.does, 25)), *fact["says"][1:]]
        own = [w for w in dict.fromkeys(words(f"{told.does} {told.who}")) if len(w) > 3 and w not in STOP]
        data["world"] = (own + [w for w in data["world"] if w not in own])[:24]
    if told.knows:
        line = spoken_by_client(_short(told.knows, 25))
        _answer(data, "heard of us")["says"] = [line, "That's about all I know of you."]
    why = spoken_by_client(_short(told.why_no, 25))
    data["lines"]["surface_objection"] = [why, *data["lines"]["surface_objection"]]
    _answer(data, "why not")["says"] = ["I'd have thought that was plain.", *_answer(data, "why not")["says"]]


def _hides(data: Any, told: Interview) -> None:
    """What is behind it: hidden until level 3, then told."""
    behind = _short(told.behind, LONGEST_BEHIND)
    data["truth"]["worry"] = behind
    locked = data["locked"][0]
    locked["text"] = behind
    locked["story"] = [
        "Since you ask like that, I'll tell you how it is.",
        spoken_by_client(behind),
        "I don't say that to people who want to sell me something.",
    ]


def _once(data: Any) -> None:
    """Takes out lines that an answer happens to repeat, the earlier of two, so that the story stays whole."""
    seen: dict[str, Any] = {}
    twice = []
    for path, line, _ in spoken(Document(_plain(data))):
        if normal(line) in seen:
            twice.append(seen[normal(line)])
        seen[normal(line)] = path
    for *steps, last in sorted(twice, key=lambda path: -path[-1]):  # from the end, so that places stay right
        lines = data
        for step in steps:
            lines = lines[step]
        if len(lines) > 1:
            del lines[last]


def _answer(data: Any, cue: str) -> Any:
    return next(a for a in data["answers"] if cue in a["asked"])


def _earning(earns: str, moves: list[str]) -> list[str]:
    """Moves that meet the first test: honesty always does, and what this client is said to care for."""
    more = [m for w in words(earns) for start, named in EARNED_BY.items() if w.startswith(start) for m in named]
    return list(dict.fromkeys([*moves, *more]))


def _tells(data: Any, told: Interview) -> list[str]:
    """Words of what is behind it that can be heard nowhere before it is told.

    When the answers leave none, because the No and what is behind it were told in the same words, the No is
    spoken in the template's words instead; at the worst a tell is how the story ends.
    """
    story = " ".join(data["locked"][0]["story"])
    for _ in range(2):
        data["locked"][0]["tells"] = ["\u2026"]
        heard = [text for _, text in early(Document(_plain(data)), 3)]
        found = [
            w
            for w in dict.fromkeys(words(_short(told.behind, LONGEST_BEHIND)))
            if len(w) > 3 and w not in STOP and contains(story, w) and not any(contains(t, w) for t in heard)
        ]
        if found:
            return found[:12]
        data["lines"]["surface_objection"] = list(data["lines"]["surface_objection"])[1:]
        data["public"][0]["says"] = ["It's an ordinary place, with ordinary worries.", "Much like anywhere else."]
        data["public"][0]["text"] = "They do what others in their place do."
        data["client"]["company"], data["world"] = "their company", ["week", "team", "office"]
        _answer(data, "heard of us")["says"] = ["I can't say that I know you.", "The name, perhaps, no more."]
        data["title"] = data["client"]["role"] = "The client"
        data["brief"]["why"] = "You would like to find out whether it is anything for them."
    return [" ".join(words(data["locked"][0]["story"][-1]))]


def _short(text: str, most: int) -> str:
    """The first sentences of a text, `most` words at most."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(words(f"{kept} {sentence}")) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if len(words(kept)) <= most else " ".join(kept.split()[:most])


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:40].strip("-") or "my-call"
