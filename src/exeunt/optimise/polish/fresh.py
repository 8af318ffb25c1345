"""Serials that the plan does not have, by ways that it need not have: out to kit that it loses.

Each goes from where vehicles stand to a site at which kit is disposed of at a loss, on to a hub or
an exit, and home again. They begin empty; the programme of the step says whether they are loaded.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import attrs

from exeunt.model.choices import LoadKind, Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.plan import Stage
from exeunt.network.network import Hop, Network
from exeunt.network.ways import Way
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.model import Desk
from exeunt.optimise.polish.stakes import lost
from exeunt.optimise.polish.standing import Standing
from exeunt.optimise.polish.trips import Trip, handled

DRAWN = 12
"""Draws after one that could be manned is no longer waited for."""
EXPLORED = 3
"""New serials that are tried, divided, in one step."""
RETRIED = 4
"""Promising serials that are tried anew in one step, at most."""
SHIFTS = (72.0, 168.0, 336.0)
"""Hours to either side at which a way that gained is tried once more."""
BESIDE = 0.3
"""Share of new serials without teams that are tried with those freed that have them …"""
NEIGHBOURS = 5
"""… as many at most."""
WAIT = 504.0
"""Hours for which kit waits at a hub for what carries it on."""
EXITS = 4.0
"""How much more is hoped of a serial to an exit than of one to a hub."""
HOPE = 0.02
"""Share of what is lost at a site that a serial not yet tried is taken to save."""
DEPARTURES = 6
"""Departures that are tried, one after the other."""
PARTS = 16
"""Parts of the time of planning from which hours are drawn."""
ONE_WAY = 0.25
"""Share of new serials that do not come home."""


@attrs.frozen
class Errand:
    """From where by which pickup to which drop new serials go, and by which mode."""

    mode: str
    home: str
    pickup: str
    drop: str
    returns: bool


@attrs.define
class _Tally:
    gained: float = 0.0
    tries: int = 0


@attrs.frozen
class Found:
    """A new serial before those that are freed with it, its errand and the hour asked for."""

    trips: tuple[Trip, ...]
    errand: Errand
    t: float


@attrs.frozen
class _Promise:
    """What a serial of an errand from an hour on is hoped to save."""

    hoped: float
    t: float
    errand: Errand


Gain = Callable[[Sequence[Trip]], float]
"""Returns what a plan would save at most with some trips free: were their loads divided at will."""


class Hours:
    """Draws hours at which serials may leave a site, those more often that were good before."""

    def __init__(self, end: float) -> None:
        """Begin with all alike, up to the end of planning."""
        self.end = end
        self._hits: dict[tuple[str, int], float] = defaultdict(float)
        self._tries: dict[tuple[str, int], float] = defaultdict(float)

    def draw(self, chance: random.Random, home: str) -> float:
        """Return an hour."""
        weights = [(0.2 + self._hits[home, n]) / (1 + self._tries[home, n]) for n in range(PARTS)]
        part = chance.choices(range(PARTS), weights)[0]
        return (part + chance.random()) * self.end / PARTS

    def learn(self, home: str, t: float, *, gains: bool) -> None:
        """Note whether a serial that leaves a home at an hour would gain."""
        part = min(PARTS - 1, max(0, int(t / self.end * PARTS)))
        self._tries[home, part] = 0.95 * self._tries[home, part] + 1
        self._hits[home, part] = 0.95 * self._hits[home, part] + gains


class Fresh:
    """Draws errands, times serials for them and keeps the promising; learns which errands gain."""

    def __init__(
        self, mission: Mission, network: Network, clones: Clones, chance: random.Random
    ) -> None:
        """Keep what it asks, and what it draws from."""
        self.mission, self.network, self.clones, self.chance = mission, network, clones, chance
        self._tallies: dict[Errand, _Tally] = defaultdict(_Tally)
        self.standing = Standing(mission, network)
        self._end = mission.hours(mission.end)
        self._counted = {(row.supply, row.site) for row in mission.supplies}
        self._hours = Hours(self._end)
        self._pause = min(24.0, 2.0 * mission.period_hours)
        self._promising: list[_Promise] = []

    def next(self, desk: Desk, gain: Gain, least: float) -> Found | None:
        """Return the most promising new serial; None where none is that saves the least, divided.

        Some more are tried first.
        """
        for _ in range(EXPLORED):
            self._explore(desk, gain, least)
        for _ in range(RETRIED):
            if not self._promising:
                break
            one = max(self._promising, key=lambda promise: promise.hoped)
            self._promising.remove(one)
            trip = self.timed(desk, one.errand, one.t)
            trips = self._set(desk, trip, one.errand)
            if not trips:
                continue
            # The plan has changed since: others may be worth more now.
            found = gain(trips)
            others = max((other.hoped for other in self._promising), default=0.0)
            if found > least and found >= 0.5 * min(one.hoped, others):
                return Found(tuple(trips), one.errand, one.t)
            desk.forget(trips[:1])
            if found > least:
                self._promising.append(attrs.evolve(one, hoped=found))
        return None

    def learn(self, errand: Errand, t: float, gained: float) -> None:
        """Note what a serial has gained; where it has, try the same at other hours."""
        tally = self._tallies[errand]
        tally.gained = 0.5 * tally.gained + 0.5 * gained
        if gained > 0:
            tally.tries = 0
            for by in (*SHIFTS, *(-by for by in SHIFTS)):
                self._promising.append(_Promise(gained, t + by, errand))

    def _explore(self, desk: Desk, gain: Gain, least: float) -> None:
        """Try one more serial with its loads divided, and keep it if it is promising."""
        for _ in range(DRAWN):
            drawn = self._drawn(desk)
            if drawn is None:
                return
            errand, t = drawn
            tally = self._tallies[errand]
            tally.tries += 1
            trip = self.timed(desk, errand, t)
            trips = self._set(desk, trip, errand)
            if not trips:
                self._hours.learn(errand.home, t, gains=False)
                continue
            found = gain(trips)
            desk.forget(trips[:1])
            tally.gained = max(0.8 * tally.gained, found)
            self._hours.learn(errand.home, t, gains=found > least)
            if found > least:
                self._promising.append(_Promise(found, t, errand))
            return

    def _set(self, desk: Desk, trip: Trip | None, errand: Errand) -> list[Trip]:
        """Return a new serial with those that are to be freed with it.

        Where teams are scarce those of its home that have them, and those that carry on from a hub
        what it brings. Nothing where it is none, or nobody could come along in any case.
        """
        if trip is None:
            return []
        free = [trip]
        if not self.standing.is_manned(desk, trip):
            others = self._with_teams(desk, trip) if self.chance.random() < BESIDE else []
            if not others:
                return []
            free += others
        if self.mission.site[errand.drop].role != SiteRole.EXIT:
            free += [one for one in self._onward(desk, trip, errand.drop) if one not in free]
        return free

    def _with_teams(self, desk: Desk, trip: Trip) -> list[Trip]:
        """Return serials of a serial's home that are on the road while it is, the nearest first."""
        since, until = trip.departs[0], trip.arrives[-1]
        others = [
            other
            for other in _running(desk)
            if other.sites[0] == trip.sites[0]
            and other.mode == trip.mode
            and other.departs[0] < until
            and other.arrives[-1] > since
        ]
        others.sort(key=lambda other: (abs(other.departs[0] - since), other.name))
        return others[:NEIGHBOURS]

    def _onward(self, desk: Desk, trip: Trip, hub: str) -> list[Trip]:
        """Return serials that leave a hub soon after a serial has come there, the first first."""
        came = min(
            t for step, t in zip(trip.steps, trip.arrives, strict=True) if step.destination == hub
        )
        leaving = [
            (t, other.name, other)
            for other in _running(desk)
            for place in other.handled - {other.last}
            if other.sites[place] == hub and came <= (t := other.departs[place]) <= came + WAIT
        ]
        return list(dict.fromkeys(other for _, _, other in sorted(leaving)))[:NEIGHBOURS]

    def _drawn(self, desk: Desk) -> tuple[Errand, float] | None:
        """Draw an errand and an hour at which something could still be fetched."""
        at_large = self.chance.uniform(self.clones.earliest, self._end)
        errands = list(self._errands(desk, _losses(desk), at_large))
        if not errands:
            return None
        errand = self.chance.choices([one for one, _ in errands], [w for _, w in errands])[0]
        return errand, self._hours.draw(self.chance, errand.home)

    def _errands(
        self, desk: Desk, losses: dict[str, float], t: float
    ) -> Iterator[tuple[Errand, float]]:
        """Yield errands from sites that are open at an hour, and how promising they are."""
        closes = desk.effects.closes
        returns = self.chance.random() >= ONE_WAY
        for mode in sorted({leg.mode for leg in self.mission.legs} - {Mode.AIR}):
            for pickup, loss in sorted(losses.items()):
                if loss <= 0 or t > closes.get(pickup, self._end):
                    continue
                homes = self._homes(desk, mode, pickup, t)
                drops = [
                    drop
                    for drop in self.network.routes(pickup, mode, t, "cargo")
                    if drop != pickup
                    and self.mission.site[drop].role != SiteRole.JUNCTION
                    and t <= closes.get(drop, self._end)
                ]
                for home, near in homes:
                    for drop in drops:
                        errand = Errand(mode, home, pickup, drop, returns and home != drop)
                        tally = self._tallies[errand]
                        share = EXITS if self.mission.site[drop].role == SiteRole.EXIT else 1.0
                        hope = HOPE * loss * near * share + tally.gained
                        yield errand, hope / (1 + tally.tries)

    def _homes(self, desk: Desk, mode: str, pickup: str, t: float) -> list[tuple[str, float]]:
        """Return where vehicles that carry stand idle, and how near that is: shares of all."""
        near: dict[str, float] = {}
        for site, teu in self.standing.idle(desk, mode, t).items():
            hours = 0.0
            if site != pickup:
                way = self.network.routes(site, mode, t, "none").get(pickup)
                if not way:
                    continue
                hours = self.network.hours(way)
            near[site] = math.sqrt(teu) / (24 + hours)
        return [(site, share / sum(near.values())) for site, share in near.items()]

    def _runs(self, errand: Errand, t: float) -> list[Way] | None:
        ends = [(errand.pickup, errand.drop, "cargo")]
        if errand.home != errand.pickup:
            ends.insert(0, (errand.home, errand.pickup, "none"))
        if errand.returns:
            ends.append((errand.drop, errand.home, "none"))
        runs = []
        for start, end, payload in ends:
            way = self.network.routes(start, errand.mode, t, payload).get(end)
            if not way:
                return None
            runs.append(way)
        return runs

    def timed(self, desk: Desk, errand: Errand, t: float) -> Trip | None:
        """Return a serial that leaves first after an hour, beside all that the plan has.

        None where it comes too late, or others are on its roads for days.
        """
        running = [desk.book.trips[name] for name in desk.book.loads]
        name = _name(desk.book.trips.keys() | desk.told)
        for n in range(DEPARTURES):
            trip = self._timed(desk, errand, t + n * self._pause, name)
            if trip is None or self.clones.turns_late(trip, desk.book.closes):
                return None
            if not any(self.clones.too_close(trip, one) for one in running):
                return trip
        return None

    def _timed(self, desk: Desk, errand: Errand, t: float, name: str) -> Trip | None:
        runs = self._runs(errand, t)
        if runs is None or t < self.clones.earliest:
            return None
        mission = self.mission
        stops = [mission.site[run[-1].destination].turn_hours for run in runs]
        closed = {site for site, close in desk.effects.closes.items() if close <= t}
        hops = self.network.timetable(
            runs,
            errand.mode,
            t,
            stops,
            self.standing.movers(desk, errand.mode, errand.home),
            closed,
        )
        if not math.isfinite(hops[-1].arrive) or hops[-1].arrive > self._end:
            return None
        if not all(self.network.allowed(hop, "none") for hop in hops):
            return None
        stages = tuple(
            Stage(
                serial=name,
                stage=n,
                mode=errand.mode,
                leg=hop.step.leg.leg,
                origin=hop.step.origin,
                destination=hop.step.destination,
                depart=mission.time(hop.depart),
                arrive=mission.time(hop.arrive),
            )
            for n, hop in enumerate(hops, 1)
        )
        return self._trip(name, stages, hops)

    def _asked(self, home: str) -> set[str]:
        """Return the supplies of which a serial from a site must take along what it uses."""
        asked = {supply for supply, site in self._counted if site == home}
        fuelled = any(supply == "fuel" for supply, _ in self._counted)
        return asked | {"fuel"} if fuelled else asked

    def _trip(self, name: str, stages: tuple[Stage, ...], hops: list[Hop]) -> Trip:
        home, last = stages[0].origin, len(stages)
        return Trip(
            name=name,
            row=name,
            mode=stages[0].mode,
            stages=stages,
            steps=tuple(hop.step for hop in hops),
            departs=tuple(self.mission.hours(stage.depart) for stage in stages),
            arrives=tuple(self.mission.hours(stage.arrive) for stage in stages),
            hours=tuple(hop.hours for hop in hops),
            handled=handled(self.mission, stages, ()),
            refills=tuple((supply, 1, last) for supply in sorted(self._asked(home))),
        )


def _running(desk: Desk) -> list[Trip]:
    """Return the trips that go and may be changed."""
    book = desk.book
    return [book.trips[name] for name in book.loads if not book.trips[name].bound]


def _losses(desk: Desk) -> dict[str, float]:
    """Return what disposing of kit costs at each site, to what it costs at home."""
    losses: dict[str, float] = defaultdict(float)
    for work, n in desk.book.works.items():
        if work.kind == LoadKind.LOT:
            losses[work.site] += n * lost(desk.effects, work)
    return losses


def _name(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"C-{number:04d}" in taken:
        number += 1
    return f"C-{number:04d}"
