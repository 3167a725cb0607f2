"""An HTTP endpoint in OpenAI's wire formats: kept-alive connections, streamed answers, plain errors.

The standard library's client is used because a reply waits for it: nothing to import, no thread, a request
leaves in one write, and an answer is handed on as its bytes arrive. Redirects are not followed and proxies
not asked: what is said goes to the host the user named and nowhere else.
"""

from __future__ import annotations

import http.client
import ipaddress
import select
import ssl
import threading
from collections.abc import Iterator
from types import TracebackType
from urllib.parse import urlsplit

from voicecoach.errors import BadRequest, VoiceCoachError

PIECE = 65_536  # most bytes handed on at once
IDLE = 4  # kept-alive connections at most

REFUSALS = {
    401: ("refused the key.", "Put the right one into VOICECOACH_API_KEY."),
    403: ("refused the key.", "Put the right one into VOICECOACH_API_KEY."),
    404: ("has no such address or model.", "Check the part after '#' and whether the URL ends in /v1."),
    413: ("found the recording too large.", "Speak in shorter turns."),
    429: ("is asked too often, or its account is used up.", "Wait a little, or choose another."),
}
"""What a status means to the person at the keyboard."""


def is_remote(url: str) -> bool:
    """Whether what is sent to `url` leaves this machine."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return True


class Endpoint:
    """The base address of an API, say `https://host/v1`; `/v1` is supplied where no path is given.

    `fail` is the error that troubles are raised as. `seconds` limits every single wait, not the whole answer.
    Safe for several threads; each request under way has a connection of its own.
    """

    def __init__(
        self, url: str, key: str = "", *, fail: type[VoiceCoachError] = VoiceCoachError, seconds: float = 20.0
    ) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
            raise BadRequest("that is no address of an endpoint.", "Give it as http://HOST:PORT/v1.")
        if not (key.isascii() and key.isprintable()):  # else the HTTP library's error would show it
            raise BadRequest("the endpoint's key has characters that no key has.", "Set it anew.")
        self.host = parts.hostname
        self.remote = is_remote(url)
        self._port = port
        self._tls = _trust() if parts.scheme == "https" else None
        self._path = parts.path.rstrip("/") or "/v1"
        self._key = key
        self._fail = fail
        self._seconds = seconds
        self._idle: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        """Without the key."""
        return f"Endpoint({self.host!r})"

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> Answer:
        """Sends `body` to `path` under the base; the answer's head has arrived when this returns."""
        headers = {"Content-Type": content_type, "Accept": "*/*", "User-Agent": "voicecoach"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        while True:
            connection, used = self._take()
            try:
                connection.request("POST", self._path + path, body, headers)
                response = connection.getresponse()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if used and not isinstance(error, TimeoutError):
                    continue  # the server had closed the kept-alive connection meanwhile
                raise self.trouble(error) from None
            if response.status >= 300:
                connection.close()
                raise self._refused(response.status)
            return Answer(self, connection, response)

    def warm(self) -> None:
        """Opens a connection in good time, so that the next request need not. Never fails."""
        connection, _ = self._take()
        try:
            if connection.sock is None:
                connection.connect()
        except (OSError, http.client.HTTPException):
            connection.close()
            return
        self.give_back(connection)

    def close(self) -> None:
        """Closes what is kept alive; may be called twice."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def give_back(self, connection: http.client.HTTPConnection) -> None:
        """Takes a connection whose answer was read to its end."""
        with self._lock:
            if len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def _take(self) -> tuple[http.client.HTTPConnection, bool]:
        """A connection, and whether it was used before. A dead one is not worth trying."""
        with self._lock:
            while self._idle:
                connection = self._idle.pop()
                if _alive(connection):
                    return connection, True
                connection.close()
        if self._tls is not None:
            return http.client.HTTPSConnection(self.host, self._port, timeout=self._seconds, context=self._tls), False
        return http.client.HTTPConnection(self.host, self._port, timeout=self._seconds), False

    def trouble(self, error: Exception) -> VoiceCoachError:
        """What to raise for an error of the library's."""
        if isinstance(error, TimeoutError):
            seconds = f"{self._seconds:.0f} s"
            return self._fail(f"{self.host} did not answer within {seconds}.", "Is it overloaded?")
        name = type(error).__name__
        if isinstance(error, ssl.SSLError):
            return self._fail(f"{self.host} cannot be trusted ({name}).", "Check the address.")
        remedy = "Check that the server runs and that the address is right."
        return self._fail(f"{self.host} cannot be reached ({name}).", remedy)

    def _refused(self, status: int) -> VoiceCoachError:
        if status in REFUSALS:
            cause, remedy = REFUSALS[status]
        elif status >= 500:
            cause, remedy = f"has a fault of its own (status {status}).", "Look into the server's log."
        else:
            cause, remedy = f"did not accept the request (status {status}).", "Check the model's name."
        return self._fail(f"{self.host} {cause}", remedy)


class Answer:
    """An answer under way. A context manager: left early, it hangs up, which ends the work behind it."""

    def __init__(
        self, endpoint: Endpoint, connection: http.client.HTTPConnection, response: http.client.HTTPResponse
    ) -> None:
        self._endpoint, self._connection, self._response = endpoint, connection, response

    def __enter__(self) -> Answer:
        """Nothing to prepare."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Keeps the connection when the whole answer was read."""
        if kind is None and self._response.isclosed() and not self._response.will_close:
            self._endpoint.give_back(self._connection)
        else:
            self._response.close()
            self._connection.close()

    @property
    def content_type(self) -> str:
        """What the server says it sends."""
        return self._response.headers.get_content_type()

    def read(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The bytes as they arrive."""
        try:
            while piece := self._response.read1(PIECE):
                yield piece
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._endpoint.trouble(error) from None
        if self._response.length:  # the server hung up before it had sent what it promised
            raise self._endpoint.trouble(ConnectionError())
        self._response.read()  # lets a chunked answer take its last, empty chunk


def _alive(connection: http.client.HTTPConnection) -> bool:
    """An idle connection with something to read has been closed by the server."""
    if connection.sock is None:
        return False
    try:
        return not select.select([connection.sock], [], [], 0)[0]
    except (OSError, ValueError):
        return False


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:  # Pythons from python.org on macOS bring no certificates
        try:
            import certifi

            context.load_verify_locations(certifi.where())
        except (ImportError, OSError):
            pass
    return context
