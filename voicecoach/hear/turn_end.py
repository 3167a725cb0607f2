"""How long to wait before the rep's turn counts as over. Pure: words and durations in, seconds out.

Silence alone cannot tell a full stop from a pause for thought: people pause for a second inside a sentence
and for a tenth of one between two speakers. The words so far can: nobody ends on "…and, um", and "…what
happened?" waits for an answer. `finality` reads that off the words (0 surely unfinished … 1 surely finished)
and `needed_silence` turns it into seconds.

Punctuation is not trusted: recognisers put a full stop after whatever they were given. Nor are words of
another language: without enough English function words the answer is the neutral one, as it is with none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Seconds of silence that end a turn whose words sound finished, open, unfinished, or are not known."""

    finished: float = 0.40
    open: float = 0.72
    unfinished: float = 1.40
    unknown: float = 0.80
    long_after: float = 8.0  # s of speech after which the rep is telling something, and pauses longer
    long_more: float = 0.15  # s added then

    def scaled(self, factor: float) -> Pace:
        """The same shape, faster or slower all round."""
        return Pace(
            self.finished * factor, self.open * factor, self.unfinished * factor, self.unknown * factor,
            self.long_after, self.long_more * factor,
        )  # fmt: skip


PACE = Pace()


def needed_silence(words: str | None, spoken: float, pace: Pace = PACE) -> float:
    """Seconds of silence after which the turn is over.

    `words` are what a recogniser has made of the turn so far; None while nothing has been recognised, "" when
    the recogniser found no words in it. `spoken` is how long the rep has been speaking, in seconds.
    """
    more = pace.long_more if spoken > pace.long_after else 0.0
    score = finality(words) if words else None
    if score is None:
        return pace.unknown + more
    if score >= 0.5:
        share = (score - 0.5) * 2
        return pace.open + (pace.finished - pace.open) * share + more * (1 - share)
    return pace.unfinished + (pace.open - pace.unfinished) * score * 2 + more


def finality(words: str) -> float | None:
    """0–1: how finished these words sound; None when they say nothing about it (no words, not English)."""
    tokens = re.findall(r"[a-z]+(?:'[a-z]+)?", words.lower().replace("’", "'"))
    if not tokens or not _english(tokens):
        return None
    last = tokens[-1]
    if " ".join(tokens[-2:]) in _CLOSING_PAIRS or last in _CLOSING:
        return 1.0
    if last in _HESITATION or tuple(tokens[-2:]) in _HESITATION_PAIRS:
        return 0.0
    clause = _last_clause(tokens)
    asks = _asks(clause)
    if last in _NEVER_LAST:
        return 0.85 if len(tokens) == 1 and last in _WH else 0.0
    if last in _PARTICLES:
        return 0.7 if asks and clause[0] in _WH and len(clause) >= 4 else 0.2
    if last in _HUNGRY:
        return 0.75 if asks and _object_asked_for(clause) else 0.25
    if last in _AUXILIARY:
        return 0.6 if len(clause) <= 3 and clause[0] in _SUBJECTS | {"yes", "no"} else 0.05
    if last.endswith(("'m", "'re", "'ve", "'ll", "'d")) or last in _CONTRACTED:
        return 0.05
    if asks:
        return _question(clause)
    return 0.5 if len(tokens) > 2 else 0.6


def _question(clause: list[str]) -> float:
    """A question with a verb and something to it: "what happened", "how does that sound", "who signs it"."""
    if clause[0] in _WH and clause[0] != "which" and len(clause) == 2:
        return 1.0 if clause[1].endswith("ed") or clause[1] in _SHORT_ENDS else 0.5
    return 0.95 if len(clause) >= 4 else 0.8


def _asks(clause: list[str]) -> bool:
    if not clause:
        return False
    first = clause[0]
    if first in _WH:
        return len(clause) >= 2
    if first in _AUXILIARY or first in _ASKING_CONTRACTIONS:
        return len(clause) >= 3 and (clause[1] in _SUBJECTS or clause[1] in _DETERMINERS)
    return " ".join(clause[:2]) == "tell me" and len(clause) >= 3


def _object_asked_for(clause: list[str]) -> bool:
    """ "What do you need" has its object in front; "how do you handle" has not."""
    return clause[0] in {"what", "who", "which"} and len(clause) >= 4


def _last_clause(tokens: list[str]) -> list[str]:
    """The words from the last question opener on that begins a clause, else all of them."""
    start = 0
    for i, word in enumerate(tokens):
        before = tokens[i - 1] if i else "and"
        opens = word in _WH or (word in _AUXILIARY and i + 1 < len(tokens) and tokens[i + 1] in _SUBJECTS)
        if opens and before in _CLAUSE_BREAKS:
            start = i
    clause = tokens[start:]
    while len(clause) > 1 and clause[0] in _CLAUSE_BREAKS:
        clause = clause[1:]
    return clause


def _english(tokens: list[str]) -> bool:
    known = sum(t in _COMMON for t in tokens)
    return known >= 1 and (len(tokens) <= 3 or known / len(tokens) >= 0.2)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HESITATION = _set("um uh er erm uhm hmm ah eh like well so basically because cause although though whereas")
_HESITATION_PAIRS = {
    ("you", "know"),
    ("i", "mean"),
    ("sort", "of"),
    ("kind", "of"),
    ("let", "me"),
    ("such", "as"),
}
_CLOSING = _set("thanks bye goodbye please okay ok sorry hello hi")
_CLOSING_PAIRS = {
    "thank you", "good morning", "good afternoon", "good evening", "makes sense", "make sense", "isn't it",
    "don't you", "doesn't it", "aren't you", "aren't they", "don't they", "is it", "tell me more", "me more",
    "fair enough", "got it", "i see", "i understand", "take care", "your time", "you think",
}  # fmt: skip
_WH = _set("what who whom whose which when where why how what's who's where's how's when's why's")
_DETERMINERS = _set("a an the my your our their his its this these those every each no any some another")
_NEVER_LAST = (
    _WH
    | _set(
        "a an the my your our their its every each and or but nor if unless until while since whether than as"
    )
    | _set(
        "of at from into onto between among during without by per via toward towards upon within i we he she"
    )
    | _set(
        "they very quite rather really just only even almost also then maybe perhaps some any most several"
    )
    | _set(
        "that's it's there's here's let's i'm not never always often usually sometimes actually mainly mostly"
    )
)
_PARTICLES = _set(
    "to for with about in on off up out over under after before through like against around across"
)
_SUBJECTS = _set("i you we they he she it that this there anyone anybody someone everyone")
_AUXILIARY = _set(
    "is are was were am be been being have has had do does did will would could should can may might "
    "must shall "
    "isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't couldn't "
    "shouldn't can't"
)
_ASKING_CONTRACTIONS = _set(
    "isn't aren't wasn't don't doesn't didn't won't wouldn't couldn't can't haven't hasn't"
)
_CONTRACTED = _set("gonna wanna gotta hafta")
_HUNGRY = _set(
    "want wanted need needed tell told give gave take took make made get got find found put let bring "
    "brought keep "
    "kept send sent show showed ask asked call called use used handle see saw hear heard say said think "
    "thought "
    "know knew understand believe guess wonder wondering suppose offer offered provide provides help "
    "helps seem "
    "seems sounds looks feels cause causes include includes mean means cost costs trying going looking "
    "making "
    "having getting taking using giving calling talking wanting asking saying thinking able ready more "
    "less two "
    "three four five six seven eight nine ten twenty thirty forty fifty hundred thousand new good bad "
    "big small "
    "other own same first second next last best whole few many much too little long other different current "
    "certain entire main real recent possible important "
)
_SHORT_ENDS = _set("happened changed else now then matters signs decides broke stopped hurts helps next so")
_CLAUSE_BREAKS = _set(
    "and but so or then because okay ok well right yes no yeah sure um uh er just hello hi see"
)
_COMMON = (
    _DETERMINERS | _NEVER_LAST | _PARTICLES | _SUBJECTS | _AUXILIARY | _CLOSING | _HESITATION | _HUNGRY
    | _set(
        "me you us them him her it yes no yeah mine yours here there today now what's you're we're "
        "they're i've"
    )
    | _set(
        "we've you've i'll we'll you'll i'd you'd we'd they've they'll time day week year work thing "
        "way people"
    )
)  # fmt: skip
