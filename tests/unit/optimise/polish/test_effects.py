"""What a unit does: to the counts of the places that it leaves and comes to, and to the cost."""

import pytest

from exeunt.model.choices import LoadKind, Way
from exeunt.optimise.polish.effects import Count
from exeunt.optimise.polish.trips import Work
from tests.support.polishing import desk_of, port_run, tiny


def test_who_rides_leaves_one_site_and_comes_to_another():
    mission, plan = port_run()
    desk = desk_of(mission, plan)
    for name, loads in desk.book.loads.items():
        trip = desk.book.trips[name]
        for cargo in loads:
            if cargo.kind != LoadKind.PEOPLE:
                continue
            effect = desk.effects.of_cargo(trip, cargo)
            people = {(c.of.at, c.t, c.by) for c in effect.changes if c.of.what == "people"}
            assert people == {
                (trip.sites[cargo.board], trip.departs[cargo.board], -1),
                (trip.sites[cargo.alight], trip.arrives[cargo.alight - 1], 1),
            }


def test_a_disposal_takes_its_units_when_it_begins():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    work = next(iter(desk.book.works))
    taken = [
        c for c in desk.effects.of_work(work).changes if c.of == Count("kit", work.item, work.site)
    ]
    assert [(c.t, c.by) for c in taken] == [(work.start, -1)]


def test_an_abandoned_unit_costs_its_value_and_its_harm_as_one_that_is_left_does():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    lot = mission.lots[0]
    work = Work(LoadKind.LOT, desk.keys.of[lot.lot], lot.site, Way.ABANDON, 5.0, 5.0)
    assert desk.effects.of_work(work).cost == pytest.approx(0.0)
