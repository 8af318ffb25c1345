"""How often each site, and the world, has changed: what an answer found earlier is held against."""

from collections.abc import Iterable

from exeunt.optimise.planner.stores import Undo


class Versions:
    """Counts changes; a count never comes back, not even when the world goes back to a snapshot.

    If it did, an answer remembered from a world that was given up would be taken for a fresh one.
    """

    def __init__(self, sites: Iterable[str]) -> None:
        """Begin with nothing changed."""
        self._changes = dict.fromkeys(sites, 0)
        self.revision = 0

    def of(self, site: str) -> int:
        """Return how often a site has changed."""
        return self._changes[site]

    def touch(self, site: str) -> None:
        """Note that a site has changed."""
        self._changes[site] += 1

    def renew(self) -> None:
        """Note that the world has changed."""
        self.revision += 1

    def snapshot(self) -> Undo:
        """Return what notes that the world is back as it was: what changed since changes again."""
        before = self._changes.copy()

        def restore() -> None:
            self._changes = {s: n + (n != before[s]) for s, n in self._changes.items()}
            self.revision += 1

        return restore
