"""Moves that the clock gives away, not the words. Pure: seconds in, labels out.

The bounds are those of the alliance table: a wait of 1.5 to 4 s after a No is a skill (top sellers are reported
to pause about 1.5 s after an objection: Gong, a vendor, correlational); more than 30 s on end is a monologue; an
interruption begins more than half a second before the client would have ended, holds for a second and takes the floor. A
silence of more than 8 s is noticed while it lasts, by the loop, and so is not labelled again when the rep speaks at last.
The words say nothing here: every label has an empty span and says in `why` how long it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.session import Label

WAIT = (1.5, 4.0)
MONOLOGUE = 30.0
OVERLAP = 0.5
HELD = 1.0
BREATH = 1.5
"""A pause inside a turn that is at least this long ends a stretch of talk (s)."""


def clock_labels(
    gap: float, spoken: float, *, after_no: bool, took_floor: bool = True, pauses: Sequence[tuple[float, float]] = ()
) -> tuple[Label, ...]:
    """Labels of a turn of `spoken` seconds that began `gap` seconds after the client's last sound.

    `gap` is negative when the rep began while the client still spoke. `after_no` says that the client had just
    said No, or told something painful; `took_floor` that the client fell silent because of the rep. `pauses` are (start,
    end) of silences inside the turn, in seconds from its beginning. Impossible times give no labels.
    """
    if not spoken >= 0:
        return ()
    found = []
    if after_no and WAIT[0] <= gap <= WAIT[1]:
        found.append(Label("waits", why=f"{gap:.1f} s of silence"))
    longest = longest_stretch(spoken, pauses)
    if longest > MONOLOGUE:
        found.append(Label("monologue", why=f"{longest:.0f} s on end"))
    if gap < -OVERLAP and spoken >= HELD and took_floor:
        found.append(Label("interrupt", why=f"began {-gap:.1f} s before the client had ended"))
    return tuple(found)


def longest_stretch(spoken: float, pauses: Sequence[tuple[float, float]] = ()) -> float:
    """The longest talk on end within a turn (s): pauses shorter than a breath do not break it."""
    longest, since = 0.0, 0.0
    for a, b in sorted(pauses):
        if b - a >= BREATH and since <= a <= spoken:
            longest = max(longest, a - since)
            since = min(b, spoken)
    return max(longest, spoken - since)
