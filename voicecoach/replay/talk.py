"""Comments, replies, the reel, and labels set right."""

from __future__ import annotations

from typing import Any

from voicecoach import events as ev
from voicecoach.errors import BadRequest
from voicecoach.remember.notes import LONGEST, to_dict
from voicecoach.replay.desk import Desk, author, note_by, seconds
from voicecoach.replay.web import Ask, Reply, say
from voicecoach.vocabulary import MOVES

TOPICS = ("how_it_went", "do_differently", "read_worry", "read_decides", "read_openness")


class Talk(Desk):
    """What people say about a call."""

    def add_note(self, ask: Ask) -> Reply:
        """A comment, a reply, a settlement, or the reel."""
        saved, data = self.open(ask), ask.json()
        kind = str(data.get("kind", "comment"))
        if kind not in ("comment", "reply", "resolve", "reopen", "withdraw", "reel"):
            raise BadRequest("there is no such kind of note.", stage="replay")
        about = str(data.get("about", ""))
        notes = {n.id: n for n in saved.notes}
        if kind in ("reply", "resolve", "reopen", "withdraw") and about not in notes:
            raise BadRequest("the comment it is about is not there.", stage="replay")
        text = str(data.get("text", "")).strip()
        if len(text) > LONGEST or (kind in ("comment", "reply") and not text):
            raise BadRequest("a comment needs words, and no more than 20,000 letters.", stage="replay")
        at = seconds(data.get("at", 0.0))
        note = note_by(
            kind, author(data.get("author")), about=about, text=text, at=at,
            until=max(at, seconds(data.get("until", at))),
            question=data.get("question") is True, criterion=str(data.get("criterion", ""))[:60],
            values=_reel(data) if kind == "reel" else {},
        )  # fmt: skip
        saved.note(note)
        return say(to_dict(note), 201)

    def speak_note(self, ask: Ask) -> Reply:
        """A spoken comment: the body is a mono 16-bit WAV, the rest stands in the query."""
        saved = self.open(ask)
        at = seconds(ask.number("at"))
        note = note_by(
            "comment", author(ask.query.get("author")), at=at, until=max(at, seconds(ask.number("until", at))),
            text=ask.query.get("text", "")[:LONGEST], question=ask.query.get("question") == "1",
            criterion=ask.query.get("criterion", "")[:60],
        )  # fmt: skip
        note = saved.note_with_sound(note, ask.body)
        return say(to_dict(note), 201)

    def says(self, ask: Ask) -> Reply:
        """What the rep says of the call after it, before any verdict; answers that were skipped are left out."""
        saved, data = self.open(ask), ask.json()
        told = {k: str(data[k]).strip()[:4000] for k in TOPICS if str(data.get(k) or "").strip()}
        for topic, text in told.items():
            saved.add(ev.RepSays(saved.duration, topic, text))
        return say({"kept": len(told)}, 201)

    def note_sound(self, ask: Ask) -> Reply:
        """A spoken comment."""
        saved = self.open(ask)
        name = ask.path["name"]
        if not any(n.sound == name for n in saved.notes):
            raise BadRequest("there is no such recording.", stage="replay")
        return Reply((saved.folder / "notes" / name).read_bytes(), "audio/wav")

    def correct(self, ask: Ask) -> Reply:
        """Corrects the labels of a turn; the course is computed anew."""
        saved, data = self.open(ask), ask.json()
        removed, added = (tuple(str(m) for m in data.get(k, []) if str(m) in MOVES) for k in ("removed", "added"))
        turn = data.get("turn")
        turns = {e.turn for e in saved.events if isinstance(e, ev.Heard)}
        if turn not in turns or not (removed or added):
            raise BadRequest("a correction names a turn of this call and a move.", stage="replay")
        assert isinstance(turn, int)
        saved.add(ev.Corrected(saved.duration, turn, removed, added, author(data.get("author"))))
        return say({"debrief": self.debrief(saved)})


def _reel(data: dict[str, Any]) -> dict[str, Any]:
    moments = data.get("moments")
    if not isinstance(moments, list) or len(moments) > 3:
        raise BadRequest("a reel has up to three moments.", stage="replay")
    out = []
    for m in moments:
        if not isinstance(m, (list, tuple)) or len(m) != 3:
            raise BadRequest("a moment of the reel is [start, end, title].", stage="replay")
        out.append([seconds(m[0]), seconds(m[1]), str(m[2])[:200]])
    return {"moments": out}
