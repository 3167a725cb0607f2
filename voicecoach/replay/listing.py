"""The list of sessions, and one call: its words, its sound, what the machine made of it."""

from __future__ import annotations

import dataclasses
import html
import re
from typing import Any

from voicecoach import event_json
from voicecoach import events as ev
from voicecoach.errors import BadRequest, VoiceCoachError
from voicecoach.remember.index import EXACT, VITAL
from voicecoach.remember.notes import to_dict
from voicecoach.remember.saved import SavedSession
from voicecoach.remember.summary import counted
from voicecoach.replay.desk import Desk, author, note_by
from voicecoach.replay.mix import Mixed, outline
from voicecoach.replay.sentences import placed
from voicecoach.replay.web import Ask, Reply, byte_range, page, say
from voicecoach.vocabulary import MOVES

PAGE = 50
PIECE = 8 * 1024 * 1024  # bytes of sound sent in one answer at most; a browser asks again for more


class Listing(Desk):
    """What can be looked at."""

    def sessions(self, ask: Ask) -> Reply:
        """One page of the list, as the query filters and sorts it."""
        q = ask.query
        where = {k: q[k] for k in (*EXACT, *VITAL, "since", "until") if q.get(k)}
        index = self.index()
        found = index.page(
            search=q.get("search", "")[:200], where=where, sort=q.get("sort", "created"),
            descending=q.get("way", "down") != "up", limit=PAGE, offset=max(0, int(ask.number("offset"))),
        )  # fmt: skip
        rows = [{**dataclasses.asdict(e), "inspired": e.inspired} for e in found.entries]
        return say({"rows": rows, "total": found.total, "page": PAGE})

    def filters(self, ask: Ask) -> Reply:
        """What can be filtered by."""
        index = self.index()
        return say({f: [v for v in index.values(f) if v] for f in EXACT})

    def working(self, ask: Ask) -> Reply:
        """How far what takes long is: {what, done, of}, or {} while there is nothing of the kind."""
        return say(self.work)

    def call(self, ask: Ask) -> Reply:
        """The call as it could be heard, and what people said of it: nothing that the machine made of it."""
        saved = self.open(ask)
        card = saved.card
        notes = [to_dict(n) for n in saved.notes]
        return say(
            {
                "id": saved.id, "title": card.title, "scenario": card.scenario, "rep": card.rep,
                "created": card.created,
                "difficulty": card.difficulty, "seed": card.seed, "client": _client_name(saved),
                "duration": saved.duration, "complete": saved.complete, "live": saved.live,
                "sound": max(len(saved.sound("rep")[1]), len(saved.sound("client")[1])) > 0,
                "said": said(saved.events), "notes": notes,
                "outcome": next((e.outcome for e in saved.events if isinstance(e, ev.Ended)), ""),
            }
        )  # fmt: skip

    def outline(self, ask: Ask) -> Reply:
        """The outline of both voices between two times."""
        saved = self.open(ask)
        a = max(0.0, ask.number("from"))
        b = min(ask.number("to", saved.duration), saved.duration)
        points = int(min(4000, max(1, ask.number("points", 1000))))
        b = max(b, a)
        return say({"from": a, "to": b, "rep": outline(saved, "rep", a, b, points),
                    "client": outline(saved, "client", a, b, points)})  # fmt: skip

    def sound(self, ask: Ask) -> Reply:
        """Both voices as one stereo file, or the range of it that was asked for."""
        mixed = Mixed(self.open(ask))
        common = {"accept-ranges": "bytes"}
        try:
            part = byte_range(ask.range, mixed.size)
        except ValueError:
            return Reply(status=416, headers={"content-range": f"bytes */{mixed.size}"}, type="audio/wav")
        if part is None:
            return Reply(mixed.read(0, mixed.size), "audio/wav", headers={**common, "content-length": str(mixed.size)})
        a, b = part[0], min(part[1], part[0] + PIECE)
        headers = {"content-range": f"bytes {a}-{b - 1}/{mixed.size}", "content-length": str(b - a)}
        return Reply(mixed.read(a, b), "audio/wav", 206, {**common, **headers})

    def machine(self, ask: Ask) -> Reply:
        """What the machine made of the call. A coach who asks has seen it, and can no longer score blind."""
        saved = self.open(ask)
        self._seen(saved, ask)
        moves = {m.name: {"title": m.title, "kind": m.kind, "meaning": m.meaning} for m in MOVES.values()}
        return say({"debrief": self.debrief(saved), "moments": _moments(saved), "moves": moves})

    def _seen(self, saved: SavedSession, ask: Ask) -> None:
        """Notes that a coach was shown the machine's view: from now on their scores are not blind."""
        who = author(ask.query.get("as", ""), needed=False)
        if (
            who
            and ask.query.get("role") == "coach"
            and not any(n.kind == "seen" and n.author == who for n in saved.notes)
        ):
            saved.note(note_by("seen", who))

    def debrief_page(self, ask: Ask) -> Reply:
        """The debrief as it can be saved, under the policy that it brings along. It is the machine's view too."""
        saved = self.open(ask)
        self._seen(saved, ask)
        return _own_page(self.hooks.debrief_page(saved), f"/session/{saved.id}", "the replay")

    def trends(self, ask: Ask) -> Reply:
        """Trends of one rep or of the team, over one scenario or all: what `voicecoach progress --json` says."""
        chosen = ask.query.get("rep", ""), ask.query.get("scenario", "")
        with self.working_on("Measuring the calls") as tell:
            return say(self.hooks.trends(self.library, *chosen, tell))

    def trends_page(self, ask: Ask) -> Reply:
        """The same as a page to keep."""
        text = self.hooks.trends_page(self.library, ask.query.get("rep", ""), ask.query.get("scenario", ""))
        return _own_page(text, "/trends", "the trends")


def said(events: list[ev.Event]) -> list[dict[str, Any]]:
    """Every utterance of both sides in time, with its words where their times are known; else with its sentences and
    `about` where each lies."""
    rows: list[dict[str, Any]] = []
    pauses = {e.turn: e.pauses for e in events if isinstance(e, ev.TurnEnded)}
    for e in counted(events):
        if isinstance(e, ev.Heard):
            words = [[w.text, w.start, w.end] for w in e.words]
            about = [] if words else placed(e.text, e.start, e.end, pauses.get(e.turn, ()))
            rows.append({"who": "rep", "turn": e.turn, "text": e.text, "start": e.start, "end": e.end, "words": words,
                         "about": about})  # fmt: skip
        elif isinstance(e, ev.ClientSaid):
            rows.append({"who": "client", "turn": e.turn, "text": e.text, "start": e.start, "end": e.end, "words": [], "about": [],
                         "cut": e.cut, "intended": e.intended})  # fmt: skip
    return sorted(rows, key=lambda r: (r["start"], r["end"]))


def _moments(saved: SavedSession) -> list[dict[str, Any]]:
    """Events that are points on the time line."""
    kinds = (
        ev.SaidNo,
        ev.Interrupted,
        ev.Impression,
        ev.Warned,
        ev.Tested,
        ev.FirstContact,
        ev.Moved,
        ev.Device,
        ev.Trouble,
    )
    return [event_json.to_dict(e) for e in counted(saved.events) if isinstance(e, kinds)]


def _client_name(saved: SavedSession) -> str:
    try:
        return saved.scenario.client.name
    except VoiceCoachError:
        return "The client"


def _own_page(text: str, back: str, name: str) -> Reply:
    """A page made by another stage, with a way back into the studio: its own policy, which names its scripts by their
    hashes, is sent as a header too, and it may not be framed."""
    if not text:
        raise BadRequest("this page is not set up here.", stage="replay")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    text = text.replace("<header>", f'<header>\n<p class="kicker"><a href="{back}">← Back to {name}</a></p>', 1)
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    return page(text, policy=policy.rstrip("; ") + "; frame-ancestors 'none'")
