"""Hours of a mission as planning periods, days and months."""

import math
from datetime import timedelta

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission


class Calendar:
    """Says in which period, on which day and in which month an hour falls.

    ``end`` is the hour at which planning ends, ``periods`` how many there are, the one that begins
    at the end included.
    """

    def __init__(self, mission: Mission) -> None:
        """Keep when the mission begins and ends."""
        start = mission.start
        self._start, self.period_hours = start, mission.period_hours
        self._first_day = start.toordinal()
        self._first_hour = start.hour + start.minute / 60 + start.second / 3600
        self.end = mission.hours(mission.end)
        self.periods = math.ceil(self.end / mission.period_hours) + 1

    def period(self, t: float) -> int:
        """Return the period that holds hour ``t``; the last for all that is later."""
        return min(int(t / self.period_hours + EPS), self.periods - 1)

    def next_period(self, t: float) -> int:
        """Return the period after that of hour ``t``; one more than there are for all later."""
        return min(math.floor(t / self.period_hours + EPS) + 1, self.periods)

    def day(self, t: float) -> int:
        """Return the ordinal of the calendar day that holds hour ``t``."""
        return self._first_day + int((self._first_hour + t + EPS) // 24)

    def month(self, t: float) -> str:
        """Return the calendar month that holds hour ``t``."""
        return f"{self._start + timedelta(hours=t):%Y-%m}"
