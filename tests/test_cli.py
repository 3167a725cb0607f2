"""The commands as a person meets them: help with an example, plain errors, exit codes, a whole typed call."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
import soundfile

from voicecoach.cli import COMMANDS, group
from voicecoach.resources import prompts_folder

Run = Callable[..., Any]
LINES = (
    "Good morning, this is Ann from Northgate. It is a sales call, and I wonder if I may ask one question.\n"
    "That is fair. What happened with the machines you have?\n"
    "Thank you. Goodbye.\n"
)


def commands(command: click.Command | None = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and every command of a command."""
    if command is None:
        for name in COMMANDS:
            found = group.get_command(click.Context(group), name)
            assert found is not None
            yield from commands(found, (name,))
        return
    yield path
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            yield from commands(sub, (*path, name))


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_help_shows_an_example(path: tuple[str, ...], voicecoach: Run) -> None:
    ran = voicecoach(*path, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"voicecoach {' '.join(path)}" in ran.out


@pytest.fixture
def session(voicecoach: Run) -> str:
    ran = voicecoach("rehearse", "bakery-terminals", "--typed", "--seed", "7", "--json", stdin=LINES)
    assert ran.code == 0, ran.err
    return str(json.loads(ran.out)["session"])


def test_a_typed_call_from_brief_to_debrief(voicecoach: Run) -> None:
    ran = voicecoach("rehearse", "bakery-terminals", "--typed", "--seed", "7", stdin=LINES)
    assert ran.code == 0, ran.err
    for text in ("You want", "Marsh Lane Bakery?", "You: Good morning, this is Ann", "HOW IT ENDED", "Saved as"):
        assert text in ran.out


def test_the_same_seed_and_words_give_the_same_call(voicecoach: Run) -> None:
    def said() -> list[str]:
        ran = voicecoach("rehearse", "bakery-terminals", "--typed", "--seed", "7", stdin=LINES)
        return [line.split("] ", 1)[1] for line in ran.out.splitlines() if line.startswith("[")]

    assert said() == said()


def test_the_first_reply_is_a_no(voicecoach: Run, session: str) -> None:
    ran = voicecoach("sessions", "show", session, "--json")
    names = [e["event"] for e in json.loads(ran.out)["events"]]
    assert "said_no" in names
    assert names.index("said_no") < names.index("client_said", names.index("heard"))


@pytest.mark.parametrize("form", ["text", "html", "json", "md"])
def test_every_form_of_the_debrief(voicecoach: Run, session: str, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"debrief.{form}"
    ran = voicecoach("debrief", "last", "--format", form, "--out", str(out))
    assert ran.code == 0, ran.err
    first = out.read_bytes()
    assert len(first) > 500
    voicecoach("debrief", session[:-2], "--format", form, "--out", str(out))
    assert out.read_bytes() == first, "the same session gives the same bytes"


def test_a_correction_is_an_event_and_shows_both_courses(voicecoach: Run, session: str) -> None:
    before = voicecoach("debrief", "last").out
    ran = voicecoach("debrief", "last", "--correct", "2=+reflect", "--coach", "Kim")
    assert ran.code == 0, ran.err
    assert ran.out != before
    events = json.loads(voicecoach("sessions", "show", "last", "--json").out)["events"]
    assert [e["added"] for e in events if e["event"] == "corrected"] == [["reflect"]]


def test_replay_without_a_speaker_shows_the_words(voicecoach: Run, session: str) -> None:
    ran = voicecoach("replay", "last", "--silent")
    assert ran.code == 0
    assert "Marsh Lane Bakery?" in ran.out


def test_sessions_are_listed_and_deleted_for_good(voicecoach: Run, session: str) -> None:
    assert session in voicecoach("sessions", "list").out
    folder = Path(voicecoach("sessions", "path", "last").out.strip())
    assert folder.is_dir()
    assert voicecoach("sessions", "delete", "last", "--yes").code == 0
    assert not folder.exists()
    assert "No session yet" in voicecoach("sessions", "list").out


def test_a_session_travels_in_a_sealed_file(voicecoach: Run, session: str, tmp_path: Path) -> None:
    sealed = tmp_path / "call.voicecoach"
    assert voicecoach("sessions", "export", "last", "--to", str(sealed)).code == 0
    other = str(tmp_path / "other")
    assert session in voicecoach("sessions", "import", str(sealed), "--library", other).out
    assert session in voicecoach("sessions", "list", "--library", other).out


def test_moves_of_a_sentence_and_of_rows(voicecoach: Run) -> None:
    assert "open_q" in voicecoach("moves", "what happened on that saturday").out
    row = {"id": 1, "text": "what happened then", "previous": "The machines went dead."}
    ran = voicecoach("moves", "--jsonl", stdin=json.dumps(row) + "\n")
    answer = json.loads(ran.out)
    assert answer["id"] == 1
    assert set(answer["scores"]) >= {"question", "open", "reflection", "complex", "advice", "input", "empathy"}
    assert all(0 <= v <= 1 for v in answer["scores"].values())


def wav(path: Path, samples: Any, rate: int = 16_000) -> Path:
    soundfile.write(path, samples, rate, subtype="FLOAT")
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: p, "missing"),
        (lambda p: (p.write_bytes(b"not sound at all"), p)[1], "corrupt"),
        (lambda p: wav(p, np.zeros(0, np.float32)), "empty"),
        (lambda p: wav(p, np.zeros(32_000, np.float32)), "silent"),
        (lambda p: wav(p, np.full(32_000, np.nan, np.float32)), "nan"),
    ],
)
def test_a_bad_recording_gets_one_clear_line(make: Any, says: str, tmp_path: Path, voicecoach: Run) -> None:
    ran = voicecoach("rehearse", "bakery-terminals", "--rep", str(make(tmp_path / "rep.wav")))
    assert ran.code in (1, 2)
    (line,) = ran.err.strip().splitlines()
    assert line.startswith("voicecoach: hear: ")
    assert "rep.wav" in line
    assert "No session yet" in voicecoach("sessions", "list").out, f"a {says} recording made a session"


def test_an_unknown_scenario_names_the_closest(voicecoach: Run) -> None:
    ran = voicecoach("rehearse", "bakery-terminal", "--typed", stdin="")
    assert ran.code == 0, "a unique beginning will do"
    ran = voicecoach("rehearse", "bakary-terminals", "--typed", stdin="")
    assert ran.code == 2
    assert "bakery-terminals" in ran.err


def test_five_mistakes_are_listed_with_their_lines(voicecoach: Run, tmp_path: Path) -> None:
    text = (prompts_folder() / "bakery-terminals.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    wrong = []
    for old, new in (
        ("id:", "id: Not A Name"), ("channel:", "channel: carrier_pigeon"), ("difficulty:", "difficulty: brutal"),
        ("opening:", "openning: x"), ("next_step:", "next_step: 7"),
    ):  # fmt: skip
        number = next(i for i, line in enumerate(lines) if line.startswith(old))
        lines[number] = new
        wrong.append(number + 1)
    path = tmp_path / "five.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = voicecoach("scenarios", "check", str(path))
    assert ran.code == 2
    for number in wrong:
        assert f"line {number}:" in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("rehearse", "--difficulty", "brutal"),
        ("rehearse", "--no-such-flag"),
        ("rehearse", "--typed", "--rep", "a.wav"),
        ("rehearse", "--typed", "--client", "llama"),
        ("debrief", "nonsense"),
        ("debrief", "last", "--correct", "x=-reflect"),
        ("debrief", "last", "--correct", "1=-flying"),
        ("debrief", "last", "--correct", "1=-reflect", "--correct", "99=+reflect"),
        ("sessions", "delete"),
        ("replay", "last", "--from", "noon"),
        ("moves",),
        ("scenarios", "show", "nobody"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_exits_with_2(args: tuple[str, ...], voicecoach: Run, session: str) -> None:
    ran = voicecoach(*args)
    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert "corrected" not in voicecoach("sessions", "show", "last", "--json").out, "nothing is kept of half a request"


def test_a_library_that_cannot_be_written_is_one_line(voicecoach: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    ran = voicecoach("rehearse", "--typed", "--library", str(blocked), stdin=LINES)
    assert ran.code == 1
    (line,) = ran.err.strip().splitlines()
    assert line.startswith("voicecoach: remember: ")


def test_an_endpoint_that_is_down_is_survived_in_character(voicecoach: Run) -> None:
    ran = voicecoach(
        "rehearse", "bakery-terminals", "--typed", "--client", "llama", "--llm-url", "http://127.0.0.1:9/v1", "--json",
        stdin=LINES,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    events = json.loads(voicecoach("sessions", "show", "last", "--json").out)["events"]
    assert any(e["event"] == "trouble" and e["stage"] == "respond" for e in events)
    assert sum(e["event"] == "client_said" for e in events) >= 3


def test_a_remote_endpoint_is_named_before_anything_is_said(voicecoach: Run) -> None:
    ran = voicecoach(
        "rehearse", "--typed", "--client", "gpt", "--llm-url", "https://models.example.invalid/v1", stdin=""
    )  # fmt: skip
    assert "Leaves this machine: what is said → models.example.invalid." in ran.out


def test_the_progress_of_a_rep(voicecoach: Run, session: str) -> None:
    ran = voicecoach("progress")
    assert ran.code == 0
    assert "too few" in ran.out.lower()


def test_doctor_names_the_way_out(voicecoach: Run) -> None:
    ran = voicecoach("doctor", "--json")
    parts = {p["part"]: p for p in json.loads(ran.out)["parts"]}
    assert set(parts) == {
        "program", "microphone", "speaker", "echo", "recogniser", "voice", "client", "scenarios", "library",
    }  # fmt: skip
    for part in parts.values():
        assert part["state"] == "ok" or part["remedy"]
    assert ran.code == (1 if any(p["state"] == "broken" for p in parts.values()) else 0)


def test_settings_come_from_flag_environment_file_in_that_order(
    voicecoach: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.yaml").write_text("rep: File\ndifficulty: hard\n", encoding="utf-8")
    monkeypatch.setenv("VOICECOACH_REP", "Environment")
    voicecoach("rehearse", "--typed", "--difficulty", "medium", stdin=LINES)
    card = json.loads(voicecoach("sessions", "show", "last", "--json").out)["card"]
    assert (card["rep"], card["difficulty"]) == ("Environment", "medium")
    (tmp_path / "settings.yaml").write_text("colour: red\n", encoding="utf-8")
    assert voicecoach("sessions", "list").code == 2


def test_the_retention_setting_deletes_on_its_own(
    voicecoach: Run, session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(voicecoach("sessions", "path", "last").out.strip())
    card = json.loads((folder / "session.json").read_text(encoding="utf-8"))
    card["created"] = "2020-01-01T10:00:00+00:00"
    (folder / "session.json").write_text(json.dumps(card), encoding="utf-8")
    voicecoach("rehearse", "--typed", stdin=LINES)
    assert folder.exists(), "without the setting everything is kept"
    monkeypatch.setenv("VOICECOACH_KEEP_DAYS", "90")
    voicecoach("rehearse", "--typed", stdin=LINES)
    assert not folder.exists()
    assert len(voicecoach("sessions", "list").out.splitlines()) == 3
