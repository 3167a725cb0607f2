"""The figures of a turn are graded: a hint weighs less than an order, and one order less than three."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.understand.moves import scores
from voicecoach.understand.moves.features.counsel import strength
from voicecoach.understand.moves.features.heads import HEADS, grown
from voicecoach.understand.moves.features.trees import TREES
from voicecoach.understand.moves.features.weights import WEIGHTS
from voicecoach.understand.moves.reading.questions import ask
from voicecoach.understand.moves.reading.words import read

BEFORE = "They gave my accounts to a trainee while I was on leave, and nobody said a word. I don't know where I stand."
ORDERS = (
    "You should go and see the director.",
    "Write down every date.",
    "You need to get some sleep.",
    "Don't put up with it.",
    "You have to ask for your accounts back.",
)


def figure(head: str, text: str) -> float:
    return scores(text, BEFORE)[head]


@pytest.mark.parametrize(
    "ladder",
    [
        (
            "Coming back to that must have been a shock.",
            "You could ask the director about it.",
            "You should ask the director about it.",
            "You should ask the director about it. Write down every date. You need to get some sleep.",
        ),
        (
            "What did you think when you found out?",
            "Have you considered asking to see the director?",
            "Why don't you just hand in your notice?",
            "If I were you I would hand in my notice.",
        ),
        (
            "Being passed over like that hurts.",
            "It might help to take a few days off.",
            "I'd recommend taking a few days off, and I'd suggest seeing somebody from personnel.",
        ),
    ],
)
def test_counsel_climbs(ladder: tuple[str, ...]) -> None:
    found = [figure("advice", text) for text in ladder]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


@settings(max_examples=30, deadline=None)
@given(st.permutations(ORDERS), st.integers(1, len(ORDERS) - 1))
def test_more_orders_are_never_less_advice(orders: list[str], n: int) -> None:
    assert figure("advice", " ".join(orders[: n + 1])) >= figure("advice", " ".join(orders[:n])) - 0.02


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("No wonder you feel lost, they did it behind your back.", "These things happen, it's only work."),
        ("It sounds like you feel pushed aside.", "Just move on, you'll find another job."),
        ("How has it been since you came back?", "You have to tell them it's not acceptable."),
        ("That's so unfair, I can see why you're unsure.", "At least you had a holiday."),
    ],
)
@pytest.mark.parametrize("spoken", [False, True])
def test_listening_stands_above_brushing_off(more: str, less: str, spoken: bool) -> None:
    if spoken:
        more, less = more.lower().rstrip("?."), less.lower().rstrip("?.")
    assert figure("empathy", more) > figure("empathy", less) + 0.05


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("you should call them", 1.0, 1.0),
        ("you could call them", 0.5, 0.8),
        ("it might help to call them", 0.5, 0.8),
        ("have you tried calling them", 0.5, 0.7),
        ("call them tomorrow", 0.7, 0.9),
        ("what do you need to call them", 0.0, 0.0),
        ("have you thought about how you want to call them", 0.0, 0.0),
        ("tell me about the call", 0.0, 0.0),
        ("you must be tired", 0.0, 0.0),
        ("the price is forty pounds", 0.0, 0.0),
    ],
)
def test_a_clause_counsels_firmly_softly_or_not(text: str, low: float, high: float) -> None:
    clause = read(text).clauses[0]
    assert low <= strength(clause, ask(clause)) <= high


def test_the_trees_are_whole_and_over_named_features() -> None:
    assert set(TREES) <= set(HEADS)
    for names, limits, leaves in (tree for grove in TREES.values() for tree in grove):
        assert len(names) == len(limits) == 7
        assert len(leaves) == 8
        assert set(names) <= set(WEIGHTS)


def test_a_tree_is_walked_from_the_root() -> None:
    tree = (("a", "b", "c", "d", "e", "f", "g"), (0.5,) * 7, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0))
    assert grown((tree,), {}) == 1.0
    assert grown((tree,), {"a": 1.0}) == 5.0
    assert grown((tree,), {"b": 1.0, "e": 1.0}) == 4.0
    assert grown((tree, tree), {"a": 1.0, "c": 1.0, "g": 1.0}) == 16.0
