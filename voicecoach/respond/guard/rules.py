"""The guard: what a model's client may say, sentence by sentence, before it is spoken. Pure.

A language model would rather please. Whatever it was told, the client it plays stays a client: no acceptance before
level 5, no warmth before level 2, no hidden fact before its level, no invented figures, nothing of prompts and AI, no
selling, coaching or swearing, no other language, nothing said twice, and no more words than trust allows. The tables
stand in the language's pack (english/never.py, yielding.py); text is compared folded, its numbers in digits (text.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach.ports import Direction
from voicecoach.respond.guard.likeness import (
    alike,
    bag,
    canonical,
    clause_around,
    figures,
    folded_words,
    runs,
    stems,
)
from voicecoach.respond.guard.tables import tables
from voicecoach.respond.guard.text import canon, fold, numbers
from voicecoach.respond.matching import cue_at, sentences, stem, words
from voicecoach.scenario import Locked, Scenario

GIVEN_AWAY = 3
"""So many words that belong to a hidden fact alone give it away without any of its tells."""
POLITE = frozenset({"greet", "farewell", "polite_end", "hang_up", "final_no"})
"""Acts in which courtesy is no warmth."""
PROPOSES = frozenset({"next_step", "close_early", "hypothetical_close", "pressure"})
_PROPOSAL = re.compile(
    r"\b(?:meet|meeting|visit|appointment|demo|trial|sign|contract|come (?:by|over|and|to)|half an hour|tuesday|monday|"
    r"wednesday|thursday|friday|next week|tomorrow|order|go ahead|calendar|diary)\b"
)


@dataclass(frozen=True)
class Verdict:
    """What may be said of a sentence: `text` (perhaps shorter), or nothing and the `rule` that forbids it. `stop`
    says that the reply is as long as it may be."""

    text: str
    rule: str = ""
    stop: bool = False


class Guard:
    """Guards one reply: built from its direction, then asked about each sentence in order."""

    def __init__(self, scenario: Scenario, direction: Direction, prompt: str = "") -> None:
        """`prompt` is the part of the prompt that must not be read out (instructions, the person's description)."""
        self.scenario, self.d = scenario, direction
        self.level = direction.trust.level
        self.pack, self.tables = tables(scenario.language)
        free = tuple(_free_texts(scenario, direction))
        self.allowed_numbers = frozenset().union(*(figures(text) for text in free))
        self.grams = runs(prompt).difference(*(runs(text) for text in free))
        common = frozenset().union(*(stems(text) for text in (*free, scenario.title, *scenario.world)))
        self.secrets = [_Secret(x, common) for x in scenario.locked if x.id not in direction.facts]
        self.said = [bag(s) for x in direction.history if x.who == "client" for s in sentences(x.text)]
        self.now: list[frozenset[str]] = []
        self.tail = ""
        self.count = 0

    def check(self, sentence: str) -> Verdict:
        """Whether `sentence` may be spoken next. One that may is taken as spoken."""
        sentence = " ".join(sentence.split())
        if not any(c.isalnum() for c in sentence):
            return Verdict("")
        folded = fold(sentence)
        rule = self._language_rules(folded) or self._neutral_rules(sentence)
        if rule:
            return Verdict("", rule)
        text, stop = self._fitted(sentence)
        if not text:
            return Verdict("", "length", stop=True)
        self.count += len(text.split())
        self.now.append(bag(text))
        self.tail = " ".join(f"{self.tail} {text}".split()[-14:])
        return Verdict(text, stop=stop)

    # --- rules of the language -----------------------------------------------------------------------------

    def _language_rules(self, folded: str) -> str:
        if self.pack is None:
            return ""
        for rule, name in (("swearing", "SWEARING"), ("ai", "AI"), ("seller", "SELLER"), ("coach", "COACH")):
            if any(p.search(folded) for p in self.tables[name]):
                return rule
        if self._foreign(folded):
            return "language"
        if self.scenario.inbound:  # its Yes comes at once, and will not hold
            return ""
        return self._yields(folded)

    def _yields(self, folded: str) -> str:
        """Acceptance, enthusiasm, warmth that the level does not allow."""
        if self.level < 5 and self.d.act != "agree" and not self._is_test(folded):
            if self._meant("COMMIT", folded) or any(p.search(folded) for p in self.tables["LITOTES"]):
                return "accept"
            if not self.now and self._assents(folded):
                return "accept"
        if self.level < 4 and self.d.act != "agree" and self._meant("INTEREST", folded):
            return "interest"
        refuses = bool(re.search(r"\bbut\b|\bno\b", folded))
        if self.level < 2 and self.d.act not in POLITE and not refuses and self._meant("WARMTH", folded):
            return "warmth"
        return ""

    def _meant(self, table: str, folded: str) -> bool:
        """Whether some clause says it without taking it back."""
        for pattern in self.tables[table]:
            for match in pattern.finditer(folded):
                before, after = clause_around(folded, match)
                (negated,), (supposed,) = self.tables["NEGATED"], self.tables["SUPPOSED"]
                around = f"{before} | {after}"
                if not negated.search(around) and not supposed.search(f"{before}{match.group()}".strip()):
                    return True
        return False

    def _is_test(self, folded: str) -> bool:
        """A test may dangle a Yes, as the scenario wrote it: “ten percent and I'll sign”."""
        test = next((t for t in self.scenario.tests if t.id == self.d.test), None) if self.d.act == "test" else None
        return test is not None and any(alike(bag(folded), bag(s)) for x in test.says for s in (x, *sentences(x)))

    def _assents(self, folded: str) -> bool:
        """A Yes to a next step that was just proposed."""
        proposed = PROPOSES & set(self.d.labels) or (self.d.asked and _PROPOSAL.search(fold(self.d.rep_text)))
        (not_assent,) = self.tables["NOT_ASSENT"]
        assents = any(p.search(folded) for p in self.tables["YES"])
        return bool(proposed) and assents and not not_assent.search(folded.replace("why not", ""))

    def _foreign(self, folded: str) -> bool:
        assert self.pack is not None
        letters = [c for c in folded if c.isalpha()]
        if sum(not c.isascii() for c in letters) > 0.3 * len(letters):
            return True
        said = words(folded)
        foreign = sum(w in folded_words(self.pack.FOREIGN) for w in said)
        common = sum(w in self.pack.COMMON - self.pack.AMBIGUOUS for w in said)
        return foreign > common and (foreign >= 2 or foreign == len(said))

    # --- rules of any language -----------------------------------------------------------------------------

    def _neutral_rules(self, sentence: str) -> str:
        both = canon(f"{self.tail} {sentence}")
        own = canon(sentence)
        if any(s.given_away(both, own) for s in self.secrets):
            return "secret"
        if self.grams and runs(f"{self.tail} {sentence}") & self.grams:
            return "prompt"
        if any(not self._known(n, after) for n, after in numbers(sentence)):
            return "number"
        return "repeat" if self._repeats(bag(sentence)) else ""

    def _known(self, number: str, after: str) -> bool:
        """A number that this client has, or that the rep said, or one that claims nothing."""
        if number in self.allowed_numbers or number == "1":
            return True
        if self.pack is None:
            return False
        small = number.isdigit() and int(number) <= 30
        idiom = after in self.pack.TIME_IDIOMS or (after in self.pack.COUNT_IDIOMS and int(float(number)) <= 3)
        return (small and idiom) or (number in ("100", "1000", "1000000") and after in ("times", "other", "things"))

    def _repeats(self, bag: frozenset[str]) -> bool:
        if len(bag) < 3:
            return self.now.count(bag) > 1
        return any(alike(bag, other) for other in (*self.said, *self.now))

    def _fitted(self, sentence: str) -> tuple[str, bool]:
        """As much of the sentence as trust allows, cut where a clause ends; and whether that is the end."""
        room = self.d.max_words - self.count
        spoken = sentence.split()
        if len(spoken) <= room:
            return sentence, len(spoken) == room
        for end in range(room, 2, -1):
            if spoken[end - 1][-1] in ",;:—–.!?…":
                return " ".join(spoken[:end]).rstrip(",;:—– ") + ("" if spoken[end - 1][-1] in ".!?…" else "."), True
        return "", True


class _Secret:
    """A hidden fact: its tells, and the words that belong to it and to nothing the client says openly."""

    def __init__(self, fact: Locked, common: frozenset[str]) -> None:
        self.tells = tuple(canonical(t) for t in fact.tells)
        told = frozenset().union(*(stems(text) for text in (fact.text, *fact.tells)))
        self.own = frozenset(w for w in told - common if len(w) > 3 or w.isdigit())

    def given_away(self, both: str, own: str) -> bool:
        """`own` is the new sentence, `both` with the words before it: a tell may stand across two."""
        if any(cue_at(both, tell) >= 0 for tell in self.tells):
            return True
        new = {stem(w) for w in words(own)} & self.own
        return bool(new) and len({stem(w) for w in words(both)} & self.own) >= GIVEN_AWAY


def _free_texts(scenario: Scenario, d: Direction) -> Iterable[str]:
    """Everything this client may say anyway, and what the rep has said."""
    level = d.trust.level
    for fact in scenario.public:
        yield from (fact.text, *fact.says)
    for locked in scenario.locked:
        if locked.id in d.facts:
            yield from (locked.text, *locked.story)
    for answer in scenario.answers:
        if answer.level <= level:
            yield from answer.says
    for lines in scenario.lines.model_dump().values():
        yield from (line for said in lines.values() for line in said) if isinstance(lines, dict) else lines
    for test in scenario.tests:
        yield from (*test.says, *test.met, *test.failed)
    if scenario.final_no and d.no == "final":
        yield from (scenario.final_no.because, *scenario.final_no.says)
    person = scenario.client
    yield f"{person.name}, {person.role}, {person.company}"
    yield d.rep_text
    for exchange in d.history:
        yield exchange.text
