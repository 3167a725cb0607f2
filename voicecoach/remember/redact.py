"""Takes names, numbers and addresses out of text, and says what was taken out where.

Pure. English, by rule: it finds what stands in the known names, what follows words that introduce a name,
capitalised words that are no sentence's ordinary beginning, digits, number words and addresses, written or
spelled aloud. It would rather take out a word too many. Nobody should rely on it without listening.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

NAME, NUMBER, ADDRESS = "«name»", "«number»", "«e-mail»"
_MARKERS = re.compile("«(?:name|number|e-mail)»")

_NUMBER_WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "double triple dozen"
).replace(" ", "|")
_NUMBERS = re.compile(
    rf"[£$€]?\w*\d(?:[\w%]|[.,:/ -](?=\d))*%?|\b(?:(?:one|oh|and|point|a)[ -]+)*(?:{_NUMBER_WORDS})s?"
    rf"(?:[ ,-]+(?:(?:and|point|oh|one)[ ,-]+)*(?:{_NUMBER_WORDS}|one|oh)s?)*\b|\bone(?:[ -]+one)+\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|uk|io|eu|de|fr)\b"
    r"|\b\w+(?: (?:dot|underscore|dash|hyphen) \w+)* at \w+(?: (?:dot|dash|hyphen) \w+)+"
    r"|\b(?:www )?\w+ dot (?:com|org|net|co dot uk|uk|io|eu|de|fr)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:my name is|my name's|name is|this is|it's|it is|i'm|i am|call me|calling for|speak to|speak with|"
    r"talk to|talk with|ask for|regards from|mr|mrs|ms|miss|dr|mister|doctor|hi|hello|hey|dear|thanks|thank you)"
    r"\.?,? +(?=(?P<name>[a-z][\w'’-]+))",
    re.IGNORECASE,
)
_ORDINARY_WORDS = """
a about above actually after again ago ah ahead all almost alright also although always am an and another any
anyone anything anyway apparently are around as ask at away back bad based be because been before being believe
better between both brilliant bring business but bye by call calling can can't cannot certainly check clearly
come company could couldn't course day dear definitely did didn't different do does doesn't doing don't done
down during each early either else enough even ever every everybody everyone everything exactly excellent excuse
fair feel few fine first five for from further generally get give glad go going good goodbye got great had happy
hard has hasn't have haven't having he he'll he's hear hello help her here here's hey hi him his hm hmm hold
honestly how how's however huh i i'd i'll i'm i've if imagine in indeed instead interested interesting into is
isn't it it'd it'll it's its just keep kind know last late later least leave less let let's like listen little
long look looking lot lovely madam made make many may maybe me mean meanwhile might mine mm moment more morning
most mostly much must my myself need never nice no nobody none nope nor not nothing now obviously of off oh ok
okay old on once one only or other our ours out over perfect perhaps personally please point possibly probably
put quite rather really right same say second see seems several shall she she'll she's should shouldn't simply
since sir small so some somebody someone something sometimes soon sorry sort sounds speaking still stop such
suppose sure take tell terrific than thank thanks that that'd that'll that's the their them then there there's
these they they'd they'll they're they've thing things think this those though through time to today together
tomorrow tonight too totally true try two uh um under understand understood unless until up us usually very wait
want was wasn't we we'd we'll we're we've well were weren't what what's whatever when where where's whether
which while who who's whose why will with without won't wonderful would wouldn't yeah yep yes yesterday yet you
you'd you'll you're you've your yours yourself monday tuesday wednesday thursday friday saturday sunday january
february march april june july august september october november december
english mr mrs ms miss mister doctor dr
"""
"""Words that begin sentences with a capital and are no names."""

_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_ENDINGS = ("ing", "ed", "ly", "ness", "tion", "n't", "'s", "’s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Span(NamedTuple):
    """`text[start:end]` is to be replaced by `marker`."""

    start: int
    end: int
    marker: str


def find_names(
    texts: Iterable[str], known: Iterable[str] = (), cast: Iterable[str] = (), beside: str = ""
) -> frozenset[str]:
    """Names that occur in `texts`, with each part of the `known` ones and of the scenario's `cast`.

    A name in lower case is one however it is written; one with a capital (`Bakery`, of Marsh Lane Bakery) is a
    word as well, and a name only where it has its capital. `beside` is further text (the scenario's) that shows
    which words there are in lower case, and which bear a capital in the middle of a sentence.
    """
    texts = list(texts)
    seen_small = {w for text in (*texts, beside) for w in _WORD.findall(text) if w[0].islower()}
    names = {p.casefold() for p in _parts(known)}
    names |= {p if p.casefold() in seen_small else p.casefold() for p in _parts(cast)}
    for text in texts:
        for match in _INTRODUCED.finditer(text):
            word = match["name"]
            follows = text[match.end("name") :].lstrip()[:8].lower()
            cue = match[0].lower()
            sure = word[0].isupper() or "name" in cue or re.match(r"(from|with|here|calling)\b", follows)
            if sure and word.casefold() not in _ORDINARY and not word.casefold().endswith(_ENDINGS[:4]):
                names.add(_bare(word))
        for match in _WORD.finditer(text):
            word = match[0]
            plain = _bare(word)
            if not word[0].isupper() or plain in _ORDINARY or word.casefold() in _ORDINARY or len(plain) < 2:
                continue
            begins = re.search(r"(^|[.!?…:;\n—–\"“”]\s*)$", text[: match.start()]) is not None
            if begins and (plain in seen_small or plain.endswith(_ENDINGS[:5])):
                continue
            names.add(_trim(word) if plain in seen_small else plain)
    for match in re.finditer(r"(?<=[a-z,;] )[A-Z][\w'’-]+", beside):
        if len(plain := _bare(match[0])) > 1 and plain not in _ORDINARY:
            names.add(_trim(match[0]) if plain in seen_small else plain)
    return frozenset(names)


def _parts(known: Iterable[str]) -> Iterator[str]:
    for name in known:
        yield from (p for p in _WORD.findall(name) if len(p) > 1 and p.casefold() not in _ORDINARY)


def find(text: str, names: frozenset[str]) -> list[Span]:
    """What to take out of `text`, in order, without overlaps."""
    spans = [Span(m.start(), m.end(), ADDRESS) for m in _ADDRESSES.finditer(text)]
    spans += [Span(m.start(), m.end(), NUMBER) for m in _NUMBERS.finditer(text)]
    spans += [
        Span(m.start(), m.start() + len(_trim(m[0])), NAME)
        for m in _WORD.finditer(text)
        if _bare(m[0]) in names or m[0].casefold() in names or _trim(m[0]) in names
    ]
    taken = [m.span() for m in _MARKERS.finditer(text)]
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if any(a < span.end and span.start < b for a, b in taken):
            continue
        if out and span.start < out[-1].end:
            continue
        if out and span.marker == out[-1].marker == NAME and text[out[-1].end : span.start] == " ":
            out[-1] = out[-1]._replace(end=span.end)  # first and last name are one
        else:
            out.append(span)
    return out


def replace(text: str, spans: Iterable[Span]) -> str:
    """`text` with the markers in place."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + span.marker + text[span.end :]
    return text


def moved(offset: int, spans: Iterable[Span]) -> int:
    """Where a position of the old text lies in the new one; inside a marker, its beginning."""
    shift = 0
    for span in sorted(spans):
        if offset >= span.end:
            shift += len(span.marker) - (span.end - span.start)
        elif offset > span.start:
            return span.start + shift
    return offset + shift


def clean(text: str, names: frozenset[str]) -> str:
    """`text` without names, numbers and addresses."""
    return replace(text, find(text, names))


def _trim(word: str) -> str:
    return re.sub(r"['’]s$|['’-]+$", "", word)


def _bare(word: str) -> str:
    return _trim(word).casefold()
