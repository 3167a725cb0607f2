"""The browser's microphone and speaker as ports: clocks, reports, interruptions."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.ports import Block, Finished, Key, Lost, NoMore, Played
from voicecoach.replay.browser import BrowserEars, BrowserMouth
from voicecoach.session import BLOCK, RATE


class Clock:
    """Time that a test sets."""

    t = 0.0

    def __call__(self) -> float:
        return self.t


def ears(rate: int = RATE) -> tuple[BrowserEars, list[Any], Clock]:
    port, inbox, clock = BrowserEars(), [], Clock()
    port.at_rate(rate)
    port.open(inbox.append, clock)
    return port, inbox, clock


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 8_000])
def test_any_rate_becomes_blocks_on_the_clock(rate: int) -> None:
    port, inbox, clock = ears(rate)
    piece = rate // 50
    t = np.arange(rate * 3)
    sound = (8000 * np.sin(2 * np.pi * 300 * t / rate)).astype(np.int16)
    for i in range(0, len(sound), piece):
        clock.t = (i + piece) / rate
        port.feed(sound[i : i + piece])
    blocks = [m for m in inbox if isinstance(m, Block)]
    assert len(blocks) == len(inbox)
    assert all(len(b.samples) == BLOCK for b in blocks)
    times = np.array([b.t for b in blocks])
    assert np.allclose(np.diff(times), BLOCK / RATE)
    assert abs(times[0]) < 0.06
    assert times[-1] == pytest.approx(3.0, abs=0.15)
    heard = np.concatenate([b.samples for b in blocks])[RATE // 2 :].astype(float)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(300, abs=2)


def test_jitter_makes_no_gap_and_a_pause_is_told() -> None:
    port, inbox, clock = ears()
    for i in range(100):
        clock.t = (i + 1) * 0.032 + (0.08 if i % 7 == 0 else 0.0)
        port.feed(np.zeros(BLOCK, np.int16))
    assert np.allclose(np.diff([b.t for b in inbox]), 0.032)
    clock.t += 2.0
    port.feed(np.zeros(BLOCK, np.int16))
    lost = next(m for m in inbox if isinstance(m, Lost))
    assert lost.seconds == pytest.approx(1.97, abs=0.1)
    assert inbox[-1].t == pytest.approx(clock.t - 0.032, abs=0.05)


def test_a_browser_that_sends_too_much_cannot_run_ahead_of_the_clock() -> None:
    port, inbox, clock = ears()
    for _ in range(400):
        clock.t += 0.001
        port.feed(np.zeros(BLOCK, np.int16))
    assert max(b.t for b in inbox if isinstance(b, Block)) <= clock.t + 0.2


def test_keys_and_leaving() -> None:
    port, inbox, _ = ears()
    port.key("end")
    port.key("rm -rf")
    port.gone("closed")
    port.close()
    port.feed(np.zeros(BLOCK, np.int16))
    port.key("end")
    assert [type(m) for m in inbox] == [Key, NoMore]


def test_who_rings_off_before_the_call_began_is_heard() -> None:
    ears, posted = BrowserEars(), []
    for _ in range(3):
        ears.key("end")
    ears.key("pause")
    ears.open(posted.append, lambda: 0.0)
    assert posted == [Key("end")]


def test_a_page_closed_before_the_call_began_ends_it() -> None:
    port, inbox = BrowserEars(), []
    port.gone("closed")
    port.open(inbox.append, float)
    assert inbox == [NoMore("closed")]


@pytest.mark.parametrize("rate", [0, -1, 7_000, 10**9])
def test_rates_that_are_none(rate: int) -> None:
    with pytest.raises(ValueError, match="rate"):
        BrowserEars().at_rate(rate)


# --- the speaker ----------------------------------------------------------------------------------------


def mouth() -> tuple[BrowserMouth, list[Any], list[bytes], list[dict[str, Any]], Clock]:
    sent: list[bytes] = []
    told: list[dict[str, Any]] = []
    inbox: list[Any] = []
    port, clock = BrowserMouth(sent.append, told.append), Clock()
    port.open(inbox.append, clock, 1000)
    return port, inbox, sent, told, clock


def test_what_is_sent_and_what_was_heard() -> None:
    port, inbox, sent, told, clock = mouth()
    assert told == [{"do": "open", "rate": 1000}]
    port.play(7, np.arange(500, dtype=np.int16))
    port.play(7, np.arange(500, 1000, dtype=np.int16), last=True)
    assert struct.unpack("<BIB", sent[1][:6]) == (1, 7, 1)
    assert np.frombuffer(sent[1][6:], "<i2").tolist() == list(range(500, 1000))
    for k in range(1, 11):
        clock.t = 5.0 + k * 0.1
        port.played(7, k * 100, 0.0)
    played = [m for m in inbox if isinstance(m, Played)]
    assert np.concatenate([p.samples for p in played]).tolist() == list(range(1000))
    assert played[0].t == pytest.approx(5.0)
    assert all(b.t == pytest.approx(a.t + len(a.samples) / 1000) for a, b in pairwise(played))
    end = inbox[-1]
    assert isinstance(end, Finished)
    assert (end.utterance, end.start, end.end) == (7, pytest.approx(5.0), pytest.approx(6.0))
    assert port.cut() is None


def test_an_interruption_knows_how_much_was_heard() -> None:
    port, _, _, told, clock = mouth()
    port.play(1, np.ones(1000, np.int16), last=True)
    port.play(2, np.ones(1000, np.int16), last=True)
    clock.t = 0.4
    port.played(1, 400, 0.0)
    cut = port.cut()
    assert cut is not None
    assert (cut.utterance, cut.heard) == (1, 0.4)
    assert (cut.start, cut.end) == (pytest.approx(0.0), pytest.approx(0.4))
    assert told[-1] == {"do": "cut"}
    clock.t = 0.5
    port.played(1, 450, 0.0)  # a report that was on its way
    assert port.cut() is None


def test_cut_before_anything_was_heard() -> None:
    port, _, _, _, _ = mouth()
    port.play(1, np.ones(1000, np.int16))
    cut = port.cut()
    assert cut is not None
    assert cut.heard == 0.0


def test_hold_and_go_are_told_once() -> None:
    port, _, _, told, _ = mouth()
    for on in (True, True, False, False):
        port.hold(on)
    assert told[1:] == [{"do": "hold"}, {"do": "go"}]


def test_a_missed_report_ends_the_earlier_utterance() -> None:
    port, inbox, _, _, clock = mouth()
    port.play(1, np.ones(100, np.int16), last=True)
    port.play(2, np.ones(100, np.int16), last=True)
    clock.t = 0.15
    port.played(2, 50, 0.0)
    assert [m.utterance for m in inbox if isinstance(m, Finished)] == [1]


def test_an_empty_utterance_is_over_at_once() -> None:
    port, inbox, _, _, _ = mouth()
    port.play(1, np.zeros(0, np.int16), last=True)
    assert [type(m) for m in inbox] == [Finished]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(-50, 400), st.floats(-2, 6)), max_size=40),
)
def test_any_reports_keep_what_was_played_in_order(steps: list[tuple[int, int, int, float]]) -> None:
    """Whatever a page reports: no sound is told twice, nothing more than was given, Finished at most once."""
    port, inbox, _, _, clock = mouth()
    given: dict[int, int] = {}
    for what, utterance, n, age in steps:
        clock.t += 0.05
        if what == 0 and utterance >= max(given, default=0):
            port.play(utterance, np.ones(max(0, n), np.int16), last=n % 3 == 0)
            given[utterance] = given.get(utterance, 0) + max(0, n)
        elif what == 1:
            port.played(utterance, n, age)
        elif what == 2:
            port.hold(n % 2 == 0)
        elif n == 7:
            port.cut()
    told = sum(len(m.samples) for m in inbox if isinstance(m, Played))
    assert told <= sum(given.values())
