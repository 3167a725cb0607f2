"""Both timelines keep the same promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.timeline import Done, Made, RealTime, Timeline, VirtualTime


@pytest.fixture(params=[RealTime, VirtualTime])
def timeline(request: pytest.FixtureRequest) -> Iterator[Timeline]:
    made = request.param()
    yield made
    made.close()


def collect(timeline: Timeline, n: int) -> list[Any]:
    got = []
    while len(got) < n:
        message = timeline.next(5.0)
        assert message is not None, f"only {got}"
        got.append(message)
    return got


def test_work_comes_back_in_order_and_says_when_it_is_done(timeline: Timeline) -> None:
    task = timeline.start("count", iter([1, 2, 3]))
    assert collect(timeline, 4) == [Made(task, 1), Made(task, 2), Made(task, 3), Done(task)]


def test_an_error_in_work_arrives_as_a_message(timeline: Timeline) -> None:
    def work() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    timeline.start("breaks", work())
    assert isinstance(collect(timeline, 2)[1].error, ValueError)


def test_nothing_of_a_cancelled_task_arrives(timeline: Timeline) -> None:
    task = timeline.start("unwanted", iter(range(100)))
    task.cancel()
    timeline.post("after")
    assert collect(timeline, 1) == ["after"]


def test_cancelled_work_is_closed() -> None:
    closed = threading.Event()

    def work() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    time = RealTime()
    task = time.start("endless", work())
    assert time.next(5.0) == Made(task, 1)
    task.cancel()
    assert closed.wait(5.0)
    time.close()


def test_next_gives_up_in_time(timeline: Timeline) -> None:
    before = timeline.now()
    assert timeline.next(0.01) is None
    assert timeline.now() >= before + 0.0099


def test_virtual_work_takes_as_long_as_it_says() -> None:
    time = VirtualTime()

    def work() -> Iterator[str]:
        time.spend(1.5)
        yield "slow"
        time.spend(0.5)
        yield "quick"

    time.start("work", work())
    time.at(1.0, lambda: time.post("meanwhile"))
    seen = []
    while len(seen) < 3:
        message = time.next(10.0)
        seen.append((round(time.now(), 3), getattr(message, "item", message)))
    assert seen == [(1.0, "meanwhile"), (1.5, "slow"), (2.0, "quick")]


@given(st.lists(st.floats(0, 100), max_size=30))
def test_virtual_time_never_runs_backwards(times: list[float]) -> None:
    time = VirtualTime()
    for t in times:
        time.at(t, lambda t=t: time.post(t))
    seen = []
    while (message := time.next(1000.0)) is not None:
        assert time.now() >= message
        seen.append(message)
    assert seen == sorted(times)
