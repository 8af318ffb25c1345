"""Enablers leave a site that stays open when nobody needs them, with the vehicles they have."""

import attrs

from exeunt.model.choices import LoadKind
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.optimise.planner.evacuation import Evacuation
from tests.support.missions.planner_country import (
    BUSES,
    FORT,
    FORT_TOWN,
    PORT,
    TOWN,
    TOWN_PORT,
    Parts,
    country,
)

RELEASED = 100.0
CREW = Party(party="crew", site="town", count=25, population="troops")
AT_HOME = Party(party="locals", site="town", count=9, population="civilian", destination="town")


def evacuation(*parties: Party, **changes) -> tuple[Parts, Evacuation]:
    parts = Parts(country(**({"parties": parties} | changes)), release_at=RELEASED)
    return parts, Evacuation(parts.world, parts.worth, parts.tactics, parts.closing.lifts)


def test_they_may_leave_from_the_hour_of_their_release() -> None:
    _, evacuate = evacuation(CREW)
    assert [evacuate.due(t) for t in (RELEASED - 1, RELEASED)] == [[], ["town"]]


def test_they_wait_for_people_who_are_still_to_come() -> None:
    parts, evacuate = evacuation(CREW)
    parts.world.arrive(RELEASED + 9, LoadKind.PEOPLE, "town", "staff", 1)
    assert evacuate.due(RELEASED) == []


def test_nobody_leaves_who_is_at_home() -> None:
    assert evacuation(AT_HOME)[1].due(RELEASED) == []
    parts, evacuate = evacuation(AT_HOME, CREW)
    evacuate.evacuate("town", RELEASED)
    assert parts.world.people.at("town") == {"locals": 9}


def test_they_go_one_way_with_the_vehicles_of_the_site() -> None:
    parts, evacuate = evacuation(CREW)
    evacuate.evacuate("town", RELEASED)
    assert [(s.origin, s.destination) for s in parts.world.written.stages] == [("town", "port")]
    assert not parts.world.people.any_at("town")
    assert evacuate.due(RELEASED) == [], "not twice in a period"


def test_all_go_or_nobody_while_vehicles_are_to_come_back() -> None:
    crowd, one_bus = attrs.evolve(CREW, count=50), (attrs.evolve(BUSES, count=1),)
    parts, evacuate = evacuation(crowd, fleets=one_bus)
    parts.world.arrive(RELEASED + 9, LoadKind.VEHICLE, "town", "buses", 1)
    evacuate.evacuate("town", RELEASED)
    assert parts.world.people.at("town") == {"crew": 50}
    assert not parts.world.written.stages
    parts, evacuate = evacuation(crowd, fleets=one_bus)
    evacuate.evacuate("town", RELEASED)
    assert 0 < parts.world.people.count("town") < 50


def test_nobody_is_driven_to_where_the_crews_could_not_go_on_from() -> None:
    sites = (FORT, TOWN, PORT, attrs.evolve(PORT, site="overseas", runway="paved"))
    flight = Leg(
        leg="flight", origin="town", destination="overseas", mode="air", km=900, travel_hours=3
    )
    for home, goes in (("port", True), ("overseas", False)):
        drivers = Party(
            party="drivers", site="town", count=2, population="troops", destination=home
        )
        parts, evacuate = evacuation(
            CREW,
            drivers,
            sites=sites,
            legs=(FORT_TOWN, TOWN_PORT, flight),
            fleets=(attrs.evolve(BUSES, ownership="own", crew_party="drivers"),),
        )
        evacuate.evacuate("town", RELEASED)
        assert bool(parts.world.written.stages) is goes
