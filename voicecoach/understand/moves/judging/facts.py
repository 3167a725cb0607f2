"""What the scenario knows: words of the client's world (relevance), and claims that clash with the product sheet."""

from __future__ import annotations

from voicecoach.understand.moves.judging.board import Board
from voicecoach.understand.moves.reading.lists import AUX, DETERMINERS, NEGATION, PREPOSITIONS
from voicecoach.understand.moves.reading.numbers import quantities
from voicecoach.understand.moves.reading.words import content, read, stem


def judge_facts(board: Board) -> None:
    """Labels `relevance` and flags `deceive`; whether a clash is a deception is for the director to say."""
    frame = board.frame
    span = frame.world_word()
    if span and (any(a.kind for a in frame.asked) or {"insight", "purpose", "permission"} & set(board.found)):
        board.put("relevance", 0.8, span, "names something of the client's world")
    for claim in frame.context.not_true:
        _clash(board, claim)
    _wrong_numbers(board)


def _meaning(words: tuple[str, ...]) -> set[str]:
    """What a claim says: its content words, or for one made of little words (`nobody goes back`) all but the grammar."""
    full = set(content(words))
    return full if len(full) > 1 else full | {stem(w) for w in words if w not in AUX | DETERMINERS | PREPOSITIONS}


def _clash(board: Board, claim: str) -> None:
    """A statement that says what the sheet calls false: most of its meaning is there, and the same sign."""
    frame = board.frame
    false = read(claim)
    want = _meaning(false.words)
    if not want:
        return
    negated = _negated(false.words)
    sheet = [_meaning(read(line).words) for line in frame.context.offer]
    clauses = frame.said.clauses
    for i, ask in enumerate(frame.asked):
        clause, words = clauses[i], clauses[i].words + (clauses[i + 1].words if i + 1 < len(clauses) else ())
        if ask.kind or frame.borrowed_share(clause.first, clause.last) >= 0.5:
            continue
        have = _meaning(clause.words) if len(want & _meaning(clause.words)) == len(want) else _meaning(words)
        share = len(want & have) / len(want)
        true = max((len(have & line) / max(1, len(have)) for line in sheet), default=0.0)
        if share >= 0.7 and share > true and _negated(clause.words) == negated:
            board.put("deceive", 0.8, (clause.start, clause.end), "clashes with the product sheet")


def _negated(words: tuple[str, ...]) -> bool:
    return sum(w in NEGATION for w in words) % 2 == 1


def _wrong_numbers(board: Board) -> None:
    """A price, share or time that the sheet does not hold, where the sheet has one of the same unit and thing."""
    sheet = [
        (value, unit, set(content(read(line).words)))
        for line in board.frame.context.offer
        for value, unit in quantities(read(line).words)
    ]
    if not sheet:
        return
    theirs = {
        q for turn in (*board.frame.context.heard, board.frame.context.previous) for q in quantities(read(turn).words)
    }
    for clause, ask in zip(board.frame.said.clauses, board.frame.asked, strict=True):
        if ask.kind:
            continue
        about = set(content(clause.words))
        for value, unit in quantities(clause.words):
            same = [v for v, u, words in sheet if u == unit and len(words & about) >= 2]
            known = {v for v, u, _ in sheet if u == unit}
            if same and value not in known and (value, unit) not in theirs:
                board.put("deceive", 0.7, (clause.start, clause.end), "a figure that is not on the product sheet")
