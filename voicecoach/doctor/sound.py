"""`voicecoach doctor --sound`: plays a chirp, listens to it, and says what to change."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from voicecoach.hear.echo_path import EchoPath, chirp, measure, play_and_record
from voicecoach.settings import Settings

CHECK_RATE = 48_000  # what nearly every device takes as it is


@dataclass(frozen=True)
class SoundCheck:
    """The measured path from speaker to microphone."""

    path: EchoPath

    def text(self) -> str:
        """For people: the figures, then what to do about them."""
        p = self.path
        echo = f"echo after {p.delay * 1000:.0f} ms at {p.level:.0f} dB" if p.delay is not None else "no echo heard"
        clipping = f", {p.clipped:.1%} of it clipped" if p.clipped else ""
        lines = [f" ♪ sound       {echo}{clipping}; the room's noise is {p.noise:.0f} dBFS"]
        lines += [f"   {'':<11} → {line}" for line in p.advice()]
        if not p.advice():
            lines.append(f"   {'':<11} Nothing to change.")
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {**dataclasses.asdict(self.path), "advice": list(self.path.advice())}


def run(settings: Settings) -> SoundCheck:
    """Plays and records for three seconds on the devices that the settings name. Raises HearError."""
    heard = play_and_record(chirp(CHECK_RATE), CHECK_RATE, settings.microphone or None, settings.speaker or None)
    return SoundCheck(measure(heard, CHECK_RATE))
