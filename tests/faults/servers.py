"""Model servers that are cut in the middle of an answer: chat, transcription and speech, over real HTTP on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

WORDS = "No. We are quite happy with the machines we have. Why do you ask?"
HEARD = "What happened on that Saturday, if I may ask?"
RATE = 24_000


class Servers:
    """All three behind one address. The answer to request number `cut_at` is cut after `cut_after` bytes; with
    `gone` nothing is answered from then on."""

    def __init__(self) -> None:
        self.cut_at, self.cut_after, self.gone = 0, 0, False
        self.requests = self.cuts = 0
        self.lock = threading.Lock()
        self.url = ""

    def allowed(self) -> int | None:
        """How many bytes of the next answer leave; None for all of them."""
        with self.lock:
            self.requests += 1
            cut = self.cut_at and (self.requests == self.cut_at or (self.gone and self.requests > self.cut_at))
            self.cuts += bool(cut)
            return self.cut_after if cut else None


def answer(path: str) -> tuple[str, bytes]:
    """What kind of thing a request gets, and the whole of it."""
    if path.endswith("/transcriptions"):
        return "application/json", json.dumps({"text": HEARD}).encode()
    if path.endswith("/speech"):
        tone = (6000 * np.sin(np.arange(RATE * 2) / 20)).astype("<i2")
        return "audio/pcm", tone.tobytes()
    events = [
        {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m",
         "choices": [{"index": 0, "delta": {"role": "assistant", "content": word + " "}, "finish_reason": None}]}
        for word in WORDS.split()
    ]  # fmt: skip
    return "text/event-stream", b"".join(b"data: %s\n\n" % json.dumps(e).encode() for e in events) + b"data: [DONE]\n\n"


@contextmanager
def serving() -> Iterator[Servers]:
    """Serves until the block ends."""
    state = Servers()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None: ...

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            kind, whole = answer(self.path)
            allowed = state.allowed()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole[:allowed])
            self.wfile.flush()
            self.close_connection = self.close_connection or allowed is not None

        def do_GET(self) -> None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
