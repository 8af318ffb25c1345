"""Work on disposals: which teams are at it, and when each line of work is done."""

from collections.abc import Mapping

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.optimise.planner.stores import Undo


@attrs.frozen
class Line:
    """Work at one site by one row of the dispositions: such work goes on one lot at a time."""

    site: str
    disposition: str
    kit_class: str
    owner: str

    @classmethod
    def of(cls, site: str, terms: Disposition) -> "Line":
        """Return the line of work at a site on these terms."""
        return cls(site, terms.disposition, terms.kit_class, terms.owner)


@attrs.frozen
class Work:
    """So many teams at work until an hour."""

    until: float
    teams: int


IDLE = Work(0.0, 0)
"""Nobody at work."""


class Works:
    """The teams at work at each site by capability, and the hours at which lines are free again."""

    def __init__(self) -> None:
        """Begin with nobody at work."""
        self._teams: dict[str, dict[str, Work]] = {}
        self._done: dict[Line, float] = {}

    def at(self, site: str) -> Mapping[str, Work]:
        """Return the work at a site by the capability of its teams."""
        return self._teams.get(site, {})

    def hold(self, site: str, capability: str, until: float, teams: int) -> None:
        """Keep teams at a site until an hour: with work that is booked, as many as either needs."""
        here = self._teams.setdefault(site, {})
        known = here.get(capability, IDLE)
        here[capability] = Work(max(until, known.until), max(teams, known.teams))

    def free_from(self, line: Line, t: float) -> float:
        """Return the hour from which a line of work is free; ``t`` where nothing is booked."""
        return self._done.get(line, t)

    def occupy(self, line: Line, until: float) -> None:
        """Book a line of work until an hour."""
        self._done[line] = until

    def snapshot(self) -> Undo:
        """Return what puts all work back as it is now."""
        teams = {site: here.copy() for site, here in self._teams.items()}
        done = self._done.copy()

        def restore() -> None:
            self._teams, self._done = teams, done

        return restore
