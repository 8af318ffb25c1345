"""Hard rules that cannot be kept, one by one; and nothing claimed where a plan could be made."""

import pytest

from exeunt.feasible.clash import clashes
from exeunt.model.mission import Mission
from exeunt.model.stores import Supply
from tests.support.missions.held_base import START, day, held_base


@pytest.mark.parametrize(
    "m",
    [
        held_base(),
        held_base(fleets=()),
        held_base(legs=()),
        held_base(base={"holding_people": 40}),
        held_base(base={"holding_people": 41, "closing_hours": 12, "turn_hours": 0}),
        held_base(base={"close_by": day(2)}),
        held_base(base={"stays_open": True, "close_by": day(0.1)}),
        held_base(guards={"leave_by": day(1.5)}),
        held_base(guards={"count": 60, "leave_by": day(1.5)}),
        held_base(guards={"leave_by": day(0), "destination": "base"}),
        held_base(guards={"count": 0, "leave_by": day(0)}, base={"holding_people": 0}),
        held_base(
            supplies=(Supply(supply="water", site="base", stock=2000, use_per_person_day=20),)
        ),
        held_base(supplies=(Supply(supply="water", site="out", stock=0, use_per_person_day=20),)),
    ],
)
def test_no_clash_where_a_plan_may_exist(m):
    assert clashes(m) == ()


def test_an_empty_mission_has_no_clash():
    assert clashes(Mission(name="empty", start=START, deadline=START, end=START)) == ()
