"""VoiceCoach on the common latency bench: stub transcription, chat and speech services, recorded speech.

    python benchmarks/latency/component.py --bench DIR \\
        --services http://127.0.0.1:PORT --wav DIR/wav/turns.wav --out X.json

DIR holds the bench's measure.py (the recorder, the join with the services' log, the statistics), which the
drivers of the other products use, too. The three services are reached through the product's own backends; its
guard, its alliance, its labeller and its library all run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent


def measure_module() -> object:
    """The bench's own measure.py."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--bench", required=True)
    found, rest = parser.parse_known_args()
    sys.path[:0] = [found.bench, str(HERE), str(HERE.parent.parent)]
    sys.argv[1:] = rest
    import measure

    return measure


def main() -> None:
    """One run."""
    measure = measure_module()
    asked = measure.args(  # type: ignore[attr-defined]
        lambda parser: parser.add_argument("--even-tempered", action="store_true", help="for recordings that cut in")
    )
    recorder = measure.Recorder(asked, "voicecoach", {})  # type: ignore[attr-defined]
    import call

    from voicecoach import __version__
    from voicecoach.settings import Settings

    recorder.info["voicecoach"] = __version__
    recorder.mark("imported")
    os.environ["VOICECOACH_API_KEY"] = "stub"
    base = asked.services + "/v1"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            library=folder,
            stt=f"{base}#stub-stt",
            voice=f"{base}#stub-tts/alloy",
            client="stub-llm",
            llm_url=base,
            headphones=True,
        )

        fed: list[threading.Thread] = []

        def begin(ears: call.PacedEars) -> None:
            recorder.mark("ready")
            fed.append(recorder.feed_thread(ears.deliver, ears.over))

        ears = call.PacedEars(begin)
        ended, saved = call.run(
            settings, "bakery-terminals", ears, call.PacedMouth(recorder.wrote), even_tempered=asked.even_tempered
        )
        if os.environ.get("SHOW"):
            for event in saved.events:
                print(event)
        print("ended:", ended.outcome, ended.why, f"after {ended.t:.1f} s, {len(saved.events)} events")
        fed[0].join()  # the client may have ended the call a little earlier
    recorder.finish()


if __name__ == "__main__":
    main()
