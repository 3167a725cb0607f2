"""The guard: what a model's client may say, sentence by sentence, before it is spoken. Pure.

A language model would rather please. Whatever it was told, the client it plays stays a client: no acceptance before
level 5, no warmth before level 2, no hidden fact before its level, no invented figures, nothing of prompts and AI, no
selling, coaching or swearing, no other language, nothing said twice, and no more words than trust allows. The tables
stand in guard_en.py; text is compared folded and with numbers in digits (guard_text.py).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from voicecoach.ports import Direction
from voicecoach.respond.guard_text import canon, fold, numbers
from voicecoach.respond.matching import cue_at, stem, words
from voicecoach.scenario import Locked, Scenario

COPIED = 6
"""So many words in a row from the prompt are a copy of it."""
SAME = 0.85
"""Share of words in common from which a sentence is one that was said before."""
GIVEN_AWAY = 3
"""So many words that belong to a hidden fact alone give it away without any of its tells."""
POLITE = frozenset({"greet", "farewell", "polite_end", "hang_up", "final_no"})
"""Acts in which courtesy is no warmth."""
PROPOSES = frozenset({"next_step", "close_early", "hypothetical_close", "pressure"})
_PROPOSAL = re.compile(
    r"\b(?:meet|meeting|visit|appointment|demo|trial|sign|contract|come (?:by|over|and|to)|half an hour|tuesday|monday|"
    r"wednesday|thursday|friday|next week|tomorrow|order|go ahead|calendar|diary)\b"
)
_ENDS_CLAUSE = re.compile(r"[,;:.!?…—–]|\s-\s|\b(?:but|and|so|because|though|although|while|then|or)\b")


@dataclass(frozen=True)
class Verdict:
    """What may be said of a sentence: `text` (perhaps shorter), or nothing and the `rule` that forbids it. `stop`
    says that the reply is as long as it may be."""

    text: str
    rule: str = ""
    stop: bool = False


@functools.cache
def _tables(language: str) -> tuple[ModuleType | None, dict[str, tuple[re.Pattern[str], ...]]]:
    """The tables of a language, compiled once; none for a language that nobody has written them for."""
    if not language.lower().startswith("en"):
        return None, {}
    from voicecoach.respond import guard_en

    names = ("AI", "SELLER", "COACH", "COMMIT", "LITOTES", "YES", "INTEREST", "WARMTH", "SWEARING")
    made = {name: tuple(re.compile(p) for p in getattr(guard_en, name)) for name in names}
    single = ("NOT_ASSENT", "NEGATED", "SUPPOSED", "NO", "WARNING")
    made |= {name: (re.compile(getattr(guard_en, name)),) for name in single}
    return guard_en, made


class Guard:
    """Guards one reply: built from its direction, then asked about each sentence in order."""

    def __init__(self, scenario: Scenario, direction: Direction, prompt: str = "") -> None:
        """`prompt` is the part of the prompt that must not be read out (instructions, the person's description)."""
        self.scenario, self.d = scenario, direction
        self.level = direction.trust.level
        self.pack, self.tables = _tables(scenario.language)
        free = tuple(_free_texts(scenario, direction))
        self.allowed_numbers = frozenset().union(*(_figures(text) for text in free))
        self.grams = _grams(prompt).difference(*(_grams(text) for text in free))
        common = frozenset().union(*(_stems(text) for text in (*free, scenario.title, *scenario.world)))
        self.secrets = [_Secret(x, common) for x in scenario.locked if x.id not in direction.facts]
        self.said = [_bag(s) for x in direction.history if x.who == "client" for s in _sentences(x.text)]
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
        self.now.append(_bag(text))
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
                before, after = _clause(folded, match)
                (negated,), (supposed,) = self.tables["NEGATED"], self.tables["SUPPOSED"]
                around = f"{before} | {after}"
                if not negated.search(around) and not supposed.search(f"{before}{match.group()}".strip()):
                    return True
        return False

    def _is_test(self, folded: str) -> bool:
        """A test may dangle a Yes, as the scenario wrote it: “ten percent and I'll sign”."""
        test = next((t for t in self.scenario.tests if t.id == self.d.test), None) if self.d.act == "test" else None
        return test is not None and any(_alike(_bag(folded), _bag(s)) for x in test.says for s in (x, *_sentences(x)))

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
        foreign = sum(w in _folded(self.pack.FOREIGN) for w in said)
        common = sum(w in self.pack.COMMON - self.pack.AMBIGUOUS for w in said)
        return foreign > common and (foreign >= 2 or foreign == len(said))

    # --- rules of any language -----------------------------------------------------------------------------

    def _neutral_rules(self, sentence: str) -> str:
        both = canon(f"{self.tail} {sentence}")
        own = canon(sentence)
        if any(s.given_away(both, own) for s in self.secrets):
            return "secret"
        if self.grams and _grams(f"{self.tail} {sentence}") & self.grams:
            return "prompt"
        if any(not self._known(n, after) for n, after in numbers(sentence)):
            return "number"
        return "repeat" if self._repeats(_bag(sentence)) else ""

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
        return any(_alike(bag, other) for other in (*self.said, *self.now))

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
        self.tells = tuple(_canon(t) for t in fact.tells)
        told = frozenset().union(*(_stems(text) for text in (fact.text, *fact.tells)))
        self.own = frozenset(w for w in told - common if len(w) > 3 or w.isdigit())

    def given_away(self, both: str, own: str) -> bool:
        """`own` is the new sentence, `both` with the words before it: a tell may stand across two."""
        if any(cue_at(both, tell) >= 0 for tell in self.tells):
            return True
        new = {stem(w) for w in words(own)} & self.own
        return bool(new) and len({stem(w) for w in words(both)} & self.own) >= GIVEN_AWAY


def says_no(text: str, language: str = "en") -> bool:
    """Whether a reply holds a No; in a language without tables it is taken to."""
    _, tables = _tables(language)
    return not tables or bool(tables["NO"][0].search(fold(text)))


def warns(text: str, language: str = "en") -> bool:
    """Whether a reply warns that the call may end."""
    _, tables = _tables(language)
    return not tables or bool(tables["WARNING"][0].search(fold(text)))


def tells(text: str, fact: Locked) -> bool:
    """Whether `text` gives a fact away, by one of its tells or by most of its words."""
    said = canon(text)
    if any(cue_at(said, canon(tell)) >= 0 for tell in fact.tells):
        return True
    own = {stem(w) for w in words(canon(fact.text)) if len(w) > 3 or w.isdigit()}
    return len(own & {stem(w) for w in words(said)}) >= max(3, 0.5 * len(own))


def puts(text: str, says: Sequence[str]) -> bool:
    """Whether a reply puts a test: shares a good part of the words of one of its wordings."""
    said = {stem(w) for w in words(canon(text)) if len(w) > 3}
    wanted = [{stem(w) for w in words(canon(line)) if len(w) > 3} for line in says]
    return any(len(said & w) >= max(1, 0.34 * len(w)) for w in wanted)


# --- small helpers -------------------------------------------------------------------------------------------


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


_canon = functools.lru_cache(maxsize=4096)(canon)


@functools.lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[str]:
    return frozenset(n for n, _ in numbers(text))


@functools.lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(canon(text)))


@functools.lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `COPIED` words."""
    run = words(fold(text))
    return frozenset(run[i : i + COPIED] for i in range(len(run) - COPIED + 1))


@functools.lru_cache(maxsize=4096)
def _bag(text: str) -> frozenset[str]:
    return frozenset(words(fold(text)))


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    if len(b) < 3:
        return False
    return len(a & b) >= SAME * len(a | b)


def _sentences(text: str) -> Sequence[str]:
    return [s for s in re.split(r"(?<=[.!?…])\s+", text) if s]


def _clause(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a match within its clause."""
    starts = [m.end() for m in _ENDS_CLAUSE.finditer(text, 0, match.start())]
    stop = _ENDS_CLAUSE.search(text, match.end())
    return text[starts[-1] if starts else 0 : match.start()], text[match.end() : stop.start() if stop else len(text)]


@functools.lru_cache(maxsize=8)
def _folded(found: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in found)
