"""Clashes of presence: more armed people or teams than can be where they must be."""

import math
from collections.abc import Iterator

from exeunt.feasible.case import Case
from exeunt.feasible.reach import SLACK_HOURS
from exeunt.model.columns import Capabilities
from exeunt.model.forces import Party
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement

TINY = 1e-6


def floor_clash(case: Case, site: Site) -> list[Violation]:
    """Return the first moment at which a site's holding floor cannot be met, if there is one."""
    if site.holding_people <= 0:
        return []
    armed = [party for party in case.present if party.armed]
    for at in _moments(case, site):
        most = sum(party.count for party in armed if _may_be_there(case, party, site.site, at))
        if most < site.holding_people:
            return [_too_few_armed(case, site, most, at)]
    return []


def _too_few_armed(case: Case, site: Site, most: int, at: float) -> Violation:
    return Violation(
        rule="holding_floor",
        where=site.site,
        when=case.mission.time(at),
        needed=Reason.of("feasible.clash.armed", n=site.holding_people),
        found=Reason.of("feasible.clash.at_most_armed", n=most),
        message=Reason.of(
            "feasible.clash.floor",
            site=Name("site", site.site),
            floor=site.holding_people,
            at=case.date(at),
            most=most,
        ),
    )


def service_clashes(case: Case, site: Site) -> Iterator[Violation]:
    """Yield the capabilities that holding a site needs and that cannot be there."""
    for requirement in case.mission.requirements:
        if requirement.activity != "hold" or not _holds_at(case, requirement, site):
            continue
        for at in _moments(case, site):
            # Parts of teams of several parties are added up, which is more than the rule allows.
            most = sum(
                _teams(party.capabilities, requirement.capability)
                for party in case.present
                if _may_be_there(case, party, site.site, at)
            )
            if most < requirement.amount - TINY:
                yield _too_few_teams(case, site, requirement, most, at)
                break


def _holds_at(case: Case, requirement: Requirement, site: Site) -> bool:
    """Say whether a requirement on holding is one on a site.

    ``*`` is every base and hub that has people at the start.
    """
    peopled = site.role in {"base", "hub"} and bool(case.parties[site.site])
    return requirement.where == site.site or (requirement.where == "*" and peopled)


def _too_few_teams(
    case: Case, site: Site, requirement: Requirement, most: float, at: float
) -> Violation:
    capability = Name("capability", requirement.capability)
    return Violation(
        rule="services_stay",
        where=site.site,
        when=case.mission.time(at),
        needed=Reason.of("feasible.clash.teams", amount=requirement.amount, capability=capability),
        found=Reason.of("feasible.clash.at_most", amount=Amount(most)),
        message=Reason.of(
            "feasible.clash.services",
            site=Name("site", site.site),
            amount=requirement.amount,
            capability=capability,
            at=case.date(at),
            most=Amount(most),
        ),
    )


def _moments(case: Case, site: Site) -> list[float]:
    """Return the moments at which presence at a site is tried, while it must be held.

    They are the start, and whenever a provider takes people away: between them people only come.
    """
    taken = {
        max(0.0, case.mission.hours(party.leave_by))
        for party in case.parties[site.site]
        if party.leave_by is not None
    }
    last = min(case.held_until(site.site), case.end)
    return [at for at in sorted({0.0, *taken}) if at < last - SLACK_HOURS]


def _may_be_there(case: Case, party: Party, site: str, at: float) -> bool:
    """Say whether people of a party may be at a site at a moment."""
    if party.site != site:
        return _can_have_come(case, party, site, at)
    if party.leave_by is None or case.mission.is_home(party, site):
        return True
    # A provider's people may stay to the last moment before the one by which they are gone.
    return at < case.mission.hours(party.leave_by) - TINY


def _can_have_come(case: Case, party: Party, site: str, at: float) -> bool:
    first = case.reach.party_arrivals(party).get(site, math.inf)
    return first <= at + SLACK_HOURS


def teams_by(case: Case, site: str, capability: str, at: float) -> float:
    """Return the teams of a capability that can have been at a site by a moment."""
    # Whoever was there once may have stayed, so that dates of providers do not count.
    there = [p for p in case.present if p.site == site or _can_have_come(case, p, site, at)]
    return math.floor(sum(_teams(party.capabilities, capability) for party in there) + TINY)


def _teams(capabilities: Capabilities, capability: str) -> float:
    return sum(teams for name, teams in capabilities if name == capability)
