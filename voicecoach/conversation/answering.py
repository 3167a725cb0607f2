"""The client's side of a call: from the rep's words to the client's sound, one turn at a time.

What reply.py makes of a turn arrives here step by step and is acted upon once the turn is really over: what was heard
and decided is noted, sentences and their sound go to the speaker, and only what was really heard of them counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from voicecoach import events as ev
from voicecoach.conversation.parts import Floor, Manners, Parts
from voicecoach.conversation.reflex import Reflexes
from voicecoach.conversation.reply import DONE, Speech, Thinking
from voicecoach.conversation.takes import Takes
from voicecoach.conversation.talking import EMPTY, ReplyTime, Talking
from voicecoach.conversation.timeline import Done, Made
from voicecoach.errors import VoiceCoachError
from voicecoach.ports import Finished, Played, Recognised, Sentence
from voicecoach.respond import director


class Answering:
    """Thinks and talks for the client. `note` writes an event down."""

    def __init__(
        self, parts: Parts, manners: Manners, takes: Takes, floor: Floor, note: Callable[[ev.Event], None]
    ) -> None:
        self.thinking = Thinking(parts.timeline, parts.speaking)
        self.client_end = 0.0  # when the client was last heard (s)
        self.rep_end = 0.0  # when the turn taken last ended (s)
        self.words = ""  # of the rep's turn, as far as they are known
        self._parts, self._manners, self._takes, self._floor, self._note = parts, manners, takes, floor, note
        self._now = parts.timeline.now
        self._talking = Talking(parts.mouth, parts.speaking.voice.rate, note, self._now)
        self._reflexes = Reflexes(parts.timeline, parts.speaking, parts.reflex, manners.reflexes)
        self._reply_time = ReplyTime()
        self._failures = 0  # in a row

    # --- understand, respond ---------------------------------------------------------------------------------

    def take(self, pauses: tuple[tuple[float, float], ...] = ()) -> None:
        """The turn is over and was what the guess took it for: from here on it is the reply."""
        speech = self.thinking.speech
        assert speech is not None
        self._takes.begin(speech.turn, speech.start)
        self._reflexes.turn()
        self._floor.who, self.rep_end = "thinking", speech.end
        self._reply_time.asked(speech.turn, speech.end)
        self._note(ev.TurnEnded(self._now(), speech.turn, speech.start, speech.end, pauses))
        for item in self.thinking.take():
            self._take(speech, item)

    def say(self, step: director.Step) -> None:
        """The client speaks of its own accord: a greeting, a reaction to silence."""
        speech = Speech(self._takes.turn, self._now(), self._now(), EMPTY)
        self._reply_time.forget()
        self._step(step)
        if step.direction is None:
            self._rest()
            return
        self._takes.answering, self._floor.who = False, "thinking"
        self.thinking.say(speech, step)

    def made(self, made: Made) -> None:
        """A step of the reply under way, or of its reflex; anything else is none of ours."""
        if reflex := self._reflexes.made(made):
            self._open_with(*reflex)
        speech = self.thinking.speech
        if speech is None or not self.thinking.is_mine(made.task):
            return
        if isinstance(made.item, Recognised) and not made.item.doubt:
            self.words = made.item.text
            self._parts.listening.words(self.words)
        for item in self.thinking.arrived(made.task, made.item):
            self._take(speech, item)

    def done(self, done: Done) -> None:
        """A task is over. Raises what stopped it when the call cannot go on."""
        speech = self.thinking.speech
        if speech is None or not self.thinking.is_mine(done.task):
            return
        if done.error is not None:
            self._failed(done.error)
        for item in self.thinking.arrived(done.task, DONE):
            self._take(speech, item)

    def _take(self, speech: Speech, item: Any) -> None:
        """One step of the reply, for good."""
        match item:
            case Recognised(doubt=doubt, text=text) if doubt or not text.strip():
                self._note(ev.Unheard(self._now(), speech.turn, speech.start, speech.end, doubt or "empty"))
            case Recognised():
                self._heard(speech, item)
            case director.Step():
                self._step(item)
            case Sentence():
                self._utter(item, speech.turn)
            case np.ndarray():
                self._talking.sound(item)
            case ev.Event():
                self._note(replace(item, t=self._now()))
            case _ if item == DONE:
                self._said_all()

    def _heard(self, speech: Speech, found: Recognised) -> None:
        begins = speech.start - speech.lead
        words = tuple(w._replace(start=w.start + begins, end=w.end + begins) for w in found.words)
        by = "typed" if speech.text else self._parts.recogniser.name
        self._failures = 0
        self._note(ev.Heard(self._now(), speech.turn, found.text, speech.start, speech.end, by, words))

    def _step(self, step: director.Step) -> None:
        for event in self._takes.decided(step, self._now()):
            self._note(event)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, VoiceCoachError):
            raise error
        self._failures += 1
        if self._failures >= self._manners.failures:
            raise error
        self._note(ev.Trouble(self._now(), error.stage, error.cause, "this turn was lost; the call goes on"))

    # --- speak -----------------------------------------------------------------------------------------------

    def mind_slowness(self) -> None:
        """An answer that is slow in coming may be opened with a word of the client's."""
        direction = self._takes.direction
        waited = self._now() - self.rep_end
        if direction and waited >= self._manners.slow and self._awaited:
            self._reflexes.begin(direction)

    @property
    def _awaited(self) -> bool:
        """Is the rep waiting for an answer of which nothing was heard yet?"""
        return self._takes.answering and self._floor.who == "thinking"

    def _open_with(self, sentence: Sentence, sound: np.ndarray[Any, np.dtype[np.int16]]) -> None:
        if self._awaited:
            self._utter(sentence, self._takes.turn)
            self._talking.sound(sound)
            self._talking.end()

    def _utter(self, sentence: Sentence, turn: int) -> None:
        self._talking.begin(sentence, turn, self._takes.act)
        self._floor.who = "speaking"
        self._parts.listening.client_began()

    def _said_all(self) -> None:
        self._talking.end()
        self.thinking.over()
        if not self._talking.busy:
            self._rest()

    def played(self, played: Played) -> None:
        """Sound of the client's left the speaker."""
        self._parts.memory.said(played.t, played.samples)
        self._parts.listening.client_sounded(played.t, played.samples, self._parts.speaking.voice.rate)
        if (current := self._talking.current) is not None:
            reply = self._reply_time.sounded(played.t, current.sentence.origin)
            if reply is not None:
                self._note(reply)

    def finished(self, finished: Finished) -> None:
        """A sentence was heard to its end."""
        said = self._talking.finished(finished)
        if said is None:
            return
        self._takes.said(said.sentence.text)
        self.client_end = finished.end
        if self._talking.busy:
            return
        if self.thinking.speech is None:
            self._rest()
        elif said.sentence.origin == "reflex":  # that was not the answer yet
            self._floor.who = "thinking"

    def _rest(self) -> None:
        """The client has said what it had to say."""
        self._takes.answering, self.words = False, ""
        self._floor.to_rep(self._now())
        self._parts.listening.client_ended()

    def hush(self) -> float | None:
        """Stops whatever is being thought or said; when the client fell silent, if it was speaking (s)."""
        self.thinking.stop()
        self._reflexes.stop()
        speaking = self._talking.busy
        heard, silent = self._talking.cut()
        if speaking:
            self._takes.said(heard, cut=True)
        self._takes.answering, self.words = False, ""
        self._floor.to_rep(self._now())
        return silent
