"""Which ways out a mission has for a payload, and which of them are permitted.

The reasons that are given for what is left rest on these.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

import attrs

from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import ANYWHERE, ELSEWHERE, Mission
from exeunt.model.stores import Permission
from exeunt.model.transport import VehicleType
from exeunt.network.loads import fits_aircraft, fits_vehicle
from exeunt.network.permissions import permitted, ruling, valid


@attrs.frozen(kw_only=True)
class Errand:
    """What wants to go: from where, to which sites, as which payload, of whom, by which modes."""

    start: str
    goals: frozenset[str]
    payload: str
    provider: str
    modes: frozenset[str]


@attrs.frozen(kw_only=True)
class Reach:
    """How far an errand gets.

    ``reached`` says whether it gets to a goal, ``km`` by how long a way at least; ``blocked_by``
    are the permissions that stop it where it does not.
    """

    reached: bool
    km: float
    blocked_by: tuple[Permission, ...]


class Way(NamedTuple):
    """A leg in one direction in which it can be travelled."""

    leg: Leg
    origin: str
    destination: str

    @property
    def forward(self) -> bool:
        """Say whether it goes as the leg's row does."""
        return self.origin == self.leg.origin


class Ruling(NamedTuple):
    """The permissions about one place that ever decide, and whether they ever grant it."""

    permissions: tuple[Permission, ...]
    granted: bool


def goals(mission: Mission, destination: str) -> frozenset[str]:
    """Return the sites that are out for a party or lot with this destination."""
    if destination.startswith((ANYWHERE, ELSEWHERE)):
        return frozenset(s.site for s in mission.sites if destination != ELSEWHERE + s.site)
    if destination:
        return frozenset({destination})
    return frozenset(site.site for site in mission.exits)


def people_errand(mission: Mission, party: Party) -> Errand:
    """Return the errand of a party's people, by whatever the mission has to carry them."""
    modes: set[str] = set()
    if party.by_road:
        modes |= {mission.vehicle[fleet.vehicle].mode for fleet in mission.fleets if fleet.count}
    for air_fleet in mission.air_fleets:
        craft = mission.aircraft_type[air_fleet.aircraft]
        if air_fleet.count and craft.seats:
            modes.add("air")
    return Errand(
        start=party.site,
        goals=goals(mission, party.destination),
        payload="people",
        provider=party.provider,
        modes=frozenset(modes),
    )


def kit_errand(mission: Mission, lot: Lot, site: str) -> Errand:
    """Return the errand of a lot's units that stand at a site.

    Its modes are those with something that can lift one.
    """
    modes: set[str] = set()
    if lot.self_driving:
        modes.add("road")
    for fleet in mission.fleets:
        vehicle = mission.vehicle[fleet.vehicle]
        if fleet.count and fits_vehicle(lot, vehicle):
            modes.add(vehicle.mode)
    for air_fleet in mission.air_fleets:
        craft = mission.aircraft_type[air_fleet.aircraft]
        if air_fleet.count and fits_aircraft(lot, craft):
            modes.add("air")
    return Errand(
        start=site,
        goals=goals(mission, lot.destination),
        payload="cargo",
        provider=lot.provider,
        modes=frozenset(modes),
    )


def missing(mission: Mission, errand: Errand, way: Way) -> tuple[Permission, ...]:
    """Return the permissions that keep an errand from a leg at all times.

    They are those that decide at a place which never grants it leave; none: it may pass some day.
    """
    if permitted(
        mission,
        way.leg,
        forward=way.forward,
        payload=errand.payload,
        provider=errand.provider,
        announced=True,
    ):
        return ()
    by_place: dict[str, list[Permission]] = defaultdict(list)
    for permission in mission.permissions:
        place = _place(permission, way)
        if place and _bears_on(permission, errand, way):
            by_place[place].append(permission)
    rulings = [ruled(mission, rows, errand.payload) for rows in by_place.values()]
    never = [ruling for ruling in rulings if not ruling.granted]
    # Each place may grant leave at some time, and all of them never at the same: then all decide.
    deciding = never or rulings
    return tuple(permission for ruling in deciding for permission in ruling.permissions)


def _bears_on(permission: Permission, errand: Errand, way: Way) -> bool:
    """Say whether a permission is about this kind of payload, of this nation, by this mode."""
    return (
        permission.mode in {way.leg.mode, "*"}
        and permission.payload in {"any", errand.payload}
        and permission.provider in {"", errand.provider}
    )


def _place(permission: Permission, way: Way) -> str:
    """Return which place of a way a permission is about: its leg, an end, everywhere; or blank."""
    where, direction = permission.where, permission.direction
    if where == "*":
        return "everywhere"
    heading = "out" if way.forward else "in"
    if where == way.leg.leg and direction in {"both", heading}:
        return "leg"
    if where == way.origin and direction in {"both", "out"}:
        return "origin"
    if where == way.destination and direction in {"both", "in"}:
        return "destination"
    return ""


def ruled(mission: Mission, permissions: list[Permission], payload: str) -> Ruling:
    """Return which of the permissions about one place ever decide, and whether they grant it."""
    spans = [(permission, valid(mission, permission)) for permission in permissions]
    edges = {edge for _, span in spans for edge in span if 0 < edge < inf}
    deciding: set[str] = set()
    granted = False
    # Who decides changes only where a permission begins or ends.
    for hour in sorted({0.0, *edges}):
        holding = [permission for permission, (begin, end) in spans if begin <= hour < end]
        if not holding:
            continue
        most = max(_rank(permission, payload) for permission in holding)
        decisive = [permission for permission in holding if _rank(permission, payload) == most]
        deciding |= {permission.permission for permission in decisive}
        if ruling(holding, payload) == "granted":
            granted = True
    ever = tuple(permission for permission in permissions if permission.permission in deciding)
    return Ruling(ever, granted)


def _rank(permission: Permission, payload: str) -> tuple[bool, bool]:
    """Order permissions by how particular they are: nation first, then payload."""
    return (bool(permission.provider), permission.payload == payload)


def reach(mission: Mission, errand: Errand, *, permitted: bool) -> Reach:
    """Search the shortest way from the errand's start to a goal.

    With ``permitted`` it goes only by legs that are granted at some time.
    """
    km = {errand.start: 0.0}
    open_sites = {errand.start}
    done: set[str] = set()
    while open_sites:
        # The nearest open site can get no nearer (Dijkstra); ids break ties.
        here = min(open_sites, key=lambda site: (km[site], site))
        open_sites.discard(here)
        done.add(here)
        if here in errand.goals:
            return Reach(reached=True, km=km[here], blocked_by=())
        for way in ways(mission, errand):
            there = way.destination
            if way.origin != here or there in done:
                continue
            if permitted and missing(mission, errand, way):
                continue
            longer = km[here] + way.leg.km
            if longer < km.get(there, inf):
                km[there] = longer
                open_sites.add(there)
    return Reach(reached=False, km=0.0, blocked_by=between(mission, errand, done))


def distances(mission: Mission, errand: Errand) -> dict[str, float]:
    """Return the km to the nearest goal from every place that a permitted way leads out of.

    Wherever the errand is said to start: one search from the goals backward answers for all.
    """
    into: dict[str, list[Way]] = defaultdict(list)
    for way in ways(mission, errand):
        into[way.destination].append(way)
    km = {goal: 0.0 for goal in errand.goals if goal in mission.site}
    heap = [(0.0, goal) for goal in sorted(km)]
    while heap:
        so_far, here = heapq.heappop(heap)
        if so_far > km[here]:
            continue
        for way in into[here]:
            longer = so_far + way.leg.km
            # The dear question last: most ways are no shorter than what is known.
            if longer < km.get(way.origin, inf) and not missing(mission, errand, way):
                km[way.origin] = longer
                heapq.heappush(heap, (longer, way.origin))
    return km


def ways(mission: Mission, errand: Errand) -> Iterator[Way]:
    """Yield the legs of the errand's modes in every direction in which they can be travelled."""
    for leg in mission.legs:
        if leg.mode not in errand.modes:
            continue
        yield Way(leg, leg.origin, leg.destination)
        if leg.two_way:
            yield Way(leg, leg.destination, leg.origin)


def between(mission: Mission, errand: Errand, reached: set[str]) -> tuple[Permission, ...]:
    """Return the permissions that stop an errand, in the table's order.

    They lie between the sites that can be reached and those from which a way leads on to a goal:
    a refusal on a road that leads nowhere is none of its reasons.
    """
    beyond = leading_on(mission, errand, reached)
    names: set[str] = set()
    for way in ways(mission, errand):
        if way.origin in reached and way.destination in beyond:
            names |= {permission.permission for permission in missing(mission, errand, way)}
    return tuple(row for row in mission.permissions if row.permission in names)


def leading_on(mission: Mission, errand: Errand, reached: set[str]) -> set[str]:
    """Return the sites from which a way leads on to a goal without those that can be reached."""
    beyond = set(errand.goals)
    onward = set(beyond)
    while onward:
        before = {way.origin for way in ways(mission, errand) if way.destination in beyond}
        onward = before - beyond - reached
        beyond |= onward
    return beyond


def cheapest_lift(mission: Mission, lot: Lot, km: float) -> float | None:
    """Return the least cost of carrying or driving one unit so far, one way: running and fuel.

    None where nothing lifts it by land or water.
    """
    litre = mission.prices.fuel_litre
    costs = []
    if lot.self_driving:
        costs.append(lot.burns_l_per_km * litre * km)
    for fleet in mission.fleets:
        vehicle = mission.vehicle[fleet.vehicle]
        if fleet.count and fits_vehicle(lot, vehicle):
            by_km = vehicle.cost_per_km + vehicle.fuel_l_per_km * litre
            costs.append(vehicle_share(lot, vehicle) * by_km * km)
    return min(costs, default=None)


def vehicle_share(lot: Lot, vehicle: VehicleType) -> float:
    """Return the share of a vehicle that a unit takes, which fits it, by mass or by size."""
    by_mass = by_size = 0.0
    if vehicle.payload_t:
        by_mass = lot.mass_t / vehicle.payload_t
    if vehicle.teu:
        by_size = lot.teu / vehicle.teu
    return max(by_mass, by_size)
