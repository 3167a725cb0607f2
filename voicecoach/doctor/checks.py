"""What a rehearsal would use on this machine, what is missing, and the exact command that mends it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach import __version__, wiring
from voicecoach.devices import MICROPHONE, SPEAKER, Side, devices
from voicecoach.endpoint import is_remote
from voicecoach.errors import VoiceCoachError
from voicecoach.ports import Delivery
from voicecoach.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One part: `state` is ok, missing (a rehearsal goes on without it) or broken (it cannot)."""

    part: str
    state: str
    what: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Looks at each part in the order of the loop; nothing is recorded, nothing is sent."""
    yield Finding(
        "program",
        "ok",
        f"voicecoach {__version__}, Python {platform.python_version()}, {platform.platform()}",
    )
    for part, look, needed in (
        ("microphone", _microphone, False), ("speaker", _speaker, False), ("echo", _echo, False),
        ("recogniser", _recogniser, True), ("voice", _voice, True), ("client", _client, True),
        ("scenarios", _scenarios, True), ("library", _library, True),
    ):  # fmt: skip
        yield _found(part, look, settings, needed)


def _found(part: str, look: Callable[[Settings], str], settings: Settings, needed: bool) -> Finding:
    try:
        return Finding(part, "ok", look(settings))
    except VoiceCoachError as error:
        return Finding(part, "broken" if needed else "missing", error.cause, error.remedy)


def _microphone(settings: Settings) -> str:
    ears = wiring.microphone(settings)
    ears.close()
    return _among(ears.name, MICROPHONE)


def _speaker(settings: Settings) -> str:
    mouth = wiring.speaker(settings)
    mouth.close()
    return _among(mouth.name, SPEAKER)


def _among(name: str, side: Side) -> str:
    """A device, and what else could be named."""
    others = dict.fromkeys(d.name for d in devices(side) if d.name != name)
    return f"{name} (there are also: {'; '.join(others)})" if others else name


def _echo(settings: Settings) -> str:
    if settings.headphones:
        return "headphones: no echo cancelling needed"
    from voicecoach.hear.echo import EchoCanceller

    EchoCanceller()
    return "echo cancelling (WebRTC, through livekit)"


def _recogniser(settings: Settings) -> str:
    recogniser = wiring.recogniser(settings)
    recogniser.close()
    return recogniser.name


def _voice(settings: Settings) -> str:
    voice = wiring.voice(settings)
    try:
        samples = sum(len(s) for s in voice.speak("Hello.", Delivery()))
    finally:
        voice.close()
    if not samples and settings.voice != "none":
        raise VoiceCoachError("the voice made no sound.", "Run: voicecoach rehearse --voice none", stage="speak")
    return f"{voice.name} ({samples / voice.rate:.1f} s of sound for “Hello.”)"


def _client(settings: Settings) -> str:
    chosen = wiring.choose_scenario(settings, None)
    client = wiring.client(settings, chosen.scenario, 1)
    client.close()
    if settings.client not in ("", "built-in"):
        wiring.ask_for_models(settings.llm_url)
        where = "on this machine" if not is_remote(settings.llm_url) else "NOT on this machine"
        return f"{client.name} at {settings.llm_url} ({where}); the built-in client takes over if it fails"
    return "built-in (no language model, no network)"


def _scenarios(settings: Settings) -> str:
    from voicecoach.respond.scenarios import files

    found = files.available(wiring.scenario_folders(settings))
    for path in found.values():
        files.load(path)
    return f"{len(found)}: {', '.join(found)}"


def _library(settings: Settings) -> str:
    library = wiring.library(settings)
    n = len(library.ids())
    folder = library.folder
    probe = next(p for p in (folder, *folder.parents) if p.exists())
    _writable(probe)
    return f"{folder} ({n} session{'s' if n != 1 else ''})"


def _writable(folder: Path) -> None:
    import shutil
    import tempfile

    from voicecoach.errors import RememberError

    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise RememberError(
            f"{folder} cannot be written to: {error.strerror}.",
            "Choose another with: voicecoach rehearse --library DIR",
        ) from None
    free = shutil.disk_usage(folder).free
    if free < 200_000_000:
        raise RememberError(
            f"only {free / 1e6:.0f} MB are free in {folder}; an hour of call takes 290 MB.",
            "Delete old sessions: voicecoach sessions delete --older 90",
        )


def platform_note() -> str:
    """One line on platforms that were never tried; "" on those that were."""
    if sys.platform == "linux":
        return ""
    return "VoiceCoach was never run on this platform by its makers: please tell them what works."
