"""Stocks of supplies over time: what is used, brought in, taken along and delivered.

A stock runs in straight lines between the points given.
"""

from collections import defaultdict

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.series import Reading
from exeunt.model.mission import Mission
from exeunt.model.stores import Permission, Supply
from exeunt.network.permissions import valid


@attrs.frozen(kw_only=True)
class Stock:
    """One supply at one site.

    ``points`` are (hour, stock) in order, two of one hour where it jumps; ``until`` is when the
    site closes.
    """

    row: Supply
    points: tuple[tuple[float, float], ...]
    until: float

    def at(self, hour: float) -> float:
        """Return the stock at a moment, after all that happens at it.

        0 after the site has closed.
        """
        if hour > self.until:
            return 0.0
        before = self.points[0]
        for point in self.points:
            if point[0] > hour:
                share = (hour - before[0]) / (point[0] - before[0])
                return before[1] + share * (point[1] - before[1])
            before = point
        return before[1]

    @property
    def peak(self) -> float:
        """Highest stock."""
        return max(level for _, level in self.points)

    @property
    def lowest(self) -> tuple[float, float]:
        """When it is lowest, and how low."""
        return min(self.points, key=lambda p: (p[1], p[0]))


def stocks(reading: Reading) -> tuple[Stock, ...]:
    """Follow every supply that is tracked at a site of ours.

    In the order of the mission's table.
    """
    rows = [
        row for row in reading.mission.supplies if reading.mission.site[row.site].role != "exit"
    ]
    return tuple(follow(reading, row) for row in rows)


def follow(reading: Reading, row: Supply) -> Stock:
    """Follow one stock from the start to the closing of its site, or to the end of planning.

    It is used by the site and its people, grows by permitted imports up to its capacity (what would
    be above is lost), falls by what serials take and rises by what they deliver.
    """
    mission = reading.mission
    closure = reading.plan.closes.get(row.site)
    until = reading.end
    if closure is not None:
        until = min(until, mission.hours(closure.close))
    jumps = loaded_and_delivered(reading, row)
    people = reading.presence.get(row.site, Curve())
    changes = {*jumps, *people.hours, *import_edges(mission, row)}
    hours = sorted({0.0, until, *(hour for hour in changes if 0 < hour < until)})
    level, points = row.stock, [(0.0, row.stock)]
    for i, hour in enumerate(hours):
        if i:
            before = hours[i - 1]
            coming = row.import_per_day / 24 if imported(mission, row, before) else 0.0
            using = (row.use_per_day + row.use_per_person_day * people.at(before)) / 24
            for turn, value in runs(level, hour - before, coming, using, row.capacity):
                points.append((before + turn, value))
                level = value
        if jumps.get(hour):
            level += jumps[hour]
            points.append((hour, level))
    return Stock(row=row, points=tuple(points), until=until)


def loaded_and_delivered(reading: Reading, row: Supply) -> dict[float, float]:
    """Return by how much a stock jumps when serials take of it or bring to it.

    What is used on the way is taken where it boards and delivered nowhere.
    """
    jumps: dict[float, float] = defaultdict(float)
    for move in reading.moves:
        if (move.kind, move.item) != ("supply", row.supply):
            continue
        if move.origin == row.site:
            jumps[move.leave] -= move.quantity
        if move.destination == row.site and move.role != "used":
            jumps[move.arrive] += move.quantity
    return jumps


def runs(
    level: float, hours: float, coming: float, using: float, capacity: float | None
) -> list[tuple[float, float]]:
    """Return where a stock's line bends in a span of steady use and import, and where it ends.

    Points are (hours into the span, stock).
    """
    if capacity is None:
        return [(hours, level + (coming - using) * hours)]
    bends: list[tuple[float, float]] = []
    gone = 0.0
    if level > capacity:  # above it nothing comes in
        falls = (level - capacity) / using if using else hours
        if falls >= hours:
            return [(hours, level - using * hours)]
        level, gone = capacity, falls
        bends.append((gone, level))
    slope = coming - using
    end = level + slope * (hours - gone)
    if slope <= 0 or end <= capacity:
        return [*bends, (hours, end)]
    full = gone + (capacity - level) / slope
    if full > gone:
        bends.append((full, capacity))
    return [*bends, (hours, capacity)]


def import_edges(mission: Mission, row: Supply) -> list[float]:
    """Return the hours at which a permission about importing a supply to a site begins or ends."""
    end = mission.hours(mission.end)
    permissions = [p for p in mission.permissions if about(p.mode, p.where, row)]
    return [hour for p in permissions for hour in valid(mission, p) if hour < end]


def imported(mission: Mission, row: Supply, hour: float) -> bool:
    """Say whether a supply may be brought to its site at a moment.

    It may where no permission is about it, or one that grants it holds.
    """
    permissions = [p for p in mission.permissions if about(p.mode, p.where, row)]

    def holds(permission: Permission) -> bool:
        begin, end = valid(mission, permission)
        return permission.state == "granted" and begin <= hour < end

    return not permissions or any(map(holds, permissions))


def about(mode: str, where: str, row: Supply) -> bool:
    """Say whether a permission is about importing a supply to its site."""
    return mode == "import" and where in {row.supply, row.site, "*"}
