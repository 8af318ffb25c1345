"""Flights beyond those of a finished plan, by aircraft that it leaves idle."""

from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.transport import AirFleet
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.flight import Flight
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.sorties import Freight
from exeunt.optimise.planner.worth import Way
from exeunt.optimise.repair.staying import Staying

TRIES = 3
"""How often a flight is composed anew of fewer aircraft, until so few are free all its time."""


class Airlift:
    """Composes flights of those who are left at a field, and of kit."""

    def __init__(self, mission: Mission, plan: Plan, flights: Flights, keep: Staying) -> None:
        """Note when the plan's own flights have which aircraft."""
        self.mission, self.keep = mission, keep
        self._flights, self._worth, self._world = flights, flights.worth, flights.world
        self._taken: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        turn = mission.doctrine.flight_turn_hours
        for serial, stages in plan.serials.items():
            start, until = mission.hours(stages[0].depart), mission.hours(stages[-1].arrive) + turn
            for load in plan.aboard.get(serial, ()):
                if load.kind == LoadKind.AIRCRAFT:
                    self._taken[load.item].append((start, until, int(load.quantity)))

    def lanes(self, pickup: str, t: float) -> Iterator[Lane]:
        """Yield the lanes by which aircraft could fetch somebody or something from a field."""
        homes = dict.fromkeys(fleet.site for fleet in self.mission.air_fleets if fleet.count)
        drops = {way.destination for way in self._ways(pickup, t)}
        for drop in sorted(drops):
            for home in homes:
                yield Lane(Mode.AIR, home, pickup, drop, returns=True)

    def _ways(self, pickup: str, t: float) -> Iterator[Way]:
        for payload in ("people", "cargo"):
            for way in self._worth.ways(t, payload):
                if way.mode == Mode.AIR and way.origin == pickup:
                    yield way

    def flights(self, lane: Lane, t: float) -> Iterator[Flight]:
        """Yield the flights that a lane could have in the period of hour ``t``.

        People alone, kit alone; those who hold a site leave it in one go.
        """
        ways = (way for way in self._ways(lane.pickup, t) if way.destination == lane.drop)
        for way in {way.steps: way for way in ways}.values():
            people = self._people(way, t)
            for fleet in self.mission.air_fleets:
                kind = self.mission.aircraft_type[fleet.aircraft]
                if fleet.site != lane.home or not self._worth.can_fly(kind, way.steps[0]):
                    continue
                loads: list[tuple[People, Freight, bool]] = []
                if people and kind.seats:
                    loads += [(people, {}, False), (people, {}, True)]
                freight = self._flights.freight(way, kind, t)
                if freight:
                    loads.append(({}, freight, False))
                for riders, carried, together in loads:
                    flight = self._flown(fleet, way, t, riders, carried, together=together)
                    if flight is not None:
                        yield flight

    def _flown(
        self,
        fleet: AirFleet,
        way: Way,
        t: float,
        people: People,
        freight: Freight,
        *,
        together: bool,
    ) -> Flight | None:
        """Return a flight by aircraft that the plan has no use for while it lasts."""
        until = t
        for _ in range(TRIES):
            busy = self._busy(fleet.air_fleet, t, until)
            self._world.aircraft.stand(fleet.air_fleet, fleet.count - busy, busy)
            flight = self._flights.sorties.compose(
                fleet, way, t, people, freight, together=together
            )
            if flight is None:
                return None
            until = flight.hops[-1].arrive + self.mission.doctrine.flight_turn_hours
            used = self._busy(fleet.air_fleet, flight.hops[0].depart, until)
            if used + flight.aircraft <= fleet.count:
                return flight
        return None

    def _people(self, way: Way, t: float) -> People:
        """Return those left at a field whom a way brings nearer to where they go."""
        people: People = {}
        for party, n in self.keep.releasable(way.origin, t).items():
            togo = self._worth.togo(self.mission.party[party], t)
            onward = way.destination in togo and (
                way.origin not in togo or togo[way.destination] < togo[way.origin]
            )
            if n > 0 and onward and self.keep.may_be_at(party, way.destination, t):
                people[party] = n
        return people

    def _busy(self, fleet: str, since: float, until: float) -> int:
        """Return the most aircraft of a fleet that the plan has at once from an hour to another."""
        near = [x for x in self._taken[fleet] if x[0] < until - EPS or x[0] <= since + EPS]
        near = [x for x in near if x[1] > since + EPS]
        starts = {max(start, since) for start, _, _ in near}
        return max(
            (sum(n for start, end, n in near if start <= at + EPS < end) for at in starts),
            default=0,
        )
