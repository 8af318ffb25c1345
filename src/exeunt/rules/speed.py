"""How long a stage takes: the longest of its leg's hours and those of the slowest aboard."""

import math
from collections.abc import Iterable
from functools import cached_property
from statistics import NormalDist

from exeunt.model.choices import Mode
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.rules.threat import Threats


class Clock:
    """The hours that stages of a mission take."""

    def __init__(self, mission: Mission) -> None:
        """Keep the mission."""
        self.mission = mission

    @cached_property
    def threats(self) -> Threats:
        """The threats of its legs, for the paces that ask for one."""
        return Threats(self.mission)

    def hours_on_the_move(self, leg: Leg, speeds: Iterable[float | None], t: float) -> float:
        """Return the hours that a leg takes, entered at hour ``t``, at most at these km/h.

        A blank speed keeps up with all others. Nights are not in it. On the ground and on water
        they are those of the quantile at which is planned.
        """
        # Block hours of aircraft are not those of a column: wind is no heat and no mud.
        stretch = 1.0 if leg.mode == Mode.AIR else self._stretch
        return stretch * self._planned(leg, speeds, t)

    @cached_property
    def _stretch(self) -> float:
        """What hours are multiplied by to be those of the quantile at which is planned."""
        doctrine = self.mission.doctrine
        z = NormalDist().inv_cdf(doctrine.travel_confidence)
        return math.exp(doctrine.travel_spread * z)

    def _planned(self, leg: Leg, speeds: Iterable[float | None], t: float) -> float:
        """Return the median of the hours that a leg takes."""
        own = (leg.travel_hours or 0.0) * self.factor(leg, t)
        limits = [speed for speed in speeds if speed is not None]
        if not limits:
            return own
        beyond = 0.0
        if leg.mode == Mode.AIR:
            # Block hours run from chock to chock: it does not cruise before it has climbed.
            beyond = self.mission.doctrine.taxi_hours
        return max(own, leg.km / min(limits) + beyond)

    def factor(self, leg: Leg, t: float) -> float:
        """Return what a road's own time is multiplied by for who enters it at hour ``t``.

        It is that of the row with the most conditions that all hold; of several the slowest.
        """
        if leg.mode != Mode.ROAD or not leg.surface:
            return 1.0
        rows = [row for row in self.mission.paces if self._holds(row, leg, t)]
        most = max((row.conditions for row in rows), default=0)
        return max((row.likely for row in rows if row.conditions == most), default=1.0)

    def _holds(self, row: Pace, leg: Leg, t: float) -> bool:
        """Say whether a row is about a leg at an hour."""
        if row.surface not in {"*", leg.surface} or row.cover not in {"*", leg.cover or "none"}:
            return False
        if row.threat_from and row.threat_from > self.threats.at(leg.leg, t):
            return False
        return row.holds_at(self.mission.time(t))
