"""Who had better wait for a flight than ride with a convoy that has seats free."""

import math

from exeunt.model.choices import Mode
from exeunt.model.forces import Party
from exeunt.optimise.planner.charges import by_air
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.keep import People


def fliers(flights: Flights, draft: Draft, waiting: People) -> set[str]:
    """Return the parties whom aircraft fetch in time, in less danger and for less.

    And those of whom it is advised (tactics ``flown``). Those who must soon have left, who go with
    their kit, or leave with the last, ride. So does everybody else where aircraft, which serve all
    other fields too, could not fetch all in time.
    """
    start, lane = draft.hops[0].depart, draft.lane
    if not waiting or draft.lift is not None or start >= flights.tactics.release_at:
        return set()
    advised = {name for name in waiting if (name, lane.pickup) in flights.tactics.flown}
    if lane.mode != Mode.ROAD or not flights.could_fetch_all(lane.pickup, start):
        return advised
    ride = _harm_of_one(flights, draft)
    return advised | {
        name
        for name in waiting
        if _may_wait(flights, flights.mission.party[name], draft)
        and by_air(flights.worth, flights.mission.party[name], lane.pickup, start)
        < ride + flights.worth.togo(flights.mission.party[name], start).get(lane.drop, math.inf)
    }


def _may_wait(flights: Flights, party: Party, draft: Draft) -> bool:
    pressed = flights.keep.pressed(party, draft.lane.pickup, draft.hops[0].depart)
    return not (party.with_kit or pressed)


def _harm_of_one(flights: Flights, draft: Draft) -> float:
    """Return the harm to expect of one more who rides with a convoy, in currency."""
    casualties = flights.world.network.casualties
    harm = sum(
        casualties(hop.step.leg, hop.depart, 1.0) - casualties(hop.step.leg, hop.depart, 0.0)
        for hop in draft.hops[draft.load_from - 1 : draft.load_to]
    )
    return harm * flights.mission.prices.casualty
