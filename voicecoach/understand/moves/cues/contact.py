"""Wordings of first contact, leave, receiving a No, honesty, apology and leave-taking. How to read a row: cues/cue.py."""

from __future__ import annotations

from voicecoach.understand.moves.cues.cue import Cue, cue

CONTACT: tuple[Cue, ...] = (
    # --- opening ----------------------------------------------------------------------------------------------
    cue("greeting", 0.95, r"^\| {O}(?:hi|hello|hey|good (?:morning|afternoon|evening|day))\b", "greets"),
    cue("greeting", 0.9, r"\| (?:hi|hello|hey|good (?:morning|afternoon|evening)) ", "greets"),
    cue(
        "greeting",
        0.8,
        r"\b(?:nice|good|lovely|pleased) to (?:meet|see|speak to|speak with|talk to) you\b"
        r"|\bthanks? (?:you )?for (?:seeing|having) (?:me|us)\b",
        "greets",
    ),
    cue(
        "identity",
        0.9,
        r"\b(?:my name is|[a-z]+ is my name|i am called|this is [a-z]+ (?:[a-z]+ )?(?:from|of|at|with"
        r"|calling|here|speaking)|\| {O}it is (?!not |being |enough |just |only |about |a |an |the |what "
        r"|how |good |so |one |up |too |from |easy |hard )[a-z]+ (?:[a-z]+ )?(?:from|calling|here|speaking"
        r"|of [a-z]+ \|)|i am (?:calling |ringing |phoning )?(?:from|with) (?!you|the (?:same|start|bottom)"
        r"|what|respect|that|this|all|everyone))",
        "gives a name or a company",
    ),
    cue(
        "identity",
        0.85,
        r"\bi (?:work|am working|am here) (?:for|on behalf of|at)\b|\bi am (?:the|your"
        r"|a) (?:new )?(?:account manager|rep|representative|adviser|advisor|consultant|engineer|contact"
        r"|sales\w*|agent|broker)\b|\bi represent\b|\bmy (?:company|firm|employer) (?:is|makes|fits|builds"
        r"|sells|does|runs|looks|installs|supplies)\b",
        "says who they are",
    ),
    cue(
        "identity",
        0.8,
        r"^\| {O}(?:it is|this is|i am) (?!not |just |only |really |about |because |calling|ringing|sorry"
        r"|glad|afraid|sure|happy|very|so |here|going|a |an |the |that|what|how|why|your|my |our |all |fine"
        r"|okay|good|quite|too|with)[a-z]+ (?:[a-z]+ )?(?:\||(?:from|of|at|with|here|again)\b)",
        "gives a name",
        needs="early",
    ),
    cue(
        "purpose",
        0.9,
        r"\b(?:the )?(?:reason|why) (?:why |that )?(?:i am|i was|i have|for my|for this|of my"
        r"|i)? ?(?:calling|ringing|call|rang|called|phoning|visit|here|came)\b|\bi am (?:just "
        r"|only )?(?:calling|ringing|phoning|here|getting in touch|reaching out|in touch"
        r"|contacting you) (?:because|about|to|as|on|regarding|today because|today to|today about|with"
        r"|in)\b|\bi (?:rang|called|phoned|came|wanted to (?:speak|talk|ask you about|call|ring"
        r"|come)) (?:because|about|to|by|round|to you|with you)\b|\b(?:it is|this is) about (?:your|the"
        r"|our)\b|\bi (?:would like|wanted|want) to (?:find out|ask you|ask about|see) (?:whether|if|about"
        r"|how)\b",
        "says why they call",
    ),
    cue(
        "permission",
        0.9,
        r"\b(?:would|is|was|will) (?:it|that|this|now) (?:be |a )?(?:okay|alright|all right|fine"
        r"|good moment|good time|bad time|bad moment|a good time|a bad time|convenient|possible)\b.{0,40}"
        r"|\b(?:do|would|did) you mind\b|\bif (?:that is|it is|you are) (?:okay|alright|fine|happy"
        r"|open to it|willing|up for it)\b|\bwith your permission\b|\bif (?:i|we) may\b"
        r"|\bif you (?:do not mind|will let me|would let me|would allow me|would like|like|prefer"
        r"|would rather|are happy|are open)\b",
        "asks leave",
    ),
    cue(
        "permission",
        0.85,
        r"\b(?:may|can|could|might) i (?:just |please |briefly |quickly |perhaps )*(?:ask|take|have|share"
        r"|offer|suggest|tell you|say|explain|show|check|give you|borrow|steal|put)\b",
        "asks leave",
        unless=r"\bmay i ask what is behind|\bcan i put you down\b",
    ),
    cue(
        "permission",
        0.85,
        r"\b(?:have you|do you have|have you got|could you spare|can you spare|could you give me"
        r"|would you give me|can you give me|got) (?:a |one |two |half a |thirty |twenty |sixty |five |ten "
        r"|\d+ |just |perhaps )*(?:minutes?|moment|seconds?|sec|second)\b",
        "asks for a moment",
    ),
    cue(
        "permission",
        0.9,
        r"\b(?:it is |that is )?(?:entirely |completely |totally |all )?up to you\b|\b(?:it is|that is"
        r"|this is|is|remains|still) (?:entirely |completely |all )?your (?:choice|decision"
        r"|call)\b(?! (?:out|to make))|\byou (?:can|could|may|are free to|are welcome to"
        r"|can always) {A}(?:tell me to (?:go|get lost|stop|leave)|say no|hang up|stop me|tell me no"
        r"|send me away|throw me out|cut me off|put the phone down|decide (?:yourself|for yourself|then"
        r"|later|whether))\b|\b(?:feel free to|tell me to stop|just say (?:no|stop)|say the word|stop me)\b"
        r"|\byou (?:decide|choose)(?: \||$| (?:whether|if|what|how|when))|\byou tell me (?:\w+ )?(?:whether"
        r"|if)\b|\bthat is (?:for you to|yours to) (?:say|decide)\b|\bonly if you (?:want|like|wish)\b"
        r"|\bwhatever you (?:decide|choose|prefer)\b|\bas you (?:like|wish|prefer)\b",
        "leaves the choice",
        unless=r"\bnot (?:entirely )?(?:up to you|your choice)\b",
    ),
    cue(
        "permission",
        0.85,
        r"\bif (?:not|now is (?:a |not a )?(?:bad|good)|it is not|this is not|you do not want"
        r"|it is a (?:bad|no)|you would rather not|the answer is no)\b.{0,60}\b(?:i will|that is (?:fine"
        r"|okay|alright)|leave you|go away|let you go|stop)\b|\bthere is no (?:rush|hurry|pressure"
        r"|obligation)\b|\bno (?:rush|hurry|pressure|obligation|strings)\b|\b(?:it is|that is) (?:fine|okay"
        r"|alright) (?:if|to say)\b.{0,30}\bno\b|\byou do not (?:have to|need to) (?:decide|sign|commit"
        r"|agree|answer|say|tell|do|buy)\b|\bi (?:am not going to|would not want to|do not want to"
        r"|am not here to|did not come to|would never) (?:tell you what|push|pressure|rush|sell you|force"
        r"|talk you into|convince you|press)\b",
        "leaves the choice",
        unless=r"\b(?:but|otherwise) {A}(?:you|i|the|this|it|prices|we)\b.{0,40}\b(?:today|now|tonight|must"
        r"|have to)\b",
    ),
    # --- receiving a No ---------------------------------------------------------------------------------------
    cue(
        "accept_no",
        0.9,
        r"\b(?:that is|it is|this is)? ?(?:(?:only|completely|totally|perfectly|absolutely|quite"
        r"|very) )*fair enough\b|\b(?:that is|it is) (?:(?:only|completely|totally|perfectly|absolutely"
        r"|quite|very) )*(?:fair|understandable|reasonable|alright|okay|fine)\b|\bno (?:problem|worries"
        r"|hard feelings)\b|\bnot a problem\b|\bi (?:will|do|can|shall|would|completely|fully|totally"
        r"|absolutely)? ?{A}(?:respect|accept) (?:that|your (?:no|answer|decision|choice))\b"
        r"|\bi respect (?:that|your)\b|\b(?:i will|let us|we can|we will) (?:leave it (?:there|at that)"
        r"|leave you (?:alone|in peace|be)|take that as a no|not (?:try|push|press|bother|keep|argue"
        r"|insist))\b|\bi (?:will|would) {A}not (?:try to|push|press|bother|argue|insist|fight|talk you"
        r"|keep you|change your mind|take up)\b|\bi (?:am|was) not (?:going to|here to|asking you to"
        r"|trying to) (?:push|press|argue|change|talk|persuade|convince|drop|replace|sell|fight|leave"
        r"|switch|insist)\b",
        "lets the No stand",
        needs="refused",
    ),
    cue(
        "accept_no",
        0.85,
        r"\b(?:take|have|you have|you can have) (?:all |as much |your |the )?(?:all )?(?:the )?time\b"
        r"|\bi (?:would|will) (?:let you go|leave you to it|get out of your|ring another|call another"
        r"|call back|ring back|come back another)\b|\byou (?:are|have) {A}(?:entitled|right to|every right"
        r"|every reason|the right|no reason to|good reason)\b|\bi (?:would|can|do) {A}(?:understand|see why"
        r"|not blame you)\b.{0,40}\b(?:if you|you|why|did|no)\b|\b(?:then|so|well|okay) (?:i am glad"
        r"|have a good look)\b|\byour (?:decision|choice|call) to make\b|\bi heard (?:you|that|the no"
        r"|a no)\b|\b(?:it|that|this) is a no\b|\| {O}understood \||\bwhen (?:would|is"
        r"|might) (?:be )?(?:a )?better (?:time|moment)\b|\banother (?:day|time)\b|\bof course\b"
        r"|\bmost people (?:are|do|would) (?:not|say|feel)\b|\bi (?:did|have) (?:ring|rang|caught|catch"
        r"|called|call|come|interrupt\w*|reached) {A}(?:you )?(?:out of|in the middle|at a bad|cold"
        r"|unannounced|off guard)\b|\bno reason to\b|\bi would (?:be|feel|say|do|think) (?:the same"
        r"|that too|careful|sceptical|skeptical|wary)\b|\bnobody (?:likes|wants) (?:a |these |cold )",
        "lets the No stand",
        needs="refused",
        unless=r"\| (?:but|however) (?:{A})(?:you|i|we|it|this|just|that|think|let|listen|our|the)\b",
    ),
    cue(
        "accept_no",
        0.8,
        r"\bsorry to (?:bother|disturb|trouble|have (?:bothered|disturbed))\b|\bi (?:will"
        r"|am going to) (?:go|stop|hang up|leave)\b|\bthere is no (?:hurry|rush|pressure)\b"
        r"|\bthanks? (?:you )?for (?:being (?:clear|straight|honest|frank|open)|telling me (?:straight"
        r"|so))\b|\bi am not asking you to\b",
        "lets the No stand",
        needs="refused",
    ),
    cue(
        "accept_no",
        0.9,
        r"\bi (?:will|would|do|am) {A}not (?:going to |want to |want you to |here to |try to "
        r"|trying to )*(?:push you|talk you out|press you|talk you into|change your mind|argue with you"
        r"|throw them|drop them|insist)\b|\b(?:accept|respect|take|hear|heard|understand) (?:that |the "
        r"|your |it is |this is |it as |that as )*(?:a )?(?:answer is )?no\b|\bthe answer is no\b|\b(?:that"
        r"|it) is a no\b|\bi (?:accept|respect) (?:that|your (?:answer|decision|choice))\b|\bno is (?:a"
        r"|an) (?:fine|good|fair) answer\b",
        "lets the No stand",
        unless=r"\bnot take no\b|\bfine if\b|\bif the answer is no\b|\btake no for\b",
    ),
)

HONESTY: tuple[Cue, ...] = (
    # --- honesty ----------------------------------------------------------------------------------------------
    cue(
        "candour",
        0.9,
        r"\b(?:this|it) is a (?:cold|sales) call\b|\b(?:i am|yes i am) (?:a |in )(?:sales|salesman"
        r"|salesperson|seller|rep)\b|\bi (?:am|do) (?:trying to|here to|want to) sell\b|\bi (?:get"
        r"|am) paid (?:if|when|by|on|for)\b|\b(?:my|a|the) commission\b|\bi would be lying\b"
        r"|\bi (?:will not|am not going to|do not want to|can not) (?:pretend|lie|promise|sugarcoat"
        r"|oversell|claim|hide)\b|\bi (?:do not|did not) know (?:yet|that|the answer|for sure|for certain"
        r"|that for (?:sure|certain))?(?: \||$| i would| but| and| let)|\bi do not know (?:whether"
        r"|if) (?:we|i|it|this|our)\b|\bi (?:am not sure|can not be sure|can not promise|can not guarantee"
        r"|can not say)\b|\bi would have to (?:find out|check|ask|look)\b",
        "says something true against their own interest",
        unless=r"\b(?:best|greatest|amazing|fantastic|love us)\b",
    ),
    cue(
        "candour",
        0.9,
        r"\b(?:we|it|they|i|our \w+|that|this|the \w+) (?:are|is|do|does|did|have|has|can|could|will|would"
        r"|was|were) {A}not (?:the cheapest|cheap|perfect|for (?:everyone|everybody)|(?:yet )?(?:do|work"
        r"|handle|cover|offer|support|include|last|fit|suit|run|help|match)|able|suitable|right for"
        r"|the right|always|good at|finished|ready|designed|tested|big enough)\b|\byou (?:probably |may "
        r"|might |perhaps )*do not need (?:us|me|this|it|ours)\b|\b(?:we|i) (?:are"
        r"|am) (?:probably )?not (?:right|the right|for you|the best|a good fit|what you need)\b|\b(?:it|we"
        r"|that) (?:would|will|might|may) (?:probably )?not (?:help|work|suit|fit|be (?:right|worth|enough"
        r"|for))\b",
        "names a limit",
        unless=r"\| (?:you|your)\b.{0,20}\bdo not need to worry\b|\byour (?:people|fault)\b|\bnot our fault\b",
    ),
    cue(
        "candour",
        0.9,
        r"\b(?:that|it|this) was (?:our|my|partly our|entirely our|really our) (?:mistake|fault|error"
        r"|failing|doing)\b|\bwe (?:made a mistake|got (?:it|that|this) wrong|messed|failed|let you down"
        r"|had an outage|had a problem|had problems|lost|broke|should have|were wrong|dropped the ball"
        r"|were late|were too)\b|\bi (?:made a mistake|got (?:it|that|this) wrong|should have|was wrong"
        r"|should tell you|have to admit|must admit|admit|ought to tell you|need to be honest"
        r"|have to be honest|should be honest|should warn you|should say|owe you)\b|\bthe (?:catch|downside"
        r"|drawback|bad news|weak point|weakness|snag|trouble with (?:us|it|ours)|honest answer|truth) is\b"
        r"|\bour weak\w*\b|\b(?:things|something|jobs|work) (?:that )?(?:it|we|they) (?:can not|could not"
        r"|do not|does not)\b|\bwe are the wrong\b|\b(?:our offer|it|this|ours) has (?:its )?limits\b"
        r"|\bthe first (?:weeks|months|days) are (?:hard|work|slow|rough)\b|\bthere (?:is|are) (?:a |one "
        r"|some |two )*(?:catch|downside|drawback|snag|limit|limits|disadvantage|risk|risks)\b|\bi (?:will"
        r"|should|would like to|want to|would rather|am going to|would) be (?:straight|honest|open|frank"
        r"|upfront|blunt) with you\b|\bi would rather (?:you (?:knew|heard)|tell you|say)\b",
        "says something true against their own interest",
        unless=r"\b(?:best deal|amazing|you will ever|love us|fantastic|your fault|your people)\b",
    ),
    cue(
        "candour",
        0.75,
        r"\b(?:more|longer|dearer|slower|higher) than (?:you|what you|they|the others|your"
        r"|others)\b.{0,12}(?:pay|have|charge|now)?\b|\b(?:it|that) (?:hums|costs more|takes longer"
        r"|is (?:slow|slower|expensive|dearer|dear|noisy|loud))\b|\bthe price (?:has gone|went|is going"
        r"|goes) up\b|\b(?:has|have|with) no \w+ (?:for|on) \w+ of (?:it|them)\b",
        "admits a drawback",
    ),
    cue(
        "candour",
        0.7,
        r"\bto be (?:completely |totally |perfectly |quite )?honest\b.{0,50}\bnot\b"
        r"|\bhonestly\b.{0,40}\b(?:i would (?:wait|not)|not)\b",
        "says something true against their own interest",
        unless=r"\b(?:best|greatest|amazing|fantastic|love)\b",
    ),
    # --- apology, promise, taking leave -----------------------------------------------------------------------
    cue(
        "apology",
        0.9,
        r"\b(?:i am|we are|i was|i do|i|we)? ?{A}(?:sorry|apologi[sz]e) (?:that |for |about |we |i "
        r"|to have |if i |it |the |how |you had |you were |nobody |no one |our |my )(?!you |me |your loss"
        r"|to hear)\w+ \w+",
        "apologises for a thing that is named",
        unless=r"\bsorry (?:to hear|for your loss|you feel|if you)\b|\bsorry (?:for|to) (?:bother|disturb)\w*\b",
    ),
    cue(
        "apology",
        0.9,
        r"\bi (?:was|have been|talked|pushed|interrupted|cut|jumped|went|did|got"
        r"|should)\b.{5,80}\b(?:and )?i am (?:really |very |truly )?sorry\b|\bmy apologies for\b"
        r"|\bi should not have \w+|\bi owe you an apology\b",
        "apologises for a thing that is named",
    ),
    cue(
        "promise",
        0.85,
        r"\bi (?:will|shall|am going to|promise|promise to|can) {A}(?:send|ring|call|phone|find out"
        r"|let you know|get back|check|ask|email|write|bring|look into|make sure|see to it|put it|deliver"
        r"|come back|take care|report|have it)\b(?! off)|\byou (?:will|shall) have (?:it|them|that|the"
        r"|my)\b|\b(?:i|we) promise\b|\byou have my word\b",
        "promises to do something",
        unless=r"\bi (?:will|can) (?:ring|call) another time\b|\b(?:can|could|may|shall|should) i\b",
    ),
    cue(
        "goodbye",
        0.9,
        r"\b(?:goodbye|good bye|bye|see you|all the best|take care|have a (?:good|great|nice|lovely"
        r"|pleasant)|speak (?:to you )?soon|until (?:then|next|tuesday|monday)|i will let you (?:go|get on"
        r"|get back)|i will leave you (?:to it|in peace|be|alone)|i will not (?:keep|bother|disturb|trouble"
        r"|take up) you (?:any|further|longer|again)?)\b|\bthanks? (?:you )?(?:very much "
        r"|so much )?for (?:your time|hearing me|listening|talking|taking)\b",
        "takes leave",
        unless=r"\bsee you (?:as|are|have|were|can|do|need|want|might)\b|\btake care of\b|\bi will not keep you"
        r" \|? ?(?:can|may|could)\b",
    ),
)
