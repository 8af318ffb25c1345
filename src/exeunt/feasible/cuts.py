"""How much can cross a cut of the network at most: proofs that not everything can be out in time.

Whoever stands in a set of sites that holds no home of theirs must leave the set across one of its
arcs. What can cross by then is bounded from above: every vehicle from the first moment, nothing in
the way but its own round trips, the days a leg can be used, its column capacity, the spacing and
size of convoys, escorts for those without, and for aircraft block hours, seats and slots. Each
limit is taken by itself, at what it lets through when all the others are forgotten: a plan that
keeps the rules keeps every one of them, so it never carries more.
"""

import math
from collections.abc import Callable, Iterable

import attrs

from exeunt.clock.spans import Spans, both, departures, next_in, union
from exeunt.feasible.aircraft import block_hours
from exeunt.feasible.arcs import Arc
from exeunt.feasible.carriers import Windows
from exeunt.feasible.convoys import needed_always
from exeunt.feasible.movers import Mover
from exeunt.feasible.reach import SLACK_HOURS, Reach
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.model.transport import AircraftType
from exeunt.network.speeds import Speeds

Latest = Callable[[Arc], float]
"""The last moment at which a departure along an arc still counts."""

ROUNDING_HOURS = 1e-4
"""What is taken off the hours between departures, lest rounding lose the last of them."""


@attrs.frozen(kw_only=True)
class Crossing:
    """The most that crosses a cut; ``inf`` where nothing bounds it.

    People; kit in TEU and t; and ``vehicles`` in columns on the ground or water.
    """

    people_surface: float = 0.0
    people_air: float = 0.0
    vehicles: float = 0.0
    teu: float = 0.0
    tonnes_t: float = 0.0
    air_teu: float = 0.0
    air_tonnes_t: float = 0.0

    @property
    def people(self) -> float:
        """The most people that cross by any way."""
        return self.people_surface + self.people_air

    def plus(self, other: "Crossing") -> "Crossing":
        """Return what crosses by this and by another way."""
        sums = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in attrs.fields(Crossing)
        }
        return Crossing(**sums)


def crossing(reach: Reach, inside: frozenset[str], windows: Windows, latest: Latest) -> Crossing:
    """Bound from above what can leave a set of sites across arcs that are open to it."""
    usable: dict[Arc, Spans] = {}
    for arc in reach.arcs.leaving(inside):
        in_time = ((0.0, max(0.0, latest(arc)) + SLACK_HOURS),)
        spans = both(windows(arc), in_time)
        if spans:
            usable[arc] = spans
    total = Crossing()
    for mode in sorted({arc.mode for arc in usable}):
        of_mode = {arc: spans for arc, spans in usable.items() if arc.mode == mode}
        if mode == "air":
            total = total.plus(_by_air(reach, inside, of_mode))
        else:
            total = total.plus(_on_surface(reach, inside, mode, of_mode))
    return total


@attrs.frozen(kw_only=True)
class _Gate:
    """The arcs of one mode out of a set, as if they were one: the quickest, open when any is.

    ``back_hours`` is the least from the far end of an arc until a vehicle can enter one again;
    ``arrive_hours`` the least from outside until it can do so the first time.
    """

    arcs: tuple[Arc, ...]
    spans: Spans
    out_hours: float
    back_hours: float
    arrive_hours: float

    @property
    def last(self) -> float:
        """The last moment at which anything can enter an arc."""
        return self.spans[-1][1]

    @property
    def round_hours(self) -> float:
        """The least time between two departures of one vehicle."""
        return self.out_hours + self.back_hours


def _gate(reach: Reach, inside: frozenset[str], mode: str, usable: dict[Arc, Spans]) -> _Gate:
    back_hours = arrive_hours = math.inf
    back = [arc.hours for arc in reach.arcs.entering(inside) if arc.mode == mode]
    if back:
        # Each part of the round at its quickest anywhere, though no one round may be so quick.
        outside = frozenset(reach.arcs.out) - inside
        far = min(_turn(reach, arc.destination, mode, outside) for arc in usable)
        near = min(_turn(reach, arc.origin, mode, inside) for arc in usable)
        arrive_hours = min(back) + near
        back_hours = min(back) + far + near
    return _Gate(
        arcs=tuple(usable),
        spans=union(span for spans in usable.values() for span in spans),
        out_hours=min(arc.hours for arc in usable),
        back_hours=back_hours,
        arrive_hours=arrive_hours,
    )


def _turn(reach: Reach, end: str, mode: str, side: frozenset[str]) -> float:
    """Return the least hours from an arc's end to a place on its side where vehicles turn round.

    The turn itself is counted. A junction at the end has none, but nothing is put down at one.
    """
    return min(
        hours + reach.mission.site[site].turn_hours
        for site, hours in reach.arcs.distance(mode, end).items()
        if site in side
    )


@attrs.frozen
class _Passage:
    """How often vehicles of a mover cross at most, all of them together."""

    mover: Mover
    times: float


def _passages(gate: _Gate, movers: Iterable[Mover], inside: frozenset[str]) -> list[_Passage]:
    # Lots that drive are many, but start from few places at few times.
    known: dict[tuple[bool, float, float], _Times] = {}
    passages = []
    for mover in movers:
        key = (mover.site in inside, mover.start, mover.stop)
        if key not in known:
            known[key] = _times(gate, *key)
        times = known[key]
        most = min(mover.count * times.by_rounds, mover.moving * times.in_motion)
        passages.append(_Passage(mover, most))
    return passages


@attrs.frozen
class _Times:
    """How often one vehicle crosses at most: by its round trips, and if it never stood still."""

    by_rounds: float
    in_motion: float


def _times(gate: _Gate, within: bool, start: float, stop: float) -> _Times:
    """Return how often one vehicle crosses that starts within the set or outside it."""
    first = start
    if not within:
        first += gate.arrive_hours
    first = next_in(gate.spans, first)
    # A contract that ends while the vehicle is still on the arc ends too soon.
    last = min(gate.last, stop - gate.out_hours)
    if first > last:
        return _Times(0.0, 0.0)
    by_rounds = 1.0
    if gate.round_hours < math.inf:
        by_rounds = departures(gate.spans, first, last, gate.round_hours - ROUNDING_HOURS)
    # Vehicles out of service are not always the same ones, so that the whole fleet may cross in
    # turn. But only so many are ever in motion, and each crossing keeps one so for the arc's hours.
    in_motion = (last - first) / gate.out_hours + 1
    return _Times(by_rounds, in_motion)


@attrs.frozen
class _Batch:
    """Crossings that are each worth the same, in people, TEU, t or vehicles."""

    worth: float
    times: float
    capable: bool = True


@attrs.frozen
class _Room:
    """The most crossings in all, and the most of vehicles that need an escort."""

    all: float
    escorted: float = math.inf

    def most(self, batches: Iterable[_Batch]) -> float:
        """Return the most that crossings can be worth: the dearest first, while there is room."""
        left, escorted, worth = self.all, self.escorted, 0.0
        for batch in sorted(batches, key=lambda b: -b.worth):
            if batch.worth <= 0:
                break
            taken = min(batch.times, left)
            if not batch.capable:
                taken = min(taken, escorted)
            if taken <= 0:
                continue
            worth += batch.worth * taken
            # Room without a limit stays so, even if crossings without a limit are taken off it.
            if left < math.inf:
                left -= taken
            if not batch.capable and escorted < math.inf:
                escorted -= taken
        return worth


def _on_surface(
    reach: Reach, inside: frozenset[str], mode: str, usable: dict[Arc, Spans]
) -> Crossing:
    gate = _gate(reach, inside, mode, usable)
    passages = _passages(gate, (m for m in reach.movers if m.mode == mode), inside)
    columns = sum(_column(reach, gate, arc, spans) for arc, spans in usable.items())
    room = _Room(columns, _escorted(reach, gate, passages))

    def most(worth: Callable[[Mover], float]) -> float:
        return room.most(_Batch(worth(p.mover), p.times, p.mover.capable) for p in passages)

    # People, TEU and t each get all of the room, as if nothing else were carried.
    return Crossing(
        people_surface=most(lambda mover: mover.people),
        vehicles=most(lambda _mover: 1.0),
        teu=most(lambda mover: mover.teu),
        tonnes_t=most(lambda mover: mover.payload_t),
    )


def _column(reach: Reach, gate: _Gate, arc: Arc, spans: Spans) -> float:
    """Return the most vehicles that can enter an arc, by its capacity and by its convoys."""
    most = math.inf
    if arc.leg.vehicles_per_day is not None:
        most = arc.leg.vehicles_per_day * _days(reach, spans)
    doctrine = reach.mission.doctrine
    if arc.mode == "road" and doctrine.spacing_hours > 0:
        # Spacing is between different convoys: one of them may enter again as soon as it is back.
        apart = min(doctrine.spacing_hours, gate.round_hours)
        convoys = departures(spans, 0.0, spans[-1][1], apart - ROUNDING_HOURS)
        most = min(most, math.floor(doctrine.convoy_max) * convoys)
    return most


def _days(reach: Reach, spans: Spans) -> float:
    """Return the calendar days that spans touch."""
    # Capacities are by the day: all of a day's traffic may go in the part that lies within.
    if spans[-1][1] == math.inf:
        return math.inf
    start = reach.mission.start
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    offset = (start - midnight).total_seconds() / 3600
    days: set[int] = set()
    for first, last in spans:
        days.update(range(int((first + offset) // 24), int((last + offset) // 24) + 1))
    return float(len(days))


def _escorted(reach: Reach, gate: _Gate, passages: list[_Passage]) -> float:
    """Return the most crossings of vehicles that bring no capability.

    They are limited by the teams that must go with them on every arc.
    """
    most = math.inf
    by_arc = [needed_always(reach.mission, arc.leg) for arc in gate.arcs]
    for capability in {r.capability for needs in by_arc for r in needs}:
        # The arc that asks for fewest teams is the one that lets most through.
        ratio = max(_vehicles_per_team(needs, capability) for needs in by_arc)
        if ratio == math.inf:
            continue
        on_wheels = sum(p.times * p.mover.teams_of(capability) for p in passages)
        # Teams afoot may be flown back at once: only the march across takes them time.
        teams, afoot = reach.teams.afoot(capability), 0.0
        if teams and any(arc.mode not in VEHICLES_ONLY for arc in gate.arcs):
            apart = gate.out_hours - ROUNDING_HOURS
            afoot = teams * departures(gate.spans, 0.0, gate.last, apart)
        most = min(most, ratio * (on_wheels + afoot))
    return most


def _vehicles_per_team(needs: list[Requirement], capability: str) -> float:
    """Return how many vehicles go with a team of a capability; inf where none needs one."""
    ratios = [r.per_vehicles for r in needs if r.capability == capability and r.per_vehicles]
    return min(ratios, default=math.inf)


@attrs.frozen
class _Sorties:
    """How often a type of aircraft flies out of the set at most."""

    kind: AircraftType
    times: float


def _by_air(reach: Reach, inside: frozenset[str], usable: dict[Arc, Spans]) -> Crossing:
    sorties: list[_Sorties] = []
    landings: dict[str, list[tuple[float, float]]] = {}
    until = max(spans[-1][1] for spans in usable.values())
    entering = set(reach.arcs.entering(inside))
    speeds = Speeds(reach.mission)
    for fleet in reach.mission.air_fleets:
        flown = reach.arcs.flown[fleet.air_fleet]
        out = [arc for arc in flown if arc in usable]
        back = [arc for arc in flown if arc in entering]
        # A flight ends where its aircraft is at home, so that each way out has a way in.
        if not out or not back:
            continue
        kind = reach.mission.aircraft_type[fleet.aircraft]

        def hours(arc: Arc, kind: AircraftType = kind) -> float:
            return speeds.stage_hours(arc.leg, (kind,), 0.0)

        loop = min(map(hours, out)) + min(map(hours, back))
        times = math.floor(block_hours(reach.mission, fleet, until) / loop + 1e-6)
        sorties.append(_Sorties(kind, times))
        for arc in out:
            landings.setdefault(arc.destination, []).extend(usable[arc])
    room = _Room(sum(_slots(reach, site, union(spans)) for site, spans in landings.items()))
    passenger_t = reach.mission.doctrine.passenger_t

    def most(worth: Callable[[AircraftType], float]) -> float:
        return room.most(_Batch(worth(s.kind), s.times) for s in sorties)

    return Crossing(
        # Parts of people by mass: the referee weighs all sorties of a flight together.
        people_air=most(lambda kind: min(kind.seats, kind.payload_t / passenger_t)),
        air_teu=most(lambda kind: kind.teu),
        air_tonnes_t=most(lambda kind: kind.payload_t),
    )


def _slots(reach: Reach, site: str, spans: Spans) -> float:
    """Return the most landings at a site in spans."""
    slots = reach.mission.site[site].slots_per_day
    if slots is None:
        return math.inf
    return slots * _days(reach, spans)
