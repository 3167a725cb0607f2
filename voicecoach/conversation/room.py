"""A room without devices: a rep who plays clips, and a speaker that only the client's words come from.

It runs on virtual time, through the same loop as a microphone and a speaker would. The rep in it waits until
the client has finished, pauses as a person would, and says the next clip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from voicecoach.conversation.timeline import VirtualTime
from voicecoach.ports import Block, Cut, NoMore, Played, Post, Sound
from voicecoach.session import BLOCK, RATE
from voicecoach.speak.playback import Playback

TICK = BLOCK / RATE  # s; one block of the rep's sound
FLOOR = 3  # peak of the room's noise (about −80 dBFS): real rooms are never digitally silent


@dataclass(frozen=True)
class Clip:
    """One thing the rep says: 16 kHz sound, begun `after` seconds from the client's last sound, or, to
    interrupt, `into` seconds after the client began to speak."""

    samples: Sound
    after: float = 0.8
    into: float | None = None
    name: str = ""


class Room:
    """Both sides of the call. `ears` and `mouth` are its two ports.

    A rep whose client says nothing for `patience` seconds goes on with the next clip; when no clip is left and
    the client has been quiet for `leave_after` seconds the rep is gone.
    """

    def __init__(
        self, time: VirtualTime, clips: Sequence[Clip], *, patience: float = 20.0, leave_after: float = 3.0
    ) -> None:
        self.time = time
        self.patience = patience
        self.leave_after = leave_after
        self._clips = list(clips)
        self._said = 0  # samples of the current clip already said
        self._speaking = False
        self._client_spoke = False
        self._client_began = 0.0
        self._quiet_since = 0.0  # when the client was last heard
        self._spoke_until = 0.0  # when the rep was last heard
        self._closed = True
        self._left = False
        self._noise = np.random.default_rng(0).integers(-FLOOR, FLOOR + 1, BLOCK).astype(np.int16)
        self._owed = 0.0  # fraction of a far sample owed to the next tick
        self.playback: Playback | None = None
        self.held = False
        self.rate = RATE
        self._post: Post = time.post
        self.ears = RoomEars(self)
        self.mouth = RoomMouth(self)

    @property
    def unsaid(self) -> float:
        """Seconds of the clips that have not been said."""
        return max(0.0, sum(len(c.samples) for c in self._clips) - (self._said if self._speaking else 0)) / RATE

    def begin(self) -> None:
        """Starts the clock of the room."""
        if self._closed:
            self._closed = False
            self.time.at(self.time.now(), self._tick)

    def end(self) -> None:
        """Stops it."""
        self._closed = True

    def _tick(self) -> None:
        if self._closed:
            return
        t = self.time.now()
        self._far(t)
        self._post(Block(t, self._near(t)))
        self.time.at(t + TICK, self._tick)

    def _far(self, t: float) -> None:
        if self.playback is None or not self.playback.busy or self.held:
            self._owed = 0.0
            return
        wanted = self.rate * TICK + self._owed
        self._owed = wanted - int(wanted)
        samples, finished = self.playback.pull(int(wanted), t)
        if sounded := self.playback.sounded:
            if not self._client_spoke:
                self._client_began = t
            self._client_spoke, self._quiet_since = True, t + sounded / self.rate
            self._post(Played(t, samples[:sounded]))
        for end in finished:
            self._post(end)

    def _near(self, t: float) -> Sound:
        if not self._speaking and self._may_speak(t):
            self._speaking, self._said = True, 0
        if not self._speaking:
            quiet = t - max(self._quiet_since, self._spoke_until)
            if not self._clips and not self._left and quiet > self.leave_after:
                self._left = True  # the room stays open: the client may still have something to say
                self._post(NoMore("the recordings are over"))
            return self._noise
        clip = self._clips[0]
        piece = clip.samples[self._said : self._said + BLOCK]
        self._said += BLOCK
        if self._said >= len(clip.samples):
            self._clips.pop(0)
            self._speaking, self._client_spoke, self._spoke_until = False, False, t + TICK
        if len(piece) < BLOCK:
            piece = np.concatenate([piece, self._noise[len(piece) :]])
        return piece

    def _may_speak(self, t: float) -> bool:
        if not self._clips:
            return False
        clip = self._clips[0]
        if not self._client_spoke:
            return t - self._spoke_until > self.patience
        if clip.into is not None:
            return t - self._client_began >= clip.into
        return t - self._quiet_since >= clip.after


class RoomEars:
    """The rep's side of a room, as a microphone would hear it."""

    def __init__(self, room: Room) -> None:
        self.name = "recordings"
        self._room = room

    @property
    def unsaid(self) -> float:
        """Seconds of the recordings that have not been said."""
        return self._room.unsaid

    def open(self, post: Post, now: Callable[[], float]) -> None:
        """Starts the room."""
        self._room._post = post
        self._room.begin()

    def close(self) -> None:
        """Ends the room."""
        self._room.end()


class RoomMouth:
    """The client's side of a room."""

    def __init__(self, room: Room) -> None:
        self.name = "no speaker"
        self._room = room

    def open(self, post: Post, now: Callable[[], float], rate: int) -> None:
        """Sets the rate of what will be played."""
        self._room._post = post
        self._room.rate = rate
        self._room.playback = Playback(rate)

    def play(self, utterance: int, samples: Sound, last: bool = False) -> None:
        """Queues sound of an utterance."""
        assert self._room.playback is not None, "open() comes first"
        self._room.playback.play(utterance, samples, last)

    def cut(self) -> Cut | None:
        """Silence at once."""
        self._room.held = False
        assert self._room.playback is not None, "open() comes first"
        return self._room.playback.cut(self._room.time.now())

    def hold(self, on: bool) -> None:
        """Silence, or on from where it stopped."""
        self._room.held = on

    def close(self) -> None:
        """Nothing to free."""
