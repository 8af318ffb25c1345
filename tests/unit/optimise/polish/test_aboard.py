"""Rows of a trip: room, seats, crews and size bind; the lawful load fits them."""

import math

from exeunt.optimise.polish.aboard import stage_days
from exeunt.optimise.polish.model import model
from tests.support.polishing import desk_of, tiny


def test_a_trip_feeds_its_people_for_a_long_duration_and_its_halts():
    desk = desk_of(*tiny())
    trip = next(trip for trip in desk.book.trips.values() if trip.last > 1)
    moving = trip.arrives[0] - trip.departs[0]
    halt = trip.departs[1] - trip.arrives[0]
    long = math.exp(1.28 * trip.steps[0].leg.spread)
    assert stage_days(trip, 0, 1.28) * 24 == moving * long + halt


def test_no_row_is_broken_by_the_load_that_the_referee_passed():
    desk = desk_of(*tiny())
    for trip in desk.book.trips.values():
        part = model(desk, [trip], [])
        build = part.build
        for n, (low, high) in enumerate(zip(build.row_low, build.row_high, strict=True)):
            span = slice(build.starts[n], build.starts[n + 1])
            terms = zip(build.index[span], build.value[span], strict=True)
            there = sum(value * build.known[column] for column, value in terms)
            assert low - 1e-6 <= there <= high + 1e-6


def test_a_trip_that_does_not_go_carries_nothing():
    desk = desk_of(*tiny())
    trip = next(trip for trip in desk.book.trips.values() if not trip.flies)
    part = model(desk, [trip], [])
    (riding,) = part.ridings
    sizes = [
        row
        for row in range(len(part.build.row_low))
        if riding.goes in part.build.index[part.build.starts[row] : part.build.starts[row + 1]]
    ]
    assert sizes
