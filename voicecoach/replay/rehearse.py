"""One rehearsal in the page: a socket, a thread that holds the call, and what goes between them."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.errors import VoiceCoachError
from voicecoach.replay.browser import BrowserEars, BrowserMouth, BrowserView
from voicecoach.replay.hooks import Hooks, Wish

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

LARGEST = 64 * 1024  # bytes of one message
NONSENSE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What a message that makes no sense leads to."""

BEHIND = 400  # messages that may wait for a slow browser
AT_ONCE = 12
"""Calls that may be held at once."""


class Room:
    """Admits callers up to a number."""

    def __init__(self, hooks: Hooks) -> None:
        self.hooks = hooks
        self._free = threading.Semaphore(AT_ONCE)

    async def answer(self, socket: WebSocket) -> None:
        """Holds one call, from the page's wish to the session's id."""
        await socket.accept()
        if not self._free.acquire(blocking=False):
            await _refuse(socket, "too many calls are held here already.", "Wait until one is over.")
            return
        try:
            await self._hold(socket)
        finally:
            self._free.release()

    async def _hold(self, socket: WebSocket) -> None:
        try:
            first = await asyncio.wait_for(_message(socket), 30)
            wish, rate, reveal = _wish(first)
        except (*NONSENSE, asyncio.TimeoutError):
            await _refuse(socket, "this page speaks another language than the program.", "Load the page again.")
            return
        if wish is None:
            return
        line = _Line(asyncio.get_running_loop())
        ears, mouth, view = BrowserEars(), BrowserMouth(line.sound, line.tell), BrowserView(line.tell, reveal)
        try:
            ears.at_rate(rate)
        except ValueError:
            await _refuse(socket, "no microphone has this rate.", "Choose another microphone.")
            return
        call = threading.Thread(target=self._run, args=(wish, ears, mouth, view, line), name="call", daemon=True)
        call.start()
        sending = asyncio.create_task(line.drain(socket))
        try:
            await _listen(socket, ears, mouth)
        finally:
            ears.gone("the page was closed")
            await asyncio.wait({sending}, timeout=20)
            sending.cancel()
            await asyncio.to_thread(call.join, 30)

    def _run(self, wish: Wish, ears: BrowserEars, mouth: BrowserMouth, view: BrowserView, line: _Line) -> None:
        """The thread that holds the call."""
        try:
            with self.hooks.hold(wish, ears, mouth, view) as call:
                line.tell({"session": call.id, "client": call.client_name})
                outcome: Mapping[str, Any] = call.run()
            line.tell({"over": dict(outcome), "session": call.id})
        except VoiceCoachError as error:
            line.tell({"error": error.cause, "remedy": error.remedy})
        except Exception as error:  # the page must learn of it; the program goes on
            line.tell({"error": f"something broke ({type(error).__name__}).", "remedy": "What was said is saved."})
        finally:
            line.end()


class _Line:
    """Takes messages from any thread to the socket, in order."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[bytes | str | None] = asyncio.Queue()

    def sound(self, data: bytes) -> None:
        """Sends sound."""
        self._put(data)

    def tell(self, message: dict[str, Any]) -> None:
        """Sends JSON."""
        self._put(json.dumps(message, ensure_ascii=False))

    def end(self) -> None:
        """Nothing more will come."""
        self._put(None)

    def _put(self, item: bytes | str | None) -> None:
        def put() -> None:
            # a browser that takes nothing: its view may be late, but memory must not grow for it
            if item is None or self._queue.qsize() < BEHIND or isinstance(item, bytes):
                self._queue.put_nowait(item)

        try:
            self._loop.call_soon_threadsafe(put)
        except RuntimeError:
            return  # the server is closing

    async def drain(self, socket: WebSocket) -> None:
        """Sends until `end`."""
        while (item := await self._queue.get()) is not None:
            try:
                await (socket.send_bytes(item) if isinstance(item, bytes) else socket.send_text(item))
            except (RuntimeError, OSError):
                return
        try:
            await socket.close()
        except (RuntimeError, OSError):
            return


async def _message(socket: WebSocket) -> bytes | str | None:
    """The next message; None when the page is gone."""
    got = await socket.receive()
    if got["type"] != "websocket.receive":
        return None
    data = got.get("bytes") if got.get("bytes") is not None else got.get("text")
    if data is not None and len(data) > LARGEST:
        raise ValueError("too large")
    return data


def _wish(message: bytes | str | None) -> tuple[Wish | None, int, bool]:
    if message is None:
        return None, 0, False
    data = json.loads(message)
    asked = data["wish"]
    seed = asked.get("seed")
    before = tuple((str(k)[:40], str(v)[:2000]) for k, v in dict(asked.get("before", {})).items() if v)
    wish = Wish(
        str(asked["scenario"])[:200], str(asked.get("difficulty", ""))[:10], str(asked.get("rep", ""))[:80],
        int(seed) if isinstance(seed, int) and 0 <= seed < 2**31 else None, asked.get("headphones") is True, before,
    )  # fmt: skip
    return wish, int(data["rate"]), asked.get("reveal") is True


async def _listen(socket: WebSocket, ears: BrowserEars, mouth: BrowserMouth) -> None:
    """Takes what the page sends until it is gone. What makes no sense is passed over."""
    while True:
        try:
            message = await _message(socket)
            if message is None:
                return
            if isinstance(message, bytes):
                if message[:1] == b"\x01" and len(message) % 2:
                    ears.feed(np.frombuffer(message, "<i2", offset=1).astype(np.int16))
                continue
            data = json.loads(message)
            if "played" in data:
                mouth.played(int(data["utterance"]), int(data["played"]), float(data.get("age", 0.0)))
            elif "key" in data:
                ears.key(str(data["key"]))
        except NONSENSE:
            continue
        except RuntimeError:
            return


async def _refuse(socket: WebSocket, cause: str, remedy: str) -> None:
    try:
        await socket.send_text(json.dumps({"error": cause, "remedy": remedy}))
        await socket.close()
    except (RuntimeError, OSError):
        return
