"""Stocks of supplies over time."""

import pytest

from exeunt.facts.stocks import follow, runs, stocks
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission, Supply
from tests.support.missions.report_samples import (
    day,
    load,
    reading,
    small_plan,
)


def test_a_stock_is_used_filled_taken_and_delivered():
    supply = Supply(
        supply="fuel", site="hub", stock=100, capacity=150, use_per_day=24, import_per_day=48
    )
    loads = (
        *small_plan().loads,
        load("C-2", "supply", "fuel", 60, 1, 1, "delivered"),
        load("C-1", "supply", "fuel", 90, 2, 2, "used"),
    )
    found = follow(reading(small_plan(loads=loads), supplies=(supply,)), supply)
    assert found.at(24) == pytest.approx(124), "a unit an hour more than is used"
    assert found.at(96) == pytest.approx(150), "what is above the capacity is lost"
    assert found.at(120) == pytest.approx(60), "90 taken by C-1 on day 5"
    assert found.at(216) == pytest.approx(150 + 60), "delivered on top of a full store"
    assert found.at(217) == pytest.approx(209), "above its capacity nothing comes in"
    assert found.lowest == (120, 60)
    assert found.peak == pytest.approx(210)


def test_a_stock_ends_with_its_site_and_people_use_it():
    supply = Supply(supply="water", site="alpha", stock=1000, use_per_person_day=2)
    found = follow(reading(supplies=(supply,)), supply)
    assert found.until == 192
    assert found.at(24) == pytest.approx(1000 - 240)
    assert found.at(193) == 0


def test_imports_wait_for_a_grant():
    supply = Supply(supply="fuel", site="hub", stock=0, import_per_day=24)
    rows = (
        Permission(
            permission="i",
            mode="import",
            where="fuel",
            state="granted",
            valid_from=day(1),
            valid_to=day(2),
        ),
        Permission(permission="j", mode="import", where="hub", state="pending"),
    )
    found = follow(reading(supplies=(supply,), permissions=rows), supply)
    assert [found.at(h) for h in (24, 36, 48, 90)] == pytest.approx([0, 12, 24, 24])


def test_only_sites_of_ours_have_stocks():
    rows = (Supply(supply="fuel", site="port", stock=5), Supply(supply="fuel", site="hub", stock=7))
    assert [s.row.site for s in stocks(reading(supplies=rows))] == ["hub"]


@pytest.mark.parametrize(
    ("level_", "hours", "coming", "using", "capacity", "ends"),
    [
        (10, 5, 1, 3, None, [(5, 0)]),
        (10, 10, 3, 1, 20, [(5, 20), (10, 20)]),
        (20, 10, 3, 1, 20, [(10, 20)]),
        (30, 4, 9, 1, 20, [(4, 26)]),
        (30, 20, 9, 1, 20, [(10, 20), (20, 20)]),
        (30, 20, 0, 1, 20, [(10, 20), (20, 10)]),
    ],
)
def test_a_line_of_stock_bends_at_its_capacity(level_, hours, coming, using, capacity, ends):
    assert runs(level_, hours, coming, using, capacity) == ends


def test_a_stock_tells_what_is_used_comes_in_and_is_left_over():
    supply = Supply(
        supply="water", site="alpha", stock=1000, use_per_person_day=2, import_per_day=300
    )
    found = follow(reading(supplies=(supply,)), supply)
    # 120 people to six hours into day 2, 60 to five hours into day 5, 40 to the closing on day 8.
    people_days = 120 * (2 + 6 / 24) + 60 * (3 - 1 / 24) + 40 * (3 - 5 / 24)
    assert found.used == pytest.approx(2 * people_days)
    assert found.imported == pytest.approx(300 * 8)
    assert found.left_over == pytest.approx(1000 + 2400 - 2 * people_days)
    assert [found.uses.at(24 * d) for d in (0, 3, 6)] == [240, 120, 80]
    # The last forty people leave as the site closes.
    assert found.last_lift == 192
    assert found.days_at_last_lift == pytest.approx(found.left_over / 80, abs=1e-3)


def test_a_full_store_takes_in_only_what_is_used():
    supply = Supply(
        supply="fuel", site="hub", stock=90, capacity=100, use_per_day=24, import_per_day=48
    )
    found = follow(reading(Plan(), supplies=(supply,)), supply)
    assert found.imported == pytest.approx(10 + found.used)
    assert found.left_over == pytest.approx(100)


def test_a_stock_that_nobody_uses_lasts_no_number_of_days():
    supply = Supply(supply="spares", site="hub", stock=7)
    found = follow(reading(supplies=(supply,)), supply)
    assert (found.days_at_last_lift, found.left_over, found.used) == (None, 7, 0)
