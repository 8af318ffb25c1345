"""Road seats in reserve: for whom, from when, until where."""

import attrs

from exeunt.model.plan import Reserve
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    row,
)
from tests.support.plans.breaks import broken


def test_seats_of_people_who_are_not_on_the_flight_are_not_held() -> None:
    plan = added(PLAN, Reserve(flight="F2", party="medics", people=1, serial="C2", stage=3))
    assert broken(MISSION, plan) == {"reserves_held"}
    plan = added(PLAN, Reserve(flight="C1", party="drivers", people=1, serial="C2", stage=3))
    assert broken(MISSION, plan) == {"reserves_held"}
    plan = added(PLAN, Reserve(flight="F2", party="visitors", people=1, serial="C2", stage=9))
    assert broken(MISSION, plan) == {"reserves_held"}


def test_seats_are_held_until_the_party_would_be_out() -> None:
    """Beyond the port there need be none: the buses could stay there."""
    ends = tuple(
        attrs.evolve(x, alight_stage=3) if (x.serial, x.item) == ("C2", "buses") else x
        for x in PLAN.loads
    )
    assert "reserves_held" not in broken(MISSION, attrs.evolve(PLAN, loads=ends))
    home = row(MISSION, "parties", "visitors", destination="airport")
    assert "reserves_held" in broken(
        home, attrs.evolve(PLAN, loads=ends, reserves=(attrs.evolve(PLAN.reserves[0], people=8),))
    )


def test_seats_are_on_a_convoy_that_leaves_before_the_site_closes() -> None:
    mission = row(MISSION, "parties", "clerks", by_road=True)
    plan = added(PLAN, Reserve(flight="F1", party="clerks", people=12, serial="C2", stage=2))
    assert broken(mission, plan) == set()
    assert "reserves_held" in broken(mission, closing(plan, close=at(5, 13)))
