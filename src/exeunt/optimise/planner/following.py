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
from exeunt.optimise.planner.booked import parts

CONSERVED = frozenset({"people_conserved", "kit_conserved", "vehicles_conserved"})
"""Rules that are seen to by going through the plan: who is blamed is whoever comes too late."""
LATE = "closing_window"
"""The rule that a site closes by its last date."""
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
    return without(mission, held, moved, names)


def without(mission: Mission, held: Held, plan: Plan, names: Iterable[str]) -> Plan:
    """Return what still works of a plan without some serials, closings and lots.

    Where somebody would be left at a site that closes, its last lift is left out as well: it takes
    those along who hold the site, and nobody is to hold it after them.
    """
    kept = _Sweep(mission, held, _left_out(held, plan, set(names))).plan()
    while stranding := _stranding(mission, held, kept):
        kept = _Sweep(mission, held, _closed_anew(mission, held, kept, stranding)).plan()
    return kept


def _closed_anew(mission: Mission, held: Held, plan: Plan, names: set[str]) -> Plan:
    """Return a plan without some closings, and what is disposed of as they close."""
    begins = {
        row.site: mission.hours(row.close) - mission.doctrine.last_lift_hours
        for row in plan.closures
        if row.site in names
    }
    rows = tuple(
        row
        for row in plan.disposals
        if held.holds(row) or mission.hours(row.start) < begins.get(row.site, math.inf)
    )
    return _left_out(held, attrs.evolve(plan, disposals=rows), names)


def _stranding(mission: Mission, held: Held, plan: Plan) -> set[str]:
    """Return the closings that would leave somebody behind, with those who leave last."""
    left: Counter[str] = Counter()
    for party in mission.parties:
        left[party.site] += party.count
    for load in plan.loads:
        if load.kind != LoadKind.PEOPLE:
            continue
        stages = plan.serials[load.serial]
        boards, ends = stages[load.board_stage - 1], stages[load.alight_stage - 1]
        left[boards.origin] -= round(load.quantity)
        row = plan.closes.get(ends.destination)
        if row is None or ends.arrive <= row.close:
            left[ends.destination] += round(load.quantity)
    names = set[str]()
    for site, row in plan.closes.items():
        if left[site] > 0 and site not in held.sites:
            names |= {site, *last_out(mission, plan, site)} - held.serials
            names |= set(row.last_serials) - held.serials
    return names


def last_out(mission: Mission, plan: Plan, site: str) -> set[str]:
    """Return the serials that leave a site in the hours of its last lift."""
    row = plan.closes.get(site)
    if row is None:
        return set()
    hours, since = mission.hours, mission.doctrine.last_lift_hours
    return {
        stage.serial
        for stage in plan.stages
        if stage.origin == site and hours(stage.depart) >= hours(row.close) - since
    }


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
    """Which part of the plan's loads, or which of its disposals."""


class _Sweep:
    """Goes through a plan in the order of time, until all that is in it is there when it is."""

    def __init__(self, mission: Mission, held: Held, plan: Plan) -> None:
        self.mission, self.held, self.rest = mission, held, plan
        self.loads: list[float] = []
        self.disposals: list[int] = []
        self.gone: set[str] = set()
        self._parts = list(parts(mission, plan))
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
        for number, part in enumerate(self._parts):
            leaves, comes = hours(part.boards.depart), hours(part.alights.arrive)
            if part.load.kind == LoadKind.VEHICLE:
                comes += self.mission.site[part.alights.destination].turn_hours
            yield _Event(leaves, True, part.load.serial, number)
            yield _Event(comes, False, part.load.serial, number)

    def _works(self) -> Iterator[_Event]:
        for place, row in enumerate(self.rest.disposals):
            yield _Event(self.mission.hours(row.start), True, "", place)

    def _passed(self) -> str | None:
        """Go through all that is left; return a serial that cannot go, None where all can."""
        self.loads = [float(load.quantity) for load in self.rest.loads]
        self.disposals = [row.quantity for row in self.rest.disposals]
        there: Counter[Post] = Counter(_starts(self.mission))
        aboard = [part.count for part in self._parts]
        for event in self._events:
            if event.serial in self.gone:
                continue
            if not event.serial:
                self._dispose(there, event.place)
                continue
            part = self._parts[event.place]
            load, n = part.load, aboard[event.place]
            if not event.goes:
                there[load.kind, load.item, part.alights.destination] += n
                continue
            post = (str(load.kind), load.item, part.boards.origin)
            if there[post] < n and event.serial not in self.held.serials:
                if not self._may_go_with_less(load):
                    return event.serial
                less = n - max(0, there[post])
                self.loads[part.place] -= less
                aboard[event.place] = n = n - less
            there[post] -= n
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
