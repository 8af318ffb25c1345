"""Programmes built around a known point: it always fits, whatever their rows ask."""

import numpy as np
import pytest

from exeunt.optimise.polish.linear import Builder


def test_rows_and_bounds_give_way_to_the_known_point():
    build = Builder()
    one = build.column(1.0, 5.0, 4.0)
    two = build.column(1.0, 2.0, 9.0)
    build.row([(one, 1.0), (two, 1.0)], high=6.0)
    build.row([(one, 1.0), (two, -1.0)], low=0.0)
    programme = build.freeze()
    assert list(programme.high) == [5.0, 9.0]
    assert programme.row_high == pytest.approx([7.0, np.inf], abs=1e-5)
    assert programme.row_low == pytest.approx([-np.inf, 0.0])


def test_what_is_above_a_sum_is_at_least_nothing():
    build = Builder()
    one = build.column(0.0, 3.0, 9.0)
    excess = build.above([(one, 2.0)], 10.0, -4.0)
    spare = build.above([(one, 1.0)], 10.0, -8.0)
    assert (build.known[excess], build.known[spare]) == (2.0, 0.0)
    assert build.cost[excess] == 10.0
