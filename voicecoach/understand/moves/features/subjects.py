"""Features of who a statement is about and what shape it has: who does what kind of thing, orders, bare states."""

from __future__ import annotations

from voicecoach.understand.moves.reading.lists import (
    BACKCHANNEL,
    DETERMINERS,
    FEEL_VERBS,
    FEELINGS,
    OBJECTS,
    OBLIGE,
    OPENERS,
    STATE_VERBS,
    STOP,
    SUBJECTS,
)
from voicecoach.understand.moves.reading.words import Clause, Utterance, content


def subject(clause: Clause) -> tuple[str, int]:
    """Who a clause is about (`you`, `i`, `we`, `they`, `he`, `it`, `there`, `noun`, `none`) and where the word stands."""
    words = clause.words
    i = 0
    while i < len(words) and words[i] in OPENERS | {"that", "if", "when", "like"} and words[i] not in SUBJECTS:
        i += 1
    for k in range(i, min(i + 3, len(words))):
        word = words[k]
        if word in SUBJECTS:
            return ("he" if word == "she" else word), k
        if word in {"that", "this", "there"}:
            return "it", k
    return ("noun" if i < len(words) else "none"), i


def subjects(out: dict[str, float], told: list[Clause]) -> None:
    """Who the statements are about, as shares, and what is said of `you`."""
    if not told:
        return
    counts: dict[str, float] = {}
    for clause in told:
        who, at = subject(clause)
        counts[who] = counts.get(who, 0) + 1
        if who == "you":
            _about_you(out, clause.words[at + 1 : at + 6])
        if who == "i":
            _about_me(out, clause.words[at + 1 : at + 5])
    for who, n in counts.items():
        out[f"about {who}"] = n / len(told)
    first, _ = subject(told[0])
    out[f"begins about {first}"] = 1.0
    last, _ = subject(told[-1])
    out[f"ends about {last}"] = 1.0
    out["any about you"] = float("you" in counts)


def _about_you(out: dict[str, float], after: tuple[str, ...]) -> None:
    """What kind of verb `you` has: a state reads the other, an obligation orders them about."""
    words = set(after[:3])
    if words & FEEL_VERBS or set(after) & FEELINGS:
        out["you feel"] = 1.0
    if words & STATE_VERBS:
        out["you want, think, know"] = 1.0
    if after[:1] and after[0] in OBLIGE and not (after[0] in {"have", "has"} and "to" not in after[1:2]):
        out["you have to"] = 1.0
    if after[:1] in (("can",), ("could",), ("may",)) and "not" not in after[1:2]:
        out["you can"] = 1.0
    if words & {"not", "never"}:
        out["you do not"] = 1.0
    if after[:1] in (("are",), ("were",)):
        out["you are"] = 1.0
    if len(after) > 1 and after[0] == "are" and after[1].endswith("ing") and after[1] != "going":
        out["you are doing"] = 1.0
    if after[:1] == ("have",) and len(after) > 1 and after[1] != "to":
        out["you have done"] = 1.0
    if after[:1] and after[0].endswith("ed") and len(after[0]) > 4:
        out["you did"] = 1.0
    if after[:1] in (("would",), ("will",)):
        out["you would"] = 1.0


def _about_me(out: dict[str, float], after: tuple[str, ...]) -> None:
    """What kind of verb `I` has: hearing and seeing listen, thinking and recommending tell."""
    words = set(after)
    if words & {"hear", "hearing", "heard"}:
        out["i hear"] = 1.0
    elif words & {"understand", "appreciate", "see", "get"}:
        out["i understand"] = 1.0
    elif words & {"think", "believe", "know", "mean", "guess"}:
        out["i think"] = 1.0
    elif words & {"want", "need", "recommend", "suggest", "advise", "encourage", "like"}:
        out["i want"] = 1.0
    elif words & {"will", "going", "can", "am"}:
        out["i will"] = 1.0


_IMPERATIVE_STARTS = frozenset(
    {"just", "please", "also", "and", "then", "so", "but", "maybe", "okay", "now", "or", "well"}
)


_AFTER_AN_ORDER = DETERMINERS | OBJECTS | {"up", "out", "on", "down", "back", "off"}


def _may_order(word: str) -> bool:
    """Whether an unknown word at the head of a clause looks like a plain verb."""
    return word not in STOP and not word.endswith(("ing", "ed", "ly", "s"))


def shapes(out: dict[str, float], told: list[Clause], before: Utterance) -> None:
    """Shapes of statements: an order without a subject, a few words that name a feeling, a judgement of what was said."""
    for clause in told:
        words = [w for w in clause.words if w not in _IMPERATIVE_STARTS]
        if len(words) > 2 and _may_order(words[0]) and words[1] in _AFTER_AN_ORDER:
            out["shape of an order"] = 1.0
        if words and words[0].endswith("ing") and len(words) < 9:
            out["begins with an -ing"] = 1.0
        if words and words[0].endswith(("ed", "ful", "ous", "ble")) and len(words) < 6:
            out["begins with a state"] = 1.0
    nods = all(w in BACKCHANNEL for w in before.words)
    first = told[0].words if told else ()
    who = subject(told[0])[0] if told else ""
    out["goes on after a nod"] = float(nods and bool(before.words))
    out["goes on about you after a nod"] = float(nods and bool(before.words) and who == "you")
    out["one short statement"] = float(len(told) == 1 and 2 < len(first) < 13)
    out["one short statement about you"] = float(len(told) == 1 and len(first) < 15 and who == "you")
    out["one short statement about it"] = float(len(told) == 1 and len(first) < 12 and who == "it")
    out["about them and taken up"] = float(
        who in {"they", "he", "noun"} and bool(set(content(first)) & set(content(before.words)))
    )
    out["many statements of mine"] = float(sum(subject(c)[0] in {"i", "we"} for c in told) > 2)
