"""The three vital facts: perception, the trust inspired, the trust maintained. Dimensions, never one number."""

from __future__ import annotations

import re
from collections import Counter

from voicecoach.debrief import language, moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.qualities import QUALITIES, wanted
from voicecoach.debrief.trust import named
from voicecoach.debrief.values import (
    Breach,
    Inspired,
    Maintained,
    Moment,
    Perception,
    Quality,
    Read,
    Trial,
    VitalFacts,
)
from voicecoach.debrief.words import clock, listed, plural, signed
from voicecoach.scenario import Scenario
from voicecoach.vocabulary import title

BREACH = 6
"""A turn that costs this much alliance is a breach (the size at which the alliance freezes gains)."""


def vital_facts(course: Course, scenario: Scenario | None) -> VitalFacts:
    """All three, each with its evidence, or why it could not be told."""
    return VitalFacts(perception(course, scenario), inspired(course), maintained(course, scenario))


# --- perception --------------------------------------------------------------------------------------------


def perception(course: Course, scenario: Scenario | None) -> Perception:
    """The impression meant to be made against what the client had to go by; the read against the truth."""
    intended = " ".join(s.text for s in course.rep_says if s.topic == "intended_impression").strip()
    qualities = tuple(_quality(course, name) for name in wanted(intended))
    topics = ("read_worry", "read_decides", "read_openness")
    reads = tuple(r for r in (read_of(course, scenario, t) for t in topics) if r)
    if not intended and not reads:
        return Perception(
            "",
            (),
            (),
            "Not measured.",
            "you were not asked, or skipped, what you meant to show and how you read the client",
        )
    return Perception(intended, qualities, reads, _perceived(intended, qualities, reads))


def _quality(course: Course, name: str) -> Quality:
    good, bad = QUALITIES[name].shown_by, QUALITIES[name].denied_by
    for_it = tuple(_moments(course, good)[:3])
    against = tuple(_moments(course, bad)[:3])
    if for_it and against:
        return Quality(name, "mixed", for_it, against)
    if against:
        return Quality(name, "contradicted", (), against)
    # some qualities show in what is left undone: calm is no interruption in a whole call
    shown = bool(for_it) or (not good and len(course.turns) >= 3)
    return Quality(name, "shown" if shown else "not shown", for_it, ())


def _moments(course: Course, moves: frozenset[str]) -> list[Moment]:
    return [x.moment for t in course.turns for x in moments.labels(t) if x.move in moves]


def _perceived(intended: str, qualities: tuple[Quality, ...], reads: tuple[Read, ...]) -> str:
    told: list[str] = []
    if qualities:
        shown = [f"“{q.wanted}”" for q in qualities if q.verdict == "shown"]
        denied = [f"“{q.wanted}”" for q in qualities if q.verdict in ("mixed", "contradicted")]
        told.append(f"Of what you meant to show, the client had moments for {listed(shown)}." if shown else "")
        told.append(f"Some moments spoke against {listed(denied)}." if denied else "")
        told.append("" if shown or denied else "Nothing the client heard spoke for or against it.")
    elif intended:
        told.append("The impression you meant to leave stands beside the client's ledger; compare them yourself.")
    judged = [r for r in reads if r.right is not None]
    if judged:
        right = sum(bool(r.right) for r in judged)
        told.append(f"Your read of the client met the truth in {right} of {len(judged)}.")
    return " ".join(t for t in told if t)


NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def read_of(course: Course, scenario: Scenario | None, topic: str) -> Read | None:
    """One read of the client against the truth: by the scenario's own words, so it says `names it` at most.

    What was said after the call's end was the read as it was locked; the last word counts.
    """
    said = next((s.text for s in reversed(course.rep_says) if s.topic == topic and s.text.strip()), "")
    if not said:
        return None
    if scenario is None:
        return Read(topic, said, "", None, "the scenario is not there to hold it against")
    truth = scenario.truth
    if topic == "read_openness":
        return _openness(said, truth.openness)
    words = truth.decides_words if topic == "read_decides" else truth.worry_words
    right = _names(said, words)
    true = truth.decides if topic == "read_decides" else truth.worry
    note = "you named it" if right else "not in the words this scenario listens for; judge for yourself"
    return Read(topic, said, true, right, note)


def _names(said: str, words: tuple[str, ...]) -> bool:
    have = {language.stem(w) for w in language.tokens(said)}
    return any({language.stem(w) for w in language.tokens(phrase)} <= have for phrase in words)


def _openness(said: str, truth: int) -> Read:
    digits = re.search(r"\b[1-5]\b", said)
    spelled = next((NUMBERS[w] for w in language.tokens(said) if w in NUMBERS), None)
    guess = int(digits.group()) if digits else spelled
    true = f"{truth} of 5"
    if guess is None:
        return Read("read_openness", said, true, None, "no number from 1 to 5 in it")
    off = guess - truth
    note = "as they were" if off == 0 else f"{abs(off)} {'more' if off > 0 else 'less'} open than they were"
    return Read("read_openness", said, true, abs(off) <= 1, note)


# --- trust inspired ----------------------------------------------------------------------------------------


def inspired(course: Course) -> Inspired:
    """Peak − start of the alliance."""
    moved = course.moved
    if not moved or moved[0].before is None:
        return Inspired(None, None, None, "Not measured.", "trust had no turn to move in")
    start = moved[0].before.alliance
    top = max(moved, key=lambda t: (t.after.alliance if t.after else 0, -t.number))
    assert top.after is not None
    peak = max(start, top.after.alliance)
    gained = peak - start
    moment = moments.whole(top) if gained else None
    if not gained:
        return Inspired(start, peak, 0, f"The alliance never rose above the {start} it began with.", "", None)
    told = f"The alliance went from {start} to {peak} at its highest ({signed(gained)}), at {clock(top.end)}."
    return Inspired(start, peak, gained, told, "", moment)


# --- trust maintained --------------------------------------------------------------------------------------


def maintained(course: Course, scenario: Scenario | None) -> Maintained:
    """How the client's tests were met, and whether breaches were repaired."""
    trials = _trials(course, scenario)
    breaches = _breaches(course)
    if not course.moved:
        return Maintained(False, trials, breaches, "Not measured.", "trust had no turn to move in")
    told: list[str] = []
    if trials:
        told.append(f"The client tested the trust {_times(len(trials))}: {_outcomes(trials)}.")
    else:
        told.append("Not tested: the client put no test to the trust in this call.")
    if breaches:
        fixed = sum(b.repaired for b in breaches)
        told.append(f"{plural(len(breaches), 'breach', 'breaches')}, {fixed} repaired.")
    else:
        told.append("No breach.")
    return Maintained(bool(trials), trials, breaches, " ".join(told))


def _outcomes(trials: tuple[Trial, ...]) -> str:
    """`1 met, 1 left open`: an open one was neither met nor failed when the call ended."""
    counted: Counter[str] = Counter(t.outcome for t in trials)
    if len(trials) == 1:
        return {"met": "you met it", "failed": "it was not met"}.get(trials[0].outcome, "it was left open")
    named = (("met", "met"), ("failed", "not met"), ("open", "left open"))
    return ", ".join(f"{counted[key]} {name}" for key, name in named if counted[key])


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _trials(course: Course, scenario: Scenario | None) -> tuple[Trial, ...]:
    kinds = {t.id: t.kind for t in scenario.tests} if scenario else {}
    found: dict[str, Trial] = {}
    for turn in course.turns:
        for test in turn.tests:
            before = found.get(test.test) or Trial(test.test, kinds.get(test.test, ""), "open", ())
            if test.stage == "posed":
                found[test.test] = Trial(test.test, before.kind, "open", (), moments.reply(turn))
            else:
                by = tuple(title(m) for m in test.by)
                found[test.test] = Trial(test.test, before.kind, test.stage, by, before.posed, moments.whole(turn))
    return tuple(found.values())


def _breaches(course: Course) -> tuple[Breach, ...]:
    """Each turn that cost much, and the first later turn that brought the alliance back to where it stood.

    Walked backwards with the turns to come that are each higher than all before them, so that cost stays in line
    with length.
    """
    out: list[Breach] = []
    higher: list[tuple[int, Turn]] = []  # from the highest, far away, to the nearest
    for turn in reversed(course.moved):
        assert turn.before is not None
        assert turn.after is not None
        bad = moments.loses(turn)
        if bad and turn.before.alliance - turn.after.alliance >= BREACH:
            back = next((t for a, t in reversed(higher) if a >= turn.before.alliance), None)
            out.append(_breach(course, turn, bad, back))
        while higher and higher[-1][0] <= turn.after.alliance:
            higher.pop()
        higher.append((turn.after.alliance, turn))
    return tuple(reversed(out))


def _breach(course: Course, turn: Turn, bad: tuple[str, ...], back: Turn | None) -> Breach:
    assert turn.before
    assert turn.after
    lost = turn.before.alliance - turn.after.alliance
    sorry = course.after(turn)
    apology = next((x for x in sorry.labels if x.move == "apology"), None) if sorry else None
    if back:
        note = f"trust was back where it stood by {clock(back.end)}"
    elif apology:
        note = "you apologised for it; part of what was lost came back"
    else:
        note = "not repaired in this call"
    repair = moments.span(sorry, apology) if sorry and apology else moments.whole(back) if back else None
    return Breach(
        bad, lost, back is not None or apology is not None, f"{named(bad)}: {note}", moments.whole(turn), repair
    )
