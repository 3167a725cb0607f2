"""A long call on a virtual sound card, in real time, through the real devices, recogniser, client and voice.

    python benchmarks/card/long_call.py --minutes 60 [--echo 80,-12] [--headphones]

Needs what tests/heavy needs: apt install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2. A recorded rep
talks into the card's microphone and cuts into every second reply. The room is recorded beside the call; everything is
judged by that recording: lost sound, drift between the two saved channels, interruptions that nobody made, how soon
the client falls silent, and the memory and processor time of the call.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from process import Sample, go_first, sampled
from rep import Rep
from room import Clip, Room, clip, offsets, silent_after

from tests.heavy.sound_card import Card, card
from voicecoach import events as ev
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.store import Library
from voicecoach.remember.summary import counted
from voicecoach.resources import fixtures_folder

SAMPLE = 10.0  # s between two looks at memory and processor time
PAUSE = 0.12  # s; a client silent sooner than anybody can have heard the rep had come to an end of itself
SLACK = 0.5  # s by which an interruption may be noticed outside the clip that made it


def main() -> None:
    """Runs and reports."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--echo", default="", metavar="MS,DB", help="the loudspeaker is heard by the microphone")
    parser.add_argument("--headphones", action="store_true")
    parser.add_argument("--keep", default="", metavar="DIR", help="where recording and session are kept")
    parser.add_argument("--again", default="", metavar="DIR", help="only report on a call that was kept")
    asked = parser.parse_args()
    if asked.again:
        report(Path(asked.again))
        return
    go_first(os.getpid())
    folder = Path(asked.keep or tempfile.mkdtemp(prefix="long_call"))
    (folder / "card").mkdir(parents=True)
    with card(folder / "card") as made:
        if asked.echo:
            delay, gain = asked.echo.split(",")
            made.echo(int(delay), float(gain))
        rep, samples = hold(made, folder, asked.minutes, ["--headphones"] if asked.headphones else [])
    kept = {"played": [[str(p.path), p.at, p.cuts_in] for p in rep.played], "samples": samples, "echo": asked.echo}
    (folder / "kept.json").write_text(json.dumps(kept))
    report(folder)


def hold(made: Card, folder: Path, minutes: float, flags: list[str]) -> tuple[Rep, list[Sample]]:
    """The call itself."""
    began = time.monotonic()
    recorder = made.record(folder / "room.wav")
    command = [sys.executable, str(HERE / "call.py"), str(folder / "library"), *flags]
    call = subprocess.Popen(command, env=made.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    rep = Rep(made, call, clips(), began)
    samples: list[Sample] = []
    over = threading.Event()
    threading.Thread(target=_watch, args=(call.pid, samples, over), daemon=True).start()
    try:
        rep.talk(minutes)
        over.set()
        call.send_signal(signal.SIGINT)
        call.wait(timeout=60)
    finally:
        over.set()
        call.kill()
        recorder.terminate()
        recorder.wait(timeout=10)
    return rep, samples


def clips() -> list[Path]:
    """A patient rep's and a pushy one's, in turns."""
    folder = fixtures_folder()
    assert folder, "run this in a checkout"
    rows = json.loads((folder / "manifest.json").read_text())["clips"]
    return [folder / row["file"] for row in sorted(rows, key=lambda row: (row["turn"], row["call"]))]


def _watch(pid: int, samples: list[Sample], over: threading.Event) -> None:
    while not over.wait(SAMPLE):
        go_first(pid)  # the voice's process has a session of its own
        samples.append(sampled(pid))


def report(folder: Path) -> None:
    """Prints the figures of a call that was kept."""
    kept = json.loads((folder / "kept.json").read_text())
    played, echo = kept["played"], kept["echo"]
    samples = [Sample(*s) for s in kept["samples"]]
    saved = Library(folder / "library").open("last")
    room = Room(folder / "room.wav")
    found = [clip(room, Path(path), at, cuts_in) for path, at, cuts_in in played]
    said = [c for c in found if c]
    print(f"{saved.events[-1].t / 60:.1f} minutes of call, {len(played)} clips said ({len(said)} found in the "
          f"room), echo {echo or 'none'}, complete: {saved.complete}")  # fmt: skip
    for line in (_lost(saved), *_together(saved, room, said), *_interrupted(saved, room, said), *_costs(samples)):
        print(line)


def _lost(saved: SavedSession) -> str:
    lost = [e for e in saved.events if isinstance(e, ev.Overflow)]
    by = {where: [e.lost for e in lost if e.where == where] for where in ("microphone", "speaker")}
    told = ", ".join(f"{where} {len(x)} times, {sum(x):.3f} s" for where, x in by.items())
    trouble = [f"{e.t:.0f} s {e.stage}: {e.cause}" for e in saved.events if isinstance(e, ev.Trouble)]
    return f"lost sound: {told}" + "".join(f"\n  {x}" for x in trouble)


def _together(saved: SavedSession, room: Room, said: list[Clip]) -> list[str]:
    """How far the saved channels drift against the room, and against each other."""
    turns = [(e.start, e.end) for e in saved.events if isinstance(e, ev.Heard)]
    words = [(e.start, e.end) for e in saved.events if isinstance(e, ev.ClientSaid) and not e.cut]
    sides = {}
    for side, spans in (("rep", turns), ("client", words)):
        rate, sound = saved.sound(side)  # type: ignore[arg-type]
        sides[side] = offsets(room, sound, rate, spans, side)
    lines = []
    for side, x in sides.items():
        moved = [(shift - x[0][1]) * 1000 for _, shift in x]
        lines.append(f"{side}.wav against the room: {moved[-1]:+.1f} ms at the end, {min(moved):+.1f} to "
                     f"{max(moved):+.1f} ms on the way ({len(x)} places)")  # fmt: skip
    gaps = [(t, (shift - _near(sides["rep"], t)) * 1000) for t, shift in sides["client"]]
    start, end = (statistics.median(g for _, g in part) for part in (gaps[:5], gaps[-5:]))
    wide = max(g for _, g in gaps) - min(g for _, g in gaps)
    lines.append(f"drift between the channels: {end - start:+.1f} ms from the first to the last minute, "
                 f"{wide:.1f} ms at most; they lie {statistics.median(g for _, g in gaps):+.1f} ms apart")  # fmt: skip
    return lines


def _near(places: list[tuple[float, float]], t: float) -> float:
    """The offset measured nearest to a time."""
    return min(places, key=lambda place: abs(place[0] - t))[1]


def _interrupted(saved: SavedSession, room: Room, said: list[Clip]) -> list[str]:
    rate, sound = saved.sound("rep")
    events = counted(saved.events)
    turns = [e for e in events if isinstance(e, (ev.Heard, ev.Unheard))]
    shifts = offsets(room, sound, rate, [(e.start, e.end) for e in turns], "rep")
    taken = [e.at + _near(shifts, e.at) for e in events if isinstance(e, ev.Interrupted)]
    own = [t for t in taken if not any(c.start - SLACK <= t <= c.end + SLACK for c in said)]
    nobody = [e for e in turns if not any(
        c.start - SLACK < e.end + _near(shifts, e.end) and e.start + _near(shifts, e.start) < c.end + SLACK
        for c in said)]  # fmt: skip
    over = {c: s for c in said if c.cuts_in and (s := silent_after(room, c) or 0.0) > PAUSE}
    kept = {c: s for c, s in over.items() if any(c.start - SLACK <= t <= c.end for t in taken)}
    lines = [
        f"the client interrupted by nobody: {len(own)} times; turns heard that nobody said: {len(nobody)}",
        f"cut into while it spoke: {len(over)} times, of which it yielded to {len(kept)}",
    ]
    if times := sorted(kept.values()):
        lines.append(f"barge-in to silence: median {statistics.median(times) * 1000:.0f} ms, from {times[0] * 1000:.0f} "
                     f"to {times[-1] * 1000:.0f} ms, of {len(times)} (from the clip's first sound to the loudspeaker's last)")  # fmt: skip
    lines += [f"  missed at {c.start:.1f} s" for c in over if c not in kept]
    lines += [f"  by nobody at {t:.1f} s" for t in own]
    return lines + [f"  heard at {e.start:.1f} s (session), said by nobody" for e in nobody]


def _costs(samples: list[Sample]) -> list[str]:
    every = int(60 / SAMPLE)
    after = samples[2 * every :] or samples
    minutes = [after[i + every].cpu - after[i].cpu for i in range(0, len(after) - every, every)]
    lines = []
    if minutes:
        lines.append(f"processor: {statistics.mean(minutes):.1f} s a minute on average, {max(minutes):.1f} s in the "
                     "busiest (recognition and voice included)")  # fmt: skip
    first, last = after[0].memory, statistics.median(s.memory for s in after[-every:])
    path = " ".join(f"{s.memory:.0f}" for s in after[:: max(1, len(after) // 12)])
    lines.append(f"memory: {first:.0f} MB after two minutes, {last:.0f} MB at the end ({last - first:+.0f} MB); {path}")
    return lines


if __name__ == "__main__":
    main()
