"""Every test has a data folder of its own and no key, so that nothing of the developer's is read or written."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell runs in the background starts with Ctrl-C ignored, and so would all that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no fault in the program: no property is held to a time, only to what it says.
settings.register_profile("voicecoach", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("voicecoach")


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith("VOICECOACH_") or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.setenv("VOICECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOICECOACH_CONFIG", str(tmp_path / "settings.yaml"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def voicecoach(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command in this process: `voicecoach("sessions", "list")`; `stdin` is what is typed."""
    import io
    import sys

    from voicecoach.cli import main

    def run(*args: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(args)
        out, err = capsys.readouterr()
        return Ran(int(stop.value.code or 0), out, err)

    return run
