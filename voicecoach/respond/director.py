"""The director: labels → state → act → direction. Pure; the state is immutable, so a reply may be begun on a guess.

A `Call` is all that the client's side knows of a call. `greeting`, `answer` and `after_silence` return a `Step`: the
next Call, what to say (a Direction, or None), the events that say why, and how the call ends if it does. `spoken`
records what was really heard of the client. Nothing a model says comes back into the state, except through `history`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach import events as ev
from voicecoach.ports import Exchange
from voicecoach.respond import acts, alliance, directing, ledger
from voicecoach.respond.acts import Decision
from voicecoach.respond.alliance.state import Outcome
from voicecoach.respond.alliance.table import terms
from voicecoach.respond.call import Call, RepTurn, Step
from voicecoach.respond.situation import Situation
from voicecoach.scenario import Scenario
from voicecoach.session import Difficulty

__all__ = [
    "Call", "RepTurn", "Step", "after_silence", "answer", "final_planned", "greeting", "open_call", "spoken",
    "with_impression",
]  # fmt: skip

HELLO = frozenset({"greeting", "backchannel", "closed_q", "identity"})
"""A turn of nothing but these, before anything was asked for, is no turn of the table's: the client says hello."""
HELLO_WORDS, HELLOS = 14, 2
BACKCHANNEL_WORDS = 4
CONTACT_SPEECH = 45.0
"""Seconds of rep speech at which first contact is over at the latest."""


# --- opening -----------------------------------------------------------------------------------------------


def open_call(scenario: Scenario, difficulty: Difficulty, seed: int, *, final: bool | None = None) -> Call:
    """A call before Hello. `final` forces or excludes a final No; None leaves it to the seed."""
    means_it = final_planned(scenario, seed) if final is None else final and scenario.final_no is not None
    its_terms = terms(difficulty, scenario.channel, scenario.overrides)
    if means_it and scenario.final_no is not None:
        its_terms = replace(its_terms, top=scenario.final_no.level)
    return Call(scenario, difficulty, seed, its_terms, alliance.begin(its_terms), means_it)


def final_planned(scenario: Scenario, seed: int) -> bool:
    """Whether this seed's client means its No: the same for the same scenario and seed, everywhere."""
    return scenario.final_no is not None and directing.share(f"{scenario.id}/{seed}/final") < scenario.final_no.chance


def with_impression(call: Call, impression: int) -> Call:
    """The same call, whose first contact will leave `impression` (−2…+2) whatever the rep does; for trials."""
    return replace(call, terms=replace(call.terms, impression=impression))


def greeting(call: Call, t: float) -> Step:
    """What the client says when the call begins; nothing where the rep speaks first."""
    if not call.scenario.client_speaks_first:
        return Step(call, None)
    return directing.take(call, Decision("greet"), t)


# --- the rep speaks ------------------------------------------------------------------------------------------


def answer(call: Call, turn: RepTurn, t: float) -> Step:
    """The client's answer to a turn of the rep's, decided at `t`."""
    call, turn = _heard(call, turn)
    labelled = ev.Labelled(t, turn.number, turn.labels, turn.by)
    moves = alliance.confident(turn.labels)
    if _only_hello(call, turn, moves):
        call = replace(call, hellos=call.hellos + 1, hello_moves=call.hello_moves + moves)
        return directing.take(call, Decision("greet", notes=("hello",)), t, turn, events=(labelled,))
    if _only_nods(call, turn, moves):
        return Step(replace(call, nods=call.nods + 1), None, (labelled,))
    moves = tuple(dict.fromkeys(call.hello_moves + moves))
    call, moves, challenge = _believed(call, turn, moves)
    call = replace(call, nods=0, hello_moves=())
    outcome = _moved(call, moves, turn)
    judged = _judge(call, moves, outcome)
    decision = acts.decide(_situation(call, turn, moves, judged, challenge), outcome)
    return _take(call, turn, moves, outcome, decision, judged, t, labelled)


def after_silence(call: Call, t: float) -> Step:
    """The rep has said nothing for longer than the client waits; before the call is under way, only asked after."""
    if not call.answered and not call.hellos:
        return directing.take(replace(call, hellos=1), Decision("silence"), t)
    turn = RepTurn("", (), t, t, call.turn)
    outcome = alliance.step(call.state, ("silence",), call.terms)
    ends = acts.ends_or_warns(_situation(call, turn, ("silence",), "", False), outcome)
    return _take(call, turn, ("silence",), outcome, ends or Decision("silence"), "", t)


def spoken(call: Call, text: str, cut: bool = False) -> Call:
    """Records what was really heard of the client; `cut` when the rep took the floor, `text` being what was
    heard until then. A warning that was not heard was not given; a story that was not begun was not told."""
    history = call.history
    if text.strip():
        if history and history[-1].who == "client":
            history = (*history[:-1], Exchange("client", f"{history[-1].text} {text.strip()}"))
        else:
            history = (*history, Exchange("client", text.strip()))
    call = replace(call, history=history, cut_short=text.strip() if cut else call.cut_short)
    if cut and not (history and history[-1].who == "client"):
        if call.act == "warn":
            call = replace(call, state=replace(call.state, warned=False))
        if call.act == "disclose":
            call = replace(call, told=call.told[:-1])
    return call


# --- what a turn does ----------------------------------------------------------------------------------------


def _heard(call: Call, turn: RepTurn) -> tuple[Call, RepTurn]:
    """Numbers the turn and writes it into the history."""
    number = turn.number or call.turn + 1
    history = (*call.history, Exchange("rep", turn.text)) if turn.text else call.history
    return replace(call, turn=number, history=history), replace(turn, number=number)


def _only_hello(call: Call, turn: RepTurn, moves: Sequence[str]) -> bool:
    """“Hi, is that Anna?”"""
    if call.answered or call.hellos >= HELLOS or not turn.text or len(turn.text.split()) > HELLO_WORDS:
        return False
    heard = set(moves)
    if not heard <= HELLO:
        return False
    return bool({"greeting", "backchannel"} & heard) or len(turn.text.split()) <= 6


def _only_nods(call: Call, turn: RepTurn, moves: Sequence[str]) -> bool:
    """“Mm-hm.” The client waits for more, once; after a question of its own it is an answer."""
    if call.nods or not moves or set(moves) != {"backchannel"}:
        return False
    last = call.history[-2].text if len(call.history) > 1 else ""
    return len(turn.text.split()) <= BACKCHANNEL_WORDS and not last.rstrip().endswith("?")


def _believed(call: Call, turn: RepTurn, moves: tuple[str, ...]) -> tuple[Call, tuple[str, ...], bool]:
    """A false claim is deception only once it was challenged and is made again; the first time it is challenged."""
    if "deceive" not in moves:
        return call, moves, False
    claim = next((x.why for x in turn.labels if x.move == "deceive"), "")
    if any(claim == c or not claim or not c for c in call.challenged):
        return call, moves, False
    call = replace(call, challenged=(*call.challenged, claim))
    return call, tuple(m for m in moves if m != "deceive"), True


def _moved(call: Call, moves: Sequence[str], turn: RepTurn) -> Outcome:
    """The table's step. The first reply must be a No, so a warning that would fall there waits one turn."""
    long = call.speech + max(0.0, turn.end - turn.start) >= CONTACT_SPEECH
    outcome = alliance.step(call.state, moves, call.terms, end_contact=long)
    if not call.answered and outcome.warning:
        outcome = replace(outcome, state=replace(outcome.state, warned=False), warning="")
    return outcome


def _judge(call: Call, moves: Sequence[str], outcome: Outcome) -> str:
    """What the turn makes of a pending test: met, failed, or nothing."""
    test = next((x for x in call.scenario.tests if x.id == call.pending_test), None)
    if test is None:
        return ""
    heard = {*moves, *outcome.moves}
    if heard & set(test.failed_by) or outcome.violations:
        return "failed"
    return "met" if heard & set(test.met_by) else ""


def _situation(call: Call, turn: RepTurn, moves: tuple[str, ...], judged: str, challenge: bool) -> Situation:
    return Situation(
        scenario=call.scenario,
        moves=moves,
        rep_text=turn.text,
        asked=directing.asks(turn, moves),
        answered=call.answered,
        last_act=call.act,
        told=call.told,
        final=call.final,
        final_said=call.final_said,
        tested=call.tested,
        pending_test=call.pending_test,
        judged=judged,
        judged_test=call.pending_test if judged else "",
        since_open=call.state.turn - call.opened_at if call.opened_at else 0,
        since_test=call.state.turn - call.test_at,
        challenge=challenge,
        seed=directing.number(f"{call.scenario.id}/{call.seed}/test"),
    )


def _take(
    call: Call,
    turn: RepTurn,
    moves: tuple[str, ...],
    o: Outcome,
    d: Decision,
    judged: str,
    t: float,
    *events: ev.Event,
) -> Step:
    """The call after a turn of the table's, and everything that happened in it."""
    n = turn.number
    happened = [*events, ev.Moved(t, n, o.before, o.after, o.changes, ledger.thought(o.changes, call.scenario))]
    if o.contact:
        happened.append(ev.FirstContact(t, n, o.contact.credits, o.contact.violations, o.contact.impression))
    seen = ledger.Seen(n, turn.text, turn.labels, turn.start, turn.end)
    lines, impressions = ledger.observe(call.ledger, o, seen, t, call.scenario)
    happened += impressions
    if judged:
        by = _judges(call, moves, o, judged)
        happened.append(ev.Tested(t, n, call.pending_test, judged, by))  # type: ignore[arg-type]
    opened = o.state.turn if o.after.level >= 2 and not call.opened_at else call.opened_at
    call = replace(
        call,
        state=o.state,
        ledger=lines,
        opened_at=opened,
        speech=call.speech + max(0.0, turn.end - turn.start),
        pending_test="" if judged or o.state.turn > call.test_at + 2 else call.pending_test,
    )
    return directing.take(call, d, t, turn, o, moves, tuple(happened))


def _judges(call: Call, moves: Sequence[str], o: Outcome, judged: str) -> tuple[str, ...]:
    test = next(x for x in call.scenario.tests if x.id == call.pending_test)
    named = set(test.met_by if judged == "met" else test.failed_by)
    found = tuple(m for m in dict.fromkeys([*moves, *o.moves]) if m in named)
    return found or o.violations
