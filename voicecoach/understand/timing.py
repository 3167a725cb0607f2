"""Moves that the clock gives away, not the words. Pure: seconds in, labels out.

The bounds are those of the alliance table: a wait of 1.5 to 4 s after a No is a skill (top sellers are reported
to pause about 1.5 s after an objection: Gong, a vendor, correlational); more than 30 s on end is a monologue; an
interruption begins more than half a second before the client would have ended and holds for a second. A silence of
more than 8 s is noticed while it lasts, by the loop, and so is not labelled again when the rep speaks at last.
"""

from __future__ import annotations

from voicecoach.session import Label

WAIT = (1.5, 4.0)
MONOLOGUE = 30.0
OVERLAP = 0.5
HELD = 1.0


def clock_labels(gap: float, spoken: float, *, after_no: bool) -> tuple[Label, ...]:
    """Labels of a turn of `spoken` seconds that began `gap` seconds after the client's last sound.

    `gap` is negative when the rep began while the client still spoke. `after_no` says that the client had just
    said No, or told something painful.
    """
    found = []
    if after_no and WAIT[0] <= gap <= WAIT[1]:
        found.append(Label("waits", why=f"{gap:.1f} s of silence"))
    if spoken > MONOLOGUE:
        found.append(Label("monologue", why=f"{spoken:.0f} s on end"))
    if gap < -OVERLAP and spoken >= HELD:
        found.append(Label("interrupt", why=f"began {-gap:.1f} s before the client had ended"))
    return tuple(found)
