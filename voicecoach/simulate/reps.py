"""The simulated reps: which moves each makes next, seen from where the call stands.

They know nothing of the scenario's secrets; what they know of the state stands for a rep's own feel for a call.
"""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.respond.alliance.table import SUMMARY_EVERY
from voicecoach.respond.director import Call

Moves = tuple[str, ...]
Policy = Callable[[Call], Moves]


def empathic(call: Call) -> Moves:
    """Says who it is and leaves the choice, hears the No, asks from the client's seat, sums up, then proposes."""
    s, t = call.state, call.state.turn
    odd = t % 2 == 1
    if call.final_said:
        return ("accept_no", "goodbye")
    if t == 0:
        return ("identity", "purpose", "permission", "candour")
    if s.level == 0:
        return ("accept_no", "reflect") if odd else ("reflect", "open_q")
    if s.level == 1:
        return ("reflect", "clarify") if odd else ("waits", "open_q")
    if s.level == 2:
        return ("reflect", "implication_q") if odd else ("fitted_option", "reflect")
    if s.level == 3:
        if "need_confirmed" in s.evidence:
            return ("reflect", "fitted_option")
        too_soon = s.since_summary < SUMMARY_EVERY - 1  # a second one so soon would be an echo
        return ("reflect", "implication_q") if too_soon else ("summary", "waits")
    near = s.alliance >= call.terms.threshold(5) - 3
    return ("next_step", "permission") if near else ("cobuild", "reflect")


def average(call: Call) -> Moves:
    """Friendly, asks and reflects now and then, pitches once too early and apologises for it."""
    s, t = call.state, call.state.turn
    if call.final_said:
        return ("accept_no", "goodbye")
    if t == 0:
        return ("identity", "purpose")
    if t == 4:
        return ("pitch",)
    if t == 5:
        return ("apology", "reflect")
    if s.level >= 4:
        return ("next_step",) if t % 2 else ("reflect",)
    turn: tuple[Moves, ...] = (
        ("open_q",), ("reflect",), ("clarify", "open_q"), ("reflect",), ("summary",),
        ("implication_q",) if s.level > 1 else ("open_q",),
    )  # fmt: skip
    return turn[t % 6]


def bad_start(call: Call) -> Moves:
    """Opens with a long pitch, apologises, then listens."""
    first: tuple[Moves, ...] = (("pitch", "monologue"), ("apology", "accept_no"))
    return first[call.state.turn] if call.state.turn < 2 else empathic(call)


def parrot(call: Call) -> Moves:
    """Says back whatever was said, and asks a question."""
    t = call.state.turn
    return ("summary",) if t % 6 == 5 else ("next_step",) if t % 9 == 8 else ("echo", "open_q")


def ritual(call: Call) -> Moves:
    """Recites the phrases that a course taught: permission and candour, over and over."""
    return ("permission", "candour")


def scripted(call: Call) -> Moves:
    """Goes through its sheet, whatever the client says."""
    sheet: tuple[Moves, ...] = (
        ("identity", "purpose", "permission"), ("pitch",), ("open_q",), ("open_q",), ("canned", "open_q"),
        ("open_q",), ("canned",), ("next_step",),
    )  # fmt: skip
    return sheet[call.state.turn % 8]


def pushy(call: Call) -> Moves:
    """Pitches, argues, presses."""
    turns: tuple[Moves, ...] = (
        ("pitch",), ("argue",), ("pressure",), ("next_step",), ("advise", "pressure"), ("argue",),
    )  # fmt: skip
    return turns[call.state.turn % 6]


def silent(call: Call) -> Moves:
    """Asks once, then says nothing for long."""
    return ("silence",) if call.state.turn else ("open_q",)


def rambling(call: Call) -> Moves:
    """Talks and talks."""
    return ("monologue", "pitch") if call.state.turn % 2 else ("monologue", "open_q")


def injecting(call: Call) -> Moves:
    """Talks to the machine behind the client."""
    return ("injection",) if call.state.turn % 2 else ("injection", "open_q")


def liar(call: Call) -> Moves:
    """Empathic, but makes a false claim, and makes it again when it is challenged."""
    t = call.state.turn
    if t in (4, 5):
        return ("deceive",)
    return ("apology", "reflect") if t == 6 else empathic(call)


def late_pushy(call: Call) -> Moves:
    """Empathic for seven turns, then pushy."""
    return empathic(call) if call.state.turn < 7 else pushy(call)


REPS: dict[str, Policy] = {
    "empathic": empathic, "average": average, "bad-start": bad_start, "parrot": parrot, "ritual": ritual,
    "scripted": scripted, "pushy": pushy, "silent": silent, "rambling": rambling, "injecting": injecting,
    "liar": liar, "late-pushy": late_pushy,
}  # fmt: skip
"""Every simulated rep by name."""
CLOCK = frozenset({"waits", "silence", "interrupt", "monologue"})
"""Moves that the clock gives away, not the words."""
