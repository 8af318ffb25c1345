"""What the plan's tables say over time: a reading of their own, shared with no rule and no planner.

Curves are steps: a value holds from its time until the next. Times are hours from the mission's start.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cached_property, partial
from itertools import pairwise

import attrs

from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan

Event = tuple[float, float]
"""(hours, change of the value)."""


@attrs.frozen
class Curve:
    """A value over time that changes in steps; ``values[i]`` holds from ``hours[i]`` on, 0 before the first."""

    hours: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    def at(self, hour: float) -> float:
        """Return the value at a moment, after all that happens at it."""
        found = bisect_right(self.hours, hour)
        return self.values[found - 1] if found else 0.0

    def integral(self, begin: float, end: float) -> float:
        """Return the value's integral over a span of hours."""
        if end <= begin:
            return 0.0
        inside = [h for h in self.hours if begin < h < end]
        edges = [begin, *inside, end]
        return sum(self.at(a) * (b - a) for a, b in pairwise(edges))

    def settled(self, end: float) -> float | None:
        """Return from when on the value never falls below what it is at ``end``; None where that is nothing."""
        final = self.at(end)
        below = max(
            (
                i
                for i, (h, v) in enumerate(zip(self.hours, self.values, strict=True))
                if h <= end and v < final
            ),
            default=-1,
        )
        return self.hours[below + 1] if final else None

    @property
    def peak(self) -> float:
        """Highest value."""
        return max(self.values, default=0.0)


def curve(events: Iterable[Event]) -> Curve:
    """Add up changes into a curve; changes at one moment are one step."""
    changes: dict[float, float] = defaultdict(float)
    for hour, change in events:
        changes[hour] += change
    hours, values, total = [], [], 0.0
    for hour in sorted(changes):
        total += changes[hour]
        hours.append(hour)
        values.append(total)
    return Curve(tuple(hours), tuple(values))


def with_vacuums(mission: Mission, plan: Plan) -> Plan:
    """Return the plan with the days of vacuum that follow from its closings, as the terms count them, whatever its own rows say."""
    closures = tuple(attrs.evolve(c, vacuum_days=vacuum_days(mission, c)) for c in plan.closures)
    return attrs.evolve(plan, closures=closures)


def vacuum_days(mission: Mission, closure: Closure) -> float:
    """Return the days from a closing to the receiver being ready; none where nobody is expected."""
    site = mission.site[closure.site]
    ready = site.receiver_ready if site.receiver else None
    return 0.0 if ready is None else max(0.0, (ready - closure.close) / timedelta(days=1))


@attrs.frozen(kw_only=True)
class Move:
    """A load's way: from where and when it boards to where and when it alights."""

    serial: str
    mode: str
    kind: str
    item: str
    quantity: float
    role: str
    origin: str
    destination: str
    leave: float
    arrive: float


@attrs.frozen(kw_only=True)
class Fate:
    """What becomes of a lot, in units. ``left`` is neither out nor disposed of when planning ends."""

    lot: Lot
    shipped: int
    disposed: dict[str, int]
    left: int

    @property
    def behind(self) -> int:
        """Units that stay behind: abandoned or left."""
        return self.left + self.disposed.get("abandon", 0)


@attrs.frozen(kw_only=True)
class Reading:
    """A plan read against its mission."""

    mission: Mission
    plan: Plan

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every load whose stages the plan has, in the order of leaving."""
        found = []
        for load in self.plan.loads:
            stages = {s.stage: s for s in self.plan.serials.get(load.serial, ())}
            first, last = stages.get(load.board_stage), stages.get(load.alight_stage)
            if first is None or last is None:
                continue
            found.append(
                Move(
                    serial=load.serial,
                    mode=first.mode,
                    kind=load.kind,
                    item=load.item,
                    quantity=load.quantity,
                    role=load.role,
                    origin=first.origin,
                    destination=last.destination,
                    leave=self.mission.hours(first.depart),
                    arrive=self.mission.hours(last.arrive),
                )
            )
        return tuple(sorted(found, key=lambda m: (m.leave, m.serial, m.kind, m.item)))

    @cached_property
    def end(self) -> float:
        """Hours from the start to the end of planning."""
        return self.mission.hours(self.mission.end)

    @cached_property
    def deadline(self) -> float:
        """Hours from the start to the deadline."""
        return self.mission.hours(self.mission.deadline)

    def begun(self, site: str) -> int:
        """Return the people at a site at the start, before anybody leaves at that very moment."""
        return sum(p.count for p in self.mission.parties if p.site == site)

    @cached_property
    def leavers(self) -> tuple[Party, ...]:
        """Parties that are not at home from the start."""
        return tuple(p for p in self.mission.parties if not self.mission.is_home(p, p.site))

    @cached_property
    def to_leave(self) -> int:
        """People who are not at home from the start."""
        return sum(p.count for p in self.leavers)

    @cached_property
    def kit(self) -> tuple[Lot, ...]:
        """Lots that are not out from the start."""
        return tuple(lot for lot in self.mission.lots if not self.is_out(lot, lot.site))

    @cached_property
    def party_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each party's people."""
        return self._by_item("people")

    @cached_property
    def lot_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each lot's units."""
        return self._by_item("lot")

    def _by_item(self, kind: str) -> dict[str, tuple[Move, ...]]:
        found: dict[str, list[Move]] = defaultdict(list)
        for move in self.moves:
            if move.kind == kind:
                found[move.item].append(move)
        return {item: tuple(moves) for item, moves in found.items()}

    def is_out(self, lot: Lot, site: str) -> bool:
        """Say whether units of a lot are out when at ``site``."""
        return self.mission.site[site].role == "exit" and lot.destination in {"", site}

    def people_events(self, party: Party, counts: Callable[[str], bool]) -> list[Event]:
        """Return when how many people of a party come to, or leave, the sites that ``counts`` says yes to."""
        found = [(0.0, float(party.count))] if counts(party.site) else []
        for move in self.party_moves.get(party.party, ()):
            found += [(move.leave, -move.quantity)] if counts(move.origin) else []
            found += [(move.arrive, move.quantity)] if counts(move.destination) else []
        return found

    def party_out(self, party: Party) -> Curve:
        """Return how many of a party are at home over time."""
        return curve(self.people_events(party, lambda site: self.mission.is_home(party, site)))

    @cached_property
    def people_out(self) -> dict[str, Curve]:
        """People out over time by population, of those not at home from the start."""
        events: dict[str, list[Event]] = defaultdict(list)
        for party in self.leavers:
            events[party.population] += [
                (0.0, 0.0),
                *self.people_events(party, partial(self.mission.is_home, party)),
            ]
        return {population: curve(found) for population, found in events.items()}

    @cached_property
    def people_there(self) -> dict[str, Curve]:
        """People still at each site who have yet to get home."""
        events: dict[str, list[Event]] = defaultdict(list)
        for party in self.leavers:
            for site in self._places(party.site, self.party_moves.get(party.party, ())):
                if not self.mission.is_home(party, site):
                    events[site] += self.people_events(party, site.__eq__)
        return {site: curve(found) for site, found in events.items()}

    @cached_property
    def presence(self) -> dict[str, Curve]:
        """Everybody present at each site, at home or not."""
        events: dict[str, list[Event]] = defaultdict(list)
        for party in self.mission.parties:
            for site in self._places(party.site, self.party_moves.get(party.party, ())):
                events[site] += self.people_events(party, site.__eq__)
        return {site: curve(found) for site, found in events.items()}

    @staticmethod
    def _places(start: str, moves: Iterable[Move]) -> list[str]:
        return list(
            dict.fromkeys(
                [start, *(place for move in moves for place in (move.origin, move.destination))]
            )
        )

    @cached_property
    def total_out(self) -> Curve:
        """People out over time, of those not at home from the start."""
        return curve(
            (h, c)
            for p in self.leavers
            for h, c in [
                (0.0, 0.0),
                *self.people_events(p, partial(self.mission.is_home, p)),
            ]
        )

    @property
    def late(self) -> int:
        """People not out at the deadline."""
        return round(self.to_leave - self.total_out.at(self.deadline))

    @property
    def not_out(self) -> int:
        """People not out when planning ends."""
        return round(self.to_leave - self.total_out.at(self.end))

    @property
    def last_out(self) -> float | None:
        """When the last of those who get out are out for good; None where nobody does."""
        return self.total_out.settled(self.end)

    def lot_events(self, lot: Lot) -> list[Event]:
        """Return when how many units of a lot are out or disposed of; the abandoned are not."""
        found = []
        for move in self.lot_moves.get(lot.lot, ()):
            found += [(move.leave, -move.quantity)] if self.is_out(lot, move.origin) else []
            found += [(move.arrive, move.quantity)] if self.is_out(lot, move.destination) else []
        return found + [
            (self.mission.hours(d.done), float(d.quantity))
            for d in self.plan.disposals
            if d.lot == lot.lot and d.disposition != "abandon"
        ]

    @cached_property
    def kit_gone(self) -> dict[str, Curve]:
        """Units out or disposed of over time by class, of those not out from the start."""
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.kit:
            events[lot.kit_class] += [(0.0, 0.0), *self.lot_events(lot)]
        return {kit_class: curve(found) for kit_class, found in events.items()}

    @cached_property
    def kit_there(self) -> dict[str, Curve]:
        """Units still at each site that are neither out nor disposed of; what is abandoned stays in the count."""
        events: dict[str, list[Event]] = defaultdict(list)
        lots = {lot.lot: lot for lot in self.kit}
        for lot in self.kit:
            events[lot.site].append((0.0, float(lot.quantity)))
            for move in self.lot_moves.get(lot.lot, ()):
                if not self.is_out(lot, move.origin):
                    events[move.origin].append((move.leave, -move.quantity))
                if not self.is_out(lot, move.destination):
                    events[move.destination].append((move.arrive, move.quantity))
        for row in self.plan.disposals:
            if row.lot in lots and row.disposition != "abandon":
                events[row.site].append((self.mission.hours(row.done), -float(row.quantity)))
        return {site: curve(found) for site, found in events.items()}

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """What becomes of each lot that is not out from the start."""
        disposed: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.plan.disposals:
            disposed[row.lot][row.disposition] += row.quantity
        found = {}
        for lot in self.kit:
            moves = self.lot_moves.get(lot.lot, ())
            shipped = sum(m.quantity for m in moves if self.is_out(lot, m.destination)) - sum(
                m.quantity for m in moves if self.is_out(lot, m.origin)
            )
            done = dict(disposed[lot.lot])
            found[lot.lot] = Fate(
                lot=lot,
                shipped=round(shipped),
                disposed=done,
                left=lot.quantity - round(shipped) - sum(done.values()),
            )
        return found

    @cached_property
    def fate_counts(self) -> dict[str, int]:
        """Units of kit by what becomes of them; shipping and leaving count as well."""
        counts: Counter[str] = Counter()
        for fate in self.fates.values():
            counts.update({"ship": fate.shipped, **fate.disposed})
            counts["left"] += fate.left
        return {name: units for name, units in counts.items() if units}

    @cached_property
    def behind(self) -> tuple[tuple[Lot, str, int, int], ...]:
        """Kit that stays behind: lot, the site where it stands, units left, units abandoned."""
        found = []
        for lot in self.kit:
            standing: Counter[str] = Counter({lot.site: lot.quantity})
            abandoned: Counter[str] = Counter()
            for move in self.lot_moves.get(lot.lot, ()):
                standing[move.origin] -= round(move.quantity)
                standing[move.destination] += round(move.quantity)
            for row in self.plan.disposals:
                if row.lot == lot.lot:
                    standing[row.site] -= row.quantity
                    abandoned[row.site] += row.quantity if row.disposition == "abandon" else 0
            for site in sorted({*standing, *abandoned}):
                left = 0 if self.is_out(lot, site) else max(0, standing[site])
                if left or abandoned[site]:
                    found.append((lot, site, left, abandoned[site]))
        return tuple(found)

    @cached_property
    def fleets_abandoned(self) -> tuple[tuple[str, str, int], ...]:
        """Vehicles of fleets that are abandoned: fleet, site, vehicles."""
        return tuple(
            (d.lot, d.site, d.quantity) for d in self.plan.disposals if d.lot in self.mission.fleet
        )

    @property
    def vehicles_abandoned(self) -> int:
        """Vehicles of fleets that are abandoned, all together."""
        return sum(count for _, _, count in self.fleets_abandoned)

    @property
    def vehicles_value(self) -> float:
        """Value of the vehicles of fleets that are abandoned."""
        return sum(
            count * self.mission.fleet[fleet].value for fleet, _, count in self.fleets_abandoned
        )

    @property
    def convoys(self) -> int:
        """Serials that are not flights."""
        return sum(1 for stages in self.plan.serials.values() if stages[0].mode != "air")

    @property
    def sorties(self) -> int:
        """Sorties flown by all flight serials."""
        return sum(
            stages[0].rotations for stages in self.plan.serials.values() if stages[0].mode == "air"
        )
