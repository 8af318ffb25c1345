"""Programmes with names."""

import math

import pytest

from exeunt.optimise.monolith.programme import Programme


def test_a_column_that_comes_twice_is_summed_and_one_that_cancels_is_out():
    programme = Programme()
    x, y = programme.column("x", 5), programme.column("y", 5)
    programme.row("r", [(x, 1.0), (x, 2.0), (y, 1.0), (y, -1.0)], high=4.0)
    assert programme.rows[0].terms == ((x, 3.0),)
    assert programme.rows[0].low == -math.inf


def test_a_row_that_asks_nothing_is_left_out_and_one_that_cannot_be_kept_is_not():
    programme = Programme()
    programme.row("nothing", [], high=4.0)
    programme.row("impossible", [], low=1.0)
    assert [row.name for row in programme.rows] == ["impossible"]


def test_costs_add_up():
    programme = Programme()
    x = programme.column("x", 5)
    programme.pay([(x, 2.0)], 10.0, constant=3.0)
    programme.pay([(x, 1.0)])
    assert programme.costs == [pytest.approx(21.0)]
    assert programme.constant == pytest.approx(30.0)
