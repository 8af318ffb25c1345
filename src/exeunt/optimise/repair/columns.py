"""A convoy that drives own vehicles out, as rows of a plan; what it is for and what goes in it."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Hop
from exeunt.optimise.own_vehicles import Lane

SUPPLIES = ("fuel", "water", "rations")


@attrs.frozen
class Errand:
    """Where own vehicles go, about when; crews turn back to ``turn``, or on from the end itself."""

    lane: Lane
    t: float
    turn: str

    @property
    def site(self) -> str:
        """Where they begin."""
        return self.lane.site

    @property
    def end(self) -> str:
        """Where they end for good."""
        return self.lane.end

    @property
    def turns(self) -> bool:
        """Say whether crews ride back who are not out at the end."""
        return self.turn != self.end


@attrs.define
class Column:
    """A convoy being composed: vehicles that stay at the end, that come back, and coaches.

    Coaches join where crews turn back to.
    """

    out: dict[str, int] = attrs.field(factory=dict)
    back: dict[str, int] = attrs.field(factory=dict)
    coaches: dict[str, int] = attrs.field(factory=dict)

    @property
    def leaving(self) -> dict[str, int]:
        """Vehicles that leave with it from where it begins, of crews there."""
        both = dict(self.out)
        for fleet, n in self.back.items():
            both[fleet] = both.get(fleet, 0) + n
        return both

    @property
    def size(self) -> int:
        """Vehicles on the road where it is longest."""
        return sum(n for part in (self.out, self.back, self.coaches) for n in part.values())

    def go_back(self, fleet: str) -> None:
        """Let one of those that were to stay come back."""
        self.out[fleet] -= 1
        self.back[fleet] = self.back.get(fleet, 0) + 1


class Rows:
    """Writes a convoy."""

    def __init__(
        self, mission: Mission, plan: Plan, errand: Errand, hops: list[Hop], column: Column
    ) -> None:
        """Keep what is written, and by which name."""
        self.mission, self.errand, self.hops, self.column = mission, errand, hops, column
        number = len(plan.serials) + 1
        while f"C-{number:04d}" in plan.serials:
            number += 1
        self.name = f"C-{number:04d}"

    def written(self) -> tuple[tuple[Stage, ...], tuple[Load, ...]]:
        """Return its stages and its loads."""
        time = self.mission.time
        stages = tuple(
            Stage(
                serial=self.name,
                stage=n,
                mode=self.errand.lane.mode,
                leg=hop.step.leg.leg,
                origin=hop.step.origin,
                destination=hop.step.destination,
                depart=time(hop.depart),
                arrive=time(hop.arrive),
            )
            for n, hop in enumerate(self.hops, 1)
        )
        loads = [load for load in self._moving() if load.quantity]
        return stages, (*loads, *self._provisions(loads))

    def _load(
        self, kind: LoadKind, item: str, n: float, first: int, last: int, role: str = ""
    ) -> Load:
        return Load(
            serial=self.name,
            kind=kind,
            item=item,
            quantity=n,
            board_stage=first,
            alight_stage=last,
            role=role,
        )

    def _moving(self) -> Iterator[Load]:
        """Yield vehicles and crews."""
        last, end_stage = len(self.hops), end_place(self.errand, self.hops) + 1
        joins = joins_at(self.errand, self.hops) + 1
        spans = ((self.column.out, 1, end_stage), (self.column.back, 1, last))
        for vehicles, first, end in (*spans, (self.column.coaches, joins, last)):
            for fleet, n in sorted(vehicles.items()):
                yield self._load(LoadKind.VEHICLE, fleet, n, first, end)
        for vehicles, first, end in spans:
            for party, n in sorted(crews_of(self.mission, vehicles).items()):
                yield self._load(LoadKind.PEOPLE, party, n, first, end, AboardRole.CREW)
        for party, n in sorted(crews_of(self.mission, self.column.out).items()):
            home = self.mission.is_home(self.mission.party[party], self.errand.end)
            if not home and last > end_stage:
                yield self._load(
                    LoadKind.PEOPLE, party, n, end_stage + 1, last, AboardRole.PASSENGER
                )

    def _provisions(self, loads: list[Load]) -> Iterator[Load]:
        """Yield what it uses up itself, taken on wherever that is kept."""
        kept = {(row.supply, row.site) for row in self.mission.supplies}
        fuelled = any(supply == "fuel" for supply, _ in kept)
        last, end_stage = len(self.hops), end_place(self.errand, self.hops) + 1
        joins = joins_at(self.errand, self.hops) + 1
        for supply in SUPPLIES:
            if (supply, self.errand.site) not in kept and not (supply == "fuel" and fuelled):
                continue
            fills = {1}
            if (supply, self.errand.turn) in kept and joins <= last:
                fills.add(joins)
            if end_stage < last:
                fills.add(end_stage + 1)
            ends = [*(n - 1 for n in sorted(fills)[1:]), last]
            for first, end in zip(sorted(fills), ends, strict=True):
                need = sum(self._used(loads, n, supply) for n in range(first, end + 1))
                if need > 0:
                    need = math.ceil(need * 1000) / 1000
                    yield self._load(LoadKind.SUPPLY, supply, need, first, end, AboardRole.USED)

    def _used(self, loads: list[Load], n: int, supply: str) -> float:
        """Return what is used of a supply on a stage and the halt after it."""
        doctrine, hop = self.mission.doctrine, self.hops[n - 1]
        litres = people = 0.0
        for load in loads:
            if not load.board_stage <= n <= load.alight_stage:
                continue
            if load.kind == LoadKind.VEHICLE:
                fleet = self.mission.fleet[load.item]
                kind = self.mission.vehicle[fleet.vehicle]
                litres += load.quantity * kind.fuel_l_per_km
                people += 0 if fleet.crew_party else load.quantity * kind.crew
            else:
                people += load.quantity
        if supply == "fuel":
            return litres * hop.step.leg.km
        halt = self.hops[n].depart - hop.arrive if n < len(self.hops) else 0.0
        moving = (hop.arrive - hop.depart) * math.exp(doctrine.supply_z * hop.step.leg.spread)
        rate = doctrine.convoy_rations_per_person_day
        if supply == "water":
            rate = doctrine.convoy_water_per_person_day
        return people * rate * (moving + halt) / 24


def end_place(errand: Errand, hops: list[Hop]) -> int:
    """Return the index of the stage that comes to the end for good."""
    return next(i for i, hop in enumerate(hops) if hop.step.destination == errand.end)


def joins_at(errand: Errand, hops: list[Hop]) -> int:
    """Return the index of the stage that leaves where crews turn back to, past the last if none."""
    places = (i for i, hop in enumerate(hops) if hop.step.origin == errand.turn)
    return next(places, len(hops))


def crews_of(mission: Mission, vehicles: Mapping[str, int]) -> dict[str, int]:
    """Return the people whom vehicles of fleets need as crews, by party."""
    needed: dict[str, int] = defaultdict(int)
    for name, n in vehicles.items():
        fleet = mission.fleet[name]
        if fleet.crew_party:
            needed[fleet.crew_party] += n * mission.vehicle[fleet.vehicle].crew
    return {party: n for party, n in needed.items() if n}
