"""What sites have been booked to receive by day: people, and vehicles that come by road."""

import math
from collections import Counter
from collections.abc import Iterable

from exeunt.model.mission import Mission
from exeunt.network.network import Hop
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.calendar import Calendar


class Reception:
    """People and vehicles that come to each site by day, never more than it receives."""

    def __init__(self, mission: Mission, calendar: Calendar) -> None:
        """Begin with nobody expected."""
        self._site, self._calendar = mission.site, calendar
        self._people: Counter[tuple[str, int]] = Counter()
        self._vehicles: Counter[tuple[str, int]] = Counter()

    def people_left(self, site: str, t: float) -> float:
        """Return how many more people may alight at a site on the day of hour ``t``."""
        most = self._site[site].receive_people_per_day
        if most is None:
            return math.inf
        return most - self._people[site, self._calendar.day(t)]

    def vehicles_left(self, hops: Iterable[Hop]) -> float:
        """Return how many vehicles may still come to every site of a road serial on its day."""
        # A serial that passes a site twice on a day comes there twice.
        times = Counter((hop.step.destination, self._calendar.day(hop.arrive)) for hop in hops)
        left = math.inf
        for (site, day), n in times.items():
            most = self._site[site].receive_vehicles_per_day
            if most is not None:
                left = min(left, (most - self._vehicles[site, day]) // n)
        return left

    def expect_people(self, site: str, t: float, n: int) -> None:
        """Book people who alight at a site at hour ``t``."""
        self._people[site, self._calendar.day(t)] += n

    def expect_vehicles(self, hop: Hop, n: int) -> None:
        """Book vehicles that come by road at the end of a hop."""
        self._vehicles[hop.step.destination, self._calendar.day(hop.arrive)] += n

    def snapshot(self) -> Undo:
        """Return what puts all bookings back as they are now."""
        people, vehicles = self._people.copy(), self._vehicles.copy()

        def restore() -> None:
            self._people, self._vehicles = people, vehicles

        return restore
