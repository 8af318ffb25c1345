"""Ways through the mission's legs: what is open and permitted when, routes, march times, threat.

Openness and permissions change only at a mission's *breakpoints* (season and permission dates); the
span between two of them is an *era*. All that depends on time here is computed once an era.
"""

import heapq
import math
from bisect import bisect_right
from functools import cached_property

import attrs

from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.stores import Permission
from exeunt.network.march import up
from exeunt.network.permissions import ruling


@attrs.frozen
class Step:
    """One leg driven in one direction."""

    leg: Leg
    origin: str
    destination: str


@attrs.frozen
class Hop:
    """A step with its times in hours from the mission's start."""

    step: Step
    depart: float
    arrive: float


class Network:
    """Answers about ways and their times; nothing here depends on a plan."""

    def __init__(self, mission: Mission) -> None:
        """Index the legs by the sites they leave."""
        self.mission = mission
        self.steps: dict[str, list[Step]] = {s.site: [] for s in mission.sites}
        for leg in mission.legs:
            self.steps[leg.origin].append(Step(leg, leg.origin, leg.destination))
            if leg.two_way:
                self.steps[leg.destination].append(Step(leg, leg.destination, leg.origin))
        self._routes: dict[tuple[str, str, int, str, str], dict[str, tuple[Step, ...]]] = {}
        self._allowed: dict[tuple[str, str, str, int, str], bool] = {}
        self._strikes: dict[tuple[str, int], float] = {}

    @cached_property
    def breakpoints(self) -> list[float]:
        """Hours at which openness or a permission changes, in order."""
        m = self.mission
        times = [t for s in m.seasons for t in (s.closed_from, s.closed_to)]
        times += [t for p in m.permissions for t in (p.valid_from, p.valid_to) if t is not None]
        return sorted({m.hours(t) for t in times})

    def era(self, t: float) -> int:
        """Return the number of the era that holds at hour ``t``."""
        return bisect_right(self.breakpoints, t)

    def era_time(self, era: int) -> float:
        """Return an hour within an era."""
        return 0.0 if era == 0 else self.breakpoints[era - 1]

    @cached_property
    def threat_breaks(self) -> list[float]:
        """Hours at which a threat changes."""
        m = self.mission
        return sorted({m.hours(t) for row in m.threats for t in (row.valid_from, row.valid_to)})

    def strikes(self, leg: Leg, t: float) -> float:
        """Return the expected strikes on one serial per 100 km of ``leg`` at hour ``t``."""
        key = (leg.leg, bisect_right(self.threat_breaks, t))
        if key not in self._strikes:
            self._strikes[key] = self._threat(leg, t)
        return self._strikes[key]

    def _threat(self, leg: Leg, t: float) -> float:
        m = self.mission
        for row in reversed(m.threats):
            if row.leg == leg.leg and m.hours(row.valid_from) <= t < m.hours(row.valid_to):
                return row.strikes_per_100km
        if leg.strikes_per_100km is not None:
            return leg.strikes_per_100km
        span = m.doctrine.threat_months * 30.4375 * 24
        known = [i for i in m.incidents if i.where == leg.leg]
        if not known and leg.traverses_per_month is None:
            return 0.0
        recent = sum(-span <= m.hours(i.date) < 0 for i in known)
        travelled = m.doctrine.threat_months * (leg.traverses_per_month or 0.0) * leg.km / 100
        return (m.doctrine.threat_prior_strikes + recent) / (
            m.doctrine.threat_prior_100km + travelled
        )

    def allowed(
        self, step: Step, t: float, payload: str, providers: frozenset[str] = frozenset()
    ) -> bool:
        """Say whether a serial with ``payload`` of each of ``providers`` may enter a leg at ``t``.

        With no providers, of those whom no permission names.
        """
        era = self.era(t)
        return all(
            self._allows(step, t, era, payload, provider)
            for provider in {self.nation(p) for p in providers} or {""}
        )

    def anybody(self, step: Step, t: float, payload: str) -> bool:
        """Say whether ``payload`` of any provider at all may enter the leg at hour ``t``."""
        era = self.era(t)
        return any(self._allows(step, t, era, payload, provider) for provider in self.nations)

    def _allows(self, step: Step, t: float, era: int, payload: str, provider: str) -> bool:
        key = (step.leg.leg, step.origin, payload, era, provider)
        if key not in self._allowed:
            self._allowed[key] = self._is_open(step.leg, t) and self._is_permitted(
                step, t, payload, provider
            )
        return self._allowed[key]

    @cached_property
    def nations(self) -> tuple[str, ...]:
        """Providers whom permissions tell from others, after the blank one for all others."""
        return ("", *sorted({p.provider for p in self.mission.permissions if p.provider}))

    def nation(self, provider: str) -> str:
        """Return a provider as permissions know it: blank where none names it."""
        return provider if provider in self.nations else ""

    def _is_open(self, leg: Leg, t: float) -> bool:
        hours = self.mission.hours
        return not any(
            s.leg == leg.leg and hours(s.closed_from) <= t < hours(s.closed_to)
            for s in self.mission.seasons
        )

    def _is_permitted(self, step: Step, t: float, payload: str, provider: str) -> bool:
        groups: dict[str, list[Permission]] = {}
        for row in self.mission.permissions:
            place = _covers(row, step, payload, provider)
            if place:
                groups.setdefault(place, []).append(row)
        valid = [[row for row in rows if self.valid(row, t)] for rows in groups.values()]
        return all(rows and ruling(rows, payload) == "granted" for rows in valid)

    def valid(self, row: Permission, t: float) -> bool:
        """Say whether hour ``t`` is in the span a permission is about."""
        m = self.mission
        return (row.valid_from is None or m.hours(row.valid_from) <= t) and (
            row.valid_to is None or t < m.hours(row.valid_to)
        )

    def imports(self, supply: str, site: str, t: float) -> bool:
        """Say whether ``supply`` may be imported for ``site`` at hour ``t``."""
        rows = [
            p
            for p in self.mission.permissions
            if p.mode == "import" and p.where in {"*", supply, site}
        ]
        return not rows or any(p.state == "granted" and self.valid(p, t) for p in rows)

    def ever_allowed(self, step: Step, t: float, payload: str, provider: str = "") -> bool:
        """Say whether a leg may be entered with a provider's ``payload`` at ``t`` or ever after."""
        now, nation = self.era(t), self.nation(provider)
        return any(
            self._allows(step, self.era_time(e) if e > now else t, e, payload, nation)
            for e in range(now, len(self.breakpoints) + 1)
        )

    def routes(
        self,
        origin: str,
        mode: str,
        t: float,
        payload: str,
        *,
        ever: bool = False,
        provider: str = "",
    ) -> dict[str, tuple[Step, ...]]:
        """Return the cheapest way from ``origin`` to each site open to a provider's ``payload``.

        Over legs open at ``t``; with ``ever``, also over those that open later.
        """
        key = (origin, f"{mode}{'*' if ever else ''}", self.era(t), payload, self.nation(provider))
        if key not in self._routes:
            self._routes[key] = self._dijkstra(
                origin, mode, t, (payload, self.nation(provider)), ever=ever
            )
        return self._routes[key]

    def _dijkstra(
        self, origin: str, mode: str, t: float, load: tuple[str, str], *, ever: bool
    ) -> dict[str, tuple[Step, ...]]:
        found: dict[str, tuple[Step, ...]] = {}
        queue: list[tuple[float, int, str, tuple[Step, ...]]] = [(0.0, 0, origin, ())]
        pushed = 0
        while queue:
            cost, _, here, steps = heapq.heappop(queue)
            if here in found:
                continue
            found[here] = steps
            if mode == "air" and steps and self.mission.site[here].role != "junction":
                continue
            for step in self.steps[here]:
                if step.leg.mode != mode or step.destination in found:
                    continue
                if (
                    self.ever_allowed(step, t, *load)
                    if ever
                    else self._allows(step, t, self.era(t), *load)
                ):
                    pushed += 1
                    heapq.heappush(
                        queue,
                        (cost + self.burden(step, t), pushed, step.destination, (*steps, step)),
                    )
        return found

    def burden(self, step: Step, t: float) -> float:
        """Return what a serial of fifty vehicles pays for a leg, in currency.

        Time, distance and danger.
        """
        m = self.mission
        harm = (
            self.strikes(step.leg, t)
            * step.leg.km
            / 100
            * step.leg.casualties_per_strike
            * m.prices.casualty
        )
        return (
            50
            * (self.per_km * step.leg.km + self.per_hour * step.leg.travel_hours)
            * m.prices.money
            + harm
            + step.leg.travel_hours
        )

    @cached_property
    def per_km(self) -> float:
        """Mean running cost of a vehicle, in currency per km."""
        costs = [v.cost_per_km for v in self.mission.vehicles]
        return sum(costs) / len(costs) if costs else 1.0

    @cached_property
    def per_hour(self) -> float:
        """Mean hire of a vehicle, in currency per hour."""
        costs = [v.cost_per_day for v in self.mission.vehicles]
        return sum(costs) / len(costs) / 24 if costs else 0.0

    def timetable(
        self, runs: list[tuple[Step, ...]], mode: str, depart: float, stops: list[float]
    ) -> list[Hop]:
        """Time the runs of a serial from ``depart``; ``stops[i]`` are the hours after run ``i``.

        A road convoy marches for the doctrine's hours of each day and then rests for the others; a
        stop as long as that rest counts as it.
        """
        march = self.mission.doctrine.march_hours_per_day if mode == "road" else math.inf
        clock, driven, hops = depart, 0.0, []
        for run, stop in zip(runs, stops, strict=True):
            for step in run:
                if driven >= march - 1e-9:
                    clock, driven = up(clock + 24 - march), 0.0
                start, left = clock, step.leg.travel_hours
                while driven + left > march + 1e-9:
                    left -= march - driven
                    clock, driven = clock + march - driven + 24 - march, 0.0
                clock, driven = up(clock + left), driven + left
                hops.append(Hop(step, start, clock))
            clock = up(clock + stop)
            if mode == "road" and stop >= 24 - march:
                driven = 0.0
        return hops


def _covers(row: Permission, step: Step, payload: str, provider: str) -> str:
    """Return the place by which a permission row covers a movement, or nothing."""
    if row.mode not in {"*", step.leg.mode} or row.provider not in {"", provider}:
        return ""
    if row.payload not in {"any", payload}:
        return ""
    forward = step.origin == step.leg.origin
    if row.where == "*":
        return "everywhere"
    if row.where == step.leg.leg and row.direction in {"both", "out" if forward else "in"}:
        return "leg"
    if row.where == step.origin and row.direction in {"both", "out"}:
        return "origin"
    if row.where == step.destination and row.direction in {"both", "in"}:
        return "destination"
    return ""
