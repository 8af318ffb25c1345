"""Changes to a plan: fewer units given up, a site closed, a serial less."""

from datetime import timedelta

from exeunt.model.plan import Disposal, Plan
from exeunt.optimise.repair.changes import (
    is_empty,
    put_off,
    sooner,
    spared,
    with_closing,
    without,
    without_closing,
)
from exeunt.rules.judge import judge
from tests.support.missions.kinds import hours, offices, searched


def row(disposition: str, n: int, at: float = 5) -> Disposal:
    return Disposal(
        site="base", lot="apc", disposition=disposition, quantity=n, start=hours(at), done=hours(at)
    )


def test_what_is_left_behind_is_spared_first() -> None:
    assert spared((row("sell", 4), row("abandon", 3)), "base", {"apc": 5}) == (row("sell", 2),)
    assert spared((row("sell", 4),), "hub", {"apc": 5}) == (row("sell", 4),)


def test_a_site_closes_with_what_is_left_in_it() -> None:
    mission = offices(0, cars=(5,))
    plan = with_closing(mission, Plan(), "office0", 6)
    assert plan is not None
    assert [(x.lot, x.quantity) for x in plan.disposals] == [("cars0", 5)]
    assert mission.hours(plan.closures[0].close) == 6
    assert with_closing(mission, plan, "office0", 8) is None
    assert with_closing(mission, Plan(), "border", 8) is None


def test_a_site_that_stays_open_writes_off_no_vehicles() -> None:
    mission = offices(0, cars=(5,))
    plan = with_closing(mission, Plan(), "office0", 6)
    assert plan is not None
    opened = without_closing(mission, plan, "office0")
    assert (opened.closures, opened.disposals) == ((), ())
    assert without_closing(mission, plan, "border") == plan


def test_a_site_does_not_close_before_it_is_last_left() -> None:
    mission = offices(20, cars=(5,), closing=0)
    plan = searched(mission).plan
    opened = Plan(stages=plan.stages, loads=plan.loads)
    last = max(mission.hours(stage.depart) for stage in plan.stages if stage.origin == "office0")
    assert with_closing(mission, opened, "office0", last - 1) is None
    closed = with_closing(mission, opened, "office0", last)
    assert closed is not None
    assert judge(mission, closed).lawful


def test_without_a_serial_nothing_speaks_of_it() -> None:
    mission = offices(20, cars=(5,))
    plan = searched(mission).plan
    serial = next(iter(plan.serials))
    assert not is_empty(plan, serial)
    left = without(mission, plan, serial)
    assert serial not in left.serials
    assert all(serial not in closure.last_serials for closure in left.closures)


def test_a_site_closes_later_with_what_leaves_it_last() -> None:
    mission = offices(20, cars=(5,))
    plan = searched(mission).plan
    (closure,) = plan.closures
    late = timedelta(hours=3)
    later = put_off(plan, closure.last_serials[0], late)
    assert later.closures[0].close == closure.close + late
    assert later.stages[0].depart == plan.stages[0].depart + late
    assert put_off(plan, "nothing", late) == plan
    assert isinstance(later, Plan)


def test_a_serial_that_waits_for_nothing_leaves_sooner() -> None:
    mission = offices(20, cars=(5,), closing=12)
    plan = searched(mission).plan
    (closure,) = plan.closures
    plans = list(sooner(mission, plan, closure.last_serials[0]))
    assert [mission.hours(each.stages[0].depart) for each in plans[::2]] == [0, 3, 6, 9]
    assert [len(each.closures) for each in plans[:2]] == [1, 0]
    assert judge(mission, plans[1]).lawful
    assert not judge(mission, plans[0]).lawful
