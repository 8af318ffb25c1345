"""Who or what is free where: parties, lots or fleets, counted by site."""

from collections.abc import Iterable, Iterator, Mapping

from exeunt.optimise.planner.stores import Undo


class Holdings:
    """How many of each item are free at each site, never less than none.

    What is promised to a later departure is taken at once, so what is free at a site is never more
    than what will be there. Items keep the order in which they came to a site, for it decides ties:
    of two parties that would do as well, the one that came first is taken.
    """

    def __init__(self, sites: Iterable[str]) -> None:
        """Begin with nothing at every site."""
        self._free: dict[str, dict[str, int]] = {site: {} for site in sites}

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, int]]]:
        """Go through the sites, with what is free at each, as :meth:`at` returns it."""
        return iter(self._free.items())

    def at(self, site: str) -> Mapping[str, int]:
        """Return what is free at a site, to be read: it changes as the site does."""
        return self._free[site]

    def count(self, site: str) -> int:
        """Return how many are free at a site in all."""
        return sum(self._free[site].values())

    def any_at(self, site: str) -> bool:
        """Say whether anything is free at a site."""
        return any(self._free[site].values())

    def sites(self) -> list[str]:
        """Return the sites where anything is free."""
        return [site for site, items in self._free.items() if any(items.values())]

    def add(self, site: str, item: str, n: int) -> None:
        """Put ``n`` of an item at a site; one of which there is none is listed too.

        Raises:
            ValueError: where ``n`` is below zero.
        """
        if n < 0:
            msg = f"{n} of {item} at {site}: must be 0 or more"
            raise ValueError(msg)
        items = self._free[site]
        items[item] = items.get(item, 0) + n

    def lend(self, site: str, item: str, n: int) -> None:
        """Take ``n`` that will come back, so that their place in the order is kept.

        Raises:
            ValueError: where there are fewer.
        """
        self._free[site][item] = self._left(site, item, n)

    def send(self, site: str, item: str, n: int) -> None:
        """Take ``n`` for good: an item of which none is left is listed no more.

        Raises:
            ValueError: where there are fewer.
        """
        left = self._left(site, item, n)
        if left:
            self._free[site][item] = left
        else:
            del self._free[site][item]

    def _left(self, site: str, item: str, n: int) -> int:
        free = self._free[site].get(item, 0)
        if not 0 <= n <= free:
            msg = f"{n} of {item} taken at {site}: must be 0 to {free}"
            raise ValueError(msg)
        return free - n

    def snapshot(self) -> Undo:
        """Return what puts everything back as it is now."""
        kept = {site: items.copy() for site, items in self._free.items()}

        def restore() -> None:
            self._free = kept

        return restore
