"""The bank of shared lines: which of them fit this client's language and manner.

A client whose language has no pack speaks only the lines of its scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from voicecoach.respond.languages import pack_for

MANNERS = {
    "clipped": "clipped", "dry": "clipped", "short": "clipped", "blunt": "clipped", "brisk": "clipped",
    "formal": "formal", "careful": "formal", "correct": "formal", "polite": "formal", "measured": "formal",
    "warm": "warm", "friendly": "warm", "chatty": "warm", "kind": "warm", "homely": "warm",
}  # fmt: skip
"""The first of these words in `client.manner` chooses the lines."""


@dataclass(frozen=True)
class Bank:
    """The lines of one language in one manner."""

    pack: ModuleType | None
    manner: str

    def lines(self, act: str) -> tuple[str, ...]:
        """Lines for an act: those in the client's own manner first, then those that fit everyone."""
        found: dict[str, tuple[str, ...]] = self.pack.LINES.get(act, {}) if self.pack else {}
        return found.get(self.manner, ()) + found.get("any", ())

    def last_resort(self, no: bool) -> tuple[str, ...]:
        """Sentences put together from an opener and an end, when everything written has been said."""
        if self.pack is None:
            return ()
        ends = self.pack.ENDS_NO if no else self.pack.ENDS
        return tuple(f"{o}{'' if o.endswith('but') else ','} {e}." for e in ends for o in self.pack.OPENERS)


def bank_for(language: str, manner: str) -> Bank:
    """The bank for a client: `manner` as the scenario words it."""
    wanted = manner.lower().replace(",", " ").split()
    chosen = next((MANNERS[w] for w in wanted if w in MANNERS), "any")
    return Bank(pack_for(language), chosen)
