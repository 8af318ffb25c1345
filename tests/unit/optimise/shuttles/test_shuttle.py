"""Plans by shuttles: ever sooner, with sites closed that are left, and only where they fit."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.shuttles import shuttle
from exeunt.optimise.shuttles.shuttle import shuttled
from exeunt.optimise.solve import never
from exeunt.rules.judge import judge
from tests.support.missions.buses import evacuation, random_evacuation
from tests.support.missions.planner_country import STORES

WAYS = {("yard", "hill"): 10, ("hill", "hall"): 7}


def plans(mission: Mission, seconds: float = 60) -> list[Plan]:
    return list(shuttled(mission, Network(mission), (), seed=0, seconds=seconds, stop=never))


def test_every_plan_is_lawful_and_sooner_done_than_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shuttle, "FIRST_MOVES", 0)
    mission = random_evacuation(0)
    judged = [judge(mission, plan) for plan in plans(mission)]
    assert [(j.violations, j.terms.not_out) for j in judged] == [((), 0)] * 2
    assert judged[0].terms.makespan_days > judged[1].terms.makespan_days


def test_without_time_for_flows_it_is_packed_at_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shuttle, "FIRST_MOVES", 0)
    mission = random_evacuation(0)
    first, last = (judge(mission, plan).terms for plan in plans(mission, seconds=0))
    assert first.makespan_days > last.makespan_days
    monkeypatch.setattr(shuttle, "MOVES", 0)
    assert len(plans(mission, seconds=0)) == 1


@pytest.mark.parametrize(
    ("changes", "closes"),
    [
        ({}, 1460 / 60),
        ({"closing_hours": 2}, 120),
        ({"stays_open": True}, None),
        ({"receiver": "the mayor"}, None),
    ],
)
def test_sites_close_when_the_last_have_left(changes: dict, closes: float | None) -> None:
    """Fifty people and one bus: the third time it leaves the hill after 10 + 2 * 14 minutes."""
    mission = evacuation({"yard": 1}, {"hill": 50}, {"hall": None}, WAYS)
    sites = tuple(attrs.evolve(s, **changes) if s.site == "hill" else s for s in mission.sites)
    (plan,) = plans(attrs.evolve(mission, sites=sites))
    minutes = [(c.close - mission.start).seconds / 60 for c in plan.closures]
    assert minutes == ([] if closes is None else [max(38, closes)])
    assert judge(attrs.evolve(mission, sites=sites), plan).lawful


def test_missions_of_another_kind_and_far_too_many_trips_have_none() -> None:
    mission = evacuation({"yard": 1}, {"hill": 50}, {"hall": None}, WAYS)
    assert plans(attrs.evolve(mission, lots=(attrs.evolve(STORES, site="hill"),))) == []
    many = attrs.evolve(mission, parties=(attrs.evolve(mission.parties[0], count=10**7),))
    assert plans(many) == []
