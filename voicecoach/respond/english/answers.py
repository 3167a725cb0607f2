"""Lines that answer what the rep just did, whatever the act: an interruption, a question that cannot be answered,
a push, a step proposed too early, a question whether it was understood rightly, a test that was met.

They are written as in lines.py: none names a product, a figure or a fact.
"""

from __future__ import annotations


def _any(*lines: str) -> dict[str, tuple[str, ...]]:
    return {"any": lines}


ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "interrupted": {
        "any": (
            "May I finish?",
            "I hadn't got to the end of that.",
            "You cut me off there.",
            "I was in the middle of a sentence.",
            "Hear me out, please.",
            "You're talking over me.",
            "Wait, I was still speaking.",
            "If you let me end a sentence, you may learn something.",
        ),
    },
    "unknown": {
        "any": (
            "I don't know that.",
            "I wouldn't want to guess.",
            "I can't tell you that from here.",
            "That's a good question, and I have no answer to it.",
            "I've never looked into it.",
            "I'd have to ask somebody.",
            "You've got me there.",
            "I couldn't give you a number or a name for that.",
            "That one I'll leave open.",
            "It has never come up, so I can't say.",
        ),
    },
    "parry": {
        "any": (
            "I'd rather not go into that.",
            "That's nothing for a first conversation.",
            "We don't know each other well enough for that.",
            "Let's leave that where it is.",
            "I don't think that is your concern just yet.",
            "There's a story there, and I'm not telling it now.",
            "Ask me something easier.",
            "I'll keep that one to myself for the time being.",
        ),
    },
    "again": {
        "any": (
            "I've answered that one.",
            "I told you that a moment ago.",
            "You asked me that before.",
            "It's the same answer as last time.",
            "We've been over that.",
            "You've heard what I have to say on that.",
            "I've nothing to add to what I said about it.",
        ),
    },
    "repeat": {
        "any": (
            "You said that already, word for word.",
            "That's the same sentence as before.",
            "You've told me that once.",
            "Saying it twice doesn't help.",
            "We're going round in circles, you and I.",
            "Are you reading that off something?",
            "I heard you the first time.",
            "Again the same thing.",
        ),
    },
    "pushback": {
        "any": (
            "That's no way to win me over.",
            "You're not making it easier for yourself.",
            "I don't like where this is going.",
            "Let's not do it like that.",
            "You're losing me with that.",
            "That doesn't help.",
            "I'd leave that, if I were you.",
        ),
        "clipped": ("No lectures, please.", "You're pushing."),
        "formal": ("I should prefer not to be steered.", "That was a little forward."),
        "warm": ("Now you're pushing me, and I don't like it.", "Oh dear, that's not the way."),
    },
    "challenge": {
        "any": (
            "Is that so? Can you show me that in black and white?",
            "That doesn't sound right to me. Are you sure of it?",
            "I find that hard to believe. Say it again, and mean it.",
            "Careful, I can look that up. Is it true?",
            "I've heard otherwise. Do you stand by that?",
            "Really? I'd want to see proof of that.",
        ),
    },
    "warmer": {
        "any": (
            "That's about how it is.",
            "You've been listening, I can tell.",
            "I hadn't expected you to see that.",
            "Well, that's true enough.",
            "You're not far off.",
            "There's something in that.",
            "I suppose I haven't said that out loud before.",
            "It's a relief when somebody doesn't argue.",
            "I notice you let me talk.",
            "That's a fair way of putting it.",
            "You could say that.",
        ),
        "clipped": ("Fair.", "True enough."),
        "formal": ("That is perceptive of you.", "I appreciate that you put it like that."),
        "warm": ("Bless you, yes, that's it.", "It's nice to be asked, for once."),
    },
    "told": {
        "any": (
            "Well, now you know.",
            "That's the whole of it, there's no more to tell.",
            "I've told you how it was.",
            "You know the rest of it by now.",
            "I don't tell that twice.",
        ),
    },
    "resume": {
        "any": ("Where was I.", "As I was telling you.", "To go on with it.", "So, where I'd got to."),
    },
    "test_met": {
        "any": (
            "All right, that was a fair answer.",
            "Good, I can do something with that.",
            "I respect that.",
        ),
    },
    "test_failed": {
        "any": (
            "That wasn't what I asked.",
            "I had hoped for something better.",
            "You have set us back there.",
        ),
    },
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
