"""The front of two parts of the cost, held against an exact model of a small mission."""

import attrs
import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.rules.judge import judge
from exeunt.rules.pricing import cost_of, repriced
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith

NAMES = ("harm", "value")
ROUNDING = 1e-6


@pytest.fixture(scope="module")
def mission():
    return small_mission(5, 9)


@pytest.fixture(scope="module")
def front(mission):
    return exeunt.frontier(mission, "harm,value", points=3, time_limit=2)


@pytest.mark.long
def test_points_are_lawful_and_none_is_better_in_both(mission, front):
    assert front.points
    for one in front.points:
        judged = judge(mission, one.course.plan)
        assert judged.lawful
        assert one.values == pytest.approx(
            tuple(cost_of(mission, judged.terms, (name,)) for name in NAMES)
        )
    values = [one.values for one in front.points]
    assert values == sorted(values)
    assert [second for _, second in values] == sorted((v for _, v in values), reverse=True)
    assert [one.course.name for one in front.points] == [f"P{n + 1}" for n in range(len(values))]


@pytest.mark.long
def test_what_is_proven_at_each_prices_is_below_the_exact_least(mission, front):
    assert len(front.tried) == 3
    assert (1.0, 1.0) in [prices.factors for prices in front.tried]
    for prices in front.tried:
        exact = monolith(repriced(mission, dict(zip(NAMES, prices.factors, strict=True))))
        assert (prices.least or 0.0) <= exact * (1 + ROUNDING)
        for one in front.points:
            if one.prices == prices:
                assert exact <= one.cost * (1 + ROUNDING)


@pytest.mark.long
def test_no_plan_lies_in_what_is_ruled_out(mission, front):
    for first, second, least in front.excluded:
        for one in front.points:
            assert first * one.values[0] + second * one.values[1] >= least * (1 - ROUNDING)
        # The exact model with all else for nothing has plans whose other costs are what they will.
        priced = repriced(mission, {"harm": first, "value": second})
        assert monolith(priced) >= (least + front.most_others) * (1 - ROUNDING)


def test_who_stops_has_the_points_so_far(mission):
    heard = []
    found = exeunt.frontier(
        mission,
        NAMES,
        points=5,
        time_limit=1,
        observer=lambda number, _total, _progress: heard.append(number),
        stop=lambda: bool(heard),
    )
    assert len(found.tried) <= 1


@pytest.mark.parametrize(
    ("terms", "points", "expected"),
    [
        ("harm", 3, "two names of terms"),
        ("harm,value,money", 3, "two names of terms"),
        ("harm,harm", 3, "none is part of another"),
        ("harm,sheep", 3, "must be names of terms"),
        ("harm,value", 1, "must be 2 to 9 points"),
        ("harm,value", 10, "must be 2 to 9 points"),
    ],
)
def test_what_makes_no_sense_is_refused(mission, terms, points, expected):
    with pytest.raises(InputError, match=expected):
        exeunt.frontier(mission, terms, points=points, time_limit=1)


def test_where_rules_clash_there_is_no_point():
    mission = exeunt.load("tiny").mission
    found = exeunt.frontier(attrs.evolve(mission, air_fleets=()), "harm,value", time_limit=1)
    assert found.points == ()
    assert found.tried == ()


@pytest.mark.long
def test_page_and_plans_are_written(front, tmp_path):
    page = exeunt.save_front(front, tmp_path / "front", language="fr")
    assert page.name == "frontier.html"
    assert "<svg" in page.read_text(encoding="utf-8")
    plans = sorted(path.name for path in page.parent.iterdir() if path.is_dir())
    assert plans == sorted(one.course.name for one in front.points)
