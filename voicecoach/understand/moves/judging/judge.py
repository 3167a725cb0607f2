"""From what was heard to what is believed: the labels of one turn.

The order is the argument: cues are gathered (cues/cue.py), questions sorted, listening told from echo, answers
from evasion, then conflicts are settled, above all that nothing said while lecturing, arguing or pressing counts as
listening. What stays below its floor is not claimed; a loss needs more confidence than a gain.
"""

from __future__ import annotations

from voicecoach.session import Label
from voicecoach.understand.moves.cues.contact import CONTACT, HONESTY
from voicecoach.understand.moves.cues.cue import Cue
from voicecoach.understand.moves.cues.harm import HARM
from voicecoach.understand.moves.cues.offer import BUILDING, SELLING
from voicecoach.understand.moves.judging.answers import judge_answers
from voicecoach.understand.moves.judging.board import Board
from voicecoach.understand.moves.judging.facts import judge_facts
from voicecoach.understand.moves.judging.frame import Frame
from voicecoach.understand.moves.judging.listening import judge_listening
from voicecoach.understand.moves.judging.questions import judge_questions
from voicecoach.understand.moves.reading.lists import BACKCHANNEL
from voicecoach.understand.moves.reading.words import Utterance, content, read
from voicecoach.vocabulary import MOVES

FLOOR = {"earns": 0.5, "neutral": 0.5, "loses": 0.65}
_COSTLY = {"pitch": 0.65, "next_step": 0.6}
"""Neutral by themselves, but a loss when they come too early: they need more than a hint."""
_MAY_BORROW = frozenset({"greeting", "goodbye", "summary", "injection", "identity"})
_TO_ME = ("advise", "argue", "pressure", "insult", "assume")
_LISTENING = ("reflect", "echo", "summary", "accept_no", "insight", "fitted_option", "reframe", "cobuild")


def judge(frame: Frame) -> tuple[Label, ...]:
    """The labels of a turn, in the order of their evidence."""
    if not frame.said.words:
        return ()
    board = Board(frame)
    _cues(board, CONTACT + HONESTY + HARM + BUILDING)
    _offers(board)
    judge_facts(board)
    judge_questions(board)
    judge_answers(board)
    judge_listening(board)
    _settle(board)
    _nod(board)
    kept = [x for x in board.found.values() if x.confidence >= _COSTLY.get(x.move, FLOOR[MOVES[x.move].kind])]
    return tuple(sorted(kept, key=lambda x: (x.start, x.end, x.move)))


def _cues(board: Board, cues: tuple[Cue, ...]) -> None:
    """Puts every cue that is heard; words that only give back the client's own are no cue of the rep's."""
    said = board.frame.said
    for cue in cues:
        if not board.frame.has(cue.needs):
            continue
        where = _heard(cue, said)
        if where is None:
            continue
        first, last = where
        if cue.move not in _MAY_BORROW and board.frame.borrowed_share(first, last) >= 0.6:
            continue
        if cue.move in {"assume", "offtopic"} and _client_said(board.frame, first, last):
            continue
        board.put(cue.move, cue.sure, said.span(first, last), cue.why)


def _client_said(frame: Frame, first: int, last: int) -> bool:
    """Whether what stands around these words is the client's own matter: a need they expressed, a thing of their world."""
    around = next((c for c in frame.said.clauses if c.first <= first < c.last), None)
    mine = set(content(around.words if around else frame.said.words[first:last]))
    theirs = frame.all_theirs | {
        s for line in (*frame.context.world, *frame.context.offer) for s in content(read(line).words)
    }
    return bool(mine) and len(mine & theirs) / len(mine) >= 0.6


def _heard(cue: Cue, said: Utterance) -> tuple[int, int] | None:
    """The words in which a cue is heard: with clause boundaries, or else without them, as those are guesses."""
    loose = ".{" not in cue.pattern.pattern
    for line in (said.line, said.unbroken) if loose else (said.line,):
        match = cue.pattern.search(line)
        if match and not (cue.unless and cue.unless.search(line)):
            before = sum(1 for w in line[: match.start()].split() if w != "|")
            inside = sum(1 for w in match.group().split() if w != "|")
            return before, before + max(inside, 1)
    return None


def _offers(board: Board) -> None:
    """Offer cues: several different sales points make a pitch, one alone does not."""
    _cues(board, tuple(c for c in SELLING if c.move != "pitch"))
    f = board.frame
    heard = [(c, w) for c in SELLING if c.move == "pitch" and (w := _heard(c, f.said))]
    heard = [(c, w) for c, w in heard if f.borrowed_share(*w) < 0.6]
    if heard:
        span = f.said.span(min(w[0] for _, w in heard), max(w[1] for _, w in heard))
        more = sum(len(c.pattern.findall(f.said.line)) for c, _ in heard) - 1
        board.put(
            "pitch",
            min(0.95, max(c.sure for c, _ in heard) + 0.2 * (len(heard) - 1) + 0.1 * (more > 1)),
            span,
            "presents the offer unasked",
        )


def _settle(board: Board) -> None:
    """What cannot stand beside what."""
    f = board.frame
    if f.advice_asked and "advise" in board.found:
        old = board.found.pop("advise")
        board.put("advice_asked", old.confidence, (old.start, old.end), "the client asked for advice")
    if "injection" in board.found:
        board.drop(*(m for m in list(board.found) if m != "injection"))
    if "hypothetical_close" in board.found:
        board.drop(
            "open_q", "closed_q", "implication_q", "fitted_option", "clarify", "next_step", "leading_q", "insight"
        )
    _settle_harm(board)
    _settle_listening(board)


def _settle_harm(board: Board) -> None:
    """A turn that presses, argues or lectures is not listening, whatever words it uses."""
    if board.sure("pressure") >= 0.65:
        board.drop("candour", "clarify")
        if board.sure("advise") < 0.88 and _same_clause(board, "advise", "pressure"):
            board.drop("advise")
        if board.sure("pitch") < 0.75:
            board.drop("pitch")
    if {"purpose", "fitted_option", "reframe"} & set(board.found) and board.sure("assume") < 0.9:
        board.drop("assume")
    if {"fitted_option", "accept_no"} & set(board.found) and board.sure("advise") < 0.85:
        board.drop("advise")
    harm = max((board.sure(m) for m in _TO_ME), default=0.0)
    if harm >= 0.65:
        board.drop(*_LISTENING, "backchannel")
    elif board.sure("pitch") >= 0.7 or board.sure("ignore") >= 0.65:
        board.drop("reflect", "echo", "summary", "fitted_option")
    if board.sure("pitch") >= 0.7:
        board.drop("insight", *(() if board.sure("candour") >= 0.85 else ("candour",)))
    if "advise" in board.found and board.sure("insult") >= 0.65:
        board.drop("advise")


def _settle_listening(board: Board) -> None:
    """Of several names for the same good words, the most telling one stays."""
    if "next_step" in board.found:
        board.drop("open_q")
    if "summary" in board.found:
        board.drop("reflect", "echo", "canned", "insight", "assume")
    if "reflect" in board.found:
        board.drop("echo")
    if "accept_no" in board.found:
        board.drop("canned")
        if _same_clause(board, "permission", "accept_no"):
            board.drop("permission")
    if "apology" in board.found and _same_clause(board, "candour", "apology"):
        board.drop("candour")
    if "reframe" in board.found:
        board.drop("insight")
    if {"reflect", "echo", "summary"} & set(board.found) and board.sure("answer") <= 0.6:
        board.drop("answer")
    if {"identity", "purpose"} & set(board.found) and board.sure("reflect") < 0.8:
        board.drop("reflect")


def _same_clause(board: Board, one: str, other: str) -> bool:
    """Whether all evidence of `one` lies in clauses that hold evidence of `other`."""
    if one not in board.found or other not in board.found:
        return False
    homes = [(c.start, c.end) for c in board.frame.said.clauses if board.covers((other,), c.start, c.end)]
    return all(any(a < end and b > start for start, end in homes) for a, b in board.spans[one])


def _nod(board: Board) -> None:
    """A turn of nothing but `right, I see`."""
    words = board.frame.said.words
    if all(w in BACKCHANNEL for w in words) and len(words) <= 6 and not set(board.found) - {"canned"}:
        board.put("backchannel", 0.95, board.frame.said.span(0, len(words)), "only a nod")
