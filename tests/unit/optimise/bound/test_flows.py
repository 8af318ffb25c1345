"""When what enters an arc in a bucket is at its end, and what whoever is out then pays for being late."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.hazards import Season
from tests.support.missions.planner_country import START, TOWN_PORT, country
from tests.support.programmes import arc, frame_of


def closed(since: float, until: float) -> Season:
    """Return a season in which the track is closed, by hours from the start."""
    return Season(
        leg=TOWN_PORT.leg,
        closed_from=START + timedelta(hours=since),
        closed_to=START + timedelta(hours=until),
    )


def test_nothing_enters_before_the_leg_opens_in_the_bucket():
    mission = attrs.evolve(country(), seasons=(closed(-1, 20),))
    frame = frame_of(mission, 24)
    i = arc(frame, TOWN_PORT.leg, TOWN_PORT.origin)
    hours = frame.arcs[i].hours
    assert frame.lands(i, 0) == pytest.approx(20 + hours)
    assert frame.lands(i, 1) == pytest.approx(24 + hours)
    assert frame.arrival(i, 0) == frame.grid.bucket(20 + hours)


def test_whoever_is_out_after_the_deadline_is_late_to_the_hour():
    mission = country()
    mission = attrs.evolve(mission, deadline=mission.start + timedelta(hours=24))
    frame = frame_of(mission, 24)
    i = arc(frame, TOWN_PORT.leg, TOWN_PORT.origin)
    hours, day = frame.arcs[i].hours, mission.prices.person_day_late
    assert frame.late_until(i, 1, out=True) == pytest.approx(day * hours / 24)
    assert frame.late_until(i, 0, out=True) == pytest.approx(day * max(0.0, hours - 24) / 24)
    assert frame.late_until(i, 1, out=False) == 0.0
