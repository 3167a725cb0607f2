"""Speech to text by an OpenAI-compatible transcription endpoint, local or not: `--stt URL#MODEL`."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

from voicecoach.endpoint import Endpoint
from voicecoach.errors import BadRequest, UnderstandError
from voicecoach.ports import Recognised, Sound
from voicecoach.session import RATE, Word

BOUNDARY = "voicecoach-7c1f0e5a9b"
SHORTEST = 0.1  # s; endpoints refuse less


class RemoteRecogniser:
    """A ports.Recogniser. The rep's voice goes to the host of `url`; `remote`: is that another machine?

    `url` is the API's base (`http://127.0.0.1:8000/v1`), `key` comes from the environment. Raises
    BadRequest for an address that is none.
    """

    parallel = True  # several recognitions at once cost this machine nothing

    def __init__(self, url: str, model: str, key: str = "", *, seconds: float = 20.0) -> None:
        if not model:
            raise BadRequest("the transcription endpoint needs a model.", "Give it as --stt URL#MODEL.")
        self._endpoint = Endpoint(url, key, fail=UnderstandError, seconds=seconds)
        self.name = f"{model} at {self._endpoint.host}"
        self.remote = self._endpoint.remote
        self._model = model

    def recognise(self, samples: Sound) -> Recognised:
        """Text of `samples` (16 kHz). Raises UnderstandError."""
        if len(samples) < SHORTEST * RATE:
            return Recognised("")
        body = _form({"model": self._model, "response_format": "json"}, wav(samples))
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        with self._endpoint.post("/audio/transcriptions", body, kind) as answer:
            return self._read(answer.read())

    def warm(self) -> None:
        """Opens a connection before it is needed."""
        self._endpoint.warm()

    def close(self) -> None:
        """Hangs up; may be called twice."""
        self._endpoint.close()

    def _read(self, data: bytes) -> Recognised:
        try:
            found = json.loads(data)
            text = found["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            # The answer may hold the rep's words, so it is neither shown nor chained.
            raise UnderstandError(
                f"{self._endpoint.host} answered with something that is no transcription.",
                "Check that the URL is the base of an OpenAI-compatible API.",
            ) from None
        return Recognised(" ".join(text.split()), tuple(_words(found)))


def wav(samples: Sound) -> bytes:
    """A 16 kHz mono WAV file of int16 samples."""
    data = np.ascontiguousarray(samples, dtype="<i2").tobytes()
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", len(data),
    )  # fmt: skip
    return head + data


def _form(fields: dict[str, str], sound: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="turn.wav"\r\n'
        "Content-Type: audio/wav\r\n\r\n"
    ).encode()
    return b"".join([*parts, head, sound, f"\r\n--{BOUNDARY}--\r\n".encode()])


def _words(found: dict[str, Any]) -> Iterator[Word]:
    """Word times, from those servers that send them."""
    for word in found.get("words") or ():
        try:
            yield Word(str(word["word"]).strip(), float(word["start"]), float(word["end"]))
        except (KeyError, TypeError, ValueError):
            return
