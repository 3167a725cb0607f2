"""Transcription and speech by an endpoint: against a small server that speaks the real wire formats."""

from __future__ import annotations

import io
import json
import socket
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from voicecoach.endpoint import Endpoint, is_remote
from voicecoach.errors import BadRequest, SpeakError, UnderstandError, VoiceCoachError
from voicecoach.ports import Delivery, Sound
from voicecoach.speak.remote_voice import RemoteVoice
from voicecoach.understand.remote import RemoteRecogniser

TONE = np.asarray(8000 * np.sin(np.arange(24_000) / 10), np.int16)
SPOKEN = "a secret about the audit"


@dataclass
class Served:
    """A server's behaviour and what it saw."""

    url: str = ""
    status: int = 200
    answer: bytes = json.dumps({"text": SPOKEN}).encode()
    kind: str = "application/json"
    pieces: list[bytes] = field(default_factory=list)
    stall: bool = False  # sends half and then nothing
    hang_up: bool = False  # promises more than it sends
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    connections: int = 0
    going_on: threading.Event = field(default_factory=threading.Event)
    drop_idle: bool = False


@pytest.fixture
def served() -> Iterator[Served]:
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            state.connections += 1

        def log_message(self, *args: Any) -> None: ...

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append((self.path, dict(self.headers), body))
            self.send_response(state.status)
            self.send_header("Content-Type", state.kind)
            if state.pieces:
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for piece in [*state.pieces, b""]:
                    if state.stall and not piece:
                        state.going_on.wait(5)
                    self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            else:
                self.send_header("Content-Length", str(len(state.answer) + 10 * state.hang_up))
                self.end_headers()
                self.wfile.write(state.answer)
            self.close_connection = state.drop_idle or state.hang_up

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield state
    state.going_on.set()
    server.shutdown()
    server.server_close()


def speech(seconds: float = 1.0) -> Sound:
    return np.asarray(np.random.default_rng(0).normal(size=int(16_000 * seconds)) * 1000, np.int16)


def recognised(served: Served, **more: Any) -> str:
    recogniser = RemoteRecogniser(served.url, "tiny", **more)
    try:
        return recogniser.recognise(speech()).text
    finally:
        recogniser.close()


# --- transcription -------------------------------------------------------------------------------------


def test_sound_goes_out_as_wav_and_words_come_back(served: Served) -> None:
    sound = speech()
    recogniser = RemoteRecogniser(served.url, "tiny", "sk-test")
    assert recogniser.recognise(sound).text == SPOKEN
    path, headers, body = served.requests[0]
    assert path == "/v1/audio/transcriptions"
    assert headers["Authorization"] == "Bearer sk-test"
    assert b'name="model"\r\n\r\ntiny\r\n' in body
    start = body.index(b"RIFF")
    with wave.open(io.BytesIO(body[start:])) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        assert np.array_equal(np.frombuffer(file.readframes(16_000), np.int16), sound)
    recogniser.close()
    recogniser.close()


def test_word_times_are_taken_where_a_server_sends_them(served: Served) -> None:
    words = [{"word": " so", "start": 0.1, "end": 0.3}, {"word": "bad"}]
    served.answer = json.dumps({"text": " so  bad ", "words": words}).encode()
    found = RemoteRecogniser(served.url, "m").recognise(speech())
    assert found.text == "so bad"
    assert [tuple(w) for w in found.words] == [("so", 0.1, 0.3)]


def test_one_connection_serves_many_turns(served: Served) -> None:
    recogniser = RemoteRecogniser(served.url, "tiny")
    recogniser.warm()
    for _ in range(3):
        recogniser.recognise(speech(0.2))
    assert served.connections == 1


def test_a_connection_closed_meanwhile_is_replaced(served: Served) -> None:
    served.drop_idle = True
    recogniser = RemoteRecogniser(served.url, "tiny")
    assert [recogniser.recognise(speech(0.2)).text for _ in range(3)] == [SPOKEN] * 3


def test_a_crumb_of_sound_is_not_sent(served: Served) -> None:
    assert RemoteRecogniser(served.url, "tiny").recognise(speech(0.05)).text == ""
    assert served.requests == []


@pytest.mark.parametrize(
    ("status", "says"), [(401, "key"), (404, "model"), (429, "often"), (500, "fault"), (400, "accept"), (301, "accept")]
)
def test_refusals_are_said_plainly(served: Served, status: int, says: str) -> None:
    served.status, served.answer = status, SPOKEN.encode()
    with pytest.raises(UnderstandError) as caught:
        recognised(served, key="sk-hidden")
    assert says in str(caught.value)
    assert caught.value.remedy
    assert SPOKEN not in str(caught.value)
    assert "sk-hidden" not in str(caught.value)


@pytest.mark.parametrize("answer", [SPOKEN.encode(), b"", b"[]", b'{"text": 7}', b'{"words": []}', b"\xff\xfe"])
def test_an_answer_that_is_none_gives_an_error_without_its_words(served: Served, answer: bytes) -> None:
    served.answer = answer
    with pytest.raises(UnderstandError) as caught:
        recognised(served)
    assert SPOKEN not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_that_hangs_up_half_way_is_an_error(served: Served) -> None:
    served.hang_up = True
    with pytest.raises(UnderstandError, match="cannot be reached"):
        recognised(served)


def test_a_server_that_falls_silent_is_waited_for_only_so_long(served: Served) -> None:
    served.pieces, served.stall = [b'{"text"'], True
    with pytest.raises(UnderstandError, match="did not answer"):
        recognised(served, seconds=0.15)


def test_no_server_at_all_is_an_error_with_a_remedy() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnderstandError, match="cannot be reached") as caught:
        RemoteRecogniser(f"http://127.0.0.1:{port}", "tiny").recognise(speech())
    assert "server runs" in caught.value.remedy


# --- speech --------------------------------------------------------------------------------------------


def test_speech_arrives_piece_by_piece_and_whole(served: Served) -> None:
    data, served.kind = TONE.tobytes(), "audio/pcm"
    served.pieces = [data[:7], data[7:1001], data[1001:]]
    voice = RemoteVoice(served.url, "kokoro", "bella", "sk-test")
    got = list(voice.speak("We have someone.", Delivery()))
    assert len(got) >= 2
    assert all(piece.dtype == np.int16 for piece in got)
    assert np.array_equal(np.concatenate(got), TONE)
    asked = json.loads(served.requests[0][2])
    assert asked == {"model": "kokoro", "voice": "bella", "input": "We have someone.", "response_format": "pcm"}
    assert voice.rate == 24_000


def test_a_wav_head_is_no_sound(served: Served) -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(24_000)
        out.writeframes(TONE.tobytes())
    served.kind = "audio/wav"
    for cut in (3, 44, 100):
        served.pieces = [file.getvalue()[:cut], file.getvalue()[cut:]]
        got = np.concatenate(list(RemoteVoice(served.url, "m").speak("Hm.", Delivery())))
        assert np.array_equal(got, TONE)


def test_rate_and_loudness_of_a_delivery_are_honoured(served: Served) -> None:
    served.pieces, served.kind = [TONE.tobytes()], "audio/pcm"
    voice = RemoteVoice(served.url, "m", "v")
    got = np.concatenate(list(voice.speak("Hm.", Delivery(rate=198, volume=0.5))))
    assert json.loads(served.requests[0][2])["speed"] == 1.2
    assert np.abs(got.astype(float) - TONE / 2).max() <= 1


def test_closing_the_iterator_hangs_up_and_the_next_sentence_works(served: Served) -> None:
    served.pieces, served.kind, served.stall = [TONE.tobytes()], "audio/pcm", True
    voice = RemoteVoice(served.url, "m", "v", seconds=2.0)
    sound = voice.speak("A long sentence.", Delivery())
    next(sound)
    sound.close()  # type: ignore[attr-defined]
    served.stall = False
    assert len(np.concatenate(list(voice.speak("Next.", Delivery())))) == len(TONE)


def test_sentences_spoken_in_turn_share_a_connection(served: Served) -> None:
    served.pieces, served.kind = [TONE.tobytes()], "audio/pcm"
    voice = RemoteVoice(served.url, "m", "v")
    for _ in range(3):
        list(voice.speak("Hm.", Delivery()))
    assert served.connections == 1


def test_nothing_to_say_asks_nothing(served: Served) -> None:
    assert list(RemoteVoice(served.url, "m", "v").speak("  ", Delivery())) == []
    assert served.requests == []


@pytest.mark.parametrize("kind", ["audio/mpeg", "application/json"])
def test_a_server_without_pcm_is_an_error(served: Served, kind: str) -> None:
    served.kind = kind
    with pytest.raises(SpeakError, match="PCM"):
        list(RemoteVoice(served.url, "m", "v").speak("Hm.", Delivery()))


def test_refusals_of_the_voice_do_not_show_its_words(served: Served) -> None:
    served.status, served.answer = 500, SPOKEN.encode()
    with pytest.raises(SpeakError) as caught:
        list(RemoteVoice(served.url, "m", "v", "sk-hidden").speak(SPOKEN, Delivery()))
    assert SPOKEN not in str(caught.value)


# --- addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/v1", "http://localhost", "http://[::1]:9/v1", "http://127.8.8.8"]
)
def test_loopback_stays_on_this_machine(url: str) -> None:
    assert not is_remote(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v1",
        "http://192.168.1.7:8000",
        "http://127.0.0.1.example.com",
        "http://localhost.example",
    ],
)
def test_everything_else_leaves_it(url: str) -> None:
    assert is_remote(url)


@pytest.mark.parametrize("url", ["", "whisper", "ftp://host/v1", "http://", "http://host:notaport/v1"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadRequest):
        Endpoint(url)


def test_a_broken_key_is_refused_without_being_shown() -> None:
    with pytest.raises(BadRequest) as caught:
        Endpoint("http://127.0.0.1", "sk-hid\nden")
    assert "den" not in str(caught.value)


def test_no_model_is_refused() -> None:
    with pytest.raises(VoiceCoachError):
        RemoteRecogniser("http://127.0.0.1", "")
    with pytest.raises(VoiceCoachError):
        RemoteVoice("http://127.0.0.1", "")


def test_a_key_is_in_no_repr() -> None:
    endpoint = Endpoint("http://127.0.0.1", "sk-hidden")
    assert "sk-hidden" not in repr(endpoint)
