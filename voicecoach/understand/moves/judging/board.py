"""The board: the labels that a turn has been given so far, the surest of each move, and where its evidence stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from voicecoach.session import Label
from voicecoach.understand.moves.judging.frame import Frame


@dataclass
class Board:
    """The labels found so far, the surest of each move."""

    frame: Frame
    found: dict[str, Label] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def put(self, move: str, sure: float, span: tuple[int, int], why: str) -> None:
        """Notes a move; a second finding of the same move makes it a little surer."""
        self.spans.setdefault(move, []).append(span)
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

    def covers(self, moves: Iterable[str], start: int, end: int) -> bool:
        """Whether any evidence of these moves lies within characters `start` to `end`."""
        return any(a < end and b > start for m in moves if m in self.found for a, b in self.spans[m])

    def sure(self, move: str) -> float:
        """Confidence in a move so far, 0 when it was not found."""
        return self.found[move].confidence if move in self.found else 0.0
