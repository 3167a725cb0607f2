"""Every No as a card: what kind, the silence after it, what the rep did next, and what lay behind."""

from __future__ import annotations

from statistics import median
from typing import Literal

from voicecoach.debrief import moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.trust import named
from voicecoach.debrief.values import Moment, NoCard, Noes
from voicecoach.debrief.words import plural
from voicecoach.scenario import Scenario

GRACE = {"accept_no", "goodbye", "permission", "candour", "apology", "reflect"}
"""Moves that make the answer to a final No a graceful exit, when none that loses stands beside them."""

KINDS = {"reflex": "Reflex No", "condition": "No with a condition", "final": "Final No"}


def noes(course: Course, scenario: Scenario | None) -> Noes:
    """All cards, in order, from one walk backwards through the call (so that cost stays in line with length)."""
    cards: list[NoCard] = []
    concern: Moment | None = None
    for turn in (*reversed(course.turns), course.opening):
        concern = _concern(turn) or concern
        if turn.no is not None:
            cards.append(_card(course, turn, concern, scenario))
    cards.reverse()
    times = [c.concern_after for c in cards[:1] if c.concern_after is not None]
    return Noes(tuple(cards), _statement(cards), median(times) if times else None)


def _concern(turn: Turn) -> Moment | None:
    """Where the client came out with what really stood behind it."""
    if turn.act in ("real_objection", "disclose") or turn.told:
        return moments.reply(turn)
    return None


def _card(course: Course, turn: Turn, concern: Moment | None, scenario: Scenario | None) -> NoCard:
    assert turn.no is not None
    client = _words(turn)
    answer = course.after(turn) if turn.number else (course.turns[0] if course.turns else None)
    if answer is not None and not answer.text:
        answer = None if not answer.labels else answer
    pause = round(answer.start - client.end, 2) if answer and answer.text and answer.end > answer.start else None
    after = max(0.0, round(concern.start - client.end, 1)) if concern else None
    if turn.no.no == "final":
        after, concern = None, None
    response = _response(answer)
    graceful = turn.no.no == "final" and bool(answer) and response != "lost" and _graceful(answer)
    return NoCard(
        turn.number, turn.no.no, client, pause, _pause_note(pause, answer), moments.whole(answer) if answer else None,
        _moves(answer), response, after, concern, _behind(turn.no.no, concern, scenario), graceful,
        _said(turn.no.no, pause, answer, response, after, graceful),
    )  # fmt: skip


def _words(turn: Turn) -> Moment:
    assert turn.no is not None
    reply = moments.reply(turn)
    if reply is not None:
        match = next((s for s in turn.said if turn.no.text and turn.no.text.strip() in s.text), None)
        return moments.said(match) if match else reply
    return Moment(turn.number, "client", turn.no.text, turn.no.t, turn.no.t)


def _moves(answer: Turn | None) -> tuple[str, ...]:
    return moments.moves(answer) if answer else ()


def _graceful(answer: Turn | None) -> bool:
    return answer is not None and bool(GRACE & set(_moves(answer) + tuple(x.move for x in answer.labels)))


def _response(answer: Turn | None) -> Literal["earned", "lost", "neutral", "none"]:
    if answer is None:
        return "none"
    if moments.loses(answer):
        return "lost"
    return "earned" if moments.earns(answer) else "neutral"


def _pause_note(pause: float | None, answer: Turn | None) -> str:
    if pause is None:
        return "" if answer is None else "No pause can be told: the answer has no times."
    if pause < -0.5:
        return "You began before the client had finished."
    if pause < 0.7:
        return "You answered at once. A No can bear a breath: 1.5 to 4 s leave room to think."
    if pause < 1.5:
        return "A short pause; 1.5 to 4 s leave more room to think."
    if pause <= 4.0:
        return "You left room."
    return "A long silence; the client may have wondered whether you were still there."


def _behind(kind: str, concern: Moment | None, scenario: Scenario | None) -> str:
    if kind == "reflex":
        first = "A reflex: anyone who is solicited protects themselves first."
        return first + (f" What came out later: “{concern.text}”" if concern else "")
    if kind == "final":
        because = scenario.final_no.because if scenario and scenario.final_no else ""
        return f"It was meant. {because}".strip()
    if concern:
        return f"What stood behind it came out as: “{concern.text}”"
    return f"What stood behind it stayed hidden: {scenario.truth.worry}" if scenario else ""


def _said(
    kind: str, pause: float | None, answer: Turn | None, response: str, after: float | None, graceful: bool
) -> str:
    if answer is None:
        return (
            "The call ended with it."
            if kind != "final"
            else "The call ended with it; a word of leave was still possible."
        )
    if graceful:
        return "You let it stand and took your leave well. On a No that is meant, that is a success."
    did = named(_moves(answer)) or "nothing the client could hold on to"
    wait = f"After {pause:.1f} s: {did}." if pause is not None and pause >= 0 else f"Your answer: {did}."
    if kind == "final":
        return f"{wait} This No was meant; the best answer is to let it stand and part well."
    if after == 0:
        return f"{wait} This No was itself the real concern coming out, which is progress."
    if after is not None:
        return f"{wait} The real concern came {_span(after)} later."
    tail = {
        "lost": " It cost trust, and the real concern did not come.",
        "earned": " The real concern had not come by the end.",
    }
    return wait + tail.get(response, " The real concern had not come by the end.")


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.1f} min"


def _statement(cards: list[NoCard]) -> str:
    if not cards:
        return "No No was heard in this call, so there was none to work with."
    well = sum(c.response == "earned" or c.graceful for c in cards)
    answered = sum(c.response != "none" for c in cards)
    told = f"{plural(len(cards), 'No', 'Noes')} heard. A No is what one is here for: there the client begins to talk."
    return f"{told} You met {well} of {answered} in a way that earned something." if answered else told
