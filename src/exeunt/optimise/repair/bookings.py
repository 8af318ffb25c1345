"""Flights that wait for leave: whom only they could take out, with road seats held behind them.

The referee admits people on a flight under a permission that is pending or unanswered where free
seats on a road serial, which leaves the field no sooner than the flight, are reserved for them.
"""

from collections.abc import Iterator
from datetime import timedelta

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode, State
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Load, Plan, Reserve, Stage
from exeunt.network.network import Network
from exeunt.optimise.onemore import OneMore, Ride
from exeunt.optimise.planner.flight import Flight, book_flight
from exeunt.optimise.planner.worth import Way
from exeunt.optimise.repair.changes import put_off
from exeunt.optimise.repair.further import Further
from exeunt.optimise.repair.roomier import roomier
from exeunt.optimise.repair.seats import Left

HOPED_FOR = (State.PENDING, State.UNANSWERED)
"""States of permissions on which people may be booked, with seats held for them on the road."""
AIR = (Mode.AIR, "*")


def awaits_leave(mission: Mission) -> bool:
    """Say whether flights of a mission wait for leave that may still come."""
    return any(p.state in HOPED_FOR and p.mode in AIR for p in mission.permissions)


@attrs.frozen
class Held:
    """Seats that could be held: on which serial, from which of its stages, leaving when."""

    serial: str
    stage: int
    leaves: float


class Bookings:
    """Makes bookings for those whom a plan leaves."""

    def __init__(self, mission: Mission, plan: Plan, stop: Stop) -> None:
        """Compose in a mission in which all leave that is waited for has been given."""
        self.mission, self.plan = mission, plan
        hoped = attrs.evolve(
            mission,
            permissions=tuple(
                attrs.evolve(p, state=State.GRANTED)
                if p.state in HOPED_FOR and p.mode in AIR
                else p
                for p in mission.permissions
            ),
        )
        self._hoped, self._ways = hoped, OneMore(hoped, plan)
        self._further = Further(hoped, Network(hoped), plan, stop)

    @property
    def _asked(self) -> float:
        """Hour at which all leave that is waited for can have come, if it is asked for at once."""
        waiting = [p for p in self.mission.permissions if p.state in HOPED_FOR and p.mode in AIR]
        return max((24.0 * (p.lead_days or 0.0) for p in waiting), default=0.0)

    def plans(self, left: Left, n: int) -> Iterator[Plan]:
        """Yield the plan with so many of those left booked, by each field and each road serial."""
        party = left.goer
        if not isinstance(party, Party) or not party.by_road:
            return
        since = left.since
        if party.leave_from is not None:
            since = max(since, self.mission.hours(party.leave_from))
        for field, rides in self._ways.ways_on(party, left.site, since).items():
            there = since
            if rides:
                stages = self.plan.serials[rides[-1].serial]
                there = self.mission.hours(stages[rides[-1].last].arrive)
            for way in self._flights_home(party, field):
                for held in self._seats_from(field, there):
                    yield from self._booked(party, n, rides, way, max(there, self._asked), held)

    def _flights_home(self, party: Party, field: str) -> Iterator[Way]:
        """Yield the ways by which a party flies home from a field."""
        for way in self._further.worth.ways(0.0, "people"):
            home = self._hoped.is_home(party, way.destination)
            if way.mode == Mode.AIR and way.origin == field and home:
                yield way

    def _seats_from(self, field: str, since: float) -> list[Held]:
        """Return the stages by road from a field: those that leave late enough come first."""
        found = [
            Held(stage.serial, stage.stage, self.mission.hours(stage.depart))
            for stage in self.plan.stages
            if stage.mode == Mode.ROAD and stage.origin == field
        ]
        return sorted(found, key=lambda held: (held.leaves < since - EPS, held.leaves))

    def _booked(
        self, party: Party, n: int, rides: list[Ride], way: Way, since: float, held: Held
    ) -> Iterator[Plan]:
        """Yield the plan with a flight before the road serial leaves, that put off if need be."""
        for leaves in dict.fromkeys([since, max(since, held.leaves)]):
            flight = self._flight(party, n, way, leaves)
            if flight is None or flight.loaded.depart < since - EPS:
                continue
            late = max(0.0, flight.loaded.depart - held.leaves)
            # Only a serial that begins here can wait for the flight.
            if late <= EPS or held.stage == 1:
                plan = self._with(party, n, rides, flight, held, late)
                yield plan
                more = roomier(self.mission, plan, self._further.idle, held.serial, n)
                if more is not None:
                    yield more

    def _flight(self, party: Party, n: int, way: Way, leaves: float) -> Flight | None:
        """Return a flight of so many that leaves the field at an hour, or soon after."""
        sorties = self._further.convoys.flights.sorties
        for fleet in self._hoped.air_fleets:
            kind = self._hoped.aircraft_type[fleet.aircraft]
            if not kind.seats or not self._further.worth.can_fly(kind, way.steps[0]):
                continue
            begin, flight = leaves, None
            # The aircraft comes from elsewhere: it sets out so much sooner.
            for _ in range(2):
                people = {party.party: n}
                flight = sorties.compose(fleet, way, begin, people, {}, together=True)
                if flight is None:
                    break
                begin = max(0.0, begin + leaves - flight.loaded.depart)
            if flight is not None and flight.lifted == n:
                return flight
        return None

    def _with(
        self, party: Party, n: int, rides: list[Ride], flight: Flight, held: Held, late: float
    ) -> Plan:
        """Return the plan with a flight, those who ride to it, and the seats that are held."""
        stages, loads = self._rows(flight)
        changed = self._ways.boarded(rides, party, n)
        kept: list[Load] = []
        for serial in self.plan.serials:
            kept += changed.get(serial, self.plan.aboard.get(serial, ()))
        reserve = Reserve(
            flight=stages[0].serial,
            party=party.party,
            people=n,
            serial=held.serial,
            stage=held.stage,
        )
        plan = attrs.evolve(
            self.plan,
            stages=(*self.plan.stages, *stages),
            loads=(*kept, *loads),
            reserves=(*self.plan.reserves, reserve),
        )
        return put_off(plan, held.serial, timedelta(hours=late)) if late > EPS else plan

    def _rows(self, flight: Flight) -> tuple[tuple[Stage, ...], tuple[Load, ...]]:
        """Return the rows of a flight, with the world as it was."""
        world, name = self._further.world, self._further.name(Mode.AIR)
        site, riders = flight.loaded.step.origin, flight.riders
        kept = world.snapshot()
        for party, n in riders.items():
            world.people.add(site, party, n)
            world.join(site, 0.0, n, 0.0)
        book_flight(world, flight)
        stages = tuple(attrs.evolve(row, serial=name) for row in world.written.stages)
        loads = tuple(attrs.evolve(row, serial=name) for row in world.written.loads)
        world.restore(kept)
        return stages, loads
