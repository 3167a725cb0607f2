"""The stream of a chat completion, with patience that ends: connecting, the first word, a stall, the whole.

The reading is done by a thread of its own, so that the reply can be given up at any moment, wherever the endpoint
hangs. Every error of the library's is translated here, once; none carries what was said, or the key.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from voicecoach.errors import BadRequest, RespondError

TOKENS = 400
_ENDINGS = tuple(".!?…\"”'’)*")


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a connection, for the first words, between words, for something that can be spoken, and for
    the whole reply."""

    connect: float = 4.0
    first: float = 8.0
    stall: float = 4.0
    opening: float = 12.0
    whole: float = 30.0


class Failure(Exception):
    """The endpoint failed: `cause` is one plain sentence. `may_pass`: worth asking again at once. `for_good`: it will
    not change within this call."""

    def __init__(self, cause: str, *, may_pass: bool = False, for_good: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.may_pass = may_pass
        self.for_good = for_good


def connect(url: str, key: str, patience: Patience) -> Any:
    """A client of the `openai` library for `url`: no retries, no redirects, no proxies, nothing logged.
    Raises BadRequest or RespondError, which never show the key."""
    import openai

    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadRequest("that is no address of an endpoint.", "Give it as http://HOST:PORT/v1.", stage="respond")
    timeout = openai.Timeout(patience.whole, connect=patience.connect, read=patience.first)
    try:
        secure = url.startswith("https:")  # certificates take long to load, and nobody asks for them on loopback
        http = openai.DefaultHttpxClient(trust_env=False, follow_redirects=False, timeout=timeout, verify=secure)
        return openai.OpenAI(api_key=key or "none", base_url=url, max_retries=0, timeout=timeout, http_client=http)
    except Exception as error:  # an address that cannot be parsed, a key with a line break
        raise RespondError(
            f"the language model's endpoint cannot be used ({type(error).__name__}).", "Check --llm-url and the key."
        ) from None


class Pieces:
    """Iterates over the pieces of text of one reply. Raises Failure. `close` gives the reply up at once."""

    def __init__(
        self, endpoint: Any, model: str, messages: tuple[dict[str, str], ...], seed: int, patience: Patience
    ) -> None:
        self._endpoint, self._model, self._messages, self._seed = endpoint, model, messages, seed
        self._patience = patience
        self._inbox: queue.SimpleQueue[str | Failure | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self.spoken = False  # set once something of the reply could be spoken: the rest may take its time
        self._stream: Any = None
        self._thread: threading.Thread | None = None

    def __iter__(self) -> Iterator[str]:
        """The pieces, as they come."""
        self._thread = threading.Thread(target=self._read, name="chat", daemon=True)
        self._thread.start()
        begun = time.monotonic()
        wait = self._patience.connect + self._patience.first
        while True:
            end = begun + (self._patience.whole if self.spoken else self._patience.opening)
            try:
                item = self._inbox.get(timeout=max(0.01, min(wait, end - time.monotonic())))
            except queue.Empty:
                raise Failure("The language model took too long.") from None
            if item is None:
                return
            if isinstance(item, Failure):
                raise item
            wait = self._patience.stall
            if time.monotonic() > end:
                raise Failure("The language model took too long.")
            yield item

    def close(self) -> None:
        """Ends the reading; may be called twice."""
        self._closed.set()
        stream = self._stream
        if stream is not None:
            with contextlib.suppress(Exception):
                stream.close()

    def _read(self) -> None:
        try:
            self._pump()
            self._inbox.put(None)
        except Exception as error:  # whatever a library or a server can do, the call goes on
            self._inbox.put(_failure(error))

    def _pump(self) -> None:
        self._stream = self._open()
        if self._closed.is_set():
            self.close()
            return
        whole, finished = "", False
        for chunk in self._stream:
            if self._closed.is_set():
                return
            text, ends = _text(chunk)
            finished = finished or ends
            if text:
                whole += text
                self._inbox.put(text)
        if whole and not finished and whole.rstrip()[-1:] not in _ENDINGS:
            raise ConnectionError  # a connection that closes in the middle of a sentence raises nothing by itself

    def _open(self) -> Any:
        """The stream; without the optional settings where the endpoint knows none of them."""
        import openai

        ask = self._endpoint.chat.completions.create
        needed = {"model": self._model, "messages": list(self._messages), "stream": True}
        try:
            return ask(**needed, max_tokens=TOKENS, temperature=0.8, seed=self._seed)
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            return ask(**needed)


def _text(chunk: Any) -> tuple[str, bool]:
    """The text of one chunk, and whether it says that the reply is complete; servers misname almost anything."""
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return "", False
    content = getattr(getattr(choices[0], "delta", None), "content", None)
    return content if isinstance(content, str) else "", getattr(choices[0], "finish_reason", None) == "stop"


def _failure(error: Exception) -> Failure:
    """The library's error in our words: no body, no address, no key."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return Failure("The language model took too long.")
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return Failure("The language model's endpoint refused the key.", for_good=True)
    if isinstance(error, openai.NotFoundError):
        return Failure("The endpoint has no such model or address.", for_good=True)
    if isinstance(error, openai.RateLimitError):
        return Failure("The language model's endpoint is asked too often.")
    if isinstance(error, openai.APIStatusError):
        return Failure(f"The language model's endpoint failed (status {error.status_code}).")
    if isinstance(error, openai.APIConnectionError | ConnectionError):
        return Failure("The language model's endpoint cannot be reached, or broke off.")
    return Failure("The language model's endpoint talks nonsense.", may_pass=True)
