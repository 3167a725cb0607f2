"""Drives a headless Firefox over WebDriver BiDi, which it speaks by itself: no driver to download, nothing but `websockets`."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
QUIET = {
    "media.navigator.permission.disabled": True,  # nobody is there to allow the microphone
    "media.autoplay.default": 0,
    "app.update.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
}  # fmt: skip


class Fox:
    """One tab. `requests` holds every address it asked for, `errors` what its console complained of."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._next = socket, 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.send("session.new", capabilities={})
        self._tab = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def send(self, method: str, timeout: float = 60.0, **params: Any) -> dict[str, Any]:
        """One command and its answer; events that come meanwhile are taken in."""
        self._next += 1
        self._socket.send(json.dumps({"id": self._next, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=timeout))
            if message.get("id") == self._next:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result
            self._event(message.get("method"), message.get("params", {}))

    def _event(self, method: str | None, params: Mapping[str, Any]) -> None:
        if method == "network.beforeRequestSent":
            self.requests.append(params["request"]["url"])
        elif method == "log.entryAdded" and params["level"] == "error":
            self.errors.append(str(params["text"]))

    def run(self, script: str) -> Any:
        """The value of an expression that gives text, a number or a truth value. Raises RuntimeError when it throws.
        Not as if a person had touched the page: Firefox hangs when that is claimed while it captures sound."""
        answer = self.send("script.evaluate", expression=script, target={"context": self._tab}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 20.0) -> Any:
        """Waits until an expression is true. Asks the page again and again: it has no other way to say so."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            if time.monotonic() > end:
                shown = self.run("document.body?.innerText ?? ''")
                raise AssertionError(f"never became true: {script}\n{self.errors[-5:]}\n{shown[:800]}")
            self.run("new Promise((done) => setTimeout(done, 50))")
        return value

    def goto(self, address: str) -> None:
        """Opens a page and waits until it is loaded."""
        self.send("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def click(self, selector: str) -> None:
        """Clicks the middle of an element with a real pointer."""
        self.until(f"!!document.querySelector({selector!r})")
        self.run(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}}); 1")
        x, y = (
            round(self.run(f"(() => {{ const b = document.querySelector({selector!r}).getBoundingClientRect(); "
                           f"return b.{a} + b.{b} / 2; }})()"))
            for a, b in (("x", "width"), ("y", "height"))
        )  # fmt: skip
        actions = [
            {"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]  # fmt: skip
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        self.send("input.performActions", context=self._tab, actions=[mouse])

    def key(self, key: str) -> None:
        """Presses a key."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.send(
            "input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": actions}]
        )

    def shot(self, path: Path) -> None:
        """A picture of what the window shows."""
        path.write_bytes(base64.b64decode(self.send("browsingContext.captureScreenshot", context=self._tab)["data"]))


@contextmanager
def firefox(env: Mapping[str, str] | None = None, **settings: Any) -> Iterator[Fox]:
    """A fresh Firefox with one tab, its profile thrown away afterwards. `env` names the sound card, `settings` are
    its preferences with `_` for `.`."""
    program = next((p for n in NAMES if (p := shutil.which(n))), None)
    assert program, "these tests need Firefox"
    wanted = {**QUIET, **{name.replace("_", "."): value for name, value in settings.items()}}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
        (Path(profile) / "user.js").write_text("".join(lines))
        command = (program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0")
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=env)
        assert process.stderr
        try:
            line = next(x for x in process.stderr if "WebDriver BiDi listening on" in x)
            threading.Thread(target=deque, args=(process.stderr, 0), daemon=True).start()  # it must not fill up
            with connect(line.split()[-1] + "/session", max_size=None) as socket:
                yield Fox(socket)
        finally:
            process.kill()
            process.wait()
