"""The country of a made-up mission: so many places, all of which lead out."""

import pytest

from exeunt.invent.country import KINDS, Place, country_of, moved, straight_km
from exeunt.invent.draws import Draws
from exeunt.invent.size import Size


def country(sites, seed=1, days=90):
    return country_of(Size(sites, days, seed), Draws(sites, days, seed))


@pytest.mark.parametrize("sites", [*range(3, 60), 130, 400])
def test_there_are_as_many_places_as_asked_for(sites):
    made = country(sites)
    assert len(made.place) == len(made.places) == sites
    assert made.exits
    assert made.hubs
    assert made.bases


@pytest.mark.parametrize("sites", [3, 12, 130])
def test_every_place_leads_to_an_exit(sites):
    made = country(sites)
    for place in made.places:
        assert made.way_out(place)[-1].role == "exit"
        assert made.out_km(place) >= 0


@pytest.mark.parametrize("seed", range(5))
def test_the_seed_chooses_the_kind_of_a_small_mission(seed):
    assert [base.kind for base in country(3, seed).bases] == [KINDS[seed]]


def test_a_large_mission_has_all_kinds():
    assert {base.kind for base in country(40).bases} == set(KINDS)


def test_a_place_moved_north_is_as_far_as_it_was_moved():
    here = Place(site="a", role="base", lat=10.0, lon=20.0)
    lat, lon = moved(10.0, 20.0, 30.0, 100.0)
    there = Place(site="b", role="base", lat=lat, lon=lon)
    assert straight_km(here, there) == pytest.approx(100, rel=0.01)
