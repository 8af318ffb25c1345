"""Clashes of dates: people and sites that must be done by a moment at which they cannot be."""

import math
from collections.abc import Iterator

import attrs

from exeunt.clock.spans import NEVER, Spans
from exeunt.feasible.arcs import Arc
from exeunt.feasible.case import Case, may_close, steps_done
from exeunt.feasible.cuts import crossing
from exeunt.feasible.presence import teams_by
from exeunt.feasible.proofs import in_the_way
from exeunt.feasible.reach import LAND, SLACK_HOURS
from exeunt.model.forces import Party
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.network.errands import people_errand

TINY = 1e-6
NO_DEPARTURE = Reason.of("feasible.clash.no_departure")


def departures(case: Case) -> Iterator[Violation]:
    """Yield the parties that must have left before anything could take them."""
    for party in case.present:
        limit = case.leave_by(party)
        if limit is None:
            continue
        first = case.reach.party_departure(party)
        if first > limit + SLACK_HOURS:
            yield _taken_too_soon(case, party, limit, first)


def _taken_too_soon(case: Case, party: Party, limit: float, first: float) -> Violation:
    name, site, by = party.name or party.party, Name("site", party.site), case.date(limit)
    if first == math.inf:
        possible = NO_DEPARTURE
        message = _no_way(case, "party", party, party=name, site=site, by=by)
    else:
        at = case.date(first)
        possible = Reason.of("feasible.clash.first", at=at)
        message = Reason.of("feasible.clash.party_late", party=name, site=site, by=by, at=at)
    return Violation(
        rule="provider_conditions",
        where=party.party,
        when=party.leave_by,
        needed=Reason.of("feasible.clash.gone", n=party.count, by=by),
        found=possible,
        message=message,
    )


def _no_way(case: Case, of: str, who: Party, **arguments: Argument) -> Reason:
    """Say that no way leads out for a party, and what is in it where anything named is."""
    mission = case.mission
    why = in_the_way(mission, people_errand(mission, who), mission.hours(mission.end))
    if why is None:
        return Reason.of(f"feasible.clash.{of}_no_way", **arguments)
    return Reason.of(f"feasible.clash.{of}_barred", **arguments, why=why)


def closings(case: Case) -> Iterator[Violation]:
    """Yield the sites that must close before they can."""
    for site in case.mission.sites:
        if site.close_by is None or not may_close(site):
            continue
        limit = case.mission.hours(site.close_by)
        steps = steps_done(case.mission, site)
        if steps > limit + SLACK_HOURS:
            # What is too soon for the steps alone says all that need be said of the site.
            yield _steps_late(case, site, limit, steps)
            continue
        for party in case.parties[site.site]:
            first = case.reach.party_departure(party)
            if first > limit + SLACK_HOURS:
                yield _still_there(case, site, party, limit, first)
        yield from _closing_teams(case, site, limit)


def _steps_late(case: Case, site: Site, limit: float, steps: float) -> Violation:
    by, at = case.date(limit), case.date(steps)
    return Violation(
        rule="closing_steps",
        where=site.site,
        when=site.close_by,
        needed=Reason.of("feasible.clash.steps", hours=Amount(site.closing_hours), by=by),
        found=Reason.of("feasible.clash.steps_done", at=at),
        message=Reason.of("feasible.clash.steps_late", site=Name("site", site.site), by=by, at=at),
    )


def _still_there(case: Case, site: Site, party: Party, limit: float, first: float) -> Violation:
    place, name, by = Name("site", site.site), party.name or party.party, case.date(limit)
    if first == math.inf:
        possible = NO_DEPARTURE
        message = _no_way(case, "site", party, site=place, by=by, party=name)
    else:
        at = case.date(first)
        possible = Reason.of("feasible.clash.first_of", party=name, at=at)
        message = Reason.of("feasible.clash.site_late", site=place, by=by, party=name, at=at)
    return Violation(
        rule="closing_window",
        where=site.site,
        when=site.close_by,
        needed=Reason.of("feasible.clash.closed", by=by),
        found=possible,
        message=message,
    )


def _closing_teams(case: Case, site: Site, limit: float) -> Iterator[Violation]:
    """Yield the capabilities that a site's closing steps need and that nobody can bring."""
    closes, lift = case.closes[site.site], case.mission.doctrine.last_lift_hours
    # A site that nobody can close has no steps in which teams could be missed.
    if closes == math.inf:
        return
    # The teams may leave with the last lift. Where steps and closing both lie within that span, no
    # moment is left at which they have to be there.
    if site.closing_hours <= lift and closes <= lift + SLACK_HOURS:
        return
    for requirement in case.mission.requirements:
        if requirement.activity != "close" or requirement.where not in {"*", site.site}:
            continue
        most = teams_by(case, site.site, requirement.capability, limit)
        if most < requirement.amount:
            yield _teams_lacking(case, site, requirement, most, limit)


def _teams_lacking(
    case: Case, site: Site, requirement: Requirement, most: float, limit: float
) -> Violation:
    capability = Name("capability", requirement.capability)
    return Violation(
        rule="closing_steps",
        where=site.site,
        when=site.close_by,
        needed=Reason.of(
            "feasible.clash.teams_at",
            amount=requirement.amount,
            capability=capability,
            site=site.site,
        ),
        found=Reason.of("feasible.clash.figure", amount=Amount(most)),
        message=Reason.of(
            "feasible.clash.closing_teams",
            site=Name("site", site.site),
            amount=requirement.amount,
            capability=capability,
            most=Amount(most),
            by=case.date(limit),
        ),
    )


@attrs.frozen
class _Evacuation:
    """People who must all have left a site by an hour, and the rule that says so."""

    site: str
    limit: float
    rule: str
    people: list[Party]

    @property
    def need(self) -> int:
        """How many must leave."""
        return sum(party.count for party in self.people)

    @property
    def by_land(self) -> bool:
        """Whether any of them may leave by land."""
        return any(party.by_road for party in self.people)


def evacuations(case: Case) -> Iterator[Violation]:
    """Yield where more people must leave a site by a moment than can.

    The moment is the one at which it must be closed, or by which their providers want them gone.
    """
    for site in case.mission.sites:
        for everybody in _evacuations(case, site):
            # Those who may not go by land may be too many for aircraft and ships alone. One
            # violation a moment is enough.
            landless = [party for party in everybody.people if not party.by_road]
            for evacuation in (everybody, attrs.evolve(everybody, people=landless)):
                violation = _too_many(case, evacuation)
                if violation is not None:
                    yield violation
                    break


def _evacuations(case: Case, site: Site) -> Iterator[_Evacuation]:
    """Yield who must have left a site by when, in order of time."""
    here = case.parties[site.site]
    leave_by = {party.party: case.leave_by(party) for party in here}
    rules = {by: "provider_conditions" for by in leave_by.values() if by is not None}
    if site.close_by is not None and not site.stays_open and site.role in {"base", "hub"}:
        rules[max(0.0, case.mission.hours(site.close_by))] = "closing_window"
    for limit, rule in sorted(rules.items()):
        leaving = here
        if rule == "provider_conditions":
            leaving = [party for party in here if _gone_by(leave_by[party.party], limit)]
        yield _Evacuation(site.site, limit, rule, leaving)


def _gone_by(leave_by: float | None, limit: float) -> bool:
    return leave_by is not None and leave_by <= limit


def _too_many(case: Case, evacuation: _Evacuation) -> Violation | None:
    """Return the violation that more must leave than can; None where it is not proven."""
    need, limit = evacuation.need, evacuation.limit
    if not need:
        return None
    # Who cannot leave at all by then has a violation already.
    firsts = [case.reach.party_departure(party) for party in evacuation.people]
    if any(first > limit + SLACK_HOURS for first in firsts):
        return None
    most = _can_leave(case, evacuation)
    if most >= need - TINY:
        return None
    message = "feasible.clash.flying"
    if evacuation.by_land:
        message = "feasible.clash.leaving"
    by = case.date(limit)
    return Violation(
        rule=evacuation.rule,
        where=evacuation.site,
        when=case.mission.time(limit),
        needed=Reason.of("feasible.clash.gone", n=need, by=by),
        found=Reason.of("feasible.clash.at_most_people", n=math.floor(most)),
        message=Reason.of(
            message, need=need, site=Name("site", evacuation.site), by=by, most=math.floor(most)
        ),
    )


def _can_leave(case: Case, evacuation: _Evacuation) -> float:
    """Return the most people that can leave a site by a moment."""
    limit = min(evacuation.limit, case.end)

    def windows(arc: Arc) -> Spans:
        if arc.mode in LAND and not evacuation.by_land:
            return NEVER
        return case.reach.openings.anybodys_people(arc)

    def latest(arc: Arc) -> float:
        # To have left is enough, but whatever leaves arrives before the mission ends.
        return min(limit, case.end - arc.hours)

    return crossing(case.reach, frozenset({evacuation.site}), windows, latest).people
