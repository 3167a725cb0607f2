"""Trends, prose by a language model, and the copies of debriefs beside sessions."""

from __future__ import annotations

import copy
import json
from html import unescape
from pathlib import Path
from typing import Any

import debrief_calls as calls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.debrief import page, progress, prose, report, shelf, text
from voicecoach.debrief.voice import own_voice
from voicecoach.errors import DebriefError
from voicecoach.events import Corrected


@pytest.fixture(scope="module")
def good() -> dict[str, Any]:
    return report.build(calls.empathic()).to_json()


def series(base: dict[str, Any], gains: list[int | None], scenario: str = "lift-maintenance") -> list[dict[str, Any]]:
    out = []
    for i, gain in enumerate(gains):
        d = copy.deepcopy(base)
        d["about"] |= {"session": f"s{i:02d}", "created": f"2026-01-{i + 1:02d}", "scenario": scenario, "rep": "Ann"}
        d["vital"]["inspired"]["gained"] = gain
        out.append(d)
    return out


def line(trend: progress.Trend, name: str) -> progress.Line:
    return next(x for x in trend.groups[0].lines if x.name == name)


def test_a_rise_is_better_a_wobble_is_no_trend_and_few_sessions_are_too_few(good: dict[str, Any]) -> None:
    assert line(progress.trends(series(good, [5, 9, 14, 20, 22, 30])), "inspired").trend == "better"
    assert line(progress.trends(series(good, [30, 22, 20, 14, 9, 5])), "inspired").trend == "worse"
    assert line(progress.trends(series(good, [10, 30, 5, 22, 9, 20])), "inspired").trend == "steady"
    few = line(progress.trends(series(good, [5, 9, None, 20])), "inspired")
    assert (few.trend, few.tau) == ("", None)
    assert "3 of the 5" in few.why_not


def test_sessions_come_in_the_order_of_time_and_by_scenario(good: dict[str, Any]) -> None:
    mixed = series(good, [1, 2, 3, 4, 5])
    for d in mixed[3:]:
        d["about"]["scenario"] = "bakery-terminals"
    trend = progress.trends(reversed(mixed))
    assert [g.name for g in trend.groups] == ["all", "lift-maintenance", "bakery-terminals"]
    assert [p.session for p in trend.groups[1].lines[0].points] == ["s00", "s01", "s02"]
    assert progress.trends(mixed, rep="Bob").sessions == 0
    assert progress.trends(mixed, scenario="bakery-terminals").sessions == 2


def test_trends_as_text_page_and_json(good: dict[str, Any]) -> None:
    trend = progress.trends(series(good, [5, 9, 14, 20, 22, 30]))
    assert "Trust inspired" in trend.text()
    assert "Better: from about 7 to about 26" in trend.text()
    assert all(len(row) <= 100 for row in trend.text().splitlines())
    assert "<svg" in trend.html()
    assert "http://" not in trend.html()
    json.dumps(trend.to_json())
    assert "no session yet" in progress.trends([]).text()
    assert "</html>" in progress.trends([]).html()


@given(st.lists(st.integers(-50, 50), min_size=5, max_size=25))
def test_kendall_turns_its_sign_with_the_row(values: list[int]) -> None:
    numbers = [float(v) for v in values]
    assert progress.kendall(numbers) == pytest.approx(-progress.kendall(numbers[::-1]))
    assert progress.kendall(sorted(set(numbers))) == pytest.approx(1.0) if len(set(numbers)) > 1 else True


def test_an_older_debrief_without_a_field_is_no_error(good: dict[str, Any]) -> None:
    old = series(good, [1, 2, 3, 4, 5, 6])
    del old[0]["noes"]["concern_after"]
    old[1]["tone"] = {}
    assert progress.trends(old).sessions == 6


# --- prose -----------------------------------------------------------------------------------------------------

SAID = prose._plain("We have a contractor. My people spend their weekends on paperwork.")


@pytest.mark.parametrize(
    ("text_", "kept", "dropped"),
    [
        ('You heard "My people spend their weekends on paperwork".', 1, 0),
        ("You heard “we HAVE a contractor,” and waited.", 1, 0),
        ('You heard "my people hate paperwork".', 0, 1),
        ("A lovely call with no quote.", 0, 1),
        ('You asked well. "We have a contractor" was met. "It was nice" she said.', 1, 2),
        ('You are trustworthy: "we have a contractor".', 0, 1),
        ('<think>"x"</think>She said "we have a contractor".', 1, 0),
        ('You heard "a contract".', 0, 1),  # part of a word is no quote
        ("", 0, 0),
    ],
)
def test_only_sentences_with_verbatim_quotes_stay(text_: str, kept: int, dropped: int) -> None:
    good, lost = prose.kept(text_, SAID)
    assert (bool(good), lost) == (bool(kept), dropped)


def test_the_model_s_opinion_stands_beside_the_computed_one() -> None:
    call = calls.empathic()
    before = report.build(call)
    answer = {
        "text": 'You gave back "the weekends go on paperwork". You were "simply brilliant".',
        "opinions": {
            "empathy": 'From their side: "So the weekends go on paperwork."',
            "charm": "x",
            "noes": "No quote.",
        },
    }
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "Here it is:\n" + json.dumps(answer)

    event = prose.write(before, ask, "a-model", 60.0)
    assert event.dropped == 2
    assert set(event.opinions) == {"empathy"}
    assert "TRANSCRIPT" in asked[0]
    call.events.append(event)
    after = report.build(call)
    assert after.empathy == before.empathy
    assert after.prose[0].by == "a-model"
    html = page.render(after, call)
    assert before.empathy.statement in unescape(html)
    assert "2 sentences left out" in text.render(after)


def test_a_model_that_fails_is_one_clear_error() -> None:
    debrief = report.build(calls.empathic())

    def down(question: str) -> str:
        raise OSError("secret key in here")

    with pytest.raises(DebriefError) as caught:
        prose.write(debrief, down, "m", 1.0)
    assert "secret" not in str(caught.value)
    with pytest.raises(DebriefError):
        prose.write(debrief, lambda q: "  ", "m", 1.0)
    assert prose.write(debrief, lambda q: "no json at all", "m", 1.0).dropped == 1


# --- copies beside sessions --------------------------------------------------------------------------------------


class Shelved(calls.Call):
    folder: Path


def test_a_copy_is_used_until_something_changes(tmp_path: Path) -> None:
    made = calls.empathic()
    call = Shelved(made.events, duration=made.duration)
    call.folder = tmp_path
    first = shelf.debrief_json(call)
    path = tmp_path / shelf.NAME
    assert path.stat().st_mode & 0o077 == 0
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["debrief"]["about"]["title"] = "from the copy"
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert shelf.debrief_json(call)["about"]["title"] == "from the copy"
    call.events.append(Corrected(50.0, 1, ("permission",)))
    assert shelf.debrief_json(call)["about"]["title"] == first["about"]["title"]
    path.write_text("broken", encoding="utf-8")
    assert shelf.debrief_json(call)["corrected"]["corrections"][0]["turn"] == 1


def test_the_baseline_of_three_sessions_with_a_voice(tmp_path: Path) -> None:
    shelved = []
    for i in range(3):
        made = calls.sounding(calls.pushy())
        made.sides.pop("client")
        call = Shelved(made.events, duration=made.duration, sides=made.sides, rates=made.rates)
        call.folder = tmp_path / str(i)
        call.folder.mkdir()
        shelved.append(call)
    tones = [shelf.debrief_json(saved)["tone"] for saved in shelved]
    usual = own_voice.baseline(tones)
    assert usual is not None
    assert usual["sessions"] == 3
    assert usual["measures"]["f0_median"]["usual"] == pytest.approx(120, abs=2)
    assert own_voice.baseline(tones[:2]) is None
    again = report.build(shelved[0], baseline=usual)
    assert next(m for m in again.tone.measures if m.name == "f0_median").against == "as usual for you"
