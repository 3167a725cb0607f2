"""What the client does now: the act, decided from the state before any words. Pure.

The rules stand in `decide` in the order in which they are asked; the first that answers decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach.events import NoKind
from voicecoach.respond.alliance.state import Outcome
from voicecoach.respond.alliance.table import QUESTIONS
from voicecoach.respond.facts import due
from voicecoach.respond.situation import Situation

LEVEL_ACTS = ("reflex_no", "surface_objection", "real_objection", "warmer", "explore", "agree")
"""What the client does at each level when nothing else calls for an answer."""
OBJECTIONS: dict[str, NoKind] = {
    "reflex_no": "reflex",
    "surface_objection": "condition",
    "real_objection": "condition",
    "final_no": "final",
}
"""Acts that are a No, and of which kind: a reflex, a condition to be met, or meant for good."""
ENDS = frozenset({"hang_up", "polite_end", "farewell", "final_no", "warn"})
"""Acts that end the call, or threaten to."""
ASKING = QUESTIONS | {"closed_q", "leading_q", "hypothetical_close", "permission"}
UNDERSTANDING = frozenset(
    {"reflect", "summary", "accept_no", "candour", "insight", "fitted_option", "reframe", "apology"}
)
LONGEST_INSISTING = 3
"""So many times the client says a final No; then it ends the call itself."""
TESTS_A_CALL = 2
TEST_SPACING = 3
"""Turns between level 2 and a test that interrupts a question, and between two tests."""
WORDS_AT = (24, 28, 40, 70, 70, 70)
STORY_WORDS = 120


@dataclass(frozen=True)
class Decision:
    """The act, and what goes with it."""

    act: str
    no: str = ""
    tell: str = ""  # id of the fact disclosed now
    test: str = ""  # id of the test posed or answered now
    outcome: str = ""  # how the call ends with this reply, if it does
    by: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()


def max_words(act: str, level: int) -> int:
    """How many words the reply may have: a closed person is short, and a story is the reward for trust."""
    return STORY_WORDS if act == "disclose" else WORDS_AT[level]


def decide(s: Situation, o: Outcome) -> Decision:
    """What the client does in answer to the turn that led to `o`."""
    for rule in (_parts_in_peace, _ends, _warns, _takes_leave, _order_taken, _final_no, _first_no, _pushed, _discloses):
        decision = rule(s, o)
        if decision:
            return decision
    return _test(s, o) or _level_rose(s, o) or _responds(s, o)


def ends_or_warns(s: Situation, o: Outcome) -> Decision | None:
    """What a silence can lead to besides being asked after."""
    return _ends(s, o) or _warns(s, o)


def _ends(s: Situation, o: Outcome) -> Decision | None:
    if o.over == "next_step":
        return Decision("agree", outcome="next_step", by="client")
    if o.over == "polite_end":
        return Decision("polite_end", outcome="polite_end", by="client", why="time")
    return Decision("hang_up", outcome="hang_up", by="client", why=o.over) if o.over else None


def _warns(s: Situation, o: Outcome) -> Decision | None:
    return Decision("warn", why=o.warning) if o.warning else None


def _parts_in_peace(s: Situation, o: Outcome) -> Decision | None:
    """Nobody warns or hangs up on "thank you, goodbye", however little patience is left."""
    return None if o.over == "next_step" or o.violations else _takes_leave(s, o)


def _takes_leave(s: Situation, o: Outcome) -> Decision | None:
    """The rep says goodbye. After a final No that is the best there is; with grace even without the word."""
    leaves = "goodbye" in s.moves and not s.asked
    graceful = s.final_said and "accept_no" in s.moves and not s.asked and "next_step" not in s.moves
    if not leaves and not (graceful and not o.violations):
        return None
    if s.final_said and not o.violations:
        return Decision("farewell", outcome="final_no", by="rep", why="graceful_exit")
    return Decision("farewell", outcome="rep_left", by="rep", why="goodbye")


def _order_taken(s: Situation, o: Outcome) -> Decision | None:
    """Inbound: the client said Yes at once, and the rep simply takes it. It will be undone."""
    takes = s.scenario.inbound and s.answered and "close_early" in o.moves
    if not takes or s.asked or UNDERSTANDING & set(s.moves):
        return None
    return Decision("farewell", outcome="polite_end", by="client", why="yes_undone")


def _final_no(s: Situation, o: Outcome) -> Decision | None:
    final = s.scenario.final_no
    if not s.final or final is None or not s.answered or (o.after.level < final.level and not s.final_said):
        return None
    if s.final_said >= LONGEST_INSISTING:
        return Decision("polite_end", outcome="final_no", by="client", why="insisted")
    return Decision("final_no", no="final")


def _first_no(s: Situation, o: Outcome) -> Decision | None:
    """The first reply to a solicitation is a No, whatever was said; an inbound caller's is a Yes."""
    if s.answered:
        return None
    return Decision("reflex_no", no="" if s.scenario.inbound else "reflex")


def _pushed(s: Situation, o: Outcome) -> Decision | None:
    """What loses is answered before anything else."""
    notes = s.judged_note
    if s.challenge:
        return Decision("challenge", notes=notes)
    if not o.violations:
        return None
    if "offtopic" in o.violations:
        return Decision("clarify", notes=notes)
    if s.judged == "failed":
        return Decision("test_failed", test=s.judged_test, notes=notes)
    if s.last_act == "pushback" and o.after.level < 2:
        return _at_level(s, o, notes)
    return Decision("pushback", notes=notes)


def _discloses(s: Situation, o: Outcome) -> Decision | None:
    fact = due(s.scenario, o.after.level, s.told, s.rep_text, s.moves)
    return Decision("disclose", tell=fact, notes=s.judged_note) if fact else None


def _test(s: Situation, o: Outcome) -> Decision | None:
    """After level 2 the client tests the trust; and says how a test was met."""
    if s.judged:
        return Decision(f"test_{s.judged}", test=s.judged_test, notes=s.judged_note)
    open_tests = [t for t in s.scenario.tests if t.id not in s.tested]
    if not open_tests or len(s.tested) >= TESTS_A_CALL or o.after.level < 2 or s.pending_test:
        return None
    if o.level_change or (s.tested and (o.after.level < 3 or s.since_test < TEST_SPACING)):
        return None
    if s.asked and s.since_open < TEST_SPACING:
        return None  # first the answer; a test may cut across a question only when it has waited
    return Decision("test", test=open_tests[s.seed % len(open_tests)].id)


def _level_rose(s: Situation, o: Outcome) -> Decision | None:
    if o.level_change <= 0:
        return None
    if o.after.level == 4:
        return Decision("confirm" if "summary" in o.moves else "explore")
    return _at_level(s, o, ())


def _responds(s: Situation, o: Outcome) -> Decision:
    """Nothing happened that changes the footing: the client answers, agrees that it was understood, or objects."""
    level = o.after.level
    own = LEVEL_ACTS[min(level, 4)]
    if "summary" in o.moves and level >= 3:
        return Decision("confirm")
    if s.asked and (s.last_act != "answer" or level >= 3):
        return Decision("answer")
    if level == 0:
        return _at_level(s, o, ())
    if UNDERSTANDING & set(s.moves) and s.last_act == own:
        return Decision("warmer")
    if not s.moves and s.last_act != "clarify":
        return Decision("clarify")
    return _at_level(s, o, ())


def _at_level(s: Situation, o: Outcome, notes: Iterable[str]) -> Decision:
    act = LEVEL_ACTS[min(o.after.level, 4)]
    no = "" if s.scenario.inbound and act == "reflex_no" else OBJECTIONS.get(act, "")
    return Decision(act, no=no, notes=tuple(notes))
