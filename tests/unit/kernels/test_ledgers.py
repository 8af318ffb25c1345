"""Ledgers replayed, on arrays by hand."""

import numpy as np

from exeunt.kernels import NEVER
from exeunt.kernels.ledgers import replay_all, replay_touched

START = np.array([5.0, 0.0, 3.0])
FIRST = np.array([0, 3, 3, 5])
MINUTE = np.array([10, 10, 20, -5, 0])
CHANGE = np.array([-6.0, 1.0, -1.0, -3.0, 1.0])


def test_the_first_minute_below_zero_and_the_figure_then() -> None:
    broken, figure = replay_all(START, FIRST, MINUTE, CHANGE, 1e-6)
    assert broken.tolist() == [20, NEVER, NEVER]
    assert figure.tolist() == [-1.0, 0.0, 1.0]


def test_a_tolerance_counts_as_zero() -> None:
    broken, _ = replay_all(START, FIRST, MINUTE, CHANGE, 1.0)
    assert broken.tolist() == [NEVER, NEVER, NEVER]


def test_further_events_are_merged_in_order_of_time() -> None:
    touched, more_first = np.array([2, -1, 0]), np.array([0, 1, 3, 4])
    more_minute, more_change = np.array([-5, 3, 4, 15]), np.array([-1.0, 2.0, -3.0, 1.0])
    broken, figure = replay_touched(
        START, FIRST, MINUTE, CHANGE, touched, more_first, more_minute, more_change, 1e-6
    )
    assert broken.tolist() == [-5, 4, NEVER]
    assert figure.tolist() == [-1.0, -1.0, 0.0]


def test_nothing_touched_is_nothing_broken() -> None:
    none = np.zeros(0, np.int64)
    broken, figure = replay_touched(
        START, FIRST, MINUTE, CHANGE, none, np.zeros(1, np.int64), none, np.zeros(0), 1e-6
    )
    assert broken.size == figure.size == 0
