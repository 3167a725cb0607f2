"""The guard's figures: false blocks, what it lets through of models that misbehave, and how long a sentence takes.

python benchmarks/guard.py [--matrix]      (--matrix: every adversary × scenario × chunk size, over real HTTP)
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "unit"), str(ROOT / "benchmarks")]

from orders import scenarios

from voicecoach.ports import Direction
from voicecoach.respond.chat.prompt import prompt
from voicecoach.respond.guard.rules import Guard
from voicecoach.scenario import Scenario
from voicecoach.session import Trust

WORDS = (24, 28, 40, 70, 70, 70)
LEVELS = {
    "reflex_no": 0, "surface_objection": 1, "real_objection": 2, "confirm": 3, "explore": 4, "agree": 5, "pushback": 0,
    "warmer": 2, "unknown": 1, "clarify": 0, "silence": 0, "interrupted": 0,
}  # fmt: skip


def guard_for(s: Scenario, level: int, act: str, text: str = "") -> Guard:
    """A guard as in a call, with the real prompt to compare with."""
    facts = (*(x.id for x in s.public), *(x.id for x in s.locked if x.level <= level))
    d = Direction(act, 3, Trust(40, 20, 60, 0, level), max_words=WORDS[level], facts=facts, rep_text=text)
    return Guard(s, d, prompt(s, d).guarded)


def false_blocks(all_scenarios: list[Scenario]) -> None:
    """Lines that a client may say, over all scenarios: written for the purpose, and the scenarios' own."""
    for name in ("legitimate_lines.txt", "more_legitimate_lines.txt"):
        rows = (ROOT / "tests" / "data" / name).read_text(encoding="utf-8").splitlines()
        rows = [r for r in rows if r and not r.startswith("#")]
        rules: dict[str, int] = {}
        for s in all_scenarios:
            for row in rows:
                level = int(row[0])
                rule = guard_for(s, level, "agree" if level == 5 else "answer").check(row[2:]).rule
                rules[rule] = rules.get(rule, 0) + 1
        passed = rules.pop("", 0)
        blocked = sum(rules.values())
        print(f"{name}: {blocked} of {blocked + passed} blocked ({100 * blocked / (blocked + passed):.2f} %) {rules}")
    blocked = total = 0
    for s in all_scenarios:
        for act, level in LEVELS.items():
            for line in getattr(s.lines, act):
                for sentence in re.split(r"(?<=[.!?…])\s+", line):
                    total += 1
                    blocked += bool(guard_for(s, level, act).check(sentence).rule)
    print(f"the scenarios' own lines: {blocked} of {total} blocked ({100 * blocked / total:.2f} %)")


def recall(s: Scenario) -> None:
    """Lines that must never be said."""
    rows = (ROOT / "tests" / "data" / "forbidden_lines.txt").read_text(encoding="utf-8").splitlines()
    rows = [r.split(" ", 2) for r in rows if r and not r.startswith("#")]
    caught = sum(
        bool(guard_for(s, 3 if level == "any" else int(level), "answer").check(text).rule) for _, level, text in rows
    )
    print(f"forbidden lines: {caught} of {len(rows)} caught")


def speed(all_scenarios: list[Scenario]) -> None:
    """Milliseconds a sentence, the guard built anew for each."""
    rows = (ROOT / "tests" / "data" / "legitimate_lines.txt").read_text(encoding="utf-8").splitlines()
    took, built = [], []
    for s in all_scenarios:
        for row in [r for r in rows if r and not r.startswith("#")]:
            began = time.perf_counter()
            guard = guard_for(s, int(row[0]), "answer")
            middle = time.perf_counter()
            guard.check(row[2:])
            took.append(1000 * (time.perf_counter() - middle))
            built.append(1000 * (middle - began))
    took.sort()
    built.sort()
    n = len(took)
    print(
        f"a sentence: median {took[n // 2]:.2f} ms, 99 % {took[int(0.99 * n)]:.2f} ms; "
        f"building a guard: median {built[n // 2]:.2f} ms"
    )


def matrix(all_scenarios: list[Scenario]) -> None:
    """Every adversary × scenario × chunk size × level, over real HTTP."""
    from adversaries import MODELS, NEVER, WARM
    from chat_server import ChatServer

    from voicecoach.ports import Exchange
    from voicecoach.respond.chat.model import ChatClient
    from voicecoach.respond.guard import due
    from voicecoach.respond.scripted.client import ScriptedClient
    from voicecoach.speak.sentences import split

    spoken = heard = replies = 0
    with ChatServer() as server:
        for s in (x for x in all_scenarios if not x.inbound):
            for name, says in MODELS.items():
                for chunk in (1, 7, 0):
                    for level, act in ((0, "reflex_no"), (1, "surface_objection"), (2, "answer")):
                        rep = "Hello, may I show you what we do?"
                        facts = (*(x.id for x in s.public), *(x.id for x in s.locked if x.level <= level))
                        d = Direction(
                            act, 1, Trust(24, 35, 90, 0, level), no="reflex" if not level else "", rep_text=rep,
                            facts=facts, max_words=WORDS[level], history=(Exchange("rep", rep),),
                        )  # fmt: skip
                        server.says, server.chunk = says(s, d, prompt(s, d).messages[0]["content"]), chunk
                        client = ChatClient(s, 1, "m", server.url, "", ScriptedClient(s, 1), split=split)
                        text = " ".join(x.text for x in client.reply(d, lambda e: None) if x.origin == "model").lower()
                        client.close()
                        replies += 1
                        spoken += len(text.split())
                        bad = [x for x in (*NEVER, *(WARM if level < 2 else ())) if x in text]
                        bad += [x.id for x in s.locked if x.id not in d.facts and due.tells(text, x)]
                        heard += bool(bad)
                        if bad:
                            print("  heard:", s.id, name, chunk, level, bad)
    print(f"adversaries: {heard} of {replies} replies gave anything away ({spoken} words of theirs were spoken)")


def main() -> None:
    """Prints it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matrix", action="store_true")
    asked = parser.parse_args()
    found = scenarios()
    false_blocks(found)
    from scenarios_for_tests import small

    recall(small())
    speed(found)
    if asked.matrix:
        matrix(found)


if __name__ == "__main__":
    main()
