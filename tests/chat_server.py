"""An OpenAI-compatible server that plays a model of our choosing, well behaved or not, over real HTTP on loopback.

with ChatServer() as server:
    server.says = "No, thank you."      # or a function of the request, or one of the FAULTS
    server.chunk = 7                    # characters in one piece of the stream; 0 sends all at once
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Says = str | Callable[[dict[str, Any]], str]
FAULTS = (
    "null", "empty", "hangs", "stalls", "drops", "drops_at_once", "429", "500", "401", "404", "malformed",
    "not_sse", "no_choices",
)  # fmt: skip


class ChatServer:
    """Serves until the block ends. `requests` holds what it was asked."""

    def __init__(self) -> None:
        self.says: Says = "No, thank you."
        self.fault = ""
        self.chunk = 7
        self.requests: list[dict[str, Any]] = []
        self.released = threading.Event()
        outer = self

        class Handler(_Handler):
            server_side = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> ChatServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    """One request: the reply as server-sent events, or the fault of the day."""

    protocol_version = "HTTP/1.1"
    server_side: ChatServer

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        side = self.server_side
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        side.requests.append(body)
        fault = side.fault
        if fault in ("429", "500", "401", "404"):
            self._plain(int(fault), json.dumps({"error": {"message": "no", "type": "x"}}))
        elif fault == "hangs":
            side.released.wait(5)
            self.close_connection = True
        elif fault == "drops_at_once":
            self.close_connection = True
        elif fault == "not_sse":
            self._plain(200, "<html><body>Welcome to the router</body></html>", "text/html")
        else:
            self._stream(side, body, fault)

    def _plain(self, status: int, text: str, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def _stream(self, side: ChatServer, body: dict[str, Any], fault: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        said = side.says(body) if callable(side.says) else side.says
        text = "" if fault in ("null", "empty", "no_choices") else said
        size = side.chunk or max(1, len(text))
        pieces: list[Any] = [text[i : i + size] for i in range(0, len(text), size)]
        if fault == "null":
            pieces = [None, None]
        try:
            for n, piece in enumerate(pieces):
                if fault in ("drops", "stalls", "malformed") and n * size >= len(text) // 2:
                    break
                self._event({"role": "assistant", "content": piece})
                if fault == "drips":
                    side.released.wait(0.1)
            self._finish(side, fault)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _finish(self, side: ChatServer, fault: str) -> None:
        if fault == "stalls":
            side.released.wait(5)
        elif fault == "malformed":
            self._line('data: {"choices": [{"delta": {"content": \n\n')
        elif fault == "no_choices":
            self._line('data: {"id": "x", "object": "chat.completion.chunk", "choices": null}\n\n')
            self._line('data: {"usage": {}}\n\n')
        if fault not in ("drops", "stalls"):
            self._line("data: [DONE]\n\n")

    def _event(self, delta: dict[str, Any]) -> None:
        chunk = {
            "id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": None}],
        }  # fmt: skip
        self._line(f"data: {json.dumps(chunk)}\n\n")

    def _line(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()
