"""What may board a trip and where it may go, and what may become of kit where it stands."""

import itertools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot
from exeunt.model.mission import Mission
from exeunt.network.loads import fits_aircraft, fits_vehicle
from exeunt.network.network import Network
from exeunt.network.speeds import Mover
from exeunt.network.ways import Hop
from exeunt.optimise.polish.effects import Effects
from exeunt.optimise.polish.limits import Limits
from exeunt.optimise.polish.trips import Cargo, Trip, Work
from exeunt.optimise.reduce.keys import Keys

CONSENTED = frozenset({Way.SELL, Way.GIFT, Way.HANDOVER, Way.DESTROY})
AS_USED = frozenset({Way.TRANSFER, Way.HANDOVER, Way.ABANDON})
"""Ways that leave kit where it is used: its site need not have stopped work."""
WINDOWS = 4
"""Spans into which the work under a rate is divided, at most."""

Place = tuple[LoadKind, str, str]
"""Something and a site: a kind, an item, a site."""


class Presence:
    """What may be where, and when: what the plan has there, and what free trips bring."""

    def __init__(self, known: dict[Place, tuple[tuple[float, float], ...]]) -> None:
        """Begin with what is there without the free trips: figures and the hours they hold from."""
        self._known = known
        self._brought: dict[Place, float] = {}
        self._at: dict[tuple[LoadKind, str], list[str]] = {}
        for kind, item, site in known:
            self._at.setdefault((kind, site), []).append(item)

    def bring(self, place: Place, t: float) -> None:
        """Note that some may come to a place at an hour."""
        if place not in self._brought and place not in self._known:
            kind, item, site = place
            self._at.setdefault((kind, site), []).append(item)
        self._brought[place] = min(t, self._brought.get(place, math.inf))

    def places(self) -> set[Place]:
        """Return all places at which anything ever is."""
        return {*self._known, *self._brought}

    def first(self, place: Place) -> float | None:
        """Return the first hour at which some is at a place; None where it never is."""
        there = (t for t, level in self._known.get(place, ()) if level > EPS)
        first = min(next(there, math.inf), self._brought.get(place, math.inf))
        return None if first == math.inf else first

    def items(self, kind: LoadKind, site: str, t: float) -> list[str]:
        """Return the items of a kind of which some may be at a site at an hour."""
        return sorted(
            item for item in self._at.get((kind, site), ()) if self._is_there((kind, item, site), t)
        )

    def _is_there(self, place: Place, t: float) -> bool:
        if self._brought.get(place, math.inf) <= t + EPS:
            return True
        steps = self._known.get(place, ())
        n = bisect_right(steps, (t + EPS, math.inf))
        return bool(n) and steps[n - 1][1] > EPS


class Choices:
    """Answers what may board a trip."""

    def __init__(self, mission: Mission, network: Network, keys: Keys, effects: Effects) -> None:
        """Keep the mission, its network and what the plan's closings allow."""
        self.mission, self.network, self.keys, self.effects = mission, network, keys, effects
        self._drivers = {fleet.crew_party for fleet in mission.fleets}
        self._leave: dict[Trip, dict[tuple[int, int, str, str], bool]] = {}

    def of(self, trip: Trip, presence: Presence, has: dict[Cargo, int]) -> list[Cargo]:
        """Return all that may board a trip, what it has first; note where it brings it."""
        found = dict.fromkeys(sorted(has))
        spans = self._spans(trip)
        fleets = [] if trip.flies else list(self._fleets(trip, presence, has))
        found.update(dict.fromkeys(fleets))
        driven: list[Cargo] = []
        for board, alight in spans:
            site, t = trip.sites[board], trip.departs[board]
            for key in presence.items(LoadKind.LOT, site, t):
                for cargo in self._kit(trip, key, (board, alight), fleets):
                    found[cargo] = None
                    if cargo.role == AboardRole.DRIVEN:
                        driven.append(cargo)
        driving = {(cargo.board, cargo.alight) for cargo in (*fleets, *driven)}
        crewing = {self.mission.fleet[cargo.item].crew_party for cargo in fleets} - {""}
        for span in sorted({*spans, *driving}):
            for party in presence.items(
                LoadKind.PEOPLE, trip.sites[span[0]], trip.departs[span[0]]
            ):
                crews = span in driving and (bool(driven) or party in crewing)
                found.update(
                    dict.fromkeys(self._people(trip, party, span, rides=span in spans, crews=crews))
                )
        for cargo in found:
            place = (cargo.kind, cargo.item, trip.sites[cargo.alight])
            presence.bring(place, trip.arrives[cargo.alight - 1])
        return list(found)

    def _people(
        self, trip: Trip, party: str, span: tuple[int, int], *, rides: bool, crews: bool
    ) -> Iterator[Cargo]:
        """Yield as what people may go from one place to another."""
        board, alight = span
        if not self._may_board(trip, party, board, alight):
            return
        row = self.mission.party[party]
        # Who is out stays out, but for those who drive.
        out = self.mission.is_home(row, trip.sites[board]) and party not in self._drivers
        if rides and not out and self._has_leave(trip, span, "people", row.provider):
            yield Cargo(LoadKind.PEOPLE, party, board, alight, AboardRole.PASSENGER)
        works = row.available_from
        able = works is None or self.mission.hours(works) <= trip.departs[board] + EPS
        if crews and able:
            yield Cargo(LoadKind.PEOPLE, party, board, alight, AboardRole.CREW)

    def _spans(self, trip: Trip) -> list[tuple[int, int]]:
        """Return from where to where something may ride: between open sites where it is handled."""
        spans = []
        for board in sorted(trip.handled - {trip.last}):
            if trip.departs[board] > self._closes(trip.sites[board]) + EPS:
                continue
            seen = {trip.sites[board]}
            for alight in sorted(place for place in trip.handled if place > board):
                site = trip.sites[alight]
                # What comes back to a site, or passes it twice, might as well have got off before.
                if site not in seen and trip.arrives[alight - 1] <= self._closes(site) + EPS:
                    spans.append((board, alight))
                seen.add(site)
        return spans

    def _closes(self, site: str) -> float:
        return self.effects.closes.get(site, math.inf)

    def _has_leave(self, trip: Trip, span: tuple[int, int], payload: str, provider: str) -> bool:
        known = self._leave.setdefault(trip, {})
        key = (*span, payload, self.network.nation(provider))
        if key not in known:
            known[key] = all(
                self.network.allowed(
                    Hop(trip.steps[n], trip.departs[n], trip.arrives[n]),
                    payload,
                    frozenset({provider}),
                )
                for n in range(*span)
            )
        return known[key]

    def forget(self, trip: Trip) -> None:
        """Forget what was found of a trip that is tried no more."""
        self._leave.pop(trip, None)

    def _keeps_up(self, trip: Trip, span: tuple[int, int], mover: Mover) -> bool:
        """Say whether a type is no slower than the slowest that the trip was timed for."""
        return all(
            self.network.speeds.stage_hours(trip.steps[n].leg, (mover,), trip.departs[n])
            <= trip.hours[n] + EPS
            for n in range(*span)
        )

    def _fleets(self, trip: Trip, presence: Presence, has: dict[Cargo, int]) -> Iterator[Cargo]:
        """Yield the vehicles that may go: all the way, or as far as an exit."""
        spans = {(c.board, c.alight) for c in has if c.kind == LoadKind.VEHICLE}
        if 0 in trip.handled and trip.last in trip.handled:
            spans.add((0, trip.last))
            exits = (p for p in trip.handled if p and self._role(trip, p) == SiteRole.EXIT)
            spans |= {(0, place) for place in exits}
        for board, alight in sorted(spans):
            for name in presence.items(LoadKind.VEHICLE, trip.sites[board], trip.departs[board]):
                fleet = self.mission.fleet[name]
                kind = self.mission.vehicle[fleet.vehicle]
                since, until = fleet.available_from, fleet.available_to
                early = since is not None and trip.departs[board] < self.mission.hours(since)
                late = until is not None and trip.arrives[alight - 1] > self.mission.hours(until)
                if kind.mode != trip.mode or early or late:
                    continue
                if trip.arrives[alight - 1] > self._closes(trip.sites[alight]) + EPS:
                    continue
                if self._keeps_up(trip, (board, alight), kind):
                    yield Cargo(LoadKind.VEHICLE, name, board, alight, "")

    def _role(self, trip: Trip, place: int) -> str:
        return self.mission.site[trip.sites[place]].role

    def _kit(
        self, trip: Trip, key: str, span: tuple[int, int], fleets: list[Cargo]
    ) -> Iterator[Cargo]:
        """Yield how kit may go from one place to another."""
        lot, (board, alight) = self.keys.one(key), span
        origin, destination = trip.sites[board], trip.sites[alight]
        t = trip.departs[board]
        at_exit = self.mission.site[destination].role == SiteRole.EXIT
        if at_exit and not self._ships(lot, destination):
            return
        # Nor does kit leave where it may end.
        if t < self.ready(lot, origin) - EPS or self.effects.may_end(lot, origin):
            return
        if not self._has_leave(trip, span, "cargo", lot.provider):
            return
        if self._is_carried(trip, lot, span, fleets):
            yield Cargo(LoadKind.LOT, key, board, alight, AboardRole.CARRIED)
        if lot.self_driving and trip.mode == Mode.ROAD and self._keeps_up(trip, span, lot):
            yield Cargo(LoadKind.LOT, key, board, alight, AboardRole.DRIVEN)

    def _is_carried(self, trip: Trip, lot: Lot, span: tuple[int, int], fleets: list[Cargo]) -> bool:
        if trip.aircraft is not None:
            name = self.mission.air_fleet[trip.aircraft.item].aircraft
            return fits_aircraft(lot, self.mission.aircraft_type[name])
        return any(
            fits_vehicle(lot, self.mission.vehicle[self.mission.fleet[cargo.item].vehicle])
            for cargo in fleets
            if cargo.board <= span[0] and span[1] <= cargo.alight
        )

    def ready(self, lot: Lot, site: str) -> float:
        """Return the hour from which kit may be taken from a site: ready, and no more in use."""
        since = 0.0 if lot.ready_from is None else self.mission.hours(lot.ready_from)
        if lot.in_use and lot.site == site:
            packing = self.mission.site[site].packing_days * 24
            since = max(since, self.effects.open_until(site) - packing)
        return since

    def _ships(self, lot: Lot, site: str) -> bool:
        """Say whether kit may be shipped from an exit."""
        row = self.mission.disposition(lot, Way.SHIP)
        lawful = row is None or row.lawful
        return (
            lawful
            and (not lot.allowed or Way.SHIP in lot.allowed)
            and (self.effects.may_end(lot, site))
        )

    def _may_board(self, trip: Trip, party: str, board: int, alight: int) -> bool:
        row = self.mission.party[party]
        if not row.by_road and trip.mode in {Mode.ROAD, Mode.RIVER, Mode.RAIL}:
            return False
        since = row.leave_from
        if since is not None and trip.sites[board] == row.site:
            return trip.departs[board] >= self.mission.hours(since) - EPS
        return trip.arrives[alight - 1] <= self._closes(trip.sites[alight]) + EPS

    # ---- disposals ----

    def works(self, limits: Limits, key: str, site: str, since: float) -> Iterator[Work]:
        """Yield how kit may be disposed of at a site at which some is from an hour on."""
        lot = self.keys.one(key)
        until = min(self.effects.open_until(site), self.effects.end)
        for way in Way:
            row = self.mission.disposition(lot, way)
            if way == Way.SHIP or not self._lawful(lot, way, row, site):
                continue
            if way == Way.ABANDON:
                yield Work(LoadKind.LOT, key, site, way, until, until)
                continue
            begin = since if way in AS_USED else max(since, self.ready(lot, site))
            if lot.ready_from is not None:
                begin = max(begin, self.mission.hours(lot.ready_from))
            if row is None:
                continue
            if row.available_from is not None:
                begin = max(begin, self.mission.hours(row.available_from))
            for start, done in self._times(limits, lot, way, row, (site, begin, until)):
                yield Work(LoadKind.LOT, key, site, way, start, done)

    def _lawful(self, lot: Lot, way: Way, row: Disposition | None, site: str) -> bool:
        if way == Way.ABANDON:
            return True
        place = self.mission.site[site]
        if row is None or not row.lawful or (lot.allowed and way not in lot.allowed):
            return False
        if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
            return False
        if lot.owner == "contingent" and way in CONSENTED and not lot.consent:
            return False
        if way in GIVING:
            return lot.kit_class not in NEVER_GIVEN and bool(place.receiver)
        if way == Way.TRANSFER:
            stay = self.effects.staying.get(site, {})
            theirs = lot.owner == "contingent" and lot.provider
            return place.stays_open and bool(stay.get(lot.provider) if theirs else stay)
        return True

    def _times(
        self,
        limits: Limits,
        lot: Lot,
        way: Way,
        row: Disposition,
        span: tuple[str, float, float],
    ) -> Iterator[tuple[float, float]]:
        """Yield when a disposal may begin and end: in spans one after the other under a rate."""
        site, begin, until = span
        ready = self.mission.site[site].receiver_ready
        earliest = begin + row.lead_hours
        if way in GIVING and ready is not None:
            earliest = max(earliest, self.mission.hours(ready))
        if earliest > until + EPS:
            return
        served = self._served(limits, lot, way, row, site)
        rated = row.rate_per_day is not None or row.rate_t_per_team_day is not None
        pieces = WINDOWS if rated else 2
        length = (until - earliest) / pieces
        if rated and length <= 0:
            return
        moments = [earliest + length * n for n in range(pieces + 1)]
        moments = [_to_second(t) for t in moments]
        if rated:
            times = [(a - row.lead_hours, b) for a, b in itertools.pairwise(moments)]
        else:
            times = [(t - row.lead_hours, t) for t in sorted(set(moments))]
        for start, done in times:
            if start >= -EPS and done <= until + EPS and served(start, done):
                yield start, done

    def _served(
        self, limits: Limits, lot: Lot, way: Way, row: Disposition, site: str
    ) -> Callable[[float, float], bool]:
        """Return whether the teams that a disposal needs are at its site from one hour to another.

        As a function of both.
        """
        needs = {row.capability: 1} if row.capability else {}
        for one in self.mission.requirements:
            about = one.where in {lot.kit_class, site, "*"}
            if way == Way.DESTROY and one.activity == "destroy" and about:
                needs[one.capability] = max(one.amount, needs.get(one.capability, 0))
        teams = {capability: limits.teams(site, capability) for capability in needs}

        def served(start: float, done: float) -> bool:
            return all(
                _least(teams[capability], start, done) >= amount - EPS
                for capability, amount in needs.items()
            )

        return served


def _least(steps: tuple[tuple[float, float], ...], since: float, until: float) -> float:
    """Return the least of a step function from one hour to another."""
    before = [n for t, n in steps if t <= since]
    within = [n for t, n in steps if since < t < until - EPS]
    return min((before[-1] if before else 0.0, *within))


def _to_second(t: float) -> float:
    """Return an hour rounded down to the second, as plans are written."""
    return math.floor(t * 3600 + 1e-6) / 3600
