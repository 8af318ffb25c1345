"""Sites that have closed."""

import pytest

from exeunt.optimise.planner.stores.closed import Closed


def test_a_site_closes_once() -> None:
    closed = Closed()
    closed.add("fort", 48)
    assert "fort" in closed
    assert (closed.hour("fort", 99), closed.hour("town", 99)) == (48, 99)
    with pytest.raises(ValueError, match="fort closes at hour 50: must be open, closed at hour 48"):
        closed.add("fort", 50)


def test_a_closure_that_is_given_up_opens_the_site_again() -> None:
    closed = Closed()
    undo = closed.snapshot()
    closed.add("fort", 48)
    undo()
    assert closed.sites == set()
    closed.add("fort", 50)
