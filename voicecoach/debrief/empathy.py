"""Empathy: from whose seat each attempt speaks, whether it carries anything of the client's, and a rewrite.

"If I were you, here is what I would do" speaks from the rep's own seat; "as the client, what could I do?" from
the client's. Words that fit any client carry nothing. A rewrite is made of what this client really said.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from voicecoach.debrief import language, moments
from voicecoach.debrief.course import Course, Turn
from voicecoach.debrief.values import Attempt, Empathy, Moment, Viewpoint
from voicecoach.debrief.words import listed, plural
from voicecoach.events import ClientSaid
from voicecoach.session import Label

TRIES = ("reflect", "summary", "fitted_option", "canned", "echo", "advise", "advice_asked")
"""Moves that are an attempt at empathy, or at its counterfeit; of two on the same words the first is told."""

_I = r"\b(?:i would|i['’]d|i will|i['’]ll|i)\b"
OWN_SEAT = re.compile(
    r"\bif i (?:was|were|am|['’]m) (?:you|in your \w+)|\bin your (?:shoes|place|position|seat|situation)\b"
    r"|\bwhat i(?: would|['’]d)(?: \w+)? do\b"
    r"|\bi(?: would|['’]d) (?:just |really |strongly )?(?:advise|recommend|suggest)\b"
    r"|\bmy advice\b|\btake it from me\b|\bbelieve me\b|\btrust me\b"
    r"|\byou (?:really |just |simply )?(?:should|ought to|have to|need to|must|had better)\b"
    r"|\bi know (?:exactly |just )?how (?:you feel|that feels|it is)\b|\bi(?:['’]ve| have) been there\b"
    r"|\bthe same (?:thing )?happened to me\b",
    re.IGNORECASE,
)
FELT = re.compile(
    _I + r" (?:probably |also |surely )?(?:be|feel|was|am|felt) (?:\w+ )?(?:scepti|skepti|worr|annoy"
    r"|cauti|careful|angry|tired"
    r"|frustrat|wary|hesita|nervous|upset|suspicio|fed up|anxious|disappoint|reluctan)",
    re.IGNORECASE,
)
"""'If I were you I'd be sceptical too' borrows the client's seat to feel what they feel: no advice in it."""

CLIENT_SEAT = re.compile(
    r"\bas (?:the|a) (?:client|customer|owner|manager|buyer|patient|person)\b"
    r"|\bfrom (?:where you (?:sit|stand)|your (?:side|seat|chair|angle|point of view|perspective|end))\b"
    r"|\bfor you\b|\bgiven (?:that you|your|what you)\b"
    r"|\b(?:it|that|this|you) (?:must|sounds?|seems?|looks?|feels?)\b"
    r"|\bsounds (?:like|as)\b|\bso you\b|\byou(?:['’]re| are) \w+"
    r"|\byou(?:['’]ve| have| had| feel| felt| want| wanted| lost| said| told| mentioned)\b"
    r"|\bwhat (?:would|could|might) (?:help|work|make)",
    re.IGNORECASE,
)
STOCK = re.compile(
    r"\bi (?:totally |completely |fully |really |absolutely |perfectly )?"
    r"(?:understand|hear you|get (?:it|that)|appreciate (?:that|it)|see)\b"
    r"|\bi know (?:exactly |just )?how you feel\b|\bi feel (?:you|your pain)\b"
    r"|\bthat(?:['’]s| is) (?:totally |completely )?understandable\b",
    re.IGNORECASE,
)
ASKS_ADVICE = re.compile(
    r"\bwhat (?:would|do|should|could) (?:you|i|we) (?:do|suggest|recommend|advise|propose|try)\b"
    r"|\bany (?:advice|ideas?|suggestions?)\b",
    re.IGNORECASE,
)
REFUSED = "What stands behind that, for you?"
RECENT = 12
"""Sentences of the client's that a rewrite may draw on."""


@dataclass
class _Client:
    """What the client has said so far."""

    words: dict[str, str] = field(default_factory=dict)
    recent: deque[tuple[int, bool, ClientSaid]] = field(default_factory=lambda: deque(maxlen=RECENT))
    asks: bool = False

    def hear(self, turn: Turn) -> None:
        for said in turn.said:
            for stem, word in language.content(said.text).items():
                self.words.setdefault(stem, word)
            self.recent.append((turn.number, bool(turn.told), said))
        if turn.said:
            self.asks = any(ASKS_ADVICE.search(s.text) for s in turn.said)


def empathy(course: Course) -> Empathy:
    """Every attempt in the call, in one walk."""
    client = _Client()
    client.hear(course.opening)
    attempts: list[Attempt] = []
    for turn in course.turns:
        attempts += _attempts(turn, client)
        client.hear(turn)
    from_client = sum(a.viewpoint == "client" for a in attempts)
    from_own = sum(a.viewpoint == "own" for a in attempts)
    carrying = sum(bool(a.carries) for a in attempts)
    said = _statement(len(attempts), from_client, from_own, carrying)
    return Empathy(tuple(attempts), from_client, from_own, carrying, said)


def viewpoint(text: str, move: str = "") -> tuple[Viewpoint, str]:
    """From whose seat words speak, and the words that show it."""
    felt, own, client = FELT.search(text), OWN_SEAT.search(text), CLIENT_SEAT.search(text)
    if own and felt:
        return "client", f"{own.group()} … {felt.group()}"
    if own and move != "fitted_option":
        return "own", own.group()
    if move == "advise":
        return "own", ""
    if client:
        return "client", client.group()
    return ("client", "") if move in ("reflect", "summary", "fitted_option", "echo") else ("unclear", "")


def _attempts(turn: Turn, client: _Client) -> list[Attempt]:
    out: list[Attempt] = []
    taken: list[tuple[int, int]] = []
    for move, start, end in _tries(turn):
        if any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        out.append(_attempt(turn, move, start, end, client))
    return sorted(out, key=lambda a: a.moment.start)


def _tries(turn: Turn) -> Iterable[tuple[str, int, int]]:
    """Spans of the turn worth reading: labelled ones first, then plain own-seat phrases the labels left out."""
    ranked = sorted((x for x in turn.labels if x.move in TRIES), key=lambda x: TRIES.index(x.move))
    for label in ranked:
        yield (label.move, *moments.sentence(turn, label))
    if not ranked:
        for cue in (OWN_SEAT, STOCK):
            for found in cue.finditer(turn.text):
                yield ("", *moments.sentence(turn, Label("", start=found.start(), end=found.end())))


def _attempt(turn: Turn, move: str, start: int, end: int, client: _Client) -> Attempt:
    text = turn.text[start:end]
    seat, cue = viewpoint(text, move)
    carries = tuple(client.words[s] for s in language.content(text) if s in client.words)[:5]
    asked = move == "advice_asked" or (seat == "own" and client.asks)
    stock = move == "canned" or (not move and not carries and bool(STOCK.search(text)))
    at, exact = turn.when(start)
    moment = Moment(turn.number, "rep", text, at, turn.until(end), exact)
    rewrite, source = ("", None) if not (stock or (seat == "own" and not asked)) else _rewrite(turn, client)
    return Attempt(moment, seat, cue, carries, stock, asked, _told(seat, carries, stock, asked, move), rewrite, source)


def _told(seat: Viewpoint, carries: tuple[str, ...], stock: bool, asked: bool, move: str) -> str:
    if stock:
        return "Words that fit any client: nothing of this one's in them."
    have = f" It carries the client's own words: {listed(carries)}." if carries else ""
    if seat == "own":
        return (
            "From your own seat, though the client asked for it." + have
            if asked
            else "From your own seat: what you would do." + have
        )
    if move == "echo":
        return "Gives the client's words back and adds nothing yet." + have
    if seat == "client":
        return "From the client's seat." + (have or " It says it in words of your own.")
    return "Whose seat this speaks from cannot be told." + have


# --- a rewrite from the client's own words ---------------------------------------------------------------------

ASKING = (
    "Seen from your side, what would have to change first?",
    "What does that mean for you, day to day?",
    "If something were to help with that, what would it have to look like for you?",
)


def _rewrite(turn: Turn, client: _Client) -> tuple[str, Moment | None]:
    """What could have been said instead, made of a sentence the client really said; empty when there is none."""
    last = client.recent[-1][0] if client.recent else -1
    best: tuple[int, int, str, ClientSaid] | None = None
    for place, (number, told, said) in enumerate(client.recent):
        for sentence in language.sentences(said.text):
            n = len(language.content(sentence))
            if n and len(sentence.split()) <= 26:
                score = min(n, 6) + (3 if number == last else 0) + (2 if told else 0)
                best = max(best or (-1, 0, "", said), (score, place, sentence, said), key=lambda b: b[:2])
    if best is None:
        return "", None
    back = language.told_back(best[2])
    ask = REFUSED if language.refuses(best[2]) else ASKING[turn.number % len(ASKING)]
    quoted = best[2].strip().rstrip(".!…?")
    text = f"So {back}. {ask}" if back else f"You said “{quoted}”. {ask}"
    return text, moments.said(best[3])


def _statement(n: int, from_client: int, from_own: int, carrying: int) -> str:
    if not n:
        return "No attempt at empathy was heard, so there is no viewpoint to tell."
    told = f"{plural(n, 'attempt')}: {from_client} from the client's seat, {from_own} from your own"
    rest = n - from_client - from_own
    told += f", {rest} that cannot be told" if rest else ""
    return f"{told}. {carrying} carried something the client had said."
