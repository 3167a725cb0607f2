"""Where clauses begin, heard from the words alone.

A new clause is assumed before an inverted auxiliary (`… can I ask`), a question word that asks (`… what do you`),
a conjunction that starts something (`… but you`), a subject with its verb (`… i won't`), and an
imperative addressed to the other (`… tell me`). A sentence mark always begins a clause.
"""

from __future__ import annotations

from voicecoach.understand.moves.reading.lists import AUX, BACKCHANNEL, BE, PREPOSITIONS, SUBJECTS, WH, _w

_JOINERS = _w("and but so because or then although though while whereas unless plus")
_HEADS = _w("i you we they he she it that this there what how why when where who which let maybe perhaps please if do"
            " does did are is can could would will have has tell your my his her their our")  # fmt: skip
_FINITE = (AUX | BE | _w(
    "feel feels felt think thinks thought know knows knew want wants wanted need needs mean means said say says guess"
    " like love hate hope wish wonder sounds seems looks got get go went see hear just really never always also actually"
    " work works come came took take tried try made make lost used keep kept understand appreciate told believe"
)) - {"like"}  # fmt: skip
_GOVERN = (
    WH | PREPOSITIONS | AUX | _JOINERS
    | _w("that if when since until as than think thinks thought know knows knew feel feels felt say says said saying mean"
         " means meant hope guess see sure wish wonder believe bet suppose told tell tells imagine imagining understand hear"
         " hearing like not because whatever whether and the a an this your my"
         " so what everything anything something thing things way reason time one ones all")
) - {"so"}  # fmt: skip
"""After one of these a pronoun continues the clause (`think you are`, `what you said`, `the way it is`)."""
_ASKING_WH = _w("what how why when where who which")
_EMBEDS = PREPOSITIONS | _w(
    "know knows knew see understand understood wonder wondering tell told ask asked explain show hear heard find out"
    " exactly just that this matter matters idea remember imagine decide guess say said me sure is was not or and curious"
)
_TELLS = _w("show shows tell tells explain see know hear understand wonder remember imagine find told asked")
_WH_VERBS = _w(
    "about else if happened happens happen made makes brings brought led stopped stops keeps kept worries worried bothers"
    " bothered matters works worked changed changes concerns concerned drives drove prevents helps helped goes went sort"
    " kind kinds sorts type types other many much long often old far come comes good part parts things would could do does"
    " did is are was were has have had can will should might specifically exactly"
)
_IMPERATIVES = {("tell", "me"), ("walk", "me"), ("help", "me"), ("let", "me"), ("let", "us"), ("talk", "me"), ("give", "me"),
                ("talk", "to"), ("say", "more"), ("describe", "to"), ("talk", "about")}  # fmt: skip
_NOT_IMPERATIVE = _w("to can could you will would please i we they he she not and let did do just does might about")
_ACKNOWLEDGE = (BACKCHANNEL - _w("so and but all well of i see got it good great no really")) | {"mhm"}


def boundaries(words: tuple[str, ...], marks: tuple[bool, ...]) -> list[int]:
    """Indexes where clauses begin, with 0 first and `len(words)` last; `marks[i]` says a sentence mark stood before `i`."""
    if not words:
        return []
    starts = {0}
    since = 0
    for i in range(1, len(words)):
        if marks[i] or (i - since >= 1 and _begins(words, marks, i, since)):
            starts.add(i)
            since = i
    return [*sorted(starts), len(words)]


def _is_tag(words: tuple[str, ...], marks: tuple[bool, ...], i: int) -> bool:
    """`…, isn't it`: an auxiliary and a pronoun with nothing after them belong to what they ask about."""
    end = i + 2 + (i + 1 < len(words) and words[i + 1] == "not")
    return end >= len(words) or marks[end]


def _begins(words: tuple[str, ...], marks: tuple[bool, ...], i: int, since: int) -> bool:
    """Whether a clause begins at `i` when the current one began at `since`."""
    word, before = words[i], words[i - 1]
    after = words[i + 1] if i + 1 < len(words) else ""
    next2 = words[i + 2] if i + 2 < len(words) else ""
    if all(w in _ACKNOWLEDGE for w in words[since:i]):
        return word not in _ACKNOWLEDGE
    only_openers = all(w in BACKCHANNEL or w in _JOINERS for w in words[since:i])
    if only_openers:
        return False
    if _inverts(words, i, since):
        return not _is_tag(words, marks, i)
    if _asks(word, after, next2, before, words[since:i]):
        return True
    if (word, after) in {("anything", "else"), ("any", "other"), ("what", "else")} and before not in _GOVERN | _EMBEDS:
        return True
    if (
        word == "any"
        and before in {"okay", "right", "good", "great", "it", "that", "alright"}
        and after not in {"more", "way", "time"}
    ):
        return True
    if (word, after) in _IMPERATIVES and before not in _NOT_IMPERATIVE:
        return True
    if word in _JOINERS:
        return after in _HEADS or (word in {"but", "because"} and i - since >= 2)
    if word in {"if", "when", "unless", "since"} and i - since >= 3 and before not in _EMBEDS:
        return after in SUBJECTS and not _asking(words, since)
    return _has_own_verb(words, i, since, before, after)


def _inverts(words: tuple[str, ...], i: int, since: int) -> bool:
    """`can i`, `do you`, `is there`: an auxiliary before its subject, and no question word it belongs to."""
    word, before = words[i], words[i - 1]
    after = words[i + 1] if i + 1 < len(words) else ""
    if after == "not" and i + 2 < len(words):
        after = words[i + 2]
    if word in AUX and after in {"that", "this"}:
        return _asks_about_that(words, i)
    if word not in AUX or after not in SUBJECTS | {"there"}:
        return False
    verb = word in {"do", "have", "had", "has", "did"}
    if verb and (before in SUBJECTS | AUX | {"to", "just"} or (word, after) == ("do", "it")):
        return False  # `you had it back`, `to do it`: a verb with its object
    if before in {
        "so",
        "as",
        "than",
        "neither",
        "nor",
        "not",
        "that",
        "there",
        "i",
        "we",
        "they",
        "he",
        "she",
        "it",
        "and",
        "or",
        "but",
    }:
        return False
    if before in WH or _waits_for_verb(words[max(since, i - 5) : i]):
        return False
    return not (word in BE and after == "it" and before in {"this", "what"})


_FAIR = _w(
    "something right okay fair correct accurate true helpful alright fine kind what how where why clear good enough still sort"
)


def _asks_about_that(words: tuple[str, ...], i: int) -> bool:
    """`… | does that sound okay`, `… | is that something you`; not `the trouble is that …`."""
    before, following = words[i - 1], words[i + 2] if i + 2 < len(words) else ""
    if before in WH | SUBJECTS | {"that", "which", "not", "and", "so"}:
        return False
    if before == "this" and words[i] not in BE:
        return False
    if words[i] in BE:
        return following in _FAIR and before not in {"thing", "problem", "issue", "point", "reason", "truth", "idea"}
    return words[i] in {"does", "would", "did", "will", "could", "has"}


def _waits_for_verb(words: tuple[str, ...]) -> bool:
    """Whether a question word stands in `words` that has found neither subject nor verb yet (`how many people | are you`)."""
    for k in range(len(words) - 1, -1, -1):
        if words[k] in SUBJECTS or words[k] in AUX:
            return False
        if words[k] in WH and words[k] != "when":
            return True
    return False


def _asks(word: str, after: str, next2: str, before: str, earlier: tuple[str, ...] = ()) -> bool:
    """A question word that opens a question of its own, not one that hangs on `know` or `about`."""
    if word not in _ASKING_WH or before in _EMBEDS:
        return False
    if after in AUX:
        if word in {"who", "which", "where", "when"}:
            return next2 in SUBJECTS or next2 in {"the", "your"}
        return before not in AUX or next2 in SUBJECTS
    if before in AUX:
        return False
    if any(w in _TELLS for w in earlier[-6:]):
        return False
    if word == "how" and next2 in AUX:
        return True
    if next2 in AUX and word in {"what", "which"} and after not in SUBJECTS:
        return True
    return after in _WH_VERBS and word in {"what", "how", "why"}


def _asking(words: tuple[str, ...], since: int) -> bool:
    """Whether the clause that began at `since` began like a question: a condition after it still belongs to it."""
    start = [w for w in words[since : since + 4] if w not in BACKCHANNEL and w not in _JOINERS]
    return bool(start) and (start[0] in WH or start[0] in AUX or start[0] == "tell")


def _has_own_verb(words: tuple[str, ...], i: int, since: int, before: str, after: str) -> bool:
    """`… enough i won't`: a subject pronoun with its verb, after words that need no pronoun."""
    word = words[i]
    if after in AUX and i + 2 < len(words) and words[i + 2] in SUBJECTS:
        return False  # the next word opens a question: `… keep you | can i`
    if word not in SUBJECTS | {"there"} or after not in _FINITE or before in _GOVERN:
        return False
    return i - since >= 2 and not (word == "it" and after in {"all", "just"})
