"""The studio under load. Run: python benchmarks/studio.py [how many sessions]

1. A library of ten thousand over HTTP: first page, deep pages, search; memory while paging through all of it.
2. Ten rehearsals in the page at once against one: reply time as the page sees it, from the true end of the rep's
   speech to the first sound of the answer. The model is a stub that takes 0.2 s; recogniser and voice are the real ones,
   or stubs as well (0.15 and 0.05 s). The ten reps are simulated in a process of their own, on the same two cores; each
   begins at another moment and takes its own time before it speaks, or (the worst that can happen) all ten say the
   same words at the same moment, turn after turn.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import resource
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import numpy as np

from benchmarks.library import WORDS, generate
from voicecoach import labelling, settings, wiring
from voicecoach.conversation import recordings
from voicecoach.conversation.listening import Listening
from voicecoach.conversation.parts import Parts
from voicecoach.conversation.reply import Speaking
from voicecoach.conversation.timeline import RealTime
from voicecoach.events import Event
from voicecoach.loop import Rehearsal
from voicecoach.ports import Delivery, Direction, Ears, Mouth, Recognised, Sentence, Sound, View
from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks, Wish
from voicecoach.replay.server import studio
from voicecoach.resources import fixtures_folder
from voicecoach.session import Card

TURNS = 5
CYCLE = 9.0  # s from one turn of a simulated rep to its next, about


# --- the library over HTTP -------------------------------------------------------------------------------


def pages(count: int) -> None:
    """Prints the table of the list."""
    found: dict[int, dict[str, float]] = {}
    for n in (10, count):
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), n)
            library = Library(Path(folder))
            library.index()
            with studio(library, Hooks()) as running, httpx.Client(base_url=running.address.split("/?")[0]) as http:
                http.get("/", params={"token": urlsplit(running.address).query.removeprefix("token=")})
                found[n] = {
                    "first page": median(lambda h=http: h.get("/api/sessions")),
                    "sorted by trust inspired": median(lambda h=http: h.get("/api/sessions?sort=inspired")),
                    "a page in the middle": median(lambda h=http, n=n: h.get(f"/api/sessions?offset={n // 2}")),
                    "search, one word": median(lambda h=http: h.get(f"/api/sessions?search={WORDS[3]}")),
                    "search, as it is typed": median(lambda h=http: h.get("/api/sessions?search=invoice+tr+rep")),
                }
                if n == count:
                    scroll(http, count)
    print(f"{'over HTTP, median of 25, ms':36}{10:>9}{count:>9}{'ratio':>8}")
    for name in found[10]:
        few, many = found[10][name], found[count][name]
        print(f"{name:36}{few:9.1f}{many:9.1f}{many / few:8.2f}")


def median(do: Any) -> float:
    times = []
    for _ in range(25):
        start = time.perf_counter()
        assert do().status_code == 200
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def scroll(http: httpx.Client, count: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        for offset in range(0, count, 50):
            http.get(f"/api/sessions?offset={offset}")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory while paging three times through all: +{(after - before) / 1024:.1f} MB")


# --- rehearsals at once ----------------------------------------------------------------------------------


class StubRecogniser:
    """Takes 0.15 s, says always the same."""

    name = "stub"

    def recognise(self, samples: Sound) -> Recognised:
        time.sleep(0.15)
        return Recognised("So what happened on that morning?")

    def close(self) -> None:
        """Holds nothing."""


class StubClient:
    """A model that takes 0.2 s."""

    name = "stub"

    def reply(self, direction: Direction, note: Any) -> Iterator[Sentence]:
        time.sleep(0.2)
        yield Sentence("Because nobody came when it broke.")

    def close(self) -> None:
        """Holds nothing."""


class StubVoice:
    """Half a second of a hum for each sentence, after 0.05 s."""

    name, rate = "stub", 22_050

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        time.sleep(0.05)
        for _ in range(5):
            yield np.full(2205, 500, np.int16)

    def close(self) -> None:
        """Holds nothing."""


class Quiet:
    """The page's view."""

    def event(self, event: Event) -> None:
        """Not shown."""

    def glimpse(self, glimpse: Any) -> None:
        """Not shown."""


def hooks(library: Library, real: bool) -> Hooks:
    """Calls with a stub for the model; recogniser and voice are the real ones, or stubs too."""
    from voicecoach.hear.detector import Silero

    asked = settings.load({})
    chosen = wiring.choose_scenario(asked, "bakery-terminals")
    seat = wiring.shared_recogniser(asked)

    @contextmanager
    def hold(wish: Wish, ears: Ears, mouth: Mouth, view: View) -> Iterator[Any]:
        memory = library.create(Card("", "", "x", "X", "easy", 1), chosen.text)
        labels = labelling.labels
        recogniser = seat() if real else StubRecogniser()
        voice = wiring.voice(asked) if real else StubVoice()
        parts = Parts(
            RealTime(), ears, Listening(Silero()), recogniser, labels,
            Speaking(StubClient(), voice, lambda d: Delivery()), mouth, memory, view,
        )  # fmt: skip
        call = Rehearsal(parts, chosen.scenario, "easy", 1)

        class Held:
            id, client_name = memory.id, "stub"

            def run(self) -> dict[str, Any]:
                return {"outcome": call.run().outcome}

        try:
            yield Held()
        finally:
            memory.close()
            recogniser.close()
            voice.close()

    return Hooks(hold=hold)


def clip() -> tuple[bytes, float]:
    """A recorded turn as 16-bit sound at 16 kHz, and when its speech truly ends (s)."""
    folder = fixtures_folder()
    assert folder
    sound = recordings.fixture_call(folder, "empathic")[1].samples
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 300)
    return sound.astype("<i2").tobytes(), float(loud[-1]) / 16_000


async def caller(url: str, cookie: str, origin: str, out: list[float], late: float, chance: random.Random) -> None:
    """One rep: begins so late (s), waits for the client, says the clip, waits for the answer."""
    from websockets.asyncio.client import connect

    sound, speech = clip()
    async with connect(url, origin=origin, additional_headers={"Cookie": cookie}, max_size=None) as line:
        await line.send(json.dumps({"wish": {"scenario": "bakery-terminals"}, "rate": 16_000}))
        telling: set[Any] = set()
        quiet, first, ended = asyncio.Event(), asyncio.Event(), False

        async def listen() -> None:
            length: dict[int, int] = {}
            async for message in line:
                assert isinstance(message, bytes) or '"error"' not in message, message
                if isinstance(message, bytes):
                    first.set()
                    _, utterance, last = struct.unpack("<BIB", message[:6])
                    length[utterance] = length.get(utterance, 0) + (len(message) - 6) // 2
                    if last:
                        asyncio.get_running_loop().call_later(0.5, report, utterance, length[utterance])

        def report(utterance: int, played: int) -> None:
            told = json.dumps({"played": played, "utterance": utterance, "age": 0})
            telling.add(asyncio.ensure_future(line.send(told)))
            quiet.set()

        listening = asyncio.create_task(listen())
        start, n = time.perf_counter(), 0

        async def say(data: bytes) -> None:
            nonlocal n
            for at in range(0, len(data), 640):
                await line.send(b"\x01" + data[at : at + 640].ljust(640, b"\0"))
                n += 1
                await asyncio.sleep(max(0.0, start + n * 0.02 - time.perf_counter()))

        async def hush(event: asyncio.Event, most: float) -> None:
            for _ in range(int(most * 50)):
                if event.is_set():
                    return
                await say(bytes(640))

        await hush(quiet, 15)
        await say(bytes(640 * round(late * 50)))
        while not ended and len(out) < TURNS:
            await say(bytes(640 * (chance.randint(15, 90) if late else 40)))
            first.clear()
            quiet.clear()
            began = time.perf_counter()
            await say(sound)
            await hush(first, 10)
            if first.is_set():
                out.append(time.perf_counter() - began - speech)
            else:
                ended = True
            await hush(quiet, 5)
        await line.send(json.dumps({"key": "end"}))
        await asyncio.wait({listening}, timeout=10)


def reps(count: int, apart: bool, url: str, cookie: str, origin: str, queue: Any) -> None:
    """The process of the simulated reps."""

    async def all_of_them() -> list[list[float]]:
        outs: list[list[float]] = [[] for _ in range(count)]
        late = [(i + 1) * CYCLE / count if apart else 0.0 for i in range(count)]
        chances = [random.Random(i) for i in range(count)]
        each = zip(outs, late, chances, strict=True)
        await asyncio.gather(*(caller(url, cookie, origin, *one) for one in each))
        return outs

    queue.put(asyncio.run(all_of_them()))


def calls(real: bool, apart: bool) -> None:
    """Prints reply times for one call and for ten at once."""
    print(f"recogniser and voice {'real' if real else 'stubs'}, ten reps {'apart' if apart else 'in step'}")
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        with studio(library, hooks(library, real)) as running:
            base = running.address.split("/?")[0]
            with httpx.Client() as http:
                http.get(running.address)
                cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
            url = base.replace("http", "ws") + "/rehearse/socket"
            found: dict[int, list[float]] = {1: [], 10: []}
            for count in (1, 10, 1):  # one before and one after: the machine may have other work meanwhile
                queue: Any = multiprocessing.Queue()
                process = multiprocessing.Process(target=reps, args=(count, apart, url, cookie, base, queue))
                process.start()
                found[count] += [t for out in queue.get(timeout=300) for t in out]
                process.join()
            worst = {count: float(np.percentile(times, 95)) for count, times in found.items()}
            for count, times in found.items():
                told = f"median {np.median(times):.2f} s, 95 % {worst[count]:.2f} s"
                print(f"  {count:2} at once: {len(times):3} replies, {told}")
            print(f"  95 % of ten is {worst[10] / worst[1]:.2f} times that of one")


if __name__ == "__main__":
    calls(real=False, apart=True)
    calls(real=True, apart=True)
    calls(real=True, apart=False)
    pages(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
