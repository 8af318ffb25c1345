"""What a closing costs by its bucket: never more than the referee measures, and just that at the best moment."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan
from exeunt.optimise.bound.closing import closing_costs
from exeunt.optimise.bound.grid import grid
from exeunt.rules.ledger import case
from exeunt.rules.terms import risk_at_sites, standing
from tests.support.missions.bound_road import mission


def base(ready_day: float | None, vacuum_day: float = 5_000, **changes: object) -> Mission:
    """Return the base a day's drive from an exit, with a receiver who is ready on a day."""
    road = mission()
    ready = None if ready_day is None else road.start + timedelta(days=ready_day)
    site = attrs.evolve(road.site["base"], receiver_ready=ready, **changes)
    prices = attrs.evolve(road.prices, vacuum_day=vacuum_day)
    return attrs.evolve(road, sites=(site, road.site["exit"]), prices=prices)


def paid(road: Mission, hour: float) -> float:
    """Return what the referee charges for a base that closes at an hour."""
    closing = Closure(site="base", close=road.time(hour))
    opened = case(road, Plan(closures=(closing,)))
    prices = road.prices
    return (
        standing(opened) * prices.money
        + risk_at_sites(opened) * prices.casualty
        + opened.vacuum("base") * prices.vacuum_day
    )


@pytest.mark.parametrize("ready_day", [None, 0.0, 3.3, 6.0, 20.0])
@pytest.mark.parametrize("vacuum_day", [0, 1_000, 5_000])
@pytest.mark.parametrize("hours", [10.0, 24.0, 72.0])
def test_no_moment_costs_less_and_one_costs_just_that(
    ready_day: float | None, vacuum_day: float, hours: float
) -> None:
    road = base(ready_day, vacuum_day, close_by=mission().start + timedelta(days=9))
    buckets = grid(road, hours)
    costs = closing_costs(road, road.site["base"], buckets)
    for k in range(buckets.n):
        first = max(48.0, buckets.edges[k])
        last = min(9 * 24.0, buckets.edges[k + 1])
        if first > last:
            continue
        n = round((last - first) * 60)
        every = [paid(road, first + i / 60) for i in range(0, n + 1, max(1, n // 60))]
        ready = [paid(road, 24 * ready_day)] if ready_day and first < 24 * ready_day < last else []
        assert min(every + ready) == pytest.approx(costs[k])


def test_one_that_never_closes_leaves_no_vacuum() -> None:
    road = base(20.0)
    costs = closing_costs(road, road.site["base"], grid(road, 24.0))
    assert costs[-1] == pytest.approx(10 * (1_000 + 0.001 * road.prices.casualty))


def test_where_it_cannot_close_the_steps_cost_nothing() -> None:
    road = base(None, close_by=mission().start + timedelta(days=5))
    costs = closing_costs(road, road.site["base"], grid(road, 24.0))
    assert costs[0] == costs[1] == costs[2], "two days of closing steps"
    assert costs[5] == costs[6] == costs[9], "not after the fifth day"
