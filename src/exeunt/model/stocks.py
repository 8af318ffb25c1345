"""How much of a supply is left at a site at a moment of a plan."""

import math
from collections import defaultdict
from datetime import datetime

from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.model.stores import Permission, Supply


def stock_at(mission: Mission, plan: Plan, supply: Supply, moment: datetime) -> float:
    """Return the stock of a supply at its site at a moment, in the supply's unit.

    The site and its people use it, permitted imports fill it up to its capacity, serials draw from
    it when they leave and add to it when they deliver. It falls below zero where the plan draws
    more than there is; a site that has closed has none.
    """
    closure = plan.closes.get(supply.site)
    if moment < mission.start:
        return supply.stock
    if closure is not None and closure.close < moment:
        return 0.0
    deliveries, people = _changes(mission, plan, supply)
    imports = import_rows(mission, supply.supply, supply.site)
    edges = {edge for row in imports for edge in (row.valid_from, row.valid_to) if edge is not None}
    times = sorted(t for t in {*deliveries, *people, *edges} if mission.start <= t <= moment)
    level, present, last = supply.stock, 0, mission.start
    for time in (*times, moment):
        coming = supply.import_per_day if _is_permitted(imports, last) else 0.0
        using = supply.use_per_day + supply.use_per_person_day * present
        level = _after(level, (time - last).total_seconds() / 86400, coming, using, supply.capacity)
        level += deliveries.pop(time, 0.0)
        present += people.pop(time, 0)
        last = time
    return level


def _changes(
    mission: Mission, plan: Plan, supply: Supply
) -> tuple[dict[datetime, float], dict[datetime, int]]:
    """Return what is delivered or drawn, and how many people come or leave, by moment."""
    deliveries: dict[datetime, float] = defaultdict(float)
    people: dict[datetime, int] = defaultdict(int)
    people[mission.start] += sum(p.count for p in mission.parties if p.site == supply.site)
    for serial, stages in plan.serials.items():
        by_number = {stage.stage: stage for stage in stages}
        for load in plan.aboard.get(serial, ()):
            boards, alights = by_number.get(load.board_stage), by_number.get(load.alight_stage)
            if boards is None or alights is None or boards.stage > alights.stage:
                continue
            leaves_here, comes_here = (
                boards.origin == supply.site,
                alights.destination == supply.site,
            )
            if load.kind == "people":
                people[boards.depart] -= round(load.quantity) * leaves_here
                people[alights.arrive] += round(load.quantity) * comes_here
            elif load.kind == "supply" and load.item == supply.supply:
                deliveries[boards.depart] -= load.quantity * leaves_here
                deliveries[alights.arrive] += _delivered(load) * comes_here
    return deliveries, people


def _delivered(load: Load) -> float:
    """Return what a load of a supply adds where it alights: nothing if the serial uses it."""
    return 0.0 if load.role == "used" else load.quantity


def import_rows(mission: Mission, supply: str, site: str) -> list[Permission]:
    """Return the permissions about importing a supply to a site."""
    places = {supply, site, "*"}
    return [p for p in mission.permissions if p.mode == "import" and p.where in places]


def may_import(mission: Mission, supply: str, site: str, moment: datetime) -> bool:
    """Say whether a supply may come in from a moment on: no row is about it, or one grants it."""
    return _is_permitted(import_rows(mission, supply, site), moment)


def _is_permitted(rows: list[Permission], moment: datetime) -> bool:
    if not rows:
        return True
    return any(
        row.state == "granted"
        and (row.valid_from is None or row.valid_from <= moment)
        and (row.valid_to is None or moment < row.valid_to)
        for row in rows
    )


def _after(level: float, days: float, coming: float, using: float, capacity: float | None) -> float:
    """Return a stock after some days of steady import and use (both per day)."""
    if capacity is None:
        return level + (coming - using) * days
    if level > capacity:
        # What stands above the capacity is used first: until then whatever comes in is lost.
        days_above = (level - capacity) / using if using else math.inf
        if days <= days_above:
            return level - using * days
        level, days = capacity, days - days_above
    return min(capacity, level + (coming - using) * days)
