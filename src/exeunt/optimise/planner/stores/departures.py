"""When a site was last left, and when each lot last left it."""

import math

from exeunt.optimise.planner.stores import Undo


class Departures:
    """The latest hour at which anything leaves a site, and at which units of a lot do."""

    def __init__(self) -> None:
        """Begin with nothing having left."""
        self._last: dict[str, float] = {}
        self._lots: dict[tuple[str, str], float] = {}

    def note(self, site: str, t: float) -> None:
        """Note that something leaves a site at hour ``t``."""
        self._last[site] = max(self.last(site), t)

    def last(self, site: str) -> float:
        """Return the hour at which anything last leaves a site; 0 where nothing does."""
        return self._last.get(site, 0.0)

    def note_lot(self, site: str, lot: str, t: float) -> None:
        """Note that units of a lot leave a site at hour ``t``."""
        self._lots[site, lot] = max(self.last_of(site, lot), t)

    def last_of(self, site: str, lot: str) -> float:
        """Return the hour at which units of a lot last leave a site; −inf where none does."""
        return self._lots.get((site, lot), -math.inf)

    def snapshot(self) -> Undo:
        """Return what puts all hours back as they are now."""
        last, lots = self._last.copy(), self._lots.copy()

        def restore() -> None:
            self._last, self._lots = last, lots

        return restore
