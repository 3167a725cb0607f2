"""What the rep did, heard from the words: the public door of the labeller of moves.

    label(text, context)      -> the moves of a turn, each with its evidence and confidence
    scores(text, previous)    -> figures 0–1 for listening measures, where 0.5 decides

Pure and offline; a turn takes a few milliseconds. Rules and named features written by hand, weights over them fitted
on annotated conversations (figures only). Neither case nor punctuation is trusted. Text that is empty, garbled or in
another language gives no labels. How it is built, in the order in which a turn goes through it:

    reading/    words, clauses, numbers, questions: what was said and asked, whatever the recogniser's punctuation
    features/   named features of a turn and the weights over them: how likely it is a question, a reflection, advice
    cues/       wordings by which a move is heard, as tables
    judging/    what is believed of it: the turn in its frame, the board of labels, the rules that settle conflicts
"""

from __future__ import annotations

from voicecoach.session import Label
from voicecoach.understand.moves.features.heads import HEADS, heads, listening
from voicecoach.understand.moves.judging.frame import Context, Frame
from voicecoach.understand.moves.judging.judge import judge
from voicecoach.understand.moves.reading.lists import STOP
from voicecoach.understand.moves.reading.words import read

__all__ = ["VERSION", "Context", "label", "scores"]

VERSION = "moves-3"
"""Changes whenever labels may change; written into every session and debrief."""

_LONGEST = 4000
"""Characters of a turn that are looked at: about five minutes of speech."""
_NOTHING = Context()


def label(text: str, context: Context = _NOTHING) -> tuple[Label, ...]:
    """The moves of one turn of the rep, each with confidence and the span of `text` that gave it away.

    Nothing is claimed below a confidence of 0.5 (0.65 for moves that lose trust). Never raises for any text.
    """
    said = read(text[:_LONGEST])
    if not said.words or not _english(said.words):
        return ()
    return judge(Frame(said, context))


def scores(text: str, previous: str = "") -> dict[str, float]:
    """Figures 0–1 for one turn: question, open, reflection, complex, advice, input, empathy; 0.5 decides.

    `complex` is always 0.5: whether a reflection is complex is beyond what human raters agree on. `empathy` is meant to
    be averaged over a conversation; it is not a verdict on one turn.
    """
    found = heads(text[:_LONGEST], previous[-_LONGEST:])
    out = {head: round(found[head], 4) for head in HEADS}
    return {**out, "complex": 0.5, "empathy": round(listening(found), 4)}


def _english(words: tuple[str, ...]) -> bool:
    """Whether a long enough text has any of the little words that every English sentence has."""
    return len(words) < 5 or sum(w in STOP for w in words) / len(words) >= 0.15
