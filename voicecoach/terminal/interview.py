"""Six questions about one's own call: typed, or answered aloud through the recogniser."""

from __future__ import annotations

import click

from voicecoach.respond.scenarios.new import QUESTIONS, Interview


def ask(*, aloud: bool) -> Interview:
    """The six answers. Raises HearError when `aloud` and nothing can be heard."""
    return Interview(**{key: _heard(text) if aloud else _typed(text) for key, text in QUESTIONS})


def _typed(question: str) -> str:
    answer: str = click.prompt(question + "\n ", prompt_suffix="> ")
    return answer.strip()


def _heard(question: str) -> str:
    """One spoken answer; a silence of 1.2 s ends it. It may be corrected by typing."""
    from voicecoach import settings, wiring
    from voicecoach.hear.detector import Silero
    from voicecoach.hear.turn_end import Pace
    from voicecoach.listening import Listening
    from voicecoach.ports import Block
    from voicecoach.timeline import RealTime

    asked = settings.load()
    time, ears, listening = RealTime(), wiring.microphone(asked), Listening(Silero(), pace=Pace().scaled(1.5))
    click.echo(question)
    ears.open(time.post, time.now)
    try:
        while True:
            block = time.next(1.0)
            if isinstance(block, Block):
                for heed in listening.hear(block, client_speaks=False):
                    if heed.what == "ended":
                        text = wiring.recogniser(asked).recognise(listening.sound(heed.start, heed.end)).text
                        answer: str = click.prompt("  Enter to keep, or type it anew", default=text)
                        return answer.strip()
    finally:
        ears.close()
