"""A debrief for the terminal: plain text, at most 100 characters wide, readable aloud by a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from voicecoach.debrief.measure import Measure
from voicecoach.debrief.noes import KINDS
from voicecoach.debrief.values import Debrief, Inspired, Maintained, Moment, NoCard, Perception, TurnStory
from voicecoach.debrief.words import LEVELS, clock, listed, plural, short, signed

WIDTH = 96


def render(debrief: Debrief) -> str:
    """The whole debrief, ending in a newline."""
    lines: list[str] = []
    for part in (_head, _own, _ending, _vital, _trust, _corrected, _contact, _noes, _empathy, _listening, _tone,
                 _stages, _practice, _prose, _limits):  # fmt: skip
        section = list(part(debrief))
        if section:
            lines += [*section, ""]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def summary(debrief: Debrief) -> str:
    """The least one wants to read after a call, one screen or two: how it ended, the three facts, where trust turned,
    the Noes, what to practise."""
    lines: list[str] = []
    for part in (_head, _own, _ending, _vital, _turns, _statements, _practice, _remarks):
        section = list(part(debrief))
        lines += [*section, ""] if section else []
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _turns(d: Debrief) -> Iterator[str]:
    """The turning points alone, one line each."""
    turning = [s for s in d.trust if s.turning]
    if turning:
        yield _title("Where trust turned")
    for story in turning:
        yield from _wrap(f"{clock(story.moment.start)} {story.turning}: “{short(story.moment.text, 70)}”", hang="  ")


def _statements(d: Debrief) -> Iterator[str]:
    yield _title("Noes, empathy, listening, stages")
    for told in (d.noes.statement, d.empathy.statement, d.listening.statement, d.stages.statement):
        yield from _wrap(told, hang="  ")


def _remarks(d: Debrief) -> Iterator[str]:
    for line in d.remarks:
        yield from _wrap(line)


def show(measure: Measure) -> str:
    """A measure as people read it, its baseline beside it; never a number where there is none."""
    if measure.value is None:
        return f"not measured ({measure.why_not})"
    value = f"{measure.value:g}".replace("-", "−") if measure.value else "0"
    unit = f" {measure.unit}" if measure.unit and measure.unit != "%" else measure.unit
    usual = f" ({measure.against}: {measure.usual:g})" if measure.against and measure.usual is not None else ""
    return f"{value}{unit}{usual}"


def quote(moment: Moment | None, limit: int = 110) -> str:
    """`“words” (0:42)`."""
    if moment is None:
        return ""
    at = ("" if moment.exact else "about ") + clock(moment.start)
    return f"“{short(moment.text, limit)}” ({at})" if moment.text else f"({at})"


def _title(text: str) -> str:
    return f"{text.upper()}"


def _wrap(text: str, indent: str = "  ", hang: str = "") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent + hang)


def _item(text: str, indent: str = "  - ") -> list[str]:
    """One entry of a list."""
    after = " " * len(indent)
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=after)


def _head(d: Debrief) -> Iterator[str]:
    a = d.about
    yield f"Debrief: {a.title} ({a.difficulty}), {a.session}"
    client = f"{a.client_name}, {a.client_role}" if a.client_name else a.client
    yield from _wrap(f"{client}. {clock(a.duration)}, {plural(a.turns, 'turn')}.", "")


def _own(d: Debrief) -> Iterator[str]:
    if not d.own:
        return
    yield _title("You first")
    for one in d.own:
        yield from _wrap(f"{one.question} {one.said}")
        if one.found:
            yield from _wrap(f"Found: {one.found}", "    ")


def _ending(d: Debrief) -> Iterator[str]:
    e = d.ending
    yield _title("How it ended")
    yield from _wrap(f"{e.sentence} {e.meaning} {e.success_note}")
    if e.worry:
        yield from _wrap(f"What really worried them: {e.worry} Who decides: {e.decides}")
    for fact in e.facts:
        if fact.found:
            yield from _wrap(f"Found: {fact.text} {quote(fact.moment)}", hang="  ")
        else:
            fine = " (leaving it alone was fine)" if fact.not_prying else ""
            yield from _wrap(f"Stayed hidden{fine}: {fact.text}", hang="  ")


def _vital(d: Debrief) -> Iterator[str]:
    yield _title("Three vital facts")
    p, i, m = d.vital.perception, d.vital.inspired, d.vital.maintained
    yield from _fact("Perception", p)
    for q in p.qualities:
        seen = [*q.for_it[:1], *q.against_it[:1]]
        yield from _wrap(f"{q.wanted}: {q.verdict} {'; '.join(quote(s, 60) for s in seen)}", "    ", "  ")
    for r in p.reads:
        yield from _wrap(f"You said “{short(r.said, 60)}”; true was: {r.truth} ({r.note})", "    ", "  ")
    yield from _fact("Trust inspired", i)
    yield from _fact("Trust maintained", m)
    for t in m.tests:
        yield from _wrap(f"Test ({t.kind.replace('_', ' ') or t.id}): {t.outcome} {quote(t.posed, 80)}", "    ", "  ")
    for b in m.breaches:
        yield from _wrap(f"Breach, {signed(-b.lost)}: {b.note} {quote(b.moment, 80)}", "    ", "  ")


def _fact(name: str, fact: Perception | Inspired | Maintained) -> list[str]:
    why = f" ({fact.why_not})" if fact.why_not else ""
    return _wrap(f"{name}: {fact.statement}{why}", hang="  ")


def _trust(d: Debrief) -> Iterator[str]:
    if not d.trust:
        return
    yield _title("Why trust moved")
    levels = "; ".join(f"{i} {t}" for i, t in enumerate(LEVELS))
    yield from _wrap(f"A is the alliance, R reactance, P patience. L is what the client is ready to do: {levels}.")
    for story in d.trust:
        yield from _story(story)


def _story(story: TurnStory) -> Iterator[str]:
    state = ""
    if story.before and story.after:
        b, a = story.before, story.after
        state = f"A {b.alliance}→{a.alliance} R {b.reactance}→{a.reactance} P {b.patience}→{a.patience} L{a.level}"
    mark = f"  [{story.turning}]" if story.turning else ""
    yield from _wrap(f"{story.turn}. {clock(story.moment.start)}  {state}{mark}")
    if story.moment.text:
        yield from _wrap(f"“{short(story.moment.text, 200)}”", "     ", " ")
    for x in story.labels:
        moved = f" {_moved(x.alliance, x.reactance, x.patience)}".rstrip()
        where = f": “{short(x.moment.text, 70)}”" if x.moment.text and x.moment.text != story.moment.text else ""
        note = f" ({x.note})" if x.note else ""
        yield from _wrap(f"{x.title}{moved}{note}{where}", "       ", "  ")
    if story.besides:
        also = "; ".join(
            f"{c.move} {_moved(c.alliance, c.reactance, c.patience)}" + (f" ({c.note})" if c.note else "")
            for c in story.besides
        )
        yield from _wrap(f"besides: {also}", "       ", "  ")
    if story.thought:
        yield from _wrap(f"Client, to themselves: {story.thought}", "       ", "  ")


def _moved(alliance: float, reactance: float, patience: float) -> str:
    """`A+3 R−6`: only what moved."""
    pairs = (("A", alliance), ("R", reactance), ("P", patience))
    return " ".join(f"{name}{signed(v, 0 if v == int(v) else 1)}" for name, v in pairs if v)


def _corrected(d: Debrief) -> Iterator[str]:
    if d.corrected is None:
        return
    yield _title("With the coach's labels")
    for c in d.corrected.corrections:
        change = listed([f"−{m}" for m in c.removed] + [f"+{m}" for m in c.added])
        yield from _wrap(f"Turn {c.turn}: {change}" + (f" ({c.who})" if c.who else ""))
    yield from _wrap(d.corrected.statement)
    for step in d.corrected.steps:
        if step.original and step.corrected:
            o, c2 = step.original, step.corrected
            yield f"    turn {step.turn}: A {o.alliance} L{o.level} as it was, A {c2.alliance} L{c2.level} corrected"


def _contact(d: Debrief) -> Iterator[str]:
    c = d.first_contact
    yield _title("First contact and how it held up")
    yield from _wrap(c.statement)
    for credit in c.credits:
        if credit.earned and credit.moment:
            yield from _wrap(f"You {credit.title}: {quote(credit.moment, 80)}", "    ", "  ")
    for v in c.violations:
        yield from _wrap(f"Against it: {v.title} {quote(v.moment, 80)}", "    ", "  ")
    heard = [m for m in c.voice if m.value is not None]
    if heard:
        yield from _wrap("Your voice then: " + ", ".join(f"{m.title.lower()} {show(m)}" for m in heard) + ".")
    if c.ledger:
        yield from _wrap(f"The client's ledger: {c.held_up}")
    for line in c.ledger:
        yield from _wrap(f"“{line.belief}” from {quote(line.moment, 70)}: {line.status}", "    ", "  ")
        for step in line.followed:
            yield from _wrap(f"{step.status} by {quote(step.moment, 70)}", "      ", "  ")


def _noes(d: Debrief) -> Iterator[str]:
    yield _title("The Noes")
    yield from _wrap(d.noes.statement)
    for card in d.noes.cards:
        yield from _card(card)


def _card(card: NoCard) -> Iterator[str]:
    yield from _item(f"{KINDS.get(card.kind, card.kind)}: {quote(card.client)}")
    if card.rep and card.rep.text:
        yield from _wrap(f"You: {quote(card.rep)}", "    ", "  ")
    yield from _wrap(f"{card.statement} {card.pause_note}", "    ")
    if card.behind:
        yield from _wrap(f"Behind it: {card.behind}", "    ", "  ")


def _empathy(d: Debrief) -> Iterator[str]:
    yield _title("Empathy")
    yield from _wrap(d.empathy.statement)
    for a in d.empathy.attempts:
        yield from _item(f"{quote(a.moment)} {a.statement}")
        if a.rewrite:
            yield from _wrap(f"Could be: {a.rewrite}", "    ", "  ")


def _listening(d: Debrief) -> Iterator[str]:
    yield _title("Questions and listening")
    yield from _wrap(d.listening.statement)
    yield from _table(m for m in d.listening.measures if m.valid)
    for p in d.listening.promises:
        yield from _wrap(f"You promised: {quote(p)}", "    ", "  ")


def _tone(d: Debrief) -> Iterator[str]:
    yield _title("Tone")
    if d.tone.why_not:
        yield from _wrap(f"Not measured from sound: {d.tone.why_not}.")
    yield from _table(m for m in d.tone.measures if m.valid)
    for h in d.tone.hello:
        if not h.why_not:
            yield from _wrap(f"Hello against later. {h.statement}", "    ", "  ")


def _table(measures: Iterable[Measure]) -> Iterator[str]:
    for m in measures:
        yield from _wrap(f"{m.title}: {show(m)}", "    ", "  ")


def _stages(d: Debrief) -> Iterator[str]:
    yield _title("Stages")
    yield from _wrap(d.stages.statement)


def _practice(d: Debrief) -> Iterator[str]:
    yield _title("Keep one, change one, practise one")
    for sentence in (d.practice.keep, d.practice.change, d.practice.practise):
        yield from _wrap(sentence, hang="  ")
    yield f"  {d.practice.command}"


def _prose(d: Debrief) -> Iterator[str]:
    for p in d.prose:
        yield _title(f"In a language model's words ({p.by})")
        yield from _wrap(p.text)
        for name, opinion in p.opinions.items():
            yield from _wrap(f"{name}: {opinion}", "    ", "  ")
        if p.dropped:
            yield from _wrap(f"{plural(p.dropped, 'sentence')} left out: the quote was not in the transcript.")


def _limits(d: Debrief) -> Iterator[str]:
    if d.takes:
        yield _title("Takes that do not count")
        for t in d.takes:
            yield from _item(quote(t))
            if again := d.retake(t):
                yield from _wrap(f"Then: {quote(again)}", "    ", "  ")
    if d.not_measured:
        yield from ("",) if d.takes else ()
        yield _title("What could not be measured")
        for line in d.not_measured:
            yield from _item(line)
    yield from _remarks(d)
