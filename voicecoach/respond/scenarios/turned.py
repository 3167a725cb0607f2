"""What a rep says about a client, turned into what the client would say: “they have no budget, he thinks
we are too dear” becomes “We have no budget, I think you are too dear.” English only, by rules; pure."""

from __future__ import annotations

import re

from voicecoach.respond.matching import words

_SAYING = re.compile(
    r"^(?:well,? |so,? |i (?:think|guess|suppose) |because |it(?:'s| is) because |probably |that )*"
    r"(?:(?:he|she|they)(?:'ll| will| would|'d)? (?:says?|said|tells? (?:me|us)|claims?) (?:that )?)?",
    re.IGNORECASE,
)
_ONE = {  # he, she
    "is": "am", "has": "have", "does": "do", "was": "was", "isn't": "am not", "hasn't": "haven't",
    "doesn't": "don't", "wasn't": "wasn't", "goes": "go",
}  # fmt: skip
_PLAIN = frozenset({
    "always", "never", "only", "just", "really", "also", "still", "often", "once", "had", "will", "would", "can",
    "could", "should", "must", "may", "might", "did", "was", "can't", "won't", "couldn't", "didn't", "wouldn't",
})  # fmt: skip
_WORD = {
    "they": "we", "them": "us", "their": "our", "theirs": "ours", "themselves": "ourselves", "they're": "we're",
    "they've": "we've", "they'll": "we'll", "they'd": "we'd", "he": "I", "she": "I", "he's": "I'm",
    "she's": "I'm", "he'll": "I'll", "she'll": "I'll", "he'd": "I'd", "she'd": "I'd", "him": "me", "his": "my",
    "himself": "myself", "herself": "myself", "we": "you", "us": "you", "our": "your", "ours": "yours",
    "we're": "you're", "we've": "you've", "i": "you", "me": "you", "my": "your", "i'm": "you're", "i've": "you've",
}  # fmt: skip
_AFTER_ME = frozenset({
    "the", "a", "an", "about", "because", "when", "for", "to", "that", "and", "but", "or", "up", "down", "in", "on",
    "at", "if", "with", "by", "from", "out", "off", "so", "as", "is", "was", "too", "again", "not", "this", "it",
})  # fmt: skip
"""“lied to her about …” is me, “her team” is my team."""
_SUBJECTS = {"he": "one", "she": "one", "i": "you", "they": "we", "we": "we", "it": "it"}
_ARE = {"am": "are", "was": "were"}


def tidy(text: str) -> str:
    """An answer as one line of plain words: no line breaks, no marks that cannot be spoken."""
    text = re.sub(r"[\x00-\x1f\x7f*_#`<>{}\[\]|\\~^=]+", " ", text.replace("’", "'"))
    return " ".join(text.split())[:2000].strip(" -–—•")


def spoken_by_client(text: str) -> str:
    """A rep's sentence about a client as a sentence of the client's; what stands in quotes is left as it is."""
    quoted = re.search(r"[\"“](.{3,})[\"”]", text)
    if quoted:
        return _sentence(quoted.group(1))
    bare = _SAYING.sub("", text, count=1).strip() or text
    return _sentence(_framed(_turn(bare)))


def _turn(text: str) -> str:
    """Turns every person round."""
    out: list[str] = []
    parts = re.findall(r"[\w']+|[^\w']+", text)
    person = subject = ""  # whose verb comes next; who was spoken of last
    for i, part in enumerate(parts):
        low = part.lower()
        if not words(part):
            out.append(part)
            continue
        if person == "one" and low not in _PLAIN:
            out.append(_first_person(part))
            person = ""
        elif person == "you" and low in _ARE:
            out.append(_ARE[low])
            person = ""
        elif subject == "one" and low in _ONE and i > 1 and parts[i - 2].lower() in ("and", "but", "or"):
            out.append(_ONE[low])
        elif low == "her":
            owned = i + 2 < len(parts) and parts[i + 1] == " " and parts[i + 2].lower() not in _AFTER_ME
            out.append("my" if owned else "me")
        else:
            out.append(_WORD.get(low, part))
            person = _SUBJECTS.get(low, person if low in _PLAIN else "")
            subject = _SUBJECTS.get(low.partition("'")[0], subject)
    return "".join(out)


def _first_person(verb: str) -> str:
    """`thinks` → `think`, `worries` → `worry`, `is` → `am`."""
    low = verb.lower()
    if low in _ONE:
        return _ONE[low]
    if low.endswith("ies") and len(low) > 4:
        return verb[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if low.endswith("s") and not low.endswith("ss") else verb


def _framed(text: str) -> str:
    """Half a sentence made whole: “no budget” becomes “There's no budget”."""
    w = words(text)
    if not w:
        return "I have my reasons"
    if w[0] in ("no", "not", "too") and len(w) <= 6:
        return f"There's {text}" if w[0] == "no" else f"It's {text}"
    if w[0] in ("has", "is", "thinks", "wants", "needs", "likes", "fears", "feels", "already", "knows"):
        rest = text.split(" ", 1)[1] if " " in text else ""
        if w[0] == "already":
            verb, _, more = rest.partition(" ")
            return f"I already {_first_person(verb)} {more}".rstrip()
        return f"I {_first_person(w[0])} {rest}".rstrip()
    if len(w) <= 3:
        return f"What it comes down to is {text[0].lower() + text[1:]}"
    return text


def _sentence(text: str) -> str:
    text = text.strip(" ,;:-")
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else text + "."
