"""docs/alliance.md says what the table says."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(DOCS / "make_alliance.py"))
    text = (DOCS / "alliance.md").read_text(encoding="utf-8")
    assert made["current"](text) == text, "run: python docs/make_alliance.py"
    for name in made["PARTS"]:
        assert f"<!-- made from the table: {name} -->" in text
