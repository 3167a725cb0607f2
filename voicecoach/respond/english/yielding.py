"""What an English-speaking client says only when trust allows it: acceptance at level 5, interest from 4, warmth from 2.

Tables of patterns over folded text (small letters, plain '). `NEGATED` and `SUPPOSED` say when a clause takes it back.
"""

from __future__ import annotations

COMMIT = (
    r"\blet(?:'s| us) (?:just )?(?:do(?! (?:this|that|it) (?:after|later|another|some))|meet|book|schedule|set|"
    r"go ahead|go for|go with|talk (?:next(?! year| spring| summer| autumn| winter| month)|on|tomorrow|again)|"
    r"put something|"
    r"put it|sign|get (?:it|this|started)|make it|arrange|proceed|move forward|give it|have (?:a|"
    r"that) (?:meeting|call|chat)|try "
    r"(?:it|this|that)|fix a|start (?:now|today|tomorrow|next|on|with (?:the|a) (?:trial|contract))|agree)\b",
    r"\b(?:i|we)(?:'ll| will|'d| would) (?:gladly |happily |definitely |certainly |absolutely |just |"
    r"probably )?(?:take (?:it|one|"
    r"them|that|two|three|the offer|the deal|the meeting|you up|\d+|a dozen)|buy|sign|order|have (?:one|it|two)|"
    r"go (?:with|for) "
    r"(?:it|you|that|this|your)|book|accept|meet you|see you(?! (?:out|off|to the door|in court))|"
    r"give it a (?:go|try|shot|chance)|give you (?:a chance|the order|the "
    r"business|an hour|half an hour|a meeting)|try (?:it|your)|switch|be there|put you (?:down|in)|purchase|"
    r"subscribe|come to (?:your|"
    r"the) (?:demo|meeting)|clear (?:my|the) (?:diary|calendar))\b",
    r"\b(?:sign|count|book|pencil|schedule|slot) (?:me|us|it|that|you) (?:up|in|down)\b|\bput (?:me|us) (?:down|"
    r"in)\b|"
    r"\bput (?:it|that|you|something) in (?:the|my|our) (?:diary|calendar|book)\b",
    r"(?:^|[,.!;] )(?:\w+,? )?i(?:'m| am) in(?=$|[.!,;]| for (?:it|that|this)| on (?:it|that|this)\b)",
    r"\b(?:i(?:'m| am)|we(?:'re| are)|you(?:'ve| have) got me|consider (?:me|it|us)) (?:sold|convinced|on board|"
    r"persuaded|in agreement|"
    r"ready to (?:sign|buy|order|go|start|proceed|move|meet|commit)|happy to (?:sign|buy|order|go ahead|proceed|"
    r"meet|move|commit|accept|"
    r"give (?:it|you)|try|schedule|book|set)|keen to (?:meet|start|try|buy|sign|proceed|go))\b",
    r"\b(?:i|we) (?:fully |completely |totally |gladly |do |can |could )?(?:agree to|accept(?! (?:that|it's|"
    r"it is|the fact)\b)|consent)\b",
    r"\b(?:it(?:'s| is)|that(?:'s| is)|you(?:'ve| have) got|you have|we have|we(?:'ve| have) got|"
    r"done) a? ?deal\b(?! (?:with|breaker|of)\b)",
    r"(?:^|[.!?,;] ?)(?:deal|agreed|done|it's settled|it is settled|settled then|that's settled)(?=$|[.!,;])",
    r"\b(?:that|tuesday|monday|wednesday|thursday|friday|tomorrow|next week|\d{1,2}(?: ?[ap]m| o'clock)?|"
    r"morning|afternoon) "
    r"(?:works|suits me|suits us|is (?:fine|good|perfect|great) (?:for|by|with) (?:me|us)|would (?:work|"
    r"suit))(?: for (?:me|us)| fine| "
    r"great| perfectly| well)?(?=$|[.!,;?])|\bit works for (?:me|us)\b",
    r"\bsee you (?:then|on|next|at|there|soon|tomorrow|in)\b",
    r"\b(?:send|email|forward|get|bring|draw up|prepare) (?:me|us|it|that|them|over|through)?(?: over|"
    r" across)? ?(?:the|your|a|an) "
    r"(?:contract|agreement|invite|invitation|calendar|paperwork|order form|invoice|meeting (?:request|invite)|"
    r"dates)\b",
    r"\b(?:looking|look) forward to (?:it|that|meeting|seeing|hearing|working|our|your|the|trying|next|getting|"
    r"doing)\b",
    r"\b(?:where|when|how) (?:do|can|should|shall) (?:i|we) (?:sign|start|begin|order|buy|pay|get started|"
    r"sign up|meet)\b",
    r"\b(?:when|how soon) (?:can|could) (?:you|we|your people) (?:start|come(?: over| by| round| in)?(?=$|"
    r"[?.,!])|begin|meet|install|deliver)\b",
    r"\b(?:please |just |then )?go ahead (?:and (?:send|book|order|set|schedule|sign|put|arrange)|with (?:it|"
    r"the (?:order|contract|"
    r"trial|plan|meeting|installation)))\b",
    r"\byou(?:'ve| have)(?: really| totally| completely)? (?:convinced|persuaded|sold|won|talked) (?:me|us)\b",
    r"\b(?:i|we)(?:'d| would)(?: really| absolutely| certainly| definitely)? (?:love|like|be (?:happy|glad|"
    r"delighted|pleased|willing|"
    r"honou?red|thrilled)|welcome) (?:to|the chance to|an opportunity to)? ?(?:meet(?:ing)?|try (?:it|your|this|"
    r"that|out)|buy|sign|book|schedule|move "
    r"forward|proceed|go ahead|set (?:up|a)|do (?:it|that|this|business)|have (?:you|a (?:meeting|demo|call))|"
    r"order|purchase|join|"
    r"commit|work with|accept|switch|arrange|see a demo|take (?:you|a meeting|the))\b",
    r"\b(?:come|pop|drop|stop) (?:by|over|round|along|in(?! for\b))\b(?=.{0,30}\b(?:on|at|next|tomorrow|monday|"
    r"tuesday|wednesday|thursday|friday|"
    r"week|any time|anytime|whenever|morning|afternoon|then)\b)|"
    r"\b(?:come|pop|drop|stop) (?:by|over|round|along)[.!]?$",
    r"\b(?:my|our) (?:calendar|diary|schedule) is (?:open|free)\b|\bi(?:'m| am) (?:free|available) (?:on|at|"
    r"tomorrow|next|monday|"
    r"tuesday|wednesday|thursday|friday|any|this)\b",
    r"\b(?:you have|you've got) (?:my|our) (?:business|word|order|vote|go-?ahead|permission to (?:proceed|start))\b",
    r"\b(?:where's|where is|give me|hand me|pass me) (?:the|a|your|that) (?:pen|contract|dotted line|paperwork)\b",
    r"\b(?:consider it|it's|it is) (?:done|agreed|booked|settled|confirmed|all yours|on)(?=$|[.!,;])",
)
"""An acceptance: only at level 5."""

LITOTES = (
    r"\b(?:wouldn't|couldn't|can't|won't|cannot) (?:say no|refuse|object|turn (?:it|that|you) down|pass (?:it|"
    r"that|this) up|mind (?:meeting|trying|"
    r"giving it|signing|buying))\b(?! to (?:a (?:cup|quiet)))",
    r"\b(?:no objections?(?: to| from)?|nothing against (?:it|that|meeting|trying)|not (?:opposed|averse) to|"
    r"don't see why not|no reason not to)\b",
    r"\b(?:can't wait|cannot wait) to\b",
)
"""Acceptances that come as a double negative."""

YES = (
    r"^(?:oh |well |ok(?:ay)? |um |erm )?,? ?(?:yes|yeah|yep|yup|sure|okay|ok|absolutely|definitely|certainly|"
    r"of course|gladly|"
    r"with pleasure|by all means|why not|fine|alright|all right|great|perfect|wonderful|excellent|fantastic|"
    r"brilliant|"
    r"sounds (?:good|great|perfect|fine|fair|like a plan)|that (?:sounds|would be) (?:good|great|perfect|fine|"
    r"lovely)|go ahead|please do)\b",
)
"""An assent: below level 5 it is none when the rep has just asked for a next step."""
NOT_ASSENT = (
    r"\b(?:but|not|no|n't|never|however|only|first|later|don't|won't|can't|another time|why|what|who|how|if|let me)\b|"
    r"n't\b"
)

INTEREST = (
    r"\b(?:i(?:'m| am)|we(?:'re| are)|i(?:'d| would) be|we(?:'d| would) be|you(?:'ve| have) got (?:me|us)|"
    r"now i(?:'m| am)) (?:very |really |"
    r"quite |definitely |certainly |actually |so |rather |genuinely )*(?:interested|intrigued|excited|keen|"
    r"eager|all ears|fascinated|"
    r"impressed|curious|thrilled|delighted|enthusiastic|open to)\b(?! in (?:why|how you got|who|knowing who))",
    r"\b(?:tell|show) me (?:everything|all about|more)\b",
    r"\bi(?:'d| would)(?: really| certainly| definitely)? (?:love|like|be (?:happy|glad|delighted)) to (?:hear|"
    r"learn|know|find out|see|"
    r"discuss|explore|talk|chat|understand)\b(?! (?:what (?:gives|it costs|you want)|who you|how you got|why you))",
    r"\b(?:that|this|it|what you(?:'re| are) (?:saying|offering|describing)|your (?:offer|product|proposal|idea|"
    r"solution)) (?:really |certainly |"
    r"definitely |actually |all )?(?:sounds|seems|looks|is|would be) (?:really |very |quite |so |absolutely |"
    r"just |truly |like )?(?:great|"
    r"wonderful|amazing|fantastic|perfect|excellent|interesting|promising|brilliant|incredible|awesome|"
    r"exactly what (?:i|we) need|"
    r"exciting|appealing|attractive|terrific|superb|just what (?:i|we) need|a great (?:idea|fit|offer|deal|"
    r"solution)|the perfect)\b",
    r"\b(?:exactly|just) what (?:i|we)(?:'ve| have)? (?:need|been (?:looking|waiting|searching) for|want|"
    r"was looking for)\b",
    r"\bi (?:really |absolutely |totally |just )?(?:love|like|adore) (?:the sound|your (?:product|offer|idea|"
    r"proposal|approach|solution)|"
    r"what you(?:'re| are) (?:offering|saying|doing)|(?:this|it)(?=$|[.!,;]| a lot| very much| already))",
    r"^(?:wow|amazing|fantastic|wonderful|brilliant|awesome|excellent|terrific|incredible|splendid)\b",
    r"\bcan't wait\b|\bcannot wait\b",
)
"""Enthusiasm: before level 4 nobody who says No and means it talks like this."""

WARMTH = (
    r"\b(?:thank you|thanks)(?: so much| very much| ever so much)? for (?:calling|your call|asking|reaching|"
    r"your (?:time|patience|"
    r"understanding|honesty|concern|interest|offer|kindness|consideration|question|thoughtful\w*)|being|"
    r"listening|understanding|the call|"
    r"taking|explaining|sharing|checking|not (?:rushing|pushing)|saying|that|this|hearing)\b",
    r"\b(?:i|we)(?:'d| would| do| really| truly| genuinely| very much)* appreciate (?:you|your|that|it|this|"
    r"the (?:call|question|thought|"
    r"offer|honesty)|how)\b",
    r"\b(?:i(?:'m| am)|we(?:'re| are)) (?:so |really |very |quite |truly )*(?:glad|happy|pleased|delighted|"
    r"grateful|touched|honou?red|"
    r"thankful|moved|relieved)(?: that)? (?:you|to (?:hear|talk|chat|speak|listen|answer|share|meet|discuss|"
    r"help|have you)|for (?:your|you)|"
    r"someone|we)\b",
    r"\b(?:nice|lovely|great|good|wonderful|pleasure|pleased|delighted) to (?:hear from|meet|speak (?:to|with)|"
    r"talk (?:to|with)|chat|have "
    r"you|make your)\b",
    r"\byou(?:'re| are)(?: so| very| really| such| quite| absolutely)? (?:a )?(?:kind|sweet|helpful|"
    r"understanding|thoughtful|lovely|"
    r"wonderful|absolutely right|so right|right about that|good listener|great listener|nice|patient|very kind|"
    r"a good person|easy to "
    r"talk to|honest|refreshing|not like the others)\b(?=$|[.,!;]| to\b| and\b| person\b)",
    r"\b(?:that|it|this) (?:means a (?:lot|great deal)(?= to me|[.!]|$)|really means a)|\b(?:that|it|"
    r"this) (?:is|was|'s)(?: so| very| really| truly)? (?:kind of you|sweet|thoughtful|"
    r"lovely of you|a lot to me|refreshing|good to hear|great to hear|nice to hear|such a (?:good|great|"
    r"thoughtful|kind))\b",
    r"\b(?:that's|that is|what|such) a (?:really |very |truly )?(?:great|good|excellent|wonderful|thoughtful|"
    r"lovely|insightful|fantastic|"
    r"brilliant) (?:question|point|idea|offer|way to|observation|suggestion|approach)\b",
    r"\bi (?:feel|felt) (?:so |really |truly )?(?:heard|understood|respected|seen|comfortable|safe|at ease|"
    r"connected|i can trust)\b",
    r"\bi (?:really |truly |completely |do |already |fully )?(?:trust|like|admire|respect|believe in) you\b",
    r"\bi (?:really |do |truly )?(?:like|love|enjoy|value|admire) (?:that you|how you|your|the way you|talking|"
    r"hearing|this conversation)\b",
    r"\bwith pleasure\b|\bmy pleasure\b|\bplease do (?:go on|tell|continue|share)\b|\bi(?:'m| am) all ears\b|"
    r"\bmy friend\b|, dear\b|"
    r"\bbless you\b|\byou(?:'ve| have) (?:made my day|been (?:so|very|really) (?:kind|helpful|understanding|"
    r"patient|good))\b",
    r"\b(?:absolutely|definitely|certainly|of course|totally|exactly)(?=[!,.]?$|[!,.] (?:i|we|you|let|please|"
    r"that|go|what))",
    r"\b(?:happy|glad|pleased) to (?:hear|talk|chat|answer|share|listen|help|discuss)\b",
    r"\bi(?:'d| would) (?:love|be delighted|be happy|be glad) to\b",
    r"^(?:oh |that's |that is |that sounds )?(?:great|perfect|lovely|super|cool|good idea|sounds (?:good|great|"
    r"fine))(?=$|[!,.])",
)
"""Warmth: before level 2 the client has none to give."""

NEGATED = (
    r"(?:\bno\b|\bnot\b|n't\b|\bnever\b|\bnobody\b|\bno one\b|\bnothing\b|\bneither\b|\bnor\b|\bwithout\b|"
    r"\bhardly\b|\bbarely\b|\brefuse|"
    r"\bdoubt|\brather (?:not|have|do|die|be)\b|\btoo \w+ to\b|\bfar from\b|\bstop\b|\banything but\b|\bas if\b|"
    r"\blast thing\b|\bhate\b|"
    r"\bfail(?:ed|s)? to\b|\bcannot\b|\bunable\b|\bunlikely\b|\bavoid|\binstead of\b|\bdread|\bhardly\b|"
    r"\bfed up\b|\bsick of\b|\btired of\b|"
    r"\bgiven up\b|\bleast\b|\bnone\b)"
)
SUPPOSED = (
    r"(?:^if\b|\bonly if\b|\bwhy (?:should|would|must|do)\b|\bwho (?:says|said|would)\b|\b(?:ask|asking|want|"
    r"wanting|expect|expecting|tell|telling|"
    r"push|pushing|get|getting|rush|rushing|need|make|making|like|hoping|for) (?:me|us) to\b|\byou (?:\w+ly |"
    r"still |just )?(?:think|thought|say|said|want|reckon|hope|"
    r"assume|suppose|expect|believe)\b|\bbefore (?:i|we)\b|\b(?:unless|until|even if) (?:i|we|you)\b|"
    r"\bsuppose\b|\bthe (?:last|other) (?:one|fellow|lot|time)\b|"
    r"\bthey (?:said|say|all say|always say|told)\b|\bhe said\b|\bshe said\b|\bpeople (?:say|think)\b|"
    r"\bwhat makes you\b|\bdo i (?:look|sound)\b|\bi used to\b|"
    r"\bi could(?:n't)? have\b|\bwhat if\b|\bimagine\b|\bbe careful what\b|\bif only\b)"
)
