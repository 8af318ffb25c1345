"""The choices that the search varies; everything else in a plan follows from them."""

import math

import attrs

from exeunt.model.mission import Mission
from exeunt.network.network import Network


@attrs.frozen(kw_only=True)
class Tactics:
    """How a plan is to be built.

    ``priority`` orders the sites to be cleared (greater first); ``close_at`` is the hour from which
    a site's last lift is called, whatever is left there; ``release_at`` the hour from which
    enablers at sites that stay open may go; ``settle_at`` the hour from which kit at such sites
    waits for no transport but is disposed of; ``worth`` scales what journeys of kit cost; ``fill``
    is the share of a full convoy worth waiting for; ``far_first`` sends the longest journeys from a
    site before the short ones; ``last_share`` is the kit, as a share of what the largest convoy
    carries, that is left to the last lift of a site; ``dispose_early`` the units of lots at sites
    that earlier passes could not ship, to be disposed of there from the start.
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
    dispose_early: dict[tuple[str, str], int] = attrs.field(factory=dict)


def opening(mission: Mission, network: Network) -> Tactics:
    """Return the first tactics.

    Farthest and most dangerous sites first, all closed in time to be out by the deadline.
    """
    deadline, burdens = mission.hours(mission.deadline), _burdens(mission, network)
    priority, close_at = {}, {}
    most = max(burdens.values(), default=1.0) or 1.0
    for site in mission.sites:
        if site.role in {"exit", "junction"}:
            continue
        hub = 1.0 if site.role == "hub" else 0.0
        priority[site.site] = burdens.get(site.site, 0.0) / most - 10 * hub
        latest = deadline * (0.92 if hub else 0.8)
        if site.close_by is not None:
            latest = min(latest, mission.hours(site.close_by) - _notice(mission))
        here = [p for p in mission.parties if p.site == site.site and p.count]
        leave = [p for p in here if p.leave_by is not None]
        armed = sum(p.count for p in here if p.armed)
        for party in leave:
            if party.leave_by and party.armed and armed - party.count < site.holding_people:
                latest = min(latest, mission.hours(party.leave_by) - _notice(mission))
        if leave or site.close_by is not None:
            priority[site.site] += 2.0
        close_at[site.site] = (
            math.inf if site.stays_open else max(earliest(mission, site.site), latest)
        )
    last = max((earliest(mission, s.site) for s in mission.sites), default=0.0)
    settle = max(deadline * 0.85, (last + deadline) / 2 if last < deadline else 0.0)
    return Tactics(
        priority=priority, close_at=close_at, release_at=deadline * 0.8, settle_at=settle
    )


def earliest(mission: Mission, site: str) -> float:
    """Return the hour at which a site with a first date can close at the earliest; 0 for others."""
    row = mission.site[site]
    return max(0.0, mission.hours(row.close_from)) + row.closing_hours if row.close_from else 0.0


def _notice(mission: Mission) -> float:
    """Return the hours before a hard closing date at which the last lift is called."""
    return min(14 * 24.0, 0.25 * mission.hours(mission.deadline))


def _burdens(mission: Mission, network: Network) -> dict[str, float]:
    """Return for each site the burden of the cheapest surface way to a hub or exit."""
    found = {}
    for site in mission.sites:
        goals = [
            sum(network.burden(s, 0.0) for s in steps)
            for mode in ("road", "river", "rail", "sea")
            for end, steps in network.routes(site.site, mode, 0.0, "none", ever=True).items()
            if steps and mission.site[end].role in {"hub", "exit"}
        ]
        found[site.site] = min(goals, default=0.0)
    return found
