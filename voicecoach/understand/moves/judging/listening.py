"""Listening: reflection, echo, summary, and what only looks like them.

A reflection says something about the client that they said or feel, and adds meaning. An echo gives their words
back. A summary holds two or more things they said. Whoever never heard anything cannot reflect it: then it is a guess.
"""

from __future__ import annotations

import re
from itertools import pairwise

from voicecoach.understand.moves.features.heads import heads
from voicecoach.understand.moves.features.subjects import subject
from voicecoach.understand.moves.judging.board import Board
from voicecoach.understand.moves.judging.frame import person
from voicecoach.understand.moves.reading.lists import AUX, BACKCHANNEL, EVIDENCE, FEELINGS, NEGATION
from voicecoach.understand.moves.reading.words import Clause, content, read

_CUE = re.compile(
    r"\| (?:okay |right |yeah |well |mhm |and |but |alright )*(?:so|then) (?:it |that |this |there "
    r"|for |every |what |who |your |the |you|he|she|they|nobody|somebody|part |as |not |every|each"
    r"|nothing|somebody|everybody|\w+ (?:is|are|was|were|gets|lands|falls|means|feels|comes|goes) )"
    r"|\b(?:it |that |this )?(?:sounds?|seems?|feels?|looks?) (?:like|as if|as though|to me|that"
    r"|\w+ for)\b|\byou (?:sound|seem|feel|must (?:be|have|feel))\b|\b(?:that|it) (?:must|would"
    r"|sounds)\b|\bif i (?:hear|understand|get) you\b|\b(?:it|that) (?:seems|feels|must|sounds) (?:to )?(?:weigh|matter|bother|hurt|worry|trouble|tire|wear)\w*\b|\bno wonder\b|\bpart of you\b|\bas if\b"
    r"|\bwhat i (?:hear|am hearing)\b|\bi (?:hear|am hearing|get the sense|sense)\b (?:that |you |a "
    r"|how |in )"
)
_ABOUT_THEM = re.compile(
    r"\byou (?:\w+ )?(?:want|need|feel|felt|do not|did not|would|are|were|have|had|can not|could not"
    r"|shouldn|should not|never|only|carry|dread|worry|care|hate|love|like|hold|sat|stood|lost|put|get"
    r"|got|know|trust|bought|tried|said|mentioned|told)\b|\bfor you\b|\bto you\b|\byour\b|\bcost you\b"
    r"|\bleft you\b|\bon you\b|\byou and\b|\bof you\b|\bwith you\b|\bfrom you\b|\basks? you\b"
    r"|\byou are the one\b"
)
_SELF = re.compile(
    r"\b(?:i (?:am|was|have|will|would|can|could|think|know|believe|want|need|used|did|had|wanted|get"
    r"|got|learned|wonder)|my|mine|we (?:are|have|can|will|would|do|offer|could|did)|our|us)\b"
)
_SELF_OK = re.compile(
    r"\bi (?:hear|can hear|can see|see|sense|imagine|can imagine|get the sense|am hearing|understand)\b"
    r"|\bhearing (?:my|our)\b|\bwhen i (?:ring|call|say|ask)\b|\b(?:trusted|trust) us\b|\bi would (?:be"
    r"|feel|want)\b|\byou (?:think|do not want|feel|want)\b.{0,20}\b(?:me|my|us|our|i)\b"
)
_NAMED = ("identity", "purpose", "permission", "candour", "apology", "promise", "goodbye", "greeting", "next_step", "accept_no", "tell_offer",
          "flattery", "hypothetical_close", "cobuild", "insight", "offtopic", "injection", "fitted_option", "reframe", "canned", "summary")  # fmt: skip
_LEAVES = re.compile(
    r"\bthank(?:s| you)\b|\b(?:and )?(?:then )?you (?:tell me|decide|can say|say) (?:afterwards |then |me )?(?:if|whether"
    r"|what|when|no|stop)\b"
)
_FRAMES = re.compile(
    r"\b(?:it |that )?(?:sounds?|seems?) (?:to me )?(?:like|as if|as though|that)\b|\bwhat i (?:hear"
    r"|am hearing) is(?: that)?\b|\byou (?:are saying|said|say|told me|feel|mean|think)(?: that)?\b"
    r"|\bif i (?:hear|understand) you(?: right| correctly)?\b|\bi (?:hear|understand) (?:that|you say)\b"
)


def judge_listening(board: Board) -> None:
    """Labels `reflect`, `echo` and `summary`."""
    frame = board.frame
    stretches = _stretches(board)
    _contradiction(board)
    best: tuple[float, Clause | None, str] = (0.0, None, "")
    echoed: Clause | None = None
    for first, last in stretches:
        clauses = frame.said.clauses[first:last]
        words = tuple(w for c in clauses for w in c.words)
        if all(w in BACKCHANNEL for w in words):
            continue
        joined = Clause(words, clauses[0].first, clauses[-1].last, clauses[0].start, clauses[-1].end, clauses[-1].mark)
        if _is_echo(board, joined):
            echoed = echoed or joined
            continue
        sure = _reflects(board, joined, clauses)
        if sure > best[0]:
            best = (sure, joined, "says what the client means or feels")
    if echoed is not None and best[0] < 0.6:
        board.put("echo", 0.8, (echoed.start, echoed.end), "the client's own words, nothing added")
    elif best[1] is not None:
        board.put("reflect", best[0], (best[1].start, best[1].end), best[2])
    _summary(board, stretches)


def _stretches(board: Board) -> list[tuple[int, int]]:
    """Runs of clauses that ask nothing and are not already something else."""
    frame = board.frame
    out: list[tuple[int, int]] = []
    begin: int | None = None
    for i, (clause, ask) in enumerate(zip(frame.said.clauses, frame.asked, strict=True)):
        covered = board.covers(_NAMED, clause.start, clause.end) or bool(_LEAVES.search(clause.line))
        plain = (not ask.kind or (ask.kind == "tag" and not ask.leading)) and not covered
        if plain and begin is None:
            begin = i
        if not plain and begin is not None:
            out.append((begin, i))
            begin = None
    if begin is not None:
        out.append((begin, len(frame.said.clauses)))
    return out


def _contradiction(board: Board) -> None:
    """`It's the nurses` answered with `it isn't the nurses`: the same matter, the sign turned, nothing of the client in it."""
    frame = board.frame
    if not frame.objected:
        return
    for clause, ask in zip(frame.said.clauses[:2], frame.asked[:2], strict=True):
        if ask.kind or _CUE.search("|" + clause.line) or {"you", "your", "i"} & set(clause.words):
            continue
        if frame.borrowed_share(clause.first, clause.last) >= 0.5:
            continue
        negated = sum(w in NEGATION for w in clause.words) % 2
        for theirs in frame.before.clauses:
            same = set(content(clause.words)) & set(content(theirs.words))
            if same and negated and not any(w in NEGATION for w in theirs.words) and len(clause.words) < 9:
                board.put("argue", 0.7, (clause.start, clause.end), "turns round what the client said")


_LEAD_IN = frozenset({"so", "and", "but", "okay", "yeah", "right", "mhm", "well", "oh", "alright"})


def _is_echo(board: Board, said: Clause) -> bool:
    """Whether a stretch gives back the client's words, and what it adds carries no meaning."""
    frame = board.frame
    rest = tuple(_FRAMES.sub(" ", said.line).split())
    mine = set(content(rest))
    if not mine:
        if frame.borrowed_share(said.first, said.last) >= 0.6:
            return True
        opened = next((i for i, w in enumerate(rest) if w not in _LEAD_IN), len(rest))
        small = [person(w) for w in rest[opened:]]
        turns = [[person(w) for w in read(t).words] for t in (*frame.context.heard[-8:], frame.context.previous)]
        telling = len(small) > 2 or bool(set(small) - AUX - {"that", "it", "this", "a", "lot", "<p>", "<be>"})
        return telling and 1 < len(small) <= 14 and any(set(pairwise(small)) <= set(pairwise(t)) for t in turns)
    said_before = [set(content(read(t).words)) for t in (*frame.context.heard[-8:], frame.context.previous)]
    if not any(mine <= t for t in said_before):
        return False
    if frame.borrowed_share(said.first, said.last) >= 0.6:
        return True
    adds = {"you", "your"} & set(rest) and {"not", "only", "still", "must", "alone", "always", "never", "nobody"} & set(
        rest
    ) - set(frame.before.words)
    return not adds and len(rest) <= max(len(frame.before.words), 4) + 5


def _reflects(board: Board, said: Clause, clauses: tuple[Clause, ...]) -> float:
    """How sure it is (0–1) that a stretch reflects the client: fitted figure and plain evidence together."""
    frame = board.frame
    mine = set(content(said.words))
    shared = bool(mine & frame.all_theirs)
    if not frame.substance and not shared:
        return 0.0  # whoever heard nothing cannot give it back
    figures = heads(frame.said.text[said.start : said.end], frame.context.previous)
    evidence = sum(weight for weight, holds in _evidence(board, said, clauses, shared) if holds)
    sure = 0.45 * figures["reflection"] + 0.75 * max(0.0, min(1.0, evidence))
    if figures["lectures"]:
        sure *= 0.7
    return min(0.97, sure)


def _evidence(board: Board, said: Clause, clauses: tuple[Clause, ...], shared: bool) -> tuple[tuple[float, bool], ...]:
    """What speaks for a reflection and what against it, each with its weight."""
    frame = board.frame
    line = "| " + " | ".join(" ".join(c.words) for c in clauses) + " |"
    words = set(said.words)
    cue = bool(_CUE.search(line))
    feeling = bool(words & FEELINGS)
    about = bool(_ABOUT_THEM.search(line)) or "you" in words
    who = subject(clauses[0])[0]
    given_back = frame.borrowed_share(said.first, said.last)
    own = bool(_SELF.search(line)) and not _SELF_OK.search(line) and given_back < 0.4
    return (
        (0.3, cue),
        (0.3, about),
        (0.1, about and not own),
        (0.15, not about and "your" in words),
        (0.2, shared),
        (0.2, feeling),
        (0.2, who == "you"),
        (0.1, who in {"they", "he", "it"} and shared),
        (-0.45, own),
        (-0.2, not (cue or about or feeling)),
        (-0.15 * len(words & EVIDENCE), True),
        (-0.3, len(said.words) < 3 and not feeling),
        (-0.2, len(said.words) > 45),
        (-0.15, who in {"i", "we"} and own),
        (-0.35, bool(frame.client_asks) and not frame.refused),
        (-0.4, not content(said.words) and not feeling and not (about and len(said.words) > 5)),
        (-0.4, given_back > 0.9),
    )


def _summary(board: Board, stretches: list[tuple[int, int]]) -> None:
    """Two or more things the client said, drawn together: announced, or plainly there."""
    frame = board.frame
    if "summary" in board.found:
        told = [c for c, a in zip(frame.said.clauses, frame.asked, strict=True) if not a.kind]
        words = tuple(w for c in told for w in c.words)
        mine = set(content(words))
        known = bool(frame.context.heard)
        theirs = len(mine & frame.all_theirs) >= 2 or frame.borrowed_share(0, len(frame.said.words)) >= 0.25
        whose = {"you", "your"} & set(words) or frame.borrowed_share(0, len(frame.said.words)) >= 0.25
        if (known and not theirs) or len(words) < 8 or not whose:
            board.drop("summary")
        return
    heard = [set(content(read(t).words)) for t in frame.context.heard[-12:]]
    for first, last in stretches:
        clauses = frame.said.clauses[first:last]
        words = tuple(w for c in clauses for w in c.words)
        mine = set(content(words))
        points = sum(len(mine & h) >= 2 for h in heard)
        if (
            points >= 2
            and len(words) >= 14
            and len(mine & frame.all_theirs) >= 5
            and words.count("you") + words.count("your") >= 2
        ):
            board.put(
                "summary",
                0.7,
                (clauses[0].start, clauses[-1].end),
                "draws together what the client said in several turns",
            )
