"""What is left of the kit of those who leave with it is disposed of before they must go."""

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.parting import Parting
from exeunt.rules.referee import referee
from tests.support.missions.planner_country import (
    SHIP,
    STORES,
    Parts,
    country,
    day,
)

OWNERS = Party(
    party="owners", site="town", count=20, population="troops", provider="Aland", with_kit=True
)
THEIRS = attrs.evolve(STORES, site="town", owner="contingent", provider="Aland", consent=True)
DESTROY = Disposition(disposition="destroy", rate_per_day=2)


def settled(*hours: float, leave_by: float | None = 15, **changes) -> list[tuple]:
    """Return what is disposed of when asked at these hours: way, units, start and end in hours."""
    owners = attrs.evolve(OWNERS, leave_by=None if leave_by is None else day(leave_by))
    p = Parts(country(**({"parties": (owners,), "lots": (THEIRS,)} | changes)))
    parting = Parting(p.world, p.keep, p.disposals)
    for t in hours:
        parting.settle(t)
    return [
        (d.disposition, d.quantity, p.mission.hours(d.start), p.mission.hours(d.done))
        for d in p.world.written.disposals
    ]


def test_kit_is_left_for_transport_until_shortly_before_its_owners_go() -> None:
    # A quarter of the time to the deadline is the notice: five days.
    assert settled(0, 299) == []
    assert settled(300) == [("abandon", 6, 330, 330)]


def test_work_on_it_ends_in_time_for_those_who_stayed_with_it() -> None:
    assert settled(300, dispositions=(SHIP, DESTROY)) == [
        ("destroy", 2, 300, 324),
        ("abandon", 4, 330, 330),
    ]


def test_what_is_in_use_is_left_as_it_is() -> None:
    in_use = attrs.evolve(THEIRS, in_use=True)
    assert settled(300, lots=(in_use,), dispositions=(SHIP, DESTROY)) == [("abandon", 6, 330, 330)]


def test_it_is_disposed_of_once_and_within_the_time_planned() -> None:
    assert settled(300, 312, 324) == [("abandon", 6, 330, 330)]
    assert settled(700, leave_by=31.5) == [("abandon", 6, 720, 720)]


def test_kit_of_others_and_of_those_without_a_date_waits() -> None:
    assert settled(400, leave_by=None) == []
    assert settled(400, lots=(attrs.evolve(THEIRS, provider="Bland"),)) == []


def test_the_last_of_them_leave_in_time() -> None:
    owners = attrs.evolve(OWNERS, leave_by=day(15))
    mission = country(parties=(owners,), lots=(attrs.evolve(THEIRS, quantity=90),))
    p = Parts(mission)
    built = build(mission, p.network, p.worth, p.tactics)
    assert built is not None
    assert built.plan.disposals
    assert referee(mission, built.plan) == ()
