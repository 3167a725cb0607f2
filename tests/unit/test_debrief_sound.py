"""The sound inside a page, and calls of three hours."""

from __future__ import annotations

import io
import json
from pathlib import Path

import debrief_calls as calls
import numpy as np
import soundfile
from debrief_long import long_call

from voicecoach.debrief import page, plain, report, soundtrack
from voicecoach.debrief.voice import frames, from_sound, tone
from voicecoach.session import RATE


def test_both_voices_lie_in_the_sound_where_they_spoke() -> None:
    call = calls.Call([], duration=6.0)
    call.sides = {
        "rep": calls.tone_sound([(1.0, 2.0)], 3.0, 200.0),
        "client": calls.tone_sound([(4.0, 5.0)], 6.0, 100.0, 22_050),
    }
    call.rates = {"rep": RATE, "client": 22_050}
    made = soundtrack.mp3(call)
    assert made == soundtrack.mp3(call)
    x, rate = soundfile.read(io.BytesIO(made))
    assert rate == RATE
    assert abs(len(x) / rate - 6.0) < 0.1
    level = np.array([np.sqrt(np.mean(x[i : i + rate // 4] ** 2)) for i in range(0, len(x) - rate // 4, rate // 4)])
    loud = {i / 4 for i in np.flatnonzero(level > 0.3 * level.max())}
    assert {1.25, 1.5, 4.25, 4.5} <= loud
    assert not {0.25, 2.5, 3.0, 5.5} & loud


def test_no_sound_makes_no_track() -> None:
    assert soundtrack.mp3(calls.Call([])) == b""
    assert page.too_big("x" * (soundtrack.BIG + 1))
    assert not page.too_big("x")


def test_a_mapped_file_is_read_as_any_other_sound(tmp_path: Path) -> None:
    call = calls.sounding(calls.pushy())
    call.sides["rep"].tofile(tmp_path / "rep.raw")
    plainly = report.build(call).tone
    call.sides["rep"] = np.memmap(tmp_path / "rep.raw", np.int16, "r")
    from_sound.let_go(call.sides["rep"])
    assert report.build(call).tone == plainly


def test_three_hours_without_sound_are_read_whole() -> None:
    debrief = report.build(long_call(180))
    assert debrief.about.turns > 1000
    assert json.loads(plain.to_json(debrief))["vital"]["inspired"]["gained"] > 0
    assert debrief.tone.lanes == ()
    assert len(page.render(debrief)) < soundtrack.BIG


def test_the_time_line_of_a_long_call_has_a_bounded_number_of_points() -> None:
    level = np.full(100, -20.0, np.float32)
    yes = np.ones(100, bool)
    piece = frames.Piece(
        1, 5000.0, 5000.0, 5001.6, level, level, np.full(100, 120, np.float32), yes, yes, "", True, 0, 1
    )
    lane = tone.lane("rep", frames.Voice((piece,)), 3 * 3600.0)
    assert len(lane.level) <= tone.POINTS + 1
    assert [v for v in lane.pitch if v is not None] == [120.0]
    assert lane.pitch.index(120.0) == int(5000 / lane.step)
