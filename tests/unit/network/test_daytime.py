"""The hours of fields and legs as the planner has them: never beyond what the referee allows."""

import math

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.clock.spans import ALWAYS, holds, next_in
from exeunt.model.hazards import Threat
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.daytime import Daytime
from exeunt.rules.referee import referee
from tests.support.missions.outpost import MISSION, PLAN, row
from tests.support.missions.planner_country import FORT, FORT_TOWN, TOWN, country, day


def by_day(**changes: float) -> Mission:
    mission = country()
    return attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, **changes))


def test_nothing_asked_is_always() -> None:
    daytime = Daytime(country())
    assert daytime.at("fort") == daytime.on(FORT_TOWN) == ALWAYS


def test_hours_of_the_clock_come_every_day() -> None:
    mission = attrs.evolve(country(), sites=(attrs.evolve(FORT, opens=6.1, closes=18), TOWN))
    hours = Daytime(mission).at("fort")
    # they begin and end with full quarters
    assert [next_in(hours, t) for t in (0, 7, 18, 24)] == [6.25, 7, 30.25, 30.25]


def test_a_place_open_overnight() -> None:
    mission = attrs.evolve(country(), sites=(attrs.evolve(FORT, opens=20, closes=5), TOWN))
    hours = Daytime(mission).at("fort")
    assert [holds(hours, t) for t in (0, 4.9, 5, 19, 20, 30)] == [1, 1, 0, 0, 1, 0]


def test_only_the_threatened_road_waits_for_the_sun() -> None:
    """In January at 17° N the sun rises at about 6:35."""
    struck = Threat(leg="fort-town", valid_from=day(5), valid_to=day(6), strikes_per_100km=1)
    quiet = by_day(road_daylight_from_threat=0.5)
    assert Daytime(quiet).on(FORT_TOWN) == ALWAYS
    hours = Daytime(attrs.evolve(quiet, threats=(struck,))).on(FORT_TOWN)
    assert 6 < next_in(hours, 0) < 7
    assert next_in(hours, 0) % 0.25 == 0


def test_exits_are_lit() -> None:
    daytime = Daytime(by_day(air_daylight=1))
    assert daytime.at("port") == ALWAYS
    assert daytime.at("town") != ALWAYS
    assert all(end < math.inf for _, end in daytime.at("town"))


def test_dawn_is_when_the_last_road_is_light_on_the_darkest_day() -> None:
    mission = by_day(road_daylight_from_threat=0)
    assert Daytime(country()).dawn() == 0
    daytime = Daytime(mission)
    assert 6.5 <= daytime.dawn() <= 7
    late = attrs.evolve(FORT_TOWN, opens=13)
    assert Daytime(attrs.evolve(country(), legs=(late,))).dawn() == 0


@settings(max_examples=60, deadline=None)
@given(
    opens=st.none() | st.integers(0, 96).map(lambda n: n / 4),
    closes=st.none() | st.integers(0, 1440).map(lambda n: n / 60),
    by_sun=st.booleans(),
    zone=st.sampled_from((-5.0, 0.0, 1.0, 4.5)),
    quarter=st.integers(0, 96 * 3),
)
def test_the_referee_allows_what_the_planner_counts_on(
    opens: float | None, closes: float | None, by_sun: bool, zone: float, quarter: int
) -> None:
    """A stage of no length at a moment: lawful where the planner says so, and where it does not, something within a quarter of an hour is not lawful."""
    asked = {"opens": opens, "closes": closes, "daylight": by_sun, "travel_hours": 1e-9}
    mission = row(attrs.evolve(MISSION, utc_offset_hours=zone), "legs", "fort-town", **asked)
    hours = Daytime(mission).on(mission.leg["fort-town"])

    def lawful(t: float) -> bool:
        moment = mission.time(t)
        plan = Plan(stages=(attrs.evolve(PLAN.stages[0], depart=moment, arrive=moment),))
        return not any(v.rule == "opening_hours" for v in referee(mission, plan))

    t = quarter / 4
    if holds(hours, t):
        assert lawful(t)
    else:
        # a gap of a quarter has lawful ends: the first and the last moment belong to the hours
        assert not all(lawful(t + minutes / 60) for minutes in range(-15, 16, 5))
