"""The wheel, installed where no checkout is: it finds its scenarios and holds a call."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parent.parent.parent


def test_the_installed_wheel_holds_a_call(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "voicecoach/_prompts/bakery-terminals.yaml" in names
    assert not [n for n in names if n.startswith(("tests/", "audio_fixtures/"))]
    # Its dependencies are in this environment already; only the package itself must come from the wheel.
    place = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), str(wheel)],
        check=True, timeout=300,
    )  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(place), "VOICECOACH_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-P", "-m", "voicecoach", "rehearse", "--typed", "--seed", "7"]
    if sys.version_info < (3, 11):  # no -P: an empty folder keeps the checkout out
        command.remove("-P")
    done = subprocess.run(
        command, input="Hello, this is Ann.\nBye.\n", env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "Marsh Lane Bakery?" in done.stdout
    where = subprocess.run(
        [*command[: command.index("-m")], "-c", "import voicecoach; print(voicecoach.__file__)"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(place) in where.stdout
