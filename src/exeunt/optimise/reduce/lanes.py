"""Lanes by surface: from where vehicles stand to a pickup, on to a drop, and home again.

A way that passes a hub or an exit, where its load could change vehicles, is two lanes and none of
its own. Where vehicles of a mode are based at the pickup or at the drop, none come from elsewhere.
"""

import itertools
import math
from collections import defaultdict
from functools import cached_property

import attrs

from exeunt.clock.spans import hold
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.network.ways import Way

ENDS = (SiteRole.HUB, SiteRole.EXIT)


@attrs.frozen(order=True)
class Lane:
    """From which home by which pickup to which drop serials go by a mode."""

    mode: str
    home: str
    pickup: str
    drop: str


@attrs.frozen
class Run:
    """A lane as it is travelled by a serial that loads at some hour: its ways, and their hours.

    ``out`` leads from home to the pickup (none where it is home), ``loaded`` on to the drop,
    ``back`` home. ``before`` are the hours from leaving home to leaving the pickup, ``on`` those
    from there to being unloaded at the drop, ``after`` those until the vehicles are home and free.
    """

    lane: Lane
    out: Way
    loaded: Way
    back: Way
    before: float
    on: float
    after: float

    @property
    def hours(self) -> float:
        """All the hours for which vehicles are away."""
        return self.before + self.on + self.after


class Lanes:
    """Answers which lanes a mission has, and how they are travelled at an hour."""

    def __init__(self, mission: Mission, network: Network) -> None:
        """Keep what is asked."""
        self.mission, self.network = mission, network
        self.homes: dict[str, list[str]] = defaultdict(list)
        for fleet in mission.fleets:
            mode = mission.vehicle[fleet.vehicle].mode
            if fleet.count and fleet.site not in self.homes[mode]:
                self.homes[mode].append(fleet.site)
        self._out: dict[int, dict[str, float]] = {}
        self.left_out = 0
        """Lanes left out, being two lanes, or from afar."""

    def run(self, lane: Lane, t: float) -> Run | None:
        """Return how a lane is travelled by a serial that loads at an hour; None where closed."""
        out: Way = ()
        if lane.home != lane.pickup:
            found = self._way(lane.home, lane.pickup, lane.mode, t, "none")
            if found is None:
                return None
            out = found
        loaded = self._way(lane.pickup, lane.drop, lane.mode, t, "cargo")
        if loaded is None:
            loaded = self._way(lane.pickup, lane.drop, lane.mode, t, "people")
        if loaded is None:
            return None
        back: Way = ()
        if lane.drop != lane.home:
            found = self._way(lane.drop, lane.home, lane.mode, t, "none")
            if found is None:
                return None
            back = found
        turn = {site: self.mission.site[site].turn_hours for site in (lane.pickup, lane.drop)}
        before = turn[lane.pickup] + (self._hours(out, lane.mode) if out else 0.0)
        on = self._hours(loaded, lane.mode) + turn[lane.drop]
        after = 0.0
        if back:
            after = self._hours(back, lane.mode) + self.mission.site[lane.home].turn_hours
        run = Run(lane, out, loaded, back, before, on, after)
        return run if self._leads_out(lane, t) and self._stays_open(run, t) else None

    def _leads_out(self, lane: Lane, t: float) -> bool:
        """Say whether a drop is nearer to an exit than its pickup, where that is a hub too."""
        hubs = {SiteRole.HUB}
        ends = {self.mission.site[lane.pickup].role, self.mission.site[lane.drop].role}
        here, there = self._to_exit(lane.pickup, t), self._to_exit(lane.drop, t)
        return ends != hubs or there < here or here == math.inf

    def _to_exit(self, site: str, t: float) -> float:
        """Return the least burden of a way from a site to an exit by surface; inf for none."""
        era = self.network.era(t)
        if era not in self._out:
            self._out[era] = self._distances(t)
        return self._out[era][site]

    def _distances(self, t: float) -> dict[str, float]:
        """Return the least burden from every site to an exit, whatever the modes on the way."""
        found = {site.site: math.inf for site in self.mission.sites}
        found |= {site.site: 0.0 for site in self.mission.exits}
        steps = [
            (step.origin, step.destination, self.network.burden(step, t))
            for leaving in self.network.steps.values()
            for step in leaving
            if step.leg.mode in self.homes and self.network.anybody(step, t, "cargo")
        ]
        changed = True
        while changed:
            changed = False
            for origin, destination, burden in steps:
                if found[destination] + burden < found[origin]:
                    found[origin], changed = found[destination] + burden, True
        return found

    def _way(self, origin: str, destination: str, mode: str, t: float, payload: str) -> Way | None:
        way = self.network.routes(origin, mode, t, payload).get(destination)
        return way or None

    def _hours(self, way: Way, mode: str) -> float:
        """Return the hours from entering a way to its end, nights on the road among them."""
        hours = self.network.hours(way)
        if mode == Mode.ROAD:
            per_day = self.mission.doctrine.march_hours_per_day
            hours += max(0.0, math.ceil(hours / per_day) - 1) * (24 - per_day)
        return hours

    def _stays_open(self, run: Run, t: float) -> bool:
        """Say whether each leg is open when it is come to."""
        now = t - run.before
        for way, payload in ((run.out, "none"), (run.loaded, "cargo"), (run.back, "none")):
            for step in way:
                hours = self._hours((step,), run.lane.mode)
                if not any(
                    hold(self.network.leave(step, of, nation), max(0.0, now), now + hours)
                    for of in {payload, "people" if way is run.loaded else payload}
                    for nation in self.network.nations
                ):
                    return False
                now += hours
            now += self.mission.site[way[-1].destination].turn_hours if way else 0.0
        return True

    @cached_property
    def all(self) -> tuple[Lane, ...]:
        """The lanes of a mission that are ever open."""
        kept: list[Lane] = []
        for mode, homes in sorted(self.homes.items()):
            for pickup in self.mission.sites:
                if pickup.role in {SiteRole.JUNCTION, SiteRole.EXIT}:
                    continue
                for drop in self._drops(pickup.site, mode):
                    near = [home for home in homes if home in {pickup.site, drop}]
                    self.left_out += len(homes) - len(near) if near else 0
                    lanes = (Lane(mode, home, pickup.site, drop) for home in near or homes)
                    kept += filter(self._is_round, lanes)
        return tuple(kept)

    def _drops(self, pickup: str, mode: str) -> list[str]:
        """Return where a load from a pickup would be taken: hubs and exits, with none between."""
        drops = []
        ways = self.network.routes(pickup, mode, 0.0, "none", ever=True)
        for drop, way in sorted(ways.items()):
            place = self.mission.site[drop]
            if drop == pickup or not way or place.role not in ENDS:
                continue
            if any(self.mission.site[step.origin].role in ENDS for step in way[1:]):
                self.left_out += 1
                continue
            drops.append(drop)
        return drops

    def _is_round(self, lane: Lane) -> bool:
        """Say whether ways lead from a lane's home round to it again, now or later."""
        stops = (lane.home, lane.pickup, lane.drop, lane.home)
        return all(
            one == other or self.network.routes(one, lane.mode, 0.0, "none", ever=True).get(other)
            for one, other in itertools.pairwise(stops)
        )
