"""A client worded by a language model behind any OpenAI-compatible endpoint, streamed through the guard.

The model words what was decided, and no more: each sentence passes the guard before it may be spoken. Where the model
fails, is silent, or says what a client never says, the built-in client goes on in character, and an event says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from voicecoach.events import Blocked, Event, Trouble
from voicecoach.ports import Client, Direction, Sentence
from voicecoach.respond.chat.prompt import prompt
from voicecoach.respond.chat.stream import Failure, Patience, Pieces, connect
from voicecoach.respond.guard import due
from voicecoach.respond.guard.clean import Cleaner
from voicecoach.respond.guard.rules import Guard
from voicecoach.scenario import Scenario

ATTEMPTS = 2
"""One regeneration at most, and only while nothing has been spoken."""
GIVE_UP_AFTER, TRY_AGAIN_AFTER = 2, 4
"""Failures in a row after which the endpoint is left alone, and for how many turns."""


@dataclass
class _Reply:
    """One reply under way: what was spoken so far, and why it stopped."""

    spoken: list[str] = field(default_factory=list)
    rule: str = ""  # the guard blocked
    failure: Failure | None = None

    @property
    def text(self) -> str:
        return " ".join(self.spoken)


class ChatClient:
    """A `ports.Client`. `fallback` takes over whenever the model cannot be used; `split` cuts a stream of pieces into
    sentences. The key is never shown. Raises nothing for a misbehaving endpoint."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        model: str,
        url: str,
        key: str,
        fallback: Client,
        *,
        split: Callable[[Iterator[str]], Iterator[str]],
        patience: Patience | None = None,
    ) -> None:
        self.name = model
        self.scenario = scenario
        self.seed = seed
        self._fallback = fallback
        self._split = split
        self._patience = patience or Patience()
        self._endpoint = connect(url, key, self._patience)
        self._failures = 0
        self._resting = 0  # turns for which the endpoint is left alone
        self._names = (scenario.client.name,)

    def __repr__(self) -> str:
        """Without the key, and without what an address may carry."""
        return f"ChatClient(model={self.name!r}, key='…')"

    def reply(self, direction: Direction, note: Callable[[Event], None]) -> Iterator[Sentence]:
        """The client's sentences, as soon as each may be spoken; at least one."""
        reply = _Reply()
        if self._resting > 0:
            self._resting -= 1
        else:
            yield from self._from_model(direction, reply, note)
        if not reply.spoken or not self._done(direction, reply.text):
            yield from self._fallback.reply(direction, note)

    def close(self) -> None:
        """Ends what is open; may be called twice."""
        self._endpoint.close()
        self._fallback.close()

    def _from_model(self, d: Direction, reply: _Reply, note: Callable[[Event], None]) -> Iterator[Sentence]:
        """What the model says and may say; once more when nothing of the first try could be spoken."""
        asked = prompt(self.scenario, d)
        for attempt in range(ATTEMPTS):
            reply.rule, reply.failure = "", None
            guard = Guard(self.scenario, d, asked.guarded)
            yield from self._attempt(asked.messages, d, guard, reply, attempt)
            if reply.rule:
                note(Blocked(0.0, d.turn, reply.rule))
            if reply.spoken or (reply.failure and not reply.failure.may_pass):
                break
        self._learn(reply, note)

    def _attempt(
        self, messages: tuple[dict[str, str], ...], d: Direction, guard: Guard, reply: _Reply, attempt: int
    ) -> Iterator[Sentence]:
        pieces = Pieces(self._endpoint, self.name, messages, (d.seed + attempt) % 2**31, self._patience)
        try:
            for sentence in self._split(_cleaned(pieces, Cleaner(self._names))):
                verdict = guard.check(sentence)
                if verdict.rule:
                    reply.rule = verdict.rule if not (verdict.rule == "length" and reply.spoken) else ""
                    return
                if verdict.text:
                    reply.spoken.append(verdict.text)
                    pieces.spoken = True
                    yield Sentence(verdict.text, "model")
                if verdict.stop:
                    return
        except Failure as failure:
            reply.failure = failure
        finally:
            pieces.close()

    def _learn(self, reply: _Reply, note: Callable[[Event], None]) -> None:
        """Says what failed, and leaves an endpoint alone that keeps failing."""
        failure = reply.failure
        if failure is None:
            if not reply.spoken and not reply.rule:
                note(Trouble(0.0, "respond", "The language model said nothing.", "The built-in client answered."))
            self._failures = 0
            return
        done = "What was said before it stays." if reply.spoken else "The built-in client answered."
        self._failures += 1
        if failure.for_good or self._failures >= GIVE_UP_AFTER:
            self._resting = 10**6 if failure.for_good else TRY_AGAIN_AFTER
            done += " It is not asked again." if failure.for_good else " It is left alone for a few turns."
        note(Trouble(0.0, "respond", failure.cause, done))

    def _done(self, d: Direction, text: str) -> bool:
        """Whether what was spoken did what was decided: a No, a warning, the fact that had to be told."""
        language = self.scenario.language
        if d.must_tell:
            fact = next((x for x in self.scenario.locked if x.id == d.must_tell), None)
            return fact is None or due.tells(text, fact)
        if d.no:
            return due.says_no(text, language)
        if d.act == "warn":
            return due.warns(text, language)
        if d.act == "test":
            test = next((x for x in self.scenario.tests if x.id == d.test), None)
            return test is None or due.puts(text, test.says)
        return True


def _cleaned(pieces: Iterable[str], cleaner: Cleaner) -> Iterator[str]:
    """What of a stream a person would say aloud; ends where another speaker begins."""
    for piece in pieces:
        clean = cleaner.feed(piece)
        if clean:
            yield clean
        if cleaner.cut:
            return
    rest = cleaner.finish()
    if rest:
        yield rest
