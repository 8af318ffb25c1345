"""Convoys that drive own vehicles out for good, where they end worth more than where they stand.

Crews who are not out at the exit ride back, in coaches that wait on the way or in some of the
vehicles themselves, and go home from there.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Plan, Stage
from exeunt.model.transport import VehicleType
from exeunt.network.network import Hop, Network
from exeunt.network.ways import Way as Route
from exeunt.optimise.own_vehicles import Lane, Stands, standing
from exeunt.optimise.repair.columns import Column, Errand, Rows, crews_of
from exeunt.optimise.repair.composer import Composer
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.journeys import Journeys, WayHome
from exeunt.rules.ledger import Case

SHARES = (1.0, 0.7, 0.4)
"""Shares of what could be gained at a site that stand there from hours that are tried."""
ENDS = 3
"""Places that are tried for what stands at a site, those that promise most."""
WAITS = (0.0, 48.0, 168.0)
"""Hours by which a convoy that cannot go yet leaves later: coaches and crews may be under way."""
SHIFTS = 12
"""Departures that are tried one after the other, where others are on the road."""


class Offer(NamedTuple):
    """A plan with a convoy more, the fleets that it takes away, and from where."""

    plan: Plan
    fleets: tuple[str, ...]
    site: str


class Outings:
    """Composes convoys of one plan that drive its own vehicles out."""

    def __init__(self, mission: Mission, network: Network, plan: Plan) -> None:
        """Note what stands where."""
        self.mission, self.network, self.plan = mission, network, plan
        self.idle = Idle(mission, plan)
        self.looked: Counter[tuple[str, str]] = Counter()
        """How often no convoy could be composed, by fleet and site."""
        self._stands: dict[Lane, list[Stands]] = defaultdict(list)
        for one in standing(Case(mission, plan)):
            self._stands[one.lane].append(one)
        self._composer = Composer(mission, network, plan, self._stands)
        self._entered: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._received: dict[tuple[str, date], float] = defaultdict(float)
        for stage in plan.stages:
            self._entered[stage.leg, stage.origin].append(mission.hours(stage.depart))
            gate = mission.site[stage.destination].receive_vehicles_per_day
            if stage.mode == Mode.ROAD and gate is not None:
                arrived = (stage.destination, stage.arrive.date())
                self._received[arrived] += _vehicles(plan, stage)

    def plans(self, stop: Stop) -> Iterator[Offer]:
        """Yield the plan with a convoy more, the one that promises most first.

        With all who could drive; and with those alone whom nobody misses who stays. Many cannot be
        composed before one can: ``stop`` is asked each time.
        """
        found = sorted(self._errands(), key=lambda one: (-one[0], one[1].lane, one[1].t))
        for _, errand in found:
            for self._composer.careful in (False, True):
                for wait in WAITS:
                    if stop():
                        return
                    offer = self._with(attrs.evolve(errand, t=errand.t + wait))
                    if offer is not None:
                        yield offer
                        break
                    self.looked.update(
                        (x.fleet.fleet, x.lane.site) for x in self._stands[errand.lane]
                    )

    # ---- where and when ----

    def _errands(self) -> Iterator[tuple[float, Errand]]:
        """Yield where vehicles could go, and when, and about what that may gain."""
        found: dict[tuple[str, str], list[tuple[float, Lane]]] = defaultdict(list)
        for lane in self._stands:
            t, gain = self._hours(lane)[0]
            way = self.network.routes(lane.site, lane.mode, t, "none", ever=True).get(lane.end)
            if way:
                burden = sum(self.network.burden(step, t) for step in way)
                found[lane.site, lane.mode].append((gain - burden, lane))
        for lanes in found.values():
            for rank, (_, lane) in enumerate(sorted(lanes, reverse=True)[:ENDS]):
                yield from self._timely(lane, 1 + rank)

    def _timely(self, lane: Lane, rank: int) -> Iterator[tuple[float, Errand]]:
        """Yield the errands of a lane, the later the more there is to gain."""
        for t, gain in self._hours(lane):
            way = self.network.routes(lane.site, lane.mode, t, "none", ever=True).get(lane.end)
            if not way:
                continue
            promise = (gain - sum(self.network.burden(step, t) for step in way)) / rank
            if any(stage.origin == lane.end for stage in self.plan.stages):
                yield promise, Errand(lane, t, lane.end)
            if self.mission.site[lane.end].role == SiteRole.EXIT:
                yield promise, Errand(lane, t, self._turn(way, t))

    def _hours(self, lane: Lane) -> list[tuple[float, float]]:
        """Return hours from which more and more of what stands at a site is free, and its gain."""
        parked = self._composer.parked
        fleets = [one.fleet.fleet for one in self._stands[lane]]
        hours = {hour for fleet in fleets for hour in parked.hours(fleet, lane.site)}
        levels = [(t, self._gain(lane, t)) for t in sorted(hours) if math.isfinite(t)]
        most_gain = max(gain for _, gain in levels)
        found: dict[float, float] = {}
        for share in SHARES:
            t, gain = next(one for one in levels if one[1] >= share * most_gain - EPS)
            found[t] = gain
        return list(found.items())

    def _gain(self, lane: Lane, t: float) -> float:
        """Return what the vehicles gain by a lane that are free at hour ``t``."""
        return sum(
            one.gain * self._composer.parked.at(one.fleet.fleet, lane.site, t, t)
            for one in self._stands[lane]
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
            hops = self.network.timetable(runs, errand.lane.mode, t, stops, (slowest,), closed)
            if not math.isfinite(hops[-1].arrive):
                return None
            if hops[-1].arrive > self.mission.hours(self.mission.end):
                return None
            pause = max(1.0, self.mission.doctrine.spacing_hours)
            if any(self._is_full(errand.lane, hop) for hop in hops):
                pause = 24.0
            elif not any(self._too_close(hop) for hop in hops):
                return hops
            t = hops[0].depart + pause
        return None

    def _runs(self, errand: Errand, t: float) -> list[Route] | None:
        """Return the way to where crews turn back to, on to the exit, and back."""
        mode, turn = errand.lane.mode, errand.turn
        way = self.network.routes(errand.site, mode, t, "none").get(errand.end)
        if not way:
            return None
        if not errand.turns:
            return [way]
        back = self.network.routes(errand.end, mode, t, "none", ever=True).get(turn)
        cut = next((i for i, step in enumerate(way) if step.origin == turn), None)
        if not back or cut is None:
            return None
        return [run for run in (way[:cut], way[cut:], back) if run]

    def _is_full(self, lane: Lane, hop: Hop) -> bool:
        """Say whether a site takes in no such convoy on the day on which it would come."""
        site = hop.step.destination
        gate = self.mission.site[site].receive_vehicles_per_day
        if gate is None or lane.mode != Mode.ROAD:
            return False
        coming = sum(one.fleet.count for one in self._stands[lane])
        coming = min(coming, int(self.mission.doctrine.convoy_max), gate)
        day = self.mission.time(hop.arrive).date()
        return self._received.get((site, day), 0.0) + coming > gate

    def _too_close(self, hop: Hop) -> bool:
        if hop.step.leg.mode != Mode.ROAD:
            return False
        spacing = self.mission.doctrine.spacing_hours
        entered = self._entered[hop.step.leg.leg, hop.step.origin]
        return any(abs(at - hop.depart) < spacing - EPS for at in entered)

    # ---- the convoy ----

    def _with(self, errand: Errand) -> Offer | None:
        """Return the plan with the convoy of an errand; None where none is worth it."""
        types = [self._composer.type(one.fleet.fleet) for one in self._stands[errand.lane]]
        hops = self._timed(errand, errand.t, types)
        if hops is None:
            return None
        journeys = Journeys(self.mission, self.plan)
        composed = self._composer.compose(errand, hops, journeys)
        if composed is None:
            return None
        plan = self._written(errand, *composed, journeys)
        return None if plan is None else Offer(plan, tuple(composed[1].out), errand.site)

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
            home = self.mission.is_home(known, errand.end)
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


def _vehicles(plan: Plan, stage: Stage) -> float:
    """Return the vehicles that drive on a stage, and the kit that does."""
    return sum(
        load.quantity
        for load in plan.aboard.get(stage.serial, ())
        if load.board_stage <= stage.stage <= load.alight_stage
        and (load.kind == LoadKind.VEHICLE or load.role == AboardRole.DRIVEN)
    )
