"""From an act to a direction: what is to be said, what happened when it was decided, the call that remembers it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from voicecoach import events as ev
from voicecoach.ports import Direction
from voicecoach.respond import acts, facts
from voicecoach.respond.acts import Decision
from voicecoach.respond.alliance.state import Outcome
from voicecoach.respond.call import Call, RepTurn, Step


def take(
    call: Call,
    d: Decision,
    t: float,
    turn: RepTurn | None = None,
    o: Outcome | None = None,
    moves: tuple[str, ...] = (),
    events: tuple[ev.Event, ...] = (),
) -> Step:
    """The step that act `d` leads to at `t`; `events` are those that led to it."""
    n = turn.number if turn else call.turn
    told = call.told + ((d.tell,) if d.tell else ())
    direction = _direction(call, d, n, turn, o, moves, told)
    happened = _happened(call, d, t, n, o)
    over = ev.Ended(t, d.outcome, d.by, d.why) if d.outcome else None
    posed = d.act == "test"
    call = replace(
        call,
        answered=call.answered or (o is not None and moves != ("silence",)),
        act=d.act,
        told=told,
        final_said=call.final_said + (d.act == "final_no"),
        tested=call.tested + ((d.test,) if posed else ()),
        pending_test=d.test if posed else call.pending_test,
        test_at=call.state.turn if posed else call.test_at,
        cut_short="",
        over=over,
    )
    return Step(call, direction, (*events, *happened), over)


def _direction(
    call: Call,
    d: Decision,
    n: int,
    turn: RepTurn | None,
    o: Outcome | None,
    moves: tuple[str, ...],
    told: tuple[str, ...],
) -> Direction:
    """What whoever words the reply must know, and no more."""
    level = call.state.level
    return Direction(
        act=d.act,
        turn=n,
        trust=call.trust,
        no=d.no,
        rep_text=turn.text if turn else "",
        labels=tuple(dict.fromkeys([*moves, *(o.moves if o else ())])),
        facts=facts.allowed(call.scenario, level, told),
        must_tell=d.tell,
        test=d.test,
        asked=turn is not None and asks(turn, moves),
        cut_short=call.cut_short,
        max_words=acts.max_words(d.act, level),
        history=call.history,
        seed=number(f"{call.scenario.id}/{call.seed}/{n}/{call.state.turn}/{d.act}"),
        notes=d.notes,
    )


def _happened(call: Call, d: Decision, t: float, n: int, o: Outcome | None) -> list[ev.Event]:
    """The events of deciding it."""
    fresh = facts.unlocked(call.scenario, o.before.level, o.after.level, call.told) if o else ()
    happened: list[ev.Event] = [ev.Decided(t, n, d.act, call.state.level, fresh, (d.tell,) if d.tell else ())]
    if d.no:
        happened.append(ev.SaidNo(t, n, d.no))  # type: ignore[arg-type]
    if d.act == "warn":
        happened.append(ev.Warned(t, n, d.why))
    if d.act == "test":
        happened.append(ev.Tested(t, n, d.test, "posed"))
    return happened


def asks(turn: RepTurn, moves: Sequence[str]) -> bool:
    """Whether a turn wants an answer, by its moves or by its mark."""
    return bool(acts.ASKING & set(moves)) or turn.text.rstrip().endswith("?")


def number(key: str) -> int:
    """A number that depends on nothing but the key, on every machine."""
    return int.from_bytes(hashlib.blake2s(key.encode(), digest_size=6).digest(), "big")


def share(key: str) -> float:
    """The same as a share from 0 to 1."""
    return number(key) / 2**48
