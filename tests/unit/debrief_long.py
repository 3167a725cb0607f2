"""A long call with everything in it: for the page's tests and for looking at it."""

from __future__ import annotations

import random

from debrief_calls import Call, Script, label, scenario

from voicecoach import events as ev
from voicecoach.session import Change

GOOD = (
    ("So the weekends go on paperwork, and nobody thanks them for it.", "reflect", "So the weekends go on paperwork"),
    ("What happens on a Sunday when a bed lift stops between two floors?", "open_q", "What happens on a Sunday"),
    ("I cannot promise that it helps with the overhaul. It does not.", "candour", "It does not."),
    ("Take your time. There is no hurry on my side at all.", "permission", "There is no hurry on my side"),
    ("Four people instead of six, and an audit coming. Did I get that right?", "summary", "Four people instead of six"),
)
BAD = (
    ("If I were you I would simply move everything over by Friday.", "advise", "If I were you I would"),
    (
        "You really have to understand that everybody else has done it already.",
        "argue",
        "You really have to understand",
    ),
    ("I totally understand how you feel.", "canned", "I totally understand how you feel."),
)
CLIENT = (
    "My people spend their evenings filling in sheets from Thursday.",
    "The contractor does the big jobs. The ones at three in the morning are ours.",
    "I had six technicians in October, and I have four now.",
    "It is a lift. It goes up, it goes down, and when it does not, they ring me.",
    "Every record, every lift, two years back. I see that on the ceiling at night.",
)
LOSS = {"advise": (-6, 8, 0), "argue": (-8, 12, 0), "canned": (0, 1, -4)}
GAIN = {
    "reflect": (5, -3, 2),
    "open_q": (3, -1, 0),
    "candour": (6, -3, 0),
    "permission": (3, -6, 3),
    "summary": (6, -3, 2),
}


def long_call(minutes: float = 6.0, seed: int = 4) -> Call:
    """A call of about that many minutes: Noes, tests, breaches, an interruption, a take, a correction."""
    rng = random.Random(seed)
    s = Script("Okafor, lifts.")
    first = (
        "Good morning Mr Okafor, this is Anna Berg from Logbook, and yes, this is a sales call. May I ask one thing?"
    )
    s.rep(first, label(first, "identity", "this is Anna Berg from Logbook"), label(first, "candour", "this is a sales call"),
          label(first, "permission", "May I ask one thing?"), to=(29, 26, 92, 0),
          changes=[Change("candour", 3, -3, 0), Change("permission", 2, -6, 3)])  # fmt: skip
    s.client("We have a contractor.", "reflex_no", no="reflex")
    while s.t < 60 * minutes:
        _turn(s, rng)
    s.rep("Then shall we meet on Tuesday at seven, with one of your people?", to=_after(s, (3, -2, 0), 5))
    s.client("Tuesday at seven. Half an hour, and he may say no.", "agree")
    call = s.end("next_step")
    says = {"intended_impression": "Honest, calm and not pushy, somebody who listens.", "first_read": "He sounds tired of calls.",
            "how_it_went": "Better than I feared, though I lost him in the middle.", "do_differently": "Wait longer.",
            "read_worry": "The paperwork, and losing more people.", "read_decides": "He does.", "read_openness": "3"}  # fmt: skip
    call.events += [ev.RepSays(call.duration + i, k, v) for i, (k, v) in enumerate(says.items())]
    call.events.append(ev.Corrected(call.duration + 20, 3, ("open_q",), ("closed_q",), "Maria"))
    return call


def _after(s: Script, move: tuple[int, int, int], level: int) -> tuple[int, int, int, int]:
    a, r, p = s.state.alliance + move[0], round(0.9 * s.state.reactance) + move[1], s.state.patience - 1 + move[2]
    return max(0, min(78, a)), max(0, min(100, r)), max(30, min(100, p)), level


def _turn(s: Script, rng: random.Random) -> None:
    good = rng.random() < 0.72
    text, move, words = rng.choice(GOOD if good else BAD)
    change = (GAIN if good else LOSS)[move]
    level = min(
        4, max(0, s.state.level + (1 if good and s.state.alliance > 20 + 12 * s.state.level else 0 if good else -1))
    )
    gap = rng.choice([0.2, 0.6, 1.1, 2.2])
    s.rep(text, label(text, move, words), gap=gap, to=_after(s, change, level), changes=[Change(move, *change)])
    n, fact = s.n, scenario().locked[0]
    if n == 2:
        s.events.append(ev.FirstContact(s.t, 2, ("identity", "candour", "permission", "receives_no"), (), 2))
        s.events.append(ev.Impression(s.t, 2, "straight", "At least this one says what it is.", words, s.t - 2))
    if n == 7:
        s.events.append(ev.Impression(s.t, 7, "straight", "Still straight with me.", words, s.t - 2, "confirmed"))
        s.events.append(ev.Tested(s.t, 7, scenario().tests[0].id, "posed"))
    if n == 8:
        s.events.append(ev.Tested(s.t, 8, scenario().tests[0].id, "met", ("candour",)))
    act, no = ("real_objection", "condition") if n == 5 else ("pushback", "condition") if not good else ("answer", "")
    said = rng.choice(CLIENT)
    told = [fact.id] if n == 9 else []
    cut = " ".join(said.split()[:4]) if n == 11 else ""
    s.client(said, "disclose" if told else act, no=no, told=told, cut=cut)
