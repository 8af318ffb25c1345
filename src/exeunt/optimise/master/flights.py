"""Flights of the master: rounds of each fleet by pairs of fields, and what is aboard."""

import math
from collections import defaultdict
from collections.abc import Mapping

from exeunt.clock.spans import holds
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.fields import flies
from exeunt.network.loads import units_per_sortie
from exeunt.network.ways import Step
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.master.people import People
from exeunt.optimise.reduce.groups import Group
from exeunt.optimise.rows import Term

MONTH_HOURS = 730.5


class Flights:
    """Columns for rounds and what is aboard: people, and kit where nothing leads out by surface."""

    def __init__(self, frame: Frame, people: People, kit: Kit) -> None:
        """Keep the frame, and the stores that people and kit leave."""
        self.f, self.mission, self.people, self.kit = frame, frame.mission, people, kit
        self.rounds: dict[tuple[str, str, str, int], int] = {}
        """Rounds by fleet, from where to where and period, as columns."""
        self.aboard: dict[tuple[str, str, int], list[tuple[Group, int]]] = defaultdict(list)
        self._by_surface = {lane.pickup for lane in frame.lanes.all}
        self._busy: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._landings: dict[tuple[str, int], list[Term]] = defaultdict(list)

    def build(self, moving: Mapping[str, frozenset[str]]) -> None:
        """Write all columns, and rows for room, hours and slots.

        ``moving`` are the sites from which keys of kit gain by moving on.
        """
        for step in self.steps():
            fleets = [(f, h) for f in self.mission.air_fleets if (h := self._hours(f, step))]
            for k in range(self.f.time.n):
                if fleets and self.f.time.mid(k) >= self.mission.doctrine.notice_hours:
                    self._pair(step, k, fleets, moving)
        for (name, k), terms in self._busy.items():
            self.f.lp.row(terms, high=self._allowance(self.mission.air_fleet[name], k))
        for (site, k), terms in self._landings.items():
            slots = self.mission.site[site].slots_per_day
            if slots is not None:
                self.f.lp.row(terms, high=slots * self.f.time.days(k))

    def steps(self) -> list[Step]:
        """Return the legs by air from where people are on to hubs and exits."""
        found = []
        for site in self.f.manned:
            for step in self.f.network.steps[site.site]:
                ends = self.mission.site[step.destination].role
                if step.leg.mode == Mode.AIR and ends in {SiteRole.HUB, SiteRole.EXIT}:
                    found.append(step)
        return found

    def _hours(self, fleet: AirFleet, step: Step) -> float:
        """Return the block hours of a round from a fleet's field; 0 where it flies none."""
        if not fleet.count:
            return 0.0
        kind = self.mission.aircraft_type[fleet.aircraft]
        total = 0.0
        for origin, destination in (
            (fleet.site, step.origin),
            (step.origin, step.destination),
            (step.destination, fleet.site),
        ):
            if origin == destination:
                continue
            legs = [
                one
                for one in self.f.network.steps[origin]
                if one.destination == destination
                and one.leg.mode == Mode.AIR
                and flies(self.mission, kind, one.leg)
            ]
            if not legs:
                return 0.0
            total += min(self.f.network.speeds.stage_hours(one.leg, (kind,), 0.0) for one in legs)
        return total

    def _allowance(self, fleet: AirFleet, k: int) -> float:
        """Return the block hours that a fleet may fly in a period."""
        mission, time = self.mission, self.f.time
        kind = mission.aircraft_type[fleet.aircraft]
        since = 0.0 if fleet.available_from is None else mission.hours(fleet.available_from)
        until = math.inf if fleet.available_to is None else mission.hours(fleet.available_to)
        share = kind.serviceability
        blocked = kind.serviceability_blocked
        if blocked is not None and not self.f.network.imports("spares", fleet.site, time.mid(k)):
            share = blocked
        ready = math.floor(fleet.count * share + 1e-9)
        hours = time.share(k, since, until) * time.hours(k)
        by_day = ready * mission.doctrine.flying_hours_per_day * hours / 24
        by_month = fleet.count * share * kind.block_hours_per_month * hours / MONTH_HOURS
        return min(by_day, by_month)

    def _pair(
        self,
        step: Step,
        k: int,
        fleets: list[tuple[AirFleet, float]],
        moving: Mapping[str, frozenset[str]],
    ) -> None:
        """Write a pair of fields in a period: what is aboard has seats, and is lifted."""
        f = self.f
        people = self._people_aboard(step, k)
        kinds = [self.mission.aircraft_type[fleet.aircraft] for fleet, _ in fleets]
        units = self._kit_aboard(step, k, kinds, moving)
        if not (people or units):
            return
        rounds = [
            (self._round(step, k, one), kind) for one, kind in zip(fleets, kinds, strict=True)
        ]
        f.lp.row([*people, *((c, -float(kind.seats)) for c, kind in rounds)], high=0.0)
        lots = [(f.keys.one(key), column) for key, column in units]
        masses = [(column, self.mission.doctrine.passenger_t) for column, _ in people]
        masses += [(column, lot.mass_t) for lot, column in lots]
        f.lp.row([*masses, *((c, -kind.payload_t) for c, kind in rounds)], high=0.0)
        if units:
            sizes = [(column, lot.teu) for lot, column in lots]
            f.lp.row([*sizes, *((c, -kind.teu) for c, kind in rounds)], high=0.0)
        loads: list[Term] = [(column, 1.0) for _, column in units]
        for site in (step.origin, step.destination):
            f.while_open(people, self.people.most(site), site, k)
            f.while_open(loads, self.kit.most(site), site, k)

    def _round(self, step: Step, k: int, flown: tuple[AirFleet, float]) -> int:
        """Column: rounds of a fleet, of so many block hours each."""
        f, (fleet, hours) = self.f, flown
        kind = self.mission.aircraft_type[fleet.aircraft]
        fixed = f.strikes(step, f.time.mid(k)) * self.mission.doctrine.fixed_share
        cost = hours * kind.cost_per_hour * self.mission.prices.money + fixed
        column = f.lp.column(cost, whole=True, block="flights")
        self.rounds[fleet.air_fleet, step.origin, step.destination, k] = column
        self._busy[fleet.air_fleet, k].append((column, hours))
        for site in (step.origin, step.destination):
            self._landings[site, k].append((column, 1.0))
        return column

    def _people_aboard(self, step: Step, k: int) -> list[Term]:
        """Columns: people of each group who may fly and can be there."""
        f, found = self.f, list[Term]()
        for group in f.groups.count:
            leave = f.network.leave(step, "people", group.nation)
            may = holds(leave, f.time.mid(k)) and self.people.may_leave(group, k)
            if not (may and self._may_be(group, step.origin)):
                continue
            column = f.lp.column(0.0)
            found.append((column, 1.0))
            self.aboard[step.origin, step.destination, k].append((group, column))
            self.people.at(group, step.origin).goes[k].append((column, 1.0))
            if step.destination not in group.homes:
                self.people.at(group, step.destination).comes[k].append((column, 1.0))
        return found

    def _kit_aboard(
        self, step: Step, k: int, kinds: list[AircraftType], moving: Mapping[str, frozenset[str]]
    ) -> list[tuple[str, int]]:
        """Columns: kit that flies from where nothing leads out by surface, by its key."""
        f, found = self.f, list[tuple[str, int]]()
        if step.origin in self._by_surface:
            return found
        ends = self.mission.site[step.destination].role == SiteRole.EXIT
        for key, sites in moving.items():
            lot = f.keys.one(key)
            leave = f.network.leave(step, "cargo", f.network.nation(lot.provider))
            ready = f.time.edges[k + 1] > self.kit.ready(key)
            cost = self.kit.shipped(key, step.destination) if ends else 0.0
            lifted = any(units_per_sortie(lot, kind) for kind in kinds)
            may = ready and lifted and cost < math.inf and holds(leave, f.time.mid(k))
            if step.origin not in sites or not may:
                continue
            column = f.lp.column(cost, block="shipped")
            found.append((key, column))
            self.kit.at(key, step.origin).goes[k].append((column, 1.0))
            if not ends:
                self.kit.at(key, step.destination).comes[k].append((column, 1.0))
        return found

    def _may_be(self, group: Group, site: str) -> bool:
        """Say whether people of a group are at a site at the start, or may come there."""
        there = site in self.f.groups.count[group] and site not in group.homes
        hub = self.mission.site[site].role == SiteRole.HUB and site not in group.homes
        return there or hub
