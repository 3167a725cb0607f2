"""A small scenario for tests of the client's side, so that they do not depend on what coaches write in prompts/."""

from __future__ import annotations

from typing import Any

from voicecoach.scenario import Scenario


def lines(word: str, n: int = 5) -> list[str]:
    """Lines that nobody could confuse."""
    ordinals = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return [f"{word} line {ordinals[i]}." for i in range(n)]


def small(**changes: Any) -> Scenario:
    """A ferry company's harbour master, rung about mooring sensors; `changes` replace top-level keys."""
    data: dict[str, Any] = {
        "id": "harbour",
        "title": "The harbour and the sensors",
        "channel": "cold_call",
        "difficulty": "medium",
        "brief": {
            "who": "You sell sensors.",
            "offer": "A mooring sensor.",
            "why": "They have old ropes.",
            "want": "A visit.",
        },
        "client": {
            "name": "Ingrid Dahl",
            "role": "harbour master",
            "company": "Skarvik Harbour",
            "character": "Dry, exact, tired of gadgets.",
            "manner": "plain",
        },
        "opening": "The phone rings in the harbour office.",
        "truth": {
            "worry": "A rope snapped and a deckhand lost a finger.",
            "worry_words": ["rope", "deckhand"],
            "decides": "The council.",
            "decides_words": ["council"],
            "openness": 2,
        },
        "world": ["harbour", "ropes", "quay", "ferry", "mooring"],
        "public": [
            {"id": "quays", "text": "There are three quays.", "asked": ["how many quays"], "says": ["Three quays."]}
        ],
        "locked": [
            {
                "id": "finger",
                "text": "In March a rope snapped and a deckhand lost a finger.",
                "level": 3,
                "tells": ["rope snapped", "lost a finger", "deckhand"],
                "story": ["In March a mooring rope snapped.", "A deckhand lost a finger. I was on the quay."],
                "asked": ["what happened"],
            },
            {
                "id": "council",
                "text": "The council has 40,000 kroner left and decides in May.",
                "level": 4,
                "tells": ["40,000", "council decides", "in may"],
                "story": ["The council has forty thousand left, and decides in May."],
                "asked": ["who decides"],
            },
        ],
        "answers": [{"asked": ["how long have you"], "says": ["Eleven years."]}],
        "lines": {
            name: lines(name.replace("_", " "), 10 if name in ("surface_objection", "real_objection") else 5)
            for name in (
                *("greet", "surface_objection", "real_objection", "confirm", "explore", "agree", "warn"),
                *("hang_up", "polite_end", "farewell", "clarify", "silence", "interrupted", "unknown"),
                *("pushback", "warmer"),
            )
        }
        | {"reflex_no": ["No, thank you.", "We are not interested.", "No, nothing today.", "Not for us, no."]},
        "tests": [
            {
                "id": "honest",
                "kind": "hard_question",
                "says": ["How many harbours have sent it back?"],
                "met_by": ["candour", "answer"],
                "failed_by": ["pitch", "argue", "ignore"],
                "met": ["That was straight."],
                "failed": ["So you will not say."],
            },
            {
                "id": "later",
                "kind": "delay",
                "says": ["Perhaps next year."],
                "met_by": ["accept_no", "reflect"],
                "failed_by": ["pressure"],
                "met": ["Good of you."],
                "failed": ["No rush, I said."],
            },
        ],
        "final_no": {
            "chance": 0.2,
            "level": 1,
            "because": "The harbour is being sold.",
            "says": ["We are closing. The answer is no.", "No. It is decided."],
        },
        "next_step": "An hour on the quay next week.",
        "earns": "Asking about the people on the quay.",
        "loses": "A gadget pitch.",
        "product": {
            "name": "Moorguard",
            "facts": ["It measures the pull on a rope."],
            "prices": ["200 a month"],
            "not_true": ["It prevents every break."],
        },
    }
    return Scenario.model_validate({**data, **changes})
