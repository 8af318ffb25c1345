"""The master's advice on missions of which it is plain what is best."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.requirements import Requirement
from exeunt.network.network import Network
from exeunt.optimise.integers import Effort
from exeunt.optimise.master.master import advise
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    SHIP,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCKS,
    country,
    day,
)


def advice(mission, columns: float = 1e6):
    return advise(mission, Network(mission), Effort(stop=lambda: False), columns)


def stores(**changes):
    lot = attrs.evolve(STORES, **changes)
    return country(lots=(lot,), parties=(STAFF,), fort={"standing_cost_per_day": 1000})


def test_kit_that_is_worth_its_way_moves():
    found = advice(stores(value=200_000))
    assert found.ends == {}
    assert found.lanes == {("road", "fort", "town"), ("road", "town", "port")}


def test_kit_that_is_worth_less_than_its_way_ends_where_it_stands():
    found = advice(stores(value=500))
    assert found.ends == {("stores", "fort"): 6}
    assert found.lanes == frozenset()


def test_a_site_closes_as_soon_as_it_is_empty_where_every_day_costs():
    closes = advice(stores(value=200_000)).closes["fort"]
    assert 0 < closes < 10 * 24


def test_a_site_waits_for_its_receiver_where_a_vacuum_costs_more():
    lot = attrs.evolve(STORES, value=200_000)
    fort = {"receiver_ready": day(12), "standing_cost_per_day": 1000}
    mission = country(lots=(lot,), parties=(STAFF,), fort=fort)
    assert advice(mission).closes["fort"] == pytest.approx(12 * 24, abs=24)


@pytest.mark.parametrize(("strikes", "flies"), [(0.0, False), (2.0, True)])
def test_people_fly_where_the_road_is_dearer(strikes, flies):
    road = attrs.evolve(FORT_TOWN, strikes_per_100km=strikes, casualties_per_strike=2)
    mission = country(
        parties=(STAFF, GUARDS),
        legs=(road, TOWN_PORT, AIRWAY),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
        fleets=(BUSES,),
    )
    assert (("staff", "fort") in advice(mission).flown) is flies


def test_what_may_not_be_disposed_of_faster_takes_its_days():
    slow = Disposition(disposition="sell", recovery_share=0.9, rate_per_day=1)
    mission = country(
        lots=(attrs.evolve(STORES, value=5000),),
        parties=(STAFF,),
        dispositions=(SHIP, slow),
        fort={"close_by": day(3)},
    )
    found = advice(mission)
    assert 0 < found.ends.get(("stores", "fort"), 0) <= 3


@pytest.mark.parametrize("fleets", [(BUSES, TRUCKS), (BUSES, TRUCKS, ESCORTS)])
def test_a_convoy_that_needs_escorts_goes_where_there_are_some(fleets):
    need = Requirement(
        requirement="escort", activity="convoy", where="fort-town", capability="escort", amount=1
    )
    mission = attrs.evolve(stores(value=200_000), requirements=(need,), fleets=fleets)
    assert (("road", "fort", "town") in advice(mission).lanes) is (ESCORTS in fleets)


def test_a_master_of_more_columns_than_it_may_have_gives_no_advice():
    assert advice(stores(value=500), columns=10) is None


def test_a_master_that_is_stopped_gives_no_advice():
    mission = stores(value=500)
    assert advise(mission, Network(mission), Effort(stop=lambda: True), 1e6) is None


@pytest.mark.parametrize("roads", [(TOWN_PORT,), (FORT_TOWN, TOWN_PORT)])
def test_kit_flies_where_nothing_leads_out_by_surface(roads):
    mission = country(
        lots=(attrs.evolve(STORES, value=500_000, mass_t=2, teu=0),),
        parties=(STAFF,),
        legs=(*roads, AIRWAY),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
        fort={"standing_cost_per_day": 10},
    )
    found = advice(mission)
    assert found.ends == {}
    assert (("road", "fort", "town") in found.lanes) is (FORT_TOWN in roads)
