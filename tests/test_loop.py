"""Whole conversations on virtual time: a scripted rep, a scripted client, and the real loop between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach import events as ev
from voicecoach.conversation.listening import Listening
from voicecoach.conversation.parts import Manners, Parts
from voicecoach.conversation.reply import Speaking
from voicecoach.conversation.room import Clip, Room
from voicecoach.conversation.timeline import VirtualTime
from voicecoach.errors import RememberError, UnderstandError
from voicecoach.fakes import (
    FakeClient,
    FakeDetector,
    FakeRecogniser,
    FakeVoice,
    ListMemory,
    NoMouth,
    NoView,
    NoVoice,
    Phrasebook,
)  # fmt: skip
from voicecoach.loop import Rehearsal
from voicecoach.ports import Delivery, Exchange, Key, Line, NoMore, Recognised
from voicecoach.remember.summary import counted
from voicecoach.resources import prompts_folder
from voicecoach.respond.scenarios.files import load
from voicecoach.session import Label
from voicecoach.terminal.keyboard import TypedEars

SCENARIO = load(prompts_folder() / "bakery-terminals.yaml")
GREETING = ["Marsh Lane Bakery."]
LONG = ["Not interested, thank you, we already have somebody who does that for us and we are content."]


def transcript(events: Sequence[ev.Event]) -> list[Exchange]:
    """What was said; turns that were taken back are left out."""
    said = [e for e in counted(events) if isinstance(e, (ev.Heard, ev.ClientSaid))]
    return [Exchange("rep" if isinstance(e, ev.Heard) else "client", e.text) for e in said]


class Call:
    """One conversation: say what the rep says and what the client answers, run it, look at what happened."""

    def __init__(self, replies: Sequence[Sequence[str]] = ((GREETING), (LONG))) -> None:
        self.time = VirtualTime()
        self.book = Phrasebook()
        self.memory = ListMemory()
        self.clips: list[Clip] = []
        self.client = FakeClient(replies, self.time.spend)
        self.voice = FakeVoice(self.time.spend)
        self.recogniser: Any = FakeRecogniser(self.book, self.time.spend)
        self.labels: dict[str, tuple[str, ...]] = {}
        self.manners = Manners()

    def says(self, text: str, *, after: float = 0.8, into: float | None = None, pauses: Any = ()) -> Call:
        self.clips.append(Clip(self.book.say(text, pauses=pauses), after, into))
        return self

    def rehearsal(self, **parts: Any) -> Rehearsal:
        room = Room(self.time, self.clips)
        given: dict[str, Any] = {
            "timeline": self.time, "ears": room.ears, "listening": Listening(FakeDetector()),
            "recogniser": self.recogniser, "labels": self._labels,
            "speaking": Speaking(self.client, self.voice, lambda _: Delivery()), "mouth": room.mouth,
            "memory": self.memory, "view": NoView(),
        }  # fmt: skip
        return Rehearsal(Parts(**{**given, **parts}), SCENARIO, "easy", 1, self.manners)

    def _labels(self, call: Any, speech: Any, text: str, client_end: float) -> tuple[Label, ...]:
        return tuple(Label(m) for m in self.labels.get(text, ("open_q",)))

    def run(self, **parts: Any) -> ev.Ended:
        return self.rehearsal(**parts).run()

    def all(self, kind: type[Any]) -> list[Any]:
        return [e for e in self.memory.events if isinstance(e, kind)]


def test_a_call_goes_back_and_forth() -> None:
    call = Call().says("hello this is ann from cardwell").says("what happened last summer").says("thanks bye")
    ended = call.run()
    assert [e.text for e in call.all(ev.Heard)] == [
        "hello this is ann from cardwell", "what happened last summer", "thanks bye",
    ]  # fmt: skip
    assert [e.who for e in transcript(call.memory.events)] == ["client", *(["rep", "client"] * 3)]
    assert ended == call.memory.events[-1]


def test_the_client_never_speaks_before_the_rep_has_finished() -> None:
    call = Call().says("hello this is ann").says("so what happened and um", pauses=[(2, 0.6)]).says("thanks")
    call.run()
    kept = counted(call.memory.events)
    ends = {e.turn: e.end for e in kept if isinstance(e, ev.TurnEnded)}
    for said in kept:
        assert not isinstance(said, ev.ClientSaid) or said.turn == 0 or said.start > ends[said.turn]


def test_a_reply_begun_on_a_guess_is_thrown_away_unheard_when_the_rep_goes_on() -> None:
    call = Call().says("so that cost you a whole saturday and the queue walked out", pauses=[(6, 0.5)])
    call.run()
    assert call.recogniser.calls == 2, "the pause was long enough for a guess"
    assert [e.text for e in call.all(ev.Heard)] == ["so that cost you a whole saturday and the queue walked out"]
    assert [e.turn for e in call.all(ev.ClientSaid)] == [0, 1]
    assert call.all(ev.TurnEnded)[0].pauses, "the pause inside the turn is kept"


def test_a_rep_who_goes_on_before_the_client_sounds_is_one_turn() -> None:
    """The turn was taken for over; the client, still thinking, yields at once."""
    call = Call()
    call.client._seconds = 3.0  # a slow thinker
    call.says("what happened then", pauses=[]).says("i mean on that saturday")
    call.clips[1] = Clip(call.clips[1].samples, 0.0, None)
    # The second clip starts 1.2 s after the first, while the client is still thinking.
    gap = np.zeros(int(1.2 * 16_000), np.int16)
    call.clips = [Clip(np.concatenate([call.clips[0].samples, gap, call.clips[1].samples]))]
    call.run()
    back = call.all(ev.TakenBack)
    assert [(e.turn, e.why) for e in back] == [(1, "went_on")]
    assert call.all(ev.Heard)[-1].text == "what happened then i mean on that saturday"
    assert [e.turn for e in call.all(ev.ClientSaid)] == [0, 1]
    assert [e.text for e in transcript(call.memory.events) if e.who == "rep"] == [
        "what happened then i mean on that saturday"
    ]


@pytest.mark.parametrize("rest", [["on", "that", "saturday", "before", "easter"], ["last", "summer"]])
def test_a_rep_whose_pause_was_taken_for_the_end_is_yielded_to_and_it_is_one_turn(rest: list[str]) -> None:
    """Split though it was: the client falls silent at once, and answers the whole, however short the rest is."""
    call = Call().says(f"so what happened {' '.join(rest)}", pauses=[(3, 0.7)]).says("thanks")
    call.run()
    (back,) = call.all(ev.TakenBack)
    assert (back.turn, back.why) == (1, "went_on")
    assert not call.all(ev.Interrupted), "who was cut into has not interrupted"
    begun = next(e for e in call.all(ev.ClientSaid) if e.turn == 1)
    assert begun.cut
    turn = call.all(ev.TurnEnded)[1]
    again = turn.start + 3 * 0.32 + 0.7
    assert begun.end - again < 0.25, "silent within a quarter of a second"
    whole = next(e.text for e in transcript(call.memory.events) if e.who == "rep")
    assert whole == f"so what happened {' '.join(rest)}"
    history = call.client.directions[-1].history
    assert begun.text not in [e.text for e in history], "as if it had not begun"


def test_wait_takes_the_floor_however_short_it_is_and_mm_hm_does_not() -> None:
    for word, yields in (("wait", True), ("right", False)):
        call = Call().says("hello this is ann").says(word, into=2.0).says("thanks", after=2.0)
        call.run()
        assert bool(call.all(ev.Interrupted)) is yields
        assert next(e.cut for e in call.all(ev.ClientSaid) if e.turn == 1) is yields


def test_who_speaks_when_the_client_is_about_to_break_the_silence_takes_nothing_back() -> None:
    call = Call().says("hello this is ann").says("what happened then", after=8.1)
    call.client._seconds = 1.0
    call.run()
    assert not call.all(ev.TakenBack)


def slow(thinks: float, turns: int = 8) -> Call:
    """A call with a client who needs `thinks` s before each sentence, and a word to say meanwhile."""
    call = Call([GREETING, LONG])
    call.client._seconds = thinks
    for n in range(turns):
        call.says(f"what happened on day {n}", after=4.0)  # a word is no answer, and is waited out
    call.run(reflex=lambda direction: "Hm.")
    return call


def test_a_slow_answer_is_opened_with_a_word_but_not_every_one() -> None:
    call = slow(3.0)
    replies = call.all(ev.Reply)
    opened = [r for r in replies if r.first_sound < r.first_content]
    assert len(replies) == 8
    assert 1 <= len(opened) <= 0.3 * len(replies)
    for reply in opened:
        assert 1.5 <= reply.first_sound < 1.7
        assert reply.first_content > 3.0
        said = [e for e in call.all(ev.ClientSaid) if e.turn == reply.turn]
        assert [e.origin for e in said] == ["reflex", "written"]


@pytest.mark.parametrize("thinks", [1.4, 1.5, 1.6, 1.7, 1.9])
def test_an_answer_that_comes_while_the_word_is_said_follows_it(thinks: float) -> None:
    said = [e for e in slow(thinks).all(ev.ClientSaid) if e.turn]
    assert len({e.turn for e in said}) == 8
    for a, b in pairwise(said):
        assert b.start >= a.end - 1e-6
        assert a.origin == "written" or (b.turn, b.origin) == (a.turn, "written")


def test_a_quick_answer_needs_no_word_before_it() -> None:
    assert not [e for e in slow(0.5).all(ev.ClientSaid) if e.origin == "reflex"]


def test_who_goes_on_after_a_mere_word_has_only_paused() -> None:
    call = Call([GREETING, LONG])
    call.client._seconds = 4.0
    for n in range(4):
        pauses = [(5, 2.7)] if n == 3 else []
        call.says(f"what happened on day {n} then", after=1.5, pauses=pauses)
    call.run(reflex=lambda direction: "Hm.")
    assert [(e.turn, e.why) for e in call.all(ev.TakenBack)] == [(4, "went_on")]
    assert transcript(call.memory.events)[-2].text == "what happened on day 3 then"


def test_an_interruption_stops_the_client_within_a_word() -> None:
    call = Call().says("hello this is ann").says("wait wait please let me ask one thing", into=1.0)
    call.run()
    cut = next(e for e in call.all(ev.ClientSaid) if e.cut)
    (interrupted,) = call.all(ev.Interrupted)
    assert cut.intended == LONG[0]
    assert cut.intended.startswith(cut.text)
    assert len(cut.text) < len(cut.intended)
    assert interrupted.silent_after < 0.25
    assert cut.end - interrupted.at < 0.25
    history = call.client.directions[-1].history
    assert cut.text in [e.text for e in history], "the client remembers what it had said up to then"
    assert LONG[0] not in [e.text for e in history]


def test_a_backchannel_is_no_interruption() -> None:
    call = Call().says("hello this is ann").says("mm-hm", into=1.0).says("what happened")
    call.run()
    assert not call.all(ev.Interrupted)
    assert LONG[0] in [e.text for e in call.all(ev.ClientSaid)]
    assert [e.text for e in call.all(ev.Heard)] == ["hello this is ann", "what happened"]


def test_a_mm_hm_at_the_clients_last_words_is_no_turn() -> None:
    call = Call().says("hello this is ann").says("mm-hm", into=5.95).says("what happened", after=2.5)
    call.run()
    said = next(e for e in call.all(ev.ClientSaid) if e.text == LONG[0])
    aside = next(e for e in call.all(ev.SpeechBegan) if e.over_client)
    assert aside.at < said.end < aside.at + 1.0, "it is known to be over only when the client is"
    assert [e.text for e in call.all(ev.Heard)] == ["hello this is ann", "what happened"]


def test_a_silent_rep_is_reacted_to() -> None:
    call = Call().says("hello this is ann").says("still there", after=20.0)
    call.run()
    said = [e for e in call.all(ev.ClientSaid) if e.turn == 1]
    assert len(said) >= 2, "the reply, and a reaction to the silence"
    assert any(change.move == "silence" for e in call.all(ev.Moved) for change in e.changes)


def test_words_in_a_loop_never_reach_the_client() -> None:
    call = Call().says("hello this is ann").says("eight to six to six to six to six")
    real = call.recogniser

    class Doubting:
        name = "doubting"

        def recognise(self, samples: Any) -> Recognised:
            found = real.recognise(samples)
            return Recognised(found.text, doubt="repetition" if "six to six" in found.text else "")

        def close(self) -> None: ...

    call.recogniser = Doubting()
    call.run()
    assert [e.reason for e in call.all(ev.Unheard)] == ["repetition"]
    assert all("six" not in d.rep_text for d in call.client.directions)


def failing(times: int, real: Any) -> Any:
    class Failing:
        name = "failing"
        left = times

        def recognise(self, samples: Any) -> Recognised:
            if self.left:
                self.left -= 1
                raise UnderstandError("the recogniser died.")
            found: Recognised = real.recognise(samples)
            return found

        def close(self) -> None: ...

    return Failing()


def test_a_recogniser_that_fails_once_costs_a_turn() -> None:
    call = Call().says("hello this is ann").says("what happened then")
    call.recogniser = failing(1, call.recogniser)
    ended = call.run()
    assert [e.stage for e in call.all(ev.Trouble)] == ["understand"]
    assert [e.text for e in call.all(ev.Heard)] == ["what happened then"]
    assert ended.outcome == "rep_left"


def test_a_recogniser_that_keeps_failing_ends_the_call_saved() -> None:
    call = Call()
    for n in range(5):
        call.says(f"hello number {n}")
    call.recogniser = failing(99, call.recogniser)
    ended = call.run()
    assert (ended.outcome, ended.why) == ("failed", "understand")
    assert call.memory.events[-1] == ended


def test_a_full_disk_ends_the_call() -> None:
    call = Call().says("hello this is ann").says("what happened")

    class Full(ListMemory):
        def add(self, event: ev.Event) -> None:
            if len(self.events) > 6:
                raise RememberError("the disk is full.")
            super().add(event)

    call.memory = Full()
    assert call.run().outcome == "failed"


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 400))
def test_ctrl_c_at_any_moment_ends_the_call_saved(n: int) -> None:
    call = Call().says("hello this is ann").says("wait please let me ask one thing", into=1.0)
    rehearsal = call.rehearsal()
    real, count = rehearsal.time.next, iter(range(10_000))

    def interrupted(timeout: float) -> Any:
        if next(count) == n:
            raise KeyboardInterrupt
        return real(timeout)

    rehearsal.time.next = interrupted  # type: ignore[method-assign]
    ended = rehearsal.run()
    assert isinstance(call.memory.events[-1], ev.Ended)
    assert ended.outcome in ("stopped", "rep_left")


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9), st.floats(0.4, 3.0), st.none() | st.floats(0.2, 2.5),
            st.lists(st.tuples(st.integers(1, 8), st.floats(0.1, 1.6)), max_size=2),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_whatever_the_rep_does_the_record_makes_sense(plan: Sequence[Any]) -> None:
    words = ["so", "what", "did", "that", "mean", "for", "you", "then", "friend"]
    call = Call([GREETING, LONG, ["No.", "I told you already that we are fine."]])
    for n, after, into, pauses in plan:
        call.says(" ".join(words[:n]), after=after, into=into, pauses=pauses)
    call.run()
    events = call.memory.events
    assert [e.t for e in events] == sorted(e.t for e in events)
    assert isinstance(events[0], ev.Began)
    assert isinstance(events[-1], ev.Ended)
    said = call.all(ev.ClientSaid)
    for a, b in pairwise(said):
        assert b.start >= a.end - 1e-6, "the client has one mouth"
    for e in said:
        assert e.end >= e.start
    for e in call.all(ev.TurnEnded):
        assert e.end > e.start
        assert all(e.start <= a < b <= e.end for a, b in e.pauses)


def test_take_that_turn_again_undoes_its_effects() -> None:
    call = Call().says("you must buy today").says("what happened then", after=6.0)
    call.labels = {"you must buy today": ("pressure",)}
    rehearsal = call.rehearsal()
    before = rehearsal.takes.call.trust
    call.time.at(9.0, lambda: call.time.post(Key("again")))
    rehearsal.run()
    (back,) = call.all(ev.TakenBack)
    assert (back.turn, back.why) == (1, "again")
    moved = [e for e in call.all(ev.Moved) if e.t > back.t]
    assert moved[0].before == before


def test_pause_and_mute_keys() -> None:
    call = Call().says("hello this is ann", after=4.0)
    call.time.at(2.0, lambda: call.time.post(Key("mute")))
    call.run()
    assert [e.what for e in call.all(ev.Device)] == ["muted"]
    assert not call.all(ev.Heard), "a muted rep is not heard"


def typed(lines: Sequence[str]) -> tuple[Call, ev.Ended]:
    call = Call([GREETING, LONG, ["I see."]])
    voice, mouth = NoVoice(), NoMouth()
    for line in lines:
        call.time.post(Line(line))
    call.time.post(NoMore("the input is at its end"))

    class Silent(TypedEars):
        def open(self, post: Any, now: Callable[[], float]) -> None: ...

    ended = call.run(ears=Silent([]), mouth=mouth, speaking=Speaking(call.client, voice, lambda _: Delivery()))
    return call, ended


def test_typed_lines_are_answered_in_order() -> None:
    call, ended = typed(["Hello, this is Ann.", "What happened?"])
    assert [e.who for e in transcript(call.memory.events)] == [
        "client",
        "rep",
        "client",
        "rep",
        "client",
    ]
    assert ended.outcome == "rep_left"


@pytest.mark.parametrize("n", [0, 1])
def test_an_empty_call_ends_by_itself(n: int) -> None:
    call = Call()
    if n:
        call.says("hello")
    assert call.run().outcome == "rep_left"


def test_the_reply_time_is_measured_from_the_true_end_of_speech() -> None:
    call = Call().says("so what happened")
    call.run()
    (reply,) = call.all(ev.Reply)
    (turn,) = call.all(ev.TurnEnded)
    said = next(e for e in call.all(ev.ClientSaid) if e.turn == 1)
    assert reply.first_sound == pytest.approx(said.start - turn.end, abs=0.033)
    assert reply.first_content == reply.first_sound


def test_both_sides_are_recorded_on_one_clock() -> None:
    call = Call().says("hello this is ann")
    call.run()
    times = [t for t, _ in call.memory.rep]
    assert np.allclose(np.diff(times), 0.032)
    said = call.all(ev.ClientSaid)[0]
    assert call.memory.client[0][0] == pytest.approx(said.start, abs=1e-6)
