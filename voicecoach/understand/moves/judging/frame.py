"""What stands around a rep's turn: what the client had said, refused or asked, and what they said before.

A `Frame` gathers once what every judgement needs, so that the rules below it can be read as plain sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from voicecoach.understand.moves.reading.lists import BACKCHANNEL, STOP
from voicecoach.understand.moves.reading.questions import Ask, asks
from voicecoach.understand.moves.reading.words import Clause, Utterance, content, read, stem


@dataclass(frozen=True)
class Context:
    """What the labeller may know besides the rep's words; all of it may be empty.

    `previous` is the client's last turn, `heard` all the client's turns so far (oldest first), `world` words of the
    client's world, `offer` the lines of the product sheet, `not_true` claims that the sheet calls false.
    """

    previous: str = ""
    heard: tuple[str, ...] = ()
    world: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    not_true: tuple[str, ...] = ()


_REFUSES = re.compile(
    r"\bnot (?:interested|looking|for (?:us|me)|now|today|convinced|sure|changing|going to"
    r"|in the market|a good|the right|our|my)\b|^\| (?:\w+ ){0,2}no\b|\bno (?:thanks|thank you|budget"
    r"|time|money|need|interest|means|way)\b"
    r"|\b(?:already|we|i) (?:have|got|use|are with|work with) (?:a|an|someone|somebody|our own|one|two"
    r"|enough|got)\b|\bhappy (?:with|as|where)\b|\bfine (?:as|with|without)\b|\bonly looking\b"
    r"|\bjust looking\b"
    r"|\btoo (?:high|expensive|much|dear|complicated|risky|busy|late|early|small|big)\b|\b(?:do|does"
    r"|can|will|would|did|have|am|are) not\b|\bthink (?:about it|it over)\b|\bbusy\b|\bhave to go\b"
    r"|\bleave (?:me|us)\b"
    r"|\b(?:burned|burnt|let down|disaster|nerve|sick of|fed up|tired of|wary|sceptical|skeptical"
    r"|worried|afraid|scared|doubt|not happy|bad experience|a waste)\b|\b(?:tender|decides? that"
    r"|somebody else decides|not my (?:call|decision))\b"
    r"|\b(?:stop|remove me|take me off|hang up|cold calls?|salesm[ae]n|you people|always promise"
    r"|like all the others|in (?:autumn|spring|summer|winter|the new year)|next year|maybe later"
    r"|some other time|need to (?:ask|talk|think)|have to (?:ask|think|talk))\b"
)  # fmt: skip
_REFUSED_FLAT = re.compile(r"\bnever (?:again|worked)\b|\bfailed\b|\bbroke(?:n)?\b|\bwe (?:tried|had) \w+")
_OFFER_ASKED = re.compile(
    r"\bwhat (?:\w+ )?(?:do|is it|are|does|exactly) (?:is it )?(?:that )?(?:you"
    r"|your \w+) (?:\w+ )?(?:sell|selling|do|offer|offering|make|provide|have)\b|\bwhat (?:is it"
    r"|are you) (?:you )?(?:\w+ )?(?:do|sell|selling|offering|want to sell)\b"
    r"|\bwhat (?:is|are) (?:this|that|it|your (?:product|offer|company|service)) \||\bwhat does (?:it"
    r"|that|this|your \w+) do\b|\bwhat have you got\b|\btell me (?:more )?about (?:it|your"
    r"|the (?:product|offer))\b|\bwhat (?:kind|sort) of (?:product|company|thing|service)\b"
    r"|\bhow does (?:it|that|this|your) \w*\b"
)
_WHO_ASKED = re.compile(
    r"\bwho (?:is|are) (?:this|you|that|calling|speaking|it)\b|\bwho am i\b|\bwhat is your name\b"
    r"|\b(?:which|what) company\b|\bwho (?:do|are) you (?:work|with)\b"
)
_WHY_ASKED = re.compile(
    r"\bwhat (?:do you want|is (?:this|it) about|can i do for you)\b|\bwhy are you calling\b"
    r"|\bwhat is (?:this|it) (?:in )?(?:about|regarding)\b|\bhow can i help\b"
)
_ADVICE_ASKED = re.compile(
    r"\bwhat (?:would|should|could|do) (?:you|i|we) (?:do|recommend|suggest|advise|say|start)\b"
    r"|\b(?:any|your) (?:advice|suggestions?|tips|recommendation)\b|\bwhat is your advice\b"
    r"|\bshould (?:i|we)\b|\b(?:would|do) you (?:recommend|advise|suggest)\b"
    r"|\bhow (?:should|would|can|do) (?:i|we|you) (?:\w+ )?(?:start|begin|go about|do|handle|deal)\b"
    r"|\bif you were (?:me|us|in my)\b|\bin my (?:place|position|shoes)\b|\bwhat do you think i should\b"
)
_TRIVIAL = BACKCHANNEL | frozenset(
    "hello hi hey speaking go on then ahead reception yes what is it good morning afternoon evening thanks thank you a minute two minutes have got one".split()
)


_PERSONS = {
    "i": "<p>", "you": "<p>", "me": "<p>", "we": "<p>", "us": "<p>", "my": "<pp>", "your": "<pp>", "our": "<pp>", "am": "<be>",
    "are": "<be>", "is": "<be>", "was": "<was>", "were": "<was>", "myself": "<self>", "yourself": "<self>", "mine": "<ours>",
    "yours": "<ours>", "ours": "<ours>",
}  # fmt: skip


def person(word: str) -> str:
    """A word with `I` and `you` made the same, to see that `you are tired` gives back `I am tired`."""
    return _PERSONS.get(word, word)


@dataclass(frozen=True)
class Frame:
    """A turn with all that is known around it."""

    said: Utterance
    context: Context

    @cached_property
    def before(self) -> Utterance:
        """The client's last turn."""
        return read(self.context.previous)

    @cached_property
    def asked(self) -> list[Ask]:
        """What each of the rep's clauses asks."""
        return asks(self.said)

    @cached_property
    def client_asks(self) -> list[tuple[Clause, Ask]]:
        """The client's questions in their last turn."""
        marked = "?" in self.context.previous
        found = [
            (c, a)
            for c, a in zip(self.before.clauses, asks(self.before), strict=True)
            if a.kind in {"wh", "aux", "request", "wonder", "leave", "rest"}
            or (marked and c.mark == "?" and any(w in STOP and w not in {"hello", "hi", "yes"} for w in c.words))
        ]
        return [(c, a) for c, a in found if len(c.words) > 1 and not all(w in _TRIVIAL for w in c.words)]

    @cached_property
    def refused(self) -> bool:
        """Whether the client's last turn holds a No, a doubt or a way out; unknown counts as yes."""
        line = self.before.line
        return not self.before.words or bool(_REFUSES.search(line) or _REFUSED_FLAT.search(line))

    @cached_property
    def objected(self) -> bool:
        """Whether the client said something that can be argued with: more than a nod, not just a question."""
        return self.substance and len(self.client_asks) != len(self.before.clauses)

    @cached_property
    def substance(self) -> bool:
        """Whether the client's last turn says anything that can be given back."""
        words = self.before.words
        solid = [w for w in words if w not in _TRIVIAL]
        return bool(solid) and (self.refused or len(solid) > 3 or bool(content(words)))

    @cached_property
    def offer_asked(self) -> bool:
        """Whether the client asked what the rep sells or how it works."""
        return bool(_OFFER_ASKED.search(self.before.line))

    @cached_property
    def who_asked(self) -> bool:
        """Whether the client asked who is calling."""
        return bool(_WHO_ASKED.search(self.before.line))

    @cached_property
    def why_asked(self) -> bool:
        """Whether the client asked why the rep calls."""
        return bool(_WHY_ASKED.search(self.before.line))

    @cached_property
    def advice_asked(self) -> bool:
        """Whether the client asked for advice."""
        return bool(_ADVICE_ASKED.search(self.before.line))

    @cached_property
    def early(self) -> bool:
        """Whether the client has not said anything of substance yet: the first seconds of a call."""
        return not self.substance or self.who_asked

    @cached_property
    def unasked(self) -> bool:
        """Whether the client's last turn asked nothing."""
        return not self.client_asks

    @cached_property
    def theirs(self) -> frozenset[str]:
        """Stems of what the client said in the last turn."""
        return frozenset(content(self.before.words))

    @cached_property
    def all_theirs(self) -> frozenset[str]:
        """Stems of all that the client has said so far."""
        stems = set(self.theirs)
        for turn in self.context.heard:
            stems |= set(content(read(turn).words))
        return frozenset(stems)

    @cached_property
    def borrowed(self) -> tuple[bool, ...]:
        """For each word, whether it stands in a run of words that the client said (persons turned round)."""
        theirs: set[tuple[str, ...]] = set()
        for turn in (*self.context.heard[-12:], self.context.previous):
            words = [person(w) for w in read(turn).words]
            theirs |= {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        mine = [person(t.word) for t in self.said.tokens]
        out = [False] * len(mine)
        for i in range(len(mine) - 2):
            gram = tuple(mine[i : i + 3])
            if gram in theirs and any(w not in STOP and w not in _PERSONS for w in gram):
                out[i : i + 3] = [True] * 3
        return tuple(out)

    def borrowed_share(self, first: int, last: int) -> float:
        """Share of the words `first` to before `last` that the client had said just so."""
        part = self.borrowed[first:last]
        return sum(part) / len(part) if part else 0.0

    def has(self, need: str) -> bool:
        """Whether the fact called `need` holds; "" always does."""
        return not need or bool(getattr(self, need))

    def world_word(self) -> tuple[int, int] | None:
        """Where the turn names a word of the client's world (characters of its text)."""
        said = [stem(t.word) for t in self.said.tokens]
        for entry in self.context.world:
            want = [stem(w) for w in read(entry).words if w not in STOP or len(entry.split()) == 1]
            if not want:
                continue
            for i in range(len(said) - len(want) + 1):
                if said[i : i + len(want)] == want:
                    return self.said.span(i, i + len(want))
        return None
