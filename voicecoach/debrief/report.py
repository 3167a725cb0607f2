"""Builds a debrief from a saved session: the same session gives the same debrief, byte for byte.

Computed from the events, the sound of both sides, the scenario and the frozen baseline; nothing else is read,
no clock is asked, and cost grows in line with the call's length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from voicecoach.debrief import (
    empathy,
    ending,
    facts,
    first_impression,
    listening,
    moments,
    noes,
    practice,
    stages,
    timing,
    trust,
)
from voicecoach.debrief.course import Course, read
from voicecoach.debrief.measure import Measure
from voicecoach.debrief.own import own_views
from voicecoach.debrief.values import SCHEMA, About, Debrief, Hello, ProseSeen, Tone
from voicecoach.debrief.voice import frames, from_sound, own_voice, tone, tracker
from voicecoach.debrief.words import clock, plural, trouble
from voicecoach.errors import VoiceCoachError
from voicecoach.events import Event
from voicecoach.scenario import Scenario
from voicecoach.session import Card, Who


class Saved(Protocol):
    """What a debrief needs of a saved session (remember's SavedSession is one)."""

    @property
    def card(self) -> Card: ...
    @property
    def events(self) -> list[Event]: ...
    @property
    def scenario(self) -> Scenario: ...
    @property
    def complete(self) -> bool: ...
    @property
    def duration(self) -> float: ...
    @property
    def baseline(self) -> dict[str, Any] | None: ...
    def sound(self, who: Who) -> tuple[int, npt.NDArray[np.int16]]:
        """Rate (Hz) and samples of one side."""


Progress = Callable[[float], None]
"""Told the share that is done (0–1)."""


def build(
    saved: Saved,
    recompute: trust.Recompute | None = None,
    baseline: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    track: tracker.PitchTrack = tracker.pitch_track,
) -> Debrief:
    """The debrief of a session.

    `recompute` works the course out again for corrected labels; `baseline` overrides the one that was frozen
    into the session; `track` is the pitch tracker. Raises DebriefError, RememberError.
    """
    tell = progress or (lambda share: None)
    tell(0.0)
    course = read(saved.events)
    remarks: list[str] = []
    scenario = _scenario(saved, remarks)
    usual = baseline if baseline is not None else saved.baseline
    heard, first_voice = _tone(saved, course, usual, tell, track, remarks)
    tell(0.95)
    contact = first_impression.first_contact(course, scenario, first_voice)
    vital = facts.vital_facts(course, scenario)
    listened = listening.listening(course)
    ended = ending.ending(course, scenario, saved.complete)
    cards = noes.noes(course, scenario)
    tried = empathy.empathy(course)
    debrief = Debrief(
        SCHEMA, _about(saved, course, scenario, bool(heard.lanes)),
        own_views(course, ended, vital, contact), ended, vital, trust.stories(course),
        trust.corrected(course, recompute), contact, cards, tried, listened, heard, stages.stages(course),
        practice.practice(course, saved.card), tuple(moments.whole(t) for t in course.takes if t.text),
        tuple(ProseSeen(p.by, p.text, dict(p.opinions), p.dropped) for p in course.prose),
        _not_measured(heard, listened.measures, vital.perception.why_not), tuple(remarks + _remarks(saved, course)),
    )  # fmt: skip
    tell(1.0)
    return debrief


def _scenario(saved: Saved, remarks: list[str]) -> Scenario | None:
    try:
        return saved.scenario
    except VoiceCoachError as error:
        remarks.append(f"The scenario cannot be read ({error.cause}), so nothing is held against the client's truth.")
        return None


def _about(saved: Saved, course: Course, scenario: Scenario | None, sound: bool) -> About:
    card = saved.card
    role = f"{scenario.client.role}, {scenario.client.company}" if scenario else ""
    return About(
        card.id, card.created, card.scenario, card.title, card.difficulty, card.seed, card.rep,
        scenario.client.name if scenario else "", role,
        card.client, card.recogniser, card.hearing, card.program, course.labeller, round(saved.duration, 2),
        saved.complete, len(course.turns), len(course.takes), course.exact, sound,
    )  # fmt: skip


def _tone(
    saved: Saved, course: Course, usual: Mapping[str, Any] | None, tell: Progress, track: tracker.PitchTrack,
    remarks: list[str],
) -> tuple[Tone, tuple[Measure, ...]]:  # fmt: skip
    """All measures of the voice; and those of first contact alone."""
    timed = (
        *timing.rates(course),
        *timing.fillers(course),
        timing.latency(course, _device(saved.card)),
        *timing.talk(course),
    )
    mine, theirs = from_sound.rep_stretches(course), from_sound.client_stretches(course)
    found: dict[Who, frames.Voice] = {
        "rep": _voice(saved, "rep", mine, lambda x: tell(0.02 + 0.48 * x), track, remarks),
        "client": _voice(saved, "client", theirs, lambda x: tell(0.5 + 0.43 * x), track, remarks),
    }
    why = ""
    rep = found["rep"]
    if not rep.pieces:
        why = "no sound of yours was kept" if course.turns else "nothing was said"
    sounded = tone.measures(rep)
    measures = own_voice.against((*sounded, *timed), usual)
    lanes = tuple(tone.lane(who, v, saved.duration) for who, v in found.items() if v.pieces)
    sessions = int(usual.get("sessions", 0)) if usual else 0
    compared: tuple[Hello, ...] = tone.compare_hello(rep)
    contact = [p for p in rep.pieces if p.turn in _contact(course)]
    beside = tone.short_measures(frames.Voice(tuple(contact))) if contact else ()
    return tone.assemble(measures, compared, lanes, sessions, why), beside


def _voice(
    saved: Saved,
    who: Who,
    stretches: list[from_sound.Stretch],
    tell: Progress,
    track: tracker.PitchTrack,
    remarks: list[str],
) -> frames.Voice:
    """The frames of one side; none when its sound cannot be used, which is then remarked."""
    try:
        return frames.Voice(tuple(from_sound.pieces(saved, who, stretches, track, tell)))
    except VoiceCoachError as error:
        remarks.append(f"The sound of the {who} cannot be used: {error.cause}")
        return frames.Voice(())


def _contact(course: Course) -> set[int]:
    for i, turn in enumerate(course.turns):
        if turn.first_contact:
            return {t.number for t in course.turns[: i + 1]}
    return {t.number for t in course.turns[:2]}


def _device(card: Card) -> float:
    """Seconds of delay the sound card added to what was heard, where the session recorded it."""
    try:
        return max(0.0, float(card.extra.get("latency", 0.0)))
    except (TypeError, ValueError):
        return 0.0


def _not_measured(heard: Tone, listened: tuple[Measure, ...], perception: str) -> tuple[str, ...]:
    """Everything that could not be measured, once, with its reason."""
    out = [f"{m.title}: {m.why_not}." for m in (*heard.measures, *listened) if not m.valid]
    out += [f"Hello against later, {h.title.lower()}: {h.why_not}." for h in heard.hello if h.why_not]
    out += [f"Perception: {perception}."] if perception else []
    return tuple(dict.fromkeys(out))


def _remarks(saved: Saved, course: Course) -> list[str]:
    out: list[str] = []
    if not saved.complete:
        out.append("The session was cut off; the last second of it may be missing.")
    if course.takes:
        out.append(f"{plural(len(course.takes), 'turn')} taken back: shown as takes, counted nowhere.")
    if course.lost >= 0.05:
        out.append(f"{course.lost:.1f} s of sound were lost to an overflow.")
    if any(t.text for t in course.turns) and not course.exact and saved.card.recogniser != "typed":
        out.append("Times inside a turn are approximate: this recogniser gives none for single words.")
    if course.blocked:
        out.append(
            f"In {plural(len(course.blocked), 'turn')} the language model said what this client never says: that was "
            "held back, and where nothing else was left the built-in client answered."
        )
    out += [f"At {clock(t.t)} something failed in “{t.stage}”. {trouble(t.cause, t.done)}" for t in course.trouble[:10]]
    return out
