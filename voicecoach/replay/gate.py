"""Who may come in: an ASGI gate before everything else.

On this machine a page of any other site can reach a loopback port, and so can any other user's program. So every
request needs the token of this run (once in the address, from then on in a cookie that no other site's request
carries), names this very host, and, where it changes something or opens a socket, comes from this very origin.
Refusals are short and say nothing of what is here. No cross-origin headers are ever sent.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=(), display-capture=()",
    "cache-control": "no-store",
}
SMALL = 256 * 1024
"""Bytes of an ordinary request's body at most."""

TRIES, WAIT = 5, 30.0
"""After so many wrong passphrases nobody may try for so long (s)."""


@dataclass
class Gate:
    """`hosts` are the values of Host that are ours (`127.0.0.1:8123`); `largest` gives the most bytes that a body
    may have for a path. With a `passphrase` (sharing), the token alone does not open: it has to be given once."""

    app: App
    hosts: frozenset[str]
    secure: bool = False
    passphrase: str = ""
    largest: Callable[[str], int] = lambda path: SMALL
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _wrong: list[float] = field(default_factory=list)

    @property
    def cookie(self) -> str:
        """The cookie's name: one for each port, so that two studios do not log each other out."""
        port = next(iter(sorted(self.hosts))).rpartition(":")[2]
        return f"{'__Host-' if self.secure else ''}voicecoach-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it itself."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if scope["type"] == "websocket":
            if refusal or not self._known(headers):
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
            await self.app(scope, receive, send)
            return
        if refusal:
            await _answer(send, refusal[0], refusal[1])
        elif entry := self._entry(scope, headers):
            await _answer(send, *entry)
        elif scope["path"] == "/enter" and self.passphrase:
            await self._enter(scope, receive, send)
        elif not self._known(headers):
            await _answer(send, 403, "Open the address that voicecoach studio printed: it carries this run's key.")
        else:
            await self.app(scope, receive, self._guarded(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if headers.get("host", "").lower() not in self.hosts:
            return 421, "This address is not mine."
        scheme = "https" if self.secure else "http"
        origin = headers.get("origin")
        ours = {f"{scheme}://{h}" for h in self.hosts}
        if origin is not None and origin.lower() not in ours:
            return 403, "Requests from other sites are refused."
        changes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
        if changes and origin is None:
            return 403, "Requests from other sites are refused."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "Requests from other sites are refused."
        if scope["type"] == "http":
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > self.largest(scope["path"]):
                return 413, "That is too large."
        return None

    def _known(self, headers: dict[str, str]) -> bool:
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == self.cookie and hmac.compare_digest(value.encode(), self._key.encode()):
                return True
        return False

    def _set_cookie(self) -> str:
        return f"{self.cookie}={self._key}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if self.secure else "")

    def _entry(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, dict[str, str]] | None:
        """The token in the address becomes a cookie, and leaves the address."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token")
        if given is None or scope["method"] != "GET":
            return None
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return 403, "This address is of another run. Open the one that voicecoach studio printed.", {}
        if self.passphrase and not self._known(headers):
            return 200, _form(self.token), {"content-type": "text/html; charset=utf-8"}
        rest = urlencode([(k, v) for k, v in query if k != "token"])
        to = scope["path"] + (f"?{rest}" if rest else "")
        to = "/" + to.lstrip("/\\")
        return 303, "", {"location": to, "set-cookie": self._set_cookie()}

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive, 4096)
        now = time.monotonic()
        self._wrong = [t for t in self._wrong if now - t < WAIT]
        if len(self._wrong) >= TRIES:
            await _answer(send, 429, "Too many wrong passphrases. Wait half a minute.")
            return
        given = dict(parse_qsl((body or b"").decode("utf-8", "replace")))
        right = hmac.compare_digest(given.get("passphrase", "").encode(), self.passphrase.encode())
        right &= hmac.compare_digest(given.get("token", "").encode(), self.token.encode())
        if not right:
            self._wrong.append(now)
            await _answer(send, 403, "That is not the passphrase.")
            return
        await _answer(send, 303, "", {"location": "/", "set-cookie": self._set_cookie()})

    def _guarded(self, send: Send) -> Send:
        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {k.decode("latin-1").lower() for k, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k not in given]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        return sending


def _form(token: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>VoiceCoach studio</title><main><h1>VoiceCoach studio</h1>"
        f'<form method="post" action="/enter"><input type="hidden" name="token" value="{token}">'
        '<p><label for="p">Passphrase</label><br>'
        '<input id="p" type="password" name="passphrase" required autofocus></p>'
        "<p><button>Enter</button></p></form></main></html>"
    )


async def _body(receive: Receive, most: int) -> bytes | None:
    out = bytearray()
    while True:
        message = await receive()
        out += message.get("body", b"")
        if len(out) > most:
            return None
        if not message.get("more_body"):
            return bytes(out)


async def _answer(send: Send, status: int, text: str, headers: dict[str, str] | None = None) -> None:
    body = text.encode()
    given = {"content-type": "text/plain; charset=utf-8", **HEADERS, **(headers or {})}
    if status in (413, 421, 403, 429):
        given["connection"] = "close"
    lines = [(k.encode(), v.encode()) for k, v in given.items()] + [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})
