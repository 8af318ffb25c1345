"""Serials by new ways: timed as the rules ask, and the more promising the more they would save."""

import random

import attrs
import pytest

from exeunt.model.hazards import Season
from exeunt.model.plan import Disposal, Plan
from exeunt.model.requirements import Requirement
from exeunt.network.network import Network
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.fresh import Errand, Fresh, Hours
from exeunt.optimise.polish.loop import Budget, Polish
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import (
    ESCORT,
    ESCORTS,
    STORES,
    TRUCK,
    TRUCKS,
    country,
    day,
)
from tests.support.polishing import desk_of, lawful

OUT = Errand("road", "town", "fort", "port", returns=True)
LEFT = Plan()
"""A plan that lets all kit stand where it stands."""


def mission_of(**changes):
    return country(lots=(STORES,), **changes)


def given_up(mission):
    return Disposal(
        site="fort",
        lot=STORES.lot,
        disposition="abandon",
        quantity=STORES.quantity,
        start=mission.end,
        done=mission.end,
    )


def fresh_of(mission, plan=LEFT, seed=3):
    desk, chance = desk_of(mission, plan), random.Random(seed)
    return desk, Fresh(mission, desk.network, Clones(mission, desk.network), chance)


def test_a_serial_goes_by_the_pickup_to_the_drop_and_home():
    desk, fresh = fresh_of(mission_of())
    trip = fresh.timed(desk, OUT, 100.0)
    assert trip.sites == ("town", "fort", "town", "port", "town")
    assert trip.departs[0] >= 100.0
    assert {0, 1, 3, 4} <= trip.handled
    assert trip.name not in desk.book.trips
    assert all(a <= b for a, b in zip(trip.arrives, trip.departs[1:], strict=False))


def test_one_way_it_ends_at_the_drop():
    desk, fresh = fresh_of(mission_of())
    assert fresh.timed(desk, attrs.evolve(OUT, returns=False), 100.0).sites[-1] == "port"


@pytest.mark.parametrize("hour", [-5.0, 29 * 24.0])
def test_none_leaves_before_notice_or_comes_home_after_the_end(hour):
    desk, fresh = fresh_of(mission_of())
    assert fresh.timed(desk, OUT, hour) is None


def test_none_goes_where_the_road_is_closed():
    mission = mission_of()
    closed = tuple(
        Season(leg=leg.leg, closed_from=day(0), closed_to=day(30)) for leg in mission.legs
    )
    desk, fresh = fresh_of(attrs.evolve(mission, seasons=closed))
    assert fresh.timed(desk, OUT, 100.0) is None


def test_the_serial_that_would_save_most_comes_first():
    mission = mission_of()
    desk, fresh = fresh_of(mission, Plan(disposals=(given_up(mission),)))
    asked: list[float] = []

    def gain(trips):
        asked.append(1_000.0 / trips[0].departs[0])
        return asked[-1]

    found = fresh.next(desk, gain, 0.0)
    assert found is not None
    assert 1_000.0 / found.trips[0].departs[0] == max(asked)
    assert fresh.next(desk, lambda _: 0.0, 1.0) is None


ESCORTED = Requirement(
    requirement="escorts", activity="convoy", where="road", capability="escort", amount=2
)


def test_what_could_not_be_escorted_is_not_tried():
    bare = mission_of(requirements=(ESCORTED,))
    plan = Plan(disposals=(given_up(bare),))
    desk, fresh = fresh_of(bare, plan)
    asked: list[int] = []

    def gain(trips):
        asked.append(len(trips))
        return 1.0

    assert fresh.next(desk, gain, 0.0) is None
    assert asked == []
    guarded = attrs.evolve(
        bare, fleets=(TRUCKS, ESCORTS), vehicles=(TRUCK, attrs.evolve(ESCORT, crew=0))
    )
    desk, fresh = fresh_of(guarded, plan)
    assert fresh.next(desk, gain, 0.0) is not None
    assert asked


def test_hours_that_were_good_are_drawn_more_often():
    hours, chance = Hours(160.0), random.Random(1)
    for _ in range(30):
        hours.learn("town", 25.0, gains=True)
        hours.learn("town", 95.0, gains=False)
    drawn = [hours.draw(chance, "town") for _ in range(300)]
    assert all(0.0 <= t <= 160.0 for t in drawn)
    good, bad = (sum(a <= t < a + 10 for t in drawn) for a in (20.0, 90.0))
    assert good > 5 * bad


def test_kit_given_up_beside_idle_trucks_is_fetched():
    mission = mission_of()
    plan = Plan(disposals=(given_up(mission),))
    before = judge(mission, plan)
    assert before.lawful
    polish = Polish(mission, Network(mission), before, lambda p: lawful(mission, p), seed=1)
    best = polish.run(Budget(work=400_000, stop=lambda: False), lambda _: None)
    assert best.lawful
    assert best.objective < 0.5 * before.objective
    assert best.plan.serials
