"""A long call through the real parts: memory over 30 minutes, CPU per minute of call, and the reply time.

    python benchmarks/session.py [--minutes 30]

The recorded rep of audio_fixtures/ makes the calls (on virtual time, so half an hour takes a few minutes); memory
is this process's resident set plus the voice worker's, sampled per virtual minute. The reply time is measured from
the true end of the rep's speech, known from the manifest, to the first reply sound.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

from voicecoach import events as ev
from voicecoach import rehearsal, wiring
from voicecoach.fakes import NoView
from voicecoach.resources import fixtures_folder
from voicecoach.room import Clip
from voicecoach.settings import Settings


def resident_mb() -> float:
    """Resident memory of this process and its children, in MB (Linux)."""
    page = os.sysconf("SC_PAGE_SIZE")
    me = os.getpid()
    pids = [me]
    children = Path(f"/proc/{me}/task/{me}/children")
    if children.exists():
        pids += [int(p) for p in children.read_text().split()]
    return sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) * page for p in pids) / 1e6


class Meter(NoView):
    """Notes memory once a virtual minute."""

    def __init__(self) -> None:
        self.at: dict[int, float] = {}

    def event(self, event: ev.Event) -> None:
        """Any event will do as a tick."""
        self.at.setdefault(int(event.t // 60), resident_mb())


def main() -> None:
    """Runs the call and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    asked = parser.parse_args()
    folder = fixtures_folder()
    assert folder, "run this in a checkout"
    # An inexhaustible rep: clips that neither win nor anger, so that the call lasts.
    clips = rehearsal.fixture_call(folder, "empathic")
    seconds = 0.0
    many: list[Clip] = []
    while seconds < asked.minutes * 60:
        clip = clips[len(many) % 6]
        many.append(clip)
        seconds += len(clip.samples) / 16_000 + 8
    meter = Meter()
    with tempfile.TemporaryDirectory() as library:
        settings = Settings(library=library)
        chosen = wiring.choose_scenario(settings, "bakery-terminals")
        plan = rehearsal.Plan(settings, chosen, "recordings", "easy", 7, tuple(many))
        wall, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        replies: list[float] = []
        duration = turns = 0.0
        while duration < asked.minutes * 60:
            with rehearsal.hold(plan, meter) as held:
                shift = duration
                start = dict(meter.at)
                held.run()
                events = held.saved().events
            replies += [e.first_sound for e in events if isinstance(e, ev.Reply)]
            duration += events[-1].t
            turns += sum(isinstance(e, ev.Heard) for e in events)
            meter.at = {**start, int(shift // 60) + 1: resident_mb()}
        done = resource.getrusage(resource.RUSAGE_SELF)
        kids = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = done.ru_utime + done.ru_stime - cpu.ru_utime - cpu.ru_stime + kids.ru_utime + kids.ru_stime
    minutes = duration / 60
    after_two = [mb for minute, mb in sorted(meter.at.items()) if minute >= 2]
    print(f"{minutes:.0f} minutes of call, {turns:.0f} turns, in {time.perf_counter() - wall:.0f} s")
    print(f"reply to first sound: median {statistics.median(replies) * 1000:.0f} ms, of {len(replies)}")
    print(f"CPU: {used / minutes:.1f} s per minute of call (all threads, recognition and voice included)")
    if after_two:
        print(f"memory: {after_two[0]:.0f} MB at minute 2, {after_two[-1]:.0f} MB at the end "
              f"({after_two[-1] - after_two[0]:+.0f} MB)")  # fmt: skip


if __name__ == "__main__":
    main()
