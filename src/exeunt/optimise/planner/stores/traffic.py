"""What has been booked on the legs: vehicles a day, and when serials enter them."""

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.network.network import Hop
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.calendar import Calendar

SECONDS = 3600
"""In an hour."""


class Traffic:
    """Vehicles on each leg by day, never more than it takes, and the entries of serials."""

    def __init__(self, mission: Mission, calendar: Calendar) -> None:
        """Begin with empty roads."""
        self._leg, self._calendar = mission.leg, calendar
        self._spacing = mission.doctrine.spacing_hours
        self._vehicles: dict[tuple[str, int], int] = {}
        self._entries: dict[tuple[str, str], list[float]] = {}

    def vehicles(self, leg: str, day: int) -> int:
        """Return how many vehicles enter a leg on a day."""
        return self._vehicles.get((leg, day), 0)

    def enter(self, hop: Hop, vehicles: int, *, spaced: bool) -> None:
        """Book the vehicles of a serial on a leg; ``spaced`` serials keep their distance there.

        Raises:
            ValueError: where the leg takes fewer on the day.
        """
        leg = hop.step.leg
        key = (leg.leg, self._calendar.day(hop.depart))
        total = self._vehicles.get(key, 0) + vehicles
        if leg.vehicles_per_day is not None and total > leg.vehicles_per_day + EPS:
            msg = f"{total} vehicles on leg {leg.leg}: must be at most {leg.vehicles_per_day}"
            raise ValueError(msg)
        self._vehicles[key] = total
        if spaced:
            insort(self._entries.setdefault((leg.leg, hop.step.origin), []), hop.depart)

    def column_left(self, hops: Iterable[Hop]) -> float:
        """Return how many vehicles may still enter every leg of a serial on its day."""
        # A serial that comes back by a leg on the same day enters it twice.
        times = Counter((hop.step.leg.leg, self._calendar.day(hop.depart)) for hop in hops)
        left = math.inf
        for (leg, day), n in times.items():
            most = self._leg[leg].vehicles_per_day
            if most is not None:
                left = min(left, (most - self.vehicles(leg, day)) // n)
        return left

    def is_spaced(self, hops: Iterable[Hop]) -> bool:
        """Say whether a serial keeps its distance from those before and after it."""
        return self.delay(hops) <= 0

    def delay(self, hops: Iterable[Hop]) -> float:
        """Return the least hours that a serial must wait to keep its distance; 0 where it does.

        Those before and after it count that enter its legs in its direction. Who has waited may
        then be too near to others.
        """
        gap, delay = self._spacing, 0.0
        if gap <= 0:
            return delay
        for hop in hops:
            others = self._entries.get((hop.step.leg.leg, hop.step.origin), [])
            at = bisect_left(others, hop.depart)
            # They are in order: only the neighbours can be too near.
            for t in others[max(0, at - 1) : at + 1]:
                if abs(hop.depart - t) < gap - EPS:
                    delay = max(delay, t + gap - hop.depart)
        # Plans are written in whole seconds.
        return math.ceil(delay * SECONDS - EPS) / SECONDS

    def snapshot(self) -> Undo:
        """Return what puts the roads back as they are now."""
        vehicles = self._vehicles.copy()
        entries = {key: hours.copy() for key, hours in self._entries.items()}

        def restore() -> None:
            self._vehicles, self._entries = vehicles, entries

        return restore
