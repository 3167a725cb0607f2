"""The recorded reps: as the manifest says, small, and made anew they are the same."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

FOLDER = Path(__file__).parent.parent.parent / "audio_fixtures"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Any:
    """make.py as a module; what it sets for its own process is put back."""
    monkeypatch.setenv("VOICECOACH_ESPEAK", "bundled")
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("make_fixtures", FOLDER / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_reps_of_at_least_six_turns_in_different_voices() -> None:
    for call in ("empathic", "pushy"):
        rows = [row for row in MANIFEST["clips"] if row["call"] == call]
        assert [row["turn"] for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) >= 6
        assert all(0.4 <= row["after"] <= 2.5 for row in rows)
    assert len({row["voice"] for row in MANIFEST["clips"]}) > 1
    assert len({row["rate"] for row in MANIFEST["clips"]}) > 2


def test_the_folder_is_small_and_holds_what_the_manifest_names() -> None:
    files = {path.name for path in FOLDER.glob("*.flac")}
    assert files == {row["file"] for row in MANIFEST["clips"]}
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 2_000_000


def test_each_clip_is_as_the_manifest_says(make: Any) -> None:
    for row in MANIFEST["clips"]:
        samples, rate = soundfile.read(FOLDER / row["file"], dtype="int16")
        assert (rate, samples.ndim) == (16_000, 1)
        assert len(samples) / rate == pytest.approx(row["seconds"], abs=0.001)
        assert make.speech(samples) == pytest.approx((row["start"], row["end"]))
        assert row["start"] >= 0.2
        assert row["seconds"] - row["end"] >= 0.2
        peak = np.abs(samples.astype(int)).max()
        assert 1_000 < peak < 20_000, row["file"]
        assert row["words"] == make.CALLS[row["call"]].lines[row["turn"] - 1].words


def test_a_clip_made_anew_is_the_same_bit_for_bit(make: Any) -> None:
    if sys.platform != "linux":  # made with espeak from the Linux wheel; elsewhere the system's voice speaks
        return
    for call, turn in (("empathic", 9), ("pushy", 6)):
        rep = make.CALLS[call]
        samples = make.clip(rep, rep.lines[turn - 1])
        kept, _ = soundfile.read(FOLDER / f"{call}-{turn:02}.flac", dtype="int16")
        assert np.array_equal(samples, kept)
