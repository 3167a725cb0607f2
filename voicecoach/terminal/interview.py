"""Six questions about one's own call: typed, or answered aloud through the recogniser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing

import click

from voicecoach.respond.scenarios.new import QUESTIONS, Interview

Answer = Callable[[str], str]
"""Asks a question and gives the answer, without spaces around it."""


def ask(*, aloud: bool) -> Interview:
    """The six answers. Raises HearError or UnderstandError when `aloud` and nothing can be heard."""
    with ExitStack() as stack:
        answer = _aloud(stack) if aloud else _typed
        numbered = ((key, f"{n}/{len(QUESTIONS)}  {text}") for n, (key, text) in enumerate(QUESTIONS, 1))
        return Interview(**{key: answer(text) for key, text in numbered})


def _typed(question: str) -> str:
    answer: str = click.prompt(question + "\n ", prompt_suffix="> ")
    return answer.strip()


def _aloud(stack: ExitStack) -> Answer:
    """Loads what hears, once; each answer ends with a pause for thought and may be corrected by typing."""
    from voicecoach import settings, wiring

    asked = settings.load()
    ears = wiring.microphone(asked)
    recogniser = stack.enter_context(closing(wiring.recogniser(asked)))
    click.echo("Speak after each question; a pause ends the answer. Nothing of it is kept but the words.")

    def answer(question: str) -> str:
        from voicecoach.conversation.listening import Listening
        from voicecoach.conversation.timeline import RealTime
        from voicecoach.hear.detector import Silero
        from voicecoach.hear.turn_end import Pace
        from voicecoach.ports import Block

        click.echo(question)
        time, listening = RealTime(), Listening(Silero(), pace=Pace().scaled(1.5))
        ears.open(time.post, time.now)
        text = ""
        with closing(ears):
            while not text:
                block = time.next(1.0)
                for heed in listening.hear(block, client_speaks=False) if isinstance(block, Block) else ():
                    if heed.what == "ended":
                        text = recogniser.recognise(listening.sound(heed.start, heed.end)).text.strip()
        kept: str = click.prompt("  Enter keeps it, or type it anew", default=text)
        return kept.strip()

    return answer
