"""Stocks followed through time, by hand."""

import attrs
import pytest

from exeunt.clock.steps import Steps
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission, Supply
from exeunt.rules.ledger import case
from exeunt.rules.supplies import Shortage, shortages
from tests.support.missions.outpost import MISSION, PLAN, at, closing, dropped, row
from tests.support.plans.verdicts import verdicts

ALWAYS = Steps(1.0)


def kept(*moved: tuple[float, float], plan: Plan = PLAN, **facets: float) -> list[Shortage]:
    """Follow a stock in the town."""
    supply = Supply(**{"supply": "spares", "site": "town", "stock": 0.0, **facets})
    return shortages(case(MISSION, plan), supply, list(moved), ALWAYS)


def test_daily_use_runs_a_stock_down() -> None:
    (found,) = kept(stock=48, use_per_day=24)
    assert (found.start, found.lowest) == (pytest.approx(48), pytest.approx(-240))


def test_a_stock_that_is_just_enough_does() -> None:
    assert kept(stock=12 * 24, use_per_day=24) == []
    assert len(kept(stock=12 * 24 - 0.001, use_per_day=24)) == 1


def test_people_use_by_the_day() -> None:
    (found,) = kept(plan=Plan(), stock=36, use_per_person_day=1)
    assert found.start == pytest.approx(48)


def test_imports_stop_at_the_capacity() -> None:
    assert kept((240, -12), stock=10, import_per_day=24, capacity=12) == []
    (found,) = kept((240, -14), stock=10, import_per_day=24, capacity=12)
    assert (found.start, found.end, found.lowest) == (
        pytest.approx(240),
        pytest.approx(242),
        pytest.approx(-2),
    )


def test_deliveries_may_stand_above_the_capacity_and_are_used_first() -> None:
    assert (
        kept((0, 30), (239, 0), (240, -10), stock=0, import_per_day=24, use_per_day=24, capacity=10)
        == []
    )
    assert (
        len(kept((0, 30), (240, -10.5), stock=0, import_per_day=24, use_per_day=24, capacity=10))
        == 1
    )


def test_deliveries_count_before_draws_of_the_same_moment() -> None:
    assert kept((5, -7), (5, 7)) == []


def test_a_shortage_ends_when_the_debt_is_made_good() -> None:
    found = kept((48, 100), (200, 1000), stock=24, use_per_day=24)
    assert [(s.start, s.end) for s in found] == [(pytest.approx(24), 48), (pytest.approx(124), 200)]
    assert [s.lowest for s in found] == [pytest.approx(-24), pytest.approx(-76)]


def told(mission: Mission) -> set[tuple[str, str]]:
    return {(v.rule, v.where) for v in verdicts(mission, PLAN)}


def test_after_a_site_closes_its_stock_is_ignored() -> None:
    # Without the first convoy's water: 46 people for 31.5 h and 34 until 134 h at 5 L a day, and not a drop after.
    needed = (46 * 31.5 + 34 * 102.5) * 5 / 24
    plan = dropped(PLAN, "C1", "water")
    assert verdicts(row(MISSION, "supplies", "water", stock=needed + 0.01), plan) == ()
    (found,) = verdicts(row(MISSION, "supplies", "water", stock=needed - 0.01), plan)
    assert (found.rule, found.where) == ("stocks", "water fort")


def test_a_site_that_closes_before_the_start_runs_out_of_nothing() -> None:
    plan = closing(PLAN, close=at(-1))
    assert not [v for v in verdicts(MISSION, plan) if v.rule in {"stocks", "imports_permitted"}]


def test_exits_never_run_out() -> None:
    port = Supply(supply="water", site="port", stock=0, use_per_day=1000)
    assert told(attrs.evolve(MISSION, supplies=(*MISSION.supplies, port))) == set()


def test_a_shortage_is_told_by_one_rule_alone() -> None:
    assert told(row(MISSION, "supplies", "fuel", stock=6500)) == {
        ("imports_permitted", "fuel town")
    }
    assert told(row(MISSION, "supplies", "fuel", stock=2000)) == {("stocks", "fuel town")}
    assert told(
        row(row(MISSION, "supplies", "fuel", stock=6500), "supplies", "fuel", import_per_day=1)
    ) == {("stocks", "fuel town")}


def test_imports_flow_while_permitted() -> None:
    short = row(MISSION, "supplies", "fuel", stock=6500)
    granted = Permission(
        permission="fuel-now",
        mode="import",
        where="town",
        valid_from=at(2),
        valid_to=at(3),
        state="granted",
    )
    assert told(attrs.evolve(short, permissions=(*short.permissions, granted))) == set()
    late = attrs.evolve(granted, valid_from=at(6, 5), valid_to=at(9))
    assert told(attrs.evolve(short, permissions=(*short.permissions, late))) == {
        ("imports_permitted", "fuel town")
    }


def test_an_import_that_no_permission_covers_is_local() -> None:
    short = row(MISSION, "supplies", "fuel", stock=6500)
    assert (
        told(
            attrs.evolve(
                short, permissions=tuple(p for p in short.permissions if p.permission != "fuel")
            )
        )
        == set()
    )
