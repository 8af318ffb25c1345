"""How full every site is over time: people in beds, kit in the yard."""

import math

import numpy as np
import numpy.typing as npt

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.calendar import Calendar

Grid = npt.NDArray[np.float64]
"""A figure for each planning period."""


class Presence:
    """The most people and TEU at each site in every period, never below zero.

    Those who leave count to the end of their period and those who come from the beginning of
    theirs, as the rules on beds and yards count them. Exits take whoever comes and are not counted.
    """

    def __init__(self, mission: Mission, calendar: Calendar) -> None:
        """Begin with nobody and nothing anywhere."""
        self._site, self._calendar = mission.site, calendar
        self._people: dict[str, Grid] = {s: np.zeros(calendar.periods) for s in mission.site}
        self._teu: dict[str, Grid] = {s: np.zeros(calendar.periods) for s in mission.site}

    def people(self, site: str) -> Grid:
        """Return the most people at a site in each period, to be read."""
        return self._people[site]

    def teu(self, site: str) -> Grid:
        """Return the most TEU of kit at a site in each period, to be read."""
        return self._teu[site]

    def join(self, site: str, t: float, people: float, teu: float) -> bool:
        """Count people and kit from the period of hour ``t`` on; say whether the site is one."""
        if self._is_exit(site):
            return False
        k = self._calendar.period(t)
        self._people[site][k:] += people
        self._teu[site][k:] += teu
        return True

    def leave(self, site: str, t: float, people: float, teu: float) -> None:
        """Count people and kit no more from the period after that of hour ``t`` on.

        Raises:
            ValueError: where more leave than are there.
        """
        if self._is_exit(site):
            return
        k = self._calendar.next_period(t)
        for grid, n in ((self._people[site], people), (self._teu[site], teu)):
            if n:
                grid[k:] -= n
                if grid[k:].min(initial=0.0) < -EPS:
                    msg = f"{n} leave {site} at hour {t}: must be no more than are there"
                    raise ValueError(msg)

    def free_beds(self, site: str, t: float) -> float:
        """Return how many more people a site can take from hour ``t`` on."""
        beds = self._site[site].beds
        if beds is None or self._is_exit(site):
            return math.inf
        return beds - float(self._people[site][self._calendar.period(t) :].max())

    def free_yard(self, site: str, t: float) -> float:
        """Return how many more TEU a site can take from hour ``t`` on."""
        yard = self._site[site].yard_teu
        if yard is None or self._is_exit(site):
            return math.inf
        return yard - float(self._teu[site][self._calendar.period(t) :].max())

    def _is_exit(self, site: str) -> bool:
        return self._site[site].role == "exit"

    def snapshot(self) -> Undo:
        """Return what puts all counts back as they are now."""
        people = {site: grid.copy() for site, grid in self._people.items()}
        teu = {site: grid.copy() for site, grid in self._teu.items()}

        def restore() -> None:
            self._people, self._teu = people, teu

        return restore
