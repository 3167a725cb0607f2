"""Tone on signals whose answers are known: contours, noise, gain, DC, hum, clicks, clipping, telephone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pytest
import signals as sg
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.debrief.measure import Measure
from voicecoach.debrief.voice import frames, from_sound, hello, levels, pauses, pitch, tone, tracker
from voicecoach.session import Who

LA = 4.0  # syllables a second of the synthetic speech


class Side:
    """One side's sound as a session gives it."""

    def __init__(self, samples: npt.NDArray[np.int16], rate: int = sg.RATE) -> None:
        self.samples, self.rate = samples, rate

    def sound(self, who: Who) -> tuple[int, npt.NDArray[np.int16]]:
        return self.rate, self.samples


def listened(
    x: sg.Samples | npt.NDArray[np.int16], spans: Sequence[tuple[float, float]], words: int = 20, rate: int = sg.RATE,
    question: bool = False,
) -> frames.Voice:  # fmt: skip
    samples = np.asarray(x) if x.dtype == np.int16 else sg.pcm(x)
    text = "la " * words
    stretches = [from_sound.Stretch(i + 1, a, b, text, question) for i, (a, b) in enumerate(spans)]
    return frames.Voice(tuple(from_sound.pieces(Side(samples, rate), "rep", stretches, tracker.pitch_track)))


def by_name(measures: Sequence[Measure]) -> dict[str, Measure]:
    return {m.name: m for m in measures}


SPANS = ((0.6, 5.6), (6.4, 11.4))
SECONDS = 12.0


@lru_cache
def spoken(kind: str, hz: float) -> sg.Samples:
    """Two turns of 5 s with that contour, four syllables a second."""
    turn = sg.faded(sg.glottal(sg.contour(kind, 5, hz)) * sg.syllabic(5, LA))
    return sg.laid([(a, turn) for a, _ in SPANS], SECONDS)


@pytest.mark.parametrize("snr", [None, 20, 10])
@pytest.mark.parametrize(("kind", "hz"), [("monotone", 95.0), ("sine", 140.0), ("glide", 220.0), ("vibrato", 110.0)])
def test_pitch_of_known_contours(kind: str, hz: float, snr: float | None) -> None:
    found = by_name(tone.pitch_measures(listened(sg.in_noise(spoken(kind, hz), snr), SPANS)))
    true = sg.contour(kind, 5, hz)
    median, spread = found["f0_median"].value, found["f0_range"].value
    assert median is not None
    assert spread is not None
    assert abs(12 * np.log2(median / np.median(true))) < 0.3
    assert abs(spread - pitch.spread(true)[0]) < 1.0


def test_telephone_sound_keeps_the_range() -> None:
    import soxr

    x = sg.telephone(spoken("sine", 140.0), soxr.resample)
    found = by_name(tone.pitch_measures(listened(sg.in_noise(x, 20), SPANS, rate=8000)))
    assert found["f0_range"].value == pytest.approx(pitch.spread(sg.contour("sine", 5))[0], abs=1.0)


@pytest.mark.parametrize("snr", [None, 20, 10])
def test_articulation_rate_and_pauses(snr: float | None) -> None:
    part = sg.faded(sg.glottal(sg.contour("sine", 2, 130)) * sg.syllabic(2, LA))
    x = sg.laid([(0.6, part), (2.9, part), (5.7, part)], 8.3)  # silences of 0.3 and 0.8 s
    voice = listened(sg.in_noise(x, snr), [(0.6, 7.7)], words=24)
    rate = tone.articulation(voice)
    assert rate.value == pytest.approx(LA, rel=0.05)
    lengths = [b - a for a, b in voice.silences[0]]
    assert lengths == pytest.approx([0.3, 0.8], abs=0.05)
    starts = [a for a, _ in voice.silences[0]]
    assert starts == pytest.approx([2.6, 4.9], abs=0.05)
    shown = by_name(tone.pause_measures(voice))
    assert shown["pauses"].valid == (snr != 10)  # measured right at 10 dB, and yet not claimed
    if snr != 10:
        assert shown["pauses"].value == pytest.approx(2 / (7.1 / 60), rel=0.05)
        assert shown["pause_length"].value == pytest.approx(0.55, abs=0.05)


def test_words_that_do_not_fit_the_sound_withhold_the_articulation_rate() -> None:
    voice = listened(spoken("sine", 140.0), SPANS, words=40)
    found = tone.articulation(voice)
    assert found.value is None
    assert "syllables" in found.why_not


@pytest.mark.parametrize("snr", [None, 20, 10])
@pytest.mark.parametrize("rise", [-3.0, 0.0, 2.0, 4.0])
def test_rise_at_the_end(rise: float, snr: float | None) -> None:
    n = round(0.35 * sg.RATE)
    st_ = np.concatenate([np.zeros(2 * sg.RATE), np.linspace(0, rise, n)])
    # the truth by the definition: medians of the last three and first three frames of 16 ms within 350 ms
    frames = np.interp(np.arange(22) * 0.016, np.linspace(0, 0.35, n), st_[-n:])
    true = np.median(frames[-3:]) - np.median(frames[:3])
    x = sg.laid([(0.5, sg.faded(sg.glottal(150 * 2 ** (st_ / 12)), 0.005))], 3.6)
    voice = listened(sg.in_noise(x, snr), [(0.5, 2.85)])
    found = by_name(tone.endings(voice))["terminal_rise"].value
    assert found is not None
    assert found == pytest.approx(true, abs=0.3)
    assert by_name(tone.endings(listened(x, [(0.5, 2.85)], question=True)))["terminal_rise"].value is None


def _hum(x: sg.Samples) -> sg.Samples:
    t = np.arange(len(x)) / sg.RATE
    return x + 0.5 * np.sin(2 * np.pi * 50 * t)


def _click(x: sg.Samples) -> sg.Samples:
    y = x.copy()
    y[sg.RATE * 3] = 40 * np.abs(x).max()
    return y


@pytest.mark.parametrize(
    "harm", [lambda x: 0.05 * x, lambda x: x + 0.4, _hum, _click], ids=["gain", "dc", "hum", "click"]
)
def test_harm_to_the_sound_that_conditioning_takes_out(harm: object) -> None:
    assert callable(harm)
    clean = by_name(tone.measures(listened(sg.in_noise(spoken("sine", 140.0), 40), SPANS)))
    x = harm(sg.in_noise(spoken("sine", 140.0), 40) / 8)
    hurt = by_name(tone.measures(listened(np.asarray(np.clip(x, -1, 1) * 32000, np.int16), SPANS)))
    for name in ("f0_median", "f0_range", "level_sd", "articulation_rate"):
        assert clean[name].value is not None
        assert hurt[name].value == pytest.approx(clean[name].value, rel=0.02, abs=0.3), name


def test_clipped_sound_gives_no_loudness() -> None:
    loud = np.asarray(np.clip(spoken("sine", 140.0) * 30000, -32768, 32767), np.int16)
    found = by_name(tone.level_measures(listened(loud, SPANS)))
    assert found["level"].value is None
    assert "clipped" in found["level"].why_not
    soft = np.asarray(loud * 0.25, np.int16)  # clipped before it was turned down
    assert by_name(tone.level_measures(listened(soft, SPANS)))["level"].value is None


@pytest.mark.parametrize(
    "silence", [np.zeros(16_000 * 12, np.int16), np.random.default_rng(2).normal(0, 20, 16_000 * 12)]
)
def test_silence_and_noise_are_no_voice(silence: npt.NDArray[np.float64]) -> None:
    voice = listened(np.asarray(silence, np.int16), SPANS)
    found = by_name(tone.measures(voice))
    for name in ("f0_median", "f0_range", "level", "articulation_rate", "pause_length"):
        assert found[name].value is None
        assert found[name].why_not
    assert tone.compare_hello(voice)[0].changed is False


def test_loudness_that_falls_1_db_a_turn() -> None:
    part = sg.faded(sg.glottal(sg.contour("sine", 1.5, 120)) * sg.syllabic(1.5, LA))
    spans = [(0.5 + 2 * i, 2.0 + 2 * i) for i in range(8)]
    x = sg.laid([(a, part * 10 ** (-i / 20)) for i, (a, _) in enumerate(spans)], 17.0)
    found = by_name(tone.level_measures(listened(sg.in_noise(x, 45), spans)))
    assert found["level_trend"].value == pytest.approx(-30.0, abs=1.0)  # 1 dB every 2 s


def test_a_hello_two_semitones_lower_is_found_and_none_is_invented() -> None:
    rng = np.random.default_rng(3)

    def turns(first: float) -> frames.Voice:
        parts, spans, at = [], [], 0.5
        for i in range(14):
            base = 130 * 2 ** ((rng.normal(0, 0.5) + (first if i < 4 else 0)) / 12)
            parts.append((at, sg.faded(sg.glottal(sg.contour("sine", 2.6, base, 1.5)) * sg.syllabic(2.6, LA))))
            spans.append((at, at + 2.6))
            at += 3.0
        return listened(sg.in_noise(sg.laid(parts, at + 0.5), 30), spans)

    lower = {h.name: h for h in tone.compare_hello(turns(-2.0))}
    assert lower["pitch"].changed
    assert lower["pitch"].difference == pytest.approx(2.0, abs=0.7)
    same = {h.name: h for h in tone.compare_hello(turns(0.0))}
    assert not any(h.changed for h in same.values())


def test_hello_is_the_same_every_time_and_needs_enough_speech() -> None:
    rng = np.random.default_rng(1)
    st_, db = rng.normal(3, 2, 3000), rng.normal(-20, 3, 3000)
    turn = np.arange(3000) // 200
    assert hello.hello(st_, db, turn) == hello.hello(st_, db, turn)
    assert all(not h.why_not for h in hello.hello(st_, db, turn))
    assert all(h.why_not for h in hello.hello(st_[:700], db[:700], turn[:700]))


@given(st.lists(st.booleans(), max_size=60))
def test_runs_cover_exactly_what_is_true(flags: list[bool]) -> None:
    covered = [False] * len(flags)
    for a, b in levels.runs(np.array(flags, bool)):
        assert a < b
        covered[a:b] = [True] * (b - a)
    assert covered == flags


@settings(max_examples=40)
@given(st.floats(-3, 3), st.floats(-30, 30), st.integers(3, 60))
def test_theil_sen_finds_a_line_and_forgives_a_third_of_outliers(slope: float, offset: float, n: int) -> None:
    x = np.arange(n, dtype=float)
    y = offset + slope * x
    y[: n // 4] += 100.0 * (np.arange(n // 4) % 2)
    if n >= 12:
        assert levels.theil_sen(x, y) == pytest.approx(slope, abs=0.35 * abs(slope) + 0.5)
    else:
        assert levels.theil_sen(x, offset + slope * x) == pytest.approx(slope, abs=1e-6)


def test_the_tracker_takes_any_rate_and_any_length() -> None:
    times, hz, confidence = tracker.pitch_track(np.zeros(0, np.int16), 16_000)
    assert len(times) == len(hz) == len(confidence) == 0
    x = sg.glottal(sg.contour("monotone", 1.0, 200.0))
    for rate in (8_000, 22_050, 44_100):
        import soxr

        times, hz, confidence = tracker.pitch_track(soxr.resample(0.1 * x, sg.RATE, rate), rate)
        assert np.median(hz[confidence >= pitch.VOICED]) == pytest.approx(200.0, rel=0.01)
        assert times[1] == pytest.approx(0.016)


def test_a_click_does_not_break_a_pause() -> None:
    level = np.full(100, -60.0)
    level[:20] = level[80:] = -20.0
    level[50] = -15.0
    assert len(pauses.pauses(level, -60.0)) == 1
