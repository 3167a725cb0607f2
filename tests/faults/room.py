"""A room with a made-up sound card on virtual time: the real microphone and speaker over a PortAudio of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tests.unit.portaudio import Computer, PortAudio
from voicecoach.conversation.room import TICK, Clip, Room
from voicecoach.conversation.timeline import Steady, VirtualTime, told
from voicecoach.hear.microphone import Microphone
from voicecoach.ports import Played, Post
from voicecoach.speak.speaker import Speaker

Hook = Callable[["CardRoom"], None]


class LeapingTime(VirtualTime):
    """Virtual time whose computer can sleep: what a real timeline makes of that is made of it here."""

    def __init__(self) -> None:
        super().__init__()
        self.slept = 0.0  # s that the computer's clocks went on without the call
        self._wall = self._late = 0.0
        self._steady = Steady(self.raw, lambda: self.raw() + self._wall)

    def raw(self) -> float:
        """The computer's monotonic clock."""
        return super().now() + self.slept

    def now(self) -> float:
        """Session time."""
        return self._steady()

    def set_wall(self, seconds: float) -> None:
        """Somebody sets the computer's clock."""
        self._wall += seconds

    def lag(self, seconds: float) -> None:
        """The whole program stands still for a moment too short to be sleep."""
        self._late += seconds

    def next(self, timeout: float) -> Any | None:
        """As the real one does."""
        if leapt := self._steady.leapt():
            return told(leapt)
        self._now, self._late = self._now + self._late, 0.0
        return super().next(timeout)


class CardRoom(Room):
    """The rep says clips into the microphone that is plugged in; `hooks` are called at their times (s)."""

    def __init__(
        self, time: LeapingTime, clips: Sequence[Clip], computer: Computer, microphone: str = "", speaker: str = ""
    ) -> None:
        super().__init__(time, clips, patience=12.0)
        self.computer = computer
        self.sd = PortAudio(computer)
        self.mic = Microphone(microphone, self.sd, time.raw, computer.seen_afresh)
        self.speaker = Speaker(speaker, self.sd, time.raw, computer.seen_afresh)
        # Their threads only wait; here the room's clock takes the steps.
        self.mic._hear = self.speaker._watch = lambda: None  # type: ignore[method-assign]
        self.hooks: list[tuple[float, Hook]] = []
        self.ears = CardEars(self)  # type: ignore[assignment]

    def _tick(self) -> None:
        if self._closed:
            return
        t = self.time.now()
        while self.hooks and self.hooks[0][0] <= t:
            self.hooks.pop(0)[1](self)
        t = self.time.now()
        near = self._near(t)
        for stream in self.sd.streams:
            if stream.active and stream.plug in self.computer.plugs and not stream.plug.busy:
                if stream.kind == "inputs":
                    stream.bring(near[:, None])
                else:
                    stream.ask(np.zeros((round(stream.asked["samplerate"] * TICK), 1), np.int16))
        self.mic.step(0)
        self.speaker.look()
        self.time.at(t + TICK, self._tick)

    def sounded(self, post: Post) -> Post:
        """What is posted, and the rep in the room hears the client too."""

        def heard(message: Any) -> None:
            if isinstance(message, Played):
                if not self._client_spoke:
                    self._client_began = message.t
                self._client_spoke, self._quiet_since = True, message.t + TICK
            post(message)

        return heard


class CardEars:
    """The microphone, and the room around it begins with it."""

    def __init__(self, room: CardRoom) -> None:
        self._room = room

    @property
    def name(self) -> str:
        return self._room.mic.name

    def open(self, post: Post, now: Callable[[], float]) -> None:
        self._room._post = post
        self._room.mic.open(post, now)
        self._room.begin()

    def close(self) -> None:
        self._room.end()
        self._room.mic.close()


class CardMouth:
    """The speaker, which the rep in the room hears."""

    def __init__(self, room: CardRoom) -> None:
        self._room = room
        speaker = room.speaker
        self.play, self.cut, self.hold, self.close = speaker.play, speaker.cut, speaker.hold, speaker.close

    @property
    def name(self) -> str:
        return self._room.speaker.name

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        self._room.speaker.open(self._room.sounded(post), now, rate)
