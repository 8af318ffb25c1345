"""Plans as numbers: trips, rounds of flights, kit by key."""

import attrs

from exeunt.optimise.polish.trips import Keys
from tests.support.missions.planner_country import STORES, country
from tests.support.polishing import desk_of, flown_in_rounds, tiny


def test_lots_are_of_one_key_where_their_units_are_alike():
    more = attrs.evolve(STORES, lot="more", site="town", item="tents", quantity=2)
    dear = attrs.evolve(STORES, lot="dear", value=1.0)
    keys = Keys.read(country(lots=(STORES, more, dear)))
    assert keys.of == {"stores": "stores", "more": "stores", "dear": "dear"}
    assert keys.one("stores") == STORES


def test_kit_in_use_is_of_the_key_of_its_own_site():
    used = attrs.evolve(STORES, in_use=True)
    there = attrs.evolve(used, lot="there", site="town")
    assert len(Keys.read(country(lots=(used, there))).lots) == 2


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
