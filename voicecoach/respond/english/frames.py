"""Sentences that are put together with the rep's own words, the cues they go by, and what is left when all is said."""

from __future__ import annotations

HELLO: dict[str, tuple[str, ...]] = {
    "good morning": ("Morning.", "Good morning."),
    "good afternoon": ("Afternoon.", "Good afternoon."),
    "good evening": ("Evening.", "Good evening."),
    "hello": ("Hello.",),
    "hi": ("Hello.",),
}
"""What the client greets back with, by how the rep greeted."""

ECHO_CLOSED = (
    "So this is about {np}.",
    "I wasn't expecting to talk about {np} today.",
    "Everybody comes to me with {np}.",
    "And what do you know about {np}?",
    "Why do you bring up {np}?",
    "Let's leave {np} out of it.",
)
"""Takes up a noun phrase of the rep's while the client is closed. Each fits one thing and many things."""

ECHO_OPEN = (
    "Yes, {np}, that is part of it.",
    "You said {np}, and that stayed with me.",
    "It comes back to {np}, yes.",
    "It's a good deal to do with {np}, yes.",
    "I do think about {np} more than I say.",
)

OPENERS = (
    "Look", "Well", "Honestly", "As things are", "To be plain", "Between the two of us", "All the same",
    "Even so", "However you put it", "Let me say it like this", "I can only repeat myself, but", "Once more",
)  # fmt: skip
"""With the ends below: what is left when every written line has been said. Twelve times twelve wordings."""

ENDS_NO = (
    "my answer is no", "I don't want this", "I'm not going to change anything", "we're not interested",
    "this isn't for me", "there's nothing here for you", "I won't be talked into it", "it stays a no",
    "no means no in this house", "I'm not buying", "we don't need it", "I can't say yes to that",
)  # fmt: skip
ENDS = (
    "it's not as simple as that", "I'm not there yet", "I'd have to think about it",
    "I see it differently", "there's more to it", "it's not the right time",
    "I'd need to understand it first", "I'm in no hurry",
    "we shall see", "I have my doubts", "that's how it looks from here", "I don't know what else to say",
)  # fmt: skip

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
