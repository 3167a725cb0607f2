"""The rep first: what the rep says of the call, each word of it beside what was found. Never a verdict on it."""

from __future__ import annotations

from voicecoach.debrief.course import Course
from voicecoach.debrief.values import Ending, FirstContactSeen, Moment, Own, Read, VitalFacts
from voicecoach.debrief.words import QUESTIONS


def own_views(course: Course, ended: Ending, vital: VitalFacts, contact: FirstContactSeen) -> tuple[Own, ...]:
    """What the rep said, in the order of the questions; of two answers to one question the later."""
    said = {s.topic: s.text.strip() for s in course.rep_says if s.text.strip()}
    reads = {r.topic: r for r in vital.perception.reads}
    out: list[Own] = []
    for topic, question in QUESTIONS.items():
        if topic not in said:
            continue
        found = ""
        evidence: tuple[Moment, ...] = ()
        if topic == "how_it_went":
            found = f"{ended.sentence} {vital.inspired.statement}".strip()
            evidence = _some(vital.inspired.peak_moment)
        elif topic == "do_differently":
            found, evidence = _weakest(vital)
        elif topic == "intended_impression":
            found = vital.perception.statement
        elif topic == "first_read" and contact.first_read:
            found = _truth(contact.first_read)
        elif topic in reads:
            found = _truth(reads[topic])
        out.append(Own(topic, question, said[topic], found, evidence))
    return tuple(out)


def _truth(read: Read) -> str:
    true = f"What was true: {read.truth.rstrip('.')}. " if read.truth else ""
    return f"{true}{read.note[:1].upper()}{read.note[1:]}."


def _some(moment: Moment | None) -> tuple[Moment, ...]:
    return (moment,) if moment else ()


def _weakest(vital: VitalFacts) -> tuple[str, tuple[Moment, ...]]:
    worst = max(vital.maintained.breaches, key=lambda b: b.lost, default=None)
    if worst is None:
        return "No turn cost much trust.", ()
    return f"What cost most trust was: {worst.note}.", (worst.moment,)
