"""Checking a plan."""

import pytest

from exeunt.model.plan import Plan
from exeunt.rules import terms


@pytest.mark.parametrize(
    ("value", "bound", "fixed", "gap"),
    [
        (110, 100, 10, 0.1),
        (10, 10, 10, 0),
        (None, 1, 0, None),
        (1, None, 0, None),
        (1, 0, None, None),
    ],
)
def test_gap(value, bound, fixed, gap):
    assert terms.gap(value, bound, fixed) == (None if gap is None else pytest.approx(gap))


def test_a_plan_of_nothing_is_checked_too(tiny):
    checked = tiny.check(Plan())
    assert checked.terms.not_out > 0
    assert checked.objective == pytest.approx(sum(checked.priced.values()))
