"""Cue patterns behind the named features: each one a way of speaking, written by hand.

Matched on words without marks, where ` | ` stands between clauses. `EVERYWHERE` cues are looked for in questions
too; the others in statements only.
"""

from __future__ import annotations

import re

from voicecoach.understand.moves.features.patterns_asking import EVERYWHERE

_ADV = (
    r"(?:really |just |also |probably |maybe |still |definitely |certainly |actually |always |at least "
    r"|all |kind of |sort of |only |never |even |absolutely |all )*"
)

_STATEMENTS: tuple[tuple[str, str], ...] = (
    (
        "p sounds",
        r"\b(?:sounds?|seems?|looks?|feels?|felt|sounded|seemed) (?:to me |to you |really |pretty |a bit "
        r"|very |kind of |sort of )*(?:like|as if|as though|that)\b|\| (?:and |so |but |well )*(?:it |that "
        r"|this |you |you are |they )?(?:sounds?|seems?)\b|\bsounds? (?:like|as)\b",
    ),
    (
        "p sounds you",
        r"\b(?:sounds?|seems?|looks?|feels?) (?:to me |to you )*(?:like|as if|as though|that"
        r"|to you)? ?(?:maybe |perhaps )?(?:you|your|part of you|there is|it is|they|he|she)\b"
        r"|\byou (?:sound|seem)\b",
    ),
    (
        "p so you",
        r"\| (?:okay |yeah |mhm |right |and |but |alright |well )*(?:so|and|but|because|or|then) (?:then "
        r"|now |maybe |really |basically |for you |right now |it is like |it is )*(?:you|your)\b",
    ),
    (
        "p you feel",
        r"\byou (?:are |were |have been |have |would |might be |must be |do not |did not )?"
        + _ADV
        + r"(?:feel|feeling|felt|worried|afraid|scared|concerned|frustrated|angry|upset|tired|torn|unsure"
        r"|excited|proud|hoping|hope|want|wanting|wish|love|hate|enjoy|like|care|value|trying|ready|willing"
        r"|committed|motivated|confident|thinking|wondering|struggling|noticing|noticed|realizing|realized"
        r"|looking|willing)\b",
    ),
    (
        "p you said",
        r"\byou (?:have |had |just |also |were |are |mentioned earlier )*(?:said|saying|mentioned|mention"
        r"|told|telling|talked|talking|described|describing|shared|sharing|say)\b|\bas you (?:say|said"
        r"|put it)\b|\bi (?:am |was |can |have |also )*(?:hear|hearing|heard|picking up|getting the sense"
        r"|understand you|sense)\b",
    ),
    (
        "p what i hear",
        r"\bi (?:am |was |think i |also )*(?:hear|hearing|heard|picking up|sense|sensing)\b"
        r"|\bwhat (?:you are|i am) (?:saying|hearing|telling)\b|\b(?:let me see if|make sure) i\b"
        r"|\bif i (?:understand|hear|heard|got|have got|am hearing)\b",
    ),
    (
        "p on one hand",
        r"\b(?:on|in) (?:the )?(?:one|other) (?:hand|side)\b|\bpart of you\b|\bat the same time\b"
        r"|\bhalf of you\b|\bboth\b.*\band\b",
    ),
    (
        "p must be",
        r"\b(?:that|it|this|you|they) (?:must|would|could|can|might|may) (?:really |also |certainly )?(?:be"
        r"|feel|have been|have felt|seem)\b|\bno wonder\b|\bmakes sense\b|\bthat is (?:really |pretty "
        r"|very |so |got to be |quite )*(?:hard|tough|difficult|scary|frustrating|stressful|a lot|rough"
        r"|huge|big)\b",
    ),
    ("p you are not", r"\byou (?:are|do|did|were|have|would|can|could) not\b|\byou never\b"),
    ("p for you", r"\b(?:for|to|about|with) you\b(?! (?:can|should|need|have))"),
    ("p your", r"\byour (?!doctor|doc)\w+"),
    (
        "p important to you",
        r"\b(?:important|matters?|hard|tough|difficult|easy|easier|helpful|frustrating|scary|stressful"
        r"|value|meaningful|worth)\b[a-z ]{0,12}\b(?:to|for) you\b|\byou (?:really )?(?:value|care)\b",
    ),
    (
        "p it is like",
        r"\b(?:it is|it was|that is|that was|this is) (?:almost |kind of |sort of |just |more "
        r"|not )*(?:like|been|about|something|the|a|what|how|where|why)\b",
    ),
    ("p because", r"\bbecause\b"),
    ("p like", r"\blike\b"),
    (
        "p must",
        r"\byou " + _ADV + r"(?:need to|have to|have got to|got to|must|should|ought|had better|better|are supposed to"
        r"|are going to (?:have to|need to|want to|take))\b",
    ),
    ("p we need", r"\bwe " + _ADV + r"(?:need|have|should|must|will|are going|want|ought|can|could)\b"),
    (
        "p they must",
        r"\b(?:he|she|they|it|people|that|this|everyone|everybody) "
        + _ADV
        + r"(?:needs? to|has to|have to|must|should|ought)\b",
    ),
    (
        "p advise",
        r"\bi (?:would|will|am going to|do|can|want to|am)? ?"
        + _ADV
        + r"(?:recommend|advise|suggest|encourage|urge|strongly|would (?:say|try|go|start|start with|avoid"
        r"|switch))\w*\b|\bmy (?:advice|recommendation|suggestion)\b|\bif i were you\b"
        r"|\bin your (?:position|place|shoes)\b|\b(?:it is|would be) (?:best|better|a good idea|good|wise"
        r"|important|helpful|great) (?:to|if you|that you|for you to)\b|\bthe best (?:thing|way|option)\b"
        r"|\bwhat you "
        + _ADV
        + r"(?:need|should|ought|have)\b|\bwhy (?:do|did) not you\b|\byou (?:might|may|could) (?:want to|also"
        r"|try|consider|think about)\b",
    ),
    (
        "p imperative",
        r"\| (?:and |so |but |then |well |just |please |okay |also |or |now |always )*(?:try|take|make sure"
        r"|do not|think about|stop|start|keep|consider|remember|talk to|call|use|avoid|get|go|put|look|come"
        r"|check|bring|give|let)\b(?! (?:you|it is|that is|me|us|let|a look)\b)",
    ),
    (
        "p warn",
        r"\bif you (?:do not|keep|continue|are not|do)\b|\b(?:otherwise|at risk|risk of|risk for"
        r"|could (?:die|get|lead|cause|end up|happen|kill)|can (?:cause|lead|get|damage|kill|die|actually)"
        r"|will (?:only|just|get|cause|lead|kill|die|never)|going to (?:get|cause|kill|die|end)|puts? you"
        r"|putting you|lead to|leads to)\b",
    ),
    (
        "p urge",
        r"\bi (?:really |just )?(?:need|want|wish) you (?:to|would|had)\b|\b(?:very|really|extremely|truly"
        r"|so) (?:serious|important|dangerous|seriously|bad)\b|\bno (?:reason|excuse)\b|\bnow is the time\b"
        r"|\byou know (?:very well|that|this)\b|\bi hope you\b|\bi can not (?:emphasize|stress|believe)\b",
    ),
    (
        "p our offer",
        r"\bwe (?:have|offer|do|can|could|will|would|are|provide|also|want|like|would like)\b"
        r"|\bthere (?:are|is) (?:a |some |several |many |also |all |lots |different |other "
        r"|various )*(?:\w+ )?(?:things|ways|options|programs|groups|medications|services|resources|steps"
        r"|choices|lot)\b",
    ),
    (
        "p options",
        r"\b(?:options?|choices?|alternatives?|ways?) (?:\w+ )?(?:available|you|that|we|to|is|are|would"
        r"|include)\b|\bone (?:thing|option|way|possibility|idea) (?:is|would|could|that|might|you)\b"
        r"|\bsome people\b|\bother people\b|\bup to you\b|\byour (?:choice|decision|call)\b|\byou (?:can"
        r"|could|might|may) (?:choose|decide|also|use|try|get|call|go|take|do|talk|start)\b",
    ),
    (
        "p teach",
        r"\b(?:what (?:we|they|it|that|this|happens) (?:\w+ )?(?:know|is|does|means|found|see)"
        r"|it is (?:called|a|the|actually|important|recommended|very|known|really|because|possible|common"
        r"|not)|this (?:is|means|will|medication|can|includes|form)|that (?:is because|means|can|will"
        r"|is why|includes|is the|is a)|(?:is|are) (?:called|caused|related|linked|associated|recommended"
        r"|considered|likely|known|designed)|the reason|tends? to|usually|typically|in general|for example"
        r"|such as|things like)\b",
    ),
    (
        "p agenda",
        r"\b(?:we (?:will|are going to|can|could|are here|have|talked|talk|went|might)|let us|i (?:am|will"
        r"|would|want|wanted|just|have|am going) (?:\w+ )?(?:to|like|going|here|gonna|be|ask|give|see|have"
        r"|just)|my (?:name|job|role)|today|next time|the next|last time|appointment|follow up|meet"
        r"|session)\b",
    ),
    (
        "p thanks",
        r"\b(?:thank you|thanks|appreciate|good to (?:see|meet)|nice to (?:see|meet)|glad you|welcome"
        r"|have a (?:good|great|nice)|good luck|see you|take care|bye|my pleasure|no problem)\b",
    ),
    ("p greet", r"^\| (?:\w+ )?(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|welcome|come in)\b"),
    (
        "p praise",
        r"\b(?:that is|you are doing|it is|you have done|this is|sounds|that would be|what a"
        r"|i think that is) (?:a |an |really |so |just |pretty |very |all |absolutely |actually )*(?:great"
        r"|good|fantastic|wonderful|excellent|awesome|amazing|perfect|terrific|impressive|nice|neat|cool"
        r"|important|correct|right|true|fair|fine|interesting)\b|\b(?:good|great|nice|well) (?:job|work"
        r"|for you|done|point|question|idea|start)\b",
    ),
    (
        "p strengths",
        r"\byou (?:have |are |were |had |really |also |clearly |obviously )*(?:able to|done|managed|worked"
        r"|working hard|tried|strong|capable|already|been able|made|taken|come|willing|given|thought|got"
        r"|succeeded|know)\b|\btakes? (?:a lot of )?(?:courage|guts|strength|effort)\b",
    ),
    ("p sorry", r"\b(?:sorry|apologi[sz]e)\b"),
    (
        "p i feel",
        r"\bi (?:am|was|would|feel|felt|really|just)? ?(?:really |so |very |a bit |just )*(?:worried"
        r"|concerned|surprised|taken aback|glad|happy|afraid|impressed|sorry|curious|wondering|thinking"
        r"|disappointed)\b",
    ),
    (
        "p disagree",
        r"\| (?:but|no|well|however|actually)\b[a-z ]*\b(?:not|is|are|you|that|it)\b|\byou (?:do not"
        r"|can not) (?:understand|just|keep|be|do|have|want|think)\b|\bthat (?:does not|is not|makes no)\b",
    ),
    (
        "p quote",
        r"\| (?:um |and |so )?(?:i|my|we|me)\b(?! (?:think|hear|am|would|was|want|know|can|will|wonder"
        r"|guess|mean|have|just|see|understand|do|need|really|appreciate))",
    ),
    ("p even though", r"\b(?:even though|although|while|despite|instead|rather than|without|as much as|except)\b"),
    (
        "p them",
        r"\| (?:so |and |but |because |okay |yeah )*(?:he|she|they|your \w+|people|other people|everyone"
        r"|everybody|her|his|their)\b",
    ),
    ("p it", r"\| (?:so |and |but |because |okay |yeah |mhm )*(?:it|that|this)\b"),
    ("p gerund", r"\| (?:and |so |or |but |just |not |about |kind of |like |of )*\w{3,}ing\b"),
    ("p i can", r"\bi (?:can|could|will|would) (?:see|understand|imagine|tell|appreciate|hear)\b"),
    (
        "p past you",
        r"\byou (?:were|had|used|did|went|got|came|thought|knew|said|felt|wanted|started|tried|found|made"
        r"|took|told|realized|decided|noticed)\b",
    ),
    (
        "p sometimes",
        r"\b(?:sometimes|often|every time|when you|whenever|once in a while|a lot of the time"
        r"|now and then)\b",
    ),
    (
        "p conditional you",
        r"\bif you (?:were|could|did|had|want|wanted|would|can|decide|choose)\b|\bwhen you (?:are|were|have"
        r"|get|go|do|feel|think|drink|come)\b",
    ),
    (
        "p kind of",
        r"\b(?:kind of|sort of|a little bit|a bit|a little|pretty much|maybe|perhaps|almost|somewhat"
        r"|in a way|i guess|guess)\b",
    ),
    (
        "p confronts",
        r"^\| (?:yeah |well |okay |no |right |mhm |alright |and |[a-z]+ )?but (?:you|your|that is|it is"
        r"|everybody|everyone|there|the|these|if|think|come|i)\b|\bcome on\b|\bno such thing\b|\bunlikely\b"
        r"|\bi can not believe\b|\byou (?:are|were) wrong\b|\bmakes no sense\b|\bi thought you\b"
        r"|\byou (?:do not|did not) (?:understand|listen|realize|realise|seem to)\b|\byou can not (?:keep"
        r"|be|do|just|go|drink|drive|expect|say|have|blame|run)\b|\bnot (?:even|as (?:hard|bad|easy))\b"
        r"|\bi (?:just )?(?:do not|did not|will not) (?:tolerate|accept|want to (?:see|argue|hear))\b",
    ),
    (
        "p worries aloud",
        r"\bi (?:am|was|get|have been) (?:really |very |just |so |a little |a bit |also )*(?:worried"
        r"|concerned)\b|\b(?:worries|concerns|concerning|disappoints|bothers|scares) (?:to )?me\b"
        r"|\bit is you that\b|\bi (?:wish|hope) (?:that )?you\b|\bi (?:want|need) you to\b"
        r"|\bi do not want (?:to see )?you\b",
    ),
    (
        "p rules",
        r"\b(?:rules?|polic(?:y|ies)|allowed|supposed|limits?|laws?|legal|illegal|expect(?:s|ed)?"
        r"|expectations?|violations?|responsib(?:le|ility)|consequences|requirements?|required|guidelines?"
        r"|deal)\b",
    ),
    (
        "p threat words",
        r"\b(?:die|died|dying|death|dead|kill(?:s|ed|ing)?|wreck\w*|accidents?|arrest\w*|suspen\w*|jail"
        r"|prison|damag\w*|ruin\w*|destroy\w*|cancer|disease|emergency|hospital|danger\w*|injur\w*|lose"
        r"|losing|crash\w*|overdose|addict\w*|harm\w*|punish\w*|fail|failing|failure|bankrupt\w*|fired|fine"
        r"|fines|lawsuit|risk\w*|problems?|worse|trouble)\b",
    ),
    (
        "p fragment",
        r"^\| (?:and |so |just |or |but |not |very |kind of |like |yeah |okay |really |a |an |the |of |to "
        r"|in |with |for )*(?:\w+ ){1,6}\|$",
    ),
    (
        "p modal future you",
        r"\byou (?:will|would|are going to|might|may|could) "
        + _ADV
        + r"(?!be |feel |like |want |rather |have liked)\w+",
    ),
    ("p question before", r"\bdo you (?:even |really )?(?:understand|appreciate|realize|realise)\b"),
    (
        "p their voice",
        r"\b(?:saying|thinking|thought|think|like|feel like|said) (?:to yourself )?(?:i|my|oh|well|hey|why"
        r"|what|this is|do i|am i|maybe i)\b",
    ),
    (
        "p suggests",
        r"\b(?:one|another|the (?:next|other|first|best|only|easiest|main)) (?:\w+ )?(?:thing|step|option"
        r"|idea|way|things)\b[a-z ]{0,40}\b(?:would|could|might|may|is to|is that you|are)\b|\b(?:would"
        r"|might|could|may) be (?:to|getting|trying|\w+ing|a good)\b|\b(?:keep|kept) an eye\b"
        r"|\b(?:something|what) i would like you to\b|\bi would like you to\b|\bhow about\b|\bwhy not\b"
        r"|\bi was (?:thinking|going to suggest)\b|\b(?:maybe|perhaps) you (?:can|could|should|need)\b"
        r"|\byou (?:just|should just|can just)\b|\bgot to\b|\bbetter off\b",
    ),
    (
        "p wants for them",
        r"\bi (?:want|hope|would love|would like|just want|really want|wish) (?:for )?(?:you|that you"
        r"|to see you)\b|\bdo not want you\b|\bwe want you\b",
    ),
    (
        "p your side",
        r"\bfor you (?:it|that|this|the)\b|\bin your (?:life|world|mind|eyes|head|own)\b|\bto you (?:it"
        r"|that|this)\b|\bon your (?:mind|own|side)\b",
    ),
    (
        "p would like",
        r"\byou (?:would|had) (?:really |just |kind of |rather |also )*(?:like|love|want|rather|prefer|be)\b",
    ),
    ("p not a you", r"\b(?:it|that|this) (?:is|was|does|did|would|has) not\b"),
    ("p still", r"\b(?:still|already|even|only|actually|really|definitely|certainly)\b"),
    ("p contrast", r"\b(?:but|yet|although|even though|and yet|at the same time|on the other)\b"),
    ("p you and they", r"\byou\b.*\b(?:they|them|he|she|her|him|people)\b"),
    (
        "p adjective ending",
        r"\b(?:is|was|are|feels|sounds|seems|be|been|being|pretty|very|really|quite|so|kind of|not|just"
        r"|more|too) (?:a |an )?\w{3,}(?:ing|ed|ful|ous|ive|able|less|ic)\b",
    ),
)
FEATURE_PATTERNS: tuple[tuple[str, re.Pattern[str], bool], ...] = tuple(
    (name, re.compile(pattern), False) for name, pattern in _STATEMENTS
) + tuple((name, re.compile(pattern), True) for name, pattern in EVERYWHERE)
"""(feature's name, pattern, whether questions are searched as well)."""
