"""English words that the built-in client listens with: how a question begins, what is a thing, whose it is.

Only single words and pairs of words, looked for in what a recogniser understood, which has no punctuation
to rely on.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(" ".join(pair.split()) for pair in text.split("/"))


ASKING_FIRST = _words(
    """
    are can could did do does has have how is may should was were what when where which who whose why
    will would
    """
)
"""A turn that begins with one of these asks something."""

FILLERS = _words(
    """
    and but er now ok okay right so then uh um well yes
    """
)
"""These may stand before it."""

ASKING_PAIRS = _pairs(
    """
    are you / can i / can you / could i / could you / did you / do you / does it / has it / have you /
    how are / how big / how come / how did / how do / how does / how has / how is / how long / how many
    / how much / how would / is it / is that / is there / may i / mind if / tell me / was it / were you
    / what are / what did / what do / what does / what happened / what happens / what has / what is /
    what made / what makes / what matters / what was / what went / what would / what's / when do / when
    does / when would / where do / which of / who decides / who did / who do / who does / who else / who
    has / who is / who signs / who would / why did / why do / why is / why not / would it / would you
    """
)
"""Two words that begin a question anywhere in a turn."""

WANTS_A_FACT = _pairs(
    """
    do you have / how big / how long / how many / how much / how often / how old / is there / what time
    / when do / when does / when is / where do / where is / which of / who are / who does / who is
    """
)
"""Questions that want a fact: on these the client says so when it does not know."""

TURNED = {"your": "my", "my": "your", "our": "your"} | {
    w: w for w in _words("the a an this that these those their his her")
}
"""Words before a noun, turned round to the client's side."""

BEFORE_PLURALS = _words(
    """
    about and any by fewer for many more no of on or some with without
    """
)
"""After these a plural stands on its own: “about savings” can be taken up as “savings”."""

NOUNS = _words(
    """
    account accounts afternoon agreement answer answers appointment area arrangement attention benefit
    benefits bill bills budget building business busy-season calendar call calls card cards care case
    cases catalogue change changes choice colleague colleagues comfort company complaint complaints
    concern concerns condition conditions connection contract contracts cost costs coverage customer
    customers cut cuts damage data date dates deadline deal decision decisions delay delays delivery
    demand demo department detail details device devices difference difficulty discount discounts doubt
    doubts effort equipment example experience expert expertise failure fault favour fear fee feedback
    fees figure figures firm fleet form forms friend guarantee guarantees handover heating help helpline
    history hour hours house idea ideas impact improvement information installation insurance interest
    investment invoice invoices issue issues job kitchen lead line list load loan loss losses machine
    machines maintenance management manager margin market material materials meal meals meeting meetings
    menu mess method minute minutes mistake mistakes model money month months morning name need needs
    number numbers offer offers office officers operation opportunity option options order orders
    packaging pain partnership patience pattern payroll people performance phone pilot plan plans point
    points policy position premium premiums presentation pressure price prices pricing priorities
    priority problem problems process product products profit programme project promise promises proof
    proposal quality question questions quote quotes rate rates reason reasons record records
    relationship renewal report reports reputation research result results return risk risks rota rule
    rules safety salary saving savings schedule school season seconds security service services setup
    shift shifts signature situation software solution solutions staff standard start story stress
    success supplier suppliers support surprise switch system systems task tasks team teams technology
    tender terms test time training transition trial trouble trust upgrade value version visit wait
    warranty waste week weeks winter work workload worry year years
    """
)
"""Words that can end an echoed phrase, so that it is always a thing and never half a sentence."""

NOT_ECHOED = _words(
    """
    answer answers attention call calls deal hour hours interest line minute minutes name part point points
    question questions time week weeks year years
    """
)
"""Things of the talk itself, which nobody takes up: “take your time” is about no time."""

MODIFIERS = _words(
    """
    annual bad basic better big biggest broken cheaper current daily different difficult early easy
    extra fair fast final first fixed flat free full good great hard hidden high honest important large
    last late lower main monthly new next old own personal poor possible quick real recent right same
    second short simple single slow small special steady technical third tight total usual weekly whole
    wrong yearly
    """
)
"""Words that may stand before them."""
