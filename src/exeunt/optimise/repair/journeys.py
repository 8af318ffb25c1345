"""Whose later journeys may be given up for another, and how they come home from where that ends."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.reason import Reason
from exeunt.optimise.onemore import ABOARD, OneMore
from exeunt.rules.ledger import Case
from exeunt.rules.referee import RULES

WAIT = 720.0
"""Hours for which crews wait at most for what they are to drive."""
MOST_FLIGHTS = 12
"""Flights more for those who come back from one journey, at most."""
MOST_RIDES = 6
"""Serials of a plan that are tried for those of one party who come back."""


class _Journey(NamedTuple):
    """A load of people, by its place among the plan's: when it leaves, and where and when ends."""

    depart: float
    row: int
    destination: str
    arrive: float
    rides: bool


class Broken(NamedTuple):
    """A rule that a serial breaks, and on which stage; 0 where that is not said."""

    rule: str
    stage: int


class Journeys:
    """The journeys of a plan's people from a moment on, some of which are taken out."""

    def __init__(self, mission: Mission, plan: Plan) -> None:
        """Note who comes where and leaves when."""
        self.mission, self.plan = mission, plan
        self._count = [int(x.quantity) if x.kind == LoadKind.PEOPLE else 0 for x in plan.loads]
        self._from: dict[tuple[str, str], list[_Journey]] = defaultdict(list)
        self._to: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
        stages = {(row.serial, row.stage): row for row in plan.stages}
        for index, load in enumerate(plan.loads):
            if load.kind != LoadKind.PEOPLE:
                continue
            boards = stages[load.serial, load.board_stage]
            alights = stages[load.serial, load.alight_stage]
            rides = load.role == AboardRole.PASSENGER
            arrive = mission.hours(_last(plan, load, alights).arrive)
            one = _Journey(mission.hours(boards.depart), index, alights.destination, arrive, rides)
            self._from[load.item, boards.origin].append(one)
            self._to[load.item, alights.destination].append((arrive, index))
        for journeys in self._from.values():
            journeys.sort()

    def most(self, party: Party, site: str, t: float, *, careful: bool = False) -> int:
        """Return how many of a party could be free at a site at hour ``t``.

        They leave it as passengers, for home, later or not long before, or stay there; nobody else
        is missed who leaves after that. Where the plan is to be ``careful``, only those who would
        have left by then: nobody misses them who stays.
        """
        kept = list(self._count)
        gone = self._take(party, self._sooner(party, site, t), party.count)
        if not careful:
            self._take(party, self._later(party, site, t), party.count)
        least = self._least(party, site, t)
        self._count = kept
        return min(gone, least) if careful else least

    def take(self, party: Party, site: str, t: float, n: int) -> None:
        """Take so many of a party off what they would have ridden with from a site on.

        First those who would have left not long before hour ``t``, and wait; then the next to leave
        after it. Those for whom there is no such ride would have stayed.
        """
        n -= self._take(party, self._sooner(party, site, t), n)
        self._take(party, self._later(party, site, t), n)

    def _sooner(self, party: Party, site: str, t: float) -> list[_Journey]:
        """Return the journeys of a party that leave a site not long before, the last first."""
        journeys = self._from[party.party, site]
        return [one for one in reversed(journeys) if t - WAIT <= one.depart < t]

    def _later(self, party: Party, site: str, t: float) -> list[_Journey]:
        return [one for one in self._from[party.party, site] if one.depart >= t]

    def _take(self, party: Party, journeys: Iterable[_Journey], n: int) -> int:
        """Take so many off some journeys, and off those onward; return how many could be."""
        taken = 0
        for one in journeys:
            q = min(n - taken, self._count[one.row])
            if not one.rides or q <= 0:
                continue
            if not self.mission.is_home(party, one.destination):
                q = self._take_onward(party, one, q)
            self._count[one.row] -= q
            taken += q
        return taken

    def _take_onward(self, party: Party, one: _Journey, n: int) -> int:
        """Take so many off all that they would have ridden with after a journey; return how many.

        None of those who have something to do where it ends.
        """
        onward = self._from[party.party, one.destination]
        onward = onward[bisect_left(onward, (one.arrive,)) :]
        while n > 0:
            kept = list(self._count)
            free = self._free(party, one.destination, one.arrive, onward)
            found = self._take(party, onward, min(n, free))
            if found == n:
                break
            self._count, n = kept, found
        return n

    def _free(self, party: Party, site: str, t: float, onward: Iterable[_Journey]) -> int:
        """Return how many there are at a site from hour ``t`` on who only ride on."""
        rides = [(one.depart, self._count[one.row]) for one in onward if one.rides]
        return self._least(party, site, t, rides)

    def _least(
        self, party: Party, site: str, t: float, more: Iterable[tuple[float, int]] = ()
    ) -> int:
        """Return the fewest of a party at a site from hour ``t`` on, with some more from hours."""
        least = level = self._there(party, site, t)
        changes = [(at, self._count[i]) for at, i in self._to[party.party, site] if at > t]
        changes += more
        for one in self._from[party.party, site]:
            if one.depart >= t:
                changes.append((one.depart, -self._count[one.row]))
        # At one moment arrivals come before departures.
        for _, change in sorted(changes, key=lambda one: (one[0], -one[1])):
            level += change
            least = min(least, level)
        return max(0, least)

    def _there(self, party: Party, site: str, t: float) -> int:
        """Return how many of a party are at a site at hour ``t``, before anybody leaves then."""
        there = party.count if party.site == site else 0
        there += sum(self._count[i] for at, i in self._to[party.party, site] if at <= t)
        gone = (x for x in self._from[party.party, site] if x.depart < t)
        return there - sum(self._count[one.row] for one in gone)

    def remaining(self) -> Plan:
        """Return the plan without who was taken off, and flights that go for nobody any more."""
        loads = [
            attrs.evolve(load, quantity=n) if n != load.quantity else load
            for load, n in zip(self.plan.loads, self._count, strict=True)
            if load.kind == LoadKind.PEOPLE and n > 0
        ]
        people = {load.serial for load in loads}
        thinned = {
            load.serial
            for load, n in zip(self.plan.loads, self._count, strict=True)
            if load.kind == LoadKind.PEOPLE and n < load.quantity
        }
        empty = {
            serial
            for serial in thinned - people
            if self.plan.serials[serial][0].mode == Mode.AIR
            and not any(_loaded(load) for load in self.plan.aboard[serial])
        }
        others = [x for x in self.plan.loads if x.kind != LoadKind.PEOPLE and x.serial not in empty]
        closures = (
            attrs.evolve(row, last_serials=tuple(x for x in row.last_serials if x not in empty))
            for row in self.plan.closures
        )
        return attrs.evolve(
            self.plan,
            stages=tuple(row for row in self.plan.stages if row.serial not in empty),
            loads=(*others, *loads),
            reserves=tuple(x for x in self.plan.reserves if not {x.serial, x.flight} & empty),
            closures=tuple(closures),
        )


class WayHome:
    """Puts people who come to a site on serials that take them home from there."""

    def __init__(self, mission: Mission, plan: Plan, site: str, t: float) -> None:
        """Keep the plan, and where they are from which hour on."""
        self.mission, self.plan, self.site, self.t = mission, plan, site, t

    def of(self, people: dict[str, int]) -> Plan | None:
        """Return the plan with all of so many people on their way home; None where some stay."""
        waiting = {self.mission.party[party]: n for party, n in sorted(people.items()) if n}
        for party, n in list(waiting.items()):
            waiting[party] = n - self._ride(party, n)
        for _ in range(MOST_FLIGHTS):
            if not any(waiting.values()):
                break
            if not self._fly(waiting):
                break
        return None if any(waiting.values()) else self.plan

    # ---- serials that run already ----

    def _ride(self, party: Party, n: int) -> int:
        """Put as many of a party as there is room for on serials of the plan; return how many."""
        seated, avoided = 0, frozenset[str]()
        for _ in range(MOST_RIDES):
            one_more = OneMore(self.mission, self.plan)
            rides = one_more.way_out(party, self.site, self.t, avoided)
            if not rides or seated == n:
                break
            most = n - seated
            while most:
                changed = one_more.boarded(rides, party, most)
                if all(self._keeps(serial, loads) for serial, loads in changed.items()):
                    self._change(changed)
                    seated += most
                    break
                most //= 2
            avoided |= {rides[0].serial}
        return seated

    def _keeps(self, serial: str, loads: tuple[Load, ...]) -> bool:
        return breaks(self.mission, self.plan.serials[serial], loads) is None

    def _change(self, changed: dict[str, tuple[Load, ...]]) -> None:
        others = [load for load in self.plan.loads if load.serial not in changed]
        loads = (*others, *(load for aboard in changed.values() for load in aboard))
        self.plan = attrs.evolve(self.plan, loads=loads)

    # ---- flights more ----

    def _fly(self, waiting: dict[Party, int]) -> bool:
        """Fly some home as others have flown; say whether there was such a flight."""
        party = next(one for one, n in waiting.items() if n)
        for serial, board in self._flown(party):
            rows, loads = self.plan.serials[serial], self.plan.aboard[serial]
            alights = next(
                (
                    x
                    for x in rows
                    if x.stage >= board and self.mission.is_home(party, x.destination)
                ),
                None,
            )
            craft = next(x for x in loads if x.kind == LoadKind.AIRCRAFT)
            fleet = self.mission.air_fleet[craft.item]
            seats = self.mission.aircraft_type[fleet.aircraft].seats
            if alights is None or not seats:
                continue
            bound = {
                one: n
                for one, n in waiting.items()
                if n and self.mission.is_home(one, alights.destination)
            }
            sorties = min(int(craft.quantity), math.ceil(sum(bound.values()) / seats))
            clone = self._clone(serial, board, sorties)
            if clone is None:
                continue
            room = sorties * seats
            for one, n in bound.items():
                q = min(n, room)
                if q:
                    clone[1].append(_passengers(clone[0][0].serial, one, q, board, alights.stage))
                    waiting[one] -= q
                    room -= q
            self.plan = attrs.evolve(
                self.plan,
                stages=(*self.plan.stages, *clone[0]),
                loads=(*self.plan.loads, *clone[1]),
            )
            return True
        return False

    def _flown(self, party: Party) -> Iterator[tuple[str, int]]:
        """Yield flights in one round that take people home from the site, and where they board.

        The nearest in time come first.
        """
        found: list[tuple[float, str, int]] = []
        for load in self.plan.loads:
            rows = self.plan.serials[load.serial]
            if load.kind != LoadKind.PEOPLE or rows[0].mode != Mode.AIR:
                continue
            boards = next(x for x in rows if x.stage == load.board_stage)
            alights = next(x for x in rows if x.stage == load.alight_stage)
            home = self.mission.is_home(party, alights.destination)
            if boards.origin == self.site and home and _rounds(self.plan, load.serial) == 1:
                off = abs(self.mission.hours(boards.depart) - self.t)
                found.append((off, load.serial, load.board_stage))
        for _, serial, board in dict.fromkeys(sorted(found)):
            yield serial, board

    def _clone(
        self, serial: str, board: int, sorties: int
    ) -> tuple[list[Stage], list[Load]] | None:
        """Return a flight like another that leaves days later, with nobody aboard yet."""
        rows = self.plan.serials[serial]
        first = next(x for x in rows if x.stage == board)
        days = math.ceil((self.t - self.mission.hours(first.depart)) / 24 - EPS)
        taken = {self.plan.serials[x][0].depart for x in self.plan.serials if x != serial}
        while rows[0].depart + timedelta(days=days) in taken or not days:
            days += 1
        if rows[-1].arrive + timedelta(days=days) > self.mission.end:
            return None
        name, share = _name(self.plan), sorties / rows[0].rotations
        stages = [
            attrs.evolve(
                row,
                serial=name,
                rotations=sorties,
                depart=row.depart + timedelta(days=days),
                arrive=row.arrive + timedelta(days=days),
            )
            for row in rows
        ]
        loads = []
        for load in self.plan.aboard[serial]:
            if load.kind == LoadKind.AIRCRAFT:
                loads.append(attrs.evolve(load, serial=name, quantity=sorties))
            elif load.role == AboardRole.USED:
                need = math.ceil(load.quantity * share * 1000) / 1000
                loads.append(attrs.evolve(load, serial=name, quantity=need))
        return stages, loads


def breaks(mission: Mission, stages: tuple[Stage, ...], loads: tuple[Load, ...]) -> Broken | None:
    """Return the first breach of what a serial keeps or breaks by itself; None where it keeps all.

    Given its stages and all that is aboard.
    """
    tried = Case(mission, Plan(stages=stages, loads=loads))
    for name in ABOARD:
        breach = next(iter(RULES[name](tried)), None)
        if breach is not None:
            return Broken(name, _stage(breach.where))
    return None


def _stage(where: str | Reason) -> int:
    """Return the number of the stage that a breach names, 0 where it names none."""
    if isinstance(where, Reason):
        for name, value in where.arguments:
            if name == "stage" and isinstance(value, int):
                return value
    return 0


def _passengers(serial: str, party: Party, n: int, board: int, alight: int) -> Load:
    return Load(
        serial=serial,
        kind=LoadKind.PEOPLE,
        item=party.party,
        quantity=n,
        board_stage=board,
        alight_stage=alight,
        role=AboardRole.PASSENGER,
    )


def _rounds(plan: Plan, serial: str) -> int:
    """Return how often the aircraft of a flight go."""
    craft = sum(x.quantity for x in plan.aboard[serial] if x.kind == LoadKind.AIRCRAFT)
    return math.ceil(plan.serials[serial][0].rotations / max(1.0, craft))


def _name(plan: Plan) -> str:
    """Return a name for a flight that no serial of a plan has."""
    number = len(plan.serials) + 1
    while f"F-{number:04d}" in plan.serials:
        number += 1
    return f"F-{number:04d}"


def _loaded(load: Load) -> bool:
    """Say whether a load is something that a flight flies for."""
    return load.kind == LoadKind.LOT or load.role == AboardRole.DELIVERED


def _last(plan: Plan, load: Load, alights: Stage) -> Stage:
    """Return the stage after which all of a load are there: of flights in rounds the last."""
    return plan.serials[load.serial][-1] if alights.rotations > 1 else alights
