"""The only place where real backends are chosen: settings in, the parts of a rehearsal out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from voicecoach.endpoint import is_remote
from voicecoach.errors import BadRequest, RespondError
from voicecoach.ports import Client, Ears, Mouth, Post, Recogniser, Voice
from voicecoach.remember.store import Library
from voicecoach.resources import prompts_folder
from voicecoach.scenario import Scenario
from voicecoach.settings import Settings, data_folder

KEYS = ("VOICECOACH_API_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold an endpoint's key: never a flag, never a file of ours."""

DEFAULT_SCENARIO = "bakery-terminals"


@dataclass(frozen=True)
class Chosen:
    """A scenario with the file it came from, whose text is frozen into the session."""

    scenario: Scenario
    path: Path

    @property
    def text(self) -> str:
        """The file as it is."""
        return self.path.read_text(encoding="utf-8")


def library(settings: Settings) -> Library:
    """The library of sessions that the settings name."""
    from voicecoach.respond.scenarios import files

    folder = Path(settings.library).expanduser() if settings.library else data_folder() / "sessions"
    return Library(folder, load_scenario=files.loads)


def forget_old(settings: Settings) -> list[str]:
    """Deletes what the retention setting says is too old; gives the ids. Nothing without the setting."""
    return library(settings).forget_older(settings.keep_days) if settings.keep_days > 0 else []


def scenario_folders(settings: Settings) -> list[Path]:
    """Where scenarios are looked for: the user's own folder first, then those that come with the program."""
    own = Path(settings.scenarios).expanduser() if settings.scenarios else data_folder() / "scenarios"
    return [own, prompts_folder()]


def choose_scenario(settings: Settings, name: str | None) -> Chosen:
    """A scenario by its name or its file. Raises BadRequest, ScenarioError."""
    from voicecoach.respond.scenarios import files

    path = files.find(name or DEFAULT_SCENARIO, scenario_folders(settings))
    return Chosen(files.load(path), path)


def api_key(environ: os._Environ[str] | dict[str, str] = os.environ) -> str:
    """The key for an endpoint, from the environment alone; "" when there is none."""
    return next((environ[k] for k in KEYS if environ.get(k)), "")


# --- hear --------------------------------------------------------------------------------------------------------


def microphone(settings: Settings) -> Ears:
    """The microphone that the settings name, or the system's own. Raises HearError when there is none."""
    from voicecoach.hear.microphone import Microphone

    return Microphone(settings.microphone or None)


def speaker(settings: Settings) -> Mouth:
    """The speaker that the settings name, or the system's own. Raises SpeakError when there is none."""
    from voicecoach.speak.speaker import Speaker

    return Speaker(settings.speaker or None)


# --- understand --------------------------------------------------------------------------------------------------


def recogniser(settings: Settings) -> Recogniser:
    """`moonshine`, `whisper:NAME`, `URL#MODEL`, or the best that is installed. Raises UnderstandError."""
    from voicecoach.understand import models

    wanted = settings.stt or models.default()
    kind, _, name = wanted.partition(":")
    if "://" in wanted:
        from voicecoach.understand.remote import RemoteRecogniser

        url, _, model = wanted.partition("#")
        return RemoteRecogniser(url, model, api_key())
    if kind == "moonshine":
        from voicecoach.understand.moonshine import Moonshine

        return Moonshine()
    if kind == "whisper":
        from voicecoach.understand.whisper import Whisper

        return Whisper(models.folder_of(name))
    raise BadRequest(f"'{wanted}' is no recogniser.", "Use moonshine, whisper:NAME or URL#MODEL.", stage="understand")


# --- respond -----------------------------------------------------------------------------------------------------


def client(settings: Settings, scenario: Scenario, seed: int) -> Client:
    """The built-in client, or the language model behind `llm_url` with the built-in client to fall back on."""
    from voicecoach.respond.scripted.client import ScriptedClient

    built_in = ScriptedClient(scenario, seed)
    if settings.client in ("", "built-in"):
        return built_in
    if not settings.llm_url:
        raise BadRequest(
            f"--client {settings.client} needs an endpoint.",
            "Add --llm-url, for instance --llm-url http://127.0.0.1:11434/v1 for Ollama.",
            stage="respond",
        )
    from voicecoach.respond.chat.model import ChatClient
    from voicecoach.speak.sentences import split

    return ChatClient(scenario, seed, settings.client, settings.llm_url, api_key(), built_in, split=split)


# --- speak -------------------------------------------------------------------------------------------------------


def voice(settings: Settings, tell: Post = lambda message: None) -> Voice:
    """pyttsx3, an endpoint (`URL#MODEL/VOICE`), or `none`. `tell` hears of what was mended. Raises SpeakError."""
    if settings.voice == "none":
        from voicecoach.fakes import NoVoice

        return NoVoice()
    if "://" in settings.voice:
        from voicecoach.speak.remote_voice import RemoteVoice

        url, _, rest = settings.voice.partition("#")
        model, _, name = rest.partition("/")
        return RemoteVoice(url, model, name, api_key())
    from voicecoach.speak.voice import Pyttsx3Voice

    return Pyttsx3Voice(tell=tell)


# --- what leaves the machine ---------------------------------------------------------------------------------------


def remote_endpoints(settings: Settings) -> tuple[str, ...]:
    """Hosts outside this machine that speech or words would be sent to, each with what for."""
    asked = (
        ("your voice", settings.stt), ("the client's words", settings.voice),
        ("what is said", settings.llm_url if settings.client not in ("", "built-in") else ""),
    )  # fmt: skip
    return tuple(f"{what} → {urlsplit(url).hostname}" for what, url in asked if "://" in url and is_remote(url))


def ask_for_models(url: str) -> None:
    """Asks an endpoint for its models. Raises RespondError with what to do when it does not answer."""
    import urllib.error
    import urllib.request

    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            url.rstrip("/") + "/models", timeout=3.0
        ).close()
    except urllib.error.HTTPError:
        return  # it answers, if only to ask for a key
    except (OSError, ValueError) as error:
        raise RespondError(
            f"{url} does not answer ({type(error).__name__}).", "Start the model server, or leave out --client."
        ) from None
