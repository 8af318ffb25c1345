"""Send enablers away from sites that stay open, once nobody there needs them."""

import math

from exeunt.model.choices import LoadKind
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.lastlifts import LastLifts
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


class Evacuation:
    """Decides when those who do not stay leave a site that does, and sends them."""

    def __init__(self, world: World, worth: Worth, tactics: Tactics, lifts: LastLifts) -> None:
        """Keep those it directs."""
        self.world, self.worth, self.tactics = world, worth, tactics
        self.mission, self.lifts, self.keep = world.mission, lifts, lifts.keep
        self._not_before: dict[str, float] = {}

    def due(self, t: float) -> list[str]:
        """Return the sites that stay open whose enablers may now leave for good."""
        if t < self.tactics.release_at:
            return []
        return [
            site.site for site in self.mission.sites if site.stays_open and self._due(site.site, t)
        ]

    def _due(self, site: str, t: float) -> bool:
        return (
            not self.keep.employed(site, t)
            and t >= self._not_before.get(site, 0.0)
            and not self.world.arrivals.are_expected(site, frozenset({LoadKind.PEOPLE}))
            and self._goers(site, t) > 0
        )

    def _goers(self, site: str, t: float) -> int:
        """Return how many may leave a site."""
        return sum(self.keep.takeable(site, t).values())

    def evacuate(self, site: str, t: float) -> None:
        """Send those who do not stay away with the vehicles of the site, one way.

        All of them, while vehicles are still to come back.
        """
        kept = self.world.snapshot()
        for _ in range(self.worth.parameters.most_serials_per_lift):
            drafts = self._drafts(site, t)
            if not drafts:
                break
            book(self.world, max(drafts, key=lambda draft: (draft.lifted, -draft.drop_time)))
        # Those who are left had better wait for more vehicles than stay behind without any.
        vehicles = frozenset({LoadKind.VEHICLE})
        if self._goers(site, t) and self.world.arrivals.are_expected(site, vehicles):
            self.world.restore(kept)
        self._not_before[site] = t + self.mission.period_hours

    def _drafts(self, site: str, t: float) -> list[Draft]:
        """Return convoys of the site's vehicles that take all aboard nearer to where they go."""
        drafts = []
        for lane in self.lifts.lanes(site, t):
            if lane.home != site:
                continue
            draft = self.lifts.convoys.compose(lane, t, Lift.EVERYBODY)
            if draft is None or not draft.lifted:
                continue
            # It does not come back: its crews and escorts must be able to go on from there too.
            aboard = (*draft.riders, *draft.drivers, *draft.crew, *draft.teams)
            if all(self._is_nearer(party, lane, t) for party in aboard):
                drafts.append(draft)
        return drafts

    def _is_nearer(self, party: str, lane: Lane, t: float) -> bool:
        togo = self.worth.togo(self.mission.party[party], t, surface=True)
        return togo.get(lane.drop, math.inf) < togo.get(lane.pickup, math.inf)
