"""Plans made worse on purpose: late riders left behind, pauses before closings that leave kit."""

from datetime import timedelta

import attrs

from exeunt.model.plan import Disposal
from exeunt.optimise.repair.ruins import late_riders, left_behind, paused, ruins
from tests.support.missions.kinds import hours, offices, planned, searched, two_exits


def test_those_who_ride_late_stay_and_their_site_stays_open() -> None:
    mission = offices(20, cars=(5,), closing=0, deadline=hours(2))
    plan = searched(mission).plan
    (late, *_) = late_riders(mission, plan)
    left = left_behind(plan, late)
    assert late not in left.loads
    assert left.closures == ()
    assert late_riders(offices(20, cars=(5,)), plan) == []


def test_all_that_begins_later_is_put_off() -> None:
    mission = two_exits()
    plan = searched(mission).plan
    begin, pause = plan.closures[0].close, timedelta(days=2)
    later = paused(plan, begin, pause)
    assert later.closures[0].close == begin + pause
    for before, after in zip(plan.serials.values(), later.serials.values(), strict=True):
        moved = after[0].depart - before[0].depart
        assert moved == (pause if before[0].depart >= begin else timedelta(0))


def test_a_site_that_leaves_kit_waits() -> None:
    mission = two_exits()
    plan = searched(mission).plan
    assert list(ruins(mission, plan)) == []
    close = plan.closures[0].close
    given_up = Disposal(
        site="base", lot="apc", disposition="abandon", quantity=1, start=close, done=close
    )
    first, *pauses = ruins(mission, attrs.evolve(plan, disposals=(given_up,)))
    assert (first.closures, first.disposals) == ((), ())
    assert [len(one.closures) for one in pauses] == [1] * 4


def test_what_stays_behind_is_fetched_in_the_pause() -> None:
    mission = two_exits(apcs=19, lowbeds=5)
    (party,) = mission.parties
    mission = attrs.evolve(mission, parties=(attrs.evolve(party, count=20),))
    judged = planned(mission)
    assert judged.terms.capture_points == judged.terms.not_out == 0
