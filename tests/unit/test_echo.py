"""Echo cancelling on simulated laptops, and the alignment around it, all with the real library."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.hear.echo import EchoCanceller, Resampler
from voicecoach.hear.echo_delay import EchoDelay
from voicecoach.ports import Sound

RATE = 16_000
BLOCK = 512


def babble(seconds: float, seed: int, rate: int = RATE) -> Sound:
    """Sound with the loudness and the spectrum of speech: syllables of coloured noise."""
    rng = np.random.default_rng(seed)
    n = int(seconds * rate)
    noise = np.convolve(rng.normal(size=n), np.exp(-np.arange(40) / 8), "same")
    marks = np.arange(0, n + rate // 5, rate // 5)
    syllables = np.interp(np.arange(n), marks, rng.random(len(marks)) ** 2)
    return np.asarray(2500 * noise * syllables, np.int16)


def laptop(far: Sound, delay: float, db: float, ppm: float = 0.0, seed: int = 3) -> npt.NDArray[np.float64]:
    """What a laptop's microphone hears of `far` (16 kHz): overdriven speaker, room, other clock."""
    rng = np.random.default_rng(seed)
    x = far / 32768
    x = np.tanh(2 * x + 0.1 * x * x) / 2
    tail = rng.normal(size=1600) * np.exp(-np.arange(1600) / 400)
    tail[0] += 3
    y = np.convolve(x, tail)
    y = np.interp(np.arange(len(y)) * (1 + ppm * 1e-6), np.arange(len(y)), y)
    y = np.concatenate([np.zeros(int(delay * RATE)), y])
    loud = np.sqrt(np.mean(far.astype(float) ** 2)) / np.sqrt(np.mean(y**2))
    return y * loud * 10 ** (db / 20)


def call(
    far: Sound,
    mic: Sound,
    rate: int,
    *,
    jitter: float = 0.003,
    late: float = 0.0,
    canceller: EchoCanceller | None = None,
) -> Sound:
    """Runs far (20 ms pieces) and near (512 blocks) through a canceller as a call would."""
    canceller = canceller or EchoCanceller()
    rng = np.random.default_rng(5)
    piece, at, out = rate // 50, 0, []
    for i in range(0, len(mic) - BLOCK + 1, BLOCK):
        while at < len(far) and at / rate <= (i + BLOCK) / RATE - late:
            canceller.far(at / rate + rng.normal() * jitter, far[at : at + piece], rate)
            at += piece
        out.append(canceller.near(i / RATE, mic[i : i + BLOCK]))
    return np.concatenate(out)


def erle(mic: Sound, out: Sound, start: float, end: float) -> float:
    """Echo return loss enhancement between two times (dB)."""
    a, b = int(start * RATE), int(end * RATE)
    before, after = mic[a:b].astype(float), out[a:b].astype(float)
    return float(10 * np.log10(np.mean(before**2) / (np.mean(after**2) + 1)))


@pytest.mark.parametrize(
    ("delay", "db", "ppm", "from_s"),
    [(0.04, -15, 0, 1), (0.12, -6, 80, 1), (0.25, -10, -80, 1), (0.5, -10, 40, 10)],
)
def test_the_echo_of_a_laptop_is_taken_out(delay: float, db: float, ppm: float, from_s: float) -> None:
    seconds = from_s + 4.0
    far = babble(seconds, 1, 22_050)
    far16 = Resampler(22_050)(far)
    echo = laptop(far16, delay, db, ppm)[: int(seconds * RATE)]
    mic = np.asarray(echo + np.random.default_rng(0).normal(size=len(echo)) * 10, np.int16)
    assert erle(mic, call(far, mic, 22_050), from_s, seconds - 0.1) > 20


def test_the_rep_is_still_heard_over_the_client() -> None:
    far = babble(8.0, 1)
    rep = np.zeros(len(far))
    rep[5 * RATE : 7 * RATE] = babble(2.0, 2)
    mic = np.asarray(laptop(far, 0.1, -12)[: len(far)] + rep, np.int16)
    out = call(far, mic, RATE).astype(float)
    lag = round(EchoCanceller.delay * RATE)
    heard = out[5 * RATE + lag : 7 * RATE + lag]
    assert np.mean(heard**2) > 0.2 * np.mean(rep[5 * RATE : 7 * RATE] ** 2)


def test_sound_told_of_late_is_still_cancelled() -> None:
    far = babble(6.0, 1)
    mic = np.asarray(laptop(far, 0.15, -10)[: len(far)], np.int16)
    assert erle(mic, call(far, mic, RATE, late=0.08), 2.0, 5.9) > 15


def test_without_the_client_the_rep_passes_untouched() -> None:
    rep = babble(1.6, 2)
    rep = rep[: len(rep) // BLOCK * BLOCK]
    out = call(np.zeros(0, np.int16), rep, RATE)
    lag = round(EchoCanceller.delay * RATE)
    assert np.array_equal(out[lag:], rep[:-lag])
    assert not out[:lag].any()


@settings(deadline=None, max_examples=15)
@given(st.lists(st.integers(-30_000, 30_000), min_size=1, max_size=20), st.floats(0, 50), st.booleans())
def test_a_block_in_is_a_block_out(values: list[int], t: float, gone: bool) -> None:
    canceller = CANCELLERS[gone]
    for k, value in enumerate(values):
        out = canceller.near(t + k * BLOCK / RATE, np.full(BLOCK, value, np.int16))
        assert out.dtype == np.int16
        assert out.shape == (BLOCK,)


def _gone() -> EchoCanceller:
    canceller = EchoCanceller()
    canceller.close()
    canceller.close()
    return canceller


CANCELLERS = {False: EchoCanceller(), True: _gone()}


def test_a_closed_canceller_passes_sound_through_with_the_same_delay() -> None:
    rep = babble(1.6, 2)
    rep = rep[: len(rep) // BLOCK * BLOCK]
    canceller = _gone()
    assert not canceller.available
    out = call(rep, rep, RATE, canceller=canceller)
    lag = round(EchoCanceller.delay * RATE)
    assert np.array_equal(out[lag:], rep[:-lag])


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000, 16_000, 8_000])
def test_the_resampler_keeps_a_tone_in_time_and_in_level(rate: int) -> None:
    resampler = Resampler(rate)
    tone = np.asarray(8000 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate), np.int16)
    out = np.concatenate([resampler(tone[i : i + 317]) for i in range(0, rate, 317)])
    expected = 8000 * np.sin(2 * np.pi * 1000 * np.arange(len(out)) / RATE)
    assert np.abs(out - expected)[100:].max() < 40
    assert len(out) > RATE - 50


def test_the_resampler_lets_nothing_fold_back() -> None:
    high = np.asarray(8000 * np.sin(2 * np.pi * 10_500 * np.arange(22_050) / 22_050), np.int16)
    assert np.abs(Resampler(22_050)(high)[100:]).max() < 200


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=12))
def test_the_resampler_does_not_care_how_sound_is_cut(cuts: list[int]) -> None:
    sound = babble(0.2, 4, 22_050)
    whole = Resampler(22_050)(sound)
    resampler, parts, at = Resampler(22_050), [], 0
    for cut in [*cuts, len(sound)]:
        parts.append(resampler(sound[at : at + cut]))
        at += cut
    assert np.array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("lag", [0.0, 0.12, 0.45, 0.8, -0.2])
def test_the_delay_of_an_echo_is_found(lag: float) -> None:
    far, near = babble(9.0, 1), babble(9.0, 1)
    near = np.roll(near, round(lag * RATE)) // 3
    seen, found = EchoDelay(), []
    for k in range(900):
        seen.add(far[k * 160 : k * 160 + 160], near[k * 160 : k * 160 + 160])
        if k % 100 == 99:
            found.append(seen.estimate())
    assert found[:6] == [None] * 6
    assert found[-1] == pytest.approx(lag, abs=0.011)


def test_no_delay_is_made_up_for_other_sound() -> None:
    far, near = babble(9.0, 1), babble(9.0, 2)
    seen = EchoDelay()
    for k in range(900):
        seen.add(far[k * 160 : k * 160 + 160], near[k * 160 : k * 160 + 160])
        if k % 100 == 99:
            assert seen.estimate() is None


PROBE = """
import os, sys
told = ("socket.connect", "socket.bind", "socket.getaddrinfo")
sys.addaudithook(lambda event, args: sys.exit(event) if event in told else None)
from voicecoach.hear.echo import EchoCanceller
import numpy as np
EchoCanceller().near(0.0, np.zeros(512, np.int16))
if sys.platform == "linux":  # what the native library opened shows only here
    links = [f"/proc/self/fd/{f}" for f in os.listdir("/proc/self/fd")]
    mine = {os.readlink(f)[8:-1] for f in links if os.path.islink(f) and "socket:" in os.readlink(f)}
    rows = [r.split() for name in ("tcp", "tcp6", "udp", "udp6") for r in open("/proc/self/net/" + name)][1:]
    print("OPEN", [r for r in rows if len(r) > 9 and r[9] in mine])
"""


def test_loading_it_opens_no_network() -> None:
    out = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert out.stdout.strip() in ("OPEN []", "")
