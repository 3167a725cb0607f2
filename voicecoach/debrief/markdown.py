"""A debrief as Markdown: the same contents as the terminal's, for notes and messages."""

from __future__ import annotations

import re

from voicecoach.debrief import text
from voicecoach.debrief.noes import KINDS
from voicecoach.debrief.values import Debrief, Moment
from voicecoach.debrief.words import clock, signed

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def safe(words: str) -> str:
    """Words so that no Markdown or HTML in them takes effect, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def quote(m: Moment | None) -> str:
    """`“words” (0:42)`."""
    if m is None:
        return ""
    at = ("" if m.exact else "≈") + clock(m.start)
    return f"“{safe(m.text)}” ({at})" if m.text else f"({at})"


def render(d: Debrief) -> str:
    """The whole debrief, ending in a newline."""
    parts = [_head(d), _ending(d), _vital(d), _trust(d), _contact(d), _noes(d), _empathy(d), _voice(d), _last(d)]
    return "\n\n".join(p for p in parts if p).rstrip() + "\n"


def _head(d: Debrief) -> str:
    a = d.about
    lines = [f"# Debrief: {safe(a.title)}", "", f"{safe(a.client_name)}, {safe(a.client_role)}. {clock(a.duration)}, "
             f"{a.turns} turns, {a.difficulty}, session `{a.session}`."]  # fmt: skip
    if d.own:
        lines += ["", "## You first", ""]
        for o in d.own:
            lines.append(
                f"- **{safe(o.question)}** {safe(o.said)}" + (f"  \n  Found: {safe(o.found)}" if o.found else "")
            )
    return "\n".join(lines)


def _ending(d: Debrief) -> str:
    e = d.ending
    lines = ["## How it ended", "", f"{e.sentence} {e.meaning} {e.success_note}".strip()]
    if e.worry:
        lines += ["", f"What really worried them: {safe(e.worry)} Who decides: {safe(e.decides)}"]
    for f in e.facts:
        lines.append(f"- {'**Found**' if f.found else 'Stayed hidden'}: {safe(f.text)} {quote(f.moment)}".rstrip())
    return "\n".join(lines)


def _vital(d: Debrief) -> str:
    p, i, m = d.vital.perception, d.vital.inspired, d.vital.maintained
    lines = ["## Three vital facts", ""]
    for name, fact in (("Perception", p), ("Trust inspired", i), ("Trust maintained", m)):
        lines.append(f"- **{name}**: {fact.statement}" + (f" ({fact.why_not})" if fact.why_not else ""))
    lines += [f"  - {q.wanted}: {q.verdict} {quote((*q.for_it, *q.against_it, None)[0])}" for q in p.qualities]
    lines += [f"  - You said “{safe(r.said)}”; true was: {safe(r.truth)} ({r.note})" for r in p.reads]
    lines += [f"  - Test ({t.kind or t.id}): {t.outcome} {quote(t.posed)}" for t in m.tests]
    lines += [f"  - Breach {signed(-b.lost)}: {b.note} {quote(b.moment)}" for b in m.breaches]
    return "\n".join(lines)


def _trust(d: Debrief) -> str:
    lines = [
        "## Why trust moved",
        "",
        "| turn | at | words | moves | A | R | P | level |",
        "| --: | --: | --- | --- | --- | --- | --- | --: |",
    ]
    for s in d.trust:
        moves = ", ".join(x.title + (f" {signed(x.alliance, 0)}" if x.alliance else "") for x in s.labels)
        state = " | ".join(f"{b}→{a}" for b, a in _states(s.before, s.after)) or " | | "
        level = s.after.level if s.after else ""
        lines.append(
            f"| {s.turn} | {clock(s.moment.start)} | {safe(s.moment.text)} | {safe(moves)} | {state} | {level} |"
        )
    if d.corrected:
        lines += ["", f"With the coach's labels: {d.corrected.statement}"]
    return "\n".join(lines) if d.trust else ""


def _states(before: object, after: object) -> list[tuple[int, int]]:
    names = ("alliance", "reactance", "patience")
    return [(getattr(before, n), getattr(after, n)) for n in names] if before and after else []


def _contact(d: Debrief) -> str:
    c = d.first_contact
    lines = ["## First contact and how it held up", "", c.statement, "", c.held_up]
    for line in c.ledger:
        lines.append(f"- “{safe(line.belief)}” from {quote(line.moment)}: {line.status}")
        lines += [f"  - {s.status} by {quote(s.moment)}" for s in line.followed]
    return "\n".join(lines)


def _noes(d: Debrief) -> str:
    lines = ["## Every No", "", d.noes.statement, ""]
    for c in d.noes.cards:
        lines.append(f"- **{KINDS.get(c.kind, c.kind)}**: {quote(c.client)}")
        lines += [f"  - You: {quote(c.rep)}"] if c.rep and c.rep.text else []
        lines += [f"  - {safe(c.statement)} {c.pause_note}".rstrip(), f"  - Behind it: {safe(c.behind)}"]
    return "\n".join(lines)


def _empathy(d: Debrief) -> str:
    lines = ["## Empathy", "", d.empathy.statement, ""]
    for a in d.empathy.attempts:
        lines.append(f"- {quote(a.moment)} {safe(a.statement)}")
        lines += [f"  - Could be: {safe(a.rewrite)}"] if a.rewrite else []
    return "\n".join(lines)


def _voice(d: Debrief) -> str:
    lines = ["## Questions and listening", "", d.listening.statement, ""]
    lines += [f"- {m.title}: {text.show(m)}" for m in d.listening.measures if m.valid]
    lines += ["", "## Tone", "", d.tone.statement, ""]
    lines += [f"- {m.title}: {text.show(m)}" for m in d.tone.measures if m.valid]
    lines += [f"- Hello against later. {h.statement}" for h in d.tone.hello if not h.why_not]
    return "\n".join([*lines, "", "## Stages", "", d.stages.statement])


def _last(d: Debrief) -> str:
    p = d.practice
    lines = [
        "## Keep one, change one, practise one",
        "",
        *(f"- {safe(s)}" for s in (p.keep, p.change, p.practise)),
        "",
        f"    {p.command}",
    ]
    for prose in d.prose:
        lines += ["", f"## In a language model's words ({safe(prose.by)})", "", safe(prose.text)]
    for n, take in enumerate(d.takes):
        again = d.retake(take)
        lines += [] if n else ["", "## Takes that do not count", ""]
        lines.append(f"- {quote(take)}" + (f" Then: {quote(again)}" if again else ""))
    if d.not_measured:
        lines += ["", "## What could not be measured", "", *(f"- {safe(n)}" for n in d.not_measured)]
    return "\n".join([*lines, *([""] if d.remarks else []), *(f"- {safe(r)}" for r in d.remarks)])
