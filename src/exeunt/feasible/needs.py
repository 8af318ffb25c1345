"""What stands at each site, and what all axes together ask of the means that they share."""

import math
from collections.abc import Iterator

import attrs

from exeunt.feasible.outbound import disposable, ships, travellers
from exeunt.feasible.pace import days_late, moment
from exeunt.feasible.rates import (
    CARRIERS,
    WEEK_HOURS,
    Flow,
    Weight,
    carried_of,
    convoy_shares,
    loads_of,
    round_trip,
    truckloads,
    trucks,
)
from exeunt.feasible.reach import Reach
from exeunt.feasible.ways import Draft
from exeunt.model.feasibility import SiteNeed, Together
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission

WHOLE = 1e-9
"""Parts of a load that are rounding."""


def site_needs(reach: Reach, stranded: dict[str, int]) -> list[SiteNeed]:
    """Return what stands at each base and hub; ``stranded`` units there have no way out."""
    sites = [s.site for s in reach.mission.sites if s.role in {"base", "hub"}]
    return [_site_need(reach, site, stranded.get(site, 0)) for site in sites]


def _site_need(reach: Reach, site: str, stranded: int) -> SiteNeed:
    mission = reach.mission
    parties = [p for p in mission.parties if p.site == site]
    lots = [lot for lot in mission.lots if lot.site == site and lot.quantity > 0]
    shipped = [lot for lot in lots if ships(mission, lot)]
    to_dispose = [lot for lot in shipped if disposable(mission, lot)]
    return SiteNeed(
        site=site,
        people=sum(p.count for p in parties),
        home=sum(p.count for p in parties if mission.is_home(p, site)),
        units=sum(lot.quantity for lot in lots),
        tonnes_t=sum(lot.quantity * lot.mass_t for lot in lots),
        teu=sum(lot.quantity * lot.teu for lot in lots),
        # Loads begun are loads to drive; of those that need not be, only whole ones are spared.
        loads=math.ceil(sum(_loads(reach, lot) for lot in shipped) - WHOLE),
        disposable_loads=math.floor(sum(_loads(reach, lot) for lot in to_dispose) + WHOLE),
        no_way_units=stranded,
        loading_days=_loading_days(mission, site, shipped),
    )


def _loads(reach: Reach, lot: Lot) -> float:
    """Return the loads a lot makes by road, wherever its way leads; none that no truck takes."""
    if lot.self_driving:
        return float(lot.quantity)
    return truckloads(reach, lot, "road") or 0.0


def _loading_days(mission: Mission, site: str, lots: list[Lot]) -> float | None:
    rate = mission.site[site].load_teu_per_day
    if not rate:
        return None
    return sum(lot.quantity * lot.teu for lot in lots if not lot.self_driving) / rate


def together(reach: Reach, drafts: list[Draft], needs: list[SiteNeed]) -> Together:
    """Add up what all axes ask of the trucks and teams they share."""
    mission = reach.mission
    by_surface = [draft for draft in drafts if draft.last.mode != "air"]
    weeks = _weeks(reach, by_surface)
    # What there is none of takes for ever: it comes first.
    order = sorted(weeks.items(), key=lambda item: -_or_inf(item[1]))
    done = _done(reach, by_surface, max(map(_or_inf, weeks.values()), default=0.0))
    return Together(
        people=sum(p.count for p in travellers(mission)),
        loads=sum(need.loads for need in needs),
        disposable_loads=sum(need.disposable_loads for need in needs),
        tonnes_t=sum(need.tonnes_t for need in needs),
        weeks_available=mission.hours(mission.deadline) / WEEK_HOURS,
        weeks=tuple(order),
        done=moment(mission, done),
        days_late=days_late(mission, done),
    )


def _or_inf(weeks: float | None) -> float:
    if weeks is None:
        return math.inf
    return weeks


def _done(reach: Reach, drafts: list[Draft], weeks: float) -> float | None:
    """Return the hour at which the means are through that take longest; None for never."""
    if weeks == math.inf:
        return None
    trips = [round_trip(reach, f) for d in drafts for f in d.flows.values() if f.loads > 0]
    # The last trucks need not come back.
    return max(0.0, weeks * WEEK_HOURS - max(trips, default=0.0) / 2)


@attrs.frozen
class _Shared:
    """Means that axes share: how many there are, and what of a flow needs them."""

    name: str
    number: float
    weight: Weight


def _weeks(reach: Reach, drafts: list[Draft]) -> dict[str, float | None]:
    """Return the weeks of work on all axes for each of the shared means; None without any."""
    weeks: dict[str, float | None] = {}
    for draft in drafts:
        flows = [flow for flow in draft.flows.values() if flow.loads > 0]
        for means in _shared(reach, flows, draft.last.mode):
            hours = sum(means.weight(flow) * round_trip(reach, flow) for flow in flows)
            if hours <= 0:
                continue
            earlier = weeks.get(means.name, 0.0)
            if means.number <= 0 or earlier is None:
                weeks[means.name] = None
            else:
                weeks[means.name] = hours / WEEK_HOURS / means.number + earlier
    return weeks


def _shared(reach: Reach, flows: list[Flow], mode: str) -> Iterator[_Shared]:
    arcs = [arc for flow in flows for arc in flow.arcs]
    for name, at_once in convoy_shares(reach, arcs, mode).items():
        yield _Shared(name, at_once, loads_of)
    yield _Shared(CARRIERS[mode], trucks(reach, mode), carried_of)
