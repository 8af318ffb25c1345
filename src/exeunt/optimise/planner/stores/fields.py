"""What has been booked of airfields: landings a day, and aircraft parked."""

import attrs

from exeunt.clock.steps import EPS
from exeunt.optimise.planner.stores import Undo


@attrs.frozen
class Parked:
    """So many aircraft that stand at a field from one hour to another."""

    start: float
    until: float
    aircraft: int


class Fields:
    """Landings at each field by day, and the aircraft that park there between two stages."""

    def __init__(self) -> None:
        """Begin with empty fields."""
        self._landings: dict[tuple[str, int], int] = {}
        self._parked: dict[str, list[Parked]] = {}

    def land(self, site: str, day: int, n: int) -> None:
        """Book ``n`` landings at a field on a day."""
        self._landings[site, day] = self.landings(site, day) + n

    def landings(self, site: str, day: int) -> int:
        """Return the landings at a field on a day."""
        return self._landings.get((site, day), 0)

    def park(self, site: str, start: float, until: float, aircraft: int) -> None:
        """Park aircraft at a field from one hour to another."""
        self._parked.setdefault(site, []).append(Parked(start, until, aircraft))

    def parked(self, site: str, start: float, until: float) -> int:
        """Return how many aircraft park at a field at any time between two hours."""
        return sum(
            stay.aircraft
            for stay in self._parked.get(site, ())
            if stay.start < until + EPS and stay.until > start - EPS
        )

    def frees(self, site: str, start: float, until: float) -> float:
        """Return when the first of those leaves who park at a field between two hours.

        It is ``start`` where nobody does.
        """
        return min(
            (
                stay.until
                for stay in self._parked.get(site, ())
                if stay.start < until + EPS and stay.until > start - EPS
            ),
            default=start,
        )

    def snapshot(self) -> Undo:
        """Return what puts all fields back as they are now."""
        landings = self._landings.copy()
        parked = {site: stays.copy() for site, stays in self._parked.items()}

        def restore() -> None:
            self._landings, self._parked = landings, parked

        return restore
