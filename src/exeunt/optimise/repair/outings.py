"""Convoys that drive own vehicles out for good, where they end worth more than where they stand.

Crews who are not out at the exit ride back, in coaches that wait on the way or in some of the
vehicles themselves, and go home from there.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode, SiteRole, Way
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.transport import VehicleType
from exeunt.network.network import Hop, Network
from exeunt.network.ways import Way as Route
from exeunt.optimise.repair.columns import Column, Errand, Rows, Stands, crews_of
from exeunt.optimise.repair.composer import Composer
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.journeys import Journeys, WayHome
from exeunt.rules.endings import OWNER, vehicle_endings
from exeunt.rules.ledger import Case

SHARES = (1.0, 0.7, 0.4)
"""Shares of what could be gained at a site that stand there from hours that are tried."""
EXITS = 2
"""Exits that are tried for a site, the cheapest to come to first."""
WAITS = (0.0, 48.0, 168.0)
"""Hours by which a convoy that cannot go yet leaves later: coaches and crews may be under way."""
SHIFTS = 12
"""Departures that are tried one after the other, where others are on the road."""


def standing(mission: Mission, plan: Plan) -> list[Stands]:
    """Return the own vehicles that a plan leaves where they are worth less than at an exit."""
    found = []
    for ending in vehicle_endings(Case(mission, plan)):
        fleet = ending.fleet
        if mission.vehicle[fleet.vehicle].mode != Mode.ROAD:
            continue
        kit_class = "armour" if mission.vehicle[fleet.vehicle].armoured else "vehicle"
        row = mission.disposition_of(kit_class, OWNER, Way.SHIP)
        kept = 1.0
        if row is not None:
            kept = row.recovery_share if row.lawful else 0.0
        gain = (kept - ending.recovery) * fleet.value * mission.prices.value_lost
        if gain > 0:
            found.append(Stands(fleet, ending.site, gain))
    return found


class Outings:
    """Composes convoys of one plan that drive its own vehicles out."""

    def __init__(self, mission: Mission, network: Network, plan: Plan) -> None:
        """Note what stands where."""
        self.mission, self.network, self.plan = mission, network, plan
        self.idle = Idle(mission, plan)
        self._stands: dict[str, list[Stands]] = defaultdict(list)
        for one in standing(mission, plan):
            self._stands[one.site].append(one)
        self._composer = Composer(mission, network, plan, self._stands)
        self._entered: dict[tuple[str, str], list[float]] = defaultdict(list)
        for stage in plan.stages:
            self._entered[stage.leg, stage.origin].append(mission.hours(stage.depart))

    def plans(self) -> Iterator[Plan]:
        """Yield the plan with a convoy more, the one that promises most first.

        With all who could drive; and with those alone whom nobody misses who stays.
        """
        found: list[tuple[float, Errand]] = []
        for site in sorted(self._stands):
            found += self._errands(site)
        found.sort(key=lambda one: (-one[0], one[1].site, one[1].exit, one[1].t))
        for _, errand in found:
            for self._composer.careful in (False, True):
                for wait in WAITS:
                    plan = self._with(attrs.evolve(errand, t=errand.t + wait))
                    if plan is not None:
                        yield plan
                        break

    # ---- where and when ----

    def _errands(self, site: str) -> Iterator[tuple[float, Errand]]:
        """Yield from when vehicles of a site could go to which exit, and what that may gain."""
        for t, gain in self._hours(site):
            ways = self.network.routes(site, Mode.ROAD, t, "none")
            exits = [
                (sum(self.network.burden(step, t) for step in ways[one.site]), one.site)
                for one in self.mission.exits
                if ways.get(one.site)
            ]
            for rank, (burden, end) in enumerate(sorted(exits)[:EXITS]):
                yield (gain - burden) / (1 + rank), Errand(site, end, t, self._turn(ways[end], t))

    def _hours(self, site: str) -> list[tuple[float, float]]:
        """Return hours from which more and more of what stands at a site is free, and its gain."""
        parked = self._composer.parked
        fleets = [one.fleet.fleet for one in self._stands[site]]
        hours = {hour for fleet in fleets for hour in parked.hours(fleet, site)}
        levels = [(t, self._gain(site, t)) for t in sorted(hours) if math.isfinite(t)]
        most_gain = max(gain for _, gain in levels)
        found: dict[float, float] = {}
        for share in SHARES:
            t, gain = next(one for one in levels if one[1] >= share * most_gain - EPS)
            if gain > 0:
                found[t] = gain
        return list(found.items())

    def _gain(self, site: str, t: float) -> float:
        """Return what the vehicles gain at an exit that are free at a site at hour ``t``."""
        return sum(
            one.gain * self._composer.parked.at(one.fleet.fleet, site, t, t)
            for one in self._stands[site]
        )

    def _turn(self, way: Route, t: float) -> str:
        """Return the last place on a way before its end at which crews could be let off."""
        for step in reversed(way):
            site = self.mission.site[step.origin]
            closure = self.plan.closes.get(site.site)
            open_then = closure is None or self.mission.hours(closure.close) > t
            if site.role != SiteRole.JUNCTION and open_then and site.stays_open:
                return site.site
        return way[0].origin

    def _timed(self, errand: Errand, t: float, types: list[VehicleType]) -> list[Hop] | None:
        """Return the stages of the convoy there and back, the first that leave after an hour."""
        runs = self._runs(errand, t)
        if runs is None:
            return None
        stops = [self.mission.site[run[-1].destination].turn_hours for run in runs]
        slowest = min(types, key=lambda kind: kind.speed_kmh or math.inf)
        for _ in range(SHIFTS):
            closed = {row.site for row in self.plan.closures if self.mission.hours(row.close) <= t}
            hops = self.network.timetable(runs, Mode.ROAD, t, stops, (slowest,), closed)
            if not math.isfinite(hops[-1].arrive):
                return None
            if hops[-1].arrive > self.mission.hours(self.mission.end):
                return None
            if not any(self._too_close(hop) for hop in hops):
                return hops
            t = hops[0].depart + max(1.0, self.mission.doctrine.spacing_hours)
        return None

    def _runs(self, errand: Errand, t: float) -> list[Route] | None:
        """Return the way to where crews turn back to, on to the exit, and back."""
        way = self.network.routes(errand.site, Mode.ROAD, t, "none").get(errand.exit)
        if not way:
            return None
        back = self.network.routes(errand.exit, Mode.ROAD, t, "none", ever=True).get(errand.turn)
        if not back:
            return None
        cut = next(i for i, step in enumerate(way) if step.origin == errand.turn)
        return [run for run in (way[:cut], way[cut:], back) if run]

    def _too_close(self, hop: Hop) -> bool:
        spacing = self.mission.doctrine.spacing_hours
        entered = self._entered[hop.step.leg.leg, hop.step.origin]
        return any(abs(at - hop.depart) < spacing - EPS for at in entered)

    # ---- the convoy ----

    def _with(self, errand: Errand) -> Plan | None:
        """Return the plan with the convoy of an errand; None where none is worth it."""
        types = [self._composer.type(one.fleet.fleet) for one in self._stands[errand.site]]
        hops = self._timed(errand, errand.t, types)
        if hops is None:
            return None
        journeys = Journeys(self.mission, self.plan)
        composed = self._composer.compose(errand, hops, journeys)
        if composed is None:
            return None
        return self._written(errand, *composed, journeys)

    def _written(
        self, errand: Errand, hops: list[Hop], column: Column, journeys: Journeys
    ) -> Plan | None:
        """Return the plan with a convoy more, and with its crews taken home."""
        leaves, back = hops[0].depart, hops[-1].arrive
        waiting: dict[str, int] = {}
        for party, n in sorted(crews_of(self.mission, column.leaving).items()):
            known = self.mission.party[party]
            if n > journeys.most(known, errand.site, leaves):
                return None
            home = self.mission.is_home(known, errand.exit)
            if not home and self._back_in_time(errand, party, n, (leaves, back)):
                continue
            journeys.take(known, errand.site, leaves, n)
            if not home and not self.mission.is_home(known, errand.turn):
                waiting[party] = n
        plan = journeys.remaining()
        stages, loads = Rows(self.mission, plan, errand, hops, column).written()
        plan = attrs.evolve(plan, stages=(*plan.stages, *stages), loads=(*plan.loads, *loads))
        return WayHome(self.mission, plan, errand.turn, back).of(waiting)

    def _back_in_time(self, errand: Errand, party: str, n: int, span: tuple[float, float]) -> bool:
        """Say whether so many of a party are back where they began before anybody misses them."""
        if errand.turn != errand.site or self._composer.careful:
            return False
        return self.idle.at((LoadKind.PEOPLE, party, errand.site), *span) >= n
