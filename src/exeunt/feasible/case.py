"""What the search for clashes knows of each site: who is there, and when it can be closed."""

import math
from datetime import datetime

import attrs

from exeunt.feasible.hours import from_start
from exeunt.feasible.reach import SLACK_HOURS, Reach
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site


@attrs.frozen(kw_only=True)
class Case:
    """A mission with the parties at each site, and the earliest hour at which it can be closed."""

    mission: Mission
    reach: Reach
    parties: dict[str, list[Party]]
    closes: dict[str, float]

    @property
    def end(self) -> float:
        """The hour at which the mission ends."""
        return self.mission.hours(self.mission.end)

    @property
    def present(self) -> list[Party]:
        """The parties that have people."""
        return [party for party in self.mission.parties if party.count > 0]

    def date(self, hours: float) -> datetime:
        """Return the date so many hours after the start."""
        return self.mission.time(hours)

    def held_until(self, site: str) -> float:
        """Return the hour until which a site is surely held.

        The last-lift span before its earliest closing is left out: services may be gone in it.
        """
        return self.closes[site] - self.mission.doctrine.last_lift_hours

    def leave_by(self, party: Party) -> float | None:
        """Return the hour by which a party must have left; None where it may stay.

        No provider takes people from where they are at home, nor before the start.
        """
        if party.leave_by is None or self.mission.is_home(party, party.site):
            return None
        return max(0.0, self.mission.hours(party.leave_by))


def case_of(mission: Mission) -> Case:
    """Return a mission with what is known of each site."""
    reach = Reach(mission)
    parties: dict[str, list[Party]] = {site.site: [] for site in mission.sites}
    for party in mission.parties:
        if party.count > 0:
            parties[party.site].append(party)
    closes = {site.site: _earliest_close(reach, site, parties[site.site]) for site in mission.sites}
    return Case(mission=mission, reach=reach, parties=parties, closes=closes)


def may_close(site: Site) -> bool:
    """Say whether a site is one that can be closed at all."""
    return not site.stays_open and site.role not in {"exit", "junction"}


def steps_done(mission: Mission, site: Site) -> float:
    """Return the hour before which the closing steps of a site cannot be done."""
    return from_start(mission, site.close_from) + site.closing_hours


def _earliest_close(reach: Reach, site: Site, parties: list[Party]) -> float:
    """Return the earliest that a site can be closed: its steps, and everybody gone.

    Inf where it never can.
    """
    if not may_close(site):
        return math.inf
    # Each party's first departure, as if all of it left by it: rarely so, but never too late.
    departures = [reach.party_departure(party) for party in parties]
    close = max([steps_done(reach.mission, site), *departures])
    if close > reach.mission.hours(reach.mission.end) + SLACK_HOURS:
        return math.inf
    return close
