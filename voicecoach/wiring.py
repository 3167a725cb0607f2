"""The only place where real backends are chosen: settings in, the parts of a rehearsal out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from voicecoach.endpoint import is_remote
from voicecoach.errors import BadRequest, RespondError, SpeakError, UnderstandError, VoiceCoachError
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


def check(settings: Settings, *, spoken: bool) -> None:
    """Refuses what cannot work, before the rep has read or said anything; `spoken`: a recogniser will be needed.
    Raises BadRequest, UnderstandError, RememberError."""
    if spoken:
        _which_recogniser(settings)
    if settings.client not in ("", "built-in"):
        _model_address(settings)
    elif settings.llm_url and not settings.client:
        raise BadRequest(
            "--llm-url names an endpoint, but no model is chosen.",
            "Add --client MODEL (or --client built-in to do without).",
            stage="respond",
        )
    if spoken:
        _reach(settings.stt, "--stt", UnderstandError)
        _reach(settings.voice, "--voice", SpeakError)
    library(settings).check()


def _reach(url: str, flag: str, fail: type[VoiceCoachError]) -> None:
    """Whether anybody listens at an endpoint that nothing could stand in for; nothing is sent. Raises `fail`."""
    import socket

    if "://" not in url:
        return
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), timeout=4.0).close()
    except (OSError, ValueError) as error:
        raise fail(
            f"nobody answers at {parts.hostname or url} ({type(error).__name__}).",
            f"Start the server, mend the address, or leave out {flag}.",
        ) from None


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
    """`moonshine`, `whisper:NAME`, `URL#MODEL`, or the best that is installed. Raises BadRequest, UnderstandError."""
    kind, which = _which_recogniser(settings)
    if kind == "endpoint":
        from voicecoach.understand.remote import RemoteRecogniser

        url, _, model = which.partition("#")
        return RemoteRecogniser(url, model, api_key())
    if kind == "moonshine":
        from voicecoach.understand.moonshine import Moonshine

        return Moonshine()
    from voicecoach.understand.whisper import Whisper

    return Whisper(Path(which))


def _which_recogniser(settings: Settings) -> tuple[str, str]:
    """(`endpoint`, `moonshine` or `whisper`; its address or folder), without loading it."""
    from voicecoach.understand import models

    wanted = settings.stt or models.default()
    kind, _, name = wanted.partition(":")
    if "://" in wanted:
        return "endpoint", wanted
    if wanted == "moonshine":
        return kind, ""
    if kind == "whisper":
        return kind, str(models.folder_of(name))
    raise BadRequest(f"'{wanted}' is no recogniser.", "Use moonshine, whisper:NAME or URL#MODEL.", stage="understand")


def shared_recogniser(settings: Settings) -> Callable[[], Recogniser]:
    """What opens a recogniser for one more call of several: a seat at one that they share, unless it is elsewhere."""
    if "://" in settings.stt:
        return partial(recogniser, settings)
    from voicecoach.understand.shared import Shared

    # Whisper spreads one recognition over all cores by itself, and is large
    return Shared(partial(recogniser, settings), hands=1 if settings.stt.startswith("whisper") else None).seat


# --- respond -----------------------------------------------------------------------------------------------------


def client(settings: Settings, scenario: Scenario, seed: int) -> Client:
    """The built-in client, or the language model behind `llm_url` with the built-in client to fall back on."""
    from voicecoach.respond.scripted.client import ScriptedClient

    built_in = ScriptedClient(scenario, seed)
    if settings.client in ("", "built-in"):
        return built_in
    from voicecoach.respond.chat.model import ChatClient
    from voicecoach.speak.sentences import split

    return ChatClient(scenario, seed, settings.client, _model_address(settings), api_key(), built_in, split=split)


def _model_address(settings: Settings) -> str:
    """The language model's endpoint. Raises BadRequest when it is missing or no address."""
    if not settings.llm_url:
        raise BadRequest(
            f"--client {settings.client} needs an endpoint.",
            "Add --llm-url, for instance --llm-url http://127.0.0.1:11434/v1 for Ollama.",
            stage="respond",
        )
    if not settings.llm_url.startswith(("http://", "https://")):
        raise BadRequest(
            f"'{settings.llm_url}' is no address of an endpoint.", "Give it as http://HOST:PORT/v1.", stage="respond"
        )
    return settings.llm_url


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

    made = Pyttsx3Voice(tell=tell)
    try:
        _refuse_unknown(settings.voice, made.voices() if settings.voice and sys.platform == "linux" else [])
    except BadRequest:
        made.close()
        raise
    return made


def _refuse_unknown(wanted: str, voices: list[dict[str, str]]) -> None:
    """Espeak would speak plain English for a voice that it does not know; `voices` empty: not known which there are."""
    import difflib

    names = {v["name"].lower() for v in voices}
    base, plus, variant = wanted.lower().partition("+")
    wrong = [part for part in (base, plus + variant) if part and part not in names]
    if voices and wrong:
        close = difflib.get_close_matches(wrong[0], sorted(names), n=3, cutoff=0.5)
        meant = f"Did you mean {' or '.join(close)}? " if close else ""
        raise BadRequest(
            f"there is no voice '{wanted}'.",
            f"{meant}A voice is a language and perhaps a variant, like en-gb, en-us+f3 or en-gb+m4.",
            stage="speak",
        )


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
