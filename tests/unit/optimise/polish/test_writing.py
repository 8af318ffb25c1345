"""Books as plans again: the same plan where nothing was changed, kit first in, first out."""

import pytest

from exeunt.optimise.polish.writing import write
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
