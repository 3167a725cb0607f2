"""More of the English bank: what answers one kind of turn, where the lines of bank_en fit any.

Which push it was, a step proposed too early, a question whether it was understood rightly, and the words
before a story. As in bank_en, no line names a product, a figure or a fact.
"""

from __future__ import annotations


def _any(*lines: str) -> dict[str, tuple[str, ...]]:
    return {"any": lines}


REPLIES: dict[str, dict[str, tuple[str, ...]]] = {
    "pushback_to_pressure": _any(
        "I don't care to be hurried.",
        "Slow down.",
        "Your deadline isn't mine.",
        "If it can't wait, then it's not for me.",
        "I'd listen better if you pushed less.",
    ),
    "pushback_to_argue": _any(
        "I'm not going to argue with you.",
        "With respect, that's for me to judge.",
        "That may be how you see it.",
        "You're telling me I'm wrong, and you hardly know me.",
        "I didn't say it to be corrected.",
    ),
    "pushback_to_pitch": _any(
        "You're selling, and I haven't asked to buy.",
        "I didn't ask for that.",
        "That sounded as if you had said it to ten others today.",
        "Everything is wonderful when it's for sale.",
        "That's a lot of words about you.",
    ),
    "pushback_to_advise": _any(
        "Let me decide that for myself.",
        "You'd do it differently. I'm sure you would.",
        "I didn't ask what I should do.",
        "It's easy to give advice from there.",
    ),
    "pushback_to_close_early": _any(
        "You're ahead of yourself.",
        "That's going too fast for me.",
        "A date, before I've said yes to anything?",
        "I haven't agreed to anything yet.",
        "Let's not get the diary out.",
    ),
    "pushback_to_assume": _any(
        "That's your guess.",
        "You're taking a good deal for granted.",
        "I haven't said that anything is wrong.",
        "You're ahead of what I've told you.",
    ),
    "pushback_to_ignore": _any(
        "You haven't answered me.",
        "I asked you something just now.",
        "That went straight past what I said.",
        "You've stopped listening, I think.",
    ),
    "pushback_to_flattery": _any("You can leave the compliments out.", "Flattery isn't going to help."),
    "pushback_to_leading_q": _any(
        "You've put the answer in the question.", "There's only one answer allowed, is there?"
    ),
    "pushback_to_canned": _any("Did you learn that sentence somewhere?", "That could have been said to anybody."),
    "pushback_to_insult": _any("There's no call for that.", "Mind how you talk to me.", "That was rude."),
    "pushback_to_deceive": _any("I don't believe that.", "We both know that isn't so."),
    "not_yet": _any(
        "Let's not put a date on it yet.",
        "I'm not at the diary yet.",
        "Not yet. I'm still thinking.",
        "You're a step ahead of me there.",
        "We'll come to dates when I'm sure of it.",
        "I won't say yes to that today, and I'm not saying no.",
    ),
    "checked": _any(
        "More or less, yes.",
        "That's about right.",
        "Near enough.",
        "Yes, you could put it like that.",
        "Yes, I think that's fair.",
    ),
    "checked_cool": _any("If you like.", "You could say so.", "More or less.", "Roughly, yes."),
    "thinking": _any(
        "I'd have to think about that one.",
        "I don't have a ready answer to that.",
        "Let me think. I'm not sure.",
        "That's not a thing I say quickly.",
        "I'd be making it up if I answered that now.",
    ),
    "concede": _any("Maybe so.", "That may be.", "I won't argue with that.", "True.", "Could be."),
    "story": _any(
        "I'll tell you how it was.",
        "All right, I'll tell you.",
        "I don't usually tell people this.",
        "Let me tell you something, then.",
    ),
    "story_more": _any("There's something else you should know.", "That's not all of it.", "There's more to it."),
}

BEGINS_ITSELF = frozenset({"and", "between", "come", "okay", "shall", "so", "you"})
"""A story with one of these among its first two words needs nothing before it."""

CHECKS = (
    "have i got that right", "did i get that right", "did i miss", "is that right", "is that it", "is that fair",
    "is that about right", "am i right", "have i understood", "did i understand", "is that how it is",
)  # fmt: skip
"""The rep asks whether it understood."""

ASKS_AGAIN = (
    "repeat that", "say that again", "did you say", "didn't catch", "did not catch", "didn't hear", "did not hear",
    "come again", "couldn't hear", "could not hear", "say it again", "repeat it", "repeat please",
)  # fmt: skip
ASKS_AGAIN_WHOLE = frozenset({"sorry", "pardon", "excuse me", "what", "sorry what", "pardon me", "i beg your pardon"})
"""The rep did not hear."""
SAYS_AGAIN = ("I said: {line}", "What I said was: {line}", "Once more, then. {line}")

LEANING = frozenset({"that", "because"})
"""An answer that begins with one of these leans on the question: it says nothing after another sentence."""

ABOUT_ASKING = frozenset({"ask", "asked", "asks", "asking", "question", "questions"})
"""A warm line with one of these answers a question, and nothing else."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow")
HOURS = ("eight", "nine", "ten", "eleven", "twelve", "one", "two", "three", "four", "five", "six", "seven", "noon")
AT = frozenset({"at", "around", "about"})
WHENS = ("{when}, then.", "{when} is all right.", "{when} will do.")
"""Takes up the day and the hour that the rep proposed."""
