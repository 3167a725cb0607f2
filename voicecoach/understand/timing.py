"""What the clock gives away about a rep's turn: waiting, falling silent, talking on and on, cutting in.

Pure: all times are seconds (on one clock), all inputs plain numbers. The words say nothing here, so every label has
an empty span and says in `why` how long it was. Figures follow the alliance table: a pause of 1.5 to 4 s after a No or a
painful word earns, more than 8 s costs patience, more than 30 s of speech on end is a monologue, and an interruption is
one that starts more than 0.5 s before the client ends, lasts at least 1 s and takes the floor.
"""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.session import Label

WAIT_LEAST, WAIT_MOST = 1.5, 4.0
SILENT = 8.0
MONOLOGUE = 30.0
CUT_IN, HELD = 0.5, 1.0
BREATH = 1.5
"""A pause inside a turn that is at least this long ends a stretch of talk (s)."""


def clock_labels(
    start: float,
    end: float,
    *,
    client_end: float | None = None,
    painful: bool = False,
    took_floor: bool = False,
    pauses: Sequence[tuple[float, float]] = (),
) -> tuple[Label, ...]:
    """Labels of a turn spoken from `start` to `end` (s).

    `client_end` is when the client's turn before it ended, or would have ended had nobody cut in (s); None when the rep
    speaks first. `painful` says that the client's turn was a No or held a painful word: only then does waiting earn.
    `took_floor` says that the client fell silent because of the rep. `pauses` are (start, end) of silences inside the
    turn. Impossible times (an end before its start, NaN) give no labels.
    """
    if not end >= start:
        return ()
    found: list[Label] = []
    if client_end is not None:
        gap = start - client_end
        if painful and WAIT_LEAST <= gap <= WAIT_MOST:
            found.append(Label("waits", 0.95, why=f"waited {gap:.1f} s before answering"))
        elif gap > SILENT:
            found.append(Label("silence", 0.95, why=f"said nothing for {gap:.1f} s"))
        if took_floor and -gap > CUT_IN and end - start >= HELD:
            found.append(Label("interrupt", 0.9, why=f"began {-gap:.1f} s before the client had ended"))
    longest = longest_stretch(start, end, pauses)
    if longest > MONOLOGUE:
        found.append(Label("monologue", 0.95, why=f"talked for {longest:.0f} s on end"))
    return tuple(found)


def silence_label(seconds: float) -> tuple[Label, ...]:
    """The label of a silence that is still going on, `seconds` after the client ended; none up to 8 s."""
    return (Label("silence", 0.95, why=f"said nothing for {seconds:.1f} s"),) if seconds > SILENT else ()


def longest_stretch(start: float, end: float, pauses: Sequence[tuple[float, float]] = ()) -> float:
    """The longest talk on end within a turn (s): pauses shorter than a breath do not break it."""
    longest, since = 0.0, start
    for a, b in sorted(pauses):
        if b - a >= BREATH and since <= a <= end:
            longest = max(longest, a - since)
            since = min(b, end)
    return max(longest, end - since)
