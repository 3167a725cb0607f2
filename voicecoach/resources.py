"""Where the files are that come with the program and that a coach may edit."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def prompts_folder() -> Path:
    """The scenarios and directions: inside an installed wheel, or beside the package in a checkout."""
    bundled = PACKAGE / "_prompts"
    return bundled if bundled.is_dir() else PACKAGE.parent / "prompts"


def fixtures_folder() -> Path | None:
    """The recorded rep of a checkout; a wheel carries none."""
    folder = PACKAGE.parent / "audio_fixtures"
    return folder if (folder / "manifest.json").is_file() else None
