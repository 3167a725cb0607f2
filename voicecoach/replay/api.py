"""Everything the page can ask for, in one place."""

from __future__ import annotations

from voicecoach.replay.listing import Listing
from voicecoach.replay.parcels import Parcels
from voicecoach.replay.scores import Scores
from voicecoach.replay.talk import Talk


class Api(Listing, Talk, Scores, Parcels):
    """Answers for one library; see the parts."""
