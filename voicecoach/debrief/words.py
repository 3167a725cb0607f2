"""What the debrief says in words: levels, endings, thoughts. One place, so that its tone can be looked after.

Plain, kind and specific; a measurement or a cited tendency, never a verdict on the person.
"""

from __future__ import annotations

LEVELS = (
    "says a reflex No",
    "gives a surface objection",
    "gives the real objection",
    "tells what they need",
    "looks for a solution with you",
    "agrees to a next step, on a condition",
)
"""What the client is ready to do at each level."""

OUTCOMES = {
    "next_step": "The client agreed to a next step.",
    "hang_up": "The client ended the call.",
    "final_no": "The client said a No that was meant.",
    "polite_end": "The client ran out of time and ended the call politely.",
    "rep_left": "You ended the call.",
    "stopped": "The rehearsal was stopped.",
    "failed": "The rehearsal could not go on; nothing of it was your doing.",
    "": "The session was cut off, so how it would have ended is not known.",
}

WHYS = {
    "patience": "their patience had run out",
    "reactance": "they felt pushed",
    "trust": "there was no trust left to talk on",
    "insult": "they felt insulted",
    "time": "their time was up",
}

STOPS = {
    "the recordings are over": "The recording was at its end.",
    "the input is at its end": "You ended the call: no further line came.",
    "the input is not text": "The call was ended: what came in was no text.",
}
"""Ends that were the input's rather than anybody's, by the reason that the event gives."""

CREDITS = {
    "identity": "said who you are",
    "purpose": "gave an honest purpose",
    "permission": "left the choice to the client",
    "candour": "were candid",
    "relevance": "named something of this client's world",
    "receives_no": "received the No",
}
"""The six credits of a first contact, after `you …`."""

MISSING = {
    "identity": "who you are",
    "purpose": "an honest purpose",
    "permission": "a choice left to the client",
    "candour": "candour",
    "relevance": "something of this client's world",
    "receives_no": "the No being received",
}
"""The same six, after `not heard: …`."""

THOUGHTS = {
    "permission": "They left it to me. I can breathe.",
    "accept_no": "They heard my No and did not fight it.",
    "reflect": "That is what I meant. They are listening.",
    "echo": "They repeat what I say. Well, at least they heard it.",
    "open_q": "They want to know how it is for me.",
    "clarify": "They ask what is behind it, instead of pushing.",
    "implication_q": "I had not thought that through to its end.",
    "insight": "That is worth knowing, and they did not force it on me.",
    "reframe": "I see it otherwise, yet they put it fairly.",
    "answer": "A straight answer.",
    "waits": "They give me a moment.",
    "fitted_option": "That takes my situation into account.",
    "cobuild": "We are building this together.",
    "candour": "They told me something that does not help them. That I can trust.",
    "summary": "They have kept hold of what I told them.",
    "apology": "They saw what went wrong and said so.",
    "advise": "They tell me what to do without knowing my place.",
    "argue": "They are fighting me.",
    "pressure": "I am being cornered.",
    "pitch_early": "Here comes the sales talk.",
    "close_early": "Already? I have hardly said anything.",
    "interrupt": "They would not let me finish.",
    "ignore": "I asked something and they passed over it.",
    "assume": "How would they know what I need?",
    "monologue": "They go on and on.",
    "silence": "Are they still there?",
    "offtopic": "What has this to do with me?",
    "canned": "They say that to everyone.",
    "deceive": "That is not true.",
    "insult": "I do not have to listen to this.",
}
"""What may go through the client's mind, by move, where the session recorded no thought of its own."""

QUESTIONS = {
    "intended_impression": "What impression did you want to leave?",
    "first_read": "What was your first read of the client?",
    "read_worry": "What worries them?",
    "read_decides": "Who decides?",
    "read_openness": "How open were they at Hello, from 1 to 5?",
    "how_it_went": "How did it go?",
    "do_differently": "What would you do differently?",
}


def sentence_of_end(outcome: str, why: str = "") -> str:
    """How a call ended, and why where that is known, in one sentence."""
    text = STOPS.get(why) or OUTCOMES.get(outcome, f"It ended with: {outcome}.")
    because = WHYS.get(why) if outcome in ("hang_up", "final_no") else None
    return f"{text[:-1]}: {because}." if because else text


def trouble(cause: str, done: str) -> str:
    """What failed and what was done about it, as sentences."""
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in (cause, done) if part)


def plural(n: int, one: str, many: str = "") -> str:
    """`3 turns`, `1 turn`."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def clock(seconds: float) -> str:
    """`4:07`, `1:02:03`: a time of the call as people say it."""
    whole = max(0, int(seconds + 1e-6))
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def signed(value: float, digits: int = 0) -> str:
    """`+3`, `−2`, `0` with a true minus sign."""
    rounded = round(value, digits)
    if rounded == 0:
        return "0"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.{digits}f}"


def listed(items: list[str] | tuple[str, ...], word: str = "and") -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def short(text: str, limit: int = 140) -> str:
    """At most `limit` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
