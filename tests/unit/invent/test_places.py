"""Sites and legs of made-up missions."""

import pytest

from exeunt.invent.country import Kind, country_of
from exeunt.invent.draws import Draws
from exeunt.invent.mission import START
from exeunt.invent.places import guards_of, legs, seasons, sites
from exeunt.invent.size import Size
from exeunt.model.choices import Mode

MODES = {
    Kind.STAR: {Mode.ROAD},
    Kind.CHAIN: {Mode.ROAD},
    Kind.AIRLIFT: {Mode.AIR},
    Kind.ISLANDS: {Mode.SEA},
    Kind.CROWD: {Mode.ROAD, Mode.AIR},
}


def made(sites_count=40, days=180, seed=0):
    size = Size(sites_count, days, seed)
    draws = Draws(sites_count, days, seed)
    return size, draws, country_of(size, draws)


def test_bases_are_reached_as_their_kind_says():
    _, draws, country = made()
    for base in country.bases:
        ways = {leg.mode for leg in legs(draws, country) if leg.origin == base.site}
        assert ways >= MODES[base.kind]
        if base.kind in {Kind.AIRLIFT, Kind.ISLANDS}:
            assert ways == MODES[base.kind]


def test_who_holds_a_base_is_there():
    size, draws, country = made()
    for site in sites(size, draws, country, START):
        if site.role == "base":
            assert 0 < site.holding_people < guards_of(size, country.place[site.site])


def test_long_roads_have_places_to_halt():
    _, draws, country = made(130, 540)
    for leg in legs(draws, country):
        if leg.mode == Mode.ROAD:
            assert leg.halts is not None
            assert leg.halts * 10 >= leg.travel_hours


@pytest.mark.parametrize(("days", "rain"), [(90, False), (540, True)])
def test_rains_come_in_long_missions(days, rain):
    size, draws, country = made(130, days)
    found = list(seasons(size, draws, country, START))
    assert bool(found) is rain
    assert all(season.closed_from < season.closed_to for season in found)
