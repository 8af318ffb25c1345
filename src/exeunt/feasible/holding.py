"""What a day of holding a base costs against a day of leaving it to nobody, by the prices in use.

Where leaving is cheaper, a plan that is judged by these prices leaves before its receiver comes,
for money alone. Nobody should learn that from the plan.
"""

from exeunt.model.feasibility import Holding
from exeunt.model.mission import Mission
from exeunt.model.places import Site


def holdings(mission: Mission) -> tuple[Holding, ...]:
    """Return the break-even of every site whose receiver is still to come, in their order."""
    found = (holding(mission, site) for site in mission.sites)
    return tuple(one for one in found if one is not None)


def holding(mission: Mission, site: Site) -> Holding | None:
    """Return what a day costs at a site either way.

    None where it does not close, or leaves no vacuum: nobody is expected, or he is there already.
    """
    expected = site.receiver and site.receiver_ready is not None
    if not expected or site.stays_open or site.role not in {"base", "hub"}:
        return None
    prices = mission.prices
    # All who stand there at the start: the fewer there are, the less a day of holding costs.
    people = sum(party.count for party in mission.parties if party.site == site.site)
    risk = site.perimeter_risk_per_day + people * site.person_risk_per_day
    return Holding(
        site=site.site,
        people=people,
        standing_per_day=site.standing_cost_per_day * prices.money,
        risk_per_day=risk * prices.casualty,
        vacuum_per_day=prices.vacuum_day,
    )
