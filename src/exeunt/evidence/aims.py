"""What is asked to be in time: the whole mission, the people of one site, or one party.

An aim turns into a mission of its own, in which nothing is asked of anybody else: others are out
wherever they are, and may still drive, escort and fly. So what is proven of it is proven of the
mission: every lawful plan of that is one of this.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from exeunt.evidence.conditions import Condition, Lever, beyond, conditions, later
from exeunt.model.forces import Party
from exeunt.model.mission import ANYWHERE, ELSEWHERE, Mission
from exeunt.model.reason import Name, Reason


class Asked(StrEnum):
    """Of whom it is asked."""

    MISSION = "mission"
    """Everybody is to be out."""
    SITE = "site"
    """Everybody who stands at a site is to be at another."""
    PARTY = "party"
    """One party is to be out."""


@attrs.frozen(kw_only=True)
class Aim:
    """Who is to be in time, and by when; ``item`` is the site or the party."""

    original: Mission = attrs.field(repr=False, eq=False)
    by: datetime
    kind: Asked = Asked.MISSION
    item: str = ""

    @property
    def people(self) -> int:
        """How many people it is asked of."""
        return sum(party.count for party in self._asked())

    def posed(self) -> Mission:
        """Return the mission in which just this is asked."""
        mission = self.original
        if self.kind is Asked.MISSION and self.by == mission.deadline:
            return mission
        asked = {party.party for party in self._asked()}
        parties = mission.parties
        if self.kind is not Asked.MISSION:
            parties = tuple(
                attrs.evolve(party, destination=self._destination(party, asked))
                for party in mission.parties
            )
        return attrs.evolve(mission, parties=parties, deadline=self.by)

    def conditions(self) -> tuple[Condition, ...]:
        """Return all conditions of the mission that was posed, with what is asked among them."""
        posed = conditions(self.posed())
        if self.kind is Asked.MISSION:
            return posed
        return tuple(self.condition() if each.kind == "deadline" else each for each in posed)

    def condition(self) -> Condition:
        """Return what is asked as one condition, which time would ease."""
        if self.kind is Asked.SITE:
            says = Reason.of("evidence.condition.empty", site=Name("site", self.item), at=self.by)
        else:
            says = Reason.of("evidence.condition.home", party=Name("party", self.item), at=self.by)
        posed = self.posed()
        return Condition(
            kind="deadline",
            item=self.item,
            says=says,
            lever=Lever.DAYS,
            ease=lambda given: later(given, beyond(posed)),
        )

    def _destination(self, party: Party, asked: set[str]) -> str:
        if party.party not in asked:
            return ANYWHERE
        # To be gone is not to be home.
        return ELSEWHERE + self.item if self.kind is Asked.SITE else party.destination

    def _asked(self) -> tuple[Party, ...]:
        """Return the parties it is asked of: those that are not home where they stand."""
        mission = self.original
        return tuple(
            party
            for party in mission.parties
            if party.count
            and not mission.is_home(party, party.site)
            and self.item in {"", party.site if self.kind is Asked.SITE else party.party}
        )
