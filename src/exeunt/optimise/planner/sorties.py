"""Compose one flight: its aircraft, sorties and times, and who and what is aboard."""

import itertools
import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import SiteRole
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.loads import Stowage, units_per_sortie
from exeunt.network.march import QUARTER_HOUR, up
from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.airfields import Airfields, Circuit, Stay
from exeunt.optimise.planner.flight import Flight
from exeunt.optimise.planner.flighthours import Touch, first_round, lawful_rounds, touches
from exeunt.optimise.planner.keep import People, minus
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way

DAY_HOURS = 24
Freight = dict[str, int]
"""Units by lot."""


def hop_at(step: Step, depart: float, hours: float) -> Hop:
    """Return the hop of an aircraft that leaves at an hour and takes so many for it."""
    return Hop(step, depart, up(depart + hours), hours)


class Sorties:
    """Composes flights within what fleets and fields allow."""

    def __init__(self, world: World, tactics: Tactics, airfields: Airfields) -> None:
        """Keep what composing needs."""
        self.world, self.tactics, self.airfields = world, tactics, airfields
        self.mission = world.mission
        self._turn = world.mission.doctrine.flight_turn_hours

    def compose(
        self,
        fleet: AirFleet,
        way: Way,
        t: float,
        people: People,
        freight: Freight,
        *,
        whole: bool = False,
        together: bool = False,
    ) -> Flight | None:
        """Return the flight that carries most of these people (or this freight) now, or None.

        Whose nation may not fly is left. With ``whole`` as many sorties in a row as it takes are
        planned; else those of one day. Who leaves ``together`` leaves in one round.
        """
        self.world.try_one()
        kind = self.mission.aircraft_type[fleet.aircraft]
        circuit = self.airfields.circuit(fleet, way, kind, t)
        if circuit is None:
            return None
        asked = touches(self.world.network.daytime, self._times(circuit, t, 1), self._turn)
        begin = self._begin(fleet, circuit, asked, t)
        if begin is None or self.airfields.usable(fleet, begin) <= 0:
            return None
        t = begin
        loaded = self._times(circuit, t, 1)[circuit.loaded - 1]
        people = self._cleared_people(loaded, people)
        freight = self._cleared_freight(loaded, freight)
        rotation = self._rotation(circuit, t)
        waves = 1
        if not together:
            waves = lawful_rounds(asked, t, rotation, self._waves(t, rotation, whole=whole))
        while waves > 1 and not self._last_cleared(
            loaded, loaded.depart + (waves - 1) * rotation, people, freight
        ):
            waves -= 1
        wanted = self._wanted(kind, people, freight)
        for rounds in sorted({waves, 1}, reverse=True):
            flight = self._sized(fleet, circuit, t, rounds, wanted)
            if flight is None:
                continue
            self._seat(flight, people)
            self._load(flight, freight)
            if (flight.riders or flight.carried) and self._checked(flight):
                return flight
        return None

    def _begin(
        self, fleet: AirFleet, circuit: Circuit, asked: tuple[Touch, ...], t: float
    ) -> float | None:
        """Return the first hour of a period at which a round may begin.

        In a period of a day it waits for places to park; in a shorter one the next can fly it.
        """
        before = t + self.mission.period_hours
        begin = first_round(asked, t, before)
        while begin is not None and self.mission.period_hours >= DAY_HOURS:
            wait = self.airfields.parks_after(self._stays(circuit, begin, 1), fleet)
            if wait <= 0:
                break
            begin = first_round(asked, up(begin + wait), before)
        return begin

    # ---- who may fly ----

    def cleared(self, step: Step, t: float, payload: str, provider: str) -> bool:
        """Say whether a payload of a provider may fly a step at hour ``t``, with the fastest."""
        hop = hop_at(step, t, self.world.network.speeds.least(step.leg))
        return self._cleared(hop, payload, provider)

    def _cleared(self, hop: Hop, payload: str, provider: str) -> bool:
        return self.world.network.allowed(hop, payload, frozenset({provider}))

    def _cleared_people(self, hop: Hop, people: People) -> People:
        return {
            party: n
            for party, n in people.items()
            if self._cleared(hop, "people", self.mission.party[party].provider)
        }

    def _cleared_freight(self, hop: Hop, freight: Freight) -> Freight:
        return {
            lot: n
            for lot, n in freight.items()
            if self._cleared(hop, "cargo", self.mission.lot[lot].provider)
        }

    def _last_cleared(self, hop: Hop, t: float, people: People, freight: Freight) -> bool:
        """Say whether a last sortie may still fly all of these people and this freight."""
        # A flight's end is rounded up to a quarter of an hour, and its last sortie with it.
        late = hop_at(hop.step, t + 1 / QUARTER_HOUR, hop.hours)
        providers = {
            "people": {self.mission.party[party].provider for party in people},
            "cargo": {self.mission.lot[lot].provider for lot in freight},
        }
        return all(
            self.world.network.allowed(late, payload, frozenset(nations))
            for payload, nations in providers.items()
            if nations
        )

    # ---- aircraft, sorties, times ----

    def _waves(self, t: float, rotation: float, *, whole: bool) -> int:
        """Return how many times in a row an aircraft may fly: in what is left of the day, if any.

        A period shorter than a day has one wave, for the next period can fly another.
        """
        period = self.mission.period_hours
        if period < DAY_HOURS and not whole:
            return 1
        begun = t % 24 if period < 24 else 0
        turn = self.mission.doctrine.flight_turn_hours
        return max(1, int((24 - begun + turn) / rotation))

    def seats(self, kind: AircraftType) -> int:
        """Return the people whom one sortie of a type takes."""
        return min(kind.seats, int(kind.payload_t / self.mission.doctrine.passenger_t + EPS))

    def _wanted(self, kind: AircraftType, people: People, freight: Freight) -> int:
        """Return the sorties that carry all of these people, or all of this freight."""
        seats = self.seats(kind)
        by_people = math.ceil(sum(people.values()) / seats) if people and seats else 0
        by_freight = sum(
            n / units_per_sortie(self.mission.lot[lot], kind) for lot, n in freight.items()
        )
        return max(by_people, math.ceil(by_freight - EPS))

    def _sized(
        self, fleet: AirFleet, circuit: Circuit, t: float, waves: int, wanted: int
    ) -> Flight | None:
        """Return the empty flight of as many aircraft and sorties as are wanted and allowed."""
        steps, block = circuit.steps, circuit.block_hours
        rotation = self._rotation(circuit, t)
        airfields = self.airfields
        last = t + waves * rotation
        parking = airfields.parking(self._stays(circuit, t, waves), fleet)
        aircraft = min(airfields.usable(fleet, t), parking, wanted)
        if aircraft <= 0:
            return None
        # Rounds may end on the next day, or in the next month: what is left there binds too.
        hours = min(airfields.hours_left(fleet, t), airfields.hours_left(fleet, last - rotation))
        by_hours = int(hours / block + EPS)
        sorties = min(wanted, aircraft * waves, by_hours, airfields.slots(steps, t, last))
        if sorties <= 0:
            return None
        # As many of them as rested crews can fly: those who flew today may not fly on all night.
        while sorties > 0:
            flying = min(aircraft, sorties)
            flight = Flight(
                fleet=fleet,
                type=self.mission.aircraft_type[fleet.aircraft],
                hops=self._times(circuit, t, math.ceil(sorties / flying)),
                load_stage=circuit.loaded,
                aircraft=flying,
                sorties=sorties,
                block_hours=sorties * block,
            )
            if airfields.rested(flight):
                return flight
            sorties -= 1
        return None

    def _rotation(self, circuit: Circuit, t: float) -> float:
        """Return the hours from one round to the next: the round, and the turn-round at home."""
        home = self._times(circuit, t, 1)[-1].arrive
        return home - t + self.mission.doctrine.flight_turn_hours

    def _times(self, circuit: Circuit, t: float, waves: int) -> list[Hop]:
        """Return the hops of the first sortie; the last hop ends with the last sortie."""
        turn = self.mission.doctrine.flight_turn_hours
        hops, depart = [], t
        for step, hours in zip(circuit.steps, circuit.hours, strict=True):
            hops.append(hop_at(step, depart, hours))
            depart = up(hops[-1].arrive + turn)
        home = hops.pop()
        rotation = home.arrive - t + turn
        last = up(home.arrive + (waves - 1) * rotation)
        hops.append(attrs.evolve(home, arrive=last))
        return hops

    def _stays(self, circuit: Circuit, t: float, waves: int) -> list[Stay]:
        """Return the stays at fields on the way of so many rounds, one after the other."""
        rotation = self._rotation(circuit, t)
        # The end of a flight is rounded up to a quarter of an hour, and shared by its rounds.
        late = 1 / QUARTER_HOUR if waves > 1 else 0.0
        return [
            Stay(before.step.destination, before.arrive + after, onward.depart + after + late)
            for after in (n * rotation for n in range(waves))
            for before, onward in itertools.pairwise(self._times(circuit, t, 1))
        ]

    # ---- what is aboard ----

    def _seat(self, flight: Flight, people: People) -> None:
        """Seat people: those whom nothing else carries first, the armed and enablers last."""
        kind, parties = flight.type, self.mission.party
        by_mass = int(kind.payload_t * flight.sorties / self.mission.doctrine.passenger_t + EPS)
        seats = min(kind.seats * flight.sorties, by_mass)
        drop = flight.loaded.step.destination
        beds = self.world.presence.free_beds(drop, flight.loaded.arrive)
        received = min(
            self.world.reception.people_left(drop, hop.arrive)
            for hop in flight.flown(flight.loaded)
        )
        free = int(min(seats, beds, received))

        def order(party: str) -> tuple[bool, bool, bool, bool, str]:
            row = parties[party]
            return row.by_road, row.with_kit, row.armed, bool(row.capabilities), party

        for party in sorted(people, key=order):
            n = min(people[party], free)
            if n > 0:
                flight.riders[party] = n
                free -= n

    def _load(self, flight: Flight, freight: Freight) -> None:
        """Load freight in whole units, within lift, handling rates and yard."""
        mission, world, kind, loaded = self.mission, self.world, flight.type, flight.loaded
        pickup, drop = mission.site[loaded.step.origin], mission.site[loaded.step.destination]
        stowage = Stowage.of_sorties(flight.sorties, kind)
        # What both fields handle, and what the yard holds, at each of the rounds: a convoy booked
        # for tomorrow takes nothing from the first one, and may take all from the last.
        leaves = [loaded.depart + flown.after for flown in flight.rounds]
        lands = [flight.landing(loaded) + flown.after for flown in flight.rounds]
        spaces = [
            min(world.loading.left(pickup.site, t) for t in leaves),
            min(world.unloading.left(drop.site, t) for t in lands),
            min(world.presence.free_yard(drop.site, t) for t in lands),
        ]
        # Whoever takes all of it with the first round needs all of it packed by then.
        packed = world.packing.ready(pickup.site, leaves[0])
        for item, wanted in sorted(freight.items()):
            lot = mission.lot[item]
            if world.works_with(item, pickup.site):
                continue
            most = math.floor(min(wanted, packed.most(lot)))
            if lot.teu:
                most = math.floor(min(most, min(spaces) / lot.teu) + EPS)
            most = stowage.load(lot, most)
            if most > 0:
                flight.carried[item] = most
                packed.take(lot, most)
                spaces = [space - most * lot.teu for space in spaces]

    # ---- last checks ----

    def _checked(self, flight: Flight) -> bool:
        """Check what depends on the finished flight: aircraft, permissions, crews, supplies."""
        world, loaded = self.world, flight.loaded
        if not (self._in_time(flight) and self._aircraft_stay_serviceable(flight)):
            return False
        for number, hop in enumerate(flight.hops, 1):
            if not self._permitted(flight, hop, aboard=number == flight.load_stage):
                return False
            ends = (hop.step.origin, hop.step.destination)
            if not all(self.airfields.crewed(site) for site in ends):
                return False
        if len(flight.rounds) > 1 and not self._crew_stays(flight):
            return False
        if not world.stocks.can_host(
            loaded.step.destination, loaded.arrive, flight.lifted, self.tactics.close_at
        ):
            return False
        home, start = flight.fleet.site, flight.hops[0].depart
        return world.stocks.can_draw("fuel", home, start, flight.fuel_l, self.tactics.close_at)

    def _crew_stays(self, flight: Flight) -> bool:
        """Say whether the pickup has its crew when the later rounds leave it."""
        site = flight.loaded.step.origin
        if self.mission.site[site].role == SiteRole.EXIT:
            return True
        left = minus(self.world.people.at(site), flight.riders)
        return all(self.world.teams(left, team) >= n for team, n in self.airfields.teams[site])

    def _in_time(self, flight: Flight) -> bool:
        """Say whether a flight is home before the end, and before its aircraft are withdrawn."""
        home, until = flight.hops[-1].arrive, flight.fleet.available_to
        if home > self.world.calendar.end:
            return False
        return not until or self.mission.hours(until) >= home

    def _aircraft_stay_serviceable(self, flight: Flight) -> bool:
        """Say whether spares keep enough aircraft flying until the last has turned round."""
        start = flight.hops[0].depart
        end = flight.hops[-1].arrive + self.mission.doctrine.flight_turn_hours
        breaks = (edge for edge in self.world.network.breakpoints if start < edge <= end)
        needed = self.airfields.busy(flight.fleet, start) + flight.aircraft
        return all(
            self.airfields.serviceable(flight.fleet, edge) >= needed for edge in (start, *breaks)
        )

    def _permitted(self, flight: Flight, hop: Hop, *, aboard: bool) -> bool:
        """Say whether every round may fly a hop, with what is aboard on it."""
        payloads: dict[str, frozenset[str]] = {}
        if aboard and flight.riders:
            parties = self.mission.party
            payloads["people"] = frozenset(parties[party].provider for party in flight.riders)
        if aboard and flight.carried:
            lots = self.mission.lot
            payloads["cargo"] = frozenset(lots[lot].provider for lot in flight.carried)
        return all(
            self.world.network.allowed(flying, payload, providers)
            for flying in flight.flown(hop)
            for payload, providers in (payloads or {"none": frozenset[str]()}).items()
        )
