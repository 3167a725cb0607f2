"""Whether the rep, heard while the client speaks, takes the floor. Pure: probabilities in, verdicts out.

Feed it the detector's probability for every block *after* echo cancelling. A conversation has two kinds of
speech over speech, and they begin alike:

quiet ──enough speech──▶ held ──speech goes on──▶ taken      an interruption: the rep has the floor
                           │
                           └──it stops soon────▶ quiet       a backchannel ("mm-hm"): the client goes on

So the client falls silent as soon as the rep is heard (`HOLD`), as a polite speaker does, and what happens
next decides: `TAKEN` after a good half second of speech, or sooner when the words are known to ask for the floor
(`judged`: "wait"); `GOES_ON` when it stops before. The client then picks up where it stopped, so a cough costs a
hesitation and never a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

Verdict = Literal["", "hold", "taken", "goes_on"]
HOLD: Final = "hold"
TAKEN: Final = "taken"
GOES_ON: Final = "goes_on"


@dataclass(frozen=True)
class Limits:
    """Durations in seconds; probabilities are the detector's."""

    certain: float = 0.075  # of clear speech (0.7 and above) until the client holds
    likely: float = 0.192  # of speech that is only likely
    forget: float = 0.4  # of no speech until what was heard before is forgotten; speech over speech is choppy
    speech: float = 0.35  # a block with at least this probability is speech: a cancelled echo hardly reaches it
    clear: float = 0.7
    quiet: float = 0.25  # a block below this is not
    taken: float = 0.65  # speech that lasts this long takes the floor
    pause: float = 0.26  # silence after which a burst is over (the gap inside "mm-hm" is shorter)


@dataclass(frozen=True)
class BargeIn:
    """What is known so far; `step` gives the next state and the verdict of that block."""

    limits: Limits = Limits()
    evidence: float = 0.0  # 0–1: how much of the speech needed has been heard
    onset: float = 0.0  # s since the first block of this burst began
    spoken: float = 0.0  # s from the first block of the burst to its last block of speech
    silent: float = 0.0  # s since the last block of speech
    state: Literal["quiet", "held", "taken"] = "quiet"

    def step(self, probability: float, seconds: float = 0.032) -> tuple[BargeIn, Verdict]:
        """The state after one more block of `seconds` with this probability of speech, and what to do now."""
        if self.state == "taken":
            return self, ""
        if self.state == "held":
            return self._held(probability, seconds)
        return self._quiet(probability, seconds)

    def judged(self, text: str, *, went_on: bool = False) -> tuple[BargeIn, Verdict]:
        """While held, words of the burst became known: "wait" takes the floor however short it is. So does anything but
        a backchannel when the rep only `went_on` after a pause, in which the client had begun too soon."""
        if self.state != "held" or not (asks_for_floor(text) or (went_on and not is_backchannel(text, empty=True))):
            return self, ""
        return replace(self, state="taken"), TAKEN

    def _quiet(self, p: float, seconds: float) -> tuple[BargeIn, Verdict]:
        lim = self.limits
        if p >= lim.speech:
            weight = seconds / (lim.certain if p >= lim.clear else lim.likely)
        else:
            weight = -seconds / lim.forget
        evidence = max(0.0, self.evidence + weight)
        if evidence == 0.0:
            return BargeIn(lim), ""
        onset = self.onset + seconds
        spoken = onset if p >= lim.speech else self.spoken
        now = replace(self, evidence=evidence, onset=onset, spoken=spoken)
        if evidence < 1.0 - 1e-9:
            return now, ""
        return replace(now, state="held", silent=0.0), HOLD

    def _held(self, p: float, seconds: float) -> tuple[BargeIn, Verdict]:
        lim = self.limits
        onset = self.onset + seconds
        if p >= lim.quiet:
            now = replace(self, onset=onset, spoken=onset, silent=0.0)
            return (replace(now, state="taken"), TAKEN) if onset >= lim.taken - 1e-9 else (now, "")
        silent = self.silent + seconds
        if silent >= lim.pause - 1e-9:
            return BargeIn(lim), GOES_ON
        return replace(self, onset=onset, silent=silent), ""


_LISTENING_WORDS = """
mm mhm mmhm hm hmm mmm mmhmm uh huh uhhuh aha ah oh yeah yes yep yup right ok okay sure true exactly indeed
really wow good great fine understood absolutely
"""
_LISTENING = frozenset(_LISTENING_WORDS.split())
_LISTENING_PHRASES = frozenset({"i see", "got it", "of course", "i understand", "i know", "fair enough", "go on"})


_ASKING = frozenset(
    {"wait", "stop", "sorry", "no", "but", "excuse", "pardon", "hold", "hang", "listen", "look", "actually"}
)
_ASKING_PHRASES = ("one moment", "one second", "just a moment", "just a second", "may i", "can i", "could i", "let me")


def asks_for_floor(text: str) -> bool:
    """Whether these few words, said over somebody, ask them to stop: "wait", "hold on", "sorry", "can I just"."""
    words = _words(text)
    return bool(words) and (words[0] in _ASKING or " ".join(words).startswith(_ASKING_PHRASES))


def is_backchannel(text: str, *, empty: bool = False) -> bool:
    """Whether these words only say "I am listening": nobody takes the floor with them. `empty`: what to say of none."""
    words = _words(text)
    if not words or len(words) > 4:
        return empty and not words
    return all(w in _LISTENING for w in words) or " ".join(words) in _LISTENING_PHRASES


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower().replace("-", ""))
