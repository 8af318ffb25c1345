"""The picture of a front."""

import re

from exeunt.drawing.front import Dot, Ruled, front
from exeunt.words.words import Words

NAMES = ("harm", "value")


def drawn(*dots: Dot, ruled: tuple[Ruled, ...] = ()) -> str:
    return str(front(dots, ruled, NAMES, Words(), "a front"))


def test_each_plan_is_a_dot_where_its_costs_are() -> None:
    one = Dot(name="P1", x=50.0, y=100.0, text="one")
    other = Dot(name="P2", x=100.0, y=25.0, text="other")
    shown = drawn(one, other)
    places = re.findall(r'<circle cx="([\d.]+)%" cy="([\d.]+)%"', shown)
    (x, y), (x2, y2) = [tuple(map(float, place)) for place in places]
    assert abs(x2 - 2 * x) < 0.05
    assert abs(100 - y - 4 * (100 - y2)) < 0.05
    assert shown.count('class="stairs"') == 1


def test_what_is_ruled_out_is_shaded_below_its_line() -> None:
    dot = Dot(name="P1", x=100.0, y=100.0, text="one")
    shown = drawn(dot, ruled=(Ruled(a=1.0, b=2.0, c=100.0),))
    corners = re.search(r'<polygon points="0,1000 ([\d.]+),1000 0,([\d.]+)"', shown)
    assert corners is not None
    x, y = map(float, corners.groups())
    # 100 across and 50 up, on one scale.
    assert abs(x - 2 * (1000 - y)) < 0.2


def test_without_plans_there_are_axes_alone() -> None:
    shown = drawn()
    assert "<circle" not in shown
    assert "stairs" not in shown
    assert "harm" in shown
