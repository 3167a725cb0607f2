"""How quick a library of ten thousand sessions is. Run: python benchmarks/library.py [how many]

Prints the time to take in a new library, to list it, to page, filter and search it, against one of ten.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from voicecoach.events import Began, ClientSaid, Ended, Event, FirstContact, Heard, Moved, SaidNo
from voicecoach.remember.lines import to_line
from voicecoach.remember.saved import card_to_dict
from voicecoach.remember.sound_file import header
from voicecoach.remember.store import Library, _json, new_id
from voicecoach.session import Card, Trust

TEXT = """time price bakery terminal queue staff morning trust question why because nobody told contract fee
school roof heating invoice supplier late deliver promise afraid change again listen hear perhaps"""
WORDS = TEXT.split()
SCENARIOS = ("bakery-terminals", "school-heating", "plant-manager", "hotel-linen", "inbound-yes")


def generate(folder: Path, count: int, seed: int = 1) -> None:
    """Writes `count` sessions of about a dozen turns each, as a rep's real ones look but for the sound."""
    rnd = random.Random(seed)
    day = datetime.datetime(2026, 1, 1, 8, tzinfo=datetime.timezone.utc)
    for i in range(count):
        when = day + datetime.timedelta(minutes=47 * i)
        scenario = rnd.choice(SCENARIOS)
        name = new_id(scenario, when)
        card = Card(
            name,
            when.isoformat(),
            scenario,
            scenario.replace("-", " ").title(),
            "medium",
            i,
            f"Rep {i % 40:02}",
        )
        place = folder / name
        place.mkdir(parents=True)
        (place / "session.json").write_bytes(_json(card_to_dict(card)))
        (place / "scenario.yaml").write_text(f"name: {scenario}\n")
        (place / "events.jsonl").write_bytes(b"".join(to_line(e) for e in events(rnd)))
        for who, rate in (("rep", 16_000), ("client", 22_050)):
            (place / f"{who}.wav").write_bytes(header(rate, 0))


def events(rnd: random.Random) -> list[Event]:
    """A made-up call."""
    trust, t = Trust(20, 40, 50, 0, 0), 0.0
    out: list[Event] = [Began(0.0)]
    for turn in range(1, rnd.randint(6, 18)):
        said, answer = (" ".join(rnd.choices(WORDS, k=rnd.randint(5, 20))) for _ in "ab")
        out.append(Heard(t + 5, turn, said, t, t + 4.5, "moonshine"))
        new = dataclasses.replace(trust, alliance=max(0, min(100, trust.alliance + rnd.randint(-8, 12))))
        new = dataclasses.replace(new, level=min(5, new.alliance // 18))
        out.append(Moved(t + 5, turn, trust, new, (), "Hm."))
        trust = new
        if turn == 2:
            out.append(FirstContact(t + 5, turn, (), (), rnd.randint(-2, 2)))
        if rnd.random() < 0.4:
            out.append(SaidNo(t + 5, turn, "reflex", "No."))
        out.append(ClientSaid(t + 9, turn, answer, t + 6, t + 9))
        t += 10
    return [*out, Ended(t, rnd.choice(["next_step", "hang_up", "polite_end", "final_no"]), "client")]


def measure(library: Library) -> dict[str, float]:
    """Median times (ms) of what a person does with a list."""
    rnd = random.Random(2)
    todo: dict[str, Callable[[], object]] = {
        "first page": lambda: library.index().page(),
        "page in the middle": lambda: library.index().page(offset=library.index().page(limit=1).total // 2),
        "sorted by trust inspired": lambda: library.index().page(sort="inspired"),
        "filtered by rep": lambda: library.index().page(where={"rep": "Rep 07"}),
        "search, one word": lambda: library.index().page(search=rnd.choice(WORDS)),
        "search, two words and a rep": lambda: library.index().page(search=f"{rnd.choice(WORDS)} invoice rep 0"),
        "search, nothing found": lambda: library.index().page(search="xylophone"),
        "find last": lambda: library.find("last"),
    }
    out = {}
    for name, do in todo.items():
        times = []
        for _ in range(15):
            start = time.perf_counter()
            do()
            times.append(1000 * (time.perf_counter() - start))
        out[name] = statistics.median(times)
    return out


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        generate(Path(few), 10)
        generate(Path(many), count)
        small, big = Library(Path(few)), Library(Path(many))
        small.list()
        start = time.perf_counter()
        big.index()
        print(f"taking in {count} sessions: {time.perf_counter() - start:.1f} s")
        big.index().close()
        again = Library(Path(many))
        start = time.perf_counter()
        again.index().page()
        print(f"opening it again, first page: {1000 * (time.perf_counter() - start):.0f} ms")
        start = time.perf_counter()
        again.list()
        print(f"sessions list, all of them: {1000 * (time.perf_counter() - start):.0f} ms")
        before, after = measure(small), measure(again)
        print(f"{'median, ms':32}{'10':>10}{count:>10}")
        for name in before:
            print(f"{name:32}{before[name]:10.2f}{after[name]:10.2f}")


if __name__ == "__main__":
    main()
