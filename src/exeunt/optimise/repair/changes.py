"""Changes to a finished plan: a serial more, units less given up, a site closed."""

import math
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Plan
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.repair.further import LEFT, Serial
from exeunt.optimise.repair.idle import Idle


def with_serial(plan: Plan, serial: Serial) -> Plan:
    """Return a plan with one serial more, and without the disposals of what that takes."""
    taken = {**serial.taken(LoadKind.LOT), **serial.taken(LoadKind.VEHICLE)}
    return attrs.evolve(
        plan,
        stages=(*plan.stages, *serial.stages),
        loads=(*plan.loads, *serial.loads),
        disposals=spared(plan.disposals, serial.pickup, taken),
    )


def with_and_closed(mission: Mission, plan: Plan, serial: Serial) -> Iterator[Plan]:
    """Yield a plan with one serial more, and with its site closed when it leaves."""
    changed = with_serial(plan, serial)
    yield changed
    closed = with_closing(mission, changed, serial.pickup, serial.leaves)
    if closed is not None:
        yield closed


def without(mission: Mission, plan: Plan, serial: str) -> Plan:
    """Return a plan without a serial, and without journeys back to where it began for its sake."""
    closures = (
        attrs.evolve(row, last_serials=tuple(name for name in row.last_serials if name != serial))
        for row in plan.closures
    )
    left = attrs.evolve(
        plan,
        stages=tuple(row for row in plan.stages if row.serial != serial),
        loads=tuple(row for row in plan.loads if row.serial != serial),
        reserves=tuple(row for row in plan.reserves if serial not in {row.serial, row.flight}),
        closures=tuple(closures),
    )
    return trim(mission, left)


def is_empty(plan: Plan, serial: str) -> bool:
    """Say whether a serial takes nobody and nothing along but vehicles and their crews."""
    moving = (LoadKind.VEHICLE, LoadKind.PEOPLE)
    return plan.serials[serial][0].mode != Mode.AIR and all(
        load.role == AboardRole.CREW or load.kind == LoadKind.VEHICLE
        for load in plan.aboard.get(serial, ())
        if load.kind in moving or load.role != AboardRole.USED
    )


def put_off(plan: Plan, serial: str, late: timedelta) -> Plan:
    """Return a plan in which a serial goes later, and sites close later that it leaves last."""
    stages = (
        attrs.evolve(row, depart=row.depart + late, arrive=row.arrive + late)
        if row.serial == serial
        else row
        for row in plan.stages
    )
    closures = (
        attrs.evolve(row, close=row.close + late) if serial in row.last_serials else row
        for row in plan.closures
    )
    return attrs.evolve(plan, stages=tuple(stages), closures=tuple(closures))


def sooner(mission: Mission, plan: Plan, serial: str) -> Iterator[Plan]:
    """Yield the plan with a serial that leaves sooner, the soonest first.

    A site that it leaves last closes sooner with it or, where that is cheaper, does not close.
    """
    period, leaves = mission.period_hours, mission.hours(plan.serials[serial][0].depart)
    first = math.ceil(mission.doctrine.notice_hours / period) * period
    kept = tuple(row for row in plan.closures if serial not in row.last_serials)
    for share in (0.0, 0.25, 0.5, 0.75):
        begin = first + math.floor((leaves - first) * share / period) * period
        if begin < leaves - EPS:
            moved = put_off(plan, serial, timedelta(hours=begin - leaves))
            yield moved
            if len(kept) < len(plan.closures):
                yield attrs.evolve(moved, closures=kept)


def spared(
    disposals: tuple[Disposal, ...], site: str, taken: Mapping[str, int]
) -> tuple[Disposal, ...]:
    """Return disposals without so many units of lots, or vehicles, at a site.

    Those that are left come back first, then those that are disposed of last.
    """
    order = sorted(disposals, key=lambda row: (row.disposition != LEFT, -row.start.timestamp()))
    less: dict[Disposal, int] = {}
    left = dict(taken)
    for row in order:
        n = min(row.quantity, left.get(row.lot, 0)) if row.site == site else 0
        if n:
            left[row.lot] -= n
            less[row] = n
    kept = []
    for row in disposals:
        n = row.quantity - less.pop(row, 0)
        if n == row.quantity:
            kept.append(row)
        elif n:
            kept.append(attrs.evolve(row, quantity=n))
    return tuple(kept)


def with_closing(mission: Mission, plan: Plan, site: str, t: float) -> Plan | None:
    """Return a plan in which a site closes at an hour, and what is left there is left.

    None where it stays open, closes anyway, or somebody is still to be there.
    """
    here, idle = mission.site[site], Idle(mission, plan)
    if here.stays_open or here.role in {"exit", "junction"} or site in plan.closes:
        return None
    if any(mission.hours(s.depart) > t + EPS and s.origin == site for s in plan.stages):
        return None
    close = mission.time(t)
    rows = [_by(row, close) if row.site == site else row for row in plan.disposals]
    rows += [
        Disposal(site=site, lot=item, disposition=LEFT, quantity=n, start=close, done=close)
        for item, n in _rest(mission, idle, site).items()
    ]
    ready = t
    if here.receiver and here.receiver_ready:
        ready = mission.hours(here.receiver_ready)
    closure = Closure(
        site=site,
        close=close,
        last_serials=_last_serials(mission, plan, site, t),
        vacuum_days=math.ceil(max(0.0, ready - t) / 24 * 1e4) / 1e4,
    )
    return attrs.evolve(plan, disposals=tuple(rows), closures=(*plan.closures, closure))


def without_closing(mission: Mission, plan: Plan, site: str) -> Plan:
    """Return a plan in which a site stays open, so that no vehicles are written off there."""
    return attrs.evolve(
        plan,
        closures=tuple(row for row in plan.closures if row.site != site),
        disposals=tuple(
            row for row in plan.disposals if row.site != site or row.lot in mission.lot
        ),
    )


def _by(row: Disposal, close: datetime) -> Disposal:
    """Return a disposal that is done when its site closes: what cannot be in time is left."""
    if row.done <= close:
        return row
    return attrs.evolve(row, disposition=LEFT, start=close, done=close)


def _rest(mission: Mission, idle: Idle, site: str) -> dict[str, int]:
    """Return the kit and vehicles that are still at a site in the end, those out of service too."""
    rest: dict[str, int] = {}
    for kind, item, place in idle.posts():
        if place == site and kind is not LoadKind.PEOPLE:
            rest[item] = idle.at((kind, item, site), math.inf)
    for fleet in mission.fleets:
        if fleet.site == site:
            usable = math.floor(fleet.count * (1 - fleet.out_of_service_share) + EPS)
            rest[fleet.fleet] = rest.get(fleet.fleet, 0) + fleet.count - usable
    return {item: n for item, n in rest.items() if n > 0}


def _last_serials(mission: Mission, plan: Plan, site: str, t: float) -> tuple[str, ...]:
    """Return the serials that take people from a site in the hours of its last lift."""
    since = t - mission.doctrine.last_lift_hours
    last: dict[str, None] = {}
    for serial, stages in plan.serials.items():
        leaves = {s.stage for s in stages if s.origin == site and mission.hours(s.depart) >= since}
        people = (x for x in plan.aboard.get(serial, ()) if x.kind == LoadKind.PEOPLE)
        if any(load.board_stage in leaves for load in people):
            last[serial] = None
    return tuple(last)
