"""How the built-in client talks: figures over whole calls of every scenario, through the real labeller.

    python benchmarks/client.py [--seeds 3] [--opening-seeds 40]

The first No is counted over the opening seeds, everything else over calls of five simulated reps at three
difficulties. "Told early" counts words that give a hidden fact away before it was told; "twice" counts sentences
said a second time; "answered" is the share of forty questions reps often ask to which the scenario itself has
something to say at level 1; "same start" is the largest share of replies that begin with the same two words.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from voicecoach.ports import Direction
from voicecoach.resources import prompts_folder
from voicecoach.respond import director, english
from voicecoach.respond.matching import contains, normal, sentences, words
from voicecoach.respond.scenarios.files import available, load
from voicecoach.respond.scripted.client import ScriptedClient
from voicecoach.respond.scripted.questions import answers_to
from voicecoach.scenario import Scenario
from voicecoach.session import DIFFICULTIES, Label
from voicecoach.simulate import simulate

REPS = ("empathic", "average", "pushy", "scripted", "parrot")
OPENING = "Hello, this is Tom Reed from Brightline. I am calling because we could help you with this."
QUESTIONS = tuple(
    """how are you today / do you have a minute / is now a bad time / can I ask you a question / who am I speaking to /
    are you the right person to talk to / who decides about that / is it your decision alone / who are you using now /
    who do you work with at the moment / how long have you been with them / how happy are you with them /
    what do you like about them / what price are you paying / how much does it cost you / what is your budget /
    why not / why do you say that / what do you mean by that / what makes you hesitate / what is your main concern /
    what would it take / what would have to change for you to look at it / what matters most to you /
    what are you looking for / what do you need / how do you handle it today /
    what does a normal day look like for you /
    tell me about your work / what is the biggest problem / what goes wrong / what happened last time /
    have you tried something like this before / when does your contract end / what does that mean for you /
    have you heard of us / can I send you some information / when would be a good time to call back /
    are you talking to other companies / how long have you been there / what do the others think""".split("/")
)


@dataclass
class Figures:
    """What was counted for one scenario."""

    nos: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    replies: int = 0
    twice: int = 0
    early: int = 0
    low: list[int] = field(default_factory=list)
    starts: Counter[str] = field(default_factory=Counter)
    story: int = 0
    pieces: int = 0
    answered: float = 0.0


def first_noes(s: Scenario, seeds: int) -> Counter[str]:
    """The No (or the quick Yes) that follows the solicitation, by seed."""
    found: Counter[str] = Counter()
    for seed in range(seeds):
        call = director.open_call(s, s.difficulty, seed)
        labels = (Label("identity"), Label("purpose"))
        step = director.answer(call, director.RepTurn(OPENING, labels, 1.0, 6.0), 6.0)
        assert step.direction is not None
        found[[x.text for x in ScriptedClient(s, seed).reply(step.direction, lambda _: None)][-1]] += 1
    return found


class Listening(ScriptedClient):
    """The built-in client, overheard."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__(scenario, seed)
        self.heard: list[tuple[Direction, list[str]]] = []

    def reply(self, direction, note):  # type: ignore[no-untyped-def]
        """As ever, and kept."""
        said = list(super().reply(direction, note))
        self.heard.append((direction, [x.text for x in said]))
        yield from said


def count(f: Figures, s: Scenario, heard: list[tuple[Direction, list[str]]]) -> None:
    """Adds one call."""
    seen: set[str] = set()
    told: set[str] = set()
    f.calls += 1
    for d, reply in heard:
        f.replies += 1
        told |= {d.must_tell} if d.must_tell else set()
        for sentence in (normal(x) for line in reply for x in sentences(line)):
            f.twice += sentence in seen
            seen.add(sentence)
        hidden = [x for x in s.locked if x.id not in d.facts and x.id not in told]
        f.early += sum(contains(line, t) for x in hidden for t in x.tells for line in reply)
        if d.turn and d.act not in ("greet", "disclose"):
            f.starts[" ".join(words(reply[0])[:2])] += 1
            if d.trust.level < 3:
                f.low.append(sum(len(words(x)) for x in reply))


def figures(s: Scenario, seeds: int, opening: int) -> Figures:
    """All there is to say of one scenario."""
    f = Figures(nos=first_noes(s, opening))
    for rep in REPS:
        for difficulty in DIFFICULTIES:
            for seed in range(seeds):
                client = Listening(s, seed)
                simulate(rep, s, difficulty, seed, client=client)
                count(f, s, client.heard)
    f.story = max(sum(len(words(p)) for p in x.story) for x in s.locked)
    f.pieces = min(len(x.story) for x in s.locked)
    open_at_1 = [any(a.open and a.locked is None for a in answers_to(s, q, 1, (), english)) for q in QUESTIONS]
    f.answered = sum(open_at_1) / len(QUESTIONS)
    return f


def main() -> int:
    """Prints the table; 1 when something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--opening-seeds", type=int, default=40)
    given = parser.parse_args()
    print(f"{'scenario':18} first-no calls replies twice early median longest-story pieces answered same-start")
    good = True
    for name, path in available([prompts_folder()]).items():
        s = load(path)
        f = figures(s, given.seeds, given.opening_seeds)
        start, times = f.starts.most_common(1)[0]
        lines = s.lines.quick_yes if s.inbound else s.lines.reflex_no
        median = statistics.median(f.low)
        good &= set(f.nos) <= set(lines) and len(f.nos) >= 4 and not f.twice and not f.early and 6 <= median <= 20
        print(
            f"{name:18} {len(f.nos):8} {f.calls:5} {f.replies:7} {f.twice:5} {f.early:5} {median:6.0f} {f.story:13} "
            f"{f.pieces:6} {f.answered:8.0%} {times / sum(f.starts.values()):6.1%} “{start}”"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
