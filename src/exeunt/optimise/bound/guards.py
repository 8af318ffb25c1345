"""Who guards a site in the relaxation is in danger there, whether or not he stood there before.

A base or hub is held by its floor of armed people up to the moment at which it closes
(*holding_floor*), and its perimeter by the watch that :mod:`~exeunt.optimise.bound.perimeters`
counts: the time that armed people spend there in a bucket. Whoever is at a site pays for its danger
(*casualties_site*). Those who have stood there since the start pay by how many are left at the
bucket's end; they were there through all of it. So of the armed others, and of those who leave in
the bucket, at least as much is there as floor or watch need beyond the armed who are left: the more
of the two, for a guard may be on watch.

Who is a guard may be one who waits there too: of what :mod:`~exeunt.optimise.bound.waiting` charges
for people under way what guards pay is taken off, so that nobody pays twice.
"""

from collections.abc import Mapping

from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.optimise.bound.flows import Frame, Present
from exeunt.optimise.bound.perimeters import Watches
from exeunt.optimise.rows import Term

Guarding = list[list[Term]]
"""By bucket, columns of guards with the price of their hour in danger."""


def price_of_a_day(mission: Mission, site: Site) -> float:
    """Return the price of a person's day at a site; 0 where nothing is asked for it."""
    if site.role not in {"base", "hub"}:
        return 0.0
    return site.person_risk_per_day * mission.prices.casualty


def guards(frame: Frame, present: Mapping[str, list[Present]], watches: Watches) -> Guarding:
    """Add guards at every base and hub where people are in danger."""
    found: Guarding = [[] for _ in range(frame.grid.n)]
    for site in frame.mission.sites:
        price = price_of_a_day(frame.mission, site)
        if price <= 0:
            continue
        for b in range(frame.grid.n):
            column = _more(frame, site, present.get(site.site, ()), watches, b)
            if column is not None:
                found[b].append((column, price / 24))
    return found


def _more(
    frame: Frame, site: Site, present: list[Present] | tuple[()], watches: Watches, b: int
) -> int | None:
    """Column: guards at a site through a bucket beyond the armed who never left.

    Rows: no fewer than the floor, nor than the watch, asks for. None where neither does.
    """
    lp, name = frame.lp, site.site
    floor, watch = float(site.holding_people), watches.get((name, b))
    held = name in frame.opens or site.stays_open
    if not (floor > 0 and held) and watch is None:
        return None
    cost = price_of_a_day(frame.mission, site) * frame.grid.hours(b) / 24
    most = max(floor, 0.0 if watch is None else lp.high[watch])
    column = lp.column(cost, most, implied=True, pays=("people", ""))
    here = [(column, 1.0)]
    here += [(p.columns[b], 1.0) for p in present if p.mover < 0 and p.armed]
    if floor > 0 and name in frame.opens:
        lp.row([*here, (frame.opens[name][b], -floor)], low=0.0)
    elif floor > 0 and site.stays_open:
        lp.row(here, low=floor)
    if watch is not None:
        lp.row([*here, (watch, -1.0)], low=0.0)
    return column
