"""How long a march takes, with its nightly rests."""

import math

import attrs

from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.network.speeds import Speeds

QUARTER_HOUR = 4
"""Parts of an hour to which planned times are rounded."""
ROUNDING = 1e-9
"""Hours of march that are an error of arithmetic, and no reason for another night."""


def up(hours: float) -> float:
    """Round a time up to the next quarter of an hour."""
    # Never to the nearest: a plan may give a leg more than its planned time, but not less.
    return math.ceil(hours * QUARTER_HOUR - 1e-6) / QUARTER_HOUR


def march(hours: float, hours_per_day: float) -> float:
    """Return the least span in which a convoy is so many hours on the move.

    It rests for the remainder of every 24 hours, but not after the last of its march: a march of
    one day's hours has no night in it, and one of no hours takes none.
    """
    return hours + nights(hours, hours_per_day) * (24.0 - hours_per_day)


def nights(hours: float, hours_per_day: float) -> int:
    """Return the nights in a march of so many hours that begins rested."""
    return max(0, math.ceil(hours / hours_per_day - ROUNDING) - 1)


def nights_under_way(hours: float, hours_per_day: float) -> int:
    """Return the nights in a stage of so many hours, the first after a day's march."""
    return max(0, math.ceil((hours - hours_per_day) / 24 - 1e-6))


def leg_hours(mission: Mission, leg: Leg) -> float:
    """Return the least span a leg takes: on a road with nightly rests, by other modes without.

    It is that of the fastest who can use it.
    """
    hours = Speeds(mission).least(leg)
    if leg.mode == "road":
        return march(hours, mission.doctrine.march_hours_per_day)
    return hours


@attrs.define
class MarchClock:
    """The time of a serial under way: it drives by day, rests by night, and halts where it must.

    ``now`` is in hours from the mission's start. Of every 24 hours it drives ``hours_per_day`` (inf
    for what travels through the night); ``driven`` are those since its last rest.
    """

    now: float
    hours_per_day: float
    driven: float = 0.0

    @property
    def night(self) -> float:
        """Hours of rest between two days of march."""
        return 24 - self.hours_per_day

    def drive(
        self, hours: float, most_nights: int | None = None, *, passes: bool = False
    ) -> tuple[float, float]:
        """Drive a leg that takes so many hours on the move; return when it begins and ends.

        Where it would spend more than ``most_nights`` on the leg it rests before it. One that
        ``passes`` where the leg begins rests on the leg, come what may.
        """
        # A day's march that ends with a leg: the night is spent before the next is entered, so that
        # nobody rests on a leg who could rest at its end.
        crowded = most_nights is not None and nights(self.driven + hours, self.hours_per_day) > (
            most_nights
        )
        due = self.driven >= self.hours_per_day - ROUNDING or (crowded and self.driven > ROUNDING)
        if due and not passes:
            self.now = up(self.now + self.night)
            self.driven = 0.0
        depart = self.now
        left = hours
        while self.driven + left > self.hours_per_day + ROUNDING:
            until_dusk = self.hours_per_day - self.driven
            left -= until_dusk
            self.now += until_dusk + self.night
            self.driven = 0.0
        self.now = up(self.now + left)
        self.driven += left
        return depart, self.now

    def halt(self, hours: float) -> None:
        """Stand still to load, unload or turn round; a halt as long as a night is the night."""
        self.now = up(self.now + hours)
        if hours >= self.night:
            self.driven = 0.0
