"""The coach's page, joined to the rest of the program: what it may ask of the other stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from voicecoach import debriefing, rehearsal, settings, wiring
from voicecoach.errors import VoiceCoachError
from voicecoach.ports import Ears, Mouth, View
from voicecoach.replay.hooks import Hooks, Offer, Wish
from voicecoach.resources import prompts_folder
from voicecoach.settings import Settings


@dataclass(frozen=True)
class PageCall:
    """A rehearsal held in the page."""

    held: rehearsal.Held
    client_name: str

    @property
    def id(self) -> str:
        """The session it becomes."""
        return self.held.id

    def run(self) -> Mapping[str, Any]:
        """Holds the call and gives how it ended."""
        self.held.run()
        outcome = self.held.outcome()
        debriefing.keep(self.held.saved())
        return outcome


def hooks(asked: Settings) -> Hooks:
    """The program's stages as the page may use them."""
    recogniser = wiring.shared_recogniser(asked)

    @contextmanager
    def hold(wish: Wish, ears: Ears, mouth: Mouth, view: View) -> Iterator[PageCall]:
        own = replace(asked, difficulty=wish.difficulty or asked.difficulty, rep=wish.rep or asked.rep)
        chosen = wiring.choose_scenario(own, wish.scenario)
        plan = rehearsal.plan_page(own, chosen, ears, mouth, seed=wish.seed, recogniser=recogniser)
        with rehearsal.hold(plan, view, before=wish.before) as held:
            yield PageCall(held, chosen.scenario.client.name)

    def offers() -> list[Offer]:
        found = []
        from voicecoach.respond.scenarios import files

        for name in files.available(wiring.scenario_folders(asked)):
            try:
                s = wiring.choose_scenario(asked, name).scenario
            except VoiceCoachError:
                continue  # `scenarios list` says what is wrong with it
            b = s.brief
            brief = (("You are", b.who), ("You offer", b.offer), ("Why now", b.why), ("You want", b.want))
            found.append(Offer(name, s.title, s.difficulty, s.client.name, brief, s.opening))
        return found

    return Hooks(
        debrief=debriefing.keep,
        debrief_page=debriefing.page_of,
        trends=lambda library, rep, scenario, tell: debriefing.trends(
            library, rep=rep or None, scenario=scenario or None, tell=tell
        ).to_json(),
        trends_page=lambda library, rep, scenario: debriefing.trends(
            library, rep=rep or None, scenario=scenario or None
        ).html(),
        offers=offers,
        hold=hold,
        rubrics=(settings.data_folder(), prompts_folder()),
    )
