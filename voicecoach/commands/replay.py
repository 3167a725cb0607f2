"""`voicecoach replay`: both voices again, with the words as they were said."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

import click

from voicecoach.commands.common import client_of, example, library_option, warn

CHUNK = 0.1  # s of sound handed to the speaker at a time; also how finely the words keep up


@click.command("replay", epilog=example("voicecoach replay last\nvoicecoach replay last --from 1:20"))
@click.argument("session", default="last")
@click.option("--from", "start", default="0", metavar="TIME", help="Where to begin: seconds or m:ss.")
@click.option("--speaker", metavar="NAME", help="Name or number of the speaker.")
@click.option("--silent", is_flag=True, help="Only the words, at once, with their times.")
@library_option
def command(session: str, start: str, speaker: str | None, silent: bool, library: str | None) -> None:
    """Hear a session again, with the words as they were said. SESSION is an id, its beginning, or `last`."""
    from voicecoach import settings, wiring
    from voicecoach.errors import SpeakError

    asked = settings.load({"library": library, "speaker": speaker})
    saved = wiring.library(asked).open(session)
    begin = seconds(start)
    if not saved.complete:
        warn("This session was cut off: it ends where the program stopped.")
    lines = words_of(saved, begin)
    if not silent and saved.duration > begin and max(len(saved.sound(w)[1]) for w in ("rep", "client")):
        try:
            return play(wiring.speaker(asked), saved, begin, lines)
        except SpeakError as error:
            warn(f"No speaker ({error.cause.rstrip('.')}): the words only.")
    for _, line in lines:
        click.echo(line)
    return None


def seconds(text: str) -> float:
    """`83`, `1:23` or `1:02:03` in seconds. Raises BadRequest."""
    from voicecoach.errors import BadRequest

    if not re.fullmatch(r"(\d+:){0,2}\d+(\.\d+)?", text.strip()):
        raise BadRequest(f"'{text}' is no time.", "Write seconds, or m:ss.")
    total = 0.0
    for part in text.strip().split(":"):
        total = total * 60 + float(part)
    return total


def words_of(saved: Any, begin: float) -> list[tuple[float, str]]:
    """When each line was said, and the line."""
    from voicecoach import events as ev
    from voicecoach.debrief.words import clock

    name = client_of(saved)
    lines = []
    for e in saved.events:
        if isinstance(e, (ev.Heard, ev.ClientSaid)) and e.text and e.end >= begin:
            who = "You" if isinstance(e, ev.Heard) else name
            lines.append((e.start, f"[{clock(e.start)}] {who}: {e.text}"))
    return sorted(lines)


def play(mouth: Any, saved: Any, begin: float, lines: list[tuple[float, str]]) -> None:
    """Plays both voices mixed from `begin` on, and prints each line when it is said. Raises SpeakError."""
    from voicecoach.conversation.timeline import RealTime
    from voicecoach.ports import Finished, Lost, Played
    from voicecoach.terminal.quiet import chatter_dropped

    time = RealTime()
    sound, rate = mixed(saved, begin)
    with chatter_dropped(), closing(mouth):
        mouth.open(time.post, time.now, rate)
        mouth.play(1, sound, last=True)
        shown, done, zero = 0, False, None
        while not done:
            message = time.next(CHUNK)
            if isinstance(message, Lost) and not message.seconds:
                warn(f"The speaker is gone: {message.cause}")
                break
            if isinstance(message, Played) and zero is None:
                zero = message.t
            done = isinstance(message, Finished)
            at = begin + (time.now() - zero if zero is not None else 0.0)
            while shown < len(lines) and (lines[shown][0] <= at or done):
                click.echo(lines[shown][1])
                shown += 1


def mixed(saved: Any, begin: float) -> tuple[Any, int]:
    """Both sides from `begin` to the end on one clock, at the client's rate: (int16 samples, Hz)."""
    import numpy as np
    import soxr

    rate, client = saved.sound_between("client", begin, saved.duration)
    heard, rep = saved.sound_between("rep", begin, saved.duration)
    rep = soxr.resample(rep, heard, rate) if heard != rate else rep
    n = min(len(rep), len(client))
    both = rep[:n].astype(np.int32) + client[:n].astype(np.int32)
    return np.clip(both, -32768, 32767).astype(np.int16), rate
