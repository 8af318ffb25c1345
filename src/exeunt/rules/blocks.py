"""What a plan costs by block and owner: the same sum as the objective, cut the other way."""

from collections import defaultdict
from collections.abc import Iterable

from exeunt.model.choices import LoadKind
from exeunt.model.outcome import Bound, Distance, Share
from exeunt.model.trials import BLOCKS, MOST, Allowed
from exeunt.rules.endings import vehicle_endings
from exeunt.rules.ledger import Case
from exeunt.rules.terms import (
    fates,
    fuel_l_per_km,
    kit_late,
    lateness,
    makespan,
    perimeter_days,
    risk,
)

Costs = dict[tuple[str, str], float]
"""Cost by block and owner."""


def costs(opened: Case) -> Costs:
    """Return what a plan pays by block and owner; together it is the objective."""
    found: Costs = defaultdict(float)
    _sites(opened, found)
    _kit(opened, found)
    _moves(opened, found)
    prices = opened.mission.prices
    late, left = lateness(opened)
    found["people", ""] += (
        late * prices.person_day_late
        + left * prices.person_not_out
        + makespan(opened, left) * prices.makespan_day
    )
    return dict(found)


def _sites(opened: Case, found: Costs) -> None:
    prices = opened.mission.prices
    for site in opened.mission.sites:
        name = site.site
        days = max(0.0, opened.open_until(name)) / 24
        found["sites", name] += site.standing_cost_per_day * days * prices.money
        found["sites", name] += opened.vacuum(name) * prices.vacuum_day
        if site.role in {"base", "hub"}:
            perimeter = site.perimeter_risk_per_day * perimeter_days(opened, site)
            found["sites", name] += perimeter * prices.casualty
            present = opened.people[name].integral(0.0, opened.end) / 24
            found["people", ""] += present * site.person_risk_per_day * prices.casualty


def _kit(opened: Case, found: Costs) -> None:
    prices = opened.mission.prices
    for name, fate in fates(opened):
        found["kit", name] += (
            fate.points * prices.capture_point
            + fate.lost * prices.value_lost
            + fate.cost * prices.money
        )
    for lot in opened.mission.lots:
        found["kit", lot.lot] += kit_late(opened, lot) * prices.unit_day_late
    for ending in vehicle_endings(opened):
        found["kit", ending.fleet.fleet] += ending.lost * prices.value_lost


def _moves(opened: Case, found: Costs) -> None:
    prices = opened.mission.prices
    for hop in opened.hops:
        leg = hop.leg.leg
        block = "flights" if hop.flies else "harm"
        found[block, leg] += risk(opened, hop) * prices.casualty
        by_km = sum(vehicles.number * vehicles.kind.cost_per_km for vehicles in hop.vehicles)
        by_km += fuel_l_per_km(hop) * prices.fuel_litre
        by_hour = sum(aircraft.kind.cost_per_hour for aircraft in hop.aircraft)
        found["carriage", leg] += by_km * hop.leg.km * prices.money
        found["flights", leg] += hop.sorties * hop.hours * by_hour * prices.money
    for journey in opened.journeys_of(LoadKind.VEHICLE):
        kind = opened.mission.vehicle[opened.mission.fleet[journey.item].vehicle]
        days = max(0.0, journey.arrive - journey.depart) / 24
        # Hire runs by the serial, halts too: it is the leg's that the serial begins with.
        hired = journey.quantity * kind.cost_per_day * days * prices.money
        found["carriage", journey.hops[0].leg.leg] += hired


def allowed(bound: Bound | None) -> tuple[Allowed, ...]:
    """Return what the bound's programme spends, as a plan records it: by block, the most first.

    What is too little to have a row of its own is in one of its block that is nobody's.
    """
    if bound is None:
        return ()
    least = _spent(bound.shares)
    most = sorted(least, key=lambda key: (-least[key], BLOCKS.index(key[0]), key[1]))
    own = [key for key in most if key[1] and least[key]][: MOST - len(BLOCKS)]
    rows = {key: least[key] for key in own}
    for block in BLOCKS:
        rest = sum(cost for key, cost in least.items() if key[0] == block and key not in rows)
        if rest:
            rows[block, ""] = rest
    return tuple(
        Allowed(block=block, owner=owner, cost=cost) for (block, owner), cost in rows.items()
    )


def _spent(shares: Iterable[Share | Allowed]) -> Costs:
    """Return what the bound's programme spends by block and owner."""
    least: Costs = defaultdict(float)
    for share in shares:
        least[share.block, share.owner] += share.cost
    return dict(least)


def distances(opened: Case, shares: Iterable[Share | Allowed]) -> tuple[Distance, ...]:
    """Return by how much a plan pays more than the bound's programme, the widest first."""
    least = _spent(shares)
    if not least:
        return ()
    plan = costs(opened)
    every = [
        Distance(block=block, owner=owner, plan=plan.get(key, 0.0), least=least.get(key, 0.0))
        for key in dict.fromkeys((*plan, *least))
        for block, owner in [key]
    ]
    return tuple(sorted(every, key=lambda d: (d.least - d.plan, BLOCKS.index(d.block), d.owner)))


def by_block(every: tuple[Distance, ...]) -> tuple[Distance, ...]:
    """Return the same summed by block, in the order of the blocks; owners are blank."""
    return tuple(
        Distance(
            block=block,
            owner="",
            plan=sum(d.plan for d in every if d.block == block),
            least=sum(d.least for d in every if d.block == block),
        )
        for block in BLOCKS
    )
