"""Choosing a line that may be said now: nobody has heard it yet, and it gives nothing away."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from voicecoach.ports import Direction, Sentence
from voicecoach.respond.matching import contains, normal, sentences, words
from voicecoach.respond.scripted.bank import Bank
from voicecoach.respond.scripted.said import Said, said_so_far
from voicecoach.scenario import Scenario

LIVELY = 0.15
"""Silence (s) between two lines of one reply."""


class Choosing:
    """One reply in the making: `now` is what it has so far; the rest says what may still be said."""

    def __init__(self, scenario: Scenario, bank: Bank, direction: Direction, seed: int) -> None:
        self.scenario, self.bank, self.d = scenario, bank, direction
        self.seed = f"{seed}/{direction.seed}"
        self.said: Said = said_so_far(direction.history, direction.cut_short)
        self.now: list[Sentence] = []
        self.level = direction.trust.level
        self.moves = frozenset(direction.labels)
        hidden = [x for x in scenario.locked if x.id not in direction.facts and x.id != direction.must_tell]
        self.tells = tuple(tell for x in hidden for tell in x.tells)

    def written(self, act: str) -> tuple[str, ...]:
        """The scenario's own lines for an act."""
        if act == "final_no":
            return self.scenario.final_no.says if self.scenario.final_no else ()
        found = getattr(self.scenario.lines, act, ())
        return found if isinstance(found, tuple) else ()

    def fresh(self, *sources: Iterable[str]) -> str:
        """The first line nobody heard yet, source by source, in a seeded order; "" when there is none."""
        for source in sources:
            pool = list(dict.fromkeys(source))
            random.Random(f"{self.seed}/{len(pool)}/{pool[:1]}").shuffle(pool)
            for line in pool:
                if self.may(line):
                    return line
        return ""

    def either(self, act: str) -> str:
        """A fresh line for an act: the scenario's own, else the bank's."""
        return self.fresh(self.written(act), self.bank.lines(act))

    def may(self, line: str) -> bool:
        """Whether a line is new in this call and keeps what is still hidden."""
        saying = {normal(s) for x in self.now for s in sentences(x.text)}
        new = not any(normal(s) in saying for s in sentences(line)) and not self.said.has(line)
        return new and not self.tells_too_much(line)

    def tells_too_much(self, text: str) -> bool:
        """Whether a text holds a word that would give a hidden fact away."""
        return any(contains(text, tell) for tell in self.tells)

    def say(self, act: str) -> None:
        """Appends a line for an act, whatever it takes."""
        self.add(self.either(act) or self.last_resort())

    def add(self, line: str, cap: int = 0) -> bool:
        """Appends a line if there is one and, with a cap (words of the whole reply), if it fits."""
        so_far = sum(len(words(x.text)) for x in self.now)
        if not line or not self.may(line) or (cap and so_far + len(words(line)) > cap):
            return False
        self.now.append(Sentence(line, pause=LIVELY if self.now else 0.0))
        return True

    def last_resort(self) -> str:
        """Nothing written is left: a sentence put together; without a bank, any line at all."""
        made = self.fresh(self.bank.last_resort(no=bool(self.d.no)))
        return made or self.fresh(*(self.written(a) for a in ("clarify", "unknown", "pushback", "silence")))

    def done(self) -> tuple[Sentence, ...]:
        """The reply; if all else failed, a line that was said before rather than nothing."""
        if not self.now:
            own: Sequence[str] = self.written(self.d.act) or self.scenario.lines.clarify
            self.now.append(Sentence(own[0]))
        return tuple(self.now)

    def chance(self, share: float) -> bool:
        """A seeded coin, the same for the same turn of the same call."""
        return random.Random(f"{self.seed}/{self.d.turn}/{self.d.act}/{share}").random() < share
