"""From what was heard to what is believed: the labels of one turn.

The order is the argument: cues are gathered (moves_cues.py), questions sorted, listening told from echo, answers
from evasion, then conflicts are settled, above all that nothing said while lecturing, arguing or pressing counts as
listening. What stays below its floor is not claimed; a loss needs more confidence than a gain.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from voicecoach.session import Label
from voicecoach.understand.moves_answers import judge_answers
from voicecoach.understand.moves_asking import judge_questions
from voicecoach.understand.moves_cues import HARM, MANNERS, OFFER, Cue
from voicecoach.understand.moves_facts import judge_facts
from voicecoach.understand.moves_frame import Frame
from voicecoach.understand.moves_hearing import judge_listening
from voicecoach.understand.moves_lists import BACKCHANNEL
from voicecoach.vocabulary import MOVES


@dataclass
class Board:
    """The labels found so far, the surest of each move."""

    frame: Frame
    found: dict[str, Label] = field(default_factory=dict)

    def put(self, move: str, sure: float, span: tuple[int, int], why: str) -> None:
        """Notes a move; a second finding of the same move makes it a little surer."""
        old = self.found.get(move)
        if old is None:
            self.found[move] = Label(move, min(sure, 1.0), span[0], span[1], why)
            return
        best = old if old.confidence >= sure else Label(move, sure, span[0], span[1], why)
        both = min(0.99, max(old.confidence, sure) + 0.05)
        self.found[move] = Label(move, both, best.start, best.end, best.why)

    def drop(self, *moves: str) -> None:
        """Forgets moves."""
        for move in moves:
            self.found.pop(move, None)

    def sure(self, move: str) -> float:
        """Confidence in a move so far, 0 when it was not found."""
        return self.found[move].confidence if move in self.found else 0.0


FLOOR = {"earns": 0.5, "neutral": 0.5, "loses": 0.65}
_TO_ME = ("advise", "argue", "pressure", "insult", "assume")
_LISTENING = ("reflect", "echo", "summary", "accept_no", "insight", "fitted_option", "reframe", "cobuild")


def judge(frame: Frame) -> tuple[Label, ...]:
    """The labels of a turn, in the order of their evidence."""
    if not frame.said.words:
        return ()
    board = Board(frame)
    _cues(board, MANNERS + HARM)
    _offers(board)
    judge_facts(board)
    judge_questions(board)
    judge_answers(board)
    judge_listening(board)
    _settle(board)
    _nod(board)
    kept = [x for x in board.found.values() if x.confidence >= FLOOR[MOVES[x.move].kind]]
    return tuple(sorted(kept, key=lambda x: (x.start, x.end, x.move)))


def _cues(board: Board, cues: tuple[Cue, ...]) -> None:
    line = board.frame.said.line
    for cue in cues:
        if not board.frame.has(cue.needs):
            continue
        match = cue.pattern.search(line)
        if match and not (cue.unless and cue.unless.search(line)):
            board.put(cue.move, cue.sure, board.frame.said.place(match.start(), match.end()), cue.why)


def _offers(board: Board) -> None:
    """Offer cues: several different sales points make a pitch, one alone does not."""
    _cues(board, tuple(c for c in OFFER if c.move != "pitch"))
    line = board.frame.said.line
    hits = [m for c in OFFER if c.move == "pitch" and (m := c.pattern.search(line))]
    more = sum(len(c.pattern.findall(line)) for c in OFFER if c.move == "pitch")
    if hits:
        span = board.frame.said.place(min(m.start() for m in hits), max(m.end() for m in hits))
        sure = 0.55 if more == 1 else 0.75 if len(hits) == 1 else 0.85
        board.put("pitch", min(0.95, sure + 0.05 * (more > 3)), span, "presents the offer unasked")


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
    if "next_step" in board.found:
        board.drop("open_q")
    if board.sure("pressure") >= 0.65:
        board.drop("candour", "clarify")
    harm = max((board.sure(m) for m in _TO_ME), default=0.0)
    if harm >= 0.65:
        board.drop(*_LISTENING, "backchannel")
    elif board.sure("pitch") >= 0.7 or board.sure("ignore") >= 0.65:
        board.drop("reflect", "echo", "summary", "fitted_option")
    if board.sure("pitch") >= 0.7:
        board.drop("insight", "candour") if board.sure("candour") < 0.85 else board.drop("insight")
    if {"reflect", "summary"} & set(board.found):
        board.drop("canned", "echo") if "reflect" in board.found else board.drop("canned")
    if {"purpose", "fitted_option", "reframe"} & set(board.found):
        board.drop("assume") if board.sure("assume") < 0.9 else None
    if "accept_no" in board.found:
        board.drop("canned")
    if "reframe" in board.found:
        board.drop("insight")
    if "advise" in board.found and board.sure("insult") >= 0.65:
        board.drop("advise")


def _nod(board: Board) -> None:
    """A turn of nothing but `right, I see`."""
    words = board.frame.said.words
    if all(w in BACKCHANNEL for w in words) and len(words) <= 6 and not set(board.found) - {"canned"}:
        board.put("backchannel", 0.95, board.frame.said.span(0, len(words)), "only a nod")
