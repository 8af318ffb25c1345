"""Hours that legs take at the speeds of types, held against the referee's."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.hazards import Threat
from exeunt.model.pace import COVERS, SURFACES, Pace
from exeunt.network.march import leg_hours
from exeunt.network.network import Network
from exeunt.network.speeds import Speeds
from exeunt.rules.speed import Clock
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    BUSES,
    FORT_TOWN,
    MI8,
    MI8S,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    country,
    day,
)

JEEPS = attrs.evolve(STORES, lot="jeeps", self_driving=True, crew=1)
SOME = st.none() | st.floats(1, 1000)


@given(st.lists(SOME, max_size=4), st.sampled_from((FORT_TOWN, AIRWAY)), st.booleans())
def test_they_are_those_of_the_referee(
    speeds: list[float | None], leg: object, blank: object
) -> None:
    mission = country()
    if blank and leg is AIRWAY:
        leg = attrs.evolve(AIRWAY, travel_hours=None)
    types = [attrs.evolve(TRUCK, speed_kmh=speed) for speed in speeds]
    assert Speeds(mission).stage_hours(leg, types, 0) == pytest.approx(
        Clock(mission).hours_on_the_move(leg, speeds, 0)
    )


@pytest.mark.parametrize(
    ("truck", "bus", "jeep", "least"),
    [
        (5, 8, 4, 100 / 8),
        (5, 8, 20, 10),
        (5, None, 4, 10),
        (5, 4, None, 10),
        (50, 60, 70, 10),
        (5, 4, 2, 20),
    ],
)
def test_the_least_is_that_of_the_fastest_who_can_use_a_leg(
    truck: float | None, bus: float | None, jeep: float | None, least: float
) -> None:
    mission = country(
        vehicles=(attrs.evolve(TRUCK, speed_kmh=truck), attrs.evolve(BUS, speed_kmh=bus)),
        fleets=(TRUCKS, BUSES),
        lots=(attrs.evolve(JEEPS, speed_kmh=jeep),),
    )
    assert Speeds(mission).least(FORT_TOWN) == pytest.approx(least)


def test_types_without_a_fleet_or_of_another_mode_are_not_asked() -> None:
    boat = attrs.evolve(TRUCK, vehicle="boat", mode="river")
    mission = country(
        vehicles=(attrs.evolve(TRUCK, speed_kmh=5), BUS, boat), fleets=(TRUCKS,), lots=(STORES,)
    )
    assert Speeds(mission).least(FORT_TOWN) == 20


def test_aircraft_are_those_with_the_range_and_the_fields() -> None:
    leg = attrs.evolve(AIRWAY, travel_hours=None)
    jet = attrs.evolve(MI8, aircraft="jet", speed_kmh=800, runway="paved")
    mission = country(
        legs=(FORT_TOWN, TOWN_PORT, leg),
        aircraft=(attrs.evolve(MI8, speed_kmh=200), jet),
        air_fleets=(MI8S, attrs.evolve(MI8S, air_fleet="jets", aircraft="jet")),
    )
    assert Speeds(mission).least(leg) == pytest.approx(0.7)
    assert leg_hours(mission, leg) == pytest.approx(0.7)


def test_a_timetable_goes_at_the_pace_of_the_slowest() -> None:
    network = Network(country())
    way = network.routes("town", "road", 0, "none")["fort"]
    slow = attrs.evolve(TRUCK, speed_kmh=5)
    (hop,) = network.timetable([way], "road", 0, [0], [TRUCK, slow])
    assert (hop.hours, hop.arrive) == (20, 34)
    assert network.hours(way) == 10
    assert network.hours(way, slow) == 20


DATES = st.none() | st.integers(0, 12).map(day)
ROWS = st.lists(
    st.builds(
        Pace,
        pace=st.just("p"),
        surface=st.sampled_from(("*", "track", "sand")),
        cover=st.sampled_from(("*", *COVERS)),
        valid_from=DATES,
        valid_to=DATES,
        threat_from=st.sampled_from((0.0, 0.01, 0.1)),
        likely=st.floats(0.5, 3),
    ),
    max_size=5,
)


@given(ROWS, st.sampled_from(("", *SURFACES)), st.sampled_from(("", *COVERS)))
def test_paces_are_those_of_the_referee_at_every_hour(
    rows: list[Pace], surface: str, cover: str
) -> None:
    leg = attrs.evolve(FORT_TOWN, surface=surface, cover=cover, strikes_per_100km=0.02)
    threat = Threat(leg=leg.leg, valid_from=day(4), valid_to=day(8), strikes_per_100km=0.2)
    mission = country(legs=(leg, TOWN_PORT), pace=tuple(rows), threats=(threat,))
    speeds, clock = Speeds(mission), Clock(mission)
    every = [clock.hours_on_the_move(leg, (), float(t)) for t in range(0, 14 * 24, 12)]
    assert [speeds.stage_hours(leg, (), float(t)) for t in range(0, 14 * 24, 12)] == every
    assert speeds.least(leg) <= min(every) + 1e-9


@given(st.floats(0.5, 0.99), st.floats(0, 1), SOME)
def test_with_more_confidence_they_are_the_referees_too(
    share: float, spread: float, speed: float | None
) -> None:
    mission = country()
    doctrine = attrs.evolve(mission.doctrine, travel_confidence=share, travel_spread=spread)
    mission = attrs.evolve(mission, doctrine=doctrine)
    speeds, clock = Speeds(mission), Clock(mission)
    for leg in (FORT_TOWN, AIRWAY):
        mover = attrs.evolve(MI8 if leg is AIRWAY else TRUCK, speed_kmh=speed or 200.0)
        found = speeds.stage_hours(leg, (mover,), 0.0)
        assert found == pytest.approx(clock.hours_on_the_move(leg, (mover.speed_kmh,), 0.0))
        assert found >= Speeds(country()).stage_hours(leg, (mover,), 0.0)


def test_a_night_before_a_leg_may_be_the_last_of_a_season() -> None:
    legs = tuple(attrs.evolve(leg, surface="track") for leg in (FORT_TOWN, TOWN_PORT))
    rains = Pace(pace="rains", valid_from=day(1), likely=1.5)
    network = Network(country(legs=legs, pace=(rains,)))
    runs = [network.routes("fort", "road", 0, "none")["port"]]
    first, second = network.timetable(runs, "road", 0, [0])
    assert (first.hours, first.arrive, second.depart) == (10, 10, 24)
    assert (second.hours, second.arrive) == (15, 24 + 10 + 14 + 5)
