"""Movement: what is just allowed on a leg and at a halt, and what just not."""

import attrs
import pytest

from exeunt.model.hazards import Season
from exeunt.rules.movement import march
from exeunt.rules.referee import referee
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    dropped,
    load,
    loads,
    row,
    shifted,
    stage,
)
from tests.support.plans.breaks import (
    ROUNDABOUT,
    broken,
    column_to_the_closed_fort,
    doctrine,
    empty_column,
)
from tests.support.plans.verdicts import verdicts


@pytest.mark.parametrize(
    ("hours", "span"), [(0.5, 0.5), (10, 10), (10.5, 24.5), (20, 34), (20.5, 48.5), (35, 77)]
)
def test_a_march_rests_the_remainder_of_every_day(hours: float, span: float) -> None:
    assert march(hours, 10) == pytest.approx(span)


def test_a_march_without_rest() -> None:
    assert march(100, 24) == 100


def test_a_leg_opens_and_closes_at_the_moment_it_says() -> None:
    """C1 is back from the port at 14 h of day 5, C3 leaves for it at 4 h of day 6."""
    for since, until, rules in (
        (at(5, 14), at(6, 4), set()),
        (at(5, 14), at(6, 4.1), {"leg_open"}),
        (at(5, 13.9), at(6, 4), {"leg_open"}),
    ):
        season = Season(leg="town-port", closed_from=since, closed_to=until)
        assert broken(attrs.evolve(MISSION, seasons=(season,)), PLAN) == rules


def test_a_stage_lasts_at_most_twice_its_planned_time_and_a_day_more() -> None:
    """Sixteen hours on the road take thirty; a flight of half an hour out and half an hour back takes two and a half with its turn."""
    fed = loads(PLAN, "C3", "rations", quantity=200.0)
    for hours, rules in ((84, set()), (84.1, {"planned_times"})):
        assert broken(MISSION, stage(fed, "C3", 2, arrive=at(8, hours))) == rules
    # F2 takes 3 h as it is planned; nobody is tired here.
    manned = row(MISSION, "aircraft", "heli", crews=3)
    for hours, rules in ((30, set()), (30.1, {"planned_times"})):
        assert (
            broken(
                manned,
                shifted(stage(PLAN, "F2", 1, arrive=at(5, 12 + hours)), "F2", hours - 1, since=2),
            )
            == rules
        )


def test_a_halt_lasts_at_most_two_days_more_than_the_turn_time_and_of_a_flight_one() -> None:
    fed = loads(PLAN, "C3", "rations", quantity=200.0)
    for hours, rules in ((60, set()), (60.1, {"stop_time"})):
        assert broken(MISSION, shifted(fed, "C3", hours - 14, since=2)) == rules
    for hours, rules in ((25, set()), (25.1, {"stop_time"})):
        assert "stop_time" not in broken(MISSION, PLAN)
        assert broken(MISSION, shifted(PLAN, "F2", hours - 1, since=2)) == rules


def test_serials_pass_junctions_with_all_they_carry() -> None:
    """The first convoy may go on through a junction; what it uses may run out there."""
    mission = row(MISSION, "sites", "port", role="junction")
    plan = added(dropped(PLAN, "C3", "fuel"), load("C3", "supply", "fuel", 1200, (1, 1), "used"))
    assert [
        v.rule for v in verdicts(mission, dropped(plan, "C3", "racks")) if v.where == "C3"
    ] == []
    assert [v.rule for v in verdicts(mission, plan) if v.where == "C3"] == ["stop_time"]


def test_convoys_may_be_as_small_as_they_like_where_nothing_threatens() -> None:
    assert "convoy_size" not in broken(doctrine(convoy_min=7), PLAN)
    assert "convoy_size" not in broken(
        row(doctrine(convoy_min=11), "legs", "fort-town", strikes_per_100km=0.0), PLAN
    )


def test_two_convoys_may_not_enter_a_leg_at_the_same_moment_unless_spacing_is_off() -> None:
    plan = shifted(PLAN, "C3", 8)
    assert "spacing" in broken(doctrine(spacing_hours=0.5), plan)
    assert "spacing" not in broken(doctrine(spacing_hours=0), plan)


def test_an_empty_column_turns_round_in_the_turn_time_and_may_pass_in_none() -> None:
    for hours, rules in ((24, set()), (23.9, {"stop_time"})):
        assert broken(MISSION, empty_column(stands=hours)) == rules
    straight_on = stage(dropped(PLAN, "C3", "racks"), "C3", 2, depart=at(7, 10))
    assert "stop_time" in broken(MISSION, straight_on)
    assert "stop_time" not in broken(row(MISSION, "sites", "port", turn_hours=0), straight_on)


def test_passing_through_a_closed_site_is_allowed() -> None:
    """An empty convoy goes by the fort's road after the fort has closed, and loads nothing there."""
    plan = column_to_the_closed_fort(onward="port")
    assert "last_lift" not in broken(ROUNDABOUT, plan)
    assert "last_lift" in broken(
        ROUNDABOUT, added(plan, load("C4", "supply", "water", 1, (1, 1), "delivered"))
    )


def test_no_convoy_turns_round_at_a_closed_site() -> None:
    turned = column_to_the_closed_fort(onward="town")
    (violation,) = (v for v in referee(MISSION, turned) if v.rule == "last_lift")
    assert (violation.where, violation.when) == ("fort", at(11, 4))
