"""What can go wrong, said so that a person can mend it.

    VoiceCoachError              exit code 1
    ├── BadRequest               exit code 2: the command was asked for something it cannot do
    ├── HearError                microphone, recordings
    ├── UnderstandError          recogniser, its models
    ├── RespondError             scenario files, the client behind an endpoint
    │   └── ScenarioError        everything wrong with one file, each with its line
    ├── SpeakError               voice worker, speaker
    ├── RememberError            library folder, session folders
    └── DebriefError             building or showing a debrief

Each names the stage it happened in, the cause, and the remedy: the exact thing to do next. Errors of
libraries are translated once, at the seam where they come in. No error carries what a rep said.
"""

from __future__ import annotations

from collections.abc import Sequence


class VoiceCoachError(Exception):
    """Something failed: `stage` (a verb of the loop), `cause` and `remedy`, each one plain sentence."""

    stage = "voicecoach"
    exit_code = 1

    def __init__(self, cause: str, remedy: str = "", *, stage: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy
        if stage:
            self.stage = stage

    def __str__(self) -> str:
        """One line: stage, cause, remedy."""
        stage = f"{self.stage}: " if self.stage != VoiceCoachError.stage else ""
        gap = "" if self.cause.endswith("\n") else " "
        return f"{stage}{self.cause}" + (f"{gap}{self.remedy}" if self.remedy else "")


class BadRequest(VoiceCoachError):
    """The command cannot mean what it says (unknown name, impossible combination)."""

    exit_code = 2


class HearError(VoiceCoachError):
    """The microphone or a recording cannot be used."""

    stage = "hear"


class UnderstandError(VoiceCoachError):
    """The recogniser cannot be loaded or failed for good."""

    stage = "understand"


class RespondError(VoiceCoachError):
    """The client cannot be played."""

    stage = "respond"


class Mistake(str):
    """One thing wrong in a file: text with the 1-based `line` it stands on (0 when it has none)."""

    line: int

    def __new__(cls, text: str, line: int = 0) -> Mistake:
        """A mistake reads as `line N: text`."""
        self = super().__new__(cls, f"line {line}: {text}" if line else text)
        self.line = line
        return self


class ScenarioError(RespondError):
    """A scenario file is wrong; `mistakes` lists all of it, in the order of the file."""

    exit_code = 2

    def __init__(self, path: str, mistakes: Sequence[Mistake]) -> None:
        self.path = path
        self.mistakes = tuple(sorted(mistakes, key=lambda m: m.line))
        n = len(self.mistakes)
        listing = "\n".join(f"  {m}" for m in self.mistakes)
        super().__init__(
            f"{path} has {n} mistake{'s' if n != 1 else ''}:\n{listing}\n",
            "Mend these lines, then run: voicecoach scenarios check " + path,
        )


class SpeakError(VoiceCoachError):
    """The voice or the speaker cannot be used."""

    stage = "speak"


class RememberError(VoiceCoachError):
    """A session cannot be written, read or found."""

    stage = "remember"


class DebriefError(VoiceCoachError):
    """A debrief cannot be built or shown."""

    stage = "debrief"
