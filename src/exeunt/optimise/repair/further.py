"""Serials beyond those of a finished plan, composed of what it leaves idle as the planner would."""

import math
from collections.abc import Iterator
from functools import cached_property

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode, SiteRole
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Network
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.flight import Flight, book_flight
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.ridingback import RidingBack
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.worth import Worth
from exeunt.optimise.repair.airlift import Airlift
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.replay import place, replayed
from exeunt.optimise.repair.staying import Staying

LEFT = "abandon"
CALLED = (0.0, 0.1, 0.3, 0.6)
"""Shares of the time that is left at which idle vehicles are called to a site."""


@attrs.frozen
class Serial:
    """A serial that could be added to a plan: its rows, and where and when it loads."""

    pickup: str
    leaves: float
    stages: tuple[Stage, ...]
    loads: tuple[Load, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.stages[0].serial

    def taken(self, kind: LoadKind) -> dict[str, int]:
        """Return the units or vehicles that it takes away for good from where it loads."""
        found: dict[str, int] = {}
        stages = {stage.stage: stage for stage in self.stages}
        for load in self.loads:
            origin, end = stages[load.board_stage].origin, stages[load.alight_stage].destination
            if load.kind == kind and origin == self.pickup != end:
                found[load.item] = found.get(load.item, 0) + int(load.quantity)
        return found


class Further:
    """Composes serials that a plan could have besides its own."""

    def __init__(self, mission: Mission, network: Network, plan: Plan, stop: Stop) -> None:
        """Let a world be as the plan has it."""
        self.mission, self.network, self.plan = mission, network, plan
        self.idle = Idle(mission, plan)
        self.world = replayed(mission, network, plan, stop)
        self.worth = Worth(network, through=True)
        closes = {site: mission.hours(closure.close) for site, closure in plan.closes.items()}
        tactics = Tactics(
            priority={},
            close_at={site.site: closes.get(site.site, math.inf) for site in mission.sites},
            release_at=0.0,
            settle_at=0.0,
        )
        self.keep = Staying(self.world, tactics)
        flights = Flights(self.world, self.worth, self.keep, tactics, {})
        self.convoys = Convoys(self.world, self.worth, self.keep, tactics, flights)
        self._riding_back = RidingBack(self.convoys)
        self._airlift = Airlift(mission, plan, flights, self.keep)

    # ---- what is left ----

    @cached_property
    def left(self) -> tuple[str, ...]:
        """The sites at which the plan leaves somebody who is not out, kit, or vehicles."""
        end = self.world.calendar.end
        sites: dict[str, None] = {}
        for kind, item, site in self.idle.posts():
            if self.mission.site[site].role == SiteRole.EXIT:
                continue
            n = self.idle.at((kind, item, site), end - EPS) or self._given_up(item, site)
            if n and self._matters(kind, item, site):
                sites[site] = None
        return tuple(sites)

    def _matters(self, kind: LoadKind, item: str, site: str) -> bool:
        """Say whether it costs anything that some of an item is left at a site."""
        if kind is LoadKind.PEOPLE:
            return not self.mission.is_home(self.mission.party[item], site)
        if kind is LoadKind.VEHICLE:
            owned = self.mission.fleet[item].ownership == "own"
            return self._given_up(item, site) > 0 or owned
        return self._is_left(self.mission.lot[item], site)

    def _given_up(self, item: str, site: str) -> int:
        """Return the units or vehicles of an item that the plan abandons at a site."""
        rows = (row for row in self.plan.disposals if (row.lot, row.site) == (item, site))
        return sum(row.quantity for row in rows if row.disposition == LEFT)

    def _is_left(self, lot: Lot, site: str) -> bool:
        """Say whether units of a lot are left at a site that would gain by going on."""
        moved = sum(
            row.quantity for row in self.plan.disposals if (row.lot, row.site) == (lot.lot, site)
        )
        given_up = self._given_up(lot.lot, site)
        end = self.world.calendar.end
        undecided = self.idle.at((LoadKind.LOT, lot.lot, site), end - EPS)
        return bool(given_up or undecided or moved) and bool(
            self.worth.choice(lot, site, 0.0).moves
        )

    # ---- serials ----

    def lanes(self, t: float) -> Iterator[Lane]:
        """Yield the lanes from sites where something is left, of vehicles idle somewhere."""
        homes = [
            site.site
            for site in self.mission.sites
            if any(
                self._idle(LoadKind.VEHICLE, site.site, t, t + self.mission.period_hours).values()
            )
        ]
        ways = [*self.worth.ways(t, "people"), *self.worth.ways(t, "cargo")]
        for pickup in self.left:
            drops = {(w.mode, w.destination) for w in ways if w.origin == pickup}
            for mode, drop in sorted(drops):
                if mode == Mode.AIR or self._closed(drop, t) or self._closed(pickup, t):
                    continue
                for home in dict.fromkeys([pickup, *homes]):
                    if not self._closed(home, t):
                        yield Lane(mode, home, pickup, drop, returns=False)
                        if home != drop and home in homes:
                            yield Lane(mode, home, pickup, drop, returns=True)
            # Kit flies where nothing else fetches it: by air it seldom pays.
            if all(mode == Mode.AIR for mode, _ in drops) or self.strands(pickup):
                for lane in self._airlift.lanes(pickup, t):
                    if not any(self._closed(site, t) for site in (lane.home, pickup, lane.drop)):
                        yield lane

    def state(self, lane: Lane, t: float) -> tuple[object, ...]:
        """Return what must have changed before a lane is tried again, unless a while has passed."""
        kinds = (LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE)
        sites = dict.fromkeys([lane.home, lane.pickup])
        there = (tuple(self._idle(kind, site, t).items()) for kind in kinds for site in sites)
        return (self.network.era(t), *there)

    def _closed(self, site: str, t: float) -> bool:
        return t > self.convoys.tactics.close_at[site] + EPS

    def serials(self, lane: Lane, t: float) -> Iterator[Serial]:
        """Yield the serials that a lane could have in the period of hour ``t``, most first."""
        if lane.mode == Mode.AIR:
            yield from self._flights(lane, t)
            return
        route = self.convoys.ways.draft(lane, t)
        if route is None:
            return
        last = route.hops[-1]
        until = math.inf
        if last.step.destination == lane.home:
            until = last.arrive + self.mission.site[lane.home].turn_hours
        self._place(lane, t, until)
        lifts: tuple[Lift | None, ...] = (None,)
        if not lane.returns:
            lifts = (Lift.EVERYBODY, None)
        if lane.home == lane.pickup and not lane.returns:
            lifts = (Lift.EVERYBODY, Lift.ALL_BUT_THE_FLOOR, None)
        for freely in (True, False):
            self.keep.freely = freely
            for draft in self._drafts(lane, t, lifts):
                if draft is not None:
                    yield self._serial(draft)

    def _drafts(
        self, lane: Lane, t: float, lifts: tuple[Lift | None, ...]
    ) -> Iterator[Draft | None]:
        """Yield what a lane could have for each lift, and with drivers who ride back."""
        for lift in lifts:
            # What a site needs itself is asked anew: nothing is remembered of another lane.
            for site in (lane.home, lane.pickup, lane.drop):
                self.world.versions.touch(site)
            yield self.convoys.compose(lane, t, lift)
        yield self._riding_back.compose(lane, t)

    def called(self, site: str) -> Iterator[Serial]:
        """Yield serials that bring idle vehicles of elsewhere to a site, empty, at some hours.

        Escorts and ambulances of one site may be what the buses of another wait for.
        """
        period, end = self.mission.period_hours, self.world.calendar.end
        for home in (other.site for other in self.mission.sites if other.site != site):
            posts = [post for post in self.idle.posts() if post[0] is LoadKind.VEHICLE]
            since = (self.idle.since(post, 1) for post in posts if post[2] == home)
            begin = min((hour for hour in since if hour < end), default=end)
            first = math.ceil(begin / period) * period
            for share in CALLED:
                t = first + math.floor((end - first) * share / period) * period
                if t >= end or self._closed(home, t) or self._closed(site, t):
                    break
                modes = {self._mode(item) for item in self._idle(LoadKind.VEHICLE, home, t)}
                for mode in sorted(modes):
                    lane = Lane(mode, home, home, site, returns=False)
                    self._place(lane, t, math.inf)
                    self.keep.freely = True
                    draft = self.convoys.compose(lane, t, Lift.ALL_BUT_THE_FLOOR)
                    if draft is not None:
                        yield self._serial(draft)

    def _mode(self, fleet: str) -> str:
        return self.mission.vehicle[self.mission.fleet[fleet].vehicle].mode

    def strands(self, site: str) -> bool:
        """Say whether the plan leaves people at a site who are not out."""
        people = self._idle(LoadKind.PEOPLE, site, self.world.calendar.end - EPS)
        return any(self._matters(LoadKind.PEOPLE, party, site) for party in people)

    def _flights(self, lane: Lane, t: float) -> Iterator[Serial]:
        """Yield the flights of a lane: fields have who is there at the hour, crews of them too."""
        self._place(lane, t, t)
        for freely in (True, False):
            self.keep.freely = freely
            for flight in self._airlift.flights(lane, t):
                yield self._flight(flight)

    def _place(self, lane: Lane, t: float, until: float) -> None:
        """Let those be free at home and pickup of whom the plan makes no use until an hour."""
        world, sites = self.world, dict.fromkeys([lane.home, lane.pickup])
        if lane.mode == Mode.AIR:
            sites[lane.drop] = None
        list(world.arrivals.take(math.inf))
        world.advance(t)
        people = {site: self._idle(LoadKind.PEOPLE, site, t, until) for site in sites}
        place(world.people, people)
        place(world.kit, {site: self._idle(LoadKind.LOT, site, t) for site in sites})
        vehicles = {lane.home: self._idle(LoadKind.VEHICLE, lane.home, t, until)}
        place(world.vehicles, vehicles)
        self.keep.stay = {site: self._idle(LoadKind.PEOPLE, site, t) for site in sites}

    def _idle(self, kind: LoadKind, site: str, t: float, until: float = math.inf) -> dict[str, int]:
        """Return how many of each item of a kind are idle at a site from an hour to another."""
        items = self._items.get((kind, site), ())
        return {item: n for item in items if (n := self.idle.at((kind, item, site), t, until))}

    @cached_property
    def _items(self) -> dict[tuple[LoadKind, str], tuple[str, ...]]:
        """The items of a kind that are ever at a site."""
        items: dict[tuple[LoadKind, str], list[str]] = {}
        for kind, item, site in self.idle.posts():
            items.setdefault((kind, site), []).append(item)
        return {key: tuple(found) for key, found in items.items()}

    def _serial(self, draft: Draft) -> Serial:
        """Return the rows of a draft, with the world as it was."""
        kept = self.world.snapshot()
        # The plan's own people and kit are counted by whole periods: whoever leaves is there.
        teu = sum(n * self.mission.lot[x].teu for x, n in {**draft.driven, **draft.carried}.items())
        for site in dict.fromkeys([draft.lane.home, draft.lane.pickup]):
            self.world.join(site, 0.0, draft.taken + draft.lifted, teu)
        book(self.world, draft)
        stages, loads = self._rows(draft.lane.mode)
        self.world.restore(kept)
        return Serial(draft.lane.pickup, draft.pickup_time, stages, loads)

    def _flight(self, flight: Flight) -> Serial:
        """Return the rows of a flight, with the world as it was."""
        kept, site = self.world.snapshot(), flight.loaded.step.origin
        teu = sum(n * self.mission.lot[x].teu for x, n in flight.carried.items())
        self.world.join(site, 0.0, flight.lifted, teu)
        book_flight(self.world, flight)
        stages, loads = self._rows(Mode.AIR)
        self.world.restore(kept)
        return Serial(site, flight.leaves, stages, loads)

    def _rows(self, mode: str) -> tuple[tuple[Stage, ...], tuple[Load, ...]]:
        """Return the rows of the serial that is written in the world, by a new name."""
        name, written = self.name(mode), self.world.written
        stages = tuple(attrs.evolve(row, serial=name) for row in written.stages)
        return stages, tuple(attrs.evolve(row, serial=name) for row in written.loads)

    def name(self, mode: str) -> str:
        """Return a name that no serial of the plan has."""
        letter, number = ("F" if mode == Mode.AIR else "C"), len(self.plan.serials) + 1
        while f"{letter}-{number:04d}" in self.plan.serials:
            number += 1
        return f"{letter}-{number:04d}"
