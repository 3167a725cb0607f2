"""The studio under load. Run: python benchmarks/studio.py [how many sessions]

1. A library of ten thousand over HTTP: first page, deep pages, search; memory while paging through all of it.
2. Ten rehearsals in the page at once against one: reply time as the page sees it, from the true end of the rep's
   speech to the first sound of the answer. Recogniser, model and voice are stubs that take 0.15, 0.2 and 0.05 s;
   the speech detector, the turn-taking, the socket and the recording are the real ones. The ten reps are simulated in a
   process of their own, on the same two cores.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
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
from voicecoach import labelling, rehearsal, settings, wiring
from voicecoach.events import Event
from voicecoach.listening import Listening
from voicecoach.loop import Rehearsal
from voicecoach.parts import Parts
from voicecoach.ports import Delivery, Direction, Ears, Mouth, Recognised, Sentence, Sound, View
from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks, Wish
from voicecoach.replay.server import studio
from voicecoach.reply import Speaking
from voicecoach.resources import fixtures_folder
from voicecoach.session import Card
from voicecoach.timeline import RealTime

TURNS = 5


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


def hooks(library: Library) -> Hooks:
    """Calls with stubs where models would be."""
    from voicecoach.hear.detector import Silero

    chosen = wiring.choose_scenario(settings.load({}), "bakery-terminals")

    @contextmanager
    def hold(wish: Wish, ears: Ears, mouth: Mouth, view: View) -> Iterator[Any]:
        memory = library.create(Card("", "", "x", "X", "easy", 1), chosen.text)
        labels = labelling.labels
        parts = Parts(
            RealTime(), ears, Listening(Silero()), StubRecogniser(), labels,
            Speaking(StubClient(), StubVoice(), lambda d: Delivery()), mouth, memory, view,
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

    return Hooks(hold=hold)


def clip() -> tuple[bytes, float]:
    """A recorded turn as 16-bit sound at 16 kHz, and when its speech truly ends (s)."""
    folder = fixtures_folder()
    assert folder
    sound = rehearsal.fixture_call(folder, "empathic")[1].samples
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 300)
    return sound.astype("<i2").tobytes(), float(loud[-1]) / 16_000


async def caller(url: str, cookie: str, origin: str, out: list[float]) -> None:
    """One rep: waits for the client, says the clip, waits for the answer."""
    from websockets.asyncio.client import connect

    sound, speech = clip()
    async with connect(url, origin=origin, additional_headers={"Cookie": cookie}, max_size=None) as line:
        await line.send(json.dumps({"wish": {"scenario": "bakery-terminals"}, "rate": 16_000}))
        telling: set[Any] = set()
        quiet, first, ended = asyncio.Event(), asyncio.Event(), False

        async def listen() -> None:
            length: dict[int, int] = {}
            async for message in line:
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
        while not ended and len(out) < TURNS:
            await say(bytes(640 * 40))
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


def reps(count: int, url: str, cookie: str, origin: str, queue: Any) -> None:
    """The process of the simulated reps."""

    async def all_of_them() -> list[list[float]]:
        outs: list[list[float]] = [[] for _ in range(count)]
        await asyncio.gather(*(caller(url, cookie, origin, out) for out in outs))
        return outs

    queue.put(asyncio.run(all_of_them()))


def calls() -> None:
    """Prints reply times for one and for ten calls at once."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        with studio(library, hooks(library)) as running:
            base = running.address.split("/?")[0]
            with httpx.Client() as http:
                http.get(running.address)
                cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
            url = base.replace("http", "ws") + "/rehearse/socket"
            worst: dict[int, float] = {}
            for count in (1, 1, 10):
                queue: Any = multiprocessing.Queue()
                process = multiprocessing.Process(target=reps, args=(count, url, cookie, base, queue))
                process.start()
                times = np.array([t for out in queue.get(timeout=300) for t in out])
                process.join()
                worst[count] = float(np.percentile(times, 95))
                told = f"median {np.median(times):.2f} s, 95 % {worst[count]:.2f} s"
                print(f"{count:2} at once: {len(times):3} replies, {told}")
            print(f"95 % of ten is {worst[10] / worst[1]:.2f} times that of one")


if __name__ == "__main__":
    calls()
    pages(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
