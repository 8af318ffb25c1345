"""Fleets that an officer would ask about: from afar, or a few at a time, beside idle ones."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from exeunt.facts.movements import Movement
from exeunt.facts.odd import Case, Kind, Odd, gathered
from exeunt.facts.odd_serials import BUS_SEATS, TWINS_H, Serials, nearer
from exeunt.facts.pools import Pool, idle_at
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.errands import Errand, distances

SHUTTLES = 3
"""Round trips of the same vehicles on one way from which they are called a shuttle. Assumed."""


@attrs.frozen(kw_only=True)
class Fleets:
    """What finding odd fleets needs: the serials and what they cost, and every fleet over time."""

    serials: Serials
    pools: tuple[Pool, ...]

    @property
    def mission(self) -> Mission:
        """The mission."""
        return self.serials.mission

    def odd(self) -> list[Odd]:
        """Return what is odd in fleets, a line a kind."""
        surface = [one for one in self.serials.movements if one.mode != Mode.AIR]
        rounds = [one for one in surface if one.way[0] == one.way[-1]]
        return [
            *gathered(Kind.AFAR, self._from_afar(rounds, there=False)),
            *gathered(Kind.AFAR_FOR_THERE, self._from_afar(rounds, there=True)),
            *gathered(Kind.SHUTTLE, self._shuttles(rounds)),
        ]

    def _idle(self, kind: str, site: str, since: float, until: float) -> int:
        """Return how many vehicles of a type stand at a site for a while, whatever their fleet."""
        return sum(
            idle_at(self.mission, pool, site, since, until)
            for pool in self.pools
            if isinstance(pool.fleet, Fleet) and pool.fleet.vehicle == kind
        )

    # ---- fetched from afar ----

    def _from_afar(self, rounds: Iterable[Movement], *, there: bool) -> Iterator[Case]:
        """Yield round trips that come from afar though as many vehicles stand idle nearer.

        Where they load ``there``, or at another place that is nearer to it.
        """
        for movement in rounds:
            boards = min((one.load.board_stage for one in movement.payload), default=1)
            approach = [hop for hop in movement.hops if hop.stage.stage < boards]
            km = sum(hop.leg.km for hop in approach)
            if not km:
                continue
            pickup = approach[-1].destination
            ready = self._nearest(movement, pickup, km)
            if ready is None or (ready == pickup) != there:
                continue
            before = self._km_to(pickup, movement.mode)[ready]
            ridden = sum(hop.leg.km for hop in movement.hops)
            yield Case(
                serial=movement.serial,
                weight=self.serials.cost(movement) * min(1.0, 2 * (km - before) / ridden),
                figures=(
                    ("pickup", Name("site", pickup)),
                    ("km", round(km)),
                    ("site", Name("site", ready)),
                    ("before", round(before)),
                ),
            )

    def _nearest(self, movement: Movement, pickup: str, km: float) -> str | None:
        """Return the nearest place at which as many vehicles stand idle; None where none is."""
        found, least = None, km
        for site, to_go in sorted(self._km_to(pickup, movement.mode).items()):
            if to_go < least and nearer(to_go, km) and self._stand_ready(movement, site):
                found, least = site, to_go
        return found

    def _stand_ready(self, movement: Movement, site: str) -> bool:
        """Say whether as many vehicles of each type stand at a site while a serial is under way."""
        if site == movement.way[0] or self.mission.site[site].role == SiteRole.JUNCTION:
            return False
        return all(
            self._idle(kind, site, movement.depart, movement.arrive) >= number
            for kind, number in _types(movement).items()
        )

    def _km_to(self, site: str, mode: str) -> dict[str, float]:
        """Return the km to a site from every place, by a mode, on legs that cargo may travel."""
        if (site, mode) not in self._known:
            errand = Errand(
                start="",
                goals=frozenset({site}),
                payload="cargo",
                provider="",
                modes=frozenset({mode}),
            )
            self._known[site, mode] = distances(self.mission, errand)
        return self._known[site, mode]

    @cached_property
    def _known(self) -> dict[tuple[str, str], dict[str, float]]:
        return {}

    # ---- a few at a time ----

    def _shuttles(self, rounds: Iterable[Movement]) -> Iterator[Case]:
        """Yield round trips that fetch people a few at a time beside vehicles with room for all.

        All but the first of each shuttle.
        """
        alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Movement]] = defaultdict(list)
        for movement in rounds:
            if movement.passengers and not movement.units:
                alike[movement.way, tuple(movement.fleets)].append(movement)
        for trips in itertools.chain.from_iterable(map(_chains, alike.values())):
            if len(trips) < SHUTTLES:
                continue
            people = sum(trip.passengers for trip in trips)
            found = self._seats_for(people, trips)
            if found is None:
                continue
            pool, site, vehicles = found
            for trip in trips[1:]:
                yield Case(
                    serial=trip.serial,
                    weight=self.serials.cost(trip),
                    figures=(
                        ("people", Amount(round(people), "person")),
                        ("trips", len(trips)),
                        ("vehicles", Amount(vehicles, "vehicle")),
                        ("fleet", pool.name),
                        ("site", Name("site", site)),
                    ),
                )

    def _seats_for(self, people: float, trips: list[Movement]) -> tuple[Pool, str, int] | None:
        """Return buses that stand with seats for so many at a stop of a shuttle all its time."""
        since, until = trips[0].depart, max(trip.arrive for trip in trips)
        for site in dict.fromkeys(trips[0].way):
            for pool in self.pools:
                if not isinstance(pool.fleet, Fleet):
                    continue
                kind = self.mission.vehicle[pool.fleet.vehicle]
                if kind.seats < BUS_SEATS or kind.mode != trips[0].mode or _guards(kind):
                    continue
                vehicles = idle_at(self.mission, pool, site, since, until)
                if vehicles * kind.seats >= people:
                    return pool, site, vehicles
        return None


def _chains(trips: list[Movement]) -> Iterator[list[Movement]]:
    """Yield the trips that follow one another: each sets out within a day of the last's return."""
    chain: list[Movement] = []
    for trip in trips:
        if chain and trip.depart - chain[-1].arrive > TWINS_H:
            yield chain
            chain = []
        chain.append(trip)
    if chain:
        yield chain


def _guards(kind: VehicleType) -> bool:
    """Say whether vehicles of a type guard, or are made for a task."""
    return bool(kind.armoured or kind.capabilities)


def _types(movement: Movement) -> dict[str, float]:
    """Return the most vehicles of each type on a stage of a serial."""
    most: dict[str, float] = {}
    for hop in movement.hops:
        here: dict[str, float] = defaultdict(float)
        for vehicles in hop.vehicles:
            here[vehicles.kind.vehicle] += vehicles.number
        for kind, number in here.items():
            most[kind] = max(number, most.get(kind, 0.0))
    return most
