"""What is explained, against brute force on small missions: it clashes, is minimal, ways out work."""

from datetime import timedelta

import pytest

import exeunt
from exeunt.api.resolving import Resolver, arithmetic
from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.solving import PROVEN, Answer, for_lateness, in_time
from exeunt.optimise.solve import never
from exeunt.rules.judge import judge
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.evidence import wrong


@pytest.mark.parametrize(("seed", "days"), [(1, 7), pytest.param(3, 7, marks=pytest.mark.hours)])
def test_what_clashes_is_minimal_and_every_way_out_works(seed: int, days: int) -> None:
    mission = small_mission(seed, days)
    found = exeunt.explain(mission, time_limit=25)
    assert found.answer is not Answer.POSSIBLE
    assert found.clash is not None
    assert found.clash.conditions
    assert found.ways
    assert wrong(mission, found) == []


@pytest.mark.parametrize("seed", [0, pytest.param(3, marks=pytest.mark.long)])
def test_what_a_plan_does_for_one_site_or_party_is_never_proven_impossible(seed: int) -> None:
    mission = small_mission(seed, 9)
    planner = Resolver(seed=0, stop=never)
    plan = planner(mission, 2.0).judged
    assert plan is not None
    asked = [(Asked.SITE, "north"), (Asked.SITE, "east"), (Asked.PARTY, "north-staff")]
    for kind, item in asked:
        goals = [
            Aim(original=mission, kind=kind, item=item, by=mission.start + timedelta(days=day))
            for day in range(1, 10)
        ]
        first = next(goal for goal in goals if in_time(judge(goal.posed(), plan.plan)))
        assert arithmetic(first.posed()) == ()
        bound = planner(for_lateness(first.posed()), 1.0).bound
        assert bound is None or bound.value is None or bound.value < PROVEN
