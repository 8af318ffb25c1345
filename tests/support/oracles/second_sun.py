"""Where the sun stands at a moment, by the low-precision formulas of the Astronomical Almanac.

They share nothing with :mod:`exeunt.clock.sun`: no sunrise is computed, only how high the sun is. Good to 0.01 degrees from
1950 to 2050.
"""

import math
from datetime import date

EDGE = -0.833
"""Altitude of the sun's centre, in degrees, as its upper edge shows: 34' of refraction, 16' radius."""


def altitude(lat: float, lon: float, day: date, hour: float) -> float:
    """Return how high the sun's centre stands, in degrees, so many hours of universal time after a day's midnight."""
    days = (day - date(2000, 1, 1)).days + (hour - 12) / 24
    mean_longitude = 280.460 + 0.9856474 * days
    anomaly = math.radians(357.528 + 0.9856003 * days)
    ecliptic = math.radians(
        mean_longitude + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)
    )
    tilt = math.radians(23.439 - 0.0000004 * days)
    east, up = math.cos(tilt) * math.sin(ecliptic), math.sin(tilt) * math.sin(ecliptic)
    ascension = math.atan2(east, math.cos(ecliptic))
    # Greenwich mean sidereal time: the mean longitude at noon, and 15 degrees more an hour.
    sidereal = math.radians(mean_longitude + 180 + 15 * hour + lon)
    declination, here = math.asin(up), math.radians(lat)
    return math.degrees(
        math.asin(
            math.sin(here) * math.sin(declination)
            + math.cos(here) * math.cos(declination) * math.cos(sidereal - ascension)
        )
    )
