"""The master's time."""

from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.master.periods import PERIODS, periods
from tests.support.missions.planner_country import country, day


def cut(**changes):
    mission = country(**changes)
    return periods(mission, Network(mission))


def test_periods_cover_all_of_planning_and_end_at_the_deadline():
    time = cut()
    assert (time.edges[0], time.edges[-1]) == (0.0, 30 * 24.0)
    assert 20 * 24.0 in time.edges
    assert all(time.hours(k) > 0 for k in range(time.n))
    assert time.n <= 2 * PERIODS


def test_an_hour_is_in_the_period_that_begins_with_it():
    time = cut()
    assert time.of(0.0) == 0
    assert time.of(time.edges[3]) == 3
    assert time.of(time.edges[-1]) == time.n
    assert time.edges[2] < time.mid(2) < time.edges[3]


def test_time_is_cut_where_a_permission_changes():
    leave = Permission(
        permission="leave", mode="road", where="*", state="granted", valid_to=day(7.5)
    )
    assert 7.5 * 24 in cut(permissions=(leave,)).edges


def test_a_share_of_a_period_is_what_lies_between_two_hours():
    time = cut()
    since, until = time.edges[1], time.edges[2]
    assert time.share(1, 0.0, 1e6) == 1.0
    assert time.share(1, (since + until) / 2, 1e6) == 0.5
    assert time.share(1, until, 1e6) == 0.0
