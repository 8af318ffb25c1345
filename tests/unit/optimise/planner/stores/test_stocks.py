"""Stocks over time: levels, what may be drawn, and who may live on them."""

import math

import attrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exeunt.model.mission import Mission
from exeunt.model.stores import Permission, Supply
from exeunt.network.network import Network
from exeunt.optimise.planner.stores.stocks import Stock
from exeunt.optimise.planner.world import World
from tests.support.missions.planner_country import GUARDS, STAFF, STORES, country, day

FUEL = Supply(supply="fuel", site="fort", stock=100)
WATER = Supply(supply="water", site="fort", stock=200, use_per_person_day=1)


def world(**changes) -> World:
    mission = country(**({"parties": (STAFF, GUARDS), "lots": (STORES,)} | changes))
    return World(mission, Network(mission))


def stock(row: Supply, **changes) -> Stock:
    mission: Mission = country(supplies=(row,), **changes)
    return Stock(mission, Network(mission), row)


def test_a_stock_by_hand() -> None:
    s = stock(attrs.evolve(FUEL, use_per_day=5, use_per_person_day=0.5, import_per_day=2))
    people = np.full(40, 10.0)
    s.draw(1, 30)
    assert list(s.levels(people, 2)) == [92, 54, 46]


def test_imports_count_only_in_periods_in_which_they_are_permitted_throughout() -> None:
    closed = Permission(
        permission="p",
        mode="import",
        where="fuel",
        state="granted",
        valid_from=day(1, 1),
        valid_to=day(4),
    )
    s = stock(attrs.evolve(FUEL, import_per_day=2), permissions=(closed,))
    assert list(s.net[:6]) == [0, 0, 2, 2, 0, 0]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(0, 30)),
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(st.integers(0, 5), min_size=10, max_size=10),
    st.lists(st.integers(-15, 15), min_size=10, max_size=10),
)
@example(20, 20, 0, 9, [0] * 10, [0, 5, 0, 0, -15, 0, 0, 0, 0, 0])
def test_levels_are_those_of_a_store_that_spills_day_by_day(
    begin: int, capacity: int | None, use: int, comes: int, people: list[int], drawn: list[int]
) -> None:
    s = stock(
        attrs.evolve(
            FUEL,
            stock=begin,
            capacity=capacity,
            use_per_day=use,
            import_per_day=comes,
            use_per_person_day=1,
        )
    )
    for period, quantity in enumerate(drawn):
        s.draw(period, quantity)
    level, most, expected = float(begin), math.inf if capacity is None else max(capacity, begin), []
    for there, taken in zip(people, drawn, strict=True):
        level = min(most, level + comes - use - there) - taken
        expected.append(level)
    assert s.levels(np.array(people, dtype=float), 9) == pytest.approx(expected)


def test_a_shortage_is_the_most_that_is_missing_until_the_site_closes() -> None:
    w = world(parties=(), supplies=(attrs.evolve(FUEL, use_per_day=30),))
    assert w.stocks.shortage("fuel", "fort", {"fort": 48}) == 0
    assert w.stocks.shortage("fuel", "fort", {"fort": 96}) == 50
    assert w.stocks.shortage("water", "fort", {}) == 0
    w.closed.add("fort", 48)
    assert w.stocks.shortage("fuel", "fort", {"fort": 96}) == 0


def test_nothing_is_drawn_that_is_needed_later() -> None:
    w = world(
        parties=(),
        supplies=(attrs.evolve(FUEL, use_per_day=10), attrs.evolve(FUEL, site="port", stock=0)),
    )
    until = {"fort": 5 * 24.0}
    assert w.stocks.can_draw("fuel", "fort", 0, 40, until)
    assert not w.stocks.can_draw("fuel", "fort", 0, 41, until)
    assert w.stocks.can_draw("water", "fort", 0, 1e9, until)
    assert w.stocks.can_draw("fuel", "port", 0, 1e9, until)
    assert not w.stocks.of("fuel", "fort").drawn.any()


def test_as_many_can_live_at_a_site_as_its_stocks_feed_until_it_closes() -> None:
    w = world(parties=(STAFF,), supplies=(WATER,))
    until = {"fort": 48.0}
    assert w.stocks.can_host("fort", 24, 25, until)
    assert not w.stocks.can_host("fort", 24, 26, until)
    assert w.stocks.can_host("fort", 24, 26, {"fort": 24.0})
    assert w.stocks.can_host("town", 24, 1000, until)


def test_what_is_delivered_counts_from_the_next_period_and_what_is_drawn_at_once() -> None:
    w = world(supplies=(FUEL,))
    w.stocks.draw("fuel", "fort", 30, 10)
    w.stocks.deliver("fuel", "fort", 30, 25)
    assert [w.stocks.level("fuel", "fort", k) for k in range(4)] == [100, 90, 115, 115]
    w.stocks.deliver("fuel", "fort", 1e9, 5)
    assert w.stocks.of("fuel", "fort").drawn[-1] == -5


def test_what_a_stock_has_drawn_is_a_copy() -> None:
    s = stock(FUEL)
    s.drawn[0] = 1e9
    assert not s.drawn.any()


def test_stocks_are_put_back_as_they_were() -> None:
    w = world(supplies=(FUEL,))
    undo = w.stocks.snapshot()
    w.stocks.draw("fuel", "fort", 0, 10)
    undo()
    assert not w.stocks.of("fuel", "fort").drawn.any()
