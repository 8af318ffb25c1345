"""What is loaded, or unloaded, where and when."""

import math
from collections.abc import Mapping

from exeunt.clock.steps import EPS
from exeunt.model.places import Site
from exeunt.optimise.planner.stores import Undo


class Handling:
    """TEU handled at each site, by hour, within a rate a day."""

    def __init__(self, site: Mapping[str, Site], rates: Mapping[str, float | None]) -> None:
        """Keep the sites' rates in TEU a day, None where there is no limit."""
        self._site, self._rates = site, rates
        self._handled: dict[str, list[tuple[float, float]]] = {}

    def at(self, site: str) -> tuple[tuple[float, float], ...]:
        """Return what is handled at a site: hours, and TEU."""
        return tuple(self._handled.get(site, ()))

    def book(self, site: str, t: float, teu: float) -> None:
        """Handle so many TEU at a site at hour ``t``."""
        self._handled.setdefault(site, []).append((t, teu))

    def left(self, site: str, t: float) -> float:
        """Return how many TEU can still be handled at a site at hour ``t`` within its rate.

        The rate holds in any day, or any turn-round where that takes longer.
        """
        rate = self._rates[site]
        if rate is None:
            return math.inf
        window = max(24.0, self._site[site].turn_hours)
        most = rate * window / 24
        handled = self._handled.get(site, [])
        # Every window that holds hour t ends at t, or with something that is handled later.
        ends = [t, *(at for at, _ in handled if t <= at < t + window - EPS)]
        return min(
            most - sum(teu for at, teu in handled if end - window + EPS < at <= end + EPS)
            for end in ends
        )

    def snapshot(self) -> Undo:
        """Return what puts all that is handled back as it is now."""
        handled = {site: booked.copy() for site, booked in self._handled.items()}

        def restore() -> None:
            self._handled = handled

        return restore
