"""Which serial a last lift sends: the one that takes most, by lanes that lead onward."""

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.lastlifts import Candidate
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    FORT,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    PORT,
    STAFF,
    TOWN,
    TOWN_PORT,
    TRUCKS,
    Parts,
    country,
    day,
)

OWN_BUSES = attrs.evolve(BUSES, site="fort", count=1)
OWN_TRUCKS = attrs.evolve(TRUCKS, site="fort")
AIR = {"legs": (FORT_TOWN, TOWN_PORT, AIRWAY), "aircraft": (MI8,), "air_fleets": (MI8S,)}


def lanes(*, anywhere: bool = False, outpost: bool = False, **changes) -> set[Lane]:
    mission = country(**({"parties": (GUARDS,)} | changes))
    if outpost:
        hub = attrs.evolve(FORT, site="outpost", lat=19, role="hub", stays_open=True)
        way = Leg(
            leg="out", origin="fort", destination="outpost", mode="road", km=20, travel_hours=1
        )
        mission = attrs.evolve(mission, sites=(*mission.sites, hub), legs=(*mission.legs, way))
    return set(Parts(mission).closing.lifts.lanes("fort", 0, anywhere=anywhere))


def test_of_equals_the_soonest_goes_and_of_others_the_one_that_takes_most() -> None:
    late, soon, small = (Candidate(n, t, None) for n, t in ((20, 9), (20, 5), (10, 1)))
    assert max((late, soon, small), key=lambda candidate: candidate.rank) is soon


def test_vehicles_come_from_where_the_site_s_people_go_or_kit_drives_by_itself() -> None:
    assert lanes() == {
        Lane("road", "town", "fort", "town", returns=False),
        Lane("road", "fort", "fort", "town", returns=False),
    }


def test_a_site_with_vehicles_is_left_with_them_or_fetched_from_the_drop() -> None:
    elsewhere = attrs.evolve(TRUCKS, fleet="others", site="outpost")
    fleets = (OWN_BUSES, TRUCKS, elsewhere)
    assert {lane.home for lane in lanes(outpost=True, fleets=fleets)} == {"fort", "town"}


def test_lanes_lead_onward_unless_people_may_go_anywhere() -> None:
    assert {lane.drop for lane in lanes(outpost=True)} == {"town"}
    assert {lane.drop for lane in lanes(outpost=True, anywhere=True)} == {"town", "outpost"}


def test_the_serial_that_takes_everybody_goes_with_the_floor() -> None:
    parts = Parts(country(parties=(GUARDS,), fort={"holding_people": 20}))
    booked = parts.closing.lifts.send("fort", 0, own=False, anywhere=False)
    assert booked.leaves == parts.mission.hours(parts.world.written.stages[-1].depart)
    assert parts.world.people.at("fort") == {}


def test_one_that_cannot_take_everybody_leaves_the_floor() -> None:
    crowd = attrs.evolve(GUARDS, count=100)
    parts = Parts(country(parties=(crowd,), fort={"holding_people": 60}))
    assert parts.closing.lifts.send("fort", 0, own=False, anywhere=False) is not None
    assert parts.world.people.at("fort") == {"guards": 60}


def test_nothing_is_sent_where_nothing_can_go() -> None:
    parts = Parts(country(parties=(GUARDS,), fleets=()))
    assert parts.closing.lifts.send("fort", 0, own=False, anywhere=False) is None
    assert not parts.world.written.stages


def test_vehicles_go_ahead_only_if_there_are_enough_of_them() -> None:
    """Twenty find no place in a convoy of ten: a first ten go, those who must stay do not."""
    changes = {"parties": (GUARDS,), "fort": {"holding_people": 20}, "doctrine": {"convoy_max": 10}}
    many = Parts(country(fleets=(attrs.evolve(OWN_TRUCKS, count=20),), **changes))
    assert many.closing.lifts.send_ahead("fort", 0)
    assert many.world.vehicles.at("fort") == {"trucks": 10}
    assert many.world.people.at("fort") == {"guards": 20}
    none = Parts(country(fleets=(), **changes))
    assert not none.closing.lifts.send_ahead("fort", 0)


def test_a_flight_takes_some_and_leaves_the_floor_and_the_crews_of_what_follows() -> None:
    crews = Party(party="crews", site="fort", count=4, population="troops")
    staff = Party(party="staff", site="fort", count=5, population="civilian")
    own = attrs.evolve(OWN_BUSES, crew_party="crews")
    parts = Parts(
        country(parties=(GUARDS, crews, staff), fleets=(own,), fort={"holding_people": 20}, **AIR)
    )
    booked = parts.closing.lifts.fly_some("fort", 0)
    assert booked.serial == "F-0001"
    assert parts.world.people.at("fort") == {"guards": 20, "crews": 4}


def test_without_aircraft_nobody_flies() -> None:
    assert Parts(country(parties=(GUARDS,))).closing.lifts.fly_some("fort", 0) is None


@pytest.mark.parametrize(
    ("counts", "last"), [((1,), 2 + 2 * 4), ((1, 1), 2 + 4), ((1, 1, 1), 2), ((2, 1), 2)]
)
def test_fleets_share_a_last_lift_as_far_as_they_are_sooner_there(
    counts: tuple[int, ...], last: float
) -> None:
    """Sixty people, twenty a sortie: each aircraft takes off at two, and then every four hours."""
    fleets = tuple(
        attrs.evolve(MI8S, air_fleet=f"fleet-{n}", count=count) for n, count in enumerate(counts)
    )
    people = attrs.evolve(STAFF, count=60, by_road=False, destination="town")
    p = Parts(country(**(AIR | {"parties": (people,), "air_fleets": fleets})))
    send = p.closing.lifts.send
    booked = [send("fort", 0, own=False, anywhere=False) for _ in counts]
    assert not p.world.people.any_at("fort")
    assert max(lift.leaves for lift in booked) == last


CITY = attrs.evolve(TOWN, site="city", lat=14)
CITY_TOWN = Leg(
    leg="city-town", origin="city", destination="town", mode="road", km=300, travel_hours=30
)
FROM_CITY = Lane("road", "city", "fort", "town", returns=True)


def toured(*, near: bool = True, daily: float = 0.0, **tactics) -> Parts:
    """The town's vehicles, if it has any, are away; those of the city are four days off."""
    fleets = [attrs.evolve(BUSES, fleet="city-buses", site="city")]
    if near:
        fleets.append(attrs.evolve(BUSES, available_from=day(60)))
    mission = country(
        parties=(GUARDS,),
        deadline=day(200),
        end=day(230),
        sites=(attrs.evolve(FORT, standing_cost_per_day=daily), TOWN, PORT, CITY),
        legs=(FORT_TOWN, TOWN_PORT, CITY_TOWN),
        fleets=tuple(fleets),
    )
    return Parts(mission, **({"patience": 240.0} | tactics))


def test_nobody_drives_past_a_nearer_home_whose_vehicles_may_be_back_soon() -> None:
    lifts = toured().closing.lifts
    assert FROM_CITY not in lifts.lanes("fort", 0)
    assert FROM_CITY not in lifts.lanes("fort", 239)
    assert FROM_CITY in lifts.lanes("fort", 240), "they have waited long enough"


def test_vehicles_come_from_afar_where_none_is_nearer_or_nothing_waits() -> None:
    assert FROM_CITY in toured(near=False).closing.lifts.lanes("fort", 0)
    assert FROM_CITY in toured(patience=0.0).closing.lifts.lanes("fort", 0)
    assert FROM_CITY in toured(release_at=24.0).closing.lifts.lanes("fort", 24)
    assert FROM_CITY in toured().closing.lifts.lanes("fort", 0, anywhere=True)


def test_no_longer_than_a_shorter_tour_pays_for_the_days() -> None:
    lifts = toured(daily=1e5).closing.lifts
    spared = lifts._tour("city", "fort", "town", 0) - lifts._tour("town", "fort", "town", 0)
    days = spared / 1e5
    assert FROM_CITY not in lifts.lanes("fort", 0)
    assert FROM_CITY not in lifts.lanes("fort", 24 * days - 1e-3)
    assert FROM_CITY in lifts.lanes("fort", 24 * days + 1e-3)
