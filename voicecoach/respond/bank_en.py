"""The English bank: lines any client may fall back on when a scenario has no more of its own.

Each list has lines that fit everyone (`any`) and lines in one manner (`clipped`, `formal`, `warm`). None
names a product, a figure or a fact, so that none can give a secret away or contradict a scenario.
"""

from __future__ import annotations

from voicecoach.respond.words_en import (
    ASKING_FIRST,
    ASKING_PAIRS,
    BEFORE_PLURALS,
    FILLERS,
    MODIFIERS,
    NOUNS,
    TURNED,
    WANTS_A_FACT,
)

__all__ = [
    "ASKING_FIRST", "ASKING_PAIRS", "BEFORE_PLURALS", "ECHO_CLOSED", "ECHO_OPEN", "ENDS", "ENDS_NO",
    "FILLERS", "HELLO", "LINES", "MODIFIERS", "NOUNS", "OPENERS", "TURNED", "WANTS_A_FACT",
]  # fmt: skip

LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "greet_back": {
        "any": (
            "Speaking.",
            "Yes, that is me.",
            "Yes, you have the right person. Who is this?",
            "Yes, hello.",
        ),
        "formal": ("You have reached the right person. How may I know you?",),
        "warm": ("That is me, hello.",),
    },
    "reflex_no": {
        "any": (
            "No, really, not for us.",
            "I have said no already.",
            "It is still no.",
            "Nothing has changed, we are not interested.",
            "I do not want it, thank you.",
            "No, and I would like to leave it there.",
            "We do not need anything of that sort.",
            "That is not something I am going to talk about today.",
            "I am not the right one to sell to.",
            "My answer has not moved. No.",
        ),
        "clipped": ("Not interested, still.", "No, nothing today.", "We are not buying."),
        "formal": (
            "I am afraid the answer remains no.",
            "I must decline, as I have done.",
            "No, I do not wish to pursue this.",
        ),
        "warm": (
            "It is kind of you to ring, but no.",
            "No, bless you, it is not for me.",
            "I do not like to keep saying no, but no.",
        ),
    },
    "surface_objection": {
        "any": (
            "I have other things to see to first.",
            "It would only be one more thing on the list.",
            "I do not see what would be different.",
            "We manage, one way or another.",
            "This is not the moment for something new.",
            "I have heard that sort of thing before.",
            "We have our way of doing it, and people are used to it.",
            "Somebody always has to carry the change, and it is never the seller.",
            "I would have to explain it to everybody here.",
            "It sounds simple, and then it never is.",
            "Where would I find the time for that?",
            "What we have is not perfect, but we know its faults.",
            "I am not convinced it is for people like us.",
            "There is always a catch further down the page.",
            "I would need a better reason than that.",
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
            "I am sure it is very good, but we are used to what we have.",
            "I would feel bad changing it now.",
            "I have not got the head for it just at the minute.",
        ),
    },
    "real_objection": {
        "any": (
            "What worries me is what comes after people like you have gone.",
            "I would have to stand behind it, and I am not sure that I can.",
            "It is not the thing itself. It is what it might set off here.",
            "I have reasons to be careful, and they are not on any price list.",
            "If it went badly, it would come back to me and nobody else.",
            "I have trusted too quickly before, so I go slowly now.",
            "There is more to it than I have said so far.",
            "I would rather be sure than be quick.",
            "The risk would be mine, not yours.",
            "I keep thinking of who would have to live with it.",
            "Something has to be put right before I can think of something new.",
            "It would take more than a good offer to bring me round.",
            "I need to know where I would stand if it failed.",
            "I cannot have another thing go wrong on my watch.",
        ),
        "clipped": ("It would land on me.", "I do not get two chances at this."),
        "formal": ("My hesitation is not about the terms.", "I would have to answer for it, you understand."),
        "warm": ("I lie awake over less than this, you know.", "I would hate to get it wrong again."),
    },
    "confirm": {
        "any": (
            "Yes, you have understood it.",
            "That is what I meant, yes.",
            "I could not have put it differently.",
            "Yes, that is the heart of it.",
            "You have it right.",
            "That is just how it is.",
            "Quite so, you have not missed anything.",
        ),
    },
    "explore": {
        "any": (
            "What would the first week of that look like?",
            "I would want to begin with something small.",
            "It would have to work for the people who use it, not only for me.",
            "Suppose we tried it in one corner first.",
            "And if it did not work out, how would we get back?",
            "I can picture it, if nobody is hurried.",
            "Who from your side would be there while it was being done?",
            "I could see it working if it took some load off somebody.",
            "There are one or two people I would like to hear on that.",
            "That is worth a thought, I will admit.",
            "I would sooner change one thing well than five things badly.",
            "Let me think aloud for a second. It might fit in the spring.",
            "How would we know, you and I, that it was working?",
            "I like it better the plainer it gets.",
            "What would you need from me for that?",
        ),
    },
    "agree": {
        "any": (
            "All right, let us do that, on the condition that nobody is hurried.",
            "Yes, I will do that, provided you bring what we talked about and nothing else.",
            "Agreed, so long as it stays as small as you said.",
        ),
    },
    "warn": {
        "any": (
            "I am going to stop this in a moment if it goes on like that.",
            "I have not much patience left, and I would use it well.",
            "One more step in that direction and I am gone.",
            "Let me be clear, I am close to ending this.",
            "This is not going anywhere, and I shall not sit here much longer.",
        ),
    },
    "hang_up": {
        "any": (
            "That is enough for me. Goodbye.",
            "I am ending this here. Goodbye.",
            "I did say. Goodbye.",
            "No more of this, thank you. Goodbye.",
        ),
    },
    "polite_end": {
        "any": (
            "I have to go now. Thank you for your time.",
            "I must leave it there, I am expected elsewhere. Goodbye.",
            "Our time is up, I am afraid. Goodbye.",
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
            "It is no, and I mean it this time.",
            "I have thought about it, and it is no for good.",
            "I will not change my mind on this one. No.",
            "No, and that is not a way of asking for more.",
        ),
    },
    "clarify": {
        "any": (
            "I do not quite see what you mean.",
            "Can you say that another way?",
            "What are you getting at?",
            "You will have to explain that to me.",
            "I am not sure I follow.",
            "What do you mean by that?",
            "I do not know what I am supposed to say to that.",
            "That has nothing to do with anything here, has it?",
            "We seem to be talking about different things.",
            "Let us stay with what you rang about.",
        ),
    },
    "silence": {
        "any": (
            "Hello?",
            "Are you still with me?",
            "I am waiting.",
            "Did I lose you?",
            "Well?",
            "It has gone very quiet at your end.",
            "Shall we leave it at that, then?",
            "You were about to say something.",
            "I cannot hear anything.",
            "Take your time, but I have not got all day.",
        ),
    },
    "interrupted": {
        "any": (
            "May I finish?",
            "I had not got to the end of that.",
            "You cut me off there.",
            "I was in the middle of a sentence.",
            "Hear me out, please.",
            "You are talking over me.",
            "Wait, I was still speaking.",
            "If you let me end a sentence, you may learn something.",
        ),
    },
    "unknown": {
        "any": (
            "I do not know that.",
            "I would not want to guess.",
            "I cannot tell you that from here.",
            "That is a good question, and I have no answer to it.",
            "I have never looked into it.",
            "I would have to ask somebody.",
            "You have got me there.",
            "I could not give you a number or a name for that.",
            "That one I shall leave open.",
            "It has never come up, so I cannot say.",
        ),
    },
    "parry": {
        "any": (
            "I would rather not go into that.",
            "That is nothing for a first conversation.",
            "We do not know each other well enough for that.",
            "Let us leave that where it is.",
            "I do not think that is your concern just yet.",
            "There is a story there, and I am not telling it now.",
            "Ask me something easier.",
            "I will keep that one to myself for the time being.",
        ),
    },
    "again": {
        "any": (
            "I have answered that one.",
            "I told you that a moment ago.",
            "You asked me that before.",
            "It is the same answer as last time.",
            "We have been over that.",
            "You have heard what I have to say on that.",
            "I have nothing to add to what I said about it.",
        ),
    },
    "repeat": {
        "any": (
            "You said that already, word for word.",
            "That is the same sentence as before.",
            "You have told me that once.",
            "Saying it twice does not help.",
            "We are going round in circles, you and I.",
            "Are you reading that off something?",
            "I heard you the first time.",
            "Again the same thing.",
        ),
    },
    "pushback": {
        "any": (
            "You are ahead of yourself.",
            "I did not ask for that.",
            "Let me decide that for myself.",
            "You are selling, and I have not asked to buy.",
            "That is going too fast for me.",
            "You do not know that, you are guessing.",
            "I would listen better if you pushed less.",
            "That may be how you see it.",
            "Slow down.",
            "I do not care to be hurried.",
            "You have stopped listening, I think.",
            "That sounded as if you had said it to ten others today.",
            "I am not going to argue with you.",
            "With respect, that is for me to judge.",
        ),
        "clipped": ("No lectures, please.", "You are pushing."),
        "formal": ("I should prefer not to be steered.", "That was a little forward."),
        "warm": ("Now you are pushing me, and I do not like it.", "Oh dear, there comes the sales talk."),
    },
    "warmer": {
        "any": (
            "That is about how it is.",
            "You have been listening, I can tell.",
            "I had not expected you to see that.",
            "Well, that is true enough.",
            "You are not far off.",
            "There is something in that.",
            "I suppose I have not said that out loud before.",
            "It is a relief when somebody does not argue.",
            "I notice you let me talk.",
            "That is a fair way of putting it.",
            "You could say that.",
        ),
        "clipped": ("Fair.", "True enough."),
        "formal": ("That is perceptive of you.", "I appreciate that you put it like that."),
        "warm": ("Bless you, yes, that is it.", "It is nice to be asked, for once."),
    },
    "told": {
        "any": (
            "Well, now you know.",
            "That is the whole of it, there is no more to tell.",
            "I have told you how it was.",
            "You know the rest of it by now.",
            "I do not tell that twice.",
        ),
    },
    "resume": {
        "any": ("Where was I.", "As I was telling you.", "To go on with it.", "So, where I had got to."),
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
            "That was not what I asked.",
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
    "{np}, is it?",
    "{np}, you say.",
    "So this is about {np}.",
    "{np}, right.",
    "You say {np}.",
    "{np}, well.",
    "It is {np} now, is it?",
    "{np}, everybody comes to me with that.",
)
"""Takes up a noun phrase of the rep's while the client is closed. Each fits one thing and many things."""

ECHO_OPEN = (
    "{np}, yes.",
    "Yes, {np}, that is part of it.",
    "You said {np}, and that stayed with me.",
    "{np}, that is a fair point.",
    "Now that you say {np}.",
    "It comes back to {np}, yes.",
    "{np}, quite.",
)

OPENERS = (
    "Look", "Well", "Honestly", "As things are", "To be plain", "Between the two of us", "All the same",
    "Even so", "However you put it", "Let me say it like this", "I can only repeat myself, but", "Once more",
)  # fmt: skip
"""With the ends below: what is left when every written line has been said. Twelve times twelve wordings."""

ENDS_NO = (
    "my answer is no", "I do not want this", "I am not going to change anything", "we are not interested",
    "this is not for me", "there is nothing here for you", "I will not be talked into it", "it stays a no",
    "no means no in this house", "I am not buying", "we do not need it", "I cannot say yes to that",
)  # fmt: skip
ENDS = (
    "it is not as simple as that", "I am not there yet", "I would have to think about it",
    "I see it differently", "there is more to it", "it is not the right time",
    "I would need to understand it first", "I am in no hurry",
    "we shall see", "I have my doubts", "that is how it looks from here", "I do not know what else to say",
)  # fmt: skip
