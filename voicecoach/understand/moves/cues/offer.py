"""Wordings of selling and of building: pitch, next step, insight, another view, options, summary, stock phrases."""

from __future__ import annotations

from voicecoach.understand.moves.cues.cue import Cue, cue

SELLING: tuple[Cue, ...] = (
    cue(
        "pitch",
        0.75,
        r"\b(?:let me|i want to|i would like to|i will) (?:just )?(?:tell you|show you"
        r"|talk) (?:all )?about (?:our|my|the) (?!(?:\w+ )?(?:outage|mistake|limits?|downside|problem"
        r"|failure))|\bwe (?:offer|provide) (?:a |an |the )?(?:full|wide|whole|complete|best|great)\b"
        r"|\byou need (?:our|ours)\b|\b(?:buy|order|take) (?:ours|it) (?:now|today)\b"
        r"|\bwhat we do is we (?:provide|offer)\b",
        "presents the offer",
    ),
    cue(
        "pitch",
        0.5,
        r"\b(?:our|my|the new|the latest) (?:new |latest |award winning |unique )*(?:product|solution"
        r"|platform|service|system|software|app|terminals?|device|devices|package|heat pumps?|tool|tools"
        r"|range|technology|customers|clients|company|offer|contract|programme|program|plan|team|experts"
        r"|prices|rates|features|machines?|units?)\b (?:is|are|does|do|will|can|cuts?|saves?|gives?|has"
        r"|have|helps?|love|loves|comes?|offers?|makes?|lets?|allows?|never|always|works?|that|which"
        r"|includes?|outperforms?|provides?|automates?|reduces?)",
        "praises the offer",
    ),
    cue(
        "pitch",
        0.5,
        r"\bwe (?:also |can |will |do |have |only |always )*(?:offer|provide|deliver|guarantee|specialise"
        r"|specialize|are (?:the (?!wrong|right|same|ones)|number one|a leading|experts|market)"
        r"|have (?:the best|over|more than|a (?:fantastic|great|special|unique|brand))|save|cut|reduce"
        r"|help (?:companies|businesses|people|shops|hospitals|customers|firms)|give you|do you a)\b"
        r"|\bwhat we do is\b",
        "presents the offer",
    ),
    cue(
        "pitch",
        0.5,
        r"\b(?:best|leading|number one|cutting edge|state of the art|world class|award winning"
        r"|revolutionary|unique|fantastic|amazing|incredible|unbeatable|unmatched|top of the range"
        r"|game changer|game changing|market leader|fastest|cheapest|all in one|premium|superior|special"
        r"|exclusive|perfect for|worth every penny|finest|most (?:advanced|reliable|efficient|modern)"
        r"|best on the market|on the market|industry)\b (?!of luck|thing|to (?:reach|call|do)|time|for you"
        r"|way|person)",
        "superlatives",
    ),
    cue(
        "pitch",
        0.5,
        r"\b(?:save|saves|saving|saved) (?:you |your \w+ |them |people |customers |businesses |hundreds "
        r"|thousands |up to |a |great |good |deal |of |lots |lot |so |much )*(?:money|time|hundreds"
        r"|thousands|a fortune|a lot|hours|\d+|thirty|twenty|fifty|ten|half|percent|every)\b|\b(?:cuts?"
        r"|reduces?|halves?|lowers?|slash\w*|boosts?|increases?|doubles?) (?:your |the |their )(?:costs?"
        r"|bills?|expenses|paperwork|time|turnover|sales|revenue|profits?|downtime|energy)\b"
        r"|\bhow much (?:money |time )?you (?:could|can|would|will) save\b",
        "promises savings",
    ),
    cue(
        "pitch",
        0.5,
        r"\b(?:free (?:installation|trial|delivery|setup|of charge|month|demo)|no (?:setup|hidden"
        r"|extra) (?:fees?|costs?)|(?:\w+ )?year (?:guarantee|warranty)|warranty|money back|discount"
        r"|special price|special offer|two for one|dedicated account manager|round the clock"
        r"|\d+ percent off|features|benefits|return on investment|roi|lower prices?|faster service"
        r"|better rates?|efficient|automatic updates|comes with)\b",
        "sales points",
    ),
    cue(
        "pitch",
        0.5,
        r"\b(?:with (?:our|us|our \w+|this)|you) (?:you )?(?:will )?(?:get|receive|enjoy|benefit from"
        r"|love it|love this)\b|\bi have (?:got )?(?:a|an|the|some|just the) (?:\w+ )?(?:offer|deal|product"
        r"|solution|thing|proposal|opportunity)\b|\byou (?:will|are going to) (?:love|be amazed"
        r"|be delighted)\b|\b(?:ours|our \w+|it) (?:never|always) (?:breaks?|fails?|works?|goes)\b|\b(?:our"
        r"|these|the) \w+ (?:absolutely |really |all )*(?:love|loves|rave)\b|\bit (?:does|handles"
        r"|takes care of|automates|runs|covers) (?:all|everything|it all|that)\b|\byou need (?:our|ours)\b"
        r"|\bsign up\b.{0,12}\b(?:today|now|free)\b",
        "sells",
    ),
    cue(
        "hypothetical_close",
        0.9,
        r"\b(?:if|suppose|supposing|say|imagine|assuming|let us say) (?:that )?(?:i|we) (?:could |can "
        r"|were able to |would |will |managed to |did |were to )?{A}(?:solve|solved|show|showed|fix|fixed"
        r"|prove|proved|get|got|do|did|match|matched|take|took|give|gave|offer|offered|make|made|halve"
        r"|halved|cut|guarantee|guaranteed|bring|drop|lower|lowered|remove|removed|reduce|save"
        r"|saved)\b.{0,70}\b(?:would|will|could) you {A}(?:buy|sign|be interested|be willing|go ahead"
        r"|consider|switch|say yes|agree|commit|do it|take it|move|be ready|order|be open|join|be in)\b",
        "a close that costs the client nothing to say yes to",
    ),
    cue(
        "hypothetical_close",
        0.85,
        r"\b(?:would|will) you {A}(?:buy|sign|go ahead|say yes|switch|commit) (?:today |now |then "
        r"|it )?if (?:i|we)\b|\bwhat would it take to (?:earn|get|win) your business\b",
        "a close that costs the client nothing to say yes to",
    ),
    cue(
        "next_step",
        0.9,
        r"\b(?:visit|meet|see|ring|call|phone) you (?:again )?(?:on|next|this) (?:monday|tuesday|wednesday"
        r"|thursday|friday|week|month)\b|\b(?:could|can|shall|should|may|might|would|what if|how about"
        r"|why do not|let us|let me|i could"
        r"|i can|i would like to|i want to|we could|we can|when can|when could) (?:we |i |you |us "
        r"|it be )?(?:please |maybe |perhaps |just |also |{A})*(?:meet|book|schedule|arrange|set up"
        r"|come (?:by|round|over|in|and|to|along|out)|visit|drop by|drop in|stop by|put (?:it |something "
        r"|fifteen |half |an |a |\d+ )?(?:\w+ )*in the (?:diary|calendar)|fix (?:a |the )?(?:date|day|time"
        r"|meeting)|find (?:a |half |an |\w+ )*(?:minutes|hour|slot|date|time)|send (?:you|over|across)"
        r"|sign|get you (?:signed|started)|get started|do (?:the|a) (?:paperwork|trial|demo|pilot|site"
        r"|contract)|start (?:the |a |with a )?(?:trial|pilot|test)|see you|ring you (?:in|on|back|again"
        r"|next)|call you (?:in|on|back|again|next)|sit down|go ahead|have (?:a|another) (?:meeting|look"
        r"|call|chat)|show you (?:on|next|this|it on|a demo))\b",
        "proposes a next step",
        unless=r"\bcome back to (?:that|this|what)\b|\bcan i (?:come|go) back to (?:something|what)\b"
        r"|\bnothing\b.{0,10}\bsign\b|\bbefore we sign\b",
    ),
    cue(
        "next_step",
        0.85,
        r"\b(?:would|will|are|do) you (?:be )?(?:like me to|want me to|up for|open to|free|available"
        r"|happy to|willing to|okay with|able to|prepared to|interested in|like to)\b.{0,160}\b(?:visit"
        r"|meeting|meet|demo|trial|call|ring|coffee|monday|tuesday|wednesday|thursday|friday|next week"
        r"|tomorrow|morning|afternoon|pilot|test|appointment|draft|send|come|september|january|spring"
        r"|autumn|month)\b|\b(?:minutes|half an hour|an hour|meeting|visit|demo|appointment"
        r"|call)\b.{0,20}\b(?:on|next|this) (?:monday|tuesday|wednesday|thursday|friday|week|month|morning"
        r"|afternoon)\b|\bi (?:could|can|would|will) (?:come|ring|call|visit|drop|be|bring|send"
        r"|see)\b.{0,30}\b(?:monday|tuesday|wednesday|thursday|friday|next week|tomorrow|half an hour"
        r"|afternoon|morning|september|in june)\b|\bcome (?:and|to|by|over)\b.{0,50}\b(?:monday|tuesday"
        r"|wednesday|thursday|friday|next week)\b|\bput you down for (?:\w+ )?(?:monday|tuesday|wednesday"
        r"|thursday|friday|next)\b|\bbook (?:a|the|you|it)\b|\bsign (?:here|the contract|up)\b",
        "proposes a next step",
        unless=r"\bi will (?:send|have|find|ring|call|bring)\b.{0,30}\bby (?:monday|tuesday|wednesday|thursday"
        r"|friday)\b",
    ),
)

BUILDING: tuple[Cue, ...] = (
    cue(
        "insight",
        0.85,
        r"\b(?:i (?:may|might|could) (?:well )?be (?:completely |quite )?wrong|this is (?:only|just) (?:a"
        r"|my) (?:guess|hunch|thought|hypothesis)|(?:it is|that is) (?:only|just) (?:a|my) (?:guess|hunch"
        r"|thought)|just a (?:guess|thought|hunch)|my guess (?:is|would be)|i (?:would )?guess|i (?:was "
        r"|am |just )*wonder(?:ing)? (?:if|whether)|could it be\b|might it be|is it possible that"
        r"|i do not know (?:if|whether) (?:that|this|it) is (?:true|the case|so|right) (?:for|with|of) you"
        r"|tell me if i am wrong|correct me if|i have a hunch|i suspect|maybe it is|perhaps it is"
        r"|perhaps the|perhaps your|maybe the|maybe your)\b",
        "offers something as a guess",
        unless=r"\bi (?:would )?guess (?:so|not)\b|\bmaybe the (?:small|big|best|next)\b",
    ),
    cue(
        "insight",
        0.7,
        r"\b(?:other|many|some|most|several) (?:\w+ )?(?:bakers|owners|managers|people|schools|hospitals"
        r"|clients|customers|clinics|nurses|buyers|shops|fleets|companies|families|farms|bursars|teams"
        r"|directors)\b.{0,30}\b(?:tell|told|say|said|find|found|mention\w*|noticed|worry|struggle|see)\b"
        r"|\b(?:one thing|something) (?:that )?(?:i|we) (?:have )?(?:noticed|noticing|seen|see|hear|learned"
        r"|learnt|found|often hear|keep hearing)|\bwhat (?:i|we) (?:have )?(?:noticed|often hear|often see"
        r"|keep hearing|have seen|learned|found) (?:is|in|with|at)\b|\bfrom what i (?:hear|see|have seen"
        r"|have heard)\b|\bi (?:often |sometimes |keep )+(?:hear|see|notice|hearing|seeing)\b",
        "shares what others have seen",
    ),
    cue(
        "reframe",
        0.85,
        r"\b(?:another|a different|one other|the other) (?:way (?:of |to )?(?:look|see|view|think|put)\w*"
        r"|view|side|angle|way of|perspective|take|reading|way to)\b|\blook(?:ing)? at it (?:differently"
        r"|another way|from another|from the other)\b|\bsee it (?:differently|another way|from the other)\b"
        r"|\bmay i (?:disagree|push back|offer another|see it)\b|\b(?:could|can|may|might) i (?:suggest"
        r"|offer|put) (?:a |an )?(?:different|other|another)\b|\bfrom a different (?:angle|side)\b",
        "another view, by leave",
        unless=r"\byou (?:have to|must|need to|should)\b|\bthe wrong way\b",
    ),
    cue(
        "fitted_option",
        0.88,
        r"\b(?:given (?:that )?(?:you|your|the|what)|since (?:you|your|the|she|he|they)|(?<!as )if (?:you"
        r"|your \w+"
        r"|the \w+|she|he|they|it|that|\w+) (?:can not|could not|do not|is the|are the|has to|have to"
        r"|is not|are|is)|as (?:you|the|your)|because (?:you|your|the)|with (?:the|your) \w+"
        r" in|then)\b[^|]{0,60}(?:\| [^|]{0,60})?\b(?:one (?:thing|option|possibility|way|idea)|an option"
        r"|a possibility|(?:would|could|might) (?:it|that) (?:help|work|be easier|make it easier|suit)"
        r"|(?:you|we|i) (?:could|might|can) (?!not |lose|regret|miss|get into|end up)\w+|what (?:could"
        r"|might) you)\b",
        "an option that starts from the client's limits",
        unless=r"\bif you (?:do not (?:act|sign|change|buy)|keep|are (?:happy|open|not careful))\b",
    ),
    cue(
        "fitted_option",
        0.85,
        r"\b(?:from|seeing it from|looking from|on) your (?:side|seat|end|chair"
        r"|point of view)\b.{0,60}\b(?:could|might|would|option|what)\b|\bwhat (?:could|might"
        r"|can) you do (?:so|that|with|without|if|to|about)\b|\bwould it (?:help|be easier"
        r"|work) (?:you )?if\b|\bwithout (?:touching|changing|having|taking|pulling|losing) (?:your|the"
        r"|any)\b.{0,50}\b(?:could|might|would)\b|\bone (?:option|possibility|thing you could do"
        r"|way) (?:for you )?(?:would be|could be|might be|is|that)\b",
        "an option from the client's seat",
    ),
    cue(
        "fitted_option",
        0.85,
        r"\bas (?:the |a |an )?(?:client|customer|someone|somebody)\b.{0,60}\b(?:what|how) (?:could|might"
        r"|can) (?:i|you|one)\b|\bif i were (?:you|in your (?:place|position|shoes)) (?:\| )?as (?:the"
        r"|a) (?:client|customer)\b|\b(?:since|given|as|because|if) .{3,90}\bit (?:might|may|could"
        r"|would) (?:suit|be easier|help|fit) (?:you|for you|better)\b|\bfrom where you (?:stand"
        r"|sit)\b.{0,40}\b(?:option|could|might)\b",
        "an option from the client's seat",
    ),
    cue(
        "cobuild",
        0.88,
        r"\b(?:let us|suppose we|we could|shall we|could we|can we|we can|maybe we"
        r"|how about we) {A}(?:work (?:it|this|that|something) out|build|design|sketch|draw (?:it "
        r"|this )?up|put (?:it|this|something) together|build (?:it|this)|think (?:it|this) through"
        r"|figure (?:it|this|that) out|plan (?:it|this)|map (?:it|this) out|draft|shape|try to find"
        r"|find a way|combine|work on)\b|\b(?:work|figure|sort) (?:it|this|that) out together\b"
        r"|\btogether\b.{0,20}\b(?:we|build|find|design|work|which|what)\b|\b(?:how"
        r"|what) would you (?:build|design|shape|set|draw|change|add|put in|want in|do it)\b"
        r"|\byou (?:take care of|handle|bring|pick|say what)\b.{0,40}\b(?:and |while )?(?:we|i) (?:do|write"
        r"|prepare|take|handle|bring|will|sketch|draft|build|put|could|would|can)\b"
        r"|\bwhat (?:else )?(?:would|should|else|is) (?:have to be |be |need to be )?(?:in there|in it"
        r"|missing)\b|\byou tell me what is missing\b|\bif it was yours to\b",
        "puts it together with the client",
    ),
    cue(
        "summary",
        0.85,
        r"\b(?:let me (?:just |try to |quickly |see if i )*(?:sum|summari[sz]e|recap|play that back"
        r"|say (?:it|that) back|check (?:that )?i|have (?:it|that|this|got)|make sure i|see if i|repeat)"
        r"|to sum (?:it |this )?up|in summary|to (?:recap|summari[sz]e)|if i sum|if i (?:put|have|got"
        r"|understand|take|add) (?:it|that|this|all|you|together|understood)|so far (?:i have|you have|i"
        r"|you)|what i have (?:heard|got|understood|so far)|i have heard (?:\w+ )?(?:two|three|several"
        r"|a few|a couple)|putting (?:it|that|this|all) (?:all )?together|so (?:the )?picture is"
        r"|have i (?:got|understood|missed)|did i (?:miss|get|understand|leave)|so to (?:sum|recap)"
        r"|let me play)\b",
        "sums up",
        unless=r"\b(?:our product|in short our)\b",
    ),
    cue(
        "flattery",
        0.88,
        r"\b(?:i (?:really |must |do |have to |just )*(?:admire|love|adore|am (?:very |so "
        r"|really )?impressed|respect) (?:what|how|your|the way|by|with)|i must say|you are {A}(?:a |an "
        r"|one of )?(?:very |so |really |the most )*(?:smart|clever|brilliant|intelligent|wonderful|amazing"
        r"|great|impressive|sharp|wise|kind|charming|successful|talented|experienced|excellent|fantastic)"
        r"|(?:that is|what) (?:a |an )?(?:very |really |such a )*(?:great|good|excellent|brilliant"
        r"|fantastic|wonderful|smart|clever) (?:question|point|idea|thinking|answer)|you (?:have|have got"
        r"|run|built|keep) (?:a |an )?(?:really |very |such a )*(?:lovely|beautiful|wonderful|fantastic"
        r"|great|amazing|impressive|brilliant|nice|excellent) (?!weekend|day|evening|afternoon)"
        r"|great question|good question|what a (?:lovely|beautiful|great|wonderful)|i am glad you asked"
        r"|you sound (?:like )?(?:a )?(?:very )?(?:nice|lovely|smart|clever)|you clearly know your)\b",
        "a compliment",
    ),
    cue(
        "canned",
        0.85,
        r"\bi (?:completely |totally |really |fully |absolutely |do |certainly |can |so )*(?:understand"
        r"|hear|appreciate|get|feel|respect|know|see|sympathi[sz]e|empathi[sz]e) (?:(?:you|that|it)(?= \|)"
        r"|your (?:pain|concern|concerns|frustration|situation|feelings|position|point|view|hesitation)"
        r"|how you feel|how (?:hard|difficult|frustrating|you must) .{0,20}|where you are coming from"
        r"|what you are (?:saying|going through|feeling)|(?:that )?(?:must|this) .{0,20}|you sharing.{0,20}"
        r"|with you|exactly how you feel)(?= |$)|\bi (?:completely|totally|fully|absolutely"
        r"|really) (?:understand|get)\b|\bthat must (?:be|have been) (?:really |very |so "
        r"|incredibly )*(?:hard|difficult|tough|frustrating|awful|stressful)(?: for you)? \||\bi am (?:so "
        r"|very |really |truly )*sorry (?:to hear (?:that|this)|about that|for your loss|\||you are going"
        r"|for that)|\b(?:other|many|most) (?:customers|clients|people) felt (?:the same|that way)\b"
        r"|\byour call is important\b|\bthank you for sharing\b|\bi can (?:only )?imagine(?: \||$"
        r"| how (?:you feel|hard))",
        "a stock phrase of empathy",
    ),
    cue(
        "offtopic",
        0.75,
        r"\b(?:match last night|football|lasagne|recipe|holiday|holidays|vacation|weather|my (?:sister|dog"
        r"|cat|wife|husband|kids|brother|mother|car|garden|uncle|aunt|girlfriend|boyfriend)|movie|film"
        r"|netflix|the (?:game|match|goal|election|queen|king|president)|horoscope|star sign|pizza|dinner"
        r"|lottery|bitcoin|politics|what a goal|song|concert|joke|knock knock)\b",
        "nothing to do with this call",
    ),
)
