"""How long to wait before the rep's turn counts as over. Pure: words and durations in, seconds out.

Silence alone cannot tell a full stop from a pause for thought: people pause for a second inside a sentence
and for a tenth of one between two speakers. The words so far can: nobody ends on "…and, um", and "…what
happened?" waits for an answer. `finality` reads that off the words (0 surely unfinished … 1 surely finished)
and `needed_silence` turns it into seconds.

Two more things weigh, as odds: the tune (tune.py) and a comma. A recogniser's full stop says nothing, since it
puts one after whatever it was given; a comma, or no mark from one that has set full stops before, says that it heard
the sentence going on. Words of another language say nothing either: without enough English function words the answer is
the neutral one, as it is with none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Seconds of silence that end a turn whose words sound finished, open, unfinished, or are not known."""

    finished: float = 0.38
    open: float = 0.78
    unfinished: float = 1.30
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

# How many times likelier an end is than a pause for thought where the voice fell or rose, was held level, or could not
# be followed; and where the recogniser left the sentence open. From 454 ends and pauses of synthesised speech (7.5,
# 0.17, 0.24, 0.13), tempered: people who read aloud rise at commas, and creak at full stops, so that no pitch is found.
TUNE = {True: 4.0, False: 0.17, None: 1.0}
LEFT_OPEN = 0.3
CAN_END = 0.3  # words scored below this do not end a turn in any tune
SUREST = 0.97  # words alone are never surer than this
_MARKS = ".?!,;:…"
_QUOTES = "\"'”’)"


def needed_silence(words: str | None, spoken: float, pace: Pace = PACE, moved: bool | None = None) -> float:
    """Seconds of silence after which the turn is over.

    `words` are what a recogniser has made of the turn so far; None while nothing has been recognised, "" when
    the recogniser found no words in it. `spoken` is how long the rep has been speaking, in seconds. `moved` tells
    whether the voice fell or rose at the end (tune.py): True weighs for an end, False, a level voice, against it.
    """
    more = pace.long_more if spoken > pace.long_after else 0.0
    score = finality(words) if words else None
    if words is None or score is None:
        return pace.unknown + more
    score = _weighed(score, moved, _left_open(words))
    if score >= 0.5:
        share = _s_curve((score - 0.5) * 2)
        return pace.open + (pace.finished - pace.open) * share + more * (1 - share)
    return pace.unfinished + (pace.open - pace.unfinished) * score * 2 + more


def _s_curve(x: float) -> float:
    """0–1 to 0–1: half sure is still half sure, but most ends are clearer than that, and most pauses less."""
    return x * x * (3 - 2 * x)


def _weighed(score: float, moved: bool | None, left_open: bool) -> float:
    """The score with what the voice and the recogniser's marks add to it."""
    weight = TUNE[moved] if score >= CAN_END or not moved else 1.0
    if left_open:
        weight *= LEFT_OPEN
    sure = min(score, SUREST) if weight < 1.0 else score
    return weight * sure / (weight * sure + 1 - sure)


def _left_open(words: str) -> bool:
    """Did the recogniser hear the sentence going on? Some set no marks at all: those say nothing."""
    text = words.rstrip().rstrip(_QUOTES)
    return text.endswith((",", ";", ":")) or (text[-1:] not in _MARKS and any(m in text for m in ".?!"))


def finality(words: str) -> float | None:
    """0–1: how finished these words sound; None when they say nothing about it (no words, not English)."""
    tokens = re.findall(r"[a-z]+(?:'[a-z]+)?", words.lower().replace("’", "'"))
    if not tokens or not _english(tokens):
        return None
    last, pair = tokens[-1], " ".join(tokens[-2:])
    if pair in _CLOSING_PAIRS or last in _CLOSING:
        return 0.95
    if last in _HESITATION or pair in _HESITATION_PAIRS:
        return 0.0
    clause = _last_clause(tokens)
    asks = _asks(clause)
    for kind, score in _kinds(last, clause):
        if last in kind:
            return score[asks]
    return 0.9 if asks else 0.5


def _kinds(last: str, clause: list[str]) -> list[tuple[frozenset[str], tuple[float, float]]]:
    """What the last word allows, most telling first: (words, (score in a statement, score in a question))."""
    alone = len(clause) == 1
    object_in_front = clause[0] in _OBJECT_IN_FRONT and len(clause) >= 4
    short_answer = 1 < len(clause) <= 3 and clause[0] in _SUBJECTS | {"yes", "no"}
    before = clause[-2] if not alone else ""
    return [
        (_WH, (0.85, 0.0) if alone else (0.0, 0.0)),
        (_LIKE if before in _LOOK else _NONE, (0.3, 0.9)),
        (_NEVER_LAST, (0.0, 0.0)),
        (_PARTICLES, (0.2, 0.5) if object_in_front else (0.2, 0.25)),
        (_AUXILIARY, (0.6, 0.3) if short_answer else (0.05, 0.3)),
        (_HUNGRY if before in _THINGS and clause[0] in _MANNER else _NONE, (0.2, 0.85)),  # "how does that sound"
        (_HUNGRY, (0.2, 0.5) if object_in_front else (0.2, 0.3)),
        (_WEAK if before in _PARTICLES else _NONE, (0.85, 1.0)),  # "about that"
        (_WEAK, (0.35, 0.55)),
        (_STRONG, (0.85, 1.0)),
    ]


def _asks(clause: list[str]) -> bool:
    """Is this a whole question: "what happened", "how does that sound", "would it help if I sent you that"?"""
    if len(clause) < 2:
        return False
    first, second = clause[:2]
    if first in _CONTRACTED_ASKING:  # "what's the matter"
        return len(clause) >= 3
    if first in _SUBJECT_ASKED and second not in _SUBJECTS | _DETERMINERS | _AUXILIARY:
        return len(clause) >= 3 or second.endswith(("ed", "s")) or second in _PAST
    if first in _WH:
        places = [i for i in range(1, min(5, len(clause))) if clause[i] in _AUXILIARY]
        if not places or any(w in _SUBJECTS for w in clause[1 : places[0]]):
            return False  # "…what you do with that" asks nothing
        return _predicate(clause[places[0] + 1 :], places[0] == 1 and first in _SUBJECT_ASKED)
    if first in _AUXILIARY:
        return second in _SUBJECTS | _DETERMINERS and _predicate(clause[1:], False)
    return first == "tell" and second == "me" and len(clause) >= 4


def _predicate(rest: list[str], subject_asked: bool) -> bool:
    """After the auxiliary: somebody, and what they do ("you decide", "your partner agree")."""
    if subject_asked:  # "who would agree"
        return len(rest) >= 1
    if not rest:
        return False
    return len(rest) >= (2 if rest[0] in _SUBJECTS else 3)


def _last_clause(tokens: list[str]) -> list[str]:
    """From the last word on that may open a question, else all of them."""
    start = 0
    for i, word in enumerate(tokens):
        before = tokens[i - 1] if i else "and"
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        inverted = word in _AUXILIARY and following in _SUBJECTS
        sure = word in _ASKS_ANYWHERE and following in ("i", "you", "we", "they") and before not in _WH
        opens = (word in _WH or inverted) and before in _CLAUSE_BREAKS
        if opens or sure or tokens[i : i + 2] == ["tell", "me"]:
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


# Which words end a turn and which never do was checked against where people really stopped in 2,371 turns of
# the AnnoMI counselling transcripts (Wu et al. 2022); the lists are ours.
_HESITATION = _set("um uh er erm uhm eh so basically because cause although though whereas")
_HESITATION_PAIRS = {
    "you know", "i mean", "sort of", "kind of", "let me", "such as", "and well", "but well", "so well", "so like",
    "and like", "was like", "in order", "as well", "a bit", "a little", "a lot",
}  # fmt: skip
_CLOSING = _set("thanks bye goodbye please okay ok sorry hello hi right yeah huh")
_CLOSING_PAIRS = {
    "your while", "a while", "my while",
    "thank you", "good morning", "good afternoon", "good evening", "makes sense", "make sense", "isn't it",
    "don't you", "doesn't it", "aren't you", "aren't they", "don't they", "me more", "fair enough",
    "got it", "i see", "i understand", "take care", "sound good", "sounds good",
    "no problem", "of course", "i help", "no hurry", "at all", "are you", "happened next", "happens next",
}  # fmt: skip
_WH = _set("what who whom whose which when where why how")
_CONTRACTED_ASKING = _set("what's who's where's how's when's why's")
_SUBJECT_ASKED = _set("what who which")
_OBJECT_IN_FRONT = _set("what who which where how")
_PAST = _set("made took came went broke fell felt said told kept got did had led left paid knew saw")
_LOOK = _set("look looks sound sounds feel feels seem seems be is was")
_LIKE = _set("like")
_NONE: frozenset[str] = frozenset()
_THINGS = _set("it that this they things")
_MANNER = _set("how when why where what")
_DETERMINERS = _set("a an the my your our their his its this these those that every each no any some another")
_NEVER_LAST = (
    _set("a an the my your our their its every each and or but nor if unless until while since whether than as")
    | _set("of at from into onto between among during without by per via toward towards upon within i we he she")
    | _set("they very quite rather really just only even almost also maybe perhaps some any several these those")
    | _set("that's it's there's here's let's i'm not never always often usually sometimes actually mainly mostly")
    | _set("pretty still you're they're we're he's she's i've you've we've they've i'll you'll we'll they'll i'd")
    | _set("you'd we'd they'd gonna wanna gotta what's who's where's how's other such like well being")
)
_PARTICLES = _set("to for with about in on off over under after through against around across before")
_SUBJECTS = _set("i you we they he she it that this there anyone anybody someone everyone somebody people")
_AUXILIARY = _set(
    "is are was were am be been being have has had do does did will would could should can may might must shall "
    "isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't couldn't shouldn't can't"
)
_ASKS_ANYWHERE = _set("are do does did would could can should may have don't didn't aren't haven't wouldn't couldn't")
_HUNGRY = _set(
    "want wanted wants need needed needs tell told give gave take took taking make making get getting got find found "
    "put let bring brought keep kept send sent show showed ask asked call called used using handle hear heard say "
    "said saying think thought thinking know knew believe guess wonder wondering suppose offer offered provide help "
    "seem sound look feel feeling cause include mean cost trying going looking having giving calling talking wanting "
    "asking able ready more less big small new good own same whole few many little long current certain entire main "
    "real recent possible willing become start started try tried coming come see part cut lost pay paid buy sell "
    "kind sort lot bit short half quick free front first next most one two three four five ten last"
)
_WEAK = _set("you it this that me all her him know everything something anything things people way work thing then")
_STRONG = _set(
    "today tomorrow yesterday tonight now too else again better home day days week weeks weekend month months year "
    "years time them yourself yourselves ourselves myself here there down yet already soon away together instead "
    "morning evening afternoon night minute minutes hour hours anymore forever ago though happen happened problem "
    "problems question life point idea us mine yours"
)
_CLAUSE_BREAKS = _set(
    "and but so or then because okay ok well right yes no yeah sure um uh er just hello hi see now enough"
)
_COMMON = (
    _DETERMINERS | _NEVER_LAST | _PARTICLES | _SUBJECTS | _AUXILIARY | _CLOSING | _HESITATION | _HUNGRY | _WH
    | _WEAK | _STRONG | _CONTRACTED_ASKING | _set("up out")
)  # fmt: skip
