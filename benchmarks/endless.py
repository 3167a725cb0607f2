"""A client who never ends the call, for benchmarks that need a long one: where it would, it begins anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from voicecoach.rehearsal import Plan
from voicecoach.respond import director


@contextmanager
def never_ending(plan: Plan) -> Iterator[None]:
    """Within it a client of that plan who would hang up, agree or run out of turns is as at the beginning instead;
    what was said stays said. Everything else is the product's."""
    fresh = director.open_call(plan.chosen.scenario, plan.difficulty, plan.seed)

    def lasting(decide: Any) -> Any:
        def step(call: director.Call, *given: Any) -> director.Step:
            made = decide(call, *given)
            if made.over is None:
                return made
            again = decide(replace(fresh, history=call.history, turn=call.turn), *given)
            return replace(again, over=None, call=replace(again.call, over=None))

        return step

    with (
        mock.patch.object(director, "answer", lasting(director.answer)),
        mock.patch.object(director, "after_silence", lasting(director.after_silence)),
    ):
        yield
