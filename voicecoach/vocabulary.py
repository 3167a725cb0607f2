"""The moves: everything a rep can be heard to do, each with its name, its title and what it is.

One word list for the whole program: the labeller hears them, the alliance weighs them, the debrief
explains them, a coach corrects them. The names stand in saved sessions, so they are never renamed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["earns", "loses", "neutral"]


class Move(NamedTuple):
    """One thing a rep can do. `heard_by` says whether its words or the clock gave it away."""

    name: str
    title: str
    kind: Kind
    meaning: str
    heard_by: Literal["words", "clock"] = "words"


MOVES: dict[str, Move] = {
    m.name: m
    for m in (
        # what earns
        Move(
            "permission",
            "asks permission",
            "earns",
            "asks leave to go on, or leaves the choice to the client",
        ),
        Move("accept_no", "accepts the No", "earns", "lets the No stand instead of fighting it"),
        Move("reflect", "reflection", "earns", "gives back what the client said or feels, with meaning added"),
        Move("echo", "echo", "earns", "repeats the client's words and adds nothing"),
        Move("open_q", "open question", "earns", "a question that cannot be answered with one word"),
        Move("clarify", "explores the objection", "earns", "asks what is behind the refusal"),
        Move("implication_q", "implication question", "earns", "asks what the client's problem leads to"),
        Move("insight", "insight as a guess", "earns", "offers something relevant, as a guess or by leave"),
        Move(
            "reframe",
            "respectful other view",
            "earns",
            "another view, after acknowledging the client's, by leave",
        ),
        Move("answer", "direct answer", "earns", "answers the client's question"),
        Move("waits", "waits", "earns", "leaves 1.5 to 4 s of silence after a No or a painful word", "clock"),
        Move(
            "fitted_option",
            "option from the client's seat",
            "earns",
            "an option fitted to the client's constraints",
        ),
        Move("cobuild", "builds together", "earns", "puts a solution together with the client"),
        Move("candour", "candour", "earns", "says something true against the rep's own interest, or a limit"),
        Move("summary", "summary", "earns", "sums up two or more things the client said"),
        # what loses
        Move("advise", "unasked advice", "loses", "advice from the rep's own seat that nobody asked for"),
        Move("argue", "argues", "loses", "dismisses or fights the client's view"),
        Move("pressure", "pressure", "loses", "urgency, false scarcity, cornering"),
        Move(
            "pitch_early",
            "early pitch",
            "loses",
            "an unsolicited pitch before the client explores a solution",
        ),
        Move("close_early", "asks too early", "loses", "asks for a next step before it may be asked for"),
        Move("interrupt", "interrupts", "loses", "cuts into the client's words and takes the floor", "clock"),
        Move("ignore", "ignores the question", "loses", "passes over what the client asked"),
        Move("assume", "assumes a need", "loses", "states as fact a need the client never expressed"),
        Move("monologue", "monologue", "loses", "talks for more than 30 s on end", "clock"),
        Move(
            "silence",
            "long silence",
            "loses",
            "says nothing for more than 8 s when it is the rep's turn",
            "clock",
        ),
        Move("offtopic", "off topic", "loses", "has nothing to do with this call"),
        Move("canned", "stock empathy", "loses", "a stock phrase of empathy with nothing of the client's in it"),
        Move("deceive", "deception", "loses", "a false claim, repeated after the client challenged it"),
        Move("insult", "insult", "loses", "insults the client"),
        # what is neither by itself; the alliance reads some of these by level
        Move("identity", "says who they are", "neutral", "gives a name or a company"),
        Move("purpose", "honest purpose", "neutral", "says why they call"),
        Move(
            "relevance",
            "relevance",
            "neutral",
            "names something of this client's world, as a question or a guess",
        ),
        Move("apology", "specific apology", "neutral", "apologises for a thing that is named"),
        Move("pitch", "pitch", "neutral", "presents the offer unasked; too early before level 4"),
        Move("next_step", "next step", "neutral", "proposes a next step; too early below the channel's level"),
        Move("closed_q", "closed question", "neutral", "a question that yes, no or a number answers"),
        Move("leading_q", "leading question", "neutral", "a question that carries its own answer"),
        Move(
            "tell_offer",
            "says what is sold",
            "neutral",
            "a fair answer to 'what do you sell?'; never a pitch",
        ),
        Move("advice_asked", "advice that was asked for", "neutral", "advice the client asked for"),
        Move("flattery", "flattery", "neutral", "a compliment; earns nothing"),
        Move(
            "hypothetical_close",
            "if I solved that",
            "neutral",
            "'if I solved that, would you buy?'; earns nothing",
        ),
        Move("promise", "promise", "neutral", "promises to do something"),
        Move("greeting", "greeting", "neutral", "a greeting; not a turn of its own"),
        Move("backchannel", "backchannel", "neutral", "mm-hm, right, I see; not a turn of its own"),
        Move("goodbye", "goodbye", "neutral", "takes leave"),
        Move("injection", "talks to the machine", "neutral", "tries to instruct the program behind the client"),
    )
}
"""Every move by name. `pitch`, `next_step`, `implication_q`, `cobuild` and `summary` are what the labeller
says; the alliance turns them into `pitch_early`, `close_early`, `assume` or `echo` where the level forbids."""


def title(name: str) -> str:
    """What to call a move in text for people; an unknown name is shown as it is."""
    return MOVES[name].title if name in MOVES else name
