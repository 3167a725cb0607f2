"""What must not come in: other hosts and origins, no key, climbing paths, floods, scripts, malformed frames.

After each, the studio still answers and nothing in the library has changed.
"""

from __future__ import annotations

import json
import random
import socket
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from studio_fixture import NASTY, PROMPTS, Studio, debrief, record, served
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from voicecoach.errors import BadRequest
from voicecoach.events import ClientSaid
from voicecoach.ports import Block, Ears, Glimpse, Key, Mouth, NoMore, View
from voicecoach.replay.hooks import Hooks, Wish
from voicecoach.replay.server import Share, studio


class EchoCall:
    """A call that says back a little sound for each second it hears, until it is ended."""

    id, client_name = "2026-01-01-0000-x-abcd", "Mara"

    def __init__(self, ears: Ears, mouth: Mouth, view: View) -> None:
        self.ears, self.mouth, self.view = ears, mouth, view

    def run(self) -> dict[str, Any]:
        import queue

        import numpy as np

        inbox: queue.Queue[Any] = queue.Queue()
        clock = iter(x / 10 for x in range(10**9))
        self.mouth.open(inbox.put, lambda: next(clock), 22_050)
        self.ears.open(inbox.put, lambda: next(clock))
        heard = 0
        while True:
            message = inbox.get(timeout=60)
            if isinstance(message, (NoMore, Key)):
                self.ears.close()
                self.mouth.close()
                return {"outcome": "stopped", "heard": heard}
            if isinstance(message, Block):
                heard += 1
                self.view.glimpse(Glimpse("listening", -20.0, NASTY, heard / 10))
                if heard % 30 == 1:
                    self.mouth.play(heard, np.ones(2205, np.int16), last=True)
                    self.view.event(ClientSaid(1.0, 1, NASTY, 0.0, 1.0))


@contextmanager
def hold(wish: Wish, ears: Ears, mouth: Mouth, view: View) -> Iterator[EchoCall]:
    if wish.scenario == "none":
        raise BadRequest("there is no such scenario.", "See the list.")
    if wish.scenario == "bug":
        raise RuntimeError("a secret sentence")
    yield EchoCall(ears, mouth, view)


HOOKS = Hooks(debrief=debrief, rubrics=(PROMPTS,), hold=hold)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with served(tmp_path_factory.mktemp("studio"), HOOKS) as studio:
        yield studio


@pytest.fixture(autouse=True)
def _still_answers_and_lost_nothing(shared: Studio) -> Iterator[None]:
    folder = shared.library.path(shared.ids[0])
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    yield
    assert shared.get("/api/sessions").status_code == 200
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert shared.library.ids() == shared.ids


PATHS = ["/", "/api/sessions", "/static/common.js", "/session/x", "/nowhere", "/rehearse/socket"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""])
@pytest.mark.parametrize("path", PATHS)
def test_another_host_gets_nothing(shared: Studio, host: str, path: str) -> None:
    answer = shared.get(path, headers={"host": host.format(port=shared.running.port)})
    assert answer.status_code in (400, 421)
    assert len(answer.text) < 100


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "file://"]
)
@pytest.mark.parametrize("path", ["/", "/api/sessions"])
def test_another_origin_gets_nothing(shared: Studio, origin: str, path: str) -> None:
    answer = shared.get(path, headers={"origin": origin.format(port=shared.running.port)})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_without_the_key_nothing_is_served(shared: Studio, path: str) -> None:
    for cookies in ({}, {shared.running.gate.cookie: "guess"}, {shared.running.gate.cookie: ""}):
        answer = httpx.get(shared.base + path, cookies=cookies)
        assert answer.status_code == 403
        assert len(answer.text) < 120


def test_a_wrong_key_in_the_address(shared: Studio) -> None:
    assert httpx.get(shared.base + "/?token=guess").status_code == 403
    assert httpx.get(shared.base + "/?token=").status_code == 403
    token = shared.running.gate.token
    answer = httpx.get(f"{shared.base}//evil.example/?token={token}")
    assert answer.status_code == 303
    assert not answer.headers["location"].startswith("//")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert token not in cookie
    assert token not in answer.headers["location"]


def test_what_changes_things_needs_this_very_page(shared: Studio) -> None:
    for path in ("notes", "score", "delete", "export", "correct", "spoken"):
        url = f"/api/session/{shared.ids[0]}/{path}"
        assert shared.http.post(url, json={}).status_code == 403  # no Origin at all
        assert shared.post(url, {}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert shared.get(url).status_code in (404, 405)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = shared.http.request(method, f"/api/session/{shared.ids[0]}", headers={"origin": shared.base})
        assert answer.status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py", "/static//etc/passwd",
        "/api/session/..%2f..%2fetc", "/api/session/%2e%2e", "/session/..", "/api/session/.index", "/static/%00",
        "/api/session/{id}/notes/..%2fsession.json", "/api/session/{id}/notes/session.json",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/session/{id}%00/notes/x", "/static/..\\server.py", "/api/session/" + "a" * 5000,
    ],
)  # fmt: skip
def test_climbing(shared: Studio, path: str) -> None:
    with socket.create_connection(("127.0.0.1", shared.running.port), timeout=10) as line:
        cookie = "; ".join(f"{k}={v}" for k, v in shared.http.cookies.items())
        target = path.format(id=shared.ids[0])
        line.sendall(
            f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{shared.running.port}\r\nCookie: {cookie}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        data = b"".join(iter(lambda: line.recv(65536), b""))
    status = int(data.split(b" ", 2)[1])
    assert status in (400, 403, 404, 405)
    assert b"root:" not in data
    assert b"schema" not in data
    assert b"import " not in data


# --- too much -------------------------------------------------------------------------------------------


def test_two_gigabytes_are_refused_before_they_come(shared: Studio) -> None:
    cookie = "; ".join(f"{k}={v}" for k, v in shared.http.cookies.items())
    for path, size in (("/api/import", 2 << 30), (f"/api/session/{shared.ids[0]}/notes", 1 << 20), ("/", 1 << 20)):
        with socket.create_connection(("127.0.0.1", shared.running.port), timeout=10) as line:
            line.sendall(
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{shared.running.port}\r\nOrigin: {shared.base}\r\n"
                f"Cookie: {cookie}\r\nContent-Length: {size}\r\n\r\n".encode()
            )
            assert b" 413 " in line.recv(100)


def test_a_body_that_never_ends_is_cut_off(shared: Studio) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield bytes(65536)

    with suppress(httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
        answer = shared.http.post(
            f"/api/session/{shared.ids[0]}/notes", content=endless(), headers={"origin": shared.base}
        )
        assert answer.status_code == 413


def test_two_gigabytes_that_do_not_say_so_are_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sealed file in pieces, of no stated length: the limit holds (here a small one), and nothing stays on the disk."""
    import tempfile

    from voicecoach.replay import server

    monkeypatch.setattr(server, "UPLOAD", 8 << 20)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(2048):
            sent += 1 << 20
            yield bytes(1 << 20)

    with served(tmp_path, HOOKS) as own:
        with suppress(httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            answer = own.http.post("/api/import", content=pieces(), headers={"origin": own.base})
            assert answer.status_code == 413
        assert 8 << 20 <= sent < 256 << 20
        assert own.get("/api/sessions").json()["total"] == 1
        (outbox,) = (tmp_path / "temporary").glob("voicecoach-*")
        assert list(outbox.iterdir()) == []


def test_a_thousand_half_open_sockets(shared: Studio) -> None:
    lines = []
    try:
        for i in range(1000):
            line = socket.create_connection(("127.0.0.1", shared.running.port), timeout=10)
            if i % 3 == 0:
                line.sendall(b"GET / HTTP/1.1\r\nHost: ")
            lines.append(line)
            if i % 250 == 249:
                assert shared.get("/api/sessions").status_code == 200
        with suppress(ConnectionResetError):
            assert lines[0].recv(1) == b"", "who waited longest made room"
        with ring(shared) as call:  # and a call can be begun while they stand there
            call.send(BEGIN)
            assert talk(call)["over"]["outcome"] == "stopped"
    finally:
        for line in lines:
            line.close()


def test_heads_that_are_none(shared: Studio) -> None:
    rnd = random.Random(3)
    for i in range(60):
        with socket.create_connection(("127.0.0.1", shared.running.port), timeout=10) as line:
            noise = rnd.randbytes(rnd.randint(1, 400))
            line.sendall(noise if i % 2 else b"GET / HTTP/1.1\r\nX: " + b"a" * 50_000)
            line.shutdown(socket.SHUT_WR)
            with suppress(ConnectionResetError):
                data = line.recv(65536)
                assert data == b"" or data.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"text": NaN}', b"null", b'"x"'])
def test_json_that_is_none(shared: Studio, body: bytes) -> None:
    answer = shared.http.post(f"/api/session/{shared.ids[0]}/notes", content=body, headers={"origin": shared.base})
    assert answer.status_code == 400


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"VoiceCoach sealed 1\n" + bytes(500), bytes(10_000)])
def test_files_that_are_none(shared: Studio, data: bytes) -> None:
    answer = shared.http.post("/api/import", params={"passphrase": "x"}, content=data, headers={"origin": shared.base})
    assert answer.status_code == 409
    assert answer.json()["error"]


# --- scripts in what people say ------------------------------------------------------------------------


def test_a_script_in_any_text_stays_text(tmp_path: Path) -> None:
    with served(tmp_path, sessions=0) as own:
        one = record(own.library, rep=NASTY, title=NASTY, text=NASTY)
        own.post(f"/api/session/{one}/notes", {"text": NASTY, "author": NASTY, "at": 1.0})
        for path in ("/", f"/session/{one}", f"/session/{one}/score", f"/compare?a={one}&b={one}"):
            assert "alert" not in own.get(path).text
        for path in ("/api/sessions", f"/api/session/{one}", f"/api/session/{one}/machine"):
            answer = own.get(path)
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert NASTY in json.dumps(answer.json(), ensure_ascii=False)


def test_no_script_ever_parses_text_as_markup() -> None:
    static = Path(__file__).parents[2] / "voicecoach" / "replay" / "static"
    for file in static.glob("*.js"):
        text = file.read_text(encoding="utf-8")
        for bad in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert bad not in text, f"{file.name}: {bad}"


# --- the rehearsal's socket ----------------------------------------------------------------------------


def ring(studio: Studio, **headers: str) -> ClientConnection:
    cookie = "; ".join(f"{k}={v}" for k, v in studio.http.cookies.items())
    given = {"Cookie": cookie, **headers}
    url = f"ws://127.0.0.1:{studio.running.port}/rehearse/socket"
    return connect(url, origin=given.pop("Origin", studio.base), additional_headers=given, open_timeout=10)  # type: ignore[arg-type]


BEGIN = json.dumps({"wish": {"scenario": "x"}, "rate": 48_000})


def talk(line: ClientConnection) -> dict[str, Any]:
    """Speaks half a second, rings off, and gives how it ended."""
    for _ in range(50):
        line.send(b"\x01" + bytes(1920))
    line.send(json.dumps({"key": "end"}))
    while True:
        message = line.recv(timeout=60)
        if isinstance(message, str) and "over" in (told := json.loads(message)):
            return dict(told)


def test_a_call_over_the_socket(shared: Studio) -> None:
    with ring(shared) as line:
        line.send(BEGIN)
        assert json.loads(line.recv(timeout=60)) == {"session": EchoCall.id, "client": "Mara"}
        over = talk(line)
    assert over["over"]["outcome"] == "stopped"
    assert over["over"]["heard"] > 10


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Cookie": ""}, {"Host": "evil.example"}])
def test_the_socket_has_the_same_gate(shared: Studio, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus):
        ring(shared, **headers)


@pytest.mark.parametrize(
    "first",
    ["", "{", "[]", "null", b"\x01\x02", '{"wish": {}}', '{"wish": 5, "rate": 1}',
     '{"wish": {"scenario": "x"}, "rate": 7}',
     '{"wish": {"scenario": "none"}, "rate": 48000}', '{"wish": {"scenario": "x"}, "rate": 1e99}', "[" * 60_000],
)  # fmt: skip
def test_a_wish_that_is_none(shared: Studio, first: str | bytes) -> None:
    with ring(shared) as line:
        line.send(first)
        assert json.loads(line.recv(timeout=60))["error"]
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=60)


def test_a_fault_of_ours_ends_the_call_with_a_word_and_no_trace(shared: Studio) -> None:
    with ring(shared) as line:
        line.send('{"wish": {"scenario": "bug"}, "rate": 48000}')
        told = line.recv(timeout=60)
    assert "RuntimeError" in str(told)
    assert "secret" not in str(told)


@pytest.mark.parametrize("seed", range(4))
def test_frames_by_chance(shared: Studio, seed: int) -> None:
    """Well-formed frames with any content: the call goes on, or the socket is closed; the studio stays."""
    rnd = random.Random(seed)
    keys = ["played", "utterance", "age", "key", "wish", "rate"]
    values = [None, True, -1, 1e308, "x" * 100, [], {}, 2**70, "end" * 3, 0.5]
    with ring(shared) as line:
        line.send(BEGIN)
        for _ in range(300):
            kind = rnd.randrange(4)
            if kind == 0:
                line.send(rnd.randbytes(rnd.randint(0, 2000)))
            elif kind == 1:
                line.send("".join(chr(rnd.randint(1, 0xD7FF)) for _ in range(rnd.randint(0, 50))))
            elif kind == 2:
                line.send(json.dumps({k: rnd.choice(values) for k in rnd.sample(keys, 3)}))
            else:
                line.send(b"\x01" + rnd.randbytes(2 * rnd.randint(0, 960)))
        over = talk(line)
    assert over["over"]["outcome"] == "stopped"


@pytest.mark.parametrize("seed", range(20))
def test_frames_that_are_none(shared: Studio, seed: int) -> None:
    """Bytes that break the protocol below: that line is closed, nothing else happens."""
    rnd = random.Random(seed)
    with ring(shared) as line:
        line.send(BEGIN)
        line.recv(timeout=60)
        raw = line.socket
        raw.sendall(rnd.randbytes(rnd.randint(1, 3000)))
        with suppress(OSError):
            raw.shutdown(socket.SHUT_WR)
        with suppress(ConnectionClosed, TimeoutError):
            while True:
                line.recv(timeout=5)


def test_a_frame_that_is_too_large_closes_the_line(shared: Studio) -> None:
    with ring(shared) as line:
        line.send(BEGIN)
        with suppress(ConnectionClosed):  # it may close while this is still on its way
            line.send(bytes(2_000_000))
        with pytest.raises(ConnectionClosed):
            deque(line, maxlen=0)  # until it is closed


# --- sharing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"certificate": Path("nowhere.pem")}, "not there"),
        ({"passphrase": "short"}, "passphrase"),
        ({"names": ()}, "name"),
    ],
)
def test_sharing_is_refused_without_what_it_needs(tmp_path: Path, more: dict[str, Any], says: str) -> None:
    from voicecoach.remember.store import Library

    file = tmp_path / "x.pem"
    file.write_text("")
    given = {"certificate": file, "key": file, "passphrase": "long enough", "names": ("studio.example",), **more}
    with pytest.raises(BadRequest, match=says), studio(Library(tmp_path), Hooks(), share=Share(**given)):
        pass


def test_sharing_asks_for_the_passphrase(tmp_path: Path) -> None:
    from voicecoach.remember.store import Library

    certificate, key = certified(tmp_path)
    share = Share(certificate, key, "correct horse", ("127.0.0.1",))
    with studio(Library(tmp_path / "s"), HOOKS, share=share) as running, httpx.Client(verify=False) as http:
        base, token = running.address.split("/?token=")
        assert base.startswith("https://")
        form = http.get(running.address)
        assert "Passphrase" in form.text
        assert "set-cookie" not in form.headers
        assert http.get(base + "/api/sessions").status_code == 403
        enter = {"token": token, "passphrase": "correct horse"}
        headers = {"origin": base}
        assert http.post(base + "/enter", data={**enter, "token": "x"}, headers=headers).status_code == 403
        right = http.post(base + "/enter", data=enter, headers=headers)
        assert "Secure" in right.headers["set-cookie"]
        assert http.get(base + "/api/sessions").status_code == 200
        other = httpx.Client(verify=False)
        codes = [
            other.post(base + "/enter", data={**enter, "passphrase": "x"}, headers=headers).status_code
            for _ in range(7)
        ]
        assert codes[-1] == 429
        assert other.post(base + "/enter", data=enter, headers=headers).status_code == 429
        other.close()


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key."""
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "studio")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return pem, private
