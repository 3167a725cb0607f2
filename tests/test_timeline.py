"""Both timelines keep the same promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.conversation.timeline import LEAP, Done, Made, RealTime, Steady, Timeline, VirtualTime
from voicecoach.ports import Mended


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


# --- a computer that sleeps --------------------------------------------------------------------------------------


class Clocks:
    """A computer's two clocks, moved by hand."""

    def __init__(self) -> None:
        self.monotonic, self.wall = 1000.0, 1_700_000_000.0

    def steady(self) -> Steady:
        return Steady(lambda: self.monotonic, lambda: self.wall)

    def run(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += seconds


@given(
    st.lists(st.tuples(st.sampled_from(["run", "sleep", "sleep standing", "set"]), st.floats(-1e6, 1e6)), max_size=40)
)
def test_a_calls_clock_never_goes_back_and_does_not_count_sleep(steps: list[tuple[str, float]]) -> None:
    clocks = Clocks()
    steady = clocks.steady()
    assert steady() == 0
    ran, before = 0.0, 0.0
    for what, seconds in steps:
        if what == "run":
            clocks.run(abs(seconds) % LEAP)
            ran += abs(seconds) % LEAP
        elif what == "sleep":
            clocks.run(LEAP + abs(seconds) + 1)
        elif what == "sleep standing":
            clocks.wall += abs(seconds)
        else:
            clocks.wall += seconds
        now = steady()
        assert before <= now == pytest.approx(ran, abs=0.001)
        before = now


@pytest.mark.parametrize("standing", [False, True], ids=["its clock going on", "its clock standing"])
def test_a_computer_that_slept_is_told_of_once(standing: bool) -> None:
    clocks = Clocks()
    timeline = RealTime(clocks.steady())
    timeline.now()
    clocks.run(1.0)
    assert timeline.next(0) is None
    clocks.wall += 3600
    clocks.monotonic += 0 if standing else 3600
    told = timeline.next(0)
    assert isinstance(told, Mended)
    assert "slept for 60 minutes" in told.cause
    assert timeline.next(0) is None
    assert timeline.now() == pytest.approx(1.0, abs=0.01)


def test_a_clock_that_is_set_back_is_told_of() -> None:
    clocks = Clocks()
    timeline = RealTime(clocks.steady())
    timeline.now()
    clocks.wall -= 7200
    told = timeline.next(0)
    assert isinstance(told, Mended)
    assert "set back" in told.cause
