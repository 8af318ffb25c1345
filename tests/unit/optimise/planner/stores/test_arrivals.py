"""What is on its way."""

from exeunt.model.choices import LoadKind
from exeunt.optimise.planner.stores.arrivals import Arrivals


def coming(*hours: float) -> Arrivals:
    """People on their way to a fort, named by the order in which they were booked."""
    arrivals = Arrivals()
    for n, t in enumerate(hours):
        arrivals.add(t, LoadKind.PEOPLE, "fort", str(n), 1)
    return arrivals


def test_what_comes_at_the_same_time_comes_in_the_order_in_which_it_was_booked() -> None:
    arrivals = coming(9, 5, 9, 5, 20)
    assert [a.item for a in arrivals.take(9)] == ["1", "3", "0", "2"]
    assert (len(arrivals), arrivals.soonest) == (1, 20)
    assert [a.item for a in arrivals.take(20)] == ["4"]
    assert arrivals.soonest is None


def test_something_is_expected_where_it_goes_and_of_its_kind() -> None:
    arrivals = coming(9)
    assert arrivals.are_expected("fort")
    assert not arrivals.are_expected("town")
    assert not arrivals.are_expected("fort", frozenset({LoadKind.LOT, LoadKind.VEHICLE}))


def test_what_was_on_its_way_is_so_again() -> None:
    arrivals = coming(9, 5)
    undo = arrivals.snapshot()
    assert [a.item for a in arrivals.take(6)] == ["1"]
    arrivals.add(1, LoadKind.LOT, "town", "stores", 1)
    undo()
    assert [a.item for a in arrivals.take(9)] == ["1", "0"]
