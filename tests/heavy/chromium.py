"""Drives a headless Chromium over its own debugging protocol: no driver to download, nothing but `websockets`."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from websockets.sync.client import connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-default-browser-check",
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-port=0", "--force-color-profile=srgb", "--hide-scrollbars",
)  # fmt: skip


class Page:
    """One tab. `requests` holds every address it asked for, `errors` what its console and its policy complained of."""

    def __init__(self, address: str, stack: ExitStack) -> None:
        self._socket = stack.enter_context(connect(address, max_size=None))
        self._next = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self.send(f"{domain}.enable")

    def send(self, method: str, timeout: float = 60.0, **params: Any) -> dict[str, Any]:
        """One command and its answer; events that come meanwhile are taken in."""
        self._next += 1
        self._socket.send(json.dumps({"id": self._next, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=timeout))
            if message.get("id") == self._next:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                result: dict[str, Any] = message["result"]
                return result
            self._event(message)

    def _event(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(params["url"])
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.errors.append(details.get("exception", {}).get("description") or details["text"])
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.errors.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            case "Runtime.consoleAPICalled" if params["type"] == "error":
                self.errors.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))

    def run(self, script: str) -> Any:
        """The value of an expression (promises are waited for). Raises RuntimeError when it throws."""
        answer = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", script))
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 20.0) -> Any:
        """Waits until an expression is true. Asks the page again and again: it has no other way to say so."""
        end = time.monotonic() + seconds
        while not (value := self.run(f"Promise.resolve({script}).then((v) => v instanceof Node ? true : v)")):
            if time.monotonic() > end:
                raise AssertionError(f"never became true: {script}\n{self.errors[-5:]}\n{self.text()[:4000]}")
            self.run("new Promise((done) => setTimeout(done, 50))")
        return value

    def goto(self, address: str) -> None:
        """Opens a page and waits until it is loaded."""
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def text(self) -> str:
        """What the page shows."""
        return str(self.run("document.body?.innerText ?? ''"))

    def click(self, selector: str) -> None:
        """Clicks the middle of an element with a real mouse event."""
        self.until(f"!!document.querySelector({selector!r})")
        box = self.run(
            f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView({{block: 'center'}}); "
            "const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def key(self, key: str, text: str = "", modifiers: int = 0) -> None:
        """Presses a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowRight": 39, " ": 32}
        code = codes.get(key, ord(key.upper()) if len(key) == 1 else 0)
        text = text or ("\r" if key == "Enter" else key if len(key) == 1 else "")
        more = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **more)
        self.send("Input.dispatchKeyEvent", type="keyUp", **more)

    def write(self, selector: str, text: str) -> None:
        """Puts text into a field as if it were typed."""
        self.run(f"document.querySelector({selector!r}).focus()")
        self.send("Input.insertText", text=text)

    def size(self, width: int, height: int, *, dark: bool = False, mobile: bool = False) -> None:
        """The window's size and the colours asked for."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", features=scheme)

    def shot(self, path: Path, *, whole: bool = False) -> None:
        """A picture of the page."""
        data = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))


@contextmanager
def browser(*flags: str) -> Iterator[Page]:
    """A fresh Chromium with one tab, its profile thrown away afterwards."""
    program = next((p for n in NAMES if (p := shutil.which(n))), None)
    assert program, "these tests need Chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command: Sequence[str] = (program, *FLAGS, f"--user-data-dir={profile}", *flags, "about:blank")
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert process.stderr
        try:
            line = next(x for x in process.stderr if "DevTools listening on" in x)
            port = line.rsplit(":", 1)[1].split("/")[0]
            tabs = json.loads(urlopen(f"http://127.0.0.1:{port}/json").read())
            with ExitStack() as stack:
                yield Page(next(t["webSocketDebuggerUrl"] for t in tabs if t["type"] == "page"), stack)
        finally:
            process.kill()
            process.wait()
            process.stderr.close()
