"""What a debrief costs, by length of call: `python benchmarks/debrief.py [--minutes 5 15 60 180]`.

Each length runs in a process of its own, so that its peak memory is its own. The call is made of turns whose sound is
read from a file that grows as a session's does; both sides speak about 80 % of the time. Prints seconds, how many
times faster than real time, and the peak memory; at the end JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]

RATES = {"rep": 16_000, "client": 22_050}


def sound_files(folder: Path, call: object, duration: float) -> dict[str, np.ndarray]:
    """A voice under every turn, on disk and mapped, as a saved session has it."""
    import signals as sg

    from voicecoach import events as ev

    found = {}
    for who, kind, hz in (("rep", ev.Heard, 165.0), ("client", ev.ClientSaid, 105.0)):
        rate = RATES[who]
        voice = sg.glottal(sg.contour("sine", 20, hz, 2.5, rate), rate) * sg.syllabic(20, 4.3, rate)
        clip = np.asarray(voice / np.abs(voice).max() * 12_000, np.int16)
        samples = np.memmap(folder / f"{who}.raw", np.int16, "w+", shape=(round(duration * rate),))
        for e in call.events:  # type: ignore[attr-defined]
            if isinstance(e, kind):
                a, b = round(e.start * rate), min(round(e.end * rate), len(samples))
                samples[a:b] = np.resize(clip, b - a)
        samples.flush()
        del samples
        found[who] = np.memmap(folder / f"{who}.raw", np.int16, "r")
    return found


def one(minutes: float) -> dict[str, float]:
    """Builds one debrief and its page with sound, and measures."""
    from debrief_long import long_call

    from voicecoach.debrief import page, report

    with tempfile.TemporaryDirectory() as folder:
        call = long_call(minutes)
        call.sides, call.rates = sound_files(Path(folder), call, call.duration), RATES
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start, cpu = time.perf_counter(), time.process_time()
        debrief = report.build(call)
        built, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        html = page.render(debrief, call)
        paged = time.perf_counter() - start - built
        whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "minutes": minutes, "turns": debrief.about.turns, "seconds": built, "cpu": cpu,
        "times_real": call.duration / built, "page_seconds": paged, "page_mb": len(html) / 1e6, "before_mb": before,
        "peak_mb": peak, "peak_with_page_mb": whole,
    }  # fmt: skip


def main() -> None:
    """Prints a line for each length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, nargs="+", default=[5, 15, 60, 180])
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one(given.one)))
        return
    rows = []
    for minutes in given.minutes:
        out = subprocess.run(
            [sys.executable, __file__, "--one", str(minutes)], capture_output=True, text=True, check=True
        )
        row = json.loads(out.stdout.splitlines()[-1])
        rows.append(row)
        print(
            f"{minutes:4.0f} min {row['turns']:5.0f} turns  debrief {row['seconds']:6.1f} s ({row['cpu']:.0f} s cpu)"
            f" = {row['times_real']:3.0f}x real time, peak {row['peak_mb']:4.0f} MB;"
            f" page {row['page_seconds']:5.1f} s, {row['page_mb']:5.1f} MB, peak {row['peak_with_page_mb']:4.0f} MB",
            flush=True,
        )
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
