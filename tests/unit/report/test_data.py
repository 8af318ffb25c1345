"""What the page's scripts are told."""

from exeunt.facts.curves import Curve
from exeunt.report.data import steps
from exeunt.words.words import Words


def test_moments_that_are_told_as_one_have_one_step():
    noisy = Curve(
        hours=(0.0, 4670.75 - 1e-9, 4670.75, 4687.5), values=(2814.0, 2833.0, 2853.0, 0.0)
    )
    assert steps(noisy, Words()) == [[0, 2814], [4670.75, 2853], [4687.5, 0]]


def test_who_comes_as_another_goes_changes_nothing():
    swapped = Curve(hours=(0.0, 8.0 - 1e-9, 8.0, 9.0), values=(10.0, 0.0, 10.0, 4.0))
    assert steps(swapped, Words()) == [[0, 10], [9, 4]]
