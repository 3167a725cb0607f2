"""What the README shows is run, and what the program can do is shown."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from voicecoach.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OURS = [
    file.relative_to(ROOT).as_posix()
    for folder in ("voicecoach", "tests", "benchmarks", "docs", "audio_fixtures", "prompts")
    for file in (ROOT / folder).rglob("*.*")
] + [file.name for file in ROOT.glob("*.md")]
LINES = "Hello, this is Ann. It is a sales call.\nWhat happened with your machines?\n"


def shown() -> list[str]:
    """Every command line in a shell block of the README."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def ours() -> list[str]:
    return [line for line in shown() if "voicecoach " in line and "pip" not in line]


def test_every_command_of_ours_in_the_readme_runs(
    voicecoach: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order in which they stand there, in one library, typed where a voice would be needed."""
    monkeypatch.chdir(tmp_path)
    ran = 0
    for line in ours():
        words = shlex.split(line)
        args = words[words.index(next(w for w in words if w.endswith("voicecoach"))) + 1 :]
        if args[0] == "rehearse" and "--typed" not in args:
            args.append("--typed")
        done = voicecoach(*args, stdin=LINES)
        assert done.code == 0, f"{line}\n{done.err}"
        ran += 1
    assert ran >= 10


def test_every_file_of_a_session_is_in_the_page_on_the_format(voicecoach: Callable[..., Any]) -> None:
    page = (ROOT / "docs" / "session-format.md").read_text(encoding="utf-8")
    assert voicecoach("rehearse", "--rep", "pushy").code == 0
    for path in Path(voicecoach("sessions", "path").out.strip()).iterdir():
        assert re.search(rf"^    {re.escape(path.name)} ", page, re.M), f"docs/session-format.md omits {path.name}"


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in shown():
        if line.startswith("make "):
            assert re.search(rf"^{line.split()[1]}:", makefile, re.M), line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"voicecoach {name}\b|`{name} ", README), f"the README never mentions {name}"


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md"], ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted((ROOT / "voicecoach").rglob("*.py"))],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_every_file_of_ours_that_is_named_is_there(path: Path) -> None:
    """A page may name `debrief/voice/tracker.py` or, beside it, `tracker.py`; neither outlives the file."""
    for named in re.findall(r"(?<![\w./-])(?:[\w-]+/)*\w+\.(?:py|md)(?![\w/])", path.read_text(encoding="utf-8")):
        assert any(f"/{file}".endswith(f"/{named}") for file in OURS), f"{path.name} names {named}"
