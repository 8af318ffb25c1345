"""Programmes divided: the same at hand as found anew, for as long as the plan is the same."""

import attrs
import numpy as np
import pytest

from exeunt.optimise.polish import relaxed
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.relaxed import Relaxations
from tests.support.polishing import desk_of, port_run


@pytest.fixture(name="desk", scope="module")
def on_the_desk():
    return desk_of(*port_run())


def relaxations_of(desk):
    return Relaxations(Clones(desk.mission, desk.network), seed=0)


def free(desk):
    return [trip for trip in desk.book.trips.values() if not trip.flies][:2]


def going():
    return False


def test_what_is_asked_again_is_at_hand_until_the_plan_is_another(desk):
    relaxations, trips = relaxations_of(desk), free(desk)
    sites = {site for trip in trips for site in trip.sites}
    first = relaxations.of(desk, trips, sites, going)
    assert relaxations.of(desk, list(trips), set(sites), going) is first
    assert relaxations.of(desk, trips[:1], sites, going) is not first
    relaxations.forget()
    again = relaxations.of(desk, trips, sites, going)
    assert again is not first
    assert again.work == first.work > 0
    assert np.array_equal(again.point, first.point)


def test_it_saves_no_less_than_nothing(desk):
    found = relaxations_of(desk).of(desk, free(desk), (), going)
    known = np.array(found.part.build.known)
    assert found.gain(found.point) >= 0
    assert found.gain(known) == 0


def test_new_serials_of_one_name_are_told_apart(desk):
    relaxations, (trip, *_) = relaxations_of(desk), free(desk)
    new = attrs.evolve(trip, name="C-9999")
    later = attrs.evolve(new, departs=tuple(t + 1 for t in new.departs))
    first = relaxations.of(desk, [new], (), going)
    assert relaxations.of(desk, [attrs.evolve(new)], (), going) is first
    assert relaxations.of(desk, [later], (), going) is not first


def test_no_more_is_kept_than_has_room(desk, monkeypatch):
    monkeypatch.setattr(relaxed, "AT_HAND", 1)
    relaxations, (one, other) = relaxations_of(desk), free(desk)
    first = relaxations.of(desk, [one], (), going)
    second = relaxations.of(desk, [other], (), going)
    assert relaxations.of(desk, [other], (), going) is second
    assert relaxations.of(desk, [one], (), going) is not first


def test_what_was_cut_short_is_not_kept(desk):
    relaxations, trips = relaxations_of(desk), free(desk)
    short = relaxations.of(desk, trips, (), lambda: True)
    assert relaxations.of(desk, trips, (), going) is not short
