"""Which moves a turn of the rep's makes: what understand hears, with what respond knows of the call. For both kinds of rep."""

from __future__ import annotations

from voicecoach.conversation.reply import Speech
from voicecoach.respond.call import Call
from voicecoach.session import Label
from voicecoach.understand import moves, timing

HARD_TO_HEAR = {"reflex_no", "surface_objection", "real_objection", "final_no", "disclose", "warn"}
"""Acts after which a rep does well to wait: a No, or something painful."""


def labels(call: Call, speech: Speech, text: str, client_end: float) -> tuple[Label, ...]:
    """The moves of a turn that was spoken: those its words make, and those that the clock saw. `client_end` (s) is
    when the client had ended."""
    found = from_words(call, text)
    if not len(speech.samples):
        return found
    return found + timing.clock_labels(
        speech.start - client_end, speech.end - speech.start, after_no=call.act in HARD_TO_HEAR
    )


def from_words(call: Call, text: str) -> tuple[Label, ...]:
    """The moves that a turn's words make, said at this point of the call."""
    s = call.scenario
    offer = (s.product.name, *s.product.facts, *s.product.prices)
    heard = tuple(e.text for e in call.history if e.who == "client")
    # "Marsh Lane Bakery?" is how a phone is answered: no question that a rep could pass over.
    previous = heard[-1] if heard and call.act != "greet" else ""
    return moves.label(text, moves.Context(previous, heard, s.world, offer, s.product.not_true))
