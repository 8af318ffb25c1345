"""Flights of the master: rounds of each fleet by pairs of fields, and who is aboard."""

import math
from collections import defaultdict

from exeunt.clock.spans import holds
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.transport import AirFleet
from exeunt.network.fields import flies
from exeunt.network.ways import Step
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.people import People
from exeunt.optimise.reduce.groups import Group
from exeunt.optimise.rows import Term

MONTH_HOURS = 730.5


class Flights:
    """Columns for rounds and passengers."""

    def __init__(self, frame: Frame, people: People) -> None:
        """Keep the frame, and whose stores people leave."""
        self.f, self.mission, self.people = frame, frame.mission, people
        self.rounds: dict[tuple[str, str, str, int], int] = {}
        """Rounds by fleet, from where to where and period, as columns."""
        self.aboard: dict[tuple[str, str, int], list[tuple[Group, int]]] = defaultdict(list)

    def build(self) -> None:
        """Write all columns, and rows for seats, hours and slots."""
        busy: dict[tuple[str, int], list[Term]] = defaultdict(list)
        landings: dict[tuple[str, int], list[Term]] = defaultdict(list)
        for step in self._steps():
            fleets = [(f, h) for f in self.mission.air_fleets if (h := self._hours(f, step))]
            for k in range(self.f.time.n):
                self._pair(step, k, fleets, busy, landings)
        for (name, k), terms in busy.items():
            self.f.lp.row(terms, high=self._allowance(self.mission.air_fleet[name], k))
        for (site, k), terms in landings.items():
            slots = self.mission.site[site].slots_per_day
            if slots is not None:
                self.f.lp.row(terms, high=slots * self.f.time.days(k))

    def _steps(self) -> list[Step]:
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
        busy: dict[tuple[str, int], list[Term]],
        landings: dict[tuple[str, int], list[Term]],
    ) -> None:
        """Write a pair of fields in a period."""
        f, mission = self.f, self.mission
        mid = f.time.mid(k)
        if mid < mission.doctrine.notice_hours:
            return
        groups = [
            group
            for group in f.groups.count
            if holds(f.network.leave(step, "people", group.nation), mid)
            and self.people.may_leave(group, k)
            and self._may_be(group, step.origin)
        ]
        if not groups or not fleets:
            return
        seats: list[Term] = []
        for fleet, hours in fleets:
            kind = mission.aircraft_type[fleet.aircraft]
            places = min(kind.seats, kind.payload_t / mission.doctrine.passenger_t)
            if places <= 0:
                continue
            fixed = f.strikes(step, mid) * mission.doctrine.fixed_share
            cost = hours * kind.cost_per_hour * mission.prices.money + fixed
            column = f.lp.column(cost, whole=True, block="flights")
            self.rounds[fleet.air_fleet, step.origin, step.destination, k] = column
            seats.append((column, -places))
            busy[fleet.air_fleet, k].append((column, hours))
            landings[step.destination, k].append((column, 1.0))
            landings[step.origin, k].append((column, 1.0))
        aboard: list[Term] = []
        for group in groups:
            column = f.lp.column(0.0)
            aboard.append((column, 1.0))
            self.aboard[step.origin, step.destination, k].append((group, column))
            self.people.at(group, step.origin).goes[k].append((column, 1.0))
            if step.destination not in group.homes:
                self.people.at(group, step.destination).comes[k].append((column, 1.0))
        f.lp.row([*aboard, *seats], high=0.0)
        for site in (step.origin, step.destination):
            f.while_open(aboard, self.people.most(site), site, k)

    def _may_be(self, group: Group, site: str) -> bool:
        """Say whether people of a group are at a site at the start, or may come there."""
        there = site in self.f.groups.count[group] and site not in group.homes
        hub = self.mission.site[site].role == SiteRole.HUB and site not in group.homes
        return there or hub
