"""A scenario: who the client is, what they hide, what they say, and what a good ending is.

Only the values; respond/scenarios/files.py reads them from YAML and finds every mistake with its line.
docs/scenario-format.md explains each key to coaches. Unknown keys are refused.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from voicecoach.session import Difficulty

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Channel = Literal["cold_call", "visit", "meeting", "customer"]


class Part(BaseModel):
    """A part of a scenario: frozen, strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Brief(Part):
    """The 15-second card the rep reads before the call."""

    who: Text
    """Who the rep is."""
    offer: Text
    """What they offer."""
    why: Text
    """Why they call."""
    want: Text
    """What they want from this call."""


class Persona(Part):
    """The client as a person."""

    name: Text
    role: Text
    company: Text
    character: Text
    """How this person is: two or three sentences, for a language model and for coaches."""
    manner: Text
    """How they talk: plain, clipped, formal, warm … and British or American. Chooses the shared lines."""
    voice: str = ""
    """A voice of the synthesiser (`en-gb+f3`), or empty for the platform's own."""
    rate: int = Field(default=165, ge=100, le=260)
    """Words a minute when neither closed nor open."""
    pitch: float = Field(default=1.0, ge=0.5, le=1.6)


class Handover(Part):
    """Somebody else takes over the call, as a head nurse does from the front desk."""

    level: int = Field(default=2, ge=1, le=4)
    """The level at which it happens."""
    says: Lines
    """What is said then, in this order: first by the one who hands over, then by the one who takes over."""
    client: Persona


class Truth(Part):
    """What the rep's read of the client is held against."""

    worry: Text
    """What really worries them."""
    worry_words: Lines
    """Words that show that the rep saw it."""
    decides: Text
    """Who decides."""
    decides_words: Lines
    openness: int = Field(ge=1, le=5)
    """How open they really are at Hello, 1 (shut) to 5 (wide open)."""


class Fact(Part):
    """Something anyone may be told. `asked` are words in a question that it answers; `says` are wordings."""

    id: Id
    text: Text
    asked: tuple[Text, ...] = ()
    says: Lines


class Locked(Part):
    """Something the client hides until trust has reached `level`."""

    id: Id
    text: Text
    """The fact in one sentence; goes into a prompt only when unlocked."""
    level: int = Field(ge=1, le=5)
    tells: Lines
    """Words or phrases that would give it away: the guard listens for them."""
    story: Lines
    """How a person tells it: pieces of one to three sentences, told in this order, at most 120 words."""
    asked: tuple[Text, ...] = ()
    not_prying: bool = False
    """Leaving this alone is a success too."""


class Answer(Part):
    """What the client answers when the rep's question has one of the words in `asked`."""

    asked: Lines
    says: Lines
    level: int = Field(default=0, ge=0, le=5)
    """From this level on; below it the client parries."""


class Test(Part):
    """A test of trust after level 2: how it is posed, which moves meet or fail it in the next rep turn."""

    id: Id
    kind: Literal["hard_question", "delay", "price_push"]
    says: Lines
    met_by: Lines
    failed_by: Lines
    met: Lines
    """What the client says when the test was met."""
    failed: Lines


class FinalNo(Part):
    """A No that is meant: in the share `chance` of seeds the client says it however well it is treated."""

    chance: float = Field(default=0.1, ge=0, le=1)
    level: int = Field(default=2, ge=1, le=2)
    because: Text
    says: Lines


class Script(Part):
    """Lines per act, in the client's own words; enough for a long call without saying one twice."""

    greet: Lines
    """How the call is answered, or the rep received."""
    greet_back: tuple[Text, ...] = ()
    """After the rep only said hello, or asked whether it is them; the bank has some too."""
    quick_yes: tuple[Text, ...] = ()
    """For `inbound` only: the Yes that comes at once, in several wordings."""
    reflex_no: Annotated[tuple[Text, ...], Field(min_length=4)]
    """The first No, a reflex; each must be a No that stands by itself."""
    surface_objection: Lines
    """The reasons that come first, at level 1: easy to say, not the real ones."""
    real_objection: Lines
    """What really stands in the way, at level 2, without giving a hidden fact away."""
    confirm: Lines
    """After a summary that is right."""
    explore: Lines
    """At level 4: thinks aloud about a solution with the rep."""
    agree: Lines
    """Accepts the next step, naming its condition."""
    warn: Lines
    """The call may end: said once before it does."""
    hang_up: Lines
    """Ends the call after a warning."""
    polite_end: Lines
    """Time is up; ends the call kindly."""
    farewell: Lines
    """When the rep takes leave or accepts a No for good."""
    clarify: Lines
    """Does not see what the rep means, or asks for more."""
    silence: Lines
    """The rep has been silent for long."""
    interrupted: Lines
    """Was cut off by the rep."""
    unknown: Lines
    """Was asked something this person does not know, or will not say."""
    pushback: Lines
    """On being pushed, pitched to or argued with."""
    pushback_to: dict[Text, Lines] = Field(default_factory=dict)
    """The same for one kind of push, by the move, as `pressure: [I set the pace.]`; tried first."""
    warmer: Lines
    """Was understood: says a little more than asked."""
    challenge: tuple[Text, ...] = ()
    """Doubts a claim aloud, before it counts as a lie; the bank has some too."""


class Impressions(Part):
    """What the client comes to believe of the rep, in the client's own voice, by what was done."""

    good: dict[Text, Text] = Field(default_factory=dict)
    """Move → belief, as `candour: "He told me what it can't do."`"""
    bad: dict[Text, Text] = Field(default_factory=dict)


class Product(Part):
    """What is true of the offer: deception is a clash with this sheet."""

    name: Text
    facts: Lines
    prices: tuple[Text, ...] = ()
    not_true: tuple[Text, ...] = ()
    """Claims a rep may be tempted to make and that are false."""


class Scenario(Part):
    """The whole of a scenario file."""

    id: Id
    title: Text
    language: str = "en"
    channel: Channel
    inbound: bool = False
    """The client called, or says Yes at once: no reflex No, and the Yes will not hold."""
    difficulty: Difficulty
    brief: Brief
    client: Persona
    handover: Handover | None = None
    opening: Text
    """One line: how the call starts (the client answers the phone; the rep is shown into an office)."""
    client_speaks_first: bool = True
    truth: Truth
    world: Lines
    """Words of this client's own world: naming one shows relevance."""
    public: tuple[Fact, ...] = ()
    locked: Annotated[tuple[Locked, ...], Field(min_length=1)]
    answers: tuple[Answer, ...] = ()
    lines: Script
    tests: tuple[Test, ...] = ()
    final_no: FinalNo | None = None
    next_step: Text
    """What a specific next step is here, as the rep would propose it."""
    success: tuple[Literal["next_step", "graceful_exit", "found_out", "disclosed"], ...] = ("next_step",)
    """Endings that count as a success, besides a graceful exit from a final No."""
    earns: Text
    """What earns this client's trust, in one line for the coach."""
    loses: Text
    impressions: Impressions = Impressions()
    product: Product
    overrides: dict[Text, float] = Field(default_factory=dict)
    """Numbers of the alliance table that are different for this client; see docs/alliance.md."""
