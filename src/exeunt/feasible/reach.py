"""The earliest that anything can be anywhere, every doubt in the user's favour.

The ground of each proof of impossibility.

Times are lower bounds: a leg takes its march alone (changing convoys between legs avoids the
night's rest that one convoy would need), the first vehicle that can be there serves everybody,
nothing is ever full.
"""

import heapq
import math
from collections.abc import Callable

import attrs

from exeunt.clock.spans import ALWAYS, Spans, both, length, next_in, union
from exeunt.feasible.movers import Mover, movers, ready
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.fields import lands
from exeunt.network.march import leg_hours
from exeunt.network.permissions import permitted, season, valid

SLACK_HOURS = 0.05
"""What rounding of times to minutes and the referee's tolerance may add up to.

In the user's favour.
"""
LAND = ("road", "river", "rail")
"""Modes that people who may not go by road may not use either."""


@attrs.frozen(eq=False)
class Arc:
    """One leg in one direction.

    ``hours`` is the least it takes, ``open`` when no season closes it.
    """

    leg: Leg
    forward: bool
    origin: str
    destination: str
    mode: str
    hours: float
    open: Spans


def strikes(mission: Mission, leg: Leg) -> tuple[float, float]:
    """Return the least and the greatest strikes per 100 km on a leg over the mission's time."""
    base = leg.strikes_per_100km
    if base is None:
        doctrine = mission.doctrine
        since = -doctrine.threat_months * 730.5 - 24
        seen = sum(
            i.where == leg.leg and since <= mission.hours(i.date) <= 0 for i in mission.incidents
        )
        known = seen or leg.traverses_per_month
        driven = (
            doctrine.threat_prior_100km
            + doctrine.threat_months * (leg.traverses_per_month or 0.0) * leg.km / 100
        )
        base = (doctrine.threat_prior_strikes + seen) / driven if known else 0.0
    rows = [t for t in mission.threats if t.leg == leg.leg]
    figures = [t.strikes_per_100km for t in rows]
    whole = any(mission.hours(t.valid_from) <= 0 and t.valid_to > mission.end for t in rows)
    estimated = (
        leg.strikes_per_100km is None
    )  # where the window of months falls is a matter of reading: no leg is then surely under threat
    least = min([*figures, 0.0 if estimated else base]) if not whole else min(figures)
    return least, max([*figures, base])


def convoy_needs(mission: Mission, leg: Leg, *, sure: bool) -> list[Requirement]:
    """Return what a convoy on a leg must bring: ``sure`` at every time, else at some time."""
    least, greatest = strikes(mission, leg)
    threat = least if sure else greatest
    rows = [r for r in mission.requirements if r.activity == "convoy" and r.threat_from <= threat]
    if leg.mode == "air":
        return [r for r in rows if r.where in {"air", leg.leg}]
    return [r for r in rows if r.where in {"*", leg.mode, leg.leg}]


class Reach:
    """The network with what can move on it.

    ``came`` and ``ready`` are the earliest a vehicle of a mode is at a site, and can load there.

    They are kept apart for vehicles that take ``people`` and ones that take ``kit``.
    """

    def __init__(self, mission: Mission) -> None:
        """Find the arcs that can be used at all.

        Also when the first vehicle or aircraft can be where.
        """
        self.mission = mission
        self.movers = movers(mission)
        self.carriers = {
            (m.mode, m.teu, m.payload_t, m.outsize) for m in self.movers if m.payload_t > 0
        }
        self._nations = {p.provider for p in mission.permissions}
        self._windows: dict[tuple[str, bool, str, str | None, bool], Spans] = {}
        self._arrivals: dict[tuple[object, ...], dict[str, float]] = {}
        self._shares: dict[tuple[str, bool, str, str, bool], float] = {}
        self._teams: dict[tuple[str, str | None], float] = {}
        self._distances: dict[tuple[str, str], dict[str, float]] = {}
        arcs = [arc for leg in mission.legs for arc in self._arcs(leg)]
        self.usable_air = {f.air_fleet: self._flown(f, arcs) for f in mission.air_fleets}
        flown = {(a.leg.leg, a.forward) for found in self.usable_air.values() for a in found}
        self.arcs = [
            a
            for a in arcs
            if (a.leg.leg, a.forward) in flown or (a.mode != "air" and self._surface(a))
        ]
        self.out: dict[str, list[Arc]] = {s.site: [] for s in mission.sites}
        self.into: dict[str, list[Arc]] = {s.site: [] for s in mission.sites}
        for arc in self.arcs:
            self.out[arc.origin].append(arc)
            self.into[arc.destination].append(arc)
        self.came: dict[tuple[str, str, str], float] = {}
        self.ready: dict[tuple[str, str, str], float] = {}
        for mode in {a.mode for a in self.arcs} - {"air"}:
            self._place_vehicles(
                mode, "people", [m for m in self.movers if m.mode == mode and m.people > 0]
            )
            self._place_vehicles(
                mode, "kit", [m for m in self.movers if m.mode == mode and m.teu + m.payload_t > 0]
            )
        for fleet in mission.air_fleets:
            self._place_aircraft(fleet)

    def _arcs(self, leg: Leg) -> list[Arc]:
        hours = leg_hours(self.mission, leg)
        is_open = season(self.mission, leg)
        there = Arc(leg, True, leg.origin, leg.destination, leg.mode, hours, is_open)
        back = Arc(leg, False, leg.destination, leg.origin, leg.mode, hours, is_open)
        return [there, back] if leg.two_way else [there]

    def _surface(self, arc: Arc) -> bool:
        """Say whether any convoy at all could use an arc."""
        there = sum(m.count for m in self.movers if m.mode == arc.mode)
        small = (
            arc.mode == "road"
            and strikes(self.mission, arc.leg)[0] > 0
            and there < self.mission.doctrine.convoy_min
        )
        lacking = any(
            self.teams_anywhere(r.capability, arc.mode) < r.amount
            for r in convoy_needs(self.mission, arc.leg, sure=True)
        )
        return there > 0 and not small and not lacking and arc.leg.vehicles_per_day != 0

    def _flown(self, fleet: AirFleet, arcs: list[Arc]) -> list[Arc]:
        """Return the arcs a fleet could fly."""
        mission, kind = self.mission, self.mission.aircraft_type[fleet.aircraft]
        if math.floor(fleet.count * self.share(kind, None) + 1e-9) < 1:
            return []
        fields = set()
        for site in mission.sites:
            crew = [
                r
                for r in mission.requirements
                if r.activity == "fly" and r.where in {"*", site.site}
            ]
            manned = site.role == "exit" or all(
                self.teams_anywhere(r.capability, None) >= r.amount for r in crew
            )
            if lands(kind, site) and manned:
                fields.add(site.site)
        if fleet.site not in fields:
            return []
        return [
            a
            for a in arcs
            if a.mode == "air" and {a.origin, a.destination} <= fields and a.leg.km <= kind.range_km
        ]

    def teams_anywhere(self, capability: str, mode: str | None) -> float:
        """Return the teams of a capability in the whole mission.

        With people and, where a mode is given, on its vehicles.
        """
        if (capability, mode) not in self._teams:
            found = sum(
                teams
                for p in self.mission.parties
                if p.count > 0
                for name, teams in p.capabilities
                if name == capability
            )
            found += sum(
                m.count * teams
                for m in self.movers
                if m.mode == mode
                for name, teams in m.teams
                if name == capability
            )
            self._teams[capability, mode] = found
        return self._teams[capability, mode]

    def share(self, kind: AircraftType, home: str | None) -> float:
        """Return the serviceable share.

        The better one unless spares are never let in (``home`` None: always the better one).
        """
        blocked = (
            kind.serviceability
            if kind.serviceability_blocked is None
            else kind.serviceability_blocked
        )
        rows = [
            p
            for p in self.mission.permissions
            if p.mode == "import" and p.where in {"spares", "*", home}
        ]
        never = home is not None and rows and all(p.state != "granted" for p in rows)
        return blocked if never else max(blocked, kind.serviceability)

    def _place_vehicles(self, mode: str, purpose: str, those: list[Mover]) -> None:
        starts: dict[str, float] = {}
        for m in those:
            starts[m.site] = min(m.start, starts.get(m.site, math.inf))
        came = self.spread(starts, lambda a: a.open if a.mode == mode else ())
        for site in self.mission.sites:
            others = [
                next_in(a.open, came.get(a.origin, math.inf)) + a.hours
                for a in self.into[site.site]
                if a.mode == mode
            ]
            self.came[purpose, mode, site.site] = came.get(site.site, math.inf)
            self.ready[purpose, mode, site.site] = min(
                [starts.get(site.site, math.inf), *(t + site.turn_hours for t in others)]
            )

    def _place_aircraft(self, fleet: AirFleet) -> None:
        usable = {(a.leg.leg, a.forward) for a in self.usable_air[fleet.air_fleet]}
        start = (
            0.0
            if fleet.available_from is None
            else max(0.0, self.mission.hours(fleet.available_from))
        )
        came = (
            self.spread(
                {fleet.site: start}, lambda a: a.open if (a.leg.leg, a.forward) in usable else ()
            )
            if usable
            else {}
        )
        for site, at in came.items():
            loaded = at if site == fleet.site else at + self.mission.doctrine.flight_turn_hours
            for key in (("people", "air", site), ("kit", "air", site)):
                self.came[key] = min(at, self.came.get(key, math.inf))
                self.ready[key] = min(loaded, self.ready.get(key, math.inf))

    def spread(self, starts: dict[str, float], windows: Callable[[Arc], Spans]) -> dict[str, float]:
        """Return the earliest arrival everywhere for something that needs no carrier."""
        return self._search(starts, windows, lambda _arc, _first: 0.0)

    def _search(
        self,
        starts: dict[str, float],
        windows: Callable[[Arc], Spans],
        carrier: Callable[[Arc, bool], float],
    ) -> dict[str, float]:
        found: dict[str, float] = {}
        queue = sorted((t, site, True) for site, t in starts.items() if t < math.inf)
        while queue:
            at, site, first = heapq.heappop(queue)
            if site in found:
                continue
            found[site] = at
            for arc in self.out[site]:
                if arc.destination in found:
                    continue
                arrive = next_in(windows(arc), max(at, carrier(arc, first))) + arc.hours
                if arrive < math.inf:
                    heapq.heappush(queue, (arrive, arc.destination, False))
        return found

    def nation(self, provider: str) -> str:
        """Return a provider that permissions tell from others, or blank."""
        return provider if provider in self._nations else ""

    def windows(
        self, arc: Arc, payload: str, provider: str | None, *, asked: bool = False
    ) -> Spans:
        """Return when an arc is open and permitted for a payload of a provider.

        Of anybody at all where ``provider`` is None.
        """
        provider = provider if provider is None else self.nation(provider)
        key = (arc.leg.leg, arc.forward, payload, provider, asked)
        if key in self._windows:
            return self._windows[key]
        if provider is None:
            self._windows[key] = union(
                span
                for p in sorted({"", *self._nations})
                for span in self.windows(arc, payload, p, asked=asked)
            )
        else:
            may = permitted(
                self.mission,
                arc.leg,
                forward=arc.forward,
                payload=payload,
                provider=provider,
                asked=asked,
            )
            self._windows[key] = both(arc.open, may)
        return self._windows[key]

    def people_windows(self, arc: Arc, provider: str | None) -> Spans:
        """Return when people of a provider (None: anybody at all) may travel an arc.

        A flight that is only asked for may be booked where road seats can be held; on the ground
        people may be the crews of whatever may pass.
        """
        if arc.mode == "air":
            return self.windows(
                arc, "people", provider, asked=any(a.mode == "road" for a in self.arcs)
            )
        provider = provider if provider is None else self.nation(provider)
        key = (arc.leg.leg, arc.forward, "crews", provider, False)
        if key not in self._windows:
            crews = (
                span
                for payload in ("cargo", "resupply", "none")
                for span in self.windows(arc, payload, None)
            )
            self._windows[key] = union([*self.windows(arc, "people", provider), *crews])
        return self._windows[key]

    def party_way(self, party: Party) -> Callable[[Arc], Spans]:
        """Return what is open to a party's people, by arc."""
        return lambda a: (
            () if a.mode in LAND and not party.by_road else self.people_windows(a, party.provider)
        )

    def _bus(self, arc: Arc, first: bool) -> float:
        return (self.ready if first else self.came).get(("people", arc.mode, arc.origin), math.inf)

    def _truck(self, arc: Arc, first: bool) -> float:
        return (self.ready if first else self.came).get(("kit", arc.mode, arc.origin), math.inf)

    def party_arrivals(self, party: Party) -> dict[str, float]:
        """Return the earliest that people of a party can be anywhere."""
        start = 0.0 if party.leave_from is None else max(0.0, self.mission.hours(party.leave_from))
        key = (party.site, start, party.by_road, self.nation(party.provider))
        if key not in self._arrivals:
            self._arrivals[key] = {
                **self._search({party.site: start}, self.party_way(party), self._bus),
                party.site: 0.0,
            }
        return self._arrivals[key]

    def party_departure(self, party: Party) -> float:
        """Return the earliest that people of a party can leave their site.

        Inf where they never can before the end.
        """
        start = 0.0 if party.leave_from is None else max(0.0, self.mission.hours(party.leave_from))
        way, end = self.party_way(party), self.mission.hours(self.mission.end)
        leaving = [
            (next_in(way(a), max(start, self._bus(a, True))), a) for a in self.out[party.site]
        ]
        return min((t for t, a in leaving if t + a.hours <= end + SLACK_HOURS), default=math.inf)

    def lot_arrivals(self, lot: Lot) -> dict[str, float]:
        """Return the earliest that a unit of a lot can be anywhere."""
        road = any(m.mode == "road" for m in self.movers)
        modes = {mode for mode in {a.mode for a in self.arcs} if self.can_carry(lot, mode)} | (
            {"road"} if lot.self_driving and road else set()
        )
        provider = self.nation(lot.provider)
        key = (lot.site, ready(self.mission, lot), lot.self_driving, tuple(sorted(modes)), provider)
        if key in self._arrivals:
            return self._arrivals[key]

        def carrier(arc: Arc, first: bool) -> float:
            return 0.0 if lot.self_driving and arc.mode == "road" else self._truck(arc, first)

        start = {lot.site: ready(self.mission, lot)}
        self._arrivals[key] = self._search(
            start, lambda a: self.windows(a, "cargo", provider) if a.mode in modes else (), carrier
        )
        return self._arrivals[key]

    def can_carry(self, lot: Lot, mode: str) -> bool:
        """Say whether anything of a mode carries such kit at all.

        Capacity counts over a whole convoy, not truck by truck.
        """
        if mode == "air":
            kinds = [self.mission.aircraft_type[f.aircraft] for f in self.mission.air_fleets]
            carriers = [(k.teu, k.payload_t, True) for k in kinds]
        else:
            carriers = [(m.teu, m.payload_t, m.outsize) for m in self.movers if m.mode == mode]
        in_teu = lot.teu <= 0 or any(
            teu > 0 and (outsize or not lot.outsize) for teu, _, outsize in carriers
        )
        return (
            bool(carriers)
            and in_teu
            and (lot.mass_t <= 0 or any(payload > 0 for _, payload, _ in carriers))
        )

    def distance(self, mode: str, site: str) -> dict[str, float]:
        """Return the least hours by one mode from a site to every other (``*``: by any mode)."""
        if (mode, site) not in self._distances:
            found: dict[str, float] = {}
            queue = [(0.0, site)]
            while queue:
                at, here = heapq.heappop(queue)
                if here in found:
                    continue
                found[here] = at
                for arc in self.out[here]:
                    if arc.destination not in found and (mode in {"*", arc.mode}):
                        heapq.heappush(queue, (at + arc.hours, arc.destination))
            self._distances[mode, site] = found
        return self._distances[mode, site]

    def share_open(self, arc: Arc, payload: str, provider: str, *, asked: bool) -> float:
        """Return the share of the time until the deadline in which an arc is open and permitted."""
        key = (arc.leg.leg, arc.forward, payload, self.nation(provider), asked)
        if key not in self._shares:
            limit = max(1.0, self.mission.hours(self.mission.deadline))
            self._shares[key] = (
                length(self.windows(arc, payload, provider, asked=asked), limit) / limit
            )
        return self._shares[key]


def imports(mission: Mission, supply: str, site: str) -> tuple[Spans, Spans]:
    """Return when a supply may be brought in from outside.

    Also when it might be if all that is asked for were granted.
    """
    rows = [p for p in mission.permissions if p.mode == "import" and p.where in {supply, site, "*"}]
    if not rows:
        return ALWAYS, ALWAYS
    return union(valid(mission, p) for p in rows if p.state == "granted"), ALWAYS
