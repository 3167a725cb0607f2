"""What a rep can be heard to say for each move: a readable table of wordings, written by hand.

`line` is the turn without marks, ` | ` between clauses (moves_words.py). A cue with `unless` does not count when
that is found too; `needs` names facts about the turn (moves_frame.py) that must hold. `sure` is the confidence 0–1
that the cue alone gives; several cues for one move add up a little. These say what is *heard*; what is then
believed is decided in moves_judge.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

A = r"(?:(?:really|just|also|probably|maybe|still|definitely|certainly|actually|always|at least|all|kind of|sort of|only|even|absolutely|simply|seriously|perhaps|quite|very|so|too|completely|totally|fully|truly|honestly|well|perfectly|clearly|obviously|sure|easily) )*"
O = r"(?:(?:and|but|so|because|or|then|well|okay|oh|yeah|yes|no|now|look|listen|see|right|alright|sure|of course|honestly|frankly|mhm|actually|maybe|perhaps|also|fine|good|great|hi|hello) )*"


class Cue(NamedTuple):
    """One wording of a move."""

    move: str
    sure: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    needs: str = ""
    why: str = ""


def _c(move: str, sure: float, pattern: str, why: str = "", unless: str = "", needs: str = "") -> Cue:
    fill = lambda p: p.replace("{A}", A).replace("{O}", O)  # noqa: E731
    return Cue(move, sure, re.compile(fill(pattern)), re.compile(fill(unless)) if unless else None, needs, why)


MANNERS: tuple[Cue, ...] = (
    # --- opening ----------------------------------------------------------------------------------------------
    _c("greeting", 0.95, r"^\| {O}(?:hi|hello|hey|good (?:morning|afternoon|evening|day))\b", "greets"),
    _c("greeting", 0.9, r"\| (?:hi|hello|hey|good (?:morning|afternoon|evening)) ", "greets"),
    _c(
        "greeting",
        0.8,
        r"\b(?:nice|good|lovely|pleased) to (?:meet|see|speak to|speak with|talk to) you\b|\bthanks? (?:you )?for (?:seeing|having) (?:me|us)\b",
        "greets",
    ),
    _c(
        "identity",
        0.9,
        r"\b(?:my name is|[a-z]+ is my name|i am called|this is [a-z]+ (?:[a-z]+ )?(?:from|of|at|with|calling|here|speaking)|\| {O}it is (?!not |being |enough |just |only |about |a |an |the |what |how |good |so |one |up |too |from |easy |hard )[a-z]+ (?:[a-z]+ )?(?:from|calling|here|speaking|of [a-z]+ \|)|i am (?:calling |ringing |phoning )?(?:from|with) (?!you|the (?:same|start|bottom)|what|respect|that|this|all|everyone))",
        "gives a name or a company",
    ),
    _c(
        "identity",
        0.85,
        r"\bi (?:work|am working|am here) (?:for|on behalf of|at)\b|\bi am (?:the|your|a) (?:new )?(?:account manager|rep|representative|adviser|advisor|consultant|engineer|contact|sales\w*|agent|broker)\b|\bi represent\b|\bmy (?:company|firm|employer) (?:is|makes|fits|builds|sells|does|runs|looks|installs|supplies)\b",
        "says who they are",
    ),
    _c(
        "identity",
        0.8,
        r"^\| {O}(?:it is|this is|i am) (?!not |just |only |really |about |because |calling|ringing|sorry|glad|afraid|sure|happy|very|so |here|going|a |an |the |that|what|how|why|your|my |our |all |fine|okay|good|quite|too|with)[a-z]+ (?:[a-z]+ )?(?:\||(?:from|of|at|with|here|again)\b)",
        "gives a name",
        needs="early",
    ),
    _c(
        "purpose",
        0.9,
        r"\b(?:the )?(?:reason|why) (?:why |that )?(?:i am|i was|i have|for my|for this|of my|i)? ?(?:calling|ringing|call|rang|called|phoning|visit|here|came)\b|\bi am (?:just |only )?(?:calling|ringing|phoning|here|getting in touch|reaching out|in touch|contacting you) (?:because|about|to|as|on|regarding|today because|today to|today about|with|in)\b|\bi (?:rang|called|phoned|came|wanted to (?:speak|talk|ask you about|call|ring|come)) (?:because|about|to|by|round|to you|with you)\b|\b(?:it is|this is) about (?:your|the|our)\b|\bi (?:would like|wanted|want) to (?:find out|ask you|ask about|see) (?:whether|if|about|how)\b",
        "says why they call",
    ),
    _c(
        "permission",
        0.9,
        r"\b(?:would|is|was|will) (?:it|that|this|now) (?:be |a )?(?:okay|alright|all right|fine|good moment|good time|bad time|bad moment|a good time|a bad time|convenient|possible)\b.{0,40}|\b(?:do|would|did) you mind\b|\bif (?:that is|it is|you are) (?:okay|alright|fine|happy|open to it|willing|up for it)\b|\bwith your permission\b|\bif (?:i|we) may\b|\bif you (?:do not mind|will let me|would let me|would allow me|would like|like|prefer|would rather|are happy|are open)\b",
        "asks leave",
    ),
    _c(
        "permission",
        0.85,
        r"\b(?:may|can|could|might) i (?:just |please |briefly |quickly |perhaps )*(?:ask|take|have|share|offer|suggest|tell you|say|explain|show|check|give you|borrow|steal|put)\b",
        "asks leave",
        unless=r"\bmay i ask what is behind|\bcan i put you down\b",
    ),
    _c(
        "permission",
        0.85,
        r"\b(?:have you|do you have|have you got|could you spare|can you spare|could you give me|would you give me|can you give me|got) (?:a |one |two |half a |thirty |twenty |sixty |five |ten |\d+ |just |perhaps )*(?:minutes?|moment|seconds?|sec|second)\b",
        "asks for a moment",
    ),
    _c(
        "permission",
        0.9,
        r"\b(?:it is |that is )?(?:entirely |completely |totally |all )?up to you\b|\b(?:it is|that is|this is|is|remains|still) (?:entirely |completely |all )?your (?:choice|decision|call)\b(?! (?:out|to make))|\byou (?:can|could|may|are free to|are welcome to|can always) {A}(?:tell me to (?:go|get lost|stop|leave)|say no|hang up|stop me|tell me no|send me away|throw me out|cut me off|put the phone down|decide (?:yourself|for yourself|then|later|whether))\b|\b(?:feel free to|tell me to stop|just say (?:no|stop)|say the word|stop me)\b|\byou (?:decide|choose)(?: \||$| (?:whether|if|what|how|when))|\byou tell me (?:\w+ )?(?:whether|if)\b|\bthat is (?:for you to|yours to) (?:say|decide)\b|\bonly if you (?:want|like|wish)\b|\bwhatever you (?:decide|choose|prefer)\b|\bas you (?:like|wish|prefer)\b",
        "leaves the choice",
        unless=r"\bnot (?:entirely )?(?:up to you|your choice)\b",
    ),
    _c(
        "permission",
        0.85,
        r"\bif (?:not|now is (?:a |not a )?(?:bad|good)|it is not|this is not|you do not want|it is a (?:bad|no)|you would rather not|the answer is no)\b.{0,60}\b(?:i will|that is (?:fine|okay|alright)|leave you|go away|let you go|stop)\b|\bthere is no (?:rush|hurry|pressure|obligation)\b|\bno (?:rush|hurry|pressure|obligation|strings)\b|\b(?:it is|that is) (?:fine|okay|alright) (?:if|to say)\b.{0,30}\bno\b|\byou do not (?:have to|need to) (?:decide|sign|commit|agree|answer|say|tell|do|buy)\b|\bi (?:am not going to|would not want to|do not want to|am not here to|did not come to|would never) (?:tell you what|push|pressure|rush|sell you|force|talk you into|convince you|press)\b",
        "leaves the choice",
        unless=r"\b(?:but|otherwise) {A}(?:you|i|the|this|it|prices|we)\b.{0,40}\b(?:today|now|tonight|must|have to)\b",
    ),
    # --- receiving a No ---------------------------------------------------------------------------------------
    _c(
        "accept_no",
        0.9,
        r"\b(?:that is|it is|this is)? ?(?:(?:only|completely|totally|perfectly|absolutely|quite|very) )*fair enough\b|\b(?:that is|it is) (?:(?:only|completely|totally|perfectly|absolutely|quite|very) )*(?:fair|understandable|reasonable|alright|okay|fine)\b|\bno (?:problem|worries|hard feelings)\b|\bnot a problem\b|\bi (?:will|do|can|shall|would|completely|fully|totally|absolutely)? ?{A}(?:respect|accept) (?:that|your (?:no|answer|decision|choice))\b|\bi respect (?:that|your)\b|\b(?:i will|let us|we can|we will) (?:leave it (?:there|at that)|leave you (?:alone|in peace|be)|take that as a no|not (?:try|push|press|bother|keep|argue|insist))\b|\bi (?:will|would) {A}not (?:try to|push|press|bother|argue|insist|fight|talk you|keep you|change your mind|take up)\b|\bi (?:am|was) not (?:going to|here to|asking you to|trying to) (?:push|press|argue|change|talk|persuade|convince|drop|replace|sell|fight|leave|switch|insist)\b",
        "lets the No stand",
        needs="refused",
    ),
    _c(
        "accept_no",
        0.85,
        r"\b(?:take|have|you have|you can have) (?:all |as much |your |the )?(?:all )?(?:the )?time\b|\bi (?:would|will) (?:let you go|leave you to it|get out of your|ring another|call another|call back|ring back|come back another)\b|\byou (?:are|have) {A}(?:entitled|right to|every right|every reason|the right|no reason to|good reason)\b|\bi (?:would|can|do) {A}(?:understand|see why|not blame you)\b.{0,40}\b(?:if you|you|why|did|no)\b|\b(?:then|so|well|okay) (?:i am glad|have a good look)\b|\byour (?:decision|choice|call) to make\b|\bi heard (?:you|that|the no|a no)\b|\b(?:it|that|this) is a no\b|\| {O}understood \||\bwhen (?:would|is|might) (?:be )?(?:a )?better (?:time|moment)\b|\banother (?:day|time)\b|\bof course\b|\bmost people (?:are|do|would) (?:not|say|feel)\b|\bi (?:did|have) (?:ring|rang|caught|catch|called|call|come|interrupt\w*|reached) {A}(?:you )?(?:out of|in the middle|at a bad|cold|unannounced|off guard)\b|\bno reason to\b|\bi would (?:be|feel|say|do|think) (?:the same|that too|careful|sceptical|skeptical|wary)\b|\bnobody (?:likes|wants) (?:a |these |cold )",
        "lets the No stand",
        needs="refused",
        unless=r"\| (?:but|however) (?:{A})(?:you|i|we|it|this|just|that|think|let|listen|our|the)\b",
    ),
    _c(
        "accept_no",
        0.8,
        r"\bsorry to (?:bother|disturb|trouble|have (?:bothered|disturbed))\b|\bi (?:will|am going to) (?:go|stop|hang up|leave)\b|\bthere is no (?:hurry|rush|pressure)\b|\bthanks? (?:you )?for (?:being (?:clear|straight|honest|frank|open)|telling me (?:straight|so))\b|\bi am not asking you to\b",
        "lets the No stand",
        needs="refused",
    ),
    _c(
        "accept_no",
        0.9,
        r"\bi (?:will|would|do|am) {A}not (?:going to |want to |want you to |here to |try to |trying to )*(?:push you|talk you out|press you|talk you into|change your mind|argue with you|throw them|drop them|insist)\b|\b(?:accept|respect|take|hear|heard|understand) (?:that |the |your |it is |this is |it as |that as )*(?:a )?(?:answer is )?no\b|\bthe answer is no\b|\b(?:that|it) is a no\b|\bi (?:accept|respect) (?:that|your (?:answer|decision|choice))\b|\bno is (?:a|an) (?:fine|good|fair) answer\b",
        "lets the No stand",
        unless=r"\bnot take no\b|\bfine if\b|\bif the answer is no\b|\btake no for\b",
    ),
    # --- honesty ----------------------------------------------------------------------------------------------
    _c(
        "candour",
        0.9,
        r"\b(?:this|it) is a (?:cold|sales) call\b|\b(?:i am|yes i am) (?:a |in )(?:sales|salesman|salesperson|seller|rep)\b|\bi (?:am|do) (?:trying to|here to|want to) sell\b|\bi (?:get|am) paid (?:if|when|by|on|for)\b|\b(?:my|a|the) commission\b|\bi would be lying\b|\bi (?:will not|am not going to|do not want to|can not) (?:pretend|lie|promise|sugarcoat|oversell|claim|hide)\b|\bi (?:do not|did not) know (?:yet|that|the answer|for sure|for certain|that for (?:sure|certain))?(?: \||$| i would| but| and| let)|\bi do not know (?:whether|if) (?:we|i|it|this|our)\b|\bi (?:am not sure|can not be sure|can not promise|can not guarantee|can not say)\b|\bi would have to (?:find out|check|ask|look)\b",
        "says something true against their own interest",
        unless=r"\b(?:best|greatest|amazing|fantastic|love us)\b",
    ),
    _c(
        "candour",
        0.9,
        r"\b(?:we|it|they|i|our \w+|that|this|the \w+) (?:are|is|do|does|did|have|has|can|could|will|would|was|were) {A}not (?:the cheapest|cheap|perfect|for (?:everyone|everybody)|(?:yet )?(?:do|work|handle|cover|offer|support|include|last|fit|suit|run|help|match)|able|suitable|right for|the right|always|good at|finished|ready|designed|tested|big enough)\b|\byou (?:probably |may |might |perhaps )*do not need (?:us|me|this|it|ours)\b|\b(?:we|i) (?:are|am) (?:probably )?not (?:right|the right|for you|the best|a good fit|what you need)\b|\b(?:it|we|that) (?:would|will|might|may) (?:probably )?not (?:help|work|suit|fit|be (?:right|worth|enough|for))\b",
        "names a limit",
        unless=r"\| (?:you|your)\b.{0,20}\bdo not need to worry\b|\byour (?:people|fault)\b|\bnot our fault\b",
    ),
    _c(
        "candour",
        0.9,
        r"\b(?:that|it|this) was (?:our|my|partly our|entirely our|really our) (?:mistake|fault|error|failing|doing)\b|\bwe (?:made a mistake|got (?:it|that|this) wrong|messed|failed|let you down|had an outage|had a problem|had problems|lost|broke|should have|were wrong|dropped the ball|were late|were too)\b|\bi (?:made a mistake|got (?:it|that|this) wrong|should have|was wrong|should tell you|have to admit|must admit|admit|ought to tell you|need to be honest|have to be honest|should be honest|should warn you|should say|owe you)\b|\bthe (?:catch|downside|drawback|bad news|weak point|weakness|snag|trouble with (?:us|it|ours)|honest answer|truth) is\b|\bour weak\w*\b|\b(?:things|something|jobs|work) (?:that )?(?:it|we|they) (?:can not|could not|do not|does not)\b|\bwe are the wrong\b|\b(?:our offer|it|this|ours) has (?:its )?limits\b|\bthe first (?:weeks|months|days) are (?:hard|work|slow|rough)\b|\bthere (?:is|are) (?:a |one |some |two )*(?:catch|downside|drawback|snag|limit|limits|disadvantage|risk|risks)\b|\bi (?:will|should|would like to|want to|would rather|am going to|would) be (?:straight|honest|open|frank|upfront|blunt) with you\b|\bi would rather (?:you (?:knew|heard)|tell you|say)\b",
        "says something true against their own interest",
        unless=r"\b(?:best deal|amazing|you will ever|love us|fantastic|your fault|your people)\b",
    ),
    _c(
        "candour",
        0.75,
        r"\b(?:more|longer|dearer|slower|higher) than (?:you|what you|they|the others|your|others)\b.{0,12}(?:pay|have|charge|now)?\b|\b(?:it|that) (?:hums|costs more|takes longer|is (?:slow|slower|expensive|dearer|dear|noisy|loud))\b|\bthe price (?:has gone|went|is going|goes) up\b|\b(?:has|have|with) no \w+ (?:for|on) \w+ of (?:it|them)\b",
        "admits a drawback",
    ),
    _c(
        "candour",
        0.7,
        r"\bto be (?:completely |totally |perfectly |quite )?honest\b.{0,50}\bnot\b|\bhonestly\b.{0,40}\b(?:i would (?:wait|not)|not)\b",
        "says something true against their own interest",
        unless=r"\b(?:best|greatest|amazing|fantastic|love)\b",
    ),
    # --- apology, promise, taking leave -----------------------------------------------------------------------
    _c(
        "apology",
        0.9,
        r"\b(?:i am|we are|i was|i do|i|we)? ?{A}(?:sorry|apologi[sz]e) (?:that |for |about |we |i |to have |if i |it |the |how |you had |you were |nobody |no one |our |my )(?!you |me |your loss|to hear)\w+ \w+",
        "apologises for a thing that is named",
        unless=r"\bsorry (?:to hear|for your loss|you feel|if you)\b|\bsorry (?:for|to) (?:bother|disturb)\w*\b",
    ),
    _c(
        "apology",
        0.9,
        r"\bi (?:was|have been|talked|pushed|interrupted|cut|jumped|went|did|got|should)\b.{5,80}\b(?:and )?i am (?:really |very |truly )?sorry\b|\bmy apologies for\b|\bi should not have \w+|\bi owe you an apology\b",
        "apologises for a thing that is named",
    ),
    _c(
        "promise",
        0.85,
        r"\bi (?:will|shall|am going to|promise|promise to|can) {A}(?:send|ring|call|phone|find out|let you know|get back|check|ask|email|write|bring|look into|make sure|see to it|put it|deliver|come back|take care|report|have it)\b(?! off)|\byou (?:will|shall) have (?:it|them|that|the|my)\b|\b(?:i|we) promise\b|\byou have my word\b",
        "promises to do something",
        unless=r"\bi (?:will|can) (?:ring|call) another time\b|\b(?:can|could|may|shall|should) i\b",
    ),
    _c(
        "goodbye",
        0.9,
        r"\b(?:goodbye|good bye|bye|see you|all the best|take care|have a (?:good|great|nice|lovely|pleasant)|speak (?:to you )?soon|until (?:then|next|tuesday|monday)|i will let you (?:go|get on|get back)|i will leave you (?:to it|in peace|be|alone)|i will not (?:keep|bother|disturb|trouble|take up) you (?:any|further|longer|again)?)\b|\bthanks? (?:you )?(?:very much |so much )?for (?:your time|hearing me|listening|talking|taking)\b",
        "takes leave",
        unless=r"\bsee you (?:as|are|have|were|can|do|need|want|might)\b|\btake care of\b|\bi will not keep you \|? ?(?:can|may|could)\b",
    ),
)

HARM: tuple[Cue, ...] = (
    # --- unasked advice -----------------------------------------------------------------------------------------
    _c(
        "advise",
        0.9,
        r"\bif i (?:were|was) (?:you|in your (?:position|place|shoes))\b(?! (?:\| )?(?:as (?:the|a) (?:client|customer)|what (?:could|would|might)))(?! (?:\| )?i (?:would|might|could) (?:also |probably |be |feel |not |want |have |need |find |worry |wonder|be just)*(?:sceptical|skeptical|careful|wary|cautious|suspicious|angry|annoyed|upset|worried|tired|fed|furious|the same|be|feel|want|proof|doubt|trust))",
        "advice from the rep's own seat",
    ),
    _c(
        "advise",
        0.85,
        r"\bin your (?:position|place|shoes|case) (?:i would|i will) {A}(?!{A}(?:be|feel|want|worry|wonder|not|doubt|hate|find))",
        "advice from the rep's own seat",
    ),
    _c(
        "advise",
        0.9,
        r"\bwhat you {A}(?:need|have|ought|want|should|must)(?: to)? (?:do|remember|understand|realise|realize|know|look)\b.{0,4}\bis\b|\bwhat you should do\b|\bwhat i would do\b|\bmy advice\b|\bi (?:would |do |really |strongly |am going to |can only )*(?:advise|recommend|urge|suggest)\b (?:you|that you|to you|going|getting|taking|trying|starting|doing)",
        "advice from the rep's own seat",
        unless=r"\bmy advice (?:would you|do you)\b",
    ),
    _c(
        "advise",
        0.82,
        r"\| {O}(?:i (?:really )?(?:think|believe|feel|say|guess) )?(?:that )?you {A}(?:should|ought to|need to|have to|have got to|must|had better|better)(?! (?:not have|feel|be (?:proud|careful about|tired|wondering|exhausted|the one)|all |carry|live|answer|explain it|decide alone|show|defend|present|choose between))\b",
        "tells the client what to do",
        unless=r"\byou (?:should not have to|do not (?:have|need) to|must be|must have|must feel)\b|\byou {A}(?:have|need) to (?:\w+ ){0,6}(?:all|alone|again|every|by yourself|on your own|yourself|because they|and nobody|while)\b",
    ),
    _c(
        "advise",
        0.8,
        r"\bwhy (?:do|did) (?:not you|you not) (?!say|think|want|like|trust|believe|tell)",
        "advice dressed as a question",
    ),
    _c(
        "advise",
        0.75,
        r"\bthe (?:best|first|smart|sensible|right|only) thing (?:you can do |to do |you could do |for you )?(?:is|would be|to do)\b|\byou would be (?:better|well|wise|smart|mad|crazy|silly|foolish) (?:off|advised|to|not)\b|\bi would (?:get|go for|take|sign|switch|change|buy|start|try|talk|call|ring|insulate|drop|replace|choose|pick|do it)\b|\bit would be (?:great|good|better|best|wise|smart|sensible) if you\b",
        "advice from the rep's own seat",
        unless=r"\bi would (?:go|get|take|start|try) (?:back|away|home|it)\b",
    ),
    _c(
        "advise",
        0.8,
        r"\| (?:(?:and|but|so|then|well|okay|no|now|look|just|simply) )*(?:do not (?:do|use|wait|let|worry about|listen|keep|make|waste)|go (?:for|with|and)|automate|sit down with|talk to (?:your|her|him|them)|get (?:rid|yourself|three|a|some|your)|tell (?:her|him|them|your)|ask (?:her|him|them|your)|stop (?:doing|using|worrying|being)|start (?:by|with|using|doing)|switch|try (?:it|to|our|this|this|the)|make sure)\b",
        "gives orders",
    ),
    # --- arguing --------------------------------------------------------------------------------------------------
    _c(
        "argue",
        0.9,
        r"\byou (?:are|have got it|have|got it) {A}(?:wrong|mistaken|missing the point|not listening|being (?:unfair|unreasonable|difficult|silly|stubborn|negative)|looking at (?:it|this) (?:the )?wrong|exaggerating|overreacting|confused|misinformed)\b|\bthat is {A}(?:not true|wrong|nonsense|ridiculous|rubbish|absurd|silly|no excuse|not (?:a )?(?:real |good |valid )?(?:reason|excuse|argument|the point|correct|right|possible)|just (?:an excuse|prejudice|fear|not true|wrong|a myth)|prejudice|unfair|a myth|an excuse|exactly the problem|where you are wrong|impossible)\b|\bi (?:completely |totally |strongly |really |have to )*disagree\b|\bwith (?:all |the greatest |great )*(?:due )?respect\b",
        "dismisses the client's view",
    ),
    _c(
        "argue",
        0.88,
        r"\byou (?:{A})(?:do not|did not|have not|clearly do not|obviously do not|can not) {A}(?:understand|understood|get it|see (?:the|what|how)|realise|realize|know what|listen|appreciate|looked at)\b|\byou only think\b|\byou (?:just )?think you (?:are|have|do)\b.{0,40}\bbecause\b|\byou have to (?:understand|realise|realize|admit|face|see|accept|look at)\b|\byou (?:must|should|need to) (?:understand|realise|realize|admit|face|accept|see it)\b",
        "fights the client's view",
        unless=r"\bcan you help me|\bi do not understand\b",
    ),
    _c(
        "argue",
        0.85,
        r"^\| {O}(?:no )?(?:it|that|they|we) (?:is|are|was|were|do|does|did|has) {A}not {A}(?:complicated|expensive|difficult|hard|risky|that|a problem|our fault|too|true|really|so|work|my fault|noisy)\b|\| (?:no )?(?:it|that|they) (?:is|are|was|were|do|does|did) not \|",
        "contradicts the client",
        needs="objected",
        unless=r"\bis not (?:easy|simple|cheap|fair on)\b|\bthat is not (?:easy|simple|nothing|what you)\b",
    ),
    _c(
        "argue",
        0.85,
        r"\bevery(?:body|one) (?:says|else|has|does|uses|knows)\b|\banybody can\b|\bthere is always\b|\bthat (?:was|is) (?:your|not our|not my)\b.{0,20}\b(?:fault|problem|mistake|people)\b|\byour (?:people|staff|team|nurses|drivers) (?:used|did|made|got|broke|have not|are|were)\b.{0,30}\b(?:wrong|wrongly|lazy|fault|incorrectly|badly|mistake)\b|\bwe are (?:completely |totally |very |so )?different\b(?: \||$)|(?<!not )\btrust me\b|\byou can not (?:keep|go on|just|run|be|say|seriously|really|expect|afford|compare)\b|\byou do not (?:need to|have to) worry\b|\bthere is no(?:thing)? (?:risk|to worry|reason to (?:worry|doubt|be))\b|\bworry about (?:that|it|nothing)\b.{0,4}\|$|\byou picked up\b|\byou (?:would|will) (?:see|change your mind|thank me|come round)\b",
        "argues with the client",
        needs="objected",
        unless=r"\byou can not (?:afford (?:another|a second|to lose)|keep (?:doing this alone|carrying))\b|\bpart of you\b",
    ),
    _c(
        "argue",
        0.85,
        r"\b(?:it|that|the \w+ \w+|they) (?:does|do|did|is|are) not {A}(?:work|make sense|matter|count|true|really)\b.{0,16}\b(?:though|does it|is it|do they)\b|\bis not a reason\b|\bcan not be a real\b|\byou are happy to (?:lose|waste|pay)\b|\bjust think (?:about|of) (?:how much|what|all|the)\b|\bthat is what (?:they all|they|everyone|everybody|people|you all) say\b|\bdo not be (?:silly|ridiculous|like that|difficult|so)\b|\b(?:in the past|water under the bridge)\b.{0,12}\blet us\b|\bso what\b(?: \||$)|\bi (?:already )?told you\b|\bthat makes no sense\b|\b(?:it is|that is) not (?:that )?(?:complicated|difficult|hard|expensive) (?:at all|really)\b",
        "argues with the client",
    ),
    _c(
        "argue",
        0.75,
        r"\| but {A}(?:you (?:have to|need to|must|should|can not|are|would|do|could)|everybody|everyone|that is|it is not|there is|think|our|we|this|consider|look|surely|listen)\b",
        "`but` against the client's view",
        needs="objected",
        unless=r"\bbut (?:you|that is|it is) (?:{A})?(?:not (?:sure|only|the|your)|still|tired|the one|also|afraid|worried|your|a lot|hard|want|do not want|have to (?:stand|answer|live))\b",
    ),
    # --- pressure -------------------------------------------------------------------------------------------------
    _c(
        "pressure",
        0.92,
        r"\b(?:only|just) (?:good|valid|available|open|works?|until|for|today|a few|one|two|three|this) ?(?:until|till|today|for today|this week|this month|tonight|\w+)? ?(?:left|tonight|today|tomorrow|this (?:week|month)|until|slots?|places?|spots?|days?)\b|\b(?:offer|price|deal|discount|slot|slots|places)\b.{0,30}\b(?:ends?|expires?|runs? out|is gone|gone (?:on|by|tomorrow|tonight)|until tonight|only until|tomorrow|go up|goes up|today only|left)\b|\b(?:prices?|rates?) (?:go|goes|are going|is going|will go|will be going) up\b|\b(?:last|final|one time|once in a lifetime|never again|limited) (?:chance|opportunity|offer)\b|\bbefore it is too late\b|\bwhile stocks? last\b|\btoday only\b|\bonly today\b",
        "urgency or scarcity",
        unless=r"\b(?:is|are) (?:it|they|that|the price|this) (?:only|fixed|just)\b|\bonly (?:you|your|the) \b",
    ),
    _c(
        "pressure",
        0.9,
        r"\b(?:you|we|i) {A}(?:have to|need to|must|need|want|had better|should|better) {A}(?:an answer|a decision|decide|sign|act|commit|move|make up your mind|say yes|know|a yes|your answer|a signature|a commitment)\b.{0,30}\b(?:today|now|tonight|this week|this minute|straight away|immediately|right away|by (?:monday|friday|tomorrow|tonight)|before)\b|\b(?:sign|decide|commit|act|buy|order) (?:it )?(?:{A})(?:today|now|tonight|right now|this (?:week|minute|afternoon)|immediately|straight away)\b|\bif you do not (?:act|sign|decide|change|move|do|buy|take|switch)\b|\byou(?: will| are going to)? {A}(?:regret|miss out|lose out|be (?:left behind|sorry|too late)|fall behind|get left)\b|\bleft behind\b|\bor else\b|\botherwise (?:i|we|you|the (?:offer|price|slot|deal))\b",
        "urgency",
        unless=r"\b(?:do|did|would|will|does|have) (?:you|we) (?:have to|need to|want to|sign|decide)\b|\byou (?:do|would|will) not (?:have|need|regret)\b|\bsign nothing\b|\bbefore we sign\b|\bif you do not act surprised\b|\bsuppose\b|\bwould you (?:sign|buy)\b|\bpeople\b.{0,20}\bregret\b",
    ),
    _c(
        "pressure",
        0.85,
        r"(?:\| |\b(?:oh|yeah|well|no|but|just) )come on\b(?! (?:monday|tuesday|wednesday|thursday|friday|a |the ))|\bwhat is (?:there to|stopping you|the problem|holding you)\b(?: think| consider| lose)?.{0,12}\|$|\byou will not regret\b|\byou have nothing to lose\b|\bi am not (?:leaving|going anywhere|hanging up|letting you)\b.{0,20}\b(?:until|till|before|go|off)?\b|\bi will not (?:leave|take no|go away|hang up)\b(?! you)|\bjust (?:sign|say yes|a signature|do it|try it|buy)\b|\b(?:it is|it is only|only) (?:just )?a signature\b|\btake no for\b|\bthis will only take\b|\bi (?:really |just )*need (?:you to|a yes|an answer|this sale|your answer)\b|\bcan not (?:you )?(?:make|take) a decision\b|\bwhat are you (?:waiting|afraid|scared)\b|\bso (?:we have|it is|is it|do we have) a deal\b|\bput you down for\b|\byour competitors?\b|\beveryone else (?:is|has|will)\b|\bthat is too late\b|\b\w+ is too late\b|\bdo not (?:miss|wait|hang about|think too long|let this)\b",
        "corners the client",
        unless=r"\bwhat is stopping you from sleeping\b|\bi will not (?:leave|hang) (?:you|anything|it)\b|\bwhat is the problem with\b",
    ),
    # --- assumed needs, insults, off topic, injection --------------------------------------------------------------
    _c(
        "assume",
        0.85,
        r"\b(?:you|your \w+|they) {A}?(?:are|is|have|do|need|must|will|want)? ?(?:obviously|clearly|definitely|certainly|undoubtedly|surely|of course|no doubt|always)\b|\b(?:obviously|clearly|undoubtedly|no doubt|surely) (?:you|your|they)\b|\bi know (?:that )?(?:you|your)\b.{0,20}\b(?:need|want|have|are|struggle|must|lose|problem)\b|\band you know it\b|\byou are (?:losing|wasting|paying|overpaying|missing|throwing|leaving|spending) (?:far |way |much |a lot of |too )*(?:money|too much|time|out|away|customers|thousands|more)\b|\bsomeone (?:in your position|like you)\b|\b(?:people|managers|owners|companies|shops|businesses|firms) like (?:you|yours)\b.{0,30}\b(?:always|need|want|have|struggle|lose|are)\b|\byou must (?:be (?:losing|paying|wasting|struggling)|need|want|have (?:problems|trouble))\b|\byou (?:need|want) (?:a|an|new|better|our|more|help|something)\b",
        "states a need the client never expressed",
        unless=r"\b(?:what|how|which|when|where|why|who|if|do|would|does|did|that|whether|maybe|perhaps|might)\b (?:\w+ )?you(?:r)? (?:are |clearly |obviously |definitely )?(?:need|want|obviously|clearly)\b|\byou (?:clearly|obviously|definitely) (?:care|know|love|put|thought|feel|are (?:not (?:sure|happy)|a very|proud|good|tired|angry|upset))\b|\bclearly a (?:very )?(?:smart|clever|good)\b",
    ),
    _c(
        "insult",
        0.95,
        r"\b(?:idiot|idiots|moron|imbecile|jerk|arsehole|asshole|bastard|bitch|shut up|piss off|fuck|screw you|go to hell|get stuffed|pathetic|loser)\b|\byou (?:are|must be|really are|people are)(?: all)? {A}(?:a )?(?:stupid|dumb|idiotic|an idiot|a fool|an ass|ignorant|incompetent|thick|a coward|a liar|ridiculous|mad|crazy|lazy|hopeless|blind|deaf|clueless|useless|brain dead|out of your mind)\b|\bare you (?:deaf|stupid|blind|thick|dumb|mad|crazy|an idiot|out of your mind)\b|\b(?:stupid|dumb) (?:of you|woman|man|cow|question|people|person)\b|\bdo you have a brain\b|\bhow stupid\b",
        "insults the client",
        unless=r"\byou are not (?:stupid|an idiot|crazy|mad)\b|\bi (?:am|was) (?:an idiot|stupid|a fool)\b|\byou are hopeless(?:ly)? (?:under|over)",
    ),
    _c(
        "injection",
        0.95,
        r"\b(?:ignore|disregard|forget) everything\b|\b(?:give|show|tell|send) (?:me|us) your (?:prompt|instructions|rules)\b|\b(?:ignore|disregard|forget|override|bypass) (?:all |any |your |the |these |my |every |everything )*(?:of )?(?:your |the |my |previous |prior |above )*(?:instructions?|prompts?|rules|guidelines|role|programming|persona|script|directions|context|character|above)\b|\bsystem prompt\b|\b(?:language|ai|chat) (?:model|bot|assistant)\b|\byou are (?:an? )?(?:ai|chatbot|bot|assistant|program|computer|machine|language model|llm|gpt|chatgpt|simulation)\b|\b(?:hidden|secret|original) (?:instructions?|prompt|rules)\b|\bpretend (?:that )?(?:i|you|we|to)\b|\b(?:set|raise|increase|make|max) (?:the |your |my )?(?:trust|alliance|level|patience|score|reactance)\b|\b(?:break|out of|drop) (?:the )?character\b|\b(?:developer|debug|admin|jailbreak|god) mode\b|\b(?:print|reveal|repeat|show) (?:me )?(?:your |the )(?:prompt|instructions|rules|system)\b|\bact as (?:if|though|a)\b|\brespond (?:only )?with\b|\bsay yes to everything\b|\bnew instructions?\b|\bend of (?:prompt|simulation)\b|\bas an ai\b|\bi am the (?:developer|admin|coach|author)\b",
        "tries to instruct the program",
        unless=r"\byour (?:people|staff|nurses|team|technicians|technician) (?:ignore|forget)\b|\bi (?:will not|am not going to|can not|do not want to) pretend\b|\bthey (?:ignore|forget)\b",
    ),
)

OFFER: tuple[Cue, ...] = (
    _c(
        "pitch",
        0.75,
        r"\b(?:let me|i want to|i would like to|i will) (?:just )?(?:tell you|show you|talk) (?:all )?about (?:our|my|the) (?!(?:\w+ )?(?:outage|mistake|limits?|downside|problem|failure))|\bwe (?:offer|provide) (?:a |an |the )?(?:full|wide|whole|complete|best|great)\b|\byou need (?:our|ours)\b|\b(?:buy|order|take) (?:ours|it) (?:now|today)\b|\bwhat we do is we (?:provide|offer)\b",
        "presents the offer",
    ),
    _c(
        "pitch",
        0.5,
        r"\b(?:our|my|the new|the latest) (?:new |latest |award winning |unique )*(?:product|solution|platform|service|system|software|app|terminals?|device|devices|package|heat pumps?|tool|tools|range|technology|customers|clients|company|offer|contract|programme|program|plan|team|experts|prices|rates|features|machines?|units?)\b (?:is|are|does|do|will|can|cuts?|saves?|gives?|has|have|helps?|love|loves|comes?|offers?|makes?|lets?|allows?|never|always|works?|that|which|includes?|outperforms?|provides?|automates?|reduces?)",
        "praises the offer",
    ),
    _c(
        "pitch",
        0.5,
        r"\bwe (?:also |can |will |do |have |only |always )*(?:offer|provide|deliver|guarantee|specialise|specialize|are (?:the (?!wrong|right|same|ones)|number one|a leading|experts|market)|have (?:the best|over|more than|a (?:fantastic|great|special|unique|brand))|save|cut|reduce|help (?:companies|businesses|people|shops|hospitals|customers|firms)|give you|do you a)\b|\bwhat we do is\b",
        "presents the offer",
    ),
    _c(
        "pitch",
        0.5,
        r"\b(?:best|leading|number one|cutting edge|state of the art|world class|award winning|revolutionary|unique|fantastic|amazing|incredible|unbeatable|unmatched|top of the range|game changer|game changing|market leader|fastest|cheapest|all in one|premium|superior|special|exclusive|perfect for|worth every penny|finest|most (?:advanced|reliable|efficient|modern)|best on the market|on the market|industry)\b (?!of luck|thing|to (?:reach|call|do)|time|for you|way|person)",
        "superlatives",
    ),
    _c(
        "pitch",
        0.5,
        r"\b(?:save|saves|saving|saved) (?:you |your \w+ |them |people |customers |businesses |hundreds |thousands |up to |a |great |good |deal |of |lots |lot |so |much )*(?:money|time|hundreds|thousands|a fortune|a lot|hours|\d+|thirty|twenty|fifty|ten|half|percent|every)\b|\b(?:cuts?|reduces?|halves?|lowers?|slash\w*|boosts?|increases?|doubles?) (?:your |the |their )(?:costs?|bills?|expenses|paperwork|time|turnover|sales|revenue|profits?|downtime|energy)\b|\bhow much (?:money |time )?you (?:could|can|would|will) save\b",
        "promises savings",
    ),
    _c(
        "pitch",
        0.5,
        r"\b(?:free (?:installation|trial|delivery|setup|of charge|month|demo)|no (?:setup|hidden|extra) (?:fees?|costs?)|(?:\w+ )?year (?:guarantee|warranty)|warranty|money back|discount|special price|special offer|two for one|dedicated account manager|round the clock|\d+ percent off|features|benefits|return on investment|roi|lower prices?|faster service|better rates?|efficient|automatic updates|comes with)\b",
        "sales points",
    ),
    _c(
        "pitch",
        0.5,
        r"\b(?:with (?:our|us|our \w+|this)|you) (?:you )?(?:will )?(?:get|receive|enjoy|benefit from|love it|love this)\b|\bi have (?:got )?(?:a|an|the|some|just the) (?:\w+ )?(?:offer|deal|product|solution|thing|proposal|opportunity)\b|\byou (?:will|are going to) (?:love|be amazed|be delighted)\b|\b(?:ours|our \w+|it) (?:never|always) (?:breaks?|fails?|works?|goes)\b|\b(?:our|these|the) \w+ (?:absolutely |really |all )*(?:love|loves|rave)\b|\bit (?:does|handles|takes care of|automates|runs|covers) (?:all|everything|it all|that)\b|\byou need (?:our|ours)\b|\bsign up\b.{0,12}\b(?:today|now|free)\b",
        "sells",
    ),
    _c(
        "hypothetical_close",
        0.9,
        r"\b(?:if|suppose|supposing|say|imagine|assuming|let us say) (?:that )?(?:i|we) (?:could |can |were able to |would |will |managed to |did |were to )?{A}(?:solve|solved|show|showed|fix|fixed|prove|proved|get|got|do|did|match|matched|take|took|give|gave|offer|offered|make|made|halve|halved|cut|guarantee|guaranteed|bring|drop|lower|lowered|remove|removed|reduce|save|saved)\b.{0,70}\b(?:would|will|could) you {A}(?:buy|sign|be interested|be willing|go ahead|consider|switch|say yes|agree|commit|do it|take it|move|be ready|order|be open|join|be in)\b",
        "a close that costs the client nothing to say yes to",
    ),
    _c(
        "hypothetical_close",
        0.85,
        r"\b(?:would|will) you {A}(?:buy|sign|go ahead|say yes|switch|commit) (?:today |now |then |it )?if (?:i|we)\b|\bwhat would it take to (?:earn|get|win) your business\b",
        "a close that costs the client nothing to say yes to",
    ),
    _c(
        "next_step",
        0.9,
        r"\b(?:could|can|shall|should|may|might|would|what if|how about|why do not|let us|let me|i could|i can|i would like to|i want to|we could|we can|when can|when could) (?:we |i |you |us |it be )?(?:please |maybe |perhaps |just |also |{A})*(?:meet|book|schedule|arrange|set up|come (?:by|round|over|in|and|to|along|out)|visit|drop by|drop in|stop by|put (?:it |something |fifteen |half |an |a |\d+ )?(?:\w+ )*in the (?:diary|calendar)|fix (?:a |the )?(?:date|day|time|meeting)|find (?:a |half |an |\w+ )*(?:minutes|hour|slot|date|time)|send (?:you|over|across)|sign|get you (?:signed|started)|get started|do (?:the|a) (?:paperwork|trial|demo|pilot|site|contract)|start (?:the |a |with a )?(?:trial|pilot|test)|see you|ring you (?:in|on|back|again|next)|call you (?:in|on|back|again|next)|sit down|go ahead|have (?:a|another) (?:meeting|look|call|chat)|show you (?:on|next|this|it on|a demo))\b",
        "proposes a next step",
        unless=r"\bcome back to (?:that|this|what)\b|\bcan i (?:come|go) back to (?:something|what)\b|\bnothing\b.{0,10}\bsign\b|\bbefore we sign\b",
    ),
    _c(
        "next_step",
        0.85,
        r"\b(?:would|will|are|do) you (?:be )?(?:like me to|want me to|up for|open to|free|available|happy to|willing to|okay with|able to|prepared to|interested in|like to)\b.{0,160}\b(?:visit|meeting|meet|demo|trial|call|ring|coffee|monday|tuesday|wednesday|thursday|friday|next week|tomorrow|morning|afternoon|pilot|test|appointment|draft|send|come|september|january|spring|autumn|month)\b|\b(?:minutes|half an hour|an hour|meeting|visit|demo|appointment|call)\b.{0,20}\b(?:on|next|this) (?:monday|tuesday|wednesday|thursday|friday|week|month|morning|afternoon)\b|\bi (?:could|can|would|will) (?:come|ring|call|visit|drop|be|bring|send|see)\b.{0,30}\b(?:monday|tuesday|wednesday|thursday|friday|next week|tomorrow|half an hour|afternoon|morning|september|in june)\b|\bcome (?:and|to|by|over)\b.{0,50}\b(?:monday|tuesday|wednesday|thursday|friday|next week)\b|\bput you down for (?:\w+ )?(?:monday|tuesday|wednesday|thursday|friday|next)\b|\bbook (?:a|the|you|it)\b|\bsign (?:here|the contract|up)\b",
        "proposes a next step",
        unless=r"\bi will (?:send|have|find|ring|call|bring)\b.{0,30}\bby (?:monday|tuesday|wednesday|thursday|friday)\b",
    ),
    _c(
        "insight",
        0.85,
        r"\b(?:i (?:may|might|could) (?:well )?be (?:completely |quite )?wrong|this is (?:only|just) (?:a|my) (?:guess|hunch|thought|hypothesis)|(?:it is|that is) (?:only|just) (?:a|my) (?:guess|hunch|thought)|just a (?:guess|thought|hunch)|my guess (?:is|would be)|i (?:would )?guess|i (?:was |am |just )*wonder(?:ing)? (?:if|whether)|could it be\b|might it be|is it possible that|i do not know (?:if|whether) (?:that|this|it) is (?:true|the case|so|right) (?:for|with|of) you|tell me if i am wrong|correct me if|i have a hunch|i suspect|maybe it is|perhaps it is|perhaps the|perhaps your|maybe the|maybe your)\b",
        "offers something as a guess",
        unless=r"\bi (?:would )?guess (?:so|not)\b|\bmaybe the (?:small|big|best|next)\b",
    ),
    _c(
        "insight",
        0.7,
        r"\b(?:other|many|some|most|several) (?:\w+ )?(?:bakers|owners|managers|people|schools|hospitals|clients|customers|clinics|nurses|buyers|shops|fleets|companies|families|farms|bursars|teams|directors)\b.{0,30}\b(?:tell|told|say|said|find|found|mention\w*|noticed|worry|struggle|see)\b|\b(?:one thing|something) (?:that )?(?:i|we) (?:have )?(?:noticed|noticing|seen|see|hear|learned|learnt|found|often hear|keep hearing)|\bwhat (?:i|we) (?:have )?(?:noticed|often hear|often see|keep hearing|have seen|learned|found) (?:is|in|with|at)\b|\bfrom what i (?:hear|see|have seen|have heard)\b|\bi (?:often |sometimes |keep )+(?:hear|see|notice|hearing|seeing)\b",
        "shares what others have seen",
    ),
    _c(
        "reframe",
        0.85,
        r"\b(?:another|a different|one other|the other) (?:way (?:of |to )?(?:look|see|view|think|put)\w*|view|side|angle|way of|perspective|take|reading|way to)\b|\blook(?:ing)? at it (?:differently|another way|from another|from the other)\b|\bsee it (?:differently|another way|from the other)\b|\bmay i (?:disagree|push back|offer another|see it)\b|\b(?:could|can|may|might) i (?:suggest|offer|put) (?:a |an )?(?:different|other|another)\b|\bfrom a different (?:angle|side)\b",
        "another view, by leave",
        unless=r"\byou (?:have to|must|need to|should)\b|\bthe wrong way\b",
    ),
    _c(
        "fitted_option",
        0.88,
        r"\b(?:given (?:that )?(?:you|your|the|what)|since (?:you|your|the|she|he|they)|if (?:you|your \w+|the \w+|she|he|they|it|that|\w+) (?:can not|could not|do not|is the|are the|has to|have to|is not|are|is)|as (?:you|the|your)|because (?:you|your|the)|with (?:the|your) \w+ in|then)\b[^|]{0,60}(?:\| [^|]{0,60})?\b(?:one (?:thing|option|possibility|way|idea)|an option|a possibility|(?:would|could|might) (?:it|that) (?:help|work|be easier|make it easier|suit)|(?:you|we|i) (?:could|might) (?!lose|regret|miss|get into|end up)\w+|what (?:could|might) you)\b",
        "an option that starts from the client's limits",
        unless=r"\bif you (?:do not (?:act|sign|change|buy)|keep|are (?:happy|open|not careful))\b",
    ),
    _c(
        "fitted_option",
        0.85,
        r"\b(?:from|seeing it from|looking from|on) your (?:side|seat|end|chair|point of view)\b.{0,60}\b(?:could|might|would|option|what)\b|\bwhat (?:could|might|can) you do (?:so|that|with|without|if|to|about)\b|\bwould it (?:help|be easier|work) (?:you )?if\b|\bwithout (?:touching|changing|having|taking|pulling|losing) (?:your|the|any)\b.{0,50}\b(?:could|might|would)\b|\bone (?:option|possibility|thing you could do|way) (?:for you )?(?:would be|could be|might be|is|that)\b",
        "an option from the client's seat",
    ),
    _c(
        "fitted_option",
        0.85,
        r"\bas (?:the|a) (?:client|customer|someone|somebody)\b.{0,60}\b(?:what|how) (?:could|might|can) (?:i|you|one)\b|\bif i were (?:you|in your (?:place|position|shoes)) (?:\| )?as (?:the|a) (?:client|customer)\b|\b(?:since|given|as|because|if) .{3,90}\bit (?:might|may|could|would) (?:suit|be easier|help|fit) (?:you|for you|better)\b|\bfrom where you (?:stand|sit)\b.{0,40}\b(?:option|could|might)\b",
        "an option from the client's seat",
    ),
    _c(
        "cobuild",
        0.88,
        r"\b(?:let us|suppose we|we could|shall we|could we|can we|we can|maybe we|how about we) {A}(?:work (?:it|this|that|something) out|build|design|sketch|draw (?:it |this )?up|put (?:it|this|something) together|build (?:it|this)|think (?:it|this) through|figure (?:it|this|that) out|plan (?:it|this)|map (?:it|this) out|draft|shape|try to find|find a way|combine|work on)\b|\b(?:work|figure|sort) (?:it|this|that) out together\b|\btogether\b.{0,20}\b(?:we|build|find|design|work|which|what)\b|\b(?:how|what) would you (?:build|design|shape|set|draw|change|add|put in|want in|do it)\b|\byou (?:take care of|handle|bring|pick|say what)\b.{0,40}\b(?:and |while )?(?:we|i) (?:do|write|prepare|take|handle|bring|will|sketch|draft|build|put|could|would|can)\b|\bwhat (?:else )?(?:would|should|else|is) (?:have to be |be |need to be )?(?:in there|in it|missing)\b|\byou tell me what is missing\b|\bif it was yours to\b",
        "puts it together with the client",
    ),
    _c(
        "summary",
        0.85,
        r"\b(?:let me (?:just |try to |quickly |see if i )*(?:sum|summari[sz]e|recap|play that back|say (?:it|that) back|check (?:that )?i|have (?:it|that|this|got)|make sure i|see if i|repeat)|to sum (?:it |this )?up|in summary|to (?:recap|summari[sz]e)|if i sum|if i (?:put|have|got|understand|take|add) (?:it|that|this|all|you|together|understood)|so far (?:i have|you have|i|you)|what i have (?:heard|got|understood|so far)|i have heard (?:\w+ )?(?:two|three|several|a few|a couple)|putting (?:it|that|this|all) (?:all )?together|so (?:the )?picture is|have i (?:got|understood|missed)|did i (?:miss|get|understand|leave)|so to (?:sum|recap)|let me play)\b",
        "sums up",
        unless=r"\b(?:our product|in short our)\b",
    ),
    _c(
        "flattery",
        0.88,
        r"\b(?:i (?:really |must |do |have to |just )*(?:admire|love|adore|am (?:very |so |really )?impressed|respect) (?:what|how|your|the way|by|with)|i must say|you are {A}(?:a |an |one of )?(?:very |so |really |the most )*(?:smart|clever|brilliant|intelligent|wonderful|amazing|great|impressive|sharp|wise|kind|charming|successful|talented|experienced|excellent|fantastic)|(?:that is|what) (?:a |an )?(?:very |really |such a )*(?:great|good|excellent|brilliant|fantastic|wonderful|smart|clever) (?:question|point|idea|thinking|answer)|you (?:have|have got|run|built|keep) (?:a |an )?(?:really |very |such a )*(?:lovely|beautiful|wonderful|fantastic|great|amazing|impressive|brilliant|nice|excellent) (?!weekend|day|evening|afternoon)|great question|good question|what a (?:lovely|beautiful|great|wonderful)|i am glad you asked|you sound (?:like )?(?:a )?(?:very )?(?:nice|lovely|smart|clever)|you clearly know your)\b",
        "a compliment",
    ),
    _c(
        "canned",
        0.85,
        r"\bi (?:completely |totally |really |fully |absolutely |do |certainly |can |so )*(?:understand|hear|appreciate|get|feel|respect|know|see|sympathi[sz]e|empathi[sz]e) (?:(?:you|that|it)(?= \|)|your (?:pain|concern|concerns|frustration|situation|feelings|position|point|view|hesitation)|how you feel|how (?:hard|difficult|frustrating|you must) .{0,20}|where you are coming from|what you are (?:saying|going through|feeling)|(?:that )?(?:must|this) .{0,20}|you sharing.{0,20}|with you|exactly how you feel)(?= |$)|\bi (?:completely|totally|fully|absolutely|really) (?:understand|get)\b|\bthat must (?:be|have been) (?:really |very |so |incredibly )*(?:hard|difficult|tough|frustrating|awful|stressful)(?: for you)? \||\bi am (?:so |very |really |truly )*sorry (?:to hear (?:that|this)|about that|for your loss|\||you are going|for that)|\b(?:other|many|most) (?:customers|clients|people) felt (?:the same|that way)\b|\byour call is important\b|\bthank you for sharing\b|\bi can (?:only )?imagine(?: \||$| how (?:you feel|hard))",
        "a stock phrase of empathy",
    ),
    _c(
        "offtopic",
        0.75,
        r"\b(?:match last night|football|lasagne|recipe|holiday|holidays|vacation|weather|my (?:sister|dog|cat|wife|husband|kids|brother|mother|car|garden|uncle|aunt|girlfriend|boyfriend)|movie|film|netflix|the (?:game|match|goal|election|queen|king|president)|horoscope|star sign|pizza|dinner|lottery|bitcoin|politics|what a goal|song|concert|joke|knock knock)\b",
        "nothing to do with this call",
    ),
)
