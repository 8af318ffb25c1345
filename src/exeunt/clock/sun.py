"""When the sun rises and sets at a place on a day.

Formulas of the NOAA Solar Calculator (gml.noaa.gov/grad/solcalc, its page of calculation details),
which follows J. Meeus, *Astronomical Algorithms*, 2nd edition, chapters 25 (the sun's position, low
accuracy) and 28 (equation of time). Good to a minute or two between the polar circles.
"""

import math
from datetime import date
from functools import lru_cache
from typing import NamedTuple

HORIZON = 90.833
"""Zenith distance of the sun, in degrees, as its upper edge shows: 34' of refraction, 16' radius.

The same that almanacs print. Civil twilight is not counted as day.
"""
_J2000 = date(2000, 1, 1).toordinal()


class Day(NamedTuple):
    """Sunrise and sunset in hours of universal time after midnight; both may lie beyond the day.

    Where the sun stays up they are 24 h apart, where it stays down they are one moment.
    """

    rise: float
    set: float


class Sun(NamedTuple):
    """Where the sun is: its declination in degrees, and the equation of time in minutes."""

    declination: float
    equation_of_time: float


def sun(century: float) -> Sun:
    """Return where the sun is, so many Julian centuries after noon on 1 January 2000."""
    longitude = (280.46646 + century * (36000.76983 + century * 0.0003032)) % 360
    anomaly = math.radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    centre = (
        math.sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + math.sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + math.sin(3 * anomaly) * 0.000289
    )
    node = math.radians(125.04 - 1934.136 * century)
    apparent = math.radians(longitude + centre - 0.00569 - 0.00478 * math.sin(node))
    tilt = math.radians(
        23.439291 - century * (0.0130042 + century * 0.00000016) + 0.00256 * math.cos(node)
    )
    declination = math.degrees(math.asin(math.sin(tilt) * math.sin(apparent)))
    y, twice = math.tan(tilt / 2) ** 2, 2 * math.radians(longitude)
    equation = (
        y * math.sin(twice)
        - 2 * eccentricity * math.sin(anomaly)
        + 4 * eccentricity * y * math.sin(anomaly) * math.cos(twice)
        - 0.5 * y * y * math.sin(2 * twice)
        - 1.25 * eccentricity * eccentricity * math.sin(2 * anomaly)
    )
    return Sun(declination, 4 * math.degrees(equation))


@lru_cache(maxsize=65536)
def daylight(lat: float, lon: float, day: date) -> Day:
    """Return sunrise and sunset on the day whose local noon falls on a date of universal time.

    Args:
        lat: latitude in degrees, north is positive.
        lon: longitude in degrees, east is positive.
        day: the date.
    """
    # The sun at noon stands for the whole day: in six hours its declination changes by 0.1°.
    mean_noon = 12 - lon / 15
    century = (day.toordinal() - _J2000 + (mean_noon - 12) / 24) / 36525
    declination, equation = sun(century)
    noon = mean_noon - equation / 60
    half = _half_day(math.radians(lat), math.radians(declination))
    return Day(_minute(noon - half), _minute(noon + half))


def _minute(hours: float) -> float:
    """Round to the minute, which is how exact the formulas are, and what almanacs print."""
    return round(hours * 60) / 60


def _half_day(latitude: float, declination: float) -> float:
    """Return the hours from sunrise to noon, for angles in radians."""
    across = math.cos(latitude) * math.cos(declination)
    up = math.cos(math.radians(HORIZON)) - math.sin(latitude) * math.sin(declination)
    # Beyond the polar circles the sun may neither rise nor set: 0 h or 12 h of half a day.
    if up >= across:
        return 0.0
    if up <= -across:
        return 12.0
    return math.degrees(math.acos(up / across)) / 15
