"""One rehearsal, from Hello to the end of the call: hear, understand, respond, speak, remember.

The loop reads one inbox. Blocks of the rep's sound go through endpointing; at the first hint of an end a reply
is begun on a guess (reply.py); when the turn is really over the guess is taken and the client speaks (answering.py);
if the rep goes on, it is thrown away unheard. Nothing here knows a device, a model or the wall clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from voicecoach import events as ev
from voicecoach.conversation.answering import Answering
from voicecoach.conversation.hearing import Hearing, same
from voicecoach.conversation.listening import BEFORE, Heed
from voicecoach.conversation.parts import Floor, Manners, Parts
from voicecoach.conversation.reply import Speech
from voicecoach.conversation.takes import Takes
from voicecoach.conversation.talking import EMPTY
from voicecoach.conversation.timeline import Done, Made
from voicecoach.errors import RememberError, VoiceCoachError
from voicecoach.ports import Block, Finished, Glimpse, Key, Line, Lost, Mended, NoMore, Played, Recognised
from voicecoach.respond import director
from voicecoach.scenario import Scenario
from voicecoach.session import Difficulty

ASIDE = 0.15  # s by which what was said over the client's last words may outlast them


class Rehearsal:
    """Runs one call. `run()` returns how it ended; everything that happened is in the memory by then."""

    def __init__(
        self,
        parts: Parts,
        scenario: Scenario,
        difficulty: Difficulty,
        seed: int,
        manners: Manners | None = None,
    ) -> None:
        self.parts = parts
        self.time = parts.timeline
        self.manners = manners or Manners()
        self.floor = Floor()
        self.takes = Takes(director.open_call(scenario, difficulty, seed))
        self.answering = Answering(parts, self.manners, self.takes, self.floor, self._note)
        self.hearing = Hearing(self.time, parts.recogniser)
        if self.hearing.parallel:
            parts.listening.hurry()
        self.ended: ev.Ended | None = None
        self.muted = False
        self._given = -1.0  # when the client last yielded the floor (s)
        self._typed: deque[Line | NoMore] = deque()

    # --- the call ------------------------------------------------------------------------------------------

    def run(self) -> ev.Ended:
        """Holds the call. Ctrl-C ends it, saved; so does anything that cannot be survived."""
        try:
            self._hold()
        except RememberError as error:
            self._ends_unwritten(error)
        finally:
            self._close()
        assert self.ended is not None
        return self.ended

    def _hold(self) -> None:
        try:
            self._begin()
            while self.ended is None:
                self._handle(self.time.next(0.25))
                self._mind()
        except KeyboardInterrupt:
            self._end(ev.Ended(self.time.now(), "stopped", "rep", "ctrl_c"))
        except RememberError:
            raise
        except VoiceCoachError as error:
            self._note(ev.Trouble(self.time.now(), error.stage, error.cause, "the call ends here"))
            self._end(ev.Ended(self.time.now(), "failed", "program", error.stage))

    def _begin(self) -> None:
        self._note(ev.Began(0.0))
        self.parts.mouth.open(self.time.post, self.time.now, self.parts.speaking.voice.rate)
        self.parts.ears.open(self.time.post, self.time.now)
        self.answering.say(director.greeting(self.takes.call, self.time.now()))

    def _close(self) -> None:
        self.answering.thinking.stop()
        self.parts.ears.close()
        self.parts.mouth.close()
        self.time.close()

    def _handle(self, message: Any) -> None:
        match message:
            case Block():
                self._hear(message)
            case Made():
                self._made(message)
            case Done():
                self.answering.done(message)
            case Played():
                self.answering.played(message)
            case Finished():
                self.answering.finished(message)
            case Line() | NoMore():
                self._typed.append(message)
            case Key(name=name):
                self._key(name)
            case Lost():
                self._lost(message)
            case Mended():
                self._note(ev.Trouble(self.time.now(), message.stage, message.cause, message.done))
            case None:
                pass
            case _:
                raise TypeError(f"no such message: {type(message).__name__}")

    def _mind(self) -> None:
        """What is due whatever came: the end, what was typed, an answer or a rep that is long in coming."""
        if self.floor.who != "listening":
            self.answering.mind_slowness()
        elif self.takes.closing:
            self._end(self.takes.closing)
        elif self._typed and not self.ended:
            self._take_typed(self._typed.popleft())
        else:
            self._mind_silence()

    def _mind_silence(self) -> None:
        patience, now = self.manners.silence, self.time.now()
        if patience is None or self.answering.thinking.speech or self.parts.listening.in_speech:
            return
        if now - self.floor.quiet_since > patience:
            self.floor.quiet_since = now
            self.answering.say(director.after_silence(self.takes.call, now))

    # --- hear ----------------------------------------------------------------------------------------------

    def _hear(self, block: Block) -> None:
        self.parts.memory.heard(block.t, block.samples)
        deaf = self.muted or self.floor.who == "paused"
        for heed in self.parts.listening.hear(block, client_speaks=self.floor.who == "speaking", deaf=deaf):
            self._heed(heed)
        self._glimpse()

    def _heed(self, heed: Heed) -> None:
        match heed.what:
            case "began":
                self._note(ev.SpeechBegan(self.time.now(), heed.start, over_client=self.floor.who == "speaking"))
                self.hearing.begin()
                if self.floor.who == "thinking" and self._only_paused(heed.start):
                    self.answering.hush()
                    self._went_on()
            case "floor":  # spoke long enough over the client to be given the floor
                self._yield_floor(heed)
            case "hold" | "goes_on":  # silent while it is not clear whether the rep wants the floor
                self.parts.mouth.hold(heed.what == "hold")
            case "burst":
                self.hearing.overhear(heed, self.parts.listening.sound(heed.start, heed.end))
            case "part":
                self.hearing.cut(self.parts.listening.between(heed.start, heed.end))
            case "hint":
                if self.floor.who == "listening":
                    self._begin_guess(heed)
            case "resumed":
                self.hearing.drop_guess()
                if self.answering.thinking.drop():
                    self.parts.listening.words("")
            case "ended":
                if self.floor.who == "listening":
                    self._turn_over(heed)

    def _begin_guess(self, heed: Heed) -> None:
        listening = self.parts.listening
        sound = listening.sound(heed.start, heed.end)
        speech = Speech(self.takes.turn + 1, heed.start, heed.end, sound, lead=BEFORE)
        words = self.hearing.rest(listening.rest(heed.end))
        self.answering.thinking.guess(speech, words, self._decider(self.takes.call))
        self.hearing.check(sound)

    def _turn_over(self, heed: Heed) -> None:
        if self._was_aside(heed):
            self.answering.thinking.drop()
            return
        if self.answering.thinking.speech is None:
            self._begin_guess(heed)
        self.answering.take(heed.pauses)

    def _was_aside(self, heed: Heed) -> bool:
        """Was this said while the client spoke, and over when it was, without being given the floor: an "mm-hm" at its
        last words, or what was left of its echo? Then it is no turn, and is not answered."""
        return heed.end <= self.answering.client_end + ASIDE and self._given < heed.start

    def _went_on(self) -> None:
        """The rep was only pausing: the turn is put together with what comes now, as if it had not ended."""
        take = self.takes.back()
        self._note(ev.TakenBack(self.time.now(), take.turn, "went_on"))
        self.parts.listening.join(take.start)

    def _yield_floor(self, heed: Heed) -> None:
        """The rep took the floor: silence at once, and only what was heard counts as said."""
        only_paused = self._only_paused(heed.start)
        silent = self.answering.hush()
        if only_paused:
            self._went_on()
            return
        silent_after = max(0.0, (silent or self.time.now()) - heed.start)
        self._note(ev.Interrupted(self.time.now(), self.takes.turn, heed.start, silent_after))
        self.answering.client_end = self._given = self.time.now()

    def _only_paused(self, again: float) -> bool:
        """Was the turn taken for over in a pause, after which the rep goes on at `again` (s)? As long as the client has
        not begun to answer it, surely; just after it has, too."""
        if not self.takes.answering:
            return False
        return self.floor.who == "thinking" or again - self.answering.rep_end < self.manners.yields_within

    # --- understand ----------------------------------------------------------------------------------------

    def _made(self, made: Made) -> None:
        """Words of a second hearing, words said over the client, or a step of the reply."""
        if self.hearing.is_check(made.task):
            self._checked(made.item)
        elif heed := self.hearing.overheard(made.task):
            if self._means_it(heed, made.item):
                self._yield_floor(heed)
        else:
            self.answering.made(made)

    def _checked(self, whole: Recognised) -> None:
        """The turn was recognised in one piece as well: a guess that rests on other words is begun anew."""
        thinking, useless = self.answering.thinking, whole.doubt or not whole.text.strip()
        if thinking.speech is None or thinking.final or useless or same(whole.text, self.answering.words):
            return
        thinking.guess(thinking.speech, lambda: whole, self._decider(self.takes.call))

    def _means_it(self, heed: Heed, over: Recognised) -> bool:
        """Does a word or two, said over the client, ask for the floor?"""
        if self.floor.who != "speaking" or over.doubt:
            return False
        return self.parts.listening.judged(over.text, went_on=self._only_paused(heed.start))

    def _decider(self, call: director.Call) -> Callable[[Speech, str], director.Step]:
        client_end = self.answering.client_end

        def decide(speech: Speech, text: str) -> director.Step:
            labels = self.parts.labels(call, speech, text, client_end)
            heard = director.RepTurn(text, labels, speech.start, speech.end, speech.turn, self.parts.labelled_by)
            return director.answer(call, heard, speech.end)

        return decide

    def _take_typed(self, line: Line | NoMore) -> None:
        now = self.time.now()
        if isinstance(line, NoMore):
            self._end(ev.Ended(now, "rep_left", "rep", line.why))
            return
        typed = Recognised(line.text)
        speech = Speech(self.takes.turn + 1, now, now, EMPTY, line.text)
        self.answering.thinking.guess(speech, lambda: typed, self._decider(self.takes.call))
        self.answering.take()

    # --- around it -----------------------------------------------------------------------------------------

    def _key(self, name: str) -> None:
        now = self.time.now()
        if name == "end":
            self._end(ev.Ended(now, "stopped", "rep", "key"))
        elif name == "mute":
            self.muted = not self.muted
            self._note(ev.Device(now, "muted" if self.muted else "unmuted"))
        elif name == "pause":
            self._pause()
        elif name == "again":
            self._again()

    def _pause(self) -> None:
        if self.floor.who == "paused":
            self.floor.to_rep(self.time.now())
            self._note(ev.Device(self.time.now(), "resumed"))
            return
        self.answering.hush()
        self.parts.listening.reset()
        self.floor.who = "paused"
        self._note(ev.Device(self.time.now(), "paused"))

    def _again(self) -> None:
        if self.takes.last is None:
            return
        self.answering.hush()
        self.parts.listening.reset()
        self._note(ev.TakenBack(self.time.now(), self.takes.back().turn))

    def _lost(self, lost: Lost) -> None:
        if lost.back:
            self._note(ev.Device(self.time.now(), "back", lost.what))
        if lost.seconds:
            self._note(ev.Overflow(self.time.now(), lost.seconds, lost.what))
        else:
            self._note(ev.Device(self.time.now(), "lost", lost.what))
            self._note(ev.Trouble(self.time.now(), lost.what, lost.cause, "waiting for it to come back"))

    def _end(self, ended: ev.Ended) -> None:
        if self.ended is None:
            self.ended = replace(ended, t=self.time.now())
            self._note(self.ended)

    def _note(self, event: ev.Event) -> None:
        self.parts.memory.add(event)
        self.parts.view.event(event)

    def _ends_unwritten(self, error: RememberError) -> None:
        """What was written stays, and for how it ended room was kept."""
        t = self.time.now()
        self.ended = self.ended or ev.Ended(t, "failed", "program", "memory")
        for event in (ev.Trouble(t, error.stage, error.cause, error.remedy), self.ended):
            with suppress(RememberError):
                self.parts.memory.add(event)
            self.parts.view.event(event)

    def _glimpse(self) -> None:
        level, words = self.parts.listening.level_db, self.answering.words
        self.parts.view.glimpse(Glimpse(self.floor.who, level, words, self.time.now(), self.takes.call.trust))
