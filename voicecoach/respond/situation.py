"""What the client knows when it decides: the turn that was heard, and where the call stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.scenario import Scenario


@dataclass(frozen=True)
class Situation:
    """All that the rules of acts.py look at, besides what the alliance did."""

    scenario: Scenario
    moves: tuple[str, ...]  # as labelled
    rep_text: str
    asked: bool  # the turn holds a question
    answered: bool  # the first solicitation was answered already
    last_act: str
    told: tuple[str, ...]
    final: bool  # this seed's client means its No
    final_said: int
    tested: tuple[str, ...]  # ids of tests posed so far
    pending_test: str
    judged: str  # met or failed: what this turn made of a pending test
    judged_test: str
    since_open: int  # turns since level 2
    since_test: int
    challenge: bool  # a false claim, heard for the first time
    seed: int

    @property
    def judged_note(self) -> tuple[str, ...]:
        """For the words: how the test came out."""
        return (f"test_{self.judged}",) if self.judged else ()
