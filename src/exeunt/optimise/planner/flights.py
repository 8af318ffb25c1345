"""Choose what flies: rotations of an air fleet from its home between two fields and back."""

import math

import attrs

from exeunt.model.choices import LoadKind
from exeunt.model.forces import Lot
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.loads import units_per_sortie
from exeunt.optimise.planner.airfields import Airfields
from exeunt.optimise.planner.cheaper import Cheaper
from exeunt.optimise.planner.flight import Flight, book_flight
from exeunt.optimise.planner.keep import Keep, People
from exeunt.optimise.planner.sorties import Freight, Sorties
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth

FULL = 0.85
"""Share of its seats from which a sortie is worth flying while nothing presses."""
AMPLE = 2
"""How many more than are there aircraft could fetch from a field, for there to be time."""


@attrs.frozen
class Gain:
    """What one unit of a lot gains by flying a way."""

    lot: Lot
    gain: float


@attrs.frozen
class Waiting:
    """Who would fly a way at an hour, in one state of the world."""

    t: float
    revision: int
    people: People


class Flights:
    """Chooses flights and books them."""

    def __init__(
        self,
        world: World,
        worth: Worth,
        keep: Keep,
        tactics: Tactics,
        reserved: dict[tuple[str, str], int],
    ) -> None:
        """Keep what choosing needs; ``reserved`` are units by lot and site that do not fly."""
        self.world, self.worth, self.keep, self.tactics = world, worth, keep, tactics
        self.mission, self.reserved = world.mission, reserved
        self.airfields = Airfields(world, worth)
        self.sorties = Sorties(world, tactics, self.airfields)
        self.cheaper = Cheaper(world, worth, keep, tactics, self.airfields)
        self._asked: dict[tuple[str, str], Waiting] = {}
        self._flyable: dict[tuple[int, str, str, str], tuple[Gain, ...]] = {}

    def fly(self, t: float, closing: frozenset[str]) -> None:
        """Book what is worth flying in the period of hour ``t``."""
        for fleet in self.cheaper.order(t):
            while fleet.air_fleet not in self.tactics.spared:
                best = self._best(fleet, t, closing)
                if best is None:
                    break
                book_flight(self.world, best)

    def appetite(self, site: str, t: float) -> float:
        """Return how many more people aircraft could fetch from a field before the deadline.

        Those there and those coming are counted off.
        """
        coming = sum(
            arrival.quantity
            for arrival in self.world.arrivals
            if arrival.kind == LoadKind.PEOPLE and arrival.site == site
        )
        here = self.world.people.count(site)
        return self.airfields.fetchable(site, t) - coming - here

    def fetch_all(self, site: str, t: float, until: float) -> bool:
        """Say whether aircraft could fetch all who are at a field before an hour."""
        return self.airfields.fetchable(site, t, until) >= self.world.people.count(site)

    def could_fetch_all(self, site: str, t: float) -> bool:
        """Say whether a share of all aircraft could fetch all who are at a field in time.

        They serve other fields too: to each goes as much of what they can do.
        """
        fields = max(1, len(self.cheaper.fields(t)))
        return self.airfields.fetchable(site, t) >= fields * self.world.people.count(site)

    # ---- people ----

    def _best(self, fleet: AirFleet, t: float, closing: frozenset[str]) -> Flight | None:
        """Return the flight of people that scores best, or else the one of freight."""
        kind = self.mission.aircraft_type[fleet.aircraft]
        if self.airfields.usable(fleet, t) <= 0 or self.airfields.hours_left(fleet, t) <= 0:
            return None
        best: Flight | None = None
        best_score = -math.inf
        for way in self._ways(kind, t, "people", closing):
            flight = self._with_people(fleet, kind, way, t)
            if flight is not None:
                score = self._score(way, flight, t)
                if best is None or score > best_score:
                    best, best_score = flight, score
        if best is None:
            return self._best_freight(fleet, kind, t, closing)
        return best

    def _ways(
        self, kind: AircraftType, t: float, payload: str, closing: frozenset[str]
    ) -> list[Way]:
        """Return the ways that a type of aircraft can fly from sites that are not closing."""
        return [
            way
            for way in self.worth.ways(t, payload)
            if way.mode == "air"
            and way.origin not in closing
            and self.worth.can_fly(kind, way.steps[0])
        ]

    def _with_people(
        self, fleet: AirFleet, kind: AircraftType, way: Way, t: float
    ) -> Flight | None:
        """Return a flight of those who wait, if it is half full or takes them all."""
        people = self._waiting(way, t)
        # On most days nobody waits at most fields: the rest is not worth asking then.
        if not people or not kind.seats:
            return None
        most = self.cheaper.most(fleet, way, t)
        if most < math.inf:
            people = _first(people, int(most))
        if self._has_time(way.origin, t):
            people = _first(people, _in_full(sum(people.values()), kind.seats))
        demand = sum(people.values())
        if not demand:
            return None
        flight = self.sorties.compose(fleet, way, t, people, {})
        if flight is None or flight.lifted < min(demand, 0.5 * kind.seats * flight.sorties):
            return None
        return flight

    def _has_time(self, site: str, t: float) -> bool:
        """Say whether who is at a field may wait for others who are still to come to it.

        Nothing presses, and aircraft could fetch all who are there several times over.
        """
        coming = self.world.arrivals.are_expected(site, frozenset({LoadKind.PEOPLE}))
        if not coming and self.keep.clients.get(site, frozenset()) <= self.world.closed.sites:
            return False
        if t >= self.tactics.release_at:
            return False
        if self.tactics.close_at.get(site, math.inf) - t < 10 * self.mission.period_hours:
            return False
        if any(
            self.keep.pressed(self.mission.party[p], site, t) for p in self.world.people.at(site)
        ):
            return False
        return self.appetite(site, t) > AMPLE * self.world.people.count(site)

    def _score(self, way: Way, flight: Flight, t: float) -> float:
        """Return people a block hour, weighed by how soon their site is to be cleared."""
        weight = 1.0 + max(0.0, self.tactics.priority.get(way.origin, 0.0))
        if self.tactics.close_at.get(way.origin, math.inf) - t < 10 * self.mission.period_hours:
            weight *= 3
        return weight * flight.lifted / max(flight.block_hours, 0.1)

    def _waiting(self, way: Way, t: float) -> People:
        """Return who would fly a way now; found once for all fleets while nothing changes."""
        key = way.origin, way.destination
        known = self._asked.get(key)
        if known is None or known.t != t or known.revision != self.world.versions.revision:
            known = Waiting(t, self.world.versions.revision, self._find_waiting(way, t))
            self._asked[key] = known
        return known.people

    def _find_waiting(self, way: Way, t: float) -> People:
        waiting: People = {}
        for party, n in self._goers(way, t).items():
            row = self.mission.party[party]
            togo = self.worth.togo(row, t)
            nearer = togo.get(way.destination, math.inf) < togo.get(way.origin, math.inf)
            if (
                n > 0
                and nearer
                and self.keep.may_be_at(party, way.destination, t)
                and self.sorties.cleared(way.steps[0], t, "people", row.provider)
                and not self.mission.is_home(row, way.origin)
            ):
                waiting[party] = n
        return waiting

    def _goers(self, way: Way, t: float) -> People:
        """Return who may leave a field: those released, and its crew if this flight is the last."""
        goers = self.keep.releasable(way.origin, t)
        if self.mission.site[way.origin].stays_open and self.airfields.is_last_chance(way, t):
            crew = {team for team, _ in self.airfields.teams[way.origin]}
            for party, n in self.keep.freed(way.origin, t).items():
                if crew & {team for team, _ in self.mission.party[party].capabilities}:
                    goers[party] = n
        return goers

    # ---- freight ----

    def _best_freight(
        self, fleet: AirFleet, kind: AircraftType, t: float, closing: frozenset[str]
    ) -> Flight | None:
        """Return the flight of freight that gains most a block hour, or None."""
        best: Flight | None = None
        best_rate = 0.0
        for way in self._ways(kind, t, "cargo", closing):
            if self.keep.closes_first(way.destination, t):
                continue
            freight = self.freight(way, kind, t)
            if not freight:
                continue
            flight = self.sorties.compose(fleet, way, t, {}, freight)
            if flight is None or not flight.carried:
                continue
            gains = {entry.lot.lot: entry.gain for entry in self._gains(way, kind, t)}
            gain = sum(n * gains[lot] for lot, n in flight.carried.items())
            if gain > 0 and (best is None or gain / flight.block_hours > best_rate):
                best, best_rate = flight, gain / flight.block_hours
        return best

    def freight(self, way: Way, kind: AircraftType, t: float) -> Freight:
        """Return the units at a field that would fly a way now: ready, permitted, not reserved."""
        freight, kit = {}, self.world.kit.at(way.origin)
        arms = self.world.floor_arms.kit(way.origin)
        for entry in self._gains(way, kind, t):
            lot = entry.lot
            left = kit.get(lot.lot, 0) - self.reserved.get((lot.lot, way.origin), 0)
            left -= arms.get(lot.lot, 0)
            ready = lot.ready_from is None or self.mission.hours(lot.ready_from) <= t
            if left > 0 and ready and self.sorties.cleared(way.steps[0], t, "cargo", lot.provider):
                freight[lot.lot] = left
        return freight

    def _gains(self, way: Way, kind: AircraftType, t: float) -> tuple[Gain, ...]:
        """Return the lots that gain by flying a way in this type."""
        key = (self.world.network.era(t), way.origin, way.destination, kind.aircraft)
        if key not in self._flyable:
            gains = []
            for lot in self.mission.lots:
                if units_per_sortie(lot, kind) < 1:
                    continue
                choice = self.worth.choice(lot, way.origin, t)
                gain = max(
                    (utility - choice.local_utility for utility, w in choice.moves if w == way),
                    default=0.0,
                )
                if gain > 0:
                    gains.append(Gain(lot, gain))
            self._flyable[key] = tuple(gains)
        return self._flyable[key]


def _in_full(people: int, seats: int) -> int:
    """Return how many of those who wait fly where there is time: in sorties that are nearly full.

    Those left over fly with the next who come.
    """
    full = people // seats * seats
    return people if people - full >= FULL * seats else full


def _first(people: People, most: int) -> People:
    """Return the first so many of these people."""
    taken: People = {}
    for party, n in people.items():
        taken[party] = min(n, most)
        most -= taken[party]
    return {party: n for party, n in taken.items() if n > 0}
