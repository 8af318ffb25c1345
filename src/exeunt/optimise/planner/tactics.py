"""The choices that the search varies; everything else in a plan follows from them."""

import math

import attrs

from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.network import Network
from exeunt.optimise.planner.calls import waits_until
from exeunt.optimise.planner.perimeters import held

DAY_HOURS = 24
LONG_PERIODS = 90
"""Periods of a day from which a mission is a long one."""
FIRST_EVERY, SOON_EVERY = 2, 4
"""Days between two decisions in the first plan of a long mission, and where one is wanted soon.

The longer the sooner it is built: fuller convoys, but people and kit that are too late.
"""
DAILY_FROM, SOON_DAILY_FROM = 0.75, 0.9
"""Shares of the time to the deadline from which all is decided in every period again.

Towards the end a day may be that of the last ship.
"""
CALL_SHARE, LAST_SHARE = 0.8, 0.92
"""Shares of the time to the deadline at which last lifts are called, and those of hubs."""


@attrs.frozen(kw_only=True)
class Tactics:
    """How a plan is to be built.

    ``priority`` orders the sites to be cleared (greater first); ``close_at`` is the hour from which
    a site's last lift is called, whatever is left there; ``release_at`` the hour from which
    enablers at sites that stay open may go; ``settle_at`` the hour from which kit at such sites
    waits for no transport but is disposed of; ``worth`` scales what journeys of kit cost; ``fill``
    is the share of a full convoy worth waiting for; ``far_first`` sends the longest journeys from a
    site before the short ones; ``last_share`` is the kit, as a share of what the largest convoy
    carries, that is left to the last lift of a site; with ``drive_last`` kit that drives and has
    places for people stays at a site for its last lift; with ``hold_back`` vehicles are not lent to
    others over the hour at which they are to set out for people who may not leave sooner, or later;
    ``dispose_early`` the units of lots at sites that earlier passes could not ship, to be disposed
    of there from the start; with ``onward`` vehicles stay where they have unloaded, exits too, and
    go on from there to the next pickup; ``every`` is how many planning periods there are from one
    in which it is decided what moves to the next, before the hour ``daily_from``: what has waited
    for days goes in fuller convoys; fleets that are ``spared`` stay at home; the armed of the bases
    ``held`` man their perimeters until so many hours before last lifts are called, elsewhere they
    leave as soon as they can; convoys on dangerous roads wait for more loads for the hours of
    ``patience`` at most. Parties ``flown`` from a site wait for their flight there, and ride with
    no convoy but its last lift, until enablers are released. Kit goes by surface on some ``lanes``
    alone, each a mode, a pickup and a drop; None stands for all. With ``twice`` a first convoy
    leaves at once where its vehicles can then go a second time by the deadline.
    """

    priority: dict[str, float]
    close_at: dict[str, float]
    release_at: float
    settle_at: float
    worth: float = 1.0
    fill: float = 0.5
    far_first: bool = False
    last_share: float = 1.0
    through: bool = False
    onward: bool = False
    drive_last: bool = False
    hold_back: bool = False
    every: int = 1
    daily_from: float = 0.0
    spared: frozenset[str] = frozenset()
    held: dict[str, float] = attrs.field(factory=dict)
    patience: float = 0.0
    twice: bool = False
    dispose_early: dict[tuple[str, str], int] = attrs.field(factory=dict)
    flown: frozenset[tuple[str, str]] = frozenset()
    lanes: frozenset[tuple[str, str, str]] | None = None


PATIENCE = 0.08
"""Share of the time to the deadline for which a convoy of a long mission waits for more loads."""


def opening(mission: Mission, network: Network, *, soon: bool = False) -> Tactics:
    """Return the first tactics, by which a plan is built ``soon`` if that is what matters most.

    Farthest and most dangerous sites first, all closed in time to be out by the deadline.
    """
    deadline = mission.hours(mission.deadline)
    closing = [site for site in mission.sites if site.role not in {"exit", "junction"}]
    homes = sorted({fleet.site for fleet in mission.fleets if fleet.count})
    burdens = {site.site: _burden(mission, network, site.site) for site in mission.sites}
    most = max(burdens.values(), default=1.0) or 1.0
    priority, close_at = {}, {}
    for site in closing:
        priority[site.site] = _priority(mission, site, burdens[site.site] / most)
        close_at[site.site] = _close_at(mission, site, waits_until(network, site, homes))
    # Nobody waits for kit at sites that stay open: what hired carriers take may go until the end.
    half_way = (deadline + mission.hours(mission.end)) / 2
    every = SOON_EVERY if soon else FIRST_EVERY
    return Tactics(
        priority=priority,
        close_at=close_at,
        release_at=deadline * 0.8,
        settle_at=max(deadline * 0.85, half_way),
        every=every if is_long(mission) else 1,
        daily_from=deadline * (SOON_DAILY_FROM if soon else DAILY_FROM),
        held=held(mission, network),
        patience=deadline * PATIENCE if is_long(mission) else 0.0,
    )


def is_long(mission: Mission) -> bool:
    """Say whether a mission is one of months, in which few things are decided for the day."""
    periods = mission.hours(mission.deadline) / mission.period_hours
    return mission.period_hours >= DAY_HOURS and periods >= LONG_PERIODS


def sped(mission: Mission, tactics: Tactics, factor: float) -> Tactics:
    """Return tactics whose last lifts are called at a share of the time, but not too early."""
    close_at = {
        site: max(earliest(mission, site), t * factor) if t < math.inf else t
        for site, t in tactics.close_at.items()
    }
    return attrs.evolve(tactics, close_at=close_at)


def earliest(mission: Mission, site: str) -> float:
    """Return the hour at which a site with a first date can close at the earliest; 0 for others."""
    here = mission.site[site]
    if here.close_from is None:
        return 0.0
    return max(0.0, mission.hours(here.close_from)) + here.closing_hours


def _priority(mission: Mission, site: Site, burden: float) -> float:
    """Return how soon a site is to be cleared: by the share of the greatest burden, in general."""
    priority = burden
    # Hubs last: the others go out by them.
    if site.role == "hub":
        priority -= 10
    if site.close_by is not None or _with_dates(mission, site):
        priority += 2
    return priority


def _close_at(mission: Mission, site: Site, waits: float) -> float:
    """Return the hour at which a site's last lift is called, inf where it stays open.

    It ``waits`` for a receiver as long as people who leave then get home by the deadline.
    """
    if site.stays_open:
        return math.inf
    last = mission.hours(mission.deadline) * LAST_SHARE
    latest = last if site.role == "hub" else mission.hours(mission.deadline) * CALL_SHARE
    latest = max(latest, min(waits, last))
    dates = []
    if site.close_by is not None:
        dates.append(site.close_by)
    # A site that cannot be held without those who must leave goes with them.
    armed = sum(p.count for p in mission.parties if p.site == site.site and p.armed)
    dates += [
        party.leave_by
        for party in _with_dates(mission, site)
        if party.leave_by and party.armed and armed - party.count < site.holding_people
    ]
    latest = min([latest, *(mission.hours(date) - notice(mission) for date in dates)])
    return max(earliest(mission, site.site), latest)


def _with_dates(mission: Mission, site: Site) -> list[Party]:
    """Return the parties of a site that must have left by a date."""
    here = (party for party in mission.parties if party.site == site.site and party.count)
    return [party for party in here if party.leave_by is not None]


def notice(mission: Mission) -> float:
    """Return the hours before a hard date at which those whom it binds begin to go."""
    return min(14 * 24.0, 0.25 * mission.hours(mission.deadline))


def _burden(mission: Mission, network: Network, site: str) -> float:
    """Return the burden of the cheapest surface way from a site to a hub or exit; 0 for none."""
    burdens = [
        sum(network.burden(step, 0.0) for step in steps)
        for mode in ("road", "river", "rail", "sea")
        for end, steps in network.routes(site, mode, 0.0, "none", ever=True).items()
        if steps and mission.site[end].role in {"hub", "exit"}
    ]
    return min(burdens, default=0.0)


def latest_calls(network: Network) -> dict[str, tuple[float, ...]]:
    """Return for the homes of vehicles the hours at which some are to set out for others' people.

    They are there, and have turned round, when the last of those people may leave, or by the last
    date on which their site may close. Sites with vehicles of their own call nobody.
    """
    mission = network.mission
    homes = sorted({fleet.site for fleet in mission.fleets if fleet.count})
    calls: dict[str, list[float]] = {}
    for site in mission.sites:
        held = [
            mission.hours(party.leave_from)
            for party in mission.parties
            if party.site == site.site and party.count and party.leave_from is not None
        ]
        leaves = [max(held)] if held else []
        if site.close_by is not None:
            leaves.append(mission.hours(site.close_by))
        if not leaves or site.stays_open or site.site in homes:
            continue
        ways = [
            (network.hours(way), home)
            for home in homes
            if (way := network.routes(home, "road", 0.0, "none", ever=True).get(site.site))
        ]
        if ways:
            hours, home = min(ways)
            calls.setdefault(home, []).extend(t - hours - site.turn_hours for t in leaves)
    return {home: tuple(hours) for home, hours in calls.items()}
