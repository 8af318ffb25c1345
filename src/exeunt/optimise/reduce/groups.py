"""People by group: of those alike in all that planning asks it does not matter who goes."""

import attrs

from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.network.homes import people_homes
from exeunt.network.network import Network


@attrs.frozen(kw_only=True)
class Group:
    """Parties alike: where they are out, by what they may travel, what they count for.

    ``crews`` is the party itself where a fleet is crewed by it; ``leave_from`` and ``leave_by`` are
    hours. Capabilities count per head.
    """

    homes: frozenset[str]
    by_road: bool
    nation: str
    armed: bool
    crews: str = ""
    leave_from: float = 0.0
    leave_by: float | None = None


class Groups:
    """All people of a mission, by group and by the site where they are at the start."""

    def __init__(self, mission: Mission, network: Network) -> None:
        """Sort the parties."""
        self.mission, self.network = mission, network
        self._drivers = {fleet.crew_party for fleet in mission.fleets if fleet.count}
        self.of: dict[str, Group] = {}
        self.count: dict[Group, dict[str, int]] = {}
        for party in mission.parties:
            if party.count <= 0:
                continue
            group = self.of[party.party] = self._group(party)
            there = self.count.setdefault(group, {})
            there[party.site] = there.get(party.site, 0) + party.count

    def _group(self, party: Party) -> Group:
        hours = self.mission.hours
        return Group(
            homes=people_homes(self.mission, party),
            by_road=party.by_road,
            nation=self.network.nation(party.provider),
            armed=party.armed,
            crews=party.party if party.party in self._drivers else "",
            leave_from=0.0 if party.leave_from is None else max(0.0, hours(party.leave_from)),
            leave_by=None if party.leave_by is None else hours(party.leave_by),
        )

    def total(self, group: Group) -> int:
        """Return how many people a group has."""
        return sum(self.count[group].values())
