"""The built-in client: no language model, only lines that somebody wrote for this person.

What it says follows from the direction alone (and the scenario, and the seed), so a reply may be begun on a
guess and thrown away: a line counts as said only when the history says that it was heard.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from voicecoach.events import Event
from voicecoach.ports import Direction, Sentence
from voicecoach.respond.bank import Bank, bank_for
from voicecoach.respond.matching import contains, normal, words
from voicecoach.respond.questions import Found, answers_to, asks, thing_said, wants_fact
from voicecoach.respond.said import Said, said_so_far, sentences
from voicecoach.scenario import Scenario

BRIEF = 22
"""Most words of a reply of two lines below level 3: a person who has not opened up is short."""

PUSHED = frozenset({
    "argue", "pressure", "pitch_early", "pitch", "advise", "close_early", "assume", "canned", "deceive",
    "insult", "ignore", "interrupt", "monologue", "flattery", "hypothetical_close", "leading_q",
})  # fmt: skip
"""Moves that a client answers by pushing back."""
LOST = frozenset({"offtopic", "injection"})
UNDERSTOOD = frozenset({
    "reflect", "summary", "candour", "accept_no", "insight", "fitted_option", "reframe", "apology",
})  # fmt: skip
LISTENING = frozenset({
    "reflex_no", "surface_objection", "real_objection", "answer", "warmer", "confirm", "explore", "clarify",
    "pushback", "unknown",
})  # fmt: skip
"""Acts in which the client takes up what the rep has just said."""
PIECE_PAUSE = 0.45
"""Silence (s) between the pieces of a story: room for the listener."""


class ScriptedClient:
    """A `ports.Client` that speaks the scenario's own lines, then the bank's."""

    name = "built-in"

    def __init__(self, scenario: Scenario, seed: int = 0) -> None:
        self.scenario = scenario
        self.seed = seed
        self.bank = bank_for(scenario.language, scenario.client.manner)

    def reply(self, direction: Direction, note: Callable[[Event], None]) -> Iterator[Sentence]:
        """The client's sentences for one turn; always at least one, never one that was said before."""
        yield from words_for(self.scenario, self.bank, direction, self.seed)

    def close(self) -> None:
        """Nothing to free."""


def words_for(scenario: Scenario, bank: Bank, direction: Direction, seed: int = 0) -> tuple[Sentence, ...]:
    """The whole reply to a direction."""
    return Reply(scenario, bank, direction, seed).make()


class Reply:
    """One reply in the making: what it has so far, and what may still be said."""

    def __init__(self, scenario: Scenario, bank: Bank, direction: Direction, seed: int) -> None:
        self.scenario, self.bank, self.d = scenario, bank, direction
        self.seed = f"{seed}/{direction.seed}"
        self.said: Said = said_so_far(direction.history, direction.cut_short)
        self.now: list[Sentence] = []
        self.level = direction.trust.level
        hidden = [x for x in scenario.locked if x.id not in direction.facts and x.id != direction.must_tell]
        self.tells = tuple(t for x in hidden for t in x.tells)
        self.moves = frozenset(direction.labels)
        self.rep_before = self._earlier_turns()

    # --- the acts -------------------------------------------------------------------------------------

    def make(self) -> tuple[Sentence, ...]:
        """Chooses how, by the act."""
        d, lines = self.d, self.scenario.lines
        if d.must_tell and self._tell(d.must_tell):
            return self._done()
        if d.act == "test" and d.test and self._pose(d.test):
            return self._done()
        if self._is_silent() and d.act in LISTENING:
            self._say(lines.silence, "silence")
        elif d.act == "greet":
            self._greet()
        elif d.act == "reflex_no":
            self._reflex_no()
        elif d.act in LISTENING:
            self._talk(d.act)
        else:  # warn, hang_up, agree, final_no, polite_end, farewell, …: said plainly, nothing around them
            self._say(self._written(d.act), d.act)
        return self._done()

    def _written(self, act: str) -> tuple[str, ...]:
        """The scenario's own lines for an act."""
        if act == "final_no":
            return self.scenario.final_no.says if self.scenario.final_no else ()
        found = getattr(self.scenario.lines, act, ())
        return found if isinstance(found, tuple) else ()

    def _greet(self) -> None:
        if any(x.who == "client" for x in self.d.history):
            lead = self._answer(narrow=True)
            if not lead or not self._add(lead):
                self._say(self.scenario.lines.greet_back, "greet_back")
        else:
            self._say(self.scenario.lines.greet, "greet")

    def _reflex_no(self) -> None:
        lines = self.scenario.lines
        first = not any(self.said.has(x) for x in (*lines.reflex_no, *lines.quick_yes))
        if self.scenario.inbound and (first or self.moves & UNDERSTOOD) and self._fresh(lines.quick_yes):
            self._lead(first)
            self._say(lines.quick_yes, "quick_yes")
            return
        main = self._fresh(lines.reflex_no, self.bank.lines("reflex_no")) or self._last_resort()
        self._lead(first, room=BRIEF - len(words(main)))
        self._add(main)

    def _lead(self, first: bool, room: int = 12) -> None:
        """What comes before a No: a greeting returned, an answer, a reaction."""
        lead = self._greeting_back() if first else ""
        lead = lead or (self._how_are_you() if first else self._reaction())
        if lead and len(words(lead)) <= room:
            self._add(lead)

    def _talk(self, act: str) -> None:
        """Any act in which the client listens: answers, reacts, and says what the act is for."""
        own, bank = self._written(act), self.bank.lines(act)
        first = bool(own) and not any(self.said.has(line) for line in own)
        cap = min(self.d.max_words, BRIEF if self.level < 3 else 40)
        if act in ("answer", "unknown", "clarify", "pushback", "warmer"):
            self._react_only(act)
            return
        reaction = self._reaction()
        answered = self.asked and bool(reaction) and not self._repeats()
        if reaction and answered and not first:
            self._add(reaction)  # who is asked, answers, and need not object each time
            if self._chance(0.3):
                self._add(self._fresh(own, bank), cap)
            return
        main = self._fresh(own, bank) or self._last_resort()
        if reaction and len(words(reaction)) + len(words(main)) <= cap:
            self._add(reaction)
        elif reaction and not first and self._chance(0.5):
            self._add(reaction)
            return
        self._add(main)

    def _react_only(self, act: str) -> None:
        reaction = self._reaction(sure=act == "answer")
        own = self._written(act)
        if act in ("answer", "warmer") and reaction and self._add(reaction):
            if act == "warmer":
                self._add(self._fresh(own, self.bank.lines(act)), 30)
            return
        default = {"answer": "unknown"}.get(act, act)
        self._say(self._written(default), default)

    # --- reactions ------------------------------------------------------------------------------------

    def _reaction(self, sure: bool = False) -> str:
        """What the rep's last words draw from the client, or nothing."""
        lines = self.scenario.lines
        if self.d.cut_short and (self.moves & {"interrupt"} or self._chance(0.6)):
            return self._fresh(lines.interrupted, self.bank.lines("interrupted"))
        if self._repeats():
            return self._fresh(self.bank.lines("repeat"))
        if self.moves & LOST:
            return self._fresh(lines.clarify, self.bank.lines("clarify"))
        if self.moves & PUSHED and not (self.moves & UNDERSTOOD and self.level >= 2):
            return self._fresh(lines.pushback, self.bank.lines("pushback"))
        if self.asked or sure:
            answer = self._answer(sure=sure)
            if answer:
                return answer
        if self.moves & UNDERSTOOD and self.level >= 1 and self._chance(0.7):
            return self._fresh(lines.warmer, self.bank.lines("warmer"))
        return self._echo() if self._chance(0.55) else ""

    def _answer(self, narrow: bool = False, sure: bool = False) -> str:
        """The answer to what was asked; `narrow` only when the scenario surely knows one."""
        found = self._found()
        for f in found:
            if f.locked is not None:
                return self._about_locked(f, narrow)
            if not f.open:
                continue
            line = self._fresh(f.says)
            if line:
                return line
            return self._fresh(self.bank.lines("again"))
        if narrow:
            return ""
        if found:
            return self._fresh(self.bank.lines("parry"), self.scenario.lines.unknown)
        if sure or wants_fact(self.d.rep_text, self.bank.pack):
            return self._fresh(self.scenario.lines.unknown, self.bank.lines("unknown"))
        return ""

    def _about_locked(self, found: Found, narrow: bool) -> str:
        """Asked about what is hidden: parried while it is; afterwards it is told, or was told already."""
        if not found.open or found.locked is None:
            return "" if narrow else self._fresh(self.bank.lines("parry"), self.scenario.lines.unknown)
        rest = [s for piece in found.locked.story for s in sentences(piece) if not self.said.heard_whole(s)]
        return self._fresh(self.bank.lines("told")) if not rest else ""

    def _found(self) -> list[Found]:
        return answers_to(self.scenario, self.d.rep_text, self.level, self.d.facts, self.bank.pack)

    def _how_are_you(self) -> str:
        """A greeting that asks how one is, answered before anything else; only the shortest answer."""
        if not contains(self.d.rep_text, "how are you") and not contains(self.d.rep_text, "how are things"):
            return ""
        for answer in self.scenario.answers:
            if any(contains("how are you", cue) for cue in answer.asked):
                return self._fresh(sorted(answer.says, key=lambda s: len(words(s)))[:1])
        return ""

    def _greeting_back(self) -> str:
        if self.bank.pack is None or self._how_are_you() or not self._chance(0.7):
            return ""
        start = " ".join(words(self.d.rep_text)[:4])
        for hello, back in self.bank.pack.HELLO.items():
            if f" {hello} " in f" {start} ":
                return self._fresh(back)
        return ""

    def _echo(self) -> str:
        """The rep's own words, taken up."""
        pack = self.bank.pack
        thing = thing_said(self.d.rep_text, pack, self.scenario.world)
        if pack is None or not thing or any(contains(thing, t) for t in self.tells):
            return ""
        frames = pack.ECHO_OPEN if self.level >= 2 and self.moves & UNDERSTOOD else pack.ECHO_CLOSED
        worn = [f for f in frames if not self._frame_used(f)]
        made = [f.format(np=thing) for f in worn]
        return self._fresh([m[0].upper() + m[1:] for m in made])

    def _frame_used(self, frame: str) -> bool:
        """Whether an echo of this shape was heard in this call; the second one would sound like a machine."""
        head, _, tail = (normal(x) for x in frame.partition("{np}"))
        return any(
            s.startswith(head)
            and s.endswith(tail)
            and 0 < len(s.split()) - len((head + " " + tail).split()) <= 4
            for s in self.said.whole
        )

    # --- stories, tests -------------------------------------------------------------------------------

    def _tell(self, fact: str) -> bool:
        """The pieces of a story that were not heard yet; False when all of it was."""
        locked = next((x for x in self.scenario.locked if x.id == fact), None)
        if locked is None:
            return False
        rest = [
            (s, PIECE_PAUSE if first else 0.1)
            for piece in locked.story
            for first, s in ((i == 0, s) for i, s in enumerate(sentences(piece)))
            if not self.said.heard_whole(s)
        ]
        if not rest:
            return bool(self._add(self._fresh(self.bank.lines("told"))))
        begun = len(rest) < sum(len(sentences(p)) for p in locked.story)
        opener = self._fresh(self.bank.lines("resume")) if begun else self._opener()
        if opener:
            self.now.append(Sentence(opener))
        self.now += [Sentence(text, pause=pause) for text, pause in rest]
        return True

    def _opener(self) -> str:
        """A breath before a story: only when something was understood."""
        if not self.moves & UNDERSTOOD or not self._chance(0.6):
            return ""
        short = [x for x in (*self.scenario.lines.warmer, *self.bank.lines("warmer")) if len(words(x)) <= 9]
        return self._fresh(short)

    def _pose(self, test: str) -> bool:
        found = next((t for t in self.scenario.tests if t.id == test), None)
        return found is not None and bool(self._add(self._fresh(found.says)))

    # --- choosing -------------------------------------------------------------------------------------

    @property
    def asked(self) -> bool:
        """The direction says so, or the words do."""
        return self.d.asked or asks(self.d.rep_text, self.bank.pack)

    def _fresh(self, *sources: Iterable[str]) -> str:
        """The first line nobody heard yet, source by source, in this call's own order; "" when none is."""
        for source in sources:
            pool = list(dict.fromkeys(source))
            random.Random(f"{self.seed}/{len(pool)}/{pool[:1]}").shuffle(pool)
            for line in pool:
                if self._may(line):
                    return line
        return ""

    def _may(self, line: str) -> bool:
        saying = {normal(s) for x in self.now for s in sentences(x.text)}
        fits = not any(normal(s) in saying for s in sentences(line))
        return fits and not self.said.has(line) and not any(contains(line, t) for t in self.tells)

    def _say(self, own: Sequence[str], act: str) -> None:
        """A line of the scenario's, else of the bank's, else one put together."""
        self._add(self._fresh(own, self.bank.lines(act)) or self._last_resort())

    def _last_resort(self) -> str:
        """Nothing written is left: a sentence put together; without a bank, any line at all."""
        made = self._fresh(self.bank.last_resort(no=bool(self.d.no) or self.d.act == "reflex_no"))
        return made or self._fresh(
            *(self._written(act) for act in ("clarify", "unknown", "pushback", "silence"))
        )

    def _add(self, line: str, cap: int = 0) -> bool:
        """Appends a line if there is one and, with a cap, if it fits."""
        so_far = sum(len(words(x.text)) for x in self.now)
        if not line or not self._may(line) or (cap and so_far + len(words(line)) > cap):
            return False
        self.now.append(Sentence(line, pause=0.15 if self.now else 0.0))
        return True

    def _done(self) -> tuple[Sentence, ...]:
        """The reply; if all else failed, the shortest thing a person says."""
        if not self.now:
            self.now.append(Sentence(self._written(self.d.act)[0] if self._written(self.d.act) else "…"))
        return tuple(self.now)

    def _chance(self, share: float) -> bool:
        """A seeded coin, the same for the same turn of the same call."""
        return random.Random(f"{self.seed}/{self.d.turn}/{self.d.act}/{share}").random() < share

    def _is_silent(self) -> bool:
        return "silence" in self.moves or not words(self.d.rep_text)

    def _earlier_turns(self) -> tuple[str, ...]:
        """The rep's turns before this one, whether or not the history already holds this one."""
        earlier = [x.text for x in self.d.history if x.who == "rep"]
        if earlier and self.d.history[-1].who == "rep" and earlier[-1] == self.d.rep_text:
            earlier.pop()
        return tuple(earlier)

    def _repeats(self) -> bool:
        """The rep says again what it said before."""
        mine = set(words(self.d.rep_text))
        if len(mine) < 4:
            return False
        others = [set(words(text)) for text in self.rep_before]
        return any(len(mine & o) >= 0.85 * len(mine | o) for o in others if o)
