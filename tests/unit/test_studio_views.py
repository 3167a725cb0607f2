"""What the studio's lists and pages can be asked for: vital facts, trends, how far the work is, ways back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from studio_fixture import PROMPTS, Studio, debrief, record, served

from voicecoach import events as ev
from voicecoach import settings, studio, wiring
from voicecoach.events import Began, ClientSaid, Ended, FirstContact, Heard, Moved, SaidNo, TurnEnded
from voicecoach.remember.store import Library
from voicecoach.replay.hooks import Hooks
from voicecoach.session import Card, Trust


def call(library: Library, *, start: int, peak: int, level: int, impression: int, tests: tuple[str, ...]) -> str:
    """A call of which only the vital facts matter; its id."""
    with library.create(Card("", "", "x", "X", "easy", 1, "Ada"), "id: x\n") as memory:
        memory.add(Began(0.0))
        memory.add(Heard(2.0, 1, "Hello. It is me. Do you mind?", 0.5, 2.0, "w"))
        memory.add(TurnEnded(2.0, 1, 0.5, 2.0, ((0.9, 1.1),)))
        memory.add(FirstContact(2.1, 1, (), (), impression))
        memory.add(Moved(2.1, 1, Trust(start, 30, 50, 0, 0), Trust(peak, 30, 50, level, level), (), ""))
        memory.add(SaidNo(2.1, 1, "reflex", "No."))
        for i, stage in enumerate(tests):
            memory.add(ev.Tested(2.2, 1, f"t{i}", "posed"))
            memory.add(ev.Tested(2.3, 1, f"t{i}", stage))
        memory.add(ClientSaid(4.0, 1, "No.", 3.0, 4.0))
        memory.add(Ended(5.0, "polite_end", "client"))
    return memory.id


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Studio, dict[str, str]]]:
    with served(tmp_path_factory.mktemp("views"), sessions=0) as own:
        yield (
            own,
            {
                "good": call(own.library, start=20, peak=70, level=4, impression=2, tests=("met", "met")),
                "fair": call(own.library, start=20, peak=30, level=2, impression=0, tests=("met", "failed")),
                "poor": call(own.library, start=30, peak=30, level=0, impression=-2, tests=()),
            },
        )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"inspired": "much"}, {"good"}), ({"inspired": "some"}, {"fair"}), ({"inspired": "none"}, {"poor"}),
        ({"kept": "all"}, {"good"}), ({"kept": "part"}, {"fair"}), ({"kept": "untested"}, {"poor"}),
        ({"impression": "good"}, {"good"}), ({"impression": "neutral"}, {"fair"}), ({"impression": "bad"}, {"poor"}),
        ({"level": "2"}, {"good", "fair"}), ({"level": "5"}, set()), ({"kept": "all", "inspired": "none"}, set()),
        ({"kept": "nonsense"}, {"good", "fair", "poor"}), ({"level": "1 OR 1"}, {"good", "fair", "poor"}),
    ],
)  # fmt: skip
def test_filters_by_the_vital_facts(
    calls: tuple[Studio, dict[str, str]], asked: dict[str, str], found: set[str]
) -> None:
    own, ids = calls
    answer = own.get("/api/sessions", params=asked).json()
    assert {row["id"] for row in answer["rows"]} == {ids[name] for name in found}
    assert answer["total"] == len(found)


@pytest.mark.parametrize("column", ["impression", "inspired", "kept", "level"])
def test_sorts_by_the_vital_facts(calls: tuple[Studio, dict[str, str]], column: str) -> None:
    own, ids = calls
    for way, order in (("down", ["good", "fair", "poor"]), ("up", ["poor", "fair", "good"])):
        rows = own.get("/api/sessions", params={"sort": column, "way": way}).json()["rows"]
        wanted = [ids[name] for name in order]
        if column == "kept":  # never tested comes last, whichever way
            wanted = [*(i for i in wanted if i != ids["poor"]), ids["poor"]]
        assert [row["id"] for row in rows] == wanted


def test_without_word_times_the_sentences_are_placed_about(calls: tuple[Studio, dict[str, str]]) -> None:
    own, ids = calls
    said = own.get(f"/api/session/{ids['good']}").json()["said"][0]
    assert said["words"] == []
    assert [s for s, _, _ in said["about"]] == ["Hello.", "It is me.", "Do you mind?"]
    assert said["about"][0][2] == 0.9, "the first ends where the pause begins"


def test_how_far_the_work_is(tmp_path: Path) -> None:
    asked, go = threading.Event(), threading.Event()

    def trends(library: Library, rep: str, scenario: str, tell: Any) -> dict[str, Any]:
        tell(3, 7)
        asked.set()
        assert go.wait(20)
        return {"rep": rep, "scenario": scenario}

    with served(tmp_path, Hooks(trends=trends)) as own:
        assert own.get("/api/working").json() == {}
        answers: list[Any] = []
        waiting = threading.Thread(target=lambda: answers.append(own.get("/api/trends?rep=Ada&scenario=x").json()))
        waiting.start()
        assert asked.wait(20)
        assert own.get("/api/working").json() == {"what": "Measuring the calls", "done": 3, "of": 7}
        go.set()
        waiting.join(20)
        assert answers == [{"rep": "Ada", "scenario": "x"}]
        assert own.get("/api/working").json() == {}


def test_trends_are_those_of_progress(tmp_path: Path) -> None:
    from voicecoach import debriefing

    hooks = studio.hooks(settings.load({}))
    library = wiring.library(settings.load({"library": str(tmp_path)}))
    told: list[tuple[int, int]] = []
    assert (
        hooks.trends(library, "", "", lambda done, of: told.append((done, of))) == debriefing.trends(library).to_json()
    )


def test_pages_of_other_stages_lead_back(tmp_path: Path) -> None:
    page = "<!doctype html><header><h1>D</h1></header>"
    hooks = Hooks(debrief=debrief, debrief_page=lambda saved: page, trends_page=lambda *_: page)
    with served(tmp_path, hooks) as own:
        one = own.ids[0]
        assert f'href="/session/{one}"' in own.get(f"/session/{one}/debrief").text
        assert 'href="/trends"' in own.get("/trends.html").text


def test_a_coach_who_reads_the_debrief_is_not_blind_any_more(tmp_path: Path) -> None:
    with served(tmp_path) as own:
        one = own.ids[0]
        own.get(f"/session/{one}/debrief", params={"as": "Ada", "role": "rep"})
        assert own.library.open(one).notes == []
        own.get(f"/session/{one}/debrief", params={"as": "Kim", "role": "coach"})
        score = own.post(f"/api/session/{one}/score", {"grades": {"timing": 3}, "author": "Kim"}).json()
        assert score.get("blind", False) is False


def test_scores_by_another_rubric_do_not_count(tmp_path: Path) -> None:
    """With other anchors a 3 means something else."""
    rubrics = tmp_path / "rubrics"
    rubrics.mkdir()
    text = (PROMPTS / "_rubric.yaml").read_text(encoding="utf-8")
    (rubrics / "_rubric.yaml").write_text(text, encoding="utf-8")
    with served(tmp_path, Hooks(debrief=debrief, rubrics=(rubrics,))) as own:
        record(own.library)
        for i, one in enumerate(own.library.ids()):
            if i:  # the coach edits the file before the second
                version = next(line for line in text.splitlines() if line.startswith("version:"))
                (rubrics / "_rubric.yaml").write_text(text.replace(version, "version: '99'"), encoding="utf-8")
            own.post(f"/api/session/{one}/score", {"grades": {"first_contact": 3}, "author": "Kim"})
        found = own.get("/api/agreement").json()
        row = next(r for r in found["criteria"] if r["id"] == "first_contact")
        assert (row["machine"]["n"], found["sessions"], found["others"]) == (1, 1, 1)


def test_what_can_hardly_be_relied_on_is_marked(tmp_path: Path) -> None:
    """Twelve sessions on which coach and machine disagree, and two coaches agree."""
    with served(tmp_path, sessions=12) as own:
        for i, one in enumerate(own.ids):
            for who in ("Kim", "Lee"):
                own.post(f"/api/session/{one}/score", {"grades": {"first_contact": 1 + i % 5}, "author": who})
        row = next(r for r in own.get("/api/agreement").json()["criteria"] if r["id"] == "first_contact")
        assert (row["machine"]["n"], row["machine"]["verdict"]) == (24, "do not rely on")
        assert (row["coaches"]["n"], row["coaches"]["kappa"], row["coaches"]["verdict"]) == (
            12,
            1.0,
            "may be relied on",
        )
