"""What one rehearsal is made of: its backends, how the client keeps time, and who has the floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.conversation.listening import Listening
from voicecoach.conversation.reply import Speaking, Speech
from voicecoach.conversation.timeline import Timeline
from voicecoach.ports import Direction, Ears, Memory, Mouth, Recogniser, View
from voicecoach.respond import director
from voicecoach.session import Label


def no_reflex(direction: Direction) -> str:
    """A client who says nothing before its answer."""
    return ""


@dataclass(frozen=True)
class Parts:
    """The backends of one rehearsal, chosen in wiring.py."""

    timeline: Timeline
    ears: Ears
    listening: Listening
    recogniser: Recogniser
    labels: Callable[[director.Call, Speech, str, float], tuple[Label, ...]]
    speaking: Speaking
    mouth: Mouth
    memory: Memory
    view: View
    labelled_by: str = ""  # version of the labeller
    reflex: Callable[[Direction], str] = no_reflex  # a word before an answer that is slow in coming; "" for none


@dataclass(frozen=True)
class Manners:
    """How the client keeps time. All in seconds but the last two."""

    silence: float | None = 8.0  # a rep this long silent is reacted to; None: never (typed calls)
    yields_within: float = 1.2  # a rep who goes on this soon after the turn was taken for over was split, not rude
    slow: float = 1.5  # after the rep's last word: an answer that takes longer may be opened with a reflex
    reflexes: float = 0.3  # share of the answers that may be
    failures: int = 3  # turns in a row that no recogniser understood because it broke


@dataclass
class Floor:
    """Who has the floor: listening (the rep has it), thinking, speaking, paused; and since when it has been quiet."""

    who: str = "listening"
    quiet_since: float = 0.0

    def to_rep(self, now: float) -> None:
        """The rep may speak, and is waited for from `now` (s) on."""
        self.who, self.quiet_since = "listening", now
