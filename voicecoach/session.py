"""Values that every stage shares: a label, a turn, the state of trust, a session's card.

Times are seconds on the session clock (0 is the start of the call); sound is mono int16.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

SCHEMA = 1
"""Version of the session folder's format; see docs/session-format.md."""

RATE = 16_000
"""Sample rate of everything that is heard (Hz)."""

BLOCK = 512
"""Samples in one block of heard sound: 32 ms, one frame of the speech detector."""

Who = Literal["rep", "client"]
Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


class Word(NamedTuple):
    """One recognised word and when it was said (s, session clock)."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Label:
    """One move heard in a turn: its evidence is `text[start:end]` of the turn's words.

    `confidence` is 0–1. A move given by the clock (`waits`, `silence`, …) has an empty span.
    """

    move: str
    confidence: float = 1.0
    start: int = 0
    end: int = 0
    why: str = ""


@dataclass(frozen=True)
class Trust:
    """The state of the alliance as others may see it (see respond/alliance for how it moves)."""

    alliance: int  # A, 0–100
    reactance: int  # R, 0–100
    patience: int  # P, 0–100
    impression: int  # I, −2…+2
    level: int  # L, 0–5
    ceiling: int = 100  # C


@dataclass(frozen=True)
class Change:
    """Why the state moved: one move's share, as it was really applied after gain, caps and cancelling."""

    move: str
    alliance: float = 0.0
    reactance: float = 0.0
    patience: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Card:
    """What a session's `session.json` says before anything happened."""

    id: str
    created: str  # ISO 8601 with offset
    scenario: str
    title: str
    difficulty: Difficulty
    seed: int
    rep: str = ""
    hearing: str = ""  # how the rep was heard: microphone name, recordings, typed
    recogniser: str = ""
    voice: str = ""
    client: str = "built-in"
    remote: tuple[str, ...] = ()  # endpoints outside this machine that the user named
    program: str = ""  # voicecoach's version
    schema: int = SCHEMA
    rate_rep: int = RATE
    rate_client: int = 22_050
    extra: Mapping[str, Any] = field(default_factory=dict)
