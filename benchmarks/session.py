"""One long call through the real parts: memory over 30 minutes, CPU per minute of call, and the reply time.

    python benchmarks/session.py [--minutes 30]

The recorded rep of audio_fixtures/ makes the call on virtual time, so half an hour takes some minutes; a client who
would end it begins anew instead (endless.py), so that it is one session from beginning to end. Memory is the resident
set of this process and of the voice's, looked at every virtual minute. The reply time is from the true end of the
rep's speech to the first reply sound.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from endless import never_ending
from process import Sample, sampled

from voicecoach import events as ev
from voicecoach import rehearsal, wiring
from voicecoach.conversation import recordings
from voicecoach.conversation.room import Clip
from voicecoach.fakes import NoView
from voicecoach.resources import fixtures_folder
from voicecoach.session import RATE
from voicecoach.settings import Settings

REPLY = 5.0  # s of the client's that follow a clip, at least: so many clips are more than enough


class Meter(NoView):
    """Looks at memory and processor time once a virtual minute; ends the call when its time is up."""

    def __init__(self, minutes: float) -> None:
        self.at: dict[int, Sample] = {}
        self._end = minutes * 60

    def event(self, event: ev.Event) -> None:
        """Any event will do as a tick."""
        if int(event.t // 60) not in self.at:
            self.at[int(event.t // 60)] = sampled(os.getpid())
        if event.t > self._end and not isinstance(event, ev.Ended):
            raise KeyboardInterrupt


def clips(minutes: float) -> tuple[Clip, ...]:
    """More of the patient rep's clips than the call can hold."""
    folder = fixtures_folder()
    assert folder, "run this in a checkout"
    made: list[Clip] = []
    seconds = 0.0
    for clip in itertools.cycle(recordings.fixture_call(folder, "empathic")):
        if seconds > minutes * 60:
            return tuple(made)
        made.append(clip)
        seconds += len(clip.samples) / RATE + REPLY
    raise AssertionError("there are clips")


def main() -> None:
    """Runs the call and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    asked = parser.parse_args()
    meter = Meter(asked.minutes)
    with tempfile.TemporaryDirectory() as library:
        settings = Settings(library=library)
        chosen = wiring.choose_scenario(settings, "bakery-terminals")
        plan = rehearsal.Plan(settings, chosen, "recordings", "easy", 7, clips(asked.minutes))
        with never_ending(plan), rehearsal.hold(plan, meter) as held:
            began, wall = sampled(os.getpid()), time.perf_counter()
            held.run()
            done, wall = sampled(os.getpid()), time.perf_counter() - wall
            events = held.saved().events
    replies = [e.first_sound for e in events if isinstance(e, ev.Reply)]
    minutes = events[-1].t / 60
    turns = sum(isinstance(e, ev.Heard) for e in events)
    print(f"one call of {minutes:.1f} minutes, {turns} turns, in {wall:.0f} s")
    print(f"reply to first sound: median {statistics.median(replies) * 1000:.0f} ms, of {len(replies)}")
    print(f"CPU: {(done.cpu - began.cpu) / minutes:.1f} s per minute of call (recognition and voice included)")
    memory = [s.memory for minute, s in sorted(meter.at.items()) if minute >= 2]
    if memory:
        path = " ".join(f"{mb:.0f}" for mb in memory[:: max(1, len(memory) // 10)])
        print(f"memory: {memory[0]:.0f} MB at minute 2, {memory[-1]:.0f} MB at the end "
              f"({memory[-1] - memory[0]:+.0f} MB); {path}")  # fmt: skip


if __name__ == "__main__":
    main()
