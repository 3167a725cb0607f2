"""Closed lists of words for the labeller: grammar and everyday speech, written by hand.

None of this is learned from data: pronouns, auxiliaries, question words, fillers, spoken short forms, and the
common words for feelings and obligations that any English speaker could list.
"""

from __future__ import annotations


def _w(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- speech ----------------------------------------------------------------------------------------------------

FILLERS = _w("um uh er erm uhm ah eh umm uhh")
KEEP_DOUBLE = _w("no yes yeah very really okay right many much so well had that")
BACKCHANNEL = _w(
    "mhm yeah yes yep yup okay ok right sure alright oh wow hm aha ah uh huh really great good fine exactly true"
    " absolutely definitely of course cool nice gotcha understood interesting ha indeed totally certainly all well"
    " so and but no perfect wonderful excellent fantastic awesome neat i see got it fair enough"
)
"""A turn made of nothing but these says only that somebody is there."""

JOINED: dict[str, tuple[str, ...]] = {
    "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"), "kinda": ("kind", "of"),
    "sorta": ("sort", "of"), "lemme": ("let", "me"), "gimme": ("give", "me"), "dunno": ("do", "not", "know"),
    "cause": ("because",), "coz": ("because",), "cos": ("because",), "cuz": ("because",), "ok": ("okay",),
    "yep": ("yeah",), "yup": ("yeah",), "yah": ("yeah",), "ya": ("you",), "aint": ("is", "not"), "ain't": ("is", "not"),
    "can't": ("can", "not"), "cant": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"),
    "wont": ("will", "not"), "shan't": ("shall", "not"), "let's": ("let", "us"), "lets": ("let", "us"),
    "im": ("i", "am"), "ive": ("i", "have"), "youre": ("you", "are"), "youve": ("you", "have"),
    "youll": ("you", "will"), "youd": ("you", "would"), "theyre": ("they", "are"), "theyve": ("they", "have"),
    "theyll": ("they", "will"), "weve": ("we", "have"), "hes": ("he", "is"), "shes": ("she", "is"),
    "its": ("it", "is"), "thats": ("that", "is"), "whats": ("what", "is"), "theres": ("there", "is"),
    "heres": ("here", "is"), "whos": ("who", "is"), "hows": ("how", "is"), "wheres": ("where", "is"),
    "itll": ("it", "will"), "thatll": ("that", "will"), "itd": ("it", "would"), "thatd": ("that", "would"),
    "dont": ("do", "not"), "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "wasnt": ("was", "not"), "werent": ("were", "not"), "havent": ("have", "not"),
    "hasnt": ("has", "not"), "hadnt": ("had", "not"), "wouldnt": ("would", "not"), "couldnt": ("could", "not"),
    "shouldnt": ("should", "not"), "mustnt": ("must", "not"), "neednt": ("need", "not"),
    "could've": ("could", "have"), "y'all": ("you",), "ma'am": ("madam",), "o'clock": ("oclock",),
    "e.g": (), "alrighty": ("alright",), "hiya": ("hi",), "cheers": ("thanks",), "ta": ("thanks",),
    "favourite": ("favorite",), "til": ("until",), "till": ("until",), "'cause": ("because",), "allright": ("alright",),
}  # fmt: skip
"""Spoken and unapostrophed forms. `its` is opened as `it is`: in speech that is nearly always what was said."""

NOUNISH = _w(
    "it that what he she there who how where here when why everybody everyone somebody someone nobody nothing"
    " everything something this which let everything today now one"
)
"""After these, 's is `is`; after any other word it is taken for the possessive."""

SHORT = _w(
    "be see send call ring give get just let have find tell go do ask leave try make come love like rather say want"
    " imagine need look check put take also still never be bring"
)

# --- grammar ---------------------------------------------------------------------------------------------------

SUBJECTS = _w("i you we they he she it")
OBJECTS = _w("me you us them him her it")
POSSESSIVE = _w("my your our their his her its")
AUX = _w("do does did am is are was were have has had can could will would shall should may might must")
BE = _w("am is are was were be been being")
WH = _w("what how why when where who which whose whom")
DETERMINERS = _w("the a an this that these those my your our their his her its any some another each every no all both")
PREPOSITIONS = _w(
    "about of to for with from by at in on into after before over under between without through like than as around"
)
CONJUNCTIONS = _w("and but so because or then although though while whereas if when since unless until plus yet that")
OPENERS = _w(
    "and but so because or then well okay oh yeah yes no now also actually maybe perhaps really just basically again"
    " anyway still right mhm alright plus now sure hmm ah great good fine listen look honestly frankly absolutely"
    " exactly hi hello hey please i-mean cool understood thanks"
)
"""Words that may stand before a clause proper begins."""
NEGATION = _w("not no never nothing nobody none neither nor without hardly barely")

STOP = (
    AUX | BE | WH | DETERMINERS | PREPOSITIONS | CONJUNCTIONS | OBJECTS | POSSESSIVE | BACKCHANNEL | NEGATION | OPENERS
    | _w(
        "there here out up down off back away again very too much more most less least many few lot lots bit little quite pretty"
        " only even ever once kind sort thing things something anything everything nothing stuff way going go goes went gone"
        " get gets got getting make makes made making say says said saying tell tells told think thinks thought know knows"
        " knew mean means meant guess want wants wanted like likes let us one two ones other others own same such almost"
        " it's myself yourself themselves himself herself ourselves each else always often sometimes usually never already"
        " yet still now then today able come came coming take took put see saw seen look looks looking feel feels felt sound"
        " sounds seem seems hear hearing heard sure part side bring does doing done did keep try trying need needs might"
        " around because really kinda probably certainly actually basically whatever whether people person someone somebody"
        " mhm hi hello hey please thank thanks sorry"
    )
)  # fmt: skip
"""Words without a meaning of their own for measuring how much of the client's meaning a turn takes up."""

# --- meaning ---------------------------------------------------------------------------------------------------

FEELINGS = _w(
    "afraid alone angry anger annoyed annoying anxious anxiety ashamed awful awkward bitter bored burdened calm cautious"
    " comfortable concern concerned concerns confident confused confusing curious dangerous defeated depressed desperate"
    " determined devastated disappointed disappointing discouraged discouraging dread dreading eager embarrassed embarrassing"
    " excited excitement exhausted exhausting exposed fear fearful fed frightened frightening frustrated frustrating"
    " frustration glad grateful grief guilt guilty happy hard harsh heavy helpless hesitant hesitation hope hopeful hopeless"
    " horrible humiliated humiliating hurt hurts ignored impatient insecure insulted irritated irritating isolated judged"
    " let-down lonely lost mad miserable nervous nightmare offended overwhelmed overwhelming pain painful panic pleased"
    " powerless pressure pressured pride proud puzzled rattled reassured regret relief relieved reluctant resentful"
    " responsible sad safe scared scary sceptical skeptical shame shock shocked sick stress stressed stressful struggle"
    " struggling stuck stung suffering surprised surprising suspicious tempted tense terrible terrified terrifying"
    " threatened tired tiring torn tough trapped trouble troubled trust uncertain uncomfortable uneasy unfair unhappy unsafe"
    " unsure unsupported upset upsetting used-up useless vulnerable wary weary worn worried worries worry worrying wounded"
)  # fmt: skip
FEEL_VERBS = _w(
    "feel feels feeling felt hate hates love loves enjoy miss care cares dread fear worry worries hope wish wishes"
)
STATE_VERBS = _w(
    "want wants wanted need needs like likes love hate feel feels felt feeling think thinks thought know knows believe"
    " believes wish wishes hope hopes care prefer see sees value mind trust enjoy find realise realize recognise recognize"
    " notice noticed wonder wondered wondering expect expected worry dread miss struggle manage decide decided try tried"
    " trying thinking wanting hoping getting feeling seeing noticing"
)
OBLIGE = _w("should must ought need needs have has gotta supposed better")
HEDGES = _w("maybe perhaps might could possibly probably guess suppose wonder somewhat seems seem sounds kind sort")
NUMBER_WORDS = _w(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty"
    " ninety hundred thousand million half percent dozen"
)
GENERIC_PEOPLE = _w(
    "people patients adults children kids women men customers clients companies folks everybody everyone others anyone"
    " businesses shops users families managers hospitals schools buyers owners friends most studies research experts"
)
EVIDENCE = _w(
    "research studies study evidence risk risks increase increases increased recommend recommended recommends"
    " recommendation guidelines guideline average percent effective proven data statistics experts doctors causes cause"
    " effects effect damage benefits benefit information fact facts symptoms medication medications medicine"
    " treatment levels level disease prevent reduce lower affect affects serious severe"
)
"""Words of somebody who informs: the vocabulary of leaflets, not of listening."""
PRAISE = _w(
    "great good fantastic wonderful excellent amazing awesome brilliant terrific perfect impressive lovely super nice"
    " marvellous marvelous admirable"
)
POSITIVE_GOALS = _w(
    "goal goals plan plans future dream dreams hope hopes value values important importance matters matter"
)
