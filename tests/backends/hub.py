"""A model hub on this machine: enough of the protocol that the real client library downloads from it."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Serves the files of a folder as any repository. `break_after` bytes of model.bin it hangs up, once;
    `refuse` is the status that everything is answered with."""

    def __init__(self, folder: Path, break_after: int = 0, refuse: int = 0) -> None:
        self.files = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
        self.files["README.md"] = b"not wanted"
        self.break_after, self.refuse = break_after, refuse
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        hub = self

        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                hub.answer(self, body=True)

            def do_HEAD(self):
                hub.answer(self, body=False)

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_args):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request, body):
        self.asked.append((request.command, request.path, dict(request.headers)))
        path = request.path.split("?")[0]
        if self.refuse:
            return self._send(request, self.refuse, b"{}", body)
        if "/tree/" in path:
            listing = [
                {"type": "file", "path": n, "size": len(d), "oid": hashlib.sha1(d).hexdigest()}
                for n, d in self.files.items()
            ]
            return self._send(request, 200, json.dumps(listing).encode(), body)
        if path.startswith("/api/models/"):
            siblings = [{"rfilename": n, "size": len(d)} for n, d in self.files.items()]
            info = {"id": "x/y", "modelId": "x/y", "sha": COMMIT, "siblings": siblings, "tags": [], "private": False}
            return self._send(request, 200, json.dumps(info).encode(), body)
        name = path.rsplit("/", 1)[-1]
        data = self.files.get(name)
        if "/resolve/" not in path or data is None:
            return self._send(request, 404, b"{}", body)
        return self._file(request, name, data, body)

    def _file(self, request, name, data, body):
        start = 0
        asked = request.headers.get("Range", "")
        if asked.startswith("bytes="):
            start = int(asked[6:].split("-")[0])
        head = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if start:
            head["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        piece = data[start:]
        if body and self.break_after and name == "model.bin":
            cut, self.break_after = self.break_after, 0
            self._send(request, 200, piece, False, head)
            request.wfile.write(piece[:cut])
            request.close_connection = True
            request.connection.close()
            return None
        return self._send(request, 206 if start else 200, piece, body, head)

    def _send(self, request, status, data, body, head=()):
        request.send_response(status)
        for key, value in dict(head).items():
            request.send_header(key, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        if body:
            request.wfile.write(data)
