"""The English bank: lines any client may fall back on when a scenario has no more of its own.

Each list has lines that fit everyone (`any`) and lines in one manner (`clipped`, `formal`, `warm`). None
names a product, a figure or a fact, so that none can give a secret away or contradict a scenario.
"""

from __future__ import annotations

from voicecoach.respond.bank_replies_en import (
    ABOUT_ASKING,
    ASKS_AGAIN,
    ASKS_AGAIN_WHOLE,
    AT,
    BEGINS_ITSELF,
    CHECKS,
    DAYS,
    HOURS,
    LEANING,
    REPLIES,
    SAYS_AGAIN,
    WHENS,
)
from voicecoach.respond.words_en import (
    ASKING_FIRST,
    ASKING_PAIRS,
    BEFORE_PLURALS,
    FILLERS,
    MODIFIERS,
    NOT_ECHOED,
    NOUNS,
    TURNED,
    WANTS_A_FACT,
)

__all__ = [
    "ABOUT_ASKING",
    "ASKING_FIRST",
    "ASKING_PAIRS",
    "ASKS_AGAIN",
    "ASKS_AGAIN_WHOLE",
    "AT",
    "BEFORE_PLURALS",
    "BEGINS_ITSELF",
    "CHECKS",
    "DAYS",
    "ECHO_CLOSED",
    "ECHO_OPEN",
    "ENDS",
    "ENDS_NO",
    "FILLERS",
    "HELLO",
    "HOURS",
    "LEANING",
    "LINES",
    "MODIFIERS",
    "NOT_ECHOED",
    "NOUNS",
    "OPENERS",
    "SAYS_AGAIN",
    "TURNED",
    "WANTS_A_FACT",
    "WHENS",
]  # fmt: skip

LINES: dict[str, dict[str, tuple[str, ...]]] = {
    **REPLIES,
    "greet_back": {
        "any": (
            "Speaking.",
            "Yes, that's me.",
            "Yes, you have the right person. Who is this?",
            "Yes, hello.",
        ),
        "formal": ("You have reached the right person. How may I know you?",),
        "warm": ("That's me, hello.",),
    },
    "reflex_no": {
        "any": (
            "No, really, not for us.",
            "I've said no already.",
            "It's still no.",
            "Nothing has changed, we're not interested.",
            "I don't want it, thank you.",
            "No, and I'd like to leave it there.",
            "We don't need anything of that sort.",
            "That's not something I'm going to talk about today.",
            "I'm not the right one to sell to.",
            "My answer hasn't moved. No.",
        ),
        "clipped": ("Not interested, still.", "No, nothing today.", "We're not buying."),
        "formal": (
            "I am afraid the answer remains no.",
            "I must decline, as I have done.",
            "No, I do not wish to pursue this.",
        ),
        "warm": (
            "It's kind of you to ring, but no.",
            "No, bless you, it's not for me.",
            "I don't like to keep saying no, but no.",
        ),
    },
    "surface_objection": {
        "any": (
            "I have other things to see to first.",
            "It would only be one more thing on the list.",
            "I don't see what would be different.",
            "We manage, one way or another.",
            "This isn't the moment for something new.",
            "I've heard that sort of thing before.",
            "We have our way of doing it, and people are used to it.",
            "Somebody always has to carry the change, and it's never the seller.",
            "I'd have to explain it to everybody here.",
            "It sounds simple, and then it never is.",
            "Where would I find the time for that?",
            "What we have isn't perfect, but we know its faults.",
            "I'm not convinced it's for people like us.",
            "There's always a catch further down the page.",
            "I'd need a better reason than that.",
        ),
        "clipped": (
            "It runs. I leave it alone.",
            "Too much trouble for what it is.",
            "I have enough on my desk.",
        ),
        "formal": (
            "Our present arrangement is adequate.",
            "There are procedures here, and they take time.",
            "I do not see the necessity at present.",
        ),
        "warm": (
            "I'm sure it's very good, but we're used to what we have.",
            "I'd feel bad changing it now.",
            "I haven't got the head for it just at the minute.",
        ),
    },
    "real_objection": {
        "any": (
            "What worries me is what comes after people like you have gone.",
            "I'd have to stand behind it, and I'm not sure that I can.",
            "It's not the thing itself. It's what it might set off here.",
            "I have reasons to be careful, and they're not on any price list.",
            "If it went badly, it would come back to me and nobody else.",
            "I've trusted too quickly before, so I go slowly now.",
            "There's more to it than I've said so far.",
            "I'd rather be sure than be quick.",
            "The risk would be mine, not yours.",
            "I keep thinking of who would have to live with it.",
            "Something has to be put right before I can think of something new.",
            "It would take more than a good offer to bring me round.",
            "I need to know where I'd stand if it failed.",
            "I can't have another thing go wrong on my watch.",
        ),
        "clipped": ("It would land on me.", "I don't get two chances at this."),
        "formal": ("My hesitation is not about the terms.", "I would have to answer for it, you understand."),
        "warm": ("I lie awake over less than this, you know.", "I'd hate to get it wrong again."),
    },
    "confirm": {
        "any": (
            "Yes, you have understood it.",
            "That's what I meant, yes.",
            "I couldn't have put it differently.",
            "Yes, that's the heart of it.",
            "You have it right.",
            "That's just how it is.",
            "Quite so, you haven't missed anything.",
        ),
    },
    "explore": {
        "any": (
            "What would the first week of that look like?",
            "I'd want to begin with something small.",
            "It would have to work for the people who use it, not only for me.",
            "Suppose we tried it in one corner first.",
            "And if it didn't work out, how would we get back?",
            "I can picture it, if nobody is hurried.",
            "Who from your side would be there while it was being done?",
            "I could see it working if it took some load off somebody.",
            "There are one or two people I'd like to hear on that.",
            "That's worth a thought, I'll admit.",
            "I'd sooner change one thing well than five things badly.",
            "Let me think aloud for a second. It might fit in the spring.",
            "How would we know, you and I, that it was working?",
            "I like it better the plainer it gets.",
            "What would you need from me for that?",
        ),
    },
    "agree": {
        "any": (
            "All right, let's do that, on the condition that nobody is hurried.",
            "Yes, I'll do that, provided you bring what we talked about and nothing else.",
            "Agreed, so long as it stays as small as you said.",
        ),
    },
    "warn": {
        "any": (
            "I'm going to stop this in a moment if it goes on like that.",
            "I haven't much patience left, and I'd use it well.",
            "One more step in that direction and I'm gone.",
            "Let me be clear, I'm close to ending this.",
            "This isn't going anywhere, and I won't sit here much longer.",
        ),
    },
    "hang_up": {
        "any": (
            "That's enough for me. Goodbye.",
            "I'm ending this here. Goodbye.",
            "I did say. Goodbye.",
            "No more of this, thank you. Goodbye.",
        ),
    },
    "polite_end": {
        "any": (
            "I have to go now. Thank you for your time.",
            "I must leave it there, I'm expected elsewhere. Goodbye.",
            "Our time is up, I'm afraid. Goodbye.",
        ),
    },
    "farewell": {
        "any": (
            "Thank you for leaving it at that. Goodbye.",
            "Goodbye, then, and no hard feelings.",
            "All right. Goodbye to you.",
            "Thank you for ringing off so kindly. Bye.",
        ),
    },
    "final_no": {
        "any": (
            "It's no, and I mean it this time.",
            "I've thought about it, and it's no for good.",
            "I won't change my mind on this one. No.",
            "No, and that's not a way of asking for more.",
        ),
    },
    "clarify": {
        "any": (
            "I don't quite see what you mean.",
            "Can you say that another way?",
            "What are you getting at?",
            "You'll have to explain that to me.",
            "I'm not sure I follow.",
            "What do you mean by that?",
            "I don't know what I'm supposed to say to that.",
            "That has nothing to do with anything here, has it?",
            "We seem to be talking about different things.",
            "Let's stay with what you rang about.",
        ),
    },
    "silence": {
        "any": (
            "Hello?",
            "Are you still with me?",
            "I'm waiting.",
            "Did I lose you?",
            "Well?",
            "It has gone very quiet at your end.",
            "Shall we leave it at that, then?",
            "You were about to say something.",
            "I can't hear anything.",
            "Take your time, but I haven't got all day.",
        ),
    },
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
}

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
