"""One recogniser for many calls: served in order of arrival, loaded once for each hand, freed with the last seat."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pytest

from voicecoach import settings, wiring
from voicecoach.errors import UnderstandError
from voicecoach.ports import Recognised, Sound
from voicecoach.understand.shared import Shared

PATIENCE = 20.0


class Slow:
    """Recognises when it is told to; the first sample is the name of what it heard."""

    name = "slow"

    def __init__(self) -> None:
        self.begun: queue.Queue[int] = queue.Queue()
        self.go: queue.Queue[bool] = queue.Queue()
        self.closed = False

    def recognise(self, samples: Sound) -> Recognised:
        self.begun.put(int(samples[0]))
        if not self.go.get(timeout=PATIENCE):
            raise UnderstandError("broken")
        return Recognised(str(int(samples[0])))

    def close(self) -> None:
        self.closed = True


def sound(n: int) -> Sound:
    return np.array([n], np.int16)


@pytest.fixture
def calls() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def waiting(shared: Shared, count: int) -> None:
    """Until so many ask."""
    with shared._change:
        assert shared._change.wait_for(lambda: len(shared._waiting) >= count, PATIENCE)


def test_who_asked_first_is_served_first(calls: ThreadPoolExecutor) -> None:
    made: list[Slow] = []
    shared = Shared(lambda: made.append(Slow()) or made[-1], hands=1)  # type: ignore[func-returns-value]
    seats = [shared.seat() for _ in range(4)]
    assert len(made) == 1
    asked: list[Future[Recognised]] = [calls.submit(seats[0].recognise, sound(0))]
    assert made[0].begun.get(timeout=PATIENCE) == 0
    for i in (2, 1, 3):  # each only once the one before it stands in the queue
        asked.append(calls.submit(seats[i].recognise, sound(i)))
        waiting(shared, len(asked) - 1)
    order = []
    for _ in range(4):
        made[0].go.put(True)
        if len(order) < 3:
            order.append(made[0].begun.get(timeout=PATIENCE))
    assert order == [2, 1, 3]
    assert [f.result(PATIENCE).text for f in asked] == ["0", "2", "1", "3"]


def test_as_many_at_once_as_there_are_hands(calls: ThreadPoolExecutor) -> None:
    made: list[Slow] = []
    shared = Shared(lambda: made.append(Slow()) or made[-1], hands=2)  # type: ignore[func-returns-value]
    seats = [shared.seat() for _ in range(3)]
    assert len(made) == 2, "a model for each hand, not for each call"
    asked = [calls.submit(seat.recognise, sound(i)) for i, seat in enumerate(seats)]
    for one in made:
        one.begun.get(timeout=PATIENCE)
    waiting(shared, 1)
    assert all(one.begun.empty() for one in made)
    for one in made:
        one.go.put(True)
        one.go.put(True)
    assert sorted(f.result(PATIENCE).text for f in asked) == ["0", "1", "2"]


def test_the_last_seat_frees_the_models() -> None:
    made: list[Slow] = []
    shared = Shared(lambda: made.append(Slow()) or made[-1], hands=1)  # type: ignore[func-returns-value]
    one, two = shared.seat(), shared.seat()
    one.close()
    one.close()
    assert not made[0].closed
    two.close()
    assert made[0].closed
    with pytest.raises(UnderstandError, match="closed"):
        two.recognise(sound(1))
    shared.seat()
    assert len(made) == 2


def test_a_seat_given_up_while_it_waits(calls: ThreadPoolExecutor) -> None:
    slow = Slow()
    shared = Shared(lambda: slow, hands=1)
    one, two = shared.seat(), shared.seat()
    first = calls.submit(one.recognise, sound(1))
    slow.begun.get(timeout=PATIENCE)
    second = calls.submit(two.recognise, sound(2))
    waiting(shared, 1)
    two.close()
    with pytest.raises(UnderstandError, match="closed"):
        second.result(PATIENCE)
    slow.go.put(True)
    assert first.result(PATIENCE).text == "1"


def test_a_recognition_that_fails_leaves_its_hand_free(calls: ThreadPoolExecutor) -> None:
    slow = Slow()
    shared = Shared(lambda: slow, hands=1)
    seat = shared.seat()
    slow.go.put(False)
    with pytest.raises(UnderstandError, match="broken"):
        seat.recognise(sound(1))
    slow.go.put(True)
    assert seat.recognise(sound(2)).text == "2"


def test_calls_that_begin_at_once_do_not_load_at_once(calls: ThreadPoolExecutor) -> None:
    """Two first imports of one library at the same moment each saw half of it."""
    loading, most = [0], [0]
    lock, all_here = threading.Lock(), threading.Barrier(4)

    def load() -> Slow:
        with lock:
            loading[0] += 1
            most[0] = max(most[0], loading[0])
        made = Slow()
        with lock:
            loading[0] -= 1
        return made

    shared = Shared(load, hands=4)

    def begin() -> None:
        all_here.wait(PATIENCE)
        shared.seat()

    for f in [calls.submit(begin) for _ in range(4)]:
        f.result(PATIENCE)
    assert most == [1]


def test_only_a_recogniser_on_this_machine_is_shared() -> None:
    here = wiring.shared_recogniser(settings.load({"stt": "moonshine"}))
    assert isinstance(getattr(here, "__self__", None), Shared)
    elsewhere = wiring.shared_recogniser(settings.load({"stt": "http://127.0.0.1:9#tiny"}))
    assert not isinstance(getattr(elsewhere, "__self__", None), Shared)


def test_the_real_one_by_two_seats(calls: ThreadPoolExecutor) -> None:
    from voicecoach.conversation import recordings
    from voicecoach.resources import fixtures_folder

    folder = fixtures_folder()
    assert folder
    clips = [c.samples for c in recordings.fixture_call(folder, "empathic")[:2]]
    open_one = wiring.shared_recogniser(settings.load({"stt": "moonshine"}))
    seats = [open_one(), open_one()]
    alone = [seats[0].recognise(clip).text for clip in clips]
    together = [calls.submit(seat.recognise, clip) for seat, clip in zip(seats, clips, strict=True)]
    assert [f.result(60).text for f in together] == alone
    for seat in seats:
        seat.close()
