"""One call through the devices of a (virtual) sound card that ends only with Ctrl-C; run by long_call.py.

Each change of floor and each event is a line of JSON on the standard output as it happens.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from endless import never_ending

from voicecoach import events as ev
from voicecoach import rehearsal, wiring
from voicecoach.event_json import to_dict
from voicecoach.fakes import NoView
from voicecoach.ports import Glimpse
from voicecoach.settings import Settings


class Lines(NoView):
    """Tells on the standard output who has the floor and what happens."""

    floor = ""

    def event(self, event: ev.Event) -> None:
        """One line each."""
        print(json.dumps(to_dict(event)), flush=True)

    def glimpse(self, glimpse: Glimpse) -> None:
        """A line when the floor changes hands."""
        if glimpse.floor != self.floor:
            self.floor = glimpse.floor
            print(json.dumps({"floor": self.floor, "t": glimpse.elapsed}), flush=True)


def main() -> None:
    """Holds it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("library")
    parser.add_argument("--headphones", action="store_true")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin deaf to it
    settings = Settings(library=asked.library, headphones=asked.headphones)
    plan = rehearsal.plan(settings, wiring.choose_scenario(settings, "bakery-terminals"), seed=7)
    with never_ending(plan), rehearsal.hold(plan, Lines()) as held:
        held.run()


if __name__ == "__main__":
    main()
