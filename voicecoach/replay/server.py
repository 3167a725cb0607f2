"""The studio's server: routes, bodies within limits, and how it is started and stopped.

Loopback only, unless it is shared on purpose. No access log: addresses hold names of sessions.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.errors import BadRequest, VoiceCoachError
from voicecoach.remember.store import Library
from voicecoach.replay.api import Api
from voicecoach.replay.gate import SMALL, Gate
from voicecoach.replay.hooks import Hooks
from voicecoach.replay.pages import Pages
from voicecoach.replay.rehearse import LARGEST, Room
from voicecoach.replay.web import Ask, Handler, Reply, wrong

if TYPE_CHECKING:
    from starlette.requests import Request

MB = 1024 * 1024
UPLOAD = 1024 * MB
"""Bytes of a sealed file that may be brought in through the page."""

SPOKEN = 32 * MB
QUIET = 30.0
"""Seconds that a body may stand still."""

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Share:
    """Serving to other machines: a certificate and its key (PEM files), a passphrase, and the names under which
    this machine is reached."""

    certificate: Path
    key: Path
    passphrase: str
    names: tuple[str, ...]


def largest(path: str) -> int:
    """The most bytes a request to `path` may carry."""
    if path == "/api/import":
        return UPLOAD
    return SPOKEN if path.endswith("/spoken") else SMALL


def build(library: Library, hooks: Hooks, hosts: frozenset[str], outbox: Path, share: Share | None = None) -> Gate:
    """The whole ASGI application behind its gate."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route, WebSocketRoute
    from starlette.staticfiles import StaticFiles

    api, pages = Api(library, hooks, outbox), Pages(library, hooks)
    routes: list[Any] = [
        Route(path, _endpoint(handler, outbox), methods=[method]) for method, path, handler in _routes(api, pages)
    ]
    routes += [WebSocketRoute("/rehearse/socket", Room(hooks).answer), Mount("/static", StaticFiles(directory=STATIC))]
    app = Starlette(routes=routes)
    return Gate(app, hosts, secure=share is not None, passphrase=share.passphrase if share else "", largest=largest)


def _routes(api: Api, pages: Pages) -> list[tuple[str, str, Handler]]:
    one = "/api/session/{id}"
    return [
        ("GET", "/", pages.library_page),
        ("GET", "/session/{id}", pages.replay),
        ("GET", "/session/{id}/score", pages.score),
        ("GET", "/session/{id}/debrief", api.debrief_page),
        ("GET", "/compare", pages.compare),
        ("GET", "/agreement", pages.agreement),
        ("GET", "/trends", pages.trends),
        ("GET", "/trends.html", api.trends_page),
        ("GET", "/rehearse", pages.rehearse),
        ("GET", "/api/sessions", api.sessions),
        ("GET", "/api/filters", api.filters),
        ("GET", "/api/working", api.working),
        ("GET", "/api/trends", api.trends),
        ("GET", one, api.call),
        ("GET", f"{one}/outline", api.outline),
        ("GET", f"{one}/sound.wav", api.sound),
        ("GET", f"{one}/machine", api.machine),
        ("POST", f"{one}/notes", api.add_note),
        ("POST", f"{one}/spoken", api.speak_note),
        ("GET", one + "/notes/{name}", api.note_sound),
        ("POST", f"{one}/says", api.says),
        ("POST", f"{one}/correct", api.correct),
        ("POST", f"{one}/score", api.score),
        ("POST", f"{one}/export", api.export),
        ("POST", f"{one}/delete", api.delete),
        ("GET", "/api/rubric", api.rubric),
        ("GET", "/api/agreement", api.agreements),
        ("GET", "/api/offers", pages.offers),
        ("POST", "/api/import", api.bring_in),
    ]


def _endpoint(handler: Handler, inbox: Path) -> Callable[[Request], Any]:
    """A Starlette endpoint around a plain handler, which runs in a thread."""

    async def endpoint(request: Request) -> Any:
        from starlette.concurrency import run_in_threadpool

        upload: Path | None = None
        try:
            if request.url.path == "/api/import":
                body, upload = b"", inbox / f"in-{os.urandom(8).hex()}"
                await _to_file(request, upload)
            else:
                body = await _read(request, largest(request.url.path))
            ask = Ask(
                dict(request.path_params), dict(request.query_params), body, upload, request.headers.get("range", "")
            )
            return _response(await run_in_threadpool(_answered, handler, ask))
        except _TooMuch:
            return _response(Reply(b"That is too large.", "text/plain", 413, {"connection": "close"}))
        except asyncio.TimeoutError:
            return _response(Reply(b"That took too long.", "text/plain", 408, {"connection": "close"}))
        finally:
            if upload:
                upload.unlink(missing_ok=True)

    return endpoint


def _answered(handler: Handler, ask: Ask) -> Reply:
    """What a handler answers; an error is an answer too, without a trace and without anything that was said."""
    try:
        return handler(ask)
    except VoiceCoachError as error:
        return wrong(error)
    except Exception as error:  # a fault of ours must not show paths or speech to the page
        return wrong(VoiceCoachError(f"something broke ({type(error).__name__}).", "Load the page again."))


class _TooMuch(Exception):
    pass


async def _chunks(request: Request, most: int) -> Any:
    size = 0
    stream = request.stream().__aiter__()
    while True:
        try:
            chunk = await asyncio.wait_for(stream.__anext__(), QUIET)
        except StopAsyncIteration:
            return
        size += len(chunk)
        if size > most:
            raise _TooMuch
        yield chunk


async def _read(request: Request, most: int) -> bytes:
    return b"".join([chunk async for chunk in _chunks(request, most)])


async def _to_file(request: Request, path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        async for chunk in _chunks(request, UPLOAD):
            file.write(chunk)


def _response(reply: Reply) -> Any:
    from starlette.responses import Response, StreamingResponse

    headers = {**reply.headers, "content-type": reply.type}
    if isinstance(reply.body, bytes):
        return Response(reply.body, reply.status, headers)
    return StreamingResponse(reply.body, reply.status, headers)


# --- starting and stopping ------------------------------------------------------------------------------


@dataclass
class Running:
    """A studio that is being served. `address` carries the token; `stop()` ends it."""

    address: str
    gate: Gate
    port: int
    _server: Any = field(repr=False, default=None)
    _thread: threading.Thread | None = field(repr=False, default=None)

    def stop(self) -> None:
        """Ends the server and waits for it; may be called twice."""
        self._server.should_exit = True
        if self._thread:
            self._thread.join(10)


@contextlib.contextmanager
def studio(library: Library, hooks: Hooks, port: int = 0, share: Share | None = None) -> Iterator[Running]:
    """Serves the studio in a thread of its own while the block runs. Port 0 takes a free one.

    Raises BadRequest when the port is taken, or when sharing lacks a certificate or a passphrase.
    """
    import uvicorn

    from voicecoach.replay.guard import protocol

    _check(share)
    listener = _listen(port, "0.0.0.0" if share else "127.0.0.1")
    port = listener.getsockname()[1]
    names = share.names if share else ("127.0.0.1", "localhost")
    hosts = frozenset(f"{n.lower()}:{port}" for n in names)
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as outbox:  # owner-only, gone afterwards
        gate = build(library, hooks, hosts, Path(outbox), share)
        more: dict[str, Any] = {"ssl_certfile": str(share.certificate), "ssl_keyfile": str(share.key)} if share else {}
        config = uvicorn.Config(
            gate, http=protocol(), ws="websockets-sansio", ws_max_size=LARGEST, ws_max_queue=64,
            ws_per_message_deflate=False,
            log_config=None, log_level="critical", access_log=False, server_header=False, date_header=False,
            lifespan="off",
            timeout_keep_alive=20, timeout_graceful_shutdown=2, h11_max_incomplete_event_size=32 * 1024, **more,
        )  # fmt: skip
        server = uvicorn.Server(config)
        scheme = "https" if share else "http"
        running = Running(f"{scheme}://{names[0]}:{port}/?token={gate.token}", gate, port, server)
        running._thread = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listener])), name="studio", daemon=True
        )
        running._thread.start()
        try:
            _wait(server, running._thread)
            yield running
        finally:
            running.stop()
            listener.close()


def _wait(server: Any, thread: threading.Thread) -> None:
    """Until it answers: uvicorn has no signal for it but a flag."""
    pause = threading.Event()
    while not server.started:
        if not thread.is_alive():
            raise BadRequest("the studio could not be started.", "Is the certificate in order?", stage="replay")
        pause.wait(0.01)


def _check(share: Share | None) -> None:
    if share is None:
        return
    for path in (share.certificate, share.key):
        if not path.is_file():
            raise BadRequest(f"{path} is not there.", "Sharing needs a TLS certificate and its key.", stage="replay")
    if len(share.passphrase) < 8:
        raise BadRequest("sharing needs a passphrase of at least 8 letters.", stage="replay")
    if not share.names:
        raise BadRequest("sharing needs a name under which this machine is reached.", stage="replay")


def _listen(port: int, host: str) -> socket.socket:
    # asyncio turns Nagle's waiting off (40 ms an answer) only for sockets that say they are TCP
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        why = error.strerror or str(error)
        raise BadRequest(f"port {port} cannot be used ({why}).", "Name another with --port.", stage="replay") from None
    listener.listen(512)
    return listener


def serve(
    library: Library,
    hooks: Hooks,
    *,
    port: int = 0,
    browser: bool = True,
    share: Share | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> None:
    """Serves until Ctrl-C. `say` is told the address, which holds the key of this run."""
    with studio(library, hooks, port, share) as running:
        say(running.address)
        if browser:
            webbrowser.open(running.address)
        with contextlib.suppress(KeyboardInterrupt):
            assert running._thread
            while running._thread.is_alive():
                running._thread.join(1.0)
