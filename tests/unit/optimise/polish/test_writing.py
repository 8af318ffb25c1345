"""Books as plans again: the same plan where nothing was changed, kit first in, first out."""

import attrs
import pytest

from exeunt.model.held import Held
from exeunt.network.network import Network
from exeunt.optimise.polish.trips import read
from exeunt.optimise.polish.writing import write
from exeunt.optimise.reduce.keys import Keys
from exeunt.rules.judge import judge
from tests.support.polishing import desk_of, flown_in_rounds, port_run, tiny


@pytest.mark.parametrize("made", [tiny, port_run, flown_in_rounds])
def test_a_plan_that_was_read_is_the_same_plan_when_written(made):
    mission, plan = made()
    desk = desk_of(mission, plan)
    again = write(mission, desk.keys, desk.book)
    assert set(again.serials) == set(plan.serials)
    assert judge(mission, again).terms == judge(mission, plan).terms
    assert judge(mission, again).lawful


def test_a_trip_that_does_not_go_is_not_written():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    gone = next(iter(desk.book.trips))
    book = desk.book.with_loads({gone: None}, desk.book.works)
    again = write(mission, desk.keys, book)
    assert gone not in again.serials
    assert not [load for load in again.loads if load.serial == gone]


def test_a_flight_of_which_one_round_is_changed_is_written_by_rounds():
    mission, plan = flown_in_rounds()
    desk = desk_of(mission, plan)
    name = next(name for name in desk.book.trips if "." in name)
    row = desk.book.trips[name].row
    book = desk.book.with_loads({name: None}, desk.book.works)
    again = write(mission, desk.keys, book)
    assert row not in again.serials
    assert name not in again.serials
    assert any(serial.startswith(f"{row}.") for serial in again.serials)


@pytest.mark.parametrize("made", [tiny, port_run, flown_in_rounds])
def test_what_has_begun_is_written_row_by_row_as_it_was(made):
    mission, plan = made()
    middle = mission.start + (mission.end - mission.start) / 2
    held = Held(plan=plan, before=middle)
    assert held.serials
    keys = Keys.read(mission, held.lots)
    book = read(mission, Network(mission), keys, plan, held)
    assert all(trip.bound for trip in book.trips.values() if trip.row in held.serials)
    assert held.is_kept(write(mission, keys, book, held))


def test_units_alike_that_left_in_another_order_stay_as_they_were():
    mission, plan = tiny()
    # Lots that are alike in all but their names: the second leaves first.
    lot = next(row for row in mission.lots if row.lot == "stores")
    half = attrs.evolve(lot, quantity=lot.quantity - 10)
    other = attrs.evolve(lot, lot="stores-2", quantity=10)
    lots = tuple(row for row in mission.lots if row.lot != "stores")
    mission = attrs.evolve(mission, lots=(half, other, *lots))
    loads = tuple(
        attrs.evolve(row, item="stores-2") if (row.serial, row.item) == ("C-001", "stores") else row
        for row in plan.loads
    )
    plan = attrs.evolve(plan, loads=loads)
    held = Held(plan=plan, before=plan.serials["C-002"][0].depart)
    keys = Keys.read(mission)
    assert keys.of["stores"] == keys.of["stores-2"]
    book = read(mission, Network(mission), keys, plan, held)
    assert not held.is_kept(write(mission, keys, book))
    assert held.is_kept(write(mission, keys, book, held))
