"""Which kit gains by moving on from where."""

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.network.ways import Step
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.gains import gains
from exeunt.optimise.master.kit import Kit
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    STORES,
    TOWN_PORT,
    country,
)

FLY = Step(AIRWAY, "fort", "town")


def found(legs=(FORT_TOWN, TOWN_PORT), airways=(), **lot) -> frozenset[str]:
    mission = country(lots=(attrs.evolve(STORES, **lot),), legs=legs, aircraft=(MI8,))
    frame = Frame(mission, Network(mission))
    return gains(frame, Kit(frame), frame.lanes.all, airways)["stores"]


def test_kit_gains_all_along_its_way_to_where_it_ends_better():
    assert found(value=20_000) == {"fort", "town"}


def test_kit_that_is_sold_for_as_much_as_it_is_shipped_for_gains_nowhere():
    assert found(value=900) == frozenset()


def test_no_unit_gains_where_none_can_come():
    assert found(value=20_000, site="town") == {"town"}


@pytest.mark.parametrize(("mass", "sites"), [(3.0, {"fort", "town"}), (5.0, frozenset())])
def test_it_flies_on_where_no_road_leads_out_and_an_aircraft_lifts_it(mass, sites):
    units = {"value": 20_000, "mass_t": mass, "teu": 0.0}
    assert found(legs=(TOWN_PORT, AIRWAY), airways=(FLY,), **units) == sites


def test_where_a_road_leads_out_it_does_not_fly():
    kit = {"value": 20_000, "mass_t": 30.0}
    assert found(airways=(FLY,), **kit) == frozenset()
