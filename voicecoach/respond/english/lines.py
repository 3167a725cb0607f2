"""Lines for the acts of a call, from the greeting to the end: what any client may fall back on when a scenario has no
more of its own.

Each list has lines that fit everyone (`any`) and lines in one manner (`clipped`, `formal`, `warm`). None
names a product, a figure or a fact, so that none can give a secret away or contradict a scenario.
"""

from __future__ import annotations

CALL: dict[str, dict[str, tuple[str, ...]]] = {
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
    # A word while the answer is still being thought of.
    "slow_closed": {
        "any": ("Look…", "Hm.", "Listen…", "Now, look."),
        "clipped": ("Right.", "Look."),
        "formal": ("Well, now.", "Let me see."),
        "warm": ("Oh, well…", "Oh dear."),
    },
    "slow_open": {
        "any": ("Hm.", "Well…", "Let me think.", "That's a point."),
        "clipped": ("Hm, all right.",),
        "formal": ("Let me consider that.",),
        "warm": ("Oh, that's a thought.", "Well, now…"),
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
}
