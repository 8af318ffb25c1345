"""Every serial as it is told: where it goes and when, and what it carries from where to where."""

import itertools
from collections import defaultdict
from functools import cached_property

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.rules.halts import nights_under_way
from exeunt.rules.serials import Hop, Journey, Serial, rows

__all__ = [
    "KINDS",
    "PAYLOADS",
    "Hop",
    "Journey",
    "Movement",
    "carried_t",
    "carried_teu",
    "movements",
    "nights_of",
]

KINDS = {"road": "convoy", "rail": "train", "river": "boat", "sea": "ship", "air": "flight"}
"""What a serial is called, by its mode."""
PAYLOADS = ("people", "lot", "supply")
"""Kinds of load that a serial may travel for; vehicles and aircraft are its means."""


@attrs.frozen(kw_only=True)
class Movement(Serial):
    """One serial with its stages (``hops``) and the ways of its loads (``journeys``).

    Times are hours from the start.
    """

    @property
    def kind(self) -> str:
        """What it is called: convoy, flight, ship, boat, train."""
        return KINDS[self.mode]

    @property
    def rotations(self) -> int:
        """Sorties of a flight; 1 for others."""
        return self.hops[0].stage.rotations

    @cached_property
    def way(self) -> tuple[str, ...]:
        """Sites from the first to the last, those passed included."""
        return (self.hops[0].origin, *(hop.destination for hop in self.hops))

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Sites at which something boards or alights, in the order of the way.

        The first and the last are among them.
        """
        # A serial may pass a site on its way out and call there on its way back: a call is a site
        # and a moment.
        calls = {(journey.origin, journey.depart) for journey in self.journeys}
        calls |= {(journey.destination, journey.arrive) for journey in self.journeys}
        stops = [self.way[0]]
        for hop, onward in itertools.pairwise(self.hops):
            site = hop.destination
            called = (site, hop.arrive) in calls or (site, onward.depart) in calls
            if called and stops[-1] != site:
                stops.append(site)
        if stops[-1] != self.way[-1]:
            stops.append(self.way[-1])
        return tuple(stops)

    @cached_property
    def payload(self) -> tuple[Journey, ...]:
        """What it travels for: passengers, kit, and supplies that are delivered."""
        return tuple(journey for journey in self.journeys if is_payload(journey.load))

    @property
    def empty(self) -> bool:
        """Say whether it carries nothing but its own vehicles and crews."""
        return not self.payload

    @cached_property
    def vehicles(self) -> float:
        """Most vehicles on a stage, driven units of kit among them."""
        return max(hop.vehicle_count for hop in self.hops)

    @cached_property
    def people(self) -> float:
        """Most people on a stage: passengers and crews of all kinds."""
        return max(hop.people_count for hop in self.hops)

    @cached_property
    def passengers(self) -> float:
        """People whose way this is, each counted once."""
        return self._quantity("people")

    @cached_property
    def units(self) -> float:
        """Units of kit, carried or driven."""
        return self._quantity("lot")

    def _quantity(self, kind: str) -> float:
        loads = [journey.load for journey in self.payload]
        return sum(load.quantity for load in loads if load.kind == kind)

    @cached_property
    def fleets(self) -> dict[str, float]:
        """Vehicles or aircraft aboard, by fleet: the most at once."""
        stages = []
        for hop in self.hops:
            stage = defaultdict[str, float](float)
            for fleet, _, count in hop.vehicles:
                stage[fleet.fleet] += count
            for air_fleet, _, count in hop.aircraft:
                stage[air_fleet.air_fleet] += count
            stages.append(stage)
        return _most(stages)

    @cached_property
    def kinds(self) -> dict[str, float]:
        """Vehicles or aircraft aboard, by their type's name.

        Counted are the most at once, whichever fleets they are of.
        """
        stages = []
        for hop in self.hops:
            stage = defaultdict[str, float](float)
            for _, vehicle, count in hop.vehicles:
                stage[vehicle.name or vehicle.vehicle] += count
            for _, craft, count in hop.aircraft:
                stage[craft.name or craft.aircraft] += count
            stages.append(stage)
        return _most(stages)


def is_payload(load: Load) -> bool:
    """Say whether a load is what a serial travels for, and not what it needs to travel."""
    return load.kind in PAYLOADS and load.role not in {"crew", "used"}


def _most(stages: list[defaultdict[str, float]]) -> dict[str, float]:
    """Return the most there is of each on any stage, by name."""
    most: dict[str, float] = {}
    for stage in stages:
        for name, count in stage.items():
            most[name] = max(count, most.get(name, 0.0))
    return dict(sorted(most.items()))


def movements(mission: Mission, plan: Plan) -> tuple[Movement, ...]:
    """Return every serial of a plan whose references are known, in the order of leaving."""
    every = [
        Movement(
            serial=serial.serial,
            hops=serial.hops,
            journeys=serial.journeys,
            astray=serial.astray,
        )
        for serial in rows(mission, plan)
    ]
    return tuple(sorted(every, key=lambda movement: (movement.depart, movement.serial)))


def nights_of(mission: Mission, hop: Hop) -> int | None:
    """Return the nights that a stage spends on its leg; None by other modes than the road."""
    if hop.mode != "road":
        return None
    hours_per_day = mission.doctrine.march_hours_per_day
    return nights_under_way(hop.arrive - hop.depart, hours_per_day)


def carried_t(hop: Hop) -> float:
    """Return the tonnes of kit and of delivered supplies that a stage carries.

    What drives itself is not carried.
    """
    kit_t = sum(units * lot.mass_t for lot, units in hop.carried)
    return kit_t + hop.supplies_t


def carried_teu(hop: Hop) -> float:
    """Return the TEU that a stage carries."""
    return sum(units * lot.teu for lot, units in hop.carried)
