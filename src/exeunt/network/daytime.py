"""By which hours fields are used and legs travelled: those of the clock, and those of the sun.

The referee reads the same tables by arithmetic of its own, in :mod:`exeunt.rules.daylight`.
"""

import math
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from exeunt.clock.spans import ALWAYS, Spans, both, next_in, union
from exeunt.clock.sun import daylight
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.march import QUARTER_HOUR
from exeunt.network.threat import strikes_on, threat_breaks

LATEST_DAWN = 12.0
"""Hours into a day after which movements do not wait for a road."""
MARGIN_DAYS = 2
"""Days before the start and after the end for which hours are known as well."""


class _Midnight(NamedTuple):
    """A calendar day, and the hour at which the mission's clock begins it."""

    day: datetime
    at: float


class Daytime:
    """The hours of every field and leg, found when first asked for.

    They begin and end with quarters of an hour, as planned times do, and never reach beyond what is
    allowed.
    """

    def __init__(self, mission: Mission) -> None:
        """Keep the mission."""
        self.mission = mission
        self._fields: dict[str, Spans] = {}
        self._legs: dict[str, Spans] = {}

    def at(self, site: str) -> Spans:
        """Return when aircraft may take off from a field and land there."""
        if site not in self._fields:
            field = self.mission.site[site]
            asked = self.mission.doctrine.air_daylight > 0 and field.role != "exit"
            own, ours = field.utc_offset_hours, self.mission.utc_offset_hours
            hours = self._by_the_clock(field, 0.0 if own is None else own - ours)
            if field.daylight or asked:
                hours = both(hours, self._light(field))
            self._fields[site] = _in_quarters(hours)
        return self._fields[site]

    def on(self, leg: Leg) -> Spans:
        """Return when serials may move on a leg.

        A road that daylight is asked for at any time has only that for all times: the threat rises
        and falls within a mission, and a serial that is late may meet the worse of both.
        """
        if leg.leg not in self._legs:
            hours = self._by_the_clock(leg, 0.0)
            if leg.daylight or self._is_threatened(leg):
                for end in (leg.origin, leg.destination):
                    hours = both(hours, self._light(self.mission.site[end]))
            self._legs[leg.leg] = _in_quarters(hours)
        return self._legs[leg.leg]

    def dawn(self) -> float:
        """Return the hour of each day, counted from the start, from which all roads can be driven.

        It is 0 where no road waits for the sun or a clock; a road that opens later is left out.
        """
        waits = [0.0]
        for leg in self.mission.legs:
            hours = self.on(leg)
            if leg.mode == "road" and hours != ALWAYS:
                days = range(int(self.mission.hours(self.mission.end) // 24))
                longest = max((next_in(hours, 24.0 * day) - 24 * day for day in days), default=0.0)
                if longest <= LATEST_DAWN:
                    waits.append(longest)
        return max(waits)

    def _is_threatened(self, leg: Leg) -> bool:
        """Say whether a road is at any time under as much threat as asks for daylight."""
        if leg.mode != "road":
            return False
        moments = [0.0, *threat_breaks(self.mission)]
        worst = max(strikes_on(self.mission, leg, moment) for moment in moments)
        return worst >= self.mission.doctrine.road_daylight_from_threat

    def _midnights(self) -> Iterator[_Midnight]:
        mission, margin = self.mission, timedelta(days=MARGIN_DAYS)
        day = datetime.combine(mission.start.date(), time()) - margin
        while day <= mission.end + margin:
            yield _Midnight(day, mission.hours(day))
            day += timedelta(days=1)

    def _by_the_clock(self, place: Leg | Site, ahead: float) -> Spans:
        """Return when a place is open by its clock, so many hours ahead of the mission's."""
        if place.opens is None and place.closes is None:
            return ALWAYS
        opens = place.opens or 0.0
        closes = place.closes if place.closes is not None else 24.0
        lasts = closes - opens if closes > opens else closes + 24 - opens
        begins = (midnight.at + opens - ahead for midnight in self._midnights())
        return union((begin, begin + lasts) for begin in begins)

    def _light(self, site: Site) -> Spans:
        """Return when the sun is up at a site."""
        spans = []
        for midnight in self._midnights():
            sun = daylight(site.lat, site.lon, midnight.day.date())
            universal = midnight.at + self.mission.utc_offset_hours
            spans.append((universal + sun.rise, universal + sun.set))
        return union(spans)


def _in_quarters(hours: Spans) -> Spans:
    """Return hours from the first full quarter of each span to its last."""
    return union(
        (
            math.ceil(begin * QUARTER_HOUR - 1e-6) / QUARTER_HOUR,
            end if end == math.inf else math.floor(end * QUARTER_HOUR + 1e-6) / QUARTER_HOUR,
        )
        for begin, end in hours
    )
