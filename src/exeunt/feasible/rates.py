"""What an axis can carry in a week, resource by resource.

The practical arithmetic, each resource taken alone and all of it.
"""

import math
from collections.abc import Iterable

import attrs

from exeunt.feasible.movers import Mover
from exeunt.feasible.reach import Arc, Reach, convoy_needs
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.transport import AirFleet
from exeunt.network.loads import whole_units

WEEK_HOURS = 168.0
MONTH_WEEKS = 365.25 / 12 / 7

CARRIERS = {"road": "trucks", "river": "boats", "sea": "ships", "rail": "trains"}
TEAMS = {
    "escort": "escorts",
    "eod": "search teams",
    "engineers": "engineers",
    "airfield": "airfield crews",
    "medical": "ambulances",
    "recovery": "recovery vehicles",
    "drivers": "drivers",
}


@attrs.define(kw_only=True)
class Flow:
    """What one site sends along an axis, and its way there: people, and kit as loads."""

    site: str
    arcs: tuple[Arc, ...]
    own: bool
    people: int = 0
    carried: float = 0.0
    driving: int = 0
    own_seats: int = 0
    tonnes: float = 0.0
    teu: float = 0.0
    disposable: float = 0.0
    stuck: int = 0

    @property
    def loads(self) -> float:
        """Truckloads and self-driving units."""
        return self.carried + self.driving

    @property
    def start(self) -> str:
        """Where the flow enters the axis."""
        return self.arcs[0].origin


def truckloads(reach: Reach, lot: Lot, mode: str) -> float | None:
    """Return the loads, and parts of loads, that a carried lot makes.

    They are on the vehicles of a mode that take most of it; None where none takes a
    unit.
    """
    best = 0
    for kind, teu, payload_t, outsize in reach.carriers:
        if kind != mode or (lot.outsize and not outsize):
            continue
        most = whole_units(lot, teu, payload_t)
        best = max(best, lot.quantity if most == math.inf else int(most))
    return lot.quantity / best if best else None


def trucks(reach: Reach, mode: str) -> float:
    """Return the carriers of a mode that can be moving, counted in the largest of them."""
    carriers = [m for m in reach.movers if m.mode == mode and m.payload_t > 0]
    largest = max(carriers, key=lambda m: (m.teu, m.payload_t), default=None)
    if largest is None:
        return 0.0
    return sum(m.moving * _share(m, largest) for m in carriers)


def _share(mover: Mover, largest: Mover) -> float:
    return mover.teu / largest.teu if largest.teu > 0 else mover.payload_t / largest.payload_t


def round_trip(reach: Reach, flow: Flow) -> float:
    """Return the hours of a round trip of a flow on its axis, turning at both ends."""
    site = reach.mission.site
    hours = sum(a.hours for a in flow.arcs)
    return 2 * hours + site[flow.start].turn_hours + site[flow.arcs[-1].destination].turn_hours


def mean_trip(reach: Reach, flows: Iterable[Flow], weight: str) -> float:
    """Return the mean round trip of flows weighted by what they send."""
    pairs = [(float(getattr(f, weight)), round_trip(reach, f)) for f in flows]
    total = sum(w for w, _ in pairs)
    return sum(w * t for w, t in pairs) / total if total else max(t for _, t in pairs)


def kit_limits(reach: Reach, flows: list[Flow]) -> dict[str, float]:
    """Return the loads a week that each resource lets through, had the axis all of it."""
    mode = flows[-1].arcs[-1].mode
    loads, carried = sum(f.loads for f in flows), sum(f.carried for f in flows)
    found = {}
    if carried:
        found[CARRIERS[mode]] = (
            WEEK_HOURS * trucks(reach, mode) / mean_trip(reach, flows, "carried") * loads / carried
        )
    trip = mean_trip(reach, flows, "loads")
    for name, per_team in convoy_shares(reach, [a for f in flows for a in f.arcs], mode).items():
        found[name] = WEEK_HOURS * per_team / trip
    found.update(_road(reach, flows, loads))
    found.update(_handling(reach, flows, loads))
    return found


def convoy_shares(reach: Reach, arcs: Iterable[Arc], mode: str) -> dict[str, float]:
    """Return the vehicles that all teams of each capability take along at once.

    The capabilities are those that convoys need on some arc.
    """
    mission = reach.mission
    legs = {a.leg.leg: a.leg for a in arcs}
    rows = [r for leg in legs.values() for r in convoy_needs(mission, leg, sure=False)]
    found = {}
    for capability in sorted({r.capability for r in rows}):
        mine = [r for r in rows if r.capability == capability]
        ratio = min((r.per_vehicles for r in mine if r.per_vehicles), default=math.inf)
        least = max(r.amount for r in mine)
        teams = sum(
            m.moving * dict(m.teams).get(capability, 0.0) for m in reach.movers if m.mode == mode
        )
        teams += sum(
            n
            for p in mission.parties
            if p.by_road
            for name, n in p.capabilities
            if name == capability
        )
        size = convoy_vehicles(mission, ratio)
        needed = max(least, math.ceil(size / ratio) if ratio < math.inf else 0, 1)
        if teams < least:
            found[TEAMS[capability]] = 0.0
        elif teams >= needed:
            found[TEAMS[capability]] = size * teams / needed
        else:
            found[TEAMS[capability]] = min(size, teams * ratio)
    return found


def convoy_vehicles(mission: Mission, ratio: float) -> float:
    """Return the loaded vehicles of a full convoy, its escorts at a ratio not counted."""
    return mission.doctrine.convoy_max / (1 + 1 / ratio)


def _road(reach: Reach, flows: list[Flow], loads: float) -> dict[str, float]:
    """Return the limits of the road itself.

    Its column capacity (trucks come empty and go full), and the spacing of convoys.
    """
    found: dict[str, float] = {}
    doctrine = reach.mission.doctrine
    if any(a.mode == "road" for f in flows for a in f.arcs) and doctrine.spacing_hours > 0:
        found["spacing of convoys"] = (
            WEEK_HOURS / doctrine.spacing_hours * convoy_vehicles(reach.mission, math.inf)
        )
    passing: dict[str, tuple[int, float]] = {}
    for flow in flows:
        for a in flow.arcs:
            if a.leg.vehicles_per_day is not None:
                passing[a.leg.leg] = (
                    a.leg.vehicles_per_day,
                    passing.get(a.leg.leg, (0, 0.0))[1] + flow.loads + flow.carried,
                )
    rates = [7.0 * most / vehicles * loads for most, vehicles in passing.values() if vehicles > 0]
    return {**found, "road capacity": min(rates)} if rates else found


def _handling(reach: Reach, flows: list[Flow], loads: float) -> dict[str, float]:
    """Return the limits of loading where kit comes from, and of unloading at an exit."""
    site, found = reach.mission.site, {}
    weeks = {
        f.site: f.teu / (7 * rate)
        for f in flows
        if f.own and f.teu and (rate := site[f.site].load_teu_per_day)
    }
    blocked = [f for f in flows if f.own and f.teu and site[f.site].load_teu_per_day == 0]
    if blocked or weeks:
        found["loading"] = 0.0 if blocked else loads / max(weeks.values())
    end = site[flows[0].arcs[-1].destination]
    teu = sum(f.teu for f in flows)
    if end.role == "exit" and end.unload_teu_per_day is not None and teu:
        found["unloading"] = 7 * end.unload_teu_per_day * loads / teu
    return found


def seats(reach: Reach, mode: str) -> int:
    """Return the passenger seats on the vehicles of a mode's fleets that can be moving."""
    found = 0
    for fleet in reach.mission.fleets:
        kind = reach.mission.vehicle[fleet.vehicle]
        if kind.mode == mode:
            found += kind.seats * math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
    return found


@attrs.frozen
class Flights:
    """People a week from a field by resource.

    With the block hours of the shortest loop that fetches them.
    """

    people_per_week: dict[str, float]
    loop_hours: float


def flight_limits(reach: Reach, field: str, stop: str) -> Flights:
    """Return what all aircraft can fly from a field to a stop.

    Each from its home and back there.
    """
    mission = reach.mission
    daily = monthly = 0.0
    best_seats, shortest = 0, math.inf
    for fleet in mission.air_fleets:
        loop = _loop(reach, fleet, field, stop)
        if loop == math.inf:
            continue
        kind = mission.aircraft_type[fleet.aircraft]
        carried = min(kind.seats, math.floor(kind.payload_t / mission.doctrine.passenger_t + 1e-6))
        serviceable = math.floor(fleet.count * reach.share(kind, fleet.site) + 1e-9)
        daily += 7 * serviceable * mission.doctrine.flying_hours_per_day / loop * carried
        monthly += fleet.count * kind.block_hours_per_month / MONTH_WEEKS / loop * carried
        best_seats, shortest = max(best_seats, carried), min(loop, shortest)
    found = {"serviceable aircraft": daily, "block hours": monthly}
    slots = [
        n
        for n in (mission.site[field].slots_per_day, mission.site[stop].slots_per_day)
        if n is not None
    ]
    if slots:
        found["slots"] = 7.0 * min(slots) * best_seats
    return Flights(found, shortest)


def _loop(reach: Reach, fleet: AirFleet, field: str, stop: str) -> float:
    """Return the block hours from home by a field and a stop back home."""
    legs = {(a.origin, a.destination): a.hours for a in reversed(reach.usable_air[fleet.air_fleet])}
    ways = ((fleet.site, field), (field, stop), (stop, fleet.site))
    return sum(0.0 if a == b else _flown(legs, a, b) for a, b in ways)


def _flown(legs: dict[tuple[str, str], float], origin: str, destination: str) -> float:
    """Return the block hours between two fields.

    Over other fields where there is no leg between them.
    """
    best, fresh = {origin: 0.0}, [origin]
    while fresh:
        here = fresh.pop()
        for (a, b), hours in legs.items():
            if a == here and best[a] + hours < best.get(b, math.inf):
                best[b] = best[a] + hours
                fresh.append(b)
    return best.get(destination, math.inf)
