"""What is at stake with trips: their own cost, and what is lost where they load."""

import attrs
import pytest

from exeunt.optimise.polish.stakes import stakes
from tests.support.polishing import desk_of, port_run, tiny


@pytest.mark.parametrize("made", [tiny, port_run])
def test_every_trip_that_goes_has_something_at_stake(made):
    desk = desk_of(*made())
    at_stake = stakes(desk.effects, desk.book)
    assert set(at_stake) == set(desk.book.loads)
    assert min(at_stake.values()) >= 0
    assert max(at_stake.values()) > 0


def test_what_is_lost_is_shared_by_those_who_could_have_taken_it():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    with_works = stakes(desk.effects, desk.book)
    without = stakes(desk.effects, attrs.evolve(desk.book, works={}))
    more = {name for name in with_works if with_works[name] > without[name]}
    sites = {work.site for work in desk.book.works}
    assert more
    assert all(sites & set(desk.book.trips[name].sites) for name in more)
