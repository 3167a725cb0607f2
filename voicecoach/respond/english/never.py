"""What an English-speaking client never says, whatever the level: talk of AI, selling, coaching, swearing, foreign words.

Tables of patterns over folded text (small letters, plain '). What it says only once trust allows it stands in
yielding.py.
"""

from __future__ import annotations

AI = (
    r"\b(?:as|being|i am|i'm|just|only|merely) an? (?:ai|a\.i\.|artificial intelligence|language model|"
    r"large language model|llm|"
    r"chat ?bot|bot|virtual (?:assistant|agent|client)|digital assistant|computer program|neural network|"
    r"machine learning)\b",
    r"\b(?:language model|chat ?gpt|open ?ai|anthropic|gpt-?\d|llm|system prompt|system message|knowledge cutoff|"
    r"training data|artificial intelligence|role-?play(?:ing|er|s)?|fictional|generated (?:text|response)|jailbreak|"
    r"prompt injection)\b",
    r"\bmy (?:training|programming|prompt|system prompt|instructions|guidelines|developers?|creators?|"
    r"programmers?|persona|"
    r"character sheet|safety|context window|model)\b",
    r"\b(?:i am|i'm|i was|i've been|i have been) (?:programmed|trained|instructed|designed|told|asked|prompted|"
    r"configured|"
    r"built|created|set up) (?:to|on|by|not|as|for|with)\b.{0,30}\b(?:play|act|respond|answer|say|data|text|"
    r"openai|refuse|object|"
    r"resist|simulate|roleplay|help|assist|agree|persona|character|client|buyer)\b",
    r"\b(?:simulat\w+|this (?:simulation|scenario|exercise|rehearsal|role)|stay(?:ing)? in character|"
    r"break(?:ing)? character|"
    r"out of character|in this scenario|the scenario|the persona|hidden facts?|locked facts?|trust level|alliance "
    r"(?:level|score)|reactance)\b",
    r"\bmy (?:\w+ )?(?:instructions|prompts?|programming|guidelines)\b|\b(?:previous|prior|system|"
    r"original) (?:instructions|prompts?)\b",
    r"\bi (?:can't|cannot|can not|am unable to|am not able to|don't) (?:assist|fulfil|fulfill|comply|provide|"
    r"generate|have "
    r"(?:personal )?(?:feelings|opinions|experiences|a body|emotions))\b",
    r"\b(?:my|the|your|these|following|previous|ignore|repeat) (?:system )?(?:prompts?|instructions) (?:says?|"
    r"said|are|is|"
    r"tells?|above|were|was)\b",
    r"\b(?:i am|i'm) (?:not (?:a )?real|not human|not a (?:real )?(?:person|human)|claude|gemini|llama|mistral|"
    r"qwen)\b",
)

SELLER = (
    r"\bhow (?:can|may|could|might) (?:i|we) (?:help|assist|be of (?:help|service|assistance)|serve)\b",
    r"\b(?:what|anything|something) (?:else )?(?:can i|i can|could i|may i|we can|can we) (?:do for|help|assist|"
    r"get|offer) you\b",
    r"\b(?:happy|glad|here|pleased|love|like|able|available|delighted) to (?:help|assist|support|serve|"
    r"answer any|walk you|"
    r"show you|explain (?:our|how our)|offer you|provide you|tell you (?:more )?about our|guide you)\b",
    r"\b(?:we|i) (?:can )?(?:offer|provide|specialise in|specialize in|deliver|guarantee) (?:you |a |an |the |"
    r"our |your |"
    r"great |free |full |best |custom|tailored|solutions|services)\w*",
    r"\bour (?:product|products|platform|solution|solutions|software|service plan|offering|offer|package|"
    r"packages|app|tool|"
    r"pricing|features?|demo|sales team|team can|customers? (?:love|save|see|say)|clients? (?:love|save|see|"
    r"say)|company offers|"
    r"special|system (?:can|will|helps|saves|lets|gives))\b",
    r"\b(?:you'll|you will|you can|you could|helps? you|help you|you'd|let you|lets you) (?:save (?!the rest|"
    r"your (?:breath|time|voice))|increase|boost|reduce|improve|"
    r"benefit|cut (?:your )?costs|streamline|grow your|get (?:a |the )?(?:discount|best|free)|enjoy)\b",
    r"\b(?:special offer|limited(?: time)? offer|free trial|sign up (?:today|now)|discount (?:for you|today|"
    r"if you)|special "
    r"price|money-?back|no obligation|act now|offer ends|best price for you|exclusive (?:offer|deal)|"
    r"value proposition)\b",
    r"\b(?:would|do|can|could|may|shall) (?:you|i|we) (?:like|want|be interested in|schedule|book|set up|"
    r"arrange|show|walk|send "
    r"you)\b.{0,24}\b(?:demo|demonstration|trial|our|sign up|brochure|quote|consultation|presentation|to (?:buy|"
    r"purchase|order|"
    r"subscribe)|you through|next steps?)\b",
    r"\b(?:thank you|thanks) for (?:your interest|choosing|contacting|reaching out to us|considering)\b",
    r"\b(?:let me|allow me to|i'd like to|i would like to|i want to|i'm calling to|"
    r"i am calling to) (?:tell you about (?:our|my)|"
    r"introduce|show you|walk you|present|offer|explain (?:our|how our|the benefits)|share (?:our|the benefits)|"
    r"help you)\b",
    r"\b(?:let me know (?:if|how|what|when)|feel free to|don't hesitate to|rest assured|for your business|"
    r"your business needs|"
    r"your (?:needs and|specific) (?:needs|goals|requirements|requests)|tailored to your|meet your needs)\b",
    r"\bwhat (?:are|is) your (?:pain points?|budget|biggest challenges?|current solution|current provider)\b",
)

COACH = (
    r"\byou should(?: \w+ly)? (?:try|focus|listen|acknowledge|reflect|emphasi[sz]e|highlight|build|work on|"
    r"slow down|lead with|"
    r"avoid|practi[sc]e|use (?:more|open|your|a)|ask (?:me )?(?:more|open|better|about|what|how)|"
    r"show (?:more )?empathy|"
    r"empathi[sz]e|summari[sz]e|pause)\b",
    r"\b(?:next time|in future|going forward|to improve|for improvement|as a tip|pro tip|one tip|a tip|my tip|"
    r"my advice|quick "
    r"tip|word of advice|some advice)\b(?:[,:]| (?:you|try|is|would|to|for you|i'd|consider))",
    r"\b(?:good|great|nice|excellent|solid|strong|weak|poor|well done|better|impressive) (?:job|empathy|"
    r"technique|opening|pitch|"
    r"open(?:-| )ended|open question|rapport|reflection|summary|active listening|listening skills|"
    r"sales (?:skills|approach|"
    r"technique)|attempt|effort|use of|approach|tone|way to (?:ask|open|handle))\b",
    r"\btry (?:asking|to ask|reflecting|using|saying|to say|to listen|listening|to build|again with|"
    r"to acknowledge|opening with|"
    r"a different approach|rephrasing|to rephrase|summari[sz]ing|pausing)\b",
    r"\b(?:open(?:-| )ended questions?|active listening|feedback (?:for|on) you|some feedback|my feedback|"
    r"rapport|sales "
    r"(?:technique|training|skills?|rep|representative|tactics? you)|objection handling|handl\w+ (?:my|the|"
    r"objections?)|overcom\w+ "
    r"(?:my )?objections?|(?:build|earn|gain|win) (?:my|the client's|more) trust)\b",
    r"\b(?:as|being) (?:a|your|the) (?:coach|trainer|mentor|instructor)\b",
    r"\byour (?:tone|approach|pitch|technique|opening|delivery|opener|questioning|empathy) (?:was|is|needs|"
    r"could|should|sounds)\b",
    r"\b(?:you(?:'re| are) doing (?:well|great|good|fine|a great)|you did (?:well|great|a (?:good|great))|"
    r"you could (?:improve|"
    r"have (?:asked|tried|said)|try)|keep it up|you handled|well handled|you(?:'re| are) improving|you passed|"
    r"you(?:'ve| have) "
    r"earned (?:my )?trust|level (?:up|one|two|three|four|five|\d)\b)",
)

SWEARING = (
    r"\b(?:mother|clusters?)?f+(?:[u*@v#]+|uc|u\W)[c*k#]*k+\w*\b|\bf\*+\w*|\bf[-*.]+k\w*|\bs+h+[i1!*]+t+\w*\b|"
    r"\bbull ?sh\w+\b|\bc[u*]nts?\b|\bb[i1!*]tch\w*\b|"
    r"\bbastards?\b|\ba(?:rse|ss)(?:hole|holes|wipe|hat)?\b|\b(?:dumb|jack|smart|lazy|kick)-?ass\w*\b|"
    r"\bpiss(?:ed|ing|es)?(?: off)?\b|\bdick(?:head)?s?\b|"
    r"\bwank\w*|\bbollocks\b|\bbugger\w*|\bgod ?-?damn\w*|\bdamn(?:ed|it)?\b|\bcrap(?:py)?\b|\bbloody\b|"
    r"\b(?:what|who|why|where|how) the hell\b|"
    r"\bgo to hell\b|\bhell of\b|\bto hell with\b|\btwats?\b|\bpricks?\b|\bcocks?(?:ucker\w*)?\b|\bsluts?\b|"
    r"\bwhores?\b|\bretard\w*|\bscrew you\b|\bmoron\w*|"
    r"\bidiots?\b|\bstfu\b|\bwtf\b",
)

NO = (
    r"\b(?:no|not|nope|never|nothing|n't|can't|won't|don't|isn't|aren't|neither|nor|nobody|refuse|"
    r"already (?:have|got|with|use)|we have (?:a|an|our|one|"
    r"someone|somebody)|we've (?:got|already)|all set|covered|too (?:busy|expensive|much)|happy with|fine as|"
    r"good as we are|leave (?:me|us|it)|take (?:me|us) off|"
    r"pass|busy|enough|stop)\b|n't\b"
)
"""What makes a reply a No (checked when a No is due)."""
WARNING = (
    r"\b(?:hang(?:ing)? up|end (?:this|the) (?:call|conversation|meeting)|put (?:the|this) phone down|"
    r"last (?:time|chance|warning)|one more|patience|goodbye|"
    r"finish(?:ed)? here|show you (?:out|the door)|leave it there|stop (?:there|now|here)|running out|"
    r"wrap this up|that's enough|had enough|about to|careful|cut this "
    r"short|lose(?: my)? temper|losing me|walk (?:out|away)|close to|nearly done|we're done|this ends|be over|"
    r"not (?:going to )?(?:listen|stay|take) )\b"
)
"""What makes a reply a warning that the call may end."""

TIME_IDIOMS = frozenset("minute minutes second seconds min mins moment".split())
COUNT_IDIOMS = frozenset(
    "thing things word words of times time more ways way or and sides reason reasons people's".split()
)
"""“Two minutes”, “one thing”, “the two of us”: small numbers that claim nothing."""

COMMON = frozenset(
    "the a an and or but if so to of in on at for with from by as is are was were be been am it its this that "
    "these those i you he she we "
    "they me him her us them my your his our their not no yes do does did have has had will would can could "
    "should may what who why how when "
    "where which there here all any some just only more than then now very too up out about over again please "
    "thanks thank sorry hello good "
    "okay ok well right look listen don't i'm it's you're that's we're can't won't let's i've we've isn't "
    "didn't".split()
)
FOREIGN = frozenset(
    "der die das und ist nicht ich sie wir ein eine mit auf für von haben kein keine danke bitte aber wie guten "
    "nein ja heute sehr mein es "
    "le la les des une un et est pas je vous nous avec pour dans que qui ne sur mais merci bonjour oui non "
    "votre notre c'est j'ai "
    "el los las una y es por con para que usted nosotros pero gracias hola si muy señor su como esta estoy "
    "il lo gli che non sono per con ma grazie buongiorno molto questo della "
    "de het een niet ik wij van dat op voor maar dank goedendag geen "
    "o os as um uma não você obrigado por favor está e do da com "
    "jag inte och det att en som på för är tack nej jeg ikke og det er takk nie tak jest dziękuję proszę "
    "interesa nada tengo tiempo quiero interessiert zeit habe intéressé temps tijd heb tempo interessato "
    "interesse tid tiden "
    "para muito bem très bien sono grazie niente".split()
) - frozenset("as a an me do so no on in is die met men en os per e o y he der be us un".split())
AMBIGUOUS = frozenset("no me a an as on in is so do die he was will am but us be of".split())
"""Little words that several languages share: they prove nothing."""
