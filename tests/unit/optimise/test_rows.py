"""Rows of programmes: each column once, and none that ask nothing."""

import math

from exeunt.optimise.rows import Rows


def test_a_column_that_comes_twice_is_summed_and_one_that_cancels_is_out():
    rows = Rows()
    rows.row([(0, 1.0), (1, 2.0), (0, 2.0), (1, -2.0)], high=3.0)
    rows.row([(0, 1.0), (0, -1.0)], high=3.0)
    rows.row([(1, 4.0), (0, 5.0)], low=1.0)
    assert rows.starts == [0, 1, 3]
    assert list(zip(rows.index, rows.value, strict=True)) == [(0, 3.0), (1, 4.0), (0, 5.0)]
    assert (rows.row_low, rows.row_high) == ([-math.inf, 1.0], [3.0, math.inf])


def test_a_row_of_nothing_that_asks_something_can_be_put():
    rows = Rows()
    rows.put([], 1.0, math.inf)
    assert (rows.starts, rows.row_low) == ([0, 0], [1.0])
