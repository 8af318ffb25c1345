"""Neighbours of tactics: what may change, how far, and that the seed alone decides."""

import math
import random

import attrs

from exeunt.model.plan import Closure, Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.learning import Best
from exeunt.optimise.planner.neighbours import DATES, SCALES, Neighbours
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import GUARDS, country, day

MISSION = country(parties=(GUARDS,))
DEADLINE = 20 * 24.0


def first(mission=MISSION) -> Tactics:
    return attrs.evolve(
        opening(mission, Network(mission)), dispose_early={(str(n), "fort"): 1 for n in range(40)}
    )


def walk(seed: int, steps: int) -> list[Tactics]:
    neighbours, here, seen = Neighbours(MISSION, random.Random(seed)), first(), []
    for _ in range(steps):
        here = neighbours.of(here, None)
        seen.append(here)
    return seen


def test_the_same_seed_walks_the_same_way() -> None:
    assert walk(1, 50) == walk(1, 50)
    assert walk(1, 50) != walk(2, 50)


def test_everything_that_may_change_does_and_stays_in_its_range() -> None:
    seen = walk(3, 400)
    for scale in SCALES:
        assert {getattr(tactics, scale.name) for tactics in seen} == set(scale.values)
    for date in DATES:
        shares = [getattr(tactics, date.name) / DEADLINE for tactics in seen]
        assert len(set(shares)) > 5
        assert date.lowest <= min(shares[200:])
        assert max(shares[200:]) <= date.highest
    assert len({tactics.close_at["fort"] for tactics in seen}) > 20
    assert {tactics.close_at["town"] for tactics in seen} == {math.inf}, "it stays open"
    assert len({tuple(tactics.priority.items()) for tactics in seen}) == 2
    left = [len(tactics.dispose_early) for tactics in seen]
    assert left == sorted(left, reverse=True)
    assert left[-1] < 40


def test_no_site_is_to_close_before_its_first_date_or_after_its_last() -> None:
    mission = country(fort={"close_from": day(6), "close_by": day(9), "closing_hours": 12.0})
    neighbours, tactics = Neighbours(mission, random.Random(1)), first(mission)
    times = [neighbours.close_time("fort", tactics, None) for _ in range(50)]
    assert min(times) == 6.5 * 24
    assert max(times) <= 9 * 24


def test_another_closing_time_is_around_that_of_the_best_plan() -> None:
    closure = Closure(site="fort", close=day(4), last_serials=(), vacuum_days=0)
    best = Best(judge(MISSION, Plan(closures=(closure,))), first(), {})
    neighbours = Neighbours(MISSION, random.Random(1))
    times = [neighbours.close_time("fort", first(), best) for _ in range(50)]
    assert 4 * 24 < max(times) <= 1.1 * 4 * 24


def test_a_call_often_comes_nearer_to_the_day_of_the_receiver() -> None:
    mission = country(fort={"receiver_ready": day(12)})
    tactics = attrs.evolve(first(mission), close_at={"fort": 16 * 24.0, "town": math.inf})
    neighbours = Neighbours(mission, random.Random(1))
    times = [neighbours.close_time("fort", tactics, None) for _ in range(200)]
    between = [time for time in times if 12 * 24 <= time <= 16 * 24]
    assert len(between) > 100
