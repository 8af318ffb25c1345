"""How long a march takes, with its nightly rests."""

import math

from exeunt.model.mission import Mission
from exeunt.model.places import Leg

QUARTER_HOUR = 4
"""Parts of an hour to which planned times are rounded."""


def up(hours: float) -> float:
    """Round a time up to the next quarter of an hour."""
    return math.ceil(hours * QUARTER_HOUR - 1e-6) / QUARTER_HOUR


def march(hours: float, hours_per_day: float) -> float:
    """Return the least span in which a convoy is so many hours on the move.

    It rests for the remainder of every 24 hours, but not after the last of its march: a march of
    one day's hours has no night in it, and one of no hours takes none.
    """
    nights = max(0, math.ceil(hours / hours_per_day - 1e-9) - 1)
    return hours + nights * (24.0 - hours_per_day)


def leg_hours(mission: Mission, leg: Leg) -> float:
    """Return the least span a leg takes: on a road with nightly rests, by other modes without."""
    if leg.mode == "road":
        return march(leg.travel_hours, mission.doctrine.march_hours_per_day)
    return leg.travel_hours
