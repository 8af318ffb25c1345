"""What fleets of aircraft and airfields still allow at a moment.

Hours, aircraft, slots, parking.
"""

import itertools
import math
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.march import QUARTER_HOUR
from exeunt.network.network import Step
from exeunt.optimise.planner.flight import Flight
from exeunt.optimise.planner.keep import field_teams
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth

UNLIMITED = 10_000
"""More landings or parked aircraft than any field has."""


@attrs.frozen
class Circuit:
    """The steps of a rotation, home → pickup → drop → home; ``loaded`` counts from 1.

    ``hours`` are the block hours of each step.
    """

    steps: list[Step]
    loaded: int
    hours: tuple[float, ...]

    @property
    def block_hours(self) -> float:
        """Block hours of one sortie."""
        return sum(self.hours)


class Stay(NamedTuple):
    """The time between a landing and the next take-off, at a field."""

    site: str
    since: float
    until: float


class Airfields:
    """Answers what may still fly: from fleets, fields and their crews."""

    def __init__(self, world: World, worth: Worth) -> None:
        """Index the teams without which nothing flies by field."""
        self.world, self.worth, self.mission = world, worth, world.mission
        self.teams = {site.site: field_teams(self.mission, site) for site in self.mission.sites}
        self._fetchable: dict[tuple[str, int, float], float] = {}

    # ---- fleets ----

    def serviceable(self, fleet: AirFleet, t: float) -> int:
        """Return how many aircraft of a fleet can fly at hour ``t``, busy or not."""
        return math.floor(fleet.count * self._share(fleet, t) + 1e-9)

    def _share(self, fleet: AirFleet, t: float) -> float:
        kind = self.mission.aircraft_type[fleet.aircraft]
        if kind.serviceability_blocked is not None and not self.world.network.imports(
            "spares", fleet.site, t
        ):
            return kind.serviceability_blocked
        return kind.serviceability

    def seats(self, fleet: AirFleet) -> int:
        """Return the people whom one sortie of a fleet takes."""
        kind = self.mission.aircraft_type[fleet.aircraft]
        return min(kind.seats, int(kind.payload_t / self.mission.doctrine.passenger_t + EPS))

    def busy(self, fleet: AirFleet, t: float) -> int:
        """Return how many aircraft of a fleet are away or turning round at hour ``t``."""
        return self.world.aircraft.busy(fleet.air_fleet, t)

    def usable(self, fleet: AirFleet, t: float) -> int:
        """Return how many aircraft of a fleet could leave its home at hour ``t``."""
        start, end = fleet.available_from, fleet.available_to
        if (start and self.mission.hours(start) > t) or (end and self.mission.hours(end) <= t):
            return 0
        return max(0, self.serviceable(fleet, t) - self.busy(fleet, t))

    def hours_left(self, fleet: AirFleet, t: float) -> float:
        """Return the block hours a fleet may still fly in the day and month of hour ``t``."""
        kind, flown = self.mission.aircraft_type[fleet.aircraft], self.world.aircraft
        monthly = self._on_average(fleet, t) * kind.block_hours_per_month
        daily = self.serviceable(fleet, t) * self.mission.doctrine.flying_hours_per_day
        return min(
            monthly - flown.flown_in_month(fleet.air_fleet, t),
            daily - flown.flown_on_day(fleet.air_fleet, t),
        )

    def rested(self, flight: Flight) -> bool:
        """Say whether the crews of a fleet may be on duty for a flight besides what they fly."""
        doctrine, fleet = self.mission.doctrine, flight.fleet
        each = flight.type.crews * doctrine.flight_duty_hours
        duties = flight.duties(doctrine.flight_turn_hours)
        if any(duty.end - duty.begin > each + EPS for duty in duties):
            return False
        ends = (flight.hops[0].depart, flight.hops[-1].arrive)
        most = each * min(self.serviceable(fleet, t) for t in ends)
        return self.world.aircraft.most_on_duty(fleet.air_fleet, duties) <= most + EPS

    def _on_average(self, fleet: AirFleet, t: float) -> float:
        """Return the serviceable aircraft of a fleet, on average over the month of hour ``t``."""
        start = self.mission.time(t).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        since = self.mission.hours(start)
        until = self.mission.hours((start + timedelta(days=31)).replace(day=1))
        inside = (edge for edge in self.world.network.breakpoints if since < edge < until)
        spans = itertools.pairwise([since, *inside, until])
        flying = sum(self.serviceable(fleet, begin) * (end - begin) for begin, end in spans)
        return flying / (until - since)

    def circuit(self, fleet: AirFleet, way: Way, kind: AircraftType, t: float) -> Circuit | None:
        """Return the rotation of a fleet over a way; None where it cannot come there or back."""
        steps: list[Step] = []
        if {fleet.site, way.origin, way.destination} & self.world.closed.sites:
            return None
        if fleet.site != way.origin:
            out = self._direct(kind, fleet.site, way.origin, t)
            if out is None:
                return None
            steps.append(out)
        loaded = len(steps) + 1
        steps.append(way.steps[0])
        if fleet.site != way.destination:
            back = self._direct(kind, way.destination, fleet.site, t)
            if back is None:
                return None
            steps.append(back)
        speeds = self.world.network.speeds
        hours = tuple(speeds.stage_hours(step.leg, (kind,), t) for step in steps)
        return Circuit(steps, loaded, hours)

    def _direct(self, kind: AircraftType, origin: str, destination: str, t: float) -> Step | None:
        """Return the one step between two fields that a type can fly empty, if there is one."""
        steps = self.world.network.routes(origin, "air", t, "none").get(destination)
        if not steps or len(steps) != 1 or not self.worth.can_fly(kind, steps[0]):
            return None
        return steps[0]

    # ---- fields ----

    def crewed(self, site: str) -> bool:
        """Say whether a field has its airfield crew among those who are free there."""
        if self.mission.site[site].role == "exit":
            return True
        people = self.world.people.at(site)
        return all(self.world.teams(people, team) >= n for team, n in self.teams[site])

    def parking(self, stays: Iterable[Stay], fleet: AirFleet) -> int:
        """Return how many more aircraft of a fleet have a place throughout each of these stays."""
        left = UNLIMITED
        for stay in stays:
            # At home they stand where they always stood.
            most = self.mission.site[stay.site].parking
            if stay.site != fleet.site and most is not None:
                left = min(left, most - self.world.fields.parked(*stay))
        return left

    def parks_after(self, stays: Iterable[Stay], fleet: AirFleet) -> float:
        """Return in how many hours the next place may be free for one aircraft; 0 if there is."""
        wait = 0.0
        for stay in stays:
            if self.parking((stay,), fleet) <= 0:
                frees = self.world.fields.frees(stay.site, stay.since, stay.until)
                wait = max(wait, frees - stay.since + 1 / QUARTER_HOUR)
        return wait

    def slots(self, steps: list[Step], t: float, until: float) -> int:
        """Return how many more times every field can be landed at, on each day up to an hour."""
        left, days = UNLIMITED, {self.world.calendar.day(t), self.world.calendar.day(until)}
        for step in steps:
            most = self.mission.site[step.destination].slots_per_day
            if most is not None:
                taken = (self.world.fields.landings(step.destination, day) for day in days)
                left = min(left, most - max(taken))
        return left

    def is_last_chance(self, way: Way, t: float) -> bool:
        """Say whether no flight can leave by a way after one that leaves now.

        The crew of the field then goes with it.
        """
        world, slots = self.world, self.mission.site[way.origin].slots_per_day
        today = world.calendar.day(t)
        edges = [t, *(edge for edge in world.network.breakpoints if edge > t), world.calendar.end]
        later = any(
            world.calendar.day(end - 0.01) > today
            and world.network.anybody(way.steps[0], start, "people")
            for start, end in itertools.pairwise(edges)
        )
        if later or slots is None:
            return False
        ready = max((self.usable(fleet, t) for fleet in self.mission.air_fleets), default=0)
        return slots - world.fields.landings(way.origin, today) <= ready

    # ---- how much can be fetched ----

    def fetchable(self, site: str, t: float, until: float = math.inf) -> float:
        """Return how many people aircraft could take from a field before the deadline.

        Or before an hour, if that is sooner. Found once a period.
        """
        until = min(until, self.mission.hours(self.mission.deadline))
        key = (site, self.world.calendar.period(t), until)
        if key not in self._fetchable:
            self._fetchable[key] = sum(
                self._fetchable_by(way, t, until)
                for way in self.worth.ways(t, "people")
                if way.mode == "air" and way.origin == site
            )
        return self._fetchable[key]

    def _fetchable_by(self, way: Way, t: float, until: float) -> float:
        world, most = self.world, 0.0
        spans = self._open_spans(way, t, until)
        days = {
            day
            for start, end in spans
            for day in range(world.calendar.day(start), world.calendar.day(end - 0.01) + 1)
        }
        lefts = [self._landings_left(way.origin, day) for day in days]
        for fleet in self.mission.air_fleets:
            kind = self.mission.aircraft_type[fleet.aircraft]
            if not spans or not self.worth.can_fly(kind, way.steps[0]):
                continue
            circuit = self.circuit(fleet, way, kind, spans[0][0])
            if circuit is None:
                continue
            daily = self.sorties_a_day(fleet, kind, circuit, t)
            most += kind.seats * sum(min(daily, left) for left in lefts)
        return most

    def _landings_left(self, site: str, day: int) -> float:
        slots = self.mission.site[site].slots_per_day
        return math.inf if slots is None else max(0, slots - self.world.fields.landings(site, day))

    def sorties_a_day(
        self, fleet: AirFleet, kind: AircraftType, circuit: Circuit, t: float
    ) -> float:
        """Return the sorties a fleet can fly on an average day."""
        block = circuit.block_hours
        doctrine = self.mission.doctrine
        by_day = self.serviceable(fleet, t) * doctrine.flying_hours_per_day / block
        # What a crew does on the ground is duty too.
        a_sortie = block + len(circuit.steps) * doctrine.flight_turn_hours
        on_duty = self.serviceable(fleet, t) * kind.crews * doctrine.flight_duty_hours
        by_day = min(by_day, on_duty / a_sortie)
        by_month = fleet.count * kind.block_hours_per_month / block / 30
        # A month's hours can be flown in a few days: two full days a month at the least.
        return min(by_day, max(by_month, 2 * by_day / 30))

    def _open_spans(self, way: Way, t: float, last: float) -> list[tuple[float, float]]:
        """Return the spans up to an hour in which a way is open to people of anybody."""
        network = self.world.network
        edges = [t, *(edge for edge in network.breakpoints if t < edge < last), last]
        return [
            (start, end)
            for start, end in itertools.pairwise(edges)
            if end > start and network.anybody(way.steps[0], start, "people")
        ]
