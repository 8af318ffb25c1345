"""Rounds of a flight within the hours of its fields, and whole plans by day."""

import attrs

from exeunt.clock.spans import ALWAYS
from exeunt.optimise.planner.flighthours import Touch, first_round, lawful_rounds
from exeunt.rules.referee import referee
from tests.support.missions.air_country import FLIERS, compose, parts
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STAFF,
    TOWN_PORT,
    country,
)
from tests.support.plans.searching import searched

DAYS = tuple((24.0 * n + 6, 24.0 * n + 18) for n in range(9))


def test_a_round_begins_when_all_its_fields_are_open() -> None:
    asked = (Touch(0, DAYS), Touch(3, ((0.0, 8.0), (33.0, 36.0))))
    assert first_round(asked, 0, 24) is None
    assert first_round(asked, 0, 48) == 30
    assert first_round((), 5, 24) == 5


def test_as_many_rounds_as_the_day_is_long() -> None:
    asked = (Touch(0, DAYS), Touch(3, DAYS))
    assert [lawful_rounds(asked, 6, 4, most) for most in (1, 2, 3, 9)] == [1, 2, 3, 3]
    assert lawful_rounds((Touch(0, ALWAYS),), 6, 4, 9) == 9


def test_a_flight_leaves_at_the_first_lawful_hour_and_is_home_by_the_last() -> None:
    p = parts(
        fleet={"count": 1},
        sites=tuple(attrs.evolve(site, opens=6, closes=13) for site in country().sites),
    )
    flight = compose(p)
    assert flight is not None
    # a round of four hours: the second would be home at 13:00, when the fields have closed
    assert [(h.depart, h.arrive) for h in flight.hops] == [(6, 7), (8, 9)]
    assert flight.sorties == 1


def test_plans_of_periods_of_a_day_move_by_day() -> None:
    by_day = {"air_daylight": 1, "road_daylight_from_threat": 0}
    mission = country(
        doctrine=by_day,
        legs=(FORT_TOWN, TOWN_PORT, AIRWAY),
        parties=(STAFF, attrs.evolve(FLIERS, party="fliers")),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
    )
    best = searched(mission, 2)
    assert best is not None
    assert best.plan.stages
    assert referee(mission, best.plan) == ()
    assert all(6 < stage.depart.hour + stage.depart.minute / 60 < 18 for stage in best.plan.stages)
