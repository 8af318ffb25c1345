"""Floors of the relaxation: armed people and teams that hold sites while these are open.

At every site that is open through a bucket its floor of armed people is there at the bucket's end:
it holds the site up to the moment at which it closes, and whoever leaves at that moment leaves in
the next bucket (*holding_floor*). If the site stays open for the last-lift span longer, so are the
teams of services (*services_stay*).
"""

from collections.abc import Mapping

from exeunt.model.places import Site
from exeunt.optimise.bound.flows import Frame, Present
from exeunt.optimise.bound.grid import ROUND


def floors(frame: Frame, present: Mapping[str, list[Present]]) -> None:
    """Add the rows of every base and hub."""
    mission = frame.mission
    peopled = {p.site for p in mission.parties if p.count}
    for site in (s for s in mission.sites if s.role in {"base", "hub"}):
        needs: list[tuple[float, str]] = (
            [(float(site.holding_people), "")] if site.holding_people else []
        )
        for r in mission.requirements:
            everywhere = r.where == "*" and site.site in peopled
            if r.activity == "hold" and r.amount > 0 and (r.where == site.site or everywhere):
                needs.append((float(r.amount), r.capability))
        for need, capability in needs:
            for b in range(frame.grid.n):
                _held(frame, present, site, (need, capability), b)


def _held(
    frame: Frame,
    present: Mapping[str, list[Present]],
    site: Site,
    needed: tuple[float, str],
    b: int,
) -> None:
    """Row: armed people, or teams of a capability, hold a site at a bucket's end.

    Teams only if it is open for the last-lift span longer.
    """
    g, later, (need, capability) = frame.grid, b, needed
    span = frame.mission.doctrine.last_lift_hours if capability else 0.0
    while later < g.n and g.edges[later + 1] < g.edges[b + 1] + span - ROUND:
        later += 1
    there = [
        (p.columns[b], p.ratios.get(capability, 0.0) if capability else float(p.armed))
        for p in present[site.site]
    ]
    if site.site not in frame.opens:
        if site.stays_open:
            frame.lp.row(there, low=need)
    elif later < g.n:
        frame.lp.row([*there, (frame.opens[site.site][later], -need)], low=0.0)
