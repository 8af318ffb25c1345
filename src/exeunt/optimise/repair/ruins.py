"""Plans that are made worse on purpose, so that a repair may find a better one from there.

Who rides late is left behind, and a site that leaves kit behind stays open, or there is a pause
before it closes, in which what stands idle could fetch it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.optimise.repair.further import LEFT

PAUSES = (1, 2, 4, 8)
"""Days, or quarters of one where periods are shorter, for which the last lift of a site waits."""
DAY_HOURS = 24


def ruins(mission: Mission, plan: Plan) -> Iterator[Plan]:
    """Yield plans that are worse than one, each by itself."""
    for load in late_riders(mission, plan):
        yield left_behind(plan, load)
    kit = _leave_kit(mission, plan)
    for site in kit:
        if mission.site[site].close_by is None:
            yield opened(plan, site)
    unit = DAY_HOURS if mission.period_hours >= DAY_HOURS else DAY_HOURS / 4
    for closure in plan.closures:
        if closure.site in kit and closure.last_serials:
            begin = min(plan.serials[serial][0].depart for serial in closure.last_serials)
            for pause in PAUSES:
                yield paused(plan, begin, timedelta(hours=pause * unit))


def late_riders(mission: Mission, plan: Plan) -> list[Load]:
    """Return the passengers who come home after the deadline, most of them first."""
    late = []
    for load in plan.loads:
        if (load.kind, load.role) != (LoadKind.PEOPLE, AboardRole.PASSENGER):
            continue
        last = next(x for x in plan.serials[load.serial] if x.stage == load.alight_stage)
        home = mission.is_home(mission.party[load.item], last.destination)
        if home and last.arrive > mission.deadline:
            late.append(load)
    return sorted(late, key=lambda load: -load.quantity)


def left_behind(plan: Plan, load: Load) -> Plan:
    """Return a plan in which some stay where they would have boarded, which does not close then."""
    boards = next(x for x in plan.serials[load.serial] if x.stage == load.board_stage)
    return attrs.evolve(
        plan,
        loads=tuple(row for row in plan.loads if row is not load),
        closures=tuple(row for row in plan.closures if row.site != boards.origin),
    )


def _leave_kit(mission: Mission, plan: Plan) -> list[str]:
    """Return the sites that close and leave kit behind."""
    rows = (row for row in plan.disposals if row.disposition == LEFT)
    kit = {row.site for row in rows if row.lot in mission.lot}
    return [closure.site for closure in plan.closures if closure.site in kit]


def without_kit_left(mission: Mission, plan: Plan) -> Iterator[Plan]:
    """Yield the plan in which all sites that leave kit behind stay open, where any of them may."""
    open_plan = plan
    kit = _leave_kit(mission, plan)
    sites = [site for site in kit if mission.site[site].close_by is None]
    for site in sites:
        open_plan = opened(open_plan, site)
    if sites:
        yield open_plan


def opened(plan: Plan, site: str) -> Plan:
    """Return a plan in which a site stays open, and nothing has been abandoned there."""
    return attrs.evolve(
        plan,
        closures=tuple(row for row in plan.closures if row.site != site),
        disposals=tuple(
            row for row in plan.disposals if row.site != site or row.disposition != LEFT
        ),
    )


def paused(plan: Plan, begin: datetime, pause: timedelta) -> Plan:
    """Return a plan in which all that begins at a moment or after it does so later by a pause."""
    late = {serial for serial, stages in plan.serials.items() if stages[0].depart >= begin}
    stages = (
        attrs.evolve(row, depart=row.depart + pause, arrive=row.arrive + pause)
        if row.serial in late
        else row
        for row in plan.stages
    )
    disposals = (
        attrs.evolve(row, start=row.start + pause, done=row.done + pause)
        if row.start >= begin
        else row
        for row in plan.disposals
    )
    closures = (
        attrs.evolve(row, close=row.close + pause) if row.close >= begin else row
        for row in plan.closures
    )
    return attrs.evolve(
        plan, stages=tuple(stages), disposals=tuple(disposals), closures=tuple(closures)
    )
