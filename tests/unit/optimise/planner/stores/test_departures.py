"""When sites were last left."""

import math

from exeunt.optimise.planner.stores.departures import Departures


def test_the_last_hour_counts_in_whichever_order_it_is_booked() -> None:
    departures = Departures()
    assert (departures.last("fort"), departures.last_of("fort", "stores")) == (0, -math.inf)
    for t in (5, 9, 7):
        departures.note("fort", t)
        departures.note_lot("fort", "stores", t + 1)
    assert (departures.last("fort"), departures.last_of("fort", "stores")) == (9, 10)
    assert departures.last("town") == 0


def test_hours_are_put_back_as_they_were() -> None:
    departures = Departures()
    departures.note("fort", 5)
    undo = departures.snapshot()
    departures.note("fort", 9)
    departures.note_lot("fort", "stores", 9)
    undo()
    assert (departures.last("fort"), departures.last_of("fort", "stores")) == (5, -math.inf)
