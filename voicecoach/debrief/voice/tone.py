"""The rep's voice in figures, each with its unit and the condition under which it holds. Pure numpy.

What may be said of a voice is measured; what the table of conditions does not allow is withheld with a
reason. No jitter, no shimmer, no emotion, no verdict on a single "hello", no cut-off for monotony.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from voicecoach.debrief.measure import Measure, gate, measured, withheld
from voicecoach.debrief.values import Hello, Lane, Tone
from voicecoach.debrief.voice import levels, pauses, pitch
from voicecoach.debrief.voice.frames import Voice, joined
from voicecoach.debrief.voice.hello import hello
from voicecoach.debrief.voice.levels import STEP
from voicecoach.debrief.voice.syllables import syllables
from voicecoach.session import Who

VARIED_NOTE = (
    "Louder, more varied delivery persuades (Van Zant and Berger 2020, experiments); there is no accepted cut-off."
)
UPTALK_NOTE = "Uptalk is contested, and judged harder in women than in men: for information, not a fault."
TRUST_NOTE = "Trust from acoustics alone is “often inconclusive” (a 2025 review)."


# --- measures --------------------------------------------------------------------------------------------------


def pitch_measures(voice: Voice) -> tuple[Measure, ...]:
    """Median and range of the pitch."""
    seconds, n = voice.voiced_seconds, len(voice.hz)
    snr = voice.quality[0]
    short = "it needs {} s of voiced speech; {:.1f} s were heard"
    median = withheld("f0_median", "Pitch (median)", "Hz", short.format(5, seconds), n)
    if seconds >= 5:
        median = measured("f0_median", "Pitch (median)", float(np.median(voice.hz)), "Hz", n, TRUST_NOTE, 1)
    names = (("f0_range", "Pitch range (middle 80 %)", VARIED_NOTE), ("f0_sd", "Pitch spread (SD)", ""))
    if seconds < 8:
        return (median, *(withheld(a, b, "st", short.format(8, seconds), n, note) for a, b, note in names))
    noisy = f"the room is too loud: {snr:.0f} dB between voice and noise, it needs 10"
    values = pitch.spread(voice.hz)
    found = (measured(a, b, v, "st", n, note) for (a, b, note), v in zip(names, values, strict=True))
    return (median, *(gate(round(snr) >= 10, noisy, m) for m in found))


def level_measures(voice: Voice) -> tuple[Measure, ...]:
    """Loudness, relative to the rep's own loudest 5 %: a microphone's distance is unknown."""
    per = [p.level[v] for p, v in zip(voice.pieces, voice.voiced, strict=True)]
    frames = joined(per)
    names = (("level", "Loudness below your own loudest", "dB"), ("level_sd", "Loudness spread (SD)", "dB"),
             ("level_trend", "Loudness along the call", "dB/min"))  # fmt: skip
    if len(frames) * STEP < 3:
        return tuple(withheld(a, b, c, "too little voiced speech was heard", len(frames)) for a, b, c in names)
    top = float(np.percentile(voice.inside, 95))
    loud = measured(*names[0][:2], float(np.median(frames)) - top, "dB", len(frames), VARIED_NOTE, 1)
    spread = measured(*names[1][:2], float(np.std(frames)), "dB", len(frames), "", 1)
    trend = _trend(voice, per, names[2])
    why = f"the sound is clipped: {100 * voice.clipping:.1f} % of it is at the limit"
    return tuple(gate(voice.clipping < 0.01, why, m) for m in (loud, spread, trend))


def _trend(voice: Voice, per: Sequence[npt.NDArray[np.float32]], name: tuple[str, str, str]) -> Measure:
    points = [
        ((p.start + p.end) / 2, float(np.median(x))) for p, x in zip(voice.pieces, per, strict=True) if len(x) >= 8
    ]
    if len(points) < 3:
        return withheld(*name, f"it needs 3 turns; {len(points)} could be used", len(points))
    at, value = np.array(points).T
    return measured(*name[:2], levels.theil_sen(at / 60.0, value), name[2], len(points), "", 2)


def pause_measures(voice: Voice) -> tuple[Measure, ...]:
    """Silent pauses inside turns."""
    all_ = [b - a for s in voice.silences for a, b in s]
    minutes = sum(p.seconds for p in voice.pieces) / 60
    note = "Only silences inside your turns, of 250 ms and more."
    names = (("pauses", "Pauses", "per min"), ("pause_length", "Pause length (median)", "s"))
    if minutes < 1 / 12:
        return tuple(withheld(a, b, c, "too little speech was heard", len(all_), note) for a, b, c in names)
    snr = voice.quality[0]
    why = f"the room is too loud: {snr:.0f} dB between voice and noise, it needs 15"
    count = measured(*names[0][:2], len(all_) / minutes, "per min", len(all_), note, 1)
    if all_:
        length = measured(*names[1][:2], float(np.median(all_)), "s", len(all_), note)
    else:
        length = withheld(*names[1], "no pause of 250 ms was heard", 0, note)
    return gate(round(snr) >= 15, why, count), gate(round(snr) >= 15, why, length)


def articulation(voice: Voice) -> Measure:
    """Syllables a second while really speaking; withheld where spelling and sound do not agree."""
    name = ("articulation_rate", "Articulation rate")
    seconds, beats, spelled, words = 0.0, 0, 0, 0
    for piece, loud, silent in zip(voice.pieces, voice.sounding, voice.silences, strict=True):
        if not loud.any():
            continue
        first, last = int(np.argmax(loud)), len(loud) - int(np.argmax(loud[::-1]))
        seconds += (last - first) * STEP - sum(b - a for a, b in silent)
        beats += pauses.beats(piece.band[piece.inside], loud)
        spelled, words = spelled + syllables(piece.text), words + len(piece.text.split())
    if words < 20 or seconds < 3:
        return withheld(*name, "syllables/s", f"it needs 20 words; {words} were heard", words)
    if voice.voiced_seconds < 0.2 * seconds:
        return withheld(*name, "syllables/s", "hardly any voice was heard in the sound", words)
    if abs(beats - spelled) > 0.25 * spelled:
        why = f"the words have {spelled} syllables, the sound has about {beats}: one of the two is wrong"
        return withheld(*name, "syllables/s", why, words)
    return measured(*name, spelled / seconds, "syllables/s", words, "Turn time without its pauses.")


def endings(voice: Voice) -> tuple[Measure, ...]:
    """How statements end: the share that rises, and the median rise."""
    rises = [
        rise
        for p, v in zip(voice.pieces, voice.voiced, strict=True)
        if p.statement and (rise := pitch.terminal_rise(p.hz, v)) is not None
    ]
    n = len(rises)
    names = (("terminal_rise", "Rise at the end of statements (median)", "st"),
             ("rising_statements", "Statements that end in a rise", "%"))  # fmt: skip
    if not n:
        return tuple(withheld(a, b, c, "no statement ended in enough voicing", 0, UPTALK_NOTE) for a, b, c in names)
    why = f"it needs 5 statements; {n} could be used"
    share = 100 * sum(r >= 2.0 for r in rises) / n
    return (
        measured(*names[0][:2], float(np.median(rises)), "st", n, UPTALK_NOTE),
        gate(n >= 5, why, measured(*names[1][:2], share, "%", n, UPTALK_NOTE, 0)),
    )  # fmt: skip


def sound_quality(voice: Voice) -> tuple[Measure, ...]:
    """What the other measures depend on."""
    if not len(voice.inside):
        return ()
    return (
        measured("snr", "Voice above the room's noise", voice.quality[0], "dB", len(voice.inside), "", 0),
        measured("clipping", "Sound at the limit", 100 * voice.clipping, "%", len(voice.inside)),
    )


def compare_hello(voice: Voice) -> tuple[Hello, ...]:
    """The first 10 s of speech against the rest."""
    pitches, loudness, turns = [], [], []
    for piece, voiced, loud in zip(voice.pieces, voice.voiced, voice.sounding, strict=True):
        hz = np.where(voiced, piece.hz, np.nan)[piece.inside][loud]
        pitches.append(pitch.semitones(np.where(hz > 0, hz, np.nan)))
        loudness.append(np.where(voiced, piece.level, np.nan)[piece.inside][loud])
        turns.append(np.full(len(hz), piece.turn))
    if not pitches:
        none = np.zeros(0)
        return hello(none, none, none.astype(np.intp), "no sound of yours was kept")
    snr = voice.quality[0]
    clip = "the sound is clipped" if voice.clipping >= 0.01 else ""
    noisy = "the room is too loud" if round(snr) < 10 else ""
    return hello(np.concatenate(pitches), np.concatenate(loudness), np.concatenate(turns), clip, noisy)


def measures(voice: Voice) -> tuple[Measure, ...]:
    """All measures that need sound."""
    return (
        *pitch_measures(voice), *level_measures(voice), articulation(voice), *pause_measures(voice),
        *endings(voice), *sound_quality(voice),
    )  # fmt: skip


def short_measures(voice: Voice) -> tuple[Measure, ...]:
    """The few that are shown beside the words of first contact."""
    return (*pitch_measures(voice)[:2], level_measures(voice)[0], pause_measures(voice)[0])


# --- along the call --------------------------------------------------------------------------------------------

POINTS = 1200


def lane(who: Who, voice: Voice, duration: float) -> Lane:
    """One voice along the call in at most 1200 points: loudest level (dB below the voice's own loudest) and median
    pitch (Hz) of each."""
    step = max(0.25, duration / POINTS)
    n = int(np.ceil(duration / step)) if duration > 0 else 0
    level: list[float | None] = [None] * n
    hz: list[float | None] = [None] * n
    top = float(np.percentile(voice.inside, 95)) if len(voice.inside) else 0.0
    for piece, voiced in zip(voice.pieces, voice.voiced, strict=True):
        bins = ((piece.begin + np.arange(len(piece.level)) * STEP) / step).astype(int)
        for b in np.unique(bins[piece.inside]):
            if 0 <= b < n:
                here = (bins == b) & piece.inside
                loudest = round(float(piece.level[here].max()) - top, 1)
                level[b] = loudest if level[b] is None else max(loudest, level[b] or loudest)
                if (here & voiced).any():
                    hz[b] = round(float(np.median(piece.hz[here & voiced])), 1)
    return Lane(who, round(step, 4), tuple(level), tuple(hz))


def statement(found: Sequence[Measure], compared: Sequence[Hello]) -> str:
    """One or two sentences on what can be said."""
    valid = sum(m.valid for m in found)
    told = f"{valid} of {len(found)} measures could be taken."
    changed = [h.statement for h in compared if h.changed]
    return " ".join([told, *changed])


def assemble(
    found: tuple[Measure, ...], compared: tuple[Hello, ...], lanes: tuple[Lane, ...], sessions: int, why_not: str = ""
) -> Tone:
    """The section of the debrief."""
    return Tone(found, compared, lanes, statement(found, compared), why_not, sessions)
