"""Measures that times and words give: pace, fillers, response times, interruptions, who talked how much."""

from __future__ import annotations

import re
from statistics import median

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.measure import Measure, gate, measured, withheld
from voicecoach.debrief.values import Moment
from voicecoach.debrief.voice.syllables import syllables
from voicecoach.debrief.words import plural
from voicecoach.events import ClientSaid

FILLERS = re.compile(r"\b(?:u+m+|u+h+|e+r+m*|a+h+m+)\b", re.IGNORECASE)
HEDGES = re.compile(r"\byou know\b|(?<=, )like\b|\blike(?=,)", re.IGNORECASE)

GAPS_NOTE = (
    "Gaps of about 200 ms are the human norm (Levinson and Torreira 2015) and faster answers feel more connected "
    "(Templeton 2022, experiments); top sellers are reported to pause longer after an objection (Gong, vendor)."
)
FILLER_NOTE = "Fillers showed no relation to outcomes in about half a million calls (Gong, vendor)."
RATE_NOTE = "Slower speech goes with perceived empathy in service calls (a 2023 preprint; weak)."
TYPED = "the turns were typed, so they have no length in time"
FAST = 6.0
"""Words a second that nobody speaks: then the times are not those of speech."""


def spoken(course: Course) -> list[Turn]:
    """Turns with words and a length in time."""
    return [t for t in course.turns if t.text and t.seconds > 0.05 and len(t.text.split()) / t.seconds <= FAST]


def rates(course: Course) -> tuple[Measure, ...]:
    """Speech rate in words a minute and syllables a second, per time of the turns, pauses included."""
    turns = spoken(course)
    words = sum(len(t.text.split()) for t in turns)
    seconds = sum(t.seconds for t in turns)
    why = TYPED if course.turns and not turns else f"it needs 20 words; {plural(words, 'word')} were heard"
    if words < 20 or not seconds:
        return (withheld("speech_rate", "Speech rate", "words/min", why, words, RATE_NOTE),
                withheld("syllable_rate", "Speech rate", "syllables/s", why, words))  # fmt: skip
    beats = sum(syllables(t.text) for t in turns)
    return (
        measured("speech_rate", "Speech rate", 60 * words / seconds, "words/min", words, RATE_NOTE, 0),
        measured("syllable_rate", "Speech rate", beats / seconds, "syllables/s", words),
    )


def fillers(course: Course) -> tuple[Measure, ...]:
    """Fillers per 100 words. A recogniser may drop some, so it is `at least`."""
    text = " ".join(t.text for t in course.turns)
    words = len(text.split())
    heard, hedges = len(FILLERS.findall(text)), len(HEDGES.findall(text))
    why = f"it needs 100 words; {plural(words, 'word')} were heard"
    some = f"At least {heard} heard" if heard else "None heard"
    note = f"{some}; a recogniser drops some. {FILLER_NOTE}"
    hedge_note = f"Low confidence: {hedges} heard, and these words have other uses. {FILLER_NOTE}"
    per = 100 / max(words, 1)
    found = (
        measured("fillers", "Fillers (um, uh, er)", heard * per, "per 100 words", words, note),
        measured("hedges", "“Like”, “you know”", hedges * per, "per 100 words", words, hedge_note),
    )
    return tuple(gate(words >= 100, why, m) for m in found)


def latency(course: Course, device: float = 0.0) -> Measure:
    """Median time from the client's last sound to the rep's first; `device` (s) is what the sound card adds."""
    gaps: list[float] = []
    for turn in spoken(course):
        said = course.before(turn).said
        if said and not said[-1].cut:
            gaps.append(turn.start - said[-1].end - device)
    name, title = "response_latency", "Time before you answer (median)"
    if len(gaps) < 5:
        return withheld(name, title, "s", f"it needs 5 gaps; {len(gaps)} could be timed", len(gaps), GAPS_NOTE)
    return measured(name, title, median(gaps), "s", len(gaps), GAPS_NOTE)


def interruptions(course: Course) -> list[Moment]:
    """Moments where the rep began more than 0.5 s before the client would have ended, and kept the floor for 1 s.

    A client that yields stops at once, so what was left unsaid tells how early it was.
    """
    found: list[Moment] = []
    for turn in course.turns:
        said = course.before(turn).said
        if said and turn.text and turn.seconds >= 1.0 and _unsaid(said[-1], turn) > 0.5:
            found.append(moments.whole(turn))
    return found


def _unsaid(sentence: ClientSaid, turn: Turn) -> float:
    """Seconds of the client's sentence that were spoken over or never came."""
    over = sentence.end - turn.start
    if not sentence.cut or not sentence.intended:
        return over
    length = max(0.1, sentence.end - sentence.start)
    left = length * (len(sentence.intended) / max(1, len(sentence.text)) - 1)
    return max(0.0, over) + left


def talk(course: Course) -> tuple[Measure, ...]:
    """Share of the talking that was the rep's, and the rep's longest turn."""
    turns = spoken(course)
    rep = sum(t.seconds for t in turns)
    client = sum(max(0.0, s.end - s.start) for _, s in course.replies())
    times = [t.start for t in turns] + [s.start for _, s in course.replies()]
    ends = [t.end for t in turns] + [s.end for _, s in course.replies()]
    length = max(ends) - min(times) if times else 0.0
    why = TYPED if course.turns and not turns else f"it needs 2 minutes of call; this had {length:.0f} s"
    share = measured(
        "talk_ratio", "Your share of the talking", 100 * rep / max(rep + client, 1e-9), "%", len(turns), "", 0
    )
    longest = max((t.seconds for t in turns), default=0.0)
    one = withheld("longest_turn", "Your longest turn", "s", TYPED if course.turns else "nothing was said")
    return (
        gate(bool(turns) and length >= 120, why, share),
        measured("longest_turn", "Your longest turn", longest, "s", len(turns), "", 1) if turns else one,
    )
