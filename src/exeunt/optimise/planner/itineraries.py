"""Where a surface serial goes and when: out by the pickup to the drop and, where it returns, home.

A serial returns where its lane says so and it can: where no way leads home, or none in time, it
goes one way, and its vehicles end where they have unloaded.
"""

import math
from collections.abc import Sequence

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode, SiteRole
from exeunt.network.network import Hop, Step
from exeunt.network.speeds import Mover
from exeunt.optimise.planner.draft import Draft, Lane
from exeunt.optimise.planner.pace import goers
from exeunt.optimise.planner.room import vehicles_left
from exeunt.optimise.planner.tactics import Tactics, latest_calls
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth

Run = tuple[Step, ...]
MOST_DEPARTURES = 100
"""Departures tried in one planning period."""


def _speed(mover: Mover) -> float:
    """Return the speed of a type, inf where it keeps up with all."""
    return math.inf if mover.speed_kmh is None else mover.speed_kmh


class Itineraries:
    """Finds the stages and times of serials."""

    def __init__(self, world: World, worth: Worth, tactics: Tactics) -> None:
        """Keep what finding needs."""
        self.world, self.worth, self.tactics, self.mission = world, worth, tactics, world.mission
        self.based = {fleet.site for fleet in self.mission.fleets if fleet.count}
        self._calls = latest_calls(world.network) if tactics.hold_back else {}

    def homes(self) -> list[str]:
        """Return the sites whose vehicles may be sent, in order.

        Vehicles that came to an exit one way are out, unless they are to go on from there; those
        that start at one leave it again.
        """
        ends = set()
        if not self.tactics.onward:
            ends = {site.site for site in self.mission.exits} - self.based
        return sorted(
            site
            for site in self.world.vehicles.sites()
            if site not in ends and site not in self.world.closed
        )

    def draft(self, lane: Lane, t: float) -> Draft | None:
        """Return the empty serial of a lane that leaves first in the period of hour ``t``.

        Its own lane says whether it returns. None where none can leave in the period.
        """
        draft = self._timed(lane, t)
        if draft is None and lane.returns and not self._gets_home(lane, t):
            return self._timed(attrs.evolve(lane, returns=False), t)
        return draft

    def _gets_home(self, lane: Lane, t: float) -> bool:
        """Say whether vehicles that leave by a lane now are home again before planning ends.

        Where a lane has no way out either, they are.
        """
        if self._way(lane.drop, lane.home, "none", lane, t) is None:
            return False
        runs = self._runs(lane, t)
        if runs is None:
            return True
        stops = [self.mission.site[run[-1].destination].turn_hours for run in runs]
        hops = self.world.network.timetable(runs, lane.mode, t, stops)
        return hops[-1].arrive <= self.world.calendar.end

    def strands(self, draft: Draft) -> bool:
        """Say whether a serial leaves some of its crews and teams no nearer to where they go.

        Who was to come home and cannot had better not set out.
        """
        start, end = draft.hops[0].step.origin, draft.hops[-1].step.destination
        parties = (self.mission.party[name] for name in (*draft.crew, *draft.teams))
        togo = (self.worth.togo(party, draft.hops[0].depart) for party in parties)
        return any(left.get(end, math.inf) >= left.get(start, math.inf) for left in togo)

    def quicken(self, draft: Draft, t: float) -> bool:
        """Let a serial go at the pace of those aboard, where others are slower; say whether.

        Not where it would come too soon for kit that drives, or into more danger.
        """
        mission, world = self.mission, self.world
        aboard: list[Mover] = [mission.vehicle[mission.fleet[f].vehicle] for f in draft.vehicles]
        aboard += [mission.lot[lot] for lot in draft.driven]
        slowest = min((_speed(mover) for mover in goers(world, draft.lane)), default=math.inf)
        if slowest >= min(map(_speed, aboard), default=math.inf):
            return False
        faster = self._timed(draft.lane, t, aboard)
        if faster is None or faster.drop_time >= draft.drop_time - EPS:
            return False
        strikes = world.network.strikes
        worse = any(
            strikes(new.step.leg, new.depart) > strikes(old.step.leg, old.depart)
            for new, old in zip(faster.hops, draft.hops, strict=True)
        )
        ready = [mission.lot[lot].ready_from for lot in draft.driven]
        if worse or any(since and mission.hours(since) > faster.pickup_time for since in ready):
            return False
        draft.hops = faster.hops
        return True

    # ---- ways ----

    def _way(self, start: str, end: str, payload: str, lane: Lane, t: float) -> Run | None:
        """Return the cheapest way of a lane's mode between two sites, open to a payload."""
        routes = self.world.network.routes
        way = routes(start, lane.mode, t, payload).get(end)
        if way or payload != "cargo":
            return way or None
        # What goes may be people alone, or of a nation that has leave of its own.
        others = (
            routes(start, lane.mode, t, other, provider=nation).get(end)
            for nation in self.world.network.nations
            for other in ("people", "cargo")
        )
        return next((other for other in others if other), None)

    def _runs(self, lane: Lane, t: float) -> list[Run] | None:
        """Return the runs of a serial: to the pickup, to the drop, home; None where one lacks."""
        trip = [(lane.pickup, lane.drop, "cargo")]
        if lane.home != lane.pickup:
            trip.insert(0, (lane.home, lane.pickup, "none"))
        if lane.returns and lane.drop != lane.home:
            trip.append((lane.drop, lane.home, "none"))
        runs = []
        for start, end, payload in trip:
            way = self._way(start, end, payload, lane, t)
            if way is None:
                return None
            runs.append(way)
        return runs

    # ---- times ----

    def _timed(self, lane: Lane, t: float, types: Sequence[Mover] | None = None) -> Draft | None:
        """Return the empty serial of a lane as it is, the first of the period of hour ``t``.

        At the pace of the slowest of ``types`` or, where none are given, of all who might come.
        """
        runs = self._runs(lane, t)
        if runs is None or lane.pickup == lane.drop:
            return None
        world, period = self.world, self.mission.period_hours
        stops = [self.mission.site[run[-1].destination].turn_hours for run in runs]
        loaded = 0 if lane.home == lane.pickup else 1
        first = sum(len(run) for run in runs[:loaded]) + 1
        depart, types = t, goers(world, lane) if types is None else types
        # All go at the pace of the slowest.
        types = (min(types, key=_speed),) if types else ()
        for _ in range(MOST_DEPARTURES):
            if depart >= t + period - EPS:
                break
            hops = world.network.timetable(
                runs, lane.mode, depart, stops, types=types, closed=world.closed.sites
            )
            # By day only: the first lawful hour may be hours later, or in another period.
            depart = hops[0].depart
            if depart >= t + period - EPS or self._comes_back_too_late(lane, hops, runs):
                break
            draft = Draft(
                lane=lane, hops=hops, load_from=first, load_to=first + len(runs[loaded]) - 1
            )
            wait = self._wait(draft)
            if wait <= 0:
                return draft
            depart += wait
        return None

    def _wait(self, draft: Draft) -> float:
        """Return the hours after which to try again; 0 where a serial may leave as it is."""
        period = float(self.mission.period_hours)
        if draft.lane.mode != Mode.ROAD:
            return 0.0 if vehicles_left(self.world, draft) >= 1 else period
        wait = self.world.traffic.delay(draft.hops)
        if wait > 0:
            return wait
        if vehicles_left(self.world, draft) >= 1:
            return 0.0
        return max(1.0, min(self.mission.doctrine.spacing_hours, period))

    def _comes_back_too_late(self, lane: Lane, hops: list[Hop], runs: list[Run]) -> bool:
        """Say whether a serial ends after planning, or too late for its site or its crews."""
        end, home = self.world.calendar.end, lane.home
        if hops[-1].arrive > end:
            return True
        # Others cannot leave before a date, and are to be fetched then.
        calls = self._calls.get(hops[-1].step.destination, ())
        if home == hops[-1].step.destination and any(
            hops[0].depart < call < hops[-1].arrive for call in calls
        ):
            return True
        # What a site needs for its own last lift is not lent to others beyond that day.
        if home != lane.pickup and hops[-1].arrive > self.tactics.close_at.get(home, math.inf):
            return lane.returns
        leads_out = self.mission.site[lane.drop].role == SiteRole.EXIT
        # Where all are back, all go one way with the next serial: this return is left out later.
        if not (lane.returns and leads_out and home == lane.pickup):
            return False
        if not self.world.arrivals.are_expected(home):
            return False
        # They would have to come the same way once more, after a night.
        way_out = hops[len(runs[0]) - 1].arrive - hops[0].depart
        night = self.world.duty.night if lane.mode == Mode.ROAD else 0.0
        return hops[-1].arrive + night + way_out > end
