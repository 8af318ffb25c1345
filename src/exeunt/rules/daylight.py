"""Day and night: fields and legs open by the clock, and by daylight where it is asked."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from exeunt.clock.spans import Spans, both, union
from exeunt.clock.steps import EPS
from exeunt.clock.sun import daylight
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, below
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop


def opening_hours(case: Case) -> Iterator[Breach]:
    """Serials move on a leg within its hours; aircraft use a field within those of the field.

    Where daylight is asked, these hours lie between sunrise and sunset.
    """
    for hop in case.hops:
        yield from _on_the_leg(case, hop)
        if hop.flies:
            yield from _at_the_fields(case, hop)


def _on_the_leg(case: Case, hop: Hop) -> Iterator[Breach]:
    """Yield that a stage leaves, arrives or is on the move while its leg has no hours."""
    leg = hop.leg
    # In the dark mines and ambushes are not seen, and nobody comes to help.
    threatened = case.threats.at(leg.leg, hop.depart) >= (
        case.mission.doctrine.road_daylight_from_threat
    )
    by_day = leg.daylight or (hop.mode == Mode.ROAD and threatened)
    if not by_day and leg.opens is None and leg.closes is None:
        return
    hours = _hours(case, hop, leg, ahead=0.0)
    if by_day:
        # On the whole leg there is light only while the sun is up at both of its ends.
        for end in (leg.origin, leg.destination):
            hours = both(hours, _light(case, hop, case.mission.site[end]))
    if not _within(hours, hop.depart):
        what = Reason.of("breach.opening_hours.leaves_leg", stage=hop.where, place=leg.leg)
        yield _outside(case, hop, what, hours, hop.depart)
    elif not _within(hours, hop.arrive):
        what = Reason.of("breach.opening_hours.ends_leg", stage=hop.where, place=leg.leg)
        yield _outside(case, hop, what, hours, hop.arrive)
    else:
        moving = _on_the_move(case, hop, hours)
        if below(moving, hop.hours):
            yield hop.breach(
                what=Reason.of("breach.opening_hours.moves", stage=hop.where, leg=leg.leg),
                needed=Amount(float(hop.hours), "h"),
                found=Amount(moving, "h"),
            )


def _on_the_move(case: Case, hop: Hop, hours: Spans) -> float:
    """Return how long a stage can be on the move within hours; at other times it stands.

    A road convoy moves for the hours of a day's march at most in each 24 h after its departure.
    """
    of_march = 24.0
    if hop.mode == Mode.ROAD:
        of_march = case.mission.doctrine.march_hours_per_day
    moving, since = 0.0, hop.depart
    while since < hop.arrive:
        until = min(since + 24.0, hop.arrive)
        open_hours = sum(max(0.0, min(end, until) - max(begin, since)) for begin, end in hours)
        # A longer day does not make up for the hours that dusk took from the day before.
        moving += min(of_march, open_hours)
        since = until
    return moving


def _at_the_fields(case: Case, hop: Hop) -> Iterator[Breach]:
    """Yield that an aircraft takes off from a field, or lands at one, outside of its hours."""
    for end, moment, key in (
        (hop.origin, hop.depart, "breach.opening_hours.takes_off"),
        (hop.destination, hop.arrive, "breach.opening_hours.lands"),
    ):
        field = case.mission.site[end]
        # An exit's field is somebody else's, and has lights unless its row says otherwise.
        asked = case.mission.doctrine.air_daylight > 0 and field.role != SiteRole.EXIT
        by_day = field.daylight or asked
        if not by_day and field.opens is None and field.closes is None:
            continue
        own = field.utc_offset_hours
        ahead = 0.0 if own is None else own - case.mission.utc_offset_hours
        hours = _hours(case, hop, field, ahead=ahead)
        if by_day:
            hours = both(hours, _light(case, hop, field))
        if not _within(hours, moment):
            what = Reason.of(key, stage=hop.where, place=Name("site", end))
            yield _outside(case, hop, what, hours, moment)


class _Days(NamedTuple):
    """Days of a mission that begins at ``start``, from the first to the last."""

    start: datetime
    first: date
    last: date

    @classmethod
    def about(cls, case: Case, hop: Hop) -> "_Days":
        """Return the days about a stage, two more before and after: clocks and suns differ."""
        more, stage = timedelta(days=2), hop.stage
        start, first, last = case.mission.start, stage.depart.date(), stage.arrive.date()
        return cls(start, first - more, last + more)

    def midnights(self) -> Iterator[tuple[date, float]]:
        """Yield each day and when it begins by the mission's clock, in hours from the start."""
        day = self.first
        while day <= self.last:
            midnight = datetime.combine(day, time())
            yield day, (midnight - self.start).total_seconds() / 3600
            day += timedelta(days=1)


def _hours(case: Case, hop: Hop, place: Leg | Site, *, ahead: float) -> Spans:
    """Return the hours of a place by its clock, which may be ahead of the mission's."""
    since = place.opens or 0.0
    until = 24.0 if place.closes is None else place.closes
    # A place that closes before it opens is open overnight.
    if until <= since:
        until += 24.0
    return _by_clock(_Days.about(case, hop), since, until, ahead)


def _light(case: Case, hop: Hop, site: Site) -> Spans:
    """Return when the sun is up at a site."""
    return _by_sun(_Days.about(case, hop), site.lat, site.lon, case.mission.utc_offset_hours)


# Serials of a plan, and plans that are judged one after the other, ask about the same days.
@lru_cache(maxsize=8192)
def _by_clock(days: _Days, since: float, until: float, ahead: float) -> Spans:
    """Return spans of days between two hours of a clock that may be ahead of the mission's."""
    midnights = [midnight - ahead for _, midnight in days.midnights()]
    return union((midnight + since, midnight + until) for midnight in midnights)


@lru_cache(maxsize=8192)
def _by_sun(days: _Days, lat: float, lon: float, ahead: float) -> Spans:
    """Return when the sun is up at a place, by a clock so far ahead of universal time."""
    spans = []
    for day, midnight in days.midnights():
        sun = daylight(lat, lon, day)
        spans.append((midnight + ahead + sun.rise, midnight + ahead + sun.set))
    return union(spans)


def _within(hours: Spans, moment: float) -> bool:
    """Say whether a moment lies in hours, whose first and last moment belong to them."""
    return any(begin - EPS <= moment <= end + EPS for begin, end in hours)


def _outside(case: Case, hop: Hop, what: Reason, hours: Spans, moment: float) -> Breach:
    """Say that a stage begins or ends outside of hours, and which would be the next."""
    needed = Reason.of("breach.opening_hours.never")
    for begin, end in hours:
        if end > moment:
            since, until = case.time(begin), case.time(end)
            needed = Reason.of("breach.opening_hours.hours", since=since, until=until)
            break
    return hop.breach(what=what, needed=needed, found=case.time(moment))
