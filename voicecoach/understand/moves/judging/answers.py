"""The client asked: was it answered, told as a fair answer, passed over, or turned into a pitch?"""

from __future__ import annotations

import re

from voicecoach.understand.moves.judging.board import Board
from voicecoach.understand.moves.reading.lists import NUMBER_WORDS
from voicecoach.understand.moves.reading.words import content

_EVADES = re.compile(
    r"\banyway\b|\blet me (?:first )?(?:tell|show|explain|start|begin|ask)\b|\b(?:i would"
    r"|i will) rather (?:talk|tell|show|discuss|focus)\b|\b(?:before|first) (?:i|we) (?:answer|get to"
    r"|come to|talk)\b|\bi am glad you asked\b|\b(?:we will|i will|let us) (?:come"
    r"|get) (?:back )?to (?:that|price|this)\b|\bthat is not (?:important|the point|what matters)\b"
    r"|\bwhat (?:matters|is important) is\b|\bnever mind\b|\bmore important(?:ly)?\b|\bhave you seen\b"
    r"|\bforget (?:the|about)\b|\bthe (?:real|better) question\b|\bdo not worry about\b"
)
_YES_NO = re.compile(
    r"^\| (?:\||well|oh|honestly|sure|frankly|to be honest|i am afraid) ?(?:\| )?(?:yes|no|not|yeah"
    r"|only|it|they|we|i|that|sometimes|both|partly|almost|two|three|for|up)\b|^\| (?:yes|no|yeah|not"
    r"|i think so|i do not|i can|i could|i am|we do|we can|we have|it does|it is|it will|it can"
    r"|it would|they do|they are|absolutely|certainly|of course|sure|only|partly|sometimes|never|up to"
    r"|exactly)\b|\| (?:no|yes) \|"
)
_MONEY = re.compile(
    r"\b(?:pounds?|euros?|dollars?|pence|cents?|a month|per (?:month|year|\w+)|a year|percent|%|fee"
    r"|free|no cost|price|cost|costs|hundred|thousand)\b|[£$€]"
)
_TIME = re.compile(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|monday|tuesday|wednesday|thursday|friday"
    r"|tomorrow|today|evening|morning|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter|end of)\b"
)
_NO_ANSWER = (
    "permission",
    "greeting",
    "apology",
    "canned",
    "next_step",
    "summary",
    "cobuild",
    "fitted_option",
    "goodbye",
)
_SOURCE = re.compile(
    r"\b(?:from|through|on (?:your|the|our)|found|gave|told|recommended|list|website|directory"
    r"|colleague|by)\b"
)


def judge_answers(board: Board) -> None:
    """Labels `answer`, `tell_offer`, `ignore`; a pitch that answers `what do you sell?` is no pitch."""
    frame = board.frame
    said = frame.said
    if not frame.client_asks:
        return
    whole = said.span(0, len(said.words))
    told = [
        c for c, a in zip(said.clauses, frame.asked, strict=True)
        if (not a.kind or a.kind == "tag") and not board.covers(_NO_ANSWER, c.start, c.end)
    ]  # fmt: skip
    told_words = tuple(w for c in told for w in c.words)
    evades = _EVADES.search(said.line)
    if frame.offer_asked and not evades and told_words and len(told_words) <= 45 and board.sure("pitch") < 0.9:
        board.drop("pitch")
        board.put("tell_offer", 0.85, whole, "the client asked what is on offer")
        return
    if frame.advice_asked and told_words and not evades:
        board.put("advice_asked", 0.7, whole, "the client asked for advice")
        return
    fit = _fits(board, told_words)
    if evades and fit < 0.9:
        board.put("ignore", 0.8, said.place(evades.start(), evades.end()), "turns away from the client's question")
    elif fit >= 0.5:
        span = (told[0].start, told[-1].end) if told else whole
        board.put("answer", fit, span, "answers what the client asked")
        if board.sure("pitch") < 0.8:
            board.drop("pitch")
    elif board.sure("pitch") >= 0.75 and len(said.words) > 5:
        board.put("ignore", 0.75, whole, "pitches instead of answering")


def _fits(board: Board, told: tuple[str, ...]) -> float:
    """How well what the rep states fits the client's question (0–1)."""
    frame = board.frame
    if not told:
        return 0.0
    line = frame.said.line
    clause, ask = frame.client_asks[-1]
    asked = clause.line
    number = any(w[0].isdigit() or w in NUMBER_WORDS for w in told)
    if frame.who_asked and "identity" in board.found:
        return 0.9
    if frame.why_asked:
        return 0.85 if "purpose" in board.found else 0.0
    if re.search(r" how (?:much|expensive)\b|\b(?:price|cost|costs|fee|charge)\b", asked) and ask.kind == "wh":
        return 0.9 if _MONEY.search(line) and number else 0.6 if _MONEY.search(line) and len(told) < 15 else 0.2
    if re.search(r" (?:how (?:long|soon|often|far|old)|when) ", asked):
        return 0.9 if _TIME.search(line) or number else 0.3
    if " how many " in asked:
        return 0.9 if number else 0.3
    if " why " in asked:
        return (
            0.85
            if " because " in line or "so that" in line or "since" in line
            else 0.55
            if len(told) > 4 and "pitch" not in board.found
            else 0.2
        )
    if re.search(r" (?:who|where) | how did you (?:get|find|know)", asked):
        return 0.85 if _SOURCE.search(line) or "identity" in board.found else 0.6 if len(told) <= 14 else 0.45
    shared = bool(set(content(told)) & frame.theirs)
    if ask.kind == "aux" or (not ask.kind and clause.mark == "?"):
        if _YES_NO.search(line) and board.sure("pitch") < 0.8:
            return 0.88
        return 0.55 if shared and len(told) <= 14 and "pitch" not in board.found else 0.3
    if any(board.sure(m) >= 0.65 for m in ("argue", "insult", "pressure")):
        return 0.0
    return 0.6 if len(told) <= 14 + 6 * shared and board.sure("pitch") < 0.7 else 0.4
