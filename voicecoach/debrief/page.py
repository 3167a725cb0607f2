"""A debrief as one self-contained HTML page: works offline, in print, on a phone, with a screen reader.

Everything that was said by anyone is escaped; the page's own policy forbids any request and any script or
style but its own (by their hashes), so nothing that a transcript holds can run or call home.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from voicecoach.debrief import soundtrack, timeline
from voicecoach.debrief.noes import KINDS
from voicecoach.debrief.values import Debrief, TurnStory
from voicecoach.debrief.voice.from_sound import SoundOf
from voicecoach.debrief.words import MISSING, clock, plural, signed
from voicecoach.vocabulary import title

SECTIONS = (
    ("line", "The call"), ("own", "You first"), ("ending", "How it ended"), ("facts", "Vital facts"),
    ("trust", "Trust"), ("contact", "First contact"), ("noes", "Every No"), ("empathy", "Empathy"),
    ("listening", "Listening"), ("tone", "Tone"), ("stages", "Stages"), ("practice", "Practice"),
    ("limits", "Limits"),
)  # fmt: skip


def render(debrief: Debrief, saved: SoundOf | None = None, *, sound: bool = True) -> str:
    """The page. `sound` embeds the call as MP3 (see `too_big`). Raises DebriefError."""
    track = soundtrack.mp3(saved) if sound and saved is not None else b""
    drawing = timeline.draw(debrief)
    there = {"line": bool(drawing), "own": bool(debrief.own)}
    return fill(
        "page.html",
        d=debrief,
        timeline=drawing,
        marks=timeline.marks(debrief),
        marked=[highlighted(s) for s in debrief.trust],
        sections=[(i, t) for i, t in SECTIONS if there.get(i, True)],
        missing=MISSING,
        kinds=KINDS,
        computed=computed(debrief),
        sound=base64.b64encode(track).decode("ascii"),
    )


def too_big(page: str) -> bool:
    """Whether the page is above 20 MB, which is a burden to send; leaving the sound out makes it small."""
    return len(page) > soundtrack.BIG


def fill(template: str, **values: Any) -> str:
    """A template of this package with the shared style and script."""
    style, script = _read("page.css"), _read("page.js")
    return str(
        _environment()
        .get_template(template)
        .render(style=style, script=script, style_hash=_hash(style), script_hash=_hash(script), **values)
    )


def computed(debrief: Debrief) -> dict[str, str]:
    """The computed opinion on each criterion, to stand beside a language model's."""
    return {
        "perception": debrief.vital.perception.statement,
        "trust_inspired": debrief.vital.inspired.statement,
        "trust_maintained": debrief.vital.maintained.statement,
        "first_contact": debrief.first_contact.statement,
        "noes": debrief.noes.statement,
        "empathy": debrief.empathy.statement,
        "listening": debrief.listening.statement,
        "stages": debrief.stages.statement,
    }


def highlighted(story: TurnStory) -> str:
    """The words of a turn as HTML, the evidence of its moves marked; all text escaped."""
    text = story.moment.text
    spans: list[tuple[int, int, str, str]] = []
    for x in story.labels:
        at = text.find(x.moment.text) if x.moment.text else -1
        end = at + len(x.moment.text)
        if at >= 0 and all(end <= a or at >= b for a, b, _, _ in spans):
            spans.append((at, end, x.kind, x.title))
    out, done = [], 0
    for a, b, kind, name in sorted(spans):
        out.append(f'{escape(text[done:a])}<mark class="{kind}" title="{escape(name)}">{escape(text[a:b])}</mark>')
        done = b
    return "".join([*out, escape(text[done:])])


def number(value: float) -> str:
    """`3.5`, `−2`, `120`, without needless digits."""
    return f"{value:g}".replace("-", "−") if value else "0"


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "clock": clock,
        "number": number,
        "signed": lambda v: signed(v, 0 if float(v).is_integer() else 1),
        "signed1": lambda v: signed(v, 1),
        "plural": plural,
        "capfirst": lambda s: s[:1].upper() + s[1:],
        "title_of": title,
    }
    return made
