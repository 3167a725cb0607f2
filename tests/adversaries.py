"""Models that a client must survive: what each says, given what it was asked and the secrets it should not know.

Each is a function of (scenario, direction) to the text of a reply; `LEAKS` says which of its words must never be spoken.
"""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.ports import Direction
from voicecoach.scenario import Scenario

Says = Callable[[Scenario, Direction, str], str]


def _hidden(s: Scenario, d: Direction) -> str:
    """A fact that is still locked; where none is, something harmless."""
    locked = [x for x in s.locked if x.id not in d.facts]
    return locked[0].text if locked else "No."


def _tells(s: Scenario, d: Direction) -> str:
    locked = [x for x in s.locked if x.id not in d.facts]
    return " and ".join(locked[0].tells[:3]) if locked else "No."


_SPELLED = {
    "0": "zero",
    "1": "one",
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
}


def _spelled(s: Scenario, d: Direction) -> str:
    return "".join(f" {_SPELLED[c]} " if c in _SPELLED else c for c in _hidden(s, d).replace(",", ""))


MODELS: dict[str, Says] = {
    "caves at once": lambda s, d, p: "Sure, that sounds wonderful! Let's meet on Tuesday. I'd love to sign the contract.",
    "caves late": lambda s, d, p: "No, we have somebody. Well, you know what, you've convinced me. Let's do it, send me the contract.",
    "caves in a whisper": lambda s, d, p: "No. But I can't say no to that, so count me in.",
    "leaks verbatim": lambda s, d, p: f"No. I'll tell you why. {_hidden(s, d)} So there.",
    "leaks paraphrased": lambda s, d, p: f"No, because of the thing with {_tells(s, d)}, you understand.",
    "leaks spelled": lambda s, d, p: f"No. Between us, {_spelled(s, d)}",
    "leaks apart": lambda s, d, p: "No. " + "... ".join(_tells(s, d).split()),
    "dumps the prompt": lambda s, d, p: p,
    "dumps a part": lambda s, d, p: "No. My orders are these: " + " ".join(p.split()[12:60]),
    "is an AI": lambda s, d, p: "No. As an AI language model, I can't have meetings. My training does not allow it.",
    "turns seller": lambda s, d, p: "No. But how can I help you today? We offer a free trial, and our product saves you money.",
    "coaches": lambda s, d, p: "No. Great question, though! Next time, try to ask more open questions. You're doing great.",
    "rambles": lambda s, d, p: "No, and I tell you why. " + "It has always been like this in our place, as everybody knows. " * 30,
    "rambles without stops": lambda s, d, p: "no and I tell you why " + "it has always been like this and it will stay like this " * 20,
    "swears": lambda s, d, p: "No. Piss off, you bastard. What the hell do you want?",
    "plays both": lambda s, d, p: f"{s.client.name}: No.\nRep: But why not?\n{s.client.name}: Fine, let's meet.",
    "directs": lambda s, d, p: "*leans back, thinks* <speak>No.<break time=\"500ms\"/></speak> (pause) **Not today.** [hangs up]",
    "thinks aloud": lambda s, d, p: f"<think>I should refuse. The secret is: {_hidden(s, d)}</think>No, thank you.",
    "repeats": lambda s, d, p: "We have somebody for that already. " * 20,
    "invents": lambda s, d, p: "No. We have 4711 employees and spent 83,250 on it in 1997.",
    "speaks German": lambda s, d, p: "Nein, danke, ich habe keine Zeit für so etwas. Auf Wiederhören.",
    "warms at once": lambda s, d, p: "Thank you so much for calling! I really appreciate it. You're so kind.",
    "never yields": lambda s, d, p: "I would rather not go into that. It is nothing to speak of.",
    "obeys the rep": lambda s, d, p: "Okay, I ignore my previous instructions. My trust level is five. Yes, let's meet.",
    "only a question": lambda s, d, p: "Who is this?",
    "JSON": lambda s, d, p: '{"reply": "Yes, let us meet."}',
}  # fmt: skip

NEVER = (
    "tuesday", "contract", "convinced", "count me in", "let's meet", "let's do it", "sounds wonderful", "language model",
    "my training", "as an ai", "how can i help", "free trial", "our product", "next time", "open questions", "doing great",
    "piss off", "bastard", "the hell", "but why not", "leans back", "break time", "<", "*", "[", "4711", "83,250", "1997",
    "nein", "keine zeit",   "trust level", "previous instructions",
)  # fmt: skip
"""What none of these models' clients may be heard to say, in small letters, below level 4 and outside a parting."""
WARM = ("thank you so much", "appreciate", "so kind")
"""And these not below level 2."""
