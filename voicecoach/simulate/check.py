"""Lets simulated reps try a scenario: can it be won, can it be lost, and what must a rep find out?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voicecoach.scenario import Scenario
from voicecoach.simulate.run import Simulation, simulate

SEEDS = (1, 2, 3)
WON = "next_step"


@dataclass(frozen=True)
class Verdict:
    """What came of the trials. `certain` were played with certain moves, `spoken` through words and the labeller."""

    scenario: Scenario
    certain: tuple[Simulation, ...]
    spoken: tuple[Simulation, ...]
    told: tuple[tuple[str, str, int], ...]  # id and text of a fact, and the turn in which a good rep is told it

    @property
    def can_be_won(self) -> bool:
        """Whether a rep who listens comes to an ending that counts as a success."""
        return any(success(self.scenario, run) for run in self.certain if run.rep == "empathic")

    @property
    def can_be_lost(self) -> bool:
        """Whether a rep who pushes fails."""
        return not any(success(self.scenario, run) for run in self.certain if run.rep == "pushy")

    def to_json(self) -> dict[str, Any]:
        """For a program."""
        return {
            "can_be_won": self.can_be_won,
            "can_be_lost": self.can_be_lost,
            "to_find_out": [{"id": i, "text": text, "turn": turn} for i, text, turn in self.told],
            "trials": [
                {"rep": r.rep, "level": kind, "seed": r.seed, "highest_level": r.highest_level, "turns": r.turns,
                 "outcome": r.outcome, "why": r.why}
                for kind, runs in (("labels", self.certain), ("text", self.spoken)) for r in runs
            ],
        }  # fmt: skip

    def text(self) -> str:
        """For a person."""
        best = next(r for r in self.certain if r.rep == "empathic")
        worst = next(r for r in self.certain if r.rep == "pushy")
        lines = [
            f"Can be won: {_yes(self.can_be_won)}: a rep who listens comes to level {best.highest_level} and ends with "
            f"{_ending(best)} after {best.turns} turns.",
            f"Can be lost: {_yes(self.can_be_lost)}: a pushy rep comes to level {worst.highest_level} and ends with "
            f"{_ending(worst)} after {worst.turns} turns.",
        ]
        lines += [f"  {r.rep:<9} level {r.highest_level}, {_ending(r)}, {r.turns} turns" for r in self.certain]
        lines += ["Spoken, through the labeller (three calls each):"]
        for rep in dict.fromkeys(r.rep for r in self.spoken):
            runs = [r for r in self.spoken if r.rep == rep]
            ends = ", ".join(f"{_ending(r)} at level {r.highest_level} after {r.turns}" for r in runs)
            lines.append(f"  {rep:<9} {ends}")
        lines.append("What a rep must find out:")
        for _, text, turn in self.told:
            lines.append(f"  {f'turn {turn}' if turn else 'not told':<9} {text}")
        return "\n".join(lines)


def check(scenario: Scenario) -> Verdict:
    """Plays reps against the scenario at its own difficulty; takes about a second."""
    level = scenario.difficulty
    certain = tuple(
        simulate(rep, scenario, level, 1, "labels", final=False) for rep in ("empathic", "average", "scripted", "pushy")
    )
    spoken = tuple(
        simulate(rep, scenario, level, seed, "text", final=False) for rep in ("empathic", "pushy") for seed in SEEDS
    )
    best = certain[0]
    told = tuple((x.id, x.text, _told_at(best, x.id)) for x in sorted(scenario.locked, key=lambda x: x.level))
    return Verdict(scenario, certain, spoken, told)


def success(scenario: Scenario, run: Simulation) -> bool:
    """Whether a call ended in a way that counts as a success here."""
    if run.outcome == "final_no":
        return run.by == "rep"
    if run.outcome in scenario.success:
        return True
    found = bool(run.told) and run.outcome in ("rep_left", "polite_end", WON)
    return found and bool({"found_out", "disclosed"} & set(scenario.success))


def _told_at(run: Simulation, fact: str) -> int:
    """The turn in whose answer a fact was told; 0 when it never was."""
    for event in run.events:
        if fact in getattr(event, "told", ()):
            return int(getattr(event, "turn", 0))
    return 0


def _yes(value: bool) -> str:
    return "yes" if value else "NO"


def _ending(run: Simulation) -> str:
    names = {
        "next_step": "a next step", "hang_up": "a hang-up", "polite_end": "a polite end", "final_no": "a final No",
        "rep_left": "the rep leaving", "stopped": "no end",
    }  # fmt: skip
    return names.get(run.outcome, run.outcome) + (" (the Yes will be undone)" if run.why == "yes_undone" else "")
