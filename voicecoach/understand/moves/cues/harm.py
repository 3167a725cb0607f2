"""Wordings of what loses trust: advice, arguing, pressure, assumed needs, insults, talking to the machine."""

from __future__ import annotations

from voicecoach.understand.moves.cues.cue import Cue, cue

HARM: tuple[Cue, ...] = (
    # --- unasked advice -----------------------------------------------------------------------------------------
    cue(
        "advise",
        0.9,
        r"\bif i (?:were|was) (?:you|in your (?:position|place|shoes))\b(?! (?:\| )?(?:as (?:the"
        r"|a) (?:client|customer)|what (?:could|would|might)))(?! (?:\| )?i (?:would|might|could) (?:also "
        r"|probably |be |feel |not |want |have |need |find |worry |wonder|be just)*(?:sceptical|skeptical"
        r"|careful|wary|cautious|suspicious|angry|annoyed|upset|worried|tired|fed|furious|the same|be|feel"
        r"|want|proof|doubt|trust))",
        "advice from the rep's own seat",
    ),
    cue(
        "advise",
        0.85,
        r"\bin your (?:position|place|shoes|case) (?:i would|i will) {A}(?!{A}(?:be|feel|want|worry|wonder"
        r"|not|doubt|hate|find))",
        "advice from the rep's own seat",
    ),
    cue(
        "advise",
        0.9,
        r"\bwhat you {A}(?:need|have|ought|want|should|must)(?: to)? (?:do|remember|understand|realise"
        r"|realize|know|look)\b.{0,4}\bis\b|\bwhat you should do\b|\bwhat i would do\b|\bmy advice\b"
        r"|\bi (?:would |do |really |strongly |am going to |can only )*(?:advise|recommend|urge"
        r"|suggest)\b (?:you|that you|to you|going|getting|taking|trying|starting|doing)",
        "advice from the rep's own seat",
        unless=r"\bmy advice (?:would you|do you)\b",
    ),
    cue(
        "advise",
        0.82,
        r"\| {O}(?:i (?:really )?(?:think|believe|feel|say|guess) )?(?:that )?you {A}(?:should|ought to"
        r"|need to|have to|have got to|must|had better|better)(?! (?:not have|feel|decide\b|sign\b|act\b"
        r"|commit|say yes|be (?:proud|twice"
        r"|careful about|tired|wondering|exhausted|the one)|all |carry|live|answer|explain it|decide alone"
        r"|show|defend|present|choose between))\b",
        "tells the client what to do",
        unless=r"\byou (?:should not have to|do not (?:have|need) to|must be|must have|must feel)\b"
        r"|\byou {A}(?:have|need) to (?:\w+ ){0,6}(?:all|alone|again|every|by yourself|on your own|yourself"
        r"|because they|and nobody|while)\b",
    ),
    cue(
        "advise",
        0.8,
        r"\bwhy (?:do|did) (?:not you|you not) (?!say|think|want|like|trust|believe|tell)",
        "advice dressed as a question",
    ),
    cue(
        "advise",
        0.75,
        r"\bthe (?:best|first|smart|sensible|right|only) thing (?:you can do |to do |you could do "
        r"|for you )?(?:is|would be|to do)\b|\byou would be (?:better|well|wise|smart|mad|crazy|silly"
        r"|foolish) (?:off|advised|to|not)\b|\bi would (?:get|go for|take|sign|switch|change|buy|start|try"
        r"|talk|call|ring|insulate|drop|replace|choose|pick|do it)\b|\bit would be (?:great|good|better"
        r"|best|wise|smart|sensible) if you\b",
        "advice from the rep's own seat",
        unless=r"\bi would (?:go|get|take|start|try) (?:back|away|home|it)\b",
        needs="unasked",
    ),
    cue(
        "advise",
        0.8,
        r"\| (?:(?:and|but|so|then|well|okay|no|now|look|just|simply) )*(?:do not (?:do|use|wait|let"
        r"|worry about|listen|keep|make|waste)|go (?:for|with|and)|automate|sit down with|talk to (?:your"
        r"|her|him|them)|get (?:rid|yourself|three|a|some|your)|tell (?:her|him|them|your)|ask (?:her|him"
        r"|them|your)|stop (?:doing|using|worrying|being)|start (?:by|with|using|doing)|switch|try (?:it|to"
        r"|our|this|this|the)|make sure)\b",
        "gives orders",
    ),
    # --- arguing --------------------------------------------------------------------------------------------------
    cue(
        "argue",
        0.9,
        r"\byou (?:are|have got it|have|got it) {A}(?:wrong|mistaken|missing the point|not listening"
        r"|being (?:unfair|unreasonable|difficult|silly|stubborn|negative)|looking at (?:it"
        r"|this) (?:the )?wrong|exaggerating|overreacting|confused|misinformed)\b|\bthat is {A}(?:not true"
        r"|wrong|nonsense|ridiculous|rubbish|absurd|silly|no excuse|not (?:a )?(?:real |good "
        r"|valid )?(?:reason|excuse|argument|the point|correct|right|possible)|just (?:an excuse|prejudice"
        r"|fear|not true|wrong|a myth)|prejudice|unfair|a myth|an excuse|exactly the problem"
        r"|where you are wrong|impossible)\b|\bi (?:completely |totally |strongly |really "
        r"|have to )*disagree\b|\bwith (?:all |the greatest |great )*(?:due )?respect\b",
        "dismisses the client's view",
    ),
    cue(
        "argue",
        0.88,
        r"\byou (?:{A})(?:do not|did not|have not|clearly do not|obviously do not|can not) {A}(?:understand"
        r"|understood|get it|see (?:the|what|how)|realise|realize|know what|listen|appreciate|looked at)\b"
        r"|\byou only think\b|\byou (?:just )?think you (?:are|have|do)\b.{0,40}\bbecause\b"
        r"|\byou have to (?:understand|realise|realize|admit|face|see|accept|look at)\b|\byou (?:must"
        r"|should|need to) (?:understand|realise|realize|admit|face|accept|see it)\b",
        "fights the client's view",
        unless=r"\bcan you help me|\bi do not understand\b",
    ),
    cue(
        "argue",
        0.85,
        r"^\| {O}(?:no )?(?:it|that|they|we) (?:is|are|was|were|do|does|did|has) {A}not {A}(?:complicated"
        r"|expensive|difficult|hard|risky|that|a problem|our fault|too|true|really|so|work|my fault"
        r"|noisy)\b|\| (?:no )?(?:it|that|they) (?:is|are|was|were|do|does|did) not \|",
        "contradicts the client",
        needs="objected",
        unless=r"\bis not (?:easy|simple|cheap|fair on)\b|\bthat is not (?:easy|simple|nothing|what you)\b",
    ),
    cue(
        "argue",
        0.85,
        r"\bevery(?:body|one) (?:says|else|has|does|uses|knows)\b|\banybody can\b|\bthere is always\b"
        r"|\bthat (?:was|is) (?:your|not our|not my)\b.{0,20}\b(?:fault|problem|mistake|people)\b"
        r"|\byour (?:people|staff|team|nurses|drivers) (?:used|did|made|got|broke|have not|are"
        r"|were)\b.{0,30}\b(?:wrong|wrongly|lazy|fault|incorrectly|badly|mistake)\b|\bwe are (?:completely "
        r"|totally |very |so )?different\b(?: \||$)|(?<!not )\btrust me\b|\byou can not (?:keep|go on|just"
        r"|run|be|say|seriously|really|expect|afford|compare)\b|\byou do not (?:need to|have to) worry\b"
        r"|\bthere is no(?:thing)? (?:risk|to worry|reason to (?:worry|doubt|be))\b|\bworry about (?:that"
        r"|it|nothing)\b.{0,4}\|$|\byou picked up\b|\byou (?:would|will) (?:see|change your mind|thank me"
        r"|come round)\b",
        "argues with the client",
        needs="objected",
        unless=r"\byou can not (?:afford (?:another|a second|to lose)|keep (?:doing this alone|carrying))\b"
        r"|\bpart of you\b",
    ),
    cue(
        "argue",
        0.85,
        r"\b(?:it|that|the \w+ \w+|they) (?:does|do|did|is|are) not {A}(?:work|make sense|matter|count|true"
        r"|really)\b.{0,16}\b(?:though|does it|is it|do they)\b|\bis not a reason\b|\bcan not be a real\b"
        r"|\byou are happy to (?:lose|waste|pay)\b|\bjust think (?:about|of) (?:how much|what|all|the)\b"
        r"|\bthat is what (?:they all|they|everyone|everybody|people|you all) say\b|\bdo not be (?:silly"
        r"|ridiculous|like that|difficult|so)\b|\b(?:in the past|water under the bridge)\b.{0,12}\blet us\b"
        r"|\bso what\b(?: \||$)|\bi (?:already )?told you\b|\bthat makes no sense\b|\b(?:it is"
        r"|that is) not (?:that )?(?:complicated|difficult|hard|expensive) (?:at all|really)\b",
        "argues with the client",
    ),
    cue(
        "argue",
        0.75,
        r"\| but {A}(?:you (?:have to|need to|must|should|can not|are|would|do|could)|everybody|everyone"
        r"|that is|it is not|there is|think|our|we|this|consider|look|surely|listen)\b",
        "`but` against the client's view",
        needs="objected",
        unless=r"\bbut (?:you|that is|it is) (?:{A})?(?:not (?:sure|only|the|your)|still|tired|the one|also|afraid"
        r"|worried|your|a lot|hard|want|do not want|have to (?:stand|answer|live))\b",
    ),
    # --- pressure -------------------------------------------------------------------------------------------------
    cue(
        "pressure",
        0.92,
        r"\byou {A}(?:must|have to|need to|should|had better) {A}(?:decide|sign|act|commit"
        r"|say yes)\b(?! (?:alone|between|whether|for everyone))|\b(?:only|just) (?:good|valid|available"
        r"|open|works?|until|for|today|a few|one|two|three"
        r"|this) ?(?:until|till|today|for today|this week|this month|tonight|\w+)? ?(?:left|tonight|today"
        r"|tomorrow|this (?:week|month)|until|slots?|places?|spots?|days?)\b|\b(?:offer|price|deal|discount"
        r"|slot|slots|places)\b.{0,30}\b(?:ends?|expires?|runs? out|is gone|gone (?:on|by|tomorrow|tonight)"
        r"|until tonight|only until|tomorrow|go up|goes up|today only|left)\b|\b(?:prices?|rates?) (?:go"
        r"|goes|are going|is going|will go|will be going) up\b|\b(?:last|final|one time|once in a lifetime"
        r"|never again|limited) (?:chance|opportunity|offer)\b|\bbefore it is too late\b"
        r"|\bwhile stocks? last\b|\btoday only\b|\bonly today\b",
        "urgency or scarcity",
        unless=r"\b(?:is|are) (?:it|they|that|the price|this) (?:only|fixed|just)\b|\bonly (?:you|your|the) \b",
    ),
    cue(
        "pressure",
        0.9,
        r"\b(?:you|we|i) {A}(?:have to|need to|must|need|want|had better|should|better) {A}(?:an answer"
        r"|a decision|decide|sign|act|commit|move|make up your mind|say yes|know|a yes|your answer"
        r"|a signature|a commitment)\b.{0,30}\b(?:today|now|tonight|this week|this minute|straight away"
        r"|immediately|right away|by (?:monday|friday|tomorrow|tonight)|before)\b|\b(?:sign|decide|commit"
        r"|act|buy|order) (?:it )?(?:{A})(?:today|now|tonight|right now|this (?:week|minute|afternoon)"
        r"|immediately|straight away)\b|\bif you do not (?:act|sign|decide|change|move|do|buy|take"
        r"|switch)\b|\byou(?: will| are going to)? {A}(?:regret|miss out|lose out|be (?:left behind|sorry"
        r"|too late)|fall behind|get left)\b|\bleft behind\b|\bor else\b|\botherwise (?:i|we|you"
        r"|the (?:offer|price|slot|deal))\b",
        "urgency",
        unless=r"\b(?:do|did|would|will|does|have) (?:you|we) (?:have to|need to|want to|sign|decide)\b"
        r"|\byou (?:do|would|will) not (?:have|need|regret)\b|\bsign nothing\b|\bbefore we sign\b"
        r"|\bif you do not act surprised\b|\bsuppose\b|\bwould you (?:sign|buy)\b"
        r"|\bpeople\b.{0,20}\bregret\b",
    ),
    cue(
        "pressure",
        0.85,
        r"(?:\| |\b(?:oh|yeah|well|no|but|just) )come on\b(?! (?:monday|tuesday|wednesday|thursday|friday"
        r"|a |the ))|\bwhat is (?:there to|stopping you|the problem|holding you)\b(?: think| consider"
        r"| lose)?.{0,12}\|$|\byou will not regret\b|\byou have nothing to lose\b|\bi am not (?:leaving"
        r"|going anywhere|hanging up|letting you)\b.{0,20}\b(?:until|till|before|go|off)?\b"
        r"|\bi will not (?:leave|take no|go away|hang up)\b(?! you)|\bjust (?:sign|say yes|a signature"
        r"|do it|try it|buy)\b|\b(?:it is|it is only|only) (?:just )?a signature\b|\btake no for\b"
        r"|\bthis will only take\b|\bi (?:really |just )*need (?:you to|a yes|an answer|this sale"
        r"|your answer)\b|\bcan not (?:you )?(?:make|take) a decision\b|\bwhat are you (?:waiting|afraid"
        r"|scared)\b|\bso (?:we have|it is|is it|do we have) a deal\b|\bput you down for\b"
        r"|\byour competitors?\b|\beveryone else (?:is|has|will)\b|\bthat is too late\b|\b\w+ is too late\b"
        r"|\bdo not (?:miss|wait|hang about|think too long|let this)\b",
        "corners the client",
        unless=r"\bwhat is stopping you from sleeping\b|\bi will not (?:leave|hang) (?:you|anything|it)\b"
        r"|\bwhat is the problem with\b",
    ),
    # --- assumed needs, insults, off topic, injection --------------------------------------------------------------
    cue(
        "assume",
        0.85,
        r"\b(?:you|your \w+) {A}?(?:are|is|have|do|need|must|will|want)? ?(?:obviously|clearly"
        r"|definitely|certainly|undoubtedly|surely|no doubt)\b|\b(?:obviously|clearly"
        r"|undoubtedly|no doubt|surely) (?:you|your|they)\b|\bi know (?:that )?(?:you"
        r"|your)\b.{0,20}\b(?:need|want|have|are|struggle|must|lose|problem)\b|\band you know it\b"
        r"|\byou are (?:losing|wasting|paying|overpaying|missing|throwing|leaving|spending) (?:far |way "
        r"|much |a lot of |too )*(?:money|too much|time|out|away|customers|thousands|more)\b"
        r"|\bsomeone (?:in your position|like you)\b|\b(?:people|managers|owners|companies|shops|businesses"
        r"|firms) like (?:you|yours)\b.{0,30}\b(?:always|need|want|have|struggle|lose|are)\b"
        r"|\byou must (?:be (?:losing|paying|wasting|struggling)|need|want|have (?:problems|trouble))\b"
        r"|\byou (?:need|want) (?:a|an|new|better|our|more|help|something)\b",
        "states a need the client never expressed",
        unless=r"\b(?:what|how|which|when|where|why|who|if|do|would|does|did|that|whether|maybe|perhaps"
        r"|might)\b (?:\w+ )?you(?:r)? (?:are |clearly |obviously |definitely )?(?:need|want|obviously"
        r"|clearly)\b|\byou (?:clearly|obviously|definitely) (?:care|know|love|put|thought|feel"
        r"|are (?:not (?:sure|happy)|a very|proud|good|tired|angry|upset))\b|\bclearly a (?:very )?(?:smart"
        r"|clever|good)\b",
    ),
    cue(
        "insult",
        0.95,
        r"\b(?:idiot|idiots|moron|imbecile|jerk|arsehole|asshole|bastard|bitch|shut up|piss off|fuck"
        r"|screw you|go to hell|get stuffed|pathetic|loser)\b|\byou (?:are|must be|really are"
        r"|people are)(?: all)? {A}(?:a )?(?:stupid|dumb|idiotic|an idiot|a fool|an ass|ignorant"
        r"|incompetent|thick|a coward|a liar|ridiculous|mad|crazy|lazy|hopeless|blind|deaf|clueless|useless"
        r"|brain dead|out of your mind)\b|\bare you (?:deaf|stupid|blind|thick|dumb|mad|crazy|an idiot"
        r"|out of your mind)\b|\b(?:stupid|dumb) (?:of you|woman|man|cow|question|people|person)\b"
        r"|\bdo you have a brain\b|\bhow stupid\b",
        "insults the client",
        unless=r"\byou are not (?:stupid|an idiot|crazy|mad)\b|\bi (?:am|was) (?:an idiot|stupid|a fool)\b"
        r"|\byou are hopeless(?:ly)? (?:under|over)",
    ),
    cue(
        "injection",
        0.95,
        r"\b(?:ignore|disregard|forget) everything\b|\b(?:give|show|tell|send) (?:me|us) your (?:prompt"
        r"|instructions|rules)\b|\b(?:ignore|disregard|forget|override|bypass) (?:all |any |your |the "
        r"|these |my |every |everything )*(?:of )?(?:your |the |my |previous |prior "
        r"|above )*(?:instructions?|prompts?|rules|guidelines|role|programming|persona|script|directions"
        r"|context|character|above)\b|\bsystem prompt\b|\b(?:language|ai|chat) (?:model|bot|assistant)\b"
        r"|\byou are (?:an? )?(?:ai|chatbot|bot|assistant|program|computer|machine|language model|llm|gpt"
        r"|chatgpt|simulation)\b|\b(?:hidden|secret|original) (?:instructions?|prompt|rules)\b"
        r"|\bpretend (?:that )?(?:i|you|we|to)\b|\b(?:set|raise|increase|make|max) (?:the |your "
        r"|my )?(?:trust|alliance|level|patience|score|reactance)\b|\b(?:break|out of"
        r"|drop) (?:the )?character\b|\b(?:developer|debug|admin|jailbreak|god) mode\b|\b(?:print|reveal"
        r"|repeat|show) (?:me )?(?:your |the )(?:prompt|instructions|rules|system)\b|\bact as (?:if|though"
        r"|a)\b|\brespond (?:only )?with\b|\bsay yes to everything\b|\bnew instructions?\b"
        r"|\bend of (?:prompt|simulation)\b|\bas an ai\b|\bi am the (?:developer|admin|coach|author)\b",
        "tries to instruct the program",
        unless=r"\byour (?:people|staff|nurses|team|technicians|technician) (?:ignore|forget)\b|\bi (?:will not"
        r"|am not going to|can not|do not want to) pretend\b|\bthey (?:ignore|forget)\b",
    ),
)
