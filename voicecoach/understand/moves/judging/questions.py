"""The rep's questions: open, closed or leading; what is behind a refusal; what a problem leads to."""

from __future__ import annotations

import re

from voicecoach.understand.moves.features.heads import heads
from voicecoach.understand.moves.judging.board import Board
from voicecoach.understand.moves.reading.questions import Ask
from voicecoach.understand.moves.reading.words import Clause

_LEADS_TO = re.compile(
    r"\bwhat (?:does|do|did|would|will|could|might|has) (?:that|it|this|they|a \w+|one \w+"
    r"|the \w+)?[a-z ]{0,30}\b(?:mean|cost|do|lead|cause|change|take)\b[a-z ]{0,40}\b(?:you|your|the"
    r"|people|them|when|if|each|every|on a)\b"
    r"|\bhow (?:does|do|did|would|will|has|is|might|much does) (?:that|it|this|they|all \w+|the \w+"
    r"|not \w+)[a-z ]{0,30}\b(?:affect|affecting|influence|weigh|hit|touch|impact|show|land|cost|felt"
    r"|feel for|change|sit with|play out)\b"
    r"|\bwhere (?:does|would|will|did) (?:that|it|this)[a-z ]{0,10}\b(?:leave|lead|take)\b"
    r"|\bwhat (?:happens|happened|would happen|will happen|could happen"
    r"|might happen)\b[a-z ]{0,40}\b(?:if|when|to your|to you|to the|next time)\b|\b(?:if"
    r"|when) (?:nothing|it|that|this|things?)\b[a-z ]{0,30}\b(?:changes?|stays?|happens|goes on"
    r"|continues?|fails?)\b"
    r"|\bwhat (?:is|are|was|were) the (?:\w+ )?(?:consequences?|effects?|impact|knock on|results?"
    r"|upshot|price|cost)\b|\bwhat (?:else )?(?:suffers|gets left|has to wait|goes wrong|is at stake"
    r"|breaks)\b|\bwhat would (?:happen|it mean|follow|that do)\b|\bwho (?:else )?(?:feels|pays for"
    r"|suffers|gets hurt|picks up|takes the blame)\b"
)
_BEHIND = re.compile(
    r"\bwhat (?:is|was|lies|might be|could be) (?:it )?(?:behind|underneath|driving|the (?:worry"
    r"|concern|main|biggest|real|reason|one thing|thing|problem|catch)|worrying|holding|bothering"
    r"|missing|making|that (?:makes|made|worries|bothers|you))\b|\bwhat (?:makes|made|worries|worried"
    r"|bothers|bothered|concerns|puts|put|stops|stopped|happened|went wrong|did (?:they|he|she|it)"
    r"|was it|would (?:make|have to|i have to|need to|worry|put|stop|change)|exactly|do you mean"
    r"|have you heard|are you afraid|troubles|sounds?)\b"
    r"|\bcompared (?:with|to) (?:what|whom|who)\b|\bwhat (?:would|are|were|do) you (?:be )?(?:comparing"
    r"|compare|want to think|like to think|need to see|have to see|need to know|worry)\b|\b(?:too \w+"
    r"|high|expensive|dear) (?:compared|for what|in what|because)\b|\bhow (?:come|so|do you mean"
    r"|did (?:they|it|that|he))\b|\bwhy (?:is that|not|do you (?:say|feel|think)|that|is it)\b"
    r"|\bwhat do the others\b|\bsay (?:a (?:little|bit) )?more about (?:that|the|why)\b"
    r"|\btell me (?:what|more about|about) (?:happened|that|it|the|went|worries)\b"
    r"|\bwhat is (?:it )?(?:about|that)\b|\bwhat (?:sort|kind) of (?:disaster|trouble|problem"
    r"|experience|let down)\b"
)
_BEHIND_ANYWHERE = re.compile(
    r"\bwhat (?:is|was|lies) (?:it )?(?:about (?:this|it|that|us) that|behind (?:that|this|your|the|it)"
    r"|your (?:main |biggest |real )?(?:concern|worry|hesitation|doubt|reservation)|holding you"
    r"|making you hesitate|putting you off|the (?:main |biggest |real )?(?:concern|worry|reason"
    r"|hesitation))\b"
    r"|\bwhat (?:makes|made|would make|is making) you (?:\w+ )?(?:hesitate|say (?:no|that|so)|doubt"
    r"|unsure|reluctant|careful|wary|nervous|worried|feel (?:that|so|this))\b|\bwhat (?:worries"
    r"|concerns|bothers|troubles|frightens|would worry|holds) you(?: back)? (?:most|about|the)\b"
    r"|\bwhy (?:do|did) you say (?:no|that)\b"
)
_EITHER = re.compile(
    r"\b(?:is|was|are|were|or) (?:it|that|this|you)?\b.{0,60}\bor\b|\bor (?:is|was|have|has|are|do|did"
    r"|in|with|about|just|because|something)\b"
)
_NOT_QUESTIONS = (
    "permission",
    "next_step",
    "hypothetical_close",
    "injection",
    "insult",
    "greeting",
    "pressure",
    "reframe",
    "flattery",
    "offtopic",
)


_SOFT_TAG = re.compile(r" (?:right|correct|huh|fair|sense|what i mean|or not|or no|or what|good|okay|say|you think) $")


def judge_questions(board: Board) -> None:
    """Puts one label for each kind of question asked, the most telling one per clause."""
    frame = board.frame
    figures = heads(frame.said.text, frame.context.previous)
    real = [(c, a) for c, a in zip(frame.said.clauses, frame.asked, strict=True) if a.kind and a.kind != "leave"]
    marked = [(c, a) for c, a in zip(frame.said.clauses, frame.asked, strict=True) if not a.kind and c.mark == "?"]
    for clause, ask in real:
        if (
            ask.kind in {"rest", "tag", "wonder"}
            and figures["question"] < (0.4 if ask.kind == "tag" else 0.5)
            and clause.mark != "?"
            and ask.kind != "wonder"
        ):
            continue
        _one(board, clause, ask, figures["open"])
    for clause, _ in marked:
        if (
            len(clause.words) > 1
            and (figures["question"] >= 0.4 or " or " in clause.line)
            and not _covered(board, clause)
        ):
            board.put("closed_q", 0.6, (clause.start, clause.end), "asked by its tone alone")
            if frame.refused and frame.substance and (_EITHER.search(clause.line) or " or " in clause.line):
                board.put("clarify", 0.65, (clause.start, clause.end), "asks what is behind the refusal")


def _covered(board: Board, clause: Clause) -> bool:
    """Whether the clause is already something more than a question."""
    return any(
        m in board.found and board.found[m].start < clause.end and board.found[m].end > clause.start
        for m in _NOT_QUESTIONS
    )


def _one(board: Board, clause: Clause, ask: Ask, openness: float) -> None:
    frame = board.frame
    span = (clause.start, clause.end)
    if _covered(board, clause):
        return
    if ask.leading:
        board.put("leading_q", 0.85, span, "carries its own answer")
        return
    if ask.kind == "tag":
        kind = "closed_q" if _SOFT_TAG.search(clause.line) else "leading_q"
        board.put(kind, 0.65, span, "a statement that asks for a yes")
        return
    only = sum(bool(a.kind) for a in frame.asked) == 1
    is_open = ask.openness if not only else 0.7 * ask.openness + 0.3 * openness
    behind = frame.refused and frame.objected and bool(frame.before.words)
    if _LEADS_TO.search(clause.line) and ask.kind in {"wh", "request", "wonder"} and frame.substance:
        board.put("implication_q", 0.8, span, "asks what the problem leads to")
    elif (_BEHIND_ANYWHERE.search(clause.line) and (frame.substance or frame.context.heard)) or (
        behind and _BEHIND.search(clause.line) and " your " not in clause.line
    ):
        board.put("clarify", 0.85, span, "asks what is behind the refusal")
    elif behind and ask.kind in {"aux", "wh"} and _EITHER.search(clause.line):
        board.put("clarify", 0.75, span, "asks which it is")
    elif behind and is_open >= 0.5 and _refers(clause):
        board.put("clarify", 0.6, span, "asks about the client's objection")
    elif is_open >= 0.5:
        board.put("open_q", min(0.95, 0.5 + is_open / 2), span, "cannot be answered with one word")
    else:
        board.put("closed_q", min(0.95, 1 - is_open / 2), span, "yes, no or a number answers it")


def _refers(clause: Clause) -> bool:
    """Whether a short question points back at what the client just said: `why is that`, `what happened with them`."""
    return (
        len(clause.words) < 9
        and "your" not in clause.words
        and any(w in {"that", "them", "they", "he", "she", "it"} for w in clause.words)
    )
