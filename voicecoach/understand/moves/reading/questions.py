"""Questions, heard without their mark: is a clause one, of what kind, and how open is it?

Kinds: `wh` (what do you…), `aux` (do you…), `request` (tell me about…), `wonder` (I'm curious how…),
`tag` (…, right), `leave` (may I ask…), `rest` (anything else), or "" for a statement. A question is *open*
when one word cannot answer it, *leading* when it carries its own answer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from voicecoach.understand.moves.reading.lists import AUX, BE, DETERMINERS, OPENERS, SUBJECTS, WH, _w
from voicecoach.understand.moves.reading.words import Clause, Utterance


class Ask(NamedTuple):
    """What a clause asks: its kind, the name of its opening (`how many`, `can you tell`), how open it is (0–1)."""

    kind: str
    opening: str = ""
    openness: float = 0.5
    leading: bool = False


NOTHING = Ask("", "", 0.0)

_AFTER_AUX = (
    SUBJECTS | DETERMINERS | _w("there anyone anybody anything something somebody someone everyone everybody people")
)
_WH_NOUNS = _w(
    "kind kinds sort sorts type types part parts else exactly specifically thing things about happens happened"
)
_TAGS = re.compile(
    r" (?:correct|huh|am i right|is that right|is that correct|is that fair|does that make sense"
    r"|(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should) not (?:it|you|they|he"
    r"|she|there|we|i|that)"
    r"|(?:is|are|do|does|did|have|has|can|would|will) (?:it|you|they|he|she|there)|or not|or no|or what"
    r"|sounds? (?:good|okay|fair|right)|make sense|do you know what i mean"
    r"|you know what i mean|would you say|do you think|you think) $"
)
_REQUESTS = re.compile(
    r"^ (?:(?:so|and|but|okay|well|then|please|just|now|maybe|first|why do not you|can you|could you"
    r"|would you|will you|can we|do you want to"
    r"|would you mind|are you able to|perhaps you could|maybe you could|you could|i would like you to"
    r"|i want you to"
    r"|let us start by you|why do not we start by you|i need you to|if you could|have you"
    r"|having you) )*(?:(?:to|maybe|just|please|also|kind|of|like|briefly) )*"
    r"(?:tell(?:ing)? (?:me|us)\b|describ(?:e|ing)\b|explain(?:ing)? (?:to )?(?:me|how|why|what|a)\b"
    r"|walk(?:ing)? (?:me|us) through\b|say (?:a )?(?:little |bit )*more\b"
    r"|help me (?:to )?(?:understand|see|with)\b|talk(?:ing)? (?:to me |me |us |a little |a bit "
    r"|a little bit |more |some )*(?:about|through)\b|give me (?:an? )?(?:idea|example|sense|picture"
    r"|bit)\b"
    r"|paint me\b|shar(?:e|ing) (?:with me|a little|some|what|more|how)\b|elaborat|go on (?:a|about)\b"
    r"|take me (?:through|back)\b|show me (?:how|what|where)\b"
    r"|let me hear (?:what|how|why|if|about)\b|fill me in\b|more about (?:that|it|this)\b)"
)
_WONDER = re.compile(
    r"^ (?:(?:so|and|but|okay|well|then|just|now|maybe|yeah|because) )*(?:(?:i am|i was|i have been"
    r"|i guess i am|i) (?:just |also |really |kind of |sort of |still |only |a little |a bit |very )*"
    r"(?:wondering|wonder|curious|interested in|interested to|trying to understand|trying to figure out"
    r"|not sure i understand|thinking about asking)\b"
    r"|i (?:would|want|wanted|am going) (?:just |really |also |to )*(?:like to |love to |to )?(?:know"
    r"|hear|understand|learn|ask|find out|get a sense|get an idea|see how|see what)\b|my question (?:is"
    r"|for|to)\b"
    r"|the question is\b|let me ask\b|one question\b|another question\b|what i (?:am curious"
    r"|am wondering|wonder)\b)"
)
_LEAVE = re.compile(
    r"^ (?:(?:so|and|but|okay|well|then|just|now|maybe) )*(?:may|can|could|might) (?:i|we) (?:just "
    r"|please |quickly |maybe )*(?:ask|share|tell|offer|suggest|take|give|show|have|come|say|check|talk"
    r"|explain|make)\b"
    r"|^ (?:(?:so|and|but|okay|well|then) )*(?:do|would) you mind\b|^ (?:(?:so|and|but|okay|well"
    r"|then) )*(?:is|was|would) (?:it|that|this) (?:be )?(?:okay|ok|alright|all right|fine)\b"
)
_LEADING = re.compile(
    r"^ (?:(?:so|and|but|okay|well|then) )*(?:(?:do|does|did|is|are|was|were|would|will|could|can"
    r"|should|have|has) not (?:you|it|that|they|we|this|your|the|there)\b|surely\b|you (?:would|will"
    r"|do) (?:agree|admit)\b)"
    r"|(?:would|do|is|are|does|did|have|can|will|could) not (?:you|it|they|that|we|there|he|she) $"
)
_REST = re.compile(
    r"^ (?:(?:and|so|or|okay|but) )*(?:anything else(?: \w+){0,8}|any (?!way|time|more)(?:\w+ ?){1,9}"
    r"|anyone else|what else|and you|like what|such as|how so|how come|since when|how deep|how often"
    r"|how long|how much|how many|why|why not|how|what|who|where|when) $"
)
_SUGGESTS = re.compile(r"^ (?:(?:so|and|but|well|then|okay) )*why (?:do|did) not (?:you|we) (?!start|begin|tell)")
_BEFORE_WH = _w("to for in on at with by from about of")
_NARROW_WH = _w("time day year age date month number name colour")
_CLOSED_WH = _w("many much often long old far big soon likely deep")
_OPEN_AUX = re.compile(
    r" (?:can|could|would|will|do|did|have|are|is) (?:you|there|we) (?:have |got |be able to |maybe "
    r"|please |think of |had )*(?:tell|describe|explain|share|say|talk|think of|give me|help me|walk"
    r"|elaborate|any (?:thoughts|ideas|concerns|questions|other|sense)|anything|other)\b"
)
_PSEUDO = re.compile(
    r"^ (?:what|how|when|where|who|which|why) (?:i|we|you|they|he|she|it|the \w+) [a-z ]* (?:is|was"
    r"|are) "
)
_EXCLAIM = re.compile(
    r"^ (?:what a|what an|how (?:nice|lovely|great|awful|terrible|interesting|exciting|wonderful|sad"
    r"|funny|frustrating))\b"
)


def asks(utterance: Utterance) -> list[Ask]:
    """What each clause asks."""
    return [ask(c) for c in utterance.clauses]


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The clause without what may stand before it (`okay so`, `and then`), but never empty."""
    i = 0
    while i < len(words) - 1 and words[i] in OPENERS and words[i] not in WH:
        i += 1
    return words[i:]


def ask(clause: Clause) -> Ask:
    """What a clause asks, judged by its words; a question mark is left to the caller to believe or not."""
    line = clause.line
    words = _core(clause.words)
    core = " " + " ".join(words) + " "
    leading = bool(_LEADING.search(line))
    if _REQUESTS.search(line) or _REQUESTS.search(core):
        return Ask("request", "tell me", 0.95)
    if _LEAVE.search(line):
        return Ask("leave", "may i", 0.25)
    if (
        re.search(r"(?<!know)(?<!see)(?<!so) (?:what|who|whom|what exactly|which one|with what|about what) $", line)
        and len(words) > 1
    ):
        return Ask("rest", "what", 0.8)
    found = _wh(words, core) or _wonder(line) or _aux(words, core)
    if found:
        return found._replace(leading=leading)
    if _REST.match(core):
        return Ask(
            "rest", words[0], 0.7 if words[0] in {"what", "why", "how", "any", "anything"} and len(words) < 3 else 0.4
        )
    if len(words) > 2 and _TAGS.search(line):
        return Ask("tag", "tag", 0.1, leading)
    return NOTHING


def _wh(words: tuple[str, ...], core: str) -> Ask | None:
    """`what do you…`, `how about…`, `which of them is…`; prepositions may stand before it."""
    if len(words) > 2 and words[0] in _BEFORE_WH and words[1] in WH:
        words = words[1:]
        core = " " + " ".join(words) + " "
    first = words[0]
    if first not in WH or _EXCLAIM.search(core) or len(words) == 1:
        return None
    if words[1] in SUBJECTS and not any(w in AUX for w in words[2:8]):
        return None
    inverted = next((k for k in range(1, min(len(words), 7)) if words[k] in AUX), 0)
    if first in {"when", "where", "who", "which", "whose", "whom"}:
        return _wh_narrow(words, first, inverted)
    return _wh_wide(words, core, inverted)


def _wh_wide(words: tuple[str, ...], core: str, inverted: int) -> Ask | None:
    """`what`, `how`, `why`: open, unless they ask for a name or a number (`what time`, `how many`)."""
    first, second = words[:2]
    if _PSEUDO.search(core):
        return None
    if second in _CLOSED_WH:
        return Ask("wh", f"{first} {second}", 0.12)
    if _SUGGESTS.search(core):
        return Ask("wh", "why not", 0.6)
    if second in SUBJECTS:  # `what you…`: a noun clause, unless the verb comes first after all
        return None
    if inverted or second in _WH_NOUNS or len(words) <= 4 or first == "why":
        narrow = second in _NARROW_WH or core.startswith(" what is your name")
        return Ask("wh", first if second not in {"about", "if"} else f"{first} {second}", 0.2 if narrow else 0.93)
    if first == "what" or (first == "how" and len(words) > 2 and words[2] in AUX | SUBJECTS):
        return Ask("wh", first, 0.85)
    return None


def _wh_narrow(words: tuple[str, ...], first: str, inverted: int) -> Ask | None:
    """`when`, `where`, `who`, `which`: questions only when the verb comes before the subject, or `who` is the subject."""
    if (first in {"who", "which"} and inverted == 1) or (first == "who" and len(words) > 1 and words[1] == "else"):
        return Ask("wh", first, 0.35)
    if first == "which" and len(words) > 1 and inverted and words[1] not in SUBJECTS:
        return Ask("wh", first, 0.35)
    if (
        inverted == 1
        and len(words) > 2
        and (words[2] in _AFTER_AUX or words[1] in {"do", "does", "did"} or words[1] in BE)
    ):
        return Ask("wh", first, 0.3)
    return None


def _wonder(line: str) -> Ask | None:
    if not _WONDER.search(line):
        return None
    is_open = bool(re.search(r" (?:what|how|why|about|more|your thoughts) ", line))
    return Ask("wonder", "i wonder", 0.85 if is_open else 0.5)


def _aux(words: tuple[str, ...], core: str) -> Ask | None:
    """`do you…`, `is there…`, `could the…`; `have` and `does` need a subject right after them."""
    if len(words) < 2 or words[0] not in AUX:
        return None
    after = words[1] if words[1] != "not" else (words[2] if len(words) > 2 else "")
    if after not in _AFTER_AUX and not (
        words[0] in {"is", "are", "does", "did", "do", "was", "would", "will", "could"}
        and len(words) > 3
        and after not in AUX
    ):
        return None
    if words[0] == "do" and after not in SUBJECTS | DETERMINERS | {"people", "not"}:
        return None
    return Ask("aux", words[0], 0.75 if _OPEN_AUX.search(core) else 0.15)
