"""What is on its way to where, and when it will be free there."""

import heapq
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.optimise.planner.stores import Undo


@attrs.frozen(order=True)
class Arrival:
    """Something on its way to a site, where it is free from hour ``t`` on.

    Ordered by hour, and by ``counter`` among equals, so that ties fall as they were booked.
    """

    t: float
    counter: int
    kind: LoadKind = attrs.field(order=False)
    site: str = attrs.field(order=False)
    item: str = attrs.field(order=False)
    quantity: int = attrs.field(order=False)


ANYTHING = frozenset({LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE})
"""Every kind that is awaited at sites; aircraft and supplies are counted elsewhere."""


class Arrivals:
    """What is on its way, the soonest first."""

    def __init__(self) -> None:
        """Begin with nothing on its way."""
        self._coming: list[Arrival] = []
        self._booked = 0

    def __iter__(self) -> Iterator[Arrival]:
        """Go through all that is on its way, in no order that means anything."""
        return iter(self._coming)

    def __len__(self) -> int:
        return len(self._coming)

    @property
    def soonest(self) -> float | None:
        """Hour of the next arrival; None where nothing is on its way."""
        return self._coming[0].t if self._coming else None

    def add(self, t: float, kind: LoadKind, site: str, item: str, quantity: int) -> None:
        """Await something at a site at hour ``t``."""
        self._booked += 1
        heapq.heappush(self._coming, Arrival(t, self._booked, kind, site, item, quantity))

    def take(self, t: float) -> Iterator[Arrival]:
        """Yield what has come by hour ``t``, in order, and await it no more."""
        while self._coming and self._coming[0].t <= t + EPS:
            yield heapq.heappop(self._coming)

    def are_expected(self, site: str, kinds: frozenset[LoadKind] = ANYTHING) -> bool:
        """Say whether anything of these kinds is on its way to a site."""
        return any(arrival.site == site and arrival.kind in kinds for arrival in self._coming)

    def coming(self, site: str, kind: LoadKind) -> dict[str, int]:
        """Return what of a kind is on its way to a site, by item."""
        found: dict[str, int] = {}
        for arrival in self._coming:
            if arrival.site == site and arrival.kind == kind:
                found[arrival.item] = found.get(arrival.item, 0) + arrival.quantity
        return found

    def snapshot(self) -> Undo:
        """Return what puts everything back on its way that is so now."""
        coming, booked = self._coming.copy(), self._booked

        def restore() -> None:
            self._coming, self._booked = coming, booked

        return restore
