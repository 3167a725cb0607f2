"""Blind scoring, and how far coach and machine agree."""

from __future__ import annotations

import dataclasses
from typing import Any

from voicecoach.errors import BadRequest
from voicecoach.remember.notes import LONGEST, Note, to_dict
from voicecoach.replay import rubric as rubrics
from voicecoach.replay.agreement import agreement
from voicecoach.replay.desk import Desk, author, note_by
from voicecoach.replay.web import Ask, Reply, say


class Scores(Desk):
    """Grades of coaches beside those of the machine."""

    def rubric(self, ask: Ask) -> Reply:
        """The criteria to score."""
        return say(_rubric_json(rubrics.find(self.hooks.rubrics)))

    def score(self, ask: Ask) -> Reply:
        """Keeps a coach's grades, then, and only then, shows the machine's."""
        saved, data = self.open(ask), ask.json()
        rubric = rubrics.find(self.hooks.rubrics)
        who = author(data.get("author"))
        given = data.get("grades")
        known = {c.id for c in rubric.criteria}
        if (
            not isinstance(given, dict)
            or not given
            or not all(k in known and type(v) is int and 1 <= v <= rubrics.GRADES for k, v in given.items())
        ):
            raise BadRequest("grades go from 1 to 5, for criteria of the rubric.", stage="replay")
        machine = rubrics.machine_grades(rubric, self.debrief(saved))
        seen = any(n.author == who and n.kind in ("seen", "score") for n in saved.notes)
        values = {"grades": given, "machine": machine, "rubric": rubric.name, "version": rubric.version}
        note = note_by("score", who, blind=not seen, values=values, text=str(data.get("text", ""))[:LONGEST])
        saved.note(note)
        return say(to_dict(note), 201)

    def agreements(self, ask: Ask) -> Reply:
        """Agreement per criterion over all scored sessions: coach and machine, and coach and coach."""
        rubric = rubrics.find(self.hooks.rubrics)
        scores, others = self._scores(rubric)
        rows = []
        for c in rubric.criteria:
            machine = [
                (n.values["grades"][c.id], n.values["machine"][c.id])
                for by in scores.values() for n in by.values()
                if n.blind and c.id in n.values["grades"] and c.id in n.values.get("machine", {})
            ]  # fmt: skip
            coaches = [
                (a.values["grades"][c.id], b.values["grades"][c.id])
                for by in scores.values() for i, a in enumerate(by.values()) for b in list(by.values())[i + 1 :]
                if c.id in a.values["grades"] and c.id in b.values["grades"]
            ]  # fmt: skip
            row: dict[str, Any] = {"id": c.id, "title": c.title, "measured": c.machine is not None}
            for name, pairs in (("machine", machine), ("coaches", coaches)):
                found = agreement(pairs, rubrics.GRADES)
                row[name] = {**dataclasses.asdict(found), "verdict": found.verdict}
            rows.append(row)
        return say({"rubric": rubric.name, "criteria": rows, "sessions": len(scores), "others": others})

    def _scores(self, rubric: rubrics.Rubric) -> tuple[dict[str, dict[str, Note]], int]:
        """The first score of each coach by this rubric, session by session; and how many scores there are by another
        one, or another version of it: with other anchors a 3 means something else."""
        out: dict[str, dict[str, Note]] = {}
        others = 0
        for entry in self.index().page(where={"scored": "1"}, limit=None).entries:
            for note in self.library.open(entry.id).notes:
                if note.kind != "score" or not isinstance(note.values.get("grades"), dict):
                    continue
                if (note.values.get("rubric"), note.values.get("version")) != (rubric.name, rubric.version):
                    others += 1
                else:
                    out.setdefault(entry.id, {}).setdefault(note.author, note)
        return out, others


def _rubric_json(rubric: rubrics.Rubric) -> dict[str, Any]:
    return {
        "name": rubric.name, "version": rubric.version,
        "criteria": [
            {"id": c.id, "title": c.title, "question": c.question, "anchors": list(c.anchors),
             "machine": c.machine.why if c.machine else ""}
            for c in rubric.criteria
        ],
    }  # fmt: skip
