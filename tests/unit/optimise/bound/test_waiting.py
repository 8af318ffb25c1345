"""Whoever waits at a base or hub is in danger there, but for those who can be aboard."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.relaxation import charged
from exeunt.optimise.bound.waiting import Waiting
from exeunt.rules.referee import referee
from tests.support.missions.planner_country import BUSES, STAFF, country
from tests.support.oracles.plan_in_columns import Programme
from tests.support.plans.searching import searched
from tests.support.programmes import Row, frame_of, rows

DAILY = 0.001
"""Casualties a person and day, at the fort and in the town."""


def waited(mission: Mission, reached: set[str], hours: float = 24) -> list[Row]:
    """Return the rows of 80 people who are in the town at the end of the first two buckets."""
    frame = frame_of(mission, hours)
    stood = [frame.lp.column(0.0, 80.0) for _ in range(2)]
    under_way = frame.lp.column(0.0, 80.0)
    waiting = Waiting(frame)
    waiting.go(0, under_way, 0, 1)
    waiting.stand(0, reached, [stood])
    waiting.build([[], []])
    return rows(frame, stood[0], under_way)


def risky(**changes) -> Mission:
    return country(
        fort={"person_risk_per_day": DAILY},
        town={"person_risk_per_day": DAILY},
        parties=(STAFF,),
        fleets=(BUSES,),
        **changes,
    )


def test_all_but_those_who_have_places_wait():
    [row] = waited(risky(), {"fort", "town"})
    # Two coaches of 30 seats, with crews of their own.
    assert row.low == -60.0
    assert sorted(row.terms.values()) == [-1.0, -1.0, 1.0]


def test_nobody_is_asked_who_may_stand_without_danger():
    assert waited(country(fort={"person_risk_per_day": DAILY}), {"fort", "town"}) == []
    assert waited(risky(), {"fort", "town", "port"}) == []


@pytest.mark.parametrize("hours", [6, 24, 48])
def test_a_plan_that_lets_people_wait_has_a_place(hours: float):
    many = attrs.evolve(STAFF, count=300)
    mission = attrs.evolve(risky(), parties=(many,))
    best = searched(mission, 2)
    assert best is not None
    assert Programme(mission, hours).faults(best.plan) == []


def dawdling(plan: Plan, serial: str, stage: int, hours: float) -> Plan:
    """Return a plan in which a serial takes so much longer for a stage, and is later from then on."""
    late = timedelta(hours=hours)
    return attrs.evolve(
        plan,
        stages=tuple(
            row
            if row.serial != serial or row.stage < stage
            else attrs.evolve(
                row,
                depart=row.depart + late * (row.stage > stage),
                arrive=row.arrive + late,
            )
            for row in plan.stages
        ),
        closures=tuple(attrs.evolve(row, last_serials=()) for row in plan.closures),
    )


def test_whoever_dawdles_aboard_has_a_place():
    """People are in no danger of a site as long as they are under way: so slowly that it pays."""
    mission = attrs.evolve(risky(), parties=(attrs.evolve(STAFF, count=120),))
    best = searched(mission, 2)
    assert best is not None
    slow = [
        plan
        for stage in best.plan.stages
        if not referee(mission, plan := dawdling(best.plan, stage.serial, stage.stage, 20.0))
    ]
    assert slow
    for plan in slow:
        assert [f for h in (6, 48) for f in Programme(mission, h).faults(plan)] == []


def test_what_waiting_costs_is_in_the_programme():
    costs = []
    for daily in (0.0, DAILY):
        mission = attrs.evolve(risky(), parties=(attrs.evolve(STAFF, count=300),))
        sites = tuple(
            attrs.evolve(s, person_risk_per_day=daily if s.role in {"base", "hub"} else 0.0)
            for s in mission.sites
        )
        mission = attrs.evolve(mission, sites=sites)
        ways = Ways(mission)
        linear, _ = charged(mission, grid(mission, 48), ways, Pools(mission, ways), whole=False)
        costs.append(float(linear.cost.sum()))
    assert costs[1] > costs[0]
