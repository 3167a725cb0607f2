"""Calls for the debrief's tests: events written by hand, sound made of sines, everything known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach import events as ev
from voicecoach.scenario import Scenario
from voicecoach.session import RATE, Card, Change, Label, Trust, Who

FROZEN = Path(__file__).parents[1] / "golden" / "scenario.json"
"""The scenario of these calls as it was once: a coach's edit of prompts/ must not change what is known here."""

GOLDEN = FROZEN.parent
CARD = Card("20260102-lifts", "2026-01-02T09:00:00+01:00", "lift-maintenance", "The hospital lifts", "medium", 3)


@dataclass
class Call:
    """A saved session in memory."""

    events: list[ev.Event]
    card: Card = CARD
    complete: bool = True
    duration: float = 0.0
    baseline: dict[str, Any] | None = None
    sides: dict[str, npt.NDArray[np.int16]] = field(default_factory=dict)
    rates: dict[str, int] = field(default_factory=dict)

    @property
    def scenario(self) -> Scenario:
        return scenario()

    def sound(self, who: Who) -> tuple[int, npt.NDArray[np.int16]]:
        return self.rates.get(who, RATE), self.sides.get(who, np.zeros(0, np.int16))


_loaded: list[Scenario] = []


def scenario() -> Scenario:
    """A whole scenario."""
    if not _loaded:
        _loaded.append(Scenario.model_validate_json(FROZEN.read_text(encoding="utf-8")))
    return _loaded[0]


def label(text: str, move: str, words: str = "", confidence: float = 0.9) -> Label:
    """A label on `words` in `text`."""
    at = text.index(words) if words else 0
    return Label(move, confidence, at, at + len(words) if words else 0)


class Script:
    """Writes a call turn by turn; a word takes 0.3 s."""

    def __init__(self, greeting: str = "Okafor, lifts.") -> None:
        self.t = 1.0
        self.n = 0
        self.state = Trust(24, 35, 90, 0, 0)
        self.events: list[ev.Event] = [ev.Began(0.0)]
        if greeting:
            self.client(greeting, "greet")

    def client(self, text: str, act: str, *, no: str = "", told: Sequence[str] = (), cut: str = "") -> None:
        """The client's reply to the last turn; `cut` is what was really heard of it."""
        heard = cut or text
        end = self.t + 0.3 * len(heard.split())
        self.events.append(ev.Decided(self.t, self.n, act, self.state.level, told=tuple(told)))
        if no:
            self.events.append(ev.SaidNo(self.t, self.n, no, text))  # type: ignore[arg-type]
        said = ev.ClientSaid(end, self.n, heard, self.t, end, act, cut=bool(cut), intended=text if cut else "")
        self.events.append(said)
        self.t = end

    def rep(
        self, text: str, *labels: Label, gap: float = 0.5, to: tuple[int, int, int, int] | None = None,
        changes: Sequence[Change] = (), take_number: int = 0,
    ) -> None:  # fmt: skip
        """A turn of the rep's; `to` is alliance, reactance, patience and level after it."""
        self.n = take_number or self.n + 1
        start = self.t + gap
        end = start + 0.3 * len(text.split())
        self.events.append(ev.TurnEnded(end, self.n, start, end))
        self.events.append(ev.Heard(end + 0.2, self.n, text, start, end, "test"))
        self.events.append(ev.Labelled(end + 0.2, self.n, labels, "test-1"))
        if to:
            a, r, p, level = to
            after = Trust(a, r, p, 0, level)
            self.events.append(ev.Moved(end + 0.2, self.n, self.state, after, tuple(changes)))
            self.state = after
        self.t = end + 0.4

    def end(self, outcome: str, by: str = "client", why: str = "") -> Call:
        """The finished call."""
        self.events.append(ev.Ended(self.t + 0.2, outcome, by, why))
        return Call(self.events, duration=self.t + 0.2)


def empathic() -> Call:
    """A short call that goes well."""
    s = Script()
    one = "Hello Mr Okafor, Anna Berg from Logbook. I ring out of the blue about lift records. May I ask you one thing?"
    s.rep(
        one,
        label(one, "identity", "Anna Berg from Logbook"),
        label(one, "purpose", "about lift records"),
        label(one, "permission", "May I ask you one thing"),
        to=(27, 25, 90, 0),
        changes=[Change("permission", 3, -6, 3)],
    )
    s.client("We have a contractor.", "reflex_no", no="reflex")
    two = "You have a contractor and no wish for another voice on the phone. That is fair."
    s.rep(
        two,
        label(two, "accept_no", "That is fair"),
        label(two, "reflect", "You have a contractor and no wish for another voice"),
        gap=2.0,
        to=(33, 18, 89, 1),
        changes=[Change("reflect", 4, -3, 2), Change("accept_no", 2, -4, 1)],
    )
    s.events.append(ev.FirstContact(s.t, 2, ("identity", "purpose", "permission", "receives_no"), (), 2))
    s.events.append(ev.Impression(s.t, 2, "listens", "This one listens.", "You have a contractor", s.t - 3))
    s.client("My people spend their weekends on paperwork, not on lifts.", "real_objection", no="condition")
    three = "So the weekends go on paperwork. What does that do to your people?"
    s.rep(
        three,
        label(three, "reflect", "So the weekends go on paperwork."),
        label(three, "implication_q", "What does that do to your people?"),
        gap=1.8,
        to=(41, 14, 88, 3),
        changes=[Change("reflect", 4, -3, 2), Change("implication_q", 3)],
    )
    fact = scenario().locked[0]
    s.events.append(
        ev.Impression(s.t, 3, "listens", "This one listens.", "weekends go on paperwork", s.t - 2, "confirmed")
    )
    s.client(" ".join(fact.story[:2]), "disclose", told=[fact.id])
    four = "Two good people gone over forms. Shall we meet on Tuesday with one of your technicians?"
    s.rep(
        four,
        label(four, "reflect", "Two good people gone over forms."),
        label(four, "next_step", "Shall we meet on Tuesday"),
        to=(70, 10, 86, 5),
        changes=[Change("reflect", 5, -3, 2)],
    )
    s.client("Tuesday at seven, before the shift. Half an hour.", "agree")
    return s.end("next_step")


def pushy() -> Call:
    """A short call that goes badly."""
    s = Script()
    one = "Hi, we have the best record software on the market and it saves thirty percent at once."
    s.rep(
        one,
        label(one, "pitch", "the best record software"),
        to=(18, 41, 79, 0),
        changes=[Change("pitch_early", -6, 6, -8)],
    )
    s.client("We have a contractor.", "reflex_no", no="reflex")
    two = "If I were you I would drop him. You really need to sign this week, the offer ends on Friday."
    s.rep(
        two,
        label(two, "advise", "If I were you I would drop him."),
        label(two, "pressure", "the offer ends on Friday"),
        gap=0.1,
        to=(2, 66, 76, 0),
        changes=[Change("pressure", -10, 15, 0), Change("advise", -6, 8, 0)],
    )
    s.events.append(ev.FirstContact(s.t, 2, (), ("pitch_early", "advise", "pressure"), -2))
    s.events.append(ev.Warned(s.t, 2, "reactance"))
    s.client("I will hang up if you go on like this. My weekends are full already.", "warn", no="condition")
    three = "I totally understand. But you are making a mistake, so sign today."
    s.rep(
        three,
        label(three, "canned", "I totally understand."),
        label(three, "argue", "you are making a mistake"),
        to=(0, 90, 72, 0),
        changes=[Change("argue", -2, 12, 0), Change("canned", 0, 1, -4)],
    )
    s.client("Goodbye.", "hang_up")
    return s.end("hang_up", why="reactance")


def tone_sound(
    spans: Sequence[tuple[float, float]], duration: float, hz: float = 120.0, rate: int = RATE
) -> npt.NDArray[np.int16]:
    """A buzz at `hz` in each span, near silence elsewhere."""
    rng = np.random.default_rng(1)
    out = rng.normal(0, 3, round(duration * rate))
    for a, b in spans:
        i, j = round(a * rate), min(round(b * rate), len(out))
        t = np.arange(j - i) / rate
        out[i:j] += sum(4000 / k * np.sin(2 * np.pi * k * hz * t) for k in range(1, 9))
    return np.clip(out, -32768, 32767).astype(np.int16)


def sounding(call: Call) -> Call:
    """The same call with sound under every turn and reply."""
    rep = [(e.start, e.end) for e in call.events if isinstance(e, ev.Heard)]
    client = [(e.start, e.end) for e in call.events if isinstance(e, ev.ClientSaid)]
    call.sides = {
        "rep": tone_sound(rep, call.duration, 120.0),
        "client": tone_sound(client, call.duration, 95.0, 22_050),
    }
    call.rates = {"rep": RATE, "client": 22_050}
    return call


if __name__ == "__main__":  # writes the golden debriefs anew; read the difference before you commit it
    from voicecoach.debrief import plain, report, text

    for made in (empathic, pushy):
        found = report.build(made())
        (GOLDEN / f"debrief-{made.__name__}.json").write_text(plain.to_json(found), encoding="utf-8")
        (GOLDEN / f"debrief-{made.__name__}.txt").write_text(text.render(found), encoding="utf-8")
