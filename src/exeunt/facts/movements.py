"""Every serial told: where it goes and when.

What is aboard on each stage, what it carries from where to where.
"""

from functools import cached_property

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.serials import Hop, Journey, Serial, serials

__all__ = [
    "KINDS",
    "PAYLOADS",
    "Hop",
    "Journey",
    "Movement",
    "carried_t",
    "carried_teu",
    "movements",
]

KINDS = {"road": "convoy", "rail": "train", "river": "boat", "sea": "ship", "air": "flight"}
"""What a serial is called, by its mode."""
PAYLOADS = ("people", "lot", "supply")


@attrs.frozen(kw_only=True)
class Movement(Serial):
    """One serial with its stages (``hops``) and the ways of its loads (``journeys``), told.

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
        """Sites at which something boards or alights.

        In the order of the way, the first and the last included.
        """
        calls = {(j.origin, j.depart) for j in self.journeys} | {
            (j.destination, j.arrive) for j in self.journeys
        }
        found = [self.way[0]]
        for hop, after in zip(self.hops, [*self.hops[1:], None], strict=True):
            called = (hop.destination, hop.arrive) in calls or (
                after is not None and (hop.destination, after.depart) in calls
            )
            if (after is None or called) and found[-1] != hop.destination:
                found.append(hop.destination)
        return tuple(found)

    @cached_property
    def payload(self) -> tuple[Journey, ...]:
        """Journeys of people who are passengers, of kit, and of supplies that are delivered.

        What it travels for.
        """
        return tuple(
            j
            for j in self.journeys
            if j.load.kind in PAYLOADS and j.load.role not in {"crew", "used"}
        )

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
        return sum(j.load.quantity for j in self.payload if j.load.kind == "people")

    @cached_property
    def units(self) -> float:
        """Units of kit, carried or driven."""
        return sum(j.load.quantity for j in self.payload if j.load.kind == "lot")

    @cached_property
    def fleets(self) -> dict[str, float]:
        """Vehicles or aircraft aboard, by fleet: the most at once."""
        fleets = [
            [(fleet.fleet, n) for fleet, _, n in hop.vehicles]
            + [(air.air_fleet, n) for air, _, n in hop.aircraft]
            for hop in self.hops
        ]
        return dict(sorted(_most(fleets).items()))

    @cached_property
    def kinds(self) -> dict[str, float]:
        """Vehicles or aircraft aboard, by their type's name.

        The most at once, whichever fleets they are of.
        """
        kinds = [
            [(kind.name or kind.vehicle, n) for _, kind, n in hop.vehicles]
            + [(kind.name or kind.aircraft, n) for _, kind, n in hop.aircraft]
            for hop in self.hops
        ]
        return dict(sorted(_most(kinds).items()))


def _most(stages: list[list[tuple[str, float]]]) -> dict[str, float]:
    """Return the most there is of each on any stage."""
    most: dict[str, float] = {}
    for stage in stages:
        here: dict[str, float] = {}
        for name, n in stage:
            here[name] = here.get(name, 0.0) + n
        most.update({name: max(n, most.get(name, 0.0)) for name, n in here.items()})
    return most


def movements(mission: Mission, plan: Plan) -> tuple[Movement, ...]:
    """Return every serial of a plan whose references are known, in the order of leaving."""
    found = [
        Movement(serial=s.serial, hops=s.hops, journeys=s.journeys, astray=s.astray)
        for s in serials(mission, plan)
    ]
    return tuple(sorted(found, key=lambda m: (m.depart, m.serial)))


def carried_t(hop: Hop) -> float:
    """Return the tonnes of kit and of delivered supplies that a stage carries.

    What drives itself is not carried.
    """
    return sum(n * lot.mass_t for lot, n in hop.carried) + hop.supplies_t


def carried_teu(hop: Hop) -> float:
    """Return the TEU that a stage carries."""
    return sum(n * lot.teu for lot, n in hop.carried)
