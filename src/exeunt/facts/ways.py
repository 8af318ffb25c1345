"""Which ways out a mission has for a payload, and which of them are permitted.

The ground under the reasons given.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import inf

import attrs

from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.stores import Permission
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

    Whether to a goal, the shortest km, and the permissions that stop it where it is stopped.
    """

    reached: bool
    km: float
    blocked_by: tuple[Permission, ...]


def goals(mission: Mission, destination: str) -> frozenset[str]:
    """Return the sites that are out for a party or lot with this destination."""
    return frozenset({destination} if destination else {s.site for s in mission.exits})


def people_errand(mission: Mission, party: Party) -> Errand:
    """Return the errand of a party's people."""
    modes = (
        {mission.vehicle[f.vehicle].mode for f in mission.fleets if f.count}
        if party.by_road
        else set()
    )
    air = (
        {"air"}
        if any(f.count and mission.aircraft_type[f.aircraft].seats for f in mission.air_fleets)
        else set()
    )
    return Errand(
        start=party.site,
        goals=goals(mission, party.destination),
        payload="people",
        provider=party.provider,
        modes=frozenset(modes | air),
    )


def kit_errand(mission: Mission, lot: Lot, site: str) -> Errand:
    """Return the errand of a lot's units that stand at a site.

    Its modes are those with something that can lift one.
    """
    modes = {"road"} if lot.self_driving else set()
    for fleet in mission.fleets:
        kind = mission.vehicle[fleet.vehicle]
        if fleet.count and fits_vehicle(lot, kind):
            modes.add(kind.mode)
    for air in mission.air_fleets:
        craft = mission.aircraft_type[air.aircraft]
        if air.count and fits_aircraft(lot, craft):
            modes.add("air")
    return Errand(
        start=site,
        goals=goals(mission, lot.destination),
        payload="cargo",
        provider=lot.provider,
        modes=frozenset(modes),
    )


def missing(
    mission: Mission, errand: Errand, leg: Leg, origin: str, destination: str
) -> tuple[Permission, ...]:
    """Return the permissions that keep an errand from a leg at all times.

    Those that decide where it never has leave; empty: it may pass at some time.
    """
    forward = origin == leg.origin
    if permitted(mission, leg, forward=forward, payload=errand.payload, provider=errand.provider):
        return ()
    groups: dict[str, list[Permission]] = defaultdict(list)
    heading = "out" if forward else "in"
    for row in mission.permissions:
        if (
            row.mode not in {leg.mode, "*"}
            or row.payload not in {"any", errand.payload}
            or row.provider not in {"", errand.provider}
        ):
            continue
        if row.where == "*":
            groups["*"].append(row)
        elif row.where == leg.leg and row.direction in {"both", heading}:
            groups["leg"].append(row)
        elif row.where == origin and row.direction in {"both", "out"}:
            groups["origin"].append(row)
        elif row.where == destination and row.direction in {"both", "in"}:
            groups["destination"].append(row)
    ruled = [rulings(mission, rows, errand.payload) for rows in groups.values()]
    never = [rows for rows, granted in ruled if not granted] or [rows for rows, _ in ruled]
    return tuple(row for rows in never for row in rows)


def rulings(
    mission: Mission, rows: list[Permission], payload: str
) -> tuple[tuple[Permission, ...], bool]:
    """Return the rows about one place that ever decide, and whether they ever grant it."""
    deciding: dict[str, Permission] = {}
    granted = False
    for t in sorted({0.0, *(t for row in rows for t in valid(mission, row) if 0 < t < inf)}):
        those = [
            row
            for row, (begin, end) in ((row, valid(mission, row)) for row in rows)
            if begin <= t < end
        ]
        if those:
            most = max((bool(row.provider), row.payload == payload) for row in those)
            deciding.update(
                {
                    row.permission: row
                    for row in those
                    if (bool(row.provider), row.payload == payload) == most
                }
            )
            granted = granted or ruling(those, payload) == "granted"
    return tuple(row for row in rows if row.permission in deciding), granted


def reach(mission: Mission, errand: Errand, *, permitted: bool) -> Reach:
    """Search the legs from the errand's start.

    With ``permitted`` only those granted at some time.
    """
    km = {errand.start: 0.0}
    open_sites = {errand.start}
    done: set[str] = set()
    while open_sites:
        here = min(open_sites, key=lambda s: (km[s], s))
        open_sites.discard(here)
        done.add(here)
        if here in errand.goals:
            return Reach(reached=True, km=km[here], blocked_by=())
        for leg, begin, there in ways(mission, errand):
            if (
                begin != here
                or there in done
                or (permitted and missing(mission, errand, leg, here, there))
            ):
                continue
            if km[here] + leg.km < km.get(there, float("inf")):
                km[there] = km[here] + leg.km
                open_sites.add(there)
    return Reach(reached=False, km=0.0, blocked_by=between(mission, errand, done))


def ways(mission: Mission, errand: Errand) -> Iterator[tuple[Leg, str, str]]:
    """Yield the legs of the errand's modes in every direction in which they can be travelled.

    Leg, from, to.
    """
    for leg in mission.legs:
        if leg.mode in errand.modes:
            yield leg, leg.origin, leg.destination
            if leg.two_way:
                yield leg, leg.destination, leg.origin


def between(mission: Mission, errand: Errand, reached: set[str]) -> tuple[Permission, ...]:
    """Return the permissions that stop an errand, in the table's order.

    They lie between the sites that can be reached and those from which a way leads on to a goal.
    """
    beyond = set(errand.goals)
    while (
        more := {begin for _, begin, there in ways(mission, errand) if there in beyond}
        - beyond
        - reached
    ):
        beyond |= more
    blocked = [
        (leg, begin, there)
        for leg, begin, there in ways(mission, errand)
        if begin in reached and there in beyond
    ]
    names = {
        row.permission
        for leg, begin, there in blocked
        for row in missing(mission, errand, leg, begin, there)
    }
    return tuple(row for row in mission.permissions if row.permission in names)


def cheapest_lift(mission: Mission, lot: Lot, km: float) -> float | None:
    """Return the least running cost of carrying or driving one unit so far, one way.

    None where nothing lifts it by land or water.
    """
    if lot.self_driving:
        return 0.0
    costs = []
    for fleet in mission.fleets:
        kind = mission.vehicle[fleet.vehicle]
        if fleet.count and fits_vehicle(lot, kind):
            share = max(
                lot.mass_t / kind.payload_t if kind.payload_t else 0.0,
                lot.teu / kind.teu if kind.teu else 0.0,
            )
            costs.append(share * kind.cost_per_km * km)
    return min(costs, default=None)
