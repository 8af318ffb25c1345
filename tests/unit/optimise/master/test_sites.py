"""What closing a site costs, by the period in which it closes."""

import pytest

from exeunt.network.network import Network
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.sites import Sites
from tests.support.missions.planner_country import country, day


def sites(**fort) -> Sites:
    mission = country(fort=fort)
    found = Sites(Frame(mission, Network(mission)))
    found.build()
    return found


def test_a_site_costs_what_it_stands_for_and_the_vacuum_after_it():
    found = sites(standing_cost_per_day=1000, receiver_ready=day(10))
    fort = found.mission.site["fort"]
    vacuum = found.mission.prices.vacuum_day
    assert found.cost(fort, 240.0) == pytest.approx(10_000)
    assert found.cost(fort, 192.0) == pytest.approx(8_000 + 2 * vacuum)


def test_within_a_period_a_site_closes_when_its_receiver_is_ready():
    found = sites(standing_cost_per_day=1000, receiver_ready=day(10.25))
    times = [one.t for one in found.closing["fort"] if one is not None]
    assert 10.25 * 24 in times


def test_it_stays_open_through_the_periods_in_which_it_may_not_close():
    found = sites(close_from=day(8))
    columns = found.f.opens["fort"]
    until = found.f.time.edges
    held = [k for k, column in enumerate(columns) if found.f.lp.low[column] == 1.0]
    assert held == [k for k in range(found.f.time.n) if until[k + 1] < 8 * 24]


def test_a_site_that_stays_open_has_no_closing():
    assert "town" not in sites().closing
