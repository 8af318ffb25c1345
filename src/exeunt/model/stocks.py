"""How much of a supply is left at a site at a moment of a plan."""

import math
from collections import defaultdict
from datetime import datetime, timedelta

from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission, Supply

DAY = timedelta(days=1)


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
    changes = {*deliveries, *people, *_edges(imports)}
    level, present, last = supply.stock, 0, mission.start
    # Between two changes everything comes and goes at steady rates. The moment asked for may be
    # one of the changes: what happens then has been taken out of the lists, and is not done twice.
    for time in (*sorted(t for t in changes if mission.start <= t <= moment), moment):
        coming = 0.0
        if _is_permitted(imports, last):
            coming = supply.import_per_day
        using = supply.use_per_day + supply.use_per_person_day * present
        days = (time - last) / DAY
        level = _after(level, days, coming, using, supply.capacity)
        level += deliveries.pop(time, 0.0)
        present += people.pop(time, 0)
        last = time
    return level


def _edges(imports: list[Permission]) -> set[datetime]:
    """Return the moments at which permissions begin or cease to be valid."""
    edges: set[datetime] = set()
    for permission in imports:
        edges |= {e for e in (permission.valid_from, permission.valid_to) if e is not None}
    return edges


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
            if load.kind == "people":
                if boards.origin == supply.site:
                    people[boards.depart] -= round(load.quantity)
                if alights.destination == supply.site:
                    people[alights.arrive] += round(load.quantity)
            elif load.kind == "supply" and load.item == supply.supply:
                if boards.origin == supply.site:
                    deliveries[boards.depart] -= load.quantity
                # What the serial uses itself is drawn here as well, but never comes anywhere.
                if alights.destination == supply.site and load.role != "used":
                    deliveries[alights.arrive] += load.quantity
    return deliveries, people


def dry_sites(mission: Mission) -> list[str]:
    """Return the sites where there is no fuel but what serials bring.

    Where a mission counts fuel at all, it is counted, sold (at exits), or in the tanks of what
    stands at a site at the start. Elsewhere nobody keeps any.
    """
    counted = {row.site for row in mission.supplies if row.supply == "fuel"}
    if not counted:
        return []
    tanks = {fleet.site for fleet in mission.fleets} | {fleet.site for fleet in mission.air_fleets}
    tanks |= {lot.site for lot in mission.lots if lot.self_driving}
    return [
        site.site
        for site in mission.sites
        if site.role != "exit" and site.site not in counted | tanks
    ]


def import_rows(mission: Mission, supply: str, site: str) -> list[Permission]:
    """Return the permissions about importing a supply to a site."""
    places = {supply, site, "*"}
    return [p for p in mission.permissions if p.mode == "import" and p.where in places]


def may_import(mission: Mission, supply: str, site: str, moment: datetime) -> bool:
    """Say whether a supply may come in from a moment on: no row is about it, or one grants it."""
    return _is_permitted(import_rows(mission, supply, site), moment)


def _is_permitted(permissions: list[Permission], moment: datetime) -> bool:
    # An import that nobody has anything to say of is local, such as a borehole.
    if not permissions:
        return True
    return any(
        permission.state in LEAVE and _is_valid(permission, moment) for permission in permissions
    )


def _is_valid(permission: Permission, moment: datetime) -> bool:
    """Say whether a moment lies in the span of a permission; a blank end is open."""
    if permission.valid_from is not None and moment < permission.valid_from:
        return False
    return permission.valid_to is None or moment < permission.valid_to


def _after(level: float, days: float, coming: float, using: float, capacity: float | None) -> float:
    """Return a stock after some days of steady import and use (both per day)."""
    if capacity is None:
        return level + (coming - using) * days
    if level > capacity:
        # What stands above the capacity is used first: until then whatever comes in is lost.
        days_above = math.inf
        if using:
            days_above = (level - capacity) / using
        if days <= days_above:
            return level - using * days
        level, days = capacity, days - days_above
    return min(capacity, level + (coming - using) * days)
