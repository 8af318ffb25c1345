"""Fleets of made-up missions are as large as their work."""

import pytest

from exeunt.invent.carriers import Work, coaches_of, escorts_of, teu_by_site, trucks_of
from exeunt.invent.mission import invented
from exeunt.invent.size import Size

TEXTS = {"title": "", "description": ""}


@pytest.mark.parametrize("count", [trucks_of, coaches_of, escorts_of])
def test_twice_the_work_asks_for_no_fewer(count):
    size = Size(12, 90, 1)
    few, many = (count(size, Work(n * 400, n * 200, 5.0)) for n in (1, 8))
    assert 0 < few < many


def test_more_days_ask_for_fewer_trucks():
    work = Work(400, 600, 5.0)
    assert trucks_of(Size(12, 360, 1), work) < trucks_of(Size(12, 60, 1), work)


def test_what_drives_needs_no_truck():
    mission = invented(Size(3, 90, 0), TEXTS)
    carried = [lot for lot in mission.lots if not lot.self_driving]
    assert sum(teu_by_site(iter(mission.lots)).values()) == sum(
        lot.quantity * lot.teu for lot in carried
    )


@pytest.mark.parametrize("seed", range(5))
def test_every_fleet_stands_where_its_kind_is_used(seed):
    mission = invented(Size(40, 180, seed), TEXTS)
    reached = {
        s for leg in mission.legs for s in ((leg.origin, leg.mode), (leg.destination, leg.mode))
    }
    for fleet in mission.fleets:
        assert (fleet.site, mission.vehicle[fleet.vehicle].mode) in reached
    for fleet in mission.air_fleets:
        assert (fleet.site, "air") in reached
