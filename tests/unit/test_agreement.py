"""Agreement: known answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import BadRequest
from voicecoach.replay import rubric as rubrics
from voicecoach.replay.agreement import agreement, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30)
PROMPTS = Path(__file__).parents[2] / "prompts"


def test_known_values() -> None:
    # worked by hand: seen = (0+1+0+4)/4 = 1.25; chance = 2.625 for these margins
    pairs = [(1, 1), (2, 3), (4, 4), (5, 3)]
    chance = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / 16
    assert weighted_kappa(pairs, 5) == pytest.approx(1 - 1.25 / chance)
    assert weighted_kappa([(1, 5), (5, 1)], 5) == pytest.approx(-1.0)
    assert weighted_kappa([(1, 1), (5, 5)], 5) == 1.0
    assert weighted_kappa([(3, 3)] * 20, 5) is None  # no spread: nothing beyond chance can be seen
    assert weighted_kappa([], 5) is None


@given(PAIRS)
def test_bounds_and_symmetry(pairs: list[tuple[int, int]]) -> None:
    one, other = weighted_kappa(pairs, 5), weighted_kappa([(b, a) for a, b in pairs], 5)
    assert one == (None if other is None else pytest.approx(other))
    assert one is None or -1.0000001 <= one <= 1
    found = agreement(pairs, 5)
    assert found.n == len(pairs)
    assert found.within_one is not None
    assert found.equal is not None
    assert 0 <= found.equal <= found.within_one <= 1
    if all(a == b for a, b in pairs):
        assert found.kappa in (None, 1.0)


def test_verdicts() -> None:
    good = [(g, g) for g in (1, 2, 3, 4, 5)]
    assert agreement(good, 5).verdict == "too few"
    assert agreement(good * 2, 5).verdict == "may be relied on"
    assert agreement([(1, 5), (5, 1), (3, 3), (2, 4), (4, 2)] * 3, 5).verdict == "do not rely on"
    assert agreement([(3, 3)] * 20, 5).verdict == "do not rely on"
    assert agreement([], 5).verdict == "too few"


# --- the rubric -----------------------------------------------------------------------------------------


def test_the_supplied_rubric_is_in_order() -> None:
    rubric = rubrics.find([PROMPTS])
    assert len(rubric.criteria) >= 6
    for c in rubric.criteria:
        assert len(set(c.anchors)) == 5
        assert c.question.endswith("?")


def test_every_figure_of_the_supplied_rubric_is_one_of_the_debrief() -> None:
    """The paths in the file must exist in what the debrief really writes."""
    import json

    schema = json.loads((Path(rubrics.__file__).parents[1] / "debrief" / "schema.json").read_text())
    text = json.dumps(schema)
    for c in rubrics.find([PROMPTS]).criteria:
        if c.machine:
            import re

            for name in re.findall(r"[a-z_]+(?=[.\[]|$)", re.sub(r"\[[^\]]*\]", "", c.machine.figure)):
                assert f'"{name}"' in text, f"{c.id}: {name} is no figure of the debrief"


DEBRIEF = {
    "first_contact": {"impression": -1},
    "noes": {"cards": [{"response": "earned"}, {"response": "lost"}, {"response": "earned"}]},
    "listening": {"measures": [{"name": "x", "value": 1.0}, {"name": "ratio", "value": None}]},
    "flag": True,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("first_contact.impression", -1.0), ("noes.cards[response=earned]%", 2 / 3),
        ("noes.cards[response=earned]#", 2.0),
        ("noes.cards#", 3.0), ("listening.measures[name=x].value", 1.0), ("listening.measures[name=ratio].value", None),
        ("listening.measures[name=nope].value", None), ("nowhere.at.all", None),
        ("noes.cards", None), ("first_contact", None),
    ],
)  # fmt: skip
def test_figures(path: str, value: float | None) -> None:
    assert rubrics.figure(DEBRIEF, path) == value


@pytest.mark.parametrize(
    ("steps", "grade"),
    [((-1, 0, 1, 2), 2), ((0, 1, 2, 3), 1), ((-5, -4, -3, -2), 5), ((2, 1, 0, -0.5), 5), ((-2, -3, -4, -5), 1)],
)
def test_steps_rise_or_fall(steps: tuple[float, ...], grade: int) -> None:
    machine = rubrics.Machine("first_contact.impression", steps)
    rubric = rubrics.Rubric("r", "1", (rubrics.Criterion("c", "C", "?", ("a",) * 5, machine),))
    assert rubrics.machine_grades(rubric, DEBRIEF) == {"c": grade}


GOOD = """
name: Mine
criteria:
  - id: one
    title: One
    question: What?
    anchors: {1: a, 2: b, 3: c, 4: d, 5: e}
    machine: {figure: first_contact.impression, steps: [1, 2, 3, 4]}
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("name: Mine", "name: Mine\ncolour: red"), "unknown key 'colour'"),
        (("id: one", "id: One!"), "an id of small letters"),
        (("title: One", "title: ''"), "needs a title"), ((", 5: e", ""), "anchor for each grade"),
        (("[1, 2, 3, 4]", "[1, 3, 2, 4]"), "rise or fall"), (("[1, 2, 3, 4]", "[1, 2]"), "4 numbers"),
        (("criteria:", "criteria: []\nx:"), "at least one"), (("name: Mine", "name: [Mine"), "cannot be read in line"),
    ],
)  # fmt: skip
def test_a_rubric_with_mistakes(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(GOOD)
    assert rubrics.load(path).criteria[0].anchors == ("a", "b", "c", "d", "e")
    path.write_text(GOOD.replace(*change))
    with pytest.raises(BadRequest, match=says):
        rubrics.load(path)


def test_all_mistakes_are_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(GOOD.replace("id: one", "id: 1").replace("title: One", "").replace(", 5: e", "") + "zzz: 1\n")
    with pytest.raises(BadRequest, match="4 mistakes"):
        rubrics.load(path)
