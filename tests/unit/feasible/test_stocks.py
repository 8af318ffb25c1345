"""Stocks that run dry whatever the plan."""

from datetime import timedelta

from exeunt.feasible.clash import clashes
from exeunt.model.stores import Permission, Supply
from tests.support.missions.held_base import START, day, held_base, only


def test_water_runs_dry_before_help_comes():
    # 40 people use 800 L a day. Help comes after 10 h, people can leave after 34 h.
    found = only(
        held_base(supplies=(Supply(supply="water", site="base", stock=300, use_per_person_day=20),))
    )
    assert (found.rule, found.where, found.when) == ("stocks", "base", START + timedelta(hours=9))
    assert (
        clashes(
            held_base(
                supplies=(Supply(supply="water", site="base", stock=400, use_per_person_day=20),)
            )
        )
        == ()
    )


def test_water_runs_dry_where_nobody_can_come():
    found = only(
        held_base(
            legs=(),
            supplies=(Supply(supply="water", site="base", stock=23_000, use_per_person_day=20),),
        )
    )
    assert found.when == START + timedelta(days=28.75)
    assert (
        clashes(
            held_base(
                legs=(),
                supplies=(
                    Supply(supply="water", site="base", stock=24_000, use_per_person_day=20),
                ),
            )
        )
        == ()
    )


def test_import_that_is_not_permitted_is_named():
    supply = Supply(
        supply="water", site="base", stock=1000, use_per_person_day=20, import_per_day=800
    )
    assert clashes(held_base(legs=(), supplies=(supply,))) == ()
    barred = Permission(permission="water", mode="import", where="base", state="pending")
    found = only(held_base(legs=(), supplies=(supply,), permissions=(barred,)))
    assert found.rule == "imports_permitted"
    assert "its import is not permitted" in found.message


def test_imports_above_the_capacity_are_lost():
    supply = Supply(
        supply="fuel", site="base", stock=0, capacity=1000, use_per_day=100, import_per_day=1000
    )
    open_for_ten_days = Permission(
        permission="fuel", mode="import", where="fuel", state="granted", valid_to=day(10)
    )
    found = only(held_base(legs=(), supplies=(supply,), permissions=(open_for_ten_days,)))
    assert found.when == day(20)  # a full store lasts ten days after day 10
