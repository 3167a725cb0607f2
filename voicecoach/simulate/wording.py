"""Words for a simulated rep's moves: real sentences, filled with what this client said and with this scenario.

No wording is used twice while there is another. The same moves, scenario and seed say the same.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from voicecoach.respond.director import Call
from voicecoach.scenario import Scenario
from voicecoach.simulate.turning import as_rep, clause, sayable, turned

NAMES = ("Alex Moreau", "Sam Whitfield", "Jo Lindqvist", "Chris Adeyemi", "Robin Marsh")
_SECTION = re.compile(r"^\[(\w+)\]$")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Wordings by move, from phrases.txt."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines():
        heading = _SECTION.match(line)
        if heading:
            section = heading.group(1)
            found[section] = []
        elif line.strip() and not line.startswith("#"):
            found[section].append(line.strip())
    return {name: tuple(lines) for name, lines in found.items()}


class Wording:
    """Finds words for moves. Remembers what it said, so that a rep does not repeat itself by accident."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.random = random.Random(f"{scenario.id}/{seed}")  # the same voice for every rep
        self.rep = self.random.choice(NAMES)
        self.used: dict[str, list[str]] = {}
        self.given_back: list[str] = []
        self.claim = ""

    def say(self, moves: tuple[str, ...], call: Call) -> str:
        """One turn: a sentence or two for each move, in the order given."""
        moves = self._meeting_tests(moves, call)
        said = [self._one(move, call) for move in moves]
        return " ".join(_sentence(s) for s in said if s) or "Hm."

    def _meeting_tests(self, moves: tuple[str, ...], call: Call) -> tuple[str, ...]:
        """A rep who listens meets a test of trust before anything else."""
        test = next((t for t in self.scenario.tests if t.id == call.pending_test), None)
        if test is None or not {"reflect", "summary"} & set(moves):
            return moves
        known = phrases()
        wanted = next((m for m in test.met_by if m in known or f"met_{m}" in known), "")
        return (f"met_{wanted}" if f"met_{wanted}" in known else wanted, *moves) if wanted else moves

    def _one(self, move: str, call: Call) -> str:
        known = phrases()
        lines = self._client_lines(call, anything=move == "echo")
        if move == "reflect" and not self._fresh(lines):
            move = "reflect_short"
        options = [
            p for p in known.get(move, ()) if ("{said2}" not in p or len(lines) > 1) and ("{said}" not in p or lines)
        ]
        if not options:
            return ""
        used = self.used.setdefault(move, [])
        left = [p for p in options if p not in used] or options
        if len(left) == len(options):
            used.clear()
        chosen = self.random.choice(left)
        used.append(chosen)
        return self._filled(chosen, lines, echo=move == "echo")

    def _filled(self, phrase: str, lines: list[str], echo: bool) -> str:
        """The phrase with its holes filled."""
        values = {"rep": self.rep, "name": self.scenario.client.name, "company": self.scenario.client.company}
        if "{said}" in phrase or "{said2}" in phrase:
            fresh = lines[-1:] if echo else self._fresh(lines) or lines[-1:]
            now = fresh[-1] if fresh else ""
            earlier = [x for x in lines if x != now]
            then = earlier[-1] if earlier else now
            self.given_back.append(now)
            values |= {"said": clause(now) if echo else turned(now), "said2": turned(then)}
        if "{false}" in phrase:
            self.claim = self.claim or self.random.choice(self.scenario.product.not_true or ("it never fails",))
            values["false"] = clause(self.claim)
        if "{fact}" in phrase:
            values["fact"] = self.random.choice(self.scenario.product.facts).rstrip(".")
        brief = self.scenario.brief
        values |= {"work": as_rep(brief.who), "why": clause(as_rep(brief.why)), "next": clause(self.scenario.next_step)}
        values["thing"] = self._thing(lines)
        return phrase.format(**values)

    def _thing(self, lines: list[str]) -> str:
        """Something of the client's world: what they named last, else any of it."""
        world = self.scenario.world
        for line in reversed(lines):
            named = [w for w in world if re.search(rf"\b{re.escape(w)}\b", line, re.I)]
            if named:
                return "your " + max(named, key=len)
        return "your " + self.random.choice(world)

    def _client_lines(self, call: Call, anything: bool = False) -> list[str]:
        """Sentences of the client's that can be given back, oldest first; a parrot gives back `anything`."""
        found = [s for x in call.history if x.who == "client" for s in re.split(r"(?<=[.!?…])\s+", x.text)]
        return [s for s in found if (len(s.split()) > 1 if anything else sayable(s))]

    def _fresh(self, lines: list[str]) -> list[str]:
        return [x for x in lines[-4:] if x not in self.given_back]


def _sentence(text: str) -> str:
    text = text[0].upper() + text[1:]
    return re.sub(r"\.\.+", ".", text.replace("?.", "?").replace("!.", "!").replace("..", "."))
