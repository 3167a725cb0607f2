"""Text to speech by an OpenAI-compatible speech endpoint, streamed: `--voice URL#MODEL/VOICE`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from voicecoach.endpoint import Endpoint
from voicecoach.errors import BadRequest, SpeakError
from voicecoach.ports import Delivery, Sound

RATE = 24_000  # what `pcm` means in that protocol: 24 kHz, mono, 16 bit
NORMAL = 165  # words a minute that are speed 1.0


class RemoteVoice:
    """A ports.Voice. The client's words go to the host of `url`; `remote` tells whether that is elsewhere.

    Rate and volume of a `Delivery` are honoured, its pitch is not: the protocol has none. The session's own
    voice name wins over `Delivery.voice`, which names voices of another synthesiser.
    """

    rate = RATE

    def __init__(self, url: str, model: str, voice: str = "", key: str = "", *, seconds: float = 20.0) -> None:
        if not model:
            raise BadRequest("the speech endpoint needs a model.", "Give it as --voice URL#MODEL/VOICE.")
        self._endpoint = Endpoint(url, key, fail=SpeakError, seconds=seconds)
        self.name = f"{voice or model} at {self._endpoint.host}"
        self.remote = self._endpoint.remote
        self._model, self._voice = model, voice or "alloy"

    def speak(self, text: str, delivery: Delivery) -> Iterator[Sound]:
        """Sound as it arrives, 24 kHz; closing the iterator hangs up. Raises SpeakError."""
        if not text.strip():
            return
        asked: dict[str, object] = {
            "model": self._model, "voice": self._voice, "input": text, "response_format": "pcm",
        }  # fmt: skip
        speed = min(max(delivery.rate / NORMAL, 0.25), 4.0)
        if abs(speed - 1.0) >= 0.02:
            asked["speed"] = round(speed, 2)
        with self._endpoint.post("/audio/speech", json.dumps(asked).encode()) as answer:
            if answer.content_type in ("application/json", "text/html", "audio/mpeg"):
                raise SpeakError(
                    f"{self._endpoint.host} does not send plain PCM sound.",
                    "Use a speech endpoint that knows response_format pcm.",
                )
            yield from _sound(answer.pieces(), delivery.volume)

    def warm(self) -> None:
        """Opens a connection before it is needed."""
        self._endpoint.warm()

    def close(self) -> None:
        """Hangs up; may be called twice."""
        self._endpoint.close()


def _sound(pieces: Iterator[bytes], volume: float) -> Iterator[Sound]:
    """Samples from bytes that may be cut in the middle of one, or may begin with a WAV head after all."""
    left = b""
    first = True
    for piece in pieces:
        data = left + piece
        if first and len(data) < 44 and data[:4] == b"RIFF"[: len(data)]:
            left = data
            continue
        if first and data[:4] == b"RIFF":
            at = data.find(b"data", 12, 4096)
            data = data[at + 8 :] if at > 0 else data[44:]
        first = False
        whole = len(data) // 2 * 2
        left = data[whole:]
        if whole:
            yield _louder(np.frombuffer(data[:whole], "<i2"), volume)


def _louder(samples: Sound, volume: float) -> Sound:
    if volume == 1.0:
        return samples.astype(np.int16)
    return np.asarray(np.clip(samples.astype(np.float32) * volume, -32768, 32767), np.int16)
