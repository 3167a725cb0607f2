"""What a list of sessions says about each: counted from its events, nothing judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.events import ClientSaid, Ended, Event, FirstContact, Heard, Moved, SaidNo, TakenBack, Tested
from voicecoach.session import Card


@dataclass(frozen=True)
class Entry:
    """One row of the list of sessions. Times in s; alliance 0–100; levels 0–5; None where not known."""

    id: str
    created: str
    scenario: str
    title: str
    difficulty: str
    rep: str
    outcome: str = ""  # empty when the session was cut off or still runs
    by: str = ""
    why: str = ""
    duration: float = 0.0
    turns: int = 0
    noes: int = 0
    level: int | None = None  # the highest
    trust_start: int | None = None
    trust_peak: int | None = None
    trust_end: int | None = None
    impression: int | None = None  # after first contact, −2…+2
    tests_posed: int = 0
    tests_met: int = 0
    complete: bool = False
    live: bool = False
    comments: int = 0
    scored: int = 0  # coaches who scored it
    broken: str = ""  # why it cannot be opened

    @property
    def inspired(self) -> int | None:
        """Trust inspired: the peak of the alliance minus its start."""
        return None if self.trust_start is None or self.trust_peak is None else self.trust_peak - self.trust_start


def counted(events: Sequence[Event]) -> list[Event]:
    """The events without the turns that the rep took back, and all that followed from those."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, TakenBack):
            kept = [e for e in kept if getattr(e, "turn", -1) < event.turn]
        else:
            kept.append(event)
    return kept


def words_of(events: Sequence[Event]) -> str:
    """All that was said by both, for searching."""
    return "\n".join(e.text for e in events if isinstance(e, (Heard, ClientSaid)))


def summarise(card: Card, events: Sequence[Event], *, live: bool = False) -> Entry:
    """The entry of a session; `duration` runs to the last thing that was heard or said."""
    ended = next((e for e in events if isinstance(e, Ended)), None)
    kept = counted(events)
    moved = [e for e in kept if isinstance(e, Moved)]
    course = [e.before for e in moved[:1]] + [e.after for e in moved]
    contact = next((e for e in kept if isinstance(e, FirstContact)), None)
    tests = {e.test: e.stage for e in kept if isinstance(e, Tested)}
    return Entry(
        id=card.id, created=card.created, scenario=card.scenario, title=card.title,
        difficulty=card.difficulty, rep=card.rep, live=live, complete=ended is not None,
        outcome=ended.outcome if ended else "", by=ended.by if ended else "", why=ended.why if ended else "",
        duration=last_moment(events),
        turns=sum(isinstance(e, Heard) for e in kept), noes=sum(isinstance(e, SaidNo) for e in kept),
        level=max((t.level for t in course), default=None),
        trust_start=course[0].alliance if course else None,
        trust_peak=max((t.alliance for t in course), default=None),
        trust_end=course[-1].alliance if course else None,
        impression=contact.impression if contact else None,
        tests_posed=len(tests), tests_met=sum(stage == "met" for stage in tests.values()),
    )  # fmt: skip


def last_moment(events: Sequence[Event]) -> float:
    """When the call was over (s): its Ended event, or the last thing that was heard or said."""
    for event in events:
        if isinstance(event, Ended):
            return event.t
    return max((e.end if isinstance(e, (Heard, ClientSaid)) else e.t for e in events), default=0.0)
