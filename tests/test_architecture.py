"""The import law of the house, read off the source: who may know whom."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "voicecoach"
VERBS = {"hear", "understand", "respond", "speak", "remember", "debrief", "replay"}
LAYERS = [  # each may import what stands before it, and its own row
    {"errors", "session", "vocabulary", "events", "event_json", "scenario", "resources", "endpoint"},
    {"ports"},
    {"devices"},
    {"link"},
    {"fakes", "settings"} | VERBS,
    {"conversation"},
    {"labelling", "simulate"},
    {"loop"},
    {"wiring"},
    {"debriefing", "terminal"},
    {"rehearsal"},
    {"doctor", "studio"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
MAY_READ_SESSIONS = {"debrief", "replay"}  # the readers of what remember wrote
HEAVY = {
    "sounddevice", "soundfile", "soxr", "onnxruntime", "faster_whisper", "moonshine_voice", "pyttsx3", "openai",
    "jinja2", "swift_f0", "livekit", "ctranslate2", "starlette", "uvicorn", "scipy", "av", "huggingface_hub",
}  # fmt: skip
PURE = {  # files, and folders with all that is in them
    "hear/turns.py", "hear/turn_end.py", "hear/tune.py", "hear/barge_in.py", "hear/echo_delay.py",
    "understand/timing.py", "understand/moves", "respond/alliance", "respond/director.py", "respond/directing.py",
    "respond/guard", "speak/sentences.py", "debrief/empathy.py", "debrief/first_impression.py",
}  # fmt: skip
IMPURE_MODULES = {
    "time",
    "threading",
    "subprocess",
    "socket",
    "os",
    "pathlib",
    "queue",
    "random",
    "io",
    "shutil",
}

FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path, *, top_level_only: bool = False) -> list[str]:
    """Names of the modules a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    found: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
            if node.module == "voicecoach":
                found += [f"voicecoach.{alias.name}" for alias in node.names]
    return found


def home(module: str) -> str:
    """`voicecoach.hear.turns` lives in `hear`."""
    return module.split(".")[1] if "." in module else ""


def layer(name: str) -> int:
    for i, names in enumerate(LAYERS):
        if name in names:
            return i
    raise AssertionError(f"voicecoach/{name} is in no layer: say in tests/test_architecture.py where it belongs")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    mine = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if mine == "__init__":
        return
    for module in imports(path):
        if not module.startswith("voicecoach."):
            continue
        other = home(module)
        if other == mine or other.startswith("__"):
            continue
        assert layer(other) <= layer(mine), f"{mine} may not import {module}"
        if mine in VERBS and other in VERBS:
            assert (mine in MAY_READ_SESSIONS, other) == (True, "remember"), f"{mine} may not import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_load_late(path: Path) -> None:
    top = {m.split(".")[0] for m in imports(path, top_level_only=True)}
    assert not top & HEAVY, f"import {top & HEAVY} where it is used, not at the top"


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_know_no_world(name: str) -> None:
    path = ROOT / name
    assert path.exists(), f"{name} is listed as pure and is not there"
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    used = {m.split(".")[0] for file in files for m in imports(file)}
    assert not used & IMPURE_MODULES, f"{name} is pure: {used & IMPURE_MODULES}"


def test_help_is_instant() -> None:
    code = (
        "import sys\n"
        "from voicecoach.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"heavy = {sorted(HEAVY | {'numpy', 'rich', 'pydantic', 'ruamel'})!r}\n"
        "print('LOADED', [m for m in heavy if m in sys.modules])\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert "LOADED []" in out.stdout, out.stdout[-500:] + out.stderr[-500:]


OUTSIDE = sorted(
    p for folder in ("benchmarks", "tests", "docs", "audio_fixtures") for p in (ROOT.parent / folder).rglob("*.py")
)


def taken_from_us(path: Path) -> set[tuple[str, str]]:
    """(module, name) of everything that a file takes of the program, by import or as an attribute of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "voicecoach":
            for alias in node.names:
                taken.add((str(node.module), alias.name))
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    own = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    own |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for name in own & modules.keys():  # somewhere in the file the name is something else
        del modules[name]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            taken.add((modules[node.value.id], node.attr))
    return taken


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda p: str(p.relative_to(ROOT.parent)))
def test_what_is_seldom_run_takes_only_what_is_there(path: Path) -> None:
    """Benchmarks and heavy tests are not run at every change, and no type checker reads them."""
    for module, name in sorted(taken_from_us(path)):
        if _is_module(module):
            known = hasattr(importlib.import_module(module), name) or _is_module(f"{module}.{name}")
            assert known, f"{module} has no {name}"


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is no package: a class or a value
        return False
