"""States of sites, and what moves in a period."""

import attrs
import pytest

from exeunt.facts.movements import movements
from exeunt.facts.periods import periods
from exeunt.facts.states import flows, state_at, states, uses
from exeunt.facts.stories import stories
from tests.support.missions.report_samples import (
    day,
    reading,
    small_mission,
    small_plan,
)


@pytest.fixture(scope="module")
def told():
    return movements(small_mission(), small_plan())


def test_a_site_goes_from_full_over_thin_and_vacuum_to_closed():
    whole = reading()
    alpha = whole.mission.site["alpha"]
    found = states(whole, alpha)
    assert found == ((0.0, "full"), (54.0, "thin"), (192.0, "vacuum"), (228.0, "closed"))
    assert [state_at(found, h) for h in (0, 54, 200, 500)] == ["full", "thin", "vacuum", "closed"]
    assert states(whole, whole.mission.site["hub"]) == ((0.0, "stays"),)
    assert states(whole, whole.mission.site["port"]) == ((0.0, "exit"),)


def test_what_is_under_way_in_a_period_is_counted_in_each_it_touches(told):
    cut = periods(small_mission(), 24)
    amounts = {(f.leg, f.period): f.amount for f in flows(told, cut)}
    assert amounts["alpha-hub", 2] == 2
    assert amounts["hub-port", 5] == 2
    assert ("hub-port", 6) not in amounts, (
        "it arrives at midnight: on the next day nothing is on that leg"
    )
    assert amounts["port-alpha-air", 5] == 4, "two sorties out and two back"
    assert uses(told) == {"alpha-hub": 2 + 2, "hub-port": 2 + 2, "port-alpha-air": 4}


def test_those_who_leave_at_the_very_start_were_there_at_the_start():
    plan = small_plan(
        stages=tuple(
            attrs.evolve(s, depart=day(0)) if (s.serial, s.stage) == ("C-1", 1) else s
            for s in small_plan().stages
        )
    )
    whole = reading(plan)
    alpha = next(s for s in stories(whole) if s.site.site == "alpha")
    assert (alpha.people, alpha.presence.at(0)) == (120, 60)
    assert alpha.thinning[:2] == ((0.75, 0.0), (0.5, 0.0))
    assert states(whole, alpha.site)[0] == (0.0, "thin")
