"""Hard rules that cannot all be kept, whatever the plan.

Proven before any search, every doubt in the user's favour.

Where everybody may stay, a mission has a plan (nothing moves, all is late). Only what *must* happen
can clash: floors and services of sites that cannot be closed yet, windows in which sites must
close, dates by which providers take their people away, stocks that run dry before help can come.
"""

import math
from collections.abc import Iterator
from datetime import datetime

import attrs

from exeunt.clock.spans import Spans, next_in
from exeunt.feasible.cuts import crossing
from exeunt.feasible.reach import LAND, SLACK_HOURS, Arc, Reach, imports
from exeunt.feasible.verdict import most_people
from exeunt.model.columns import Capabilities
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stores import Supply

TINY = 1e-6
NO_DEPARTURE = Reason.of("feasible.clash.no_departure")


@attrs.frozen(kw_only=True)
class _Case:
    """The mission with what is known of each site.

    Its parties, and the earliest it can be closed.
    """

    mission: Mission
    reach: Reach
    parties: dict[str, list[Party]]
    closes: dict[str, float]

    def date(self, hours: float) -> datetime:
        """Return the date so many hours after the start."""
        return self.mission.time(hours)


def clashes(mission: Mission) -> tuple[Violation, ...]:
    """Return the hard rules that no plan can keep.

    With what each needs and what there can be at most; empty where none is proven.
    """
    reach = Reach(mission)
    parties: dict[str, list[Party]] = {s.site: [] for s in mission.sites}
    for party in mission.parties:
        if party.count > 0:
            parties[party.site].append(party)
    closes = {s.site: _earliest_close(reach, s, parties[s.site]) for s in mission.sites}
    case = _Case(mission=mission, reach=reach, parties=parties, closes=closes)
    found = [*_departures(case), *_closings(case), *_evacuations(case)]
    found += [
        v
        for s in mission.sites
        if s.role in {"base", "hub"}
        for v in (*_floor(case, s), *_services(case, s))
    ]
    found += [v for supply in mission.supplies for v in _stock(case, supply)]
    return tuple(found)


def _steps_done(mission: Mission, site: Site) -> float:
    """Return the hour before which the closing steps of a site cannot be done."""
    return (
        0.0 if site.close_from is None else max(0.0, mission.hours(site.close_from))
    ) + site.closing_hours


def _earliest_close(reach: Reach, site: Site, parties: list[Party]) -> float:
    """Return the earliest that a site can be closed: its steps, and everybody gone.

    Inf where it never can.
    """
    if site.stays_open or site.role in {"exit", "junction"}:
        return math.inf
    close = max([_steps_done(reach.mission, site), *(reach.party_departure(p) for p in parties)])
    return close if close <= reach.mission.hours(reach.mission.end) + SLACK_HOURS else math.inf


def _departures(case: _Case) -> Iterator[Violation]:
    """Parties that must have left before anything could take them."""
    for party in case.mission.parties:
        if party.count <= 0 or party.leave_by is None or case.mission.is_home(party, party.site):
            continue
        limit = max(0.0, case.mission.hours(party.leave_by))
        first = case.reach.party_departure(party)
        if first > limit + SLACK_HOURS:
            gone = first == math.inf
            yield Violation(
                rule="provider_conditions",
                where=party.party,
                when=party.leave_by,
                needed=Reason.of("feasible.clash.gone", n=party.count, by=case.date(limit)),
                found=NO_DEPARTURE
                if gone
                else Reason.of("feasible.clash.first", at=case.date(first)),
                message=Reason.of(
                    "feasible.clash.party_no_way" if gone else "feasible.clash.party_late",
                    party=party.name or party.party,
                    site=Name("site", party.site),
                    by=case.date(limit),
                    **({} if gone else {"at": case.date(first)}),
                ),
            )


def _closings(case: _Case) -> Iterator[Violation]:
    """Sites that must close before they can."""
    mission = case.mission
    for site in mission.sites:
        if site.close_by is None or site.stays_open or site.role in {"exit", "junction"}:
            continue
        limit, steps = mission.hours(site.close_by), _steps_done(mission, site)
        name = Name("site", site.site)
        if steps > limit + SLACK_HOURS:
            yield Violation(
                rule="closing_steps",
                where=site.site,
                when=site.close_by,
                needed=Reason.of(
                    "feasible.clash.steps", hours=Amount(site.closing_hours), by=case.date(limit)
                ),
                found=Reason.of("feasible.clash.steps_done", at=case.date(steps)),
                message=Reason.of(
                    "feasible.clash.steps_late",
                    site=name,
                    by=case.date(limit),
                    at=case.date(steps),
                ),
            )
            continue
        for party in case.parties[site.site]:
            first = case.reach.party_departure(party)
            if first > limit + SLACK_HOURS:
                gone = first == math.inf
                yield Violation(
                    rule="closing_window",
                    where=site.site,
                    when=site.close_by,
                    needed=Reason.of("feasible.clash.closed", by=case.date(limit)),
                    found=NO_DEPARTURE
                    if gone
                    else Reason.of(
                        "feasible.clash.first_of", party=party.party, at=case.date(first)
                    ),
                    message=Reason.of(
                        "feasible.clash.site_no_way" if gone else "feasible.clash.site_late",
                        site=name,
                        by=case.date(limit),
                        party=party.name or party.party,
                        **({} if gone else {"at": case.date(first)}),
                    ),
                )
        yield from _closing_teams(case, site, limit)


def _closing_teams(case: _Case, site: Site, limit: float) -> Iterator[Violation]:
    """Capabilities that the closing steps of a site need, that nobody can bring."""
    lift = case.mission.doctrine.last_lift_hours
    checked = site.closing_hours > lift or case.closes[site.site] > lift + SLACK_HOURS
    for row in case.mission.requirements:
        if (
            row.activity != "close"
            or row.where not in {"*", site.site}
            or not checked
            or case.closes[site.site] == math.inf
        ):
            continue
        most = _teams_by(case, site.site, row.capability, limit)
        if most < row.amount:
            yield Violation(
                rule="closing_steps",
                where=site.site,
                when=site.close_by,
                needed=Reason.of(
                    "feasible.clash.teams_at",
                    amount=row.amount,
                    capability=Name("capability", row.capability),
                    site=site.site,
                ),
                found=Reason.of("feasible.clash.figure", amount=Amount(most)),
                message=Reason.of(
                    "feasible.clash.closing_teams",
                    site=Name("site", site.site),
                    amount=row.amount,
                    capability=Name("capability", row.capability),
                    most=Amount(most),
                    by=case.date(limit),
                ),
            )


def _evacuations(case: _Case) -> Iterator[Violation]:
    """More people than can leave a site by the moment at which it must be closed.

    Or by which their provider wants them gone.
    """
    mission, end = case.mission, case.mission.hours(case.mission.end)
    for site in mission.sites:
        here = case.parties[site.site]
        bound = [
            (p, max(0.0, mission.hours(p.leave_by)))
            for p in here
            if p.leave_by is not None and not mission.is_home(p, site.site)
        ]
        limits = {by: "provider_conditions" for _, by in bound}
        if site.close_by is not None and not site.stays_open and site.role in {"base", "hub"}:
            limits[max(0.0, mission.hours(site.close_by))] = "closing_window"
        for limit, rule in sorted(limits.items()):
            leaving = here if rule == "closing_window" else [p for p, by in bound if by <= limit]
            for group in (leaving, [p for p in leaving if not p.by_road]):
                need = sum(p.count for p in group)
                if not need or any(
                    case.reach.party_departure(p) > limit + SLACK_HOURS for p in group
                ):
                    continue
                most = _leaving(
                    case, site.site, min(limit, end), end, land=any(p.by_road for p in group)
                )
                if most < need - TINY:
                    by_land = any(p.by_road for p in group)
                    yield Violation(
                        rule=rule,
                        where=site.site,
                        when=mission.time(limit),
                        needed=Reason.of("feasible.clash.gone", n=need, by=case.date(limit)),
                        found=Reason.of("feasible.clash.at_most_people", n=math.floor(most)),
                        message=Reason.of(
                            "feasible.clash.leaving" if by_land else "feasible.clash.flying",
                            need=need,
                            site=Name("site", site.site),
                            by=case.date(limit),
                            most=math.floor(most),
                        ),
                    )
                    break


def _leaving(case: _Case, site: str, limit: float, end: float, *, land: bool) -> float:
    """Return the most people that can leave a site by a moment."""

    def windows(arc: Arc) -> Spans:
        return () if arc.mode in LAND and not land else case.reach.people_windows(arc, None)

    return most_people(
        crossing(case.reach, frozenset({site}), windows, lambda a: min(limit, end - a.hours))
    )


def _moments(case: _Case, site: Site) -> list[float]:
    """Return the moments at which presence at a site is tried.

    The start, and whenever a provider takes people away.
    """
    taken = {
        max(0.0, case.mission.hours(p.leave_by))
        for p in case.parties[site.site]
        if p.leave_by is not None
    }
    last = min(
        case.closes[site.site] - case.mission.doctrine.last_lift_hours,
        case.mission.hours(case.mission.end),
    )
    return [t for t in sorted({0.0, *taken}) if t < last - SLACK_HOURS]


def _there(case: _Case, party: Party, site: str, at: float) -> bool:
    """Say whether people of a party may be at a site at a moment."""
    if party.site == site:
        return (
            party.leave_by is None
            or case.mission.is_home(party, site)
            or at < case.mission.hours(party.leave_by) - TINY
        )
    return case.reach.party_arrivals(party).get(site, math.inf) <= at + SLACK_HOURS


def _floor(case: _Case, site: Site) -> Iterator[Violation]:
    """Holding floors that cannot be met while the site must be open."""
    if site.holding_people <= 0:
        return
    for at in _moments(case, site):
        most = sum(
            p.count
            for p in case.mission.parties
            if p.armed and p.count > 0 and _there(case, p, site.site, at)
        )
        if most < site.holding_people:
            yield Violation(
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
            return


def _teams_by(case: _Case, site: str, capability: str, at: float) -> float:
    """Return the teams of a capability that can have been at a site by a moment."""
    parties = [p for p in case.mission.parties if p.count > 0 and _ever(case, p, site, at)]
    return math.floor(sum(_teams(p.capabilities, capability) for p in parties) + TINY)


def _ever(case: _Case, party: Party, site: str, at: float) -> bool:
    return (
        party.site == site
        or case.reach.party_arrivals(party).get(site, math.inf) <= at + SLACK_HOURS
    )


def _teams(capabilities: Capabilities, capability: str) -> float:
    return sum(teams for name, teams in capabilities if name == capability)


def _services(case: _Case, site: Site) -> Iterator[Violation]:
    """Capabilities that holding a site needs, that cannot be there."""
    peopled = site.role in {"base", "hub"} and bool(case.parties[site.site])
    for row in case.mission.requirements:
        if row.activity != "hold" or not (row.where == site.site or (row.where == "*" and peopled)):
            continue
        for at in _moments(case, site):
            parties = [
                p for p in case.mission.parties if p.count > 0 and _there(case, p, site.site, at)
            ]
            most = sum(_teams(p.capabilities, row.capability) for p in parties)
            if most < row.amount - TINY:
                yield Violation(
                    rule="services_stay",
                    where=site.site,
                    when=case.mission.time(at),
                    needed=Reason.of(
                        "feasible.clash.teams",
                        amount=row.amount,
                        capability=Name("capability", row.capability),
                    ),
                    found=Reason.of("feasible.clash.at_most", amount=Amount(most)),
                    message=Reason.of(
                        "feasible.clash.services",
                        site=Name("site", site.site),
                        amount=row.amount,
                        capability=Name("capability", row.capability),
                        at=case.date(at),
                        most=Amount(most),
                    ),
                )
                break


def _stock(case: _Case, supply: Supply) -> Iterator[Violation]:
    """Stocks that run dry before the site can be closed or anything can be brought."""
    site = case.mission.site[supply.site]
    if site.role not in {"base", "hub"}:
        return
    granted, asked = imports(case.mission, supply.supply, supply.site)
    until = min(
        _delivered(case, supply.site),
        case.closes[supply.site],
        case.mission.hours(case.mission.end),
    )
    dry = _runs_dry(case, supply, granted, until)
    if dry is None:
        return
    barred = _runs_dry(case, supply, asked, until) is None
    rescued = until < case.mission.hours(case.mission.end) - TINY
    limit = "rescue" if rescued else "end"
    name = Name("supply", supply.supply)
    yield Violation(
        rule="imports_permitted" if barred else "stocks",
        where=supply.site,
        when=case.mission.time(dry),
        needed=Reason.of("feasible.clash.until", supply=name, at=case.date(until)),
        found=Reason.of("feasible.clash.none_after", at=case.date(dry)),
        message=Reason.of(
            f"feasible.clash.{'barred' if barred else 'dry'}_before_{limit}",
            supply=Reason.of(f"feasible.supply.{supply.supply}"),
            site=Name("site", supply.site),
            dry=case.date(dry),
            until=case.date(until),
        ),
    )


def _delivered(case: _Case, site: str) -> float:
    """Return the earliest that supplies can be brought to a site."""
    reach = case.reach
    times = [
        next_in(
            reach.windows(a, "resupply", ""), reach.came.get(("kit", a.mode, a.origin), math.inf)
        )
        + a.hours
        for a in reach.into[site]
    ]
    return min(times, default=math.inf)


def _runs_dry(case: _Case, supply: Supply, permitted: Spans, until: float) -> float | None:
    """Return when a stock would run out before ``until`` with the fewest people and all imports.

    None where it would not.

    Until the first departure everybody is there; after it only the holding floor need be.
    """
    mission, parties = case.mission, case.parties[supply.site]
    leaving = min((case.reach.party_departure(p) for p in parties), default=math.inf)
    freed = case.closes[supply.site] - mission.doctrine.last_lift_hours
    everybody = sum(p.count for p in parties)
    marks = {0.0, until, min(leaving, until), min(max(freed, 0.0), until)}
    marks |= {t for span in permitted for t in span if 0 < t < until}
    stock, at = supply.stock, 0.0
    for mark in sorted(marks):
        if mark <= at:
            continue
        middle = (at + mark) / 2
        people = (
            everybody
            if middle < leaving
            else mission.site[supply.site].holding_people
            if middle < freed
            else 0
        )
        used = supply.use_per_day + supply.use_per_person_day * people
        comes = supply.import_per_day if any(a <= middle < b for a, b in permitted) else 0.0
        net = (comes - used) / 24
        if net < 0 and stock + net * (mark - at) < -TINY - SLACK_HOURS * used / 24:
            return at + stock / -net
        stock += net * (mark - at)
        if supply.capacity is not None and net > 0:
            stock = min(stock, max(supply.capacity, stock - net * (mark - at)))
        at = mark
    return None
