"""Ways through the mission's legs: what may go where and when, by which way, at what price.

Openness and permissions change only at a mission's *breakpoints* (season and permission dates, ends
of lead times); the span between two of them is an *era*. A way found at one moment is kept for the
whole of its era.
"""

import math
from bisect import bisect_right
from collections.abc import Collection, Container
from functools import cached_property, partial

import attrs

from exeunt.clock.spans import NEVER, Spans, both, hold, holds, next_in
from exeunt.model.columns import Time
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.stocks import may_import
from exeunt.network.daytime import Daytime
from exeunt.network.march import MarchClock, nights
from exeunt.network.permissions import permitted, season, usable
from exeunt.network.routes import cheapest_ways
from exeunt.network.speeds import Mover, Speeds
from exeunt.network.threat import strikes_on, threat_breaks
from exeunt.network.ways import Hop, Step, Way

__all__ = ["Hop", "Network", "Step", "Way"]

FAR_TOO_LATE = 10_000.0
"""Hours after the end of planning: what takes until then need not be worked out any further."""
USUAL_VEHICLES = 50
"""Vehicles of the serial for which ways are compared."""


@attrs.frozen
class _Errand:
    """What a way is wanted for: by which mode and from when, with what of whose.

    With ``ever``, legs that open later count as well.
    """

    mode: str
    t: float
    payload: str
    nation: str
    ever: bool


def _steps_by_origin(mission: Mission) -> dict[str, list[Step]]:
    """Return the steps that leave each site, along every leg and back where it is two-way."""
    steps: dict[str, list[Step]] = {site.site: [] for site in mission.sites}
    for leg in mission.legs:
        origin, destination = leg.origin, leg.destination
        steps[origin].append(Step(leg, origin, destination))
        if leg.two_way:
            steps[destination].append(Step(leg, destination, origin))
    return steps


class Network:
    """Answers about ways and their times; nothing here depends on a plan."""

    def __init__(self, mission: Mission) -> None:
        """Index the legs by the sites they leave."""
        self.mission = mission
        self.steps = _steps_by_origin(mission)
        self._leaves: dict[tuple[str, str, str, str], Spans] = {}
        self._routes: dict[tuple[str, str, bool, int, str, str], dict[str, Way]] = {}
        self._open_steps: dict[tuple[str, bool, int, str, str], dict[str, tuple[Step, ...]]] = {}
        self._burdens: dict[int, dict[str, float]] = {}
        self._strikes: dict[tuple[str, int], float] = {}
        self.speeds = Speeds(mission)
        self.daytime = Daytime(mission)
        self._longest = mission.hours(mission.end) + FAR_TOO_LATE
        """Hours on the move after which no serial arrives within the plan, come what may."""

    # ---- time ----

    @cached_property
    def breakpoints(self) -> list[float]:
        """Hours at which openness or a permission changes, in order."""
        mission = self.mission
        dates: set[Time | None] = set()
        for closed in mission.seasons:
            dates |= {closed.closed_from, closed.closed_to}
        for permission in mission.permissions:
            dates |= {permission.valid_from, permission.valid_to}
        hours = {mission.hours(date) for date in dates if date is not None}
        served = {usable(mission, permission) for permission in mission.permissions}
        hours |= {t for t in served if t > 0}
        return sorted(hours)

    def era(self, t: float) -> int:
        """Return the number of the era that holds at hour ``t``."""
        return bisect_right(self.breakpoints, t)

    @cached_property
    def threat_breaks(self) -> list[float]:
        """Hours at which a threat changes, in order."""
        return threat_breaks(self.mission)

    # ---- leave ----

    @cached_property
    def nations(self) -> tuple[str, ...]:
        """Providers whom permissions tell from others, after the blank one for all others."""
        named = {permission.provider for permission in self.mission.permissions}
        return ("", *sorted(named - {""}))

    def nation(self, provider: str) -> str:
        """Return a provider as permissions know it: blank where none names it."""
        if provider in self.nations:
            return provider
        return ""

    def leave(self, step: Step, payload: str, nation: str) -> Spans:
        """Return when a leg is open to a nation's ``payload``."""
        key = (step.leg.leg, step.origin, payload, nation)
        if key not in self._leaves:
            permission = permitted(
                self.mission,
                step.leg,
                forward=step.is_forward,
                payload=payload,
                provider=nation,
            )
            self._leaves[key] = both(season(self.mission, step.leg), permission)
            if not self._has_halts(step.leg):
                self._leaves[key] = NEVER
        return self._leaves[key]

    def _has_halts(self, leg: Leg) -> bool:
        """Say whether a convoy that begins a leg rested finds places for its nights on it."""
        if leg.mode != "road" or leg.halts is None:
            return True
        hours_per_day = self.mission.doctrine.march_hours_per_day
        return nights(self.speeds.least(leg), hours_per_day) <= leg.halts

    def allowed(self, hop: Hop, payload: str, providers: frozenset[str] = frozenset()) -> bool:
        """Say whether a serial with ``payload`` of each of ``providers`` may make a hop.

        It has leave, and the leg is open, from its departure to its arrival. With no providers, of
        those whom no permission names.
        """
        nations = {self.nation(provider) for provider in providers} or {""}
        return all(
            hold(self.leave(hop.step, payload, nation), hop.depart, hop.arrive)
            for nation in nations
        )

    def anybody(self, step: Step, t: float, payload: str) -> bool:
        """Say whether ``payload`` of any provider at all may enter the leg at hour ``t``."""
        return any(holds(self.leave(step, payload, nation), t) for nation in self.nations)

    def ever_allowed(self, step: Step, t: float, payload: str, provider: str = "") -> bool:
        """Say whether a leg may be entered with a provider's ``payload`` at ``t`` or ever after."""
        leave = self.leave(step, payload, self.nation(provider))
        return any(t < end for _, end in leave)

    def imports(self, supply: str, site: str, t: float) -> bool:
        """Say whether ``supply`` may be imported for ``site`` at hour ``t``."""
        return may_import(self.mission, supply, site, self.mission.time(t))

    # ---- ways ----

    def routes(
        self,
        origin: str,
        mode: str,
        t: float,
        payload: str,
        *,
        ever: bool = False,
        provider: str = "",
    ) -> dict[str, Way]:
        """Return the cheapest way from ``origin`` to each site open to a provider's ``payload``.

        Over legs open at ``t``; with ``ever``, also over those that open later.
        """
        nation = self.nation(provider)
        key = (origin, mode, ever, self.era(t), payload, nation)
        if key not in self._routes:
            # From each origin the same steps are asked for again.
            steps = self._open_steps.setdefault(key[1:], {})
            onward = partial(self._onward, _Errand(mode, t, payload, nation, ever), steps)
            burdens = self._burdens.setdefault(self.era(t), {})
            burden = partial(self._known_burden, burdens, t)
            self._routes[key] = cheapest_ways(origin, onward, burden)
        return self._routes[key]

    def _known_burden(self, known: dict[str, float], t: float, step: Step) -> float:
        leg = step.leg.leg
        if leg not in known:
            known[leg] = self.burden(step, t)
        return known[leg]

    def _onward(
        self, errand: _Errand, known: dict[str, tuple[Step, ...]], way: Way, site: str
    ) -> tuple[Step, ...]:
        """Return the steps by which a way that has come to a site can go on."""
        # A flight lands at the field it flies to: whoever goes on from there takes another. Only
        # junctions are passed.
        if errand.mode == "air" and way and self.mission.site[site].role != "junction":
            return ()
        if site not in known:
            known[site] = tuple(
                step
                for step in self.steps[site]
                if step.leg.mode == errand.mode and self._may_enter(errand, step)
            )
        return known[site]

    def _may_enter(self, errand: _Errand, step: Step) -> bool:
        if errand.ever:
            return self.ever_allowed(step, errand.t, errand.payload, errand.nation)
        return holds(self.leave(step, errand.payload, errand.nation), errand.t)

    def burden(self, step: Step, t: float) -> float:
        """Return what a usual serial pays for a leg at hour ``t``, in currency.

        Time, distance and danger.
        """
        leg, prices = step.leg, self.mission.prices
        hours = self.speeds.least(leg)
        cost_of_a_vehicle = self.per_km * leg.km + self.per_hour * hours
        money = USUAL_VEHICLES * cost_of_a_vehicle * prices.money
        strikes = self.strikes(leg, t) * leg.km / 100
        harm = strikes * leg.casualties_per_strike * prices.casualty
        # The bare hours are next to nothing in currency. They choose the faster of two ways in a
        # mission that has put no price on its vehicles.
        return money + harm + hours

    def strikes(self, leg: Leg, t: float) -> float:
        """Return the expected strikes on one serial per 100 km of ``leg`` at hour ``t``."""
        key = (leg.leg, bisect_right(self.threat_breaks, t))
        if key not in self._strikes:
            self._strikes[key] = strikes_on(self.mission, leg, t)
        return self._strikes[key]

    def casualties(self, leg: Leg, t: float, exposed: float) -> float:
        """Return the casualties to expect on one serial over ``leg`` with so many people exposed.

        A share of a strike's is the same however many travel, the rest grows with them: the formula
        of the objective's term.
        """
        doctrine = self.mission.doctrine
        strikes = self.strikes(leg, t) * leg.km / 100
        share = (1 - doctrine.fixed_share) * exposed / doctrine.reference_people
        return strikes * leg.casualties_per_strike * (doctrine.fixed_share + share)

    def hours(self, way: Way, by: Mover | None = None) -> float:
        """Return the hours on the move along a way: of a type, or of the fastest on each leg."""
        if by is None:
            return sum(self.speeds.least(step.leg) for step in way)
        return sum(self.speeds.stage_hours(step.leg, (by,), 0.0) for step in way)

    @cached_property
    def per_km(self) -> float:
        """Mean running cost of a vehicle with its fuel, in currency per km."""
        litre = self.mission.prices.fuel_litre
        costs = [v.cost_per_km + v.fuel_l_per_km * litre for v in self.mission.vehicles]
        if not costs:
            return 1.0
        return sum(costs) / len(costs)

    @cached_property
    def per_hour(self) -> float:
        """Mean hire of a vehicle, in currency per hour."""
        costs = [vehicle.cost_per_day for vehicle in self.mission.vehicles]
        if not costs:
            return 0.0
        return sum(costs) / len(costs) / 24

    def timetable(
        self,
        runs: list[Way],
        mode: str,
        depart: float,
        stops: list[float],
        types: Collection[Mover] = (),
        closed: Container[str] = (),
    ) -> list[Hop]:
        """Time the runs of a serial from ``depart``; ``stops[i]`` are the hours after run ``i``.

        All of it goes at the pace of the slowest of ``types``.

        A road convoy marches for the doctrine's hours of each day and then rests for the others; a
        stop as long as that rest counts as it. All move by the hours of their legs, so the first
        may leave later than asked, and where those hours are over nothing arrives (inf). At sites
        that have ``closed`` nobody spends the night: the convoy halts on the leg beyond or before.
        """
        hours_per_day = math.inf
        if mode == "road":
            hours_per_day = self.mission.doctrine.march_hours_per_day
        clock = MarchClock(depart, hours_per_day)
        hops: list[Hop] = []
        for run, stop in zip(runs, stops, strict=True):
            for step in run:
                came = MarchClock(clock.now, clock.hours_per_day, clock.driven)
                hop = self._driven(clock, step, types, closed)
                if hops and step.origin in closed and clock.is_night(hops[-1].arrive, hop.depart):
                    comes = next_in(self.daytime.on(hops[-1].step.leg), hop.depart)
                    hops[-1] = attrs.evolve(hops[-1], arrive=comes)
                    clock = attrs.evolve(came, now=comes, driven=0.0)
                    hop = self._driven(clock, step, types, closed)
                hops.append(hop)
            clock.halt(stop)
        return hops

    def _driven(
        self, clock: MarchClock, step: Step, types: Collection[Mover], closed: Container[str]
    ) -> Hop:
        """Drive a step by the clock, in the hours of its leg; nobody rests where it has closed."""
        leg, by = step.leg, self.daytime.on(step.leg)
        hours = self.speeds.stage_hours(leg, types, clock.now)
        if hours > self._longest:
            # It would be night after night on the road, long after all is over.
            leaves, clock.now = clock.now, math.inf
            return Hop(step, leaves, math.inf, hours)
        while True:
            tried = MarchClock(clock.now, clock.hours_per_day, clock.driven)
            leaves, arrives = tried.drive(hours, by, leg.halts, passes=step.origin in closed)
            # A night before the leg may be the last of a season: who leaves later takes longer.
            needed = self.speeds.stage_hours(leg, types, leaves)
            if needed <= hours:
                clock.now, clock.driven = tried.now, tried.driven
                return Hop(step, leaves, arrives, hours)
            hours = needed
