"""How strongly a turn counsels the other, takes their feeling in, or brushes it off: graded, clause by clause.

Counsel comes firm ("you should", an order), soft ("you could", "it might help to") and dressed as a question ("have you
tried asking"). Each clause has a strength of 0–1; a turn is described by its strongest clause, by how many there
are and by how much of it is counsel, so that a figure built on these still tells a hint from a list of orders. The
strengths are our own expectation, from how counsel is worded in English; no data set them.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from voicecoach.understand.moves.reading.questions import Ask
from voicecoach.understand.moves.reading.words import Clause, Utterance

_ADV = (
    r"(?:really |just |also |probably |maybe |still |definitely |always |at least |only |perhaps |certainly |first "
    r"|then |now |simply )*"
)
_LEAD = (
    r"^(?:and |so |but |then |well |just |please |okay |also |or |maybe |perhaps |always |first |look |honestly |yeah "
    r"|no |now |anyway )*"
)
_DEEDS = (
    r"(?:ask|apply|avoid|book|breathe|bring|call|check|consider|contact|document|do|drop|email|enjoy|find|focus|forget"
    r"|get|give|go|hang|ignore|join|keep|leave|look|make|meet|move|offer|pick|plan|play|practise|practice|put|quit|raise"
    r"|reach|read|relax|remember|report|request|rest|say|schedule|send|set|sit|sleep|speak|spend|stand|start|stay"
    r"|step|stick|stop|switch|take|talk|tell|think about|treat|trust|try|use|wait|walk|work|write)"
)
_FIRM: tuple[tuple[float, str], ...] = (
    (
        1.0,
        r"(?<!what )(?<!when )(?<!that )(?<!do )(?<!if )(?<!because )\byou " + _ADV + r"(?:should|need to|ought to|had better"
        r"|have got to|got to|must(?! (?:be|feel|have)\b)|are going to (?:have|need) to|have to)\b(?! (?:feel|be feeling)\b)",
    ),
    (1.0, r"\bif i were you\b|\bin your (?:place|position|shoes|situation)\b.*\bi would\b"),
    (1.0, r"\bi (?:would |really |strongly |also |do |just |can |want to |am going to )*(?:recommend|suggest|advise|urge"
          r"|encourage)\b|\bmy (?:advice|suggestion|recommendation|tip)\b"),
    (0.9, r"\bwhy do not you\b(?! (?:tell me|start by))|\bwhy not (?!me\b)\w+ "),
    (0.9, _LEAD + r"(?:do not|never|make sure|be sure to|try(?:ing)? (?:and|to|not)\b|try \w+ing)\b"
          r"(?! (?:you|know|think|have|worry about (?:me|it|that)|mind|get me|we|i|they)\b)"),
    (0.8, _LEAD + _DEEDS + r"\b(?! (?:me|us|you|that is|it is|is|was|care|for (?:me|us)|like|on (?:then|ahead)|ahead)\b)(?= \w)"),
    (0.7, _LEAD + r"let (?:him|her|them|it|go|people|others|your)\b"),
    (0.8, r"\bi would " + _ADV + _DEEDS + r"\b(?! (?:like|love|that|by|to you|you))"),
)  # fmt: skip
_SOFT: tuple[tuple[float, str], ...] = (
    (
        0.7,
        r"(?<!what )(?<!how )(?<!where )(?<!that )(?<!if )(?<!so )(?<!than )\byou " + _ADV + r"(?:could|can|might|may) "
        + _ADV + r"(?:want to|like to try|try|consider|think about|" + _DEEDS[3:] + r"\b",
    ),
    (0.7, r"\b(?:it|that|this|\w+ing|rest|sleep) (?:might|may|could|would|will|can) " + _ADV
          + r"(?:help|be (?:really |very |so |more )?(?:good|helpful|worth|useful|better|wise|best|an idea|a good idea|healthy"
          r"|smart))\b(?! (?:me|us)\b)"),
    (0.7, r"\b(?:feel|be|do) better (?:if|once|when) you\b|\bhelps? (?:to|if you)\b|\bthat way you\b"),
    (0.6, r"\b(?:have|did) you (?:ever |already |maybe |also )*(?:tried|try|considered|consider|thought (?:about|of)"
          r"|think (?:about|of)|looked into)\b(?! (?:how|what|why|that|it|this|where)\b)"),
    (0.6, r"\b(?:how|what) about (?:just |maybe )*(?:\w+ing|a|trying)\b|\bwhat if you\b"),
    (0.5, r"\b(?:would|might|could) it (?:be (?:worth|possible|an option|good|useful|better|helpful)|help)\b"
          r"|\bis there (?:any way|anyone|someone|a way) (?:that )?you (?:could|can)\b|\b(?:could|can) you " + _ADV
          + r"(?:ask|talk|speak|take|get|try|find|set|go|use|reach|start|stop|write)\b(?! me\b)"),
    (0.6, r"\b(?:maybe|perhaps) (?:a|an|try|trying|some|just|it is time|\w+ing)\b|\b(?:might|may|could) do you good\b"),
    (0.6, r"\b(?:one|another|the (?:best|first|next|only|other|easiest)) (?:\w+ )?(?:thing|option|idea|way|step|tip)\b"
          r"(?! (?:you said|you told|is that (?:i|you)|but|and))|\b(?:worked|helped|helps|works) (?:\w+ )?for me\b|\bhelped me\b"),
    (0.6, r"\b(?:better off|worth (?:a try|trying|talking|asking|\w+ing)|best to|important to (?!you)|good idea to|time to"
          r"|up to you to|no harm in)\b"),
)  # fmt: skip
_COUNSEL = tuple((strength, re.compile(pattern)) for strength, pattern in (*_FIRM, *_SOFT))
_DOES = re.compile(r"\b(?:i|you|we|they|he|she)\b")
_ORDERS_AFTER_ALL = re.compile(
    r"(?:just|please|so|then|maybe|perhaps|but|and)? ?(?:do not|try|just|make sure|please)\b|(?:just|please) "
)
_ASKED = tuple(x for x in _COUNSEL if x[1].pattern.startswith((r"\bwhy", r"\b(?:how|what) about")))
_TAKES_IN = re.compile(
    r"\b(?:that|it|you|this) must (?:be|feel|have)\b|\b(?:sounds?|seems?|must be|must feel|must have|feels?|that is|that was|it is|what|how|so|really|pretty) (?:like )?"
    r"(?:you are |you were |you feel |it is |it was |been |a |an |so |really |very |pretty |incredibly |absolutely |quite "
    r"|extremely |just |like |all |such )*(?:hard|tough|rough|awful|frustrating|exhausting|painful|stressful|unfair"
    r"|humiliating|difficult|upsetting|overwhelming|disappointing|scary|horrible|terrible|draining|hurtful|heavy|lonely"
    r"|confusing|infuriating|demoralising|demoralizing|discouraging|embarrassing|nightmare|blow|a lot)\b"
    r"|\bi (?:can |could )?(?:only |really |totally |completely )*(?:imagine|hear|see|understand|get) (?:how|why|that you|you"
    r"|the|your)\b|\b(?:it|that) (?:really |totally |completely |all )*makes (?:total |perfect |complete |a lot of )*sense\b"
    r"|\bno wonder\b|\bof course you\b|\banyone (?:would|in your)\b|\b(?:understandable|natural to|normal to|valid)\b"
    r"|\bi am (?:so |really |very |truly )*sorry (?:that |to hear|you|this|about|for|it)\b|\bi would (?:be|feel) \w+ too\b"
    r"|\byou (?:are |were |must |feel |felt |sound |seem |have been )(?:\w+ ){0,2}(?:hurt|let down|betrayed|torn|worried|angry"
    r"|frustrated|exhausted|tired|overlooked|ignored|anxious|sad|afraid|scared|lonely|alone|stuck|trapped|under pressure"
    r"|disappointed|humiliated|undervalued|unappreciated|overwhelmed|stressed|upset)\b"
)
_WARM = re.compile(
    r"\bi am (?:always |right )?here (?:for you|if|to listen)\b|\bi (?:really |so |do )*feel for you\b|\bsending (?:you )?(?:\w+ )?"
    r"(?:hugs|love|strength)\b|\bmy heart (?:goes|breaks|aches)\b|\byou are not alone\b|\bi (?:really |do |so )*care about you\b"
    r"|\bi (?:really |do |so )*hope (?:it|things|that|you|this)\b|\b(?:thank you|thanks) for (?:telling|sharing|trusting|being open"
    r"|letting me)\b|\bi am (?:really |so |very )*(?:glad|happy|proud|touched) (?:that |for |of |you|to hear)\b|\byou (?:deserve"
    r"|did not deserve)\b|\b(?:poor you|oh no|so sad|heartbreaking)\b"
)
_BRUSHES_OFF = re.compile(
    r"\bat least\b|\bbright side\b|\b(?:could|might) be worse\b|\bthings happen\b|\b(?:do not|not) (?:let it|worry|take it"
    r"|stress|think too|be so)\b|\b(?:it|that) is (?:only|just|not that|not such|no big|not the end)\b|\bcalm down\b|\bcheer up"
    r"\b|\b(?:get over|move on|let it go|forget about it|not a big deal|everything (?:happens|will be))\b|\byou will (?:be"
    r" (?:fine|okay|alright)|get over|find another)\b|\b(?:same thing happened to me|i had the same|happened to me|when i was"
    r")\b|\b(?:everybody|everyone|we all) (?:has|have|goes|go|gets|get)\b|\b(?:over ?reacting|too sensitive|too personally)\b"
    r"|\b(?:always|usually|just) like that\b|\b(?:maybe|perhaps|probably|i am sure) (?:he|she|they) (?:was|were|is|are|had|has|have"
    r"|did|does|do|meant)\b|\bit will (?:all )?(?:settle|pass|blow over|get better|work out|sort itself)\b|\bthat is (?:just )?(?:how"
    r"|the way) (?:it|things|life|business|they)\b|\bi (?:also |just )?(?:remember|had|went through|know someone|know how) (?:when"
    r"|one|that|a|the same|something|who)\b"
)


def strength(clause: Clause, ask: Ask, parts: tuple[str, ...] = ()) -> float:
    """How strongly one clause counsels (0–1). Whoever asks `what do you need` counsels nothing; `why don't you` does.

    `parts` are the clause cut at its commas: an order may stand behind one (`next time, try …`), but not in a list of
    what somebody does (`you get up, go to work, …`).
    """
    said = _ASKED if ask.kind in {"wh", "request"} else _COUNSEL
    lines = [" ".join(clause.words)]
    for k, part in enumerate(parts[1:], 1):
        if not any(_DOES.search(p) for p in parts[:k]) or _ORDERS_AFTER_ALL.match(part):
            lines.append(part)
    return max((sure for sure, pattern in said if any(pattern.search(line) for line in lines)), default=0.0)


def _parts(said: Utterance, clause: Clause) -> tuple[str, ...]:
    """The words of a clause, cut where the text has a comma."""
    cuts = [i for i in range(clause.first + 1, clause.last) if "," in said.tokens[i].gap]
    edges = [clause.first, *cuts, clause.last]
    return tuple(" ".join(t.word for t in said.tokens[a:b]) for a, b in pairwise(edges))


def counsel(out: dict[str, float], said: Utterance, asked: list[Ask]) -> None:
    """Adds the features of counsel, of taking in, of warmth and of brushing off to `out`; `asked` is what each clause asks."""
    each = [(strength(c, a, _parts(said, c)), len(c.words)) for c, a in zip(said.clauses, asked, strict=True)]
    out["counsel strongest"] = max(s for s, _ in each)
    out["counsel amount"] = math.log1p(sum(s for s, _ in each))
    out["counsel share"] = sum(s * n for s, n in each) / sum(n for _, n in each)
    out["takes it in"] = min(len(_TAKES_IN.findall(said.unbroken)), 2) / 2
    out["is warm"] = min(len(_WARM.findall(said.unbroken)), 2) / 2
    out["brushes it off"] = min(len(_BRUSHES_OFF.findall(said.unbroken)), 2) / 2
