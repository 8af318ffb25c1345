"""What an axis can carry in a week, resource by resource.

The arithmetic is the practical one: each resource is taken alone, and all of it.
"""

import math
from collections.abc import Callable, Iterable

import attrs

from exeunt.feasible.aircraft import serviceable
from exeunt.feasible.arcs import Arc
from exeunt.feasible.convoys import needed_sometimes
from exeunt.feasible.movers import Mover, in_service
from exeunt.feasible.reach import Hold, Reach
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.model.transport import AirFleet
from exeunt.network.loads import whole_units
from exeunt.network.speeds import Speeds

WEEK_HOURS = 168.0
MONTH_WEEKS = 365.25 / 12 / 7

CARRIERS = {"road": "trucks", "river": "boats", "sea": "ships", "rail": "trains"}
TEAMS = {
    "escort": "escorts",
    "eod": "search teams",
    "engineers": "engineers",
    "airfield": "airfield crews",
    "medical": "ambulances",
    "hospital": "hospitals",
    "recovery": "recovery vehicles",
    "drivers": "drivers",
}


@attrs.define(kw_only=True)
class Flow:
    """What one site sends along an axis, and its way there: people, and kit as loads.

    ``own`` says that it starts where it stands, and is not loaded again at a hub on its way.
    """

    site: str
    arcs: tuple[Arc, ...]
    own: bool
    people: int = 0
    carried: float = 0.0
    driving: int = 0
    own_seats: int = 0
    tonnes: float = 0.0
    teu: float = 0.0
    disposable: float = 0.0
    stuck: int = 0

    @property
    def loads(self) -> float:
        """Truckloads and self-driving units."""
        return self.carried + self.driving

    @property
    def start(self) -> str:
        """Where the flow enters the axis."""
        return self.arcs[0].origin

    @property
    def hours(self) -> float:
        """The hours of its way, without a stop."""
        return sum(arc.hours for arc in self.arcs)


def truckloads(reach: Reach, lot: Lot, mode: str) -> float | None:
    """Return the loads, and parts of loads, that a carried lot makes.

    They are on the vehicles of a mode that take most of it; None where none takes a unit.
    """
    units_a_load = max((_units(lot, hold) for hold in reach.holds if hold.mode == mode), default=0)
    if units_a_load == 0:
        return None
    return lot.quantity / units_a_load


def _units(lot: Lot, hold: Hold) -> int:
    """Return the units of a lot that one vehicle takes, at most all of them."""
    if hold.payload_t <= 0 or (lot.outsize and not hold.outsize):
        return 0
    most = whole_units(lot, hold.teu, hold.payload_t)
    # What has neither mass nor size goes on one vehicle, however many there are.
    if most == math.inf:
        return lot.quantity
    return int(most)


def trucks(reach: Reach, mode: str) -> float:
    """Return the carriers of a mode that can be moving, counted in the largest of them."""
    carriers = [m for m in reach.movers if m.mode == mode and m.payload_t > 0]
    largest = max(carriers, key=lambda m: (m.teu, m.payload_t), default=None)
    if largest is None:
        return 0.0
    return sum(m.moving * _share(m, largest) for m in carriers)


def _share(mover: Mover, largest: Mover) -> float:
    """Return how much of the largest carrier another one is, by size where any has one."""
    if largest.teu > 0:
        return mover.teu / largest.teu
    return mover.payload_t / largest.payload_t


def round_trip(reach: Reach, flow: Flow) -> float:
    """Return the hours of a round trip of a flow on its axis, turning at both ends."""
    site = reach.mission.site
    end = flow.arcs[-1].destination
    return 2 * flow.hours + site[flow.start].turn_hours + site[end].turn_hours


Weight = Callable[[Flow], float]
"""What of a flow counts: its people, its loads."""


def people_of(flow: Flow) -> float:
    """Return the people of a flow."""
    return float(flow.people)


def loads_of(flow: Flow) -> float:
    """Return the loads of a flow, carried or driven."""
    return flow.loads


def carried_of(flow: Flow) -> float:
    """Return the loads of a flow that need a carrier."""
    return flow.carried


def mean_trip(reach: Reach, flows: Iterable[Flow], weight: Weight) -> float:
    """Return the mean round trip of flows weighted by what they send."""
    weights, trips = [], []
    for flow in flows:
        weights.append(weight(flow))
        trips.append(round_trip(reach, flow))
    total = sum(weights)
    # Flows that send nothing have no mean: the longest trip stands for them.
    if not total:
        return max(trips)
    return sum(w * trip for w, trip in zip(weights, trips, strict=True)) / total


def kit_limits(reach: Reach, flows: list[Flow]) -> dict[str, float]:
    """Return the loads a week that each resource lets through, had the axis all of it."""
    mode = flows[-1].arcs[-1].mode
    loads = sum(f.loads for f in flows)
    carried = sum(f.carried for f in flows)
    limits = {}
    if carried:
        trip = mean_trip(reach, flows, carried_of)
        # Units that drive need no truck: each truckload brings its share of them along.
        limits[CARRIERS[mode]] = WEEK_HOURS * trucks(reach, mode) / trip * loads / carried
    trip = mean_trip(reach, flows, loads_of)
    arcs = [arc for flow in flows for arc in flow.arcs]
    for name, at_once in convoy_shares(reach, arcs, mode).items():
        limits[name] = WEEK_HOURS * at_once / trip
    limits.update(_road(reach, flows, loads))
    limits.update(_handling(reach, flows, loads))
    return limits


def convoy_shares(reach: Reach, arcs: Iterable[Arc], mode: str) -> dict[str, float]:
    """Return the vehicles that all teams of each capability take along at once.

    The capabilities are those that convoys need on some arc.
    """
    legs = {arc.leg.leg: arc.leg for arc in arcs}
    needs = [need for leg in legs.values() for need in needed_sometimes(reach.mission, leg)]
    shares = {}
    for capability in sorted({need.capability for need in needs}):
        of_it = [need for need in needs if need.capability == capability]
        teams = _teams(reach, capability, mode)
        shares[TEAMS[capability]] = _taken_along(reach.mission, of_it, teams)
    return shares


def _teams(reach: Reach, capability: str, mode: str) -> float:
    """Return the teams that can go with convoys at once: on wheels in service, and on seats."""
    on_wheels = sum(m.moving * m.teams_of(capability) for m in reach.movers if m.mode == mode)
    if mode in VEHICLES_ONLY:
        return on_wheels
    on_seats = sum(
        teams
        for party in reach.mission.parties
        if party.by_road
        for name, teams in party.capabilities
        if name == capability
    )
    return on_wheels + on_seats


def _taken_along(mission: Mission, needs: list[Requirement], teams: float) -> float:
    """Return the vehicles that teams take along at once, by the strictest of some requirements."""
    least = max(need.amount for need in needs)
    if teams < least:
        return 0.0
    ratio = min((need.per_vehicles for need in needs if need.per_vehicles), default=math.inf)
    size = convoy_vehicles(mission, ratio)
    for_a_full_convoy = max(least, 1)
    if ratio < math.inf:
        for_a_full_convoy = max(for_a_full_convoy, math.ceil(size / ratio))
    if teams < for_a_full_convoy:
        return min(size, teams * ratio)
    return size * teams / for_a_full_convoy


def convoy_vehicles(mission: Mission, ratio: float) -> float:
    """Return the loaded vehicles of a full convoy, its escorts at a ratio not counted."""
    return mission.doctrine.convoy_max / (1 + 1 / ratio)


def _road(reach: Reach, flows: list[Flow], loads: float) -> dict[str, float]:
    """Return the limits of the road itself: the spacing of convoys, and its column capacity."""
    limits: dict[str, float] = {}
    doctrine = reach.mission.doctrine
    by_road = any(arc.mode == "road" for flow in flows for arc in flow.arcs)
    if by_road and doctrine.spacing_hours > 0:
        convoys = WEEK_HOURS / doctrine.spacing_hours
        limits["spacing of convoys"] = convoys * convoy_vehicles(reach.mission, math.inf)
    passing: dict[str, float] = {}
    for flow in flows:
        for arc in flow.arcs:
            # A truck comes empty and goes full; what drives itself only goes.
            passing[arc.leg.leg] = passing.get(arc.leg.leg, 0.0) + flow.loads + flow.carried
    rates = [
        7.0 * leg.vehicles_per_day / passing[leg.leg] * loads
        for leg in {arc.leg.leg: arc.leg for flow in flows for arc in flow.arcs}.values()
        if leg.vehicles_per_day is not None and passing[leg.leg] > 0
    ]
    if rates:
        limits["road capacity"] = min(rates)
    return limits


def _handling(reach: Reach, flows: list[Flow], loads: float) -> dict[str, float]:
    """Return the limits of loading where kit comes from, of unloading at an exit, of reception."""
    limits = {}
    loading = _loading(reach.mission, flows, loads)
    if loading is not None:
        limits["loading"] = loading
    end = reach.mission.site[flows[0].arcs[-1].destination]
    teu = sum(f.teu for f in flows)
    if end.role == "exit" and end.unload_teu_per_day is not None and teu:
        limits["unloading"] = 7 * end.unload_teu_per_day * loads / teu
    # Each truckload comes in a vehicle, and what drives itself is one.
    if flows[0].arcs[-1].mode == "road" and end.receive_vehicles_per_day is not None:
        limits["reception"] = 7.0 * end.receive_vehicles_per_day
    return limits


def _loading(mission: Mission, flows: list[Flow], loads: float) -> float | None:
    """Return the loads a week at which the site that takes longest is done with all others.

    None where no site has a rate.
    """
    weeks: dict[str, float] = {}
    for flow in flows:
        rate = mission.site[flow.site].load_teu_per_day
        # What was put down at a hub was loaded at its own site.
        if not flow.own or not flow.teu or rate is None:
            continue
        if rate == 0:
            return 0.0
        weeks[flow.site] = flow.teu / (7 * rate)
    if not weeks:
        return None
    return loads / max(weeks.values())


def seats(reach: Reach, mode: str) -> int:
    """Return the passenger seats on the vehicles of a mode's fleets that can be moving."""
    total = 0
    for fleet in reach.mission.fleets:
        kind = reach.mission.vehicle[fleet.vehicle]
        if kind.mode == mode:
            total += kind.seats * in_service(fleet)
    return total


@attrs.frozen
class Flights:
    """People a week from a field by resource, and the block hours of the shortest loop there."""

    people_per_week: dict[str, float]
    loop_hours: float


def flight_limits(reach: Reach, field: str, stop: str) -> Flights:
    """Return what all aircraft can fly from a field to a stop.

    Each flies from its home and back to it.
    """
    mission = reach.mission
    daily = monthly = 0.0
    best_seats, shortest = 0, math.inf
    for fleet in mission.air_fleets:
        loop = _loop(reach, fleet, field, stop)
        if loop == math.inf:
            continue
        kind = mission.aircraft_type[fleet.aircraft]
        by_mass = math.floor(kind.payload_t / mission.doctrine.passenger_t + 1e-6)
        carried = min(kind.seats, by_mass)
        fit = serviceable(mission, fleet)
        daily += 7 * fit * mission.doctrine.flying_hours_per_day / loop * carried
        monthly += fleet.count * kind.block_hours_per_month / MONTH_WEEKS / loop * carried
        best_seats = max(best_seats, carried)
        shortest = min(shortest, loop)
    limits = {"serviceable aircraft": daily, "block hours": monthly}
    ends = (mission.site[field], mission.site[stop])
    slots = [end.slots_per_day for end in ends if end.slots_per_day is not None]
    if slots:
        limits["slots"] = 7.0 * min(slots) * best_seats
    received = mission.site[stop].receive_people_per_day
    if received is not None:
        limits["reception"] = 7.0 * received
    return Flights(limits, shortest)


def _loop(reach: Reach, fleet: AirFleet, field: str, stop: str) -> float:
    """Return the block hours from home by a field and a stop back home."""
    hours: dict[tuple[str, str], float] = {}
    kind, speeds = reach.mission.aircraft_type[fleet.aircraft], Speeds(reach.mission)
    for arc in reach.arcs.flown[fleet.air_fleet]:
        # Of two legs between the same fields the first in the mission counts.
        ends = (arc.origin, arc.destination)
        hours.setdefault(ends, speeds.stage_hours(arc.leg, (kind,), 0.0))
    loop = ((fleet.site, field), (field, stop), (stop, fleet.site))
    return sum(_flown(hours, origin, destination) for origin, destination in loop)


def _flown(hours: dict[tuple[str, str], float], origin: str, destination: str) -> float:
    """Return the block hours between two fields, over others where no leg joins them."""
    best, fresh = {origin: 0.0}, [origin]
    while fresh:
        here = fresh.pop()
        for (start, end), leg_hours in hours.items():
            if start == here and best[here] + leg_hours < best.get(end, math.inf):
                best[end] = best[here] + leg_hours
                fresh.append(end)
    return best.get(destination, math.inf)
