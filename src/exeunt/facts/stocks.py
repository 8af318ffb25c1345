"""Stocks of supplies over time: what is used, brought in, taken along and delivered.

A stock runs in straight lines between the points given.
"""

from collections import defaultdict
from typing import NamedTuple, Self

import attrs

from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.series import Reading
from exeunt.facts.stories import last_lift
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.stores import Permission, Supply
from exeunt.network.permissions import valid

JUST_BEFORE = 1e-6
"""Hours by which a moment is before another."""


class Point(NamedTuple):
    """How much there is at an hour."""

    hour: float
    level: float


@attrs.frozen(kw_only=True)
class Stock:
    """One supply at one site over time, as ``row`` of the mission's table has it.

    ``points`` are in order, two of one hour where the stock jumps; ``until`` is the hour at which
    the site closes. ``uses`` is what the site and its people use a day, ``used`` all that they use,
    ``imported`` all that comes in but by serials. ``last_lift`` is when the last people leave, or
    else ``until``.
    """

    row: Supply
    points: tuple[Point, ...]
    until: float
    uses: Curve
    used: float
    imported: float
    last_lift: float

    def at(self, hour: float) -> float:
        """Return the stock at a moment, after all that happens at it.

        It is 0 once the site has closed.
        """
        if hour > self.until:
            return 0.0
        before = self.points[0]
        for point in self.points:
            if point.hour > hour:
                share = (hour - before.hour) / (point.hour - before.hour)
                return before.level + share * (point.level - before.level)
            before = point
        return before.level

    @property
    def left_over(self) -> float:
        """What is still there when the site closes, or planning ends: nobody has a use for it."""
        return self.at(self.until)

    @property
    def days_at_last_lift(self) -> float | None:
        """For how many days the stock would have lasted those who were there until the last lift.

        It is None where nothing was used.
        """
        before = max(0.0, self.last_lift - JUST_BEFORE)
        use_per_day = self.uses.at(before)
        if not use_per_day:
            return None
        return max(0.0, self.at(before)) / use_per_day

    @property
    def peak(self) -> float:
        """Highest stock."""
        return max(level for _, level in self.points)

    @property
    def lowest(self) -> Point:
        """The point at which it is lowest, the first of several."""
        return min(self.points, key=lambda point: (point.level, point.hour))


def stocks(reading: Reading) -> tuple[Stock, ...]:
    """Follow every supply that is tracked at a site of ours, in the order of the table."""
    mission = reading.mission
    # What an exit has is not ours to run out of.
    ours = [supply for supply in mission.supplies if mission.site[supply.site].role != "exit"]
    return tuple(follow(reading, supply) for supply in ours)


def follow(reading: Reading, supply: Supply) -> Stock:
    """Follow one stock from the start to the closing of its site, or to the end of planning.

    It is used by the site and its people, grows by permitted imports up to its capacity (what would
    be above is lost), falls by what serials take and rises by what they deliver.
    """
    mission = reading.mission
    closure = reading.plan.closes.get(supply.site)
    until = reading.end
    if closure is not None:
        until = min(until, mission.hours(closure.close))

    people = reading.presence.get(supply.site, Curve())
    imports = Imports.of(mission, supply)
    jumps = loaded_and_delivered(reading, supply)
    changes = {*jumps, *people.hours, *imports.edges}
    # Between these hours people and imports stay as they are, so the stock runs straight.
    hours = sorted({0.0, until, *(hour for hour in changes if 0 < hour < until)})

    level = supply.stock
    used = imported = 0.0
    uses: list[Event] = []
    points = [Point(0.0, level)]
    before = hours[0]
    for hour in hours:
        if hour > before:
            coming = supply.import_per_day / 24 if imports.granted(before) else 0.0
            use_per_day = supply.use_per_day + supply.use_per_person_day * people.at(before)
            run = runs(level, hour - before, coming, use_per_day / 24, supply.capacity)
            points += [Point(before + into, bend) for into, bend in run]
            used_here = use_per_day * (hour - before) / 24
            used += used_here
            # What would be above the capacity does not come in: it is what the level tells.
            imported += run[-1].level - level + used_here
            uses.append((before, use_per_day - sum(change for _, change in uses)))
            level = points[-1].level
        jump = jumps.get(hour)
        if jump:
            level += jump
            points.append(Point(hour, level))
        before = hour
    lifted = last_lift(reading, closure)
    return Stock(
        row=supply,
        points=tuple(points),
        until=until,
        uses=curve(uses),
        used=used,
        imported=imported,
        last_lift=until if lifted is None else min(lifted, until),
    )


def loaded_and_delivered(reading: Reading, supply: Supply) -> dict[float, float]:
    """Return by how much a stock jumps when serials take of it or bring to it.

    What is used on the way is taken where it boards and delivered nowhere.
    """
    jumps: dict[float, float] = defaultdict(float)
    for move in reading.moves:
        if (move.kind, move.item) != ("supply", supply.supply):
            continue
        if move.origin == supply.site:
            jumps[move.leave] -= move.quantity
        if move.destination == supply.site and move.role != "used":
            jumps[move.arrive] += move.quantity
    return jumps


def runs(
    level: float, hours: float, coming: float, using: float, capacity: float | None
) -> list[Point]:
    """Return where a stock's line bends in a span of steady use and import, and where it ends.

    ``coming`` and ``using`` are units an hour. The points' hours count from the span's beginning.
    """
    if capacity is None:
        return [Point(hours, level + (coming - using) * hours)]
    bends: list[Point] = []
    since = 0.0
    # Deliveries may fill a store beyond its capacity; until that is used up nothing is brought in.
    if level > capacity:
        since = (level - capacity) / using if using else hours
        if since >= hours:
            return [Point(hours, level - using * hours)]
        level = capacity
        bends.append(Point(since, level))
    slope = coming - using
    end = level + slope * (hours - since)
    if slope <= 0 or end <= capacity:
        return [*bends, Point(hours, end)]
    full = since + (capacity - level) / slope
    if full > since:
        bends.append(Point(full, capacity))
    return [*bends, Point(hours, capacity)]


@attrs.frozen(kw_only=True)
class Imports:
    """The permissions about importing a supply to a site; what is not asked of anybody is free."""

    mission: Mission
    permissions: tuple[Permission, ...]

    @classmethod
    def of(cls, mission: Mission, supply: Supply) -> Self:
        """Choose those of a mission that are about a supply at its site."""
        places = {supply.supply, supply.site, "*"}
        about = [
            permission
            for permission in mission.permissions
            if permission.mode == "import" and permission.where in places
        ]
        return cls(mission=mission, permissions=tuple(about))

    @property
    def edges(self) -> list[float]:
        """Hours up to the end of planning at which one of them begins or ends."""
        end = self.mission.hours(self.mission.end)
        spans = [valid(self.mission, permission) for permission in self.permissions]
        return [hour for span in spans for hour in span if hour < end]

    def granted(self, hour: float) -> bool:
        """Say whether the supply may be brought to its site at a moment."""
        if not self.permissions:
            return True
        for permission in self.permissions:
            begin, end = valid(self.mission, permission)
            if permission.state in LEAVE and begin <= hour < end:
                return True
        return False
