"""The built-in client: no language model, only lines that somebody wrote for this person.

What it says follows from the direction alone (and the scenario, and the seed), so a reply may be begun on a
guess and thrown away: a line counts as said only when the history says that it was heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voicecoach.events import Event
from voicecoach.ports import Direction, Sentence
from voicecoach.respond.acts import ENDS
from voicecoach.respond.matching import sentences, words
from voicecoach.respond.scripted.bank import Bank, bank_for
from voicecoach.respond.scripted.questions import asks_plainly
from voicecoach.respond.scripted.reactions import LOST, PUSHED, UNDERSTOOD, Reactions
from voicecoach.scenario import Locked, Scenario

BRIEF, EASY = 22, 40
"""Most words of a reply of two lines below level 3, and from there on: who is closed is short."""
TALK = frozenset({"surface_objection", "real_objection", "confirm", "explore", "warmer"})
"""Acts in which the client takes up what the rep said, and says what the act is for."""
HEARD_AGAIN = TALK - {"confirm"} | {"answer", "clarify", "pushback", "greet", "silence"}
"""Acts that may give way to saying the last thing again."""
WHY = frozenset({"clarify", "implication_q"})
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
        """The client's sentences for one turn: always at least one, none that was said before."""
        yield from words_for(self.scenario, self.bank, direction, self.seed)

    def close(self) -> None:
        """Nothing to free."""


def words_for(scenario: Scenario, bank: Bank, direction: Direction, seed: int = 0) -> tuple[Sentence, ...]:
    """The whole reply to a direction."""
    return Reply(scenario, bank, direction, seed).make()


class Reply(Reactions):
    """Words an act."""

    def make(self) -> tuple[Sentence, ...]:
        """Chooses how, by the act; acts not named here are said plainly, with nothing around them."""
        d = self.d
        self._hand_over()
        if d.must_tell and self._tell(d.must_tell):
            return self.done()
        if d.act in ("test", "test_met", "test_failed") and self._test():
            return self.done()
        if d.act in HEARD_AGAIN and self.add(self.again()):
            return self.done()
        silent = "silence" in self.moves or not words(d.rep_text)
        if d.act in ("silence", "greet") or (silent and d.act not in ENDS | {"agree", "reflex_no"}):
            self._greet() if d.act == "greet" else self.say("silence")
        elif d.act == "reflex_no":
            self._reflex_no()
        elif d.act in TALK:
            self._talk(d.act)
        elif d.act == "answer":
            self.add(self._answering() or self.last_resort()) if self._really_asked() else self._agreeing()
        elif d.act in ("pushback", "clarify"):
            self._protest(d.act)
        elif d.act == "agree":
            self.add(self.day())
            self.say("agree")
        else:
            self.say(d.act)
        return self.done()

    # --- opening ------------------------------------------------------------------------------------------

    def _greet(self) -> None:
        """Answers the phone; afterwards, answers a hello."""
        if not any(x.who == "client" for x in self.d.history):
            self.say("greet")
            return
        known = self.known() if self.asked else []
        if not known or not self.add(self.fresh(known[0].says), BRIEF):
            self.say("greet_back")

    def _reflex_no(self) -> None:
        """The first No, after a word of greeting; later ones after whatever the rep's words draw. Who called
        in says Yes instead, and No only to being slowed down."""
        lines = self.scenario.lines
        first = not any(self.said.has(x) for x in (*lines.reflex_no, *lines.quick_yes))
        eager = self.scenario.inbound and (first or self.moves & UNDERSTOOD or self.chance(0.4))
        sources = (lines.quick_yes, lines.reflex_no) if eager else (lines.reflex_no, self.bank.lines("reflex_no"))
        main = self.fresh(*sources) or self.last_resort()
        lead = (self.greeting_back() or self.how_are_you()) if first else self.reaction()
        self.add(lead, min(12, BRIEF - len(words(main))))
        self.add(main)

    def _hand_over(self) -> None:
        """Puts somebody else on the line, once, when the rep has got that far."""
        handover = self.scenario.handover
        if handover and self.level >= handover.level and self.d.act not in ENDS:
            for line in handover.says:
                self.add(line)

    # --- talking ------------------------------------------------------------------------------------------

    def _talk(self, act: str) -> None:
        """Answers or reacts, and says what the act is for. Whoever is asked need not object each time."""
        own = self.written(act)
        first = bool(own) and not any(self.said.has(line) for line in own)
        cap = min(self.d.max_words, BRIEF if self.level < 3 else EASY)
        deaf = self.repeats() or self.moves & (PUSHED | LOST)
        meant = first and self.moves & WHY  # asked what is behind it, what the act says is the answer
        answer = self.answer() if self.asked and not deaf and not meant else ""
        if answer and not first:
            self.add(answer)
            if self.chance(0.3):
                self.add(self.either(act), cap)
            return
        quiet = meant or act in ("confirm", "warmer")  # these are themselves what the rep's words drew
        lead, main = answer or ("" if quiet else self.reaction()), self.either(act) or self.last_resort()
        if lead and len(words(lead)) + len(words(main)) <= cap:
            self.add(lead)
        elif lead and not first and self.chance(0.5):
            self.add(lead)
            return
        self.add(main)

    def _really_asked(self) -> bool:
        """False for “so it is the waiting that hurts”, which a recogniser may take for a question."""
        return not self.moves & {"reflect", "summary"} or asks_plainly(self.d.rep_text, self.bank.pack)

    def _agreeing(self) -> None:
        """What was understood is granted: warmly where there is trust, else in two words and a reason."""
        if self.level >= 2:
            self.say("warmer")
            return
        self.add(self.fresh(self.bank.lines("concede")))
        self.say("surface_objection" if self.level else "reflex_no")

    def _answering(self) -> str:
        """The act `answer`: what is asked is answered, or it is said why not."""
        if self.repeats():
            return self.notice()
        if self.d.cut_short and self.chance(0.4):
            self.add(self.either("interrupted"))
        return self.answer(sure=True)

    def _protest(self, act: str) -> None:
        """Was pushed, or does not follow; what was asked in the same breath is answered all the same."""
        if act == "clarify" and not self.moves and self.chance(0.5) and self.add(self.echo()):
            return
        cut = self.either("interrupted") if "interrupt" in self.moves else ""
        self.add(cut or (self.protest() if act == "pushback" else self.either(act)) or self.last_resort())
        if act == "pushback" and self.asked:
            self.add(self.besides(), BRIEF)

    # --- stories, tests -----------------------------------------------------------------------------------

    def _tell(self, fact: str) -> bool:
        """The pieces of a story that were not heard yet; False when there is no such story."""
        locked = next((x for x in self.scenario.locked if x.id == fact), None)
        if locked is None:
            return False
        rest = self.untold(locked)
        if not rest:
            return self.add(self.fresh(self.bank.lines("told")))
        starts = {sentences(piece)[0] for piece in locked.story if sentences(piece)}
        begun = len(rest) < sum(len(sentences(piece)) for piece in locked.story)
        self.add(self.fresh(self.bank.lines("resume")) if begun else self._breath(locked))
        self.now += [Sentence(s, pause=PIECE_PAUSE if s in starts else 0.1) for s in rest]
        return True

    def _breath(self, locked: Locked) -> str:
        """A word before a story: that a test was met, or that there is something to tell."""
        if "test_met" in self.d.notes:
            return self.fresh(self.bank.lines("test_met"))
        first = words(locked.story[0])[:2]
        if self.bank.pack is None or set(first) & self.bank.pack.BEGINS_ITSELF:
            return ""
        told = any(not self.untold(x) for x in self.scenario.locked)
        return self.fresh(self.bank.lines("story_more" if told else "story"))

    def _test(self) -> bool:
        """Poses a test of trust, or says how it was met; then answers what was asked."""
        test = next((t for t in self.scenario.tests if t.id == self.d.test), None)
        if test is None:
            return False
        own = {"test": test.says, "test_met": test.met, "test_failed": test.failed}[self.d.act]
        if not self.add(self.fresh(own, self.bank.lines(self.d.act))):
            return False
        if self.d.act == "test_met" and self.asked and not self.now[-1].text.endswith("?"):
            self.add(self.besides(), EASY)
        return True
