"""Takes out of a model's reply what nobody says aloud: thoughts, stage directions, markup, other speakers. Pure.

A reply streams in pieces of any size. It is read character by character and given out segment by segment (a segment
ends at punctuation, where nothing stands open), so what comes out never depends on how the text was cut.
"""

from __future__ import annotations

import re

from voicecoach.respond.guard.text import fold

_THOUGHT = "think|thinking|thought|reasoning|reflection|analysis|scratchpad"
_THINKS = re.compile(rf"<\s*({_THOUGHT})\b[^<>]*>$", re.I)
_THOUGHT_ENDS = re.compile(rf"<\s*/\s*(?:{_THOUGHT})\s*>$", re.I)
_FENCE = re.compile(r"```.*?```", re.S)
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]{0,300}>")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([\w'’-]+)\1(?![\w*_])")
_STAGE = re.compile(r"\*[^*\n]+\*|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|~[^~\n]+~")
_GESTURE = re.compile(
    r"[*_](?:sighs?|sighing|laughs?|laughing|pauses?|pausing|chuckles?|nods?|nodding|smiles?|smiling|shrugs?|"
    r"frowns?|coughs?|"
    r"hesitates?|silence|grunts?|snorts?|scoffs?|huffs?|hmm?s?|beat|click|groans?|mutters?|whispers?|shouts?)[*_]",
    re.I,
)
_LINE_MARK = re.compile(r"(?m)^\s*(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+")
_LEFT_OVER = re.compile(
    r"https?://\S+|&(?:[a-z]+|#\d+);|[*_`#~^|\\<>{}\[\]()\"“”„«»]+|"
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200b-\u200f]+"
)
_LABEL = re.compile(
    r"^[\s\"“*_>#-]*([A-Za-z][\w.'’-]{0,24}(?: [A-Z(][\w.'’)-]{0,24}){0,3})(?: \([^()]*\))?[\s*_]*:[\s*_]*$"
)
_GLUED = re.compile(r"^[\s\"“*_]*([A-Za-z]{2,20})[*_]*:(?=\S)")
_ROLES = frozenset(
    "user assistant system rep representative client seller salesperson salesman saleswoman agent caller customer "
    "buyer prospect human ai bot narrator trainee coach interviewer response reply output answer".split()
)
_OWN_ROLES = frozenset(
    {"client", "assistant", "customer", "buyer", "prospect", "response", "reply", "output", "answer"}
)
_NO_NAMES = frozenset(
    "look listen well fine right okay ok no yes so now sorry again first second honestly true question answer fact "
    "point this that mind and but because then note".split()
)
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_STOPS = ".!?…,;:—–"
HELD, HELD_FENCE, TOO_LONG = 240, 2_000, 6_000
"""Characters after which an open bracket is taken for a slip, an open fence too, and after which a reply is over."""


class Cleaner:
    """Feed it pieces of a reply, take out what may be said. `cut` is set at another speaker's name: the reply is over.

    `names` are what the client itself may be called; its own label before a line is taken off.
    """

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        self._names = _OWN_ROLES | {w for name in names for w in (fold(name), *fold(name).split())}
        self._segment = ""
        self._before = "\n"  # the character that ended the last segment
        self._thinking = False
        self._read = 0
        self.cut = False

    def feed(self, piece: str) -> str:
        """What this piece made certain; may be empty."""
        out: list[str] = []
        for char in piece:
            self._read += 1
            self.cut = self.cut or self._read > TOO_LONG
            if self.cut:
                break
            self._take(char, out)
        return "".join(out)

    def finish(self) -> str:
        """What was held back, when nothing more comes."""
        if self.cut or self._thinking:
            return ""
        out: list[str] = []
        self._give(out)
        return "".join(out)

    def _take(self, char: str, out: list[str]) -> None:
        self._segment += char
        if char == ">":
            if _THOUGHT_ENDS.search(self._segment):  # what stood before was thought, opened or not
                self._segment, self._thinking = "", False
                return
            thinks = None if self._thinking else _THINKS.search(self._segment)
            if thinks:
                self._segment = self._segment[: thinks.start()]
                self._give(out)
                self._thinking = True
                return
        if self._thinking:
            self._segment = self._segment[-40:]
        elif char.isspace() and self._ends(char):
            self._give(out)

    def _ends(self, char: str) -> bool:
        """Whether a segment ends with this space."""
        segment = self._segment
        if segment.count("```") % 2 and len(segment) < HELD_FENCE:
            return False
        if char == "\n":
            return True
        if not segment.rstrip("\"”'’)* \t")[-1:] or segment.rstrip("\"”'’)* \t")[-1] not in _STOPS:
            return False
        return len(segment) >= HELD or not _stands_open(segment)

    def _give(self, out: list[str]) -> None:
        """Gives out the segment, or ends the reply when another speaker begins."""
        segment, self._segment = self._segment, ""
        label = _LABEL.match(segment) if segment.rstrip(" *_").endswith(":") else None
        if label and self._before in "\n.!?…":
            name = fold(label.group(1)).strip()
            if name in self._names:
                return
            named = label.group(1)[0].isupper() and name.split()[0] not in _NO_NAMES
            if name in _ROLES or named:
                self.cut = True
                return
        glued = _GLUED.match(segment)
        if glued and fold(glued.group(1)) in _ROLES - self._names:
            self.cut = True
            return
        clean = speech(segment)
        if clean:
            out.append(clean + " ")
        stripped = segment.rstrip(" \t\"”'’)*")
        self._before = stripped[-1:] or self._before


def _stands_open(segment: str) -> bool:
    """Whether a bracket, a star or a tag is still open at the end."""
    if any(segment.count(a) > segment.count(b) for a, b in _PAIRS) or segment.count("*") % 2:
        return True
    tag = segment.rfind("<")
    return tag >= 0 and ">" not in segment[tag:]


def speech(text: str) -> str:
    """A piece of text without markup, stage directions, links and emoji, in single spaces."""
    text = _FENCE.sub(" ", text)
    text = _TAG.sub(" ", text)
    text = _BOLD.sub(r"\2", text)
    text = _GESTURE.sub(" ", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = _STAGE.sub(" ", text)
    text = _LINE_MARK.sub(" ", text)
    text = _LEFT_OVER.sub("", text)
    text = re.sub(r"\s+([,.;:!?…])", r"\1", re.sub(r"\s+", " ", text)).strip()
    return text if any(c.isalnum() for c in text) else ""
