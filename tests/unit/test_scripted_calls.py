"""The built-in client over whole calls of every scenario."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

import pytest
from clients_for_tests import ALL, direct, said

from voicecoach.ports import Direction, Exchange
from voicecoach.respond import director
from voicecoach.respond.matching import contains, normal, sentences, words
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.scenario import Scenario
from voicecoach.session import Label

REP = [
    ("Good morning, this is Tom from Brightline, I'm ringing about how you do things.", ("identity", "purpose")),
    ("Fair enough. Can I ask what makes you say that?", ("accept_no", "clarify", "permission")),
    ("so it's one more thing on your plate", ("reflect",)),
    ("what does a bad week look like for you", ("open_q",)),
    ("how many people work there", ("closed_q",)),
    ("who decides on something like that", ("closed_q",)),
    ("we can save you twenty percent if you sign today", ("pitch_early", "pressure")),
    ("I'm sorry, that was pushing. what matters most to you", ("apology", "open_q")),
    ("it sounds as if it's about what comes after", ("reflect",)),
    ("what happens when it goes wrong", ("implication_q",)),
    ("so you were let down and you answer for it", ("summary",)),
    ("what would you like it to be", ("open_q",)),
    ("who do you use at the moment", ("closed_q",)),
    ("what do you pay for it", ("closed_q",)),
    ("so you were let down and you answer for it", ("summary",)),
    ("", ("silence",)),
    ("tell me more about that", ("open_q",)),
    ("what would it take to change your mind", ("open_q",)),
    ("would a trial in one place be a way to see it", ("fitted_option",)),
    ("did you see the football", ("offtopic",)),
    ("do you have a contract", ("closed_q",)),
    ("how long have you been there", ("closed_q",)),
    ("what went wrong the last time", ("open_q",)),
    ("I hear that you'd rather be sure than quick", ("reflect",)),
]
CURVES = {
    "shut": [0] * 24,
    "surface": [0] + [1] * 23,
    "real": [0, 1] + [2] * 22,
    "opening": [0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5],
}


def play(s: Scenario, curve: Sequence[int], seed: int) -> list[tuple[Direction, list[str]]]:
    """A call of 24 turns with made-up directions; every fact is told when its level comes."""
    history: list[Exchange] = []
    told: set[str] = set()
    out = []
    for i, ((text, labels), level) in enumerate(zip(REP, curve, strict=True)):
        fact = next((x.id for x in s.locked if x.level <= level and x.id not in told), "")
        told |= {fact}
        if text:
            history.append(Exchange("rep", text))
        d = direct(
            s, level, text, "disclose" if fact else "",
            labels=labels, must_tell=fact, turn=i + 1, history=tuple(history), seed=seed * 100 + i,
        )  # fmt: skip
        reply = said(s, d, seed)
        history.append(Exchange("client", " ".join(reply)))
        out.append((d, reply))
    return out


def check_call(s: Scenario, call: Sequence[tuple[Direction, list[str]]]) -> None:
    """No sentence twice, nothing hidden given away, short while closed."""
    seen: set[str] = set()
    for d, reply in call:
        assert reply
        assert all(words(line) for line in reply)
        for sentence in (normal(x) for line in reply for x in sentences(line)):
            assert sentence not in seen, (s.id, d.act, sentence)
            seen.add(sentence)
        hidden = [x for x in s.locked if x.id not in d.facts and x.id != d.must_tell]
        for tell in (t for x in hidden for t in x.tells):
            assert not any(contains(line, tell) for line in reply), (s.id, tell, reply)
    low = [sum(map(len, map(words, r))) for d, r in call if d.trust.level < 3 and d.act != "disclose" and d.turn]
    if len(low) > 3:
        assert 6 <= statistics.median(low) <= 20, (s.id, low)


# --- whole calls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("name", ALL)
def test_a_long_call_says_nothing_twice_and_gives_nothing_away(name: str, curve: str) -> None:
    for seed in range(2):
        check_call(ALL[name], play(ALL[name], CURVES[curve], seed))


Rep = Callable[[int, int], tuple[str, ...]]


def kind_rep(turn: int, level: int) -> tuple[str, ...]:
    if turn == 0:
        return ("identity", "purpose", "permission", "candour")
    return (
        ("accept_no", "reflect"), ("reflect", "clarify"), ("reflect", "implication_q"),
        ("summary", "waits") if turn % 3 else ("reflect", "fitted_option"), ("cobuild", "next_step"),
    )[min(level, 4)]  # fmt: skip


REPS: dict[str, Rep] = {
    "kind": kind_rep,
    "parrot": lambda turn, level: ("echo", "open_q"),
    "pushy": lambda turn, level: ("pitch",) if turn % 2 else ("argue", "pressure"),
    "silent": lambda turn, level: () if turn % 3 else ("open_q",),
}


@pytest.mark.parametrize("rep", REPS)
@pytest.mark.parametrize("name", ALL)
def test_whole_calls_with_the_director(name: str, rep: str) -> None:
    """The same, with the acts as they really come; text and labels need not agree for that."""
    s, client = ALL[name], ScriptedClient(ALL[name], 3)
    call, out, turn = director.open_call(s, "medium", 3, final=False), [], 0

    def take(step: director.Step) -> director.Call:
        if step.direction is None:
            return step.call
        reply = [x.text for x in client.reply(step.direction, lambda _: None)]
        out.append((step.direction, reply))
        return director.spoken(step.call, " ".join(reply))

    call = take(director.greeting(call, 0.0))
    while not call.over and turn < 40:
        labels = REPS[rep](turn, call.trust.level)
        now = turn * 10.0
        text = f"{REP[turn % 24][0]} {turn}" if labels else ""
        heard = director.RepTurn(text, tuple(Label(m) for m in labels), now, now + 4)
        call = take(director.answer(call, heard, now + 4) if labels else director.after_silence(call, now))
        turn += 1
    check_call(s, out)
    assert call.over is not None
    if rep == "kind":
        assert any(d.must_tell for d, _ in out)
