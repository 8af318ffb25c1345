"""Values over time that change in steps."""

import pytest

from exeunt.facts.curves import Curve, curve


def test_a_curve_holds_its_value_until_the_next_step():
    one = curve([(0, 2), (5, 3), (5, -1), (9, -4)])
    assert one == Curve((0, 5, 9), (2, 4, 0))
    assert [one.at(h) for h in (-1, 0, 4.9, 5, 8, 9, 99)] == [0, 2, 2, 4, 4, 0, 0]
    assert one.integral(4, 10) == 1 * 2 + 4 * 4
    assert one.integral(3, 3) == 0
    assert one.peak == 4


def test_changes_may_come_in_any_order():
    assert curve([(9, -4), (0, 2), (5, -1), (5, 3)]) == curve([(0, 2), (5, 3), (5, -1), (9, -4)])


def test_nothing_that_happens_is_nothing_all_the_time():
    assert curve([]) == Curve()
    assert (Curve().at(5), Curve().integral(0, 9), Curve().peak) == (0, 0, 0)
    assert Curve().settled(9) is None


def test_an_integral_of_a_span_is_the_sum_of_its_parts():
    one = curve([(1, 3), (4, -1), (6, 5)])
    assert one.integral(0, 9) == 3 * 3 + 2 * 2 + 3 * 7
    assert one.integral(0, 9) == one.integral(0, 2.5) + one.integral(2.5, 6) + one.integral(6, 9)
    assert one.integral(9, 0) == 0


@pytest.mark.parametrize(
    ("events", "end", "settled"),
    [
        ([(2, 5), (4, 5)], 9, 4),
        ([(2, 5), (4, 5)], 3, 2),
        ([(2, 10), (4, -5), (6, 5)], 9, 6),
        ([(2, 10), (4, -5)], 9, 2),
        ([(2, 10), (4, -10)], 9, None),
        ([(4, 10)], 3, None),
    ],
    ids=[
        "last to come",
        "by an earlier end",
        "back in and out",
        "never below its end",
        "0",
        "later",
    ],
)
def test_a_value_is_settled_when_it_falls_below_its_end_no_more(events, end, settled):
    assert curve(events).settled(end) == settled
