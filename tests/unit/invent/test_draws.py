"""Random numbers by name."""

import pytest

from exeunt.invent.draws import Draws


def test_numbers_depend_on_the_key_and_on_what_they_are_for():
    draws = Draws(12, 90, 1)
    assert draws.share("a") == Draws(12, 90, 1).share("a")
    assert len({draws.share("a"), draws.share("b"), Draws(12, 90, 2).share("a")}) == 3


def test_numbers_are_the_same_in_every_release():
    assert Draws(12, 90, 1).share("a") == pytest.approx(0.45767696042583017, abs=0)


def test_numbers_stay_in_their_ranges_and_reach_their_ends():
    draws = Draws(0)
    assert {draws.whole(2, 4, n) for n in range(60)} == {2, 3, 4}
    assert {draws.one_of("abc", n) for n in range(60)} == set("abc")
    assert all(1.5 <= draws.between(1.5, 2.5, n) < 2.5 for n in range(60))
