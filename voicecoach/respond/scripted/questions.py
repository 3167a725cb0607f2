"""What the rep asked, and what this client has to say to it; and the rep's own words to take up.

Cues are looked for in the words alone, since a recogniser gives no punctuation to rely on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from voicecoach.respond.matching import cue_at, words
from voicecoach.scenario import Answer, Fact, Locked, Scenario


@dataclass(frozen=True)
class Found:
    """What a question is about: `says` are wordings of the answer; `locked` is a hidden thing it touches."""

    says: tuple[str, ...] = ()
    locked: Locked | None = None
    open: bool = True
    """False when it is not for this rep's ears yet."""
    since: int = 0
    cues: tuple[str, ...] = ()


def asks(text: str, pack: ModuleType | None) -> bool:
    """Whether the rep asks something, by the shape of the words."""
    return "?" in text or bool(_question_starts(text, pack))


def asks_plainly(text: str, pack: ModuleType | None) -> bool:
    """The same, leaving out pairs like “is there”, which stand in the middle of statements just as well."""
    w = words(text)
    weak = {"is", "are", "was", "were", "has", "have", "would", "does"}
    return "?" in text or any(w[i] not in weak or not i for i in _question_starts(text, pack))


def wants_fact(text: str, pack: ModuleType | None) -> bool:
    """Whether the question wants a figure, a name, a date: something one knows or does not."""
    return pack is not None and any(_has_pair(text, pair) for pair in pack.WANTS_A_FACT)


def _has_pair(text: str, pair: str) -> bool:
    return f" {pair} " in f" {' '.join(words(text))} "


def _question_starts(text: str, pack: ModuleType | None) -> list[int]:
    """Where questions seem to begin (index of the word)."""
    if pack is None:
        return []
    w = words(text)
    starts = [i for i in range(len(w) - 1) if f"{w[i]} {w[i + 1]}" in pack.ASKING_PAIRS]
    first = next((i for i, word in enumerate(w) if word not in pack.FILLERS), None)
    if first is not None and w[first] in pack.ASKING_FIRST:
        starts.append(first)
    return sorted(set(starts))


def answers_to(scenario: Scenario, text: str, level: int, facts: Iterable[str], pack: ModuleType | None) -> list[Found]:
    """Everything in the scenario that the question touches, the best first.

    The question itself counts most, so its last part is tried before the whole turn; a longer cue beats
    a shorter one, a higher level that has been reached a lower one, and what was asked last what was first.
    """
    starts = _question_starts(text, pack)
    tail = " ".join(words(text)[starts[-1] :]) if starts else text
    found = _matches(scenario, tail, level, frozenset(facts))
    return found or (_matches(scenario, text, level, frozenset(facts)) if tail != text else [])


def _matches(scenario: Scenario, text: str, level: int, facts: frozenset[str]) -> list[Found]:
    ranked: list[tuple[tuple[int, int, int, int], Found]] = []
    parts = list(_answerable(scenario))
    heard = [_best_cue(text, part.asked) for part, _ in parts]
    said = {cue for (part, _), (width, _) in zip(parts, heard, strict=True) if width for cue in part.asked}
    for order, (part, since) in enumerate(parts):
        width, at = heard[order]
        if isinstance(part, Locked):
            found = Found(locked=part, open=part.id in facts, since=since, cues=part.asked)
        else:
            found = Found(says=part.says, open=level >= since, since=since, cues=part.asked)
        if not width and not (found.open and since and said & set(part.asked)):
            continue  # neither asked for, nor the later answer to what was
        said_on_purpose = since + 1 if found.open and found.locked is None else 0
        ranked.append(((width, said_on_purpose, at, -order), found))
    in_order = [f for _, f in sorted(ranked, key=lambda r: r[0], reverse=True)]
    return [f for f in in_order if not any(_replaced(f, other) for other in in_order)] or in_order


def _replaced(old: Found, new: Found) -> bool:
    """What was said while closed is not said again once there is more to say on the same question."""
    return new.open and old.open and old.since < new.since and bool(set(old.cues) & set(new.cues))


def _answerable(scenario: Scenario) -> Iterator[tuple[Fact | Answer | Locked, int]]:
    for answer in scenario.answers:
        yield answer, answer.level
    for fact in scenario.public:
        yield fact, 0
    for locked in scenario.locked:
        yield locked, locked.level


def _best_cue(text: str, cues: Iterable[str]) -> tuple[int, int]:
    """Width in words and place of the widest cue heard; (0, −1) when none was."""
    best = (0, -1)
    for cue in cues:
        at = cue_at(text, cue)
        if at >= 0:
            best = max(best, (len(words(cue)), at))
    return best


def thing_said(text: str, pack: ModuleType | None, world: Iterable[str]) -> str:
    """A thing the rep spoke of, turned to the client's side: “your weekend rota” gives “my weekend rota”.

    Empty when none can be taken up with certainty: a wrong echo is worse than none.
    """
    if pack is None:
        return ""
    known = (pack.NOUNS | {w for phrase in world for w in words(phrase)[-1:]}) - pack.NOT_ECHOED
    w = words(text)
    best: tuple[int, str] = (0, "")
    i = 0
    while i < len(w):
        start = i
        while i < len(w) and (w[i] in known or w[i] in pack.MODIFIERS):
            i += 1
        end = i
        while end > start and w[end - 1] not in known:
            end -= 1
        if start < end <= start + 3:
            phrase = _turned(w, start, end, pack)
            value = 2 * (end - start) + (3 if any(x in known - pack.NOUNS for x in w[start:end]) else 0)
            if phrase and value >= best[0]:
                best = (value, phrase)
        i = max(i, start + 1)
    return best[1]


def _turned(w: tuple[str, ...], start: int, end: int, pack: ModuleType) -> str:
    """The phrase with its article or owner, or nothing where a bare word could be half of something."""
    before = w[start - 1] if start else ""
    head = w[end - 1]
    phrase = " ".join(w[start:end])
    if before in pack.TURNED:
        owner = pack.TURNED[before]
        return f"{owner} {phrase}"
    plural = head.endswith("s") and not head.endswith("ss")
    return phrase if plural and before in pack.BEFORE_PLURALS else ""
