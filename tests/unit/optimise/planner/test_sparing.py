"""Which fleets to do without: those with the dearest seats of a mode, where homes never close."""

import attrs
import pytest

from exeunt.model.hazards import Incident
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.freefleets import FreeFleets
from exeunt.optimise.planner.itineraries import Itineraries
from exeunt.optimise.planner.sparing import sparing
from tests.support.missions.air_country import parts
from tests.support.missions.planner_country import MI8S, Parts, country, day

CROSSING = Leg(
    leg="crossing", origin="town", destination="port", mode="sea", km=100, travel_hours=5,
    strikes_per_100km=0.01, casualties_per_strike=10,
)  # fmt: skip
LINER = VehicleType(vehicle="liner", mode="sea", payload_t=9, seats=500, crew=20, cost_per_km=10)
GREY = attrs.evolve(LINER, vehicle="grey", armoured=True)


def at_sea(*fleets: Fleet, **site: object) -> Mission:
    """Return the country with a crossing, and ships that are at home in the port."""
    mission = country(legs=(CROSSING,), vehicles=(LINER, GREY), fleets=fleets)
    sites = tuple(attrs.evolve(s, **(site if s.site == "port" else {})) for s in mission.sites)
    return attrs.evolve(mission, sites=sites)


def ship(name: str, kind: VehicleType) -> Fleet:
    """Return a ship of a type in the port."""
    return Fleet(fleet=name, vehicle=kind.vehicle, site="port", count=1)


def test_ships_without_armour_are_done_without_first_and_the_last_one_stays():
    mission = at_sea(ship("white", LINER), ship("grey-1", GREY), ship("grey-2", GREY))
    sets = sparing(Network(mission))
    assert sets[0] == {"white"}
    assert [len(fleets) for fleets in sets] == [1, 2]


def test_danger_of_which_only_incidents_tell_counts():
    grey = attrs.evolve(GREY, cost_per_km=11)
    crossing = attrs.evolve(CROSSING, strikes_per_100km=None)
    mission = attrs.evolve(
        at_sea(ship("white", LINER), ship("grey", grey)), legs=(crossing,), vehicles=(LINER, grey)
    )
    sunk = Incident(incident="sunk", date=day(-30), where="crossing")
    assert sparing(Network(mission)) == [{"grey"}]
    assert sparing(Network(attrs.evolve(mission, incidents=(sunk,)))) == [{"white"}]


def test_whose_home_closes_have_to_leave_it():
    mission = at_sea(ship("white", LINER), ship("grey", GREY), role="base", stays_open=False)
    assert sparing(Network(mission)) == []


def test_escorts_come_along_where_they_are_asked_for():
    guard = attrs.evolve(GREY, capabilities=(("escort", 1.0),))
    mission = attrs.evolve(at_sea(ship("grey", GREY)), vehicles=(guard,))
    assert sparing(Network(mission)) == []


def test_the_only_fleet_of_a_mode_may_stay_as_well():
    mission = attrs.evolve(at_sea(ship("white", LINER)), air_fleets=(), aircraft=())
    assert sparing(Network(mission)) == [{"white"}]


def test_where_there_are_many_fleets_nobody_is_tried_without():
    ships = (ship(f"ship-{n}", LINER) for n in range(9))
    assert sparing(Network(at_sea(*ships))) == []


@pytest.mark.parametrize("spared", [frozenset[str](), frozenset({MI8S.air_fleet})])
def test_aircraft_that_are_spared_stay_at_home(spared: frozenset[str]) -> None:
    p = parts()
    p.flights.tactics = attrs.evolve(p.tactics, spared=spared)
    p.flights.fly(0, frozenset())
    assert bool(p.world.written.stages) is not bool(spared)


def test_ships_that_are_spared_are_never_free():
    mission = at_sea(ship("white", LINER), ship("grey", GREY))
    p = Parts(mission, spared=frozenset({"white"}))
    fleets = FreeFleets(p.world, p.worth, p.tactics.spared)
    lane = Lane("sea", "port", "town", "port", returns=False)
    draft = Itineraries(p.world, p.worth, p.tactics).draft(lane, 0.0)
    assert draft is not None
    assert [free.fleet.fleet for free in fleets.of(draft)] == ["grey"]
