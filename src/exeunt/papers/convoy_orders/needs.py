"""What a serial needs on its way.

It needs fuel for its km, and water and rations for a long duration, not the likely one.
"""

import math
from itertools import pairwise

import attrs

from exeunt.facts.movements import Hop, Movement
from exeunt.model.mission import Mission

NEEDED = ("fuel", "water", "rations")


@attrs.frozen(kw_only=True)
class Need:
    """One supply of a serial: needed on the way, taken along for that, delivered elsewhere.

    Only what is ``tracked`` at its first site has to be taken along.
    """

    supply: str
    tracked: bool
    needed: float
    carried: float
    delivered: float


def long_hours(mission: Mission, hop: Hop) -> float:
    """Return the hours that a stage takes when it takes long: at the doctrine's quantile."""
    return (hop.arrive - hop.depart) * math.exp(mission.doctrine.supply_z * hop.leg.spread)


def percentile(mission: Mission) -> float:
    """Return the percentile of a stage's duration at which supplies are reckoned.

    It follows from the doctrine's ``supply_z``.
    """
    return 50 * (1 + math.erf(mission.doctrine.supply_z / math.sqrt(2)))


def halts(movement: Movement) -> tuple[float, ...]:
    """Return the hours that a serial stands after each stage; 0 after the last."""
    between = [after.depart - hop.arrive for hop, after in pairwise(movement.hops)]
    return (*between, 0.0)


def stands(halt: float) -> bool:
    """Say whether a serial stands for some hours, or only passes: times are told by the minute."""
    return halt >= 1 / 60


def needs(mission: Mission, movement: Movement) -> tuple[Need, ...]:
    """Return what a serial needs and takes along of each supply."""
    # Of a supply that nobody tracks, nobody can say what there is to take; the rule asks for none.
    tracked = {stock.supply for stock in mission.supplies if stock.site == movement.way[0]}
    # Fuel has to be aboard wherever any is counted, so that no serial burns it for nothing.
    tracked |= {stock.supply for stock in mission.supplies if stock.supply == "fuel"}
    listed = []
    for supply in NEEDED:
        journeys = [
            j for j in movement.journeys if j.load.kind == "supply" and j.load.item == supply
        ]
        # Where it begins, or fills up on its way: the rule says whether that is in time.
        kept = {stock.site for stock in mission.supplies if stock.supply == supply}
        kept |= {site.site for site in mission.sites if site.role == "exit"}
        own = [
            j.load
            for j in journeys
            if j.load.role == "used" and (j.load.board_stage == 1 or j.origin in kept)
        ]
        freight = [j.load for j in journeys if j.load.role != "used"]
        needed = fuel(movement) if supply == "fuel" else eaten(mission, movement, supply)
        listed.append(
            Need(
                supply=supply,
                tracked=supply in tracked,
                needed=needed,
                carried=sum(load.quantity for load in own),
                delivered=sum(load.quantity for load in freight),
            )
        )
    return tuple(listed)


def fuel(movement: Movement) -> float:
    """Return the litres that a serial burns, kit that drives itself among its vehicles."""
    # Sorties count and not aircraft: one that flies a leg three times burns three times as much.
    ground = sum(
        n * kind.fuel_l_per_km * hop.leg.km for hop in movement.hops for _, kind, n in hop.vehicles
    )
    driven = sum(
        n * lot.burns_l_per_km * hop.leg.km for hop in movement.hops for lot, n in hop.driven
    )
    return (
        ground
        + driven
        + sum(
            kind.fuel_l_per_hour * hop.stage.rotations * hop.hours
            for hop in movement.hops
            for _, kind, _ in hop.aircraft
        )
    )


def eaten(mission: Mission, movement: Movement, supply: str) -> float:
    """Return the water or rations of all aboard; none in the air."""
    # A flight takes hours, and its people eat before and after it.
    if movement.mode == "air":
        return 0.0
    rate = mission.doctrine.convoy_rations_per_person_day
    if supply == "water":
        rate = mission.doctrine.convoy_water_per_person_day
    return sum(
        hop.people_count * rate * (long_hours(mission, hop) + halt) / 24
        for hop, halt in zip(movement.hops, halts(movement), strict=True)
    )
