"""What of a plan still works after an upset: all that people were told, as far as it can be.

What the upset contradicts is moved where that is all it takes (a closing that is asked for sooner,
with those who leave last) and else left out. Then all that is left is gone through in the order of
time: whoever and whatever is not there any more does not board, and a serial does not go that has
lost its vehicles, their crews or its teams. The rest is planned anew around it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.clock.steps import EPS
from exeunt.edits.direct import provide
from exeunt.edits.draft import DAY, Draft
from exeunt.model.choices import AboardRole, LoadKind, Way
from exeunt.model.held import Held, PinKind
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Disposal, Load, Plan
from exeunt.optimise.planner.beginning import blamed, less

CONSERVED = frozenset({"people_conserved", "kit_conserved", "vehicles_conserved"})
"""Rules that are seen to by going through the plan: who is blamed is whoever comes too late."""
LATE = "closing_window"
"""The rule that a site closes by its last date."""
MOMENT = 1e-6
"""Hours by which what a flight of several rounds takes is gone before it is there."""
HOUR = timedelta(hours=1)
Post = tuple[str, str, str]
"""A kind of load, an item and a site."""


def followed(
    mission: Mission, held: Held, plan: Plan, violations: Iterable[Violation] = ()
) -> Plan:
    """Return what still works of a plan that breaks some rules; what is held is always in it."""
    broken = [one for one in violations if one.rule not in CONSERVED]
    moved = _closed_sooner(mission, held, plan, broken)
    # Who leaves with a closing that was moved has not been told two things at once.
    names = {
        name
        for one in broken
        if one.rule != LATE
        for name in blamed(mission, moved, one)
        if moved.serials.get(name) == plan.serials.get(name)
    }
    rest = _left_out(held, moved, names)
    return _Sweep(mission, held, rest).plan()


def without(mission: Mission, held: Held, plan: Plan, names: Iterable[str]) -> Plan:
    """Return what still works of a plan without some serials, closings and lots."""
    return _Sweep(mission, held, _left_out(held, plan, set(names))).plan()


def _left_out(held: Held, plan: Plan, names: set[str]) -> Plan:
    serials = (names & plan.serials.keys()) - held.serials - held.riding
    sites = (names & plan.closes.keys()) - held.sites
    rows = tuple(row for row in plan.disposals if row.lot not in names or held.holds(row))
    return less(attrs.evolve(plan, disposals=rows), serials, sites)


def _closed_sooner(
    mission: Mission, held: Held, plan: Plan, violations: Iterable[Violation]
) -> Plan:
    """Return a plan in which sites close by their last date that would close later."""
    draft, late = Draft(mission, plan), set[str]()
    for one in violations:
        row = plan.closes.get(str(one.where))
        by = None if row is None else mission.site[row.site].close_by
        if one.rule != LATE or row is None or by is None or row.site in held.sites:
            continue
        if row.close <= by:
            continue
        close = by
        for serial in sorted(plan.serials.keys() - held.serials):
            last = _last_call(plan, serial, row.site)
            if last is None or last <= by:
                continue
            sooner = _sooner((last - by) / HOUR)
            if held.before is not None and plan.serials[serial][0].depart - sooner < held.before:
                late.add(serial)
                continue
            draft.move(serial, -sooner / HOUR)
            _provision(draft, serial)
            if serial in row.last_serials:
                close = min(close, row.close - sooner)
        draft.closures[row.site] = attrs.evolve(row, close=close)
        draft.disposals = [_by(held, one, row.site, close) for one in draft.disposals]
    return _left_out(held, draft.plan(), late)


def _provision(draft: Draft, serial: str) -> None:
    """Put aboard anew what a serial uses up itself: at other hours its way may take longer."""
    loads = draft.loads[serial]
    used = [load for load in loads if load.role == AboardRole.USED]
    if used:
        draft.loads[serial] = tuple(load for load in loads if load not in used)
        provide(draft, serial)


def _last_call(plan: Plan, serial: str, site: str) -> datetime | None:
    """Return when a serial is last at a site; None where it never is."""
    calls = [stage.depart for stage in plan.serials[serial] if stage.origin == site]
    calls += [stage.arrive for stage in plan.serials[serial] if stage.destination == site]
    return max(calls, default=None)


def _sooner(hours: float) -> timedelta:
    """Return by how much a serial is to leave sooner: by whole days, if by more than one."""
    if hours > DAY:
        hours = DAY * math.ceil(hours / DAY - EPS)
    return timedelta(hours=hours)


def _by(held: Held, row: Disposal, site: str, close: datetime) -> Disposal:
    """Return a disposal that is done when its site closes: what cannot be in time is left."""
    if row.site != site or row.done <= close or row.lot in held.items(PinKind.LOT):
        return row
    # Work that has begun is broken off: its units can be moved no more.
    start = row.start if held.has_begun(row.start) else close
    return attrs.evolve(row, disposition=Way.ABANDON, start=start, done=close)


@attrs.frozen(order=True)
class _Event:
    """Something comes (first), goes with a serial, or is disposed of."""

    t: float
    goes: bool
    serial: str
    place: int
    """Which of the plan's loads, or of its disposals."""


class _Sweep:
    """Goes through a plan in the order of time, until all that is in it is there when it is."""

    def __init__(self, mission: Mission, held: Held, plan: Plan) -> None:
        self.mission, self.held, self.rest = mission, held, plan
        self.loads: list[float] = []
        self.disposals: list[int] = []
        self.gone: set[str] = set()
        self._events = sorted((*self._moves(), *self._works()))

    def plan(self) -> Plan:
        """Return what is left."""
        lost = self._passed()
        while lost is not None:
            self.gone.add(lost)
            lost = self._passed()
        plan = self.rest
        return less(
            attrs.evolve(
                plan,
                loads=tuple(
                    attrs.evolve(load, quantity=n)
                    for load, n in zip(plan.loads, self.loads, strict=True)
                    if n > 0
                ),
                disposals=tuple(
                    attrs.evolve(row, quantity=n)
                    for row, n in zip(plan.disposals, self.disposals, strict=True)
                    if n > 0
                ),
            ),
            self.gone,
            set(),
        )

    def _moves(self) -> Iterator[_Event]:
        hours = self.mission.hours
        for place, load in enumerate(self.rest.loads):
            if load.kind not in {LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE}:
                continue
            stages = self.rest.serials[load.serial]
            boards, ends = stages[load.board_stage - 1], stages[load.alight_stage - 1]
            leaves, comes = hours(boards.depart), hours(ends.arrive)
            if load.kind == LoadKind.VEHICLE:
                comes += self.mission.site[ends.destination].turn_hours
            # Of several rounds the first leaves with some, the last with the rest.
            if boards.rotations > 1:
                leaves = comes - MOMENT
            yield _Event(leaves, True, load.serial, place)
            yield _Event(comes, False, load.serial, place)

    def _works(self) -> Iterator[_Event]:
        for place, row in enumerate(self.rest.disposals):
            yield _Event(self.mission.hours(row.start), True, "", place)

    def _passed(self) -> str | None:
        """Go through all that is left; return a serial that cannot go, None where all can."""
        self.loads = [float(load.quantity) for load in self.rest.loads]
        self.disposals = [row.quantity for row in self.rest.disposals]
        there: Counter[Post] = Counter(_starts(self.mission))
        for event in self._events:
            if event.serial in self.gone:
                continue
            if not event.serial:
                self._dispose(there, event.place)
                continue
            load, n = self.rest.loads[event.place], self.loads[event.place]
            stages = self.rest.serials[load.serial]
            if not event.goes:
                there[load.kind, load.item, stages[load.alight_stage - 1].destination] += round(n)
                continue
            post = (str(load.kind), load.item, stages[load.board_stage - 1].origin)
            if there[post] < n and event.serial not in self.held.serials:
                if not self._may_go_with_less(load):
                    return event.serial
                n = self.loads[event.place] = float(max(0, there[post]))
            there[post] -= round(n)
        return None

    def _dispose(self, there: Counter[Post], place: int) -> None:
        row = self.rest.disposals[place]
        kind = LoadKind.LOT if row.lot in self.mission.lot else LoadKind.VEHICLE
        post = (str(kind), row.lot, row.site)
        if not self.held.holds(row):
            self.disposals[place] = max(0, min(self.disposals[place], there[post]))
        there[post] -= self.disposals[place]

    def _may_go_with_less(self, load: Load) -> bool:
        """Say whether a serial may go though some of a load is not there."""
        if load.kind == LoadKind.LOT:
            return load.role != AboardRole.DRIVEN
        passes = load.kind == LoadKind.PEOPLE and load.role != AboardRole.CREW
        return passes and not self.mission.party[load.item].capabilities


def _starts(mission: Mission) -> dict[Post, int]:
    """Return what is where at the start."""
    return {
        **{(str(LoadKind.PEOPLE), one.party, one.site): one.count for one in mission.parties},
        **{(str(LoadKind.LOT), one.lot, one.site): one.quantity for one in mission.lots},
        **{(str(LoadKind.VEHICLE), one.fleet, one.site): one.count for one in mission.fleets},
    }
