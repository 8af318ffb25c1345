"""How much can cross a cut of the network at most.

Proofs that not everything can be out by a moment.

Whoever stands in a set of sites that holds no home of theirs must leave the set across one of its
arcs. What can cross by then is bounded from above: every vehicle from the first moment, nothing in
the way but its own round trips, the days a leg can be used, its column capacity, the spacing and
size of convoys, escorts for those without, and for aircraft block hours, seats and slots.
"""

import calendar
import math
from collections.abc import Callable
from datetime import timedelta

import attrs

from exeunt.clock.spans import Spans, both, departures, next_in, union
from exeunt.feasible.movers import Mover
from exeunt.feasible.reach import SLACK_HOURS, Arc, Reach, convoy_needs
from exeunt.model.transport import AirFleet

Windows = Callable[[Arc], Spans]


@attrs.frozen(kw_only=True)
class Crossing:
    """The most that crosses.

    People, or kit in TEU and t and as vehicles in the column (``inf`` where nothing bounds it).
    """

    people_surface: float = 0.0
    people_air: float = 0.0
    vehicles: float = 0.0
    teu: float = 0.0
    tonnes_t: float = 0.0
    air_teu: float = 0.0
    air_tonnes_t: float = 0.0


@attrs.frozen(kw_only=True)
class _Gate:
    """The arcs of one mode out of a set.

    With what one vehicle's way across and back takes at least.
    """

    arcs: tuple[Arc, ...]
    spans: Spans
    last: float
    out_hours: float
    back_hours: float
    arrive_hours: float


def crossing(
    reach: Reach, inside: frozenset[str], windows: Windows, latest: Callable[[Arc], float]
) -> Crossing:
    """Bound what can leave a set of sites.

    ``latest`` is the last moment at which a departure along an arc still counts.
    """
    arcs = [a for a in reach.arcs if a.origin in inside and a.destination not in inside]
    usable: dict[Arc, Spans] = {}
    for arc in arcs:
        spans = both(windows(arc), ((0.0, max(0.0, latest(arc)) + SLACK_HOURS),))
        if spans:
            usable[arc] = spans
    total = Crossing()
    for mode in sorted({a.mode for a in usable} - {"air"}):
        here = {a: s for a, s in usable.items() if a.mode == mode}
        total = _surface(reach, inside, mode, here, total)
    flown = {a: s for a, s in usable.items() if a.mode == "air"}
    return _air(reach, inside, flown, total) if flown else total


def _gate(reach: Reach, inside: frozenset[str], mode: str, usable: dict[Arc, Spans]) -> _Gate:
    back = [
        a
        for a in reach.arcs
        if a.mode == mode and a.destination in inside and a.origin not in inside
    ]
    out_hours = min(a.hours for a in usable)
    if back:
        far = min(_dwell(reach, mode, a.destination, inside, within=False) for a in usable)
        near = min(_dwell(reach, mode, a.origin, inside, within=True) for a in usable)
        back_hours = min(a.hours for a in back) + far + near
        arrive_hours = min(a.hours for a in back) + near
    else:
        back_hours = arrive_hours = math.inf
    spans = union(s for found in usable.values() for s in found)
    return _Gate(
        arcs=tuple(usable),
        spans=spans,
        last=spans[-1][1],
        out_hours=out_hours,
        back_hours=back_hours,
        arrive_hours=arrive_hours,
    )


def _dwell(reach: Reach, mode: str, end: str, inside: frozenset[str], *, within: bool) -> float:
    """Return the least time from an arc's end to the nearest stop on its side, and back.

    Stops are where something can be turned over.
    """
    there = reach.distance(mode, end)
    return min(
        hours + reach.mission.site[site].turn_hours
        for site, hours in there.items()
        if (site in inside) == within
    )


def _crossings(
    gate: _Gate, movers: list[Mover], inside: frozenset[str]
) -> list[tuple[Mover, float]]:
    """Return the most times that vehicles cross, all those of a mover together."""
    known: dict[tuple[bool, float, float], tuple[float, float]] = {}
    found = []
    for mover in movers:
        key = (mover.site in inside, mover.start, mover.stop)
        if key not in known:
            known[key] = _crossing(gate, *key)
        each, in_motion = known[key]
        found.append((mover, min(mover.count * each, mover.moving * in_motion)))
    return found


def _crossing(gate: _Gate, within: bool, start: float, stop: float) -> tuple[float, float]:
    """Return the most times that one vehicle crosses.

    Also the most if it were sent off again as soon as it is over.
    """
    first = start if within else start + gate.arrive_hours
    first, last = next_in(gate.spans, first), min(gate.last, stop - gate.out_hours)
    if first > last:
        return 0.0, 0.0
    rounds = gate.out_hours + gate.back_hours
    each = 1.0 if rounds == math.inf else departures(gate.spans, first, last, rounds - 1e-4)
    return each, (last - first) / gate.out_hours + 1


def _surface(
    reach: Reach, inside: frozenset[str], mode: str, usable: dict[Arc, Spans], total: Crossing
) -> Crossing:
    gate = _gate(reach, inside, mode, usable)
    found = _crossings(gate, [m for m in reach.movers if m.mode == mode], inside)
    most = sum(_column(reach, gate, a, s) for a, s in usable.items())
    unescorted = _escorted(reach, gate, found)
    return Crossing(
        people_surface=total.people_surface
        + _fill([(m.people, n, m.capable) for m, n in found], most, unescorted),
        vehicles=total.vehicles + _fill([(1.0, n, m.capable) for m, n in found], most, unescorted),
        teu=total.teu + _fill([(m.teu, n, m.capable) for m, n in found], most, unescorted),
        tonnes_t=total.tonnes_t
        + _fill([(m.payload_t, n, m.capable) for m, n in found], most, unescorted),
    )


def _column(reach: Reach, gate: _Gate, arc: Arc, spans: Spans) -> float:
    """Return the most vehicles that can enter an arc.

    One convoy may enter again as soon as it is back, whatever the spacing.
    """
    mission, most = reach.mission, math.inf
    if arc.leg.vehicles_per_day is not None:
        most = arc.leg.vehicles_per_day * _days(reach, spans)
    doctrine = mission.doctrine
    if arc.mode == "road" and doctrine.spacing_hours > 0:
        apart = min(doctrine.spacing_hours, gate.out_hours + gate.back_hours)
        most = min(
            most,
            math.floor(doctrine.convoy_max) * departures(spans, 0.0, spans[-1][1], apart - 1e-4),
        )
    return most


def _days(reach: Reach, spans: Spans) -> float:
    """Return the calendar days that the spans touch."""
    begin = reach.mission.start.replace(hour=0, minute=0, second=0, microsecond=0)
    offset = (reach.mission.start - begin).total_seconds() / 3600
    if spans[-1][1] == math.inf:
        return math.inf
    days: set[int] = set()
    for first, last in spans:
        days.update(range(int((first + offset) // 24), int((last + offset) // 24) + 1))
    return float(len(days))


def _escorted(reach: Reach, gate: _Gate, found: list[tuple[Mover, float]]) -> float:
    """Return the most crossings of vehicles that bring no capability.

    They are limited by the teams that must go with them on every arc.
    """
    most = math.inf
    needs = [convoy_needs(reach.mission, a.leg, sure=True) for a in gate.arcs]
    for capability in {r.capability for rows in needs for r in rows}:
        ratios = [
            min(
                (r.per_vehicles for r in rows if r.capability == capability and r.per_vehicles),
                default=math.inf,
            )
            for rows in needs
        ]
        if max(ratios) == math.inf:
            continue
        on_wheels = sum(n * dict(m.teams).get(capability, 0.0) for m, n in found)
        trips = departures(gate.spans, 0.0, gate.last, gate.out_hours - 1e-4)
        people = sum(
            teams
            for p in reach.mission.parties
            if p.count > 0
            for name, teams in p.capabilities
            if name == capability
        )
        afoot = people * trips if people else 0.0
        most = min(most, max(ratios) * (on_wheels + afoot))
    return most


def _fill(items: list[tuple[float, float, bool]], most: float, unescorted: float) -> float:
    """Return the most that so many items are worth, of which so many need escort.

    Items are worth of one, number, and whether they need no escort.
    """
    worth = 0.0
    for value, number, capable in sorted(items, key=lambda i: -i[0]):
        if value <= 0:
            break
        taken = min(number, most) if capable else min(number, most, unescorted)
        if taken <= 0:
            continue
        worth += value * taken
        most -= taken if most < math.inf else 0.0
        unescorted -= taken if not capable and unescorted < math.inf else 0.0
    return worth


def _air(
    reach: Reach, inside: frozenset[str], usable: dict[Arc, Spans], total: Crossing
) -> Crossing:
    found = []
    until = max(s[-1][1] for s in usable.values())
    by_key = {(a.leg.leg, a.forward): s for a, s in usable.items()}
    landing: dict[str, list[Spans]] = {}
    for fleet in reach.mission.air_fleets:
        flown = reach.usable_air[fleet.air_fleet]
        out = [a for a in flown if (a.leg.leg, a.forward) in by_key]
        back = [a for a in flown if a.destination in inside and a.origin not in inside]
        if out and back:
            pair = min(a.hours for a in out) + min(a.hours for a in back)
            found.append(
                (
                    reach.mission.aircraft_type[fleet.aircraft],
                    math.floor(_block_hours(reach, fleet, until) / pair + 1e-6),
                )
            )
            for a in out:
                landing.setdefault(a.destination, []).append(by_key[a.leg.leg, a.forward])
    slots = sum(
        _slots(reach, site, union(s for spans in several for s in spans))
        for site, several in landing.items()
    )
    seat_t = reach.mission.doctrine.passenger_t
    return attrs.evolve(
        total,
        people_air=_fill(
            [(min(k.seats, k.payload_t / seat_t), n, True) for k, n in found], slots, math.inf
        ),  # mass counts over all sorties
        air_teu=_fill([(k.teu, n, True) for k, n in found], slots, math.inf),
        air_tonnes_t=_fill([(k.payload_t, n, True) for k, n in found], slots, math.inf),
    )


def _slots(reach: Reach, site: str, spans: Spans) -> float:
    slots = reach.mission.site[site].slots_per_day
    return math.inf if slots is None else slots * _days(reach, spans)


def _block_hours(reach: Reach, fleet: AirFleet, until: float) -> float:
    """Return the most block hours of flights that begin by a moment.

    By the month and by the day.
    """
    mission = reach.mission
    kind = mission.aircraft_type[fleet.aircraft]
    begin = (
        mission.start if fleet.available_from is None else max(mission.start, fleet.available_from)
    )
    end = mission.time(min(until, 24.0 * 36500))
    if fleet.available_to is not None:
        end = min(end, fleet.available_to)
    a_day = (
        math.floor(fleet.count * reach.share(kind, fleet.site) + 1e-9)
        * mission.doctrine.flying_hours_per_day
    )
    total, day = 0.0, begin.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        days = min(calendar.monthrange(day.year, day.month)[1] - day.day, (end - day).days) + 1
        total += min(fleet.count * kind.block_hours_per_month, days * a_day)
        day += timedelta(days=calendar.monthrange(day.year, day.month)[1] - day.day + 1)
    return total
