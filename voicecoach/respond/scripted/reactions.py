"""What the rep's last words draw from the client: an answer, a greeting back, an echo, a protest."""

from __future__ import annotations

from voicecoach.ports import Direction
from voicecoach.respond.matching import contains, cue_at, normal, sentences, words
from voicecoach.respond.scripted.bank import Bank
from voicecoach.respond.scripted.choosing import Choosing
from voicecoach.respond.scripted.questions import Found, answers_to, asks, thing_said, wants_fact
from voicecoach.scenario import Locked, Scenario

PUSHED = frozenset({
    "argue", "pressure", "pitch_early", "pitch", "advise", "close_early", "assume", "canned", "deceive",
    "insult", "ignore", "interrupt", "monologue", "flattery", "hypothetical_close", "leading_q",
})  # fmt: skip
"""Moves that a client answers by pushing back."""
LOST = frozenset({"offtopic", "injection"})
UNDERSTOOD = frozenset({
    "reflect", "summary", "candour", "accept_no", "insight", "fitted_option", "reframe", "apology",
})  # fmt: skip
PUSHES = {
    "insult": "insult", "deceive": "deceive", "pressure": "pressure", "argue": "argue", "advise": "advise",
    "close_early": "close_early", "hypothetical_close": "close_early", "pitch_early": "pitch", "pitch": "pitch",
    "monologue": "pitch", "assume": "assume", "flattery": "flattery", "ignore": "ignore", "canned": "canned",
    "leading_q": "leading_q", "next_step": "close_early",
}  # fmt: skip
"""Which kind of push a move is, the worst first: the key in `lines.pushback_to`."""
STEPS = frozenset({"next_step", "close_early", "hypothetical_close"})
BRIEF_AGAIN = 20
"""Words of a sentence that is worth saying again."""
SAME = 0.85
"""Share of words in common from which on two turns of the rep's are the same turn."""
NOTICES = 3
"""So many times a call the client says that it has heard this before."""
AT_LEVEL = ("parry", "surface_objection", "real_objection", "thinking", "explore", "explore")
"""What answers a question that the scenario has no answer to and that wants no fact."""


class Reactions(Choosing):
    """Chooses by what the rep has just said."""

    def __init__(self, scenario: Scenario, bank: Bank, direction: Direction, seed: int) -> None:
        super().__init__(scenario, bank, direction, seed)
        self.asked = direction.asked or asks(direction.rep_text, bank.pack)
        self.rep_before = self._earlier_turns()
        handover = scenario.handover
        taken_over = handover is not None and any(self.said.has(line) for line in handover.says)
        self.answers_at = max(self.level, handover.level) if handover and taken_over else self.level

    def reaction(self) -> str:
        """A line drawn by the rep's last words, or nothing."""
        if self.d.cut_short and ("interrupt" in self.moves or self.chance(0.6)):
            return self.either("interrupted")
        if self.repeats():
            return self.notice()
        if self.moves & LOST:
            return self.either("clarify")
        if self.moves & PUSHED and not (self.moves & UNDERSTOOD and self.level >= 2):
            return self.protest()
        if self.asked:
            answer = self.answer()
            if answer:
                return answer
        if self.moves & UNDERSTOOD and self.level >= 1 and self.chance(0.7):
            return self.either("warmer") if self.level >= 2 else self.fresh(self.bank.lines("concede"))
        return self.echo() if self.chance(0.4) else ""

    def either(self, act: str) -> str:
        """As in Choosing; but nobody is thanked for a question that was not asked."""
        pack = self.bank.pack
        if act != "warmer" or self.asked or pack is None:
            return super().either(act)
        lines = (self.written(act), self.bank.lines(act))
        return self.fresh(*([x for x in own if not pack.ABOUT_ASKING & set(words(x))] for own in lines))

    def protest(self) -> str:
        """What answers this kind of push, else any."""
        to = self.scenario.lines.pushback_to
        for move, kind in PUSHES.items():
            if move in self.moves:
                own = (*to.get(move, ()), *to.get(kind, ()))
                line = self.fresh(own, self.bank.lines(f"pushback_to_{kind}"))
                if line:
                    return line
        return self.either("pushback")

    def answer(self, sure: bool = False) -> str:
        """The answer to what was asked; `sure` when something must be said to it in any case."""
        if self.proposes() and not (self.scenario.inbound and self.level < 2):
            return self.too_soon()
        if self.checks():
            own = self.written("confirm") if self.level >= 3 else ()
            return self.fresh(own, self.bank.lines("checked" if self.level >= 2 else "checked_cool"))
        found = self._found()
        since, worn = 0, ""
        for f in found:
            if f.locked is not None and f.open and not self.untold(f.locked) and self._meant(f):
                since, worn = max(since, f.locked.level), "told"  # what was said before the story is out of date
                if not self._heard("told"):
                    break
            elif f.locked is None and f.open and f.since >= since:
                line, worn = self.fresh(f.says), "again"
                if line:
                    return line
        if worn and self._heard(worn) < (1 if worn == "told" else 2):
            return self.fresh(self.bank.lines(worn))
        if any(not f.open for f in found):
            return self.fresh(self.bank.lines("parry"), self.scenario.lines.unknown)
        if wants_fact(self.d.rep_text, self.bank.pack):
            return self.either("unknown")
        return self.either(AT_LEVEL[self.level]) or self.either("unknown") if sure else ""

    def untold(self, locked: Locked) -> list[str]:
        """The sentences of a story that were not heard yet."""
        return [s for piece in locked.story for s in sentences(piece) if not self.said.heard_whole(s)]

    def _found(self) -> list[Found]:
        return answers_to(self.scenario, self.d.rep_text, self.answers_at, self.d.facts, self.bank.pack)

    def _heard(self, act: str) -> int:
        """How many of the bank's lines for an act this call has heard."""
        return sum(self.said.has(line) for line in self.bank.lines(act))

    def known(self) -> list[Found]:
        """What the scenario has to say to the rep's words right now."""
        if self.checks() or self.proposes():
            return []
        return [f for f in self._found() if f.open and f.locked is None]

    def besides(self) -> str:
        """What the scenario has to say to the rep's words, as a second sentence: one that can stand alone."""
        leaning = self.bank.pack.LEANING if self.bank.pack else frozenset()
        found = self.known()
        return self.fresh(x for x in found[0].says if words(x)[0] not in leaning) if found else ""

    def too_soon(self) -> str:
        """What answers a next step that is proposed before its time."""
        if self.level >= 2:
            return self.fresh(self.bank.lines("not_yet"))
        own = self.scenario.lines.pushback_to.get("close_early", ())
        return self.fresh(own, self.bank.lines("pushback_to_close_early"))

    def _meant(self, found: Found) -> bool:
        """Whether a question means this hidden thing: one word in common is not enough."""
        return any(len(words(cue)) > 1 and cue_at(self.d.rep_text, cue) >= 0 for cue in found.cues)

    def proposes(self) -> bool:
        """Whether the rep proposes a next step: by the moves, or by naming a day in a question."""
        pack = self.bank.pack
        named = pack is not None and any(w in pack.DAYS for w in words(self.d.rep_text))
        return bool(self.moves & STEPS) or (self.asked and named and "?" in self.d.rep_text)

    def checks(self) -> bool:
        """Whether the rep asks if it understood."""
        pack = self.bank.pack
        return pack is not None and any(contains(self.d.rep_text, cue) for cue in pack.CHECKS)

    def again(self) -> str:
        """What the client said last, once more, for a rep who did not hear it; else nothing."""
        pack, text = self.bank.pack, normal(self.d.rep_text)
        if pack is None or len(words(text)) > 10:
            return ""
        if text not in pack.ASKS_AGAIN_WHOLE and not any(f" {cue} " in f" {text} " for cue in pack.ASKS_AGAIN):
            return ""
        last = next((x.text for x in reversed(self.d.history) if x.who == "client"), "")
        parts = [s for s in sentences(last) if len(words(s)) <= BRIEF_AGAIN] or sentences(last)
        line = max(parts, key=lambda s: len(words(s)), default="")
        return self.fresh([frame.format(line=line) for frame in pack.SAYS_AGAIN[:2]]) if line else ""

    def day(self) -> str:
        """The day and hour that the rep proposed, taken up: “Tuesday at ten, then.” Nothing when none was."""
        pack, w = self.bank.pack, words(self.d.rep_text)
        day = next((x for x in w if pack is not None and x.rstrip("s") in pack.DAYS), "").rstrip("s")
        if pack is None or not day:
            return ""
        at = next((i for i in range(1, len(w)) if w[i - 1] in pack.AT and (w[i] in pack.HOURS or w[i].isdigit())), 0)
        when = f"{day.capitalize()} at {w[at]}" if at else day.capitalize()
        return self.fresh([frame.format(when=when) for frame in pack.WHENS])

    def how_are_you(self) -> str:
        """Asked how one is, one answers before anything else; only with the shortest answer."""
        if not contains(self.d.rep_text, "how are you") and not contains(self.d.rep_text, "how are things"):
            return ""
        for answer in self.scenario.answers:
            if any(contains("how are you", cue) for cue in answer.asked):
                return self.fresh(sorted(answer.says, key=lambda s: len(words(s)))[:1])
        return ""

    def greeting_back(self) -> str:
        """“Morning.” The client greets before it refuses."""
        if self.bank.pack is None or self.how_are_you() or not self.chance(0.7):
            return ""
        start = " ".join(words(self.d.rep_text)[:4])
        for hello, back in self.bank.pack.HELLO.items():
            if f" {hello} " in f" {start} ":
                return self.fresh(back)
        return ""

    def echo(self) -> str:
        """The rep's own words, taken up; each way of doing so once a call, or it would sound like a machine."""
        pack = self.bank.pack
        thing = thing_said(self.d.rep_text, pack, self.scenario.world)
        if pack is None or not thing or self.tells_too_much(thing):
            return ""
        frames = pack.ECHO_OPEN if self.level >= 2 and self.moves & UNDERSTOOD else pack.ECHO_CLOSED
        made = [f.format(np=thing) for f in frames if not self._frame_heard(f)]
        return self.fresh([line[0].upper() + line[1:] for line in made])

    def _frame_heard(self, frame: str) -> bool:
        head, _, tail = (normal(x) for x in frame.partition("{np}"))
        own = len((head + " " + tail).split())
        return any(s.startswith(head) and s.endswith(tail) and 0 < len(s.split()) - own <= 4 for s in self.said.whole)

    def notice(self) -> str:
        """That the rep said it before."""
        return self.fresh(self.bank.lines("repeat"))

    def repeats(self) -> bool:
        """The rep says again what it said before, and the client still cares to say so."""
        if sum(self.said.has(line) for line in self.bank.lines("repeat")) >= NOTICES:
            return False
        mine = set(words(self.d.rep_text))
        others = [set(words(text)) for text in self.rep_before]
        return len(mine) >= 4 and any(len(mine & o) >= SAME * len(mine | o) for o in others if o)

    def _earlier_turns(self) -> tuple[str, ...]:
        """The rep's turns before this one, whether or not the history already holds this one."""
        earlier = [x.text for x in self.d.history if x.who == "rep"]
        if earlier and self.d.history[-1].who == "rep" and earlier[-1] == self.d.rep_text:
            earlier.pop()
        return tuple(earlier)
