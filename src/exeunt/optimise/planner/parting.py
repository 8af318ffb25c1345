"""Kit that goes with its owner's people: what is left of it when they must go is disposed of."""

from exeunt.model.forces import Party
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.keep import Keep
from exeunt.optimise.planner.tactics import notice
from exeunt.optimise.planner.world import World

WORK_SHARE, LAST_SHARE = 0.5, 0.25
"""Shares of the notice before a party's last date: work on what is left of its kit begins at the
first and ends by the second, so that those who stayed with it still have time to get away."""


class Parting:
    """Disposes of the kit of parties that leave with it, shortly before their last dates."""

    def __init__(self, world: World, keep: Keep, disposals: Disposals) -> None:
        """List those who leave with their kit by a date."""
        self.world, self.disposals, self.own_kit = world, disposals, keep.own_kit
        mission = world.mission
        self._last = {
            party.party: mission.hours(party.leave_by)
            for party in mission.parties
            if party.party in keep.own_kit and party.count and party.leave_by is not None
        }
        self._notice = notice(mission)

    def settle(self, t: float) -> None:
        """Begin to dispose of what is left of the kit of whoever must go soon."""
        for name, last in self._last.items():
            if t >= last - WORK_SHARE * self._notice:
                party = self.world.mission.party[name]
                by = min(last - LAST_SHARE * self._notice, self.world.calendar.end)
                self._dispose(party, t, max(t, by))

    def _dispose(self, party: Party, t: float, by: float) -> None:
        """Dispose of a party's kit by an hour, the rest of it by leaving it."""
        mission = self.world.mission
        for item in self.own_kit[party.party]:
            units = self.world.kit.at(party.site).get(item, 0)
            if units <= 0:
                continue
            lot = mission.lot[item]
            # What is in use is not taken down while its site goes on working.
            if self.world.works_with(item, party.site):
                self.disposals.leave(party.site, lot, units, by)
            else:
                self.disposals.dispose(party.site, lot, units, t, by, abandon=True)
