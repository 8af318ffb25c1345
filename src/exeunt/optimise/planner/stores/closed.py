"""Which sites have closed, and when."""

from collections.abc import KeysView

from exeunt.optimise.planner.stores import Undo


class Closed:
    """The hours at which sites closed; a site closes once."""

    def __init__(self) -> None:
        """Begin with every site open."""
        self._hours: dict[str, float] = {}

    def __contains__(self, site: str) -> bool:
        return site in self._hours

    @property
    def sites(self) -> KeysView[str]:
        """The sites that have closed."""
        return self._hours.keys()

    def add(self, site: str, t: float) -> None:
        """Close a site at hour ``t``.

        Raises:
            ValueError: where it has closed already.
        """
        if site in self._hours:
            msg = f"{site} closes at hour {t}: must be open, closed at hour {self._hours[site]}"
            raise ValueError(msg)
        self._hours[site] = t

    def hour(self, site: str, default: float) -> float:
        """Return the hour at which a site closed, ``default`` where it has not."""
        return self._hours.get(site, default)

    def snapshot(self) -> Undo:
        """Return what opens the sites again that are open now."""
        hours = self._hours.copy()

        def restore() -> None:
            self._hours = hours

        return restore
