"""Circles that would hide one another are drawn apart, all others where they lie."""

import itertools
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from exeunt.drawing.spread import Disc, hidden, spread

DISCS = st.lists(
    st.builds(Disc, st.floats(0, 600), st.floats(0, 400), st.floats(3, 20)), max_size=25
)


def within(discs):
    return spread(discs, 0, 0, 600, 400)


@given(discs=DISCS)
def test_no_middle_lies_in_another_circle(discs):
    placed = within(discs)
    assert not hidden(placed, [[d.x, d.y] for d in placed])
    assert [d.radius for d in placed] == [d.radius for d in discs]


@given(discs=DISCS)
def test_what_hides_nothing_stays_where_it_is(discs):
    clear = [
        one
        for n, one in enumerate(discs)
        if all(hypot(one.x - o.x, one.y - o.y) > 100 for m, o in enumerate(discs) if m != n)
    ]
    placed = within(discs)
    assert all(one in placed for one in clear)


def test_a_chain_of_posts_that_touch_is_left_as_it_is():
    posts = [Disc(10 + 8 * n, 50, 5) for n in range(60)]
    assert within(posts) == posts


def test_a_town_of_five_sites_on_one_spot_is_fanned_out():
    town = [Disc(300, 200, r) for r in (20, 16, 12, 7, 5)]
    placed = within(town)
    for a, b in itertools.combinations(placed, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
    assert max(hypot(d.x - 300, d.y - 200) for d in placed) < 60
    assert within(town) == placed, "the same each time"


def test_at_the_edge_they_stay_inside():
    for disc in within([Disc(0, 0, 15), Disc(1, 1, 15), Disc(2, 0, 15)]):
        assert disc.x - disc.radius >= 0
        assert disc.y - disc.radius >= 0


def test_the_smaller_of_two_gives_way():
    large, small = within([Disc(300, 200, 20), Disc(305, 200, 5)])
    assert small.x - 305 > 300 - large.x
