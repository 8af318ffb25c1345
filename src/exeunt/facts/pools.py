"""Fleets over time: how many vehicles or aircraft are on the move.

In which serials, against those that can be.
"""

from math import floor

import attrs

from exeunt.facts.curves import Curve, curve
from exeunt.facts.movements import Movement
from exeunt.facts.series import Reading
from exeunt.model.transport import AirFleet, Fleet


@attrs.frozen(kw_only=True)
class Trip:
    """Vehicles or aircraft of a fleet in one serial, from boarding to alighting.

    Hours from the start.
    """

    serial: str
    begin: float
    end: float
    count: float
    sorties: int


@attrs.frozen(kw_only=True)
class Pool:
    """One fleet: ``kind`` is its type's name as printed.

    ``usable`` how many can be on the move at once, ``moving`` how many are.
    """

    fleet: Fleet | AirFleet
    kind: str
    mode: str
    count: int
    usable: int
    moving: Curve
    trips: tuple[Trip, ...]

    @property
    def name(self) -> str:
        """The fleet's id."""
        return self.fleet.fleet if isinstance(self.fleet, Fleet) else self.fleet.air_fleet

    @property
    def sorties(self) -> int:
        """Sorties flown by its aircraft."""
        return sum(t.sorties for t in self.trips)

    @property
    def busy_hours(self) -> float:
        """Vehicle hours (or aircraft hours) on the move."""
        return sum(t.count * (t.end - t.begin) for t in self.trips)


def pools(reading: Reading, told: tuple[Movement, ...]) -> tuple[Pool, ...]:
    """Return every fleet, those by land and water first, in the order of the mission's tables."""
    mission = reading.mission
    trips: dict[str, list[Trip]] = {}
    for movement in told:
        for j in movement.journeys:
            if j.load.kind in {"vehicle", "aircraft"}:
                sorties = movement.rotations if movement.mode == "air" else 0
                trips.setdefault(j.load.item, []).append(
                    Trip(
                        serial=movement.serial,
                        begin=j.depart,
                        end=j.arrive,
                        count=j.load.quantity,
                        sorties=sorties,
                    )
                )
    found = []
    for fleet in mission.fleets:
        kind = mission.vehicle[fleet.vehicle]
        usable = floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        found.append(
            _pool(
                fleet,
                kind.name or kind.vehicle,
                kind.mode,
                fleet.count,
                usable,
                trips.get(fleet.fleet, []),
            )
        )
    for air in mission.air_fleets:
        craft = mission.aircraft_type[air.aircraft]
        usable = floor(air.count * craft.serviceability + 1e-9)
        found.append(
            _pool(
                air,
                craft.name or craft.aircraft,
                "air",
                air.count,
                usable,
                trips.get(air.air_fleet, []),
            )
        )
    return tuple(found)


def _pool(
    fleet: Fleet | AirFleet, kind: str, mode: str, count: int, usable: int, trips: list[Trip]
) -> Pool:
    events = [e for t in trips for e in ((t.begin, t.count), (t.end, -t.count))]
    return Pool(
        fleet=fleet,
        kind=kind,
        mode=mode,
        count=count,
        usable=usable,
        moving=curve([(0.0, 0.0), *events]),
        trips=tuple(trips),
    )


def moving_by_kind(found: tuple[Pool, ...]) -> dict[str, Curve]:
    """Return the vehicles and aircraft on the move over time by the kind of vehicle."""
    events: dict[str, list[tuple[float, float]]] = {}
    for pool in found:
        events.setdefault(pool.kind, [(0.0, 0.0)]).extend(
            e for t in pool.trips for e in ((t.begin, t.count), (t.end, -t.count))
        )
    return {kind: curve(changes) for kind, changes in events.items()}
