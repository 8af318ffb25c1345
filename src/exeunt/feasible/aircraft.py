"""How many aircraft can fly, where they can land, and for how long they can be in the air."""

import calendar
import math
from datetime import datetime, timedelta

from exeunt.feasible.movers import WHOLE, Teams
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.fields import lands

FAR_HOURS = 24.0 * 36500
"""A hundred years: as far as the calendar is followed."""


def most_serviceable(mission: Mission, fleet: AirFleet) -> int:
    """Return the most aircraft of a fleet that are ever fit to fly, with spares or without."""
    return _whole(fleet, _best_share(mission.aircraft_type[fleet.aircraft]))


def serviceable(mission: Mission, fleet: AirFleet) -> int:
    """Return the aircraft of a fleet that are fit to fly at once, at best.

    Only where spares are never let in to their home does the lower share count for good: a grant
    for a single day may be the day that counts.
    """
    kind = mission.aircraft_type[fleet.aircraft]
    if _spares_barred(mission, fleet.site):
        return _whole(fleet, _share_without_spares(kind))
    return _whole(fleet, _best_share(kind))


def _spares_barred(mission: Mission, home: str) -> bool:
    """Say whether no row ever lets spares in, and some row is about them."""
    rows = [
        p for p in mission.permissions if p.mode == "import" and p.where in {"spares", "*", home}
    ]
    return bool(rows) and all(p.state not in LEAVE for p in rows)


def _share_without_spares(kind: AircraftType) -> float:
    if kind.serviceability_blocked is None:
        return kind.serviceability
    return kind.serviceability_blocked


def _best_share(kind: AircraftType) -> float:
    return max(_share_without_spares(kind), kind.serviceability)


def _whole(fleet: AirFleet, share: float) -> int:
    return math.floor(fleet.count * share + WHOLE)


def usable_fields(mission: Mission, kind: AircraftType, teams: Teams) -> set[str]:
    """Return the sites at which a type of aircraft can ever land and be served."""
    return {
        site.site for site in mission.sites if lands(kind, site) and _manned(mission, site, teams)
    }


def _manned(mission: Mission, site: Site, teams: Teams) -> bool:
    """Say whether the teams that flying to a site takes exist at all; they may come from afar."""
    # The rules ask for no crew at an exit.
    if site.role == "exit":
        return True
    return all(
        teams.afoot(r.capability) >= r.amount
        for r in mission.requirements
        if r.activity == "fly" and r.where in {"*", site.site}
    )


def block_hours(mission: Mission, fleet: AirFleet, until: float) -> float:
    """Return the most block hours of a fleet's flights that begin by a moment.

    Month by month, at most what the fleet may fly in a month and what its serviceable aircraft
    can fly in the days of it. Days and months begun count whole: hours may be flown late in them.
    """
    kind = mission.aircraft_type[fleet.aircraft]
    month = fleet.count * kind.block_hours_per_month
    day = serviceable(mission, fleet) * mission.doctrine.flying_hours_per_day
    begin, end = _days_of_service(mission, fleet, until)
    total = 0.0
    while begin <= end:
        left_of_month = calendar.monthrange(begin.year, begin.month)[1] - begin.day + 1
        days = min(left_of_month, (end - begin).days + 1)
        total += min(month, days * day)
        begin += timedelta(days=left_of_month)
    return total


def _days_of_service(mission: Mission, fleet: AirFleet, until: float) -> tuple[datetime, datetime]:
    """Return the midnight of a fleet's first day, and the moment by which its flights begin."""
    begin = mission.start
    if fleet.available_from is not None:
        begin = max(begin, fleet.available_from)
    end = mission.time(min(until, FAR_HOURS))
    if fleet.available_to is not None:
        end = min(end, fleet.available_to)
    return begin.replace(hour=0, minute=0, second=0, microsecond=0), end
