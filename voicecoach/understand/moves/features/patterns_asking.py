"""Cue patterns that are looked for in questions as well as in statements; how to read them: features/patterns.py."""

from __future__ import annotations

EVERYWHERE: tuple[tuple[str, str], ...] = (
    ("p rebukes", r"\bwhat were you thinking\b|\bdo you (?:even |really |not )*(?:understand|appreciate|realize"
    r"|realise|know) (?:how|that|what|you)\b|\b(?:do|does|did|is|are|would|could) not (?:you|that|it"
    r"|this) (?:know|think|want|concern|worry|bother|care|realize|see|make)\b|\byou do not want (?:that"
    r"|to (?:end|get|be|see))\b|\bwho is going to\b|\bwhat (?:can|could) be more important\b"
    r"|\bhow (?:could|can) (?:you|it)\b|\bdo you want (?:him|her|them|to (?:be|end|die|get|lose))\b"),
    ("p commits them", r"\b(?:can|could|will|would) you (?:do that|promise|agree to|commit|try (?:that|it|this))\b"
    r"|\bdo you think you (?:can|could)\b|\btell me that you are\b|\bso you (?:will|are going to)\b"),
    ("p check", r"\b(?:is that (?:right|correct|fair|accurate|true|what)|did i (?:get|miss|hear|understand)"
    r"|does that (?:sound|seem|make|fit)|am i (?:right|hearing|getting)|have i got"
    r"|how does that sound)\b"),
    ("p ask info", r"\bwhat (?:do|did|would|have) you (?:already )?(?:know|heard|understand|been told)\b"),
    ("p scale", r"\b(?:scale|zero|out of (?:ten|10)|to (?:ten|10))\b|\b(?:1|one|0|zero) (?:being|is|means)\b"),
    ("p permission", r"\b(?:(?:would|is) (?:it|that) be? ?(?:okay|alright|fine)|do you mind|would you mind|if (?:that is"
    r"|it is) (?:okay|alright)|can i (?:share|tell|give|offer|show)|may i|could i|would you (?:like"
    r"|be interested|be willing|be open))\b"),
    ("p could you do", r"\b(?:do|did|would|are|will) you (?:think )?(?:you )?(?:could|can|able to|want to|willing to"
    r"|be able to|ready to)\b"),
    ("p what think", r"\bwhat (?:do|are|is|about|would) (?:you think|your (?:thoughts|impression|take|feeling|sense)"
    r"|you make)\b|\bhow (?:do|does|would|about) (?:you feel|that (?:sound|feel)|you see)\b"),
    ("p you or i", r"\bor (?:something|anything|whatever|not|no)\b|\bor \|$"),
    ("p you ever", r"\b(?:you|have you) ever\b"),
    ("p ends wh", r" (?:what|how|why|who|where|when|which) \|$|\b(?:what|how long|how much|how many|who|where) \|$"),
    ("p or end", r"\bor (?:you|is it|do you|are you|just|maybe|more|a|the|with|not)\b[a-z ]{0,30}\|$"),
    ("p any", r"\b(?:any|anything|ever|anybody|anyone)\b"),
    ("p you statement end", r"\| (?:so |and |okay |mhm |alright )*you (?:are|have|were|do|did|had|would|know|think|feel|want"
    r"|like)\b[a-z ]{0,40}\|$"),
)  # fmt: skip
