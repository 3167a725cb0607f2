"""Makes the recorded reps of this folder: one call by an empathic rep, one by a pushy one.

    python audio_fixtures/make.py            makes every clip and manifest.json anew
    python audio_fixtures/make.py --check    also prints what the default recogniser hears of each clip

Both call the bakery (prompts/bakery-terminals.yaml). What they say fits whichever of the client's lines comes
before it. The voices are those that the default recogniser hears best on espeak. Every clip is made by a fresh
voice process from the library in the wheel of espeakng-loader, so that it comes out the same, bit for bit.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
os.environ["VOICECOACH_ESPEAK"] = "bundled"

from voicecoach.ports import Delivery, Sound  # noqa: E402
from voicecoach.session import RATE  # noqa: E402
from voicecoach.speak.voice import Pyttsx3Voice  # noqa: E402

SCENARIO = "bakery-terminals"
THRESHOLD = -45.0  # dBFS of a 10 ms frame from which on it counts as speech
LEVEL = -34.0  # dBFS of the speech, as a laptop's microphone has it from half a metre
EDGE = 0.25  # s of silence on either side of the speech: recognisers clip words that stand at the very edge
FRAME = RATE // 100


class Line(NamedTuple):
    """One turn: seconds to wait after the client's last sound, the words, a factor on the voice's rate."""

    after: float
    words: str
    pace: float = 1.0


class Rep(NamedTuple):
    """Who speaks in a call, and what."""

    voice: str
    rate: int
    pitch: float
    lilt: float
    lines: tuple[Line, ...]


CALLS: dict[str, Rep] = {
    "empathic": Rep(
        "en-us", 160, 1.0, 1.0,
        (
            Line(0.6, "Good morning, this is Daniel from Northgate. I will be honest with you, this is a sales call, "
                      "and it is about your card machines. Is it all right if I ask you one short question?"),
            Line(2.0, "I see, and I accept your answer. If you like, I will hang up now. "
                      "But could I ask what makes you say no?"),
            Line(1.2, "So it sounds like your machines do the job, and you are tired of people who promise you more. "
                      "What would worry you most about a change?"),
            Line(1.8, "It sounds like you were let down, and left standing there on your own. "
                      "What happened on that day?", 0.97),
            Line(2.4, "So the shop was full, the machines went dead, and nobody answered the phone. That must have "
                      "been a lonely morning. What did that mean for your customers?", 0.95),
            Line(1.6, "So, in short, the machines failed on a busy Saturday, you sent people away, and nobody picked "
                      "up the phone. And that is why you do not believe in promises any more. "
                      "Did I get that right?"),
            Line(1.0, "I want to be honest. Our machines can fail too, and then it takes about twenty seconds until "
                      "it works again. A person answers the phone from six in the morning. "
                      "But a broken machine is replaced the next day."),
            Line(1.0, "Because your shop is full in the morning, you could keep the old machine and test a new one "
                      "beside it for a month. What do you and your partner want to see before you decide?"),
            Line(1.0, "How could we set it up together, so that it works for you and for the people at the counter?"),
            Line(0.9, "Could I visit you on Tuesday afternoon at three, for thirty minutes, and show you on one page "
                      "what happens when the line goes down? You decide, and there is nothing to sign."),
            Line(0.8, "Thank you for telling me all that. So shall we meet on Tuesday afternoon at three, "
                      "just to look at it?"),
        ),
    ),
    "pushy": Rep(
        "en-us+steph", 162, 0.88, 1.2,
        (
            Line(0.4, "Hello, this is Tina. I have an amazing deal on card machines for you. We are the best on the "
                      "market, and we can save you a lot of money.", 1.03),
            Line(0.4, "No, that is wrong. Everybody says no at first. Our machines are much better than yours."),
            Line(0.5, "This is a special offer, and it is over on Friday. There are only three places left. "
                      "You must decide today."),
            Line(0.4, "If I were you, I would sign up today. You should get rid of your old machines.", 1.04),
            Line(0.4, "Let us put you down for Tuesday. You only have to give me your signature and your bank "
                      "details."),
            Line(0.5, "That makes no sense. You are just throwing your money away.", 1.04),
            Line(0.4, "This is your last chance to say yes. You must decide right now."),
            Line(0.4, "You will regret this. Come on, sign up today, and you will get a free month."),
        ),
    ),
}  # fmt: skip


def clip(rep: Rep, line: Line) -> Sound:
    """One turn at 16 kHz with a quiet edge on either side, made by a voice process of its own."""
    import soxr

    voice = Pyttsx3Voice(engine="espeak")
    try:
        how = Delivery(rep.voice, round(rep.rate * line.pace), rep.pitch, 1.0, rep.lilt)
        said = np.concatenate(list(voice.speak(line.words, how)))
    finally:
        voice.close()
    samples = soxr.resample(said.astype(np.float32), voice.rate, RATE)
    samples *= 32768 * 10 ** (LEVEL / 20) / np.sqrt((samples[np.abs(samples) > 60] ** 2).mean())
    whole = np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
    start, end = speech(whole)
    edge = np.zeros(round(EDGE * RATE), np.int16)
    return np.concatenate([edge, whole[round(start * RATE) : round(end * RATE)], edge])


def speech(samples: Sound) -> tuple[float, float]:
    """When speech begins and ends (s): the outermost 10 ms frames at THRESHOLD or louder."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(float)
    level = 20 * np.log10(np.maximum(np.sqrt((frames**2).mean(axis=1)), 1e-9) / 32768)
    loud = np.flatnonzero(level >= THRESHOLD)
    return float(loud[0]) / 100, float(loud[-1] + 1) / 100


def row(call: str, turn: int, samples: Sound) -> dict[str, Any]:
    """What the manifest says of a clip."""
    rep = CALLS[call]
    line = rep.lines[turn - 1]
    start, end = speech(samples)
    return {
        "call": call, "turn": turn, "file": f"{call}-{turn:02}.flac", "after": line.after, "words": line.words,
        "start": start, "end": end, "seconds": round(len(samples) / RATE, 3),
        "voice": rep.voice, "rate": round(rep.rate * line.pace), "pitch": rep.pitch, "lilt": rep.lilt,
    }  # fmt: skip


def main(arguments: list[str]) -> None:
    """Makes all clips and the manifest."""
    import soundfile

    rows = []
    hear = listener() if "--check" in arguments else None
    for call, rep in CALLS.items():
        for turn, line in enumerate(rep.lines, 1):
            samples = clip(rep, line)
            rows.append(row(call, turn, samples))
            soundfile.write(HERE / rows[-1]["file"], samples, RATE, subtype="PCM_16", compression_level=1.0)
            print(f"{rows[-1]['file']}  {rows[-1]['seconds']:5.2f} s  {line.words}")
            if hear:
                print(f"{'heard as':>24}  {hear(samples)}")
    manifest = {
        "scenario": SCENARIO,
        "rate": RATE,
        "made_by": "audio_fixtures/make.py with espeak-ng 1.52 from espeakng-loader; synthetic speech, no recordings",
        "seed": 0,
        "after": "seconds between the client's last sound and the rep's first",
        "start_end": f"speech in the clip (s): outermost 10 ms frames at {THRESHOLD:.0f} dBFS or louder",
        "clips": rows,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (HERE / "manifest.json").write_text(text + "\n", encoding="utf-8")
    size = sum(f.stat().st_size for f in HERE.glob("*.flac"))
    print(f"{len(rows)} clips, {sum(r['seconds'] for r in rows):.0f} s, {size / 1e6:.2f} MB")


def listener() -> Any:
    """The default recogniser, as a function from sound to text."""
    from voicecoach.understand.moonshine import Moonshine

    model = Moonshine()
    return lambda samples: model.recognise(samples).text


if __name__ == "__main__":
    main(sys.argv[1:])
