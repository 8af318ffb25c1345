"""What is packed at each site of the kit that stands there at the start, and what has left."""

import math
from collections.abc import Mapping

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.forces import Lot
from exeunt.optimise.planner.stores import Undo

ROUNDING = 0.001
"""TEU that a rate may seem to pack more by, as times are written in whole seconds."""


@attrs.define
class Packed:
    """Kit of a site that is packed by some hour, in TEU, of which a serial takes."""

    site: str
    teu: float

    def most(self, lot: Lot) -> float:
        """Return how many units of a lot can go; what comes from elsewhere is packed."""
        if lot.site != self.site or not lot.teu:
            return math.inf
        return max(0.0, self.teu) / lot.teu

    def take(self, lot: Lot, units: int) -> None:
        """Take units of a lot."""
        if lot.site == self.site:
            self.teu -= units * lot.teu


class Packing:
    """TEU that have left each site, by hour, within what its rate a day has packed by then."""

    def __init__(self, rates: Mapping[str, float | None]) -> None:
        """Keep the sites' rates in TEU a day, None where there is no limit."""
        self._rates = rates
        self._left: dict[str, list[tuple[float, float]]] = {}

    def at(self, site: str) -> tuple[tuple[float, float], ...]:
        """Return what has left a site: hours, and TEU."""
        return tuple(self._left.get(site, ()))

    def book(self, site: str, t: float, teu: float) -> None:
        """Take so many TEU away from a site at hour ``t``."""
        self._left.setdefault(site, []).append((t, teu))

    def ready(self, site: str, t: float) -> Packed:
        """Return what more can leave a site at hour ``t``, packed by then.

        What leaves later, and is booked already, must still find its kit packed.
        """
        rate = self._rates[site]
        if rate is None:
            return Packed(site, math.inf)
        left = self._left.get(site, [])
        moments = [t, *(at for at, _ in left if at > t)]
        teu = min(
            rate * at / 24 - ROUNDING - sum(teu for gone, teu in left if gone <= at + EPS)
            for at in moments
        )
        return Packed(site, teu)

    def snapshot(self) -> Undo:
        """Return what puts all that has left back as it is now."""
        left = {site: booked.copy() for site, booked in self._left.items()}

        def restore() -> None:
            self._left = left

        return restore
