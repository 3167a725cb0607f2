"""YAML read into plain values that remember the line each of them stands on.

YAML 1.2 through ruamel.yaml: `No` stays a word, nothing in a file can run code, and a key written twice is
a mistake instead of a silent loss. Only what a person would type is taken: no anchors, no tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from voicecoach.errors import Mistake

Path = tuple[Any, ...]
"""Where a value stands: keys and indices from the root, as pydantic writes them."""

MAX_BYTES = 400_000
"""A scenario is a few hundred lines; ten times that is a wrong file."""

MAX_DEPTH = 12
MAX_BRACKETS = 500


@dataclass
class Document:
    """`data` holds dicts, tuples and scalars; `lines` the 1-based line of each path, `keys` of each key."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that is there (0 when nothing is)."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.keys:
                return self.keys[path[:end]]
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 0

    def wrong(self, text: str, path: Path) -> None:
        """Notes a mistake at the line of `path`."""
        self.mistakes.append(Mistake(text, self.line(path)))


def decode(raw: bytes) -> tuple[str, Mistake | None]:
    """Text of a file's bytes; the mistake names the line of the first byte that is not UTF-8."""
    if len(raw) > MAX_BYTES:
        return "", Mistake(f"the file has {len(raw) // 1000} kB; a scenario has at most {MAX_BYTES // 1000} kB")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", Mistake("this is not UTF-8 text; save the file as UTF-8", line)


def read(text: str) -> Document:
    """Reads one YAML document. Never raises: what cannot be read is in `mistakes`, the rest in `data`."""
    import ruamel.yaml
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    document = Document()
    if text.count("[") + text.count("{") > MAX_BRACKETS:  # a parser can be kept busy for minutes with these
        document.mistakes.append(Mistake("nested too deeply: far too many brackets", 1))
        return document
    try:
        root = ruamel.yaml.YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "end of stream" in (error.problem or "") and error.context_mark:
            mark = error.context_mark  # where the quote was opened says more than where the file ends
        said = (error.problem or "this cannot be read").strip()
        document.mistakes.append(Mistake(f"not YAML: {said}{_hint(text, mark)}", mark.line + 1 if mark else 0))
        return document
    except YAMLError as error:  # a control character
        at = getattr(error, "position", None)
        line = text.count("\n", 0, at) + 1 if isinstance(at, int) else 0
        document.mistakes.append(Mistake("not YAML: a character that cannot stand in a text file", line))
        return document
    except (RecursionError, ValueError):
        document.mistakes.append(Mistake("not YAML: nested too deeply, or a value that cannot be read"))
        return document
    if root is None:
        document.mistakes.append(Mistake("the file is empty", 1))
        return document
    document.data = _value(root, (), document, seen=set())
    return document


def _hint(text: str, mark: Any) -> str:
    """The commonest slip: a colon inside a line that has no quotes."""
    rows = text.splitlines()
    row = rows[mark.line] if mark is not None and mark.line < len(rows) else ""
    bare = row.split("- ", 1)[-1].strip()
    if ": " in bare.partition(": ")[2] or (row.lstrip().startswith("- ") and ": " in bare):
        return " (a line with a colon in it needs quotes around it)"
    return ""


def _value(node: Any, path: Path, document: Document, seen: set[int]) -> Any:
    """A node as a plain value, noting lines and mistakes on the way."""
    document.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in seen or getattr(node, "anchor", None):
        document.wrong("anchors and aliases (& and *) are not used in scenarios; write the text out", path)
        return None
    if len(path) > MAX_DEPTH:
        document.wrong("nested too deeply", path)
        return None
    seen.add(id(node))
    if node.id == "mapping":
        return _mapping(node, path, document, seen)
    if node.id == "sequence":
        return tuple(_value(item, (*path, i), document, seen) for i, item in enumerate(node.value))
    return _scalar(node, path, document)


def _mapping(node: Any, path: Path, document: Document, seen: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if key_node.id != "scalar":
            document.mistakes.append(Mistake("a key must be a single word", line))
            continue
        key = str(key_node.value)
        here: Path = (*path, key)
        if key in found:
            first = document.keys[here]
            document.mistakes.append(Mistake(f"`{key}` stands here a second time (first in line {first})", line))
            continue
        document.keys[here] = line
        found[key] = _value(value_node, here, document, seen)
    return found


def _scalar(node: Any, path: Path, document: Document) -> Any:
    kind = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind in ("int", "float"):
        try:
            return int(text.replace("_", ""), 0) if kind == "int" else float(text.replace("_", ""))
        except ValueError:
            return text
    if kind not in ("str", "timestamp", "value", "merge"):
        document.wrong(f"{node.tag} is not used in scenarios", path)
    return text
