"""Plans as numbers: trips, rounds of flights."""

from tests.support.polishing import desk_of, flown_in_rounds, tiny


def test_every_round_of_a_flight_is_a_trip():
    mission, plan = flown_in_rounds()
    book = desk_of(mission, plan).book
    flights = {trip.row for trip in book.trips.values() if trip.flies}
    rounds = [name for name in book.trips if "." in name]
    assert flights
    assert len(rounds) == 2
    assert set(plan.serials) == {trip.row for trip in book.trips.values()}


def test_what_is_aboard_is_counted_whole():
    mission, plan = tiny()
    book = desk_of(mission, plan).book
    people = sum(load.quantity for load in plan.loads if load.kind == "people")
    aboard = (
        n for loads in book.loads.values() for cargo, n in loads.items() if cargo.kind == "people"
    )
    assert sum(aboard) == people
    assert sum(book.works.values()) == sum(disposal.quantity for disposal in plan.disposals)
