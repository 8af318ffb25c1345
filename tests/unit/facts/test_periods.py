"""Periods that a mission is told in."""

import itertools
from datetime import datetime

import pytest

from exeunt.facts.periods import MONTH, periods, step_hours
from tests.support.missions.report_samples import (
    day,
    small_mission,
)


@pytest.mark.parametrize(
    ("days", "hours"), [(4, 6), (5, 6), (6, 24), (45, 24), (46, 168), (700, 168)]
)
def test_periods_fit_the_length_of_a_mission(days, hours):
    assert step_hours(small_mission(deadline=day(1), end=day(days))) == hours


def test_weeks_begin_on_mondays_and_months_on_firsts():
    mission = small_mission(end=day(90))
    weeks, months = periods(mission), periods(mission, MONTH)
    assert mission.start == datetime(2024, 3, 1)  # a Friday
    assert [p.begin / 24 for p in weeks[:4]] == [0, 3, 10, 17]
    assert [f"{mission.time(p.begin):%m-%d}" for p in months] == ["03-01", "04-01", "05-01"]
    for cut in (weeks, months):
        assert (cut[0].begin, cut[-1].end) == (0, 90 * 24)
        assert all(a.end == b.begin for a, b in itertools.pairwise(cut))
