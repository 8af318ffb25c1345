"""Serials of a plan that could take along whom and what it leaves: free seats, room on carriers."""

import math
from collections.abc import Iterator

import attrs

from exeunt.model.attempts import Attempt
from exeunt.model.choices import LoadKind, SiteRole
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.optimise.onemore import OneMore, Ride
from exeunt.optimise.repair.changes import spared
from exeunt.optimise.repair.idle import Idle, Post

OTHERS = 3
"""Serials that are tried in turn for those who are left at one site."""


@attrs.frozen
class Left:
    """Some who or which a plan leaves: of what, where, from when on, and how many."""

    goer: Lot | Party
    site: str
    since: float
    count: int


class Seats:
    """Finds room on the serials of one plan."""

    def __init__(self, mission: Mission, plan: Plan) -> None:
        """Keep mission and plan; nothing is tried before it is asked for."""
        self.mission, self.plan = mission, plan
        self.idle = Idle(mission, plan)
        self._one_more = OneMore(mission, plan)

    def left(self) -> Iterator[Left]:
        """Yield whom and what the plan leaves, people first, then kit by what it costs to leave."""
        posts = [x for x in self.idle.posts() if self.mission.site[x[2]].role != SiteRole.EXIT]
        for post in posts:
            if post[0] is LoadKind.PEOPLE:
                yield from self._left(post)
        kit = [left for x in posts if x[0] is LoadKind.LOT for left in self._left(x)]
        yield from sorted(kit, key=self._cost, reverse=True)

    def _cost(self, left: Left) -> float:
        """Return what it costs, in currency, that units are left."""
        if isinstance(left.goer, Party):
            return 0.0
        prices, lot = self.mission.prices, left.goer
        each = lot.value * prices.value_lost + lot.harm_if_captured * prices.capture_point
        return left.count * each

    def _left(self, post: Post) -> Iterator[Left]:
        kind, item, site = post
        if kind is LoadKind.PEOPLE:
            party = self.mission.party[item]
            n = self.idle.at(post, math.inf)
            if n and not self.mission.is_home(party, site):
                yield Left(party, site, self.idle.since(post, n), n)
            return
        rows = (row for row in self.plan.disposals if (row.lot, row.site) == (item, site))
        given_up = sum(row.quantity for row in rows if row.disposition == "abandon")
        n = given_up + self.idle.at(post, math.inf)
        if n:
            yield Left(self.mission.lot[item], site, self.idle.since(post, n), n)

    def ways(self, left: Left) -> Iterator[list[Ride]]:
        """Yield the ways out that one of those could have, by one serial and then by others."""
        avoided: frozenset[str] = frozenset()
        since = self._since(left)
        for _ in range(OTHERS):
            rides = self._one_more.way_out(left.goer, left.site, since, avoided)
            if not rides:
                return
            yield rides
            avoided |= {rides[0].serial}

    def _since(self, left: Left) -> float:
        """Return the hour from which those who are left may go."""
        held = left.goer.leave_from if isinstance(left.goer, Party) else left.goer.ready_from
        return left.since if held is None else max(left.since, self.mission.hours(held))

    def most(self, left: Left, rides: list[Ride]) -> int:
        """Return how many of those could fit at most: of kit what the sorties lift, by mass."""
        if isinstance(left.goer, Party) or not left.goer.mass_t:
            return left.count
        most = left.count
        for ride in rides:
            loads = self.plan.aboard.get(ride.serial, ())
            lifted = max(
                (
                    self._lift_t(ride.serial, load)
                    for load in loads
                    if load.kind == LoadKind.AIRCRAFT
                ),
                default=math.inf,
            )
            if lifted < math.inf:
                most = min(most, math.floor(lifted / left.goer.mass_t))
        return max(1, most)

    def _lift_t(self, serial: str, aircraft: Load) -> float:
        """Return the tonnes that all sorties of a flight lift."""
        kind = self.mission.aircraft_type[self.mission.air_fleet[aircraft.item].aircraft]
        rounds = max(stage.rotations for stage in self.plan.serials[serial])
        return kind.payload_t * max(rounds, 1) * max(1.0, aircraft.quantity)

    def stuck(self, left: Left) -> tuple[Attempt, ...]:
        """Say what stands in the way of one of those, who has no way out."""
        return self._one_more.stuck(left.goer, left.site, self._since(left))

    def with_more(self, left: Left, rides: list[Ride], n: int) -> Plan | None:
        """Return the plan with so many of them on these rides; None where nobody drives them."""
        changed = self._one_more.boarded(rides, left.goer, n)
        if len(changed) < len({ride.serial for ride in rides}):
            return None
        loads: list[Load] = []
        for serial in self.plan.serials:
            loads += changed.get(serial, self.plan.aboard.get(serial, ()))
        disposals = self.plan.disposals
        if isinstance(left.goer, Lot):
            disposals = spared(disposals, left.site, {left.goer.lot: n})
        return attrs.evolve(self.plan, loads=tuple(loads), disposals=disposals)
