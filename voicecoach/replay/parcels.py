"""Sealed files out and in, and deletion."""

from __future__ import annotations

import dataclasses

from voicecoach.errors import BadRequest
from voicecoach.remember import sealed, unseal
from voicecoach.remember.notes import new_note_id
from voicecoach.replay.desk import Desk
from voicecoach.replay.web import Ask, Reply, say


class Parcels(Desk):
    """What comes and goes."""

    def export(self, ask: Ask) -> Reply:
        """A sealed file, sent as a download and not kept here."""
        saved, data = self.open(ask), ask.json()
        to = self.outbox / f"{new_note_id()}{sealed.SUFFIX}"
        try:
            sealed.export(
                self.library, saved.id, to, redact=data.get("redact") is True, sound=data.get("sound") is not False,
                passphrase=str(data.get("passphrase", "")),
            )  # fmt: skip
            name = f'attachment; filename="{saved.id}{sealed.SUFFIX}"'
            return Reply(to.read_bytes(), "application/octet-stream", headers={"content-disposition": name})
        finally:
            to.unlink(missing_ok=True)

    def bring_in(self, ask: Ask) -> Reply:
        """A sealed file that was uploaded."""
        if ask.upload is None:
            raise BadRequest("no file came.", stage="replay")
        came = unseal.bring_in(self.library, ask.upload, passphrase=ask.query.get("passphrase", ""))
        return say(dataclasses.asdict(came))

    def delete(self, ask: Ask) -> Reply:
        """Deletes a session for good."""
        session = self.open(ask).id
        self.library.delete(session)
        self.forget(session)
        return say({"deleted": True})
