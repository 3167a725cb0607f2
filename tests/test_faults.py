"""Things that break in the middle of a call: it goes on or ends saved, opens again, and says what happened."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults import kinds
from tests.faults.call import Fault, Outcome, hold
from voicecoach import events as ev

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits that Windows does not have")


def broken(folder: Path, fault: Fault, seed: int, way: str) -> Outcome:
    """A call with a fault whose seed breaks it that way."""
    out = hold(folder, fault, seed)
    assert out.broke
    assert way in out.detail, "the seed breaks something else now: choose another"
    return out


@pytest.mark.parametrize(
    ("seed", "way", "back"), [(0, "speaker gone at 13.1 s, another place", True), (5, "the headset gone", False)]
)
def test_a_device_that_goes(tmp_path: Path, seed: int, way: str, back: bool) -> None:
    out = broken(tmp_path, kinds.device, seed, way)
    assert out.verdict == "survived", out
    assert any("went away. waiting for it to come back" in said for said in out.said)
    assert ("speaker back" in out.said) is back


@pytest.mark.parametrize(("seed", "way"), [(0, "1 times"), (3, "2 times")])
def test_a_voice_whose_process_is_killed(tmp_path: Path, seed: int, way: str) -> None:
    out = broken(tmp_path, kinds.worker, seed, way)
    assert out.verdict == "survived", out
    assert any(said.startswith("speak: ") for said in out.said)
    assert sum(isinstance(e, ev.ClientSaid) for e in out.events) >= 4


@pytest.mark.parametrize(
    ("seed", "way", "verdict", "says"),
    [
        (1, "client cut at answer 1 after 999 bytes, gone", "survived", "The built-in client answered."),
        (2, "voice cut at answer 1 after 1242 bytes, gone", "ended saved", "the call ends here"),
        (0, "stt cut at answer 2 after 18 bytes", "survived", ""),
    ],
)
def test_a_server_that_is_cut_in_the_middle(tmp_path: Path, seed: int, way: str, verdict: str, says: str) -> None:
    out = broken(tmp_path, kinds.server, seed, way)
    assert out.verdict == verdict, out
    assert says in " ".join(out.said)


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    out = broken(tmp_path, kinds.disk, 1, "files end at")
    assert out.verdict == "ended saved", out
    assert any("remember: " in said and "Free some space" in said for said in out.said)
    assert sum(isinstance(e, ev.Heard) for e in out.events) >= 1, "what was written stays"


@pytest.mark.parametrize(("seed", "way"), [(3, "sleeps at"), (2, "clock set back"), (4, "stands still")])
def test_a_clock_that_jumps(tmp_path: Path, seed: int, way: str) -> None:
    out = broken(tmp_path, kinds.clock, seed, way)
    assert out.verdict == "survived", out
    assert out.said
    assert out.events[-1].t < 100, "the time for which the computer slept is no part of the call"
