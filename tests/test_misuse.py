"""What nobody named and everybody does: each gets one plain line, the right exit code, and loses nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.chat_server import ChatServer
from voicecoach import cli
from voicecoach.errors import RememberError, VoiceCoachError

Run = Callable[..., Any]
LINES = "Hello, this is Ann from Northgate.\nI hear your no. What happened?\n"


def program(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own, with bytes for what is piped in and out."""
    return subprocess.run(
        [sys.executable, "-m", "voicecoach", *args],
        input=stdin, capture_output=True, env={**os.environ, **env}, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("rehears",), "Did you mean 'rehearse'?"),
        (("rehearse", "--rep"), "--rep needs a recording"),
        (("rehearse", "--rep", "--typed"), "--rep needs a recording"),
        (("rehearse", "--rep", "empathic", "--stt", "foo"), "'foo' is no recogniser"),
        (("rehearse", "--rep", "empathic", "--stt", "moonshine:big"), "'moonshine:big' is no recogniser"),
        (("rehearse", "--rep", "empathic", "--voice", "en-gb+nobody"), "there is no voice 'en-gb+nobody'"),
        (("rehearse", "--rep", "empathic", "--voice", "englsh"), "there is no voice 'englsh'"),
        (("rehearse", "--typed", "--llm-url", "http://127.0.0.1:9/v1"), "no model is chosen"),
        (("rehearse", "--typed", "--client", "x", "--llm-url", "127.0.0.1:9"), "is no address of an endpoint"),
        (("sessions", "import", "nothing.voicecoach"), "there is no file nothing.voicecoach"),
        (("scenarios", "new", "../../evil"), "cannot be a scenario's name"),
        (("scenarios", "new", "a b"), "cannot be a scenario's name"),
        (("scenarios", "new", "n" * 300), "cannot be a scenario's name"),
        (("debrief", "../../../etc"), "there is no session"),
        (("sessions", "path", ""), "there is no session"),
        (("rehearse", "--typed", "n" * 300 + ".yaml"), "There is no file"),
    ],
    ids=lambda x: " ".join(x)[:60] if isinstance(x, tuple) else "",
)
def test_what_cannot_be_meant_is_refused_with_the_way_out(args: tuple[str, ...], says: str, voicecoach: Run) -> None:
    ran = voicecoach(*args)
    assert ran.code == 2
    assert says in ran.err
    assert "You are" not in ran.out or "--voice" in args, "nobody reads a brief for a call that cannot be made"
    assert "No session yet" in voicecoach("sessions", "list").out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("dificulty: hard\n", "Did you mean 'difficulty'?"),
        ("difficulty: brutal\n", "there is no difficulty 'brutal'"),
        ("headphones: maybe\n", "must be yes or no"),
        ("keep_days: -3\n", "must be a whole number"),
        ("just words\n", "line 1: expected 'key: value'"),
        ("rep: caf\xe9\n".encode("latin-1"), "it is no UTF-8 text"),
    ],
)
def test_a_settings_file_with_a_mistake_says_which(
    text: str | bytes, says: str, voicecoach: Run, tmp_path: Path
) -> None:
    (tmp_path / "settings.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = voicecoach("sessions", "list")
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert "settings.yaml" in line
    assert says in line


def test_a_settings_file_from_windows_is_read(voicecoach: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_bytes(
        b"\xef\xbb\xbf# mine\r\nrep: Zo\xc3\xab  # as they call me\r\nheadphones: no\r\n"
    )
    voicecoach("rehearse", "--typed", stdin=LINES)
    assert json.loads(voicecoach("sessions", "show", "last", "--json").out)["card"]["rep"] == "Zoë"


@pytest.mark.parametrize(("flag", "stage"), [("--stt", "understand"), ("--voice", "speak")])
def test_an_endpoint_that_nothing_stands_in_for_is_tried_before_the_call(
    flag: str, stage: str, voicecoach: Run
) -> None:
    ran = voicecoach("rehearse", "--rep", "empathic", flag, "http://127.0.0.1:9/v1#m")
    assert ran.code == 1
    assert ran.err.startswith(f"voicecoach: {stage}: nobody answers at 127.0.0.1 (ConnectionRefusedError).")
    assert "You are" not in ran.out
    assert "No session yet" in voicecoach("sessions", "list").out


@pytest.mark.parametrize("command", [("debrief", "last", "--format", "md"), ("progress",)])
def test_a_file_that_cannot_be_written_is_one_line(command: tuple[str, ...], voicecoach: Run, tmp_path: Path) -> None:
    voicecoach("rehearse", "--typed", stdin=LINES)
    ran = voicecoach(*command, "--out", str(tmp_path / "nowhere" / "x"))
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("voicecoach: debrief: ")


def test_a_recording_that_was_mended_says_so_before_the_call(voicecoach: Run, tmp_path: Path) -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, 80_000).astype(np.float32)
    sound[100:200] = np.nan
    soundfile.write(tmp_path / "rep.wav", sound, 16_000, subtype="FLOAT")
    ran = voicecoach("rehearse", "--rep", str(tmp_path / "rep.wav"))
    assert ran.code == 0
    assert "100 samples of rep.wav were not numbers" in ran.out


def test_a_recording_s_name_may_be_too_long_for_the_disk(voicecoach: Run) -> None:
    ran = voicecoach("rehearse", "--rep", "n" * 300 + ".wav")
    assert ran.code == 1
    assert ran.err.startswith("voicecoach: hear: there is no file nnn")


def test_progress_of_nobody_says_whom_it_looked_for(voicecoach: Run) -> None:
    voicecoach("rehearse", "--typed", stdin=LINES)
    assert "There is no session with rep “Bob” and scenario “x”." in voicecoach(
        "progress", "--rep", "Bob", "--scenario", "x"
    ).out  # fmt: skip


def test_long_noise_ends_the_call_and_says_that_nothing_was_understood(voicecoach: Run, tmp_path: Path) -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, 16_000 * 600).astype(np.float32)
    soundfile.write(tmp_path / "noise.flac", sound, 16_000)
    ran = voicecoach("rehearse", "--rep", str(tmp_path / "noise.flac"))
    assert ran.code == 0
    assert "The client ended the call" in ran.out
    assert "of them were not played" in ran.err
    assert "voicecoach doctor --sound" in ran.err


def test_a_scenario_s_own_capitals_are_its_name(voicecoach: Run) -> None:
    assert voicecoach("scenarios", "new", "Möbel-Köln").code == 0
    assert "voicecoach rehearse Möbel-Köln" in voicecoach("scenarios", "new", "Möbel-Köln", "--force").out
    assert voicecoach("scenarios", "check", "Möbel-Köln", "--quick").code == 0


def test_a_terminal_without_unicode_still_shows_everything() -> None:
    for args in (("scenarios", "list"), ("moves", "What happened then?"), ("models", "list")):
        done = program(*args, PYTHONUTF8="0", PYTHONIOENCODING="", LC_ALL="C", PYTHONCOERCECLOCALE="0")
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_piped_lines_are_utf_8_whatever_the_locale_and_bom() -> None:
    rows = '\ufeff{"id": "ü", "text": "What happened then?"}\n'.encode()
    done = program("moves", "--jsonl", stdin=rows, PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "ü"


def test_what_is_no_text_is_refused_in_a_line() -> None:
    done = program("moves", "--jsonl", stdin=b'\xff\xfe{"id": 1}\n')
    assert done.returncode == 2
    assert done.stderr.decode().startswith("voicecoach: the rows are no UTF-8 text.")


def test_a_reader_who_leaves_ends_the_call_and_the_session_is_saved(voicecoach: Run, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "rehearse", "--typed", "--library", str(tmp_path / "l")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stderr is not None
        while b"Denise Hollis:" not in process.stdout.readline():
            pass
        process.stdout.close()
        process.stdin.write(LINES.encode() * 40)
        process.stdin.close()
        assert process.stderr.read() == b""
        process.wait(60)
    shown = json.loads(voicecoach("sessions", "show", "last", "--json", "--library", str(tmp_path / "l")).out)
    assert any(e["event"] == "client_said" for e in shown["events"])


def test_a_model_that_falls_out_of_character_is_held_back_and_the_debrief_says_so(voicecoach: Run) -> None:
    with ChatServer() as server:
        server.says = "As an AI language model I cannot take phone calls."
        ran = voicecoach("rehearse", "--typed", "--client", "x", "--llm-url", server.url, stdin=LINES)
    assert ran.code == 0
    assert "AI" not in ran.out
    assert "the language model said what this client never says" in " ".join(ran.out.split())


def test_a_mistake_of_our_own_is_one_line_without_words(voicecoach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("what the rep said")

    voicecoach("rehearse", "--typed", stdin=LINES)
    monkeypatch.setattr("voicecoach.debrief.text.render", broken)
    ran = voicecoach("debrief", "last")
    assert ran.code == 1
    (line,) = ran.err.splitlines()
    assert line.startswith("voicecoach: something broke that should not have (KeyError in ")
    assert "what the rep said" not in line
    monkeypatch.setenv("VOICECOACH_DEBUG", "1")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(KeyError):
        cli.main(["debrief", "last"])


def test_a_line_names_its_stage_once() -> None:
    assert str(RememberError("it is full.", "Make room.")) == "remember: it is full. Make room."
    assert str(VoiceCoachError("it is odd.", "Look.")) == "it is odd. Look."


def test_the_words_of_a_session_outlive_its_scenario(voicecoach: Run) -> None:
    voicecoach("rehearse", "--typed", stdin=LINES)
    folder = Path(voicecoach("sessions", "path").out.strip())
    (folder / "scenario.yaml").unlink()
    for command in (("sessions", "show"), ("replay", "last", "--silent"), ("debrief",)):
        ran = voicecoach(*command)
        assert ran.code == 0, ran.err
        assert "Ann from Northgate" in ran.out
    assert "Client: " in voicecoach("sessions", "show").out


def test_a_damaged_session_can_still_be_deleted_by_name_and_by_age(voicecoach: Run) -> None:
    for _ in range(2):
        voicecoach("rehearse", "--typed", stdin=LINES)
        folder = Path(voicecoach("sessions", "path").out.strip())
        (folder / "session.json").write_text("not a card", encoding="utf-8")
    assert voicecoach("sessions", "delete", folder.name, "--yes").code == 0
    os.utime(next(folder.parent.glob("20*")), (0, 0))
    assert voicecoach("sessions", "delete", "--older", "30", "--yes").out == "1 deleted.\n"
    assert not list(folder.parent.glob("20*"))


def test_a_call_ends_with_a_summary_and_the_way_to_the_whole(voicecoach: Run) -> None:
    ran = voicecoach("rehearse", "--rep", "empathic", "--seed", "5")
    told = ran.out.partition("Debrief: ")[2]
    for part in ("HOW IT ENDED", "THREE VITAL FACTS", "WHERE TRUST TURNED", "KEEP ONE", "voicecoach replay"):
        assert part in told
    whole = voicecoach("debrief", "last").out
    assert "WHY TRUST MOVED" in whole
    assert len(told.splitlines()) < 80 < len(whole.splitlines())
    assert told.startswith(voicecoach("debrief", "last", "--short").out.removeprefix("Debrief: ").rstrip())


def test_nothing_is_deleted_where_nobody_can_be_asked(voicecoach: Run) -> None:
    voicecoach("rehearse", "--typed", stdin=LINES)
    for args in (("delete", "last"), ("delete", "--older", "0"), ("export", "--to", "x.voicecoach", "--passphrase")):
        ran = voicecoach("sessions", *args, stdin="")
        assert ran.code == 2
        assert "nobody is there" in ran.err
    assert voicecoach("sessions", "path").code == 0
    assert not Path("x.voicecoach").exists()


def test_a_scenario_that_is_replaced_is_kept(voicecoach: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("what I wrote on the train", encoding="utf-8")
    assert voicecoach("scenarios", "new", str(mine)).code == 2
    assert voicecoach("scenarios", "new", str(mine), "--force").code == 0
    assert (tmp_path / "mine.bak").read_text(encoding="utf-8") == "what I wrote on the train"
