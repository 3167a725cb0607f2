"""The debrief as a whole: true, the same every time, and sensible whatever the call was."""

from __future__ import annotations

import json
from pathlib import Path

import debrief_calls as calls
import jsonschema
import numpy as np
import pytest
from debrief_calls import Call, Script, label

import voicecoach.debrief as package
from voicecoach import events as ev
from voicecoach.debrief import markdown, page, plain, report, text
from voicecoach.session import Change, Trust

SCHEMA = json.loads((Path(package.__file__).parent / "schema.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_the_one_of_the_values() -> None:
    assert plain.schema() == SCHEMA


@pytest.mark.parametrize("make", [calls.empathic, calls.pushy])
def test_json_keeps_to_the_schema_and_is_the_same_every_time(make: object) -> None:
    assert callable(make)
    once, again = report.build(calls.sounding(make())), report.build(calls.sounding(make()))
    jsonschema.validate(json.loads(plain.to_json(once)), SCHEMA)
    assert plain.to_json(once) == plain.to_json(again)
    assert page.render(once, calls.sounding(make())) == page.render(again, calls.sounding(make()))
    assert text.render(once) == text.render(again)


@pytest.mark.parametrize("make", [calls.empathic, calls.pushy])
def test_nothing_changes_unseen(make: object) -> None:
    """To change a golden debrief on purpose: python tests/unit/debrief_calls.py"""
    assert callable(make)
    found, name = report.build(make()), make.__name__
    assert plain.to_json(found) == (calls.GOLDEN / f"debrief-{name}.json").read_text(encoding="utf-8")
    assert text.render(found) == (calls.GOLDEN / f"debrief-{name}.txt").read_text(encoding="utf-8")


def test_good_and_bad_calls_read_as_different_as_they_are() -> None:
    good, bad = report.build(calls.empathic()), report.build(calls.pushy())
    assert good.vital.inspired.gained == 46
    assert bad.vital.inspired.gained == 0
    assert (good.ending.success, bad.ending.success) == (True, False)
    assert [c.response for c in good.noes.cards] == ["earned", "earned"]
    assert [c.response for c in bad.noes.cards] == ["lost", "lost"]
    assert (good.empathy.from_client, good.empathy.from_own) == (3, 0)
    assert bad.empathy.from_own >= 1
    assert good.stages.early is False
    assert bad.stages.early is True
    assert sum(b.repaired for b in bad.vital.maintained.breaches) == 0
    assert "hard" in good.practice.command
    assert "medium" in bad.practice.command


def test_every_claim_carries_words_that_were_said() -> None:
    call = calls.empathic()
    said = " ".join(e.text for e in call.events if isinstance(e, (ev.Heard, ev.ClientSaid)))
    found = 0

    def walk(value: object) -> None:
        nonlocal found
        if isinstance(value, dict):
            if {"who", "text", "start", "end"} <= set(value):
                assert value["text"] in said
                assert 0 <= value["start"] <= value["end"] <= call.duration
                found += 1
            for v in value.values():
                walk(v)
        elif isinstance(value, list):
            for v in value:
                walk(v)

    walk(report.build(call).to_json())
    assert found > 30


def blank() -> Call:
    return Call([ev.Began(0.0)], complete=False)


def one_turn() -> Call:
    s = Script()
    s.rep(
        "Good morning, is this a bad moment?", label("Good morning, is this a bad moment?", "permission", "bad moment")
    )
    return Call(s.events, complete=False, duration=s.t)


def twenty_seconds() -> Call:
    s = Script()
    s.rep("Hi, I am Tom from Logbook and I wonder how you keep your records.", to=(26, 33, 87, 0))
    s.client("We have a contractor.", "reflex_no", no="reflex")
    return s.end("rep_left", by="rep")


def typed() -> Call:
    call = calls.empathic()
    call.events = [
        ev.Heard(e.t, e.turn, e.text, e.start, e.start) if isinstance(e, ev.Heard) else e
        for e in call.events
        if not isinstance(e, ev.TurnEnded)
    ]
    return call


@pytest.mark.parametrize("make", [blank, one_turn, twenty_seconds, typed])
def test_calls_with_little_in_them_say_what_they_could_not_measure(make: object) -> None:
    assert callable(make)
    call = make()
    debrief = report.build(call)
    jsonschema.validate(json.loads(plain.to_json(debrief)), SCHEMA)
    told = text.render(debrief)
    assert "WHAT COULD NOT BE MEASURED" in told
    assert "nan" not in told.split()
    assert markdown.render(debrief).startswith("# Debrief")
    assert "</html>" in page.render(debrief, call)
    for m in debrief.tone.measures:
        assert (m.value is None) == (not m.valid)
        assert m.valid or m.why_not


def test_a_blank_call_claims_nothing() -> None:
    debrief = report.build(blank())
    assert debrief.vital.inspired.gained is None
    assert debrief.noes.cards == ()
    assert debrief.stages.early is None
    assert "cut off" in text.render(debrief)


def test_a_lost_scenario_is_remarked_and_survived() -> None:
    class Lost(Call):
        @property
        def scenario(self) -> object:  # type: ignore[override]
            from voicecoach.errors import RememberError

            raise RememberError("it has lost its scenario")

    call = calls.empathic()
    debrief = report.build(Lost(call.events, duration=call.duration))
    assert debrief.ending.facts == ()
    assert any("scenario cannot be read" in r for r in debrief.remarks)


def test_takes_are_shown_and_not_counted() -> None:
    s = Script()
    bad = "If I were you I would change your contractor."
    s.rep(bad, label(bad, "advise", "If I were you"), to=(18, 43, 87, 0), changes=[Change("advise", -6, 8, 0)])
    s.client("No.", "reflex_no", no="reflex")
    s.events.append(ev.TakenBack(s.t, 1))
    s.state = Trust(24, 35, 90, 0, 0)
    good = "May I ask how your week has been?"
    s.rep(
        good,
        label(good, "permission", "May I ask"),
        to=(27, 29, 90, 0),
        changes=[Change("permission", 3, -6, 3)],
        take_number=1,
    )
    s.client("Busy.", "answer")
    debrief = report.build(s.end("rep_left", by="rep"))
    assert [t.text for t in debrief.takes] == [bad]
    for shown in (text.render(debrief), markdown.render(debrief), page.render(debrief)):
        after = shown[shown.lower().index("takes that do not count") :]
        assert "Then: " in after, "both takes, one beside the other"
        assert good in after
    assert debrief.about.turns == 1
    assert debrief.noes.cards == ()
    assert debrief.empathy.from_own == 0
    assert debrief.vital.inspired.start == 24
    assert debrief.vital.maintained.breaches == ()


def test_a_correction_stands_beside_the_original() -> None:
    call = calls.empathic()
    call.events.append(ev.Corrected(99.0, 2, ("reflect",), ("echo",), "Coach"))
    asked: list[list[tuple[str, ...]]] = []

    def recompute(turns: object) -> list[Trust]:
        asked.append([tuple(t) for t in turns])  # type: ignore[attr-defined]
        return [Trust(20 + i, 30, 80, 0, 1) for i in range(len(asked[0]))]

    debrief = report.build(call, recompute=recompute)
    assert asked[0][1] == ("accept_no", "echo")
    assert asked[0][0] == ("identity", "purpose", "permission")
    assert debrief.corrected is not None
    step = debrief.corrected.steps[1]
    assert step.original is not None
    assert step.corrected is not None
    assert (step.original.alliance, step.corrected.alliance) == (33, 21)
    assert debrief.trust[1].after == step.original  # the original stays where it is
    assert "Coach" in text.render(debrief)


def test_labels_that_the_alliance_did_not_take_up_are_not_recomputed() -> None:
    s = Script()
    words = "That is wrong, our machines are better, and by the way I am Tom."
    s.rep(words, label(words, "argue", "That is wrong"), label(words, "pitch", "our machines are better", 0.55),
          label(words, "identity", "I am Tom"), to=(16, 45, 87, 0), changes=[Change("argue", -8, 12, 0)])  # fmt: skip
    call = s.end("rep_left", by="rep")
    call.events.append(ev.Corrected(9.0, 1, ("argue",), ("reframe",)))
    asked: list[object] = []

    def recompute(turns: object) -> list[Trust]:
        asked.append(turns)
        return []

    report.build(call, recompute=recompute)
    assert asked == [[("identity", "reframe")]]


def test_words_are_never_markup() -> None:
    s = Script('<img src=x onerror="alert(1)">')
    evil = "</script><script>alert('x')</script> {{ 7*7 }} [a](javascript:b) `c`"
    s.rep(evil, label(evil, "open_q", "<script>alert('x')</script>"), to=(25, 30, 88, 0))
    call = s.end("rep_left", by="rep")
    debrief = report.build(call)
    html = page.render(debrief, call)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "[a](javascript" not in markdown.render(debrief)


def test_the_page_asks_for_nothing_from_outside() -> None:
    call = calls.sounding(calls.empathic())
    html = page.render(report.build(call), call)
    rest = html.replace("data:audio/mpeg", "")
    assert "http://" not in rest
    assert "https://" not in rest
    assert "url(" not in rest
    assert "default-src 'none'" in html
    assert "data:audio/mpeg;base64," in html
    assert "data:audio" not in page.render(report.build(call), call, sound=False)


def test_progress_only_grows_and_ends_at_one() -> None:
    seen: list[float] = []
    report.build(calls.sounding(calls.empathic()), progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_side_without_sound_is_said_so() -> None:
    call = calls.empathic()
    debrief = report.build(call)
    assert debrief.tone.why_not == "no sound of yours was kept"
    assert not debrief.about.sound
    call.sides = {"rep": np.zeros(10, np.int16)}
    assert report.build(call).tone.lanes == ()
