"""Keep one, change one, practise one: three sentences, and the exact command that starts that practice."""

from __future__ import annotations

import shlex

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.values import LabelSeen, Practice
from voicecoach.debrief.words import clock, short
from voicecoach.session import DIFFICULTIES, Card

KEEP = {
    "permission": "you left the choice to the client",
    "accept_no": "you let the No stand",
    "reflect": "you gave back what the client meant",
    "echo": "you stayed with the client's words",
    "open_q": "you asked so that the client could tell",
    "clarify": "you asked what was behind the refusal",
    "implication_q": "you asked what it leads to",
    "insight": "you offered something worth knowing and left it open",
    "reframe": "you offered another view with respect",
    "answer": "you answered straight",
    "waits": "you left a silence for the client to think in",
    "fitted_option": "you looked for what fits the client's own situation",
    "cobuild": "you built the solution together",
    "candour": "you said something true that did not help you",
    "summary": "you summed up what the client had told you",
}
CHANGE = {
    "advise": ("you told the client what you would do", "ask what they could do, seen from their own seat"),
    "argue": ("you fought the client's view", "say it back first, so that they know it was heard"),
    "pressure": ("you pressed", "leave the choice with the client, in so many words"),
    "pitch_early": (
        "you presented the offer before the client had a need to hold it against",
        "ask one more question first",
    ),
    "close_early": ("you asked for the next step too soon", "sum up what you heard before you propose anything"),
    "interrupt": ("you cut in", "let the client's last word fade before you begin"),
    "ignore": ("you passed over a question", "answer in one sentence first, then go on"),
    "assume": ("you stated a need the client had not expressed", "turn it into a guess they can correct"),
    "monologue": ("you talked for more than half a minute on end", "stop after two sentences and ask"),
    "silence": ("you left a very long silence", "say that you are thinking, or ask"),
    "offtopic": ("you left the subject", "come back to what the client said last"),
    "canned": ("you used a phrase that fits any client", "put one of their own words into it"),
    "deceive": (
        "you said something that is not true of the offer",
        "say what it cannot do; candour is what they can trust",
    ),
    "insult": ("you hurt the client", "apologise for the very words, and stop there"),
}
PRACTISE = {
    "advise": "each time you want to advise, ask what they could do instead",
    "argue": "answer every objection with one reflection before anything else",
    "pressure": "leave the choice with the client twice",
    "pitch_early": "do not mention the offer until the client has told you a need",
    "close_early": "propose nothing before a summary the client confirms",
    "interrupt": "count one breath after each of the client's sentences",
    "canned": "use one of the client's own words in every reflection",
    "monologue": "keep every turn under fifteen seconds",
    "assume": "turn every statement about the client into a question",
    "ignore": "answer every question in your first sentence",
}


def practice(course: Course, card: Card) -> Practice:
    """Three sentences from the moments that weighed most, and a command."""
    seen = [(t, one) for t in course.turns for one in moments.labels(t)]
    earning = (x for x in seen if x[1].kind == "earns")
    good = max(earning, key=lambda x: (x[1].alliance, x[1].confidence, -x[0].number), default=None)
    bad = min((x for x in seen if x[1].kind == "loses"), key=_cost, default=None)
    keep = _keep(good[1], good[0]) if good else _nothing_to_keep(course)
    change, practise = (_change(bad[1], bad[0]), _exercise(bad[1])) if bad else _no_fault(course)
    return Practice(
        keep, change, practise, _command(course, card, bad is not None),
        moments.whole(good[0]) if good else None, moments.whole(bad[0]) if bad else None,
    )  # fmt: skip


def _cost(x: tuple[object, LabelSeen]) -> float:
    return x[1].alliance - x[1].reactance / 2 + x[1].patience / 4


def _quoted(one: LabelSeen, turn: Turn) -> str:
    """The words, with the rest of their sentence: a label's own span may be two words."""
    label = moments.evidence(turn, one.move)
    if label is None or not one.moment.text:
        return ""
    start, end = moments.sentence(turn, label)
    return f" (“{short(turn.text[start:end], 110)}”)"


def _keep(one: LabelSeen, turn: Turn) -> str:
    return f"Keep: at {clock(turn.start)} {KEEP.get(one.move, one.title)}{_quoted(one, turn)}."


def _nothing_to_keep(course: Course) -> str:
    if not course.turns:
        return "Keep: you sat down to rehearse; that is the hard part."
    return "Keep: you stayed on the line; next time look for one moment to give back what the client said."


def _change(one: LabelSeen, turn: Turn) -> str:
    did, instead = CHANGE.get(one.move, (one.title, "try it the other way round"))
    return f"Change: at {clock(turn.start)} {did}{_quoted(one, turn)}; {instead}."


def _exercise(one: LabelSeen) -> str:
    what = PRACTISE.get(one.move, "listen for one thing you can give back in every turn")
    return f"Practise: the same client again; {what}."


def _no_fault(course: Course) -> tuple[str, str]:
    if len(course.turns) < 2:
        return (
            "Change: nothing can be said from so short a call; go a few turns further.",
            "Practise: the same client, for five turns.",
        )
    step = course.ended and course.ended.outcome == "next_step"
    if step:
        return (
            "Change: nothing cost you trust; see whether it holds with a harder client.",
            "Practise: the same client, one step harder.",
        )
    return (
        "Change: nothing cost you trust; what was missing is meaning added to what the client said.",
        "Practise: the same client; in every turn say what you understood before you ask.",
    )


def _command(course: Course, card: Card, fault: bool) -> str:
    won = bool(course.ended and course.ended.outcome == "next_step")
    level = DIFFICULTIES.index(card.difficulty) if card.difficulty in DIFFICULTIES else 1
    level = min(2, level + 1) if won and not fault else level
    return f"voicecoach rehearse {shlex.quote(card.scenario)} --difficulty {DIFFICULTIES[level]} --seed {card.seed + 1}"
