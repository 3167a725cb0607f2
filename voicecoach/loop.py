"""One rehearsal, from Hello to the end of the call: hear, understand, respond, speak, remember.

The loop reads one inbox. Blocks of the rep's sound go through endpointing; at the first hint of an end a reply
is begun on a guess (reply.py); when the turn is really over the guess is taken and the client speaks; if the
rep goes on, it is thrown away unheard. Nothing here knows a device, a model or the wall clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from voicecoach import events as ev
from voicecoach.errors import RememberError, VoiceCoachError
from voicecoach.hearing import Hearing, same
from voicecoach.listening import BEFORE, Heed, Listening
from voicecoach.ports import (
    Block,
    Ears,
    Finished,
    Glimpse,
    Key,
    Line,
    Lost,
    Memory,
    Mouth,
    NoMore,
    Played,
    Recognised,
    Recogniser,
    Sentence,
    View,
)  # fmt: skip
from voicecoach.reply import DONE, Speaking, Speech, Thinking
from voicecoach.respond import director
from voicecoach.scenario import Scenario
from voicecoach.session import Difficulty, Label
from voicecoach.takes import Takes
from voicecoach.talking import EMPTY, ReplyTime, Talking
from voicecoach.timeline import Done, Made, Timeline


@dataclass(frozen=True)
class Parts:
    """The backends of one rehearsal, chosen in wiring.py."""

    timeline: Timeline
    ears: Ears
    listening: Listening
    recogniser: Recogniser
    labels: Callable[[director.Call, Speech, str, float], tuple[Label, ...]]
    speaking: Speaking
    mouth: Mouth
    memory: Memory
    view: View
    labelled_by: str = ""  # version of the labeller


@dataclass(frozen=True)
class Manners:
    """How the client keeps time. All in seconds."""

    silence: float | None = 8.0  # a rep this long silent is reacted to; None: never (typed calls)
    yields_within: float = 1.2  # a rep who goes on this soon after the reply began was split, not rude
    failures: int = 3  # turns in a row that no recogniser understood because it broke


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
        self.takes = Takes(director.open_call(scenario, difficulty, seed))
        self.floor = "listening"  # who has it: listening (to the rep), thinking, speaking, paused
        self.ended: ev.Ended | None = None
        self.muted = False
        self.hearing = Hearing(self.time, parts.recogniser)
        if self.hearing.parallel:
            parts.listening.hurry()
        self.thinking = Thinking(self.time, parts.speaking)
        self.talking = Talking(parts.mouth, parts.speaking.voice.rate, self._note, self.time.now)
        self._typed: deque[Line | NoMore] = deque()
        self._client_end = 0.0
        self._rep_end = 0.0
        self.reply_time = ReplyTime()
        self._quiet_since = 0.0
        self._words = ""
        self._failures = 0

    # --- the call ------------------------------------------------------------------------------------------

    def run(self) -> ev.Ended:
        """Holds the call. Ctrl-C ends it, saved; so does anything that cannot be survived."""
        try:
            self._begin()
            while self.ended is None:
                self._handle(self.time.next(0.25))
                self._mind_silence()
        except KeyboardInterrupt:
            self._end(ev.Ended(self.time.now(), "stopped", "rep", "ctrl_c"))
        except RememberError as error:  # nothing can be written any more: what was written stays
            self.ended = ev.Ended(self.time.now(), "failed", "program", "memory")
            self.parts.view.event(ev.Trouble(self.time.now(), error.stage, error.cause, error.remedy))
        except VoiceCoachError as error:
            self._trouble(error, "the call ends here")
            self._end(ev.Ended(self.time.now(), "failed", "program", error.stage))
        finally:
            self._close()
        assert self.ended is not None
        return self.ended

    def _begin(self) -> None:
        self._note(ev.Began(0.0))
        self.parts.mouth.open(self.time.post, self.time.now, self.parts.speaking.voice.rate)
        self.parts.ears.open(self.time.post, self.time.now)
        self._answer_with(director.greeting(self.takes.call, self.time.now()))

    def _close(self) -> None:
        self.thinking.stop()
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
                self._done(message)
            case Played():
                self._played(message)
            case Finished():
                self._finished(message)
            case Line() | NoMore():
                self._typed.append(message)
                self._next_typed()
            case Key(name=name):
                self._key(name)
            case Lost():
                self._lost(message)
            case None:
                pass
            case _:
                raise TypeError(f"no such message: {type(message).__name__}")

    # --- hear ----------------------------------------------------------------------------------------------

    def _hear(self, block: Block) -> None:
        self.parts.memory.heard(block.t, block.samples)
        deaf = self.muted or self.floor == "paused"
        for heed in self.parts.listening.hear(block, client_speaks=self.floor == "speaking", deaf=deaf):
            self._heed(heed)
        self._glimpse()

    def _heed(self, heed: Heed) -> None:
        match heed.what:
            case "began":
                self._note(ev.SpeechBegan(self.time.now(), heed.start, over_client=self.floor == "speaking"))
                self.hearing.begin()
                if self.floor == "thinking" and self._only_paused(heed.start):
                    self._hush()
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
                if self.floor == "listening":
                    self._begin_guess(heed)
            case "resumed":
                self.hearing.drop_check()
                if self.thinking.drop():
                    self.parts.listening.words("")
            case "ended":
                if self.floor == "listening":
                    self._turn_over(heed)

    def _begin_guess(self, heed: Heed) -> None:
        listening = self.parts.listening
        sound = listening.sound(heed.start, heed.end)
        speech = Speech(self.takes.turn + 1, heed.start, heed.end, sound, lead=BEFORE)
        self.thinking.guess(speech, self.hearing.rest(listening.rest(heed.end)), self._decider(self.takes.call))
        self.hearing.check(sound)

    def _checked(self, whole: Recognised) -> None:
        """The turn was recognised in one piece as well: a guess that rests on other words is begun anew."""
        speech, words = self.thinking.speech, self._words
        if speech is None or self.thinking.final or whole.doubt or not whole.text.strip() or same(whole.text, words):
            return
        self.thinking.guess(speech, lambda: whole, self._decider(self.takes.call))

    def _means_it(self, heed: Heed, over: Recognised) -> bool:
        """Does a word or two, said over the client, ask for the floor?"""
        if self.floor != "speaking" or over.doubt:
            return False
        return self.parts.listening.judged(over.text, went_on=self._only_paused(heed.start))

    def _decider(self, call: director.Call) -> Callable[[Speech, str], director.Step]:
        client_end = self._client_end

        def decide(speech: Speech, text: str) -> director.Step:
            labels = self.parts.labels(call, speech, text, client_end)
            heard = director.RepTurn(text, labels, speech.start, speech.end, speech.turn, self.parts.labelled_by)
            return director.answer(call, heard, speech.end)

        return decide

    def _turn_over(self, heed: Heed) -> None:
        if self.thinking.speech is None:
            self._begin_guess(heed)
        self._take_guess(heed.pauses)

    def _went_on(self) -> None:
        """The rep was only pausing: the turn is put together with what comes now, as if it had not ended."""
        take = self.takes.back()
        self._note(ev.TakenBack(self.time.now(), take.turn, "went_on"))
        self.parts.listening.join(take.start)

    def _yield_floor(self, heed: Heed) -> None:
        """The rep took the floor: silence at once, and only what was heard counts as said."""
        only_paused = self._only_paused(heed.start)
        silent = self._hush()
        if only_paused:
            self._went_on()
            return
        silent_after = max(0.0, (silent or self.time.now()) - heed.start)
        self._note(ev.Interrupted(self.time.now(), self.takes.turn, heed.start, silent_after))
        self._client_end = self.time.now()
        if self.takes.closing:
            self._end(self.takes.closing)

    def _only_paused(self, again: float) -> bool:
        """Was the turn taken for over in a pause, after which the rep goes on at `again` (s)? As long as the client has
        not begun to answer it, surely; just after it has, too."""
        if not self.takes.answering:
            return False
        return self.floor == "thinking" or again - self._rep_end < self.manners.yields_within

    def _hush(self) -> float | None:
        """Stops whatever is being thought or said; when the client fell silent, if it was speaking (s)."""
        self.thinking.stop()
        speaking = self.talking.busy
        heard, silent = self.talking.cut()
        if speaking:
            self.takes.said(heard, cut=True)
        self.takes.answering, self._words, self.floor = False, "", "listening"
        return silent

    # --- understand, respond -------------------------------------------------------------------------------

    def _take_guess(self, pauses: tuple[tuple[float, float], ...] = ()) -> None:
        """The turn is over and was what the guess took it for: from here on it is the reply."""
        speech = self.thinking.speech
        assert speech is not None
        self.takes.begin(speech.turn, speech.start)
        self.floor = "thinking"
        self._rep_end = speech.end
        self.reply_time.asked(speech.turn, speech.end)
        self._note(ev.TurnEnded(self.time.now(), speech.turn, speech.start, speech.end, pauses))
        for item in self.thinking.take():
            self._take(speech, item)

    def _made(self, made: Made) -> None:
        item, speech = made.item, self.thinking.speech
        if self.hearing.is_check(made.task):
            self._checked(item)
        if (heed := self.hearing.overheard(made.task)) and self._means_it(heed, item):
            self._yield_floor(heed)
        if speech is None or not self.thinking.is_mine(made.task):
            return
        if isinstance(item, Recognised) and not item.doubt:
            self._words = item.text
            self.parts.listening.words(item.text)
        for now in self.thinking.arrived(made.task, item):
            self._take(speech, now)

    def _done(self, done: Done) -> None:
        speech = self.thinking.speech
        if speech is None or not self.thinking.is_mine(done.task):
            return
        if done.error is not None:
            self._work_failed(done.error)
        for now in self.thinking.arrived(done.task, DONE):
            self._take(speech, now)

    def _take(self, speech: Speech, item: Any) -> None:
        """One step of the reply, for good."""
        match item:
            case Recognised(doubt=doubt, text=text) if doubt or not text.strip():
                self._note(ev.Unheard(self.time.now(), speech.turn, speech.start, speech.end, doubt or "empty"))
            case Recognised():
                begins = speech.start - speech.lead
                words = tuple(w._replace(start=w.start + begins, end=w.end + begins) for w in item.words)
                by = "typed" if speech.text else self.parts.recogniser.name
                self._failures = 0
                self._note(ev.Heard(self.time.now(), speech.turn, item.text, speech.start, speech.end, by, words))
            case director.Step():
                self._step(item)
            case Sentence():
                self._utter(item, speech.turn)
            case np.ndarray():
                self.talking.sound(item)
            case ev.Event():
                self._note(replace(item, t=self.time.now()))
            case _ if item == DONE:
                self._said_all()

    def _step(self, step: director.Step) -> None:
        for event in self.takes.decided(step, self.time.now()):
            self._note(event)

    def _answer_with(self, step: director.Step) -> None:
        """The client speaks of its own accord: a greeting, a reaction to silence."""
        speech = Speech(self.takes.turn, self.time.now(), self.time.now(), EMPTY)
        self.reply_time.forget()
        self._step(step)
        if step.direction is None:
            self._rest()
            return
        self.takes.answering, self.floor = False, "thinking"
        self.thinking.say(speech, step)

    def _work_failed(self, error: BaseException) -> None:
        if not isinstance(error, VoiceCoachError):
            raise error
        self._failures += 1
        if self._failures >= self.manners.failures:
            raise error
        self._trouble(error, "this turn was lost; the call goes on")

    # --- speak ---------------------------------------------------------------------------------------------

    def _utter(self, sentence: Sentence, turn: int) -> None:
        self.talking.begin(sentence, turn, self.takes.act)
        self.floor = "speaking"
        self.parts.listening.client_began()

    def _said_all(self) -> None:
        self.talking.end()
        self.thinking.over()
        if not self.talking.busy:
            self._rest()

    def _played(self, played: Played) -> None:
        self.parts.memory.said(played.t, played.samples)
        self.parts.listening.client_sounded(played.t, played.samples, self.parts.speaking.voice.rate)
        if (current := self.talking.current) is not None:
            self._note_if(self.reply_time.sounded(played.t, current.sentence.origin))

    def _finished(self, finished: Finished) -> None:
        said = self.talking.finished(finished)
        if said is None:
            return
        self.takes.said(said.sentence.text)
        self._client_end = finished.end
        if not self.talking.busy and self.thinking.speech is None:
            self._rest()

    def _rest(self) -> None:
        """The client has said what it had to say: the floor is the rep's."""
        self.takes.answering, self.floor = False, "listening"
        self._quiet_since = self.time.now()
        self._words = ""
        self.parts.listening.client_ended()
        if self.takes.closing:
            self._end(self.takes.closing)
        else:
            self._next_typed()

    # --- around it -----------------------------------------------------------------------------------------

    def _mind_silence(self) -> None:
        patience = self.manners.silence
        if patience is None or self.floor != "listening" or self.thinking.speech or self.parts.listening.in_speech:
            return
        if self.time.now() - self._quiet_since > patience:
            self._quiet_since = self.time.now()
            self._answer_with(director.after_silence(self.takes.call, self.time.now()))

    def _next_typed(self) -> None:
        if not self._typed or self.floor != "listening" or self.ended:
            return
        line = self._typed.popleft()
        now = self.time.now()
        if isinstance(line, NoMore):
            self._end(ev.Ended(now, "rep_left", "rep", line.why))
            return
        typed = Recognised(line.text)
        speech = Speech(self.takes.turn + 1, now, now, EMPTY, line.text)
        self.thinking.guess(speech, lambda: typed, self._decider(self.takes.call))
        self._take_guess()

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
        if self.floor == "paused":
            self.floor = "listening"
            self._quiet_since = self.time.now()
            self._note(ev.Device(self.time.now(), "resumed"))
            return
        self._hush()
        self.parts.listening.reset()
        self.floor = "paused"
        self._note(ev.Device(self.time.now(), "paused"))

    def _again(self) -> None:
        if self.takes.last is None:
            return
        self._hush()
        self.parts.listening.reset()
        self._note(ev.TakenBack(self.time.now(), self.takes.back().turn))
        self._quiet_since = self.time.now()

    def _lost(self, lost: Lost) -> None:
        if lost.back:
            self._note(ev.Device(self.time.now(), "back", lost.what))
        if lost.seconds:
            self._note(ev.Overflow(self.time.now(), lost.seconds, lost.what))
        else:
            self._note(ev.Device(self.time.now(), "lost", lost.what))
            self._note(ev.Trouble(self.time.now(), lost.what, lost.cause, "waiting for it to come back"))

    def _trouble(self, error: VoiceCoachError, done: str) -> None:
        self._note(ev.Trouble(self.time.now(), error.stage, error.cause, done))

    def _end(self, ended: ev.Ended) -> None:
        if self.ended is None:
            self.ended = replace(ended, t=self.time.now())
            self._note(self.ended)

    def _note_if(self, event: ev.Event | None) -> None:
        if event is not None:
            self._note(event)

    def _note(self, event: ev.Event) -> None:
        self.parts.memory.add(event)
        self.parts.view.event(event)

    def _glimpse(self) -> None:
        self.parts.view.glimpse(
            Glimpse(self.floor, self.parts.listening.level_db, self._words, self.time.now(), self.takes.call.trust)
        )
