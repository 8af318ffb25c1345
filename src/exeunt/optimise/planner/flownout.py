"""Who waits for aircraft though a convoy has seats: the armed of a base that thins late.

All leave in the same weeks then, by road and by air. A seat on a dangerous road costs more than one
in the air, and who takes it leaves an aircraft empty.
"""

import math

from exeunt.model.choices import Mode
from exeunt.model.forces import Party
from exeunt.optimise.planner.charges import by_air
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.worth import Worth


class FlownOut:
    """Answers who is not to ride, but to fly."""

    def __init__(self, worth: Worth, tactics: Tactics, flights: Flights) -> None:
        """Keep what it asks."""
        self.worth, self.tactics, self.flights = worth, tactics, flights

    def waits(self, party: Party, lane: Lane, t: float) -> bool:
        """Say whether somebody of a party at a lane's pickup waits for a flight at hour ``t``.

        Aircraft can fetch all who are there before the last lift is called, and a seat costs less.
        """
        site = lane.pickup
        if not party.armed or site not in self.tactics.held or lane.mode != Mode.ROAD:
            return False
        until = self.tactics.close_at[site]
        if not self.flights.fetch_all(site, t, until):
            return False
        togo = self.worth.togo(party, t)
        ways = (
            w
            for w in self.worth.ways(t, "people")
            if (w.origin, w.destination) == (site, lane.drop)
        )
        fares = [self.worth.fare(way, t) for way in ways if way.mode == lane.mode]
        by_road = min(fares, default=math.inf) + togo.get(lane.drop, math.inf)
        return by_air(self.worth, party, site, t) < by_road
