"""Pools of vehicles for the bound: those of a type together, of many types those of a use."""

import math

import attrs

from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet, VehicleType

FEW_KINDS = 24
"""In a large mission so many types of vehicles, or fewer, are told apart."""


@attrs.frozen(kw_only=True)
class Wheels:
    """Vehicles of one type (or of several, taken for the best of them).

    The fleets; how many come into use where and when, and in all; ``moving`` pairs that hour with
    how many may move at once.
    """

    kind: VehicleType
    crews: frozenset[str]
    until: float
    fleets: tuple[Fleet, ...] = ()
    start: tuple[tuple[str, float, int], ...] = ()
    moving: tuple[tuple[float, int], ...] = ()

    @property
    def count(self) -> int:
        """All vehicles."""
        return sum(n for _, _, n in self.start)

    @property
    def most(self) -> int:
        """Most vehicles on the move at once."""
        return sum(n for _, n in self.moving)

    def hours(self, since: float, until: float) -> float:
        """Return the most vehicle-hours on the move in a span."""
        return sum(n * max(0.0, until - max(since, begin)) for begin, n in self.moving)


def wheels(mission: Mission, *, fine: bool) -> tuple[list[Wheels], dict[str, int]]:
    """Return the pools of a mission's vehicles, and the number of each fleet's pool.

    Fleets of which nothing is ever in service have none.
    """
    found: dict[tuple[object, ...], Wheels] = {}
    keys: dict[str, tuple[object, ...]] = {}
    few = len({fleet.vehicle for fleet in mission.fleets if fleet.count}) <= FEW_KINDS
    for fleet in mission.fleets:
        if fleet.count <= 0:
            continue
        since = 0.0
        if fleet.available_from is not None:
            since = max(0.0, mission.hours(fleet.available_from))
        kind = mission.vehicle[fleet.vehicle]
        key = keys[fleet.fleet] = _key(mission, fleet, fine=fine, few=few)
        old = found.get(key) or Wheels(kind=kind, crews=frozenset(), until=_until(mission, fleet))
        found[key] = attrs.evolve(
            old,
            kind=best(old.kind, kind),
            crews=old.crews | ({fleet.crew_party} if fleet.crew_party else set()),
            fleets=(*old.fleets, fleet),
            start=(*old.start, (fleet.site, since, fleet.count)),
            moving=(*old.moving, (since, in_service(fleet))),
        )
    kept = [key for key, pool in found.items() if pool.most > 0]
    place = {key: n for n, key in enumerate(kept)}
    return [found[key] for key in kept], {f: place[key] for f, key in keys.items() if key in place}


def in_service(fleet: Fleet) -> int:
    """Return how many vehicles of a fleet may be on the move at once."""
    return math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)


def _until(mission: Mission, fleet: Fleet) -> float:
    return math.inf if fleet.available_to is None else mission.hours(fleet.available_to)


def _key(mission: Mission, fleet: Fleet, *, fine: bool, few: bool) -> tuple[object, ...]:
    """Return what fleets of one pool have in common."""
    kind, until = mission.vehicle[fleet.vehicle], _until(mission, fleet)
    # Merged with contracted ones, own vehicles would lose nothing where they end.
    value = fleet.value if fleet.ownership == "own" else 0.0
    if fine:
        return fleet.vehicle, fleet.crew_party, until, value
    # Merged, a search vehicle would be recovery and ambulance at once.
    if few:
        return fleet.vehicle, bool(fleet.crew_party), until, value
    return _use(kind), kind.mode, bool(fleet.crew_party), until


def _use(kind: VehicleType) -> str:
    """Return what a vehicle of a large mission is taken for.

    An escort, another enabler, a carrier of people, or itself.
    """
    brought = {c for c, n in kind.capabilities if n > 0}
    if brought and kind.teu <= 0:
        return "escort" if "escort" in brought else "enabler"
    return "seats" if kind.teu <= 0 and kind.seats > 0 else kind.vehicle


def best(one: VehicleType, other: VehicleType) -> VehicleType:
    """Return a type that does whatever either does, for no more."""
    if one == other:
        return one
    teams = {
        c: max(dict(one.capabilities).get(c, 0.0), dict(other.capabilities).get(c, 0.0))
        for c, _ in (*one.capabilities, *other.capabilities)
    }
    crew = min(one.crew, other.crew)
    return attrs.evolve(
        one,
        payload_t=max(one.payload_t, other.payload_t),
        teu=max(one.teu, other.teu),
        crew=crew,
        seats=max(one.seats + one.crew, other.seats + other.crew) - crew,
        armoured=one.armoured or other.armoured,
        outsize=one.outsize or other.outsize,
        capabilities=tuple(sorted(teams.items())),
        cost_per_km=min(one.cost_per_km, other.cost_per_km),
        cost_per_day=min(one.cost_per_day, other.cost_per_day),
        fuel_l_per_km=min(one.fuel_l_per_km, other.fuel_l_per_km),
    )
