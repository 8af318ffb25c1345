"""Serials that the plan does not have, by ways that it need not have: out to kit that it loses.

Each goes from where vehicles stand to a site at which kit is disposed of at a loss, on to a hub or
an exit, and home again. They begin empty; the programme of the step says whether they are loaded.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

import attrs

from exeunt.model.choices import LoadKind, Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.plan import Stage
from exeunt.model.transport import Fleet
from exeunt.network.network import Hop, Network
from exeunt.network.speeds import Mover
from exeunt.network.ways import Way
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.effects import Count
from exeunt.optimise.polish.model import Desk
from exeunt.optimise.polish.stakes import lost
from exeunt.optimise.polish.trips import Trip, handled

EXPLORED = 3
"""New serials that are tried, divided, in one step."""
RETRIED = 4
"""Promising serials that are tried anew in one step, at most."""
SHIFTS = (72.0, 168.0, 336.0)
"""Hours to either side at which a way that gained is tried once more."""
HOPE = 0.02
"""Share of what is lost at a site that a serial not yet tried is taken to save."""
DEPARTURES = 6
"""Departures that are tried, one after the other."""
MONTH = 336.0
"""Hours for which vehicles must be idle to be sent."""
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
    """A new serial, and for which errand and from which hour on it was made."""

    trip: Trip
    errand: Errand
    t: float


@attrs.frozen
class _Promise:
    """What a serial of an errand from an hour on is hoped to save."""

    hoped: float
    t: float
    errand: Errand


Gain = Callable[[Trip], float]
"""Returns what a plan would save at most with one trip more: were its loads divided at will."""


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
            if trip is None:
                continue
            # The plan has changed since: others may be worth more now.
            found = gain(trip)
            others = max((other.hoped for other in self._promising), default=0.0)
            if found > least and found >= 0.5 * min(one.hoped, others):
                return Found(trip, one.errand, one.t)
            desk.forget([trip])
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
        drawn = self._drawn(desk)
        if drawn is None:
            return
        errand, t = drawn
        trip = self.timed(desk, errand, t)
        found = 0.0
        if trip is not None:
            found = gain(trip)
            desk.forget([trip])
        tally = self._tallies[errand]
        tally.tries += 1
        tally.gained = max(0.8 * tally.gained, found)
        self._hours.learn(errand.home, t, gains=found > least)
        if found > least:
            self._promising.append(_Promise(found, t, errand))

    def _drawn(self, desk: Desk) -> tuple[Errand, float] | None:
        """Draw an errand and an hour at which something could still be fetched."""
        at_large = self.chance.uniform(self.mission.doctrine.notice_hours, self._end)
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
                        hope = HOPE * loss * near + tally.gained
                        yield errand, hope / (1 + tally.tries)

    def _homes(self, desk: Desk, mode: str, pickup: str, t: float) -> list[tuple[str, float]]:
        """Return where vehicles that carry stand idle, and how near that is: shares of all."""
        near: dict[str, float] = {}
        for site, teu in self._idle(desk, mode, t).items():
            hours = 0.0
            if site != pickup:
                way = self.network.routes(site, mode, t, "none").get(pickup)
                if not way:
                    continue
                hours = self.network.hours(way)
            near[site] = math.sqrt(teu) / (24 + hours)
        return [(site, share / sum(near.values())) for site, share in near.items()]

    def _idle(self, desk: Desk, mode: str, t: float) -> dict[str, float]:
        """Return the TEU that idle vehicles could take, by the site where they stand."""
        found: dict[str, float] = defaultdict(float)
        for fleet in self.mission.fleets:
            kind = self.mission.vehicle[fleet.vehicle]
            if kind.mode != mode or kind.teu <= 0:
                continue
            for site in self._stands(desk, fleet.fleet):
                if t <= desk.effects.closes.get(site, self._end):
                    idle = _least(desk, Count("fleet", fleet.fleet, site), fleet, t, t + MONTH)
                    found[site] += idle * kind.teu
        return {site: teu for site, teu in sorted(found.items()) if teu > 0}

    def _stands(self, desk: Desk, fleet: str) -> list[str]:
        return [
            site.site
            for site in self.mission.sites
            if fleet in desk.levels.items("fleet", site.site)
        ]

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

    def _movers(self, desk: Desk, mode: str, home: str) -> list[Mover]:
        """Return the types of vehicle that ever stand at a site."""
        kinds = {
            fleet.vehicle
            for fleet in self.mission.fleets
            if home in self._stands(desk, fleet.fleet)
        }
        movers: list[Mover] = [
            kind for kind in self.mission.vehicles if kind.vehicle in kinds and kind.mode == mode
        ]
        return movers

    def timed(self, desk: Desk, errand: Errand, t: float) -> Trip | None:
        """Return a serial that leaves first after an hour, beside all that the plan has.

        None where it comes too late, or others are on its roads for days.
        """
        running = [desk.book.trips[name] for name in desk.book.loads]
        name = _name(set(desk.book.trips))
        for n in range(DEPARTURES):
            trip = self._timed(desk, errand, t + n * self._pause, name)
            if trip is None or self.clones.turns_late(trip, desk.book.closes):
                return None
            if not any(self.clones.too_close(trip, one) for one in running):
                return trip
        return None

    def _timed(self, desk: Desk, errand: Errand, t: float, name: str) -> Trip | None:
        runs = self._runs(errand, t)
        if runs is None or t < self.mission.doctrine.notice_hours:
            return None
        mission = self.mission
        stops = [mission.site[run[-1].destination].turn_hours for run in runs]
        closed = {site for site, close in desk.effects.closes.items() if close <= t}
        hops = self.network.timetable(
            runs, errand.mode, t, stops, self._movers(desk, errand.mode, errand.home), closed
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


def _losses(desk: Desk) -> dict[str, float]:
    """Return what disposing of kit costs at each site, to what it costs at home."""
    losses: dict[str, float] = defaultdict(float)
    for work, n in desk.book.works.items():
        if work.kind == LoadKind.LOT:
            losses[work.site] += n * lost(desk.effects, work)
    return losses


def _least(desk: Desk, count: Count, fleet: Fleet, since: float, until: float) -> float:
    """Return the least of a fleet that stands at a site from an hour to another."""
    level = float(fleet.count if fleet.site == count.at else 0)
    least = math.inf
    for t, by in desk.levels.without(count, ()):
        if t > until:
            break
        if t > since:
            least = min(least, level)
        level += by
    return max(0.0, min(least, level))


def _name(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"C-{number:04d}" in taken:
        number += 1
    return f"C-{number:04d}"
