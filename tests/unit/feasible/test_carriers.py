"""When the first vehicle or aircraft is where, and can load there."""

import math

import attrs
import pytest

from exeunt.feasible.carriers import Boarding, Purpose, earliest
from exeunt.feasible.reach import Reach
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    FORT_TOWN,
    MI8,
    MI8S,
    TRUCKS,
    country,
    day,
)


def arc_from(reach: Reach, origin: str, mode: str = "road"):
    return next(arc for arc in reach.arcs.out[origin] if arc.mode == mode)


def test_who_waits_for_a_vehicle_waits_for_its_turn_too():
    reach = Reach(country(legs=(FORT_TOWN,)))
    arc = arc_from(reach, "fort")
    assert reach.carriers.there(Purpose.PEOPLE, "road", "fort") == 10
    assert reach.carriers.for_people(arc, Boarding.AT_ITS_SITE) == 10 + 24
    assert reach.carriers.for_people(arc, Boarding.ON_ITS_WAY) == 10, "they may stay aboard"
    assert reach.carriers.for_people(arc_from(reach, "town"), Boarding.AT_ITS_SITE) == 0


def test_a_vehicle_from_elsewhere_may_load_before_the_sites_own():
    own = attrs.evolve(BUSES, fleet="own", site="fort", available_from=day(9))
    arc_of = {}
    for name, fleets in (("own", (own,)), ("both", (own, BUSES))):
        reach = Reach(country(legs=(FORT_TOWN,), fleets=fleets))
        arc_of[name] = reach.carriers.for_people(arc_from(reach, "fort"), Boarding.AT_ITS_SITE)
    assert arc_of == {"own": 9 * 24, "both": 34}


def test_people_and_kit_have_carriers_of_their_own():
    reach = Reach(country(legs=(FORT_TOWN,), fleets=(TRUCKS,)))
    arc = arc_from(reach, "town")
    assert reach.carriers.for_kit(arc, Boarding.AT_ITS_SITE) == 0
    assert reach.carriers.for_people(arc, Boarding.AT_ITS_SITE) == math.inf
    assert reach.carriers.there(Purpose.KIT, "river", "town") == math.inf


def test_aircraft_take_both_after_their_turn():
    mission = country(legs=(AIRWAY,), aircraft=(MI8,), air_fleets=(MI8S,))
    reach = Reach(mission)
    loaded = 1 + mission.doctrine.flight_turn_hours
    away = arc_from(reach, "fort", "air")
    assert reach.carriers.for_people(away, Boarding.AT_ITS_SITE) == pytest.approx(loaded)
    assert reach.carriers.for_kit(away, Boarding.AT_ITS_SITE) == pytest.approx(loaded)
    assert reach.carriers.for_people(arc_from(reach, "town", "air"), Boarding.AT_ITS_SITE) == 0


def test_the_earliest_waits_for_the_carrier_and_for_the_window():
    reach = Reach(country())

    def carrier(_arc, boarding):
        return 5.0 if boarding is Boarding.AT_ITS_SITE else 0.0

    def windows(arc):
        return ((40.0, 50.0),) if arc.destination == "port" else arc.open

    assert earliest(reach.arcs, {"fort": 2.0}, windows, carrier) == {
        "fort": 2,
        "town": 15,
        "port": 50,
    }
    assert earliest(reach.arcs, {"fort": math.inf}, windows, carrier) == {}
